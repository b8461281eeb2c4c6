//! What a user decides about reading.

use crate::formats::Fields;
use crate::limits::Limits;

/// How inputs are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bounds on time and memory.
    pub limits: Limits,
    /// Which fields of a record mean what.
    pub fields: Fields,
}

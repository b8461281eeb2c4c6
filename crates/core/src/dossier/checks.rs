//! The contract of `recension check`: what the reports say of a statement.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClaimEntry, ContradictionEntry};
use crate::article::Document;

/// What [`CheckedStatement::format`] says.
pub const CHECK_FORMAT: &str = "recension-check";
/// Its version.
pub const CHECK_VERSION: u32 = 1;

/// A statement with the claims that come closest to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedStatement {
    /// Always `recension-check`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// The statement, as it was given.
    pub statement: String,
    /// The documents that the spans point into.
    pub documents: Vec<Document>,
    /// The claims that come closest, the closest first; none where no report says anything like it.
    pub claims: Vec<CloseClaim>,
}

/// A claim that comes close to a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseClaim {
    /// The id of its story.
    pub story: String,
    /// The headline of its story.
    pub headline: String,
    /// How much of the statement its nearest wording holds, by weight, 0 to 1.
    pub likeness: f32,
    /// The claim as in the dossier: who attests it, and how many origins.
    pub claim: ClaimEntry,
    /// Where the statement says otherwise in what can be told from the words: a number, a denial.
    pub differs: Vec<String>,
    /// Contradictions among the reports that this claim has a part in.
    pub contradictions: Vec<ContradictionEntry>,
}

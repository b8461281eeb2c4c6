//! Documents that hold others in an encoding of their own, so that spans index what was decoded:
//! messages, saved pages.

mod mail;
#[cfg(feature = "pdf")]
mod pdf;

use crate::error::Error;
use crate::limits::Limits;
use crate::member::Member;

/// Opens a document that is a bundle; `None` where it is none.
type Open = fn(&Member, &Limits) -> Option<Result<Vec<Member>, Error>>;

static BUNDLES: &[Open] = &[
    mail::parts,
    #[cfg(feature = "pdf")]
    pdf::parts,
];

/// The documents that a document bundles; `None` where it is no bundle.
pub(crate) fn parts(member: &Member, limits: &Limits) -> Option<Result<Vec<Member>, Error>> {
    BUNDLES.iter().find_map(|open| open(member, limits))
}

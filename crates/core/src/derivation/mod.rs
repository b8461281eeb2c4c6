//! Derivation: which report was taken from which, with the evidence for it.
//!
//! Each signal looks at a pair of witnesses and says what it saw ([`Observation`]); the verdict
//! weighs the observations, then looks at the story as a whole, so that two copies of one source
//! are not taken for copies of each other. Only pairs that share a sentence, a run of words or a
//! credit are looked at.

mod accounted;
mod observation;
mod pair;
mod settle;
mod signal;
mod verdict;

use std::collections::BTreeSet;

pub use accounted::Answer;
pub use observation::{Observation, Receipts};
pub use pair::Pair;
pub(crate) use signal::{folded_name, own_names};
pub use verdict::Derivation;

use crate::collation::Collation;
use crate::witness::Witness;

/// The verdicts on all pairs of a story with anything to say, strongest first, ties by pair.
///
/// `standing` holds the fingerprints of sentences that also stand in other stories (see
/// [`crate::collation::sentence_fingerprint`]): agency footers and standing background, which
/// show nothing.
pub fn derive(
    witnesses: &[Witness],
    collation: &Collation,
    standing: &BTreeSet<u64>,
) -> Vec<Derivation> {
    let mut pairs = collation.pairs();
    pairs.extend(signal::credited_pairs(witnesses));
    let judged = pairs
        .into_iter()
        .map(|[first, second]| Pair::new(witnesses, collation, standing, [first, second]))
        .filter_map(|pair| verdict::judge(&pair))
        .collect();
    settle::settle(witnesses, judged)
}

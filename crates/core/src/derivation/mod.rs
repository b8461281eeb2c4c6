//! Derivation: which report was taken from which, with the evidence for it.
//!
//! Each signal looks at a pair of witnesses and says what it saw ([`Observation`]); the verdict
//! weighs the observations, then looks at the story as a whole, so that two copies of one source
//! are not taken for copies of each other. Only pairs that share a sentence, a run of words or a
//! credit are looked at.

mod accounted;
mod copied;
mod descent;
mod gaps;
mod observation;
mod pair;
mod reuse;
mod settle;
mod signal;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::BTreeSet;

pub use accounted::Answer;
pub use descent::{
    DESCENT_FEATURE_NAMES, DESCENT_FEATURES, DESCENT_SIGNS, DescentChoice, DescentFeatures,
    DescentWeights, descent_choices,
};
pub use observation::{Observation, Receipts};
pub use pair::{Pair, story_sentence_count};
pub use reuse::{
    REUSE_FEATURE_NAMES, REUSE_FEATURES, REUSE_GRADES, Reuse, ReuseFeatures, ReuseWeights,
    grade_reuse, grade_reuse_with, reuse_chances, reuse_features,
};
pub(crate) use signal::{folded_name, own_names};
pub use verdict::Derivation;

use crate::collation::{Collation, Likely, collate_families};
use crate::dossier::{Scope, Verdict};
use crate::origins::Groups;
use crate::witness::Witness;

/// A story collated, with the verdicts on its pairs.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The collation, with words weighed by how many families of reports use them.
    pub collation: Collation,
    /// The verdicts.
    pub derivations: Vec<Derivation>,
    /// Which reports were compared.
    pub likely: Likely,
}

/// How often a story is looked at again with the families found before.
const MOST_ROUNDS: usize = 3;

/// Collates a story and judges its pairs. What is found to be one family of copies counts as one
/// voice when words are weighed anew, until the families stay the same (three rounds at most).
pub fn examine(witnesses: &[Witness], standing: &BTreeSet<u64>) -> Examined {
    let likely = Likely::of(witnesses).with(&signal::credited_pairs(witnesses));
    let mut families = copied::families(witnesses, &likely);
    let mut round = 1;
    loop {
        let collation = collate_families(witnesses, &families, &likely);
        let derivations = derive(witnesses, &collation, standing);
        let found = families_of(witnesses.len(), &derivations);
        if found == families || round == MOST_ROUNDS {
            return Examined {
                collation,
                derivations,
                likely,
            };
        }
        families = found;
        round += 1;
    }
}

fn families_of(witnesses: usize, derivations: &[Derivation]) -> Vec<usize> {
    let mut groups = Groups::of(witnesses);
    let whole = derivations.iter().filter(|d| d.scope == Scope::Report);
    for d in whole.filter(|d| matches!(d.verdict, Verdict::Derived | Verdict::CommonSource)) {
        groups.merge(d.source, d.target);
    }
    (0..witnesses).map(|witness| groups.find(witness)).collect()
}

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
    let judged = judge_pairs(witnesses, collation, standing);
    settle_pairs(witnesses, standing, judged, &DescentWeights::default())
}

/// What each pair shows by itself.
pub fn judge_pairs(
    witnesses: &[Witness],
    collation: &Collation,
    standing: &BTreeSet<u64>,
) -> Vec<Derivation> {
    let mut pairs = collation.pairs();
    pairs.extend(signal::credited_pairs(witnesses));
    pairs.extend(signal::same_pairs(witnesses));
    pairs
        .into_iter()
        .map(|[first, second]| Pair::new(witnesses, collation, standing, [first, second]))
        .filter_map(|pair| verdict::judge(&pair))
        .collect()
}

/// The verdicts on pairs settled against each other.
pub fn settle_pairs(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    judged: Vec<Derivation>,
    weights: &DescentWeights,
) -> Vec<Derivation> {
    settle::settle(witnesses, standing, judged, weights)
}

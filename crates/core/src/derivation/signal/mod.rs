//! The signals of dependence: one file each, one line each in [`SIGNALS`].

mod bracketed;
mod chain;
mod credit;
mod loss;
mod named;
mod narration;
mod quoted;
mod rare;
mod same_text;
mod time;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use chain::strength as link_strength;
pub(super) use credit::credited_names;
pub(crate) use credit::{folded_name, own_names};
pub(super) use same_text::same_pairs;

use super::{Observation, Pair};
use crate::witness::Witness;

/// Something that may speak for or against dependence, or for a direction.
pub(super) trait Signal: Sync {
    /// What it sees in a pair, if anything.
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation>;
}

/// Every signal, strongest first.
pub(super) const SIGNALS: &[&dyn Signal] = &[
    &credit::Credit,
    &credit::SharedAgency,
    &named::NamedInText,
    &narration::SharedNarration,
    &same_text::SameText,
    &quoted::QuotedReport,
    &chain::RewordedChain,
    &rare::SharedRareReading,
    &bracketed::SharedInsertion,
    &wording::SharedWording,
    &time::PublicationTime,
    &loss::Loss,
];

/// Pairs in which one credits the other, whatever else they share.
pub(super) fn credited_pairs(witnesses: &[Witness]) -> BTreeSet<[usize; 2]> {
    let mut by_outlet: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, witness) in witnesses.iter().enumerate() {
        for name in credit::own_names(witness) {
            by_outlet.entry(name).or_default().push(index);
        }
    }
    let mut pairs = BTreeSet::new();
    for (index, witness) in witnesses.iter().enumerate() {
        for credited in credit::credited_names(witness) {
            let others = by_outlet.get(&credited).into_iter().flatten();
            let pair = |other: &usize| [index.min(*other), index.max(*other)];
            pairs.extend(others.filter(|other| **other != index).map(pair));
        }
    }
    pairs
}

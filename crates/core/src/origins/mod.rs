//! Origins: how many independent lines of attestation stand behind something.

mod groups;
mod trace;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use groups::Groups;
pub use trace::{Collapse, Origins, trace};

use crate::collation::Place;
use crate::dossier::OriginRange;

/// Which line of attestation each sentence of a story belongs to.
///
/// A line is named by a number that has no meaning but to be the same for sentences of one line.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Lineage {
    /// By witness and sentence: the line under what is shown (gives the upper end of a range).
    shown: Vec<Vec<usize>>,
    /// By witness and sentence: the line when everything that may depend is merged (lower end).
    possible: Vec<Vec<usize>>,
    /// By witness that has next to nothing of its own: the witnesses that it was made from.
    #[serde(skip)]
    sources: BTreeMap<usize, BTreeSet<usize>>,
}

impl Lineage {
    /// A lineage from lines by witness and sentence; the two tables have the same shape.
    pub fn new(shown: Vec<Vec<usize>>, possible: Vec<Vec<usize>>) -> Self {
        Self {
            shown,
            possible,
            sources: BTreeMap::new(),
        }
    }

    /// This lineage with the witnesses that others were made from, by witness that has next to
    /// nothing of its own.
    #[must_use]
    pub fn with_sources(mut self, sources: BTreeMap<usize, BTreeSet<usize>>) -> Self {
        self.sources = sources;
        self
    }

    /// Whether a witness was made from one of some others. What it says with them it may have from
    /// them, though its words show nothing.
    pub fn is_made_from(&self, witness: usize, others: &BTreeSet<usize>) -> bool {
        let sources = self.sources.get(&witness);
        sources.is_some_and(|sources| !sources.is_disjoint(others))
    }

    /// Nothing depends on anything: every witness (by its number of sentences) is its own line.
    pub fn unrelated(sentences: &[usize]) -> Self {
        let lines: Vec<_> = sentences
            .iter()
            .enumerate()
            .map(|(line, &n)| vec![line; n])
            .collect();
        Self::new(lines.clone(), lines)
    }

    /// The range of origins behind sentences that attest the same thing.
    pub fn range(&self, places: &[Place]) -> OriginRange {
        let max = distinct(&self.shown, places);
        OriginRange {
            min: distinct(&self.possible, places).min(max),
            max,
        }
    }
}

fn distinct(lines: &[Vec<usize>], places: &[Place]) -> u32 {
    let line = |place: &Place| lines.get(place.witness)?.get(place.sentence).copied();
    let mut found: Vec<usize> = places.iter().filter_map(line).collect();
    found.sort_unstable();
    found.dedup();
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possible_links_lower_only_the_lower_end() {
        let lineage = Lineage::new(
            vec![vec![0], vec![1], vec![1]],
            vec![vec![0], vec![0], vec![0]],
        );
        let places: Vec<_> = (0..3)
            .map(|witness| Place {
                witness,
                sentence: 0,
            })
            .collect();
        assert_eq!(lineage.range(&places), OriginRange { min: 1, max: 2 });
        assert_eq!(lineage.range(&places[..1]), OriginRange { min: 1, max: 1 });
    }

    #[test]
    fn only_what_has_nothing_of_its_own_is_made_from_others() {
        let sources = BTreeMap::from([(2, BTreeSet::from([0, 1]))]);
        let lineage = Lineage::unrelated(&[1, 1, 1]).with_sources(sources);
        assert!(lineage.is_made_from(2, &BTreeSet::from([1, 2])));
        assert!(!lineage.is_made_from(2, &BTreeSet::from([2])));
        assert!(!lineage.is_made_from(1, &BTreeSet::from([0, 2])));
    }
}

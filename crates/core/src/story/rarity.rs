//! How much a term tells, by how few reports hold it.

use std::collections::BTreeMap;

use super::profile::Profile;
use crate::witness::Term;

/// How many reports of the world at large stand beside the reports given. With five reports of one
/// story what they share still weighs nearly as much as in the world at large; with thousands their
/// own counts decide.
const BACKGROUND_REPORTS: f64 = 200.0;

/// Terms of all reports, numbered, with their weights.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    /// Sorted by term.
    entries: Vec<(Term, f64)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    reports: u32,
    prior: f32,
}

impl Rarity {
    /// Counts the terms of distinct texts.
    pub(super) fn of(profiles: &[Profile]) -> Self {
        let mut counts: BTreeMap<Term, Count> = BTreeMap::new();
        for (term, usage) in profiles.iter().flat_map(Profile::terms) {
            let count = counts.entry(term).or_default();
            count.reports += 1;
            count.prior = count.prior.max(usage.prior);
        }
        let all = profiles.len() as f64 + BACKGROUND_REPORTS;
        let weight = |count: Count| {
            let holding = f64::from(count.reports) + BACKGROUND_REPORTS * f64::from(count.prior);
            (all / holding).ln().max(0.0)
        };
        Self {
            entries: counts
                .into_iter()
                .map(|(term, count)| (term, weight(count)))
                .collect(),
        }
    }

    /// The number of a term and what it weighs (its inverse document frequency, in nats).
    pub(super) fn get(&self, term: Term) -> Option<(u32, f64)> {
        let place = self
            .entries
            .binary_search_by_key(&term, |entry| entry.0)
            .ok()?;
        let (_, weight) = self.entries.get(place)?;
        Some((u32::try_from(place).ok()?, *weight))
    }
}

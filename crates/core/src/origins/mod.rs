//! Origins: how many independent lines of attestation stand behind something.

mod collapse;
mod grounds;
mod groups;
mod recount;
#[cfg(test)]
mod tests;
mod trace;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use collapse::Collapse;
pub use groups::Groups;
pub use recount::Counts;
pub use trace::{Origins, count, trace};

use crate::collation::Place;
use crate::dossier::{Counted, OriginRange, Said};

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
    /// Reports with the names of sources that they are not believed to have words from.
    #[serde(skip)]
    unnamed: BTreeSet<(usize, String)>,
}

impl Lineage {
    /// A lineage from lines by witness and sentence; the two tables have the same shape.
    pub fn new(shown: Vec<Vec<usize>>, possible: Vec<Vec<usize>>) -> Self {
        Self {
            shown,
            possible,
            sources: BTreeMap::new(),
            unnamed: BTreeSet::new(),
        }
    }

    /// This lineage with the witnesses that others were made from, by witness that has next to
    /// nothing of its own.
    #[must_use]
    pub fn with_sources(mut self, sources: BTreeMap<usize, BTreeSet<usize>>) -> Self {
        self.sources = sources;
        self
    }

    /// This lineage where some reports do not count as having words from a source that they name.
    #[must_use]
    fn without_namings(mut self, unnamed: BTreeSet<(usize, String)>) -> Self {
        self.unnamed = unnamed;
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

    /// The range of origins behind sentences that attest the same thing. At the lower end those
    /// that name the same relay ("told Radio X") count as one: what comes through one mouth may be
    /// one word. So do a report that has nothing of its own and any of the reports that it was
    /// made from.
    pub fn range(&self, counted: &Counted) -> OriginRange {
        let max = distinct(&self.shown, &counted.all);
        let min = match &counted.sure {
            None => self.least(&counted.all),
            Some(sure) => {
                let all: Vec<[usize; 2]> = sure.iter().flat_map(places).collect();
                self.least(&self.kept(sure)).min(self.least(&all))
            }
        };
        OriginRange { min, max }
    }

    fn least(&self, places: &[[usize; 2]]) -> u32 {
        distinct(&self.possible, places).min(distinct(&self.shown, places))
    }

    /// The sentences of reports that came neither through a relay already named nor from another
    /// of the reports.
    fn kept(&self, sure: &[Said]) -> Vec<[usize; 2]> {
        let reports: BTreeSet<usize> = sure.iter().map(|said| said.report).collect();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut kept = Vec::new();
        for said in sure {
            let named = said.via.iter();
            let named = named.filter(|name| !self.is_unnamed(said.report, name));
            let named: Vec<&str> = named.map(String::as_str).collect();
            let known = named.iter().any(|name| seen.contains(name));
            seen.extend(named);
            if !known && !self.is_made_from(said.report, &reports) {
                kept.extend(places(said));
            }
        }
        kept
    }

    fn is_unnamed(&self, report: usize, name: &str) -> bool {
        let mut unnamed = self.unnamed.iter();
        unnamed.any(|(reporting, refused)| *reporting == report && refused == name)
    }
}

/// Sentences whose lines are counted, all alike.
pub fn counted(places: impl IntoIterator<Item = Place>) -> Counted {
    let mut all: Vec<[usize; 2]> = places
        .into_iter()
        .map(|place| [place.witness, place.sentence])
        .collect();
    all.sort_unstable();
    all.dedup();
    Counted { all, sure: None }
}

fn places(said: &Said) -> impl Iterator<Item = [usize; 2]> + '_ {
    said.sentences
        .iter()
        .map(|sentence| [said.report, *sentence])
}

fn distinct(lines: &[Vec<usize>], places: &[[usize; 2]]) -> u32 {
    let line = |[report, sentence]: &[usize; 2]| lines.get(*report)?.get(*sentence).copied();
    let mut found: Vec<usize> = places.iter().filter_map(line).collect();
    found.sort_unstable();
    found.dedup();
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}

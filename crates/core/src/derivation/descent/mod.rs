//! Descent: of all that the reports of a story may have from one another, the choice of sources that
//! explains their texts best.
//!
//! A pair of reports shows that they depend on each other, hardly ever which of forty copies was
//! made from which. That is told by the story as a whole: a report shares with its own source what
//! the source changed, left out or added, and few others have (common readings; Maas 1927). What is
//! seen of a report beside each possible source ([`features`]) is weighed by a model that made-up
//! traditions fit (in the spirit of the description lengths of Roos, Heikkilä and Myllymäki 2006); the
//! sources that explain most, all reports taken together, are a branching of greatest weight (Chu and
//! Liu 1965; Edmonds 1967), which is then mended report by report: a second source where it brings
//! what the first lacks, another direction where a report was made from two. How sure each source is
//! is told by drawing what the reports tell anew ([`support`]).
//!
//! The weights were fitted by `recension-eval train-descent` on made-up traditions of other seeds than
//! those that are measured.

mod branching;
mod family;
mod features;
mod lost;
mod search;
mod support;
mod telling;
mod text;
mod weights;

use std::collections::BTreeSet;

pub use family::DescentWeights;
pub use features::{DESCENT_FEATURE_NAMES, DESCENT_FEATURES, DESCENT_SIGNS, DescentFeatures};

use super::Derivation;
use super::signal::{credited_names, own_names};
use crate::collation::ALL_COMPARED;
use crate::dossier::Verdict;
use crate::origins::Groups;
use crate::witness::Witness;
use family::{Dependent, Family};

/// Reports of a family from which it is looked at as a whole: of two, their own evidence is all
/// there is.
const FEWEST: usize = 3;

/// Who has what from whom.
pub(super) struct Descent {
    /// By report, its sources. Numbers from that of the reports on are lost sources, which have
    /// none themselves.
    pub(super) sources: Vec<Vec<usize>>,
    /// By report, how sure each of its sources is, 0 to 1; nothing where that was not asked.
    supports: Vec<Vec<(usize, f32)>>,
    /// By report, whether its family was looked at as a whole.
    pub(super) settled: Vec<bool>,
    /// By report, whether it may as well be a source of its own.
    pub(super) doubtful: Vec<bool>,
}

/// The sources that explain the reports best; `judged` are the pairs with anything to say, of which
/// those that depend on each other make a family.
pub(super) fn descent(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    judged: &[Derivation],
    weights: &DescentWeights,
) -> Descent {
    let mut descent = Descent {
        sources: vec![Vec::new(); witnesses.len()],
        supports: vec![Vec::new(); witnesses.len()],
        settled: vec![false; witnesses.len()],
        doubtful: vec![false; witnesses.len()],
    };
    let absent = absent_credits(witnesses);
    for (members, mut family) in families(witnesses, standing, judged, weights) {
        let own: Vec<BTreeSet<String>> = members.iter().map(|m| absent[*m].clone()).collect();
        let choice = lost::choose(&mut family, &own);
        let supports = support::supports(&mut family, &choice.sources);
        descent.note(&members, &choice, supports);
    }
    descent
}

/// The families of a story that are looked at as wholes, each with its members.
fn families(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    judged: &[Derivation],
    weights: &DescentWeights,
) -> Vec<(Vec<usize>, Family)> {
    let mut groups = Groups::of(witnesses.len());
    let depending = judged.iter().filter(|d| depends(d));
    depending.for_each(|d| groups.merge(d.pair[0], d.pair[1]));
    let large = groups
        .members()
        .into_iter()
        .filter(|members| members.len() >= FEWEST);
    large
        .map(|members| {
            let family = family(witnesses, standing, judged, weights, &members);
            (members, family)
        })
        .collect()
}

fn family(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    judged: &[Derivation],
    weights: &DescentWeights,
    members: &[usize],
) -> Family {
    let place = |report: usize| members.binary_search(&report).ok();
    let inside: Vec<Dependent<'_>> = judged
        .iter()
        .filter_map(|derivation| {
            let [first, second] = derivation.pair;
            let pair = [place(first)?, place(second)?];
            Some(Dependent { pair, derivation })
        })
        .collect();
    let told = members.iter().map(|m| text::told(&witnesses[*m], standing));
    let complete = witnesses.len() <= ALL_COMPARED;
    Family::of(told.collect(), &inside, complete, weights)
}

impl Descent {
    /// How sure it is that a report has another for its source, where that was asked.
    pub(super) fn support(&self, source: usize, report: usize) -> Option<f32> {
        let mut own = self.supports.get(report)?.iter();
        own.find(|(by, _)| *by == source).map(|(_, share)| *share)
    }

    /// Notes what was chosen for a family. Its lost sources come behind those found before.
    fn note(&mut self, members: &[usize], choice: &lost::Choice, supports: Vec<Vec<(usize, f32)>>) {
        let behind = self.sources.len();
        let named = |source: usize| {
            let own = members.get(source).copied();
            own.unwrap_or(behind + source - members.len())
        };
        for (report, supports) in supports.into_iter().enumerate() {
            if let Some(index) = members.get(report) {
                let supports = supports.into_iter();
                let shares = supports.map(|(source, share)| (named(source), share));
                self.supports[*index] = shares.collect();
            }
        }
        for (report, own) in choice.sources.iter().enumerate() {
            let own: Vec<usize> = own.iter().map(|source| named(*source)).collect();
            match members.get(report) {
                Some(index) => {
                    self.sources[*index] = own;
                    self.settled[*index] = true;
                    self.doubtful[*index] = choice.doubtful[report];
                }
                None => self.sources.push(own),
            }
        }
    }
}

/// What may have been chosen for a report: its possible sources, none, one or two, with what is
/// seen of each. For tools that fit the weights.
#[derive(Clone, Debug)]
pub struct DescentChoice {
    /// Index of the report in the story.
    pub report: usize,
    /// In tenths, how far reports of its family stand from their nearest, and it itself.
    pub distances: [f32; 2],
    /// Sources, by index in the story, and what is seen.
    pub options: Vec<(Vec<usize>, DescentFeatures)>,
}

/// What may be chosen for the reports of a story, given the verdicts on its pairs.
pub fn descent_choices(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    judged: &[Derivation],
    weights: &DescentWeights,
) -> Vec<DescentChoice> {
    let families = families(witnesses, standing, judged, weights).into_iter();
    let of_family = |(members, family): (Vec<usize>, Family)| {
        let choice = |report: usize| DescentChoice {
            report: members[report],
            distances: family.distances[report],
            options: search::options(&family, report)
                .into_iter()
                .filter_map(|chosen| {
                    let sources = chosen
                        .iter()
                        .map(|at| members[family.arcs[report][*at].source]);
                    Some((sources.collect(), family.seen(report, &chosen)?))
                })
                .collect(),
        };
        (0..family.reports).map(choice).collect::<Vec<_>>()
    };
    families.flat_map(of_family).collect()
}

fn depends(derivation: &Derivation) -> bool {
    matches!(derivation.verdict, Verdict::Derived | Verdict::CommonSource)
}

/// By report, the names that it credits and that are of no report.
fn absent_credits(witnesses: &[Witness]) -> Vec<BTreeSet<String>> {
    let present: BTreeSet<String> = witnesses.iter().flat_map(own_names).collect();
    let absent = |witness: &Witness| {
        credited_names(witness)
            .filter(|name| !present.contains(name))
            .collect()
    };
    witnesses.iter().map(absent).collect()
}

//! Descent: of all that the reports of a story may have from one another, the choice of sources that
//! explains their texts best.
//!
//! A pair of reports shows that they depend on each other, hardly ever which of forty copies was
//! made from which. That is told by the story as a whole: a report shares with its own source what
//! the source changed, left out or added, and few others have (common readings; Maas 1927). What a
//! source explains of a report is counted as the log odds of its words to have come from there
//! rather than from anywhere in the family (in the spirit of the description lengths of Roos,
//! Heikkilä and Myllymäki 2006); the sources that explain most, all reports taken together, are a
//! branching of greatest weight (Chu and Liu 1965; Edmonds 1967), which is then mended report by
//! report: a second source where it brings sentences that the first lacks, another direction where
//! a report was made from two. Times and losses count against a direction, credits for one.
//!
//! The constants were fitted on made-up traditions of other seeds than those that are measured.

mod branching;
mod family;
mod lost;
mod search;
mod text;

use std::collections::BTreeSet;

use super::Derivation;
use super::signal::{credited_names, own_names};
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
    /// By report, whether its family was looked at as a whole.
    pub(super) settled: Vec<bool>,
    /// By report, whether it may as well be a source of its own.
    pub(super) doubtful: Vec<bool>,
}

/// The sources that explain the reports best; `pairs` are those that depend on each other.
pub(super) fn descent(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    pairs: &[&Derivation],
) -> Descent {
    let mut descent = Descent {
        sources: vec![Vec::new(); witnesses.len()],
        settled: vec![false; witnesses.len()],
        doubtful: vec![false; witnesses.len()],
    };
    let absent = absent_credits(witnesses);
    let mut groups = Groups::of(witnesses.len());
    pairs
        .iter()
        .for_each(|d| groups.merge(d.pair[0], d.pair[1]));
    for members in groups.members() {
        if members.len() >= FEWEST {
            settle_family(witnesses, standing, pairs, &absent, &members, &mut descent);
        }
    }
    descent
}

fn settle_family(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    pairs: &[&Derivation],
    absent: &[BTreeSet<String>],
    members: &[usize],
    descent: &mut Descent,
) {
    let place = |report: usize| members.binary_search(&report).ok();
    let dependent = |derivation: &&'_ Derivation| {
        let [first, second] = derivation.pair;
        Some([place(first)?, place(second)?])
    };
    let inside: Vec<Dependent<'_>> = pairs
        .iter()
        .filter_map(|d| {
            Some(Dependent {
                pair: dependent(d)?,
                derivation: d,
            })
        })
        .collect();
    let told = members.iter().map(|m| text::told(&witnesses[*m], standing));
    let mut family = Family::of(told.collect(), &inside);
    let own: Vec<BTreeSet<String>> = members.iter().map(|m| absent[*m].clone()).collect();
    let choice = lost::choose(&mut family, &own);
    // Lost sources of this family come behind those found before.
    let behind = descent.sources.len();
    let named = |source: usize| {
        members
            .get(source)
            .copied()
            .unwrap_or(behind + source - members.len())
    };
    for (report, own) in choice.sources.iter().enumerate() {
        let own: Vec<usize> = own.iter().map(|source| named(*source)).collect();
        match members.get(report) {
            Some(index) => {
                descent.sources[*index] = own;
                descent.settled[*index] = true;
                descent.doubtful[*index] = choice.doubtful[report];
            }
            None => descent.sources.push(own),
        }
    }
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

//! Sources that are lost: the text that must have stood above a family whose first report is none
//! of the others' source.
//!
//! What most of a family read against its presumed source is not from there (separative errors;
//! Maas 1927). The readings of the majority are put together to a text, and where the family is
//! explained better with that text above it, by more than the text itself costs, the source was
//! another one. That several name one source which is not among the reports speaks for it too.

use std::collections::{BTreeMap, BTreeSet};

use super::family::{Family, majority};
use super::search::{MANY, Search};
use super::telling::Telling;
use super::text::Told;
use crate::origins::Groups;

/// Share of the reports below a lost source that must tell something for it to have told it.
const SPREAD: f32 = 0.3;
/// First reports of a family that are doubted, at most: those with the most below them.
/// In a large family only the first.
const MOST_DOUBTED: usize = 8;
/// How often the text of a lost source is put together anew from what was found below it.
const ROUNDS: usize = 3;

/// A choice of sources.
pub(super) struct Choice {
    /// By report, its sources; places from the number of reports on are lost ones.
    pub(super) sources: Vec<Vec<usize>>,
    /// By report, whether it may as well be a source of its own.
    pub(super) doubtful: Vec<bool>,
    total: f32,
}

impl Choice {
    fn of(family: &Family) -> Self {
        let search = Search::of(family);
        Self {
            sources: search.sources(),
            doubtful: search.doubtful(),
            total: search.total() - family.doubts(),
        }
    }
}

/// The best choice of sources for a family, lost ones included. `absent` names, by report, the
/// sources that it credits and that are not among the reports.
pub(super) fn choose(family: &mut Family, absent: &[BTreeSet<String>]) -> Choice {
    let mut best = Choice::of(family);
    for root in roots(&best.sources, family.reports) {
        for members in [
            below(&best.sources, root),
            members(family, &best.sources, root),
        ] {
            if let Some(found) = doubt(family, members, absent, best.total) {
                best = found;
                break;
            }
        }
    }
    best
}

/// Tries a lost source above some reports; it stays where this explains the family better.
fn doubt(
    family: &mut Family,
    mut members: BTreeSet<usize>,
    absent: &[BTreeSet<String>],
    mut total: f32,
) -> Option<Choice> {
    let mut best = None;
    for _ in 0..ROUNDS {
        if members.len() < 2 {
            break;
        }
        let lost = add(family, &members, absent);
        let found = Choice::of(family);
        let reports = 0..family.reports;
        let copies = reports.filter(|report| found.sources[*report].contains(&lost));
        let copies: BTreeSet<usize> = copies.collect();
        family.remove_lost();
        let settled = copies == members;
        if found.total > total && copies.len() > 1 {
            total = found.total;
            best = Some((std::mem::take(&mut members), found));
        }
        members = copies;
        if settled {
            break;
        }
    }
    let (members, found) = best?;
    add(family, &members, absent);
    Some(found)
}

/// The reports without a source, those with the most copies first.
fn roots(sources: &[Vec<usize>], reports: usize) -> Vec<usize> {
    let copies = |root: usize| sources.iter().filter(|own| own.contains(&root)).count();
    let mut roots: Vec<usize> = (0..reports).filter(|r| sources[*r].is_empty()).collect();
    roots.sort_by_key(|root| (std::cmp::Reverse(copies(*root)), *root));
    roots.truncate(if reports > MANY { 1 } else { MOST_DOUBTED });
    roots
}

/// A report without a source, and those made from it alone.
fn below(sources: &[Vec<usize>], root: usize) -> BTreeSet<usize> {
    let copies = sources.iter().enumerate();
    let copies = copies.filter(|(_, own)| own.as_slice() == [root]);
    copies.map(|(copy, _)| copy).chain([root]).collect()
}

/// A report without a source, and those that go back to it alone and depend on it.
fn members(family: &Family, sources: &[Vec<usize>], root: usize) -> BTreeSet<usize> {
    let mut groups = Groups::of(sources.len());
    for (report, own) in sources.iter().enumerate() {
        if let [source] = own.as_slice() {
            groups.merge(report, *source);
        }
    }
    let of = groups.find(root);
    let others = (0..family.reports).filter(|report| groups.find(*report) == of);
    others
        .filter(|report| *report == root || family.touches(*report, root))
        .collect()
}

fn add(family: &mut Family, members: &BTreeSet<usize>, absent: &[BTreeSet<String>]) -> usize {
    let text = consensus(family, members);
    let mut names: BTreeMap<&String, usize> = BTreeMap::new();
    for name in members.iter().filter_map(|m| absent.get(*m)).flatten() {
        *names.entry(name).or_default() += 1;
    }
    let most = names.iter().max_by(|x, y| x.1.cmp(y.1).then(y.0.cmp(x.0)));
    let name = most.map(|(name, _)| (*name).clone());
    let credits = |report: usize| {
        let named = absent.get(report).zip(name.as_ref());
        named.is_some_and(|(names, name)| names.contains(name))
    };
    family.add_lost(text, name.is_some(), credits)
}

/// The text that most of some reports go back to: what enough of them tell, each telling with the
/// words that most have in it, in the order in which most tell them.
fn consensus(family: &Family, members: &BTreeSet<usize>) -> Vec<Telling> {
    let least = (SPREAD * members.len() as f32).max(2.0);
    let mut tellers: BTreeMap<usize, Vec<(usize, &Telling)>> = BTreeMap::new();
    for member in members {
        for telling in &family.tellings.of[*member] {
            let told = tellers.entry(telling.number).or_default();
            told.push((*member, telling));
        }
    }
    let kept: Vec<_> = tellers
        .into_iter()
        .filter(|(_, told)| told.len() as f32 >= least)
        .collect();
    let mut order: Vec<(i64, usize)> = (0..kept.len()).map(|at| (-before(&kept, at), at)).collect();
    order.sort_unstable();
    let place = |at: usize| order.iter().position(|(_, own)| *own == at).unwrap_or(0);
    let text = kept.iter().enumerate().map(|(at, (number, told))| Telling {
        number: *number,
        place: place(at),
        told: majority(&told.iter().map(|(_, t)| &t.told).collect::<Vec<&Told>>()),
    });
    text.collect()
}

/// A telling with those who tell it.
type Tellers<'a> = (usize, Vec<(usize, &'a Telling)>);

/// How many of the tellings a telling stands before in most reports, less those it stands behind
/// (Copeland 1951).
fn before(tellings: &[Tellers<'_>], at: usize) -> i64 {
    let own: BTreeMap<usize, usize> = tellings[at].1.iter().map(|(r, t)| (*r, t.place)).collect();
    let against = |(_, other): &Tellers<'_>| {
        let both = other
            .iter()
            .filter_map(|(report, telling)| Some((*own.get(report)?, telling.place)));
        let signs = both.map(|(mine, theirs)| i64::from(mine < theirs) - i64::from(mine > theirs));
        signs.sum::<i64>().signum()
    };
    tellings.iter().map(against).sum()
}

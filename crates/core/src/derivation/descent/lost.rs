//! Sources that are lost: the text that must have stood above a family whose first report is none
//! of the others' source.
//!
//! What most of a family read against its presumed source is not from there (separative errors;
//! Maas 1927). The readings of the majority are put together to a text, and where the family is
//! explained better with that text above it, by more than the text itself costs, the source was
//! another one. That several name one source which is not among the reports speaks for it too.

use std::collections::{BTreeMap, BTreeSet};

use super::family::{CREDIT, Family, ORIGIN, TOLD};
use super::search::{MANY, Search};
use super::text::{Kept, Told};
use crate::origins::Groups;
use crate::witness::Term;

/// What a lost source must explain more than it costs, and what it is eased by where reports name
/// it.
const DOUBT: f32 = 12.0;
const NAMED: f32 = 9.6;
/// Share of a family that must have a sentence for its source to have had it.
const SPREAD: f32 = 0.3;
/// First reports of a family that are doubted, at most: those with the most below them.
/// In a large family only the first.
const MOST_DOUBTED: usize = 8;

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
            total: search.total(),
        }
    }
}

/// The best choice of sources for a family, lost ones included. `absent` names, by report, the
/// sources that it credits and that are not among the reports.
pub(super) fn choose(family: &mut Family, absent: &[BTreeSet<String>]) -> Choice {
    let reports = family.arcs.len();
    let mut best = Choice::of(family);
    for root in roots(&best.sources, reports) {
        let members = members(family, &best.sources, root, reports);
        if members.len() < 2 {
            continue;
        }
        let lost = add(family, &members, absent);
        let found = Choice::of(family);
        let copies = found.sources.iter().filter(|own| own.contains(&lost));
        if found.total > best.total && copies.count() >= 2 {
            best = found;
        } else {
            family.remove_lost();
        }
    }
    best
}

/// The reports without a source, those with the most copies first.
fn roots(sources: &[Vec<usize>], reports: usize) -> Vec<usize> {
    let copies = |root: usize| sources.iter().filter(|own| own.contains(&root)).count();
    let mut roots: Vec<usize> = (0..reports).filter(|r| sources[*r].is_empty()).collect();
    roots.sort_by_key(|root| (std::cmp::Reverse(copies(*root)), *root));
    roots.truncate(if reports > MANY { 1 } else { MOST_DOUBTED });
    roots
}

/// A report without a source, and those that go back to it alone and depend on it.
fn members(family: &Family, sources: &[Vec<usize>], root: usize, reports: usize) -> Vec<usize> {
    let mut groups = Groups::of(sources.len());
    for (report, own) in sources.iter().enumerate() {
        if let [source] = own.as_slice() {
            groups.merge(report, *source);
        }
    }
    let of = groups.find(root);
    let depends = |report: usize| family.arcs[report].iter().any(|arc| arc.source == root);
    let others = (0..reports).filter(|report| *report != root && groups.find(*report) == of);
    std::iter::once(root)
        .chain(others.filter(|report| depends(*report)))
        .collect()
}

fn add(family: &mut Family, members: &[usize], absent: &[BTreeSet<String>]) -> usize {
    let text = consensus(family, members);
    let mut names: BTreeMap<&String, usize> = BTreeMap::new();
    for name in members.iter().filter_map(|m| absent.get(*m)).flatten() {
        *names.entry(name).or_default() += 1;
    }
    let most = names.iter().max_by(|x, y| x.1.cmp(y.1).then(y.0.cmp(x.0)));
    let name = most.map(|(name, _)| (*name).clone());
    let eased = if name.is_some() { NAMED } else { 0.0 };
    let costs = ORIGIN + TOLD * text.len() as f32 + family.own_worth(&text);
    let alone = eased - DOUBT - costs;
    let credits = |report: usize| {
        let named = absent.get(report).zip(name.as_ref());
        let named = named.is_some_and(|(names, name)| names.contains(name));
        if named { CREDIT } else { 0.0 }
    };
    family.add_lost(text, alone, credits)
}

/// A sentence of a report, by their places.
type Spot = (usize, usize);

/// The text that most of some reports go back to: the sentences that enough of them have, each
/// with the words that most have in it, in the order in which most tell them.
fn consensus(family: &Family, members: &[usize]) -> Vec<Told> {
    let least = (SPREAD * members.len() as f32).max(2.0);
    let clusters = clusters(family, members);
    let having = |cluster: &[Spot]| {
        cluster
            .iter()
            .map(|spot| spot.0)
            .collect::<BTreeSet<_>>()
            .len()
    };
    let kept: Vec<Vec<Spot>> = clusters
        .into_iter()
        .filter(|c| having(c) as f32 >= least)
        .collect();
    let mut order: Vec<(i64, usize)> = (0..kept.len()).map(|at| (-before(&kept, at), at)).collect();
    order.sort_unstable();
    order
        .into_iter()
        .map(|(_, at)| majority(family, &kept[at]))
        .collect()
}

/// Sentences of several reports that answer each other.
fn clusters(family: &Family, members: &[usize]) -> Vec<Vec<Spot>> {
    let spots: Vec<Spot> = members
        .iter()
        .flat_map(|member| (0..family.told[*member].len()).map(|sentence| (*member, sentence)))
        .collect();
    let number: BTreeMap<Spot, usize> = spots
        .iter()
        .enumerate()
        .map(|(n, spot)| (*spot, n))
        .collect();
    let mut groups = Groups::of(spots.len());
    for (place, (member, sentence)) in spots.iter().enumerate() {
        for arc in &family.arcs[*member] {
            let answer = arc.explains[*sentence];
            let other = number.get(&(arc.source, answer.sentence));
            if let Some(other) = other.filter(|_| answer.is_some() && arc.source < *member) {
                groups.merge(place, *other);
            }
        }
    }
    let clusters = groups.members().into_iter();
    clusters
        .map(|cluster| cluster.into_iter().map(|at| spots[at]).collect())
        .collect()
}

/// How many of the sentences a sentence stands before in most reports, less those it stands behind
/// (Copeland 1951).
fn before(clusters: &[Vec<Spot>], at: usize) -> i64 {
    let places: BTreeMap<usize, usize> = clusters[at].iter().rev().copied().collect();
    let against = |other: &Vec<Spot>| {
        let both = other
            .iter()
            .filter_map(|(report, sentence)| Some((places.get(report)?, sentence)));
        let signs = both.map(|(mine, theirs)| i64::from(mine < theirs) - i64::from(mine > theirs));
        signs.sum::<i64>().signum()
    };
    clusters.iter().map(against).sum()
}

/// The words that most of the reports have in a sentence; of two reports, those of the first.
fn majority(family: &Family, cluster: &[Spot]) -> Told {
    let mut counts: BTreeMap<Term, (BTreeSet<usize>, Kept)> = BTreeMap::new();
    let reports: BTreeSet<usize> = cluster.iter().map(|spot| spot.0).collect();
    for (report, sentence) in cluster {
        for kept in &family.told[*report][*sentence].kept {
            let entry = counts.entry(kept.term).or_insert((BTreeSet::new(), *kept));
            entry.0.insert(*report);
            entry.1.weight = entry.1.weight.max(kept.weight);
        }
    }
    let first = cluster.first().map(|spot| spot.0);
    let stands = |having: &BTreeSet<usize>| match reports.len() {
        2 => first.is_some_and(|first| having.contains(&first)),
        all => having.len() * 2 > all,
    };
    let words = counts.into_values().filter(|(having, _)| stands(having));
    Told::from_kept(words.map(|(_, kept)| family.with_share(kept)).collect())
}

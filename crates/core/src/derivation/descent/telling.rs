//! Tellings: sentences of a family that go back to one and the same sentence.
//!
//! Two sentences by themselves are alike or not; which of them tell the same is seen from all
//! together. Sentences are gathered by group-average linkage (Sokal and Michener 1958), so that a
//! thorough rewording is known by its kin, and one accidental likeness joins nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::text::Told;
use crate::witness::Term;

/// Share of the shorter of two sentences that both must have to be looked at together.
const LOOSE: f32 = 0.2;
/// Mean likeness from which two groups of sentences tell the same.
const SAME: f32 = 0.345;
/// Steps in which likeness is ordered: finer ones are rounding.
const STEPS: f32 = 1e6;

/// What a report tells of one telling.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    /// Number of the telling in the family.
    pub(super) number: usize,
    /// Its place in the report: that of the first sentence that tells it.
    pub(super) place: usize,
    /// The words it is told in.
    pub(super) told: Told,
}

/// The reports of a family by what each tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Tellings {
    /// By report, what it tells, sorted by number.
    pub(super) of: Vec<Vec<Telling>>,
    /// By telling, how many reports tell it, and how many of these have each word.
    counts: Vec<Counts>,
    /// How many reports there are.
    reports: usize,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    reports: u32,
    having: BTreeMap<Term, u32>,
    /// How many have it in the very same words.
    same: BTreeMap<u64, u32>,
}

impl Tellings {
    /// Gathers what the reports tell; `pairs` are those that are compared (all, where `complete`).
    pub(super) fn of(told: Vec<Vec<Told>>, pairs: &[[usize; 2]], complete: bool) -> Self {
        let mut first = vec![0; told.len() + 1];
        for (report, told) in told.iter().enumerate() {
            first[report + 1] = first[report] + told.len();
        }
        let links = links(&told, &first, pairs);
        let group = Linkage::of(first[told.len()], &links, complete).gathered();
        let mut tellings = Self::default();
        for (report, told) in told.into_iter().enumerate() {
            let groups = &group[first[report]..first[report + 1]];
            tellings.of.push(merged(told, groups));
        }
        tellings.count();
        tellings
    }

    fn count(&mut self) {
        self.reports = self.of.len();
        let numbers = self.of.iter().flatten().map(|telling| telling.number + 1);
        self.counts = vec![Counts::default(); numbers.max().unwrap_or(0)];
        for telling in self.of.iter().flatten() {
            let counts = &mut self.counts[telling.number];
            counts.reports += 1;
            *counts.same.entry(telling.told.print).or_default() += 1;
            for kept in &telling.told.kept {
                *counts.having.entry(kept.term).or_default() += 1;
            }
        }
    }

    /// How many tellings there are.
    pub(super) fn numbers(&self) -> usize {
        self.counts.len()
    }

    /// How many reports tell it.
    pub(super) fn tellers(&self, number: usize) -> u32 {
        self.counts.get(number).map_or(0, |counts| counts.reports)
    }

    /// The share of the reports of the family, beside so many of those who tell it, that tell it;
    /// never quite none or all.
    pub(super) fn share(&self, number: usize, beside: u32) -> f32 {
        let others = (self.reports as f32 - beside as f32).max(0.0);
        (self.tellers(number).saturating_sub(beside) as f32 + 0.5) / (others + 1.0)
    }

    /// How many tell it in the very same words.
    pub(super) fn same(&self, number: usize, print: u64) -> u32 {
        let counts = self.counts.get(number);
        let same = counts.and_then(|counts| counts.same.get(&print));
        same.copied().unwrap_or(0)
    }

    /// How many of those who tell it have a word.
    pub(super) fn having(&self, number: usize, term: Term) -> u32 {
        let counts = self.counts.get(number);
        let having = counts.and_then(|counts| counts.having.get(&term));
        having.copied().unwrap_or(0)
    }
}

/// The sentences of a report, those of one telling put together.
fn merged(told: Vec<Told>, groups: &[usize]) -> Vec<Telling> {
    let mut own: BTreeMap<usize, Telling> = BTreeMap::new();
    for (place, (told, number)) in told.into_iter().zip(groups).enumerate() {
        match own.get_mut(number) {
            Some(telling) => {
                let mut all = std::mem::take(&mut telling.told.kept);
                all.extend(told.kept);
                telling.told = Told::from_kept(all);
            }
            None => {
                let number = *number;
                own.insert(
                    number,
                    Telling {
                        number,
                        place,
                        told,
                    },
                );
            }
        }
    }
    own.into_values().collect()
}

/// Two sentences, by number, and how alike they are.
type Like = (usize, usize, f32);

fn links(told: &[Vec<Told>], first: &[usize], pairs: &[[usize; 2]]) -> Vec<Like> {
    let mut links = Vec::new();
    for [a, b] in pairs {
        for (at, mine) in told[*a].iter().enumerate() {
            for (place, yours) in told[*b].iter().enumerate() {
                let likeness = mine.likeness(yours);
                if likeness >= LOOSE {
                    links.push((first[*a] + at, first[*b] + place, likeness));
                }
            }
        }
    }
    links
}

/// Likeness and how many comparisons it sums up.
#[derive(Clone, Copy, Default)]
struct Between {
    sum: f32,
    links: u32,
}

/// Group-average linkage over those pairs that are alike at all.
struct Linkage {
    /// By group, its neighbours.
    near: Vec<BTreeMap<usize, Between>>,
    members: Vec<Vec<usize>>,
    complete: bool,
    open: BinaryHeap<(u32, Reverse<usize>, Reverse<usize>)>,
}

impl Linkage {
    fn of(sentences: usize, links: &[Like], complete: bool) -> Self {
        let mut linkage = Self {
            near: vec![BTreeMap::new(); sentences],
            members: (0..sentences).map(|one| vec![one]).collect(),
            complete,
            open: BinaryHeap::new(),
        };
        for (a, b, likeness) in links {
            for (from, to) in [(*a, *b), (*b, *a)] {
                let between = linkage.near[from].entry(to).or_default();
                between.sum += likeness;
                between.links += 1;
            }
        }
        for (a, b, _) in links {
            linkage.offer(*a, *b);
        }
        linkage
    }

    /// The mean likeness of two groups; where not all pairs were compared, of those that were.
    fn mean(&self, a: usize, b: usize) -> f32 {
        let between = self.near[a].get(&b).copied().unwrap_or_default();
        let all = match self.complete {
            true => (self.members[a].len() * self.members[b].len()) as f32,
            false => between.links as f32,
        };
        between.sum / all.max(1.0)
    }

    fn offer(&mut self, a: usize, b: usize) {
        let mean = self.mean(a, b);
        if mean >= SAME {
            let rank = (mean * STEPS) as u32;
            let (a, b) = (a.min(b), a.max(b));
            self.open.push((rank, Reverse(a), Reverse(b)));
        }
    }

    /// By sentence, the number of its group: numbered by their first sentences.
    fn gathered(mut self) -> Vec<usize> {
        while let Some((rank, Reverse(a), Reverse(b))) = self.open.pop() {
            let there = !self.members[a].is_empty() && !self.members[b].is_empty();
            if there && (self.mean(a, b) * STEPS) as u32 == rank {
                self.join(a, b);
            }
        }
        let mut group = vec![0; self.members.len()];
        let there = self.members.iter().filter(|members| !members.is_empty());
        for (number, members) in there.enumerate() {
            members.iter().for_each(|one| group[*one] = number);
        }
        group
    }

    /// Makes the second group part of the first.
    fn join(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        let mut touched: Vec<usize> = Vec::new();
        for (other, between) in std::mem::take(&mut self.near[b]) {
            self.near[other].remove(&b);
            if other == a {
                continue;
            }
            for (from, to) in [(a, other), (other, a)] {
                let known = self.near[from].entry(to).or_default();
                known.sum += between.sum;
                known.links += between.links;
            }
            touched.push(other);
        }
        // Where all pairs count, the mean with every neighbour of the first has changed, too.
        if self.complete {
            touched = self.near[a].keys().copied().collect();
        }
        touched.into_iter().for_each(|other| self.offer(a, other));
    }
}

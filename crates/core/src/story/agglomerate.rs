//! Growing stories: the two groups with the best odds are joined, again and again.
//!
//! Exact for small groups. A group is compared anew with all its neighbours whenever it has grown by
//! an eighth; a pair whose comparison is older is compared again before it is joined. So a story of
//! n reports costs about n log n comparisons.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};
use std::sync::Arc;

use super::Judge;
use super::candidates::Pair;
use super::decision::Features;
use super::summary::Summary;

/// Growth by one part in this many makes a group compare anew.
const GROWTH: f64 = 8.0;

/// What came of it.
pub(super) struct Outcome {
    /// The groups.
    pub(super) groups: Vec<Grown>,
    /// What was joined, in the order it was done.
    pub(super) joins: Vec<Join>,
}

/// A group of texts.
pub(super) struct Grown {
    /// Indices of the texts.
    pub(super) members: Vec<usize>,
    /// The group as a whole.
    pub(super) summary: Summary,
}

/// Two groups that were found to be of one story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Join {
    /// Index of the first text of the larger group.
    pub(super) host: usize,
    /// Index of the first text of the group that joined it.
    pub(super) guest: usize,
    /// How alike the two were, as wholes.
    pub(super) features: Features,
}

/// How groups are compared and joined.
pub(super) trait Comparer {
    /// How alike two groups are.
    fn features(&self, left: &Whole, right: &Whole) -> Features {
        Features::of(&left.summary, &right.summary)
    }

    /// The two as one.
    fn joined(&self, host: &Whole, guest: &Whole) -> Whole {
        host.joined(guest)
    }
}

/// Compares and joins anew each time.
pub(super) struct Anew;

impl Comparer for Anew {}

/// A group as a whole.
#[derive(Clone)]
pub(super) struct Whole {
    /// Which texts it was joined from, in which order.
    pub(super) lineage: Lineage,
    pub(super) summary: Arc<Summary>,
}

impl Whole {
    /// A single text, by its index.
    pub(super) fn single(index: usize, summary: Arc<Summary>) -> Self {
        Self {
            lineage: Lineage(mixed(index as u64 + 1)),
            summary,
        }
    }

    /// The two as one.
    pub(super) fn joined(&self, guest: &Self) -> Self {
        Self {
            lineage: self.lineage.joined(guest.lineage),
            summary: Arc::new(self.summary.join(&guest.summary)),
        }
    }
}

/// A fingerprint of the joins that made a group: groups of the same lineage are the same to the last
/// digit of their sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Lineage(u64);

impl Lineage {
    const fn joined(self, guest: Self) -> Self {
        Self(mixed(mixed(self.0) ^ guest.0))
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Joins texts to groups.
pub(super) fn run(
    texts: impl IntoIterator<Item = Arc<Summary>>,
    pairs: &[Pair],
    comparer: &dyn Comparer,
    judge: Judge<'_>,
) -> Outcome {
    let mut state = State::new(texts, comparer, judge);
    for pair in pairs {
        state.neighbours(*pair);
        state.compare(*pair);
    }
    while let Some(Offer { pair, stamps, .. }) = state.offers.pop() {
        if stamps != state.stamps(pair) {
            continue;
        }
        let Some(Verdict { odds, features }) = state.judge(pair) else {
            continue;
        };
        if odds > 0.0 {
            state.join(pair, features);
        }
    }
    Outcome {
        groups: state
            .groups
            .into_iter()
            .flatten()
            .map(|group| Grown {
                members: group.members,
                summary: Arc::unwrap_or_clone(group.whole.summary),
            })
            .collect(),
        joins: state.joins,
    }
}

/// Two groups that may be joined.
#[derive(PartialEq)]
struct Offer {
    odds: f64,
    pair: Pair,
    /// Which state of each group was compared.
    stamps: [u32; 2],
}

impl Eq for Offer {}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.odds
            .total_cmp(&other.odds)
            .then_with(|| other.pair.cmp(&self.pair))
            .then_with(|| other.stamps.cmp(&self.stamps))
    }
}

struct Verdict {
    odds: f64,
    features: Features,
}

struct Group {
    whole: Whole,
    members: Vec<usize>,
    near: BTreeSet<usize>,
    stamp: u32,
    /// Size when it was last compared with all its neighbours.
    compared_at: f64,
}

struct State<'j> {
    groups: Vec<Option<Group>>,
    offers: BinaryHeap<Offer>,
    joins: Vec<Join>,
    comparer: &'j dyn Comparer,
    judge: Judge<'j>,
}

impl<'j> State<'j> {
    fn new(
        texts: impl IntoIterator<Item = Arc<Summary>>,
        comparer: &'j dyn Comparer,
        judge: Judge<'j>,
    ) -> Self {
        let group = |(index, summary)| {
            Some(Group {
                whole: Whole::single(index, summary),
                members: vec![index],
                near: BTreeSet::new(),
                stamp: 0,
                compared_at: 1.0,
            })
        };
        Self {
            groups: texts.into_iter().enumerate().map(group).collect(),
            offers: BinaryHeap::new(),
            joins: Vec::new(),
            comparer,
            judge,
        }
    }

    fn group(&self, index: usize) -> Option<&Group> {
        self.groups.get(index)?.as_ref()
    }

    fn near(&mut self, index: usize) -> Option<&mut BTreeSet<usize>> {
        let group = self.groups.get_mut(index)?.as_mut()?;
        Some(&mut group.near)
    }

    fn stamps(&self, pair: Pair) -> [u32; 2] {
        // A group that is gone has a stamp that no offer bears.
        [pair.left, pair.right].map(|index| self.group(index).map_or(u32::MAX, |group| group.stamp))
    }

    fn neighbours(&mut self, pair: Pair) {
        for (one, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            if let Some(near) = self.near(one) {
                near.insert(other);
            }
        }
    }

    fn judge(&mut self, pair: Pair) -> Option<Verdict> {
        let left = self.groups.get(pair.left)?.as_ref()?;
        let right = self.groups.get(pair.right)?.as_ref()?;
        let features = self.comparer.features(&left.whole, &right.whole);
        let odds = (self.judge)(&left.members, &right.members, &features);
        Some(Verdict { odds, features })
    }

    fn compare(&mut self, pair: Pair) {
        let stamps = self.stamps(pair);
        match self.judge(pair) {
            Some(Verdict { odds, .. }) if odds > 0.0 => {
                self.offers.push(Offer { odds, pair, stamps });
            }
            _ => {}
        }
    }

    /// The larger group takes the other in (ties: the first).
    fn join(&mut self, pair: Pair, features: Features) {
        let size = |index| self.group(index).map_or(0.0, |group: &Group| group.size());
        let (host, guest) = if size(pair.left) >= size(pair.right) {
            (pair.left, pair.right)
        } else {
            (pair.right, pair.left)
        };
        let Some(guest_group) = self.groups.get_mut(guest).and_then(Option::take) else {
            return;
        };
        let new_neighbours = self.rewire(host, guest, guest_group.near.clone());
        let Some(host_group) = self.groups.get_mut(host).and_then(Option::as_mut) else {
            return;
        };
        let first = |group: &Group| group.members.first().copied().unwrap_or_default();
        self.joins.push(Join {
            host: first(host_group),
            guest: first(&guest_group),
            features,
        });
        host_group.whole = self.comparer.joined(&host_group.whole, &guest_group.whole);
        host_group.members.extend(guest_group.members);
        for other in host_group.due_neighbours(new_neighbours) {
            self.compare(Pair::of(host, other));
        }
    }

    /// Makes the guest's neighbours the host's; gives those that are new to it.
    fn rewire(&mut self, host: usize, guest: usize, near: BTreeSet<usize>) -> Vec<usize> {
        if let Some(own) = self.near(host) {
            own.remove(&guest);
        }
        let mut new = Vec::new();
        for other in near.into_iter().filter(|other| *other != host) {
            if let Some(of_other) = self.near(other) {
                of_other.remove(&guest);
                of_other.insert(host);
            }
            if self.near(host).is_some_and(|own| own.insert(other)) {
                new.push(other);
            }
        }
        new
    }
}

impl Group {
    fn size(&self) -> f64 {
        self.whole.summary.size
    }

    /// All neighbours where it has grown enough since it last met them all, else those that are new
    /// to it.
    fn due_neighbours(&mut self, new: Vec<usize>) -> Vec<usize> {
        if self.size() < self.compared_at * (1.0 + GROWTH.recip()) {
            return new;
        }
        self.compared_at = self.size();
        self.stamp += 1;
        self.near.iter().copied().collect()
    }
}

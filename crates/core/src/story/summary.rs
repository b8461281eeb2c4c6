//! A group of reports as a whole: sums from which averages over all its pairs follow.

use super::profile::{Profile, Usage};
use super::rarity::Rarity;
use super::sparse::{self, Sparse};
use crate::witness::Term;

/// Terms of one report that are kept, the weightiest first.
const MOST_TERMS: usize = 600;
/// How alike two reports of one story are, where a group is too small to tell.
const TYPICAL_LIKENESS: f64 = 0.25;
/// How many pairs of reports that counts for.
const TYPICAL_PAIRS: f64 = 1.0;

/// The unit vectors of some reports in one respect, added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// The sum.
    pub(super) sum: Sparse,
    /// How many of the reports have anything in this respect.
    count: f64,
    /// Square of the length of the sum.
    square: f64,
}

impl Side {
    fn of(vector: Sparse) -> Self {
        let vector = sparse::unit(vector, MOST_TERMS);
        let count = if vector.is_empty() { 0.0 } else { 1.0 };
        Self {
            sum: vector,
            count,
            square: count,
        }
    }

    fn join(&self, other: &Self) -> Self {
        Self {
            sum: sparse::sum(&self.sum, &other.sum),
            count: self.count + other.count,
            square: self.square + other.square + 2.0 * sparse::dot(&self.sum, &other.sum),
        }
    }

    /// Mean cosine over all pairs between two groups; `None` where one has nothing to compare.
    pub(super) fn between(&self, other: &Self) -> Option<f64> {
        let pairs = self.count * other.count;
        (pairs > 0.0).then(|| (sparse::dot(&self.sum, &other.sum) / pairs).clamp(0.0, 1.0))
    }

    /// Mean cosine over all pairs within the group, drawn towards a typical value where the pairs
    /// are few.
    pub(super) fn within(&self) -> f64 {
        let pairs = self.count * (self.count - 1.0) / 2.0;
        let likeness = (self.square - self.count).max(0.0) / 2.0;
        (likeness + TYPICAL_PAIRS * TYPICAL_LIKENESS) / (pairs + TYPICAL_PAIRS)
    }
}

/// A group of reports as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Summary {
    /// All terms.
    pub(super) content: Side,
    /// Terms of titles and leads.
    pub(super) head: Side,
    /// Terms of names.
    pub(super) names: Side,
    /// Days of publication, where stated, sorted.
    days: Vec<i32>,
    /// How many distinct texts.
    pub(super) size: f64,
    /// Sum over texts of the logarithm of their length in tokens.
    length: f64,
}

impl Summary {
    /// The summary of one text.
    pub(super) fn of(profile: &Profile, rarity: &Rarity) -> Self {
        let terms = profile.terms();
        let side = |count: fn(&Usage) -> f32| {
            let entry = |(term, usage): (&Term, &Usage)| weigh(*term, count(usage), rarity);
            Side::of(terms.iter().filter_map(entry).collect())
        };
        Self {
            content: side(|usage| usage.all),
            head: side(|usage| usage.head),
            names: side(|usage| usage.name),
            days: profile.days.clone(),
            size: 1.0,
            length: (1.0 + profile.tokens() as f64).ln(),
        }
    }

    /// The summary of two groups together.
    pub(super) fn join(&self, other: &Self) -> Self {
        let mut days = [self.days.as_slice(), &other.days].concat();
        days.sort_unstable();
        Self {
            content: self.content.join(&other.content),
            head: self.head.join(&other.head),
            names: self.names.join(&other.names),
            days,
            size: self.size + other.size,
            length: self.length + other.length,
        }
    }

    /// Mean logarithm of the length of a text, in tokens.
    pub(super) fn mean_length(&self) -> f64 {
        self.length / self.size.max(1.0)
    }

    /// The day of publication in the middle.
    pub(super) fn middle_day(&self) -> Option<i32> {
        self.days.get(self.days.len() / 2).copied()
    }
}

/// A term's number and weight: its count damped, times its rarity.
#[allow(
    clippy::cast_possible_truncation,
    reason = "vectors are stored in single precision"
)]
fn weigh(term: Term, count: f32, rarity: &Rarity) -> Option<(u32, f32)> {
    let (number, weight) = rarity.get(term)?;
    let damped = f64::from(count).ln_1p();
    (count > 0.0 && weight > 0.0).then_some((number, (damped * weight) as f32))
}

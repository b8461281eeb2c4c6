//! A group of reports as a whole: sums from which averages over all its pairs follow.

use super::background::Background;
use super::sketch::{Sketch, Usage, number};
use super::sparse::{self, Sparse};
use crate::witness::Term;

/// Terms of one report that are kept, the weightiest first.
const MOST_TERMS: usize = 400;
/// Terms of a group that are kept.
const MOST_GROUP_TERMS: usize = 1_600;
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
        let mut sum = sparse::sum(&self.sum, &other.sum);
        if sum.len() > MOST_GROUP_TERMS {
            sum = sparse::largest(sum, MOST_GROUP_TERMS * 3 / 4);
        }
        Self {
            sum,
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

    fn shorten(&mut self, terms: usize) {
        if self.sum.len() > terms {
            self.sum = sparse::largest(std::mem::take(&mut self.sum), terms);
        }
        self.sum.shrink_to_fit();
    }
}

/// What is kept of a text, before its terms are weighed.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Its merged terms.
    terms: Vec<Usage>,
    passages: Sparse,
    /// Days it tells of.
    days: Sparse,
    /// Day of publication.
    day: Option<i32>,
    language: Option<u32>,
    /// Logarithm of its length in tokens.
    length: f64,
}

impl Reading {
    /// `terms` are the merged terms of the sketch.
    pub(super) fn new(sketch: &Sketch, terms: Vec<Usage>) -> Self {
        Self {
            terms,
            passages: passages(sketch),
            days: days_told(sketch),
            day: sketch.day,
            language: (!sketch.language.is_empty()).then(|| number(Term::of(&sketch.language))),
            length: (1.0 + sketch.tokens() as f64).ln(),
        }
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
    /// Sampled passages.
    pub(super) passages: Side,
    /// Days told of.
    pub(super) told: Side,
    /// Figures.
    pub(super) figures: Side,
    /// Days of publication, where stated, with how many texts have each, sorted by day.
    days: Vec<(i32, u32)>,
    /// The language of all texts as a term's number; `None` where it is unknown or there are several.
    language: Option<u32>,
    /// How many distinct texts.
    pub(super) size: f64,
    /// Sum over texts of the logarithm of their length in tokens.
    length: f64,
}

impl Summary {
    /// The summary of one text.
    pub(super) fn of(text: &Reading, background: &Background) -> Self {
        let terms = &text.terms;
        let weights: Vec<f64> = terms.iter().map(|usage| background.weight(usage)).collect();
        let side = |count: fn(&Usage) -> f32| {
            let pairs = terms.iter().zip(&weights);
            Side::of(
                pairs
                    .filter_map(|(usage, weight)| weigh(usage.term, count(usage), *weight))
                    .collect(),
            )
        };
        Self {
            content: side(|usage| usage.all),
            head: side(|usage| usage.head),
            names: side(|usage| usage.name),
            passages: Side::of(text.passages.clone()),
            told: Side::of(text.days.clone()),
            figures: side(|usage| usage.figure),
            days: text.day.map(|day| (day, 1)).into_iter().collect(),
            language: text.language,
            size: 1.0,
            length: text.length,
        }
    }

    /// All terms of a piece of text.
    pub(super) fn of_terms(terms: &[Usage], background: &Background) -> Side {
        let weighed = terms
            .iter()
            .filter_map(|usage| weigh(usage.term, usage.all, background.weight(usage)));
        Side::of(weighed.collect())
    }

    /// The summary of two groups together.
    pub(super) fn join(&self, other: &Self) -> Self {
        Self {
            content: self.content.join(&other.content),
            head: self.head.join(&other.head),
            names: self.names.join(&other.names),
            passages: self.passages.join(&other.passages),
            told: self.told.join(&other.told),
            figures: self.figures.join(&other.figures),
            days: joined_days(&self.days, &other.days),
            language: self
                .language
                .filter(|language| other.language == Some(*language)),
            size: self.size + other.size,
            length: self.length + other.length,
        }
    }

    /// Keeps the weightiest terms alone, for a story that is closed.
    pub(super) fn shorten(&mut self, terms: usize) {
        self.content.shorten(terms);
        for side in [&mut self.head, &mut self.names] {
            side.shorten(terms / 3);
        }
        self.passages.shorten(0);
        self.told.shorten(8);
        self.figures.shorten(8);
        let middle = self.middle_day();
        self.days = middle.map(|day| (day, 1)).into_iter().collect();
    }

    /// Whether the two are in two languages.
    pub(super) fn is_foreign_to(&self, other: &Self) -> bool {
        let both = self.language.zip(other.language);
        both.is_some_and(|(own, other)| own != other)
    }

    /// Mean logarithm of the length of a text, in tokens.
    pub(super) fn mean_length(&self) -> f64 {
        self.length / self.size.max(1.0)
    }

    /// The day of publication in the middle.
    pub(super) fn middle_day(&self) -> Option<i32> {
        let half = self.days.iter().map(|(_, texts)| texts).sum::<u32>() / 2;
        let mut before = 0;
        let middle = self.days.iter().find(|(_, texts)| {
            before += texts;
            before > half
        });
        middle.map(|(day, _)| *day)
    }
}

fn joined_days(one: &[(i32, u32)], other: &[(i32, u32)]) -> Vec<(i32, u32)> {
    let mut days = [one, other].concat();
    days.sort_unstable();
    days.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    days
}

fn passages(sketch: &Sketch) -> Sparse {
    let lines = sketch.lines.iter();
    let mut all: Vec<u32> = lines
        .flat_map(|line| line.passages.iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|passage| (passage, 1.0)).collect()
}

fn days_told(sketch: &Sketch) -> Sparse {
    let mut days: Sparse = sketch
        .lines
        .iter()
        .flat_map(|line| line.days.clone())
        .collect();
    days.sort_by_key(|(day, _)| *day);
    days.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    days
}

/// A term's number and weight: its count damped, times its rarity.
#[allow(
    clippy::cast_possible_truncation,
    reason = "vectors are stored in single precision"
)]
fn weigh(term: u32, count: f32, rarity: f64) -> Option<(u32, f32)> {
    let damped = f64::from(count).ln_1p();
    (count > 0.0 && rarity > 0.0).then_some((term, (damped * rarity) as f32))
}

//! Clauses compared with the help of a sentence model.
//!
//! The odds that words give are one feature among few: how near the clauses are in meaning, how near
//! the sentences that they stand in. What cannot be one claim (other figures, a denial, another
//! mouth) stays apart however near it is.

use super::content::Contents;
use super::context::StoryContext;
use super::sharpened_weights::SHARPENING;
use crate::meaning::{Meanings, SentenceModel};

/// Number of features, the constant included.
pub const SHARPENING_FEATURES: usize = 5;

/// What the features are, in order.
pub const SHARPENING_FEATURE_NAMES: [&str; SHARPENING_FEATURES] = [
    "constant",
    "odds by words",
    "nearness of the clauses in meaning",
    "nearness of their sentences",
    "how far the nearness exceeds that of clauses that are mostly one claim",
];

/// Nearest clauses of all reports that a clause is compared with, whatever words they share.
const MOST_NEAREST: usize = 12;
/// Nearness below which a pair is not compared for it.
const LEAST_NEARNESS: f32 = 0.4;
/// From this nearness on, two clauses mostly are one claim.
const NEAR: f64 = 0.6;
/// Odds by words are taken to lie within this.
const MOST_ODDS: f64 = 8.0;

/// What a model says of the clauses of a story and of their sentences.
pub(super) struct Sharpening {
    clauses: Meanings,
    sentences: Meanings,
}

impl Sharpening {
    pub(super) fn of(story: &StoryContext, contents: &Contents, model: &dyn SentenceModel) -> Self {
        let words = |span: crate::text::TextSpan, witness: usize| {
            let report = story.witnesses.get(witness);
            report.map_or("", |report| report.slice(span))
        };
        let all = || contents.clauses.iter().map(|content| &content.clause);
        let clauses: Vec<&str> = all().map(|c| words(c.span, c.place.witness)).collect();
        let sentences: Vec<&str> = all().map(|clause| story.text(clause.place)).collect();
        Self {
            clauses: Meanings::of(model, &clauses),
            sentences: Meanings::of(model, &sentences),
        }
    }

    /// Pairs of clauses of different reports to compare, of those given.
    pub(super) fn nearest(&self, contents: &Contents, stating: &[usize]) -> Vec<[usize; 2]> {
        let report = |at: usize| contents.clauses.get(at).map(|c| c.clause.place.witness);
        let may = |a: usize, b: usize| report(a) != report(b);
        let pairs = self
            .clauses
            .nearest(stating, MOST_NEAREST, LEAST_NEARNESS, may);
        pairs.into_iter().map(|pair| pair.passages).collect()
    }

    /// How near two clauses and their sentences are; 0 where the model could not read one.
    pub(super) fn nearness(&self, [a, b]: [usize; 2]) -> [f64; 2] {
        let of = |meanings: &Meanings| f64::from(meanings.nearness(a, b).unwrap_or_default());
        [of(&self.clauses), of(&self.sentences)]
    }
}

/// Whether clauses are so near that sharing no words says nothing.
pub(super) fn is_near(nearness: [f64; 2]) -> bool {
    nearness[0] >= NEAR
}

/// The features of two clauses, given the odds by their words.
pub fn sharpening(odds: f64, nearness: [f64; 2]) -> [f64; SHARPENING_FEATURES] {
    let [clauses, sentences] = nearness;
    let odds = odds.clamp(-MOST_ODDS, MOST_ODDS);
    [1.0, odds, clauses, sentences, (clauses - NEAR).max(0.0)]
}

/// The odds of two clauses with the help of the model.
pub(super) fn sharpened(odds: f64, nearness: [f64; 2]) -> f64 {
    let features = sharpening(odds, nearness);
    let terms = features.iter().zip(&SHARPENING);
    terms.map(|(feature, weight)| feature * weight).sum()
}

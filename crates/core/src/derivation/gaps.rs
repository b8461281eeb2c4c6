//! Sentences between answered ones.
//!
//! Once a report is shown to be made from another, a sentence of it that stands between two
//! answered ones most likely answers what stands between these in the source. There, likeness is
//! asked of the two sentences alone: words that every report of the story uses count in full, where
//! over the whole story they would say next to nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Pair;
use super::accounted::{Answer, ENOUGH};
use super::pair::story_sentences;
use crate::collation::is_content;
use crate::witness::Term;

/// Fewest stems that the two sentences share.
const FEWEST_STEMS: usize = 4;
/// Least share of shared weight in the geometric mean of both.
const LEAST_LIKENESS: f32 = 0.26;

/// Adds the answers of sentences that stand alone between answered ones.
pub(crate) fn fill(pair: &Pair<'_>, side: usize, answers: &mut BTreeMap<usize, Answer>) {
    let told: Vec<usize> = story_sentences(pair.side(side)).collect();
    let others: Vec<usize> = story_sentences(pair.side(1 - side)).collect();
    let taken: BTreeSet<usize> = answers.values().map(|answer| answer.sentence).collect();
    let mut filled = Vec::new();
    for (at, sentence) in told.iter().enumerate() {
        if answers.contains_key(sentence) {
            continue;
        }
        let beside = |neighbour: Option<&usize>| neighbour.and_then(|place| answers.get(place));
        let (Some(before), Some(after)) = (
            beside(at.checked_sub(1).and_then(|at| told.get(at))),
            beside(told.get(at + 1)),
        ) else {
            continue;
        };
        let between = others.iter().copied().filter(|other| {
            (before.sentence + 1..after.sentence).contains(other) && !taken.contains(other)
        });
        let alike = between
            .map(|other| (likeness(pair, side, *sentence, other), other))
            .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS);
        let best = alike.max_by(|(x, a), (y, b)| x.total_cmp(y).then(b.cmp(a)));
        if let Some((_, other)) = best {
            let answer = Answer {
                sentence: other,
                strength: ENOUGH,
            };
            filled.push((*sentence, answer));
        }
    }
    answers.extend(filled);
}

fn likeness(pair: &Pair<'_>, side: usize, sentence: usize, other: usize) -> f32 {
    let (mine, theirs) = (stems(pair, side, sentence), stems(pair, 1 - side, other));
    let weight = |stems: &mut dyn Iterator<Item = &Term>| -> f32 {
        stems
            .map(|stem| pair.collation.weights.background(*stem))
            .sum()
    };
    let shared: Vec<&Term> = mine.intersection(&theirs).collect();
    if shared.len() < FEWEST_STEMS {
        return 0.0;
    }
    let both = weight(&mut mine.iter()) * weight(&mut theirs.iter());
    weight(&mut shared.into_iter()) / both.sqrt().max(f32::EPSILON)
}

fn stems(pair: &Pair<'_>, side: usize, sentence: usize) -> BTreeSet<Term> {
    let tokens = pair
        .side(side)
        .sentence_tokens(pair.sentence(side, sentence));
    tokens
        .iter()
        .filter(|token| is_content(token.kind))
        .map(|token| token.stem)
        .collect()
}

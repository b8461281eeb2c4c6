//! Which sentences of a report another report accounts for, and how well.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Pair;
use super::pair::story_sentences;
use super::signal::link_strength;
use crate::collation::Correspondence;

/// Strength from which a sentence counts as accounted for.
pub(crate) const ENOUGH: f32 = 0.12;
/// A sentence of which this share of the words stands in the other letter for letter is accounted
/// for, whatever the chain says.
const COPIED_SHARE: f32 = 0.5;
/// Likeness up to which two sentences are alike as any two on one subject.
const CHANCE_SIMILARITY: f32 = 0.2;
/// What likeness of content counts against likeness of narration.
const CONTENT_SHARE: f32 = 0.7;
/// Bits of narration from which a run counts as copied.
const FEWEST_BITS: f32 = 8.0;

/// The sentence of the other report that accounts for a sentence, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Index of the answering sentence in the other report.
    pub sentence: usize,
    /// How well, from 0: up to 1 for a reworded sentence, up to 2 for a copied one.
    pub strength: f32,
}

/// By story sentence of a side (0 or 1), the sentence of the other that accounts for it best.
pub(crate) fn accounted(pair: &Pair<'_>, side: usize) -> BTreeMap<usize, Answer> {
    let mut answers: BTreeMap<usize, Answer> = BTreeMap::new();
    let mut raise = |place: usize, answer: Answer| {
        let entry = answers.entry(place).or_insert(answer);
        if answer.strength > entry.strength {
            *entry = answer;
        }
    };
    for link in &pair.chain {
        let places = [link.a.sentence, link.b.sentence];
        let strength = link_strength(link);
        raise(
            places[side],
            Answer {
                sentence: places[1 - side],
                strength,
            },
        );
    }
    for link in &pair.answering {
        let places = [link.a.sentence, link.b.sentence];
        let strength = content_strength(link);
        raise(
            places[side],
            Answer {
                sentence: places[1 - side],
                strength,
            },
        );
    }
    for (place, copy) in copied_shares(pair, side) {
        if copy.strength >= COPIED_SHARE {
            raise(
                place,
                Answer {
                    strength: 1.0 + copy.strength.min(1.0),
                    ..copy
                },
            );
        }
    }
    let told: BTreeSet<usize> = story_sentences(pair.side(side)).collect();
    answers.retain(|place, answer| answer.strength >= ENOUGH && told.contains(place));
    answers
}

/// How well a sentence is accounted for by what it says alone: less than by how it is told.
fn content_strength(link: &Correspondence) -> f32 {
    let likeness = (link.similarity - CHANCE_SIMILARITY) / (1.0 - CHANCE_SIMILARITY);
    (likeness * CONTENT_SHARE).max(0.0)
}

/// The share of a side's story sentences that the other accounts for, 0 to 1.
pub(crate) fn accounted_share(pair: &Pair<'_>, side: usize) -> f32 {
    let found = accounted(pair, side);
    let all = story_sentences(pair.side(side)).count();
    found.len() as f32 / all.max(1) as f32
}

/// By sentence, the share of its bytes inside runs of narration that both share, as the strength
/// of an answer.
fn copied_shares(pair: &Pair<'_>, side: usize) -> BTreeMap<usize, Answer> {
    let mut shares: BTreeMap<usize, Answer> = BTreeMap::new();
    let witness = pair.side(side);
    for run in pair
        .runs
        .iter()
        .filter(|run| run.narration_bits >= FEWEST_BITS)
    {
        let span = run.spans[side];
        let first = witness.sentence_at(span).unwrap_or(witness.sentences.len());
        let other = pair
            .side(1 - side)
            .sentence_at(run.spans[1 - side])
            .unwrap_or(0);
        for (index, sentence) in witness.sentences.iter().enumerate().skip(first) {
            if sentence.span.start >= span.end {
                break;
            }
            let inside = sentence.span.end.min(span.end) - sentence.span.start.max(span.start);
            let share = inside as f32 / sentence.span.len().max(1) as f32;
            let entry = shares.entry(index).or_insert(Answer {
                sentence: other,
                strength: 0.0,
            });
            entry.strength += share;
        }
    }
    shares
}

//! Two brief reports that are the same word for word, from the first to the last: what a run of
//! shared words cannot show where there are too few of them.
//!
//! Longer ones are known by their runs, and are left to these.

use std::collections::{BTreeMap, BTreeSet};

use crate::collation::{ALL_COMPARED, sentence_fingerprint};
use crate::derivation::{Observation, Pair};
use crate::text::TextSpan;
use crate::witness::{Sentence, Term, TokenKind, Witness};

/// The whole text of both.
pub(super) struct SameText;

/// Words from which a report is not brief.
const BRIEF: usize = 30;
/// Words from which two writers do not write the same whole report by chance.
const TELLING: usize = 6;
/// What the same text says from there on: enough to take both for one.
const NATS: f32 = 5.0;
/// What it says below: enough not to count them as two.
const NATS_OF_FEW: f32 = 2.2;

impl super::Signal for SameText {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let told = words(pair.side(0));
        let brief = !told.is_empty() && told.len() < BRIEF;
        if !brief || told != words(pair.side(1)) || is_standing(pair) {
            return None;
        }
        let nats = if told.len() >= TELLING {
            NATS
        } else {
            NATS_OF_FEW
        };
        let [first, second] = pair.sigla();
        let explanation = format!(
            "{first} and {second} are the same word for word: {}",
            match told.len() {
                1 => "one word".to_owned(),
                count => format!("all {count} words"),
            }
        );
        let [ours, theirs] = [0, 1].map(|side| spans(pair.side(side)));
        Some(
            Observation::new("same_text", explanation)
                .depends(nats)
                .showing(ours, theirs),
        )
    }
}

/// Pairs of brief reports with the same text: in a large story each with the first of them.
pub(in crate::derivation) fn same_pairs(witnesses: &[Witness]) -> BTreeSet<[usize; 2]> {
    let mut by_text: BTreeMap<Vec<Term>, Vec<usize>> = BTreeMap::new();
    for (at, witness) in witnesses.iter().enumerate() {
        let told = words(witness);
        if !told.is_empty() && told.len() < BRIEF {
            by_text.entry(told).or_default().push(at);
        }
    }
    let compared = match witnesses.len() <= ALL_COMPARED {
        true => usize::MAX,
        false => 1,
    };
    let mut pairs = BTreeSet::new();
    for same in by_text.values() {
        for (place, first) in same.iter().enumerate().take(compared) {
            pairs.extend(same[place + 1..].iter().map(|other| [*first, *other]));
        }
    }
    pairs
}

fn told(witness: &Witness) -> impl Iterator<Item = &Sentence> {
    witness.sentences.iter().filter(|s| s.role.is_story())
}

/// All words of a report's story; of one that is not brief, so many that this shows.
fn words(witness: &Witness) -> Vec<Term> {
    let tokens = told(witness).flat_map(|sentence| witness.sentence_tokens(sentence));
    let words = tokens.filter(|token| token.kind != TokenKind::Mark);
    words.map(|token| token.word).take(BRIEF).collect()
}

fn spans(witness: &Witness) -> Vec<TextSpan> {
    told(witness).map(|sentence| sentence.span).collect()
}

/// Whether every sentence also stands in other stories.
fn is_standing(pair: &Pair<'_>) -> bool {
    let witness = pair.side(0);
    let stands = |sentence: &Sentence| {
        let print = sentence_fingerprint(witness.sentence_tokens(sentence));
        pair.standing().contains(&print)
    };
    told(witness).all(stands)
}

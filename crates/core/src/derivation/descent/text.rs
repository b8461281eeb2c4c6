//! What a report tells, sentence by sentence, as words that a copyist may keep or change.

use std::collections::BTreeSet;

use crate::collation::{ReportedSpeech, sentence_fingerprint, word_pairs};
use crate::witness::{Sentence, Term, Token, TokenKind, Witness};

/// What keeping a word says: one that carries content, one that hardly does, a figure.
const CONTENT: f32 = 1.0;
const FUNCTION: f32 = 0.35;
const NUMBER: f32 = 2.0;
/// What keeping two words side by side says.
const PAIR: f32 = 0.35;
/// What of this remains for quoted words: all quote the same speaker.
const QUOTED: f32 = 0.3;

/// A word, or two words side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kept {
    pub(super) term: Term,
    /// What keeping it says.
    pub(super) weight: f32,
    /// Whether it is two words side by side.
    pub(super) pair: bool,
}

/// A sentence as what may be kept of it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Sorted by term, each once.
    pub(super) kept: Vec<Kept>,
    /// What keeping all of it says.
    pub(super) weight: f32,
    /// The same for those with the same words and pairs of words.
    pub(super) print: u64,
}

/// The sentences of a report, those of other parts and standing ones left out.
pub(super) fn told(witness: &Witness, standing: &BTreeSet<u64>) -> Vec<Told> {
    let reported = ReportedSpeech::of(witness);
    let own = witness.sentences.iter().filter(|sentence| {
        let print = sentence_fingerprint(witness.sentence_tokens(sentence));
        sentence.role.is_story() && !standing.contains(&print)
    });
    own.map(|sentence| Told::of(witness, sentence, &reported))
        .collect()
}

impl Told {
    fn of(witness: &Witness, sentence: &Sentence, reported: &ReportedSpeech) -> Self {
        let tokens = witness.sentence_tokens(sentence).iter();
        let words: Vec<&Token> = tokens.filter(|t| t.kind != TokenKind::Mark).collect();
        let share = |token: &Token| QUOTED + (1.0 - QUOTED) * reported.narration_share(token.span);
        let mut kept: Vec<Kept> = Vec::with_capacity(words.len() * 2);
        let mut all = 0.0;
        for token in &words {
            let own = share(token);
            all += own;
            kept.push(Kept {
                term: token.word,
                weight: worth(token.kind) * own,
                pair: false,
            });
        }
        let mean = all / (words.len().max(1) as f32);
        let pairs = word_pairs(witness, sentence).into_iter();
        kept.extend(pairs.map(|term| Kept {
            term,
            weight: PAIR * mean,
            pair: true,
        }));
        Self::from_kept(kept)
    }

    /// A sentence of these words, in any order and each as often as it may be.
    pub(super) fn from_kept(mut kept: Vec<Kept>) -> Self {
        kept.sort_by(|x, y| x.term.cmp(&y.term).then(y.weight.total_cmp(&x.weight)));
        kept.dedup_by_key(|entry| entry.term);
        let weight = kept.iter().map(|entry| entry.weight).sum();
        let print = kept.iter().fold(0_u64, |print, entry| {
            (print ^ entry.term.0)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(23)
        });
        Self {
            kept,
            weight,
            print,
        }
    }

    /// What both have.
    pub(super) fn common(&self, other: &Self) -> f32 {
        let mut shared = 0.0;
        let mut others = other.kept.iter().peekable();
        for own in &self.kept {
            while others.next_if(|other| other.term < own.term).is_some() {}
            if let Some(other) = others.next_if(|other| other.term == own.term) {
                shared += own.weight.min(other.weight);
            }
        }
        shared
    }

    /// The share of what the shorter sentence says that both have.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        self.common(other) / self.weight.min(other.weight).max(f32::EPSILON)
    }
}

const fn worth(kind: TokenKind) -> f32 {
    match kind {
        TokenKind::Word => CONTENT,
        TokenKind::Number => NUMBER,
        _ => FUNCTION,
    }
}

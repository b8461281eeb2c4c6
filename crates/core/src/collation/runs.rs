//! Runs: stretches of words that two witnesses share letter for letter (case and marks aside).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::profile::ReportedSpeech;
use super::weights::{TermWeights, is_content};
use crate::text::TextSpan;
use crate::witness::{Term, Token, TokenKind, Witness};

/// Words in the seed of a run.
const SEED_WORDS: usize = 5;
/// A seed that stands in more places than this is a stock phrase of the story and starts no run.
const MOST_PLACES: usize = 400;
/// What a shared function word adds, in bits: its place between the others is also a choice.
const FUNCTION_WORD_BITS: f32 = 0.4;

/// A stretch of words that two witnesses share. `witnesses[0] < witnesses[1]`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// The two witnesses.
    pub witnesses: [usize; 2],
    /// Where it stands in each.
    pub spans: [TextSpan; 2],
    /// Number of words.
    pub words: u32,
    /// What sharing its narration says, in bits; quoted words count nothing.
    pub narration_bits: f32,
    /// What sharing its quoted words says, in bits.
    pub quoted_bits: f32,
    /// Words of the run that stand inside quotation marks in both.
    pub quoted_words: u32,
}

/// The words of a witness's story text, without marks.
struct Words<'a> {
    tokens: Vec<&'a Token>,
    reported: ReportedSpeech,
}

impl<'a> Words<'a> {
    fn of(witness: &'a Witness) -> Self {
        let sentences = witness
            .sentences
            .iter()
            .filter(|sentence| sentence.role.is_story());
        let tokens = sentences
            .flat_map(|sentence| witness.sentence_tokens(sentence))
            .filter(|token| token.kind != TokenKind::Mark)
            .collect();
        Self {
            tokens,
            reported: ReportedSpeech::of(witness),
        }
    }

    fn seed_at(&self, start: usize) -> Option<Term> {
        let words = self.tokens.get(start..start + SEED_WORDS)?;
        let mix = |hash: u64, token: &&Token| {
            (hash ^ token.word.0)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(23)
        };
        Some(Term(words.iter().fold(0, mix)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    witness: usize,
    word: usize,
}

/// All maximal shared runs of at least five words, sorted by pair, then by place.
pub(super) fn shared_runs(witnesses: &[Witness], weights: &TermWeights) -> Vec<Run> {
    let words: Vec<Words<'_>> = witnesses.iter().map(Words::of).collect();
    let mut seeds: BTreeMap<Term, Vec<Spot>> = BTreeMap::new();
    for (witness, text) in words.iter().enumerate() {
        for word in 0..text.tokens.len() {
            if let Some(seed) = text.seed_at(word) {
                seeds.entry(seed).or_default().push(Spot { witness, word });
            }
        }
    }
    let mut found = Vec::new();
    for (witness, text) in words.iter().enumerate() {
        let mut covered = BTreeSet::new();
        for word in 0..text.tokens.len() {
            let spots = text.seed_at(word).and_then(|seed| seeds.get(&seed));
            let Some(spots) = spots.filter(|spots| spots.len() <= MOST_PLACES) else {
                continue;
            };
            let later = spots.partition_point(|spot| spot.witness <= witness);
            for spot in &spots[later..] {
                // A run is met again at each of its seeds; its diagonal and end tell it apart.
                if is_inside(&covered, word, *spot) {
                    continue;
                }
                let length = run_length(text, word, &words[spot.witness], spot.word);
                if length < SEED_WORDS {
                    continue;
                }
                covered.insert(Diagonal::of(word, *spot, word + length));
                let at = [Spot { witness, word }, *spot];
                found.push(describe(&words, at, length, weights));
            }
        }
    }
    found.sort_by_key(|run: &Run| (run.witnesses, run.spans));
    found
}

/// The line on which a run lies in the matrix of two texts, with the word at which it ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Diagonal {
    witness: usize,
    offset: i64,
    end: usize,
}

impl Diagonal {
    fn of(word: usize, spot: Spot, end: usize) -> Self {
        let signed = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Self {
            witness: spot.witness,
            offset: signed(word) - signed(spot.word),
            end,
        }
    }
}

fn is_inside(covered: &BTreeSet<Diagonal>, word: usize, spot: Spot) -> bool {
    let from = Diagonal::of(word, spot, word + 1);
    let next = covered.range(from..).next();
    next.is_some_and(|run| (run.witness, run.offset) == (from.witness, from.offset))
}

fn run_length(a: &Words<'_>, a_start: usize, b: &Words<'_>, b_start: usize) -> usize {
    let pairs = a.tokens[a_start..].iter().zip(&b.tokens[b_start..]);
    pairs.take_while(|(x, y)| x.word == y.word).count()
}

fn describe(words: &[Words<'_>], at: [Spot; 2], length: usize, weights: &TermWeights) -> Run {
    let span = |spot: Spot| {
        let tokens = &words[spot.witness].tokens;
        tokens[spot.word]
            .span
            .cover(tokens[spot.word + length - 1].span)
    };
    let mut run = Run {
        witnesses: at.map(|spot| spot.witness),
        spans: at.map(span),
        words: u32::try_from(length).unwrap_or(u32::MAX),
        narration_bits: 0.0,
        quoted_bits: 0.0,
        quoted_words: 0,
    };
    for step in 0..length {
        let shares = at.map(|spot| {
            let text = &words[spot.witness];
            text.reported
                .narration_share(text.tokens[spot.word + step].span)
        });
        let token = words[at[0].witness].tokens[at[0].word + step];
        let bits = if is_content(token.kind) {
            weights.distinctive(token.stem)
        } else {
            FUNCTION_WORD_BITS
        };
        let own = shares[0].min(shares[1]);
        run.narration_bits += bits * own;
        if own <= 0.0 {
            run.quoted_bits += bits;
            run.quoted_words += 1;
        }
    }
    run
}

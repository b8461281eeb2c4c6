//! Runs: stretches of words that two witnesses share letter for letter (case and marks aside).

use std::collections::BTreeSet;

use serde::Serialize;

use super::profile::ReportedSpeech;
use super::weights::{TermWeights, is_content};
use crate::text::TextSpan;
use crate::witness::{Term, Token, TokenKind, Witness};

/// Words in the seed of a run.
const SEED_WORDS: usize = 5;
/// A seed that stands in more places of two texts than this is a stock phrase and starts no run.
const MOST_PLACES: usize = 40;
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
    /// Hashes of five words in a row with the place of the first, sorted.
    seeds: Vec<(Term, usize)>,
}

impl<'a> Words<'a> {
    fn of(witness: &'a Witness) -> Self {
        let sentences = witness
            .sentences
            .iter()
            .filter(|sentence| sentence.role.is_story());
        let tokens: Vec<&Token> = sentences
            .flat_map(|sentence| witness.sentence_tokens(sentence))
            .filter(|token| token.kind != TokenKind::Mark)
            .collect();
        let mut seeds: Vec<(Term, usize)> =
            (tokens.windows(SEED_WORDS).map(seed)).zip(0..).collect();
        seeds.sort_unstable();
        Self {
            tokens,
            reported: ReportedSpeech::of(witness),
            seeds,
        }
    }
}

fn seed(words: &[&Token]) -> Term {
    let mix = |hash: u64, token: &&Token| {
        (hash ^ token.word.0)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    };
    Term(words.iter().fold(0, mix))
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    witness: usize,
    word: usize,
}

/// All maximal runs of at least five words that the given pairs share (sorted), sorted by pair, then
/// by place.
pub(crate) fn shared_runs(
    witnesses: &[Witness],
    pairs: &[[usize; 2]],
    weights: &TermWeights,
) -> Vec<Run> {
    let words: Vec<Words<'_>> = witnesses.iter().map(Words::of).collect();
    let mut found = Vec::new();
    for [a, b] in pairs {
        let first = found.len();
        runs_of_pair(&words, [*a, *b], weights, &mut found);
        if let Some(own) = found.get_mut(first..) {
            own.sort_by_key(|run: &Run| run.spans);
        }
    }
    found
}

fn runs_of_pair(
    words: &[Words<'_>],
    pair: [usize; 2],
    weights: &TermWeights,
    found: &mut Vec<Run>,
) {
    let [a, b] = pair.map(|witness| &words[witness]);
    let mut covered = BTreeSet::new();
    for (word, other) in shared_seeds(a, b) {
        // A run is met again at each of its seeds; its diagonal and end tell it apart.
        if is_inside(&covered, word, other) {
            continue;
        }
        let length = run_length(a, word, b, other);
        if length < SEED_WORDS {
            continue;
        }
        covered.insert(Diagonal::of(word, other, word + length));
        let [witness, second] = pair;
        let at = [
            Spot { witness, word },
            Spot {
                witness: second,
                word: other,
            },
        ];
        found.push(describe(words, at, length, weights));
    }
}

/// Where the same seed stands in two texts, in the order of the first.
fn shared_seeds(a: &Words<'_>, b: &Words<'_>) -> Vec<(usize, usize)> {
    let mut shared = Vec::new();
    let mut rest = b.seeds.as_slice();
    for own in a.seeds.chunk_by(|x, y| x.0 == y.0) {
        let Some((seed, _)) = own.first() else {
            continue;
        };
        let before = rest.iter().take_while(|(other, _)| other < seed).count();
        rest = rest.get(before..).unwrap_or_default();
        let same = rest.iter().take_while(|(other, _)| other == seed).count();
        let theirs = rest.get(..same).unwrap_or_default();
        if own.len() + same > MOST_PLACES {
            continue;
        }
        for (_, word) in own {
            shared.extend(theirs.iter().map(|(_, other)| (*word, *other)));
        }
    }
    shared.sort_unstable();
    shared
}

/// The line on which a run lies in the matrix of two texts, with the word at which it ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Diagonal {
    offset: i64,
    end: usize,
}

impl Diagonal {
    fn of(word: usize, other: usize, end: usize) -> Self {
        let signed = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Self {
            offset: signed(word) - signed(other),
            end,
        }
    }
}

fn is_inside(covered: &BTreeSet<Diagonal>, word: usize, other: usize) -> bool {
    let from = Diagonal::of(word, other, word + 1);
    let next = covered.range(from..).next();
    next.is_some_and(|run| run.offset == from.offset)
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

//! What is measured of a pair to grade the reuse of one text in the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Role;
use crate::collation::{background_bits, is_content};
use crate::witness::{Sentence, Term, Token, TokenKind, Witness};

/// Number of features.
pub const REUSE_FEATURES: usize = 4;

/// Measures of a pair, in the order of [`REUSE_FEATURE_NAMES`].
pub type ReuseFeatures = [f64; REUSE_FEATURES];

/// What the features are, in their order.
pub const REUSE_FEATURE_NAMES: [&str; REUSE_FEATURES] = [
    "constant",
    "words: share of the target's distinct content words that the source has, rare ones counting more and those that the source uses often less",
    "phrases: share of the target's distinct runs of three content words that the source has",
    "reworked: share of the target's words in sentences of which a half to nineteen twentieths stand in one sentence of the source in the same order",
];

/// Content words in a phrase.
const PHRASE: usize = 3;
/// Share of a sentence in common with one of the source's from which it is reworked, and up to
/// which it is not simply copied.
const REWORKED: std::ops::Range<f64> = 0.5..0.95;
/// Fewest content words of a sentence that is looked at.
const FEWEST_WORDS: usize = 3;
/// Most words of a sentence that are aligned.
const MOST_ALIGNED: usize = 200;

/// Measures a pair.
pub fn reuse_features(source: &Witness, target: &Witness) -> ReuseFeatures {
    let [from, to] = [Text::of(source), Text::of(target)];
    [
        1.0,
        shared_words(&from, &to),
        shared_phrases(&from, &to),
        reworked_share(&from, &to),
    ]
}

/// Whether a part is written text of the report: headings and captions are reused like the rest.
const fn is_text(role: Role) -> bool {
    role.is_story() || matches!(role, Role::Headline | Role::Subheading | Role::Caption)
}

/// The text of a witness as words.
struct Text {
    /// Stems of the words of each sentence.
    sentences: Vec<Vec<Word>>,
    /// Stems of content words in order.
    content: Vec<Term>,
    /// How often each content stem stands, and its background weight in bits.
    counts: BTreeMap<Term, Counted>,
}

#[derive(Clone, Copy)]
struct Word {
    stem: Term,
    content: bool,
}

#[derive(Clone, Copy)]
struct Counted {
    times: u32,
    bits: f64,
}

impl Text {
    fn of(witness: &Witness) -> Self {
        let told = || witness.sentences.iter().filter(|s| is_text(s.role));
        let tokens = |sentence: &Sentence| {
            let all = witness.sentence_tokens(sentence).iter();
            all.filter(|token| token.kind != TokenKind::Mark)
                .copied()
                .collect::<Vec<Token>>()
        };
        let mut text = Self {
            sentences: Vec::new(),
            content: Vec::new(),
            counts: BTreeMap::new(),
        };
        for token in told().map(tokens) {
            text.add(witness, &token);
        }
        text
    }

    fn add(&mut self, witness: &Witness, tokens: &[Token]) {
        let word = |token: &Token| Word {
            stem: token.stem,
            content: is_content(token.kind),
        };
        self.sentences.push(tokens.iter().map(word).collect());
        for token in tokens.iter().filter(|token| is_content(token.kind)) {
            self.content.push(token.stem);
            let counted = self.counts.entry(token.stem).or_insert_with(|| Counted {
                times: 0,
                bits: f64::from(background_bits(witness, token)),
            });
            counted.times += 1;
        }
    }
}

fn shared_words(source: &Text, target: &Text) -> f64 {
    let (mut shared, mut all) = (0.0, 0.0);
    for (stem, counted) in &target.counts {
        let there = source.counts.get(stem);
        let weight = counted.bits / f64::from(there.map_or(1, |there| there.times));
        all += weight;
        shared += there.map_or(0.0, |_| weight);
    }
    share(shared, all)
}

fn shared_phrases(source: &Text, target: &Text) -> f64 {
    let phrases = |text: &Text| text.content.windows(PHRASE).map(<[Term]>::to_vec).collect();
    let [there, here]: [BTreeSet<Vec<Term>>; 2] = [phrases(source), phrases(target)];
    share(here.intersection(&there).count() as f64, here.len() as f64)
}

fn reworked_share(source: &Text, target: &Text) -> f64 {
    let by_stem = sentences_by_stem(source);
    let (mut reworked, mut all) = (0, 0);
    for sentence in &target.sentences {
        if sentence.iter().filter(|word| word.content).count() < FEWEST_WORDS {
            continue;
        }
        all += sentence.len();
        let closest = closest_sentence(&by_stem, sentence).map(|index| &source.sentences[index]);
        let common = closest.map_or(0.0, |closest| common_share(sentence, closest));
        reworked += if REWORKED.contains(&common) {
            sentence.len()
        } else {
            0
        };
    }
    share(reworked as f64, all as f64)
}

fn sentences_by_stem(text: &Text) -> BTreeMap<Term, BTreeSet<usize>> {
    let mut by_stem: BTreeMap<Term, BTreeSet<usize>> = BTreeMap::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        for word in sentence.iter().filter(|word| word.content) {
            by_stem.entry(word.stem).or_default().insert(index);
        }
    }
    by_stem
}

/// The sentence that shares most content words, the first of several.
fn closest_sentence(by_stem: &BTreeMap<Term, BTreeSet<usize>>, sentence: &[Word]) -> Option<usize> {
    let stems: BTreeSet<Term> = sentence
        .iter()
        .filter(|word| word.content)
        .map(|word| word.stem)
        .collect();
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for index in stems.iter().filter_map(|stem| by_stem.get(stem)).flatten() {
        *shared.entry(*index).or_default() += 1;
    }
    let most = shared
        .into_iter()
        .max_by_key(|(index, count)| (*count, std::cmp::Reverse(*index)));
    most.map(|(index, _)| index)
}

/// Length of the longest common subsequence of two sentences as a share of the first.
fn common_share(sentence: &[Word], other: &[Word]) -> f64 {
    let stems = |words: &[Word]| {
        words
            .iter()
            .take(MOST_ALIGNED)
            .map(|word| word.stem)
            .collect::<Vec<Term>>()
    };
    let [ours, theirs] = [stems(sentence), stems(other)];
    let mut row = vec![0_usize; theirs.len() + 1];
    for ours in &ours {
        let mut diagonal = 0;
        for (column, theirs) in theirs.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if ours == theirs {
                diagonal + 1
            } else {
                above.max(row[column])
            };
            diagonal = above;
        }
    }
    share(row.last().copied().unwrap_or(0) as f64, ours.len() as f64)
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

//! How much a shared word says: common words little, rare ones much, and words that every report of
//! the story uses next to nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{Language, SortedList};
use crate::text::TextSpan;
use crate::witness::{Term, Token, TokenKind, Witness};

/// Weights, in bits, by the size class of the bundled list of common words. A word of class 10 is
/// among the commonest thousand or so; a word outside the list is rare, a name or a misspelling.
const CLASS_WEIGHTS: [(&str, f32); 3] = [("10", 1.5), ("20", 2.5), ("35", 3.5)];
/// Weight of a word outside the list.
const RARE_WEIGHT: f32 = 4.5;
/// Weight of a word in a language without a list: between common and rare.
const UNKNOWN_WEIGHT: f32 = 3.0;
/// Weight of a number in digits.
const NUMBER_WEIGHT: f32 = 4.0;

/// How fast a stem loses weight with the number of sentences it stands in.
const TOPIC_EXPONENT: f32 = 0.5;

/// What sharing a stem is worth among the witnesses of one story.
#[derive(Clone, Debug, Default)]
pub struct TermWeights {
    entries: BTreeMap<Term, Entry>,
    families: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    background: f32,
    families: u32,
    witnesses: u32,
    sentences: u32,
}

impl TermWeights {
    /// Weights for the witnesses of one story. `families` names by a number the family of each
    /// witness: reports known to be copies of one another count as one, or else forty copies of a
    /// text would make its every word look like common property.
    pub fn of(witnesses: &[Witness], families: &[usize]) -> Self {
        let mut weights = Self::default();
        let mut seen: BTreeSet<(usize, Term)> = BTreeSet::new();
        for (index, witness) in witnesses.iter().enumerate() {
            let family = families.get(index).copied().unwrap_or(index);
            weights.add(witness, family, &mut seen);
        }
        let distinct: BTreeSet<usize> = families.iter().copied().collect();
        weights.families = distinct.len().max(1);
        weights
    }

    /// Bits by which the background makes a stem rare, whatever this story does with it.
    pub fn background(&self, stem: Term) -> f32 {
        self.entries
            .get(&stem)
            .map_or(0.0, |entry| entry.background)
    }

    /// In how many witnesses a stem stands.
    pub fn witnesses_with(&self, stem: Term) -> u32 {
        self.entries.get(&stem).map_or(0, |entry| entry.witnesses)
    }

    /// Background bits scaled by how few families of the story have the stem (full for a stem of
    /// two, a third for a stem of all) and by how seldom these use it: what stands in every other
    /// sentence is what the story is about, and tells none of its sentences from another.
    pub fn distinctive(&self, stem: Term) -> f32 {
        self.entries.get(&stem).map_or(0.0, |entry| {
            let spread = spread_factor(entry.families, self.families);
            entry.background * spread * topic_factor(entry.sentences, entry.witnesses)
        })
    }

    fn add(&mut self, witness: &Witness, family: usize, seen: &mut BTreeSet<(usize, Term)>) {
        let language = Language::get(&witness.article.metadata.language);
        let common = language.sorted("common-words");
        let mut here = BTreeSet::new();
        for sentence in witness
            .sentences
            .iter()
            .filter(|sentence| sentence.role.is_story())
        {
            let tokens = witness.sentence_tokens(sentence).iter();
            let stems: BTreeMap<Term, &Token> = tokens
                .filter(|token| is_content(token.kind))
                .map(|t| (t.stem, t))
                .collect();
            for (stem, token) in stems {
                let entry = self.entries.entry(stem).or_insert_with(|| Entry {
                    background: background_weight(witness, token.span, token.kind, common),
                    families: 0,
                    witnesses: 0,
                    sentences: 0,
                });
                entry.sentences += 1;
                entry.witnesses += u32::from(here.insert(stem));
                entry.families += u32::from(seen.insert((family, stem)));
            }
        }
    }
}

/// Whether a token carries content that can be compared.
pub(crate) const fn is_content(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number)
}

/// Bits by which the background of its language makes a word of a witness rare.
pub(crate) fn background_bits(witness: &Witness, token: &Token) -> f32 {
    let language = Language::get(&witness.article.metadata.language);
    let common = language.sorted("common-words");
    background_weight(witness, token.span, token.kind, common)
}

fn background_weight(
    witness: &Witness,
    span: TextSpan,
    kind: TokenKind,
    common: SortedList,
) -> f32 {
    if kind == TokenKind::Number {
        return NUMBER_WEIGHT;
    }
    if common.is_empty() {
        return UNKNOWN_WEIGHT;
    }
    let word = witness.slice(span).to_lowercase();
    let class = common
        .get(&word)
        .or_else(|| common.get(word.trim_end_matches(['\'', '’', 's'])));
    let known = class.and_then(|class| CLASS_WEIGHTS.iter().find(|(name, _)| *name == class));
    known.map_or(RARE_WEIGHT, |(_, weight)| *weight)
}

/// 1 for a stem of two families or fewer, falling with the logarithm to 1/3 for a stem of all.
fn spread_factor(with_stem: u32, all: usize) -> f32 {
    if all <= 2 || with_stem <= 2 {
        return 1.0;
    }
    let all = f64::from(u32::try_from(all).unwrap_or(u32::MAX));
    let share = (f64::from(with_stem) / 2.0).ln() / (all / 2.0).ln();
    (1.0 - share * 2.0 / 3.0) as f32
}

/// 1 for a stem that its witnesses use in one sentence, falling as they use it in more.
fn topic_factor(sentences: u32, witnesses: u32) -> f32 {
    let each = sentences as f32 / witnesses.max(1) as f32;
    each.max(1.0).powf(-TOPIC_EXPONENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_of_all_families_counts_a_third() {
        assert!((spread_factor(2, 10) - 1.0).abs() < 1e-6);
        assert!((spread_factor(10, 10) - 1.0 / 3.0).abs() < 1e-6);
        assert!(spread_factor(4, 10) < spread_factor(3, 10));
    }
}

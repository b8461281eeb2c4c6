//! How much a shared word says: common words little, rare ones much, and words that every report of
//! the story uses next to nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{Language, SortedList};
use crate::text::TextSpan;
use crate::witness::{Term, TokenKind, Witness};

/// Weights, in bits, by the size class of the bundled list of common words. A word of class 10 is
/// among the commonest thousand or so; a word outside the list is rare, a name or a misspelling.
const CLASS_WEIGHTS: [(&str, f32); 3] = [("10", 1.5), ("20", 2.5), ("35", 3.5)];
/// Weight of a word outside the list.
const RARE_WEIGHT: f32 = 4.5;
/// Weight of a word in a language without a list: between common and rare.
const UNKNOWN_WEIGHT: f32 = 3.0;
/// Weight of a number in digits.
const NUMBER_WEIGHT: f32 = 4.0;

/// What sharing a stem is worth among the witnesses of one story.
#[derive(Clone, Debug, Default)]
pub struct TermWeights {
    entries: BTreeMap<Term, Entry>,
    witnesses: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    background: f32,
    witnesses: u32,
}

impl TermWeights {
    /// Weights for the witnesses of one story.
    pub fn of(witnesses: &[Witness]) -> Self {
        let mut weights = Self {
            entries: BTreeMap::new(),
            witnesses: witnesses.len(),
        };
        for witness in witnesses {
            weights.add(witness);
        }
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

    /// Background bits scaled by how few witnesses of the story have the stem: full for a stem of
    /// two, a third for a stem of all.
    pub fn distinctive(&self, stem: Term) -> f32 {
        let Some(entry) = self.entries.get(&stem) else {
            return 0.0;
        };
        entry.background * spread_factor(entry.witnesses, self.witnesses)
    }

    fn add(&mut self, witness: &Witness) {
        let language = Language::get(&witness.article.metadata.language);
        let common = language.sorted("common-words");
        let mut seen = BTreeSet::new();
        for token in witness.tokens.iter().filter(|token| is_content(token.kind)) {
            if !seen.insert(token.stem) {
                continue;
            }
            let entry = self.entries.entry(token.stem).or_insert_with(|| Entry {
                background: background_weight(witness, token.span, token.kind, common),
                witnesses: 0,
            });
            entry.witnesses += 1;
        }
    }
}

/// Whether a token carries content that can be compared.
pub(crate) const fn is_content(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number)
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

/// 1 for a stem of two witnesses or fewer, falling with the logarithm to 1/3 for a stem of all.
fn spread_factor(with_stem: u32, all: usize) -> f32 {
    if all <= 2 || with_stem <= 2 {
        return 1.0;
    }
    let all = f64::from(u32::try_from(all).unwrap_or(u32::MAX));
    let share = (f64::from(with_stem) / 2.0).ln() / (all / 2.0).ln();
    (1.0 - share * 2.0 / 3.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_of_all_witnesses_counts_a_third() {
        assert!((spread_factor(2, 10) - 1.0).abs() < 1e-6);
        assert!((spread_factor(10, 10) - 1.0 / 3.0).abs() < 1e-6);
        assert!(spread_factor(4, 10) < spread_factor(3, 10));
    }
}

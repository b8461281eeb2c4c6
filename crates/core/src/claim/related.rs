//! Words that may stand for each other, among the words of one story.

use std::collections::BTreeMap;

use super::context::StoryContext;
use crate::witness::{Relations, Term, TokenKind};

/// What it is worth that reports use two words for one thing.
const ALIKE: f32 = 0.7;

/// Which stems of a story stand for each other, and how surely, 0 to 1.
#[derive(Debug, Default)]
pub(crate) struct Related {
    others: BTreeMap<Term, Vec<(Term, f32)>>,
}

impl Related {
    /// The relations among the words of a story.
    pub(crate) fn of(story: &StoryContext) -> Self {
        let mut found: BTreeMap<Term, BTreeMap<Term, f32>> = BTreeMap::new();
        let mut classes: BTreeMap<Term, Vec<Term>> = BTreeMap::new();
        for (index, witness) in story.witnesses.iter().enumerate() {
            let lexicon = story.lexicon(index);
            for token in witness
                .tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Word)
            {
                if found.contains_key(&token.stem) {
                    continue;
                }
                let related = lexicon.relations.of_word(witness.slice(token.span));
                let mut others: BTreeMap<Term, f32> = related.into_iter().collect();
                for other in lexicon.alike(token.stem) {
                    let worth = others.entry(other).or_default();
                    *worth = worth.max(ALIKE);
                }
                found.insert(token.stem, others);
                classes
                    .entry(lexicon.concept(token))
                    .or_default()
                    .push(token.stem);
            }
        }
        for class in classes.values().filter(|class| class.len() > 1) {
            for one in class {
                let others = found.entry(*one).or_default();
                others.extend(
                    class
                        .iter()
                        .filter(|other| *other != one)
                        .map(|other| (*other, Relations::BEST)),
                );
            }
        }
        Self {
            others: symmetric(&found),
        }
    }

    /// How surely two stems stand for each other, 0 to 1.
    pub(crate) fn worth(&self, a: Term, b: Term) -> f32 {
        let found = self.with(a).iter().find(|(other, _)| *other == b);
        found.map_or(0.0, |(_, worth)| *worth)
    }

    /// The stems that may stand for one, sorted.
    pub(crate) fn with(&self, stem: Term) -> &[(Term, f32)] {
        self.others.get(&stem).map_or(&[], Vec::as_slice)
    }
}

/// Both ways, and only among stems that the story uses.
fn symmetric(found: &BTreeMap<Term, BTreeMap<Term, f32>>) -> BTreeMap<Term, Vec<(Term, f32)>> {
    let mut both: BTreeMap<Term, BTreeMap<Term, f32>> = BTreeMap::new();
    let mut put = |a: Term, b: Term, worth: f32| {
        let entry = both.entry(a).or_default().entry(b).or_default();
        *entry = entry.max(worth);
    };
    for (stem, others) in found {
        for (other, worth) in others.iter().filter(|(other, _)| found.contains_key(other)) {
            put(*stem, *other, *worth);
            put(*other, *stem, *worth);
        }
    }
    both.into_iter()
        .map(|(stem, others)| (stem, others.into_iter().collect()))
        .collect()
}

//! Words that may stand for each other, among the words of one story.

use std::collections::BTreeMap;

use rust_stemmers::Stemmer;

use super::context::StoryContext;
use crate::language::{Language, SortedList};
use crate::witness::{Term, TokenKind, stemmer};

/// What a relation of the highest grade is worth against the word itself.
const BEST: f32 = 0.9;
/// The highest grade of the list.
const HIGHEST: f32 = 9.0;

/// The list of related words of one language.
pub(crate) struct Relations {
    list: SortedList,
    stemmer: Option<Stemmer>,
}

impl Relations {
    /// The list of a language; empty where it has none.
    pub(crate) fn of(language: &'static Language) -> Self {
        Self {
            list: language.sorted("related-words"),
            stemmer: stemmer(language.code()),
        }
    }

    /// The stems that may stand for a word, with their worth.
    fn of_word(&self, word: &str) -> Vec<(Term, f32)> {
        let lower = word.to_lowercase();
        let base = lower.trim_end_matches("'s").trim_end_matches("’s");
        let stem = self.stemmer.as_ref().map(|stemmer| stemmer.stem(base));
        let value = stem
            .and_then(|stem| self.list.get(&stem))
            .unwrap_or_default();
        let one = |entry: &str| {
            let (stem, grade) = entry.split_once(':')?;
            let grade: f32 = grade.parse().ok()?;
            Some((Term::of(stem), BEST * grade / HIGHEST))
        };
        value.split(' ').filter_map(one).collect()
    }
}

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
                found.insert(token.stem, related.into_iter().collect());
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
                        .map(|other| (*other, BEST)),
                );
            }
        }
        Self {
            others: symmetric(&found),
        }
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

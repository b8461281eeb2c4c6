//! Words of a language that may stand for each other.

use rust_stemmers::Stemmer;

use super::{Term, stemmer};
use crate::language::{Language, SortedList};

/// The highest grade of the list.
const HIGHEST: f32 = 9.0;

/// The list of related words of one language.
pub(crate) struct Relations {
    list: SortedList,
    stemmer: Option<Stemmer>,
}

impl Relations {
    /// What a relation of the highest grade is worth against the word itself.
    pub(crate) const BEST: f32 = 0.9;

    /// The list of a language; empty where it has none.
    pub(crate) fn of(language: &'static Language) -> Self {
        Self {
            list: language.sorted("related-words"),
            stemmer: stemmer(language.code()),
        }
    }

    /// The stems that may stand for a word, with their worth.
    pub(crate) fn of_word(&self, word: &str) -> Vec<(Term, f32)> {
        let lower = word.to_lowercase();
        let base = lower.trim_end_matches("'s").trim_end_matches("’s");
        let stem = self.stemmer.as_ref().map(|stemmer| stemmer.stem(base));
        let value = stem
            .and_then(|stem| self.list.get(&stem))
            .unwrap_or_default();
        let one = |entry: &str| {
            let (stem, grade) = entry.split_once(':')?;
            let grade: f32 = grade.parse().ok()?;
            Some((Term::of(stem), Self::BEST * grade / HIGHEST))
        };
        value.split(' ').filter_map(one).collect()
    }
}

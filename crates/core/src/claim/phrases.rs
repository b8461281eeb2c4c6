//! Phrases of a data list, matched on folded words.

use std::collections::BTreeMap;

use crate::language::WordList;
use crate::witness::{Term, Token};

/// A phrase of a list, with the value behind its tab.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Its words after the first.
    rest: Vec<Term>,
    /// The value of the list; empty where it has none.
    pub(crate) value: &'static str,
}

impl Phrase {
    /// How many tokens it takes.
    pub(crate) fn len(&self) -> usize {
        self.rest.len() + 1
    }
}

/// The phrases of a list by their first word, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    by_first: BTreeMap<Term, Vec<Phrase>>,
}

impl Phrases {
    /// The phrases of a list.
    pub(crate) fn of(list: &WordList) -> Self {
        let mut by_first: BTreeMap<Term, Vec<Phrase>> = BTreeMap::new();
        for (entry, value) in list.pairs() {
            let folded = entry.to_lowercase();
            let mut words = folded.split_whitespace().map(Term::of);
            let Some(first) = words.next() else { continue };
            let rest = words.collect();
            by_first
                .entry(first)
                .or_default()
                .push(Phrase { rest, value });
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Self { by_first }
    }

    /// The longest phrase that starts at a token.
    pub(crate) fn at(&self, tokens: &[Token], index: usize) -> Option<&Phrase> {
        let first = tokens.get(index)?;
        let following = tokens.get(index + 1..).unwrap_or_default();
        self.by_first.get(&first.word)?.iter().find(|phrase| {
            following.len() >= phrase.rest.len()
                && phrase
                    .rest
                    .iter()
                    .zip(following)
                    .all(|(word, token)| *word == token.word)
        })
    }

    /// Whether a token alone is an entry.
    pub(crate) fn has(&self, token: &Token) -> bool {
        self.by_first
            .get(&token.word)
            .is_some_and(|phrases| phrases.iter().any(|phrase| phrase.rest.is_empty()))
    }
}

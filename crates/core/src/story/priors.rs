//! How many reports at large hold a word: the bundled background.
//!
//! `data/<language>/document-frequencies.txt` gives stems with the number of reports in ten thousand
//! that hold them. `recension-eval background` makes it. So terms have their weights from the first
//! report on.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::{Language, WordMap};
use crate::witness::{Term, Token, TokenKind};

/// The list that holds the background of a language.
const LIST: &str = "document-frequencies";
/// Reports that the numbers of the list count in.
const OUT_OF: f32 = 10_000.0;
/// Share of reports that hold a given number.
const NUMBER: f32 = 0.005;
/// Share of reports that hold a given word which the list does not have: rare, or a name.
pub(super) const RARE: f32 = 0.0006;
/// Without a list: the share of reports that hold a word, by its number of letters. Common words are
/// short (Zipf 1935).
const BY_LETTERS: [f32; 7] = [0.3, 0.3, 0.3, 0.1, 0.03, 0.01, 0.003];

/// The background of one language.
#[derive(Debug, Default)]
pub(crate) struct Priors {
    shares: WordMap<Term, f32>,
}

impl Priors {
    /// The background of a language by its ISO 639-1 code; an empty one where it has no list.
    pub(crate) fn of(code: &str) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, Priors>> = OnceLock::new();
        static NONE: OnceLock<Priors> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let languages = Language::codes().map(Language::get);
            languages
                .filter(|language| !language.sorted(LIST).is_empty())
                .map(|language| (language.code(), Self::read(language)))
                .collect()
        });
        all.get(code)
            .unwrap_or_else(|| NONE.get_or_init(Self::default))
    }

    fn read(language: &'static Language) -> Self {
        let lines = language.sorted(LIST).lines();
        let share = |(stem, count): (&str, &str)| {
            Some((Term::of(stem), count.parse::<f32>().ok()? / OUT_OF))
        };
        Self {
            shares: lines.filter_map(share).collect(),
        }
    }

    /// Share of reports at large that hold a token's word.
    pub(crate) fn share(&self, token: &Token, word: &str) -> f32 {
        if token.kind == TokenKind::Number {
            return NUMBER;
        }
        if self.shares.is_empty() {
            return by_letters(word);
        }
        self.shares.get(&token.stem).copied().unwrap_or(RARE)
    }
}

fn by_letters(word: &str) -> f32 {
    let common = BY_LETTERS.get(word.chars().count()).copied();
    if word.starts_with(char::is_uppercase) {
        return RARE;
    }
    common.unwrap_or(RARE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::witness::{Lexicon, tokenise};

    fn share(code: &str, word: &str) -> f32 {
        let mut tokens = Vec::new();
        tokenise(word, 0, &mut Lexicon::of(code), &mut tokens);
        Priors::of(code).share(&tokens[0], word)
    }

    #[test]
    fn common_words_are_in_many_reports_and_unknown_ones_in_few() {
        assert!(share("en", "people") > share("en", "harbour"));
        assert!(share("en", "harbour") > share("en", "Dolmere"));
    }

    #[test]
    fn without_a_list_short_words_are_common() {
        assert!(share("xx", "ja") > share("xx", "jaar"));
        assert!(share("xx", "jaar") > share("xx", "aardbeving"));
    }
}

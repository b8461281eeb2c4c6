//! What is known of names in a language: places, organisations, titles, given names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::pieces::Piece;
use crate::language::{Language, SortedList, WordList, WordMap};
use crate::witness::folding::{fold_word, without_marks, without_possessive};

/// What a listed name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Country,
    Place,
    Demonym,
    Organisation,
}

/// What kind of title a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TitleClass {
    /// Heads a country.
    Head,
    /// A word for any such person ("leader").
    AnyHead,
    /// An office, rank or role.
    Office,
    /// Says nothing of the person ("Mr.").
    Courtesy,
}

/// Which kind of organisation a word at the end of a name tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadNoun {
    Institution,
    Department,
    Other,
}

/// An entry of a gazetteer: the words behind its first, and what it is.
#[derive(Clone, Debug)]
struct Entry<T> {
    rest: Vec<String>,
    /// Written in capitals only: "US" is a country, "Us" is not.
    is_acronym: bool,
    /// The name that it stands for, folded; or what else the list says of it.
    value: String,
    what: T,
}

/// Names of one or more words, found by their first.
#[derive(Clone, Debug)]
pub(crate) struct Gazetteer<T> {
    by_first: WordMap<String, Vec<Entry<T>>>,
}

/// A match of a gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'k, T> {
    /// How many pieces it takes.
    pub(crate) length: usize,
    /// What it is.
    pub(crate) what: T,
    /// The name it stands for, folded; empty where that is itself.
    pub(crate) value: &'k str,
}

impl<T: Copy> Gazetteer<T> {
    fn new() -> Self {
        Self {
            by_first: WordMap::default(),
        }
    }

    fn add(&mut self, name: &str, value: &str, what: T) {
        let words = name_words(name);
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let is_acronym = letters().count() > 1 && letters().all(char::is_uppercase);
        let entry = Entry {
            rest: rest.to_vec(),
            is_acronym,
            value: name_key(value),
            what,
        };
        self.by_first.entry(first.clone()).or_default().push(entry);
    }

    /// Puts the longest entries first.
    fn sort(mut self) -> Self {
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for entries in self.by_first.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        self
    }

    /// The longest entry that starts at the first piece.
    pub(crate) fn longest<'k>(&'k self, pieces: &[Piece<'_>]) -> Option<Match<'k, T>> {
        let (first, rest) = pieces.split_first()?;
        let entries = self.by_first.get(first.key.as_ref())?;
        let entry = entries.iter().find(|entry| {
            entry.rest.len() <= rest.len()
                && (!entry.is_acronym || first.is_acronym)
                && (!first.possessive || entry.rest.is_empty())
                && entry
                    .rest
                    .iter()
                    .zip(rest)
                    .all(|(word, piece)| *word == piece.key)
        })?;
        Some(Match {
            length: entry.rest.len() + 1,
            what: entry.what,
            value: &entry.value,
        })
    }

    /// The entry that is exactly these folded words, capitals aside.
    fn alias<'k>(&'k self, words: &[&str]) -> Option<Match<'k, T>> {
        let (first, rest) = words.split_first()?;
        let entry = self
            .by_first
            .get(*first)?
            .iter()
            .find(|entry| entry.rest == rest)?;
        Some(Match {
            length: words.len(),
            what: entry.what,
            value: &entry.value,
        })
    }

    /// The entry that is exactly these pieces.
    pub(crate) fn exactly<'k>(&'k self, pieces: &[Piece<'_>]) -> Option<Match<'k, T>> {
        self.longest(pieces)
            .filter(|found| found.length == pieces.len())
    }
}

/// The words of a name, folded: parted at spaces and hyphens, without stops and marks on letters.
fn name_words(name: &str) -> Vec<String> {
    name.split([' ', '-'])
        .map(|word| without_possessive(&piece_key(word)).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// A name as a key: its folded words.
pub(crate) fn name_key(name: &str) -> String {
    name_words(name).join(" ")
}

/// A word as names compare it.
pub(crate) fn piece_key(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let folded = fold_word(word);
    let mut key = without_marks(&folded).into_owned();
    key.retain(|c| c != '.');
    Cow::Owned(key)
}

/// All that the data files say of names in one language.
#[derive(Debug)]
pub(crate) struct Knowledge {
    /// Countries, places, demonyms and organisations.
    pub(crate) names: Gazetteer<Known>,
    /// Titles and offices.
    pub(crate) titles: Gazetteer<TitleClass>,
    /// Words in front of titles, with what they say of the holder.
    pub(crate) modifiers: Gazetteer<()>,
    pub(crate) common: SortedList,
    pub(crate) given_names: &'static WordList,
    pub(crate) months: &'static WordList,
    pub(crate) weekdays: &'static WordList,
    pub(crate) cue_verbs: &'static WordList,
    pub(crate) abbreviations: &'static WordList,
    organisation_words: &'static WordList,
    place_words: &'static WordList,
    particles: &'static WordList,
    prefixes: &'static WordList,
    /// Whether the language writes every noun with a capital.
    pub(crate) nouns_are_capitalised: bool,
}

impl Knowledge {
    /// The knowledge of a language, built once.
    pub(crate) fn of(code: &str) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, Knowledge>> = OnceLock::new();
        static NONE: OnceLock<Knowledge> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let known = Language::codes();
            known
                .map(|code| (code, Self::build(Language::get(code))))
                .collect()
        });
        all.get(code)
            .unwrap_or_else(|| NONE.get_or_init(|| Self::build(Language::get(""))))
    }

    fn build(language: &'static Language) -> Self {
        Self {
            names: listed_names(language),
            titles: listed_titles(language),
            modifiers: modifiers(language),
            common: language.sorted("common-words"),
            given_names: Language::get("und").list("given-names"),
            months: language.list("months"),
            weekdays: language.list("weekdays"),
            cue_verbs: language.list("cue-verbs"),
            abbreviations: language.list("abbreviations"),
            organisation_words: language.list("organisation-words"),
            place_words: language.list("place-words"),
            particles: language.list("name-particles"),
            prefixes: language.list("name-prefixes"),
            nouns_are_capitalised: language
                .list("orthography")
                .contains("nouns-are-capitalised"),
        }
    }

    /// The listed name that a folded name stands for ("us" for "united states"); else itself.
    pub(crate) fn canonical(&self, key: &str) -> String {
        let words: Vec<&str> = key.split(' ').collect();
        let alias = self.names.alias(&words).filter(|alias| {
            matches!(alias.what, Known::Country | Known::Organisation) && !alias.value.is_empty()
        });
        alias.map_or(key, |alias| alias.value).to_owned()
    }

    /// Whether a word is common when written small. Without a list nothing is known to be.
    pub(crate) fn is_common(&self, piece: &Piece<'_>) -> bool {
        self.common.contains(&piece.key)
    }

    pub(crate) fn is_given_name(&self, piece: &Piece<'_>) -> bool {
        piece.is_capital && self.given_names.value(&piece.key).is_some()
    }

    pub(crate) fn head_noun(&self, piece: &Piece<'_>) -> Option<HeadNoun> {
        Some(match self.organisation_words.value(&piece.key)? {
            "institution" => HeadNoun::Institution,
            "department" => HeadNoun::Department,
            _ => HeadNoun::Other,
        })
    }

    pub(crate) fn is_place_word(&self, piece: &Piece<'_>) -> bool {
        self.place_words.value(&piece.key).is_some()
    }

    /// Whether a name that starts with it is a place's ("Lake Ilven").
    pub(crate) fn opens_place(&self, piece: &Piece<'_>) -> bool {
        self.place_words.value(&piece.key) == Some("first")
    }

    /// Whether a hyphen may join it to the front of a name ("anti-").
    pub(crate) fn is_prefix(&self, piece: &Piece<'_>) -> bool {
        self.prefixes.value(&piece.key).is_some()
    }

    pub(crate) fn is_particle(&self, piece: &Piece<'_>) -> bool {
        self.particles.value(&piece.key).is_some()
    }

    pub(crate) fn is_calendar_word(&self, piece: &Piece<'_>) -> bool {
        self.months.value(&piece.key).is_some() || self.weekdays.value(&piece.key).is_some()
    }
}

fn listed_names(language: &Language) -> Gazetteer<Known> {
    let mut names = Gazetteer::new();
    let lists = [
        ("countries", Known::Country),
        ("places", Known::Place),
        ("demonyms", Known::Demonym),
        ("organisations", Known::Organisation),
    ];
    for (list, what) in lists {
        for (name, value) in language.list(list).pairs() {
            names.add(name, value, what);
        }
    }
    names.sort()
}

fn listed_titles(language: &Language) -> Gazetteer<TitleClass> {
    let mut titles = Gazetteer::new();
    for (title, class) in language.list("titles").pairs() {
        let class = match class {
            "head" => TitleClass::Head,
            "any-head" => TitleClass::AnyHead,
            "courtesy" => TitleClass::Courtesy,
            _ => TitleClass::Office,
        };
        titles.add(title, title, class);
    }
    titles.sort()
}

fn modifiers(language: &Language) -> Gazetteer<()> {
    let mut modifiers = Gazetteer::new();
    for (modifier, value) in language.list("title-modifiers").pairs() {
        modifiers.add(modifier, value, ());
    }
    modifiers.sort()
}

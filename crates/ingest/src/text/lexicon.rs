//! The wording lists a page is read with: those of its language, then the English ones, since
//! pages in every language carry English furniture.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use recension_core::language::{Language, WordList, WordMap};

/// Marks that may stand between a label and what it labels.
const SEPARATORS: &[char] = &[
    ':', '：', '|', '»', '>', '–', '—', '-', '/', '•', '·', '→', '©', '[',
];

/// The languages that a page is read in: its own, and English.
const MOST_LANGUAGES: usize = 2;

/// The lists in use.
pub(super) struct Lexicon {
    languages: Vec<&'static Language>,
    indexes: Vec<&'static Index>,
}

/// An entry with its value.
pub(super) type Entry = (&'static str, &'static str);

/// Lists whose entries are looked for at the start of a line, by the first word of each entry.
const INDEXED: &[&str] = &[
    "agencies",
    "author-descriptions",
    "boilerplate-phrases",
    "byline-words",
    "caption-phrases",
    "closing-words",
    "credit-phrases",
    "imprint-openers",
    "note-labels",
    "self-descriptions",
    "teaser-phrases",
    "url-labels",
];

/// The indexed lists of one language: list and first word to entries. Entries that need not stand
/// at the start are under the empty word.
#[derive(Default)]
struct Index {
    /// By list and first word.
    entries: BTreeMap<&'static str, WordMap<String, Vec<Entry>>>,
    finders: BTreeMap<&'static str, Finder>,
}

/// Finds all entries of a list that stand anywhere in a text, in one pass.
struct Finder {
    automaton: AhoCorasick,
    entries: Vec<Entry>,
}

impl Finder {
    fn of(entries: Vec<Entry>) -> Option<Self> {
        let phrases = entries.iter().map(|(phrase, _)| phrase);
        let automaton = AhoCorasick::new(phrases).ok()?;
        Some(Self { automaton, entries })
    }

    /// The entries that stand in a text, each once, in the order of the list.
    fn found(&self, text: &str) -> impl Iterator<Item = Entry> {
        let places = self.automaton.find_overlapping_iter(text);
        let mut found: Vec<usize> = places.map(|place| place.pattern().as_usize()).collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|at| self.entries.get(at).copied())
    }
}

/// Lists whose entries are looked for anywhere in a folded line.
const FOUND_ANYWHERE: &[&str] = &["boilerplate-phrases", "embed-phrases", "offer-phrases"];

/// Values of entries that may stand elsewhere than at the start.
const ELSEWHERE: &[&str] = &[
    "anywhere",
    "close",
    "handle",
    "mail",
    "short",
    "weak",
    "agency end",
];

impl Index {
    fn of(language: &'static Language) -> Self {
        let mut index = Self::default();
        for name in INDEXED {
            for (entry, value) in language.list(name).pairs() {
                let word = if ELSEWHERE.contains(&value) {
                    String::new()
                } else {
                    first_word(entry)
                };
                let words = index.entries.entry(name).or_default();
                words.entry(word).or_default().push((entry, value));
            }
        }
        for name in FOUND_ANYWHERE {
            let indexed = INDEXED.contains(name);
            let entries = language.list(name).pairs();
            let anywhere = entries.filter(|(_, value)| !indexed || ELSEWHERE.contains(value));
            if let Some(finder) = Finder::of(anywhere.collect()) {
                index.finders.insert(name, finder);
            }
        }
        index
    }

    /// The index of a language, made once for all languages with files.
    fn get(code: &str) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, Index>> = OnceLock::new();
        static NONE: OnceLock<Index> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            Language::codes()
                .map(|code| (code, Self::of(Language::get(code))))
                .collect()
        });
        all.get(code)
            .unwrap_or_else(|| NONE.get_or_init(Self::default))
    }

    fn under(&'static self, name: &'static str, word: &str) -> &'static [Entry] {
        let found = self.entries.get(name).and_then(|words| words.get(word));
        found.map(Vec::as_slice).unwrap_or_default()
    }
}

/// Most characters of a first word.
const LONGEST_FIRST_WORD: usize = 40;

/// The letters and digits a text begins with, in lower case.
fn first_word(text: &str) -> String {
    let word = text.chars().take_while(|c| c.is_alphanumeric());
    let word = word.take(LONGEST_FIRST_WORD);
    word.flat_map(char::to_lowercase).collect()
}

/// Does something with the first word of a text. Most are ASCII, and need no memory of their own.
fn with_first_word<R>(text: &str, work: impl FnOnce(&str) -> R) -> R {
    let bytes = text.as_bytes();
    let length = bytes.iter().take(LONGEST_FIRST_WORD);
    let length = length.take_while(|b| b.is_ascii_alphanumeric()).count();
    let goes_on = bytes.get(length).is_some_and(|byte| !byte.is_ascii());
    let mut small = [0; LONGEST_FIRST_WORD];
    match (small.get_mut(..length), bytes.get(..length)) {
        (Some(small), Some(word)) if !goes_on => {
            small.copy_from_slice(word);
            small.make_ascii_lowercase();
            work(str::from_utf8(small).unwrap_or_default())
        }
        _ => work(&first_word(text)),
    }
}

impl Lexicon {
    /// The lists for a page in `language`.
    pub(super) fn of(language: &Language) -> Self {
        let own = Language::get(language.code());
        let english = Language::get("en");
        let languages = if own.is_empty() || own.code() == english.code() {
            vec![english]
        } else {
            vec![own, english]
        };
        let indexes = languages
            .iter()
            .map(|language| Index::get(language.code()))
            .collect();
        Self { languages, indexes }
    }

    /// The language that dates are read in.
    pub(super) fn main(&self) -> &'static Language {
        self.languages
            .first()
            .copied()
            .unwrap_or(Language::get("en"))
    }

    pub(super) fn lists(&self, name: &'static str) -> impl Iterator<Item = &'static WordList> + '_ {
        self.languages
            .iter()
            .map(move |language| language.list(name))
    }

    /// All entries of a list with their values.
    pub(super) fn entries(&self, name: &'static str) -> impl Iterator<Item = Entry> + '_ {
        self.lists(name).flat_map(WordList::pairs)
    }

    /// The entries of an indexed list that may begin `text`, and those that may stand elsewhere.
    pub(super) fn candidates(
        &self,
        name: &'static str,
        text: &str,
    ) -> impl Iterator<Item = Entry> + use<> {
        let found = with_first_word(text, |word| {
            let mut found: [[&[Entry]; 2]; MOST_LANGUAGES] = Default::default();
            for ([own, elsewhere], index) in found.iter_mut().zip(&self.indexes) {
                *own = index.under(name, word);
                if !word.is_empty() {
                    *elsewhere = index.under(name, "");
                }
            }
            found
        });
        found.into_iter().flatten().flatten().copied()
    }

    /// The entries of a list that may begin `text`.
    pub(super) fn starters(
        &self,
        name: &'static str,
        text: &str,
    ) -> impl Iterator<Item = Entry> + use<> {
        let found = with_first_word(text, |word| {
            let mut found: [&[Entry]; MOST_LANGUAGES] = Default::default();
            for (own, index) in found.iter_mut().zip(&self.indexes) {
                *own = index.under(name, word);
            }
            found
        });
        found.into_iter().flatten().copied()
    }

    /// The entries of a list that stand anywhere in a folded line.
    pub(super) fn found_in(&self, name: &'static str, folded: &str) -> impl Iterator<Item = Entry> {
        let finders = self
            .indexes
            .iter()
            .filter_map(move |index| index.finders.get(name));
        finders.flat_map(move |finder| finder.found(folded))
    }

    /// Whether a list holds a word or phrase as it is, case aside.
    pub(super) fn holds(&self, name: &'static str, phrase: &str) -> bool {
        self.lists(name).any(|list| list.contains(phrase))
    }

    /// Whether a word is on the stop list.
    pub(super) fn is_function_word(&self, word: &str) -> bool {
        self.holds("stopwords", word)
    }

    /// The longest entry of an indexed list that `text` begins with, case aside, ending at a
    /// word's end.
    pub(super) fn longest_start(&self, name: &'static str, text: &str) -> Option<Start> {
        self.candidates(name, text)
            .filter_map(|(phrase, value)| {
                let length = match_start(text, phrase)?;
                Some(Start { length, value })
            })
            .max_by_key(|start| start.length)
    }
}

/// An entry found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// Bytes of the text that the entry takes.
    pub(super) length: usize,
    /// The value of the entry.
    pub(super) value: &'static str,
}

/// Bytes of `text` that `phrase` (in lower case) takes at its start: case aside, white space and
/// apostrophes taken as alike. A phrase that ends in a letter must end at the end of a word.
pub(super) fn match_start(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    for wanted in phrase.chars() {
        let (_, found) = rest.next()?;
        if wanted == ' ' {
            if !found.is_whitespace() {
                return None;
            }
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if !same_letter(found, wanted) {
            return None;
        }
    }
    let ends_word = !phrase.ends_with(char::is_alphanumeric)
        || rest.peek().is_none_or(|(_, c)| !c.is_alphanumeric());
    let end = rest.peek().map_or(text.len(), |(at, _)| *at);
    ends_word.then_some(end)
}

fn same_letter(found: char, wanted: char) -> bool {
    found == wanted
        || matches!((found, wanted), ('’' | '`', '\''))
        || found.to_lowercase().eq(wanted.to_lowercase())
}

/// What follows a label: the text behind its separator, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'t> {
    /// Whether a colon, bar or dash stands between (or nothing follows at all).
    pub(super) separated: bool,
    /// Whether that separator is a colon.
    pub(super) colon: bool,
    pub(super) rest: &'t str,
    /// Byte offset of `rest` in the line.
    pub(super) offset: usize,
}

/// Splits a line behind its first `length` bytes.
pub(super) fn after_label(line: &str, length: usize) -> Labelled<'_> {
    let tail = line.get(length..).unwrap_or_default();
    // A comma may stand between ("Image source, …"), but separates no label.
    let rest =
        tail.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || SEPARATORS.contains(&c));
    let between = tail.get(..tail.len() - rest.len()).unwrap_or_default();
    Labelled {
        separated: rest.is_empty() || separates(between),
        colon: between.contains([':', '：']),
        rest,
        offset: line.len() - rest.len(),
    }
}

/// A hyphen or slash inside a word ("right-wing") separates nothing.
fn separates(between: &str) -> bool {
    let spaced = between.contains(char::is_whitespace);
    between.contains(|c: char| SEPARATORS.contains(&c) && (spaced || !matches!(c, '-' | '/')))
}

/// The line without what is neither letter nor digit at its ends.
pub(super) fn core(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The line in lower case with one kind of apostrophe and single spaces.
pub(super) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '`' => folded.push('\''),
                _ => push_lower(&mut folded, c),
            }
        }
    }
    folded
}

/// Most letters are ASCII, and the way through Unicode's tables is long.
fn push_lower(text: &mut String, c: char) {
    if c.is_ascii() {
        text.push(c.to_ascii_lowercase());
    } else {
        text.extend(c.to_lowercase());
    }
}

/// Only the letters and digits, in lower case, words apart: equal for two settings of one title.
pub(super) fn skeleton(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    for word in line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        if !words.is_empty() {
            words.push(' ');
        }
        for c in word.chars() {
            push_lower(&mut words, c);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_at_the_start_whatever_its_case() {
        assert_eq!(match_start("READ  ALSO: x", "read also"), Some(10));
        assert_eq!(match_start("Don’t miss", "don't miss"), Some(12));
        assert_eq!(match_start("Reader", "read"), None);
        assert_eq!(match_start("Re", "read"), None);
    }

    #[test]
    fn a_label_is_split_from_what_follows() {
        let labelled = after_label("Source: The Post", 6);
        assert_eq!((labelled.rest, labelled.offset), ("The Post", 8));
        assert!(labelled.separated && labelled.colon);
        assert!(!after_label("Source material", 6).separated);
        assert!(after_label("Source:", 6).rest.is_empty());
    }

    #[test]
    fn lists_are_written_as_they_are_matched() {
        for code in ["en", "de"] {
            for list in [
                "boilerplate-phrases",
                "teaser-phrases",
                "credit-phrases",
                "byline-words",
            ] {
                for entry in Language::get(code).list(list).iter() {
                    assert_eq!(entry, fold(entry), "{code}/{list}");
                }
            }
        }
    }
}

//! Language knowledge as data: small text files under `data/<language>/`.
//!
//! A file holds one entry a line. `#` starts a comment (at the start of a line, or after white
//! space), where an example may stand. An entry may have a value behind a tab, read by
//! [`WordList::pairs`]. A language without files has empty lists, and every stage copes with that.

use std::collections::BTreeMap;
use std::sync::OnceLock;

mod detect;
mod hash;
mod passages;

pub use detect::detect;
pub use hash::{WordHasher, WordMap};
pub(crate) use hash::{WordSet, get_folded};
pub use passages::Main;

mod files {
    include!(concat!(env!("OUT_DIR"), "/language_files.rs"));
}

/// One list of a language, in the order of its file.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    entries: Vec<(&'static str, &'static str)>,
    folded: WordMap<String, &'static str>,
}

impl WordList {
    fn parse(text: &'static str) -> Self {
        let entries: Vec<_> = text.lines().filter_map(parse_line).collect();
        // In reverse, so that the first of several entries that differ in case only has its value.
        let folded = entries
            .iter()
            .rev()
            .map(|(entry, value)| (entry.to_lowercase(), *value))
            .collect();
        Self { entries, folded }
    }

    /// The entries, without their values.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.entries.iter().map(|(entry, _)| *entry)
    }

    /// Entries with the value behind the tab (empty where there is none).
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.entries.iter().copied()
    }

    /// Whether the list holds a word, case aside (`word` may be in any case).
    pub fn contains(&self, word: &str) -> bool {
        self.value(word).is_some()
    }

    /// The value behind an entry's tab, case of the entry aside.
    pub fn value(&self, entry: &str) -> Option<&'static str> {
        get_folded(&self.folded, entry).copied()
    }

    /// Whether the list is empty (no such file for the language).
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn parse_line(line: &'static str) -> Option<(&'static str, &'static str)> {
    let cut = line
        .match_indices('#')
        .find(|(at, _)| *at == 0 || line[..*at].ends_with(char::is_whitespace))
        .map_or(line.len(), |(at, _)| at);
    let content = line[..cut].trim();
    if content.is_empty() {
        return None;
    }
    let (entry, value) = content.split_once('\t').unwrap_or((content, ""));
    Some((entry.trim(), value.trim()))
}

/// A list that is sorted by bytes and looked up in place, for lists too long to parse for every run.
#[derive(Clone, Copy, Debug, Default)]
pub struct SortedList {
    text: &'static str,
    lines: &'static [u32],
}

impl SortedList {
    /// The value of a word (as the file has it, in lower case), empty where it has none; `None`
    /// where the list does not hold the word.
    pub fn get(self, word: &str) -> Option<&'static str> {
        let found = self
            .lines
            .binary_search_by(|start| self.word_at(*start).cmp(word.as_bytes()));
        let start = usize::try_from(*self.lines.get(found.ok()?)?).ok()?;
        let line = self.text.get(start + word.len()..)?.lines().next()?;
        Some(line.trim())
    }

    /// All words with their values, in the order of the file, comments left out.
    pub fn lines(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.text.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t'))
    }

    /// The word of the line that starts at a byte.
    fn word_at(self, start: u32) -> &'static [u8] {
        let rest = usize::try_from(start)
            .ok()
            .and_then(|start| self.text.as_bytes().get(start..))
            .unwrap_or_default();
        let end = rest.iter().position(|byte| matches!(byte, b'\t' | b'\n'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Whether the list holds a word.
    pub fn contains(self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Whether the language has no such list.
    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }
}

/// The first byte of each line. Found once for a list: looking for line breaks at every step of a
/// search costs more than the search.
fn line_starts(text: &str) -> Vec<u32> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(breaks.map(|(at, _)| at + 1))
        .filter(|start| *start < text.len())
        .filter_map(|start| u32::try_from(start).ok())
        .collect()
}

#[derive(Debug, Default)]
struct ListFile {
    text: &'static str,
    parsed: OnceLock<WordList>,
    line_starts: OnceLock<Vec<u32>>,
}

/// All lists of one language.
#[derive(Debug, Default)]
pub struct Language {
    code: String,
    lists: WordMap<&'static str, ListFile>,
}

impl Language {
    /// The lists of a language by its ISO 639-1 code; empty lists for a language without files.
    pub fn get(code: &str) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, Language>> = OnceLock::new();
        static NONE: OnceLock<Language> = OnceLock::new();
        let all = ALL.get_or_init(load_all);
        all.get(code)
            .unwrap_or_else(|| NONE.get_or_init(Self::default))
    }

    /// The codes of all languages that have files, sorted (`und`, for what holds in any, left out).
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let mut last = "und";
        files::FILES.iter().filter_map(move |(code, _, _)| {
            let is_new = *code != last && *code != "und";
            last = code;
            is_new.then_some(*code)
        })
    }

    /// All languages that have files, in order of their codes.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        let mut codes: Vec<&str> = files::FILES.iter().map(|(code, _, _)| *code).collect();
        codes.dedup();
        codes.into_iter().map(Self::get)
    }

    /// The ISO 639-1 code; empty for a language without files.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The list named like its file without the ending, such as `cue-verbs`.
    pub fn list(&self, name: &str) -> &WordList {
        static EMPTY: OnceLock<WordList> = OnceLock::new();
        match self.lists.get(name) {
            Some(file) => file.parsed.get_or_init(|| WordList::parse(file.text)),
            None => EMPTY.get_or_init(WordList::default),
        }
    }

    /// A long list that is sorted by bytes, such as `common-words`, without parsing it.
    pub fn sorted(&'static self, name: &str) -> SortedList {
        let list = |file: &'static ListFile| SortedList {
            text: file.text,
            lines: file.line_starts.get_or_init(|| line_starts(file.text)),
        };
        self.lists.get(name).map_or_else(SortedList::default, list)
    }

    /// Whether the language has no files.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }
}

fn load_all() -> BTreeMap<&'static str, Language> {
    let mut all: BTreeMap<&'static str, Language> = BTreeMap::new();
    for (code, list, text) in files::FILES {
        let language = all.entry(code).or_default();
        language.code = (*code).to_owned();
        language.lists.insert(
            list,
            ListFile {
                text,
                parsed: OnceLock::new(),
                line_starts: OnceLock::new(),
            },
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_an_entry_a_value_and_a_comment() {
        assert_eq!(parse_line("said # he said"), Some(("said", "")));
        assert_eq!(parse_line("May\t5"), Some(("May", "5")));
        assert_eq!(parse_line("# only a comment"), None);
        assert_eq!(parse_line("C#"), Some(("C#", "")));
    }

    #[test]
    fn a_language_without_files_has_empty_lists() {
        assert!(Language::get("xx").is_empty());
        assert!(Language::get("xx").list("stopwords").is_empty());
    }

    #[test]
    fn sorted_lists_are_searched_in_place() {
        let common = Language::get("en").sorted("common-words");
        assert_eq!(common.get("the"), Some("10"));
        assert_eq!(common.get("zoom").is_some(), common.contains("zoom"));
        assert_eq!(common.get("qwertz"), None);
        assert_eq!(Language::get("xx").sorted("common-words").get("the"), None);
    }

    #[test]
    fn sorted_lists_are_sorted() {
        let text = files::FILES
            .iter()
            .find(|(_, list, _)| *list == "common-words");
        let (_, _, text) = text.expect("the list is there");
        let words: Vec<_> = text
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert!(words.is_sorted());
        assert!(
            words
                .iter()
                .skip(2)
                .all(|word| { Language::get("en").sorted("common-words").contains(word) })
        );
    }

    #[test]
    fn english_is_there() {
        assert!(Language::get("en").list("stopwords").contains("The"));
    }
}

//! Cutting a sentence into tokens.
//!
//! - Hyphenated compounds are split, the hyphen being a mark: "US-Russia" shares its words with
//!   "US" and "Russia", and "cease-fire" is found beside "cease fire".
//! - Clitics stay with their word ("Orrin's", "don't"), also where a tokeniser has set them apart
//!   ("Orrin ’ s"); the stem leaves a possessive out.
//! - Acronyms lose their stops ("U.S." is "US") and keep their capitals where the word in small
//!   letters would be a function word, so that "US" is not "us".
//! - Ideographs and kana give one token for each character: comparisons count pairs of neighbours,
//!   and pairs of characters find Chinese text as well as words do (Nie, Gao, Zhang and Zhou 2000).
//! - Runs of letters of Thai, Lao, Khmer and Burmese, which set no spaces between words, are cut into
//!   words by the segmenter of ICU4X and its bundled models.
//! - Web addresses are one mark each.

use std::borrow::Cow;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rust_stemmers::{Algorithm, Stemmer};

use super::folding::{Spelling, fold_word, is_apostrophe, without_marks, without_possessive};
use super::{Term, Token, TokenKind};
use crate::language::{Language, WordList, WordMap};
use crate::text::TextSpan;

/// Stemmers by ISO 639-1 code.
const STEMMERS: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// The stemmer of a language by its ISO 639-1 code, where there is one.
pub(crate) fn stemmer(code: &str) -> Option<Stemmer> {
    let found = STEMMERS.iter().find(|(known, _)| *known == code);
    found.map(|(_, algorithm)| Stemmer::create(*algorithm))
}

/// What is the same for every occurrence of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    kind: TokenKind,
    word: Term,
    stem: Term,
}

/// Where the entries of words come from.
pub(crate) trait Words<'t> {
    /// The entry of a word as written; `shouted` says that its line is all in capitals.
    fn word(&mut self, surface: &'t str, shouted: bool) -> Entry;
}

/// The words of one language met in many texts, for reading a stream: the words of one report were
/// mostly met in the reports before it.
pub(crate) struct Vocabulary {
    lexicon: Lexicon<'static>,
    known: WordMap<Box<str>, Entry>,
}

/// Words that a vocabulary remembers; beyond that it starts anew.
const MOST_REMEMBERED: usize = 1 << 16;

impl Vocabulary {
    /// An empty vocabulary for a language by its ISO 639-1 code.
    pub(crate) fn of(code: &str) -> Self {
        Self {
            lexicon: Lexicon::of(code),
            known: WordMap::default(),
        }
    }
}

impl<'t> Words<'t> for Vocabulary {
    fn word(&mut self, surface: &'t str, shouted: bool) -> Entry {
        if let Some(entry) = self.known.get(surface) {
            return *entry;
        }
        let entry = self.lexicon.entry(surface, shouted);
        // In a line all in capitals "US" may be "us": such readings are not remembered.
        if !shouted {
            if self.known.len() >= MOST_REMEMBERED {
                self.known.clear();
            }
            self.known.insert(surface.into(), entry);
        }
        entry
    }
}

impl<'t> Words<'t> for Lexicon<'t> {
    fn word(&mut self, surface: &'t str, shouted: bool) -> Entry {
        if let Some(entry) = self.known.get(surface) {
            return *entry;
        }
        let entry = self.entry(surface, shouted);
        if !shouted {
            self.known.insert(surface, entry);
        }
        entry
    }
}

/// Folds and stems the words of one language, remembering those it has met.
pub(crate) struct Lexicon<'t> {
    stop_words: &'static WordList,
    spelling: Spelling,
    stemmer: Option<Stemmer>,
    strips_marks: bool,
    known: WordMap<&'t str, Entry>,
}

impl<'t> Lexicon<'t> {
    /// A lexicon for a language by its ISO 639-1 code, with the stemmer that exists for it.
    pub(crate) fn of(code: &str) -> Self {
        let language = Language::get(code);
        Self {
            stop_words: language.list("stopwords"),
            spelling: Spelling::of(language),
            stemmer: stemmer(code),
            // English writes foreign names with and without their marks; elsewhere marks tell
            // words apart.
            strips_marks: code == "en",
            known: WordMap::default(),
        }
    }

    fn entry(&self, surface: &str, shouted: bool) -> Entry {
        let acronym = if shouted { None } else { self.acronym(surface) };
        acronym.unwrap_or_else(|| self.plain_word(surface))
    }

    fn plain_word(&self, surface: &str) -> Entry {
        let folded = fold_word(surface);
        let kind = match self.is_function_word(&folded) {
            true => TokenKind::Function,
            false => TokenKind::Word,
        };
        Entry {
            kind,
            word: Term::of(&folded),
            stem: self.stem(&folded),
        }
    }

    /// A stop word, by itself or with a clitic ("I'll", "how's").
    fn is_function_word(&self, folded: &str) -> bool {
        let base = folded
            .strip_suffix("n't")
            .or_else(|| folded.split_once('\'').map(|(base, _)| base))
            .unwrap_or(folded);
        self.stop_words.contains(folded)
            || ((base.len() > 1 || base == "i") && self.stop_words.contains(base))
    }

    /// Acronyms: all capitals, with or without stops.
    fn acronym(&self, surface: &str) -> Option<Entry> {
        let name = surface
            .strip_suffix("'s")
            .or_else(|| surface.strip_suffix("’s"));
        let letters: String = name
            .unwrap_or(surface)
            .chars()
            .filter(|c| *c != '.')
            .collect();
        let is_acronym = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
        is_acronym.then_some(())?;
        let lower = letters.to_lowercase();
        let folded = if self.stop_words.contains(&lower) {
            letters
        } else {
            lower
        };
        let stem = Term::of(&folded);
        let word = if name.is_some() {
            Term::of(&format!("{folded}'s"))
        } else {
            stem
        };
        Some(Entry {
            kind: TokenKind::Word,
            word,
            stem,
        })
    }

    fn stem(&self, folded: &str) -> Term {
        Term::of(&self.stemmed(folded))
    }

    /// The stem of a folded word, as letters.
    pub(crate) fn stemmed(&self, folded: &str) -> String {
        let base = without_possessive(folded);
        let plain = if self.strips_marks {
            without_marks(base)
        } else {
            Cow::Borrowed(base)
        };
        let spelt = self.spelling.fold(&plain);
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(&spelt).into_owned(),
            None => spelt.into_owned(),
        }
    }
}

fn number_entry(surface: &str) -> Entry {
    let folded = fold_word(surface);
    let plain: Cow<'_, str> = match folded.contains(',') {
        true => Cow::Owned(folded.replace(',', "")),
        false => folded,
    };
    let term = Term::of(&plain);
    Entry {
        kind: TokenKind::Number,
        word: term,
        stem: term,
    }
}

fn mark_entry(surface: &str) -> Entry {
    let term = Term::of(folded_mark(surface));
    Entry {
        kind: TokenKind::Mark,
        word: term,
        stem: term,
    }
}

/// One mark for all of its kind: quotation marks, apostrophes, dashes, ellipses.
fn folded_mark(surface: &str) -> &str {
    let mut chars = surface.chars();
    match (chars.next(), chars.next()) {
        (Some('.'), Some('.')) => "…",
        (Some('«' | '»' | '“' | '”' | '„' | '‟' | '"' | '″' | '＂'), None) => "\"",
        (Some(c), None) if is_apostrophe(c) || matches!(c, '‚' | '‹' | '›') => "'",
        (Some('‐'..='―' | '−'), None) => "-",
        _ => surface,
    }
}

/// The stem of a word in a language by its ISO 639-1 code: what [`Token::stem`] is the term of.
pub fn stem(word: &str, code: &str) -> String {
    Lexicon::of(code).stemmed(&fold_word(word))
}

/// Cuts the text of one sentence, which starts at byte `base` of the article, into tokens.
pub(crate) fn tokenise<'t>(
    text: &'t str,
    base: u32,
    words: &mut impl Words<'t>,
    tokens: &mut Vec<Token>,
) {
    let shouted = is_shouted(text);
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if is_run_on(first) {
            at += tokenise_run(text, at, base, shouted, words, tokens);
            continue;
        }
        let piece = Piece::at(rest, first);
        let length = piece.length.max(first.len_utf8());
        let surface = rest.get(..length).unwrap_or(rest);
        let entry = match piece.shape {
            Shape::Word => words.word(surface, shouted),
            Shape::Number => number_entry(surface),
            Shape::Mark => mark_entry(surface),
        };
        let start = base + TextSpan::of(0..at).end;
        let span = TextSpan::new(start, start + TextSpan::of(0..surface.len()).end);
        tokens.push(Token {
            span,
            kind: entry.kind,
            word: entry.word,
            stem: entry.stem,
        });
        at += surface.len();
    }
}

/// Cuts a run of letters that sets no spaces between its words; returns its length in bytes.
fn tokenise_run<'t>(
    text: &'t str,
    at: usize,
    base: u32,
    shouted: bool,
    words: &mut impl Words<'t>,
    tokens: &mut Vec<Token>,
) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = run(rest, |c| is_run_on(c) || is_joining(c));
    let letters = rest.get(..length).unwrap_or(rest);
    let mut start = 0;
    for end in WordSegmenter::new_lstm(WordBreakInvariantOptions::default())
        .segment_str(letters)
        .chain([length])
    {
        let surface = letters.get(start..end).unwrap_or_default();
        if surface.is_empty() {
            continue;
        }
        let entry = words.word(surface, shouted);
        let first = base + TextSpan::of(0..at + start).end;
        let span = TextSpan::new(first, first + TextSpan::of(0..surface.len()).end);
        tokens.push(Token {
            span,
            kind: entry.kind,
            word: entry.word,
            stem: entry.stem,
        });
        start = end;
    }
    length.max(1)
}

/// Letters and signs of scripts that set no spaces between words and write words of several letters:
/// Thai, Lao, Burmese, Khmer.
pub(crate) const fn is_run_on(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ec6}' | '\u{ec8}'..='\u{ecf}'
        | '\u{edc}'..='\u{edf}' | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}' | '\u{aa60}'..='\u{aa7f}' | '\u{a9e0}'..='\u{a9fe}')
}

/// Whether a line is written in capitals, so that capitals say nothing in it.
pub(crate) fn is_shouted(text: &str) -> bool {
    let (mut lower, mut upper) = (0, 0);
    for c in text.chars().take(200) {
        lower += usize::from(c.is_lowercase());
        upper += usize::from(c.is_uppercase());
        // More small letters than the test below can bear.
        if lower > 50 {
            return false;
        }
    }
    upper > 12 && lower * 4 < upper
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Word,
    Number,
    Mark,
}

/// The shape of the token at the start of a text, and its length in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    shape: Shape,
    length: usize,
}

impl Piece {
    fn at(rest: &str, first: char) -> Self {
        if let Some(length) = address(rest, first) {
            return Self {
                shape: Shape::Mark,
                length,
            };
        }
        if first.is_numeric() {
            return Self {
                shape: Shape::Number,
                length: number(rest),
            };
        }
        if is_unspaced(first) {
            return Self {
                shape: Shape::Word,
                length: first.len_utf8(),
            };
        }
        if is_word_char(first) {
            let length = acronym(rest).unwrap_or_else(|| word(rest));
            return Self {
                shape: Shape::Word,
                length,
            };
        }
        let is_dots = first == '.';
        let length = if is_dots {
            run(rest, |c| c == '.')
        } else {
            first.len_utf8()
        };
        Self {
            shape: Shape::Mark,
            length,
        }
    }
}

fn run(text: &str, is_inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_inside(c)).unwrap_or(text.len())
}

fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '_'
        || (!c.is_ascii()
            && !is_unspaced(c)
            && !is_run_on(c)
            && (c.is_alphanumeric() || is_joining(c)))
}

/// Marks that stand inside words of many scripts: combining marks and invisible joiners.
pub(crate) const fn is_joining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}'
        | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9cd}' | '\u{e31}' | '\u{e34}'..='\u{e4e}'
        | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// Scripts written without spaces between words: ideographs and kana.
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// "https://…", "www.…": up to the next space, without the punctuation that ends a sentence.
fn address(rest: &str, first: char) -> Option<usize> {
    matches!(first, 'h' | 'w' | 'H' | 'W' | 'p').then_some(())?;
    let starts = ["http://", "https://", "www.", "pic.twitter.com/"];
    starts
        .iter()
        .any(|start| rest.starts_with(start))
        .then_some(())?;
    let address = rest.get(..run(rest, |c| !c.is_whitespace()))?;
    Some(
        address
            .trim_end_matches(['.', ',', ')', ';', '"', '”'])
            .len(),
    )
}

/// "1,000", "3.5", "45th", "1990s": digits with marks between digits, and letters behind.
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins =
            matches!(c, '.' | ',') && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let goes_on = joins || (is_word_char(c) && !is_joining(c));
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// "U.S.", "U.N", "e.g.": single letters with stops between.
fn acronym(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let stop = chars.peek().is_some_and(|(_, next)| *next == '.');
        if !c.is_alphabetic() {
            break;
        }
        if !stop {
            let goes_on = chars.peek().is_some_and(|(_, next)| is_word_char(*next));
            let is_last = letters > 0 && !goes_on;
            return is_last
                .then(|| at + c.len_utf8())
                .or((letters > 1).then_some(end));
        }
        chars.next();
        letters += 1;
        end = at + c.len_utf8() + 1;
    }
    (letters > 1).then_some(end)
}

/// Letters, with the apostrophes inside and a clitic behind.
fn word(rest: &str) -> usize {
    let mut end = run(rest, is_word_char);
    while let Some(behind) = rest.get(end..) {
        let Some(apostrophe) = behind.chars().next().filter(|c| is_apostrophe(*c)) else {
            break;
        };
        let letters = behind.get(apostrophe.len_utf8()..).unwrap_or_default();
        let length = run(letters, is_word_char);
        if length == 0 || letters.starts_with(|c: char| c.is_numeric()) {
            break;
        }
        end += apostrophe.len_utf8() + length;
    }
    end + parted_clitic(rest.get(end..).unwrap_or_default())
}

/// Clitics that tokenised text sets apart from their word.
const CLITICS: &[&str] = &["s", "t", "re", "ve", "ll", "d", "m"];

/// Length of " ’ s" or " ’s" behind a word, or 0.
fn parted_clitic(behind: &str) -> usize {
    let Some(inner) = behind.strip_prefix(' ') else {
        return 0;
    };
    let Some(apostrophe) = inner.chars().next().filter(|c| is_apostrophe(*c)) else {
        return 0;
    };
    let rest = inner.get(apostrophe.len_utf8()..).unwrap_or_default();
    let letters = rest.strip_prefix(' ').unwrap_or(rest);
    let length = run(letters, is_word_char);
    let is_clitic = letters
        .get(..length)
        .is_some_and(|word| CLITICS.contains(&word));
    let consumed = behind.len() - letters.len() + length;
    if is_clitic { consumed } else { 0 }
}

#[cfg(test)]
mod tests;

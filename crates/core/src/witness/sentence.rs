//! Finding the ends of sentences.
//!
//! A sentence ends at a terminal mark and the quotation marks and brackets that close behind it,
//! unless what follows shows that it goes on: a small letter, a name behind a title, a number
//! behind "No.", the attribution of a quoted question. Every rule looks at the words on both sides
//! of the mark only, so the pass is linear.

use std::ops::Range;

use super::folding::is_apostrophe;
use crate::language::{Language, WordList};

/// The word lists that tell whether a stop ends a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Splitter {
    abbreviations: &'static WordList,
    stop_words: &'static WordList,
    months: &'static WordList,
    cue_verbs: &'static WordList,
    ordinals_have_stops: bool,
}

/// A terminal mark with what closes behind it.
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// First byte of the mark.
    start: usize,
    /// One past the closing quotation marks and brackets.
    end: usize,
    /// The mark; '…' for several stops.
    mark: char,
    /// Whether a quotation mark closes behind it.
    closes_quotation: bool,
}

impl Splitter {
    pub(crate) fn of(language: &'static Language) -> Self {
        Self {
            abbreviations: language.list("abbreviations"),
            stop_words: language.list("stopwords"),
            months: language.list("months"),
            cue_verbs: language.list("cue-verbs"),
            ordinals_have_stops: language.list("ordinal-endings").contains("."),
        }
    }

    /// The sentences of a text as byte ranges, without white space at their ends, in order.
    pub(crate) fn split(&self, text: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let mut quotes = Quotes::default();
        let mut at = 0;
        while let Some(found) = next_terminal(text, start, at, &mut quotes) {
            let stop = close(text, found, &mut quotes);
            if self.ends_sentence(text, start, &stop) {
                push_trimmed(&mut sentences, text, start..stop.end);
                start = stop.end;
            }
            at = stop.end;
        }
        push_trimmed(&mut sentences, text, start..text.len());
        sentences
    }

    fn ends_sentence(&self, text: &str, start: usize, stop: &Stop) -> bool {
        let behind = text.get(stop.end..).unwrap_or_default();
        let next = behind.trim_start();
        if next.is_empty() {
            return true;
        }
        match stop.mark {
            '\n' | ' ' => return true,
            mark if is_final(mark) => return true,
            _ if next.len() == behind.len() => return self.is_missing_space(text, stop, next),
            _ => {}
        }
        let opened = next.trim_start_matches(is_opener).trim_start();
        let Some(first) = opened.chars().next() else {
            return true;
        };
        if first.is_lowercase() || matches!(first, ',' | ';' | ':') {
            return false;
        }
        match stop.mark {
            '.' => self.full_stop_ends(
                text.get(start..stop.start).unwrap_or_default(),
                stop,
                opened,
            ),
            '…' => self.ellipsis_ends(text, stop, opened),
            _ => !(stop.closes_quotation && self.is_attribution(opened)),
        }
    }

    /// "…the war.The talks…": a space is missing between two plain words.
    fn is_missing_space(&self, text: &str, stop: &Stop, next: &str) -> bool {
        let before = last_word(text.get(..stop.start).unwrap_or_default());
        let after = first_word(next);
        let plain = before.chars().count() > 2 && before.chars().all(char::is_lowercase);
        let capital = after.chars().next().is_some_and(char::is_uppercase);
        plain && capital && stop.mark != '…' && self.stop_words.contains(after)
    }

    fn full_stop_ends(&self, before: &str, stop: &Stop, next: &str) -> bool {
        if stop.closes_quotation {
            return true;
        }
        let word = last_word(before);
        if word.is_empty() {
            return !before.trim().is_empty();
        }
        if word.chars().all(|c| c.is_ascii_digit()) {
            return self.number_ends(before, word, next);
        }
        match self.abbreviations.value(word) {
            Some("before") => false,
            Some("number") => !next.starts_with(|c: char| c.is_numeric()),
            Some(_) => self.starts_sentence(next),
            None if is_initial(word) || word.contains('.') => self.starts_sentence(next),
            None => true,
        }
    }

    /// "20. Januar", "1. The first item" (at the start of a sentence).
    fn number_ends(&self, before: &str, word: &str, next: &str) -> bool {
        let is_item = before.trim().len() == word.len() && word.len() <= 2;
        let follows = first_word(next);
        let is_ordinal =
            self.ordinals_have_stops && word.len() <= 2 && !self.stop_words.contains(follows);
        let is_date = word.len() <= 2 && self.months.contains(follows);
        !(is_item || is_ordinal || is_date)
    }

    /// An ellipsis that stands free may leave words out in mid-sentence.
    fn ellipsis_ends(&self, text: &str, stop: &Stop, next: &str) -> bool {
        let free = text
            .get(..stop.start)
            .is_some_and(|before| before.ends_with(char::is_whitespace));
        !free || stop.closes_quotation || self.starts_sentence(next)
    }

    /// Whether a text starts with a capitalised function word that is no initial.
    fn starts_sentence(&self, next: &str) -> bool {
        let word = first_word(next);
        let capital = next.starts_with(char::is_uppercase);
        let behind = next.get(word.len()..).unwrap_or_default();
        capital && self.stop_words.contains(word) && !behind.starts_with('.')
    }

    /// "Smith asked", "the minister said": a verb of saying within four words, before any mark.
    fn is_attribution(&self, next: &str) -> bool {
        let clause = next.split(|c: char| !c.is_alphanumeric() && !c.is_whitespace() && c != '-');
        let clause = clause.take(1).flat_map(str::split_whitespace);
        clause.take(4).any(|word| self.cue_verbs.contains(word))
    }
}

/// All of a text but for white space at its ends; none where nothing else is there.
pub(crate) fn whole(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    (start < end).then_some(start..end)
}

fn push_trimmed(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = whole(text.get(range.clone()).unwrap_or_default());
    sentences.extend(piece.map(|piece| range.start + piece.start..range.start + piece.end));
}

/// Quotation marks open so far, to tell whether a straight one closes.
#[derive(Clone, Copy, Debug, Default)]
struct Quotes {
    straight_is_open: bool,
}

const fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_final(c)
}

/// Marks that end a sentence whatever follows: full-width, Arabic, Urdu, of the scripts of India,
/// Ethiopia, Burma, Khmer and Tibet.
const fn is_final(c: char) -> bool {
    matches!(
        c,
        '。' | '．'
            | '！'
            | '？'
            | '｡'
            | '।'
            | '॥'
            | '؟'
            | '۔'
            | '።'
            | '፧'
            | '။'
            | '។'
            | '៕'
            | '།'
    )
}

/// Thai and Lao end a sentence with no mark but a space, which also parts clauses: a space between
/// letters of these scripts ends a sentence once so many letters stand before it, and as many behind.
const LETTERS_OF_A_SENTENCE: usize = 24;

/// Letters of the scripts that end sentences with spaces.
const fn ends_with_space(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{edf}')
}

/// Whether the space at `at` ends a sentence that began at `start`.
fn is_final_space(text: &str, start: usize, at: usize) -> bool {
    let before = text.get(start..at).unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default().trim_start();
    let long = |text: &str| {
        let letters = text.chars().filter(|c| ends_with_space(*c));
        letters.take(LETTERS_OF_A_SENTENCE).count() == LETTERS_OF_A_SENTENCE
    };
    before.ends_with(ends_with_space)
        && behind.starts_with(ends_with_space)
        && long(before)
        && long(behind)
}

const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '„'
            | '«'
            | '\''
            | '‘'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '›'
            | '»'
            | '-'
            | '–'
            | '—'
            | '•'
    )
}

/// The next terminal mark from `at` on: its first byte. An empty line counts as one, and in some
/// scripts a space. The sentence began at `start`.
fn next_terminal(text: &str, start: usize, at: usize, quotes: &mut Quotes) -> Option<usize> {
    let mut lines = 0;
    for (index, c) in text.get(at..)?.char_indices() {
        match c {
            ' ' if at + index > start && is_final_space(text, start, at + index) => {
                return Some(at + index);
            }
            '\n' => lines += 1,
            _ if c.is_whitespace() => {}
            _ if lines > 1 => return Some(at + index),
            '"' => quotes.straight_is_open = !quotes.straight_is_open,
            _ if is_terminal(c) => return Some(at + index),
            _ => {}
        }
        if !c.is_whitespace() {
            lines = 0;
        }
    }
    None
}

/// Takes in further terminal marks and whatever closes behind them.
fn close(text: &str, start: usize, quotes: &mut Quotes) -> Stop {
    let rest = text.get(start..).unwrap_or_default();
    let first = rest.chars().next().unwrap_or('.');
    if !is_terminal(first) {
        let space = first == ' ';
        return Stop {
            start,
            end: start + usize::from(space),
            mark: if space { ' ' } else { '\n' },
            closes_quotation: false,
        };
    }
    let marks = rest.find(|c| !is_terminal(c)).unwrap_or(rest.len());
    let run = rest.get(..marks).unwrap_or_default();
    let mark = match run.chars().find(|c| *c != '.' && *c != '…') {
        Some(other) => other,
        None if run.chars().count() > 1 => '…',
        None => first,
    };
    let mut stop = Stop {
        start,
        end: start + marks,
        mark,
        closes_quotation: false,
    };
    while let Some(closer) = closer(text.get(stop.end..).unwrap_or_default(), quotes) {
        stop.end += closer.length;
        stop.closes_quotation |= closer.is_quote;
    }
    stop
}

struct Closer {
    length: usize,
    is_quote: bool,
}

/// A mark that closes, right here or (in tokenised text) behind one space.
fn closer(behind: &str, quotes: &mut Quotes) -> Option<Closer> {
    let inner = behind.strip_prefix(' ').unwrap_or(behind);
    let parted = inner.len() < behind.len();
    let c = inner.chars().next()?;
    let follows = inner
        .get(c.len_utf8()..)
        .and_then(|rest| rest.chars().next());
    let at_end = follows.is_none_or(|next| next.is_whitespace() || !next.is_alphanumeric());
    let is_quote = match c {
        '"' if quotes.straight_is_open && (!parted || at_end) => {
            quotes.straight_is_open = false;
            true
        }
        '”' | '」' | '』' => true,
        '“' | '»' | '›' | '«' if !parted && at_end => true,
        _ if is_apostrophe(c) && !parted && at_end => true,
        ')' | ']' | '}' | '）' => false,
        _ => return None,
    };
    let length = behind.len() - inner.len() + c.len_utf8();
    Some(Closer { length, is_quote })
}

/// The letters, digits and inner stops at the end of a text.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..)
        .unwrap_or_default()
        .trim_start_matches('.')
}

fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are parted by bars in the drawing.
    fn assert_split(code: &str, drawing: &str) {
        let expected: Vec<&str> = drawing.split(" | ").collect();
        let text = expected.join(" ");
        let splitter = Splitter::of(Language::get(code));
        let found: Vec<&str> = splitter
            .split(&text)
            .into_iter()
            .map(|r| &text[r])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_sentences() {
        assert_split(
            "en",
            "The gate failed. | Nobody was hurt! | Why? | Engineers looked.",
        );
        assert_split("en", "It cost 3.5 million. | In 2020 it was less.");
    }

    #[test]
    fn abbreviations_and_initials() {
        assert_split(
            "en",
            "Mr. Orrin met Sen. J. T. Hale at 5 p.m. Monday in the U.S. Senate.",
        );
        assert_split("en", "They met in the U.S. | The talks failed.");
        assert_split(
            "en",
            "It belongs to Orrin Inc. | He sold it on Jan. 5, 2020.",
        );
        assert_split("en", "See No. 5 and art. 7. | No. | We will not.");
        assert_split("en", "Plans, maps, etc. | They were lost.");
    }

    #[test]
    fn marks_that_close_stay_with_their_sentence() {
        assert_split("en", "“We left. | We came back.” | He nodded.");
        assert_split(
            "en",
            "\"We left. | We came back.\" | \"Good,\" he said. | She nodded.",
        );
        assert_split("en", "(It rained.) | He called it “a day.” | It was.");
        assert_split(
            "en",
            "Tokens stand apart . ” | He left . | She said \" no . \" | They did .",
        );
    }

    #[test]
    fn a_quoted_question_keeps_its_attribution() {
        assert_split(
            "en",
            "“Who knows?” he asked. | “Nobody!” | The crowd was silent.",
        );
    }

    #[test]
    fn ellipses() {
        assert_split(
            "en",
            "I expect a call … at least soon. | We waited... | Then it came.",
        );
        assert_split("en", "He met … Orrin twice.");
    }

    #[test]
    fn scripts_with_marks_of_their_own_and_with_none() {
        assert_split(
            "th",
            "สะพานเก่าเปิดอีกครั้งในวันจันทร์ที่ผ่านมา | นายกเทศมนตรีกล่าวว่าสะพานจะเปิดให้คนเดินเท้าเท่านั้น",
        );
        // A space between short pieces parts a name or a list.
        assert_split("th", "นาย สมชาย ใจดี");
        assert_split("my", "တံတားဟောင်းကို တနင်္လာနေ့တွင် ပြန်ဖွင့်သည်။ | လူများ ဝမ်းသာကြသည်။");
        assert_split("am", "ድልድዩ ሰኞ ተከፈተ። | ሰዎች ደስ አላቸው።");
    }

    #[test]
    fn a_missing_space_is_seen() {
        let splitter = Splitter::of(Language::get("en"));
        let text = "They ended the war.The talks go on at example.com. v2.0 is out.";
        assert_eq!(splitter.split(text)[0], 0..19);
    }

    #[test]
    fn german_ordinals_have_stops() {
        assert_split(
            "de",
            "Am 20. Januar kam Dr. Orrin. | Das war der 3. Versuch. | Es blieb dabei.",
        );
    }

    #[test]
    fn scripts_without_spaces() {
        let splitter = Splitter::of(Language::get("zh"));
        let text = "大坝关闭。市长表示：“很安全。”工程师来了！";
        let found: Vec<&str> = splitter.split(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(
            found,
            ["大坝关闭。", "市长表示：“很安全。”", "工程师来了！"]
        );
    }

    #[test]
    fn empty_lines_end_sentences() {
        let splitter = Splitter::of(Language::get("en"));
        let text = "A line\n\nAnother\nline";
        let found: Vec<&str> = splitter.split(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["A line", "Another\nline"]);
    }
}

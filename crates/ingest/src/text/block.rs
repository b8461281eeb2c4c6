//! A line or unwrapped paragraph with what can be measured on it alone.

use std::cell::OnceCell;

use recension_core::text::TextSpan;
use recension_core::time::absolute::{self, FoundDate, NumericOrder};

use super::clocked::with_clock;
use super::lexicon::{Lexicon, fold};

/// Characters of a line that are measured; more do not make the answer surer.
const MEASURED: usize = 3000;
/// Longest line whose dates are looked for, in bytes: longer ones are prose.
const LONGEST_DATED: usize = 600;

/// Share of capitalised longer words from which on a line is set like a title.
const TITLE_CASE: f32 = 0.6;

/// A piece of the text that gets one role.
pub(super) struct Block<'t> {
    pub(super) span: TextSpan,
    pub(super) text: &'t str,
    /// Empty lines before it.
    pub(super) gap: usize,
    /// Words; two characters of a script without spaces count as one.
    pub(super) words: usize,
    pub(super) letters: usize,
    /// Whether it ends like a sentence.
    pub(super) stopped: bool,
    /// Whether it ends like a sentence that goes on ("…,"), or introduces what follows ("…:").
    pub(super) open: bool,
    /// Share of its longer words, the first left out, that begin with a capital letter.
    pub(super) capitals: f32,
    /// Commas, semicolons and the like inside.
    pub(super) inner_marks: usize,
    /// Dates in it, where it is short.
    pub(super) dates: Vec<FoundDate>,
    folded: OnceCell<String>,
}

impl<'t> Block<'t> {
    pub(super) fn measure(text: &'t str, span: TextSpan, gap: usize, lexicon: &Lexicon) -> Self {
        let measured = beginning(text, MEASURED);
        let counted = Counted::of(measured);
        let capitals = counted.capital_share();
        Self {
            span,
            text,
            gap,
            words: counted.words + counted.unspaced / 2,
            letters: counted.letters,
            stopped: is_stopped(text)
                && !(capitals >= TITLE_CASE && ends_abbreviated(text, counted.words)),
            open: text.ends_with([',', ';', ':', '，', '：', '、', '،', '؛'])
                || ends_quoted_comma(text),
            capitals,
            inner_marks: inner_marks(measured),
            dates: dates(text, lexicon),
            folded: OnceCell::new(),
        }
    }

    /// The text, folded: made once, where it is asked for.
    pub(super) fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold(self.text))
    }

    /// Whether it reads like running text rather than like a title: it ends like a sentence, or is
    /// long, has commas and words of function.
    pub(super) fn is_prose(&self) -> bool {
        if self.stopped {
            return self.words >= 4 || self.letters >= 30;
        }
        if self.open && self.words >= 6 {
            return true;
        }
        let running = self.capitals < 0.6 || self.words > 40;
        running && self.words + 4 * self.inner_marks.min(4) >= 22 && self.words >= 14
    }

    /// Whether it is running text that ends like a sentence.
    pub(super) fn is_sentence(&self) -> bool {
        self.stopped && self.is_prose()
    }

    /// Whether it could be a title: short, not ending like a statement.
    pub(super) fn is_title_like(&self) -> bool {
        let ends_flat = !self.text.ends_with(['.', ',', ';', ':', '。']);
        ends_flat && (1..=32).contains(&self.words) && self.text.len() <= 300
    }

    /// Whether most of its letters' words are capitalised as in a title.
    pub(super) fn is_title_cased(&self) -> bool {
        self.capitals >= TITLE_CASE
    }
}

/// As much of a text as `bytes` hold, cut between characters.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Whether a text ends like a sentence: with a stop, perhaps inside quotation marks or brackets.
pub(super) fn is_stopped(text: &str) -> bool {
    let inner = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']' | '」' | '』'
            )
    });
    inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '｡'])
}

/// A short line that ends in an abbreviation of single letters ("… Leaves the U.S.") may be a title.
fn ends_abbreviated(text: &str, words: usize) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let letters: Vec<&str> = last.split_terminator('.').collect();
    words <= 14
        && letters.len() >= 2
        && letters
            .iter()
            .all(|l| l.chars().count() == 1 && l.chars().all(char::is_uppercase))
}

/// "…of our own,”" with the comma inside the quotation.
fn ends_quoted_comma(text: &str) -> bool {
    let inner = text.trim_end_matches(['"', '”', '’', '\'', '»']);
    inner.len() < text.len() && inner.ends_with(',')
}

/// What is counted in a text, in one pass.
#[derive(Default)]
struct Counted {
    /// Pieces between white space that hold a letter or digit.
    words: usize,
    letters: usize,
    /// Characters of scripts that are written without spaces.
    unspaced: usize,
    /// Words of four letters and more behind the first word, and those that begin with a capital.
    longer: usize,
    capital: usize,
}

impl Counted {
    fn of(text: &str) -> Self {
        let mut counted = Self::default();
        for piece in text.split_whitespace() {
            counted.piece(piece);
        }
        counted
    }

    fn piece(&mut self, piece: &str) {
        let (letters, is_word) = if piece.is_ascii() {
            let bytes = piece.as_bytes();
            let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
            let word = letters > 0 || bytes.iter().any(u8::is_ascii_digit);
            (letters, word)
        } else {
            self.unspaced += piece.chars().filter(|c| is_unspaced(*c)).count();
            let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
            (letters, piece.contains(char::is_alphanumeric))
        };
        self.letters += letters;
        if is_word && self.words > 0 && letters >= 4 {
            self.longer += 1;
            self.capital += usize::from(starts_capital(piece));
        }
        self.words += usize::from(is_word);
    }

    /// Share of the longer words that begin with a capital letter.
    fn capital_share(&self) -> f32 {
        share(self.capital, self.longer)
    }
}

/// Characters of scripts that are written without spaces.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}')
}

/// Whether the first letter of a word is a capital.
pub(super) fn starts_capital(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_uppercase)
}

fn inner_marks(text: &str) -> usize {
    let inner = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    inner.matches([',', ';', '،', '、', '，']).count()
}

fn dates(text: &str, lexicon: &Lexicon) -> Vec<FoundDate> {
    let worth = text.len() <= LONGEST_DATED && text.bytes().any(|b| b.is_ascii_digit());
    if !worth {
        return Vec::new();
    }
    let found = absolute::scan_in(text, lexicon.main(), NumericOrder::Either);
    found
        .into_iter()
        .map(|date| with_clock(text, date, false))
        .collect()
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        return 0.0;
    }
    // Both are far below 2^24, where f32 stops being exact.
    part as f32 / whole as f32
}

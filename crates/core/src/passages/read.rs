//! Reading a report a second time, for the places of what it shares.

use super::words::{Compared, Word, words_of};
use crate::article::Article;
use crate::quotation::quoted;
use crate::text::TextSpan;
use crate::witness::Term;

/// Words up to which a passage without a whole sentence is a wording only.
const LONGEST_PHRASE: usize = 20;

/// A report read again.
pub(super) struct Read<'a> {
    article: &'a Article,
    words: Vec<Word>,
    quoted: Vec<TextSpan>,
}

impl<'a> Read<'a> {
    /// Reads the parts of a report that were compared.
    pub(super) fn of(article: &'a Article, compared: Compared) -> Self {
        Self {
            article,
            words: words_of(article, compared),
            quoted: quoted(article).iter().map(|quote| quote.inner).collect(),
        }
    }

    /// The place of so many words of a report, where it has them; `report` is its number.
    pub(super) fn place(&self, report: usize, first: usize, count: usize) -> Option<FoundPlace> {
        let words = self.words.get(first..first + count)?;
        Some(FoundPlace {
            report,
            words: (first, first + count),
            all: self.words.len(),
            quoted: words.iter().filter(|word| self.is_quoted(word)).count(),
            furniture: words.iter().filter(|word| self.is_furniture(word)).count(),
            is_phrase: self.is_phrase(words),
            print: words.iter().fold(Term::START, |print, word| {
                (print ^ word.term.0)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(23)
            }),
            spans: self.spans(words),
        })
    }

    fn is_quoted(&self, word: &Word) -> bool {
        let before = self
            .quoted
            .partition_point(|quote| quote.start <= word.span.start);
        let quote = before.checked_sub(1).and_then(|at| self.quoted.get(at));
        quote.is_some_and(|quote| quote.contains(word.span))
    }

    /// Index of the part that a word stands in.
    fn part(&self, word: &Word) -> usize {
        let parts = &self.article.parts;
        parts.partition_point(|part| part.span.end <= word.span.start)
    }

    fn is_furniture(&self, word: &Word) -> bool {
        let part = self.article.parts.get(self.part(word));
        part.is_some_and(|part| !part.role.is_kept())
    }

    /// Whether a few words hold no whole sentence, by the marks in and around them. A line that no mark
    /// ends holds no sentences at all, and what is longer is more than a wording.
    fn is_phrase(&self, words: &[Word]) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return false;
        };
        let part = |word: &Word| {
            self.article
                .parts
                .get(self.part(word))
                .map(|part| part.span)
        };
        let before = part(first).map(|part| TextSpan::new(part.start, first.span.start));
        let behind = part(last).map(|part| TextSpan::new(last.span.end, part.end));
        let text = |span: Option<TextSpan>| span.map_or("", |span| self.article.text.slice(span));
        let (before, behind) = (text(before), text(behind));
        let has_sentences = behind.trim_end_matches(is_around).ends_with(ends_statement);
        let edges = usize::from(begins_sentence(before)) + usize::from(ends_sentence(behind));
        let inside = words.windows(2).filter(|pair| self.is_parted(pair)).count();
        words.len() <= LONGEST_PHRASE && has_sentences && edges + inside < 2
    }

    /// Whether a sentence ends between two neighbouring words.
    fn is_parted(&self, pair: &[Word]) -> bool {
        let [word, next] = pair else {
            return false;
        };
        let between = TextSpan::new(word.span.end, next.span.start);
        let between = self.article.text.slice(between);
        self.part(word) != self.part(next)
            || (between.contains(ends_statement) && between.ends_with(is_around))
    }

    /// The words as spans, one for each part that they stand in.
    fn spans(&self, words: &[Word]) -> Vec<TextSpan> {
        let in_parts = words.chunk_by(|x, y| self.part(x) == self.part(y));
        in_parts
            .filter_map(|words| Some(words.first()?.span.cover(words.last()?.span)))
            .collect()
    }
}

/// Whether a sentence begins behind a text: nothing stands in it, or it ends with a full stop, marks
/// of quotation and brackets aside.
fn begins_sentence(before: &str) -> bool {
    let told = before.trim_end_matches(is_around);
    told.is_empty() || told.ends_with(ends_statement)
}

/// Whether a sentence ends in front of a text.
fn ends_sentence(behind: &str) -> bool {
    let told = behind.trim_start_matches(is_wrapping);
    told.trim().is_empty() || told.starts_with(ends_statement)
}

const fn ends_statement(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | ':'
    )
}

fn is_around(c: char) -> bool {
    c.is_whitespace() || is_wrapping(c)
}

/// Marks of quotation and brackets.
const fn is_wrapping(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '(' | ')' | '[' | ']' | '「' | '」'
    )
}

/// A place of a passage, as it was read.
#[derive(Clone, Debug)]
pub(super) struct FoundPlace {
    /// The number of the report.
    pub(super) report: usize,
    /// Its first word in the report, and the one behind its last.
    pub(super) words: (usize, usize),
    /// Words of the report.
    pub(super) all: usize,
    /// Words of the passage inside quotation marks.
    pub(super) quoted: usize,
    /// Words of the passage in page furniture.
    pub(super) furniture: usize,
    /// It holds no whole sentence.
    pub(super) is_phrase: bool,
    /// The same for the same words.
    pub(super) print: u64,
    /// Its text, a span for each part.
    pub(super) spans: Vec<TextSpan>,
}

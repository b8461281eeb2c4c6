//! The chunks of a line of names: what stands between dates, marks and joining words.

use std::ops::Range;

use recension_core::time::absolute::FoundDate;

use super::block::starts_capital;
use super::lexicon::Lexicon;
use super::names::before_desk;

pub(super) struct Chunk {
    pub(super) range: Range<usize>,
    pub(super) behind: Behind,
    /// Whether words for a desk or post were cut off its end.
    pub(super) desk: bool,
}

/// A chunk without the desk or post that it ends with.
pub(super) fn without_desk(line: &str, chunk: Chunk, lexicon: &Lexicon) -> Chunk {
    let text = line.get(chunk.range.clone()).unwrap_or_default();
    match before_desk(text, lexicon) {
        Some(rest) if !rest.is_empty() => Chunk {
            range: chunk.range.start..chunk.range.start + rest.len(),
            desk: true,
            ..chunk
        },
        _ => chunk,
    }
}

/// What the word in front of a chunk makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing in front.
    Nothing,
    /// "and".
    Joined,
    /// "with".
    With,
    /// "in".
    Place,
    /// "via".
    Source,
}

/// The chunks of a line between dates, marks and joining words.
pub(super) fn chunks(
    line: &str,
    body: Range<usize>,
    dates: &[FoundDate],
    lexicon: &Lexicon,
) -> Vec<Chunk> {
    let mut found = Vec::new();
    for free in outside_dates(body, dates) {
        for piece in split_ranges(line, free, is_separator) {
            split_at_joiners(line, piece, lexicon, &mut found);
        }
    }
    found
}

/// What of a range is in none of the dates.
pub(super) fn outside_dates(body: Range<usize>, dates: &[FoundDate]) -> Vec<Range<usize>> {
    let mut free = Vec::new();
    let mut at = body.start;
    for date in dates {
        if date.range.start > at {
            free.push(at..date.range.start.min(body.end));
        }
        at = at.max(date.range.end);
    }
    if at < body.end {
        free.push(at..body.end);
    }
    free
}

pub(super) fn is_separator(c: char) -> bool {
    matches!(
        c,
        '|' | ','
            | ';'
            | '/'
            | '•'
            | '·'
            | '»'
            | '›'
            | '\t'
            | '&'
            | '–'
            | '—'
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '*'
    )
}

/// Splits a range of a line at separators; the pieces are trimmed and never empty.
pub(super) fn split_ranges(
    line: &str,
    range: Range<usize>,
    is_separator: impl Fn(char) -> bool,
) -> Vec<Range<usize>> {
    let text = line.get(range.clone()).unwrap_or_default();
    let mut pieces = Vec::new();
    let mut start = 0;
    let ends = text
        .char_indices()
        .filter(|(_, c)| is_separator(*c))
        .map(|(at, c)| (at, at + c.len_utf8()));
    for (end, next) in ends.chain([(text.len(), text.len())]) {
        pieces.extend(trimmed(line, range.start + start..range.start + end));
        start = next;
    }
    pieces
}

/// A range without white space and stray dashes at its ends; `None` where nothing is left.
fn trimmed(line: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = line.get(range.clone())?;
    let stray = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '"' | '“' | '”');
    let from = text.len() - text.trim_start_matches(stray).len();
    let shown = text.trim_matches(stray);
    (!shown.is_empty()).then(|| range.start + from..range.start + from + shown.len())
}

pub(super) fn split_at_joiners(
    line: &str,
    piece: Range<usize>,
    lexicon: &Lexicon,
    found: &mut Vec<Chunk>,
) {
    let text = line.get(piece.clone()).unwrap_or_default();
    let mut start = piece.start;
    let mut behind = Behind::Nothing;
    for word in text.split_whitespace() {
        let at = piece.start + offset_in(text, word);
        let Some(value) = joiner_value(word, lexicon) else {
            continue;
        };
        push_chunk(line, start..at, behind, found);
        start = at + word.len();
        behind = match value {
            "place" => Behind::Place,
            "source" => Behind::Source,
            "name" => Behind::Joined,
            "with" => Behind::With,
            _ => Behind::Nothing,
        };
    }
    push_chunk(line, start..piece.end, behind, found);
}

fn push_chunk(line: &str, range: Range<usize>, behind: Behind, found: &mut Vec<Chunk>) {
    if let Some(range) = trimmed(line, range) {
        let desk = false;
        found.push(Chunk {
            range,
            behind,
            desk,
        });
    }
}

pub(super) fn joiner_value(word: &str, lexicon: &Lexicon) -> Option<&'static str> {
    lexicon
        .entries("name-joiners")
        .find(|(entry, value)| {
            // "Mara Quillfeather For Harbour Online"; other words with a capital may be names.
            *entry == word
                || *value == "outlet" && starts_capital(word) && entry.eq_ignore_ascii_case(word)
        })
        .map(|(_, value)| value)
}

/// Byte offset of a part inside the text it was cut from.
pub(super) fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

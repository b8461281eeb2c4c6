//! Lines that point to other stories, and page furniture.

use super::block::{Block, starts_capital};
use super::lexicon::{Labelled, Lexicon, after_label, core, match_start};
use super::names::{is_outlet, is_person};
use super::shape::{Shape, core_start};

/// Most words of a line that refers to a page.
const MOST_REFERENCE_WORDS: usize = 18;
/// Most words of a line that gives the number of an issue.
const MOST_ISSUE_WORDS: usize = 6;
/// Most words of a note such as "Weather: fog until noon".
const MOST_NOTE_WORDS: usize = 14;

pub(super) fn pointer(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.words > 45 {
        return None;
    }
    if is_bracketed_title(block)
        || ends_with_label(block, lexicon)
        || is_page_reference(block, lexicon)
        || block.text.starts_with(">>") && !block.text.ends_with('.')
    {
        return Some(Shape::Pointer);
    }
    let inner = core_start(block.text);
    lexicon
        .candidates("teaser-phrases", inner)
        .filter_map(|(phrase, value)| {
            let length = match_start(inner, phrase)?;
            let shape = if value == "by" {
                header_of_author(block, &after_label(inner, length), lexicon)?
            } else {
                pointer_by(block, inner, length, value)?
            };
            Some((length, shape))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, shape)| shape)
}

/// "How the dam was built Read more": the label was run into the end of its line.
fn ends_with_label(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let bare = |value: &str| value == "bare";
    !block.stopped
        && block.words >= 4
        && lexicon
            .entries("teaser-phrases")
            .any(|(phrase, value)| bare(value) && ends_with_phrase(block.text, phrase))
}

fn ends_with_phrase(line: &str, phrase: &str) -> bool {
    let start = line.len().checked_sub(phrase.len());
    let tail = start.and_then(|start| line.get(start..));
    let apart = start
        .and_then(|start| line.get(..start))
        .is_some_and(|front| front.ends_with(' '));
    apart && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(phrase) && starts_capital(tail))
}

/// "Crossword: page 40", "Page 9: the twins split", "Who let them build it? Page 10": short, and no
/// sentence that ends with a number.
fn is_page_reference(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let number = |word: &str| {
        let figures = word.trim_end_matches([')', ':']);
        (1..=3).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit())
    };
    let paged = |word: &str| lexicon.holds("page-words", core(word));
    let [front @ .., page, last] = words.as_slice() else {
        return false;
    };
    let apart = front.last().is_some_and(|word| {
        word.ends_with([':', '-', '–', '—', '?', '!', ',', '.', '|'])
            || lexicon.holds("page-words", word)
            || lexicon.holds("page-openers", core(word))
    });
    let behind = paged(page) && number(last) && apart;
    let ahead = words.len() >= 3
        && words.first().is_some_and(|word| paged(word))
        && words
            .get(1)
            .is_some_and(|word| word.ends_with(':') && number(word));
    words.len() <= MOST_REFERENCE_WORDS && block.dates.is_empty() && (behind || ahead)
}

/// "Incident file no. 31", "Issue 41": the number of an issue or a file.
pub(super) fn is_issue_line(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let numbered = words.windows(2).any(|pair| {
        let [word, number] = pair else { return false };
        let figures = number.trim_start_matches('#');
        lexicon.holds("issue-words", core(word))
            && figures.starts_with(|c: char| c.is_ascii_digit())
    });
    let begins = words
        .first()
        .is_some_and(|word| lexicon.holds("issue-words", core(word)));
    let few = words.len() <= MOST_ISSUE_WORDS + if begins { 4 } else { 0 };
    numbered && few && !block.stopped
}

/// "[How the dam was built]": the whole line in square brackets, short.
fn is_bracketed_title(block: &Block<'_>) -> bool {
    let bracketed = block.text.starts_with('[') && block.text.ends_with(']');
    let flat = !block.stopped || block.words <= 14;
    // "[Editor's note: …]" belongs to the story.
    let noted = block
        .text
        .split_once(':')
        .is_some_and(|(front, _)| front.split_whitespace().count() <= 2);
    bracketed && flat && block.words >= 3 && !noted
}

fn pointer_by(block: &Block<'_>, line: &str, length: usize, value: &str) -> Option<Shape> {
    let labelled = after_label(line, length);
    let label = line.get(..length).unwrap_or_default();
    let shouted = label.contains(' ') && !label.contains(char::is_lowercase);
    let alone = !labelled.rest.contains(char::is_alphanumeric);
    match value {
        // "MOST READ IN NEWS Harbour opens at last Mayor resigns": a whole list on one line.
        "block" | "end" if is_list_on_line(block, &labelled, label, shouted) => {
            Some(Shape::Pointer)
        }
        "block" | "end" => {
            let few = labelled.rest.split_whitespace().count() <= 4;
            let titled = few && !block.stopped && !block.open || block.text.ends_with(':') && few;
            let shape = if value == "end" {
                Shape::EndList
            } else {
                Shape::List
            };
            let fits = alone && !block.stopped || titled && length >= 8 && !labelled.separated;
            fits.then_some(shape)
        }
        _ if alone => (value == "bare" || block.text.ends_with(':') || block.words <= 3)
            .then_some(Shape::PointerLabel),
        "bare" => {
            (labelled.separated || shouted || !block.stopped && starts_capital(labelled.rest))
                .then_some(Shape::Pointer)
        }
        _ => {
            let clear = labelled.colon
                || shouted
                || labelled.separated
                    && !line
                        .get(length..)
                        .is_some_and(|rest| rest.starts_with(['-', '/']));
            (clear && starts_pointer(labelled.rest, block)).then_some(Shape::Pointer)
        }
    }
}

/// "More by Mara Quillfeather".
fn header_of_author(
    block: &Block<'_>,
    labelled: &Labelled<'_>,
    lexicon: &Lexicon,
) -> Option<Shape> {
    let who = core(labelled.rest);
    let fits = who.is_empty() || is_person(who, true, lexicon) || is_outlet(who, lexicon);
    (fits && !block.stopped).then_some(Shape::EndList)
}

fn is_list_on_line(block: &Block<'_>, labelled: &Labelled<'_>, label: &str, shouted: bool) -> bool {
    let titled = label.contains(' ') && !block.stopped && starts_capital(labelled.rest);
    labelled.rest.split_whitespace().count() > 4 && (shouted || titled)
}

/// A pointer begins like a title; a sentence behind "More:" or "Earlier:" belongs to the story.
fn starts_pointer(rest: &str, block: &Block<'_>) -> bool {
    let first = rest.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_lowercase())
        && !(block.stopped && block.text.ends_with('.') && block.words > 12)
}

pub(super) fn furniture(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    furniture_line(block, lexicon)
}

/// Furniture by its wording alone.
fn furniture_line(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    let (line, words) = (block.text, block.words);
    if words > 200 {
        return None;
    }
    if is_copyright(line) && words <= 60 {
        return Some(Shape::Furniture);
    }
    let inner = core(line);
    let folded = core(block.folded());
    if is_whole(folded, lexicon) {
        return Some(Shape::Furniture);
    }
    // One phrase twice says no more than once.
    let mut weak = Vec::new();
    let starters = lexicon.starters("boilerplate-phrases", inner);
    for (phrase, value) in starters.chain(lexicon.found_in("boilerplate-phrases", folded)) {
        let found = match value {
            "whole" => false,
            "start" => {
                words <= 40
                    && match_start(inner, phrase).is_some()
                    && is_notice(line, phrase, words)
            }
            "note" => {
                words <= MOST_NOTE_WORDS
                    && !line.ends_with('.')
                    && match_start(inner, phrase)
                        .is_some_and(|length| after_label(inner, length).colon)
            }
            "close" => words <= 60 && folded.trim_end_matches('.').ends_with(phrase),
            "label" => words <= 60 && label_stands(line, inner, phrase),
            "anywhere" => words <= 120 && folded.contains(phrase),
            "short" => words <= 6 && has_words(folded, phrase),
            "mail" => words <= 16 && has_mail_address(line) && has_words(folded, phrase),
            "handle" => words <= 30 && line.contains('@') && has_words(folded, phrase),
            _ => {
                let said = words > 3 && !weak.contains(&phrase) && folded.contains(phrase);
                weak.extend(said.then_some(phrase));
                false
            }
        };
        if found {
            return Some(Shape::Furniture);
        }
    }
    (weak.len() >= 2 + words / 60).then_some(Shape::Imprint)
}

/// Whether a line holds an e-mail address.
fn has_mail_address(line: &str) -> bool {
    let is_address = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    line.contains('@') && line.split_whitespace().any(is_address)
}

/// Whether a phrase stands in a folded line at the bounds of words.
pub(super) fn has_words(folded: &str, phrase: &str) -> bool {
    folded.match_indices(phrase).any(|(at, found)| {
        let before = folded.get(..at).and_then(|front| front.chars().next_back());
        let behind = folded
            .get(at + found.len()..)
            .and_then(|rest| rest.chars().next());
        let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        bound(before) && bound(behind)
    })
}

/// Longest line that may be furniture as a whole, in bytes.
const LONGEST_WHOLE: usize = 60;

/// Whether a folded line is a furniture phrase and nothing else, counts aside: "Share",
/// "12 Comments", "Share (3)".
fn is_whole(folded: &str, lexicon: &Lexicon) -> bool {
    if folded.len() > LONGEST_WHOLE {
        return false;
    }
    let is_count = |word: &&str| {
        let figures = word.trim_end_matches(['k', 'm']);
        !figures.is_empty()
            && figures
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    };
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(core)
        .filter(|word| !word.is_empty() && !is_count(word))
        .collect();
    let line = words.join(" ");
    lexicon
        .candidates("boilerplate-phrases", &line)
        .any(|(phrase, value)| value == "whole" && phrase == line)
}

/// A long sentence that happens to begin with a short phrase is no notice.
fn is_notice(line: &str, phrase: &str, words: usize) -> bool {
    let long_phrase = phrase.contains(' ');
    words <= 12 || long_phrase && (words <= 25 || !line.ends_with('.'))
}

fn label_stands(line: &str, inner: &str, phrase: &str) -> bool {
    let Some(length) = match_start(inner, phrase) else {
        return false;
    };
    let labelled = after_label(inner, length);
    let alone = labelled.rest.is_empty() && core_start(line).len() <= phrase.len() + 3;
    alone
        || labelled.colon
        || inner
            .get(length..)
            .is_some_and(|rest| rest.trim_start().starts_with(['|', '»', '>', '©', '(']))
}

fn is_copyright(line: &str) -> bool {
    let marked = line.starts_with('©') || line.starts_with("(c) ") || line.starts_with("(C) ");
    let inside = line.contains('©') && line.contains(|c: char| c.is_ascii_digit());
    marked || inside
}

/// "Home / Politics / Health", "Marrow > Courts": the way to a page. Two pieces parted by a slash are
/// one only where they name sections.
fn is_path(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let text = block.text;
    let stepped = text.contains(" > ");
    let pieces: Vec<&str> = text
        .split(['/', '>'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    let short = pieces.iter().all(|piece| {
        piece.split_whitespace().count() <= 3 && piece.starts_with(char::is_uppercase)
    });
    let sections = pieces
        .iter()
        .filter(|piece| lexicon.holds("section-words", core(piece)))
        .count();
    let spaced = text.contains(" / ");
    let sectioned = pieces.len() >= 2
        && (sections == pieces.len() || spaced && pieces.len() >= 3 && sections > 0);
    (2..=6).contains(&pieces.len())
        && short
        && !block.stopped
        && block.dates.is_empty()
        && (stepped || sectioned)
}

/// The share of a row's pieces that are short links.
pub(super) fn menu(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if is_path(block, lexicon) {
        return Some(Shape::Menu);
    }
    let hashtags = block.words >= 1
        && block
            .text
            .split_whitespace()
            .all(|word| word.starts_with('#') && word.len() > 1);
    if hashtags {
        return Some(Shape::Menu);
    }
    if block.stopped {
        return None;
    }
    let pieces: Vec<&str> = block.text.split(['|', '»', '›', '•', '·', '→']).collect();
    let short = pieces
        .iter()
        .all(|piece| piece.split_whitespace().count() <= 3);
    let bulleted = pieces.first().is_some_and(|first| first.trim().is_empty()) && pieces.len() == 2;
    (pieces.len() >= 2 && short && !bulleted && (pieces.len() >= 3 || block.words <= 5))
        .then_some(Shape::Menu)
}

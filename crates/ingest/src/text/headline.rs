//! Finds the headline: every line of the page that says its title.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block::Block;
use super::chunks::offset_in;
use super::lexicon::{Lexicon, core, skeleton};
use super::masthead::is_section_line;
use super::names::is_outlet_named;
use super::page::Page;
use super::pointer::is_issue_line;
use super::shape::{Shape, stamped_title};

/// Lines from the top among which a title is looked for.
const HEAD_LINES: usize = 25;

/// Where the title stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Headline {
    /// Blocks that say it, in order, with the bytes of each that do.
    pub(super) occurrences: Vec<Occurrence>,
}

/// One line that says the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) block: usize,
    /// Bytes of the block's text that are the title: behind a stamp or a section's name, in front
    /// of a label and date.
    pub(super) title: Range<usize>,
    /// Whether the rest of the line in front is a stamp rather than a section.
    pub(super) stamped: bool,
}

impl Headline {
    pub(super) fn at(&self, block: usize) -> Option<&Occurrence> {
        let found = self
            .occurrences
            .binary_search_by_key(&block, |occurrence| occurrence.block);
        self.occurrences.get(found.ok()?)
    }
}

/// The headline of a page whose story begins at block `story`; `given` is the title a record states.
pub(super) fn find(
    page: &Page<'_>,
    story: usize,
    given: Option<&str>,
    lexicon: &Lexicon,
) -> Headline {
    let named = given.map(skeleton).filter(|title| !title.is_empty());
    if let Some(title) = &named {
        let found = occurrences(page, title, HEAD_LINES, lexicon);
        if !found.occurrences.is_empty() {
            return found;
        }
    }
    let head = story.min(HEAD_LINES);
    let Some(title) = repeated(page, head)
        .or_else(|| stamped(page, head, lexicon))
        .or_else(|| by_place(page, head, story, lexicon))
    else {
        return Headline::default();
    };
    if named.is_some_and(|named| !says_alike(&named, &title)) {
        return Headline::default();
    }
    occurrences(page, &title, page.blocks.len(), lexicon)
}

/// Whether two titles share at least two fifths of the words of the shorter: a page and its record
/// often give one title in two lengths, while a standfirst says something else.
fn says_alike(one: &str, other: &str) -> bool {
    let words = |title: &str| -> BTreeSet<String> { title.split(' ').map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    5 * shared >= 2 * one.len().min(other.len())
}

/// Every line among the first `within` that says a title, given by its letters.
fn occurrences(page: &Page<'_>, title: &str, within: usize, lexicon: &Lexicon) -> Headline {
    let occurrences = page
        .blocks
        .iter()
        .take(within)
        .enumerate()
        .filter_map(|(index, block)| occurrence(index, block, title, lexicon))
        .collect();
    Headline { occurrences }
}

fn occurrence(
    index: usize,
    block: &Block<'_>,
    title: &str,
    lexicon: &Lexicon,
) -> Option<Occurrence> {
    if block.text.len() > title.len() * 3 + 120 {
        return None;
    }
    let end = dated_tail(block, lexicon).unwrap_or(block.text.len());
    let line = block.text.get(..end)?.trim_end();
    let line = without_outlet(line, title).unwrap_or(line);
    let start = title_start(line, title)?;
    let before = line.get(..start).unwrap_or_default();
    // Behind the mark of a heading in Markdown.
    let start = start + line.len() - line.trim_start_matches(['#', ' ']).len();
    Some(Occurrence {
        block: index,
        stamped: !block.dates.is_empty() && before.contains(|c: char| c.is_ascii_digit()),
        title: start..line.len(),
    })
}

/// Where a label with a date begins behind a title: "Title Updated: 2024-03-04 (Wire)".
fn dated_tail(block: &Block<'_>, lexicon: &Lexicon) -> Option<usize> {
    let date = block.dates.first().filter(|date| date.range.start > 0)?;
    let before = block.text.get(..date.range.start)?;
    let words: Vec<&str> = before.split_whitespace().collect();
    (1..=2.min(words.len().saturating_sub(1)))
        .rev()
        .find_map(|count| {
            let first = words.get(words.len() - count)?;
            let start = offset_in(before, first);
            let label = core(before.get(start..)?);
            lexicon.holds("date-labels", label).then_some(start)
        })
}

/// Where the title begins in a line that ends with it: at its start, behind a stamp or behind a
/// section's name and a colon; perhaps with the outlet's name after a bar.
fn title_start(line: &str, title: &str) -> Option<usize> {
    let whole = skeleton(line);
    if whole == title {
        return Some(0);
    }
    if !whole.ends_with(title) {
        return None;
    }
    let breaks = line
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, c)| at + c.len_utf8())
        .take(12);
    breaks
        .filter(|start| {
            line.get(*start..)
                .is_some_and(|rest| skeleton(rest) == title)
        })
        .find(|start| is_prefix(line.get(..*start).unwrap_or_default()))
}

/// "Isles: ", "date 2025-01-21 ", "WATCH | ".
fn is_prefix(before: &str) -> bool {
    let before = before.trim_end();
    let words = before.split_whitespace().count();
    before.ends_with([':', '|', '»']) && words <= 4
        || before.contains(|c: char| c.is_ascii_digit())
        || before.ends_with('.') && words <= 2
}

/// Marks between a title and the outlet's name behind it.
const OUTLET_MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " • "];

/// What of a line is the title, where a short name follows it behind a bar or dash.
fn without_outlet<'t>(line: &'t str, title: &str) -> Option<&'t str> {
    fronts(line)
        .find(|(front, outlet)| outlet.split_whitespace().count() <= 5 && skeleton(front) == title)
        .map(|(front, _)| front)
}

/// The line in front of its last bar or dash of each kind, and what stands behind it.
fn fronts(line: &str) -> impl Iterator<Item = (&str, &str)> {
    OUTLET_MARKS
        .iter()
        .filter_map(|mark| line.rsplit_once(mark))
        .map(|(front, behind)| (front.trim_end(), behind.trim()))
}

/// Where the outlet's name begins behind a title: "Ferry stays in port | The Harbour Post".
pub(super) fn outlet_behind<'t>(line: &'t str, lexicon: &Lexicon) -> Option<TitleAndOutlet<'t>> {
    fronts(line)
        .filter(|(front, _)| front.split_whitespace().count() >= 3)
        .map(|(title, outlet)| TitleAndOutlet { title, outlet })
        .find(|found| is_outlet_named(found.outlet, lexicon))
}

/// A title with its outlet's name behind it.
pub(super) struct TitleAndOutlet<'t> {
    pub(super) title: &'t str,
    pub(super) outlet: &'t str,
}

/// A title-like line of the head that stands twice, perhaps once with a section in front.
fn repeated(page: &Page<'_>, head: usize) -> Option<String> {
    let bare = |index: usize| {
        let text = page.blocks.get(index)?.text;
        let text = front_said_again(page, index, head).unwrap_or(text);
        let cut = text
            .split_once(": ")
            .filter(|(section, _)| section.split_whitespace().count() <= 3);
        Some((skeleton(text), cut.map(|(_, rest)| skeleton(rest))))
    };
    let lines: Vec<(usize, (String, Option<String>))> = (0..head)
        .filter(|index| is_candidate(page, *index))
        .filter_map(|index| Some((index, bare(index)?)))
        .collect();
    lines.iter().enumerate().find_map(|(at, (_, (line, cut)))| {
        let later = lines.get(at + 1..)?;
        let again = |title: &String| {
            later
                .iter()
                .any(|(_, (l, c))| l == title || c.as_ref() == Some(title))
        };
        let whole = again(line).then(|| line.clone());
        whole.or_else(|| cut.clone().filter(again))
    })
}

/// The front of a line with a bar or dash that stands alone on another line of the head.
fn front_said_again<'t>(page: &Page<'t>, index: usize, head: usize) -> Option<&'t str> {
    let text = page.blocks.get(index)?.text;
    let said = |front: &str| {
        let wanted = skeleton(front);
        (0..head)
            .filter(|at| *at != index)
            .filter_map(|at| page.blocks.get(at))
            .any(|block| skeleton(block.text) == wanted)
    };
    fronts(text)
        .filter(|(front, _)| front.split_whitespace().count() >= 3)
        .find(|(front, _)| said(front))
        .map(|(front, _)| front)
}

/// The title behind a stamp of the collecting program.
fn stamped(page: &Page<'_>, head: usize, lexicon: &Lexicon) -> Option<String> {
    let block = page
        .blocks
        .iter()
        .zip(&page.shapes)
        .take(head)
        .find(|(_, shape)| **shape == Shape::Stamped)
        .map(|(block, _)| block)?;
    let start = stamped_title(block, lexicon)?;
    block.text.get(start..).map(skeleton)
}

/// The first title-like line above the story, where there is a story below it.
fn by_place(page: &Page<'_>, head: usize, story: usize, lexicon: &Lexicon) -> Option<String> {
    if story >= page.blocks.len() {
        return None;
    }
    let likely = |least: usize, issues: bool| {
        (0..head).find(|index| {
            let Some(block) = page.blocks.get(*index) else {
                return false;
            };
            let cry = block.text.ends_with('!') && !block.text.contains(char::is_lowercase);
            (block.words >= least || cry)
                && is_candidate(page, *index)
                && !is_section(page, *index, lexicon)
                && (issues || !is_issue_line(block, lexicon))
        })
    };
    // Below a masthead the headline may be short.
    let least = if page.masthead.is_some() { 2 } else { 3 };
    let index = likely(least, false)
        .or_else(|| likely(1, false))
        .or_else(|| likely(1, true))?;
    let block = page.blocks.get(index)?;
    let end = dated_tail(block, lexicon).unwrap_or(block.text.len());
    let line = block.text.get(..end)?;
    let title = outlet_behind(line, lexicon).map_or(line, |found| found.title);
    Some(skeleton(title))
}

fn is_section(page: &Page<'_>, index: usize, lexicon: &Lexicon) -> bool {
    let text = page.blocks.get(index).map_or("", |block| block.text);
    is_section_line(text, lexicon) || is_menu_run(page, index)
}

/// Whether a short line stands among at least three more of its kind, as menus do.
fn is_menu_run(page: &Page<'_>, index: usize) -> bool {
    let is_item = |at: usize| {
        page.blocks
            .get(at)
            .is_some_and(|block| block.words <= 3 && !block.stopped && block.gap <= 1)
    };
    let before = (0..index)
        .rev()
        .take(4)
        .take_while(|at| is_item(*at))
        .count();
    let after = (index + 1..).take(4).take_while(|at| is_item(*at)).count();
    is_item(index) && before + after >= 3
}

fn is_candidate(page: &Page<'_>, index: usize) -> bool {
    let Some(block) = page.blocks.get(index) else {
        return false;
    };
    let asking = block.stopped && block.text.ends_with(['?', '!']) && block.words <= 16;
    match page.shape(index) {
        Some(Shape::Title | Shape::Stamped) => block.is_title_like(),
        Some(Shape::Name) => block.words >= 3,
        Some(Shape::Prose | Shape::Quoted) => block.is_title_like() && !block.stopped || asking,
        Some(Shape::Fragment) => block.text.ends_with(['?', '!']),
        _ => false,
    }
}

/// Whether a question or exclamation at the very top is a title rather than the first sentence:
/// set apart, or followed by a line of author or date.
pub(super) fn is_asking_title(page: &Page<'_>, index: usize) -> bool {
    let Some(block) = page.blocks.get(index) else {
        return false;
    };
    let short = block.text.ends_with(['?', '!']) && block.words <= 16;
    let apart = page
        .blocks
        .get(index + 1)
        .is_some_and(|next| next.gap > 0 || next.words > 2 * block.words);
    let followed = matches!(page.shape(index + 1), Some(Shape::Byline | Shape::DateLine));
    short && index < 4 && (block.is_title_cased() || apart || followed)
}

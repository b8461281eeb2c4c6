//! Reads plain-text scrapes by layout and wording alone: decoded text in, a reading out.
//!
//! The way: inline markup is removed ([`clean`]), hard-wrapped lines are joined ([`lines`]), every
//! line is measured ([`block`]) and looked at by itself ([`shape`]), the headline is found
//! ([`headline`]), one pass with a memory gives the roles ([`roles`]), and what the lines say about
//! the report is gathered ([`metadata`]). The wording is data (`data/<language>/`).

mod above;
mod authors;
mod block;
mod byline;
mod chunks;
mod clean;
mod clocked;
mod credit;
mod credits;
mod date_line;
mod dateline;
mod dates;
mod finish;
mod headline;
mod introduction;
mod lexicon;
mod lines;
mod lone;
mod masthead;
mod metadata;
mod names;
mod notes;
mod offer;
mod outlet;
mod outside;
mod page;
mod pointer;
mod roles;
mod shape;
mod walk;

use std::ops::Range;

use recension_core::article::{Note, Part, Role};
use recension_core::language::{Language, detect};
use recension_core::text::{SourceText, TextSpan};

use crate::reading::{Given, TextReading, with_region};
use crate::{live, passages};
pub(crate) use authors::{labelled_sources, people_in, plain_name, signed, told_authors};
use block::Block;
pub(crate) use clean::clean as without_inline_markup;
pub(crate) use clocked::clock_line;
pub(crate) use dates::date_in_path;
pub(crate) use introduction::described_person;
use lexicon::Lexicon;
pub(crate) use lone::lone_person;
pub(crate) use metadata::calm;
pub(crate) use outside::{
    DateKind, LineKind, Lines, agency_named, date_label, dated, leading_dateline, line_kind,
    metadata_of, owner_of_address, same_owner,
};
use page::Page;
use roles::Roles;

/// Paragraphs from the top that may begin with a dateline.
const DATELINE_PARAGRAPHS: usize = 3;
/// Fewer letters of story than this are noted, in characters.
const SHORT_STORY: usize = 80;
/// A single line of more bytes than this is noted.
const LONG_LINE: usize = 20_000;

/// Reads a decoded text scrape. `given` is what a record states about the text; it beats what the
/// text says. Odd text makes notes, never an error. Linear in the text.
pub fn read_text(decoded: SourceText, given: Given) -> TextReading {
    let text = lines::unwrap(clean::clean(decoded));
    let regions = with_region(given.language.iter());
    let stated = given
        .language
        .as_ref()
        .map(|stated| language_code(&stated.value));
    let code = stated
        .clone()
        .unwrap_or_else(|| detect(text.as_str()).to_owned());
    let lexicon = Lexicon::of(Language::get(&code));
    let page = Page::of(&text, &lexicon);
    let title = given.title.as_ref().map(|stated| stated.value.clone());
    let mut roles = roles::assign(&page, title.as_deref(), &lexicon);
    tell_by_headline(&mut roles);
    let mut parts = parts(&page, &roles, &lexicon);
    let mut metadata = metadata::read(&text, &page, &roles, given, &lexicon);
    metadata.language = stated.unwrap_or_else(|| story_language(&text, &parts));
    let notes = notes(&page, &roles);
    drop(page);
    live::mark(&text, &mut parts, &mut metadata);
    passages::mark(&text, &parts, &mut metadata);
    TextReading {
        text,
        parts,
        metadata,
        notes,
        regions,
    }
}

/// A text that is nothing but its headline reports by it: the headline is then the story too, and
/// its last occurrence is read as the lead.
fn tell_by_headline(roles: &mut Roles) {
    if roles.of_block.iter().any(|role| role.is_story()) {
        return;
    }
    if let Some(role) = roles
        .of_block
        .iter_mut()
        .rfind(|role| **role == Role::Headline)
    {
        *role = Role::Lead;
    }
}

/// Whether a line is page furniture, a pointer to another story or an imprint by its wording
/// alone, without its neighbours: for blocks whose place is known otherwise.
pub fn is_boilerplate_line(line: &str, language: &Language) -> bool {
    let kind = line_kind(line, language);
    matches!(kind, LineKind::Boilerplate | LineKind::Pointer)
}

/// "en-GB" and "EN" are `en`.
pub(crate) fn language_code(written: &str) -> String {
    let code = written
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let three = Language::get("und").list("language-codes").value(&code);
    match three {
        Some(two) if !two.is_empty() => two.to_owned(),
        _ => code,
    }
}

/// The language of the story itself, as furniture is often in another.
pub(crate) fn story_language(text: &SourceText, parts: &[Part]) -> String {
    let mut story = String::new();
    for part in parts.iter().filter(|part| part.role.is_story()) {
        story.push_str(text.slice(part.span));
        story.push('\n');
        if story.len() > 8000 {
            break;
        }
    }
    detect(&story).to_owned()
}

/// One part for each block, and the pieces of those that say two things.
fn parts(page: &Page<'_>, roles: &Roles, lexicon: &Lexicon) -> Vec<Part> {
    let mut parts = Vec::with_capacity(page.blocks.len());
    let mut paragraphs = 0;
    for (index, (block, role)) in page.blocks.iter().zip(&roles.of_block).enumerate() {
        let whole = 0..block.text.len();
        let (own, front) = match role {
            Role::Headline => (title_range(roles, index, block), Role::Boilerplate),
            Role::Lead | Role::Body if paragraphs < DATELINE_PARAGRAPHS => {
                paragraphs += 1;
                let found = dateline::leading(block.text, lexicon);
                (
                    found.map_or(0, |found| found.length)..whole.end,
                    Role::Dateline,
                )
            }
            _ => (whole.clone(), *role),
        };
        push_part(block, 0..own.start, front, &mut parts);
        push_part(block, own.clone(), *role, &mut parts);
        let behind = if block.dates.is_empty() {
            Role::Boilerplate
        } else {
            Role::Dateline
        };
        push_part(block, own.end..whole.end, behind, &mut parts);
    }
    parts
}

/// What of a headline's line is the headline: a stamp in front and a date behind are not, a
/// section's name is.
fn title_range(roles: &Roles, index: usize, block: &Block<'_>) -> Range<usize> {
    roles
        .headline
        .at(index)
        .map_or(0..block.text.len(), |occurrence| {
            let start = if occurrence.stamped {
                occurrence.title.start
            } else {
                0
            };
            start..occurrence.title.end
        })
}

/// Pushes a piece of a block as a part, without white space at its ends, where it shows anything.
fn push_part(block: &Block<'_>, piece: Range<usize>, role: Role, parts: &mut Vec<Part>) {
    let text = block.text.get(piece.clone()).unwrap_or_default();
    let shown = text.trim();
    if shown.is_empty() {
        return;
    }
    let start = block.span.range().start + piece.start + text.len() - text.trim_start().len();
    parts.push(Part {
        role,
        span: TextSpan::of(start..start + shown.len()),
    });
}

fn notes(page: &Page<'_>, roles: &Roles) -> Vec<Note> {
    let mut notes = Vec::new();
    let story: usize = page
        .blocks
        .iter()
        .zip(&roles.of_block)
        .filter(|(_, role)| role.is_story())
        .map(|(block, _)| block.letters)
        .sum();
    if page.blocks.is_empty() {
        notes.push(Note::new("empty_text", "the text shows nothing"));
    } else if story == 0 {
        notes.push(Note::new(
            "no_story",
            "only page furniture was found, no story",
        ));
    } else if story < SHORT_STORY {
        notes.push(Note::new(
            "short_story",
            "the story is shorter than a sentence or two",
        ));
    }
    if matches!(page.blocks.as_slice(), [only] if only.text.len() > LONG_LINE) {
        notes.push(Note::new(
            "one_long_line",
            "the text is one long line; its paragraphs are lost",
        ));
    }
    if page.unstopped && page.blocks.len() > 3 {
        notes.push(Note::new("no_full_stops", "hardly a line ends like a sentence; paragraphs were told from headings by length alone"));
    }
    notes
}

//! What the reading of plain text offers to readers that know the roles of a page otherwise.

use std::cell::RefCell;

use recension_core::article::{Metadata, Part, Role};
use recension_core::language::{Language, WordMap};
use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};
use recension_core::time::absolute::{self, FoundDate, NumericOrder};

use super::block::Block;
pub(crate) use super::date_line::DateKind;
use super::date_line::label_at_end;
use super::dateline;
use super::headline::{Headline, Occurrence};
use super::lexicon::Lexicon;
use super::metadata;
use super::names::agency;
use super::outlet::{host_of, name_of_host, owner_label};
use super::page::Page;
use super::roles::Roles;
use super::shape::{Shape, shape};
use crate::reading::Given;

/// What a line is by its wording alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// It names who wrote the report.
    Byline,
    /// It holds a date and hardly more.
    Dateline,
    /// It names where the report or a picture comes from.
    Credit,
    /// It says what was wrong in an earlier version of the report.
    Correction,
    /// It is a note of the editors about the report.
    EditorsNote,
    /// It points to another report.
    Pointer,
    /// It is no part of any report.
    Boilerplate,
    /// Anything else.
    Text,
}

/// The lines of a page, each looked at once: its roles and what it says of itself ask for the same.
pub(crate) struct Lines {
    language: &'static Language,
    lexicon: Lexicon,
    shapes: RefCell<WordMap<Box<str>, Shape>>,
}

impl Lines {
    /// Lines to be read in a language.
    pub(crate) fn in_language(language: &'static Language) -> Self {
        Self {
            language,
            lexicon: Lexicon::of(language),
            shapes: RefCell::default(),
        }
    }

    /// The language they are read in.
    pub(crate) const fn language(&self) -> &'static Language {
        self.language
    }

    /// What a line is by its wording alone.
    pub(crate) fn kind(&self, line: &str) -> LineKind {
        let line = line.trim();
        kind_of(self.known(line).unwrap_or_else(|| {
            let block = Block::measure(line, TextSpan::of(0..line.len()), 0, &self.lexicon);
            let shape = shape(&block, &self.lexicon);
            self.shapes.borrow_mut().insert(line.into(), shape);
            shape
        }))
    }

    /// The shape of a line that was looked at before.
    fn known(&self, line: &str) -> Option<Shape> {
        self.shapes.borrow().get(line).copied()
    }
}

/// What a line is by its wording alone.
pub(crate) fn line_kind(line: &str, language: &Language) -> LineKind {
    let lexicon = Lexicon::of(language);
    let line = line.trim();
    let block = Block::measure(line, TextSpan::of(0..line.len()), 0, &lexicon);
    kind_of(shape(&block, &lexicon))
}

fn kind_of(shape: Shape) -> LineKind {
    match shape {
        Shape::Byline => LineKind::Byline,
        Shape::DateLine => LineKind::Dateline,
        Shape::Credit(_) | Shape::BareCredit => LineKind::Credit,
        Shape::Correction => LineKind::Correction,
        Shape::EditorsNote => LineKind::EditorsNote,
        Shape::Pointer => LineKind::Pointer,
        Shape::Furniture
        | Shape::Imprint
        | Shape::CommentHead
        | Shape::PointerLabel
        | Shape::List
        | Shape::EndList
        | Shape::AddressLabel
        | Shape::Menu
        | Shape::Masthead
        | Shape::Symbols => LineKind::Boilerplate,
        _ => LineKind::Text,
    }
}

/// How many bytes of a paragraph its dateline ("ASTREL, Oct. 17 (Norhavn Wire) — ") takes, where it
/// begins with one.
pub(crate) fn leading_dateline(paragraph: &str, language: &Language) -> Option<usize> {
    dateline::leading(paragraph, &Lexicon::of(language)).map(|found| found.length)
}

/// What a page whose roles are known says about itself in its lines: authors, dates, credits, the
/// outlet. `given` is what its markup and its record state.
pub(crate) fn metadata_of(
    text: &SourceText,
    parts: &[Part],
    given: Given,
    lines: &Lines,
) -> Metadata {
    let lexicon = &lines.lexicon;
    let (text, parts) = near_report(text, parts);
    let page = Page::knowing(&text, lexicon, |block| {
        let told = block.is_prose() && role_at(&parts, block.span).is_story();
        told.then_some(Shape::Prose)
            .or_else(|| lines.known(block.text))
    });
    let roles = known_roles(&page, &parts);
    metadata::read(&text, &page, &roles, given, lexicon)
}

/// How many parts before the report, behind it, and at the end of the page are asked.
const NEAR: usize = 6;

/// The report and the furniture around it, and the foot of the page: the menus and teasers of a
/// page are many times its report, and say nothing about it.
fn near_report(text: &SourceText, parts: &[Part]) -> (SourceText, Vec<Part>) {
    let first = parts
        .iter()
        .position(|part| part.role.is_kept())
        .unwrap_or(0);
    let last = parts
        .iter()
        .rposition(|part| part.role.is_kept())
        .unwrap_or(0);
    let asked = |(index, _): &(usize, &Part)| {
        (first.saturating_sub(NEAR)..=last + NEAR).contains(index) || index + NEAR >= parts.len()
    };
    let mut builder = SourceTextBuilder::default();
    let mut moved = Vec::new();
    let mut previous = None;
    for (_, part) in parts.iter().enumerate().filter(asked) {
        // A dateline stays in front of its paragraph; a picture's credit gets a line of its own.
        let dated = previous.is_some_and(|previous: &Part| {
            let between = text.slice(TextSpan::new(previous.span.end, part.span.start));
            previous.role == Role::Dateline && !between.contains('\n')
        });
        if !builder.is_empty() {
            builder.push_inserted(if dated { " " } else { "\n\n" });
        }
        previous = Some(part);
        let start = builder.len();
        builder.push_span(text, part.span);
        moved.push(Part {
            role: part.role,
            span: TextSpan::of(start..builder.len()),
        });
    }
    (builder.finish(), moved)
}

/// The roles of a page's lines by those of its parts.
fn known_roles(page: &Page<'_>, parts: &[Part]) -> Roles {
    let lines = page.blocks.iter();
    let of_block: Vec<Role> = lines.map(|block| role_at(parts, block.span)).collect();
    let titled = page.blocks.iter().zip(&of_block).enumerate();
    let titled = titled.filter(|(_, (_, role))| **role == Role::Headline);
    let occurrences = titled.map(|(index, (block, _))| Occurrence {
        block: index,
        title: 0..block.text.len(),
        stamped: false,
    });
    Roles {
        headline: Headline {
            occurrences: occurrences.collect(),
        },
        story: of_block
            .iter()
            .position(|role| role.is_story())
            .unwrap_or(of_block.len()),
        last_story: of_block.iter().rposition(|role| role.is_story()),
        of_block,
    }
}

/// The role of the part that has most of a line: a paragraph that begins with a dateline is still a
/// paragraph.
fn role_at(parts: &[Part], line: TextSpan) -> Role {
    let first = parts.partition_point(|part| part.span.end <= line.start);
    let overlap = |part: &Part| {
        let end = part.span.end.min(line.end);
        end.saturating_sub(part.span.start.max(line.start))
    };
    let touching = parts
        .iter()
        .skip(first)
        .take_while(|part| part.span.start < line.end);
    touching
        .max_by_key(|part| overlap(part))
        .map_or(Role::Boilerplate, |part| part.role)
}

/// A date in a line, and what the label in front of it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DatedPiece {
    /// The date and its bytes in the line.
    pub(crate) date: FoundDate,
    /// The label in front, where there is one.
    pub(crate) label: Option<DateKind>,
}

/// The dates of a line with their labels; only those that name a day, or either of two.
pub(crate) fn dated(line: &str, language: &Language) -> Vec<DatedPiece> {
    let lexicon = Lexicon::of(language);
    let mut previous_end = 0;
    let mut found = Vec::new();
    for date in absolute::scan_in(line, lexicon.main(), NumericOrder::Either) {
        let before = line.get(previous_end..date.range.start).unwrap_or_default();
        previous_end = date.range.end;
        if date.value.names_day() {
            let label = label_at_end(before, &lexicon);
            found.push(DatedPiece { date, label });
        }
    }
    found
}

/// What the label at the end of a text says of a date behind it.
pub(crate) fn date_label(before: &str, language: &Language) -> Option<DateKind> {
    label_at_end(before, &Lexicon::of(language))
}

/// The full name of the news agency that a name stands for.
pub(crate) fn agency_named(name: &str, language: &Language) -> Option<&'static str> {
    agency(name, &Lexicon::of(language))
}

/// The name of the outlet that owns a web address, as `text` writes it where it does.
pub(crate) fn owner_of_address(address: &str, text: &str, language: &Language) -> Option<String> {
    name_of_host(host_of(address)?, text, &Lexicon::of(language))
}

/// Whether two web addresses belong to one owner; `None` where one of them is no address.
pub(crate) fn same_owner(one: &str, other: &str) -> Option<bool> {
    let owner = |address| owner_label(host_of(address)?);
    Some(owner(one)?.eq_ignore_ascii_case(owner(other)?))
}

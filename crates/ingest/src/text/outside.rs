//! What the reading of plain text offers to readers that know the roles of a page otherwise.

use std::ops::Range;

use recension_core::article::{Metadata, Part, Role};
use recension_core::language::Language;
use recension_core::text::{SourceText, TextSpan};

use super::block::Block;
use super::byline;
use super::dateline;
use super::headline::{Headline, Occurrence};
use super::lexicon::Lexicon;
use super::metadata;
use super::names::{Naming, agency};
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
    /// It is no part of any report.
    Boilerplate,
    /// Anything else.
    Text,
}

/// What a line is by its wording alone.
pub(crate) fn line_kind(line: &str, language: &Language) -> LineKind {
    let lexicon = Lexicon::of(language);
    let line = line.trim();
    let block = Block::measure(line, TextSpan::of(0..line.len()), 0, &lexicon);
    match shape(&block, &lexicon) {
        Shape::Byline => LineKind::Byline,
        Shape::DateLine => LineKind::Dateline,
        Shape::Credit(_) | Shape::BareCredit => LineKind::Credit,
        _ if super::is_boilerplate_line(line, language) => LineKind::Boilerplate,
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
    language: &Language,
) -> Metadata {
    let lexicon = Lexicon::of(language);
    let page = Page::of(text, &lexicon);
    let of_block: Vec<Role> = page
        .blocks
        .iter()
        .map(|block| role_at(parts, block.span))
        .collect();
    let occurrences = page.blocks.iter().zip(&of_block).enumerate();
    let occurrences = occurrences
        .filter(|(_, (_, role))| **role == Role::Headline)
        .map(|(index, (block, _))| Occurrence {
            block: index,
            title: 0..block.text.len(),
            stamped: false,
        });
    let roles = Roles {
        headline: Headline {
            occurrences: occurrences.collect(),
        },
        story: of_block
            .iter()
            .position(|role| role.is_story())
            .unwrap_or(of_block.len()),
        last_story: of_block.iter().rposition(|role| role.is_story()),
        of_block,
    };
    metadata::read(text, &page, &roles, given, &lexicon)
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

/// Who a line of names ("Lina Harrowby and Oto Pellan") names: the people, or the whole where it is
/// no list of names.
pub(crate) fn people_in(line: &str, language: &Language) -> Vec<Range<usize>> {
    const LABEL: &str = "By ";
    let lexicon = Lexicon::of(language);
    let labelled = format!("{LABEL}{line}");
    let Some(read) = byline::parse(&labelled, &[], false, &lexicon) else {
        return Vec::new();
    };
    let people = read.named(Naming::Person);
    people
        .filter_map(|range| Some(range.start.checked_sub(LABEL.len())?..range.end - LABEL.len()))
        .collect()
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

//! Dates and authors that a page shows around its report: in lines near the title or behind the last
//! paragraph, and in the attributes of what is marked up as a date there.
//!
//! What counts is the place: between the title and the first paragraph most, then right behind the
//! report, then above the title. Comments, teasers and pictures are passed over.

mod people;

use std::ops::Range;

use htmlize::{Context, unescape_in};
use recension_core::article::{Part, Receipt, Role, Stated};
use recension_core::language::Language;
use recension_core::text::{SourceText, TextSpan};
use recension_core::time::{DateValue, Precision};

use super::blocks::{Block, Blocks};
use super::elements::{Flow, Within};
use super::page::{Element, Page};
use super::statements::{date, plain_date};
use crate::text::{self, DateKind};

/// Blocks of the head that are looked at, those inside the first paragraphs included.
const HEAD_BLOCKS: usize = 40;
const EARLY_BLOCKS: usize = 8;
const BEHIND_BLOCKS: usize = 12;
const ABOVE_BLOCKS: usize = 6;
/// Where no title stands before the report, so many blocks before it are its head.
const UNTITLED_HEAD: usize = 8;
/// A line with dates or names has at most so many words.
const LINE_WORDS: u32 = 40;
/// A line that is nothing but a date and its labels, and stands above the title, at most so many.
const DATE_LINE_WORDS: u32 = 8;

/// No dates or authors of the report stand there.
const ELSEWHERE: Within = Within::OTHERS
    .and(Within::NAVIGATION)
    .and(Within::UNLIKELY)
    .and(Within::CAPTION)
    .and(Within::EMBED);

/// Attributes in which an element gives its date, those that count most first.
const DATE_ATTRIBUTES: [&str; 9] = [
    "datetime",
    "content",
    "data-datetime",
    "data-published",
    "data-timestamp",
    "data-date",
    "data-time",
    "data-utc",
    "title",
];

/// What a page shows of its report's origin.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The date of publication.
    pub(super) published: Option<Stated<String>>,
    /// A date of publication that is either of two days.
    pub(super) open: Option<Stated<String>>,
    /// A date of change.
    pub(super) changed: Option<Stated<String>>,
    /// People who are marked up as authors.
    pub(super) authors: Vec<Stated<String>>,
    /// Agencies that are marked up as authors.
    pub(super) agencies: Vec<Stated<String>>,
    /// People whom a line under the title names behind a label ("Autor: …").
    pub(super) labelled: Vec<Stated<String>>,
    /// Somebody whom a line of its own names under the title, or behind a dash at the end.
    pub(super) lone: Vec<Stated<String>>,
    /// Lines under the title that name a source behind a label, without the label.
    pub(super) sources: Vec<Stated<String>>,
}

/// Where something stands; what counts most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Zone {
    Head,
    Behind,
    Above,
}

/// A date with its place.
struct Candidate {
    zone: Zone,
    /// Index of its block.
    block: usize,
    /// Texts come behind attributes of the same block.
    is_text: bool,
    label: Option<DateKind>,
    value: DateValue,
    stated: Stated<String>,
}

/// A page with its roles, to be asked what it shows.
pub(super) struct Looker<'a> {
    pub(super) page: &'a Page,
    pub(super) source: &'a SourceText,
    pub(super) blocks: &'a Blocks,
    pub(super) parts: &'a [Part],
    pub(super) surroundings: &'a [Within],
    pub(super) language: &'static Language,
}

impl Looker<'_> {
    /// Gathers what the page shows.
    pub(super) fn look(&self) -> Shown {
        let zones = self.zones();
        let mut candidates: Vec<Candidate> = Vec::new();
        for (index, zone) in &zones {
            self.dates_of_text(*index, *zone, &mut candidates);
        }
        self.dates_of_attributes(&zones, &mut candidates);
        candidates.sort_by_key(|found| (found.zone, found.block, found.is_text));
        let (open, candidates): (Vec<Candidate>, Vec<Candidate>) = candidates
            .into_iter()
            .partition(|found| found.value.is_either());
        let changed = candidates
            .iter()
            .find(|found| found.label == Some(DateKind::Other) && found.zone == Zone::Head);
        let mut shown = Shown {
            published: published(&candidates),
            open: published(&open),
            changed: changed.map(|found| found.stated.clone()),
            ..Shown::default()
        };
        self.authors(&zones, &mut shown);
        let dated = candidates.iter().filter(|found| found.zone == Zone::Head);
        let dated: Vec<usize> = dated.map(|found| found.block).collect();
        shown.lone.extend(self.lone_author(&zones, &dated));
        self.labelled_lines(&zones, &mut shown);
        shown
    }

    // ---- places -----------------------------------------------------------------------------

    /// The blocks that are looked at, with their zones.
    fn zones(&self) -> Vec<(usize, Zone)> {
        let is_story = |part: &&Part| part.role.is_story();
        let Some(first) = self.parts.iter().find(is_story).map(|part| part.span.start) else {
            return Vec::new();
        };
        let last = self.parts.iter().rev().find(is_story);
        let last = last.map_or(first, |part| part.span.start);
        let headlines = self.parts.iter().filter(|part| part.role == Role::Headline);
        let title = headlines
            .map(|part| part.span.start)
            .rfind(|start| *start <= first);
        let at = |start: u32| self.block_at(start);
        let (first, last) = (at(first), at(last));
        let title = title.map(at);
        let head = title.unwrap_or(first.saturating_sub(UNTITLED_HEAD));
        let mut zones = Vec::new();
        for index in head.max(first.saturating_sub(HEAD_BLOCKS))..first + EARLY_BLOCKS {
            zones.push((index, Zone::Head));
        }
        for index in (last + 1).max(first + EARLY_BLOCKS)..=last + BEHIND_BLOCKS {
            zones.push((index, Zone::Behind));
        }
        for index in head.saturating_sub(ABOVE_BLOCKS)..head {
            zones.push((index, Zone::Above));
        }
        let last_block = self.blocks.list.len();
        zones.retain(|(index, _)| *index < last_block && self.may_tell(*index));
        for (index, zone) in &mut zones {
            if *zone == Zone::Head && *index > last {
                *zone = Zone::Behind;
            }
        }
        zones
    }

    fn block_at(&self, start: u32) -> usize {
        let list = &self.blocks.list;
        list.partition_point(|block| block.span.end <= start)
    }

    /// Whether a block is a line around the report, and not of it or of anything else.
    fn may_tell(&self, index: usize) -> bool {
        let Some(block) = self.blocks.list.get(index) else {
            return false;
        };
        let told = self.parts.iter().any(|part| {
            part.role.is_story()
                && part.span.start < block.span.end
                && part.span.end > block.span.start
        });
        !told && !block.all.any(ELSEWHERE) && block.words <= LINE_WORDS
    }

    fn text_of(&self, block: &Block) -> &str {
        self.blocks.text.slice(block.span)
    }

    // ---- dates ------------------------------------------------------------------------------

    /// The dates in the text of a block: in the whole, and in each run that is marked up as a date
    /// (what stands beside it may be set apart by style alone).
    fn dates_of_text(&self, index: usize, zone: Zone, candidates: &mut Vec<Candidate>) {
        let Some(block) = self.blocks.list.get(index) else {
            return;
        };
        self.dates_of_span(index, block, block.span, zone, candidates);
        if block.some.any(Within::STAMP) && !block.all.any(Within::STAMP) {
            let pieces = block.texts.0..block.texts.1;
            for piece in pieces.filter(|piece| self.blocks.within(*piece).any(Within::STAMP)) {
                let span = self.blocks.pieces.get(piece).copied().unwrap_or_default();
                self.dates_of_span(index, block, span, zone, candidates);
            }
        }
    }

    fn dates_of_span(
        &self,
        index: usize,
        block: &Block,
        span: TextSpan,
        zone: Zone,
        candidates: &mut Vec<Candidate>,
    ) {
        for found in text::dated(self.blocks.text.slice(span), self.language) {
            let changed = block.all.any(Within::CHANGED) && !block.all.any(Within::TIME);
            let label = found.label.or(changed.then_some(DateKind::Other));
            let told = match zone {
                Zone::Head => true,
                Zone::Behind => block.some.any(Within::STAMP) || found.label.is_some(),
                Zone::Above => block.words <= DATE_LINE_WORDS && !block.all.any(Within::HEADER),
            };
            if !told {
                continue;
            }
            let at = place(span, &found.date.range);
            let label = label.or_else(|| {
                let before = TextSpan::new(block.span.start, at.start);
                text::date_label(self.blocks.text.slice(before), self.language)
            });
            candidates.push(Candidate {
                zone,
                block: index,
                is_text: true,
                label,
                value: found.date.value,
                stated: self.stated_text(at, "shown date"),
            });
        }
    }

    fn dates_of_attributes(&self, zones: &[(usize, Zone)], candidates: &mut Vec<Candidate>) {
        let marks = Within::STAMP.and(Within::CHANGED).and(Within::TIME);
        for (at, element) in self.page.elements.iter().enumerate() {
            let dated = element.marks.and(element.tag.within).any(marks);
            // Pages make elements of their own (`<relative-time datetime=…>`).
            let own =
                element.tag.name.is_empty() && self.page.attribute(element, "datetime").is_some();
            if !(dated || own || element.tag.name == "abbr") || element.tag.flow == Flow::Hidden {
                continue;
            }
            let index = self.block_of_text(element.texts_before as usize);
            // What shows no text of its own stands behind the block before.
            let empty = self.is_empty(at, element);
            let here = |block: &usize| *block == index || empty && *block + 1 == index;
            let Some((_, zone)) = zones.iter().rfind(|(block, _)| here(block)) else {
                continue;
            };
            let around = self.surroundings.get(at).copied().unwrap_or_default();
            if around.any(ELSEWHERE) {
                continue;
            }
            candidates.extend(self.date_of(element, index, *zone));
        }
    }

    /// Whether an element has no text inside.
    fn is_empty(&self, at: usize, element: &Element) -> bool {
        let next = self.page.texts.get(element.texts_before as usize);
        let outer = u32::try_from(at).unwrap_or(u32::MAX);
        next.is_none_or(|text| text.element != outer && !self.is_inside(text.element, outer))
    }

    /// The block in which a piece of text stands, or the next one where it shows nothing.
    fn block_of_text(&self, piece: usize) -> usize {
        let list = &self.blocks.list;
        list.partition_point(|block| block.texts.1 <= piece)
    }

    fn date_of(&self, element: &Element, index: usize, zone: Zone) -> Option<Candidate> {
        let (span, value, text) = DATE_ATTRIBUTES.iter().find_map(|name| {
            let span = self.page.attribute(element, name)?;
            let raw = unescape_in(self.source.slice(span), Context::Attribute);
            let text = plain_date(raw.trim()).unwrap_or_else(|| raw.trim().to_owned());
            Some((span, date(&text, self.language)?, text))
        })?;
        let changed = element.marks.any(Within::CHANGED) && !element.marks.any(Within::TIME)
            || element.marks.any(Within::CHANGED) && !self.is_published_by_name(element);
        let label = if changed {
            Some(DateKind::Other)
        } else {
            self.label_before(element, index)
        };
        Some(Candidate {
            zone,
            block: index,
            is_text: false,
            label,
            value,
            stated: Stated {
                value: text,
                basis: "shown date".to_owned(),
                receipts: vec![Receipt {
                    segments: self.source.original(span),
                    text: unescape_in(self.source.slice(span), Context::Attribute)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" "),
                }],
            },
        })
    }

    /// "entry-date published updated": a class that says both means the date of publication.
    fn is_published_by_name(&self, element: &Element) -> bool {
        let class = self.page.attribute(element, "class");
        class.is_some_and(|span| self.source.slice(span).contains("publish"))
    }

    /// The label in front of an element, in its block or as the block before.
    fn label_before(&self, element: &Element, index: usize) -> Option<DateKind> {
        let block = self.blocks.list.get(index)?;
        let piece = self.blocks.pieces.get(element.texts_before as usize)?;
        let start = piece.start.clamp(block.span.start, block.span.end);
        let before = TextSpan::new(block.span.start, start);
        text::date_label(self.blocks.text.slice(before), self.language)
    }

    fn stated_text(&self, span: TextSpan, basis: &str) -> Stated<String> {
        let value = self.blocks.text.slice(span).to_owned();
        Stated {
            basis: basis.to_owned(),
            receipts: vec![Receipt {
                segments: self.blocks.text.original(span),
                text: value.clone(),
            }],
            value,
        }
    }
}

fn place(span: TextSpan, range: &Range<usize>) -> TextSpan {
    let start = span.start as usize;
    TextSpan::of(start + range.start..start + range.end)
}

/// The first date that is no date of a change decides the day; the finest of that day is taken.
fn published(candidates: &[Candidate]) -> Option<Stated<String>> {
    let of_publication = || {
        candidates
            .iter()
            .filter(|found| found.label != Some(DateKind::Other))
    };
    let labelled = of_publication()
        .find(|found| found.label == Some(DateKind::Published) && found.zone == Zone::Head);
    let first = labelled.or_else(|| of_publication().next())?;
    let day = first.value.from;
    let fineness = |found: &&Candidate| {
        let zoned = found.value.offset_minutes.is_some();
        (found.value.precision >= Precision::Minute, zoned)
    };
    let same_day = of_publication()
        .rev()
        .filter(|found| found.value.from == day);
    let same_block = of_publication().rev().find(|found| {
        let near = found
            .value
            .from
            .since(day)
            .is_ok_and(|span| span.get_days().abs() <= 1);
        !found.is_text && found.block == first.block && near
    });
    // An attribute says exactly what its text says in the reader's own time.
    let best = same_block.or_else(|| same_day.max_by_key(fineness));
    best.map(|found| found.stated.clone())
}

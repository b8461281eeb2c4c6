//! What each block of a page is.
//!
//! The extractor's vote says where the report lies; it is generous at the edges and inside. The
//! rules here look at each block: its markup, its links, whether it reads as prose, and where it
//! stands between the first and the last paragraph of the report.

mod facts;
mod judge;

use recension_core::article::{Part, Role};
use recension_core::text::TextSpan;

use super::blocks::{Block, Blocks};
use super::elements::Within;
use super::page::Page;
use crate::text::{LineKind, Lines, leading_dateline};
use judge::Judge;

/// A paragraph of prose has at least so many words.
const PROSE_WORDS: u32 = 10;
/// A line of a byline or date has at most so many words.
const LINE_WORDS: u32 = 24;
/// Paragraphs from the first on that may begin with a dateline.
const DATELINE_PARAGRAPHS: usize = 3;

/// Markup that says a block is no part of the report.
const FOREIGN: Within = Within::UNLIKELY
    .and(Within::NAVIGATION)
    .and(Within::FOOTER)
    .and(Within::CONTROL);
const PICTURE: Within = Within::CAPTION.and(Within::FIGURE);
const ANY_HEADING: Within = Within::HEADING.and(Within::TOP_HEADING);

/// What is known of a page beside its blocks.
pub(super) struct Context<'a> {
    pub(super) page: &'a Page,
    pub(super) blocks: &'a Blocks,
    /// The vote on each piece of text, if there was one.
    pub(super) votes: Option<&'a [bool]>,
    /// Titles the page gives itself.
    pub(super) titles: &'a [String],
    /// Its lines by themselves.
    pub(super) lines: &'a Lines,
}

/// The parts of a page, in page order, covering all its visible text.
pub(super) fn parts(context: &Context<'_>) -> Vec<Part> {
    let judge = Judge::new(context);
    let mut parts = Vec::with_capacity(context.blocks.list.len());
    let mut paragraphs = 0;
    for (index, block) in context.blocks.list.iter().enumerate() {
        let mut role = judge.role(index);
        if role == Role::Body {
            paragraphs += 1;
            role = if paragraphs == 1 { Role::Lead } else { role };
        }
        if is_head_of_lines(context, block, role) && index < judge.first {
            split_lines(context, block, &mut parts);
            continue;
        }
        let dated = matches!(role, Role::Lead | Role::Body) && paragraphs <= DATELINE_PARAGRAPHS;
        let span = if dated {
            split_dateline(context, block.span, &mut parts)
        } else {
            block.span
        };
        push(context, Block { span, ..*block }, role, &mut parts);
    }
    parts
}

/// A byline or date that shares its block with other lines, as on pages that are laid out with line
/// breaks alone.
fn is_head_of_lines(context: &Context<'_>, block: &Block, role: Role) -> bool {
    let text = context.blocks.text.slice(block.span);
    matches!(role, Role::Byline | Role::Dateline) && text.contains('\n')
}

/// Adds each line of a block as a part of its own. The first line that is nothing else is the
/// headline, where none stands before.
fn split_lines(context: &Context<'_>, block: &Block, parts: &mut Vec<Part>) {
    let mut at = block.span.start as usize;
    for line in context.blocks.text.slice(block.span).split_inclusive('\n') {
        let shown = line.trim_end();
        let untitled = !parts.iter().any(|part| part.role == Role::Headline);
        let role = match context.lines.kind(shown) {
            LineKind::Byline => Role::Byline,
            LineKind::Dateline => Role::Dateline,
            LineKind::Credit => Role::Credit,
            LineKind::Text if context.titles.contains(&fold(shown)) => Role::Headline,
            LineKind::Text if untitled && shown.contains(' ') => Role::Headline,
            LineKind::Correction => Role::Correction,
            LineKind::EditorsNote => Role::EditorsNote,
            LineKind::Pointer => Role::Teaser,
            LineKind::Text | LineKind::Boilerplate => Role::Boilerplate,
        };
        let span = TextSpan::of(at..at + shown.len());
        parts.push(Part { role, span });
        at += line.len();
    }
}

/// Adds the dateline that a paragraph begins with as a part of its own; returns the rest.
fn split_dateline(context: &Context<'_>, span: TextSpan, parts: &mut Vec<Part>) -> TextSpan {
    let text = context.blocks.text.slice(span);
    let length = leading_dateline(text, context.lines.language()).unwrap_or(0);
    let shown = text.get(..length).unwrap_or_default().trim_end().len();
    let start = span.start as usize;
    if shown == 0 || length >= text.len() {
        return span;
    }
    parts.push(Part {
        role: Role::Dateline,
        span: TextSpan::of(start..start + shown),
    });
    TextSpan::of(start + length..span.end as usize)
}

/// Adds a block as one part; a caption whose credit is marked up as several.
fn push(context: &Context<'_>, block: Block, role: Role, parts: &mut Vec<Part>) {
    let mixed =
        role == Role::Caption && block.some.any(Within::CREDIT) && !block.all.any(Within::CREDIT);
    if !mixed {
        return parts.push(Part {
            role,
            span: block.span,
        });
    }
    for index in block.texts.0..block.texts.1 {
        let span = context
            .blocks
            .pieces
            .get(index)
            .copied()
            .unwrap_or_default();
        if span.is_empty() {
            continue;
        }
        let is_credit = context.blocks.within(index).any(Within::CREDIT);
        let role = if is_credit {
            Role::Credit
        } else {
            Role::Caption
        };
        match parts.last_mut() {
            Some(last) if last.role == role && last.span.start >= block.span.start => {
                last.span = last.span.cover(span);
            }
            _ => parts.push(Part { role, span }),
        }
    }
}

/// A text with nothing but its words, in lower case, one blank between them.
pub(super) fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

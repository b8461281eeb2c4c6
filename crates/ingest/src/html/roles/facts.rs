//! What is known of each block by itself.

use recension_core::article::Role;
use recension_core::text::TextSpan;
use recension_core::time::absolute::{self, NumericOrder};

use super::{ANY_HEADING, Context, FOREIGN, LINE_WORDS, PICTURE, PROSE_WORDS, fold};
use crate::html::blocks::Block;
use crate::html::elements::Within;
use crate::html::page::Page;
use crate::text::LineKind;

/// A sentence that stands as a paragraph has at least so many words.
const SENTENCE_WORDS: u32 = 3;
/// A block with at least this share of its words in links points elsewhere.
const LINKED_SHARE: f64 = 0.6;
/// A paragraph with so many words outside of links tells something itself.
const UNLINKED_WORDS: u32 = 12;
/// Longer texts are no titles, in bytes.
const LONGEST_TITLE: usize = 400;

/// What is known of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fact {
    /// The extractor keeps most of its words.
    pub(super) kept: bool,
    /// It reads as a paragraph: some words, an end of sentence, few links.
    pub(super) prose: bool,
    /// It ends as sentences do.
    pub(super) ends_sentence: bool,
    /// Most of it is links.
    pub(super) linked: bool,
    /// It is a heading.
    pub(super) heading: bool,
    /// It is a title of the page.
    pub(super) title: bool,
    /// Its markup or wording says that it is no part of the report.
    pub(super) foreign: bool,
    /// It is a line that holds a date and ends no sentence.
    pub(super) dated: bool,
    /// What its wording says, looked at where it is kept.
    pub(super) kind: Option<LineKind>,
    /// It is a correction or a note of the editors, by its markup or wording.
    pub(super) noted: Option<Role>,
    /// It is a picture's text.
    pub(super) picture: bool,
    /// It is marked up as what stands under the title, above the text.
    pub(super) deck: bool,
    /// It is marked up as being about the author.
    pub(super) author: bool,
    /// The element around its block element, and the one around that.
    pub(super) container: u32,
    pub(super) outer: u32,
}

impl Fact {
    /// It is kept, and neither a heading, nor a caption, nor a pointer elsewhere.
    pub(super) const fn is_text(&self) -> bool {
        let credits = matches!(
            self.kind,
            Some(LineKind::Byline | LineKind::Dateline | LineKind::Credit)
        );
        !credits
            && self.noted.is_none()
            && self.kept
            && !self.foreign
            && !self.linked
            && !self.heading
            && !self.picture
    }
}

/// Gathers what is known of a block.
pub(super) fn fact(context: &Context<'_>, block: &Block) -> Fact {
    let text = context.blocks.text.slice(block.span);
    let heading = block.all.any(ANY_HEADING);
    let ends_sentence = ends_sentence(text);
    // A paragraph may hold long links beside sentences of its own.
    let told = ends_sentence && block.words.saturating_sub(block.linked) >= UNLINKED_WORDS;
    let linked = f64::from(block.linked) >= f64::from(block.words.max(1)) * LINKED_SHARE && !told;
    let prose = block.words >= PROSE_WORDS
        && ends_sentence
        && !linked
        && !heading
        && !block.all.any(PICTURE.and(Within::EMBED));
    let container = container(context.page, block);
    let kept = kept(context, block, prose);
    // A figure alone says something where it stands in a table.
    let cell = block.all.any(Within::TABLE) && !text.contains(char::is_alphabetic);
    let kind = match cell && text.contains(char::is_numeric) {
        true => kept.then_some(LineKind::Text),
        false => kept.then(|| context.lines.kind(text)),
    };
    Fact {
        kept,
        prose,
        ends_sentence,
        linked,
        heading,
        title: is_title(text, context.titles),
        foreign: (block.all.any(FOREIGN) && !block.all.any(Within::EMBED))
            || matches!(kind, Some(LineKind::Boilerplate | LineKind::Pointer)),
        dated: kept && !ends_sentence && block.words <= LINE_WORDS && has_date(text, context),
        kind,
        noted: noted(block, kind),
        picture: block.all.any(PICTURE),
        deck: block.all.any(Within::DECK),
        author: block.all.any(Within::BYLINE),
        container,
        outer: context
            .page
            .element(container)
            .map_or(0, |element| element.parent),
    }
}

/// What a block is that is about the report, by its markup or else by its wording.
pub(super) fn noted(block: &Block, kind: Option<LineKind>) -> Option<Role> {
    if block
        .all
        .any(PICTURE.and(Within::EMBED).and(Within::COMMENT))
    {
        return None;
    }
    // "Submit a correction" is a link, and marked up as one.
    let marked = |mark: Within| block.all.any(mark) && block.linked * 2 < block.words.max(1);
    match kind {
        Some(LineKind::Correction) => Some(Role::Correction),
        Some(LineKind::EditorsNote) => Some(Role::EditorsNote),
        _ if marked(Within::CORRECTION) => Some(Role::Correction),
        _ if marked(Within::NOTE) => Some(Role::EditorsNote),
        _ => None,
    }
}

fn has_date(text: &str, context: &Context<'_>) -> bool {
    let dates = absolute::scan_in(text, context.lines.language(), NumericOrder::Either);
    dates.iter().any(|date| date.value.names_day())
}

/// Whether the extractor keeps most of a block; without its word, whether it is prose outside of
/// frames.
fn kept(context: &Context<'_>, block: &Block, prose: bool) -> bool {
    let Some(votes) = context.votes else {
        let frame = FOREIGN.and(Within::ASIDE).and(Within::HEADER);
        return !block.all.any(frame) && (prose || is_sentence(context, block));
    };
    let (mut yes, mut no) = (0, 0);
    for index in block.texts.0..block.texts.1 {
        let length = context
            .blocks
            .pieces
            .get(index)
            .map_or(0, |span: &TextSpan| span.len());
        match votes.get(index) {
            Some(true) => yes += length,
            _ => no += length,
        }
    }
    yes > no
}

/// A few words outside of links and headings that end like a sentence.
fn is_sentence(context: &Context<'_>, block: &Block) -> bool {
    let plain = block.linked * 2 < block.words && !block.all.any(ANY_HEADING.and(PICTURE));
    plain && block.words >= SENTENCE_WORDS && ends_sentence(context.blocks.text.slice(block.span))
}

/// The element around the block element that holds a block.
fn container(page: &Page, block: &Block) -> u32 {
    let element = page
        .texts
        .get(block.texts.0)
        .and_then(|node| page.element(node.element));
    let around = element.and_then(|element| page.element(element.block));
    around.map_or(0, |block| block.parent)
}

/// Marks that may follow the end of a sentence.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '“', '*'];
const ENDS: &[char] = &['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟'];

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(CLOSERS).ends_with(ENDS)
}

/// Whether a folded title may begin with a text: by its first letter.
fn may_begin(title: &str, text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.to_lowercase().next() == title.chars().next())
}

/// Whether a text is one of the titles, or one without the outlet's name behind it.
fn is_title(text: &str, titles: &[String]) -> bool {
    if text.len() > LONGEST_TITLE || !titles.iter().any(|title| may_begin(title, text)) {
        return false;
    }
    let folded = fold(text);
    let words = folded.split(' ').count();
    !folded.is_empty()
        && titles.iter().any(|title| {
            let rest = title.strip_prefix(folded.as_str());
            rest.is_some_and(|rest| rest.is_empty() || (words >= 3 && rest.starts_with(' ')))
        })
}

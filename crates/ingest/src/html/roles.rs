//! What each block of a page is.
//!
//! The extractor's vote says where the report lies; it is generous at the edges and inside. The
//! rules here look at each block: its markup, its links, whether it reads as prose, and where it
//! stands between the first and the last paragraph of the report.

use std::collections::BTreeMap;

use recension_core::article::{Part, Role};
use recension_core::language::Language;
use recension_core::text::TextSpan;
use recension_core::time::{Precision, absolute};

use super::blocks::{Block, Blocks};
use super::elements::Within;
use super::page::Page;
use crate::text::{LineKind, leading_dateline, line_kind};

/// A paragraph of prose has at least so many words.
const PROSE_WORDS: u32 = 10;
/// A sentence that stands as a paragraph has at least so many words.
const SENTENCE_WORDS: u32 = 3;
/// A block with at least this share of its words in links points elsewhere.
const LINKED_SHARE: f64 = 0.6;
/// A line of a byline or date has at most so many words.
const LINE_WORDS: u32 = 24;
/// How many blocks before the first paragraph the head of a report reaches.
const HEAD_REACH: usize = 40;
/// Paragraphs from the first on that may begin with a dateline.
const DATELINE_PARAGRAPHS: usize = 3;
/// A picture's credit has at most so many words.
const PICTURE_CREDIT_WORDS: u32 = 6;
/// How many blocks behind the last paragraph a credit or byline may stand.
const TAIL_REACH: usize = 4;

/// Markup that says a block is no part of the report.
const FOREIGN: Within = Within::UNLIKELY
    .and(Within::NAVIGATION)
    .and(Within::FOOTER)
    .and(Within::CONTROL);
const PICTURE: Within = Within::CAPTION.and(Within::FIGURE);
/// How many blocks may stand between the last paragraph and what still belongs to it.
const RUN_ON_GAP: usize = 3;
/// Marks of text that comes in groups of short pieces.
const GROUPED: Within = Within::LIST
    .and(Within::TABLE)
    .and(Within::QUOTE)
    .and(Within::EMBED);
const ANY_HEADING: Within = Within::HEADING.and(Within::TOP_HEADING);

/// What is known of a page beside its blocks.
pub(super) struct Context<'a> {
    pub(super) page: &'a Page,
    pub(super) blocks: &'a Blocks,
    /// The vote on each piece of text, if there was one.
    pub(super) votes: Option<&'a [bool]>,
    /// Titles the page gives itself.
    pub(super) titles: &'a [String],
    /// The language its lines are read in.
    pub(super) language: &'static Language,
}

/// The parts of a page, in page order, covering all its visible text.
pub(super) fn parts(context: &Context<'_>) -> Vec<Part> {
    let judge = Judge::new(context);
    let mut parts = Vec::with_capacity(judge.facts.len());
    let mut paragraphs = 0;
    for (index, block) in context.blocks.list.iter().enumerate() {
        let mut role = judge.role(index);
        if role == Role::Body {
            paragraphs += 1;
            role = if paragraphs == 1 { Role::Lead } else { role };
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

/// Adds the dateline that a paragraph begins with as a part of its own; returns the rest.
fn split_dateline(context: &Context<'_>, span: TextSpan, parts: &mut Vec<Part>) -> TextSpan {
    let text = context.blocks.text.slice(span);
    let length = leading_dateline(text, context.language).unwrap_or(0);
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

/// What is known of a block.
#[derive(Clone, Copy, Debug, Default)]
struct Fact {
    /// The extractor keeps most of its words.
    kept: bool,
    /// It reads as a paragraph: some words, an end of sentence, few links.
    prose: bool,
    /// It ends as sentences do.
    ends_sentence: bool,
    /// Most of it is links.
    linked: bool,
    heading: bool,
    /// It is a title of the page.
    title: bool,
    /// Its markup or wording says that it is no part of the report.
    foreign: bool,
    /// It is a line that holds a date and ends no sentence.
    dated: bool,
    /// What its wording says, looked at where it is kept.
    kind: Option<LineKind>,
    /// It is a picture's text.
    picture: bool,
    /// It is marked up as what stands under the title, above the text.
    deck: bool,
    /// It is marked up as being about the author.
    author: bool,
    /// The element around its block element, and the one around that.
    container: u32,
    outer: u32,
}

impl Fact {
    /// It is kept, and neither a heading, nor a caption, nor a pointer elsewhere.
    const fn is_text(&self) -> bool {
        let credits = matches!(
            self.kind,
            Some(LineKind::Byline | LineKind::Dateline | LineKind::Credit)
        );
        !credits && self.kept && !self.foreign && !self.linked && !self.heading && !self.picture
    }
}

struct Judge<'a> {
    context: &'a Context<'a>,
    facts: Vec<Fact>,
    first: usize,
    last: usize,
    /// The block before which the head of the report starts.
    head: usize,
    /// The element that directly holds most of the report's words.
    home: Option<u32>,
}

impl<'a> Judge<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let facts: Vec<Fact> = context
            .blocks
            .list
            .iter()
            .map(|block| fact(context, block))
            .collect();
        let mut judge = Self {
            context,
            facts,
            first: 0,
            last: 0,
            head: 0,
            home: None,
        };
        judge.find_bounds();
        judge
    }

    /// The first and last paragraph of the report, and where its head starts.
    fn find_bounds(&mut self) {
        self.home = self.find_home();
        let core = |index: usize, fact: &Fact| {
            let aside = fact.deck || fact.author;
            fact.is_text() && !aside && (fact.prose || self.is_long_in_home(index))
        };
        let loose = |_: usize, fact: &Fact| fact.is_text() && !fact.title;
        let bounds = bounds(&self.facts, core).or_else(|| bounds(&self.facts, loose));
        (self.first, self.last) = bounds.unwrap_or((self.facts.len(), self.facts.len()));
        self.last = self.run_on(self.last);
        let reach = self.first.saturating_sub(HEAD_REACH);
        let titles = (reach..self.first).filter(|at| self.fact(*at).title);
        self.head = titles
            .min()
            .unwrap_or(self.first.saturating_sub(8).max(reach));
    }

    /// The element that directly holds the most kept words of running text.
    fn find_home(&self) -> Option<u32> {
        let mut words: BTreeMap<u32, u32> = BTreeMap::new();
        for (fact, block) in self.facts.iter().zip(&self.context.blocks.list) {
            if fact.is_text() {
                *words.entry(fact.container).or_default() += block.words;
            }
        }
        words
            .into_iter()
            .max_by_key(|(_, words)| *words)
            .map(|(element, _)| element)
    }

    /// A paragraph that ends no sentence but stands among those of the report.
    fn is_long_in_home(&self, index: usize) -> bool {
        let words = self
            .context
            .blocks
            .list
            .get(index)
            .map_or(0, |block| block.words);
        let fact = self.fact(index);
        self.home == Some(fact.container) && words >= PROSE_WORDS && !fact.dated
    }

    /// How far what follows the last paragraph still belongs to the report: a list, a post, a short
    /// line among its paragraphs.
    fn run_on(&self, last: usize) -> usize {
        let mut end = last;
        for index in last + 1..self.facts.len() {
            let fact = self.fact(index);
            if index > end + RUN_ON_GAP {
                break;
            }
            let block = self.context.blocks.list.get(index);
            let listed = block.is_some_and(|block| block.all.any(GROUPED));
            let near = [fact.container, fact.outer].map(Some).contains(&self.home);
            if fact.is_text() && near && (listed || fact.ends_sentence) {
                end = index;
            }
        }
        end
    }

    fn fact(&self, index: usize) -> Fact {
        self.facts.get(index).copied().unwrap_or_default()
    }

    fn role(&self, index: usize) -> Role {
        let fact = self.fact(index);
        let Some(block) = self.context.blocks.list.get(index) else {
            return Role::Boilerplate;
        };
        let in_report = self.head <= index && index <= self.last + TAIL_REACH;
        if fact.title && (index < self.first || block.all.any(Within::TOP_HEADING)) {
            return if index <= self.last {
                Role::Headline
            } else {
                Role::Boilerplate
            };
        }
        if self.first == self.facts.len() || !(in_report || fact.kept) {
            return Role::Boilerplate;
        }
        self.special(index, block, fact)
            .or_else(|| self.worded(index, block, fact))
            .unwrap_or_else(|| self.running(index, block, fact))
    }

    /// Roles that markup names.
    fn special(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        let embed = block.all.any(Within::EMBED);
        let foreign_place = block.all.any(FOREIGN) && !embed;
        if block.all.any(PICTURE) {
            let shown = fact.kept || (!foreign_place && !fact.linked);
            let role = if block.all.any(Within::CREDIT.and(Within::CITE)) {
                Role::Credit
            } else {
                Role::Caption
            };
            return Some(if shown && index <= self.last + 1 {
                role
            } else {
                Role::Boilerplate
            });
        }
        if foreign_place || (fact.foreign && !fact.prose) {
            return Some(Role::Boilerplate);
        }
        if embed {
            return Some(if index <= self.last {
                Role::Embed
            } else {
                Role::Boilerplate
            });
        }
        if block.all.any(Within::CREDIT) && !fact.prose {
            // "Additional reporting by …" is marked up like a picture's credit.
            let names_source =
                block.words <= PICTURE_CREDIT_WORDS || self.kind(index) == LineKind::Credit;
            return Some(if names_source {
                Role::Credit
            } else {
                Role::Byline
            });
        }
        let line =
            block.words <= LINE_WORDS && !fact.heading && (index < self.first || !fact.prose);
        let outside = index < self.first || index >= self.last;
        if block.some.any(Within::BYLINE) && line && outside {
            return Some(Role::Byline);
        }
        if block.some.any(Within::TIME) && line && index < self.first {
            return Some(Role::Dateline);
        }
        None
    }

    /// What the wording of a block says.
    fn kind(&self, index: usize) -> LineKind {
        let block = self.context.blocks.list.get(index);
        let text = || block.map_or("", |block| self.context.blocks.text.slice(block.span));
        let known = self.fact(index).kind;
        known.unwrap_or_else(|| line_kind(text(), self.context.language))
    }

    /// Roles that the wording of a line gives away.
    fn worded(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        if fact.heading || fact.linked || block.words > LINE_WORDS * 2 {
            return None;
        }
        let kind = self.kind(index);
        let near = fact.kept || [fact.container, fact.outer].map(Some).contains(&self.home);
        let before = index < self.first;
        match kind {
            LineKind::Byline if before || (near && index >= self.last) => Some(Role::Byline),
            LineKind::Dateline if before => Some(Role::Dateline),
            LineKind::Text if before && fact.dated => Some(Role::Dateline),
            LineKind::Credit if near => Some(Role::Credit),
            _ => None,
        }
    }

    /// Roles of running text, by what it is and where it stands.
    fn running(&self, index: usize, block: &Block, fact: Fact) -> Role {
        if fact.foreign || fact.linked {
            return Role::Boilerplate;
        }
        if index < self.first {
            return self.before(block, fact);
        }
        if fact.heading {
            let leads = fact.kept && index < self.last && self.leads_on(index);
            return if leads {
                Role::Subheading
            } else {
                Role::Boilerplate
            };
        }
        let sibling = fact.prose && self.home == Some(fact.container);
        let quoted = block.all.any(Within::QUOTE);
        if fact.author && index > self.last {
            return Role::Boilerplate;
        }
        let belongs = fact.kept || (index <= self.last && (sibling || quoted));
        if !belongs || (!fact.ends_sentence && self.is_scrap(index, block)) {
            return Role::Boilerplate;
        }
        match quoted {
            true if block.all.any(Within::CITE.and(Within::FOOTER)) => Role::Attribution,
            true => Role::Quote,
            false => Role::Body,
        }
    }

    /// Text between the title and the first paragraph.
    fn before(&self, block: &Block, fact: Fact) -> Role {
        if block.all.any(Within::TOP_HEADING) {
            return Role::Headline;
        }
        let under_title = fact.heading && self.head < self.first;
        if (fact.deck || under_title) && block.words >= 4 {
            return Role::Subheading;
        }
        let lone = fact.kept && fact.ends_sentence && block.words >= 6;
        if lone { Role::Body } else { Role::Boilerplate }
    }

    /// Whether text of the report follows a heading before the next heading of anything else.
    fn leads_on(&self, index: usize) -> bool {
        let mut after = self.facts.iter().skip(index + 1).take(3);
        after.any(|fact| fact.kept && !fact.foreign && !fact.linked)
    }

    /// A few words that end no sentence: a label, a button, a counter.
    fn is_scrap(&self, index: usize, block: &Block) -> bool {
        let inside = index <= self.last;
        let listed = block
            .all
            .any(Within::LIST.and(Within::TABLE).and(Within::QUOTE));
        let most = if inside && listed {
            0
        } else if inside {
            4
        } else {
            12
        };
        block.words <= most
    }
}

/// The first and the last block of a kind.
fn bounds(facts: &[Fact], wanted: impl Fn(usize, &Fact) -> bool) -> Option<(usize, usize)> {
    let mut all = facts
        .iter()
        .enumerate()
        .filter(|(index, fact)| wanted(*index, fact));
    let first = all.next()?.0;
    Some((first, all.next_back().map_or(first, |(index, _)| index)))
}

fn fact(context: &Context<'_>, block: &Block) -> Fact {
    let text = context.blocks.text.slice(block.span);
    let heading = block.all.any(ANY_HEADING);
    let ends_sentence = ends_sentence(text);
    let linked = f64::from(block.linked) >= f64::from(block.words.max(1)) * LINKED_SHARE;
    let prose = block.words >= PROSE_WORDS
        && ends_sentence
        && !linked
        && !heading
        && !block.all.any(PICTURE.and(Within::EMBED));
    let container = container(context.page, block);
    let kept = kept(context, block, prose);
    let kind = kept.then(|| line_kind(text, context.language));
    Fact {
        kept,
        prose,
        ends_sentence,
        linked,
        heading,
        title: is_title(text, context.titles),
        foreign: (block.all.any(FOREIGN) && !block.all.any(Within::EMBED))
            || kind == Some(LineKind::Boilerplate),
        dated: kept && !ends_sentence && block.words <= LINE_WORDS && has_date(text, context),
        kind,
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

fn has_date(text: &str, context: &Context<'_>) -> bool {
    let dates = absolute::scan(text, context.language);
    dates
        .iter()
        .any(|date| date.value.precision >= Precision::Day)
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
    let Some(node) = page.texts.get(block.texts.0) else {
        return 0;
    };
    let mut at = node.element;
    while let Some(element) = page.element(at).filter(|_| at != 0) {
        if element.tag.flow.separates() {
            return element.parent;
        }
        at = element.parent;
    }
    0
}

/// Marks that may follow the end of a sentence.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '“', '*'];
const ENDS: &[char] = &['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟'];

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(CLOSERS).ends_with(ENDS)
}

/// Whether a text is one of the titles, or one without the outlet's name behind it.
fn is_title(text: &str, titles: &[String]) -> bool {
    if text.len() > 400 {
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

/// A text with nothing but its words, in lower case, one blank between them.
pub(super) fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

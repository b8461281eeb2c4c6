//! What each block is, by what is known of it and where it stands in the report.

use std::collections::BTreeMap;

use recension_core::article::Role;

use super::facts::{Fact, fact, noted};
use super::{Context, FOREIGN, LINE_WORDS, PICTURE, PROSE_WORDS};
use crate::html::blocks::Block;
use crate::html::elements::Within;
use crate::text::LineKind;

/// How many blocks before the first paragraph the head of a report reaches.
const HEAD_REACH: usize = 40;
/// How far it reaches where no title stands there.
const UNTITLED_HEAD_REACH: usize = 8;
/// A picture's credit has at most so many words.
const PICTURE_CREDIT_WORDS: u32 = 6;
/// A credit has at most so many figures: a year, the number of a picture.
const CREDIT_FIGURES: usize = 4;
/// How many blocks behind the last paragraph a credit or byline may stand.
const TAIL_REACH: usize = 4;
/// How many blocks may stand between the last paragraph and what still belongs to it.
const RUN_ON_GAP: usize = 3;
/// How many blocks after a heading are looked at for text of the report.
const HEADING_REACH: usize = 3;
/// A line under the title has at least so many words.
const DECK_WORDS: u32 = 4;
/// A sentence above the first paragraph has at least so many words.
const LONE_WORDS: u32 = 6;
/// A label inside the report, and one behind it, has at most so many words.
const SCRAP_WORDS: u32 = 4;
const TAIL_SCRAP_WORDS: u32 = 12;
/// A pointer to another report has at least so many words.
const TEASER_WORDS: u32 = 4;
/// Marks of text that comes in groups of short pieces.
const GROUPED: Within = Within::LIST
    .and(Within::TABLE)
    .and(Within::QUOTE)
    .and(Within::EMBED);

/// Judges the blocks of a page.
pub(super) struct Judge<'a> {
    context: &'a Context<'a>,
    facts: Vec<Fact>,
    /// The first paragraph of the report; the number of blocks where there is none.
    pub(super) first: usize,
    last: usize,
    /// The block before which the head of the report starts.
    head: usize,
    /// The element that directly holds most of the report's words.
    home: Option<u32>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        let mut facts: Vec<Fact> = context
            .blocks
            .list
            .iter()
            .map(|block| fact(context, block))
            .collect();
        carry_notes(&context.blocks.list, &mut facts);
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
        self.head = self.find_head();
    }

    /// Where the head of the report starts: at the top heading that is the title, else at the first
    /// block that says it.
    fn find_head(&self) -> usize {
        let reach = self.first.saturating_sub(HEAD_REACH);
        let titles = || (reach..self.first).filter(|at| self.fact(*at).title);
        let is_top = |at: &usize| {
            let block = self.context.blocks.list.get(*at);
            block.is_some_and(|block| block.all.any(Within::TOP_HEADING))
        };
        let untitled = self.first.saturating_sub(UNTITLED_HEAD_REACH);
        titles()
            .rfind(is_top)
            .or_else(|| titles().next())
            .unwrap_or(untitled)
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

    /// The role of a block; every paragraph is `Body`.
    pub(super) fn role(&self, index: usize) -> Role {
        match self.role_in_report(index) {
            Role::Boilerplate => self.role_outside(index),
            role => role,
        }
    }

    /// What a block is that is no part of the report: somebody's comment, a pointer elsewhere.
    fn role_outside(&self, index: usize) -> Role {
        let Some(block) = self.context.blocks.list.get(index) else {
            return Role::Boilerplate;
        };
        let fact = self.fact(index);
        let has_place = block
            .all
            .any(FOREIGN.and(Within::HEADER).without(Within::UNLIKELY));
        let links = fact.linked && block.words >= TEASER_WORDS && !has_place;
        let pointed = fact.kind == Some(LineKind::Pointer);
        if block.all.any(Within::COMMENT) {
            Role::Comment
        } else if block.all.any(Within::TEASER) && block.words >= TEASER_WORDS || links || pointed {
            Role::Teaser
        } else {
            Role::Boilerplate
        }
    }

    fn role_in_report(&self, index: usize) -> Role {
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
        if let Some(noted) = self.noted(index, block, fact) {
            return noted;
        }
        self.special(index, block, fact)
            .or_else(|| self.worded(index, block, fact))
            .unwrap_or_else(|| self.running(index, block, fact))
    }

    /// Corrections and notes of the editors: a few words of them are their label.
    fn noted(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        if fact.noted.is_some() || fact.kept {
            return fact.noted;
        }
        let outside = block.all.any(FOREIGN) || fact.linked;
        noted(block, (!outside).then(|| self.kind(index)))
    }

    /// Roles that markup names.
    fn special(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        let foreign_place = block.all.any(FOREIGN) && !block.all.any(Within::EMBED);
        if block.all.any(PICTURE) {
            let shown = fact.kept || (!foreign_place && !fact.linked);
            let near = index <= self.last + 1;
            return Some(if shown && near {
                picture_role(block)
            } else {
                Role::Boilerplate
            });
        }
        if foreign_place || (fact.foreign && !fact.prose) {
            return Some(Role::Boilerplate);
        }
        if block.all.any(Within::EMBED) {
            let inside = index <= self.last;
            return Some(if inside {
                Role::Embed
            } else {
                Role::Boilerplate
            });
        }
        self.credited(index, block, fact)
            .or_else(|| self.signed(index, block, fact))
    }

    /// A line that is marked up as a credit. "Additional reporting by …" is marked up like one.
    fn credited(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        let figures = count_figures(self.context.blocks.text.slice(block.span));
        if !block.all.any(Within::CREDIT) || fact.prose || figures > CREDIT_FIGURES {
            return None;
        }
        let short = block.words <= PICTURE_CREDIT_WORDS;
        let names_source = short || self.kind(index) == LineKind::Credit;
        Some(if names_source {
            Role::Credit
        } else {
            Role::Byline
        })
    }

    /// A line in which an author or a time is marked up.
    fn signed(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        let before = index < self.first;
        let line = block.words <= LINE_WORDS && !fact.heading && (before || !fact.prose);
        if line && block.some.any(Within::BYLINE) && (before || index >= self.last) {
            return Some(Role::Byline);
        }
        (line && before && block.some.any(Within::TIME)).then_some(Role::Dateline)
    }

    /// What the wording of a block says.
    fn kind(&self, index: usize) -> LineKind {
        let block = self.context.blocks.list.get(index);
        let text = || block.map_or("", |block| self.context.blocks.text.slice(block.span));
        let known = self.fact(index).kind;
        known.unwrap_or_else(|| self.context.lines.kind(text()))
    }

    /// Roles that the wording of a line gives away.
    fn worded(&self, index: usize, block: &Block, fact: Fact) -> Option<Role> {
        if fact.heading || block.words > LINE_WORDS * 2 {
            return None;
        }
        let kind = self.kind(index);
        if fact.linked && kind != LineKind::Credit {
            return None;
        }
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
        if (fact.deck || under_title) && block.words >= DECK_WORDS {
            return Role::Subheading;
        }
        let lone = fact.kept && fact.ends_sentence && block.words >= LONE_WORDS;
        if lone { Role::Body } else { Role::Boilerplate }
    }

    /// Whether text of the report follows a heading before the next heading of anything else.
    fn leads_on(&self, index: usize) -> bool {
        let mut after = self.facts.iter().skip(index + 1).take(HEADING_REACH);
        after.any(|fact| fact.kept && !fact.foreign && !fact.linked)
    }

    /// A few words that end no sentence: a label, a button, a counter.
    fn is_scrap(&self, index: usize, block: &Block) -> bool {
        let inside = index <= self.last;
        let fact = self.fact(index);
        let home = self.home == Some(fact.container) && !fact.dated;
        let listed = block
            .all
            .any(Within::LIST.and(Within::TABLE).and(Within::QUOTE));
        let most = match (inside, listed) {
            (true, true) => 0,
            // Among the paragraphs stand short headings and results ("Palm Bay 70, Tarn 44").
            (true, false) if home => 1,
            (true, false) => SCRAP_WORDS,
            (false, _) => TAIL_SCRAP_WORDS,
        };
        block.words <= most
    }
}

/// What a label alone says ("Correction", as a heading) is true of the paragraph behind it.
fn carry_notes(blocks: &[Block], facts: &mut [Fact]) {
    for index in 1..facts.len() {
        let label = facts.get(index - 1).and_then(|before| before.noted);
        let short = |block: &Block| block.words <= SCRAP_WORDS;
        let is_label = label.is_some() && blocks.get(index - 1).is_some_and(short);
        if let Some(fact) = facts.get_mut(index).filter(|_| is_label)
            && fact.prose
        {
            fact.noted = fact.noted.or(label);
        }
    }
}

fn picture_role(block: &Block) -> Role {
    let credit = block.all.any(Within::CREDIT.and(Within::CITE));
    if credit { Role::Credit } else { Role::Caption }
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

fn count_figures(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

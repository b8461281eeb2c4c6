//! Gives every block its role: head, story and tail in one pass, with a memory of where it is.

use std::collections::BTreeSet;

use recension_core::article::{CreditKind, Role};
use recension_core::witness::Term;

use super::block::Block;
use super::byline;
use super::finish::finish;
use super::headline::{self, Headline};
use super::lexicon::{Lexicon, core};
use super::masthead::is_section_line;
use super::page::Page;
use super::pointer::is_issue_line;
use super::shape::Shape;

/// Lines from the top in which a byline below the first sentences still heads the story.
const HEAD_BLOCKS: usize = 12;
/// Share of a paragraph's content words that stand in the story already, from which on it is taken
/// to carry the story on behind a list of pointers.
const SAME_STORY: f32 = 0.25;

/// The roles of a page's blocks.
pub(super) struct Roles {
    pub(super) of_block: Vec<Role>,
    pub(super) headline: Headline,
    /// First block of the story; the number of blocks where there is no story.
    pub(super) story: usize,
    /// Last block of the story.
    pub(super) last_story: Option<usize>,
}

/// Gives every block its role.
pub(super) fn assign(page: &Page<'_>, given_title: Option<&str>, lexicon: &Lexicon) -> Roles {
    let mut story = story_start(page);
    let mut headline = headline::find(page, story, given_title, lexicon);
    while headline.at(story).is_some() {
        story = first_story_like(page, story + 1);
    }
    let story_less = story >= page.blocks.len();
    if story_less {
        // No sentence anywhere: the lines that are neither title nor furniture are the text.
        story = first_free(page, &headline);
    }
    headline
        .occurrences
        .retain(|occurrence| occurrence.block != story);
    let mut walk = Walk {
        page,
        lexicon,
        headline: &headline,
        bare: story_less,
        story_words: BTreeSet::new(),
        roles: Vec::with_capacity(page.blocks.len()),
    };
    walk.head(story);
    walk.body(story);
    let mut of_block = walk.roles;
    finish(page, story, &headline, lexicon, &mut of_block);
    Roles {
        last_story: of_block.iter().rposition(|role: &Role| role.is_story()),
        of_block,
        headline,
        story,
    }
}

fn first_story_like(page: &Page<'_>, from: usize) -> usize {
    (from..page.blocks.len())
        .find(|index| page.is_story_like(*index))
        .unwrap_or(page.blocks.len())
}

/// Where the story begins: at the first running text, or below the byline where one follows so
/// soon that what stands above it is a standfirst or a caption.
fn story_start(page: &Page<'_>) -> usize {
    let mut first = first_story_like(page, 0);
    if headline::is_asking_title(page, first) {
        first = first_story_like(page, first + 1);
    }
    let byline = (first..page.blocks.len().min(HEAD_BLOCKS)).find(|index| is_signing(page, *index));
    let Some(byline) = byline else { return first };
    let above = (first..byline)
        .filter(|index| page.is_story_like(*index))
        .count();
    let below = (byline..page.blocks.len())
        .filter(|index| page.is_story_like(*index))
        .take(above + 2)
        .count();
    let titled = first > 0;
    if titled && above <= 2 && below >= above + 2 {
        return first_story_like(page, byline);
    }
    first
}

/// A byline, or a bare name above a line of date.
fn is_signing(page: &Page<'_>, index: usize) -> bool {
    let dated = page.shape(index + 1) == Some(Shape::DateLine);
    match page.shape(index) {
        Some(Shape::Byline) => true,
        Some(Shape::Name) => dated,
        _ => false,
    }
}

fn first_free(page: &Page<'_>, headline: &Headline) -> usize {
    (0..page.blocks.len())
        .find(|index| {
            let free = matches!(
                page.shape(*index),
                Some(
                    Shape::Title
                        | Shape::Prose
                        | Shape::Fragment
                        | Shape::Quoted
                        | Shape::Name
                        | Shape::Imprint
                )
            );
            free && headline.at(*index).is_none()
        })
        .unwrap_or(page.blocks.len())
}

/// Where the pass is.
#[derive(Clone, Copy)]
enum Zone {
    Story,
    /// Behind a label whose pointer follows: titles, up to the next sentence.
    Pointers,
    /// In a list of pointers, or behind what closes a report.
    List(List),
}

#[derive(Clone, Copy)]
struct List {
    /// Block of its header.
    header: usize,
    /// Whether the story seldom goes on behind it.
    closing: bool,
    titles: usize,
    /// Running text taken for the standfirst of a pointer.
    standfirsts: usize,
    dated: bool,
}

struct Walk<'p, 't> {
    page: &'p Page<'t>,
    lexicon: &'p Lexicon,
    headline: &'p Headline,
    /// Whether no line of the page is running text, so that short lines are all the text there is.
    bare: bool,
    /// Content words of the story so far.
    story_words: BTreeSet<Term>,
    roles: Vec<Role>,
}

impl Walk<'_, '_> {
    fn head(&mut self, story: usize) {
        for index in 0..story.min(self.page.blocks.len()) {
            let role = self.head_role(index, story);
            self.roles.push(role);
        }
    }

    fn head_role(&self, index: usize, story: usize) -> Role {
        if self.headline.at(index).is_some() {
            return Role::Headline;
        }
        let below_title = self
            .headline
            .occurrences
            .first()
            .is_some_and(|o| o.block < index);
        let untitled = self.headline.occurrences.is_empty();
        match self.page.shape(index) {
            Some(Shape::Name) if (below_title || untitled) && self.is_signed(index) => Role::Byline,
            Some(Shape::Title | Shape::Name | Shape::Stamped) => {
                self.head_title(index, below_title)
            }
            Some(Shape::Prose | Shape::Quoted | Shape::Imprint | Shape::Fragment)
                if below_title =>
            {
                self.standfirst(index, story)
            }
            Some(Shape::Prose | Shape::Quoted | Shape::Fragment) => Role::Subheading,
            Some(shape) => fixed_role(shape),
            None => Role::Boilerplate,
        }
    }

    /// A person's name alone is a byline below the title or beside a line of date or byline.
    fn is_signed(&self, index: usize) -> bool {
        let beside =
            |at: usize| matches!(self.page.shape(at), Some(Shape::DateLine | Shape::Byline));
        let below = (0..index)
            .rev()
            .find(|at| self.page.shape(*at) != Some(Shape::Furniture));
        beside(index + 1)
            || below.is_some_and(beside)
            || below.is_some_and(|at| self.headline.at(at).is_some())
    }

    fn head_title(&self, index: usize, below_title: bool) -> Role {
        let Some(block) = self.page.blocks.get(index) else {
            return Role::Boilerplate;
        };
        let section = is_section_line(block.text, self.lexicon);
        if section
            || is_issue_line(block, self.lexicon)
            || block.words <= 2
            || self.page.repeats(index) > 1
            || !below_title && block.words <= 4
        {
            return Role::Boilerplate;
        }
        Role::Subheading
    }

    /// Running text above the byline: a caption where it repeats a quotation of the story.
    fn standfirst(&self, index: usize, story: usize) -> Role {
        let Some(block) = self.page.blocks.get(index) else {
            return Role::Boilerplate;
        };
        let quoted = long_quotation(block.text).filter(|_| index < HEAD_BLOCKS);
        let Some(quoted) = quoted else {
            return Role::Subheading;
        };
        let again = self
            .page
            .blocks
            .iter()
            .skip(story)
            .any(|later| later.text.contains(quoted));
        if again {
            Role::Caption
        } else {
            Role::Subheading
        }
    }

    fn body(&mut self, story: usize) {
        let mut zone = Zone::Story;
        for index in story..self.page.blocks.len() {
            zone = self.step(index, zone);
        }
    }

    fn step(&mut self, index: usize, zone: Zone) -> Zone {
        match zone {
            Zone::Story => self.in_story(index),
            Zone::Pointers if self.is_pointed_at(index) => {
                self.roles.push(Role::Boilerplate);
                Zone::Pointers
            }
            Zone::Pointers => self.in_story(index),
            Zone::List(list) if self.resumes(index, list) => self.in_story(index),
            Zone::List(list) => self.in_list(index, list),
        }
    }

    fn is_pointed_at(&self, index: usize) -> bool {
        matches!(
            self.page.shape(index),
            Some(Shape::Title | Shape::Furniture | Shape::Pointer | Shape::Symbols)
        ) && self.headline.at(index).is_none()
    }

    fn in_story(&mut self, index: usize) -> Zone {
        let Some(shape) = self.page.shape(index) else {
            return Zone::Story;
        };
        let role = self.story_role(index, shape);
        self.roles.push(role);
        if role.is_story() {
            self.remember(index);
        }
        self.zone_after(index, shape)
    }

    fn story_role(&self, index: usize, shape: Shape) -> Role {
        if self.headline.at(index).is_some() {
            return Role::Headline;
        }
        match shape {
            Shape::Prose if self.is_unended(index) => Role::Caption,
            Shape::Prose | Shape::Quoted | Shape::Fragment | Shape::Imprint => Role::Body,
            Shape::Title | Shape::Name => self.inner_title(index),
            Shape::Byline if !self.is_signed_here(index) => self.inner_title(index),
            Shape::Stamped => Role::Subheading,
            _ => fixed_role(shape),
        }
    }

    /// Inside or behind a story a byline needs its label or its date.
    fn is_signed_here(&self, index: usize) -> bool {
        let Some(block) = self.page.blocks.get(index) else {
            return false;
        };
        let dated = !block.dates.is_empty() && index > self.page.last_story_like;
        dated
            || byline::parse(block.text, &block.dates, block.stopped, self.lexicon)
                .is_some_and(|byline| byline.labelled)
    }

    /// A line of middling length without a stop, where every paragraph before and behind has one:
    /// a caption that lost its picture.
    fn is_unended(&self, index: usize) -> bool {
        let unended = self.page.well_stopped
            && self.page.blocks.get(index).is_some_and(|block| {
                let flat = !block.stopped && !block.open && block.words < 30;
                let said = block.text.starts_with(['"', '“', '‘', '„', '«']);
                flat && !said && !is_bulleted(block.text)
            });
        unended && index < self.page.last_story_like
    }

    /// A short line inside the story: an item of a list, furniture that stands often, a caption
    /// without its credit, or a heading.
    fn inner_title(&self, index: usize) -> Role {
        let Some(block) = self.page.blocks.get(index) else {
            return Role::Boilerplate;
        };
        if self.is_item(index, block) || self.page.unstopped && block.words >= 4 || self.bare {
            return Role::Body;
        }
        if self.page.repeats(index) > 1 || self.lexicon.holds("section-words", core(block.text)) {
            return Role::Boilerplate;
        }
        if block.words > 12 && !block.is_title_cased() {
            return Role::Caption;
        }
        Role::Subheading
    }

    fn is_item(&self, index: usize, block: &Block<'_>) -> bool {
        let bulleted = is_bulleted(block.text);
        let Some(before) = index.checked_sub(1) else {
            return bulleted;
        };
        let story_before = self.roles.get(before).is_some_and(|role| role.is_story());
        let introduced = self
            .page
            .blocks
            .get(before)
            .is_some_and(|b| b.text.ends_with(':'));
        let several = matches!(self.page.shape(index + 1), Some(Shape::Title | Shape::Name));
        let item_before =
            !self.page.is_story_like(before) && self.page.shape(before) == Some(Shape::Title);
        bulleted || story_before && (introduced && several || item_before)
    }

    fn remember(&mut self, index: usize) {
        let Some(block) = self.page.blocks.get(index) else {
            return;
        };
        self.story_words.extend(content_terms(block.text));
    }

    fn zone_after(&self, index: usize, shape: Shape) -> Zone {
        let list = |closing| {
            Zone::List(List {
                header: index,
                closing,
                titles: 0,
                standfirsts: 0,
                dated: false,
            })
        };
        match shape {
            Shape::PointerLabel => Zone::Pointers,
            Shape::List => list(false),
            Shape::EndList | Shape::AddressLabel => list(true),
            Shape::Credit(CreditKind::Source | CreditKind::Link) => list(true),
            Shape::Furniture if self.closes(index) => list(true),
            _ => Zone::Story,
        }
    }

    /// Whether furniture closes a report: tags, a copyright line.
    fn closes(&self, index: usize) -> bool {
        let text = self.page.blocks.get(index).map_or("", |block| block.text);
        text.contains('©')
            || self
                .lexicon
                .longest_start("closing-words", core(text))
                .is_some()
    }

    fn in_list(&mut self, index: usize, list: List) -> Zone {
        let shape = self.page.shape(index);
        let titled = self.headline.at(index).is_some();
        self.roles.push(if titled {
            Role::Headline
        } else {
            list_role(shape)
        });
        let restarts = matches!(shape, Some(Shape::List | Shape::EndList));
        Zone::List(List {
            header: if restarts { index } else { list.header },
            closing: list.closing || shape == Some(Shape::EndList),
            titles: if restarts {
                0
            } else {
                list.titles + usize::from(self.is_pointer_title(index))
            },
            standfirsts: if restarts {
                0
            } else {
                list.standfirsts
                    + usize::from(self.page.is_story_like(index) && !self.is_asking(index))
            },
            dated: list.dated || shape == Some(Shape::DateLine),
        })
    }

    /// Whether the story goes on at this block behind a list of pointers.
    ///
    /// A pointer is a title, a standfirst, a line of section and date, of which one or two may be
    /// missing; a story is at least one finished paragraph that fits neither place, or two.
    fn resumes(&self, index: usize, list: List) -> bool {
        let page = self.page;
        let sound = page.is_story_like(index)
            && !self.is_asking(index)
            && page.blocks.get(index).is_some_and(|block| block.words >= 8);
        if !sound {
            return false;
        }
        let next = page.next_telling(index + 1);
        let next_shape = next.and_then(|at| page.shape(at));
        if next_shape == Some(Shape::DateLine) {
            return false;
        }
        let doubtful = list.closing || list.dated;
        let same_story = self.is_same_story(index);
        let runs_on = next.is_some_and(|at| page.is_story_like(at));
        let first = index == list.header + 1;
        let below_title = index
            .checked_sub(1)
            .is_some_and(|at| self.is_pointer_title(at));
        if below_title && (list.standfirsts > 0 || doubtful) {
            return false;
        }
        if runs_on {
            return !doubtful || same_story;
        }
        if next_shape == Some(Shape::Title) {
            return first && (!doubtful || same_story) || !below_title && same_story;
        }
        let title_list = list.titles >= 2 || first;
        title_list && !list.dated && same_story
    }

    /// A short question stands in lists of pointers as a title.
    fn is_asking(&self, index: usize) -> bool {
        self.page
            .blocks
            .get(index)
            .is_some_and(|block| block.words <= 16 && block.text.ends_with(['?', '!']))
    }

    fn is_pointer_title(&self, index: usize) -> bool {
        self.page.shape(index) == Some(Shape::Title) || self.is_asking(index)
    }

    fn is_same_story(&self, index: usize) -> bool {
        let Some(block) = self.page.blocks.get(index) else {
            return false;
        };
        let terms: BTreeSet<Term> = content_terms(block.text).collect();
        let known = terms.intersection(&self.story_words).count();
        !terms.is_empty() && known as f32 >= SAME_STORY * terms.len() as f32
    }
}

fn list_role(shape: Option<Shape>) -> Role {
    match shape {
        Some(Shape::Credit(_)) => Role::Credit,
        _ => Role::Boilerplate,
    }
}

/// The role of a shape that is the same wherever it stands.
fn fixed_role(shape: Shape) -> Role {
    match shape {
        Shape::Credit(_) | Shape::BareCredit => Role::Credit,
        Shape::Caption => Role::Caption,
        Shape::Byline => Role::Byline,
        Shape::DateLine => Role::Dateline,
        Shape::Signature | Shape::Post => Role::Embed,
        _ => Role::Boilerplate,
    }
}

/// Terms of words of four letters and more.
fn content_terms(text: &str) -> impl Iterator<Item = Term> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4)
        .map(|word| Term::of(&word.to_lowercase()))
}

fn is_bulleted(text: &str) -> bool {
    let marked = text.starts_with(['•', '·', '▪', '●', '◦', '*', '-', '–', '✓', '‣']);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = (1..=2).contains(&digits)
        && text
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    let spaced = text.chars().nth(1).is_some_and(char::is_whitespace);
    // "- 'A hard night' -" is a heading in the manner of agencies.
    let dashed = text.starts_with('-') && text.ends_with('-');
    marked && spaced && !dashed || numbered
}

/// The first quotation of at least thirty bytes inside a text, without its marks and last comma.
fn long_quotation(text: &str) -> Option<&str> {
    let open = text.find(['"', '“', '„', '«'])?;
    let rest = text.get(open..)?;
    let mut inner = rest.chars();
    inner.next();
    let inner = inner.as_str();
    let end = inner.find(['"', '”', '“', '»'])?;
    let quoted = inner.get(..end)?.trim_end_matches([',', '.']);
    (quoted.len() >= 30).then_some(quoted)
}

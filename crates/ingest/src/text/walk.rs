//! The pass over a page's lines from its story on, with a memory of where it is: in the story, behind a
//! label of a pointer, or in a list of pointers.

use std::collections::BTreeSet;

use recension_core::article::{CreditKind, Role};
use recension_core::witness::Term;

use super::block::Block;
use super::byline;
use super::headline::Headline;
use super::lexicon::{Lexicon, core};
use super::notes::is_comment_mark;
use super::page::Page;
use super::shape::Shape;

/// Share of a paragraph's content words that stand in the story already, from which on it is taken
/// to carry the story on behind a list of pointers.
const SAME_STORY: f32 = 0.25;

/// Titles in lists of pointers have at least so many words; shorter lines there are tags.
const TEASER_WORDS: usize = 3;

/// Where the pass is.
#[derive(Clone, Copy)]
enum Zone {
    Story,
    /// Behind a label whose pointer follows: titles, up to the next sentence.
    Pointers,
    /// In a list of pointers, or behind what closes a report.
    List(List),
    /// Among readers' comments, which last to the end of the page or to a list of pointers.
    Comments,
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

pub(super) struct Walk<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) lexicon: &'p Lexicon,
    pub(super) headline: &'p Headline,
    /// Whether no line of the page is running text, so that short lines are all the text there is.
    pub(super) bare: bool,
    /// Content words of the story so far.
    pub(super) story_words: BTreeSet<Term>,
    pub(super) roles: Vec<Role>,
}

impl Walk<'_, '_> {
    pub(super) fn body(&mut self, story: usize) {
        let mut zone = Zone::Story;
        for index in story..self.page.blocks.len() {
            zone = self.step(index, zone);
        }
    }

    fn step(&mut self, index: usize, zone: Zone) -> Zone {
        match zone {
            Zone::Story => self.in_story(index),
            Zone::Pointers if self.is_pointed_at(index) => {
                let titled = self.page.shape(index) == Some(Shape::Title);
                let pointed = titled || self.page.shape(index) == Some(Shape::Pointer);
                self.roles.push(if pointed {
                    Role::Teaser
                } else {
                    Role::Boilerplate
                });
                Zone::Pointers
            }
            Zone::Comments => self.in_comments(index),
            Zone::Pointers => self.in_story(index),
            Zone::List(list) if self.resumes(index, list) => self.in_story(index),
            Zone::List(list) => self.in_list(index, list),
        }
    }

    fn is_pointed_at(&self, index: usize) -> bool {
        matches!(
            self.page.shape(index),
            Some(
                Shape::Title
                    | Shape::Furniture
                    | Shape::CommentHead
                    | Shape::Pointer
                    | Shape::Symbols
            )
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
            Shape::CommentHead if self.has_comments(index) => Zone::Comments,
            Shape::List => list(false),
            Shape::EndList | Shape::AddressLabel => list(true),
            Shape::Credit(CreditKind::Source | CreditKind::Link) => list(true),
            Shape::Furniture if self.closes(index) => list(true),
            _ => Zone::Story,
        }
    }

    /// Whether readers' comments stand behind a line that may head them: the report stands above it,
    /// and somewhere below are marks of comments. A counter above a report heads nothing.
    fn has_comments(&self, index: usize) -> bool {
        let told = self.roles.iter().any(|role| role.is_story());
        let mut below = self.page.blocks.iter().skip(index + 1);
        told && below.any(|block| is_comment_mark(block, self.lexicon))
    }

    fn in_comments(&mut self, index: usize) -> Zone {
        let shape = self.page.shape(index).unwrap_or(Shape::Symbols);
        let list = matches!(shape, Shape::List | Shape::EndList | Shape::Menu)
            || shape == Shape::Furniture && self.closes(index);
        self.roles.push(if list {
            Role::Boilerplate
        } else {
            Role::Comment
        });
        match list {
            true => self.zone_after(index, shape),
            false => Zone::Comments,
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
        let long = |block: &Block<'_>| block.words >= TEASER_WORDS;
        let headed = self.page.blocks.get(index).is_some_and(long)
            && matches!(
                self.page.shape(list.header),
                Some(Shape::List | Shape::EndList)
            );
        self.roles.push(if titled {
            Role::Headline
        } else {
            list_role(shape, headed)
        });
        if shape == Some(Shape::CommentHead) && self.has_comments(index) {
            return Zone::Comments;
        }
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

/// The role of a line in a list; one under a head of its own is a list of other reports.
fn list_role(shape: Option<Shape>, headed: bool) -> Role {
    match shape {
        Some(Shape::Credit(_)) => Role::Credit,
        Some(shape @ (Shape::Correction | Shape::EditorsNote | Shape::Pointer)) => {
            fixed_role(shape)
        }
        Some(Shape::Title | Shape::Prose | Shape::Quoted | Shape::Fragment | Shape::Stamped)
            if headed =>
        {
            Role::Teaser
        }
        _ => Role::Boilerplate,
    }
}

/// The role of a shape that is the same wherever it stands.
pub(super) fn fixed_role(shape: Shape) -> Role {
    match shape {
        Shape::Credit(_) | Shape::BareCredit => Role::Credit,
        Shape::Caption => Role::Caption,
        Shape::Byline => Role::Byline,
        Shape::DateLine => Role::Dateline,
        Shape::Signature | Shape::Post => Role::Embed,
        Shape::Correction => Role::Correction,
        Shape::EditorsNote => Role::EditorsNote,
        Shape::Pointer => Role::Teaser,
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

//! The blocks of a page with their shapes, and what can be asked of them together.

use std::collections::BTreeMap;

use recension_core::text::SourceText;

use super::block::Block;
use super::introduction::{Introduction, introductions};
use super::lexicon::{Lexicon, skeleton};
use super::lines;
use super::masthead::{self, Masthead};
use super::shape::{Shape, shape};

/// Longest line whose repetition is looked for, in bytes.
const LONGEST_REPEATED: usize = 300;

/// A page cut into blocks.
pub(super) struct Page<'t> {
    pub(super) blocks: Vec<Block<'t>>,
    pub(super) shapes: Vec<Shape>,
    /// Whether hardly any of its longer lines ends like a sentence, so that stops decide nothing.
    pub(super) unstopped: bool,
    /// Whether nearly all of its longer lines end like sentences, so that one that does not is
    /// hardly a paragraph.
    pub(super) well_stopped: bool,
    /// The last block that reads like running text; 0 where there is none.
    pub(super) last_story_like: usize,
    /// Paragraphs in which it introduces itself, its source or its author.
    pub(super) introductions: Vec<Introduction>,
    /// Where it names its outlet at its head.
    pub(super) masthead: Option<Masthead>,
    /// How often each short line occurs, by its letters.
    repeats: BTreeMap<String, usize>,
}

impl<'t> Page<'t> {
    pub(super) fn of(text: &'t SourceText, lexicon: &Lexicon) -> Self {
        Self::knowing(text, lexicon, |_| None)
    }

    /// The same, where the shapes of some lines are known otherwise.
    pub(super) fn knowing(
        text: &'t SourceText,
        lexicon: &Lexicon,
        known: impl Fn(&Block<'_>) -> Option<Shape>,
    ) -> Self {
        let blocks: Vec<Block<'t>> = lines::split(text.as_str())
            .into_iter()
            .map(|line| {
                let shown = text.as_str().get(line.span.range()).unwrap_or_default();
                Block::measure(shown, line.span, line.gap, lexicon)
            })
            .collect();
        let shape_of = |block: &Block<'_>| known(block).unwrap_or_else(|| shape(block, lexicon));
        let mut shapes: Vec<Shape> = blocks.iter().map(shape_of).collect();
        let masthead = masthead::find(&blocks, &shapes, lexicon);
        if let Some(masthead) = &masthead {
            mark_masthead(masthead, &blocks, &mut shapes);
        }
        let own = masthead.as_ref().and_then(|found| found.name_in(&blocks));
        let introductions = introductions(&blocks, &shapes, own, lexicon);
        for introduction in &introductions {
            if let Some(shape @ Shape::Prose) = shapes.get_mut(introduction.block) {
                *shape = Shape::Imprint;
            }
        }
        let mut page = Self {
            last_story_like: 0,
            unstopped: is_unstopped(&blocks),
            well_stopped: is_well_stopped(&blocks),
            introductions,
            masthead,
            repeats: repeats(&blocks),
            blocks,
            shapes,
        };
        page.last_story_like = (0..page.blocks.len())
            .rev()
            .find(|index| page.is_story_like(*index))
            .unwrap_or(0);
        page
    }

    pub(super) fn shape(&self, index: usize) -> Option<Shape> {
        self.shapes.get(index).copied()
    }

    /// How often the line of a block occurs in the page; 0 where it is too long to be counted.
    pub(super) fn repeats(&self, index: usize) -> usize {
        let block = self.blocks.get(index);
        block
            .and_then(|block| self.repeats.get(&skeleton(short(block))))
            .copied()
            .unwrap_or(0)
    }

    /// Whether a block is running text of the kind a story is made of.
    pub(super) fn is_story_like(&self, index: usize) -> bool {
        let shaped = matches!(self.shape(index), Some(Shape::Prose | Shape::Quoted));
        shaped
            && self
                .blocks
                .get(index)
                .is_some_and(|block| block.is_sentence() || self.unstopped)
    }

    /// The next block from `from` on that is no stray furniture.
    pub(super) fn next_telling(&self, from: usize) -> Option<usize> {
        (from..self.blocks.len()).find(|index| {
            !matches!(
                self.shape(*index),
                Some(
                    Shape::Furniture
                        | Shape::CommentHead
                        | Shape::Symbols
                        | Shape::Pointer
                        | Shape::Menu
                )
            )
        })
    }
}

/// Gives the masthead and the slogan below it their shapes; one with a date is a line of date.
fn mark_masthead(masthead: &Masthead, blocks: &[Block<'_>], shapes: &mut [Shape]) {
    let dated = |block: &Block<'_>| !block.dates.is_empty();
    for index in masthead::slogans(masthead, blocks, shapes) {
        if let Some(shape) = shapes.get_mut(index) {
            *shape = Shape::Furniture;
        }
    }
    if let Some(shape) = shapes.get_mut(masthead.block) {
        *shape = if blocks.get(masthead.block).is_some_and(dated) {
            Shape::DateLine
        } else {
            Shape::Masthead
        };
    }
}

fn short<'b>(block: &'b Block<'_>) -> &'b str {
    if block.text.len() <= LONGEST_REPEATED {
        block.text
    } else {
        ""
    }
}

fn repeats(blocks: &[Block<'_>]) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for block in blocks {
        let line = skeleton(short(block));
        if !line.is_empty() {
            *counted.entry(line).or_insert(0) += 1;
        }
    }
    counted
}

fn is_well_stopped(blocks: &[Block<'_>]) -> bool {
    let long = blocks.iter().filter(|block| block.words >= 15).count();
    let ended = blocks
        .iter()
        .filter(|block| block.words >= 15 && (block.stopped || block.open))
        .count();
    ended >= 5 && ended * 4 >= long * 3
}

fn is_unstopped(blocks: &[Block<'_>]) -> bool {
    let long = blocks.iter().filter(|block| block.words >= 8).count();
    let stopped = blocks
        .iter()
        .filter(|block| block.words >= 8 && block.stopped)
        .count();
    // Pages with long lists of pointers have few stops too, but they have some.
    stopped <= 2 && stopped * 5 < long
}

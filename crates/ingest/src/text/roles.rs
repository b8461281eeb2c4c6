//! Gives every block its role: head, story and tail in one pass, with a memory of where it is.

use std::collections::BTreeSet;

use recension_core::article::Role;

use super::finish::finish;
use super::headline::{self, Headline};
use super::lexicon::Lexicon;
use super::page::Page;
use super::shape::Shape;
use super::walk::Walk;

/// Lines from the top in which a byline below the first sentences still heads the story.
pub(super) const HEAD_BLOCKS: usize = 12;
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

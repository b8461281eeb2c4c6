//! Which statements are one claim.

use std::collections::BTreeSet;

use super::context::StoryContext;
use super::statement::Statement;
use crate::collation::{Passage, Place};
use crate::witness::TokenKind;

/// Fewest content words of a statement that is worth listing on its own.
const FEWEST_WORDS: usize = 4;

/// Statements by claim, each group sorted by place.
///
/// The passages of the collation are parted by voice and by what is affirmed, denied, planned or
/// alleged; statements in no passage stand alone.
pub(super) fn groups<'a>(story: &'a StoryContext) -> Vec<Vec<&'a Statement>> {
    let mut placed: BTreeSet<Place> = BTreeSet::new();
    let mut groups: Vec<Vec<&Statement>> = Vec::new();
    for passage in &story.collation.passages {
        for group in parted(story, passage) {
            placed.extend(group.iter().map(|statement| statement.place));
            groups.push(group);
        }
    }
    let alone = story
        .statements()
        .filter(|statement| !placed.contains(&statement.place));
    groups.extend(alone.map(|statement| vec![statement]));
    groups.retain(|group| group.iter().any(|statement| says_enough(story, statement)));
    groups
}

/// The statements of a passage, in groups none of whose members is at odds with the first.
fn parted<'a>(story: &'a StoryContext, passage: &Passage) -> Vec<Vec<&'a Statement>> {
    let mut groups: Vec<Vec<&Statement>> = Vec::new();
    let statements = passage
        .places
        .iter()
        .filter_map(|place| story.statement(*place));
    for statement in statements {
        let fits = |group: &&mut Vec<&Statement>| {
            group
                .first()
                .is_some_and(|first| first.voice == statement.voice && !first.at_odds(statement))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(statement),
            None => groups.push(vec![statement]),
        }
    }
    groups
}

fn says_enough(story: &StoryContext, statement: &Statement) -> bool {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return false;
    };
    let is_question = story
        .text(statement.place)
        .trim_end_matches(['"', '”', '’', '\''])
        .ends_with('?');
    let words = statement.narrated(witness).filter(|index| {
        witness
            .tokens
            .get(*index)
            .is_some_and(|token| token.kind == TokenKind::Word)
    });
    !is_question && words.count() >= FEWEST_WORDS
}

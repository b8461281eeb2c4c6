//! Which statements are one claim.

use std::collections::{BTreeMap, BTreeSet};

use super::context::StoryContext;
use super::statement::Statement;
use crate::collation::{Passage, Place};
use crate::text::TextSpan;
use crate::witness::{Term, TokenKind};

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

/// Share of the weight of the lesser of two statements that both must have in common, names left
/// out: two different things said of the same people are two claims.
const SHARED: f32 = 0.42;
/// Bits that they must share besides.
const SHARED_BITS: f32 = 3.5;
/// Members of a group that a statement is compared with.
const COMPARED: usize = 6;

/// A statement with what it says besides names.
struct Member<'a> {
    statement: &'a Statement,
    says: BTreeMap<Term, f32>,
}

/// The statements of a passage, in groups whose members agree on average in what they say, in
/// whose voice and how firmly. A statement goes to the group that it agrees with most.
fn parted<'a>(story: &'a StoryContext, passage: &Passage) -> Vec<Vec<&'a Statement>> {
    let mut groups: Vec<Vec<Member>> = Vec::new();
    let statements = passage
        .places
        .iter()
        .filter_map(|place| story.statement(*place));
    for statement in statements {
        let says = says(story, statement);
        let member = Member { statement, says };
        let agreements: Vec<f32> = groups
            .iter()
            .map(|group| agreement(group, &member))
            .collect();
        let best = (0..groups.len())
            .filter(|index| agreements[*index] >= SHARED)
            .max_by(|a, b| agreements[*a].total_cmp(&agreements[*b]).then(b.cmp(a)));
        match best.and_then(|index| groups.get_mut(index)) {
            Some(group) => group.push(member),
            None => groups.push(vec![member]),
        }
    }
    let statements = |group: Vec<Member<'a>>| group.into_iter().map(|m| m.statement).collect();
    groups.into_iter().map(statements).collect()
}

/// How far a statement agrees with a group, 0 to 1; 0 where voice or firmness part them.
fn agreement(group: &[Member], member: &Member) -> f32 {
    let compared = group.get(..COMPARED.min(group.len())).unwrap_or_default();
    let apart = compared.iter().any(|other| {
        other.statement.voice != member.statement.voice || other.statement.at_odds(member.statement)
    });
    if apart || compared.is_empty() {
        return 0.0;
    }
    let sum: f32 = compared
        .iter()
        .map(|other| shared(&other.says, &member.says))
        .sum();
    sum / compared.len() as f32
}

fn shared(a: &BTreeMap<Term, f32>, b: &BTreeMap<Term, f32>) -> f32 {
    let common: f32 = a
        .iter()
        .filter(|(term, _)| b.contains_key(term))
        .map(|(_, w)| w)
        .sum();
    let least = a.values().sum::<f32>().min(b.values().sum());
    if common < SHARED_BITS || least <= 0.0 {
        return 0.0;
    }
    common / least
}

/// The concepts of a statement with their weight, without those of names and titles.
fn says(story: &StoryContext, statement: &Statement) -> BTreeMap<Term, f32> {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return BTreeMap::new();
    };
    let lexicon = story.lexicon(statement.place.witness);
    let names: Vec<TextSpan> = story
        .names(statement.place)
        .flat_map(|name| [Some(name.span), name.title].into_iter().flatten())
        .collect();
    statement
        .narrated(witness)
        .filter_map(|index| witness.tokens.get(index))
        .filter(|token| !names.iter().any(|name| name.overlaps(token.span)))
        .map(|token| (lexicon.concept(token), story.rarity(token.stem).max(1.0)))
        .collect()
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

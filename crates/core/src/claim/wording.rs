//! Which wording of a claim is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::context::StoryContext;
use super::statement::Statement;
use crate::witness::Term;

/// What an unattested bit costs against an attested one, when a wording is chosen.
const COST_OF_EXTRAS: f32 = 0.6;

/// The wording that says most of what the others say, and least that they do not.
pub(super) fn best<'a>(story: &StoryContext, group: &[&'a Statement]) -> Option<&'a Statement> {
    let contents: Vec<BTreeSet<Term>> = group.iter().map(|s| concepts(story, s)).collect();
    let mut carriers: BTreeMap<Term, u32> = BTreeMap::new();
    for concept in contents.iter().flatten() {
        *carriers.entry(*concept).or_default() += 1;
    }
    let others = (group.len().max(2) - 1) as f32;
    let value = |concept: &Term| {
        let carried = carriers.get(concept).map_or(0, |n| n - 1) as f32 / others;
        let bits = story.rarity(*concept).max(1.0);
        bits * (carried - COST_OF_EXTRAS * (1.0 - carried))
    };
    let score = |index: usize| -> f32 { contents[index].iter().map(value).sum() };
    // Alone, every word is an extra: then the one statement there is.
    (0..group.len())
        .max_by(|a, b| score(*a).total_cmp(&score(*b)).then(b.cmp(a)))
        .and_then(|index| group.get(index).copied())
}

/// How much a statement says, in bits.
pub(super) fn weight(story: &StoryContext, statement: &Statement) -> f32 {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return 0.0;
    };
    let stems: BTreeSet<Term> = statement
        .narrated(witness)
        .filter_map(|index| witness.tokens.get(index))
        .map(|token| token.stem)
        .collect();
    stems.iter().map(|stem| story.rarity(*stem)).sum()
}

/// The concepts of a statement's narrated words.
fn concepts(story: &StoryContext, statement: &Statement) -> BTreeSet<Term> {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return BTreeSet::new();
    };
    let lexicon = story.lexicon(statement.place.witness);
    statement
        .narrated(witness)
        .filter_map(|index| witness.tokens.get(index))
        .map(|token| lexicon.concept(token))
        .collect()
}

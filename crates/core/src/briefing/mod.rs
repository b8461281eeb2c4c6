//! The briefing: the story in a few sentences, each carried by spans.
//!
//! A sentence is either taken whole from a report, or made from a template around words of
//! reports between quotation marks. Nothing is paraphrased. A sentence that leans on the one
//! before it ("He added …") is not taken; words of attribution are never cut away.

mod check;
mod choose;
mod entries;
mod stand_alone;
mod template;
#[cfg(test)]
mod tests;

pub use check::check;

use std::collections::BTreeSet;

use crate::claim::{Claim, StoryContext};
use crate::collation::Place;
use crate::contradiction::Contradiction;
use crate::dossier::{BriefingCount, OriginRange, Relation};
use crate::text::TextSpan;

/// A span of a witness: what carries a sentence of the briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Carrier {
    /// Index of the witness.
    pub witness: usize,
    /// The words.
    pub span: TextSpan,
}

/// A sentence of the briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefSentence {
    /// The sentence.
    pub text: String,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// What this number rests on.
    pub counted: BriefingCount,
    /// The witnesses that carry it, sorted.
    pub witnesses: Vec<usize>,
    /// The words that carry it, the shown ones first.
    pub carriers: Vec<Carrier>,
}

/// Words that somebody said, as the briefing may quote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The place of its utterance among those of the story.
    pub utterance: usize,
    /// The full name of who said it.
    pub speaker: String,
    /// Where a report names the speaker beside these words.
    pub named: Carrier,
    /// The words inside quotation marks, one unbroken stretch.
    pub words: Carrier,
    /// Every reading of the utterance.
    pub readings: Vec<Carrier>,
    /// How many origins attest it.
    pub origins: OriginRange,
}

/// How long a briefing may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Sentences, in all; 5 to 10 read well.
    pub sentences: usize,
    /// Of these, at most so many that say where reports differ.
    pub differences: usize,
    /// Of these, at most so many quotations.
    pub quotations: usize,
}

impl Length {
    /// A briefing of so many sentences, at most: one in eight may be quotations, three in
    /// eight may say where reports differ.
    pub const fn of_sentences(sentences: usize) -> Self {
        Self {
            sentences,
            differences: (3 * sentences).div_ceil(8),
            quotations: sentences.div_ceil(8),
        }
    }
}

impl Default for Length {
    fn default() -> Self {
        Self::of_sentences(10)
    }
}

/// Writes the briefing: statements in the order of the report that leads, then quotations, then
/// what one origin alone reports, then where reports differ.
pub fn write(
    story: &StoryContext,
    claims: &[Claim],
    sayings: &[Saying],
    contradictions: &[Contradiction],
    length: Length,
) -> Vec<BriefSentence> {
    let differences: Vec<BriefSentence> = contradictions
        .iter()
        .enumerate()
        .filter_map(|(place, found)| template::difference(story, place, found))
        .take(length.differences)
        .collect();
    let quotations: Vec<BriefSentence> = choose::sayings(story, sayings, length.quotations)
        .into_iter()
        .map(|saying| template::quotation(story, saying))
        .collect();
    let room = length
        .sentences
        .saturating_sub(differences.len() + quotations.len());
    let chosen = choose::claims(story, claims, &disputed(contradictions), room);
    let mut sentences: Vec<BriefSentence> = chosen
        .iter()
        .map(|choice| template::statement(story, choice))
        .collect();
    sentences.extend(quotations);
    sentences.extend(differences);
    sentences
}

/// The sentences that stand on a side of a disagreement.
fn disputed(contradictions: &[Contradiction]) -> BTreeSet<Place> {
    contradictions
        .iter()
        .filter(|found| found.relation == Relation::Disagree)
        .flat_map(|found| &found.sides)
        .flat_map(|side| &side.attestations)
        .flat_map(|attested| attested.places.iter().copied())
        .collect()
}

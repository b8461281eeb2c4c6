//! Claims: what reports state in narration, how often independently, and through whom.
//!
//! A claim is a group of sentences that say the same in the same voice: the report's own word and
//! "X says that …" stay apart, and so do what is affirmed, denied, planned and alleged. Sentences
//! that are mostly quotation belong to the utterances.

mod cluster;
mod context;
mod entries;
mod lexicon;
mod marks;
mod phrases;
mod remarks;
#[cfg(test)]
pub(crate) mod samples;
mod statement;
#[cfg(test)]
mod tests;
mod wording;

use crate::collation::Place;
use crate::contradiction::Contradiction;
use crate::dossier::{ClaimStatus, OriginRange, Relation};
use crate::text::TextSpan;

pub use context::{Identities, StoryContext};
pub use entries::{Receipts, attestation_entries};
pub(crate) use marks::{clause, is_break, token_from};
pub use statement::Voice;
pub(crate) use statement::{Statement, is_content};

/// A report that attests something: where, and through whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attested {
    /// Index of the witness.
    pub witness: usize,
    /// The sentences that say so, sorted.
    pub places: Vec<Place>,
    /// The words that say so: whole sentences or parts of them, in order.
    pub spans: Vec<TextSpan>,
    /// Through whom the report has it, as it names them.
    pub via: Vec<String>,
}

/// A statement that one or several reports make.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The wording that is shown: see [`gather`].
    pub wording: Place,
    /// Its text.
    pub text: String,
    /// Whose word it is.
    pub voice: Voice,
    /// How well it is attested.
    pub status: ClaimStatus,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// Who says so, by witness.
    pub attestations: Vec<Attested>,
    /// What is odd about it, in sentences for people.
    pub remarks: Vec<String>,
    /// How much it says, in bits of background rarity.
    pub weight: f32,
}

impl Claim {
    /// Every sentence that attests the claim.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.attestations
            .iter()
            .flat_map(|a| a.places.iter().copied())
    }
}

/// Gathers the claims of a story.
///
/// - A claim shows the wording whose content the other members carry best, so that the number of
///   origins speaks of (nearly) all that is shown; what only this wording adds is remarked.
/// - *Corroborated* needs two origins at the **lower** end of the range: reports that may depend
///   on each other, or that name the same relay, corroborate nothing.
/// - Best attested first, then by weight, then by place.
pub fn gather(story: &StoryContext) -> Vec<Claim> {
    let groups = cluster::groups(story);
    let given = remarks::Given::of(story);
    let mut claims: Vec<Claim> = groups
        .iter()
        .filter_map(|group| claim(story, &given, group))
        .collect();
    sort(&mut claims);
    claims
}

fn claim(story: &StoryContext, given: &remarks::Given, group: &[&Statement]) -> Option<Claim> {
    let wording = wording::best(story, group)?;
    let attestations = attestations(group);
    let origins = story.origins(&attestations);
    let status = match origins.min >= 2 {
        true => ClaimStatus::Corroborated,
        false => ClaimStatus::SingleOrigin,
    };
    let mut claim = Claim {
        wording: wording.place,
        text: story.text(wording.place).to_owned(),
        voice: wording.voice,
        status,
        origins,
        attestations,
        remarks: Vec::new(),
        weight: wording::weight(story, wording),
    };
    claim.remarks = remarks::of(story, given, &claim);
    Some(claim)
}

fn attestations(group: &[&Statement]) -> Vec<Attested> {
    let mut attestations: Vec<Attested> = Vec::new();
    for statement in group {
        let place = statement.place;
        let last = attestations
            .last_mut()
            .filter(|last| last.witness == place.witness);
        match last {
            Some(last) => {
                last.places.push(place);
                last.spans.push(statement.span);
                let new = statement.via.iter().filter(|via| !last.via.contains(via));
                let new: Vec<String> = new.cloned().collect();
                last.via.extend(new);
            }
            None => attestations.push(Attested {
                witness: place.witness,
                places: vec![place],
                spans: vec![statement.span],
                via: statement.via.clone(),
            }),
        }
    }
    attestations
}

fn sort(claims: &mut [Claim]) {
    claims.sort_by(|x, y| {
        let rank = |claim: &Claim| {
            (
                claim.origins.min,
                claim.origins.max,
                claim.attestations.len(),
            )
        };
        rank(y)
            .cmp(&rank(x))
            .then_with(|| y.weight.total_cmp(&x.weight))
            .then_with(|| x.wording.cmp(&y.wording))
    });
}

/// Marks the claims whose sentences stand on a side of a disagreement. An update is none.
pub fn mark_contradicted(claims: &mut [Claim], contradictions: &[Contradiction]) {
    let mut places: Vec<Place> = contradictions
        .iter()
        .filter(|found| found.relation == Relation::Disagree)
        .flat_map(|found| &found.sides)
        .flat_map(|side| &side.attestations)
        .flat_map(|attested| attested.places.iter().copied())
        .collect();
    places.sort_unstable();
    for claim in claims {
        if claim
            .places()
            .any(|place| places.binary_search(&place).is_ok())
        {
            claim.status = ClaimStatus::Contradicted;
        }
    }
}

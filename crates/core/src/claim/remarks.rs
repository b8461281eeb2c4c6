//! Odd ones out: details that one line alone gives of something that others report too.

use super::context::StoryContext;
use super::{Claim, Voice};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::witness::{Figure, Unit};

/// Remarks on a claim.
pub(super) fn of(story: &StoryContext, claim: &Claim) -> Vec<String> {
    let mut remarks = Vec::new();
    remarks.extend(spoken(story, claim));
    for attested in &claim.attestations {
        for place in &attested.places {
            lone_figures(story, claim, *place, &mut remarks);
            lone_dates(story, claim, *place, &mut remarks);
        }
    }
    remarks
}

/// Several reports of what one person says corroborate that it was said, no more.
fn spoken(story: &StoryContext, claim: &Claim) -> Option<String> {
    let Voice::Named(identity) = claim.voice else {
        return None;
    };
    let name = story.identities.name(identity);
    (claim.attestations.len() > 1 && !name.is_empty()).then(|| {
        format!("All have it from {name}: they attest that it was said, not that it is so")
    })
}

fn siglum<'a>(story: &StoryContext<'a>, witness: usize) -> &'a str {
    story
        .witnesses
        .get(witness)
        .map_or("", |w| w.siglum.0.as_str())
}

/// Figures that no other report of the claim gives, and no report elsewhere; ordinals also where
/// only this report makes the claim, if others speak of what they number.
fn lone_figures(story: &StoryContext, claim: &Claim, place: Place, remarks: &mut Vec<String>) {
    for figure in story.figures(place) {
        let ordinal = matches!(&figure.unit, Unit::Ordinal(noun) if !noun.is_empty());
        if !(ordinal || claim.attestations.len() > 1) || given_elsewhere(story, place, figure) {
            continue;
        }
        note(story, place, figure.span, remarks);
    }
}

fn given_elsewhere(story: &StoryContext, place: Place, figure: &Figure) -> bool {
    let same = |other: &Figure| {
        let ends = [Some(other.value), other.upper];
        ends.into_iter()
            .flatten()
            .any(|value| value.total_cmp(&figure.value).is_eq())
    };
    let others = story.witnesses.iter().enumerate();
    others
        .filter(|(index, _)| *index != place.witness)
        .any(|(_, witness)| witness.figures.iter().any(same))
}

/// Dates of a shared claim that no other report gives.
fn lone_dates(story: &StoryContext, claim: &Claim, place: Place, remarks: &mut Vec<String>) {
    if claim.attestations.len() < 2 {
        return;
    }
    for date in story.dates(place) {
        let Some(value) = date.value.filter(|_| !date.relative) else {
            continue;
        };
        let others = story.witnesses.iter().enumerate();
        let given = others
            .filter(|(index, _)| *index != place.witness)
            .flat_map(|(_, witness)| &witness.dates)
            .any(|other| other.value.is_some_and(|other| other.overlaps(&value)));
        if !given {
            note(story, place, date.span, remarks);
        }
    }
}

fn note(story: &StoryContext, place: Place, span: TextSpan, remarks: &mut Vec<String>) {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return;
    };
    let remark = format!(
        "Only {} gives “{}”",
        siglum(story, place.witness),
        witness.slice(span).trim()
    );
    if story.witnesses.len() > 1 && !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

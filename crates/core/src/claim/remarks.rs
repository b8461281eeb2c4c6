//! Odd ones out: details that one line alone gives of something that others report too.

use std::collections::{BTreeMap, BTreeSet};

use super::context::StoryContext;
use super::{Claim, Voice};
use crate::collation::Place;
use crate::origins::counted;
use crate::text::TextSpan;
use crate::time::DateValue;
use crate::witness::{Figure, Unit};

/// Which witnesses give a number anywhere in their story, by its value.
pub(super) struct Given {
    numbers: BTreeMap<u64, BTreeSet<usize>>,
    /// Witnesses with an ordinal of a noun ("45th president"), by the stem of the noun.
    numbered: BTreeMap<String, BTreeSet<usize>>,
    /// Witnesses by each date that they give.
    dates: BTreeMap<DateValue, BTreeSet<usize>>,
}

impl Given {
    /// Gathers the figures and dates of a story.
    pub(super) fn of(story: &StoryContext) -> Self {
        let mut given = Self {
            numbers: BTreeMap::new(),
            numbered: BTreeMap::new(),
            dates: BTreeMap::new(),
        };
        for (index, witness) in story.witnesses.iter().enumerate() {
            for figure in &witness.figures {
                given.add(figure, index);
            }
            for value in witness.dates.iter().filter_map(|date| date.value) {
                given.dates.entry(value).or_default().insert(index);
            }
        }
        given
    }

    fn add(&mut self, figure: &Figure, witness: usize) {
        for value in [Some(figure.value), figure.upper].into_iter().flatten() {
            let witnesses = self.numbers.entry(value.to_bits()).or_default();
            witnesses.insert(witness);
        }
        if let Unit::Ordinal(noun) = &figure.unit {
            self.numbered
                .entry(noun.clone())
                .or_default()
                .insert(witness);
        }
    }

    fn with_number(&self, figure: &Figure) -> BTreeSet<usize> {
        self.numbers
            .get(&figure.value.to_bits())
            .cloned()
            .unwrap_or_default()
    }

    fn with_date(&self, value: &DateValue) -> BTreeSet<usize> {
        let overlapping = self.dates.iter().filter(|(date, _)| date.overlaps(value));
        overlapping
            .flat_map(|(_, witnesses)| witnesses.iter().copied())
            .collect()
    }
}

/// Remarks on a claim.
pub(super) fn of(story: &StoryContext, given: &Given, claim: &Claim) -> Vec<String> {
    let mut remarks = Vec::new();
    remarks.extend(spoken(story, claim));
    if story.witnesses.len() < 2 {
        return remarks;
    }
    for attested in &claim.attestations {
        for place in &attested.places {
            lone_figures(story, given, claim, (*place, &attested.spans), &mut remarks);
            lone_dates(story, given, claim, (*place, &attested.spans), &mut remarks);
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

/// A sentence, and the words of its report that attest the claim.
type Attesting<'a> = (Place, &'a [TextSpan]);

/// Figures that no other line gives anywhere, in claims that others share; ordinals with a noun
/// also in claims of one report.
fn lone_figures(
    story: &StoryContext,
    given: &Given,
    claim: &Claim,
    (place, attested): Attesting,
    remarks: &mut Vec<String>,
) {
    let inside = |span: TextSpan| attested.iter().any(|words| words.overlaps(span));
    for figure in story.figures(place).filter(|figure| inside(figure.span)) {
        let ordinal = matches!(&figure.unit, Unit::Ordinal(noun) if !noun.is_empty());
        let shared = claim.origins.max > 1;
        if ordinal || shared {
            note(
                story,
                &given.with_number(figure),
                place,
                figure.span,
                remarks,
            );
        }
    }
}

/// Dates of a shared claim that no other line gives.
fn lone_dates(
    story: &StoryContext,
    given: &Given,
    claim: &Claim,
    (place, attested): Attesting,
    remarks: &mut Vec<String>,
) {
    if claim.origins.max < 2 {
        return;
    }
    let inside = |span: TextSpan| attested.iter().any(|words| words.overlaps(span));
    let dates = story.dates(place).filter(|date| inside(date.span));
    for date in dates.filter(|date| !date.relative) {
        if let Some(value) = date.value {
            note(story, &given.with_date(&value), place, date.span, remarks);
        }
    }
}

/// Notes a detail unless reports of several origins give it.
fn note(
    story: &StoryContext,
    witnesses: &BTreeSet<usize>,
    place: Place,
    span: TextSpan,
    remarks: &mut Vec<String>,
) {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return;
    };
    // The sentence of this report stands for the line; others are judged by their first sentence.
    let others = witnesses.iter().filter(|w| **w != place.witness);
    let mut places: Vec<Place> = others
        .map(|w| Place {
            witness: *w,
            sentence: 0,
        })
        .collect();
    places.push(place);
    if story.lineage.range(&counted(places.iter().copied())).max > 1 {
        return;
    }
    let mut sigla: Vec<&str> = places.iter().map(|p| story.siglum(p.witness)).collect();
    sigla.sort_unstable();
    sigla.dedup();
    let verb = if sigla.len() == 1 { "gives" } else { "give" };
    let words = witness.slice(span).trim();
    let remark = format!("Only {} {verb} “{words}”", sigla.join(", "));
    if !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

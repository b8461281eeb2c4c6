//! Contradictions: where reports say things that cannot both be right, or where a later report
//! gives a newer state.
//!
//! Every detector is one file and one line in [`DETECTORS`]. A detector yields findings: readings
//! of one thing with the value each gives. Findings become sides in [`sides`]: readings whose
//! values fit each other (rounding, "more than", ranges) stand on one side, and a report that
//! gives both values stands on none. Nothing is arbitrated. Precision comes before recall: two
//! sentences that merely give different facts are no contradiction.

mod age;
mod aligned;
mod attribute;
mod bearers;
mod clock;
mod counts;
mod entries;
mod extremum;
mod figure;
mod negation;
mod once;
mod relation;
mod same;
mod sides;
mod slots;
mod spelling;
#[cfg(test)]
mod tests;
mod toll;
mod value;

use std::collections::BTreeSet;

use crate::claim::{Attested, StoryContext};
use crate::collation::Place;
use crate::dossier::{ContradictionKind, Counted, OriginRange, Relation};
use crate::text::TextSpan;
pub(crate) use value::Value;

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What this side says, in the words of its first report.
    pub reading: String,
    /// How many origins stand behind it.
    pub origins: OriginRange,
    /// What this number rests on.
    pub counted: Counted,
    /// Who says so, by witness; the spans are the words themselves.
    pub attestations: Vec<Attested>,
}

/// A place where reports part.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// What it is about in kind.
    pub kind: ContradictionKind,
    /// Whether they disagree or one is later.
    pub relation: Relation,
    /// What it is about, in a few words.
    pub about: String,
    /// The sides, the best attested first.
    pub sides: Vec<Side>,
}

/// What one report says of the thing in question.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) place: Place,
    /// The words that say it.
    pub(crate) span: TextSpan,
    pub(crate) value: Value,
    /// Whether it may stand as a side only when that is an update ("one man is still sought").
    pub(crate) only_as_update: bool,
}

/// Readings of one thing.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: ContradictionKind,
    pub(crate) about: String,
    pub(crate) readings: Vec<Reading>,
    pub(crate) course: Course,
}

/// How a thing can change with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// It cannot: every difference is a disagreement.
    Fixed,
    /// It only grows, as the number of the dead.
    Grows,
    /// It goes up or down.
    Changes,
}

/// A detector: looks at the story and yields readings of the same things.
type Detector = fn(&StoryContext) -> Vec<Finding>;

/// All detectors.
const DETECTORS: &[Detector] = &[
    toll::findings,
    attribute::findings,
    figure::findings,
    age::findings,
    once::findings,
    clock::findings,
    relation::findings,
    extremum::findings,
    negation::findings,
    spelling::findings,
    counts::findings,
    aligned::findings,
    slots::findings,
];

/// Finds where reports part; the best attested first, then by place.
pub fn find(story: &StoryContext) -> Vec<Contradiction> {
    let findings = DETECTORS.iter().flat_map(|detector| detector(story));
    let mut found: Vec<Contradiction> = same::merged(findings.collect())
        .into_iter()
        .map(|finding| bearers::gathered(story, finding))
        .map(|finding| figure::in_words(story, finding))
        .filter_map(|finding| sides::part(story, &finding))
        .collect();
    found.sort_by_cached_key(order_key);
    without_repeats(found)
}

type OrderKey = (std::cmp::Reverse<usize>, ContradictionKind, Vec<Place>);

/// Contradictions with many attestations first; otherwise the order of the detectors stands.
fn order_key(found: &Contradiction) -> OrderKey {
    let attestations = found.sides.iter().flat_map(|side| &side.attestations);
    let places: Vec<Place> = attestations
        .flat_map(|attested| attested.places.iter().copied())
        .collect();
    (std::cmp::Reverse(places.len()), found.kind, places)
}

/// Leaves out what says no more than an earlier one of its kind: every span overlaps one of that.
fn without_repeats(found: Vec<Contradiction>) -> Vec<Contradiction> {
    let mut covered: BTreeSet<(ContradictionKind, usize, TextSpan)> = BTreeSet::new();
    let mut kept = Vec::new();
    for one in found {
        let spans = spans(&one);
        let known = |(witness, span): &(usize, TextSpan)| {
            let from = (one.kind, *witness, TextSpan::default());
            let to = (one.kind, *witness, TextSpan::new(span.end, 0));
            covered
                .range(from..to)
                .any(|(_, _, other)| other.overlaps(*span))
        };
        if !spans.iter().all(known) {
            covered.extend(
                spans
                    .iter()
                    .map(|(witness, span)| (one.kind, *witness, *span)),
            );
            kept.push(one);
        }
    }
    kept
}

fn spans(found: &Contradiction) -> Vec<(usize, TextSpan)> {
    let attestations = found.sides.iter().flat_map(|side| &side.attestations);
    let mut spans: Vec<_> = attestations
        .flat_map(|attested| attested.spans.iter().map(|span| (attested.witness, *span)))
        .collect();
    spans.sort_unstable();
    spans
}

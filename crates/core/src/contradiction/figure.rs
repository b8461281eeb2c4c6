//! Other figures, in sentences that answer each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{StoryContext, clause, is_content, token_from};
use crate::collation::{Passage, Place};
use crate::dossier::ContradictionKind;
use crate::text::TextSpan;
use crate::witness::{Figure, Term, Unit};

/// Content words on each side of a figure that say what it measures.
const NEAR: usize = 4;
/// Of these, two readings must share so many besides the noun.
const SHARED_NEAR: usize = 2;

/// Readings of figures with the same unit in the same passage, one figure of that unit a sentence.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let passages = story.collation.passages.iter();
    passages
        .flat_map(|passage| in_passage(story, passage))
        .collect()
}

/// How many times greater one of two figures of one thing may be.
const MOST_TIMES: f64 = 4.0;

struct Measured {
    reading: Reading,
    near: BTreeSet<Term>,
}

fn in_passage(story: &StoryContext, passage: &Passage) -> Vec<Finding> {
    let mut by_unit: BTreeMap<String, Vec<Measured>> = BTreeMap::new();
    for place in &passage.places {
        for (unit, measured) in measures(story, *place) {
            by_unit.entry(unit).or_default().push(measured);
        }
    }
    by_unit
        .into_iter()
        .filter_map(|(unit, measures)| finding(&unit, &measures))
        .collect()
}

/// The figures of a sentence by unit, where it has just one of that unit.
fn measures(story: &StoryContext, place: Place) -> BTreeMap<String, Measured> {
    let mut found: BTreeMap<String, Vec<Measured>> = BTreeMap::new();
    let Some(statement) = story.statement(place) else {
        return BTreeMap::new();
    };
    for figure in story.figures(place) {
        let Some(unit) = unit_key(figure) else {
            continue;
        };
        let measured = measured(story, statement.place, figure);
        found.entry(unit).or_default().extend(measured);
    }
    found
        .into_iter()
        .filter_map(|(unit, mut all)| match all.len() {
            1 => all.pop().map(|one| (unit, one)),
            _ => None,
        })
        .collect()
}

/// A name for what is measured; `None` for bare numbers, which say nothing alone.
pub(super) fn unit_key(figure: &Figure) -> Option<String> {
    match &figure.unit {
        Unit::Count(noun) if noun.is_empty() => None,
        Unit::Count(noun) => Some(format!("number of {noun}")),
        Unit::Ordinal(noun) if noun.is_empty() => None,
        Unit::Ordinal(noun) => Some(format!("ordinal of {noun}")),
        Unit::Money(currency) => Some(format!("sum of money ({currency})")),
        Unit::Percent => Some("percentage".to_owned()),
        Unit::Duration(unit) => Some(format!("number of {unit}s")),
        // Ages have a detector of their own, and a share of what is seldom said.
        Unit::Measure(unit) if unit == "age" || unit == "share" => None,
        Unit::Measure(unit) => Some(format!("number of {unit}")),
        Unit::None => None,
    }
}

/// What a finding is about, in the words of its first report instead of a stem: "number of minutes".
pub(super) fn in_words(story: &StoryContext, finding: Finding) -> Finding {
    let first = finding.readings.first();
    let words = first.and_then(|reading| {
        let witness = story.witnesses.get(reading.place.witness)?;
        let mut figures = story.figures(reading.place);
        let figure = figures.find(|figure| {
            figure.span.overlaps(reading.span) && unit_key(figure).as_ref() == Some(&finding.about)
        })?;
        let behind = TextSpan::new(figure.number.end, figure.span.end.max(figure.number.end));
        let noun = witness.slice(behind).trim_matches([' ', '-', '\u{a0}']);
        match &figure.unit {
            _ if noun.is_empty() => None,
            Unit::Ordinal(_) => Some(format!("which {noun}")),
            Unit::Count(_) | Unit::Measure(_) | Unit::Duration(_) => {
                Some(format!("number of {noun}"))
            }
            _ => None,
        }
    });
    Finding {
        about: words.unwrap_or(finding.about),
        ..finding
    }
}

fn measured(story: &StoryContext, place: Place, figure: &Figure) -> Option<Measured> {
    let statement = story.statement(place)?;
    let witness = story.witnesses.get(place.witness)?;
    let number = token_from(witness, figure.number.start);
    if statement.is_quoted(number) {
        return None;
    }
    let counted = witness.tokens.get(token_from(witness, figure.number.end));
    let people = counted.is_some_and(|t| story.lexicon(place.witness).persons_in_general(t));
    // What became of people is for the detector of tolls.
    if people {
        return None;
    }
    let clause = clause(witness, &statement.tokens, number);
    let own = |index: &usize| {
        witness
            .tokens
            .get(*index)
            .is_some_and(|token| !token.span.overlaps(figure.span))
    };
    let content = |index: &usize| witness.tokens.get(*index).is_some_and(is_content);
    let before = (clause.start..number)
        .rev()
        .filter(content)
        .filter(own)
        .take(NEAR);
    let after = (number..clause.end).filter(content).filter(own).take(NEAR);
    let lexicon = story.lexicon(place.witness);
    let near = before
        .chain(after)
        .filter_map(|index| witness.tokens.get(index))
        .map(|token| lexicon.concept(token))
        .collect();
    let reading = Reading {
        place,
        span: figure.span,
        value: Value::of_figure(figure),
        only_as_update: false,
    };
    Some(Measured { reading, near })
}

/// Readings that measure the same as the first one whose surroundings most others share.
fn finding(unit: &str, measures: &[Measured]) -> Option<Finding> {
    let witnesses: BTreeSet<usize> = measures.iter().map(|m| m.reading.place.witness).collect();
    (witnesses.len() >= 2).then_some(())?;
    let of_same = |seed: &Measured| -> Vec<Reading> {
        measures
            .iter()
            .filter(|m| measures_the_same(m, seed))
            .map(|m| m.reading.clone())
            .collect()
    };
    // A bounded number of seeds keeps large passages linear.
    let best = measures
        .iter()
        .take(SEEDS)
        .map(of_same)
        .max_by_key(Vec::len)?;
    (best.len() >= 2).then(|| Finding {
        kind: ContradictionKind::Figure,
        about: unit.to_owned(),
        readings: best,
        course: Course::Changes,
    })
}

/// Whether two figures stand among the same words: half of the fewer of them, and two at least.
fn measures_the_same(a: &Measured, b: &Measured) -> bool {
    let shared = a.near.intersection(&b.near).count();
    let numbers = [&a.reading, &b.reading].map(|reading| reading.value.number().unwrap_or(0.0));
    let (low, high) = (numbers[0].min(numbers[1]), numbers[0].max(numbers[1]));
    high <= low * MOST_TIMES
        && shared >= SHARED_NEAR
        && shared * 2 >= a.near.len().min(b.near.len())
}

/// Measures of a passage that are tried as the one the others are compared with.
const SEEDS: usize = 8;

//! Who else gives the figures of a finding.
//!
//! A detector sets figures against each other where their clauses show that they are of one thing.
//! Reports that give the very same number of the very same thing in other words bear one side or
//! the other, too: without them a slip that one copyist made passes for news.

use std::collections::BTreeSet;

use super::{Finding, Reading, Value};
use crate::claim::{StoryContext, counts_the_same, is_content, token_from};
use crate::collation::Place;
use crate::dossier::ContradictionKind;
use crate::witness::{Figure, Term, Unit};

/// From here on a number with what it counts is of one thing wherever it stands in a story.
const TELLING: f64 = 10.0;
/// Bits from which a word is rare enough to tie two sentences to one thing.
const RARE: f32 = 2.5;

/// The finding with the readings of all reports that give one of its figures and not another.
pub(super) fn gathered(story: &StoryContext, mut finding: Finding) -> Finding {
    if finding.kind != ContradictionKind::Figure {
        return finding;
    }
    let given: Vec<(&Figure, &Reading)> = finding
        .readings
        .iter()
        .filter_map(|reading| Some((counted(story, reading)?, reading)))
        .collect();
    if given.len() < finding.readings.len() {
        return finding;
    }
    let known: BTreeSet<usize> = given.iter().map(|(_, r)| r.place.witness).collect();
    let others = (0..story.witnesses.len()).filter(|witness| !known.contains(witness));
    let more: Vec<Reading> = others
        .flat_map(|witness| borne(story, witness, &given))
        .collect();
    finding.readings.extend(more);
    finding
}

/// The figure of a reading, where its number and what it counts tell which it is.
fn counted<'s>(story: &StoryContext<'s>, reading: &Reading) -> Option<&'s Figure> {
    let witness = story.witnesses.get(reading.place.witness)?;
    let mut inside = witness
        .figures
        .iter()
        .filter(|figure| reading.span.overlaps(figure.number));
    let figure = inside.next()?;
    let tells = match &figure.unit {
        Unit::Count(noun) => !noun.is_empty() && noun != "age",
        Unit::Measure(unit) => unit != "age" && unit != "share",
        Unit::Money(_) | Unit::Percent | Unit::Duration(_) => true,
        _ => false,
    };
    (tells && figure.value >= TELLING).then_some(figure)
}

/// The readings of a report that gives the figure of one side and of no other.
fn borne(story: &StoryContext, witness: usize, given: &[(&Figure, &Reading)]) -> Vec<Reading> {
    let Some(report) = story.witnesses.get(witness) else {
        return Vec::new();
    };
    let mut found: Vec<Reading> = Vec::new();
    for figure in report.figures.iter().filter(|f| f.value >= TELLING) {
        let value = Value::of_figure(figure);
        let Some(sentence) = report.sentence_at(figure.span) else {
            continue;
        };
        let place = Place { witness, sentence };
        let same = |(other, reading): &&(&Figure, &Reading)| {
            reading.value == value && is_of_one(story, (place, figure), (reading.place, other))
        };
        if given.iter().find(same).is_none() {
            continue;
        }
        let number = token_from(report, figure.number.start);
        let told = story
            .statement(place)
            .is_some_and(|statement| !statement.is_quoted(number));
        if told && !super::counts::is_whole(report, number) {
            found.push(Reading {
                place,
                span: figure.span,
                value,
                only_as_update: false,
            });
        }
    }
    let one = found.windows(2).all(|pair| match pair {
        [a, b] => a.value == b.value,
        _ => true,
    });
    if one { found } else { Vec::new() }
}

/// Whether two figures with one number are of one thing: they count the same, or people, or they are
/// shares or times in sentences that share a rare word.
fn is_of_one(story: &StoryContext, a: (Place, &Figure), b: (Place, &Figure)) -> bool {
    let same = counts_the_same(a.1, b.1, &story.alignment().related);
    match a.1.unit {
        Unit::Percent | Unit::Duration(_) => {
            same && !rare(story, a.0).is_disjoint(&rare(story, b.0))
        }
        _ => same || counts_people(story, a) && counts_people(story, b),
    }
}

fn counts_people(story: &StoryContext, (place, figure): (Place, &Figure)) -> bool {
    let witness = story.witnesses.get(place.witness);
    let next = witness.and_then(|w| w.tokens.get(token_from(w, figure.number.end)));
    next.is_some_and(|token| story.lexicon(place.witness).persons.has(token))
}

fn rare(story: &StoryContext, place: Place) -> BTreeSet<Term> {
    let tokens = story
        .statement(place)
        .map(|statement| statement.tokens.clone());
    let stems = tokens.into_iter().flatten();
    stems
        .filter_map(|at| story.token(place.witness, at))
        .filter(|token| is_content(token) && story.rarity(token.stem) >= RARE)
        .map(|token| token.stem)
        .collect()
}

//! A count that each report gives once: passengers on board, customers affected.
//!
//! Where three or more reports count one kind of thing one way each, they count the same thing, and
//! of two answers one is wrong or old. What a report counts in several ways ("four patients died,
//! 140 were moved") it answers in none; the detector of tolls looks at those.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::unit_key;
use super::{Course, Finding, Reading, Value};
use crate::claim::{StoryContext, token_from};
use crate::collation::Place;
use crate::dossier::ContradictionKind;
use crate::time::DateValue;
use crate::witness::{Figure, Term, Unit, Witness};

/// Reports that must count a thing before it is one thing.
const FEWEST_REPORTS: usize = 3;
/// Answers to one question; more are several questions.
const ANSWERS: usize = 2;
/// How many times greater one answer to a question may be; beyond that they answer two.
const MOST_TIMES: f64 = 2.5;
/// Smaller counts stand for too many things: "two men", "three days".
const LEAST: f64 = 5.0;

/// Readings of counts that each report gives once.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_noun: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    for (index, witness) in story.witnesses.iter().enumerate() {
        for figure in &witness.figures {
            if let Some((noun, reading)) = counted(story, index, figure) {
                by_noun.entry(noun).or_default().push(reading);
            }
        }
    }
    by_noun
        .into_iter()
        .map(|(about, readings)| (about, of_one_question(readings)))
        .filter(|(_, readings)| !readings.is_empty() && !are_of_two_days(story, readings))
        .map(|(about, readings)| Finding {
            kind: ContradictionKind::Figure,
            about,
            readings,
            course: Course::Changes,
        })
        .collect()
}

fn counted(story: &StoryContext, witness: usize, figure: &Figure) -> Option<(String, Reading)> {
    let counts = matches!(&figure.unit, Unit::Count(noun) if !noun.is_empty() && noun != "age");
    (counts && figure.value >= LEAST).then_some(())?;
    let report = story.witnesses.get(witness)?;
    let sentence = report.sentence_at(figure.span)?;
    let place = Place { witness, sentence };
    let statement = story.statement(place)?;
    let number = token_from(report, figure.number.start);
    let people = report.tokens.get(number + 1);
    let people = people.is_some_and(|token| story.lexicon(witness).persons_in_general(token));
    // "Had it been put off, 260,000 payments …" counts what never was.
    let number = token_from(report, figure.number.start);
    let supposed =
        crate::claim::clause(report, &statement.tokens, number).any(|at| statement.is_supposed(at));
    if supposed || opens_with_condition(report, statement) {
        return None;
    }
    // What became of people counted is for the detector of tolls.
    let fate = super::toll::has_fate(story, statement, figure);
    if people || fate || statement.is_quoted(number) || is_whole(report, number) {
        return None;
    }
    let reading = Reading {
        place,
        span: figure.span,
        value: Value::of_figure(figure),
        only_as_update: false,
    };
    Some((unit_key(figure)?, reading))
}

/// Whether a sentence starts with a condition.
fn opens_with_condition(report: &Witness, statement: &crate::claim::Statement) -> bool {
    let first = report.tokens.get(statement.tokens.start);
    first.is_some_and(|token| {
        ["had", "if", "were", "unless"]
            .iter()
            .any(|word| token.word == Term::of(word))
    })
}

/// Whether each reading is of a day of its own ("900 calls on Friday", "2,300 by Sunday").
pub(super) fn are_of_two_days(story: &StoryContext, readings: &[Reading]) -> bool {
    let days = |reading: &Reading| -> Vec<DateValue> {
        let dates = story.dates(reading.place).filter_map(|date| date.value);
        dates.collect()
    };
    let dated: Vec<(&Reading, Vec<DateValue>)> = readings
        .iter()
        .map(|reading| (reading, days(reading)))
        .filter(|(_, days)| !days.is_empty())
        .collect();
    dated.iter().any(|(one, days)| {
        dated.iter().any(|(other, others)| {
            let meet = days
                .iter()
                .any(|day| others.iter().any(|d| day.overlaps(d)));
            !one.value.fits(&other.value) && !meet
        })
    })
}

fn are_near(answers: &[Value], given: &BTreeSet<usize>) -> bool {
    let numbers = given.iter().filter_map(|at| answers.get(*at)?.number());
    let (least, greatest) = numbers.fold((f64::MAX, f64::MIN), |(least, greatest), number| {
        (least.min(number), greatest.max(number))
    });
    greatest <= least * MOST_TIMES
}

/// Whether a number is the whole of which a part is told: "3 of the bank's 40 branches".
pub(super) fn is_whole(report: &Witness, number: usize) -> bool {
    /// Words between "of" and the number.
    const REACH: usize = 4;
    let before = report.tokens.get(number.saturating_sub(REACH)..number);
    before.is_some_and(|tokens| tokens.iter().any(|token| token.word == Term::of("of")))
}

/// The readings of the reports that give one answer, if enough do and there are two answers.
pub(super) fn of_one_question(readings: Vec<Reading>) -> Vec<Reading> {
    let mut answers: Vec<Value> = Vec::new();
    let mut by_report: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for reading in &readings {
        let known = answers
            .iter()
            .position(|answer| answer.fits(&reading.value));
        let answer = known.unwrap_or_else(|| {
            answers.push(reading.value.clone());
            answers.len() - 1
        });
        by_report
            .entry(reading.place.witness)
            .or_default()
            .insert(answer);
    }
    by_report.retain(|_, answers| answers.len() == 1);
    let given: BTreeSet<usize> = by_report.values().flatten().copied().collect();
    if by_report.len() < FEWEST_REPORTS || given.len() != ANSWERS || !are_near(&answers, &given) {
        return Vec::new();
    }
    let mut readings = readings;
    readings.retain(|reading| by_report.contains_key(&reading.place.witness));
    readings
}

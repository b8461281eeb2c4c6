//! Figures that answer one question, wherever they stand: how many lamps were bought, how large an
//! area burned, what was offered for a share.
//!
//! An answer is one number of one thing, with all reports that give it. Two answers stand against
//! each other where no report gives both as two things, and either nothing else of that kind is
//! counted in the whole story, or the numbers are next to each other and most reports give one of
//! them: a story counts few things so nearly alike. The words around them need not be the same, so
//! that what was written anew stands against what was copied.

mod mention;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading};
use crate::claim::StoryContext;
use crate::collation::Place;
use crate::dossier::ContradictionKind;
pub(super) use mention::is_of_another_time;
use mention::{Answer, Kind, Mention, answers, mentions};

/// Answers of one kind that are compared, the best attested first.
const MOST_ANSWERS: usize = 120;
/// How many times greater one of two answers may be where nothing else is counted.
const MOST_TIMES: f64 = 4.0;
/// The same where other things of that kind are counted: next to each other.
const NEXT_TIMES: f64 = 1.13;
/// Share of the reports that must give one of two such answers.
const MOST_REPORTS: f64 = 0.55;
/// Fewest reports that must give one of two answers.
const FEWEST_REPORTS: usize = 3;
/// Fewest reports that must give one of two numbers next to each other.
const FEWEST_OF_NEXT: usize = 4;
/// Smaller numbers count too many things.
const LEAST: f64 = 5.0;
/// From here on an ordinal is of one thing ("the 116th minute"); "first" and "third" are of many.
const LEAST_PLACE: f64 = 20.0;

/// Readings of answers that stand against each other.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let related = &story.alignment().related;
    let answers = answers(related, mentions(story));
    let mut by_kind: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (at, answer) in answers.iter().enumerate() {
        by_kind.entry(answer.kind()).or_default().push(at);
    }
    let mut found = Vec::new();
    for all in by_kind.values_mut() {
        all.sort_by_key(|at| (std::cmp::Reverse(answers[*at].reports.len()), *at));
        all.truncate(MOST_ANSWERS);
        let answers: Vec<&Answer> = all.iter().map(|at| &answers[*at]).collect();
        found.extend(of_kind(story, &answers));
    }
    found
}

/// Findings among the answers of one kind, the best attested first: each answer in one at most.
fn of_kind(story: &StoryContext, answers: &[&Answer]) -> Vec<Finding> {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for a in 0..answers.len() {
        for b in a + 1..answers.len() {
            let free = !taken.contains(&a) && !taken.contains(&b);
            if free && answer_one(story, answers, [a, b]) {
                taken.extend([a, b]);
                found.push(finding(&[answers[a], answers[b]]));
            }
        }
    }
    found
}

/// Whether two answers are answers to one question.
fn answer_one(story: &StoryContext, answers: &[&Answer], pair: [usize; 2]) -> bool {
    let related = &story.alignment().related;
    let [a, b] = pair.map(|at| answers[at]);
    let (low, high) = (a.number().min(b.number()), a.number().max(b.number()));
    if a.mentions[0].value.fits(&b.mentions[0].value) || !counts_enough(a.kind(), low) {
        return false;
    }
    let given = a.reports.union(&b.reports).count();
    if given < FEWEST_REPORTS || high > low * MOST_TIMES || !a.counts_alike(related, b) {
        return false;
    }
    let mut both = a.reports.intersection(&b.reports);
    if both.any(|report| !tells_change(a, b, *report)) {
        return false;
    }
    let share = given as f64 / story.witnesses.len().max(1) as f64;
    let next = high <= low * NEXT_TIMES && given >= FEWEST_OF_NEXT && share >= MOST_REPORTS;
    let counted = |at: usize| !pair.contains(&at) && answers[at].counts_alike(related, a);
    let only = a.kind().counts_things() && !(0..answers.len()).any(counted);
    (only || next) && !super::counts::are_of_two_days(story, &readings(&[a, b]))
}

fn counts_enough(kind: Kind, low: f64) -> bool {
    low >= if kind == Kind::Place {
        LEAST_PLACE
    } else {
        LEAST
    }
}

/// Whether a report gives both answers in one sentence that says that something changed.
fn tells_change(a: &Answer, b: &Answer, report: usize) -> bool {
    let of = |answer: &'_ Answer| -> BTreeSet<Place> {
        let told = answer.mentions.iter().filter(|m| m.says_changed);
        let told = told.filter(|m| m.place.witness == report);
        told.map(|m| m.place).collect()
    };
    !of(a).is_disjoint(&of(b))
}

fn readings(members: &[&Answer]) -> Vec<Reading> {
    let reading = |mention: &Mention| Reading {
        place: mention.place,
        span: mention.span(),
        value: mention.value.clone(),
        only_as_update: false,
    };
    let mentions = members.iter().flat_map(|answer| &answer.mentions);
    mentions.map(reading).collect()
}

fn finding(members: &[&Answer]) -> Finding {
    let mut mentions = members.iter().flat_map(|answer| &answer.mentions);
    let about = mentions.find_map(|m| super::figure::unit_key(m.figure));
    Finding {
        kind: ContradictionKind::Figure,
        about: about.unwrap_or_else(|| "number".to_owned()),
        readings: readings(members),
        course: Course::Changes,
    }
}

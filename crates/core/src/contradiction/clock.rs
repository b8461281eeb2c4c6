//! Times of day of one happening.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Statement, StoryContext, clause, is_content, token_from};
use crate::dossier::ContradictionKind;
use crate::time::Precision;
use crate::witness::{DateMention, Term};

/// Minutes by which a time on the hour or half hour may be off without a word; more exact times
/// are taken at their word.
const ROUND_SLACK: i32 = 5;
/// Minutes by which every time may be off.
const SLACK: i32 = 4;
/// Concepts that two readings must share to speak of one happening.
const SHARED: usize = 2;

struct Timed {
    reading: Reading,
    day: jiff::civil::Date,
    concepts: BTreeSet<Term>,
}

/// Readings of the time of one happening: the same day and at least two concepts of the clause.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let timed: Vec<Timed> = story
        .statements()
        .flat_map(|statement| {
            story
                .dates(statement.place)
                .filter_map(move |date| timed(story, statement, date))
        })
        .collect();
    let mut by_pair: BTreeMap<(jiff::civil::Date, Term, Term), Vec<Reading>> = BTreeMap::new();
    for one in &timed {
        for (index, first) in one.concepts.iter().enumerate() {
            for second in one.concepts.iter().skip(index + 1).take(NEAREST) {
                let key = (one.day, *first, *second);
                by_pair.entry(key).or_default().push(one.reading.clone());
            }
        }
    }
    debug_assert_eq!(SHARED, 2);
    by_pair
        .into_values()
        .filter(|readings| readings.len() > 1)
        .map(|readings| Finding {
            kind: ContradictionKind::Date,
            about: "time of day".to_owned(),
            readings,
            course: Course::Fixed,
        })
        .collect()
}

/// Content words nearest to a time that say what happened then.
const NEAREST: usize = 6;

fn timed(story: &StoryContext, statement: &Statement, date: &DateMention) -> Option<Timed> {
    let value = date.value.filter(|v| v.precision >= Precision::Minute)?;
    let minute = i32::try_from(value.second_of_day? / 60).ok()?;
    let witness = story.witnesses.get(statement.place.witness)?;
    let at = token_from(witness, date.span.start);
    (!statement.is_quoted(at)).then_some(())?;
    let lexicon = story.lexicon(statement.place.witness);
    let mut content: Vec<usize> = clause(witness, &statement.tokens, at)
        .filter(|index| witness.tokens.get(*index).is_some_and(is_content))
        .filter(|index| {
            witness
                .tokens
                .get(*index)
                .is_some_and(|t| !t.span.overlaps(date.span))
        })
        .collect();
    content.sort_by_key(|index| (index.abs_diff(at), *index));
    let concepts = content
        .iter()
        .take(NEAREST)
        .filter_map(|index| witness.tokens.get(*index))
        .map(|token| lexicon.concept(token))
        .collect();
    let round = if minute % 30 == 0 { ROUND_SLACK } else { 0 };
    Some(Timed {
        reading: Reading {
            place: statement.place,
            span: date.span,
            value: Value::Clock {
                minute,
                slack: SLACK + round,
            },
            only_as_update: false,
        },
        day: value.from,
        concepts,
    })
}

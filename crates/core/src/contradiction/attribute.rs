//! What a figure in front of a noun says of it: "the 400-pound bell", "a three-year-old boy".
//!
//! Such a figure belongs to the thing itself, and a story has few things of one kind: where each of
//! three or more reports gives one, and there are two answers in all, one of them is wrong.

use super::counts::of_one_question;
use super::slots::is_of_another_time;
use super::{Course, Finding, Reading, Value};
use crate::claim::{Related, Statement, StoryContext, is_content, token_from};
use crate::dossier::ContradictionKind;
use crate::text::TextSpan;
use crate::witness::{Figure, Term, TokenKind, Unit, Witness};

/// Words behind the figure among which its noun stands ("the 20-mile exclusion zone").
const NEAR: usize = 2;
/// What a relation between two nouns must be worth for both to be one thing's.
const SAME_NOUN: f32 = 0.5;
/// Figures of one thing that a further one is compared with.
const FELLOWS: usize = 12;
/// By how much, as a share, two ages of one person differ at most; a year always.
const AGES_DIFFER: f64 = 0.1;

/// A figure with the noun that it describes.
struct Described {
    unit: String,
    /// Stems of the words behind it.
    nouns: Vec<Term>,
    /// The noun as the report writes it.
    noun: String,
    reading: Reading,
}

/// Readings of what figures say of one thing.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let related = &story.alignment().related;
    let mut things: Vec<Vec<Described>> = Vec::new();
    for statement in story.statements() {
        for figure in story.figures(statement.place) {
            let Some(found) = described(story, statement, figure) else {
                continue;
            };
            let fits = |thing: &Vec<Described>| {
                let mut members = thing.iter().take(FELLOWS);
                members.any(|other| are_of_one(related, &found, other))
            };
            match things.iter().position(fits) {
                Some(at) => things[at].push(found),
                None => things.push(vec![found]),
            }
        }
    }
    things.into_iter().filter_map(finding).collect()
}

fn finding(thing: Vec<Described>) -> Option<Finding> {
    let first = thing.first()?;
    let is_age = first.unit == AGE;
    let about = match is_age {
        true => format!("age of the {}", first.noun),
        false => format!("{}s, of the {}", first.unit, first.noun),
    };
    let readings = thing.into_iter().map(|described| described.reading);
    let readings = of_one_question(readings.collect());
    let wanted = !readings.is_empty() && (!is_age || are_one_age(&readings));
    wanted.then_some(Finding {
        kind: ContradictionKind::Figure,
        about,
        readings,
        course: if is_age {
            Course::Fixed
        } else {
            Course::Changes
        },
    })
}

const AGE: &str = "age";

/// Whether ages are near enough to be one person's.
fn are_one_age(readings: &[Reading]) -> bool {
    let ages = || readings.iter().filter_map(|reading| reading.value.number());
    let (least, most) = (
        ages().fold(f64::MAX, f64::min),
        ages().fold(f64::MIN, f64::max),
    );
    most - least <= (AGES_DIFFER * most).max(1.0)
}

fn are_of_one(related: &Related, a: &Described, b: &Described) -> bool {
    let alike = |x: &Term, y: &Term| x == y || related.worth(*x, *y) >= SAME_NOUN;
    let firsts = a.nouns.first().zip(b.nouns.first());
    let first = firsts.is_some_and(|(x, y)| alike(x, y));
    // "The 35-year-old driver" and "the 37-year-old Finnish driver" may be two people.
    let any = || a.nouns.iter().any(|x| b.nouns.iter().any(|y| alike(x, y)));
    a.unit == b.unit && (first || a.unit != AGE && any())
}

fn described(story: &StoryContext, statement: &Statement, figure: &Figure) -> Option<Described> {
    let place = statement.place;
    let witness = story.witnesses.get(place.witness)?;
    let unit = match &figure.unit {
        Unit::Measure(unit) | Unit::Duration(unit) => unit,
        _ => return None,
    };
    let number = token_from(witness, figure.number.start);
    let aside = statement.is_quoted(number)
        || statement.is_supposed(number)
        || is_of_another_time(story, witness, statement, number);
    if aside || !(unit == AGE || is_joined(witness, figure)) {
        return None;
    }
    let behind = behind_brackets(witness, token_from(witness, figure.span.end));
    let behind = witness.tokens.get(behind..)?.iter().take(NEAR);
    let lexicon = story.lexicon(place.witness);
    let nouns: Vec<_> = behind
        .take_while(|token| token.kind == TokenKind::Word && is_content(token))
        .take_while(|token| !lexicon.stopwords.has(token))
        .collect();
    let first = nouns.first()?;
    Some(Described {
        unit: unit.clone(),
        noun: witness.slice(first.span).to_owned(),
        nouns: nouns.iter().map(|token| token.stem).collect(),
        reading: Reading {
            place,
            span: figure.span.cover(first.span),
            value: Value::of_figure(figure),
            only_as_update: false,
        },
    })
}

/// The token behind a remark in brackets that opens at a token ("400-pound (181-kg) bell").
fn behind_brackets(witness: &Witness, at: usize) -> usize {
    /// Tokens of such a remark.
    const LONGEST: usize = 6;
    let is = |at: usize, mark: &str| {
        let token = witness.tokens.get(at);
        token.is_some_and(|token| witness.slice(token.span) == mark)
    };
    let closes = (at..at + LONGEST).find(|at| is(*at, ")"));
    match closes.filter(|_| is(at, "(")) {
        Some(close) => close + 1,
        None => at,
    }
}

/// Whether a hyphen joins the number to its unit, as in front of a noun.
fn is_joined(witness: &Witness, figure: &Figure) -> bool {
    let between = TextSpan::new(figure.number.end, figure.span.end.max(figure.number.end));
    witness.slice(between).starts_with(['-', '‐', '‑'])
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use crate::claim::samples::{Sample, Story, as_read};
    use crate::contradiction::find;
    use crate::dossier::Relation;

    const DAY: Date = date(2031, 5, 14);

    fn found(reports: &[&str]) -> Vec<(String, Relation, usize)> {
        let sigla = ["A", "B", "C", "D"];
        let reports = sigla.iter().zip(reports);
        let reports: Vec<Sample> = reports.map(|(s, text)| as_read(s, DAY, &[text])).collect();
        let story = Story::unrelated(reports);
        let found = find(&story.context()).into_iter();
        found
            .map(|c| (c.about, c.relation, c.sides.len()))
            .collect()
    }

    #[test]
    fn two_ages_of_one_child_part() {
        let found = found(&[
            "A four-year-old boy fell into the harbour at Orlend and was pulled out.",
            "Sailors at Orlend pulled a 4-year-old boy from the harbour.",
            "The harbour of Orlend nearly cost a three-year-old boy his life.",
        ]);
        let wanted = ("age of the boy".to_owned(), Relation::Disagree, 2);
        assert_eq!(found, [wanted]);
    }

    #[test]
    fn two_weights_of_one_thing_part() {
        let found = found(&[
            "A 400-pound bell fell from the tower of Orlend on Monday.",
            "The tower of Orlend lost its 400-pound bell.",
            "In Orlend a 480-pound bell came down with the tower.",
        ]);
        let wanted = ("pounds, of the bell".to_owned(), Relation::Disagree, 2);
        assert_eq!(found, [wanted]);
    }

    #[test]
    fn ages_of_several_people_and_of_other_times_are_left_alone() {
        let several = found(&[
            "A four-year-old boy fell into the harbour at Orlend.",
            "A 4-year-old boy fell into the harbour at Orlend.",
            "An 11-year-old boy pulled the child from the harbour at Orlend.",
        ]);
        assert_eq!(several, []);
        let both = found(&[
            "A four-year-old boy fell into the harbour at Orlend, and a five-year-old boy after him.",
            "A 4-year-old boy fell into the harbour at Orlend.",
            "A five-year-old boy fell into the harbour at Orlend.",
        ]);
        assert_eq!(both, []);
        let earlier = found(&[
            "A four-year-old boy fell into the harbour at Orlend.",
            "A 4-year-old boy fell into the harbour at Orlend.",
            "In June 1996 a three-year-old boy fell into the harbour at Orlend.",
        ]);
        assert_eq!(earlier, []);
    }
}

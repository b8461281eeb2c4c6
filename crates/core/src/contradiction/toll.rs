//! Counts of people and what became of them: killed, injured, missing, moved out, arrested.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Statement, StoryContext, clause, is_content, token_from};
use crate::collation::Place;
use crate::dossier::ContradictionKind;
use crate::text::TextSpan;
use crate::witness::{Figure, Term, Token, Unit, Witness};

/// Days before the story's first date from which on something is another event.
const OTHER_EVENT_DAYS: i64 = 4;
/// Bits from which a word is rare enough to tie two passages to one event.
const RARE: f32 = 2.5;
/// Rare words that two sides must share around their counts.
const SHARED_WORDS: usize = 2;

/// Readings of each class of toll, the first of each report, if all that it gives fit each other.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_class: BTreeMap<&'static str, Vec<Reading>> = BTreeMap::new();
    for statement in story.statements() {
        for figure in story.figures(statement.place) {
            if let Some(found) = read(story, statement, figure) {
                by_class.entry(found.class).or_default().push(found.reading);
            }
        }
    }
    by_class
        .into_iter()
        .map(|(class, readings)| Finding {
            kind: ContradictionKind::Figure,
            about: format!("number of {class}"),
            readings: match course(class) {
                Course::Grows => tied(story, readings),
                _ => super::same::of_two_values(tied(story, readings)),
            },
            course: course(class),
        })
        .collect()
}

fn course(class: &str) -> Course {
    match class {
        "dead" => Course::Grows,
        _ => Course::Changes,
    }
}

/// Whether a figure of a statement says what became of the people that it counts.
pub(super) fn has_fate(story: &StoryContext, statement: &Statement, figure: &Figure) -> bool {
    let witness = story.witnesses.get(statement.place.witness);
    witness.is_some_and(|witness| {
        let number = token_from(witness, figure.number.start);
        beside(story, witness, statement, number).is_some()
    })
}

struct Toll {
    class: &'static str,
    reading: Reading,
}

fn read(story: &StoryContext, statement: &Statement, figure: &Figure) -> Option<Toll> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let number = token_from(witness, figure.number.start);
    let noun = noun_class(story, statement.place.witness, figure)?;
    let aside = !is_prominent(witness, statement.place.sentence);
    if aside || statement.is_quoted(number) || of_another_event(story, statement.place) {
        return None;
    }
    let beside = beside(story, witness, statement, number)?;
    Some(Toll {
        class: beside.class,
        reading: Reading {
            place: statement.place,
            span: beside.span.cover(figure.span),
            value: Value::of_figure(figure),
            only_as_update: noun == Noun::Single,
        },
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    /// People in general, or nothing said.
    Anybody,
    /// One of them, said to be a man or a woman.
    Single,
}

/// From here on people who are described ("terrified residents") are taken to be all of them.
const ALL: f64 = 1000.0;

/// Whether a number counts people in general: what follows it is a general noun, a word of fate or
/// no noun at all. Sub-counts ("10 Americans", "five of the crew", "two young men") are left alone.
fn noun_class(story: &StoryContext, witness: usize, figure: &Figure) -> Option<Noun> {
    let lexicon = story.lexicon(witness);
    let report = story.witnesses.get(witness)?;
    matches!(figure.unit, Unit::None | Unit::Count(_)).then_some(())?;
    let before = token_from(report, figure.number.start).checked_sub(1);
    let before = before.and_then(|at| report.tokens.get(at));
    // "aged 58" counts nobody.
    if before.is_some_and(|token| lexicon.ages.has(token)) {
        return None;
    }
    let next = report.tokens.get(token_from(report, figure.number.end))?;
    let general = lexicon.persons.has(next) || lexicon.tolls.has(next);
    if general || (!is_content(next) && next.word != Term::of("of")) {
        return Some(Noun::Anybody);
    }
    // "8,000 terrified residents": so many are no part of others.
    let behind = report.tokens.get(token_from(report, figure.number.end) + 1);
    let described = behind.is_some_and(|token| lexicon.persons.has(token));
    if described && figure.value >= ALL {
        return Some(Noun::Anybody);
    }
    let single = figure.value.total_cmp(&1.0).is_eq() && lexicon.single_persons.has(next);
    single.then_some(Noun::Single)
}

struct Beside {
    class: &'static str,
    span: TextSpan,
}

/// The nearest word of fate beside a number, in its clause, with no other number between.
fn beside(
    story: &StoryContext,
    witness: &Witness,
    statement: &Statement,
    number: usize,
) -> Option<Beside> {
    let lexicon = story.lexicon(statement.place.witness);
    let clause = clause(witness, &statement.tokens, number);
    let numbers: BTreeSet<usize> = story
        .figures(statement.place)
        .map(|figure| token_from(witness, figure.number.start))
        .filter(|index| *index != number)
        .collect();
    let blocked = |at: usize| {
        let between = at.min(number)..at.max(number);
        let words = witness.tokens.get(between.clone()).unwrap_or_default();
        // "55 patients were moved once water drowned the pumps" says nothing of the patients.
        let subordinate = words.iter().any(|token| lexicon.subordinators.has(token));
        let parted = subordinate || at < number && words.iter().any(is_joiner);
        let graded = words.iter().any(|t| lexicon.grades.has(t));
        parted || graded || numbers.range(between).next().is_some()
    };
    let candidates = clause.clone().filter_map(|at| {
        let phrase = lexicon.tolls.at(&witness.tokens, at)?;
        let inside = at + phrase.len() <= clause.end;
        // "A baker of 50 was looking for his dog": who is looked for stands behind.
        let last = witness.tokens.get(at + phrase.len() - 1)?;
        let turned = last.word == Term::of("for") && number < at;
        let plain = is_plain(statement, witness, at);
        (inside && !turned && !blocked(at) && plain).then_some((at, phrase))
    });
    let (at, phrase) = candidates.min_by_key(|(at, _)| (number.abs_diff(*at), *at))?;
    let last = witness.tokens.get(at + phrase.len() - 1)?;
    let first = witness.tokens.get(at)?;
    (number.abs_diff(at) <= REACH).then_some(Beside {
        class: phrase.value,
        span: first.span.cover(last.span),
    })
}

/// Words behind which another statement begins.
const JOINERS: &[&str] = &["and", "while", "but", "as", "whereas"];

fn is_joiner(token: &Token) -> bool {
    JOINERS.iter().any(|word| token.word == Term::of(word))
}

/// Tokens between a number and the word that says what became of those counted.
const REACH: usize = 8;

/// Whether a word of fate is put plainly: not planned, possible, alleged or denied. A negation
/// inside a phrase of the list ("cannot be found") is part of it.
fn is_plain(statement: &Statement, witness: &Witness, at: usize) -> bool {
    /// Plain, affirmed or negated.
    const PLAIN: u8 = 0b11;
    let stem = witness.tokens.get(at).map(|token| token.stem);
    let states = stem.and_then(|stem| statement.states.get(&stem));
    !statement.is_quoted(at) && states.is_none_or(|states| states & PLAIN != 0)
}

/// Share of a report's sentences, from its start, in which it gives the toll of its own event;
/// further down stand the tolls of others.
const PROMINENT_SHARE: f64 = 0.4;
/// Sentences that count as the start of any report, however short.
const PROMINENT_SENTENCES: usize = 8;

fn is_prominent(witness: &Witness, sentence: usize) -> bool {
    let story = witness
        .sentences
        .iter()
        .filter(|s| s.role.is_story())
        .count();
    let before = witness
        .sentences
        .iter()
        .take(sentence)
        .filter(|s| s.role.is_story())
        .count();
    before < PROMINENT_SENTENCES || (before as f64) < PROMINENT_SHARE * story as f64
}

/// Whether a sentence speaks of something well before the reports: it gives an earlier date.
fn of_another_event(story: &StoryContext, place: Place) -> bool {
    let metadata = story
        .witnesses
        .get(place.witness)
        .map(|witness| &witness.article.metadata);
    let published = metadata
        .and_then(|m| m.published.as_ref())
        .map(|stated| stated.value);
    story
        .dates(place)
        .filter_map(|date| date.value)
        .any(|date| {
            published.is_none_or(|published| {
                let days = published
                    .from
                    .since(date.to)
                    .map(|span| i64::from(span.get_days()));
                days.is_ok_and(|days| days > OTHER_EVENT_DAYS)
            })
        })
}

/// The readings of reports that speak of one event: those whose surroundings share rare words with
/// the surroundings of another report's.
fn tied(story: &StoryContext, readings: Vec<Reading>) -> Vec<Reading> {
    let surroundings: Vec<BTreeSet<Term>> = readings
        .iter()
        .map(|r| surroundings(story, r.place))
        .collect();
    let mut witnesses_with: BTreeMap<Term, BTreeSet<usize>> = BTreeMap::new();
    for (reading, words) in readings.iter().zip(&surroundings) {
        for word in words {
            witnesses_with
                .entry(*word)
                .or_default()
                .insert(reading.place.witness);
        }
    }
    let is_tied = |words: &BTreeSet<Term>| {
        let shared = words.iter().filter(|word| {
            witnesses_with
                .get(word)
                .is_some_and(|found| found.len() > 1)
        });
        shared.count() >= SHARED_WORDS
    };
    readings
        .into_iter()
        .zip(surroundings)
        .filter(|(_, words)| is_tied(words))
        .map(|(reading, _)| reading)
        .collect()
}

/// First sentences of a report, which say what it is about.
const LEAD: usize = 5;

/// Rare words of a sentence and its neighbours, and of the start of its report.
fn surroundings(story: &StoryContext, place: Place) -> BTreeSet<Term> {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return BTreeSet::new();
    };
    let near = place.sentence.saturating_sub(1)..place.sentence + 2;
    let sentences = witness.sentences.iter().enumerate();
    sentences
        .filter(|(index, _)| *index < LEAD || near.contains(index))
        .map(|(_, sentence)| sentence)
        .filter(|sentence| sentence.role.is_story())
        .flat_map(|sentence| witness.sentence_tokens(sentence))
        .filter(|token| is_content(token) && story.rarity(token.stem) >= RARE)
        .map(|token| token.stem)
        .collect()
}

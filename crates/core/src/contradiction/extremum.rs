//! Superlatives of one thing, each since another time: "the lowest since the 1962 crisis" against
//! "at historic lows since the invasion".

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Statement, StoryContext, is_break, is_content};
use crate::dossier::ContradictionKind;
use crate::time::DateValue;
use crate::witness::{Term, TokenKind, Witness};

/// Tokens between the superlative and its "since".
const REACH: usize = 8;
/// Content words behind "since" that say since when.
const ANCHOR: usize = 6;
/// Content words in front of the superlative that may be what it is said of.
const SUBJECT: usize = 14;

/// Since when: the words, and the date among them.
#[derive(Clone)]
struct Anchor {
    words: BTreeSet<Term>,
    date: Option<DateValue>,
}

impl Anchor {
    /// Whether both may mean one time.
    fn fits(&self, other: &Self) -> bool {
        let dates = self
            .date
            .zip(other.date)
            .is_some_and(|(a, b)| a.overlaps(&b));
        dates || !self.words.is_disjoint(&other.words)
    }
}

struct Superlative {
    direction: &'static str,
    subject: BTreeSet<Term>,
    anchor: Anchor,
    reading: Reading,
}

/// Readings of one superlative of one subject.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_subject: BTreeMap<(&'static str, Term), Vec<Superlative>> = BTreeMap::new();
    for statement in story.statements() {
        if let Some(found) = superlative(story, statement) {
            for word in &found.subject {
                by_subject
                    .entry((found.direction, *word))
                    .or_default()
                    .push(found.again());
            }
        }
    }
    by_subject.into_values().map(finding).collect()
}

impl Superlative {
    fn again(&self) -> Self {
        Self {
            direction: self.direction,
            subject: BTreeSet::new(),
            anchor: self.anchor.clone(),
            reading: self.reading.clone(),
        }
    }
}

/// Readings whose anchors share a word are the same since.
fn finding(mut all: Vec<Superlative>) -> Finding {
    let mut anchors: Vec<Anchor> = Vec::new();
    for found in &mut all {
        let known = anchors.iter().position(|anchor| anchor.fits(&found.anchor));
        let number = known.unwrap_or_else(|| {
            anchors.push(found.anchor.clone());
            anchors.len() - 1
        });
        found.reading.value = Value::Words(number.to_string());
    }
    let direction = all.first().map_or("", |found| found.direction);
    Finding {
        kind: ContradictionKind::Characterisation,
        about: format!("how it compares with the past ({direction})"),
        readings: all.into_iter().map(|found| found.reading).collect(),
        course: Course::Fixed,
    }
}

fn superlative(story: &StoryContext, statement: &Statement) -> Option<Superlative> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let lexicon = story.lexicon(statement.place.witness);
    let at = statement
        .tokens
        .clone()
        .find(|at| is_superlative(story, statement, *at))?;
    let direction = lexicon.superlatives.at(&witness.tokens, at)?.value;
    let since = (at..statement.tokens.end).take(REACH).find(|at| {
        witness
            .tokens
            .get(*at)
            .is_some_and(|t| t.word == Term::of("since"))
    })?;
    let anchor = anchor(story, statement, since);
    let concept = |index: &usize| witness.tokens.get(*index).map(|t| lexicon.concept(t));
    let subject = content(witness, statement.tokens.start..at, false);
    let start = witness.tokens.get(at)?.span;
    let end = witness.tokens.get(*anchor.last()?)?.span;
    let words = witness.tokens.get(*anchor.first()?)?.span.cover(end);
    Some(Superlative {
        direction,
        subject: subject
            .iter()
            .rev()
            .take(SUBJECT)
            .filter_map(concept)
            .collect(),
        anchor: Anchor {
            words: anchor.iter().filter_map(concept).collect(),
            date: story
                .dates(statement.place)
                .find(|date| date.span.overlaps(words))
                .and_then(|date| date.value),
        },
        reading: Reading {
            place: statement.place,
            span: helper_span(story, statement, at)
                .unwrap_or(start)
                .cover(end),
            value: Value::Words(String::new()),
            only_as_update: false,
        },
    })
}

fn is_superlative(story: &StoryContext, statement: &Statement, at: usize) -> bool {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return false;
    };
    let lexicon = story.lexicon(statement.place.witness);
    let Some(token) = witness.tokens.get(at) else {
        return false;
    };
    let before = at
        .checked_sub(1)
        .and_then(|index| witness.tokens.get(index));
    let helped = before.is_some_and(|t| lexicon.superlative_helpers.has(t));
    let word = witness.slice(token.span);
    let bare = !(word.ends_with("st") || word.ends_with("worst"));
    lexicon.superlatives.has(token) && !statement.is_quoted(at) && (!bare || helped)
}

/// The "historic" in front of "lows", where it makes the superlative.
fn helper_span(
    story: &StoryContext,
    statement: &Statement,
    at: usize,
) -> Option<crate::text::TextSpan> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let before = witness.tokens.get(at.checked_sub(1)?)?;
    let lexicon = story.lexicon(statement.place.witness);
    lexicon
        .superlative_helpers
        .has(before)
        .then_some(before.span)
}

/// The words behind "since" up to a noun of happening or the end of the clause.
fn anchor(story: &StoryContext, statement: &Statement, since: usize) -> Vec<usize> {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return Vec::new();
    };
    let lexicon = story.lexicon(statement.place.witness);
    let mut found = Vec::new();
    for index in content(witness, since + 1..statement.tokens.end, true) {
        found.push(index);
        let is_event = witness
            .tokens
            .get(index)
            .is_some_and(|t| lexicon.event_nouns.has(t));
        if is_event || found.len() == ANCHOR {
            break;
        }
    }
    found
}

fn content(witness: &Witness, range: std::ops::Range<usize>, stop: bool) -> Vec<usize> {
    range
        .take_while(|index| !(stop && is_break(witness, *index)))
        .filter(|index| witness.tokens.get(*index).is_some_and(is_content))
        .filter(|index| {
            witness
                .tokens
                .get(*index)
                .is_some_and(|t| t.kind != TokenKind::Mark)
        })
        .collect()
}

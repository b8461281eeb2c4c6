//! Dates of what happens only once: born, built, founded, completed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Course, Finding, Reading, Value};
use crate::claim::{Statement, StoryContext, is_content, token_from};
use crate::dossier::ContradictionKind;
use crate::witness::{DateMention, Term, TokenKind, Witness};

/// Tokens between the verb and its date ("completed in 1968").
const REACH: usize = 3;
/// Content words in front of the verb, and at the start of the sentence, that may be its subject.
const SUBJECT: usize = 4;
/// Share of the reports in which a word stands that names what the story is about.
const CENTRAL_SHARE: f64 = 0.6;

struct Dated {
    reading: Reading,
    subject: BTreeSet<Term>,
    names: BTreeSet<Term>,
    about: String,
}

/// Readings of the date of one such happening of one subject.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_subject: BTreeMap<(Term, Term), Vec<Dated>> = BTreeMap::new();
    for statement in story.statements() {
        for date in story.dates(statement.place) {
            let Some(found) = dated(story, statement, date) else {
                continue;
            };
            for word in &found.dated.subject {
                let key = (found.verb, *word);
                by_subject.entry(key).or_default().push(found.dated.again());
            }
        }
    }
    let mut by_verb: BTreeMap<Term, Vec<Vec<Dated>>> = BTreeMap::new();
    for ((verb, word), all) in by_subject {
        if is_central(story, word) {
            gather(by_verb.entry(verb).or_default(), all);
        }
    }
    by_verb.values().flatten().map(|all| finding(all)).collect()
}

/// Adds mentions to the group that has one of them already ("the dam", "Corvane"), or opens one.
fn gather(groups: &mut Vec<Vec<Dated>>, all: Vec<Dated>) {
    let same = |a: &Dated, b: &Dated| {
        a.reading.place == b.reading.place && a.reading.span == b.reading.span
    };
    let home = groups.iter_mut().find(|group| {
        group
            .iter()
            .any(|known| all.iter().any(|new| same(known, new)))
    });
    match home {
        Some(group) => {
            for new in all {
                if !group.iter().any(|known| same(known, &new)) {
                    group.push(new);
                }
            }
        }
        None => groups.push(all),
    }
}

impl Dated {
    fn again(&self) -> Self {
        Self {
            reading: self.reading.clone(),
            subject: BTreeSet::new(),
            names: self.names.clone(),
            about: self.about.clone(),
        }
    }
}

struct Found {
    verb: Term,
    dated: Dated,
}

fn dated(story: &StoryContext, statement: &Statement, date: &DateMention) -> Option<Found> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let lexicon = story.lexicon(statement.place.witness);
    let at = token_from(witness, date.span.start);
    let value = date.value?;
    let from = at.saturating_sub(REACH).max(statement.tokens.start);
    let is_once = |index: &usize| {
        let token = witness.tokens.get(*index);
        token.is_some_and(|t| lexicon.once_only.has(t)) && !statement.is_quoted(*index)
    };
    let verb = (from..at).rev().find(is_once)?;
    let between = witness.tokens.get(verb + 1..at).unwrap_or_default();
    // A word or a mark between them ("finished, and in 1986 …") parts the date from the verb.
    between
        .iter()
        .all(|t| t.kind == TokenKind::Function)
        .then_some(())?;
    let token = witness.tokens.get(verb)?;
    let subject = subject(story, statement, witness, verb, at);
    Some(Found {
        verb: lexicon.concept(token),
        dated: Dated {
            reading: Reading {
                place: statement.place,
                span: token.span.cover(date.span),
                value: Value::Date(value),
                only_as_update: false,
            },
            names: names(story, statement, verb),
            about: format!("when it was {}", witness.slice(token.span).to_lowercase()),
            subject,
        },
    })
}

/// Concepts that may be the subject: in front of the verb, or behind the date where the sentence
/// starts with the verb ("Built in 1968, the barrier …"), and the first words of the sentence.
fn subject(
    story: &StoryContext,
    statement: &Statement,
    witness: &Witness,
    verb: usize,
    date: usize,
) -> BTreeSet<Term> {
    let lexicon = story.lexicon(statement.place.witness);
    let content =
        |range: Range<usize>| range.filter(|i| witness.tokens.get(*i).is_some_and(is_content));
    let before: Vec<usize> = content(statement.tokens.start..verb).collect();
    let mut found: Vec<usize> = before.iter().rev().take(SUBJECT).copied().collect();
    found.extend(before.iter().take(SUBJECT));
    if before.is_empty() {
        found.extend(content(date + 1..statement.tokens.end).take(SUBJECT));
    }
    found
        .into_iter()
        .filter(|index| !statement.is_quoted(*index))
        .filter_map(|index| witness.tokens.get(index))
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| lexicon.concept(token))
        .collect()
}

/// The words of names in front of the verb.
fn names(story: &StoryContext, statement: &Statement, verb: usize) -> BTreeSet<Term> {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return BTreeSet::new();
    };
    let lexicon = story.lexicon(statement.place.witness);
    let end = witness.tokens.get(verb).map_or(0, |token| token.span.start);
    story
        .names(statement.place)
        .filter(|name| name.span.end <= end)
        .flat_map(|name| token_from(witness, name.span.start)..token_from(witness, name.span.end))
        .filter_map(|index| witness.tokens.get(index))
        .map(|token| lexicon.concept(token))
        .collect()
}

/// Whether a word names what the story is about, so that "the dam" is the same dam everywhere.
fn is_central(story: &StoryContext, word: Term) -> bool {
    let all = story.witnesses.len();
    let with = story.collation.weights.witnesses_with(word);
    all > 0 && f64::from(with) >= CENTRAL_SHARE * all as f64
}

fn finding(all: &[Dated]) -> Finding {
    // Two reports that both name what they speak of must share a name.
    let named: Vec<&Dated> = all.iter().filter(|dated| !dated.names.is_empty()).collect();
    let common = named.iter().map(|d| d.names.clone()).reduce(|a, b| &a & &b);
    let clash = common.is_some_and(|common| common.is_empty());
    let usable = all.iter().filter(|dated| !clash || dated.names.is_empty());
    Finding {
        kind: ContradictionKind::Date,
        about: all
            .first()
            .map(|dated| dated.about.clone())
            .unwrap_or_default(),
        readings: usable.map(|dated| dated.reading.clone()).collect(),
        course: Course::Fixed,
    }
}

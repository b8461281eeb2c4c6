//! Superlatives of one thing, each since another time: "the lowest since the 1962 crisis" against
//! "at historic lows since the invasion".

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Lexicon, Statement, StoryContext, is_break, is_content};
use crate::dossier::ContradictionKind;
use crate::time::DateValue;
use crate::witness::{Term, Token, TokenKind, Witness};

/// Tokens between the superlative and its "since".
const REACH: usize = 10;
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
    /// Whom and what its sentence names in front of it.
    names: BTreeSet<usize>,
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
    by_subject
        .into_values()
        .map(of_one_subject)
        .map(finding)
        .collect()
}

/// Those that name nobody, or somebody whom the first that names any names, too.
fn of_one_subject(mut all: Vec<Superlative>) -> Vec<Superlative> {
    let first = all
        .iter()
        .map(|found| &found.names)
        .find(|names| !names.is_empty());
    if let Some(first) = first.cloned() {
        all.retain(|found| found.names.is_empty() || !found.names.is_disjoint(&first));
    }
    all
}

impl Superlative {
    fn again(&self) -> Self {
        Self {
            direction: self.direction,
            subject: BTreeSet::new(),
            names: self.names.clone(),
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

/// A word that puts something above all others.
struct Mark {
    at: usize,
    direction: &'static str,
    /// Whether only the word behind it says of what ("the first cut").
    of_next: bool,
}

/// What "ever" and "in history" are the same as: since the beginning.
const EVER: &str = "since ever";

fn superlative(story: &StoryContext, statement: &Statement) -> Option<Superlative> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let lexicon = story.lexicon(statement.place.witness);
    let mark = mark(story, statement)?;
    let anchor = anchor_of(story, statement, mark.at)?;
    // "The latest raid since Monday" is the newest one.
    if !anchor.ever
        && lexicon
            .ever_superlatives
            .at(&witness.tokens, mark.at)
            .is_some()
    {
        return None;
    }
    let concept = |index: &usize| witness.tokens.get(*index).map(|t| lexicon.concept(t));
    let own = |index: &usize| *index != mark.at && !anchor.tokens.contains(index);
    let subject: Vec<usize> = match mark.of_next {
        true => content(witness, mark.at + 1..statement.tokens.end, true)
            .into_iter()
            .take(1)
            .collect(),
        false => {
            let before = content(witness, statement.tokens.start..mark.at, false);
            let behind = content(witness, mark.at + 1..statement.tokens.end, true);
            let before = before.into_iter().rev().take(SUBJECT);
            before
                .chain(behind.into_iter().take(BEHIND))
                .filter(own)
                .collect()
        }
    };
    let telling = |index: &usize| {
        // Behind the superlative, "level" and "year" stand with everything.
        let behind = *index > mark.at;
        let token = witness.tokens.get(*index);
        mark.of_next || !behind || token.is_some_and(|token| tells(story, lexicon, token))
    };
    let start = witness.tokens.get(mark.at)?.span;
    let names = story
        .names(statement.place)
        .filter(|name| name.span.end <= start.start);
    let names = names.filter_map(|name| story.identities.of(statement.place.witness, name.entity));
    let names: BTreeSet<usize> = names.collect();
    let words = anchor
        .tokens
        .iter()
        .filter_map(|at| witness.tokens.get(*at));
    let words = words.map(|token| token.span).reduce(|a, b| a.cover(b))?;
    let start = helper_span(story, statement, mark.at).unwrap_or(start);
    let mut subject: BTreeSet<Term> = subject
        .iter()
        .filter(|at| telling(at))
        .filter_map(concept)
        .collect();
    add_related(story, &mut subject);
    if OF_THE_EVENT.contains(&mark.direction) {
        subject.insert(Term::of(mark.direction));
    }
    Some(Superlative {
        direction: mark.direction,
        names,
        subject,
        anchor: Anchor {
            words: match anchor.ever {
                true => BTreeSet::from([Term::of(EVER)]),
                false => anchor.tokens.iter().filter_map(concept).collect(),
            },
            date: story
                .dates(statement.place)
                .find(|date| date.span.overlaps(words))
                .and_then(|date| date.value),
        },
        reading: Reading {
            place: statement.place,
            span: start.cover(words),
            value: Value::Words(String::new()),
            only_as_update: false,
        },
    })
}

/// Content words behind a superlative that may say of what.
const BEHIND: usize = 5;
/// What a relation between two words must be worth for both to name what is compared.
const RELATED: f32 = 0.5;
/// Share of the reports in which a word stands that names what the story is about.
const CENTRAL_SHARE: f64 = 0.4;
/// Superlatives that reports of one event give of that event alone.
const OF_THE_EVENT: &[&str] = &["deadly"];

/// Whether a word behind a superlative tells of what it is said: a rare one, or one that names what
/// the story is about; not "level" and "year".
fn tells(story: &StoryContext, lexicon: &Lexicon, token: &Token) -> bool {
    let with = story.collation.weights.witnesses_with(token.stem);
    let central = f64::from(with) >= CENTRAL_SHARE * story.witnesses.len() as f64 && with > 1;
    story.rarity(token.stem) >= TELLING || central && !lexicon.time_units.has(token)
}

fn add_related(story: &StoryContext, subject: &mut BTreeSet<Term>) {
    let related = &story.alignment().related;
    let more: Vec<Term> = subject
        .iter()
        .flat_map(|word| related.with(*word))
        .filter(|(_, worth)| *worth >= RELATED)
        .map(|(word, _)| *word)
        .collect();
    subject.extend(more);
}

/// Bits from which a word tells what a superlative is said of: not "level", "year", "time".
const TELLING: f32 = 2.0;
/// Tokens in which a denial stands in front of a comparison ("no accident has been graver").
const DENIAL: usize = 14;

/// The first word of a sentence that puts something above all others: a superlative, a comparison
/// that is denied, or "first".
fn mark(story: &StoryContext, statement: &Statement) -> Option<Mark> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let lexicon = story.lexicon(statement.place.witness);
    let denied = |at: usize| {
        let from = at.saturating_sub(DENIAL).max(statement.tokens.start);
        let to = (at + DENIAL).min(statement.tokens.end);
        (from..to).any(|before| lexicon.negations.at(&witness.tokens, before).is_some())
    };
    statement
        .tokens
        .clone()
        .filter(|at| !statement.is_quoted(*at))
        .find_map(|at| {
            if is_superlative(story, statement, at) {
                let direction = lexicon.superlatives.at(&witness.tokens, at)?.value;
                return Some(Mark {
                    at,
                    direction,
                    of_next: false,
                });
            }
            if let Some(compared) = lexicon
                .comparisons
                .at(&witness.tokens, at)
                .filter(|_| denied(at))
            {
                return Some(Mark {
                    at: at + compared.len() - 1,
                    direction: compared.value,
                    of_next: false,
                });
            }
            let first = witness.tokens.get(at)?.word == Term::of("first");
            // "The first World Series since": of whose, the words do not say.
            let next = witness.tokens.get(at + 1)?;
            let named = story
                .names(statement.place)
                .any(|name| name.span.overlaps(next.span));
            (first && !named).then_some(Mark {
                at,
                direction: "first",
                of_next: true,
            })
        })
}

/// Since when, as tokens.
struct Since {
    tokens: Vec<usize>,
    ever: bool,
}

/// Since when a superlative holds: the words behind "since" next to it, or at the start of the
/// sentence ("Not since 1978 has …"), or "ever" and its like.
fn anchor_of(story: &StoryContext, statement: &Statement, mark: usize) -> Option<Since> {
    let witness = story.witnesses.get(statement.place.witness)?;
    let lexicon = story.lexicon(statement.place.witness);
    let is_since = |at: &usize| {
        witness
            .tokens
            .get(*at)
            .is_some_and(|token| token.word == Term::of("since"))
    };
    let behind = (mark..statement.tokens.end).take(REACH).find(is_since);
    let opening = statement.tokens.clone().take(2).find(is_since);
    if let Some(since) = behind.or(opening) {
        // "Since then" points at what stands before.
        let next = witness.tokens.get(since + 1)?;
        (next.word != Term::of("then")).then_some(())?;
        let mut tokens = anchor(story, statement, since);
        tokens.retain(|at| *at > mark || since < mark && *at < mark);
        return (!tokens.is_empty()).then_some(Since {
            tokens,
            ever: false,
        });
    }
    let near = mark.saturating_sub(REACH).max(statement.tokens.start)
        ..(mark + REACH).min(statement.tokens.end);
    let ever = near
        .into_iter()
        .find(|at| lexicon.ever_words.at(&witness.tokens, *at).is_some())?;
    Some(Since {
        tokens: vec![ever],
        ever: true,
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
    lexicon.superlatives.at(&witness.tokens, at).is_some()
        && !statement.is_quoted(at)
        && (!bare || helped)
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

//! One report says that something happened, another that it did not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Statement, StoryContext, clause, is_content};
use crate::dossier::ContradictionKind;
use crate::witness::{Term, TokenKind, Witness};

/// Content words in front of a verb that may be its subject.
const SUBJECT: usize = 5;
/// Tokens between a negation and the word it turns round.
const REACH: usize = 3;
/// Stems that both clauses must share, the verb among them.
const SHARED: usize = 3;
/// Auxiliaries behind which a form in "-n" is a past participle.
const AUXILIARIES: &[&str] = &["was", "were", "been", "has", "have", "be", "being"];
/// Words that begin a relative clause.
const RELATIVES: &[&str] = &["who", "which", "that", "whom"];
/// Words that bind a denial or a statement to some other time, or to none.
const OTHER_TIMES: &[&str] = &[
    "since",
    "until",
    "till",
    "before",
    "yet",
    "again",
    "had",
    "previously",
    "will",
    "would",
    "could",
    "may",
    "might",
    "if",
    "should",
    "can",
    "longer",
    "still",
];
/// A verb that stands in more places than this says nothing rare enough to deny.
const MOST_PLACES: usize = 200;

struct Occurrence {
    place: crate::collation::Place,
    span: crate::text::TextSpan,
    subject: BTreeSet<Term>,
    clause: BTreeSet<Term>,
    negated: bool,
}

/// Pairs of readings of one verb with one subject, one of them denied.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let denied = negated_verbs(story);
    let mut by_verb: BTreeMap<Term, Vec<Occurrence>> = BTreeMap::new();
    for statement in story.statements() {
        collect(story, statement, &denied, &mut by_verb);
    }
    by_verb
        .values()
        .filter(|occurrences| occurrences.len() <= MOST_PLACES)
        .flat_map(|occurrences| pair_up(story, occurrences))
        .collect()
}

/// The verb that a negation at a token turns round.
fn verb_behind(
    story: &StoryContext,
    statement: &Statement,
    witness: &Witness,
    at: usize,
) -> Option<usize> {
    let lexicon = story.lexicon(statement.place.witness);
    lexicon.negations.at(&witness.tokens, at)?;
    // "those who never played" says nothing of the rest.
    let before = at
        .checked_sub(1)
        .and_then(|index| witness.tokens.get(index));
    let relative = RELATIVES.iter().map(|word| Term::of(word));
    if before.is_some_and(|token| relative.clone().any(|word| word == token.word)) {
        return None;
    }
    // "no agreements were finalised" denies a thing, not a verb: only a negated verb is compared.
    let is_determiner = witness.tokens.get(at)?.word == Term::of("no");
    let verb = (at + 1..statement.tokens.end)
        .take(REACH)
        .find(|index| witness.tokens.get(*index).is_some_and(is_content))?;
    let between = witness.tokens.get(at + 1..verb)?;
    let close = between.iter().all(|t| t.kind == TokenKind::Function);
    (close && !is_determiner && !statement.is_quoted(at) && is_past(statement, witness, verb))
        .then_some(verb)
}

/// Whether a verb has the form of what has happened, in a clause that speaks of no other time:
/// "sounded", "was given", "did not sound".
fn is_past(statement: &Statement, witness: &Witness, verb: usize) -> bool {
    let word = witness
        .tokens
        .get(verb)
        .map(|t| witness.slice(t.span))
        .unwrap_or_default();
    let before = verb.saturating_sub(REACH)..verb;
    let has = |range: std::ops::Range<usize>, words: &[&str]| {
        let tokens = witness.tokens.get(range).unwrap_or_default();
        tokens
            .iter()
            .any(|t| words.iter().any(|word| t.word == Term::of(word)))
    };
    let participle = word.ends_with('n') && has(before.clone(), AUXILIARIES);
    let past = word.ends_with("ed") || participle || has(before, &["did", "didn't"]);
    let clause = clause(witness, &statement.tokens, verb);
    word.starts_with(char::is_lowercase) && past && !has(clause, OTHER_TIMES)
}

fn negated_verbs(story: &StoryContext) -> BTreeMap<Term, BTreeSet<(usize, usize)>> {
    let mut denied: BTreeMap<Term, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for statement in story.statements() {
        let Some(witness) = story.witnesses.get(statement.place.witness) else {
            continue;
        };
        let lexicon = story.lexicon(statement.place.witness);
        for at in statement.tokens.clone() {
            let Some(verb) = verb_behind(story, statement, witness, at) else {
                continue;
            };
            let Some(token) = witness.tokens.get(verb) else {
                continue;
            };
            if !(lexicon.changing_verbs.has(token) || lexicon.cue_verbs.has(token)) {
                let place = (statement.place.witness, verb);
                denied.entry(token.stem).or_default().insert(place);
            }
        }
    }
    denied
}

fn collect(
    story: &StoryContext,
    statement: &Statement,
    denied: &BTreeMap<Term, BTreeSet<(usize, usize)>>,
    by_verb: &mut BTreeMap<Term, Vec<Occurrence>>,
) {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return;
    };
    for at in statement.narrated(witness) {
        let Some(token) = witness.tokens.get(at) else {
            continue;
        };
        let verb = token.stem;
        let Some(negated) = denied
            .get(&verb)
            .map(|d| d.contains(&(statement.place.witness, at)))
        else {
            continue;
        };
        if negated || is_plain_past(statement, witness, at) {
            by_verb
                .entry(verb)
                .or_default()
                .push(occurrence(statement, witness, at, negated));
        }
    }
}

/// Whether a word is a past form that nothing denies, plans or alleges anywhere in its sentence.
fn is_plain_past(statement: &Statement, witness: &Witness, at: usize) -> bool {
    let token = witness.tokens.get(at);
    let plain = token.and_then(|t| statement.states.get(&t.stem)) == Some(&1);
    plain && is_past(statement, witness, at)
}

/// Words that open a clause of its own without a mark.
const JOINERS: &[&str] = &[
    "and", "that", "but", "while", "as", "when", "because", "which", "who",
];

/// The part of a clause behind the last joining word in front of the verb, if that leaves a word to
/// be the subject.
fn own_clause(
    witness: &Witness,
    clause: std::ops::Range<usize>,
    verb: usize,
) -> std::ops::Range<usize> {
    let joins = |index: &usize| {
        let token = witness.tokens.get(*index);
        token.is_some_and(|t| JOINERS.iter().any(|word| t.word == Term::of(word)))
    };
    let start = (clause.start..verb)
        .rev()
        .find(joins)
        .map_or(clause.start, |at| at + 1);
    let has_subject = (start..verb).any(|at| witness.tokens.get(at).is_some_and(is_content));
    if has_subject {
        start..clause.end
    } else {
        clause
    }
}

fn occurrence(statement: &Statement, witness: &Witness, at: usize, negated: bool) -> Occurrence {
    let clause = own_clause(witness, clause(witness, &statement.tokens, at), at);
    let content = |range: std::ops::Range<usize>| -> Vec<Term> {
        range
            .filter(|index| !statement.is_quoted(*index))
            .filter_map(|index| witness.tokens.get(index))
            .filter(|token| is_content(token))
            .map(|token| token.stem)
            .collect()
    };
    let before = content(clause.start..at);
    let first = witness
        .tokens
        .get(clause.start)
        .map(|t| t.span)
        .unwrap_or_default();
    let last = clause
        .end
        .checked_sub(1)
        .and_then(|i| witness.tokens.get(i));
    Occurrence {
        place: statement.place,
        span: last.map_or(first, |last| first.cover(last.span)),
        subject: before.into_iter().rev().take(SUBJECT).collect(),
        clause: content(clause).into_iter().collect(),
        negated,
    }
}

/// Whether two clauses share three stems and half of the shorter one.
fn says_the_same(a: &BTreeSet<Term>, b: &BTreeSet<Term>) -> bool {
    let shared = a.intersection(b).count();
    shared >= SHARED && shared * 2 >= a.len().min(b.len())
}

fn pair_up(story: &StoryContext, occurrences: &[Occurrence]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for denial in occurrences.iter().filter(|o| o.negated) {
        let same = |other: &&Occurrence| {
            other.place.witness != denial.place.witness
                && !other.subject.is_disjoint(&denial.subject)
                && says_the_same(&other.clause, &denial.clause)
        };
        let all: Vec<&Occurrence> = occurrences.iter().filter(same).collect();
        let readings = all.into_iter().chain([denial]).map(|occurrence| Reading {
            place: occurrence.place,
            span: occurrence.span,
            value: Value::Words(if occurrence.negated { "no" } else { "yes" }.to_owned()),
            only_as_update: false,
        });
        let about = story
            .witnesses
            .get(denial.place.witness)
            .map(|w| w.slice(denial.span));
        findings.push(Finding {
            kind: ContradictionKind::Polarity,
            about: format!("whether: {}", about.unwrap_or_default()),
            readings: readings.collect(),
            course: Course::Fixed,
        });
    }
    findings
}

//! The way words came to the report, and the occasion on which they were said.

use std::ops::Range;

use super::clause::Report;
use super::lexicon::{Classes, Frames, Lexicon, Phrase, Place};
use super::phrase::{phrase_after, phrase_before, possessive};
use super::skeleton::Unit;
use super::{Relay, RelayRole};
use crate::text::TextSpan;
use crate::witness::{NameKind, Witness};

/// What the words of an attribution say besides speaker and verb.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances {
    pub(crate) via: Vec<Relay>,
    pub(crate) occasion: Option<TextSpan>,
    /// The speaker's units, where the attribution's own were too wide.
    pub(crate) speaker: Option<Range<usize>>,
}

/// Longest way between a preposition and the noun of its occasion, in units.
const OCCASION_REACH: usize = 9;

/// Reads the circumstances of a report off its sentence, outside the reported words.
pub(crate) fn circumstances(
    witness: &Witness,
    units: &[Unit<'_>],
    report: &Report,
    lexicon: &Lexicon,
) -> Circumstances {
    let outside = outside(units.len(), report);
    let mut via = Vec::new();
    let mut speaker = None;
    let phrases: Vec<(usize, &Phrase)> = outside
        .iter()
        .flat_map(|range| range.clone())
        .filter_map(|at| phrase_at(units, at, lexicon).map(|phrase| (at, phrase)))
        .collect();
    let inside_speaker = |at: usize| report.speaker.contains(&at);
    if let Some((at, _)) = phrases.iter().find(|(at, _)| inside_speaker(*at)) {
        speaker = (*at > report.speaker.start).then_some(report.speaker.start..*at);
    }
    let named = speaker.clone().unwrap_or(report.speaker.clone());
    via.extend(anonymous(witness, units, &named, lexicon));
    speaker = owner(units, &named, lexicon).or(speaker);
    via.extend(addressee(witness, units, &report.addressee));
    let mut past = 0;
    for (at, phrase) in phrases {
        if at < past {
            continue;
        }
        past = at + phrase.words.len();
        via.extend(relay(witness, units, past, phrase.place));
    }
    let mut seen: Vec<TextSpan> = Vec::new();
    via.retain(|step: &Relay| {
        let new = !seen.iter().any(|span| span.overlaps(step.span));
        seen.push(step.span);
        new
    });
    Circumstances {
        via,
        occasion: occasion(units, &outside, lexicon),
        speaker,
    }
}

/// The units that are not reported words.
fn outside(length: usize, report: &Report) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    for run in &report.content {
        if from < run.start {
            runs.push(from..run.start);
        }
        from = from.max(run.end);
    }
    if from < length {
        runs.push(from..length);
    }
    runs
}

fn phrase_at<'l>(units: &[Unit<'_>], at: usize, lexicon: &'l Lexicon) -> Option<&'l Phrase> {
    let first = units.get(at)?;
    let fits = |phrase: &&Phrase| {
        phrase
            .words
            .iter()
            .enumerate()
            .all(|(k, word)| units.get(at + k).is_some_and(|unit| unit.term == *word))
    };
    lexicon.relays(first.term).iter().find(fits)
}

fn relay(witness: &Witness, units: &[Unit<'_>], from: usize, place: Place) -> Option<Relay> {
    let role = if place.any(Place::Relay) {
        RelayRole::Relay
    } else {
        RelayRole::Addressee
    };
    let name = named(units, phrase_after(units, from)?)?;
    Some(step(witness, units, &name, role))
}

/// A name in a phrase: the phrase without a small article, where it holds a capital.
fn named(units: &[Unit<'_>], phrase: Range<usize>) -> Option<Range<usize>> {
    let mut start = phrase.start;
    while start < phrase.end
        && units
            .get(start)
            .is_some_and(|unit| !unit.capital && unit.is(Classes::Determiner))
    {
        start += 1;
    }
    let inside = units.get(start..phrase.end)?;
    inside
        .iter()
        .any(|unit| unit.capital)
        .then_some(start..phrase.end)
}

fn step(witness: &Witness, units: &[Unit<'_>], range: &Range<usize>, role: RelayRole) -> Relay {
    let span = span(units, range).unwrap_or_default();
    Relay {
        span,
        name: witness.slice(span).to_owned(),
        role,
    }
}

pub(crate) fn span(units: &[Unit<'_>], range: &Range<usize>) -> Option<TextSpan> {
    let inside = units.get(range.clone())?;
    Some(inside.first()?.span.cover(inside.last()?.span))
}

/// "unnamed sources", "a source close to the talks".
fn anonymous(
    witness: &Witness,
    units: &[Unit<'_>],
    speaker: &Range<usize>,
    lexicon: &Lexicon,
) -> Option<Relay> {
    let inside = units.get(speaker.clone())?;
    let unnamed = inside.iter().any(|unit| lexicon.is_anonymous(unit.term));
    unnamed.then(|| step(witness, units, speaker, RelayRole::Anonymous))
}

/// Whom something was told, where that is an outlet or a body rather than a person.
fn addressee(witness: &Witness, units: &[Unit<'_>], range: &Range<usize>) -> Option<Relay> {
    let name = named(units, range.clone())?;
    let at = span(units, &name)?;
    let person = names_in(witness, at).any(|mention| {
        witness
            .entities
            .get(mention.entity)
            .is_some_and(|entity| entity.kind == NameKind::Person)
    });
    (!person).then(|| step(witness, units, &name, RelayRole::Addressee))
}

fn names_in(
    witness: &Witness,
    span: TextSpan,
) -> impl Iterator<Item = &crate::witness::NameMention> {
    let first = witness
        .names
        .partition_point(|mention| mention.span.end <= span.start);
    witness
        .names
        .iter()
        .skip(first)
        .take_while(move |mention| mention.span.start < span.end)
}

/// "Quane's remarks said": the remarks' owner speaks.
fn owner(units: &[Unit<'_>], speaker: &Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let at = speaker
        .clone()
        .find(|at| units.get(*at).is_some_and(possessive))?;
    let rest = units.get(at + 1..speaker.end)?;
    let said = rest
        .iter()
        .any(|unit| unit.noun.is_some() || lexicon.is_occasion(unit.term));
    let phrase = if units
        .get(at)
        .is_some_and(|unit| unit.is(Classes::Possessive))
    {
        Some(at..at + 1)
    } else {
        phrase_before(units, at)
    };
    let phrase = phrase.filter(|_| said)?;
    let of = phrase.clone().rev().find(|k| {
        units
            .get(*k)
            .is_some_and(|unit| unit.is(Classes::Preposition))
    });
    Some(of.map_or(phrase.start, |of| of + 1)..phrase.end)
}

/// "in a televised address on 2 January", "during his annual press conference".
fn occasion(units: &[Unit<'_>], outside: &[Range<usize>], lexicon: &Lexicon) -> Option<TextSpan> {
    outside
        .iter()
        .find_map(|run| occasion_in(units, run, lexicon))
        .and_then(|range| span(units, &range))
}

fn occasion_in(units: &[Unit<'_>], run: &Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    for start in run.clone() {
        let opens = units
            .get(start)
            .is_some_and(|unit| unit.is(Classes::Preposition) && !unit.is(Classes::To));
        if !opens {
            continue;
        }
        let reach = run.end.min(start + OCCASION_REACH);
        let stops = |unit: &Unit<'_>| {
            unit.is_edge()
                || unit
                    .verb
                    .is_some_and(|frames| frames.any(Frames::CLAUSE) && !frames.any(Frames::Noun))
                || unit.is(Classes::Auxiliary)
        };
        let noun = (start + 1..reach)
            .take_while(|k| units.get(*k).is_some_and(|unit| !stops(unit)))
            .find(|k| {
                units
                    .get(*k)
                    .is_some_and(|unit| lexicon.is_occasion(unit.term))
            });
        if let Some(noun) = noun {
            return Some(start..occasion_end(units, noun + 1, run.end));
        }
    }
    None
}

/// The occasion goes on through phrases of place and time.
fn occasion_end(units: &[Unit<'_>], from: usize, limit: usize) -> usize {
    let mut end = from;
    while end < limit {
        let Some(unit) = units.get(end) else { break };
        let verb = unit.verb.is_some_and(|frames| !frames.any(Frames::Noun));
        let subject = unit.is(Classes::Subject) && !unit.is(Classes::Determiner);
        let names_speaker = unit.capital
            && !unit.is(Classes::Time)
            && units.get(end - 1).is_some_and(|before| {
                before.is_word()
                    && !before.capital
                    && !before.is(Classes::Preposition.and(Classes::Determiner))
            });
        let breaks = unit.is_edge()
            || verb
            || subject
            || names_speaker
            || unit.is(Classes::Auxiliary
                .and(Classes::That)
                .and(Classes::Relative)
                .and(Classes::Conjunction))
            || unit.is_mark("()");
        if breaks || unit.is_word() && unit.text.ends_with("ing") {
            break;
        }
        end += 1;
    }
    end
}

//! The subject of a verb of speech: who is said to speak.

use std::ops::Range;

use super::lexicon::{Classes, Frames};
use super::phrase::{BREAKS, phrase_after, phrase_before, possessive};
use super::skeleton::{Kind, Unit};

/// How a subject was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Straight before the verb, or before an apposition.
    Before,
    /// After the verb (`"…," said Orla Quane`).
    After,
    /// "who" or "which".
    Relative,
    /// The subject of an earlier verb (`… and said`, `…, adding that`).
    Shared,
    /// Nobody that the sentence names (`Asked whether …`, `it was said that …`).
    Unnamed,
}

/// The subject of a verb of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Its units; empty where it is shared and not found yet.
    pub(crate) units: Range<usize>,
    pub(crate) relation: Relation,
    /// Where the whole attribution begins: the subject's first unit, or the verb's.
    pub(crate) first: usize,
}

/// The longest apposition or relative clause looked over between a subject and its verb.
const LONGEST_APPOSITION: usize = 30;

/// The subject of the verb at `at`; `None` where the word there is no verb of speech.
pub(crate) fn subject(units: &[Unit<'_>], at: usize) -> Option<Subject> {
    let verb = units.get(at)?;
    let frames = verb.verb?;
    let group = verb_group(units, at);
    let hyphen = at
        .checked_sub(1)
        .and_then(|k| units.get(k))
        .is_some_and(|unit| unit.text == "-" && unit.span.end == verb.span.start);
    if hyphen {
        // "so-called".
        return None;
    }
    if passive(units, &group, at, frames) {
        return None;
    }
    let Some(before) = group
        .start
        .checked_sub(1)
        .and_then(|k| units.get(k).map(|unit| (k, unit)))
    else {
        return inverted(units, at, frames);
    };
    let (k, unit) = match before_time(units, group.start).and_then(|k| Some((k, units.get(k)?))) {
        // "Quane (A-Salm) last week said".
        Some(earlier) if earlier.0 < before.0 && earlier.1.is_mark(")") => earlier,
        _ => before,
    };
    if unit.is(Classes::To) || (unit.is(Classes::Determiner) && !unit.is(Classes::Subject)) {
        return None;
    }
    let helpers = units.get(group.start..at).unwrap_or_default();
    if frames.any(Frames::Ing) && !helpers.iter().any(|unit| unit.is(Classes::Auxiliary)) {
        return participle(units, k, at);
    }
    if unit.is(Classes::Relative.and(Classes::That)) && !unit.is(Classes::Wh) {
        return relative(k, frames, group.len() > 1);
    }
    if unit.is(Classes::Subject) && !unit.is(Classes::Determiner) {
        return Some(plain(k..k + 1));
    }
    if unit.is_mark(")")
        && let Some(phrase) = phrase_before(units, k)
    {
        return Some(plain(phrase));
    }
    if frames.any(Frames::Comma)
        && let Some(phrase) = phrase_after(units, at + 1)
        && units
            .get(phrase.end)
            .is_some_and(|unit| unit.is_comma() || unit.is_colon() || unit.is_quote())
    {
        let first = at;
        return Some(Subject {
            units: phrase,
            relation: Relation::After,
            first,
        });
    }
    if unit.is_quote() || unit.is_comma() || unit.is_dash() {
        let spoken = units.get(..k)?.iter().rev().take(2).any(Unit::is_quote) || unit.is_quote();
        let aside = || apposed(units, k, frames, group.len() > 1);
        // "…, said Orla Quane, a baker": nobody is told what only says.
        let says = unit.is_comma()
            && frames.any(Frames::Strong)
            && !frames.any(Frames::Tell)
            && name_closes(units, at + 1);
        return if spoken || says {
            inverted(units, at, frames).or_else(aside)
        } else {
            aside().or_else(|| inverted(units, at, frames))
        };
    }
    if unit.is(Classes::Conjunction) {
        let next = units.get(at + 1);
        let opens =
            next.is_some_and(|unit| unit.is(Classes::That.and(Classes::To)) || unit.is_quote());
        let sure = !frames.any(Frames::Noun) || opens;
        return (sure && finite(frames, group.len() > 1)).then(|| shared(k));
    }
    if unit.kind == Kind::Mark
        || unit.is(Classes::Wh.and(Classes::Preposition)) && !unit.is(Classes::Time)
    {
        return None;
    }
    let phrase = without_time(units, phrase_before(units, k)?);
    // "the paper calls it": no noun stands before an object.
    let object = units.get(at + 1).is_some_and(|unit| {
        unit.is_quote()
            || unit.is(Classes::Subject.and(Classes::Determiner)) && !unit.is(Classes::That)
    });
    let verbal = object && frames.any(Frames::Present);
    fits(units, &phrase, frames, group.len() > 1 || verbal).then(|| plain(phrase))
}

/// The subject of a verb of speech that stands without one: whoever the sentence is about ("issued a
/// statement saying", "took to the radio to say that"), or nobody ("asked whether", "we are told that").
pub(crate) fn stray(units: &[Unit<'_>], at: usize) -> Option<Subject> {
    let frames = units.get(at)?.verb?;
    let next = units.get(at + 1)?;
    let before = at.checked_sub(1).and_then(|k| units.get(k));
    let follows = |classes: Classes| before.is_some_and(|unit| unit.is(classes));
    let group = verb_group(units, at);
    let unnamed = frames.any(Frames::Past)
        && !follows(Classes::Determiner.and(Classes::To))
        && (frames.any(Frames::Wh) && frames.any(Frames::Tell) && next.is(Classes::Wh)
            || passive(units, &group, at, frames) && next.is(Classes::That));
    if unnamed {
        return Some(Subject {
            units: at..at,
            relation: Relation::Unnamed,
            first: group.start,
        });
    }
    let last = before_time(units, at);
    let noun = last.and_then(|k| units.get(k)).is_some_and(|unit| {
        unit.is_word()
            && !unit.capital
            && !unit.is(Classes::Determiner.and(BREAKS).and(Classes::To))
    });
    let that = next.is(Classes::That);
    let saying = frames.any(Frames::Ing) && noun && (frames.any(Frames::Strong) || that);
    let clause = units
        .get(at + 2)
        .is_some_and(|unit| unit.is_word() || unit.is_quote());
    let opens = next.is_quote() || clause && (that || next.is(Classes::Subject) || next.capital);
    let to_say = frames.any(Frames::Base) && follows(Classes::To);
    let names = frames.any(Frames::Object) && quote_ahead(units, at + 1);
    let naming = frames.any(Frames::Ing) && noun && names;
    (saying || naming || to_say && (frames.any(Frames::Strong) && opens || names))
        .then(|| shared(at))
}

/// The last unit before a verb that is no time ("a statement on Monday saying").
fn before_time(units: &[Unit<'_>], verb: usize) -> Option<usize> {
    let mut at = verb.checked_sub(1)?;
    let first = at;
    let is = |k: usize, classes: Classes| units.get(k).is_some_and(|unit| unit.is(classes));
    while at > 0 && is(at, Classes::Time) {
        at -= 1;
    }
    if at < first && at > 0 && is(at, Classes::Preposition) {
        at -= 1;
    }
    Some(at)
}

/// A quotation stands a few words further on, with no mark between.
fn quote_ahead(units: &[Unit<'_>], from: usize) -> bool {
    const REACH: usize = 10;
    let ahead = units.get(from..).unwrap_or_default().iter().take(REACH);
    ahead
        .take_while(|unit| unit.is_word() || unit.is_quote() || unit.is_dash())
        .any(Unit::is_quote)
}

fn plain(units: Range<usize>) -> Subject {
    let first = units.start;
    Subject {
        units,
        relation: Relation::Before,
        first,
    }
}

fn shared(first: usize) -> Subject {
    Subject {
        units: first..first,
        relation: Relation::Shared,
        first,
    }
}

/// The verb with the auxiliaries and adverbs before it ("has also repeatedly said").
fn verb_group(units: &[Unit<'_>], at: usize) -> Range<usize> {
    let mut start = at;
    while let Some(unit) = start.checked_sub(1).and_then(|k| units.get(k)) {
        let manner = unit.is_word() && unit.text.ends_with("ly") && !unit.capital;
        let helper = unit.is(Classes::Auxiliary.and(Classes::Adverb));
        if !(manner || helper) {
            break;
        }
        start -= 1;
    }
    start..at + 1
}

/// "was told", "is called": the grammatical subject does not speak.
fn passive(units: &[Unit<'_>], group: &Range<usize>, at: usize, frames: Frames) -> bool {
    let helpers = units.get(group.start..at).unwrap_or_default();
    let last_helper = helpers
        .iter()
        .rev()
        .find(|unit| unit.is(Classes::Auxiliary));
    let by = units.get(at + 1).is_some_and(|unit| unit.text == "by");
    frames.any(Frames::Past) && (by || last_helper.is_some_and(|unit| unit.is(Classes::Be)))
}

/// Whether a form can be the verb of a clause: "say" only after an auxiliary or a plural.
fn finite(frames: Frames, helped: bool) -> bool {
    helped
        || frames.any(Frames::Past.and(Frames::Present))
        || (frames.any(Frames::Base) && !frames.any(Frames::Noun))
}

fn relative(at: usize, frames: Frames, helped: bool) -> Option<Subject> {
    (finite(frames, helped) || frames.any(Frames::Base)).then(|| Subject {
        units: at..at + 1,
        relation: Relation::Relative,
        first: at,
    })
}

/// ", saying", "while calling": spoken by the subject of the main clause.
fn participle(units: &[Unit<'_>], before: usize, at: usize) -> Option<Subject> {
    let unit = units.get(before)?;
    if unit.is(Classes::Subject) && !unit.is(Classes::Determiner) {
        // "He's predicting".
        return Some(plain(before..before + 1));
    }
    if unit.capital && unit.is_word() && !unit.is(Classes::Time) {
        return phrase_before(units, before).map(plain);
    }
    let joined = unit.is_comma()
        || unit.is_quote()
        || unit.is_dash()
        || unit.is(Classes::Conjunction.and(Classes::Subordinator))
        || unit.is(Classes::Preposition) && !matches!(unit.text, "from" | "of" | "to");
    let opening = (before.saturating_sub(3)..before)
        .rev()
        .find(|k| units.get(*k).is_some_and(Unit::is_comma))
        .filter(|comma| {
            units
                .get(comma + 1)
                .is_some_and(|unit| unit.is(Classes::Preposition))
        });
    (joined || opening.is_some()).then_some(Subject {
        units: at..at,
        relation: Relation::Shared,
        first: opening.unwrap_or(before),
    })
}

/// `"…," said Orla Quane, the mayor`.
fn inverted(units: &[Unit<'_>], at: usize, frames: Frames) -> Option<Subject> {
    if !frames.any(Frames::Quote) || !frames.any(Frames::Past.and(Frames::Present)) || at == 0 {
        return None;
    }
    let phrase = phrase_after(units, at + 1)?;
    let inside = units.get(phrase.clone())?;
    if inside.last()?.is(Classes::Determiner)
        || inside
            .iter()
            .any(|unit| unit.verb.is_some_and(|frames| frames.any(Frames::Past)))
    {
        return None;
    }
    let named = inside.iter().any(|unit| unit.capital);
    let quoted = units.get(..at)?.iter().any(Unit::is_quote);
    let spoken = named && frames.any(Frames::CLAUSE);
    if !(quoted || spoken) {
        return None;
    }
    let last = phrase.end;
    ends_there(units, last).then_some(Subject {
        units: phrase,
        relation: Relation::After,
        first: at,
    })
}

/// A name stands there, and then a comma or the end of the sentence.
fn name_closes(units: &[Unit<'_>], from: usize) -> bool {
    let Some(phrase) = phrase_after(units, from) else {
        return false;
    };
    let name = units.get(phrase.clone()).unwrap_or_default();
    let closed = units
        .get(phrase.end)
        .is_none_or(|unit| unit.is_comma() || unit.is_mark(".;"));
    closed
        && name
            .iter()
            .all(|unit| unit.capital || unit.kind == Kind::Mark)
}

/// Whether no verb follows, so that the phrase is not the subject of a reported clause.
fn ends_there(units: &[Unit<'_>], at: usize) -> bool {
    units.get(at).is_none_or(|unit| {
        unit.is_edge()
            || unit.is_mark("(")
            || unit.is(Classes::Preposition
                .and(Classes::Relative)
                .and(Classes::Time)
                .and(Classes::Subordinator)
                .and(Classes::Conjunction))
    })
}

/// "Orla Quane, the mayor of Astrel, said": the phrase before the comma that opens the apposition.
fn apposed(units: &[Unit<'_>], comma: usize, frames: Frames, helped: bool) -> Option<Subject> {
    let unit = units.get(comma)?;
    if unit.is_quote() || !finite(frames, helped) {
        return None;
    }
    let closing = |unit: &Unit<'_>| match units.get(comma) {
        Some(end) if end.is_dash() => unit.is_dash(),
        Some(end) if end.is_mark(")") => unit.is_mark("("),
        _ => unit.is_comma(),
    };
    let nearest = comma.saturating_sub(LONGEST_APPOSITION);
    let mut open = (nearest..comma)
        .rev()
        .filter(|k| units.get(*k).is_some_and(closing));
    let opening = open.find(|k| {
        k.checked_sub(1)
            .and_then(|last| phrase_before(units, last))
            .is_some()
    })?;
    let phrase = phrase_before(units, opening.checked_sub(1)?)?;
    Some(plain(phrase))
}

/// "Quane on Monday": the phrase without a time at its end.
fn without_time(units: &[Unit<'_>], phrase: Range<usize>) -> Range<usize> {
    let is = |k: usize, classes: Classes| units.get(k).is_some_and(|unit| unit.is(classes));
    let mut end = phrase.end;
    while end > phrase.start + 1 && is(end - 1, Classes::Time) {
        end -= 1;
    }
    if end < phrase.end {
        while end > phrase.start + 1 && is(end - 1, Classes::Preposition.and(Classes::Determiner)) {
            end -= 1;
        }
    }
    phrase.start..end
}

/// Whether a phrase can be the subject of a form whose letters are also a noun's.
fn fits(units: &[Unit<'_>], phrase: &Range<usize>, frames: Frames, helped: bool) -> bool {
    let Some(head) = phrase.end.checked_sub(1).and_then(|k| units.get(k)) else {
        return false;
    };
    let plural =
        head.text.ends_with('s') && !head.text.ends_with("ss") || head.is(Classes::Subject);
    if helped || frames.any(Frames::Past) {
        return true;
    }
    let is_verb = head.verb.is_some() && !head.capital && phrase.len() == 1;
    if is_verb && frames.any(Frames::Noun) {
        return false;
    }
    if frames.any(Frames::Base) {
        return (plural || !frames.any(Frames::Noun)) && !possessive(head);
    }
    if frames.any(Frames::Noun) {
        return head.capital && !possessive(head);
    }
    frames.any(Frames::Present)
}

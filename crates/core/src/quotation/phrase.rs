//! Noun phrases: the words that name a speaker, by where they end or begin.

use std::ops::Range;

use super::lexicon::{Classes, Frames};
use super::skeleton::{Kind, Unit};

/// The longest noun phrase looked at, in units.
const LONGEST_PHRASE: usize = 14;

/// "Quane's".
pub(crate) fn possessive(unit: &Unit<'_>) -> bool {
    let text = unit.text.as_bytes();
    unit.is(Classes::Possessive)
        || text.ends_with(b"'s")
        || unit.text.ends_with("’s")
        || unit.text.ends_with("s’")
        || text.ends_with(b"s'")
}

/// Words that no noun phrase holds.
pub(super) const BREAKS: Classes = Classes::Auxiliary
    .and(Classes::That)
    .and(Classes::Wh)
    .and(Classes::Relative)
    .and(Classes::Subordinator)
    .and(Classes::Adverb);

/// The noun phrase that ends with the unit at `last`.
pub(crate) fn phrase_before(units: &[Unit<'_>], last: usize) -> Option<Range<usize>> {
    if last >= units.len() {
        return None;
    }
    let nearest = (last + 1).saturating_sub(LONGEST_PHRASE);
    let mut start = last + 1;
    while start > nearest {
        let k = start - 1;
        let unit = units.get(k)?;
        if unit.is_mark(")") {
            let open = (nearest..k)
                .rev()
                .find(|k| units.get(*k).is_some_and(|u| u.is_mark("(")));
            match open {
                Some(open) => start = open,
                None => break,
            }
            continue;
        }
        if breaks(units, k, last) {
            break;
        }
        start = k;
    }
    while start <= last && units.get(start).is_some_and(leads_nowhere) {
        start += 1;
    }
    let phrase = start..last + 1;
    let named = units.get(phrase.clone())?.iter().any(Unit::is_word);
    named.then_some(phrase)
}

/// A word that a noun phrase does not begin with.
fn leads_nowhere(unit: &Unit<'_>) -> bool {
    unit.is(Classes::Preposition
        .and(Classes::Conjunction)
        .and(Classes::Time)
        .and(Classes::Adverb))
        || unit.kind == Kind::Mark
}

fn breaks(units: &[Unit<'_>], at: usize, last: usize) -> bool {
    let Some(unit) = units.get(at) else {
        return true;
    };
    if unit.is_edge() && !unit.is_dash() && !abbreviates(units, at) {
        return true;
    }
    if unit.is_mark("(\"'“”‘’[]") {
        return true;
    }
    if unit.is(Classes::Conjunction) {
        let capital = |k: Option<usize>| {
            k.and_then(|k| units.get(k))
                .is_some_and(|unit| unit.capital)
        };
        return !(capital(at.checked_sub(1)) && capital(Some(at + 1)) && at < last);
    }
    if unit.is(Classes::Subject) && !unit.is(Classes::Determiner) {
        return true;
    }
    let after_determiner = at
        .checked_sub(1)
        .and_then(|k| units.get(k))
        .is_some_and(|unit| unit.is(Classes::Determiner) || possessive(unit));
    let reports = unit
        .verb
        .is_some_and(|frames| frames.any(Frames::Past.and(Frames::Ing)))
        && !unit.capital;
    if reports && !after_determiner && at != last {
        return true;
    }
    let time = unit.is(Classes::Time) && !unit.capital;
    (unit.is(BREAKS) || time) && !unit.is(Classes::Determiner) && at != last
        || spaced_dash(units, at)
}

/// The full stop of "Sen." or "U.S." inside a phrase.
fn abbreviates(units: &[Unit<'_>], at: usize) -> bool {
    let stop = units.get(at).is_some_and(|unit| unit.text == ".");
    let short = at
        .checked_sub(1)
        .and_then(|k| units.get(k))
        .is_some_and(|unit| unit.capital && unit.text.len() <= 5);
    stop && short && units.get(at + 1).is_some_and(|unit| unit.is_word())
}

/// A dash with white space around it, unlike the one in "vice-president".
fn spaced_dash(units: &[Unit<'_>], at: usize) -> bool {
    let (Some(unit), Some(before), Some(after)) = (
        units.get(at),
        at.checked_sub(1).and_then(|k| units.get(k)),
        units.get(at + 1),
    ) else {
        return false;
    };
    unit.is_dash()
        && (before.span.end != unit.span.start
            || unit.span.end != after.span.start
            || unit.text != "-")
}

/// A mark inside a name: the stop of "Sen.", the hyphen of "vice-president".
fn joins(units: &[Unit<'_>], at: usize) -> bool {
    let hyphen = units.get(at).is_some_and(Unit::is_dash) && !spaced_dash(units, at);
    hyphen || abbreviates(units, at)
}

/// The noun phrase that begins with the unit at `from`.
pub(crate) fn phrase_after(units: &[Unit<'_>], from: usize) -> Option<Range<usize>> {
    let opening = units.get(from)?;
    if opening.is(Classes::Subject) && !opening.is(Classes::Determiner) {
        return Some(from..from + 1);
    }
    if !(opening.is_word()
        && (opening.capital
            || opening.is(Classes::Determiner)
            || !opening.is(BREAKS.and(Classes::Preposition).and(Classes::Time))))
    {
        return None;
    }
    let mut end = from;
    while end < from + LONGEST_PHRASE {
        let Some(unit) = units.get(end) else { break };
        let over = unit.is(Classes::That) && end > from || unit.is_edge() && !joins(units, end);
        let time = unit.is(Classes::Time) && !unit.is(Classes::Determiner);
        let relation = unit.is(Classes::Preposition)
            && !matches!(
                unit.text,
                "of" | "for" | "from" | "at" | "von" | "des" | "der"
            );
        if over
            || unit.is_mark("(")
            || unit.is(BREAKS) && !unit.is(Classes::Determiner)
            || time
            || relation
            || unit.verb.is_some_and(|f| f.any(Frames::Ing))
        {
            break;
        }
        end += 1;
    }
    (end > from).then_some(from..end)
}

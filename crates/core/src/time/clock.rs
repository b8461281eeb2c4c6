//! Times of day: "17:15", "4: 59 PM EDT", "5 p.m.", "17.15 Uhr", "1715 GMT", "17:15:00.5+02:00".

use super::reader::{Parsed, Reader};

/// A time of day as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Seconds since midnight.
    pub(crate) second_of_day: u32,
    /// Whether seconds were given.
    pub(crate) has_seconds: bool,
    /// Minutes east of UTC, where given.
    pub(crate) offset_minutes: Option<i16>,
}

/// Reads a time of day at an item.
pub(crate) fn clock(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    colon_clock(reader, at)
        .or_else(|| half_first(reader, at))
        .or_else(|| signed_hour(reader, at))
        .or_else(|| bare_hour(reader, at))
        .or_else(|| military(reader, at))
}

/// "17:15", "17:15:00", "4: 59 PM"; with a stop ("17.15") only where a clock word or half follows.
fn colon_clock(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    let hour = short_number(reader, at, 24)?;
    let mark = reader.mark(at + 1).filter(|m| matches!(m, ':' | '.'))?;
    let minute = short_number(reader, at + 2, 59).filter(|_| reader.len(at + 2) == 2)?;
    let seconds = seconds(reader, at + 3);
    let mut next = seconds.map_or(at + 3, |parsed| parsed.next);
    let half = day_half(reader, next);
    next = half.map_or(next, |parsed| parsed.next);
    let word = reader
        .word(next)
        .is_some_and(|w| reader.calendar.is_clock_word(w));
    let zone = || named_zone(reader, next).is_some();
    if mark == '.' && half.is_none() && !word && !announced(reader, at) && !zone() {
        return None;
    }
    next += usize::from(word);
    let time = hour_of(hour, half.map(|h| h.value))? * 3600 + minute * 60;
    let clock = Clock {
        second_of_day: time + seconds.map_or(0, |parsed| parsed.value),
        has_seconds: seconds.is_some(),
        offset_minutes: None,
    };
    (clock.second_of_day < 86_400).then(|| with_zone(reader, clock, next))
}

/// Whether a word in front says that a time of day follows ("kl. 17.15", "klo 17.15").
fn announced(reader: &Reader<'_>, at: usize) -> bool {
    let behind = |distance: usize| at.checked_sub(distance);
    let stop = behind(1).is_some_and(|before| reader.mark(before) == Some('.'));
    behind(if stop { 2 } else { 1 })
        .and_then(|before| reader.word(before))
        .is_some_and(|word| reader.calendar.is_clock_word(word))
}

/// "下午5:15", "午後5時15分", "오후 5:15": the half of the day in front.
fn half_first(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    let (add, start) = match reader.word(at)? {
        "오전" => (0, at + 1),
        "오후" => (12, at + 1),
        "午" if reader.word(at + 1) == Some("前") => (0, at + 2),
        "午" if matches!(reader.word(at + 1), Some("後" | "后")) => (12, at + 2),
        "上" if reader.word(at + 1) == Some("午") => (0, at + 2),
        "下" if reader.word(at + 1) == Some("午") => (12, at + 2),
        _ => return None,
    };
    let mut clock = colon_clock(reader, start).or_else(|| signed_hour(reader, start))?;
    let noon = clock.value.second_of_day / 3600 == 12;
    clock.value.second_of_day = match (add, noon) {
        (0, true) => clock.value.second_of_day - 12 * 3600,
        (12, false) if clock.value.second_of_day < 12 * 3600 => {
            clock.value.second_of_day + 12 * 3600
        }
        _ => clock.value.second_of_day,
    };
    Some(clock)
}

/// Signs for hour and minute in East Asian times of day.
const HOUR_SIGNS: [&str; 5] = ["時", "时", "点", "點", "시"];
const MINUTE_SIGNS: [&str; 2] = ["分", "분"];

/// "17h15", "17 h 15", "17時15分", "17시 15분": a sign between hour and minute.
fn signed_hour(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    let hour = short_number(reader, at, 23)?;
    let sign = reader.word(at + 1)?;
    let latin = sign.eq_ignore_ascii_case("h") && reader.calendar.is_clock_word(sign);
    let asian = HOUR_SIGNS.contains(&sign);
    if !latin && !asian {
        return None;
    }
    let minute = short_number(reader, at + 2, 59).filter(|_| reader.len(at + 2) == 2 || asian);
    let closed = reader
        .word(at + 3)
        .is_some_and(|word| MINUTE_SIGNS.contains(&word));
    let minute = minute.filter(|_| latin || closed);
    let clock = Clock {
        second_of_day: hour * 3600 + minute.unwrap_or(0) * 60,
        has_seconds: false,
        offset_minutes: None,
    };
    let next = at + 2 + usize::from(minute.is_some()) + usize::from(minute.is_some() && asian);
    (latin || minute.is_some()).then(|| with_zone(reader, clock, next))
}

/// ":00" and a fraction that is dropped.
fn seconds(reader: &Reader<'_>, at: usize) -> Option<Parsed<u32>> {
    reader.mark(at).filter(|m| *m == ':')?;
    let value = short_number(reader, at + 1, 59).filter(|_| reader.glued(at + 1))?;
    let fraction = reader.mark(at + 2).is_some_and(|m| matches!(m, '.' | ','))
        && reader.glued(at + 3)
        && reader.number(at + 3).is_some();
    Some(Parsed::new(value, if fraction { at + 4 } else { at + 2 }))
}

/// "5 pm", "5 p.m.", "17 Uhr".
fn bare_hour(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    let hour = short_number(reader, at, 24)?;
    let half = day_half(reader, at + 1);
    let next = match half {
        Some(half) => half.next,
        None => reader
            .word(at + 1)
            .filter(|word| reader.calendar.is_clock_word(word) && !word.starts_with('h'))
            .map(|_| at + 2)?,
    };
    let clock = Clock {
        second_of_day: hour_of(hour, half.map(|h| h.value))? * 3600,
        has_seconds: false,
        offset_minutes: None,
    };
    (clock.second_of_day < 86_400).then(|| with_zone(reader, clock, next))
}

/// "1715 GMT", "0430 hours".
fn military(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    let number = reader.number(at).filter(|_| reader.len(at) == 4)?;
    let word = reader.word(at + 1)?;
    let is_zone = reader.calendar.zone(word).is_some();
    if !is_zone && !reader.calendar.is_clock_word(word) {
        return None;
    }
    let (hour, minute) = (number / 100, number % 100);
    let clock = Clock {
        second_of_day: hour * 3600 + minute * 60,
        has_seconds: false,
        offset_minutes: None,
    };
    let next = at + 1 + usize::from(!is_zone);
    (hour < 24 && minute < 60).then(|| with_zone(reader, clock, next))
}

/// A number of one or two digits up to a limit.
pub(crate) fn short_number(reader: &Reader<'_>, at: usize, limit: u32) -> Option<u32> {
    reader
        .number(at)
        .filter(|value| *value <= limit && reader.len(at) <= 2)
}

/// "am", "PM", "a.m.", "p. m.": the hours to add.
fn day_half(reader: &Reader<'_>, at: usize) -> Option<Parsed<u32>> {
    let word = reader.word(at)?;
    let first = word.chars().next()?.to_ascii_lowercase();
    let add = match first {
        'a' => 0,
        'p' => 12,
        _ => return None,
    };
    let rest = word.get(1..)?;
    if rest.eq_ignore_ascii_case("m") {
        return Some(Parsed::new(add, at + 1));
    }
    let is_dotted = rest.is_empty()
        && reader.mark(at + 1) == Some('.')
        && reader
            .word(at + 2)
            .is_some_and(|m| m.eq_ignore_ascii_case("m"));
    // The last stop may end the sentence, too; it belongs to the time either way.
    let stop = usize::from(reader.mark(at + 3) == Some('.') && reader.glued(at + 3));
    is_dotted.then(|| Parsed::new(add, at + 3 + stop))
}

fn hour_of(hour: u32, half: Option<u32>) -> Option<u32> {
    match half {
        None => (hour < 24).then_some(hour),
        Some(add) => (1..=12).contains(&hour).then_some(hour % 12 + add),
    }
}

fn with_zone(reader: &Reader<'_>, clock: Clock, next: usize) -> Parsed<Clock> {
    let opened = usize::from(reader.mark(next) == Some('('));
    let zone = named_zone(reader, next + opened)
        .or_else(|| numeric_zone(reader, next + opened, clock.has_seconds));
    let Some(zone) = zone else {
        return Parsed::new(clock, next);
    };
    let closed = usize::from(opened == 1 && reader.mark(zone.next) == Some(')'));
    if closed < opened {
        return Parsed::new(clock, next);
    }
    let offset_minutes = zone.value;
    Parsed::new(
        Clock {
            offset_minutes,
            ..clock
        },
        zone.next + closed,
    )
}

/// "GMT", "EST", "UTC+2", "Z".
fn named_zone(reader: &Reader<'_>, at: usize) -> Option<Parsed<Option<i16>>> {
    let value = reader.calendar.zone(reader.word(at)?)?;
    if value == Some(0)
        && let Some(shift) = shift(reader, at + 1).filter(|_| reader.glued(at + 1))
    {
        return Some(Parsed::new(Some(shift.value), shift.next));
    }
    Some(Parsed::new(value, at + 1))
}

/// "+0200", "-05:00". A minus sign before a time with a colon may be the dash of "17:15-18:30", so
/// it counts only behind seconds.
fn numeric_zone(reader: &Reader<'_>, at: usize, exact: bool) -> Option<Parsed<Option<i16>>> {
    let parsed = shift(reader, at)?;
    let with_colon = parsed.next - at > 2;
    let digits = reader.len(at + 1);
    let plausible = digits == 4 || (with_colon && (exact || reader.mark(at) == Some('+')));
    plausible.then(|| Parsed::new(Some(parsed.value), parsed.next))
}

/// "+2", "-0500", "+02:00" as minutes, within the shifts that exist.
fn shift(reader: &Reader<'_>, at: usize) -> Option<Parsed<i16>> {
    let sign: i16 = match reader.mark(at)? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let number = reader.number(at + 1).filter(|_| reader.glued(at + 1))?;
    let colon = reader.mark(at + 2) == Some(':') && reader.glued(at + 3) && reader.len(at + 3) == 2;
    let (minutes, next) = match (reader.len(at + 1), colon) {
        (1 | 2, true) => (number * 60 + reader.number(at + 3)?, at + 4),
        (1 | 2, false) => (number * 60, at + 2),
        (4, _) => (number / 100 * 60 + number % 100, at + 2),
        _ => return None,
    };
    let minutes = i16::try_from(minutes).ok().filter(|m| *m <= 14 * 60)?;
    Some(Parsed::new(sign * minutes, next))
}

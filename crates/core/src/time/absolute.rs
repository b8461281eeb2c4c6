//! Dates that stand for themselves: "January 20, 2025, Monday // 17:15", "20. Januar 2025",
//! "Mon, 20 Jan 2025 17:15:00 +0200" (RFC 5322), "2025-01-20T17:15:00Z" (ISO 8601), "20.01.2025".

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::Calendar;
use super::clock::{Clock, clock, short_number};
use super::lexer::{Item, lex};
use super::reader::{Parsed, Reader};
use super::{DateValue, Precision};
use crate::language::Language;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Its bytes in the text, weekday and time of day included.
    pub range: Range<usize>,
    /// What it says: a day, a month with its year, or a day with a time.
    pub value: DateValue,
}

/// In which order a date of figures alone gives its day and its month, where both orders make a date
/// and the language has no one order of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumericOrder {
    /// Not known, and such a date is passed over.
    #[default]
    PassedOver,
    /// Not known, and such a date is either of two days ([`DateValue::either`]).
    Either,
    /// The day comes first.
    DayFirst,
    /// The month comes first.
    MonthFirst,
}

/// Finds every date that gives its own year, in order, without overlap.
///
/// Months and weekdays are read in `language`; numeric dates in any. "01/02/2025" is read only
/// where the language has one order of day and month, or a weekday beside it fits one day alone; a
/// date that the calendar lacks is none. Web addresses are passed over.
pub fn scan(text: &str, language: &Language) -> Vec<FoundDate> {
    scan_in(text, language, NumericOrder::PassedOver)
}

/// The same, reading dates such as "01/02/2025" in an order that is known otherwise, or as either day.
pub fn scan_in(text: &str, language: &Language, order: NumericOrder) -> Vec<FoundDate> {
    let items = lex(text);
    let reader = Reader {
        text,
        items: &items,
        calendar: Calendar::of(language).reading(order),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match date_at(&reader, at) {
            Some(parsed) if parsed.next > at => {
                found.extend(found_date(&reader, at, &parsed));
                at = parsed.next;
            }
            _ => at += 1,
        }
    }
    found
}

fn found_date(reader: &Reader<'_>, at: usize, parsed: &Parsed<DateValue>) -> Option<FoundDate> {
    let range = item_range(reader.items, at, parsed.next)?;
    Some(FoundDate {
        range,
        value: parsed.value,
    })
}

/// The bytes from the first of the items up to the last.
pub(crate) fn item_range(items: &[Item], from: usize, to: usize) -> Option<Range<usize>> {
    let first = items.get(from)?;
    let last = items.get(to.checked_sub(1)?)?;
    Some(first.start as usize..last.end as usize)
}

/// The date that starts at an item, with its weekday and time of day.
pub(crate) fn date_at(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    if !a_number_is_near(reader, at) {
        return None;
    }
    let day = weekday_prefix(reader, at).unwrap_or(at);
    let found = match bare_date(reader, day) {
        Some(date) => with_time(reader, fitting_weekday(reader, at, day, date)),
        None if day == at => time_first(reader, at)?,
        None => return None,
    };
    let passed_over = reader.calendar.numeric() == NumericOrder::PassedOver;
    (!passed_over || !found.value.is_either()).then_some(found)
}

/// Of two days that a date may mean, the one that is the weekday in front of it or behind it.
fn fitting_weekday(
    reader: &Reader<'_>,
    at: usize,
    day: usize,
    date: Parsed<DateValue>,
) -> Parsed<DateValue> {
    if !date.value.is_either() {
        return date;
    }
    let named = |at: usize| reader.calendar.weekday(reader.word(at)?);
    let behind = || named(skip_mark(reader, date.next, &[',', '(']));
    let weekday = if day > at { named(at) } else { behind() };
    let fits = |day: &Date| Some(day.weekday().to_monday_one_offset()) == weekday;
    match (fits(&date.value.from), fits(&date.value.to)) {
        (true, false) => Parsed::new(DateValue::day(date.value.from), date.next),
        (false, true) => Parsed::new(DateValue::day(date.value.to), date.next),
        _ => date,
    }
}

/// The orders that the numeric dates of a text show: of each that makes a date in one order alone.
pub fn numeric_orders(text: &str) -> impl Iterator<Item = NumericOrder> {
    let items = lex(text);
    let calendar = Calendar::of(Language::get("und"));
    (0..items.len()).filter_map(move |at| {
        let reader = Reader {
            text,
            items: &items,
            calendar,
        };
        let first = short_number(&reader, at, 31).filter(|_| is_numeric_date(&reader, at))?;
        let second = short_number(&reader, at + 2, 31)?;
        let year = year_of(&reader, at + 4)?;
        let day_first = day_value(year, second, first).is_some();
        let month_first = day_value(year, first, second).is_some();
        match (day_first, month_first) {
            (true, false) => Some(NumericOrder::DayFirst),
            (false, true) => Some(NumericOrder::MonthFirst),
            _ => None,
        }
    })
}

/// A cheap test that keeps the grammar off running text.
fn a_number_is_near(reader: &Reader<'_>, at: usize) -> bool {
    let end = reader.items.len().min(at + 6);
    let near = reader.items.get(at..end).unwrap_or_default();
    near.iter().any(|item| item.number().is_some())
}

/// "Monday,", "Mon.", "Montag, den": the index behind it.
fn weekday_prefix(reader: &Reader<'_>, at: usize) -> Option<usize> {
    reader.calendar.weekday(reader.word(at)?)?;
    let mut next = skip_mark(reader, at + 1, &['.']);
    next = skip_mark(reader, next, &[',']);
    Some(skip_joiner(reader, next))
}

fn skip_mark(reader: &Reader<'_>, at: usize, marks: &[char]) -> usize {
    at + usize::from(reader.mark(at).is_some_and(|mark| marks.contains(&mark)))
}

/// Passes up to two joining words ("a las"), each perhaps abbreviated ("kl.").
fn skip_joiner(reader: &Reader<'_>, at: usize) -> usize {
    let mut next = at;
    for _ in 0..2 {
        let joins = reader
            .word(next)
            .is_some_and(|word| reader.calendar.is_joiner(word));
        if !joins {
            break;
        }
        next = skip_short_form_stop(reader, next + 1);
    }
    next
}

fn bare_date(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    if reader.number(at).is_some() {
        return year_first(reader, at)
            .or_else(|| numeric_day_first(reader, at))
            .or_else(|| day_month_year(reader, at))
            .or_else(|| compact(reader, at))
            .or_else(|| ideographic(reader, at))
            .or_else(|| year_month_day(reader, at));
    }
    month_day_year(reader, at)
        .or_else(|| month_day_time_year(reader, at))
        .or_else(|| month_year(reader, at))
}

fn year_of(reader: &Reader<'_>, at: usize) -> Option<i16> {
    let year = reader.number(at).filter(|_| reader.len(at) == 4)?;
    i16::try_from(year)
        .ok()
        .filter(|year| (1000..3000).contains(year))
        .map(|year| reader.calendar.common_year(year))
}

fn day_value(year: i16, month: u32, day: u32) -> Option<DateValue> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().map(DateValue::day)
}

/// "2025-01-20", "2025/1/20", "2025.01.20".
fn year_first(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let year = year_of(reader, at)?;
    is_numeric_date(reader, at).then_some(())?;
    let month = short_number(reader, at + 2, 12)?;
    let day = short_number(reader, at + 4, 31)?;
    Some(Parsed::new(day_value(year, month, day)?, at + 5))
}

/// "20.01.2025", "20/01/2025", and "01/20/2025" where only that makes a date. What is a date in both
/// orders is either day, unless the language has one order or it is known otherwise.
fn numeric_day_first(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let first = short_number(reader, at, 31)?;
    is_numeric_date(reader, at).then_some(())?;
    let second = short_number(reader, at + 2, 31)?;
    let year = year_of(reader, at + 4)?;
    let day_first = day_value(year, second, first);
    let month_first = day_value(year, first, second);
    let known = reader
        .mark(at + 1)
        .is_some_and(|mark| reader.calendar.day_comes_first(mark));
    let value = match (day_first, month_first) {
        (Some(day), Some(month)) if day == month || known => Some(day),
        (Some(day), Some(month)) => Some(match reader.calendar.numeric() {
            NumericOrder::DayFirst => day,
            NumericOrder::MonthFirst => month,
            NumericOrder::PassedOver | NumericOrder::Either => {
                DateValue::either(day.from, month.from)
            }
        }),
        (day, month) => day.or(month),
    }?;
    Some(Parsed::new(value, at + 5))
}

/// Number, mark, number, the same mark, number: all without a space, and no longer chain.
fn is_numeric_date(reader: &Reader<'_>, at: usize) -> bool {
    let mark = reader.mark(at + 1);
    let is_chain = mark.is_some_and(|mark| matches!(mark, '-' | '/' | '.'))
        && reader.mark(at + 3) == mark
        && reader.number(at + 4).is_some()
        && (at + 1..at + 5).all(|index| reader.glued(index));
    is_chain && starts_alone(reader, at) && ends_alone(reader, at + 5)
}

fn starts_alone(reader: &Reader<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| reader.glued(at)) else {
        return true;
    };
    let in_chain =
        reader.mark(before).is_some_and(|mark| "-.:".contains(mark)) && reader.glued(before);
    reader.word(before).is_none() && !in_chain
}

fn ends_alone(reader: &Reader<'_>, at: usize) -> bool {
    let chained = reader.mark(at).is_some_and(|mark| "-/.,".contains(mark))
        && reader.glued(at)
        && reader.number(at + 1).is_some()
        && reader.glued(at + 1);
    !chained
}

/// "20250120T171500Z" (ISO 8601, basic form); only with its time.
fn compact(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let number = reader.number(at).filter(|_| reader.len(at) == 8)?;
    let is_timed = reader.is_word(at + 1, "T") && reader.glued(at + 1) && reader.glued(at + 2);
    is_timed.then_some(())?;
    let year = i16::try_from(number / 10_000).ok()?;
    let day = day_value(year, number / 100 % 100, number % 100)?;
    let (time, digits) = (reader.number(at + 2)?, reader.len(at + 2));
    let (seconds, precision) = match digits {
        4 => (hms(time * 100)?, Precision::Minute),
        6 => (hms(time)?, Precision::Second),
        _ => return None,
    };
    let zulu = reader.is_word(at + 3, "Z") && reader.glued(at + 3);
    let mut value = day.at(seconds, precision);
    value.offset_minutes = zulu.then_some(0);
    Some(Parsed::new(value, at + 3 + usize::from(zulu)))
}

fn hms(number: u32) -> Option<u32> {
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100);
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

/// Signs behind a year, a month and a day in East Asian dates.
const YEAR_SIGNS: [&str; 2] = ["年", "년"];
const MONTH_SIGNS: [&str; 2] = ["月", "월"];
const DAY_SIGNS: [&str; 4] = ["日", "号", "號", "일"];

/// "2025年1月20日", "2025년 1월 20일".
fn ideographic(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let signed = |at: usize, signs: &[&str]| reader.word(at).is_some_and(|w| signs.contains(&w));
    let year = year_of(reader, at).filter(|_| signed(at + 1, &YEAR_SIGNS))?;
    let month = short_number(reader, at + 2, 12).filter(|_| signed(at + 3, &MONTH_SIGNS))?;
    let day = short_number(reader, at + 4, 31).filter(|_| signed(at + 5, &DAY_SIGNS))?;
    Some(Parsed::new(day_value(year, month, day)?, at + 6))
}

/// "2024. március 4.": the year in front of a month's name.
fn year_month_day(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let year = year_of(reader, at).filter(|_| reader.mark(at + 1) == Some('.'))?;
    let date = month_day(reader, at + 2)?;
    let next = skip_short_form_stop(reader, date.next);
    Some(Parsed::new(with_year(date.value, year)?, next))
}

/// "20 January 2025", "20. Jan. 2025", "20th of January, 2025", "20-Jan-2025".
fn day_month_year(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let date = day_month(reader, at)?;
    let next = skip_mark(reader, date.next, &[',', '-']);
    let next = skip_joiner(reader, next);
    let value = with_year(date.value, year_of(reader, next)?)?;
    Some(Parsed::new(value, next + 1))
}

/// "January 20, 2025", "Jan. 20th 2025".
fn month_day_year(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let date = month_day(reader, at)?;
    let next = skip_mark(reader, date.next, &[',']);
    let next = skip_joiner(reader, next);
    let value = with_year(date.value, year_of(reader, next)?)?;
    Some(Parsed::new(value, next + 1))
}

/// "Jan 20 17:15:00 2025", "Jan 20 17:15:00 +0100 2025": as programs write it.
fn month_day_time_year(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let date = month_day(reader, at)?;
    let time = clock(reader, date.next).filter(|time| time.value.has_seconds)?;
    let value = with_year(date.value, year_of(reader, time.next)?)?;
    Some(Parsed::new(timed(value, time.value), time.next + 1))
}

fn with_year(day: MonthDay, year: i16) -> Option<DateValue> {
    Date::new(year, day.month, day.day).ok().map(DateValue::day)
}

/// A day of a month whose year is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MonthDay {
    /// 1 to 12.
    pub(crate) month: i8,
    /// 1 to 31.
    pub(crate) day: i8,
}

/// "20 January", "20th of January", "20. Januar", "20-Jan".
pub(crate) fn day_month(reader: &Reader<'_>, at: usize) -> Option<Parsed<MonthDay>> {
    let day = day_number(reader, at)?;
    let next = skip_mark(reader, day.next, &['.', '-']);
    let next = skip_joiner(reader, next);
    let month = month_at(reader, next)?;
    Some(Parsed::new(
        MonthDay {
            month: month.value,
            day: day.value,
        },
        month.next,
    ))
}

/// A month by its name, or by a word for month and its number ("tháng 3").
fn month_at(reader: &Reader<'_>, at: usize) -> Option<Parsed<i8>> {
    let word = reader.word(at)?;
    if let Some(month) = reader.calendar.month(word) {
        return Some(Parsed::new(month, skip_short_form_stop(reader, at + 1)));
    }
    let number = short_number(reader, at + 1, 12).filter(|number| *number > 0)?;
    let named = reader.calendar.is_month_word(word);
    named.then_some(Parsed::new(i8::try_from(number).ok()?, at + 2))
}

/// "January 20", "Jan. 20th".
pub(crate) fn month_day(reader: &Reader<'_>, at: usize) -> Option<Parsed<MonthDay>> {
    let month = reader.calendar.month(reader.word(at)?)?;
    let day = day_number(reader, skip_short_form_stop(reader, at + 1))?;
    Some(Parsed::new(
        MonthDay {
            month,
            day: day.value,
        },
        day.next,
    ))
}

/// A day of the month, with its ordinal ending where it has one.
fn day_number(reader: &Reader<'_>, at: usize) -> Option<Parsed<i8>> {
    let day = short_number(reader, at, 31).filter(|day| *day > 0)?;
    let before = at.checked_sub(1).filter(|_| reader.glued(at));
    let in_number = before.is_some_and(|b| reader.mark(b).is_some_and(|m| ".:,$€£".contains(m)));
    let ordinal = reader.glued(at + 1)
        && reader
            .word(at + 1)
            .is_some_and(|word| matches!(word, "st" | "nd" | "rd" | "th"));
    let value = i8::try_from(day).ok()?;
    (!in_number).then(|| Parsed::new(value, at + 1 + usize::from(ordinal)))
}

/// The stop of "Jan."; a stop behind a full name in mid-sentence is odd, but harmless.
fn skip_short_form_stop(reader: &Reader<'_>, at: usize) -> usize {
    at + usize::from(reader.mark(at) == Some('.') && reader.glued(at))
}

/// "November 2024", "Nov. 2024", "November of 2024"; not behind a day that does not exist.
fn month_year(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    let word = reader.word(at)?;
    let month = reader.calendar.month(word)?;
    let behind_number = at
        .checked_sub(1)
        .is_some_and(|b| reader.number(b).is_some());
    if behind_number || !reader.calendar.month_is_well_written(word) {
        return None;
    }
    let next = skip_short_form_stop(reader, at + 1);
    let next = skip_joiner(reader, skip_mark(reader, next, &[',']));
    let year = year_of(reader, next).filter(|_| ends_alone(reader, next + 1))?;
    Some(Parsed::new(DateValue::month(year, month)?, next + 1))
}

/// The weekday and the time of day behind a date.
fn with_time(reader: &Reader<'_>, date: Parsed<DateValue>) -> Parsed<DateValue> {
    if !names_day_alone(&date.value) {
        return date;
    }
    let date = Parsed::new(date.value, weekday_suffix(reader, date.next));
    let Some(time) = time_behind(reader, date.next) else {
        return date;
    };
    Parsed::new(timed(date.value, time.value), time.next)
}

/// Whether a value is a day, or one of two, without a time.
fn names_day_alone(value: &DateValue) -> bool {
    value.precision == Precision::Day || value.is_either()
}

/// A day at a time; one of two days stays as it is.
fn timed(date: DateValue, clock: Clock) -> DateValue {
    if date.is_either() {
        return date;
    }
    let precision = if clock.has_seconds {
        Precision::Second
    } else {
        Precision::Minute
    };
    let mut value = date.at(clock.second_of_day, precision);
    value.offset_minutes = clock.offset_minutes;
    value
}

/// ", Monday", "(Monday)", "星期一".
fn weekday_suffix(reader: &Reader<'_>, at: usize) -> usize {
    if reader.word(at) == Some("星") && reader.word(at + 1) == Some("期") {
        return at + 3;
    }
    let start = skip_mark(reader, at, &[',', '(']);
    let is_weekday = start > at
        && reader
            .word(start)
            .is_some_and(|word| reader.calendar.weekday(word).is_some());
    let opened = reader.mark(at) == Some('(');
    let closed = reader.mark(start + 1) == Some(')');
    match (is_weekday, opened) {
        (true, false) => start + 1,
        (true, true) if closed => start + 2,
        _ => at,
    }
}

/// Marks that set a time of day off from its date: "20 January 2025 // 17:15".
const TIME_MARKS: &[char] = &[
    ',', '/', '|', '-', '–', '—', '•', '·', '@', ';', ':', '(', '،', '、',
];

/// A time of day, after up to two marks or a joiner, or the T of ISO 8601.
fn time_behind(reader: &Reader<'_>, at: usize) -> Option<Parsed<Clock>> {
    let iso = usize::from(reader.is_word(at, "T") && reader.glued(at) && reader.glued(at + 1));
    let mut next = at + iso;
    if iso == 0 {
        next = skip_mark(reader, next, TIME_MARKS);
        next = skip_mark(reader, next, TIME_MARKS);
        next = skip_joiner(reader, next);
    }
    let opened = reader.mark(next.saturating_sub(1)) == Some('(');
    let time = clock(reader, next)?;
    let closed = usize::from(opened && reader.mark(time.next) == Some(')'));
    // A bare "T17" would be too little; a clock glued to the date is not one.
    (iso == 1 || !reader.glued(next) || next > at)
        .then(|| Parsed::new(time.value, time.next + closed))
}

/// "17:15, 20 January 2025", "4:59 PM EDT on June 13, 2013".
fn time_first(reader: &Reader<'_>, at: usize) -> Option<Parsed<DateValue>> {
    reader.number(at)?;
    let time = clock(reader, at).filter(|_| starts_alone(reader, at))?;
    let mut next = skip_mark(reader, time.next, TIME_MARKS);
    next = skip_joiner(reader, next);
    let day = weekday_prefix(reader, next).unwrap_or(next);
    let date = bare_date(reader, day).filter(|date| names_day_alone(&date.value))?;
    let date = fitting_weekday(reader, next, day, date);
    let next = weekday_suffix(reader, date.next);
    Some(Parsed::new(timed(date.value, time.value), next))
}

#[cfg(test)]
mod tests;

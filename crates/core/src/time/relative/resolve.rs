//! Arithmetic on days: from a word and the day of publication to an interval.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::time::absolute::MonthDay;
use crate::time::vocabulary::{TimeUnit, YearPart};
use crate::time::{DateValue, Precision};

/// A day some days off; none beyond the calendar.
pub(super) fn days_off(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

/// The last such weekday up to the day itself.
pub(super) fn weekday_back(from: Date, weekday: i8) -> Option<Date> {
    let back = (from.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    days_off(from, -i32::from(back))
}

/// The next such weekday from the day itself on.
pub(super) fn weekday_ahead(from: Date, weekday: i8) -> Option<Date> {
    let ahead = (weekday - from.weekday().to_monday_one_offset()).rem_euclid(7);
    days_off(from, i32::from(ahead))
}

/// The day of a month that lies nearest to a day, the earlier one at equal distance; one that is
/// the given weekday before any other.
pub(super) fn nearest_day(from: Date, day: MonthDay, weekday: Option<i8>) -> Option<Date> {
    let distance = |other: &Date| from.until(*other).map_or(i32::MAX, |s| s.get_days().abs());
    let differs = |other: &Date| {
        weekday.is_some_and(|weekday| other.weekday().to_monday_one_offset() != weekday)
    };
    (-3..=1)
        .filter_map(|years| Date::new(from.year().checked_add(years)?, day.month, day.day).ok())
        .min_by_key(|other| (differs(other), distance(other)))
}

/// The latest such month that has begun by a day.
pub(super) fn month_back(from: Date, month: i8) -> Option<DateValue> {
    let year = if month <= from.month() {
        from.year()
    } else {
        from.year() - 1
    };
    DateValue::month(year, month)
}

/// The first such month that has not ended by a day.
pub(super) fn month_ahead(from: Date, month: i8) -> Option<DateValue> {
    let year = if month >= from.month() {
        from.year()
    } else {
        from.year() + 1
    };
    DateValue::month(year, month)
}

/// The week (Monday to Sunday) of a day.
pub(super) fn week_of(day: Date) -> Option<DateValue> {
    let monday = weekday_back(day, Weekday::Monday.to_monday_one_offset())?;
    Some(DateValue::interval(
        monday,
        days_off(monday, 6)?,
        Precision::Week,
    ))
}

/// The weekend (Saturday and Sunday) of the week of a day.
pub(super) fn weekend_of(day: Date) -> Option<DateValue> {
    let week = week_of(day)?;
    Some(DateValue::interval(
        days_off(week.to, -1)?,
        week.to,
        Precision::Week,
    ))
}

/// The decade of a year ("1990" to "1999").
pub(super) fn decade(year: i16) -> Option<DateValue> {
    let first = year - year.rem_euclid(10);
    let (from, to) = (
        DateValue::year(first)?,
        DateValue::year(first.checked_add(9)?)?,
    );
    Some(DateValue::interval(from.from, to.to, Precision::Decade))
}

/// A part of a year.
pub(super) fn part_of_year(year: i16, part: YearPart) -> Option<DateValue> {
    let from = DateValue::month(year, part.first)?;
    let over = i16::from((part.last - 1) / 12);
    let to = DateValue::month(year.checked_add(over)?, (part.last - 1) % 12 + 1)?;
    Some(DateValue::interval(from.from, to.to, Precision::YearPart))
}

/// The period some units before (or after) the one that holds a day.
pub(super) fn period(from: Date, unit: TimeUnit, count: i32) -> Option<DateValue> {
    match unit {
        TimeUnit::Day | TimeUnit::Night => Some(DateValue::day(days_off(from, count)?)),
        TimeUnit::Week => week_of(days_off(from, count.checked_mul(7)?)?),
        TimeUnit::Weekend => weekend_of(days_off(from, count.checked_mul(7)?)?),
        TimeUnit::Fortnight => week_of(days_off(from, count.checked_mul(14)?)?),
        TimeUnit::Month => {
            let day = from.first_of_month().checked_add(count.months()).ok()?;
            DateValue::month(day.year(), day.month())
        }
        TimeUnit::Year => DateValue::year(i16::try_from(i32::from(from.year()) + count).ok()?),
        TimeUnit::Decade => {
            decade(i16::try_from(i32::from(from.year()) + count.checked_mul(10)?).ok()?)
        }
        TimeUnit::Clock | TimeUnit::Other => None,
    }
}

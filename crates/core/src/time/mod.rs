//! Dates as texts give them: an interval of days and how precisely it is known.

pub mod absolute;
mod calendar;
mod clock;
mod lexer;
mod reader;
pub(crate) mod relative;
mod vocabulary;
mod wire;

pub(crate) use self::calendar::Calendar;
pub(crate) use self::clock::{Clock, clock};
pub(crate) use self::lexer::lex;
pub(crate) use self::reader::{Parsed, Reader};
pub(crate) use self::vocabulary::Vocabulary;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How precisely a date is known, from coarse to fine.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A decade ("the 1990s").
    Decade,
    /// A year ("1962").
    Year,
    /// A part of a year ("early 2022", "spring 2022").
    YearPart,
    /// A month.
    Month,
    /// A week or weekend ("last week").
    Week,
    /// A day.
    Day,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

/// An interval of days with its precision, and a time of day where one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateValue {
    /// First day.
    pub from: Date,
    /// Last day (inclusive); equals `from` from [`Precision::Day`] on.
    pub to: Date,
    /// How precisely it is known.
    pub precision: Precision,
    /// Seconds since midnight, for minute and second precision.
    pub second_of_day: Option<u32>,
    /// Minutes east of UTC, where the text says.
    pub offset_minutes: Option<i16>,
}

impl DateValue {
    /// A single day.
    pub fn day(date: Date) -> Self {
        Self::interval(date, date, Precision::Day)
    }

    /// An interval of days.
    pub fn interval(from: Date, to: Date, precision: Precision) -> Self {
        Self {
            from,
            to,
            precision,
            second_of_day: None,
            offset_minutes: None,
        }
    }

    /// Either of two days of one year: what a numeric date such as 03/04/2024 says while nothing tells
    /// its order of day and month.
    pub fn either(one: Date, other: Date) -> Self {
        Self::interval(one.min(other), one.max(other), Precision::YearPart)
    }

    /// Whether it is one of two days, as [`DateValue::either`] makes it: the day of each is the month of
    /// the other. (A part of a year ends with a month, and so never looks like this.)
    pub fn is_either(&self) -> bool {
        let (from, to) = (self.from, self.to);
        let swapped = from.day() == to.month() && from.month() == to.day();
        self.precision == Precision::YearPart && from != to && swapped && from.year() == to.year()
    }

    /// Whether it gives a day, be it one of two.
    pub fn names_day(&self) -> bool {
        self.precision >= Precision::Day || self.is_either()
    }

    /// A whole month; `None` where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::interval(
            first,
            first.last_of_month(),
            Precision::Month,
        ))
    }

    /// A whole year; `None` where there is no such year.
    pub fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Some(Self::interval(first, first.last_of_year(), Precision::Year))
    }

    /// The same day at a time of day, in seconds since midnight.
    pub fn at(self, second_of_day: u32, precision: Precision) -> Self {
        Self {
            second_of_day: Some(second_of_day),
            precision,
            ..self
        }
    }

    /// Whether the two intervals share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The first day in ISO 8601, cut to the precision: `2024`, `2024-11`, `2024-11-05`,
    /// `2024-11-05T17:15`, with an offset where known.
    pub fn iso_from(&self) -> String {
        self.cut(self.from)
    }

    /// What it says as one value: [`DateValue::iso_from`], or for either of two days both, as one of a
    /// set (`[2024-03-04,2024-04-03]`, ISO 8601-2:2019).
    pub fn iso(&self) -> String {
        if self.is_either() {
            return format!("[{},{}]", self.iso_from(), self.iso_to());
        }
        self.iso_from()
    }

    /// The last day in ISO 8601, cut to the precision.
    pub fn iso_to(&self) -> String {
        self.cut(self.to)
    }

    fn cut(&self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.precision {
            _ if self.is_either() => format!("{year:04}-{month:02}-{day:02}"),
            Precision::Decade | Precision::Year => format!("{year:04}"),
            Precision::YearPart | Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Week | Precision::Day => format!("{year:04}-{month:02}-{day:02}"),
            Precision::Minute | Precision::Second => {
                format!(
                    "{year:04}-{month:02}-{day:02}T{}{}",
                    self.iso_time(),
                    self.iso_offset()
                )
            }
        }
    }

    fn iso_time(&self) -> String {
        let second = self.second_of_day.unwrap_or(0);
        let (hour, minute) = (second / 3600, second / 60 % 60);
        match self.precision {
            Precision::Second => format!("{hour:02}:{minute:02}:{:02}", second % 60),
            _ => format!("{hour:02}:{minute:02}"),
        }
    }

    fn iso_offset(&self) -> String {
        match self.offset_minutes {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let absolute = minutes.unsigned_abs();
                format!("{sign}{:02}:{:02}", absolute / 60, absolute % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn iso_is_cut_to_the_precision() {
        let month = DateValue::month(2024, 11).unwrap();
        assert_eq!(
            (month.iso_from(), month.iso_to()),
            ("2024-11".into(), "2024-11".into())
        );
        let either = DateValue::either(date(2024, 4, 3), date(2024, 3, 4));
        assert_eq!(either.iso(), "[2024-03-04,2024-04-03]");
        assert_eq!(month.iso(), "2024-11");
        let minute = DateValue::day(date(2025, 1, 20)).at(17 * 3600 + 15 * 60, Precision::Minute);
        assert_eq!(minute.iso_from(), "2025-01-20T17:15");
        let east = DateValue {
            offset_minutes: Some(-150),
            ..minute
        };
        assert_eq!(east.iso_from(), "2025-01-20T17:15-02:30");
    }
}

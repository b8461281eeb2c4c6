//! The days a report tells of: what is said to have happened when, resolved against its date.
//!
//! A day stands as two terms: itself, and its place in the year. So a report without a date, whose
//! "3 March" has no year, still agrees with one that has, and two years differ where both are known.
//! Neighbouring days count in part: what happened at night is of either day.

use jiff::civil::Date;

use super::sketch::day_number;
use crate::language::Language;
use crate::text::{SourceText, TextSpan};
use crate::time::absolute::{MonthDay, day_month, month_day};
use crate::time::relative::{Anchor, DateInText, dates_in};
use crate::time::{Calendar, Precision, Reader, Vocabulary, lex};

/// How much the day before and the day after count.
const BESIDE: f32 = 0.4;
/// Numbers of places in the year lie beyond this, those of days below.
const OF_YEAR: u32 = 1 << 30;
/// Added to a day, so that days before 1970 have a number.
const BEFORE: i32 = 1 << 28;

/// Finds the days that sentences tell of.
pub(super) struct DayReader {
    calendar: Calendar,
    vocabulary: &'static Vocabulary,
    anchor: Anchor,
}

impl DayReader {
    pub(super) fn new(code: &str, anchor: Anchor) -> Self {
        let language = Language::get(code);
        Self {
            calendar: Calendar::of(language),
            vocabulary: Vocabulary::of(language),
            anchor,
        }
    }

    /// The days of a sentence, as numbers with their weights.
    pub(super) fn days(&self, text: &SourceText, span: TextSpan) -> Vec<(u32, f32)> {
        let sentence = text.slice(span);
        let items = lex(sentence);
        let reader = Reader {
            text: sentence,
            items: &items,
            calendar: self.calendar,
        };
        let found = dates_in(&reader, self.vocabulary, &self.anchor);
        let mut days = Vec::new();
        for date in found {
            self.note(&date, sentence, &mut days);
        }
        days
    }

    fn note(&self, date: &DateInText, sentence: &str, days: &mut Vec<(u32, f32)>) {
        match date.value {
            Some(value) if value.precision >= Precision::Day => note_day(value.from, days),
            Some(_) => {}
            None => {
                let text = sentence.get(date.range.clone()).unwrap_or_default();
                days.extend(self.place_in_year(text).map(|place| (place, 1.0)));
            }
        }
    }

    /// "3 March" of no known year.
    fn place_in_year(&self, text: &str) -> Option<u32> {
        let items = lex(text);
        let reader = Reader {
            text,
            items: &items,
            calendar: self.calendar,
        };
        let at = |at| day_month(&reader, at).or_else(|| month_day(&reader, at));
        let MonthDay { month, day } = (0..items.len()).find_map(at)?.value;
        Some(place_in_year(month, day))
    }
}

fn note_day(day: Date, days: &mut Vec<(u32, f32)>) {
    let number = day_number(day).saturating_add(BEFORE).unsigned_abs();
    for (beside, weight) in [(number - 1, BESIDE), (number, 1.0), (number + 1, BESIDE)] {
        days.push((beside, weight));
    }
    days.push((place_in_year(day.month(), day.day()), 1.0));
}

fn place_in_year(month: i8, day: i8) -> u32 {
    OF_YEAR + u32::from(month.unsigned_abs()) * 32 + u32::from(day.unsigned_abs())
}

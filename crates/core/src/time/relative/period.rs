//! Weekdays, months, "last week", "a week ago", "2 January", "yesterday".

use super::resolve::{
    days_off, month_ahead, month_back, nearest_day, period, weekday_ahead, weekday_back,
};
use super::{Meaning, Sentence};
use crate::time::DateValue;
use crate::time::absolute::{day_month, month_day};
use crate::time::reader::Parsed;
use crate::time::vocabulary::{Senses, TimeUnit};

impl Sentence<'_> {
    /// "last Monday", "next week", "this year", "last November", "last summer".
    pub(super) fn marked(&self, at: usize, sense: Senses) -> Option<Parsed<Meaning>> {
        let direction = sense.marker?;
        let next = self.sense(at + 1);
        if let Some(weekday) = next.weekday.filter(|_| self.is_capital(at + 1)) {
            let value = self.marked_weekday(weekday, direction);
            return Some(Parsed::new(Meaning::relative(value), at + 2));
        }
        if let Some(month) = next.month.filter(|_| self.is_capital(at + 1)) {
            // "this March 5" belongs to the day.
            let value = self.marked_month(month, direction);
            let is_day = self.day_and_month(at + 1).is_some();
            return (!is_day).then(|| Parsed::new(Meaning::relative(value), at + 2));
        }
        if let Some(part) = next.year_part.filter(|part| part.last - part.first <= 2) {
            let published = self.anchor.published;
            let value = published.and_then(|day| {
                let begun = part.first <= day.month();
                let year = day.year() + i16::from(direction);
                // "last summer" in autumn is this year's.
                let year = if direction < 0 && begun && part.last < day.month() {
                    day.year()
                } else {
                    year
                };
                super::resolve::part_of_year(year, part)
            });
            return Some(Parsed::new(Meaning::relative(value), at + 2));
        }
        let unit = next.unit?;
        // "the past 10 days", "last seconds", "the last day of": lengths of time, not dates.
        let is_period = match unit {
            TimeUnit::Clock | TimeUnit::Other | TimeUnit::Day => false,
            TimeUnit::Night => direction == -1,
            _ => true,
        };
        let is_date = is_period && !self.is_plural(at + 1) && !self.sense_before(at).is_article;
        let value = self
            .anchor
            .published
            .and_then(|day| period(day, unit, i32::from(direction)));
        is_date.then(|| Parsed::new(Meaning::relative(value), at + 2))
    }

    fn is_plural(&self, at: usize) -> bool {
        self.reader.word(at).is_some_and(|word| word.ends_with('s'))
    }

    fn marked_weekday(&self, weekday: i8, direction: i8) -> Option<DateValue> {
        let published = self.anchor.published?;
        let day = match direction {
            0 => weekday_back(published, weekday),
            ..0 => weekday_back(days_off(published, -1)?, weekday),
            _ => weekday_ahead(days_off(published, 1)?, weekday),
        };
        day.map(DateValue::day)
    }

    fn marked_month(&self, month: i8, direction: i8) -> Option<DateValue> {
        let published = self.anchor.published?;
        match direction {
            0 => DateValue::month(published.year(), month),
            ..0 => month_back(published.first_of_month().yesterday().ok()?, month),
            _ => month_ahead(published.last_of_month().tomorrow().ok()?, month),
        }
    }

    /// "a week ago", "10 days ago", "three years ago".
    pub(super) fn ago(&self, at: usize) -> Option<Parsed<Meaning>> {
        let count = match self.reader.number(at) {
            Some(number) => i32::try_from(number).ok()?,
            None => self.sense(at).number?,
        };
        let unit = self
            .sense(at + 1)
            .unit
            .filter(|_| self.sense(at + 2).is_ago)?;
        if matches!(unit, TimeUnit::Clock | TimeUnit::Other) {
            return None;
        }
        let value = self
            .anchor
            .published
            .and_then(|day| period(day, unit, -count));
        Some(Parsed::new(Meaning::relative(value), at + 3))
    }

    /// "2 January", "Jan. 20" without a year: the nearest one.
    ///
    /// "the Jan. 6 committee" and "the September 11 attacks" name an event whose year is not said.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Parsed<Meaning>> {
        let found = month_day(self.reader, at).or_else(|| day_month(self.reader, at))?;
        let word =
            (at..found.next).find_map(|item| self.reader.word(item).filter(|w| w.len() > 2))?;
        self.reader
            .calendar
            .month_is_well_written(word)
            .then_some(())?;
        let names_event = self.sense_before(at).is_article
            && self
                .reader
                .word(found.next)
                .is_some_and(|word| word.len() > 3);
        let value = self
            .anchor
            .published
            .filter(|_| !names_event)
            .and_then(|published| nearest_day(published, found.value, None).map(DateValue::day));
        Some(Parsed::new(Meaning::relative(value), found.next))
    }

    /// "Friday, September 15", "Monday 20 January": the nearest such day that is this weekday.
    fn weekday_and_day(&self, at: usize, weekday: i8) -> Option<Parsed<Meaning>> {
        let next = at + 1 + usize::from(self.reader.mark(at + 1) == Some(','));
        let found = month_day(self.reader, next).or_else(|| day_month(self.reader, next))?;
        let published = self.anchor.published;
        let value = published.and_then(|day| nearest_day(day, found.value, Some(weekday)));
        Some(Parsed::new(
            Meaning::relative(value.map(DateValue::day)),
            found.next,
        ))
    }

    /// "Monday": the last one, or the next where the sentence looks ahead.
    pub(super) fn weekday(&self, at: usize, sense: Senses) -> Option<Parsed<Meaning>> {
        let weekday = sense.weekday.filter(|_| self.is_capital(at))?;
        if let Some(day) = self.weekday_and_day(at, weekday) {
            return Some(day);
        }
        let is_name = (self.sense_before(at).is_holiday && self.is_capital(at.saturating_sub(1)))
            || (self.sense(at + 1).is_holiday && self.is_capital(at + 1));
        let day = match self.anchor.published {
            Some(published) if self.is_ahead(at) => weekday_ahead(published, weekday),
            // Six days back is one day ahead: a page that was amended the next day is as likely.
            Some(published) => {
                weekday_back(published, weekday).filter(|day| days_off(*day, 6) != Some(published))
            }
            None => self.own_day(weekday),
        };
        let value = day.map(DateValue::day);
        (!is_name).then(|| Parsed::new(Meaning::relative(value), at + 1))
    }

    /// The one day that an undated report gives for itself and that is this weekday.
    fn own_day(&self, weekday: i8) -> Option<jiff::civil::Date> {
        let is_it = |day: &&jiff::civil::Date| day.weekday().to_monday_one_offset() == weekday;
        let mut days = self.anchor.own_days.iter().filter(is_it);
        let first = days.next()?;
        days.all(|day| day == first).then_some(*first)
    }

    /// "in November", "since March": the last one, or the next where the sentence looks ahead;
    /// unresolved behind "by" and "until", which look both ways.
    pub(super) fn month(&self, at: usize, sense: Senses) -> Option<Parsed<Meaning>> {
        let month = sense.month?;
        let word = self.reader.word(at)?;
        self.reader
            .calendar
            .month_is_well_written(word)
            .then_some(())?;
        let preposition = self.sense_before(at).preposition;
        let is_name = self.sense(at + 1).is_holiday
            || (self.sense_before(at).is_holiday && self.is_capital(at.saturating_sub(1)));
        let is_clear = preposition.is_some() || !self.is_ambiguous_month(at);
        if is_name || !is_clear || (preposition.is_none() && self.is_capital(at + 1)) {
            return None;
        }
        let is_open = preposition.is_some_and(|preposition| preposition.open);
        let value = self.anchor.published.filter(|_| !is_open).and_then(|day| {
            if self.is_ahead(at) {
                month_ahead(day, month)
            } else {
                month_back(day, month)
            }
        });
        Some(Parsed::new(Meaning::relative(value), at + 1))
    }

    /// Months that are also words or given names ("May", "March", "April").
    fn is_ambiguous_month(&self, at: usize) -> bool {
        self.reader
            .word(at)
            .is_some_and(|word| word.chars().count() <= 6)
    }

    /// "yesterday", "today", "tonight".
    pub(super) fn named_day(&self, at: usize, sense: Senses) -> Option<Parsed<Meaning>> {
        let off = i32::from(sense.day?);
        // "USA Today", "Russia Today".
        let in_name = at > 0 && self.is_capital(at);
        let value = self
            .anchor
            .published
            .and_then(|day| days_off(day, off))
            .map(DateValue::day);
        (!in_name).then(|| Parsed::new(Meaning::relative(value), at + 1))
    }
}

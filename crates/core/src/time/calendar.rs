//! Names of months, weekdays and time zones in one language.

use super::absolute::NumericOrder;
use crate::language::{Language, WordList};

/// The calendar words of a language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    months: &'static WordList,
    weekdays: &'static WordList,
    zones: &'static WordList,
    common_zones: &'static WordList,
    clock_words: &'static WordList,
    joiners: &'static WordList,
    orders: &'static WordList,
    month_words: &'static WordList,
    era: &'static WordList,
    numeric: NumericOrder,
}

impl Calendar {
    /// The calendar of a language; without files, only what is the same everywhere.
    pub(crate) fn of(language: &Language) -> Self {
        let language = Language::get(language.code());
        Self {
            months: language.list("months"),
            weekdays: language.list("weekdays"),
            zones: language.list("time-zones"),
            common_zones: Language::get("und").list("time-zones"),
            clock_words: language.list("clock-words"),
            joiners: language.list("date-joiners"),
            orders: language.list("date-order"),
            month_words: language.list("month-words"),
            era: language.list("era"),
            numeric: NumericOrder::default(),
        }
    }

    /// The same calendar, reading numeric dates in a given order where the language has none.
    pub(crate) const fn reading(mut self, numeric: NumericOrder) -> Self {
        self.numeric = numeric;
        self
    }

    /// How numeric dates are read where the language has no one order.
    pub(crate) const fn numeric(&self) -> NumericOrder {
        self.numeric
    }

    /// The number of a month by its name or short form, case aside.
    pub(crate) fn month(&self, word: &str) -> Option<i8> {
        lookup(self.months, word)?.parse().ok()
    }

    /// Whether a month's name is written as the language writes it: with a capital, where it does.
    pub(crate) fn month_is_well_written(&self, word: &str) -> bool {
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        capital(word) || !self.months.iter().next().is_some_and(capital)
    }

    /// The number of a weekday, Monday being 1.
    pub(crate) fn weekday(&self, word: &str) -> Option<i8> {
        lookup(self.weekdays, word)?.parse().ok()
    }

    /// Whether a word makes a month of the number behind it ("tháng 3").
    pub(crate) fn is_month_word(&self, word: &str) -> bool {
        lookup(self.month_words, word).is_some()
    }

    /// A year of the common era for one that the language may count from elsewhere: 2567 is 2024
    /// where the calendar is 543 years ahead.
    pub(crate) fn common_year(&self, year: i16) -> i16 {
        let ahead: Option<i16> = self.era.iter().next().and_then(|years| years.parse().ok());
        ahead
            .filter(|ahead| year > 2100 + ahead / 2)
            .map_or(year, |ahead| year - ahead)
    }

    /// Whether a word is the abbreviation of a time zone; with its minutes east of UTC, where it
    /// has one meaning. Only in capitals: "est" and "at" are words.
    pub(crate) fn zone(&self, word: &str) -> Option<Option<i16>> {
        let shouted = word.len() <= 5 && word.chars().all(char::is_uppercase);
        let value = shouted
            .then(|| lookup(self.zones, word).or_else(|| lookup(self.common_zones, word)))??;
        Some(value.parse().ok())
    }

    /// Whether a word marks the number before it as a time of day ("Uhr").
    pub(crate) fn is_clock_word(&self, word: &str) -> bool {
        lookup(self.clock_words, word).is_some()
    }

    /// Whether a word may join the pieces of a date, or a date and its time ("of", "at").
    pub(crate) fn is_joiner(&self, word: &str) -> bool {
        lookup(self.joiners, word).is_some()
    }

    /// Whether numeric dates with this mark give the day first, wherever the language is written.
    pub(crate) fn day_comes_first(&self, mark: char) -> bool {
        let mut buffer = [0; 4];
        self.orders.value(mark.encode_utf8(&mut buffer)) == Some("day-month")
    }
}

/// The value of a word in a list, case aside.
fn lookup(list: &'static WordList, word: &str) -> Option<&'static str> {
    // No entry is that long, and folding a long run of letters costs.
    (word.len() < 32).then(|| list.value(word))?
}

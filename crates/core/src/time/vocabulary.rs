//! What a word may mean in an expression of time, all senses of it in one look-up.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::{Language, WordMap, get_folded};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeUnit {
    /// Shorter than a day.
    Clock,
    Day,
    Night,
    Week,
    Weekend,
    Fortnight,
    Month,
    Year,
    Decade,
    /// Longer ones, and quarters.
    Other,
}

/// How firmly a preposition announces a year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Preposition {
    /// Hardly anything else follows it.
    pub(crate) strong: bool,
    /// The time ahead is as likely as the time behind.
    pub(crate) open: bool,
    /// A weekday behind it is the next one.
    pub(crate) ahead: bool,
}

/// First and last month of a part of a year; beyond 12, of the next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct YearPart {
    pub(crate) first: i8,
    pub(crate) last: i8,
}

/// Every sense that a word has in expressions of time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Senses {
    /// Weekday by its full name, Monday being 1.
    pub(crate) weekday: Option<i8>,
    /// Month by its full name.
    pub(crate) month: Option<i8>,
    /// Whether a date may start with it: any name or short form of a weekday or month.
    pub(crate) starts_date: bool,
    /// Days from the day of writing.
    pub(crate) day: Option<i8>,
    pub(crate) unit: Option<TimeUnit>,
    /// Direction from the day of writing.
    pub(crate) marker: Option<i8>,
    pub(crate) year_part: Option<YearPart>,
    pub(crate) preposition: Option<Preposition>,
    /// A small number.
    pub(crate) number: Option<i32>,
    pub(crate) is_ago: bool,
    pub(crate) is_future: bool,
    pub(crate) is_past: bool,
    pub(crate) is_article: bool,
    /// Makes a weekday beside it the name of something else.
    pub(crate) is_holiday: bool,
}

/// The time words of one language.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: WordMap<String, Senses>,
}

impl Vocabulary {
    /// The vocabulary of a language, built once.
    pub(crate) fn of(language: &Language) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, Vocabulary>> = OnceLock::new();
        static NONE: OnceLock<Vocabulary> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let codes = Language::codes();
            codes
                .map(|code| (code, Self::build(Language::get(code))))
                .collect()
        });
        all.get(language.code())
            .unwrap_or_else(|| NONE.get_or_init(Self::default))
    }

    /// The senses of a word, case aside; none for most words.
    pub(crate) fn senses(&self, word: &str) -> Option<&Senses> {
        get_folded(&self.words, word)
    }

    fn build(language: &Language) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.names(language);
        vocabulary.periods(language);
        vocabulary.each(language, "one-words", |senses, _| senses.number = Some(1));
        vocabulary.each(language, "number-words", |senses, value| {
            senses.number = value.parse().ok().or(senses.number);
        });
        vocabulary.each(language, "ago-words", |senses, _| senses.is_ago = true);
        vocabulary.each(language, "future-words", |senses, _| {
            senses.is_future = true;
        });
        vocabulary.each(language, "past-words", |senses, _| senses.is_past = true);
        vocabulary.each(language, "definite-articles", |senses, _| {
            senses.is_article = true;
        });
        vocabulary.each(language, "holiday-words", |senses, _| {
            senses.is_holiday = true;
        });
        vocabulary
    }

    fn names(&mut self, language: &Language) {
        // Short forms ("Sat", "Mar") start dates, but mean nothing by themselves.
        for (list, shortest) in [("months", 4), ("weekdays", 6)] {
            for (name, value) in language.list(list).pairs() {
                let is_full = name.chars().count() >= shortest || is_full_month(language, name);
                let number = value.parse().ok().filter(|_| is_full);
                let senses = self.entry(name);
                senses.starts_date = true;
                match list {
                    "months" => senses.month = senses.month.or(number),
                    _ => senses.weekday = senses.weekday.or(number),
                }
            }
        }
    }

    fn periods(&mut self, language: &Language) {
        self.each(language, "relative-days", |senses, value| {
            senses.day = value.parse().ok();
        });
        self.each(language, "period-markers", |senses, value| {
            senses.marker = value.parse().ok();
        });
        self.each(language, "time-units", |senses, value| {
            senses.unit = Some(unit(value));
        });
        self.each(language, "year-parts", |senses, value| {
            senses.year_part = year_part(value);
        });
        self.each(language, "date-prepositions", |senses, value| {
            senses.preposition = Some(Preposition {
                strong: value.contains("strong"),
                open: value.contains("open"),
                ahead: value.contains("ahead"),
            });
        });
    }

    fn each(&mut self, language: &Language, list: &str, set: impl Fn(&mut Senses, &str)) {
        for (word, value) in language.list(list).pairs() {
            set(self.entry(word), value);
        }
    }

    fn entry(&mut self, word: &str) -> &mut Senses {
        self.words.entry(word.to_lowercase()).or_default()
    }
}

/// Whether a name is the first that its language lists for a month ("May" is, "Mar" is not).
fn is_full_month(language: &Language, name: &str) -> bool {
    let months = language.list("months");
    let value = months.value(name);
    months
        .pairs()
        .find(|(_, number)| Some(*number) == value)
        .is_some_and(|(first, _)| first == name)
}

fn unit(name: &str) -> TimeUnit {
    match name {
        "second" | "minute" | "hour" => TimeUnit::Clock,
        "day" => TimeUnit::Day,
        "night" => TimeUnit::Night,
        "week" => TimeUnit::Week,
        "weekend" => TimeUnit::Weekend,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        _ => TimeUnit::Other,
    }
}

fn year_part(value: &str) -> Option<YearPart> {
    let (first, last) = value.split_once('-')?;
    Some(YearPart {
        first: first.parse().ok()?,
        last: last.parse().ok()?,
    })
}

//! Dates that stand in running text, resolved against the day of publication: "Monday", "in
//! November", "2 January", "early 2022", "the 1990s", "a week ago", besides the dates that give
//! their own year.

mod period;
mod resolve;
mod year;

use std::ops::Range;

use jiff::civil::Date;

use super::DateValue;
use super::absolute::{date_at, item_range};
use super::reader::{Parsed, Reader};
use super::vocabulary::{Senses, Vocabulary};

/// What dates are resolved against.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchor {
    /// The day of publication, where it is known.
    pub(crate) published: Option<Date>,
    /// Days that an undated report gives for itself (in a dateline, in a post it shows): a weekday
    /// that names just one of them is that day.
    pub(crate) own_days: Vec<Date>,
}

/// A date expression in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateInText {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What it means, where that can be told.
    pub(crate) value: Option<DateValue>,
    /// Whether it took the day of publication to tell.
    pub(crate) relative: bool,
}

/// A meaning before it has its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meaning {
    value: Option<DateValue>,
    relative: bool,
}

impl Meaning {
    const fn absolute(value: DateValue) -> Self {
        Self {
            value: Some(value),
            relative: false,
        }
    }

    const fn relative(value: Option<DateValue>) -> Self {
        Self {
            value,
            relative: true,
        }
    }
}

/// A sentence with the senses of its words.
struct Sentence<'a> {
    reader: &'a Reader<'a>,
    senses: Vec<Option<&'a Senses>>,
    anchor: &'a Anchor,
}

/// The date expressions of one sentence, in order.
pub(crate) fn dates_in(
    reader: &Reader<'_>,
    vocabulary: &'static Vocabulary,
    anchor: &Anchor,
) -> Vec<DateInText> {
    let sense = |at: usize| reader.word(at).and_then(|word| vocabulary.senses(word));
    let senses = (0..reader.items.len()).map(sense).collect();
    let sentence = Sentence {
        reader,
        senses,
        anchor,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.items.len() {
        match sentence.date(at) {
            Some(parsed) if parsed.next > at => {
                if let Some(range) = item_range(reader.items, at, parsed.next) {
                    let Meaning { value, relative } = parsed.value;
                    found.push(DateInText {
                        range,
                        value,
                        relative,
                    });
                }
                at = parsed.next;
            }
            _ => at += 1,
        }
    }
    found
}

impl Sentence<'_> {
    fn sense(&self, at: usize) -> Senses {
        self.senses
            .get(at)
            .copied()
            .flatten()
            .copied()
            .unwrap_or_default()
    }

    fn sense_before(&self, at: usize) -> Senses {
        at.checked_sub(1)
            .map_or_else(Senses::default, |before| self.sense(before))
    }

    fn date(&self, at: usize) -> Option<Parsed<Meaning>> {
        let is_number = self.reader.number(at).is_some();
        let sense = match self.senses.get(at).copied().flatten() {
            Some(sense) => *sense,
            None if is_number => Senses::default(),
            None => return None,
        };
        if (is_number || sense.starts_date)
            && let Some(absolute) = date_at(self.reader, at)
        {
            return Some(Parsed::new(
                Meaning::absolute(absolute.value),
                absolute.next,
            ));
        }
        if is_number {
            return self
                .day_and_month(at)
                .or_else(|| self.ago(at))
                .or_else(|| self.decade(at))
                .or_else(|| self.year(at));
        }
        self.reader.word(at)?;
        self.marked(at, sense)
            .or_else(|| self.part_of_year(at, sense))
            .or_else(|| self.ago(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.weekday(at, sense))
            .or_else(|| self.month(at, sense))
            .or_else(|| self.named_day(at, sense))
    }

    /// Whether what happens at an item lies ahead: a preposition such as "until" stands before it, or
    /// a word of the future in its clause, and no verb of saying between.
    fn is_ahead(&self, at: usize) -> bool {
        if self.sense_before(at).preposition.is_some_and(|p| p.ahead) {
            return true;
        }
        let nearest = at.saturating_sub(12);
        for before in (nearest..at).rev() {
            let sense = self.sense(before);
            if sense.is_past
                || self
                    .reader
                    .mark(before)
                    .is_some_and(|m| ";.:\"“”".contains(m))
            {
                return false;
            }
            if sense.is_future {
                return true;
            }
        }
        false
    }

    fn is_capital(&self, at: usize) -> bool {
        let first = self.reader.word(at).and_then(|word| word.chars().next());
        first.is_some_and(char::is_uppercase)
    }
}

#[cfg(test)]
mod tests;

//! Years and decades: "in 1962", "the 1962 crisis", "early 2022", "the 1990s", "1939-45".

use super::resolve::{decade, part_of_year, period};
use super::{Meaning, Sentence};
use crate::time::reader::Parsed;
use crate::time::vocabulary::{Senses, TimeUnit};
use crate::time::{DateValue, Precision};

impl Sentence<'_> {
    /// "early 2022", "the summer of 2021", "late last year", "the end of the year", "early March".
    pub(super) fn part_of_year(&self, at: usize, sense: Senses) -> Option<Parsed<Meaning>> {
        let part = sense.year_part?;
        let mut next = at + 1;
        while self.reader.mark(next) == Some('-')
            || self.reader.is_word(next, "of")
            || self.reader.is_word(next, "in")
        {
            next += 1;
        }
        if let Some(year) = self.plain_year(next) {
            let value = part_of_year(year, part)?;
            return Some(Parsed::new(Meaning::absolute(value), next + 1));
        }
        let after_article = next + usize::from(self.sense(next).is_article);
        let direction = match self.sense(after_article).marker {
            Some(direction) => direction,
            None if after_article > next => 0,
            None => return None,
        };
        let unit = after_article + usize::from(self.sense(after_article).marker.is_some());
        if self.sense(unit).unit != Some(TimeUnit::Year) {
            return None;
        }
        let value = self
            .anchor
            .published
            .and_then(|day| period(day, TimeUnit::Year, i32::from(direction)))
            .and_then(|year| part_of_year(year.from.year(), part));
        Some(Parsed::new(Meaning::relative(value), unit + 1))
    }

    /// "1990s", "’90s".
    pub(super) fn decade(&self, at: usize) -> Option<Parsed<Meaning>> {
        let number = self.reader.number(at)?;
        let is_plural = self.reader.is_word(at + 1, "s") && self.reader.glued(at + 1);
        is_plural.then_some(())?;
        let year = match self.reader.len(at) {
            4 if (1000..2100).contains(&number) => number,
            2 if number >= 30 && self.is_behind_apostrophe(at) => 1900 + number,
            _ => return None,
        };
        let year = i16::try_from(year).ok().filter(|year| year % 10 == 0)?;
        Some(Parsed::new(Meaning::absolute(decade(year)?), at + 2))
    }

    fn is_behind_apostrophe(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .and_then(|before| self.reader.mark(before));
        self.reader.glued(at) && before.is_some_and(|mark| matches!(mark, '\'' | '’' | '‘'))
    }

    /// A number that is a year by its place: behind a preposition, between an article or possessive
    /// and a noun, in brackets, or as a range of years.
    pub(super) fn year(&self, at: usize) -> Option<Parsed<Meaning>> {
        let year = self.plain_year(at)?;
        let (last, next) = self
            .range_end(at, year)
            .map_or((year, at + 1), |r| (r.value, r.next));
        let is_range = last != year;
        if !is_range && !self.is_in_place_of_year(at, year) {
            return None;
        }
        if is_range && self.counts_something(next) {
            return None;
        }
        let (first, last) = (DateValue::year(year)?, DateValue::year(last)?);
        let value = DateValue::interval(first.from, last.to, Precision::Year);
        Some(Parsed::new(Meaning::absolute(value), next))
    }

    /// Four digits that stand by themselves and may be a year.
    fn plain_year(&self, at: usize) -> Option<i16> {
        let number = self
            .reader
            .number(at)
            .filter(|_| self.reader.len(at) == 4)?;
        let before = at.checked_sub(1).filter(|_| self.reader.glued(at));
        let in_word = before.is_some_and(|before| {
            let mark = self.reader.mark(before);
            let joins_number = at >= 2
                && self.reader.glued(before)
                && self.reader.number(at - 2).is_some()
                && mark.is_some_and(|m| ".,:/".contains(m));
            self.reader.word(before).is_some()
                || joins_number
                || mark.is_some_and(|mark| "$€£¥#@.".contains(mark))
        });
        let behind = at + 1;
        let goes_on = self.reader.glued(behind)
            && (self.reader.word(behind).is_some()
                || self.reader.mark(behind) == Some('%')
                || (self.reader.mark(behind).is_some_and(|m| ".,:".contains(m))
                    && self.reader.glued(behind + 1)
                    && self.reader.number(behind + 1).is_some()));
        let year = i16::try_from(number)
            .ok()
            .filter(|year| (1000..2200).contains(year))?;
        (!in_word && !goes_on).then_some(year)
    }

    /// "1939-45", "2022–2023", "2010/11": the last year.
    fn range_end(&self, at: usize, year: i16) -> Option<Parsed<i16>> {
        let mark = self
            .reader
            .mark(at + 1)
            .filter(|m| matches!(m, '-' | '–' | '/'))?;
        let glued = self.reader.glued(at + 1) && self.reader.glued(at + 2);
        let number = i16::try_from(self.reader.number(at + 2)?).ok()?;
        let last = match self.reader.len(at + 2) {
            4 => number,
            2 => year - year.rem_euclid(100) + number,
            _ => return None,
        };
        let is_season = mark != '/' || last == year + 1;
        let is_range = glued && is_season && last > year && last - year < 100 && year >= 1500;
        is_range.then(|| Parsed::new(last, at + 3))
    }

    fn is_in_place_of_year(&self, at: usize, year: i16) -> bool {
        let is_modern = (1900..2100).contains(&year);
        let before = self.sense_before(at);
        let counts = self.counts_something(at + 1);
        if let Some(preposition) = before.preposition {
            return match preposition.strong {
                true => is_modern || !counts,
                false => is_modern && !counts,
            };
        }
        let bracketed = at > 0
            && self.reader.mark(at - 1) == Some('(')
            && self.reader.mark(at + 1) == Some(')');
        let of_noun = (before.is_article || self.is_behind_possessive(at))
            && self.reader.word(at + 1).is_some()
            && (!counts || year % 100 != 0);
        let behind_unit = before.unit == Some(TimeUnit::Year);
        is_modern && (bracketed || of_noun || behind_unit)
    }

    fn is_behind_possessive(&self, at: usize) -> bool {
        at >= 2
            && self.reader.is_word(at - 1, "s")
            && self
                .reader
                .mark(at - 2)
                .is_some_and(|mark| matches!(mark, '\'' | '’'))
    }

    /// Whether a plural noun or a unit follows, so that the number counts.
    fn counts_something(&self, at: usize) -> bool {
        let word = self.reader.word(at).unwrap_or_default();
        let is_plural =
            word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !self.is_capital(at);
        let is_unit = self.sense(at).unit.is_some();
        is_plural
            || is_unit
            || matches!(
                word,
                "people" | "men" | "women" | "children" | "percent" | "km" | "miles"
            )
    }
}

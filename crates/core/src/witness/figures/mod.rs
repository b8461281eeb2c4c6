//! Figures: numbers with what they count, how exactly, and over which range.
//!
//! A number that belongs to a date, a name, a time of day, an identifier or a score is no figure.

mod number;
mod unit;
mod words;

use super::{Bound, Entity, Figure, NameKind, NameMention, Unit};
use crate::text::TextSpan;
use crate::time::{Clock, Parsed, Reader, clock};

pub(crate) use self::unit::UnitStemmer;
pub(crate) use self::words::FigureWords;
use self::words::{Phrase, Senses};

/// A sentence as figures see it.
pub(crate) struct Scan<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) words: &'static FigureWords,
    pub(crate) stemmer: UnitStemmer<'a>,
    /// First byte of the sentence in the article.
    pub(crate) base: u32,
    /// Dates of the sentence, in order.
    pub(crate) dates: &'a [TextSpan],
    /// Names of the sentence, in order.
    pub(crate) names: &'a [NameMention],
    /// What the names of the report name.
    pub(crate) entities: &'a [Entity],
    pub(crate) nouns_are_capitalised: bool,
}

/// A number with what stands around it, by items.
struct Found {
    start: usize,
    number: Parsed<f64>,
    /// First item of the number itself.
    number_start: usize,
    upper: Option<f64>,
    unit: Unit,
    next: usize,
}

impl Scan<'_> {
    /// All figures of the sentence, in order.
    pub(crate) fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        let mut at = 0;
        while at < self.reader.items.len() {
            if !self.may_start(at) {
                at += 1;
                continue;
            }
            if let Some(next) = self.passed_over(at) {
                at = next.max(at + 1);
                continue;
            }
            match self.found(at) {
                Some(found) => {
                    at = found.next.max(at + 1);
                    figures.extend(self.figure(&found));
                }
                None => at = self.behind_number(at),
            }
        }
        figures
    }

    fn sense(&self, at: usize) -> Senses {
        let word = self.reader.word(at);
        word.and_then(|word| self.words.senses(word))
            .copied()
            .unwrap_or_default()
    }

    /// Whether a figure may start at an item: a cheap test that keeps the grammar off most words.
    fn may_start(&self, at: usize) -> bool {
        let Some(word) = self.reader.word(at) else {
            return true;
        };
        let opens = |sense: &Senses| {
            sense.number.is_some()
                || sense.ordinal.is_some()
                || sense.fraction.is_some()
                || sense.is_indefinite
        };
        let before_sign = self.reader.glued(at + 1) && self.reader.mark(at + 1).is_some();
        before_sign || self.words.senses(word).is_some_and(opens)
    }

    fn span(&self, from: usize, to: usize) -> TextSpan {
        let start = self.reader.items.get(from).map_or(0, |item| item.start);
        let last = to
            .checked_sub(1)
            .and_then(|last| self.reader.items.get(last));
        TextSpan::new(
            self.base + start,
            self.base + last.map_or(start, |item| item.end),
        )
    }

    /// The first item behind what an item belongs to, if that is a date, a name or a time of day.
    fn passed_over(&self, at: usize) -> Option<usize> {
        let item = self.span(at, at + 1);
        let inside = |span: &TextSpan| span.contains(item);
        let date = self.dates.iter().copied().find(inside);
        let is_number = self.reader.number(at).is_some();
        let name = self
            .names
            .iter()
            .filter(|_| is_number)
            .map(|name| name.span)
            .find(inside);
        if let Some(span) = date.or(name) {
            let items = self.reader.items;
            return Some(items.partition_point(|item| self.base + item.end <= span.end));
        }
        self.reader.number(at)?;
        let time: Parsed<Clock> = clock(self.reader, at)?;
        Some(time.next)
    }

    /// Behind digits that are no figure, with all that is glued to them.
    fn behind_number(&self, at: usize) -> usize {
        let mut next = at + 1;
        if self.reader.number(at).is_some() {
            while self.reader.glued(next) && self.reader.mark(next) != Some('(') {
                next += 1;
            }
        }
        next
    }

    fn found(&self, at: usize) -> Option<Found> {
        self.money(at)
            .or_else(|| self.ordinal(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.quantity(at))
    }

    /// "$3 million", "€5bn", "US$10-12 million".
    fn money(&self, at: usize) -> Option<Found> {
        let prefixed = self.reader.word(at).is_some() && self.reader.glued(at + 1);
        let sign = at + usize::from(prefixed);
        let currency = self
            .reader
            .mark(sign)
            .and_then(|mark| self.words.signs.get(&mark))?;
        let low = self.short_scaled(self.number(sign + 1)?);
        let is_range = self
            .reader
            .mark(low.next)
            .is_some_and(|m| matches!(m, '-' | '–'));
        let high_at =
            low.next + 1 + usize::from(self.reader.mark(low.next + 1) == self.reader.mark(sign));
        let high = is_range
            .then(|| self.number(high_at))
            .flatten()
            .map(|high| self.short_scaled(high));
        let (number, upper) = joined_range(low, high);
        let next = upper.map_or(number.next, |upper| upper.next);
        Some(Found {
            start: at,
            number_start: sign + 1,
            number,
            upper: upper.map(|upper| upper.value),
            unit: Unit::Money((*currency).to_owned()),
            next,
        })
    }

    /// "5bn", "3m" behind a currency.
    fn short_scaled(&self, number: Parsed<f64>) -> Parsed<f64> {
        let scale = self
            .reader
            .word(number.next)
            .and_then(|word| self.words.short_scales.get(word.to_lowercase().as_str()));
        match scale {
            Some(scale) => Parsed::new(number.value * scale, number.next + 1),
            None => number,
        }
    }

    /// "45th president", "the second term".
    fn ordinal(&self, at: usize) -> Option<Found> {
        let in_digits = self
            .reader
            .number(at)
            .filter(|_| self.has_ordinal_ending(at));
        let number = match in_digits {
            Some(number) => Parsed::new(f64::from(number), at + 2),
            None => Parsed::new(self.ordinal_word(at)?, at + 1),
        };
        let unit = self.ordered(number.next + usize::from(self.is_hyphen(number.next)))?;
        Some(Found {
            start: at,
            number_start: at,
            number,
            upper: None,
            unit: unit.value,
            next: unit.next,
        })
    }

    /// "the first", "Norway's second"; "first" by itself may be an adverb.
    fn ordinal_word(&self, at: usize) -> Option<f64> {
        let ordinal = self.sense(at).ordinal?;
        let before = at.checked_sub(1)?;
        let possessive = self.reader.is_word(before, "s") && self.reader.glued(before);
        (self.sense(before).is_determiner || possessive).then_some(ordinal)
    }

    fn has_ordinal_ending(&self, at: usize) -> bool {
        let ending = self.reader.items.get(at + 1).filter(|item| item.glued);
        let ending = ending.and_then(|item| self.reader.text.get(item.range()));
        // A stop makes an ordinal only in mid-sentence.
        ending.is_some_and(|ending| self.words.ordinal_endings.contains(&ending))
            && self.reader.items.len() > at + 2
    }

    /// "two-thirds", "three quarters".
    fn fraction(&self, at: usize) -> Option<Found> {
        let count = self.sense(at).number?;
        let part = at + 1 + usize::from(self.is_hyphen(at + 1));
        let whole = self.sense(part).fraction.filter(|whole| count < *whole)?;
        let is_plural = self
            .reader
            .word(part)
            .is_some_and(|word| word.ends_with('s'));
        let of = self.reader.is_word(part + 1, "of") || self.is_hyphen(at + 1);
        (of && (is_plural || count == 1.0)).then(|| Found {
            start: at,
            number_start: at,
            number: Parsed::new(count / whole, part + 1),
            upper: None,
            unit: Unit::Measure("share".to_owned()),
            next: part + 1,
        })
    }

    /// "nine drones", "10 to 12 days", "a week", "100-day", "1.5 million people".
    fn quantity(&self, at: usize) -> Option<Found> {
        if self.reader.number(at).is_some() && (!self.stands_free(at) || self.is_in_name(at)) {
            return None;
        }
        let sense = self.sense(at);
        let low = self.number(at)?;
        let range = self.range(at, low);
        let (number, upper) = joined_range(low, range);
        let next = upper.map_or(number.next, |upper| upper.next);
        let is_single = sense.is_indefinite && low.next == at + 1;
        let unit = match is_single {
            true => self
                .single_person(next)
                .or_else(|| self.single_unit(at, next)),
            false => self.unit(next),
        };
        if is_single && unit.is_none() {
            return None;
        }
        let unit = unit.or_else(|| self.age_by_place(at, next));
        if unit.is_none() && !self.is_bare_figure(at, next, number.value, range) {
            return None;
        }
        let (unit, next) = unit.map_or((Unit::None, next), |unit| (unit.value, unit.next));
        let upper = upper.map(|upper| upper.value);
        Some(Found {
            start: at,
            number_start: at,
            number,
            upper,
            unit,
            next,
        })
    }

    /// "one year", "one-day": a unit of measure behind "one"; "a year" is no figure.
    fn single_unit(&self, at: usize, next: usize) -> Option<Parsed<Unit>> {
        let is_counted = self.sense(at).number.is_some();
        let unit = self.unit(next).filter(|_| is_counted)?;
        (!matches!(unit.value, Unit::Count(_))).then_some(unit)
    }

    /// "Ann Orrin, 45, said".
    fn age_by_place(&self, at: usize, next: usize) -> Option<Parsed<Unit>> {
        let is_short =
            self.reader.number(at).is_some() && self.reader.len(at) <= 2 && next == at + 1;
        let before = at
            .checked_sub(1)
            .and_then(|before| self.reader.mark(before));
        let behind = self
            .reader
            .mark(next)
            .is_some_and(|mark| matches!(mark, ',' | '.' | ';'));
        let behind_name = at >= 2 && {
            let before = self.span(at - 2, at - 1);
            self.names.iter().any(|name| name.span.end == before.end)
        };
        let is_age = is_short && before == Some(',') && behind && behind_name;
        is_age.then(|| Parsed::new(Unit::Measure("age".to_owned()), next))
    }

    /// Whether digits are not part of an identifier ("F-16", "A42", "24/7", "10.1.2").
    fn stands_free(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.reader.glued(at)) else {
            return true;
        };
        let mark = self.reader.mark(before);
        let dash = mark.is_some_and(|mark| "-–—".contains(mark)) && self.reader.glued(before);
        let joined = dash
            && before > 0
            && (self.reader.word(before - 1).is_some() || self.reader.number(before - 1).is_some());
        let opening = mark.is_some_and(|mark| "([{\"“‘'’—–-~≈<>≥≤+".contains(mark));
        opening && !joined
    }

    /// Whether digits have a zero in front ("0207"), or end the name of a thing ("Falcon 9").
    fn is_in_name(&self, at: usize) -> bool {
        let zero = self.reader.len(at) > 1
            && self.reader.items.get(at).is_some_and(|item| {
                self.reader
                    .text
                    .get(item.range())
                    .is_some_and(|digits| digits.starts_with('0'))
            });
        let before = at.checked_sub(1).map(|before| self.span(before, at).end);
        let behind_thing = self.names.iter().any(|name| {
            let kind = self.entities.get(name.entity).map(|entity| entity.kind);
            Some(name.span.end) == before && kind == Some(NameKind::Other)
        });
        zero || (behind_thing && self.reader.len(at) <= 3)
    }

    /// "10 to 12", "10-12", "between 10 and 12".
    fn range(&self, start: usize, low: Parsed<f64>) -> Option<Parsed<f64>> {
        let at = low.next;
        let is_dash = self
            .reader
            .mark(at)
            .is_some_and(|mark| matches!(mark, '-' | '–' | '—'))
            && self.reader.glued(at)
            && self.reader.glued(at + 1);
        let opened = start
            .checked_sub(1)
            .and_then(|before| self.sense(before).opens_range);
        let joins = match opened {
            Some(joiner) => self.reader.is_word(at, joiner),
            None => is_dash || self.sense(at).joins_range,
        };
        joins.then(|| self.number(at + 1)).flatten()
    }

    /// A number without a unit counts as a figure unless it looks like a score, a year, a number in
    /// a name ("Article 5") or in a list.
    fn is_bare_figure(
        &self,
        at: usize,
        next: usize,
        value: f64,
        range: Option<Parsed<f64>>,
    ) -> bool {
        let is_score = range.is_some_and(|high| high.value <= value);
        let is_year = (1000.0..2200.0).contains(&value) && self.reader.len(at) == 4;
        let before = at.checked_sub(1);
        let is_function = before.is_some_and(|before| self.sense(before).is_function);
        let behind_capital = self.behind_capital(at) && !is_function;
        let word_before = before.and_then(|before| self.reader.word(before));
        let is_time = word_before.is_some_and(|word| self.reader.calendar.is_joiner(word))
            && value < 24.0
            && next > at + 1;
        let in_row = |at: usize| self.reader.number(at).is_some();
        let is_row = self.reader.number(at).is_some()
            && (in_row(next)
                || before.is_some_and(in_row)
                || (self.reader.is_word(next, "of") && in_row(next + 1))
                || (at > 1 && self.reader.is_word(at - 1, "of") && in_row(at - 2)));
        let is_numbered = before.is_some_and(|before| self.sense(before).is_numbered);
        let behind_stop = before.is_some_and(|before| {
            self.reader
                .mark(before)
                .is_some_and(|mark| ".#/:@".contains(mark))
        });
        let goes_on = self.reader.glued(next)
            && (self.reader.word(next).is_some()
                || self
                    .reader
                    .mark(next)
                    .is_some_and(|mark| "/:-–°'′\"″".contains(mark)));
        let is_item = at == 0
            && self
                .reader
                .mark(next)
                .is_some_and(|mark| ".)".contains(mark));
        !(is_score
            || is_year
            || is_time
            || is_row
            || is_numbered
            || behind_capital
            || behind_stop
            || goes_on
            || is_item)
    }

    fn figure(&self, found: &Found) -> Option<Figure> {
        let mut bound = Bound::Exact;
        if let Some(before) = self.bound_before(found.start) {
            bound = before;
        } else if let Some(behind) = self.phrase(found.next, &self.words.bounds_behind) {
            bound = behind.value;
        } else if self.reader.mark(found.number.next) == Some('+') {
            bound = Bound::AtLeast;
        }
        found.number.value.is_finite().then(|| Figure {
            span: self.span(found.start, found.next),
            number: self.span(found.number_start, found.number.next),
            value: found.number.value,
            upper: found.upper,
            unit: found.unit.clone(),
            bound,
        })
    }

    /// The longest phrase of exactness that ends right before an item.
    fn bound_before(&self, at: usize) -> Option<Bound> {
        let ends_here = |phrase: &&Phrase<Bound>| {
            let start = at.checked_sub(phrase.words.len());
            start.is_some_and(|start| {
                let mut words = phrase.words.iter().enumerate();
                words.all(|(index, word)| self.reader.is_word(start + index, word))
            })
        };
        self.words
            .bounds
            .iter()
            .find(ends_here)
            .map(|phrase| phrase.meaning)
    }
}

/// A range where the upper end is larger; "$10-12 million" scales both ends.
fn joined_range(low: Parsed<f64>, high: Option<Parsed<f64>>) -> (Parsed<f64>, Option<Parsed<f64>>) {
    let Some(high) = high.filter(|high| high.value > low.value) else {
        return (low, None);
    };
    let scale = [1e3, 1e6, 1e9, 1e12]
        .into_iter()
        .rev()
        .find(|scale| high.value >= *scale);
    let unscaled = scale.filter(|scale| {
        low.value < 1000.0 && high.value / scale < 1000.0 && low.value < high.value / scale
    });
    let value = low.value * unscaled.unwrap_or(1.0);
    (Parsed::new(value, low.next), Some(high))
}

#[cfg(test)]
mod tests;

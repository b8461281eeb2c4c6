//! Reading a number, in digits or in words.

use super::Scan;
use crate::time::Parsed;

impl Scan<'_> {
    /// A number in digits or words at an item, with its scale ("1.5 million", "two hundred").
    pub(super) fn number(&self, at: usize) -> Option<Parsed<f64>> {
        self.digits(at)
            .map(|number| self.scaled(number))
            .or_else(|| self.words(at))
    }

    /// "1,234.5": groups of three behind marks for thousands, then a fraction.
    pub(super) fn digits(&self, at: usize) -> Option<Parsed<f64>> {
        let mut value = f64::from(self.reader.number(at)?);
        let mut next = at + 1;
        while let Some(group) = self
            .joined_digits(next, self.words.thousands)
            .filter(|_| value < 1e12)
            && self.reader.len(next + 1) == 3
            && (next > at + 1 || self.reader.len(at) <= 3)
        {
            value = value * 1000.0 + group;
            next += 2;
        }
        if let Some(fraction) = self.joined_digits(next, self.words.decimal) {
            let digits = i32::try_from(self.reader.len(next + 1)).unwrap_or(0);
            value += fraction / 10_f64.powi(digits);
            next += 2;
        }
        Some(Parsed::new(value, next))
    }

    fn joined_digits(&self, at: usize, mark: char) -> Option<f64> {
        let joined = self.reader.mark(at) == Some(mark)
            && self.reader.glued(at)
            && self.reader.glued(at + 1);
        self.reader.number(at + 1).filter(|_| joined).map(f64::from)
    }

    /// Scales behind a number: "million", "hundred thousand", "million-".
    fn scaled(&self, number: Parsed<f64>) -> Parsed<f64> {
        let mut number = self.glued_scale(number);
        loop {
            let hyphen = usize::from(self.is_hyphen(number.next));
            let Some(scale) = self.sense(number.next + hyphen).scale else {
                return number;
            };
            number = Parsed::new(number.value * scale, number.next + hyphen + 1);
        }
    }

    /// "7.5M", "10k", "5bn"; a small "m" or "b" alone may be a measure.
    fn glued_scale(&self, number: Parsed<f64>) -> Parsed<f64> {
        let word = self
            .reader
            .word(number.next)
            .filter(|_| self.reader.glued(number.next));
        let is_scale = |word: &&str| !matches!(*word, "m" | "b");
        let scale = word
            .filter(is_scale)
            .and_then(|word| self.words.short_scales.get(word.to_lowercase().as_str()));
        scale.map_or(number, |scale| {
            Parsed::new(number.value * scale, number.next + 1)
        })
    }

    /// "twenty-one", "two hundred and fifty", "a dozen", "half a million".
    fn words(&self, at: usize) -> Option<Parsed<f64>> {
        let first = self.sense(at);
        if first.fraction == Some(2.0) && self.sense(at + 1).is_indefinite {
            let scale = self.sense(at + 2).scale?;
            return Some(Parsed::new(scale / 2.0, at + 3));
        }
        let start = match first.number {
            Some(number) => self.tens(at, number),
            None if first.is_indefinite && self.sense(at + 1).scale.is_some() => {
                Parsed::new(1.0, at + 1)
            }
            None => return None,
        };
        let whole = self.scaled(start);
        if whole.next == start.next {
            return Some(whole);
        }
        Some(self.and_rest(whole))
    }

    /// "twenty-one", "twenty one".
    fn tens(&self, at: usize, tens: f64) -> Parsed<f64> {
        let hyphen = usize::from(self.is_hyphen(at + 1));
        let units = self
            .sense(at + 1 + hyphen)
            .number
            .filter(|units| tens >= 20.0 && tens % 10.0 == 0.0 && (1.0..10.0).contains(units));
        match units {
            Some(units) => Parsed::new(tens + units, at + 2 + hyphen),
            None => Parsed::new(tens, at + 1),
        }
    }

    /// "and fifty" behind "two hundred": only words, and only smaller than the scale before.
    fn and_rest(&self, whole: Parsed<f64>) -> Parsed<f64> {
        let and = usize::from(self.reader.is_word(whole.next, "and"));
        let Some(number) = self.sense(whole.next + and).number else {
            return whole;
        };
        let rest = self.scaled(self.tens(whole.next + and, number));
        let fits = whole.value >= 100.0 && rest.value < whole.value && whole.value % 100.0 == 0.0;
        if fits {
            Parsed::new(whole.value + rest.value, rest.next)
        } else {
            whole
        }
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.reader
            .mark(at)
            .is_some_and(|mark| matches!(mark, '-' | '‐' | '‑'))
            && self.reader.glued(at)
            && self.reader.glued(at + 1)
    }
}

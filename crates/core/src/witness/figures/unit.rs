//! What a number counts or measures.

use rust_stemmers::Stemmer;

use super::Scan;
use super::words::{Phrase, Senses};
use crate::time::Parsed;
use crate::witness::Unit;

impl Scan<'_> {
    /// The unit or noun behind a number: "%", "dollars", "-year", "km", "Norwegian drones".
    pub(super) fn unit(&self, at: usize) -> Option<Parsed<Unit>> {
        self.percent(at)
            .or_else(|| self.age(at))
            .or_else(|| self.plain_unit(at))
            .or_else(|| self.counted(at))
    }

    fn percent(&self, at: usize) -> Option<Parsed<Unit>> {
        if self.reader.mark(at) == Some('%') {
            return Some(Parsed::new(Unit::Percent, at + 1));
        }
        let is_points = self.phrase(at, &self.words.percent)?;
        let unit = match is_points.value {
            true => Unit::Measure("percentage point".to_owned()),
            false => Unit::Percent,
        };
        Some(Parsed::new(unit, is_points.next))
    }

    /// "-year-old", "years old".
    fn age(&self, at: usize) -> Option<Parsed<Unit>> {
        let unit = at + usize::from(self.is_hyphen(at));
        let is_year = self.sense(unit).time_unit == Some("year");
        let old = unit + 1 + usize::from(self.is_hyphen(unit + 1));
        let is_age = is_year && self.reader.is_word(old, "old");
        is_age.then(|| Parsed::new(Unit::Measure("age".to_owned()), old + 1))
    }

    fn plain_unit(&self, at: usize) -> Option<Parsed<Unit>> {
        let word = at + usize::from(self.is_hyphen(at));
        let sense = self.sense(word);
        let unit = if let Some(unit) = sense.time_unit {
            Unit::Duration(unit.to_owned())
        } else if let Some(currency) = sense.currency {
            Unit::Money(currency.to_owned())
        } else {
            return self.measure(word, sense.measure?);
        };
        Some(Parsed::new(unit, word + 1))
    }

    /// "km", "miles per hour", "km/h".
    fn measure(&self, at: usize, name: &str) -> Option<Parsed<Unit>> {
        let per = self.reader.is_word(at + 1, "per") || self.reader.mark(at + 1) == Some('/');
        let rate = self.sense(at + 2).time_unit.filter(|_| per);
        Some(match rate {
            Some(unit) => Parsed::new(Unit::Measure(format!("{name}/{unit}")), at + 3),
            None => Parsed::new(Unit::Measure(name.to_owned()), at + 1),
        })
    }

    /// The first plural within six words or hyphens, adjectives and names passed over.
    fn counted(&self, at: usize) -> Option<Parsed<Unit>> {
        for item in at..at + 6 {
            let hyphenated = item > at && self.is_hyphen(item - 1);
            let Some(text) = self.reader.word(item) else {
                let in_name = self.reader.number(item).is_some() && self.behind_capital(item);
                if self.is_hyphen(item) || hyphenated || (item > at && in_name) {
                    continue;
                }
                return None;
            };
            if hyphenated || self.is_hyphen(item + 1) {
                continue;
            }
            let sense = self.sense(item);
            let possessive = self.is_possessive(item);
            if sense.is_plural || (is_plural(text) && !sense.is_function && !possessive) {
                return Some(Parsed::new(Unit::Count(self.stem(text)), item + 1));
            }
            if sense.is_function || sense.number.is_some() || possessive {
                return None;
            }
        }
        None
    }

    /// Whether a capitalised word stands right before an item.
    pub(super) fn behind_capital(&self, at: usize) -> bool {
        let word = at
            .checked_sub(1)
            .and_then(|before| self.reader.word(before));
        word.and_then(|word| word.chars().next())
            .is_some_and(char::is_uppercase)
    }

    /// The noun behind "one": only a word for a person.
    pub(super) fn single_person(&self, at: usize) -> Option<Parsed<Unit>> {
        let is_person = |sense: Senses| sense.is_person && !sense.is_function;
        let text = self.reader.word(at).filter(|_| is_person(self.sense(at)))?;
        Some(Parsed::new(Unit::Count(self.stem(text)), at + 1))
    }

    fn is_possessive(&self, at: usize) -> bool {
        let mark = self.reader.mark(at + 1);
        mark.is_some_and(|mark| matches!(mark, '\'' | '’')) && self.reader.glued(at + 1)
    }

    /// The noun behind an ordinal ("45th president"), up to two adjectives passed over.
    pub(super) fn ordered(&self, at: usize) -> Option<Parsed<Unit>> {
        let mut word = at + usize::from(self.is_hyphen(at));
        for _ in 0..2 {
            let is_adjective = self
                .reader
                .word(word)
                .is_some_and(|text| self.is_adjective(text));
            if is_adjective && self.is_noun(word + 1) {
                word += 1;
            }
        }
        let noun = self.reader.word(word).filter(|_| self.is_noun(word))?;
        Some(Parsed::new(Unit::Ordinal(self.stem(noun)), word + 1))
    }

    fn is_adjective(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.words
            .adjective_endings
            .iter()
            .any(|ending| word.ends_with(ending))
    }

    fn is_noun(&self, at: usize) -> bool {
        let sense = self.sense(at);
        let word = self.reader.word(at).unwrap_or_default();
        let small = word.chars().next().is_some_and(char::is_lowercase);
        word.chars().count() > 2
            && !sense.is_function
            && !sense.is_not_counted
            && (small || self.nouns_are_capitalised)
    }

    /// The longest of some phrases right at an item.
    pub(super) fn phrase<T: Copy>(&self, at: usize, phrases: &[Phrase<T>]) -> Option<Parsed<T>> {
        let stands = |phrase: &&Phrase<T>| {
            let mut words = phrase.words.iter().enumerate();
            words.all(|(index, word)| self.reader.is_word(at + index, word))
        };
        let phrase = phrases.iter().find(stands)?;
        Some(Parsed::new(phrase.meaning, at + phrase.words.len()))
    }

    fn stem(&self, word: &str) -> String {
        let word = word.to_lowercase();
        match self.stemmer {
            Some(stemmer) => stemmer.stem(&word).into_owned(),
            None => word,
        }
    }
}

fn is_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && word.chars().next().is_some_and(char::is_lowercase)
}

/// A stemmer that units are compared by.
pub(crate) type UnitStemmer<'a> = Option<&'a Stemmer>;

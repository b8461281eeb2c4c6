//! What a word may mean beside a number, all senses of it in one look-up.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::{Language, WordMap, get_folded};
use crate::witness::Bound;

/// Every sense that a word has beside numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Senses {
    /// A number below a hundred.
    pub(crate) number: Option<f64>,
    /// Multiplies what stands before it.
    pub(crate) scale: Option<f64>,
    pub(crate) ordinal: Option<f64>,
    /// How many of it make the whole.
    pub(crate) fraction: Option<f64>,
    pub(crate) time_unit: Option<&'static str>,
    pub(crate) measure: Option<&'static str>,
    pub(crate) currency: Option<&'static str>,
    /// Counted without a final "s".
    pub(crate) is_plural: bool,
    /// A word for a person.
    pub(crate) is_person: bool,
    pub(crate) is_function: bool,
    /// A number only in front of a unit.
    pub(crate) is_indefinite: bool,
    pub(crate) is_not_counted: bool,
    /// A number behind it is its number.
    pub(crate) is_numbered: bool,
    /// Makes an ordinal behind it an adjective.
    pub(crate) is_determiner: bool,
    /// Joins the ends of a range.
    pub(crate) joins_range: bool,
    /// Stands before the lower end of a range whose ends this word joins.
    pub(crate) opens_range: Option<&'static str>,
}

/// A phrase beside a number, and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Phrase<T> {
    pub(crate) words: Vec<String>,
    pub(crate) meaning: T,
}

/// The number words of one language.
#[derive(Debug)]
pub(crate) struct FigureWords {
    words: WordMap<String, Senses>,
    /// In front of a number, the longest first.
    pub(crate) bounds: Vec<Phrase<Bound>>,
    /// Behind a number, the longest first.
    pub(crate) bounds_behind: Vec<Phrase<Bound>>,
    /// Whether it means points.
    pub(crate) percent: Vec<Phrase<bool>>,
    pub(crate) thousands: char,
    pub(crate) decimal: char,
    pub(crate) signs: WordMap<char, &'static str>,
    pub(crate) short_scales: WordMap<&'static str, f64>,
    pub(crate) ordinal_endings: Vec<&'static str>,
    pub(crate) adjective_endings: Vec<&'static str>,
}

impl FigureWords {
    /// The words of a language, built once.
    pub(crate) fn of(language: &Language) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, FigureWords>> = OnceLock::new();
        static NONE: OnceLock<FigureWords> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let codes = Language::codes();
            codes
                .map(|code| (code, Self::build(Language::get(code))))
                .collect()
        });
        all.get(language.code())
            .unwrap_or_else(|| NONE.get_or_init(|| Self::build(Language::get(""))))
    }

    /// The senses of a word, case aside; none for most words.
    pub(crate) fn senses(&self, word: &str) -> Option<&Senses> {
        get_folded(&self.words, word)
    }

    fn build(language: &'static Language) -> Self {
        let mark = |name: &str, default: char| {
            let value = language.list("number-marks").value(name);
            value
                .and_then(|value| value.chars().next())
                .unwrap_or(default)
        };
        let common = Language::get("und");
        let signs = common.list("currency-signs").pairs();
        let scales = common.list("number-scales").pairs();
        Self {
            words: words(language),
            bounds: phrases(language, "figure-bounds", bound),
            bounds_behind: phrases(language, "figure-bounds-behind", bound),
            percent: phrases(language, "percent-words", |value| value == "points"),
            thousands: mark("thousands", ','),
            decimal: mark("decimal", '.'),
            signs: signs
                .filter_map(|(sign, code)| Some((sign.chars().next()?, code)))
                .collect(),
            short_scales: scales
                .filter_map(|(word, n)| Some((word, n.parse().ok()?)))
                .collect(),
            ordinal_endings: language.list("ordinal-endings").iter().collect(),
            adjective_endings: language.list("adjective-endings").iter().collect(),
        }
    }
}

fn words(language: &'static Language) -> WordMap<String, Senses> {
    let mut words: WordMap<String, Senses> = WordMap::default();
    let mut each = |list: &str, set: &dyn Fn(&mut Senses, &'static str)| {
        for (word, value) in language.list(list).pairs() {
            set(words.entry(word.to_lowercase()).or_default(), value);
        }
    };
    each(
        "number-words",
        &|senses, value| match value.strip_prefix('*') {
            Some(scale) => senses.scale = scale.parse().ok(),
            None => senses.number = value.parse().ok(),
        },
    );
    each("ordinal-words", &|senses, value| {
        senses.ordinal = value.parse().ok();
    });
    each("fraction-words", &|senses, value| {
        senses.fraction = value.parse().ok();
    });
    each("time-units", &|senses, value| {
        senses.time_unit = Some(value);
    });
    each("measure-units", &|senses, value| {
        senses.measure = Some(value);
    });
    each("currency-words", &|senses, value| {
        senses.currency = Some(value);
    });
    each("plural-nouns", &|senses, _| senses.is_plural = true);
    each("person-nouns", &|senses, _| senses.is_person = true);
    each("stopwords", &|senses, _| senses.is_function = true);
    each("indefinite-numbers", &|senses, _| {
        senses.is_indefinite = true;
    });
    each("not-counted", &|senses, _| senses.is_not_counted = true);
    each("numbered-nouns", &|senses, _| senses.is_numbered = true);
    each("determiners", &|senses, _| senses.is_determiner = true);
    each("range-words", &|senses, value| match value {
        "" => senses.joins_range = true,
        joiner => senses.opens_range = Some(joiner),
    });
    words
}

fn bound(value: &str) -> Bound {
    match value {
        "about" => Bound::About,
        "at-least" => Bound::AtLeast,
        "at-most" => Bound::AtMost,
        _ => Bound::Exact,
    }
}

fn phrases<T>(language: &Language, list: &str, meaning: impl Fn(&str) -> T) -> Vec<Phrase<T>> {
    let phrase = |(words, value): (&str, &str)| Phrase {
        words: words.split(' ').map(str::to_lowercase).collect(),
        meaning: meaning(value),
    };
    let mut phrases: Vec<_> = language.list(list).pairs().map(phrase).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    phrases
}

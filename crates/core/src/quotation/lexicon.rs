//! What a language's files say of words that report speech.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::{Language, SortedList};
use crate::witness::Term;

/// A set of flags over a closed list of names; the names are those of the data files.
macro_rules! flags {
    ($(#[$doc:meta])* $type:ident { $($name:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) struct $type(u32);

        #[allow(
            non_upper_case_globals,
            dead_code,
            reason = "named like the variants of an enum; not every list needs every name"
        )]
        impl $type {
            const NAMES: &[&str] = &[$($word),*];
            flags!(@each $type 0; $($name)*);

            /// The flags named in a list of words; unknown words name none.
            fn named(words: &str) -> Self {
                let flag = |word: &str| Self::NAMES.iter().position(|name| *name == word);
                Self(words.split_whitespace().filter_map(flag).fold(0, |all, at| all | 1 << at))
            }

            /// Whether the two share a flag.
            pub(crate) const fn any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// The flags of both.
            pub(crate) const fn and(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
    };
    (@each $type:ident $at:expr; $name:ident $($rest:ident)*) => {
        pub(crate) const $name: Self = Self(1 << ($at));
        flags!(@each $type $at + 1; $($rest)*);
    };
    (@each $type:ident $at:expr;) => {};
}

flags! {
    /// What a word does in a clause (`word-classes.txt`).
    Classes {
        Subject = "subject", Determiner = "determiner", Auxiliary = "auxiliary", Be = "be",
        That = "that", Wh = "wh", Relative = "relative", Subordinator = "subordinator",
        Conjunction = "conjunction", Preposition = "preposition", Adverb = "adverb",
        Time = "time", To = "to", Possessive = "possessive", Person = "person", Reported = "reported",
        Finite = "finite", Naming = "naming", Speaking = "speaking", Leading = "leading",
        Contrast = "contrast", Means = "means", Condition = "condition", Alternative = "alternative",
        Indefinite = "indefinite", Topic = "topic",
    }
}

flags! {
    /// What may go with a verb or noun of speech (`cue-verbs.txt`, `cue-nouns.txt`).
    Frames {
        Strong = "strong", Quote = "quote", Bare = "bare", That = "that", Wh = "wh",
        Object = "object", To = "to", Tell = "tell", Prep = "prep", Noun = "noun",
        Base = "base", Present = "present", Ing = "ing", Past = "past",
        Comma = "comma", Of = "of", For = "for", On = "on", About = "about", Over = "over",
        Audience = "audience",
    }
}

impl Frames {
    /// Takes a clause or a quotation: a verb of speech proper.
    pub(crate) const CLAUSE: Self = Self::Quote.and(Self::Bare).and(Self::That);
}

flags! {
    /// What the name beside a phrase is (`cue-phrases.txt`, `relay-phrases.txt`).
    Place { After = "after", Relay = "relay", Addressee = "addressee" }
}

/// A phrase that attributes words without a verb of speech.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) words: Vec<Term>,
    pub(crate) place: Place,
}

/// A verb of speech of several words ("made it clear").
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) words: Vec<Term>,
    pub(crate) frames: Frames,
}

/// The lists of one language, by term.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    verbs: BTreeMap<Term, Frames>,
    expressions: BTreeMap<Term, Vec<Expression>>,
    forms: SortedList,
    impersonal: BTreeMap<Term, ()>,
    nouns: BTreeMap<Term, Frames>,
    classes: BTreeMap<Term, Classes>,
    phrases: BTreeMap<Term, Vec<Phrase>>,
    relays: BTreeMap<Term, Vec<Phrase>>,
    occasions: BTreeMap<Term, ()>,
    anonymous: BTreeMap<Term, ()>,
    common: SortedList,
    comma_parts: bool,
}

impl Lexicon {
    /// The lexicon of a language; empty for a language without files.
    pub(crate) fn of(code: &str) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, Lexicon>> = OnceLock::new();
        static NONE: OnceLock<Lexicon> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let read = |language: &'static Language| (language.code(), Self::read(language));
            Language::all().map(read).collect()
        });
        all.get(code)
            .unwrap_or_else(|| NONE.get_or_init(Self::default))
    }

    fn read(language: &'static Language) -> Self {
        let verbs: BTreeMap<Term, Frames> = table(language, "cue-verbs", Frames::named);
        Self {
            comma_parts: verbs.values().any(|frames| frames.any(Frames::Comma)),
            verbs,
            expressions: expressions(language),
            forms: language.sorted("verb-forms"),
            impersonal: table(language, "impersonal-verbs", |_| ()),
            nouns: table(language, "cue-nouns", Frames::named),
            classes: table(language, "word-classes", Classes::named),
            phrases: phrases(language, "cue-phrases"),
            relays: phrases(language, "relay-phrases"),
            occasions: table(language, "occasions", |_| ()),
            anonymous: table(language, "anonymous-sources", |_| ()),
            common: language.sorted("common-words"),
        }
    }

    /// The frames of a verb of speech, by its folded form.
    pub(crate) fn verb(&self, word: Term) -> Option<Frames> {
        self.verbs.get(&word).copied()
    }

    /// The verbs of speech of several words that begin with a word, the longest first.
    pub(crate) fn expressions(&self, first: Term) -> &[Expression] {
        self.expressions.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The frames of a verb that is not listed, where a clause with "that" follows it: whoever
    /// anticipates or accepts that something is so says or thinks it. `None` for a word that is
    /// seldom a verb, and for verbs that nobody need stand behind ("ensure").
    pub(crate) fn verb_of_clause(&self, text: &str, word: Term) -> Option<Frames> {
        let speaks = !self.impersonal.contains_key(&word);
        self.shape(text)
            .filter(|_| speaks)
            .map(|shape| shape.and(Frames::That))
    }

    /// The frames of a verb that is not listed, where what it names somebody stands between marks
    /// ("heralded the deal as a 'breakthrough'").
    pub(crate) fn verb_of_naming(&self, text: &str) -> Option<Frames> {
        self.shape(text).map(|shape| shape.and(Frames::Object))
    }

    /// Which form a word is, where it is a verb more often than not.
    pub(crate) fn shape(&self, text: &str) -> Option<Frames> {
        const LIKELY: u32 = 5;
        let value = self.forms.get(text)?;
        let letters = value.trim_end_matches(|c: char| c.is_ascii_digit());
        let share: u32 = value.get(letters.len()..)?.parse().ok()?;
        let shape = letters.chars().next().and_then(|letter| match letter {
            'b' => Some(Frames::Base),
            'z' => Some(Frames::Present),
            'd' => Some(Frames::Past),
            'g' => Some(Frames::Ing),
            _ => None,
        });
        shape.filter(|_| share >= LIKELY)
    }

    /// The verb of speech that a word is meant to be, where the language's common words do not
    /// hold it and one letter doubled, dropped or exchanged with its neighbour makes it one.
    pub(crate) fn misspelt_verb(&self, text: &str) -> Option<Frames> {
        const SHORTEST: usize = 6;
        let plain = text.len() >= SHORTEST && text.bytes().all(|b| b.is_ascii_lowercase());
        if !plain || self.verbs.is_empty() || self.common.is_empty() || self.common.contains(text) {
            return None;
        }
        (1..text.len()).find_map(|at| {
            let (head, tail) = (text.get(..at)?, text.get(at..)?);
            let last = head.get(at - 1..)?;
            let first = tail.get(..1)?;
            let doubled = format!("{head}{last}{tail}");
            let dropped = format!("{head}{}", tail.get(1..)?);
            let swapped = format!("{}{first}{last}{}", head.get(..at - 1)?, tail.get(1..)?);
            [doubled, dropped, swapped]
                .iter()
                .find_map(|word| self.verb(Term::of(word)))
        })
    }

    /// Whether a comma parts reported clauses from their verbs, and the verb stands second, as in
    /// German.
    pub(crate) const fn comma_parts(&self) -> bool {
        self.comma_parts
    }

    /// The frames of a noun of speech.
    pub(crate) fn noun(&self, word: Term) -> Option<Frames> {
        self.nouns.get(&word).copied()
    }

    /// The classes of a word; none for a word that is not listed.
    pub(crate) fn classes(&self, word: Term) -> Classes {
        self.classes.get(&word).copied().unwrap_or_default()
    }

    /// The attributing phrases that begin with a word.
    pub(crate) fn phrases(&self, first: Term) -> &[Phrase] {
        self.phrases.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The phrases that name a relaying source and begin with a word.
    pub(crate) fn relays(&self, first: Term) -> &[Phrase] {
        self.relays.get(&first).map_or(&[], Vec::as_slice)
    }

    /// Whether a noun names an occasion of speech ("meeting", "interview").
    pub(crate) fn is_occasion(&self, word: Term) -> bool {
        self.occasions.contains_key(&word)
    }

    /// Whether a word marks a source without a name ("unnamed", "sources").
    pub(crate) fn is_anonymous(&self, word: Term) -> bool {
        self.anonymous.contains_key(&word)
    }
}

fn table<V>(language: &Language, list: &str, value: impl Fn(&str) -> V) -> BTreeMap<Term, V> {
    let pairs = language.list(list).pairs();
    pairs
        .map(|(word, text)| (Term::of(&word.to_lowercase()), value(text)))
        .collect()
}

fn expressions(language: &Language) -> BTreeMap<Term, Vec<Expression>> {
    let mut by_first: BTreeMap<Term, Vec<Expression>> = BTreeMap::new();
    for (words, value) in language.list("cue-expressions").pairs() {
        let words: Vec<Term> = words.to_lowercase().split(' ').map(Term::of).collect();
        let frames = Frames::named(value);
        if let Some(first) = words.first().copied() {
            by_first
                .entry(first)
                .or_default()
                .push(Expression { words, frames });
        }
    }
    for all in by_first.values_mut() {
        all.sort_by_key(|expression| std::cmp::Reverse(expression.words.len()));
    }
    by_first
}

fn phrases(language: &Language, list: &str) -> BTreeMap<Term, Vec<Phrase>> {
    let mut by_first: BTreeMap<Term, Vec<Phrase>> = BTreeMap::new();
    for (phrase, value) in language.list(list).pairs() {
        let words: Vec<Term> = phrase.to_lowercase().split(' ').map(Term::of).collect();
        let Some(first) = words.first().copied() else {
            continue;
        };
        let place = Place::named(value);
        by_first
            .entry(first)
            .or_default()
            .push(Phrase { words, place });
    }
    for all in by_first.values_mut() {
        all.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    by_first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_verbs_have_their_frames() {
        let lexicon = Lexicon::of("en");
        let said = lexicon.verb(Term::of("said")).unwrap();
        assert!(said.any(Frames::Strong) && said.any(Frames::Past) && said.any(Frames::Bare));
        assert!(
            !lexicon
                .verb(Term::of("accused"))
                .unwrap()
                .any(Frames::CLAUSE)
        );
        assert!(lexicon.verb(Term::of("walked")).is_none());
    }

    #[test]
    fn a_language_without_files_has_an_empty_lexicon() {
        assert!(Lexicon::of("xx").verb(Term::of("said")).is_none());
    }
}

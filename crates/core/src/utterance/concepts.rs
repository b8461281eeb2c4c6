//! What a word means, near enough to compare two renderings of one speech.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use crate::language::{Language, SortedList};
use crate::witness::{Relations, Term, Token, TokenKind, Witness};

/// The concepts of one language: stems, with those that stand for each other made one.
#[derive(Debug, Default)]
pub(crate) struct Concepts {
    classes: BTreeMap<Term, Term>,
    negations: BTreeSet<Term>,
}

/// The concept of every word that negates.
pub(crate) fn negation() -> Term {
    Term::of("not")
}

impl Concepts {
    /// Reads a language's lists of synonyms and paraphrases.
    pub(crate) fn of(code: &str) -> Self {
        let language = Language::get(code);
        let stemmer = match code {
            "en" => Some(Stemmer::create(Algorithm::English)),
            "de" => Some(Stemmer::create(Algorithm::German)),
            _ => None,
        };
        let stem = |word: &str| match &stemmer {
            Some(stemmer) => Term::of(&stemmer.stem(word)),
            None => Term::of(word),
        };
        let mut classes = BTreeMap::new();
        for (class, members) in language.list("paraphrases").pairs() {
            for member in members.split_whitespace() {
                classes.entry(stem(member)).or_insert(stem(class));
            }
        }
        let negations = language
            .list("negations")
            .iter()
            .map(|word| Term::of(&word.to_lowercase()));
        Self {
            classes,
            negations: negations.collect(),
        }
    }

    /// The concept of a content word or a negation; none for marks and other words of the stop
    /// list.
    pub(crate) fn content(&self, token: &Token) -> Option<Term> {
        if self.negations.contains(&token.word) {
            return Some(negation());
        }
        let counts = matches!(token.kind, TokenKind::Word | TokenKind::Number);
        counts.then(|| self.concept(token.stem))
    }

    /// The concept of a stem.
    pub(crate) fn concept(&self, stem: Term) -> Term {
        self.classes.get(&stem).copied().unwrap_or(stem)
    }
}

/// What sharing a concept is worth, in bits: rare words much, common ones little, words that most
/// quotations of the story use next to nothing.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    bits: BTreeMap<Term, f32>,
    telling: BTreeSet<Term>,
    kin: Kin,
}

/// Concepts that may stand for others, with what that is worth, 0 to 1; both ways.
type Kin = BTreeMap<Term, BTreeMap<Term, f32>>;

/// Weights by the size class of the bundled list of common words, and outside it.
const CLASS_BITS: [(&str, f32); 3] = [("10", 1.6), ("20", 2.4), ("35", 3.2)];
const RARE_BITS: f32 = 3.6;
const UNLISTED_BITS: f32 = 2.4;
const NEGATION_BITS: f32 = 0.8;
/// How fast a concept loses weight with the number of a report's quotations that use it.
const TOPIC_EXPONENT: f32 = 0.6;
/// A concept from this weight on can carry a likeness, unless it is a topic; below it is stock.
const TELLING_BITS: f32 = 1.9;
/// A concept that a report uses in so many quotations on the average is a topic.
const TOPIC_SPREAD: f32 = 2.0;

impl Weights {
    /// The weights of every concept in the quotations of some witnesses; `spread` says in how
    /// many atoms of a report each stands on the average, of the reports that use it.
    pub(crate) fn of(
        witnesses: &[Witness],
        concepts: &BTreeMap<String, Concepts>,
        spread: &BTreeMap<Term, f32>,
    ) -> Self {
        let mut sums: BTreeMap<Term, (f32, f32)> = BTreeMap::new();
        let mut words: BTreeMap<(&str, Term), &str> = BTreeMap::new();
        for witness in witnesses {
            let language = &witness.article.metadata.language;
            let Some(known) = concepts.get(language) else {
                continue;
            };
            let list = Language::get(language).sorted("common-words");
            for token in &witness.tokens {
                let Some(concept) = known
                    .content(token)
                    .filter(|concept| spread.contains_key(concept))
                else {
                    continue;
                };
                let word = witness.slice(token.span);
                words.entry((language.as_str(), token.stem)).or_insert(word);
                let weight = background(list, &word.to_lowercase());
                let sum = sums.entry(concept).or_default();
                *sum = (sum.0 + weight, sum.1 + 1.0);
            }
        }
        let spread_of = |concept: &Term| spread.get(concept).copied().unwrap_or(1.0);
        let telling = sums
            .iter()
            .filter(|(concept, (sum, count))| {
                sum / count >= TELLING_BITS && spread_of(concept) < TOPIC_SPREAD
            })
            .map(|(concept, _)| *concept)
            .collect();
        let bits = sums.into_iter().map(|(concept, (sum, count))| {
            let often = spread_of(&concept).max(1.5) / 1.5;
            let weight = if concept == negation() {
                NEGATION_BITS
            } else {
                sum / count
            };
            (concept, weight / often.powf(TOPIC_EXPONENT))
        });
        Self {
            bits: bits.collect(),
            telling,
            kin: kin(concepts, &words, spread),
        }
    }

    /// The concepts that may stand for one, with what that is worth, 0 to 1.
    pub(crate) fn kin(&self, concept: Term) -> impl Iterator<Item = (Term, f32)> + '_ {
        let all = self.kin.get(&concept).into_iter().flatten();
        all.map(|(other, worth)| (*other, *worth))
    }

    /// Whether sharing a concept says something by itself.
    pub(crate) fn is_telling(&self, concept: Term) -> bool {
        self.telling.contains(&concept)
    }

    /// What sharing a concept is worth.
    pub(crate) fn bits(&self, concept: Term) -> f32 {
        self.bits.get(&concept).copied().unwrap_or(UNLISTED_BITS)
    }
}

/// The relations among the concepts that stand in quotations, of the words that stand for them.
fn kin(
    concepts: &BTreeMap<String, Concepts>,
    words: &BTreeMap<(&str, Term), &str>,
    spread: &BTreeMap<Term, f32>,
) -> Kin {
    let mut kin = Kin::new();
    let mut relations: BTreeMap<&str, Relations> = BTreeMap::new();
    for ((language, stem), word) in words {
        let Some(known) = concepts.get(*language) else {
            continue;
        };
        let own = known.concept(*stem);
        let relations = relations
            .entry(language)
            .or_insert_with(|| Relations::of(Language::get(language)));
        for (other, worth) in relations.of_word(word) {
            let other = known.concept(other);
            if other == own || !spread.contains_key(&other) {
                continue;
            }
            for (from, to) in [(own, other), (other, own)] {
                let entry = kin.entry(from).or_default().entry(to).or_default();
                *entry = entry.max(worth);
            }
        }
    }
    kin
}

/// What a word is worth by the background alone.
pub(crate) fn background(list: SortedList, word: &str) -> f32 {
    let base = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    match list.get(base) {
        Some(class) => CLASS_BITS
            .iter()
            .find(|(known, _)| *known == class)
            .map_or(UNLISTED_BITS, |(_, bits)| *bits),
        None if list.is_empty() => UNLISTED_BITS,
        None => RARE_BITS,
    }
}

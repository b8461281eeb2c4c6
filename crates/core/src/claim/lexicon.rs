//! The lists of a language that reading statements needs, made ready for look-up by token.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::clause::Grammar;
use super::phrases::Phrases;
use crate::language::Language;
use crate::witness::{Relations, Term, Token};

/// The lists of one language.
pub(crate) struct Lexicon {
    /// Stems that stand for each other, by stem, to the stem of their class.
    concepts: BTreeMap<Term, Term>,
    /// Stems that reports use for one thing, by stem, sorted.
    alike: BTreeMap<Term, BTreeSet<Term>>,
    /// What words do in a clause.
    pub(crate) grammar: Grammar,
    /// Words that stand for each other.
    pub(crate) relations: Relations,
    pub(crate) negations: Phrases,
    pub(crate) modality: Phrases,
    pub(crate) certainty: Phrases,
    pub(crate) superlatives: Phrases,
    pub(crate) superlative_helpers: Phrases,
    pub(crate) comparisons: Phrases,
    pub(crate) ever_words: Phrases,
    pub(crate) turning_points: Phrases,
    pub(crate) time_relations: Phrases,
    pub(crate) tolls: Phrases,
    pub(crate) persons: Phrases,
    pub(crate) person_roles: Phrases,
    pub(crate) grades: Phrases,
    pub(crate) ages: Phrases,
    pub(crate) updates: Phrases,
    pub(crate) sayings: Phrases,
    pub(crate) single_persons: Phrases,
    pub(crate) once_only: Phrases,
    pub(crate) changing_verbs: Phrases,
    pub(crate) cue_verbs: Phrases,
    pub(crate) event_nouns: Phrases,
    pub(crate) year_prepositions: Phrases,
    pub(crate) date_limits: Phrases,
    pub(crate) dangling: Phrases,
    pub(crate) stopwords: Phrases,
    pub(crate) subordinators: Phrases,
    pub(crate) numbered_nouns: Phrases,
    pub(crate) ever_superlatives: Phrases,
    pub(crate) time_units: Phrases,
}

impl Lexicon {
    /// The lists of a language by its ISO 639-1 code; empty for a language without files.
    pub(crate) fn of(code: &str) -> Self {
        let language = Language::get(code);
        let phrases = |list| Phrases::of(language.list(list));
        Self {
            concepts: concepts(language),
            alike: alike(language),
            grammar: Grammar::of(language),
            relations: Relations::of(language),
            negations: phrases("negations"),
            modality: phrases("modality"),
            certainty: phrases("certainty-words"),
            superlatives: phrases("comparatives"),
            comparisons: phrases("comparisons"),
            ever_words: phrases("ever-words"),
            turning_points: phrases("turning-points"),
            superlative_helpers: phrases("superlative-helpers"),
            time_relations: phrases("time-relations"),
            tolls: phrases("toll-words"),
            persons: phrases("person-nouns"),
            person_roles: phrases("person-roles"),
            grades: phrases("toll-grades"),
            ages: phrases("age-words"),
            updates: phrases("update-words"),
            sayings: phrases("saying-verbs"),
            single_persons: phrases("single-person-nouns"),
            once_only: phrases("once-only"),
            changing_verbs: phrases("changing-verbs"),
            cue_verbs: phrases("cue-verbs"),
            event_nouns: phrases("event-nouns"),
            year_prepositions: phrases("year-prepositions"),
            date_limits: phrases("date-limits"),
            dangling: phrases("dangling-openers"),
            stopwords: phrases("stopwords"),
            subordinators: phrases("subordinators"),
            numbered_nouns: phrases("numbered-nouns"),
            ever_superlatives: phrases("ever-superlatives"),
            time_units: phrases("time-units"),
        }
    }

    /// What a token means, as the stem of its class of synonyms, or its own stem.
    pub(crate) fn concept(&self, token: &Token) -> Term {
        self.concepts
            .get(&token.stem)
            .copied()
            .unwrap_or(token.stem)
    }

    /// Whether a noun counts people without a hint which: "people", "others"; not "passengers".
    pub(crate) fn persons_in_general(&self, token: &Token) -> bool {
        self.persons.has(token) && !self.person_roles.has(token)
    }

    /// The stems that reports use for the same as one.
    pub(crate) fn alike(&self, stem: Term) -> impl Iterator<Item = Term> + '_ {
        self.alike.get(&stem).into_iter().flatten().copied()
    }
}

fn alike(language: &Language) -> BTreeMap<Term, BTreeSet<Term>> {
    let stem = stems(language);
    let mut alike: BTreeMap<Term, BTreeSet<Term>> = BTreeMap::new();
    for (group, _) in language.list("like-words").pairs() {
        let group: BTreeSet<Term> = group.split_whitespace().map(&stem).collect();
        for one in &group {
            let others = group.iter().filter(|other| *other != one);
            alike.entry(*one).or_default().extend(others);
        }
    }
    alike
}

/// The stem of a word of a list.
fn stems(language: &Language) -> impl Fn(&str) -> Term {
    let stemmer = (language.code() == "en").then(|| Stemmer::create(Algorithm::English));
    move |word| match &stemmer {
        Some(stemmer) => Term::of(&stemmer.stem(word)),
        None => Term::of(word),
    }
}

fn concepts(language: &Language) -> BTreeMap<Term, Term> {
    let stem = stems(language);
    let mut concepts = BTreeMap::new();
    for (class, members) in language.list("synonyms").pairs() {
        for member in members.split_whitespace() {
            concepts.entry(stem(member)).or_insert(stem(class));
        }
    }
    concepts
}

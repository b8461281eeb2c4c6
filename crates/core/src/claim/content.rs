//! What a clause says, made ready for comparison.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::{Clause, clauses};
use super::context::StoryContext;
use super::statement::{Voice, is_content};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::time::DateValue;
use crate::witness::{ClockMention, Figure, Term};

/// A stem with what it is worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed {
    pub(crate) stem: Term,
    /// Bits by which the language makes it rare.
    pub(crate) background: f32,
    /// The same, less what the whole story shares.
    pub(crate) distinctive: f32,
}

/// A clause with what it says.
pub(crate) struct Content<'a> {
    pub(crate) clause: Clause,
    /// Its stems, sorted, each once.
    pub(crate) words: Vec<Weighed>,
    /// Of these, the ones that stand in no name, title, date or figure: what happens, and to what.
    pub(crate) core: Vec<Weighed>,
    /// Whom and what it names, as story-level identities.
    pub(crate) names: BTreeSet<usize>,
    pub(crate) figures: Vec<&'a Figure>,
    pub(crate) dates: Vec<DateValue>,
    pub(crate) clocks: Vec<&'a ClockMention>,
    /// Stems of its verbs.
    pub(crate) verbs: Vec<Term>,
    /// How each stem is put.
    pub(crate) states: BTreeMap<Term, u8>,
    /// The person whose word it is.
    pub(crate) person: Option<usize>,
    /// Index of its sentence among the sentences of [`Contents`].
    pub(crate) sentence: usize,
}

impl Content<'_> {
    /// Whether two clauses cannot be one claim: they are at odds, or they are a person's word and the report's own, or the words
    /// of two people. Bodies and people who are not named ("the court", "officials") may be either.
    pub(crate) fn is_apart(&self, other: &Self) -> bool {
        self.is_at_odds(other) || self.has_another_voice(other)
    }

    /// Whether both put something in ways that exclude each other: one denies what the other
    /// affirms, or plans what the other reports.
    pub(crate) fn is_at_odds(&self, other: &Self) -> bool {
        let excludes = |(stem, state): (&Term, &u8)| {
            other
                .states
                .get(stem)
                .is_some_and(|theirs| state & theirs == 0)
        };
        self.states.iter().any(excludes)
    }

    fn has_another_voice(&self, other: &Self) -> bool {
        match (self.person, other.person) {
            (Some(one), Some(another)) => one != another,
            (Some(_), None) => other.clause.voice == Voice::Report,
            (None, Some(_)) => self.clause.voice == Voice::Report,
            (None, None) => false,
        }
    }
}

/// All clauses of a story, and what their sentences say.
pub(crate) struct Contents<'a> {
    /// By place.
    pub(crate) clauses: Vec<Content<'a>>,
    /// The stems of each sentence that has clauses, sorted.
    pub(crate) sentences: Vec<Vec<Weighed>>,
}

/// Least worth of a stem, in bits, whatever the story does with it.
const LEAST: f32 = 0.3;

impl<'a> Contents<'a> {
    /// Reads all statements of a story.
    pub(crate) fn of(story: &StoryContext<'a>) -> Self {
        let mut contents = Self {
            clauses: Vec::new(),
            sentences: Vec::new(),
        };
        for statement in story.statements() {
            let found = clauses(story, statement);
            if found.is_empty() {
                continue;
            }
            let sentence = contents.sentences.len();
            let place = statement.place;
            let all: Vec<usize> = statement.tokens.clone().collect();
            contents.sentences.push(words(story, place.witness, &all));
            let read = |clause| content(story, statement, clause, sentence);
            contents.clauses.extend(found.into_iter().map(read));
        }
        contents
    }
}

impl Contents<'_> {
    /// The clauses of a sentence, as indices.
    pub(crate) fn of_sentence(&self, place: Place) -> std::ops::Range<usize> {
        let start = self
            .clauses
            .partition_point(|content| content.clause.place < place);
        let end = self
            .clauses
            .partition_point(|content| content.clause.place <= place);
        start..end
    }
}

fn content<'a>(
    story: &StoryContext<'a>,
    statement: &super::Statement,
    clause: Clause,
    sentence: usize,
) -> Content<'a> {
    let place = clause.place;
    let inside = |span: TextSpan| clause.span.overlaps(span);
    let figures: Vec<&Figure> = story.figures(place).filter(|f| inside(f.number)).collect();
    let dates: Vec<_> = story
        .dates(place)
        .filter(|date| inside(date.span))
        .collect();
    let identity = |entity| story.identities.of(place.witness, entity);
    let names = story.names(place).filter(|name| inside(name.span));
    let tokens: Vec<usize> = clause.tokens.clone().collect();
    let aside = aside(story, place);
    let is_core = |at: &usize| {
        let span = story.token(place.witness, *at).map(|token| token.span);
        span.is_some_and(|span| !aside.iter().any(|other| other.overlaps(span)))
    };
    let core: Vec<usize> = tokens.iter().copied().filter(is_core).collect();
    let stem = |at: &usize| story.token(place.witness, *at).map(|token| token.stem);
    let mut states: BTreeMap<Term, u8> = BTreeMap::new();
    for at in &tokens {
        let state = statement.state_of(*at);
        if let Some(stem) = stem(at).filter(|_| state != 0) {
            *states.entry(stem).or_default() |= state;
        }
    }
    Content {
        words: words(story, place.witness, &tokens),
        core: words(story, place.witness, &core),
        names: names.filter_map(|name| identity(name.entity)).collect(),
        dates: dates.iter().filter_map(|date| date.value).collect(),
        clocks: story
            .clocks(place)
            .filter(|clock| inside(clock.span))
            .collect(),
        verbs: clause.verbs.iter().filter_map(stem).collect(),
        figures,
        states,
        sentence,
        person: match clause.voice {
            Voice::Named(identity) if story.identities.is_person(identity) => Some(identity),
            _ => None,
        },
        clause,
    }
}

/// The names, titles, dates, times and numbers of a sentence.
fn aside(story: &StoryContext, place: Place) -> Vec<TextSpan> {
    let names = story.names(place);
    let mut spans: Vec<TextSpan> = names
        .flat_map(|name| [Some(name.span), name.title].into_iter().flatten())
        .collect();
    spans.extend(story.dates(place).map(|date| date.span));
    spans.extend(story.clocks(place).map(|clock| clock.span));
    spans.extend(story.figures(place).map(|figure| figure.number));
    spans
}

fn words(story: &StoryContext, witness: usize, tokens: &[usize]) -> Vec<Weighed> {
    let kept = tokens.iter().filter_map(|at| story.token(witness, *at));
    let stems: BTreeSet<Term> = kept
        .filter(|token| is_content(token))
        .map(|token| token.stem)
        .collect();
    let weighed = |stem: Term| Weighed {
        stem,
        background: story.rarity(stem).max(LEAST),
        distinctive: story.collation.weights.distinctive(stem).max(LEAST),
    };
    stems.into_iter().map(weighed).collect()
}

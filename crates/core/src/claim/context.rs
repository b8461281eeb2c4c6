//! Everything about a story that statements are read from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::cluster::Alignment;
use super::lexicon::Lexicon;
use super::statement::{self, Statement};
use crate::article::Role;
use crate::collation::{Collation, Place};
use crate::meaning::SentenceModel;
use crate::origins::Lineage;
use crate::witness::{
    Cast, ClockMention, DateMention, Entity, Figure, NameKind, NameMention, Sentence, Term, Token,
    Witness,
};

/// Parts that stand above the text and say what it tells.
const HEADS: [Role; 2] = [Role::Headline, Role::Subheading];

/// Who is who across the witnesses of a story: a number for each entity of each witness, the same
/// for the same person, place or thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    by_entity: Vec<Vec<usize>>,
    names: Vec<String>,
    /// Identities that are people, sorted.
    people: BTreeSet<usize>,
}

impl Identities {
    /// Identities from numbers by witness and entity, and the name of each number.
    pub fn new(by_entity: Vec<Vec<usize>>, names: Vec<String>) -> Self {
        Self {
            by_entity,
            names,
            people: BTreeSet::new(),
        }
    }

    /// These identities with the people among them marked, as the witnesses have them.
    #[must_use]
    pub fn with_people(mut self, witnesses: &[Witness]) -> Self {
        for (witness, identities) in witnesses.iter().zip(&self.by_entity) {
            let people = witness.entities.iter().zip(identities);
            let people = people.filter(|(entity, _)| entity.kind == NameKind::Person);
            self.people.extend(people.map(|(_, identity)| *identity));
        }
        self
    }

    /// Whether an identity is a person.
    pub fn is_person(&self, identity: usize) -> bool {
        self.people.contains(&identity)
    }

    /// The identities of a cast. An entity that the cast cannot place is somebody of its own.
    pub fn of_cast(cast: &Cast) -> Self {
        let mut names: Vec<String> = cast.members.iter().map(|m| m.name.clone()).collect();
        let mut number = |member: &Option<usize>| {
            member.unwrap_or_else(|| {
                names.push(String::new());
                names.len() - 1
            })
        };
        let of_witness = |members: &Vec<Option<usize>>| members.iter().map(&mut number).collect();
        let by_entity = cast.of.iter().map(of_witness).collect();
        Self::new(by_entity, names)
    }

    /// Entities with the very same full name and kind are the same.
    pub fn by_full_name(witnesses: &[Witness]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut names = Vec::new();
        let mut number = |entity: &Entity| {
            let key = (entity.name.to_lowercase(), entity.kind);
            *numbers.entry(key).or_insert_with(|| {
                names.push(entity.name.clone());
                names.len() - 1
            })
        };
        let of_witness =
            |witness: &Witness| witness.entities.iter().map(&mut number).collect::<Vec<_>>();
        let by_entity = witnesses.iter().map(of_witness).collect();
        Self::new(by_entity, names).with_people(witnesses)
    }

    /// The identity of an entity of a witness; `None` for indices out of range.
    pub fn of(&self, witness: usize, entity: usize) -> Option<usize> {
        self.by_entity.get(witness)?.get(entity).copied()
    }

    /// The name of an identity.
    pub fn name(&self, identity: usize) -> &str {
        self.names.get(identity).map_or("", String::as_str)
    }
}

/// A story read as statements: what claims, contradictions, drift, timeline and briefing work on.
pub struct StoryContext<'a> {
    /// The reports.
    pub witnesses: &'a [Witness],
    /// Who is who.
    pub identities: &'a Identities,
    /// Which sentences answer each other.
    pub collation: &'a Collation,
    /// Which sentences share an origin.
    pub lineage: &'a Lineage,
    lexicons: BTreeMap<&'a str, Lexicon>,
    statements: Vec<Vec<Option<Statement>>>,
    /// The headlines, which attest what a report says but are never the only words for it.
    headlines: Vec<Statement>,
    no_words: Lexicon,
    model: Option<&'a dyn SentenceModel>,
    alignment: OnceLock<Alignment<'a>>,
}

impl<'a> StoryContext<'a> {
    /// Reads the statements of a story.
    pub fn new(
        witnesses: &'a [Witness],
        identities: &'a Identities,
        collation: &'a Collation,
        lineage: &'a Lineage,
    ) -> Self {
        let mut lexicons = BTreeMap::new();
        for witness in witnesses {
            let code = witness.article.metadata.language.as_str();
            lexicons.entry(code).or_insert_with(|| Lexicon::of(code));
        }
        let mut context = Self {
            witnesses,
            identities,
            collation,
            lineage,
            lexicons,
            statements: Vec::new(),
            headlines: Vec::new(),
            no_words: Lexicon::of(""),
            model: None,
            alignment: OnceLock::new(),
        };
        let story = |witness| context.read(witness, Role::is_story);
        context.statements = (0..witnesses.len()).map(story).collect();
        let heads = |witness| context.read(witness, |role| HEADS.contains(&role));
        let heads = (0..witnesses.len()).flat_map(heads);
        context.headlines = heads.flatten().collect();
        context
    }

    fn read(&self, witness: usize, wanted: impl Fn(Role) -> bool) -> Vec<Option<Statement>> {
        let Some(report) = self.witnesses.get(witness) else {
            return Vec::new();
        };
        let identity = |entity| self.identities.of(witness, entity).unwrap_or(usize::MAX);
        let read = |(sentence, found): (usize, &Sentence)| {
            wanted(found.role).then_some(())?;
            let place = Place { witness, sentence };
            statement::read(report, place, self.lexicon(witness), &identity)
        };
        report.sentences.iter().enumerate().map(read).collect()
    }

    /// The same story with a sentence model that helps to compare its clauses.
    #[must_use]
    pub fn sharpened_by(mut self, model: Option<&'a dyn SentenceModel>) -> Self {
        self.model = model;
        self.alignment = OnceLock::new();
        self
    }

    pub(crate) fn model(&self) -> Option<&'a dyn SentenceModel> {
        self.model
    }

    /// The clauses of the story, compared; made when first asked for.
    pub(crate) fn alignment(&self) -> &Alignment<'a> {
        self.alignment.get_or_init(|| Alignment::of(self))
    }

    /// The label of a witness.
    pub fn siglum(&self, witness: usize) -> &'a str {
        self.witnesses
            .get(witness)
            .map_or("", |report| report.siglum.0.as_str())
    }

    /// The lists of a witness's language.
    pub(crate) fn lexicon(&self, witness: usize) -> &Lexicon {
        self.witnesses
            .get(witness)
            .and_then(|w| self.lexicons.get(w.article.metadata.language.as_str()))
            .unwrap_or(&self.no_words)
    }

    /// The statement at a place, where there is one.
    pub(crate) fn statement(&self, place: Place) -> Option<&Statement> {
        self.statements
            .get(place.witness)?
            .get(place.sentence)?
            .as_ref()
    }

    /// A token of a witness, by index.
    pub(crate) fn token(&self, witness: usize, token: usize) -> Option<&'a Token> {
        self.witnesses.get(witness)?.tokens.get(token)
    }

    /// All statements, by witness and sentence.
    pub(crate) fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().flatten().flatten()
    }

    /// The headlines, read as statements.
    pub(crate) fn headlines(&self) -> impl Iterator<Item = &Statement> {
        self.headlines.iter()
    }

    /// Whether a place is in a headline.
    pub(crate) fn is_headline(&self, place: Place) -> bool {
        self.sentence(place)
            .is_some_and(|sentence| HEADS.contains(&sentence.role))
    }

    /// The sentence at a place.
    pub(crate) fn sentence(&self, place: Place) -> Option<&'a Sentence> {
        self.witnesses
            .get(place.witness)?
            .sentences
            .get(place.sentence)
    }

    /// The text of the sentence at a place.
    pub(crate) fn text(&self, place: Place) -> &'a str {
        let witness = self.witnesses.get(place.witness);
        witness
            .zip(self.sentence(place))
            .map_or("", |(witness, sentence)| witness.slice(sentence.span))
    }

    /// Bits by which a stem is rare in the language.
    pub(crate) fn rarity(&self, stem: Term) -> f32 {
        self.collation.weights.background(stem)
    }

    /// The figures of a sentence.
    pub(crate) fn figures(&self, place: Place) -> impl Iterator<Item = &'a Figure> {
        let witness = self.witnesses.get(place.witness);
        let figures = witness.map_or(&[] as &[Figure], |w| &w.figures);
        self.inside(place, figures, |figure| figure.span)
    }

    /// The date mentions of a sentence.
    pub(crate) fn dates(&self, place: Place) -> impl Iterator<Item = &'a DateMention> {
        let witness = self.witnesses.get(place.witness);
        let dates = witness.map_or(&[] as &[DateMention], |w| &w.dates);
        self.inside(place, dates, |date| date.span)
    }

    /// The times of day in a sentence.
    pub(crate) fn clocks(&self, place: Place) -> impl Iterator<Item = &'a ClockMention> {
        let witness = self.witnesses.get(place.witness);
        let clocks = witness.map_or(&[] as &[ClockMention], |w| &w.clocks);
        self.inside(place, clocks, |clock| clock.span)
    }

    /// The names in a sentence.
    pub(crate) fn names(&self, place: Place) -> impl Iterator<Item = &'a NameMention> {
        let witness = self.witnesses.get(place.witness);
        let names = witness.map_or(&[] as &[NameMention], |w| &w.names);
        self.inside(place, names, |name| name.span)
    }

    fn inside<T>(
        &self,
        place: Place,
        items: &'a [T],
        span: fn(&T) -> crate::text::TextSpan,
    ) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let bounds = self.sentence(place).map(|s| s.span).unwrap_or_default();
        let first = items.partition_point(|item| span(item).start < bounds.start);
        let rest = items.get(first..).unwrap_or_default();
        rest.iter()
            .take_while(move |item| span(item).start < bounds.end)
    }
}

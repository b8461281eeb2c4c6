//! Ages of persons: "Name, 34," or "34-year-old Name".

use std::collections::BTreeMap;

use super::{Course, Finding, Reading, Value};
use crate::claim::{StoryContext, token_from};
use crate::collation::Place;
use crate::dossier::ContradictionKind;
use crate::witness::{Figure, NameKind, NameMention, TokenKind, Unit, Witness};

/// Nobody is older.
const OLDEST: f64 = 120.0;

/// The ages that reports give to each person.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_person: BTreeMap<usize, Vec<Reading>> = BTreeMap::new();
    for (index, witness) in story.witnesses.iter().enumerate() {
        for name in witness.names.iter().filter(|name| is_person(witness, name)) {
            let Some(identity) = story.identities.of(index, name.entity) else {
                continue;
            };
            if let Some(reading) = age(witness, index, name) {
                by_person.entry(identity).or_default().push(reading);
            }
        }
    }
    by_person
        .into_iter()
        .map(|(identity, readings)| Finding {
            kind: ContradictionKind::Figure,
            about: format!("age of {}", story.identities.name(identity)),
            readings,
            course: Course::Fixed,
        })
        .collect()
}

fn is_person(witness: &Witness, name: &NameMention) -> bool {
    let entity = witness.entities.get(name.entity);
    !name.description && entity.is_some_and(|entity| entity.kind == NameKind::Person)
}

fn age(witness: &Witness, index: usize, name: &NameMention) -> Option<Reading> {
    let sentence = witness.sentence_at(name.span)?;
    witness
        .sentences
        .get(sentence)?
        .role
        .is_story()
        .then_some(())?;
    let figure = behind(witness, name).or_else(|| in_front(witness, name))?;
    let plausible = figure.value >= 1.0 && figure.value < OLDEST && figure.upper.is_none();
    plausible.then(|| Reading {
        place: Place {
            witness: index,
            sentence,
        },
        span: name.span.cover(figure.span),
        value: Value::of_figure(figure),
        only_as_update: false,
    })
}

/// "Name, 34," and "Name (34)".
fn behind<'a>(witness: &'a Witness, name: &NameMention) -> Option<&'a Figure> {
    let at = token_from(witness, name.span.end);
    let [open, number, close] = witness.tokens.get(at..at + 3)? else {
        return None;
    };
    let mark = |index: usize| witness.tokens.get(index).map(|t| witness.slice(t.span));
    let fenced = matches!(
        (mark(at), mark(at + 2)),
        (Some(","), Some("," | "." | ";")) | (Some("("), Some(")"))
    );
    let shapes = open.kind == TokenKind::Mark && close.kind == TokenKind::Mark;
    let is_number = number.kind == TokenKind::Number;
    (fenced && shapes && is_number).then(|| figure_at(witness, number.span.start))?
}

/// "34-year-old Name".
fn in_front<'a>(witness: &'a Witness, name: &NameMention) -> Option<&'a Figure> {
    let start = name
        .title
        .map_or(name.span.start, |title| title.start.min(name.span.start));
    let end = witness
        .figures
        .partition_point(|figure| figure.span.start < start);
    let figure = witness.figures.get(end.checked_sub(1)?)?;
    let is_age = matches!(&figure.unit, Unit::Duration(unit) if unit == "year");
    let between = witness.slice(crate::text::TextSpan::new(figure.number.end, start));
    let words = between.trim().replace(['-', ' '], "").to_lowercase();
    (is_age && words == "yearold").then_some(figure)
}

fn figure_at(witness: &Witness, byte: u32) -> Option<&Figure> {
    let at = witness
        .figures
        .partition_point(|figure| figure.number.start < byte);
    witness
        .figures
        .get(at)
        .filter(|figure| figure.number.start == byte)
}

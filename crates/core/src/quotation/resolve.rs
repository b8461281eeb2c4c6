//! Which of a witness's entities a speaker's words name.

use super::lexicon::{Classes, Lexicon};
use super::{Quotation, Speaker};
use crate::text::TextSpan;
use crate::witness::{NameKind, NameMention, Term, Witness};

/// Fills in the entity of every speaker that the text settles. A pronoun takes the only person
/// whom its own sentence names before it, else the last speaker of the sentence before, else the
/// only person named there; where two fit, it stays open.
pub(crate) fn speakers(witness: &Witness, quotations: &mut [Quotation], lexicon: &Lexicon) {
    let mut last: Option<(usize, usize)> = None;
    let quoted: Vec<TextSpan> = covered(quotations);
    for quotation in quotations {
        let Some(speaker) = &mut quotation.speaker else {
            continue;
        };
        let sentence = witness.sentence_at(speaker.span).unwrap_or(0);
        speaker.entity = entity(witness, speaker, lexicon, last, sentence, &quoted);
        last = match (speaker.entity, last) {
            (Some(entity), _) => Some((entity, sentence)),
            (None, kept) if is_pronoun(witness, speaker.span, lexicon) => kept,
            (None, _) => None,
        };
    }
}

fn covered(quotations: &[Quotation]) -> Vec<TextSpan> {
    let mut all: Vec<TextSpan> = quotations
        .iter()
        .flat_map(|quotation| quotation.quoted.clone())
        .collect();
    all.sort_unstable();
    all
}

fn classes(witness: &Witness, span: TextSpan, lexicon: &Lexicon) -> Classes {
    lexicon.classes(Term::of(&witness.slice(span).to_lowercase()))
}

fn is_pronoun(witness: &Witness, span: TextSpan, lexicon: &Lexicon) -> bool {
    classes(witness, span, lexicon).any(Classes::Subject.and(Classes::Possessive))
}

fn entity(
    witness: &Witness,
    speaker: &Speaker,
    lexicon: &Lexicon,
    last: Option<(usize, usize)>,
    sentence: usize,
    quoted: &[TextSpan],
) -> Option<usize> {
    let kind = classes(witness, speaker.span, lexicon);
    if kind.any(Classes::Relative) {
        return antecedent(witness, speaker.span);
    }
    if kind.any(Classes::Person.and(Classes::Possessive)) {
        return pronoun(witness, speaker.span, last, sentence, quoted);
    }
    if kind.any(Classes::Subject) {
        return None;
    }
    named(witness, speaker.span)
}

/// The mention that ends the head of a noun phrase: "Orla Quane" in "mayor Orla Quane of Astrel",
/// nobody in "a spokesman for Orla Quane".
fn named(witness: &Witness, span: TextSpan) -> Option<usize> {
    let head = head(witness, span);
    let mut inside = mentions(witness, span);
    inside
        .rfind(|mention| mention.span.end == head || mention.description && mention.span == span)
        .map(|mention| mention.entity)
}

fn mentions(witness: &Witness, span: TextSpan) -> std::vec::IntoIter<&NameMention> {
    let first = witness
        .names
        .partition_point(|mention| mention.span.end <= span.start);
    let inside: Vec<&NameMention> = witness
        .names
        .iter()
        .skip(first)
        .take_while(|mention| mention.span.start < span.end)
        .filter(|mention| mention.span.end <= span.end)
        .collect();
    inside.into_iter()
}

/// Where the head of a phrase ends: before a comma, a bracket or a preposition that is not part
/// of a name.
fn head(witness: &Witness, span: TextSpan) -> u32 {
    let covering = |at: u32| {
        let index = witness
            .names
            .partition_point(|mention| mention.span.end <= at);
        witness
            .names
            .get(index)
            .filter(|mention| mention.span.start <= at)
    };
    let first = witness
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let inside = witness
        .tokens
        .iter()
        .skip(first)
        .take_while(|token| token.span.start < span.end);
    let mut end = span.start;
    for token in inside {
        let text = witness.slice(token.span);
        let stops = matches!(
            text,
            "," | "("
                | "of"
                | "for"
                | "from"
                | "at"
                | "in"
                | "on"
                | "with"
                | "who"
                | "to"
                | "von"
                | "für"
                | "aus"
                | "des"
                | "der"
        );
        if stops && token.span.start > span.start && covering(token.span.start).is_none() {
            break;
        }
        end = token.span.end;
    }
    end
}

/// The name just before "who".
fn antecedent(witness: &Witness, relative: TextSpan) -> Option<usize> {
    let before = witness
        .names
        .partition_point(|mention| mention.span.start < relative.start);
    let mention = witness.names.get(before.checked_sub(1)?)?;
    let gap = TextSpan::new(mention.span.end, relative.start);
    let near = witness
        .slice(gap)
        .trim()
        .trim_matches(',')
        .trim()
        .is_empty();
    (near && gap.end >= gap.start).then_some(mention.entity)
}

fn pronoun(
    witness: &Witness,
    span: TextSpan,
    last: Option<(usize, usize)>,
    sentence: usize,
    quoted: &[TextSpan],
) -> Option<usize> {
    let here = witness.sentences.get(sentence)?;
    let before = TextSpan::new(here.span.start, span.start);
    let in_sentence = people(witness, before, quoted);
    if let [only] = in_sentence.as_slice() {
        return Some(*only);
    }
    if in_sentence.len() > 1 {
        return last
            .filter(|(entity, at)| *at == sentence && in_sentence.contains(entity))
            .map(|(entity, _)| entity);
    }
    if let Some((entity, at)) = last
        && at + 2 >= sentence
    {
        return Some(entity);
    }
    let previous = witness.sentences.get(sentence.checked_sub(1)?)?;
    match people(witness, previous.span, quoted).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The people named in a stretch of narration, each once, in order of their index.
fn people(witness: &Witness, span: TextSpan, quoted: &[TextSpan]) -> Vec<usize> {
    let is_quoted = |mention: &NameMention| {
        let index = quoted.partition_point(|quote| quote.end <= mention.span.start);
        quoted
            .get(index)
            .is_some_and(|quote| quote.start <= mention.span.start)
    };
    let mut found: Vec<usize> = mentions(witness, span)
        .filter(|mention| !is_quoted(mention))
        .map(|mention| mention.entity)
        .filter(|entity| {
            witness
                .entities
                .get(*entity)
                .is_some_and(|entity| entity.kind == NameKind::Person)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

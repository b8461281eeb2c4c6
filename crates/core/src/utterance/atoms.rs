//! Quotations cut into the smallest pieces that can be an utterance of their own.

use std::collections::BTreeMap;

use super::concepts::Concepts;
use super::speaker::Voice;
use crate::quotation::{Quotation, QuotationKind};
use crate::text::TextSpan;
use crate::time::{DateValue, Precision};
use crate::witness::{Term, Token, TokenKind, Witness};

/// A sentence of direct speech, or a clause of reported speech.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    pub(crate) witness: usize,
    pub(crate) quotation: usize,
    /// Place among the atoms of its quotation.
    pub(crate) place: usize,
    pub(crate) span: TextSpan,
    /// Holds words in quotation marks.
    pub(crate) quoted: bool,
    /// Is in quotation marks throughout.
    pub(crate) direct: bool,
    pub(crate) voice: Voice,
    pub(crate) date: Option<DateValue>,
    /// Was said on another occasion than the news of its report: its date lies days before.
    pub(crate) is_earlier: bool,
    /// The content words as concepts, in order.
    pub(crate) concepts: Vec<Term>,
    /// For each concept the noun phrase it stands in, numbered: "president of the republic" is
    /// one, and sharing it says no more than sharing one word.
    pub(crate) phrases: Vec<usize>,
    /// All words, in order.
    pub(crate) words: Vec<Term>,
    /// The words without what brackets put in, longer ones by their first letters alone: so a slip
    /// of the pen makes no other word of them.
    pub(crate) bare: Vec<Term>,
    /// What tells this atom from every other whatever the order of the witnesses.
    pub(crate) key: (String, String, u64, u32),
}

/// Fewest content words of a clause that stands on its own.
const SHORTEST_CLAUSE: usize = 2;

/// The atoms of all quotations.
pub(crate) fn atoms(
    witnesses: &[Witness],
    voices: &[Vec<Voice>],
    concepts: &BTreeMap<String, Concepts>,
) -> Vec<Atom> {
    let mut all = Vec::new();
    for (index, witness) in witnesses.iter().enumerate() {
        let Some(known) = concepts.get(&witness.article.metadata.language) else {
            continue;
        };
        for (number, quotation) in witness.quotations.iter().enumerate() {
            let voice = voices
                .get(index)
                .and_then(|all| all.get(number))
                .cloned()
                .unwrap_or_default();
            for (place, span) in pieces(witness, quotation, known).into_iter().enumerate() {
                all.push(atom(
                    witness, index, number, place, span, quotation, &voice, known,
                ));
            }
        }
    }
    all
}

#[allow(
    clippy::too_many_arguments,
    reason = "one atom's places, all of them needed"
)]
fn atom(
    witness: &Witness,
    index: usize,
    number: usize,
    place: usize,
    span: TextSpan,
    quotation: &Quotation,
    voice: &Voice,
    known: &Concepts,
) -> Atom {
    let quoted = touches(&quotation.quoted, span);
    let direct = holding(&quotation.quoted, span).is_some();
    let (document, record) = witness.article.identity();
    let inside = tokens(witness, span);
    let (concepts, phrases) = contents(witness, inside, known);
    let date = quotation
        .date
        .filter(|date| date.precision >= Precision::Month);
    Atom {
        witness: index,
        quotation: number,
        place,
        span,
        quoted,
        direct,
        voice: voice.clone(),
        date,
        is_earlier: date.is_some_and(|date| is_earlier(witness, &date)),
        concepts,
        phrases,
        words: inside
            .iter()
            .filter(|token| token.kind != TokenKind::Mark)
            .map(|token| token.word)
            .collect(),
        bare: bare_words(witness, inside),
        key: (
            witness.slice(span).to_lowercase(),
            document.to_owned(),
            record,
            span.start,
        ),
    }
}

/// Letters by which a longer word is known.
const KNOWN_BY: usize = 5;

fn bare_words(witness: &Witness, tokens: &[Token]) -> Vec<Term> {
    let bare = |token: &Token| {
        let letters = witness.slice(token.span).chars();
        let letters = letters.filter(|c| c.is_alphanumeric());
        let known = letters.flat_map(char::to_lowercase).take(KNOWN_BY);
        Term::of(&known.collect::<String>())
    };
    spoken(witness, tokens).map(bare).collect()
}

/// The words among some tokens, without what brackets put in.
pub(super) fn spoken<'t>(
    witness: &'t Witness,
    tokens: &'t [Token],
) -> impl Iterator<Item = &'t Token> {
    let mut inserted = false;
    tokens.iter().filter(move |token| {
        match witness.slice(token.span) {
            "[" => inserted = true,
            "]" => inserted = false,
            _ => return !inserted && token.kind != TokenKind::Mark,
        }
        false
    })
}

/// Days before its report's date up to which a quotation may belong to the news it tells.
const NEWS_DAYS: i64 = 4;

fn is_earlier(witness: &Witness, date: &DateValue) -> bool {
    let published = witness.article.metadata.published.as_ref();
    let days = published.map(|told| (told.value.from - date.to).get_days());
    days.is_some_and(|days| i64::from(days) > NEWS_DAYS)
}

/// The content words of a clause, with the phrase each stands in: content words side by side, or
/// with nothing but "of the" between them, make one.
fn contents(witness: &Witness, tokens: &[Token], known: &Concepts) -> (Vec<Term>, Vec<usize>) {
    let (mut concepts, mut phrases) = (Vec::new(), Vec::new());
    let mut phrase = 0;
    for token in tokens {
        match known.content(token) {
            Some(concept) => {
                concepts.push(concept);
                phrases.push(phrase);
            }
            None if matches!(
                witness.slice(token.span),
                "of" | "the" | "-" | "von" | "des" | "der"
            ) => {}
            None => phrase += 1,
        }
    }
    (concepts, phrases)
}

/// Which of some spans, in order and apart from each other, holds one.
pub(super) fn holding(spans: &[TextSpan], span: TextSpan) -> Option<usize> {
    let after = spans.partition_point(|other| other.start <= span.start);
    let index = after.checked_sub(1)?;
    spans
        .get(index)
        .is_some_and(|other| other.contains(span))
        .then_some(index)
}

/// Whether one of some spans, in order and apart from each other, overlaps one.
fn touches(spans: &[TextSpan], span: TextSpan) -> bool {
    let first = spans.partition_point(|other| other.end <= span.start);
    spans.get(first).is_some_and(|other| other.overlaps(span))
}

/// The tokens inside a span.
pub(crate) fn tokens(witness: &Witness, span: TextSpan) -> &[Token] {
    let first = witness
        .tokens
        .partition_point(|token| token.span.start < span.start);
    let last = witness
        .tokens
        .partition_point(|token| token.span.end <= span.end);
    witness.tokens.get(first..last).unwrap_or_default()
}

/// The pieces of a quotation: sentences of what stands in marks, clauses of what does not.
fn pieces(witness: &Witness, quotation: &Quotation, known: &Concepts) -> Vec<TextSpan> {
    let by_clause = quotation.kind != QuotationKind::Direct;
    let mut found = Vec::new();
    for span in &quotation.content {
        let inside = tokens(witness, *span);
        let mut start = 0;
        for (at, token) in inside.iter().enumerate() {
            let text = witness.slice(token.span);
            let sentence = token.kind == TokenKind::Mark
                && matches!(text, "." | "!" | "?" | "…" | "...")
                && at + 1 < inside.len()
                && sentence_follows(witness, inside, at);
            let in_marks = holding(&quotation.quoted, token.span).is_some();
            let clause = by_clause && !in_marks && clause_ends(witness, inside, at);
            if !(sentence || clause) {
                continue;
            }
            let end = if clause { at } else { at + 1 };
            let enough = |range: &[Token]| {
                range
                    .iter()
                    .filter(|token| known.content(token).is_some())
                    .count()
                    >= SHORTEST_CLAUSE
            };
            let head = inside.get(start..end).unwrap_or_default();
            let tail = inside.get(end..).unwrap_or_default();
            if clause && !(enough(head) && enough(tail)) {
                continue;
            }
            found.extend(cover(witness, head));
            start = end;
        }
        found.extend(cover(witness, inside.get(start..).unwrap_or_default()));
    }
    found
}

/// What tokens cover, from the first word on that is no conjunction.
fn cover(witness: &Witness, tokens: &[Token]) -> Option<TextSpan> {
    let opens = |token: &&Token| token.kind != TokenKind::Mark && !is_conjunction(witness, token);
    let first = tokens.iter().find(opens)?;
    Some(first.span.cover(tokens.last()?.span))
}

/// A sentence ends here: white space and a capital letter, a digit or a mark follow.
fn sentence_follows(witness: &Witness, tokens: &[Token], at: usize) -> bool {
    let (Some(stop), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return false;
    };
    let apart = stop.span.end < next.span.start;
    let text = witness.slice(next.span);
    apart && !text.starts_with(char::is_lowercase)
}

/// A clause of reported speech ends before a conjunction, or at a comma that one follows.
fn clause_ends(witness: &Witness, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let joins = |token: Option<&Token>| token.is_some_and(|token| is_conjunction(witness, token));
    match witness.slice(token.span) {
        ";" => true,
        "," => !joins(tokens.get(at + 1)),
        _ => joins(Some(token)),
    }
}

fn is_conjunction(witness: &Witness, token: &Token) -> bool {
    matches!(
        witness.slice(token.span),
        "and" | "but" | "und" | "aber" | "sondern"
    )
}

//! Figures, dates and names that a copy lost or gained; certainty and speech that it changed.

use std::collections::BTreeSet;

use super::Change;
use super::pairs::{Pair, sentence_span};
use crate::claim::{StoryContext, token_from};
use crate::collation::Place;
use crate::dossier::DriftKind;
use crate::quotation::QuotationKind;
use crate::text::TextSpan;
use crate::witness::{NameKind, NameMention, Witness};

/// Details of answered sentences that stand nowhere in the other report's story.
pub(super) fn details(
    story: &StoryContext,
    source: usize,
    target: usize,
    pairs: &[Pair],
) -> Vec<Change> {
    let (Some(left), Some(right)) = (story.witnesses.get(source), story.witnesses.get(target))
    else {
        return Vec::new();
    };
    let kept: BTreeSet<usize> = pairs.iter().map(|pair| pair.source).collect();
    let made: BTreeSet<usize> = pairs.iter().map(|pair| pair.target).collect();
    let mut changes = Vec::new();
    for found in lost(story, [source, target], &kept) {
        let note = format!("the {} “{}” is dropped", found.what, left.slice(found.span));
        changes.push(Change {
            source,
            target,
            kind: DriftKind::Dropped,
            note,
            source_spans: vec![found.span],
            target_spans: Vec::new(),
        });
    }
    for found in lost(story, [target, source], &made) {
        let note = format!("the {} “{}” is added", found.what, right.slice(found.span));
        changes.push(Change {
            source,
            target,
            kind: DriftKind::Added,
            note,
            source_spans: Vec::new(),
            target_spans: vec![found.span],
        });
    }
    changes
}

struct Detail {
    what: &'static str,
    span: TextSpan,
}

/// Figures, dates and names in some sentences of the first report that the other gives nowhere.
fn lost(story: &StoryContext, reports: [usize; 2], sentences: &BTreeSet<usize>) -> Vec<Detail> {
    let [Some(from), Some(to)] = reports.map(|report| story.witnesses.get(report)) else {
        return Vec::new();
    };
    let counts = |span: TextSpan| {
        from.sentence_at(span)
            .is_some_and(|s| sentences.contains(&s))
    };
    let mut found: Vec<Detail> = Vec::new();
    let figures = from.figures.iter().filter(|figure| counts(figure.span));
    for figure in figures {
        let same = |other: &crate::witness::Figure| {
            [Some(other.value), other.upper]
                .into_iter()
                .flatten()
                .any(|v| v.total_cmp(&figure.value).is_eq())
        };
        if !to.figures.iter().any(same) {
            found.push(Detail {
                what: "figure",
                span: figure.span,
            });
        }
    }
    for date in from.dates.iter().filter(|date| counts(date.span)) {
        let Some(value) = date.value else { continue };
        let same =
            |other: &crate::witness::DateMention| other.value.is_some_and(|v| v.overlaps(&value));
        if !to.dates.iter().any(same) {
            found.push(Detail {
                what: "date",
                span: date.span,
            });
        }
    }
    let given = identities(story, reports[1], to);
    let lost = lost_names(from, to, sentences).into_iter();
    let is_given = |name: &NameMention| {
        let own = story.identities.of(reports[0], name.entity);
        own.is_some_and(|own| given.contains(&own))
    };
    found.extend(lost.filter(|name| !is_given(name)).map(|name| Detail {
        what: "name",
        span: name.span,
    }));
    found.sort_by_key(|detail| detail.span);
    // A figure inside a date is the date's.
    let dates: Vec<TextSpan> = from.dates.iter().map(|date| date.span).collect();
    found.retain(|d| d.what != "figure" || !dates.iter().any(|date| date.overlaps(d.span)));
    found
}

/// Whom and what a report names, whatever it calls them ("the U.S.", "the United States").
fn identities(story: &StoryContext, witness: usize, report: &Witness) -> BTreeSet<usize> {
    let mentions = report.names.iter();
    let named = mentions.filter_map(|name| story.identities.of(witness, name.entity));
    named.collect()
}

/// The first mention of each name no word of which the other report has.
fn lost_names<'a>(
    from: &'a Witness,
    to: &Witness,
    sentences: &BTreeSet<usize>,
) -> Vec<&'a NameMention> {
    let words: BTreeSet<_> = to.tokens.iter().map(|token| token.stem).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for name in from.names.iter().filter(|name| !name.description) {
        let known = matches!(
            from.entities.get(name.entity).map(|entity| entity.kind),
            Some(NameKind::Person | NameKind::Organisation | NameKind::Place)
        );
        let inside = from
            .sentence_at(name.span)
            .is_some_and(|s| sentences.contains(&s));
        let range = token_from(from, name.span.start)..token_from(from, name.span.end);
        let tokens = from.tokens.get(range).unwrap_or_default();
        let anywhere = tokens.iter().any(|token| words.contains(&token.stem));
        if known && inside && !anywhere && seen.insert(name.entity) {
            found.push(name);
        }
    }
    found
}

/// A direct quotation that the answering sentence gives as indirect speech.
pub(super) fn speech(
    story: &StoryContext,
    source: usize,
    target: usize,
    pair: &Pair,
) -> Option<Change> {
    let from = Place {
        witness: source,
        sentence: pair.source,
    };
    let to = Place {
        witness: target,
        sentence: pair.target,
    };
    let quoted = quoted_spans(story, from);
    let indirect = kinds(story, to).contains(&QuotationKind::Indirect);
    let was_direct = !quoted.is_empty() && quoted_spans(story, to).is_empty() && indirect;
    was_direct.then(|| Change {
        source,
        target,
        kind: DriftKind::Changed,
        note: "a quotation became indirect speech".to_owned(),
        source_spans: quoted,
        target_spans: vec![sentence_span(story, to)],
    })
}

fn quoted_spans(story: &StoryContext, place: Place) -> Vec<TextSpan> {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return Vec::new();
    };
    let sentence = sentence_span(story, place);
    witness
        .quotations
        .iter()
        .flat_map(|quotation| quotation.quoted.iter().copied())
        .filter(|span| span.overlaps(sentence) && sentence.contains(*span))
        .collect()
}

fn kinds(story: &StoryContext, place: Place) -> Vec<QuotationKind> {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return Vec::new();
    };
    let sentence = sentence_span(story, place);
    let here = witness
        .quotations
        .iter()
        .filter(|quotation| quotation.content.iter().any(|span| span.overlaps(sentence)));
    here.map(|quotation| quotation.kind).collect()
}

/// A word of certainty that one of two answering sentences has and the other report lacks.
pub(super) fn certainty(
    story: &StoryContext,
    source: usize,
    target: usize,
    pair: &Pair,
) -> Vec<Change> {
    let from = Place {
        witness: source,
        sentence: pair.source,
    };
    let to = Place {
        witness: target,
        sentence: pair.target,
    };
    let here = certainty_words(story, from);
    let there = certainty_words(story, to);
    let note = |word: TextSpan, witness: usize, verb: &str| {
        let word = story
            .witnesses
            .get(witness)
            .map(|w| w.slice(word))
            .unwrap_or_default();
        format!(
            "“{word}” is {verb}: the claim is put {}",
            if verb == "dropped" {
                "without it"
            } else {
                "with it"
            }
        )
    };
    let change = |kind, note, source_spans, target_spans| Change {
        source,
        target,
        kind,
        note,
        source_spans,
        target_spans,
    };
    let lost = here.iter().filter(|_| there.is_empty()).map(|word| {
        let spans = (vec![*word], vec![sentence_span(story, to)]);
        change(
            DriftKind::Changed,
            note(*word, source, "dropped"),
            spans.0,
            spans.1,
        )
    });
    let gained = there.iter().filter(|_| here.is_empty()).map(|word| {
        let spans = (vec![sentence_span(story, from)], vec![*word]);
        change(
            DriftKind::Changed,
            note(*word, target, "added"),
            spans.0,
            spans.1,
        )
    });
    lost.chain(gained).collect()
}

fn certainty_words(story: &StoryContext, place: Place) -> Vec<TextSpan> {
    let (Some(witness), Some(statement)) =
        (story.witnesses.get(place.witness), story.statement(place))
    else {
        return Vec::new();
    };
    let lexicon = story.lexicon(place.witness);
    statement
        .tokens
        .clone()
        .filter(|index| !statement.is_quoted(*index))
        .filter_map(|index| witness.tokens.get(index))
        .filter(|token| lexicon.certainty.has(token))
        .map(|token| token.span)
        .collect()
}

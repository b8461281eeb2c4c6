//! The reports of a story as the dossier lists them.

use super::Spans;
use crate::article::{Credit, LiveEntry, Note, Part, Stated};
use crate::dossier::{
    CreditEntry, DatedValue, PartEntry, SentenceEntry, TimedEntry, Value, WitnessEntry,
};
use crate::quotation::left_open;
use crate::time::DateValue;
use crate::witness::{Witness, told_later};

pub(super) fn entries(witnesses: &[Witness], spans: &Spans<'_>) -> Vec<WitnessEntry> {
    witnesses
        .iter()
        .enumerate()
        .map(|(index, witness)| entry(index, witness, spans))
        .collect()
}

fn entry(index: usize, witness: &Witness, spans: &Spans<'_>) -> WitnessEntry {
    let article = &witness.article;
    let metadata = &article.metadata;
    let value = |stated: &Stated<String>| Value {
        value: stated.value.clone(),
        basis: stated.basis.clone(),
        spans: spans.receipts(index, &stated.receipts),
    };
    let dated = |stated: &Stated<DateValue>| DatedValue {
        value: stated.value.iso(),
        precision: stated.value.precision,
        basis: stated.basis.clone(),
        spans: spans.receipts(index, &stated.receipts),
    };
    let credit = |credit: &Credit| CreditEntry {
        name: credit.name.clone(),
        kind: credit.kind,
        spans: spans.receipts(index, &credit.receipts),
    };
    let part = |part: &Part| PartEntry {
        role: part.role,
        language: Some(article.language_of(part.span))
            .filter(|code| *code != metadata.language)
            .map(str::to_owned),
        spans: vec![spans.span(index, part.span)],
    };
    let timed = |entry: &LiveEntry| TimedEntry {
        time: entry.time.map(|time| time.iso_from()),
        stamp: vec![spans.span(index, entry.stamp)],
        spans: vec![spans.span(index, entry.span)],
    };
    WitnessEntry {
        siglum: witness.siglum.0.clone(),
        document: article.document.id.clone(),
        record: article.record.clone(),
        outlet: metadata.outlet.as_ref().map(value),
        title: metadata.title.as_ref().map(value),
        authors: metadata.authors.iter().map(value).collect(),
        url: metadata.url.as_ref().map(value),
        language: metadata.language.clone(),
        published: metadata.published.as_ref().map(dated),
        other_dates: metadata.other_dates.iter().map(dated).collect(),
        credits: metadata.credits.iter().map(credit).collect(),
        parts: article.parts.iter().map(part).collect(),
        entries: metadata.entries.iter().map(timed).collect(),
        sentences: sentences(index, witness, spans),
        identical: Vec::new(),
        notes: notes(witness),
    }
}

/// What was odd about the report: what its reading noted, quotations without an end, and its kind.
fn notes(witness: &Witness) -> Vec<Note> {
    let open = left_open(&witness.article).into_iter().map(|span| {
        let words: Vec<&str> = witness.slice(span).split_whitespace().take(6).collect();
        let words = words.join(" ");
        let text = format!(
            "the quotation that begins “{} …” has no closing mark; it is taken to end with its paragraph or where another begins",
            words.trim_start_matches(['“', '"', '„', '«', '»', '‘'])
        );
        Note::new("quotation_mark_left_open", text)
    });
    let read = witness.article.notes.iter().cloned();
    let odd = super::odd::notes(witness).into_iter();
    read.chain(open)
        .chain(odd)
        .chain(misdated(witness))
        .collect()
}

fn misdated(witness: &Witness) -> Option<Note> {
    let later = told_later(witness)?;
    let published = witness.article.metadata.published.as_ref()?;
    let text = format!(
        "dated {}, and tells of {} as past: the date is wrong, or the text newer than its date; it says nothing of who was first",
        published.value.iso(),
        witness.slice(later.span)
    );
    Some(Note::new("date_before_events", text))
}

fn sentences(index: usize, witness: &Witness, spans: &Spans<'_>) -> Vec<SentenceEntry> {
    let entry = |sentence: &crate::witness::Sentence| SentenceEntry {
        part: sentence.part,
        spans: vec![spans.span(index, sentence.span)],
    };
    witness.sentences.iter().map(entry).collect()
}

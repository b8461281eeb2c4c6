//! The apparatus of quotations.

use maud::{Markup, html};
use recension_core::dossier::{ReadingEntry, UtteranceEntry};

use super::folded;
use super::links::{cite, origins};
use crate::view::{Piece, PieceKind, ReadingView, StoryView, apparatus, clip_words, words};

const UTTERANCES_SHOWN: usize = 12;
const READINGS_SHOWN: usize = 10;

/// Every utterance once, with every wording of it.
pub(super) fn section(view: &StoryView<'_>) -> Markup {
    if view.story.utterances.is_empty() {
        return html! {};
    }
    let utterances = view.story.utterances.iter().enumerate();
    let items: Vec<Markup> = utterances
        .map(|(index, entry)| utterance(view, index, entry))
        .collect();
    let list = folded(&items, UTTERANCES_SHOWN, "utterances", |items| {
        html! { @for item in items { (item) } }
    });
    let lead = "Each utterance once: above the line the fullest wording in direct speech, below \
                it how the other reports have it. Words that differ are underlined; om. marks \
                words left out without a sign, … words left out openly.";
    super::section(view, "utterances", "Apparatus of quotations", lead, &list)
}

fn utterance(view: &StoryView<'_>, index: usize, entry: &UtteranceEntry) -> Markup {
    let label = format!("u{}", index + 1);
    let sorted = apparatus(entry);
    let others: Vec<Markup> = sorted
        .others
        .iter()
        .map(|r| reading(view, entry, r))
        .collect();
    html! {
        article.utterance id=(view.id(&label)) {
            h4 {
                span.label { (label) } " "
                @match &entry.speaker { Some(name) => (name), None => span.absent { "speaker not stated" } }
                @if let Some(occasion) = &entry.occasion { ", " span.occasion { (occasion) } }
            }
            p.margin { (origins(view, &format!("u{index}"), entry.origins)) }
            @if let Some(lemma) = &sorted.lemma {
                blockquote.lemma dir="auto" { p { (words_of(lemma)) } }
                (witnesses_of(view, entry, lemma.entry, &sorted.agreeing))
            }
            @if !others.is_empty() {
                (folded(&others, READINGS_SHOWN, "readings", |items| html! { ul.app { @for item in items { (item) } } }))
            }
            @for remark in &entry.remarks { p.remark { (remark) } }
        }
    }
}

/// Who has the words of the lemma; those in a row who give them in the same way stand together.
fn witnesses_of(
    view: &StoryView<'_>,
    utterance: &UtteranceEntry,
    lemma: &ReadingEntry,
    agreeing: &[&ReadingEntry],
) -> Markup {
    let alike = |a: &&ReadingEntry, b: &&ReadingEntry| {
        manner(utterance, a).into_string() == manner(utterance, b).into_string()
    };
    let all: Vec<&ReadingEntry> = std::iter::once(lemma)
        .chain(agreeing.iter().copied())
        .collect();
    html! {
        p.lemma-witnesses {
            @for (index, group) in all.chunk_by(alike).enumerate() {
                @if index > 0 { " · " }
                @for (index, reading) in group.iter().enumerate() {
                    @if index > 0 { " · " }
                    (cite(view, &reading.siglum, &reading.spans))
                }
                @if let Some(reading) = group.first() { (manner(utterance, reading)) }
            }
        }
    }
}

fn reading(view: &StoryView<'_>, utterance: &UtteranceEntry, reading: &ReadingView<'_>) -> Markup {
    let entry = reading.entry;
    html! {
        li {
            (cite(view, &entry.siglum, &entry.spans)) " "
            span.words dir="auto" { (words_of(reading)) }
            (manner(utterance, entry))
        }
    }
}

/// How the report gives the words: kind, cue, name used for the speaker, the way they came.
fn manner(utterance: &UtteranceEntry, entry: &ReadingEntry) -> Markup {
    html! {
        span.manner {
            " " (words::reading(entry.kind))
            @if let Some(cue) = &entry.cue { ", " i { (clip_words(cue, 60)) } }
            @if let Some(name) = words::other_name(utterance, entry) { ", of “" (clip_words(&name, 80)) "”" }
            @if !entry.via.is_empty() { ", via " (entry.via.join(", ")) }
        }
    }
}

fn words_of(reading: &ReadingView<'_>) -> Markup {
    html! { @for piece in &reading.pieces { (word(piece)) } }
}

fn word(piece: &Piece) -> Markup {
    html! {
        @match piece.kind {
            PieceKind::Same => (piece.text),
            PieceKind::Differs => mark { (piece.text) },
            PieceKind::Elided => span.gap { "…" },
            PieceKind::Omitted => span.om title="Words that another reading has are missing here" { " om." },
        }
    }
}

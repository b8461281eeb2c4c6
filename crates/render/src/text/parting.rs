//! Contradictions, timeline and drift for a terminal.

use recension_core::dossier::{
    ContradictionEntry, DriftEntry, Relation, Side, Span, TimelineEntry,
};

use super::ink::{Ink, Look, Sheet};
use super::{cite, cites, more};
use crate::view::{DiffPiece, StoryView, by_wording, clip_words, difference, joined, words};

const CONTRADICTIONS_SHOWN: usize = 15;
const HAPPENINGS_SHOWN: usize = 25;
const DRIFT_SHOWN: usize = 15;

pub(super) fn contradictions(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.contradictions.is_empty() {
        return;
    }
    sheet.heading("Contradictions");
    for relation in [Relation::Disagree, Relation::Updated] {
        let entries = view.story.contradictions.iter();
        let entries: Vec<_> = entries.filter(|entry| entry.relation == relation).collect();
        for entry in entries.iter().take(CONTRADICTIONS_SHOWN) {
            contradiction(sheet, view, entry);
            sheet.gap();
        }
        more(sheet, entries.len(), CONTRADICTIONS_SHOWN, "places");
    }
}

pub(super) fn contradiction(sheet: &mut Sheet, view: &StoryView<'_>, entry: &ContradictionEntry) {
    let kind = words::contradiction(entry.kind);
    let head = [
        sheet.ink(
            Look::Strong,
            &words::capital(&clip_words(&entry.about, 200)),
        ),
        sheet.ink(
            Look::Soft,
            &format!(" ({kind}; {})", words::relation(entry.relation)),
        ),
    ];
    sheet.indented(0, &head);
    entry.sides.iter().for_each(|one| side(sheet, view, one));
}

fn side(sheet: &mut Sheet, view: &StoryView<'_>, side: &Side) {
    let cites = cites(view, &side.attestations);
    let runs = [
        sheet.ink(Look::Strong, &clip_words(&side.reading, 200)),
        sheet.ink(
            Look::Soft,
            &format!("  {} · {cites}", words::origins(side.origins)),
        ),
    ];
    sheet.paragraph("  – ", "    ", &runs);
    for wording in by_wording(&side.attestations).iter().take(3) {
        let text = format!(
            "{}: {}",
            wording.sigla.join(" "),
            clip_words(&wording.text, 200)
        );
        let ink = sheet.ink(Look::Plain, &text);
        sheet.paragraph("      ", "        ", &[ink]);
    }
}

pub(super) fn timeline(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.timeline.is_empty() {
        return;
    }
    sheet.heading("Timeline");
    for background in [false, true] {
        let entries = view.story.timeline.iter();
        let entries: Vec<_> = entries
            .filter(|entry| entry.background == background)
            .collect();
        if background && !entries.is_empty() {
            sheet.gap();
            let ink = sheet.ink(Look::Soft, "Background");
            sheet.indented(2, &[ink]);
        }
        for entry in entries.iter().take(HAPPENINGS_SHOWN) {
            happening(sheet, view, entry);
        }
        more(sheet, entries.len(), HAPPENINGS_SHOWN, "entries");
    }
}

fn happening(sheet: &mut Sheet, view: &StoryView<'_>, entry: &TimelineEntry) {
    let when = words::dates(&entry.from, &entry.to, entry.precision);
    let text = format!(
        "{} ({})",
        clip_words(&entry.text, 300),
        cites(view, &entry.attestations)
    );
    let rest = sheet.width().saturating_sub(22);
    let row = [
        (0, Ink::default()),
        (16, sheet.ink(Look::Strong, &when)),
        (rest, sheet.ink(Look::Plain, &text)),
    ];
    sheet.row(&row);
}

pub(super) fn drift(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.drift.is_empty() {
        return;
    }
    sheet.heading("Drift");
    let same_pair =
        |a: &DriftEntry, b: &DriftEntry| (&a.source, &a.target) == (&b.source, &b.target);
    for group in view.story.drift.chunk_by(same_pair) {
        let Some(first) = group.first() else { continue };
        let ink = sheet.ink(
            Look::Strong,
            &format!("{} against its source {}", first.target, first.source),
        );
        sheet.indented(0, &[ink]);
        for entry in group.iter().take(DRIFT_SHOWN) {
            change(sheet, view, entry);
        }
        more(sheet, group.len(), DRIFT_SHOWN, "changes");
    }
}

fn change(sheet: &mut Sheet, view: &StoryView<'_>, entry: &DriftEntry) {
    let note = if entry.note.is_empty() {
        String::new()
    } else {
        format!(": {}", entry.note)
    };
    let head = [
        sheet.ink(Look::Strong, words::drift(entry.kind)),
        sheet.ink(Look::Plain, &note),
    ];
    sheet.paragraph("  ", "    ", &head);
    let texts = [joined(&entry.source_spans), joined(&entry.target_spans)];
    let texts = [clip_words(&texts[0], 300), clip_words(&texts[1], 300)];
    let [source, target] = difference(&texts[0], &texts[1]);
    passage(sheet, view, &entry.source, &entry.source_spans, &source);
    passage(sheet, view, &entry.target, &entry.target_spans, &target);
}

fn passage(
    sheet: &mut Sheet,
    view: &StoryView<'_>,
    siglum: &str,
    spans: &[Span],
    words: &[DiffPiece<'_>],
) {
    if spans.is_empty() {
        return;
    }
    let mut runs = vec![
        sheet.ink(Look::Soft, &cite(view, siglum, spans)),
        sheet.ink(Look::Plain, " "),
    ];
    runs.extend(marked(sheet, words));
    sheet.paragraph("      ", "        ", &runs);
}

/// Words with those marked that the other side has not.
pub(super) fn marked(sheet: &Sheet, pieces: &[DiffPiece<'_>]) -> Vec<Ink> {
    let ink = |piece: &DiffPiece<'_>| {
        if !piece.differs {
            return vec![sheet.ink(Look::Plain, piece.text)];
        }
        let words = piece.text.trim_end();
        let blank = piece.text.get(words.len()..).unwrap_or_default();
        vec![
            sheet.ink(Look::Differs, words),
            sheet.ink(Look::Plain, blank),
        ]
    };
    pieces.iter().flat_map(ink).collect()
}

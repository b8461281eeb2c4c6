//! Where reports part: contradictions, drift; and when things happened.

use maud::{Markup, html};
use recension_core::dossier::{
    ContradictionEntry, DriftEntry, Relation, Side, Span, TimelineEntry,
};

use super::links::{PASSAGE, attestations, cite, marked, origins};
use super::{folded, section};
use crate::view::{
    Context, DiffPiece, StoryView, Wording, by_wording, clip_words, context, difference, joined,
    words,
};

const CONTRADICTIONS_SHOWN: usize = 12;
const DRIFT_SHOWN: usize = 12;
const HAPPENINGS_SHOWN: usize = 20;

/// Contradictions as facing sides: first what reports disagree about, then what was updated.
pub(super) fn contradictions(view: &StoryView<'_>) -> Markup {
    if view.story.contradictions.is_empty() {
        return html! {};
    }
    let body = html! {
        (contradictions_that(view, Relation::Disagree, "The reports disagree"))
        (contradictions_that(view, Relation::Updated, "Updated over time"))
    };
    let lead = "All sides stand as the reports have them; nothing is decided here.";
    section(view, "contradictions", "Contradictions", lead, &body)
}

fn contradictions_that(view: &StoryView<'_>, relation: Relation, title: &str) -> Markup {
    let all = view.story.contradictions.iter().enumerate();
    let items: Vec<Markup> = all
        .filter(|(_, entry)| entry.relation == relation)
        .map(|(index, entry)| contradiction(view, index, entry))
        .collect();
    if items.is_empty() {
        return html! {};
    }
    html! {
        h4 { (title) " " span.count { (items.len()) } }
        (folded(&items, CONTRADICTIONS_SHOWN, "places", |items| html! { @for item in items { (item) } }))
    }
}

fn contradiction(view: &StoryView<'_>, index: usize, entry: &ContradictionEntry) -> Markup {
    let label = format!("x{}", index + 1);
    html! {
        div.contradiction id=(view.id(&label)) {
            p.about { span.label { (label) } " " (entry.about) " " span.kind { (words::contradiction(entry.kind)) } }
            div.sides { @for (place, one) in entry.sides.iter().enumerate() { (side(view, &format!("x{index}.{place}"), one)) } }
        }
    }
}

fn side(view: &StoryView<'_>, key: &str, side: &Side) -> Markup {
    html! {
        div.side {
            p.reading dir="auto" { (clip_words(&side.reading, 300)) }
            p.margin { (origins(view, key, side.origins)) " " (attestations(view, &side.attestations)) }
            @for wording in by_wording(&side.attestations).iter().take(3) { (passage(view, side, wording)) }
        }
    }
}

/// The words of a side in their sentence; what only repeats the reading is left out.
fn passage(view: &StoryView<'_>, side: &Side, wording: &Wording) -> Markup {
    let first = wording.sigla.first().map_or("", String::as_str);
    let attestation = side.attestations.iter().find(|a| a.siglum == first);
    let found = attestation.and_then(|a| context(view, first, &a.spans));
    if found.is_none() && wording.text == side.reading {
        return html! {};
    }
    html! {
        blockquote dir="auto" {
            @for siglum in &wording.sigla { span.sg { (siglum) } " " }
            @match &found {
                Some(found) => (in_context(found)),
                None => (clip_words(&wording.text, 260)),
            }
        }
    }
}

/// What derived reports changed, a table for every pair.
pub(super) fn drift(view: &StoryView<'_>) -> Markup {
    if view.story.drift.is_empty() {
        return html! {};
    }
    let tables = html! {
        @for group in view.story.drift.chunk_by(|a, b| (&a.source, &a.target) == (&b.source, &b.target)) {
            (drift_tables(view, group))
        }
    };
    let lead = "What a report added, dropped or changed against the report it was taken from.";
    section(view, "drift", "Drift", lead, &tables)
}

fn drift_tables(view: &StoryView<'_>, group: &[DriftEntry]) -> Markup {
    let Some(first) = group.first() else {
        return html! {};
    };
    let rows: Vec<Markup> = group.iter().map(|entry| drift_row(view, entry)).collect();
    html! {
        h4 { span.sg { (first.target) } " against its source " span.sg { (first.source) } }
        (folded(&rows, DRIFT_SHOWN, "changes", |rows| drift_table(first, rows)))
    }
}

fn drift_table(first: &DriftEntry, rows: &[Markup]) -> Markup {
    html! {
        table.drift-table.stacking {
            caption.hidden { "Changes in " (first.target) " against " (first.source) }
            thead {
                tr {
                    th scope="col" { "Source " span.sg { (first.source) } }
                    th scope="col" { "Target " span.sg { (first.target) } }
                    th scope="col" { "Change" }
                }
            }
            tbody { @for row in rows { (row) } }
        }
    }
}

fn drift_row(view: &StoryView<'_>, entry: &DriftEntry) -> Markup {
    let texts = [joined(&entry.source_spans), joined(&entry.target_spans)];
    let texts = [
        clip_words(&texts[0], PASSAGE),
        clip_words(&texts[1], PASSAGE),
    ];
    let [source, target] = difference(&texts[0], &texts[1]);
    html! {
        tr {
            td data-label="Source" dir="auto" { (drift_side(view, &entry.source, &entry.source_spans, &source)) }
            td data-label="Target" dir="auto" { (drift_side(view, &entry.target, &entry.target_spans, &target)) }
            td data-label="Change" { strong { (words::drift(entry.kind)) } @if !entry.note.is_empty() { ": " (entry.note) } }
        }
    }
}

/// A few words stand in their sentence; longer passages by themselves, with what differs marked.
fn drift_side(
    view: &StoryView<'_>,
    siglum: &str,
    spans: &[Span],
    pieces: &[DiffPiece<'_>],
) -> Markup {
    if spans.is_empty() {
        return html! { span.absent { "nothing" } };
    }
    html! {
        (cite(view, siglum, spans)) " "
        @match context(view, siglum, spans) {
            Some(found) => (in_context(&found)),
            None => (marked(pieces)),
        }
    }
}

fn in_context(found: &Context<'_>) -> Markup {
    html! {
        span.around { (found.before) } mark { (found.words) } span.around { (found.after) }
    }
}

/// What happened when: the event, then the background to it.
pub(super) fn timeline(view: &StoryView<'_>) -> Markup {
    if view.story.timeline.is_empty() {
        return html! {};
    }
    let body = html! {
        (happenings(view, false))
        (happenings(view, true))
    };
    section(view, "timeline", "Timeline", "", &body)
}

fn happenings(view: &StoryView<'_>, background: bool) -> Markup {
    let entries = view.story.timeline.iter();
    let items: Vec<Markup> = entries
        .filter(|entry| entry.background == background)
        .map(|entry| happening(view, entry))
        .collect();
    if items.is_empty() {
        return html! {};
    }
    html! {
        @if background { h4 { "Background" } } @else { h4 { "The event" } }
        (folded(&items, HAPPENINGS_SHOWN, "entries", |items| html! {
            ol.happenings.background[background] { @for item in items { (item) } }
        }))
    }
}

fn happening(view: &StoryView<'_>, entry: &TimelineEntry) -> Markup {
    html! {
        li {
            p.when { time datetime=(entry.from) { (words::dates(&entry.from, &entry.to, entry.precision)) } }
            div {
                p dir="auto" { (clip_words(&entry.text, 600)) }
                p.margin { (attestations(view, &entry.attestations)) }
            }
        }
    }
}

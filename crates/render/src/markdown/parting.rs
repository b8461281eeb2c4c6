//! Contradictions, drift and timeline in Markdown.

use recension_core::dossier::{DriftEntry, Side};

use super::ink::Md;
use super::{cites, heading, more, separated};
use crate::view::{DiffPiece, StoryView, clip_words, difference, joined, words};

const PLACES_SHOWN: usize = 25;

pub(super) fn contradictions(page: &mut String, view: &StoryView<'_>) {
    if view.story.contradictions.is_empty() {
        return;
    }
    heading(page, "Contradictions");
    for entry in view.story.contradictions.iter().take(PLACES_SHOWN) {
        let about = Md::text(&words::capital(&clip_words(&entry.about, 200))).bold();
        let (kind, relation) = (
            words::contradiction(entry.kind),
            words::relation(entry.relation),
        );
        put!(page, "- ", about, " (", kind, "; ", relation, ")");
        for one in &entry.sides {
            put!(page, "  - ", side(view, one));
        }
    }
    more(
        page,
        view.story.contradictions.len(),
        PLACES_SHOWN,
        "places",
    );
}

fn side(view: &StoryView<'_>, side: &Side) -> Md {
    Md::join([
        Md::text(&clip_words(&side.reading, 300)),
        Md::text(&format!(" ({}: ", words::origins(side.origins))),
        cites(view, &side.attestations),
        Md::markup(")"),
    ])
}

pub(super) fn drift(page: &mut String, drift: &[DriftEntry]) {
    if drift.is_empty() {
        return;
    }
    heading(page, "Drift");
    put!(page, "| Source | Target | Change |");
    put!(page, "|---|---|---|");
    for entry in drift.iter().take(PLACES_SHOWN) {
        put!(page, change(entry));
    }
    if drift.len() > PLACES_SHOWN {
        put!(
            page,
            "\n… and ",
            drift.len() - PLACES_SHOWN,
            " more changes"
        );
    }
}

fn change(entry: &DriftEntry) -> Md {
    let texts = [joined(&entry.source_spans), joined(&entry.target_spans)];
    let texts = [clip_words(&texts[0], 400), clip_words(&texts[1], 400)];
    let [source, target] = difference(&texts[0], &texts[1]);
    let note = if entry.note.is_empty() {
        String::new()
    } else {
        format!(": {}", entry.note)
    };
    let cells = vec![
        Md::join([
            Md::text(&entry.source).bold(),
            Md::markup(" "),
            marked(&source),
        ]),
        Md::join([
            Md::text(&entry.target).bold(),
            Md::markup(" "),
            marked(&target),
        ]),
        Md::join([Md::text(words::drift(entry.kind)).italic(), Md::text(&note)]),
    ];
    Md::join([Md::markup("| "), separated(cells, " | "), Md::markup(" |")])
}

pub(super) fn marked(pieces: &[DiffPiece<'_>]) -> Md {
    Md::join(pieces.iter().map(|piece| {
        let text = Md::text(piece.text);
        if piece.differs { text.bold() } else { text }
    }))
}

pub(super) fn timeline(page: &mut String, view: &StoryView<'_>) {
    if view.story.timeline.is_empty() {
        return;
    }
    heading(page, "Timeline");
    for background in [false, true] {
        let entries = view.story.timeline.iter();
        let entries: Vec<_> = entries
            .filter(|entry| entry.background == background)
            .collect();
        if background && !entries.is_empty() {
            put!(page, "\n**Background**\n");
        }
        for entry in entries.iter().take(PLACES_SHOWN) {
            let when = Md::text(&words::dates(&entry.from, &entry.to, entry.precision)).bold();
            let text = Md::text(&clip_words(&entry.text, 400));
            put!(
                page,
                "- ",
                when,
                ": ",
                text,
                " (",
                cites(view, &entry.attestations),
                ")"
            );
        }
        more(page, entries.len(), PLACES_SHOWN, "entries");
    }
}

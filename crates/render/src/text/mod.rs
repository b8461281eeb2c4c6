//! A dossier for a terminal.

mod checked;
mod compare;
mod ink;
mod parting;
mod passages;
mod quotations;
mod stories;
mod tree;

use recension_core::article::Note;
use recension_core::dossier::{
    ClaimEntry, ClaimStatus, Dossier, ReadingEntry, UtteranceEntry, WitnessEntry,
};

use self::ink::{Ink, Look, Sheet};
use crate::Options;
use crate::view::{
    PieceKind, Place, ReadingView, StoryView, Target, apparatus, clip, clip_words, gist, grouped,
    words,
};

pub(crate) use checked::checked;
pub(crate) use compare::comparison;
pub(crate) use passages::passages;
pub(crate) use quotations::{quotations, trace};
pub(crate) use stories::stories;

const CLAIMS_SHOWN: usize = 6;
const UTTERANCES_SHOWN: usize = 15;
const READINGS_SHOWN: usize = 8;

/// The dossier, story by story.
pub(crate) fn dossier(dossier: &Dossier, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let stories = StoryView::all(dossier);
    if stories.is_empty() {
        let ink = sheet.ink(Look::Plain, "No story was found among the inputs.");
        sheet.indented(0, &[ink]);
    }
    for view in &stories {
        if view.number > 1 {
            sheet.gap();
            sheet.rule("═");
            sheet.gap();
        }
        story(&mut sheet, view, stories.len());
    }
    notes(&mut sheet, "Notes on the input", &dossier.notes);
    sheet.into_page()
}

/// The stemmata alone.
pub(crate) fn stemmata(dossier: &Dossier, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    for view in &StoryView::all(dossier) {
        let headline = sheet.ink(Look::Strong, &clip(&view.story.headline, 300));
        sheet.gap();
        sheet.indented(0, &[headline]);
        stemma(&mut sheet, view);
    }
    sheet.into_page()
}

/// The count of origins alone: of each story with its collapses, of its claims and utterances.
pub(crate) fn origins(dossier: &Dossier, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let stories = StoryView::all(dossier);
    for view in &stories {
        sheet.gap();
        summary(&mut sheet, view, stories.len());
        let claims = view
            .story
            .claims
            .iter()
            .map(|c| (c.origins, c.text.as_str()));
        counted(&mut sheet, "Claims", claims);
        let said = view.story.utterances.iter();
        let said = said.filter_map(|u| Some((u.origins, u.readings.first()?.text.as_str())));
        counted(&mut sheet, "Utterances", said);
    }
    sheet.into_page()
}

/// Claims and utterances shown with the count of origins.
const MOST_COUNTED: usize = 12;

/// The best attested, with their origins.
fn counted<'a>(
    sheet: &mut Sheet,
    title: &str,
    attested: impl Iterator<Item = (recension_core::dossier::OriginRange, &'a str)>,
) {
    let mut attested = attested.peekable();
    if attested.peek().is_none() {
        return;
    }
    sheet.heading(title);
    for (range, text) in attested.by_ref().take(MOST_COUNTED) {
        let runs = [
            sheet.ink(Look::Heading, &format!("{} · ", words::origins(range))),
            sheet.ink(Look::Plain, &clip(text, 200)),
        ];
        sheet.paragraph("  ", "      ", &runs);
    }
    let left = attested.count();
    if left > 0 {
        let ink = sheet.ink(Look::Soft, &format!("… and {left} more, in the JSON"));
        sheet.indented(2, &[ink]);
    }
}

fn story(sheet: &mut Sheet, view: &StoryView<'_>, stories: usize) {
    summary(sheet, view, stories);
    briefing(sheet, view);
    claims(sheet, view);
    stemma(sheet, view);
    utterances(sheet, view);
    parting::contradictions(sheet, view);
    parting::timeline(sheet, view);
    parting::drift(sheet, view);
    witnesses(sheet, view);
    notes(sheet, "Notes", &view.story.notes);
}

fn summary(sheet: &mut Sheet, view: &StoryView<'_>, stories: usize) {
    let story = view.story;
    if stories > 1 {
        let ink = sheet.ink(Look::Soft, &format!("Story {} of {stories}", view.number));
        sheet.indented(0, &[ink]);
    }
    let headline = sheet.ink(Look::Strong, &clip(&story.headline, 300));
    sheet.indented(0, &[headline]);
    let reports = words::counted(story.witnesses.len(), "report", "reports");
    let runs = [
        sheet.ink(Look::Plain, &format!("{reports} · ")),
        sheet.ink(Look::Heading, &words::origins(story.origins)),
    ];
    sheet.indented(0, &runs);
    for other in &view.thread {
        let line = format!(
            "same thread: story {}, {}",
            other.number,
            clip(other.headline, 120)
        );
        let runs = [sheet.ink(Look::Soft, &line)];
        sheet.paragraph("", "  ", &runs);
    }
    sheet.gap();
    let ink = sheet.ink(Look::Plain, &gist(story));
    sheet.indented(0, &[ink]);
    for collapse in &story.collapses {
        let [sign, how] = if collapse.certain {
            [" = ", "count as one"]
        } else {
            [" ~ ", "may be one"]
        };
        let runs = [
            sheet.ink(Look::Strong, &collapse.sigla.join(sign)),
            sheet.ink(Look::Plain, &format!(" {how}: {}", collapse.reason)),
        ];
        sheet.paragraph("  ", "      ", &runs);
    }
}

/// "MT 3, 7".
fn cite(view: &StoryView<'_>, siglum: &str, spans: &[recension_core::dossier::Span]) -> String {
    let places = view.locate(siglum, spans);
    let numbers = places.iter().filter_map(|place| match place.target {
        Target::Sentence(index) => Some((index + 1).to_string()),
        Target::Part(_) | Target::Report => None,
    });
    let numbers: Vec<String> = numbers.take(5).collect();
    if numbers.is_empty() {
        return siglum.to_owned();
    }
    format!("{siglum} {}", numbers.join(", "))
}

fn cites(view: &StoryView<'_>, attestations: &[recension_core::dossier::Attestation]) -> String {
    let one = |group: &recension_core::dossier::Attestation| {
        let via = if group.via.is_empty() {
            String::new()
        } else {
            format!(" via {}", group.via.join(", "))
        };
        format!("{}{via}", cite(view, &group.siglum, &group.spans))
    };
    grouped(attestations)
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// References of spans whose reports are known from their bytes alone.
fn cite_sigla(
    view: &StoryView<'_>,
    sigla: &[String],
    spans: &[recension_core::dossier::Span],
) -> String {
    let found = view.places.find(None, spans);
    let one = |siglum: &String| {
        let witness = view.witness(siglum);
        let own = found.iter().filter(|place| Some(place.witness) == witness);
        let numbers = own.filter_map(|place: &Place| match place.target {
            Target::Sentence(index) => Some((index + 1).to_string()),
            Target::Part(_) | Target::Report => None,
        });
        let numbers: Vec<String> = numbers.take(5).collect();
        format!("{siglum} {}", numbers.join(", "))
            .trim_end()
            .to_owned()
    };
    sigla.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn briefing(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.briefing.is_empty() {
        return;
    }
    sheet.heading("Briefing");
    for sentence in &view.story.briefing {
        let text = sheet.ink(Look::Plain, &sentence.text);
        sheet.indented(2, &[text]);
        let cites = cite_sigla(view, &sentence.sigla, &sentence.spans);
        let line = format!("{} · {cites}", words::origins(sentence.origins));
        let ink = sheet.ink(Look::Soft, &line);
        sheet.indented(6, &[ink]);
    }
}

fn claims(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.claims.is_empty() {
        return;
    }
    sheet.heading("Claims");
    for status in [
        ClaimStatus::Corroborated,
        ClaimStatus::Contradicted,
        ClaimStatus::SingleOrigin,
    ] {
        let claims = view
            .story
            .claims
            .iter()
            .filter(|claim| claim.status == status);
        let claims: Vec<&ClaimEntry> = claims.collect();
        if claims.is_empty() {
            continue;
        }
        let title = format!("{} ({})", words::status(status), claims.len());
        let ink = sheet.ink(Look::Strong, &title);
        sheet.indented(0, &[ink]);
        claims
            .iter()
            .take(CLAIMS_SHOWN)
            .for_each(|entry| claim(sheet, view, entry));
        more(sheet, claims.len(), CLAIMS_SHOWN, "claims");
    }
}

fn claim(sheet: &mut Sheet, view: &StoryView<'_>, entry: &ClaimEntry) {
    let runs = [
        sheet.ink(Look::Soft, &format!("{} ", entry.id)),
        sheet.ink(Look::Plain, &clip_words(&entry.text, 400)),
    ];
    sheet.paragraph("  ", "     ", &runs);
    let line = format!(
        "{} · {}",
        words::origins(entry.origins),
        cites(view, &entry.attestations)
    );
    let ink = sheet.ink(Look::Soft, &line);
    sheet.indented(6, &[ink]);
    for remark in &entry.remarks {
        let ink = sheet.ink(Look::Soft, &format!("¶ {remark}"));
        sheet.indented(6, &[ink]);
    }
}

/// Says how much was left out.
fn more(sheet: &mut Sheet, all: usize, shown: usize, what: &str) {
    if all > shown {
        let text = format!(
            "… and {} more {what}, in the HTML page and the JSON",
            all - shown
        );
        let ink = sheet.ink(Look::Soft, &text);
        sheet.indented(2, &[ink]);
    }
}

fn stemma(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.stemma.nodes.is_empty() {
        return;
    }
    sheet.heading("Stemma");
    for branch in tree::tree(&view.story.stemma) {
        let mut runs = vec![sheet.ink(Look::Strong, tree::name(branch.node))];
        let entry = view
            .witness(&branch.node.id)
            .and_then(|index| view.entry(index));
        if branch.again {
            runs.push(sheet.ink(Look::Soft, " (shown elsewhere)"));
        } else if let Some(entry) = entry {
            runs.push(sheet.ink(Look::Plain, &identity(entry)));
        } else if branch.node.label != tree::name(branch.node) {
            runs.push(sheet.ink(Look::Plain, &format!("  {}", branch.node.label)));
        }
        if !branch.manner.is_empty() {
            runs.push(sheet.ink(Look::Soft, &format!("  [{}]", branch.manner)));
        }
        let (first, rest) = (
            format!("  {}", branch.strokes),
            format!("  {}  ", branch.below),
        );
        sheet.paragraph(&first, &rest, &runs);
    }
}

fn identity(entry: &WitnessEntry) -> String {
    let outlet = entry
        .outlet
        .as_ref()
        .map(|outlet| clip(&outlet.value, 40).into_owned());
    let date = entry.published.as_ref();
    let date = date.map(|date| words::short_date(&date.value, date.precision));
    let known: Vec<String> = outlet.into_iter().chain(date).collect();
    if known.is_empty() {
        String::new()
    } else {
        format!("  {}", known.join(", "))
    }
}

fn utterances(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.utterances.is_empty() {
        return;
    }
    sheet.heading("Apparatus of quotations");
    for entry in view.story.utterances.iter().take(UTTERANCES_SHOWN) {
        utterance(sheet, view, entry);
        sheet.gap();
    }
    more(
        sheet,
        view.story.utterances.len(),
        UTTERANCES_SHOWN,
        "utterances",
    );
}

fn utterance(sheet: &mut Sheet, view: &StoryView<'_>, entry: &UtteranceEntry) {
    let speaker = entry.speaker.as_deref().unwrap_or("speaker not stated");
    let occasion = entry
        .occasion
        .as_ref()
        .map(|occasion| format!(", {occasion}"));
    let head = [
        sheet.ink(Look::Soft, &format!("{} ", entry.id)),
        sheet.ink(Look::Strong, speaker),
        sheet.ink(Look::Plain, &occasion.unwrap_or_default()),
        sheet.ink(Look::Soft, &format!(" · {}", words::origins(entry.origins))),
    ];
    sheet.paragraph("", "   ", &head);
    let sorted = apparatus(entry);
    if let Some(lemma) = &sorted.lemma {
        let mut runs = vec![sheet.ink(Look::Plain, "“")];
        runs.extend(pieces(sheet, lemma));
        runs.push(sheet.ink(Look::Plain, "”"));
        sheet.indented(3, &runs);
        let bearers = std::iter::once(lemma.entry).chain(sorted.agreeing.iter().copied());
        let bearers: Vec<&ReadingEntry> = bearers.collect();
        let ink = sheet.ink(Look::Soft, &bearers_of(view, entry, &bearers));
        sheet.indented(6, &[ink]);
    }
    for reading in sorted.others.iter().take(READINGS_SHOWN) {
        variant(sheet, view, entry, reading);
    }
    more(sheet, sorted.others.len(), READINGS_SHOWN, "readings");
    for remark in &entry.remarks {
        let ink = sheet.ink(Look::Soft, &format!("¶ {remark}"));
        sheet.indented(3, &[ink]);
    }
}

/// Who has the same words; those in a row who give them in the same way are named together.
fn bearers_of(
    view: &StoryView<'_>,
    utterance: &UtteranceEntry,
    readings: &[&ReadingEntry],
) -> String {
    let alike = |a: &&ReadingEntry, b: &&ReadingEntry| manner(utterance, a) == manner(utterance, b);
    let groups = readings.chunk_by(alike).map(|group| {
        let cites = group
            .iter()
            .map(|reading| cite(view, &reading.siglum, &reading.spans));
        let manner = group.first().map(|reading| manner(utterance, reading));
        format!(
            "{}{}",
            cites.collect::<Vec<_>>().join(" · "),
            manner.unwrap_or_default()
        )
    });
    groups.collect::<Vec<_>>().join(" · ")
}

fn manner(utterance: &UtteranceEntry, reading: &ReadingEntry) -> String {
    let mut manner = format!(" {}", words::reading(reading.kind));
    if let Some(cue) = &reading.cue {
        manner.push_str(&format!(", {}", clip_words(cue, 60)));
    }
    if let Some(name) = words::other_name(utterance, reading) {
        manner.push_str(&format!(", of “{}”", clip_words(&name, 60)));
    }
    if !reading.via.is_empty() {
        manner.push_str(&format!(", via {}", reading.via.join(", ")));
    }
    manner
}

fn variant(
    sheet: &mut Sheet,
    view: &StoryView<'_>,
    utterance: &UtteranceEntry,
    reading: &ReadingView<'_>,
) {
    let entry = reading.entry;
    let mut runs = vec![
        sheet.ink(Look::Strong, &cite(view, &entry.siglum, &entry.spans)),
        sheet.ink(Look::Plain, " "),
    ];
    runs.extend(pieces(sheet, reading));
    let manner = manner(utterance, entry);
    runs.push(sheet.ink(Look::Soft, &format!(" ({})", manner.trim_start())));
    sheet.paragraph("   ] ", "     ", &runs);
}

fn pieces(sheet: &Sheet, reading: &ReadingView<'_>) -> Vec<Ink> {
    let pieces = reading.pieces.iter();
    let inks = pieces.map(|piece| match piece.kind {
        PieceKind::Same => sheet.ink(Look::Plain, &piece.text),
        PieceKind::Differs => sheet.ink(Look::Differs, &piece.text),
        PieceKind::Elided => sheet.ink(Look::Plain, "…"),
        PieceKind::Omitted => sheet.ink(Look::Plain, " [om.]"),
    });
    inks.collect()
}

fn witnesses(sheet: &mut Sheet, view: &StoryView<'_>) {
    if view.story.witnesses.is_empty() {
        return;
    }
    sheet.heading("Witnesses");
    let longest = view
        .story
        .witnesses
        .iter()
        .map(|entry| entry.siglum.chars().count())
        .max();
    let siglum = longest.unwrap_or(0).clamp(2, 8);
    let rest = sheet.width().saturating_sub(siglum + 8);
    let widths = [siglum, rest * 30 / 100, rest * 26 / 100, rest * 44 / 100];
    let head = ["", "Outlet", "Published", "Title"];
    let cells = widths.iter().zip(head);
    let row: Vec<(usize, Ink)> = cells
        .map(|(width, text)| (*width, sheet.ink(Look::Soft, text)))
        .collect();
    sheet.row(&row);
    sheet.rule("─");
    for entry in &view.story.witnesses {
        witness(sheet, view, entry, widths);
    }
}

fn witness(sheet: &mut Sheet, view: &StoryView<'_>, entry: &WitnessEntry, widths: [usize; 4]) {
    let date = entry.published.as_ref();
    let date = date.map_or("not stated".into(), |date| {
        words::date(&date.value, date.precision)
    });
    let stated = |value: &Option<recension_core::dossier::Value>| {
        value.as_ref().map_or("not stated".to_owned(), |value| {
            clip(&value.value, 200).into_owned()
        })
    };
    let [siglum, outlet, published, title] = widths;
    let row = [
        (siglum, sheet.ink(Look::Strong, &entry.siglum)),
        (outlet, sheet.ink(Look::Plain, &stated(&entry.outlet))),
        (published, sheet.ink(Look::Plain, &date)),
        (title, sheet.ink(Look::Plain, &stated(&entry.title))),
    ];
    sheet.row(&row);
    for line in particulars(view, entry) {
        let ink = sheet.ink(Look::Soft, &line);
        let indent = " ".repeat(siglum + 2);
        sheet.paragraph(&indent, &format!("{indent}  "), &[ink]);
    }
}

/// What else is known of a report, a line each.
fn particulars(view: &StoryView<'_>, entry: &WitnessEntry) -> Vec<String> {
    let mut lines = Vec::new();
    if !entry.authors.is_empty() {
        let authors: Vec<_> = entry
            .authors
            .iter()
            .map(|author| clip(&author.value, 80))
            .collect();
        lines.push(format!("by {}", words::list(&authors)));
    }
    lines.extend(entry.credits.iter().map(|credit| {
        format!(
            "credits {} ({})",
            clip(&credit.name, 120),
            words::credit(credit.kind)
        )
    }));
    lines.extend(
        entry
            .url
            .as_ref()
            .map(|url| clip(&url.value, 200).into_owned()),
    );
    lines.extend(
        view.path(&entry.document)
            .map(|path| format!("file {}", clip(path, 200))),
    );
    lines.extend(
        entry
            .identical
            .iter()
            .map(|path| format!("same text: {}", clip(path, 200))),
    );
    lines.extend(entry.notes.iter().map(|note| format!("¶ {}", note.message)));
    lines
}

fn notes(sheet: &mut Sheet, title: &str, notes: &[Note]) {
    if notes.is_empty() {
        return;
    }
    sheet.heading(title);
    for note in notes {
        let ink = sheet.ink(Look::Plain, &note.message);
        sheet.paragraph("  ¶ ", "    ", &[ink]);
    }
}

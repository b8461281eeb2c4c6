//! Quotations by themselves for a terminal.

use recension_core::dossier::{Dossier, ListedReading, ListedUtterance, QuotationList};

use super::ink::{Look, Sheet};
use super::utterance;
use crate::Options;
use crate::view::{StoryView, clip, words};

/// The apparatus of every story, in full.
pub(crate) fn quotations(dossier: &Dossier, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let stories = StoryView::all(dossier);
    if stories.iter().all(|view| view.story.utterances.is_empty()) {
        let ink = sheet.ink(Look::Plain, "No quotation was found among the inputs.");
        sheet.indented(0, &[ink]);
    }
    for view in stories
        .iter()
        .filter(|view| !view.story.utterances.is_empty())
    {
        sheet.gap();
        let headline = sheet.ink(Look::Strong, &clip(&view.story.headline, 300));
        sheet.indented(0, &[headline]);
        let count = words::counted(view.story.utterances.len(), "utterance", "utterances");
        let count = sheet.ink(Look::Soft, &count);
        sheet.indented(0, &[count]);
        for entry in &view.story.utterances {
            sheet.gap();
            utterance(&mut sheet, view, entry);
        }
    }
    sheet.into_page()
}

/// The readings of remembered words, the earliest first.
pub(crate) fn trace(found: &QuotationList, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let sought = found.sought.as_deref().unwrap_or_default();
    if found.quotations.is_empty() {
        let answer = format!(
            "No quotation among the inputs holds “{}”.",
            clip(sought, 200)
        );
        let ink = sheet.ink(Look::Plain, &answer);
        sheet.indented(0, &[ink]);
    }
    for said in &found.quotations {
        sheet.gap();
        traced(&mut sheet, said);
    }
    sheet.into_page()
}

fn traced(sheet: &mut Sheet, said: &ListedUtterance) {
    let speaker = said.speaker.as_deref().unwrap_or("speaker not stated");
    let occasion = said.occasion.as_ref().map(|words| format!(", {words}"));
    let head = [
        sheet.ink(Look::Strong, speaker),
        sheet.ink(Look::Plain, &occasion.unwrap_or_default()),
        sheet.ink(Look::Soft, &format!(" · {}", words::origins(said.origins))),
    ];
    sheet.paragraph("", "   ", &head);
    let story = format!("{} · {}", said.id, clip(&said.headline, 200));
    let story = sheet.ink(Look::Soft, &story);
    sheet.indented(3, &[story]);
    for listed in &said.readings {
        reading(sheet, listed);
    }
    for remark in &said.remarks {
        let ink = sheet.ink(Look::Soft, &format!("¶ {remark}"));
        sheet.indented(3, &[ink]);
    }
}

fn reading(sheet: &mut Sheet, listed: &ListedReading) {
    let entry = &listed.reading;
    let date = match (&listed.published, listed.precision) {
        (Some(date), Some(precision)) => words::date(date, precision),
        _ => "date not stated".to_owned(),
    };
    let outlet = listed.outlet.as_deref().unwrap_or("outlet not stated");
    let mut manner = words::reading(entry.kind).to_owned();
    if let Some(cue) = &entry.cue {
        manner.push_str(&format!(", {cue}"));
    }
    if !entry.via.is_empty() {
        manner.push_str(&format!(", via {}", entry.via.join(", ")));
    }
    let head = [
        sheet.ink(Look::Plain, &format!("{date}  ")),
        sheet.ink(Look::Strong, &entry.siglum),
        sheet.ink(Look::Soft, &format!("  {outlet} ({manner})")),
    ];
    sheet.paragraph("   ", "      ", &head);
    let words = sheet.ink(Look::Plain, &entry.text);
    sheet.paragraph("      ", "      ", &[words]);
}

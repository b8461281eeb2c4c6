//! Shared passages for a terminal.

use recension_core::dossier::{
    PassageEntry, PassageKind, PassageList, PassagePlace, PassagePosition,
};

use super::ink::{Look, Sheet};
use crate::Options;
use crate::view::{clip_words, words};

/// Characters of a passage that are shown.
const MOST_CHARACTERS: usize = 480;
/// Places of a passage that are shown.
const MOST_PLACES: usize = 6;
/// The same of a passage that shares words with one in front of it.
const MOST_OF_PART: usize = 2;
/// Share of quoted words from which it is said.
const OFTEN_QUOTED: f32 = 0.1;

pub(crate) fn passages(list: &PassageList, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let head = format!(
        "{} · {} · {} of {} words and more",
        words::counted(list.reports as usize, "report", "reports"),
        words::counted(list.stories as usize, "story", "stories"),
        words::counted(list.passages.len(), "shared passage", "shared passages"),
        list.least_words
    );
    let head = sheet.ink(Look::Strong, &head);
    sheet.indented(0, &[head]);
    for entry in &list.passages {
        sheet.gap();
        passage(&mut sheet, entry);
    }
    for note in &list.notes {
        sheet.gap();
        let ink = sheet.ink(Look::Soft, &format!("¶ {}", note.message));
        sheet.indented(0, &[ink]);
    }
    sheet.into_page()
}

fn passage(sheet: &mut Sheet, entry: &PassageEntry) {
    let head = [
        sheet.ink(Look::Heading, &format!("{} ", entry.id)),
        sheet.ink(Look::Strong, &kind(entry)),
        sheet.ink(Look::Soft, &format!(" · {}", extent(entry))),
    ];
    sheet.paragraph("", "   ", &head);
    let lines = entry
        .text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let words = lines.collect::<Vec<_>>().join(" ¶ ");
    let words = format!("“{}”", clip_words(&words, MOST_CHARACTERS));
    let words = sheet.ink(Look::Plain, &words);
    sheet.indented(3, &[words]);
    let shown = match entry.overlaps {
        Some(_) => MOST_OF_PART,
        None => MOST_PLACES,
    };
    for place in entry.places.iter().take(shown) {
        line(sheet, place);
    }
    let more = entry.places.len().saturating_sub(shown);
    if more > 0 {
        let ink = sheet.ink(Look::Soft, &format!("… and {more} more, in the JSON"));
        sheet.indented(6, &[ink]);
    }
    for remark in remarks(entry) {
        let ink = sheet.ink(Look::Soft, &format!("¶ {remark}"));
        sheet.indented(3, &[ink]);
    }
}

/// "Standing text of The Velmora Herald".
fn kind(entry: &PassageEntry) -> String {
    let kind = words::capital(words::passage(entry.kind));
    match (&entry.publisher, entry.kind) {
        (Some(publisher), PassageKind::Standing | PassageKind::Furniture) => {
            format!("{kind} of {publisher}")
        }
        _ => kind,
    }
}

/// "43 words · 12 reports of 5 stories · 3 outlets · at the end".
fn extent(entry: &PassageEntry) -> String {
    let mut parts = vec![
        words::counted(entry.words as usize, "word", "words"),
        format!(
            "{} of {}",
            words::counted(entry.places.len(), "report", "reports"),
            words::counted(entry.stories as usize, "story", "stories")
        ),
        match entry.outlets.len() {
            0 => "outlets not stated".to_owned(),
            count => words::counted(count, "outlet", "outlets"),
        },
    ];
    match entry.position {
        PassagePosition::Head => parts.push("at the head".to_owned()),
        PassagePosition::End => parts.push("at the end".to_owned()),
        PassagePosition::Inside => {}
    }
    parts.join(" · ")
}

fn line(sheet: &mut Sheet, place: &PassagePlace) {
    let date = match (&place.published, place.precision) {
        (Some(date), Some(precision)) => words::date(date, precision),
        _ => "date not stated".to_owned(),
    };
    let outlet = place.outlet.as_deref().unwrap_or("outlet not stated");
    let title = place.title.as_deref().unwrap_or("no title");
    let runs = [
        sheet.ink(Look::Plain, &format!("{date}  ")),
        sheet.ink(Look::Strong, &place.siglum),
        sheet.ink(Look::Plain, &format!("  {outlet}: ")),
        sheet.ink(Look::Soft, &clip_words(title, 120)),
    ];
    sheet.paragraph("      ", "         ", &runs);
}

fn remarks(entry: &PassageEntry) -> Vec<String> {
    let mut remarks = Vec::new();
    if entry.quoted >= OFTEN_QUOTED {
        let share = words::per_cent(f64::from(entry.quoted));
        remarks.push(format!("{share} of it stands in quotation marks"));
    }
    if !entry.agencies.is_empty() {
        let agencies = words::list(&entry.agencies);
        remarks.push(format!(
            "{agencies}: credited by its reports, or named in it"
        ));
    }
    if let Some(other) = &entry.overlaps {
        remarks.push(format!("shares words with {other}"));
    }
    remarks
}

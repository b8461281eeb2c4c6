//! Shared passages: for a terminal, as JSON, as a table.

use std::collections::BTreeMap;

use recension_core::dossier::{PassageEntry, PassageList, PassagePlace};

use crate::view::words;
use crate::{Options, json, text};

/// The forms shared passages can be listed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassagesForm {
    /// For a terminal.
    Text,
    /// `recension-passages`, version 1.
    Json,
    /// A table with a row for each place (RFC 4180).
    Csv,
}

/// Lists shared passages. The result ends with a line feed.
pub fn render_passages(list: &PassageList, form: PassagesForm, options: &Options) -> String {
    match form {
        PassagesForm::Text => text::passages(list, options),
        PassagesForm::Json => json::pretty(list),
        PassagesForm::Csv => table(list),
    }
}

const COLUMNS: [&str; 17] = [
    "passage",
    "kind",
    "words",
    "quoted",
    "stories",
    "publisher",
    "overlaps",
    "story",
    "siglum",
    "outlet",
    "title",
    "published",
    "share",
    "text",
    "document",
    "path",
    "bytes",
];

fn table(list: &PassageList) -> String {
    let documents = list.documents.iter();
    let paths: BTreeMap<&str, &str> = documents
        .map(|document| (document.id.as_str(), document.path.as_str()))
        .collect();
    let rows = list.passages.iter().flat_map(|passage| {
        let places = passage.places.iter();
        places.map(|place| row(&paths, passage, place))
    });
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    for row in std::iter::once(COLUMNS.map(str::to_owned)).chain(rows) {
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(paths: &BTreeMap<&str, &str>, passage: &PassageEntry, place: &PassagePlace) -> [String; 17] {
    let spans = place.spans.iter();
    let document = spans.clone().next().map_or("", |span| &span.document);
    let bytes: Vec<String> = spans
        .clone()
        .flat_map(|span| &span.segments)
        .map(|segment| format!("{}-{}", segment.start, segment.end))
        .collect();
    let words: Vec<&str> = spans.map(|span| span.text.as_str()).collect();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        passage.id.clone(),
        words::passage(passage.kind).to_owned(),
        passage.words.to_string(),
        passage.quoted.to_string(),
        passage.stories.to_string(),
        text(&passage.publisher),
        text(&passage.overlaps),
        place.story.clone(),
        place.siglum.clone(),
        text(&place.outlet),
        text(&place.title),
        text(&place.published),
        place.share.to_string(),
        words.join("\n"),
        document.to_owned(),
        paths.get(document).copied().unwrap_or_default().to_owned(),
        bytes.join(" "),
    ]
}

//! Quotations by themselves: for a terminal, as JSON, as a table.

use recension_core::dossier::{Dossier, ListedReading, ListedUtterance, QuotationList};
use recension_core::utterance;

use crate::view::words;
use crate::{Options, json, text};

/// The forms quotations can be listed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationsForm {
    /// For a terminal.
    Text,
    /// `recension-quotes`, version 1.
    Json,
    /// A table with a row for each reading (RFC 4180).
    Csv,
}

/// Lists the quotations of a dossier. The result ends with a line feed.
pub fn render_quotations(dossier: &Dossier, form: QuotationsForm, options: &Options) -> String {
    match form {
        QuotationsForm::Text => text::quotations(dossier, options),
        QuotationsForm::Json => json::pretty(&utterance::quotations(dossier)),
        QuotationsForm::Csv => table(&utterance::quotations(dossier)),
    }
}

/// Lists the readings of remembered words, found by [`utterance::trace`]. The result ends with a
/// line feed.
pub fn render_trace(found: &QuotationList, form: QuotationsForm, options: &Options) -> String {
    match form {
        QuotationsForm::Text => text::trace(found, options),
        QuotationsForm::Json => json::pretty(found),
        QuotationsForm::Csv => table(found),
    }
}

const COLUMNS: [&str; 18] = [
    "story",
    "headline",
    "utterance",
    "speaker",
    "occasion",
    "origins_min",
    "origins_max",
    "siglum",
    "outlet",
    "published",
    "kind",
    "cue",
    "via",
    "speaker_text",
    "text",
    "document",
    "path",
    "bytes",
];

fn table(list: &QuotationList) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = list.quotations.iter().flat_map(|said| {
        let readings = said.readings.iter();
        readings.map(|reading| row(list, said, reading))
    });
    let head = COLUMNS.map(str::to_owned);
    // Writing into memory cannot fail.
    for row in std::iter::once(head).chain(rows) {
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(list: &QuotationList, said: &ListedUtterance, listed: &ListedReading) -> [String; 18] {
    let reading = &listed.reading;
    let document = reading.spans.first().map(|span| span.document.as_str());
    let path = list
        .documents
        .iter()
        .find(|known| Some(known.id.as_str()) == document)
        .map(|known| known.path.clone());
    let segments = reading.spans.iter().flat_map(|span| &span.segments);
    let bytes: Vec<String> = segments
        .map(|segment| format!("{}-{}", segment.start, segment.end))
        .collect();
    let named = reading.speaker_spans.iter().map(|span| span.text.as_str());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        said.story.clone(),
        said.headline.clone(),
        said.id.clone(),
        text(&said.speaker),
        text(&said.occasion),
        said.origins.min.to_string(),
        said.origins.max.to_string(),
        reading.siglum.clone(),
        text(&listed.outlet),
        text(&listed.published),
        words::reading(reading.kind).to_owned(),
        text(&reading.cue),
        reading.via.join("; "),
        named.collect::<Vec<_>>().join(" … "),
        reading.text.clone(),
        document.unwrap_or_default().to_owned(),
        path.unwrap_or_default(),
        bytes.join(" "),
    ]
}

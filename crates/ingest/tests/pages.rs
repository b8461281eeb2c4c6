//! What pages say of themselves: fictional pages in the manner of many kinds of site, with labels
//! (`tests/pages/labels.txt`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use recension_core::article::{CreditKind, Metadata};
use recension_core::dossier::Span;
use recension_core::time::Precision;
use recension_ingest::{Limits, read, resolve};

/// The lines that describe one page.
type Label = Vec<String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// The labels by file, each a list of lines with single blanks.
fn labels() -> BTreeMap<String, Label> {
    let text = std::fs::read_to_string(folder().join("labels.txt")).unwrap();
    let mut labels: BTreeMap<String, Label> = BTreeMap::new();
    let mut page = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(' ') {
            let words: Vec<&str> = line.split_whitespace().collect();
            labels
                .get_mut(&page)
                .expect("a page stands before its labels")
                .push(words.join(" "));
        } else {
            line.clone_into(&mut page);
            labels.insert(page.clone(), Vec::new());
        }
    }
    labels
}

/// What was read, in the manner of a label.
fn found(metadata: &Metadata) -> Label {
    let mut lines = Vec::new();
    let mut say = |name: &str, value: Option<&str>| {
        lines.extend(value.map(|value| format!("{name} {value}")));
    };
    let value = |stated: &Option<recension_core::article::Stated<String>>| {
        stated.as_ref().map(|stated| stated.value.clone())
    };
    say("title", value(&metadata.title).as_deref());
    say("outlet", value(&metadata.outlet).as_deref());
    let authors: Vec<&str> = metadata.authors.iter().map(|a| a.value.as_str()).collect();
    say(
        "authors",
        Some(authors.join("; "))
            .filter(|a| !a.is_empty())
            .as_deref(),
    );
    let published = metadata.published.as_ref().map(|published| {
        let date = published.value;
        format!("{} {}", date.iso_from(), precision(date.precision))
    });
    say("published", published.as_deref());
    say("url", value(&metadata.url).as_deref());
    say("language", Some(&metadata.language));
    for credit in &metadata.credits {
        if let Some(kind) = kind(credit.kind) {
            say("credit", Some(&format!("{kind} {}", credit.name)));
        }
    }
    lines
}

fn precision(precision: Precision) -> String {
    format!("{precision:?}").to_lowercase()
}

/// Credits of pictures are not labelled.
fn kind(kind: CreditKind) -> Option<&'static str> {
    match kind {
        CreditKind::Source => Some("source"),
        CreditKind::Agency => Some("agency"),
        CreditKind::Link => Some("link"),
        CreditKind::Photo => None,
    }
}

/// What differs between a label and what was read.
fn difference(label: &Label, found: &Label) -> String {
    let mut out = String::new();
    for line in label.iter().filter(|line| !found.contains(line)) {
        let _ = writeln!(out, "    - {line}");
    }
    for line in found.iter().filter(|line| !label.contains(line)) {
        let _ = writeln!(out, "    + {line}");
    }
    out
}

#[test]
fn every_page_says_what_its_label_says() {
    let labels = labels();
    assert!(labels.len() >= 60, "only {} pages", labels.len());
    let mut wrong = String::new();
    let mut count = 0;
    for (page, label) in &labels {
        let bytes = std::fs::read(folder().join(page)).unwrap();
        let read = read(&bytes, page, &Limits::default()).unwrap();
        let difference = difference(label, &found(&read.articles[0].metadata));
        if !difference.is_empty() {
            count += 1;
            let _ = write!(wrong, "{page}\n{difference}");
        }
    }
    assert!(
        wrong.is_empty(),
        "{count} of {} pages\n{wrong}",
        labels.len()
    );
}

#[test]
fn every_value_has_its_bytes() {
    for page in labels().keys() {
        let bytes = std::fs::read(folder().join(page)).unwrap();
        let read = read(&bytes, page, &Limits::default()).unwrap();
        let metadata = &read.articles[0].metadata;
        let receipts = [&metadata.title, &metadata.outlet, &metadata.url]
            .into_iter()
            .flatten()
            .chain(&metadata.authors)
            .flat_map(|stated| &stated.receipts)
            .chain(
                metadata
                    .published
                    .iter()
                    .flat_map(|stated| &stated.receipts),
            );
        for receipt in receipts {
            let span = Span {
                document: read.document.id.clone(),
                segments: receipt.segments.clone(),
                text: receipt.text.clone(),
            };
            let resolved = resolve(&bytes, &read.articles[0].document, &span);
            assert!(resolved.is_ok(), "{page}: {resolved:?}");
        }
    }
}

//! Fictional pages and records with the role of every part and what they say about themselves.
//! Beside each page stands a `.golden` file, written by hand and read by people.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use recension_core::article::{Article, Stated};
use recension_core::time::DateValue;
use recension_ingest::{Ingested, Limits, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn named(name: &str, stated: &Stated<String>) -> String {
    format!("{name}: {} [{}]\n", stated.value, stated.basis)
}

fn dated(name: &str, stated: &Stated<DateValue>) -> String {
    format!("{name}: {} [{}]\n", stated.value.iso_from(), stated.basis)
}

/// An enum as it is serialised.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn told(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut out = String::new();
    out.extend(metadata.outlet.iter().map(|stated| named("outlet", stated)));
    out.extend(metadata.title.iter().map(|stated| named("title", stated)));
    out.extend(
        metadata
            .authors
            .iter()
            .map(|stated| named("author", stated)),
    );
    out.extend(
        metadata
            .published
            .iter()
            .map(|stated| dated("published", stated)),
    );
    out.extend(
        metadata
            .other_dates
            .iter()
            .map(|stated| dated("other", stated)),
    );
    out.extend(metadata.url.iter().map(|stated| named("url", stated)));
    for credit in &metadata.credits {
        let _ = writeln!(out, "credit: {} {}", word(credit.kind), credit.name);
    }
    let _ = writeln!(out, "language: {}", metadata.language);
    out
}

fn shown(article: &Article) -> String {
    let mut out = String::new();
    if let Some(record) = &article.record {
        let id = record.id.as_deref().unwrap_or("-");
        let extra: Vec<&String> = record.extra.keys().collect();
        let _ = writeln!(out, "record: line {} id {id} extra {extra:?}", record.line);
    }
    out += &told(article);
    out.extend(
        article
            .notes
            .iter()
            .map(|note| format!("note: {}\n", note.code)),
    );
    for part in &article.parts {
        let text = article.text.slice(part.span).replace('\n', " / ");
        let _ = writeln!(out, "{:<12} | {text}", word(part.role));
    }
    out
}

fn drawn(ingested: &Ingested) -> String {
    let document = &ingested.document;
    let mut out = format!("document: {} {}\n", document.media_type, document.encoding);
    for problem in &ingested.problems {
        let _ = writeln!(out, "problem: {} {}", problem.code, problem.message);
    }
    for article in &ingested.articles {
        out += "\n";
        out += &shown(article);
    }
    out
}

#[test]
fn pages_are_read_as_their_goldens_say() {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension != "golden")
        })
        .collect();
    pages.sort();
    assert!(!pages.is_empty());
    for page in pages {
        let bytes = fs::read(&page).unwrap();
        let drawn = drawn(&read(&bytes, "page", &Limits::default()).unwrap());
        let golden = fs::read_to_string(page.with_extension("golden")).unwrap_or_default();
        let differs = drawn
            .lines()
            .zip(golden.lines())
            .find(|(found, wanted)| found != wanted);
        assert!(
            drawn == golden,
            "{}: first difference {differs:#?}\n{drawn}",
            page.display()
        );
    }
}

/// What was read, without the encoding.
fn without_encoding(bytes: &[u8]) -> (String, String) {
    let ingested = read(bytes, "page", &Limits::default()).unwrap();
    let rest = drawn(&ingested).split_once('\n').unwrap().1.to_owned();
    (ingested.document.encoding, rest)
}

#[test]
fn the_encoding_changes_nothing_but_the_bytes() {
    let page = fs::read_to_string(folder().join("02_old_table_layout.html")).unwrap();
    // Typographic marks that the encodings place differently.
    let page = page
        .replace("\"A town", "“A town")
        .replace("town,\"", "town,”")
        .replace("free of", "à la");
    let (_, expected) = without_encoding(page.as_bytes());
    for (label, declared) in [
        ("windows-1252", true),
        ("utf-16le", false),
        ("utf-16be", false),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let head = format!("<HEAD><META CHARSET={label}>");
        let text = if declared {
            page.replace("<HEAD>", &head)
        } else {
            format!("\u{feff}{page}")
        };
        let bytes = match label {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(&text).0.into_owned(),
        };
        assert_eq!(
            without_encoding(&bytes),
            (label.to_owned(), expected.clone())
        );
    }
}

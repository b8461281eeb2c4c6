//! A fictional fixture of every format, opened and read as the product does, with what comes of it.
//! Beside each fixture stands a `.golden` file that people read; a new text is put under
//! `target/goldens/formats`, to be copied by hand. Every receipt is found again in the file.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use recension_core::article::{Article, Receipt, Stated};
use recension_core::dossier::Span;
use recension_ingest::{
    Ingested, Limits, Member, Options, Outcome, Place, Problem, Resolver, Source, Visitor, find,
    open, read_member,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// Everything that opening and reading a fixture tells.
struct Reading {
    options: Options,
    drawn: String,
    passed: usize,
    documents: Vec<Ingested>,
}

impl Visitor for Reading {
    fn member(&mut self, member: Member) -> ControlFlow<()> {
        for Outcome { place, result } in read_member(&member, &self.options) {
            let _ = writeln!(self.drawn, "\n== {}", place.path());
            match result {
                Err(error) => {
                    let _ = writeln!(self.drawn, "refused: {error}");
                }
                Ok(ingested) => {
                    self.drawn += &drawn(&ingested);
                    self.documents.push(ingested);
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, place: &Place, problem: Problem) {
        let _ = writeln!(
            self.drawn,
            "\n== {}\nproblem: {} {}",
            place.path(),
            problem.code,
            problem.message
        );
    }

    fn passed_over(&mut self, _: &Place) {
        self.passed += 1;
    }
}

fn reading(fixture: &Path) -> Reading {
    let mut reading = Reading {
        options: options_of(fixture),
        drawn: String::new(),
        passed: 0,
        documents: Vec::new(),
    };
    let limits = Limits::default();
    let name = fixture.file_name().unwrap().to_str().unwrap();
    open(
        Source::File(File::open(fixture).unwrap()),
        name,
        &limits,
        &mut reading,
    );
    let _ = writeln!(reading.drawn, "\npassed over: {}", reading.passed);
    reading
}

/// The fields that a fixture's records are read by: those of the file beside it, one a line.
fn options_of(fixture: &Path) -> Options {
    let mut options = Options::default();
    let beside = fixture.with_extension("fields");
    for assignment in fs::read_to_string(beside).unwrap_or_default().lines() {
        options.fields.assign(assignment).unwrap();
    }
    options
}

fn word(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap();
    value.as_str().unwrap().to_owned()
}

fn stated(name: &str, stated: &Stated<String>) -> String {
    let proof = if stated.receipts.is_empty() {
        " (outside)"
    } else {
        ""
    };
    format!("{name}: {} [{}]{proof}\n", stated.value, stated.basis)
}

fn drawn(ingested: &Ingested) -> String {
    let document = &ingested.document;
    let packed = document.compression.as_deref().unwrap_or("plain");
    let mut out = format!("{} {} {packed}\n", document.media_type, document.encoding);
    for problem in &ingested.problems {
        let _ = writeln!(out, "problem: {} {}", problem.code, problem.message);
    }
    for note in &ingested.notes {
        let _ = writeln!(out, "note: {} {}", note.code, note.message);
    }
    ingested
        .articles
        .iter()
        .for_each(|article| out += &article_drawn(article));
    out
}

fn article_drawn(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut out = String::new();
    if let Some(record) = &article.record {
        let id = record.id.as_deref().unwrap_or("-");
        let extra: Vec<&String> = record.extra.keys().collect();
        let _ = writeln!(
            out,
            "-- record: line {} id {id} extra {extra:?}",
            record.line
        );
    }
    out.extend(metadata.outlet.iter().map(|said| stated("outlet", said)));
    out.extend(metadata.title.iter().map(|said| stated("title", said)));
    out.extend(metadata.authors.iter().map(|said| stated("author", said)));
    if let Some(said) = &metadata.published {
        let _ = writeln!(out, "published: {} [{}]", said.value.iso_from(), said.basis);
    }
    for said in &metadata.other_dates {
        let _ = writeln!(
            out,
            "other date: {} [{}]",
            said.value.iso_from(),
            said.basis
        );
    }
    out.extend(metadata.url.iter().map(|said| stated("url", said)));
    for credit in &metadata.credits {
        let _ = writeln!(out, "credit: {} {}", word(credit.kind), credit.name);
    }
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

fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_fixture = |path: &PathBuf| {
        let ending = path.extension().unwrap_or_default();
        ending != "golden" && ending != "fields"
    };
    let mut fixtures: Vec<PathBuf> = paths.filter(is_fixture).collect();
    fixtures.sort();
    fixtures
}

fn receipts(article: &Article) -> Vec<Receipt> {
    let metadata = &article.metadata;
    let parts = article.parts.iter().map(|part| article.receipt(part.span));
    let mut found: Vec<Receipt> = parts.collect();
    let named = metadata
        .outlet
        .iter()
        .chain(&metadata.title)
        .chain(&metadata.url);
    for said in named.chain(&metadata.authors) {
        found.extend(said.receipts.iter().cloned());
    }
    for said in metadata.published.iter().chain(&metadata.other_dates) {
        found.extend(said.receipts.iter().cloned());
    }
    for credit in &metadata.credits {
        found.extend(credit.receipts.iter().cloned());
    }
    found
}

#[test]
fn every_format_is_read_as_its_golden_says() {
    let fresh = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/goldens/formats");
    let mut differing = Vec::new();
    for fixture in fixtures() {
        let name = format!("{}.golden", fixture.file_name().unwrap().to_str().unwrap());
        let drawn = reading(&fixture).drawn;
        let golden = fs::read_to_string(folder().join(&name)).unwrap_or_default();
        if drawn != golden {
            fs::create_dir_all(&fresh).unwrap();
            fs::write(fresh.join(&name), &drawn).unwrap();
            let lines = drawn.lines().zip(golden.lines());
            let first = lines.into_iter().find(|(found, wanted)| found != wanted);
            differing.push(format!("{name}: {first:#?}"));
        }
    }
    assert!(
        differing.is_empty(),
        "see target/goldens/formats\n{}",
        differing.join("\n")
    );
}

#[test]
fn every_receipt_of_every_format_is_found_in_its_file() {
    for fixture in fixtures() {
        let read = reading(&fixture).documents;
        let documents: Vec<_> = read.iter().map(|ingested| &ingested.document).collect();
        let source = Source::File(File::open(&fixture).unwrap());
        let bytes = find(source, &documents, &Limits::default());
        for ingested in &read {
            let document = &ingested.document;
            let bytes = bytes.get(&document.id);
            let bytes = bytes.unwrap_or_else(|| panic!("{} is not found", document.path));
            verify(ingested, bytes, &document.path);
        }
    }
}

fn verify(ingested: &Ingested, bytes: &[u8], name: &str) {
    let document = &ingested.document;
    let resolver = Resolver::new(bytes, document).unwrap();
    for receipt in ingested.articles.iter().flat_map(receipts) {
        let span = Span {
            document: document.id.clone(),
            segments: receipt.segments,
            text: receipt.text,
        };
        let resolved = resolver.resolve(&span);
        assert!(resolved.is_ok(), "{name}: {}", resolved.unwrap_err());
    }
}

type ToBytes = fn(u16) -> [u8; 2];

/// A text in UTF-16, in both orders, with a byte order mark and without.
fn wide(text: &str) -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let little = ("utf-16le", u16::to_le_bytes as ToBytes);
    let big = ("utf-16be", u16::to_be_bytes as ToBytes);
    [little, big].into_iter().flat_map(move |(label, bytes)| {
        ["\u{FEFF}", ""].map(|mark| {
            let marked = format!("{mark}{text}");
            (label, marked.encode_utf16().flat_map(bytes).collect())
        })
    })
}

#[test]
fn every_text_is_read_in_utf16_as_in_utf8() {
    let mut read = 0;
    for fixture in fixtures() {
        let bytes = fs::read(&fixture).unwrap();
        let name = fixture.display().to_string();
        // Messages and crawls are bytes that name their own encodings.
        let own = ["warc", "eml", "mhtml", "mbox"].map(std::ffi::OsStr::new);
        let Some(text) = String::from_utf8(bytes)
            .ok()
            .filter(|_| !own.map(Some).contains(&fixture.extension()))
        else {
            continue;
        };
        let options = options_of(&fixture);
        let drawn_of = |bytes: &[u8]| {
            let member = Member::new(Place::file("input"), bytes.to_vec());
            let mut outcomes = read_member(&member, &options);
            assert_eq!(outcomes.len(), 1, "{name}");
            outcomes.remove(0).result.unwrap()
        };
        let narrow = drawn(&drawn_of(text.as_bytes()));
        for (label, bytes) in wide(&text) {
            let ingested = drawn_of(&bytes);
            let expected = narrow.replacen(" utf-8 ", &format!(" {label} "), 1);
            // A place where JSON breaks is told in bytes of the file.
            let same = |drawn: &str| drawn.replace(|c: char| c.is_ascii_digit(), "");
            assert_eq!(same(&drawn(&ingested)), same(&expected), "{name} {label}");
            verify(&ingested, &bytes, &name);
        }
        read += 1;
    }
    assert!(read >= 9, "{read}");
}

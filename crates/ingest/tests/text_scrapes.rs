//! Fictional scrapes with the true role of every line, and what they say about themselves.
//! The format is explained in `tests/scrapes/README.md`.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use recension_core::article::{CreditKind, Metadata, Receipt, Role, Stated};
use recension_core::text::{ByteSpan, SourceText};
use recension_ingest::text::read_text;
use recension_ingest::{Given, TextReading};

/// A part as the golden file has it: its role and its text.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    role: String,
    text: String,
}

#[derive(Default)]
struct Golden {
    given: Given,
    raw: String,
    parts: Vec<Line>,
    metadata: Vec<String>,
}

fn stated(value: &str) -> Stated<String> {
    Stated {
        value: value.to_owned(),
        basis: "record".to_owned(),
        receipts: vec![Receipt {
            segments: vec![ByteSpan::new(0, 1)],
            text: value.to_owned(),
        }],
    }
}

fn give(given: &mut Given, field: &str, value: &str) {
    let place = match field {
        "title" => &mut given.title,
        "url" => &mut given.url,
        "source" => &mut given.source,
        "date" => &mut given.date,
        "language" => &mut given.language,
        other => panic!("no such field: {other}"),
    };
    *place = Some(stated(value));
}

fn parse(file: &str) -> Golden {
    let mut golden = Golden::default();
    let (scrape, metadata) = file
        .split_once("== metadata\n")
        .expect("a part for metadata");
    golden.metadata = metadata.lines().map(str::to_owned).collect();
    for line in scrape.lines() {
        if let Some((field, value)) = line.strip_prefix("given ").and_then(|l| l.split_once(": ")) {
            give(&mut golden.given, field, value);
            continue;
        }
        let (role, text) = line.split_once('|').expect("a role and a bar");
        let text = text.strip_prefix(' ').unwrap_or(text);
        golden.raw.push_str(&text.replace('¦', ""));
        golden.raw.push('\n');
        add_parts(&mut golden.parts, role.trim(), text);
    }
    golden
}

fn add_parts(parts: &mut Vec<Line>, role: &str, text: &str) {
    if role == "+" {
        let last = parts.last_mut().expect("a part to continue");
        last.text.push(' ');
        last.text.push_str(&shown(text));
        return;
    }
    for (role, piece) in role.split('/').zip(text.split('¦')) {
        if !role.is_empty() {
            parts.push(Line {
                role: role.to_owned(),
                text: shown(piece),
            });
        }
    }
}

/// The text as the reader should show it: without markup, white space single.
fn shown(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    let plain = plain
        .replace("&amp;", "&")
        .replace("&#8217;", "’")
        .replace("&mdash;", "—");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn role_name(role: Role) -> String {
    serde_json::to_value(role)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn read_parts(reading: &TextReading) -> Vec<Line> {
    reading
        .parts
        .iter()
        .map(|part| Line {
            role: role_name(part.role),
            text: reading
                .text
                .slice(part.span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        })
        .collect()
}

fn told(metadata: &Metadata) -> Vec<String> {
    let mut lines = Vec::new();
    let named =
        |name: &str, value: &Stated<String>| format!("{name}: {} [{}]", value.value, value.basis);
    lines.extend(metadata.outlet.iter().map(|v| named("outlet", v)));
    lines.extend(metadata.title.iter().map(|v| named("title", v)));
    lines.extend(metadata.authors.iter().map(|v| named("author", v)));
    let dated = |name: &str, date: &Stated<recension_core::time::DateValue>| {
        format!("{name}: {} [{}]", date.value.iso_from(), date.basis)
    };
    lines.extend(metadata.published.iter().map(|d| dated("published", d)));
    lines.extend(metadata.other_dates.iter().map(|d| dated("other", d)));
    lines.extend(metadata.url.iter().map(|v| named("url", v)));
    lines.extend(
        metadata
            .credits
            .iter()
            .map(|credit| format!("credit: {} {}", kind_name(credit.kind), credit.name)),
    );
    if !metadata.language.is_empty() {
        lines.push(format!("language: {}", metadata.language));
    }
    lines
}

fn kind_name(kind: CreditKind) -> String {
    serde_json::to_value(kind)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

/// Every value has a receipt, and every receipt's bytes lie inside the source.
fn check_receipts(metadata: &Metadata, source: u64) {
    let strings = metadata
        .outlet
        .iter()
        .chain(&metadata.title)
        .chain(&metadata.url)
        .chain(&metadata.authors);
    let of_strings = strings.map(|stated| &stated.receipts);
    let of_dates = metadata
        .published
        .iter()
        .chain(&metadata.other_dates)
        .map(|stated| &stated.receipts);
    let of_credits = metadata.credits.iter().map(|credit| &credit.receipts);
    for receipts in of_strings.chain(of_dates).chain(of_credits) {
        assert!(!receipts.is_empty(), "a value without a receipt");
        for segment in receipts.iter().flat_map(|receipt| &receipt.segments) {
            assert!(
                segment.start < segment.end && segment.end <= source,
                "{segment:?}"
            );
        }
    }
}

fn scrapes() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scrapes");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "scrape")
        })
        .collect();
    paths.sort();
    paths
}

/// How often a role was given rightly, wrongly and not.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    given: usize,
    due: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall, 0 to 1; 1 where the role is neither given nor due.
    fn f1(self) -> f64 {
        let all = self.given + self.due;
        if all == 0 {
            return 1.0;
        }
        2.0 * self.right as f64 / all as f64
    }
}

/// What the reading of all scrapes came to.
#[derive(Default)]
struct Measure {
    /// By role: lines, and the pieces of lines with two roles.
    roles: BTreeMap<String, Tally>,
    /// Lines that belong to no story and were read as one.
    leaks: Vec<String>,
    /// Lines of a story that were cut away.
    cuts: Vec<String>,
    /// Scrapes whose metadata is all right, and all scrapes.
    metadata: Tally,
    /// Everything that is not as it should be.
    wrong: String,
}

impl Measure {
    fn add(&mut self, name: &str, golden: &Golden, reading: &TextReading) {
        let found = read_parts(reading);
        for line in &found {
            self.roles.entry(line.role.clone()).or_default().given += 1;
        }
        for line in &golden.parts {
            let tally = self.roles.entry(line.role.clone()).or_default();
            tally.due += 1;
            if found.contains(line) {
                tally.right += 1;
            } else {
                self.note_wrong_line(name, line, &found);
            }
        }
        if found.len() != golden.parts.len() {
            let (are, due) = (found.len(), golden.parts.len());
            writeln!(self.wrong, "{name}: {are} parts, not {due}").unwrap();
        }
        self.add_metadata(name, golden, &told(&reading.metadata));
    }

    fn note_wrong_line(&mut self, name: &str, line: &Line, found: &[Line]) {
        let got = found.iter().find(|part| part.text == line.text);
        let got = got.map_or("no part", |part| part.role.as_str());
        let (text, role) = (&line.text, &line.role);
        let noted = format!("{name}: {text} should be {role}, is {got}");
        if role == "boilerplate" && STORY.contains(&got) {
            self.leaks.push(noted.clone());
        }
        if STORY.contains(&role.as_str()) && got == "boilerplate" {
            self.cuts.push(noted.clone());
        }
        writeln!(self.wrong, "{noted}").unwrap();
    }

    fn add_metadata(&mut self, name: &str, golden: &Golden, told: &[String]) {
        self.metadata.due += 1;
        if told == golden.metadata {
            self.metadata.right += 1;
            return;
        }
        let (are, due) = (told.join("\n  "), golden.metadata.join("\n  "));
        writeln!(self.wrong, "{name}: says\n  {are}\nnot\n  {due}").unwrap();
    }

    /// All roles together.
    fn total(&self) -> Tally {
        self.roles
            .values()
            .fold(Tally::default(), |sum, tally| Tally {
                right: sum.right + tally.right,
                given: sum.given + tally.given,
                due: sum.due + tally.due,
            })
    }
}

/// Roles of the story itself.
const STORY: &[&str] = &["lead", "body", "quote"];
/// Fewest scrapes that the set must hold.
const LEAST_SCRAPES: usize = 40;
/// Least F1 of all roles together, and of each by itself.
const LEAST_F1: f64 = 0.95;

fn measure() -> Measure {
    let mut measure = Measure::default();
    for path in scrapes() {
        let mut golden = parse(&fs::read_to_string(&path).unwrap());
        let given = std::mem::take(&mut golden.given);
        let reading = read_text(SourceText::verbatim(&golden.raw), given);
        check_receipts(&reading.metadata, golden.raw.len() as u64);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        measure.add(&name, &golden, &reading);
    }
    measure
}

/// The measure over the whole set, printed with `--nocapture`, with its floors.
#[test]
fn roles_and_metadata_hold_their_floors() {
    let measure = measure();
    let (total, metadata) = (measure.total(), measure.metadata);
    for (role, tally) in &measure.roles {
        let (f1, right, due) = (tally.f1(), tally.right, tally.due);
        println!("{role:<12} F1 {f1:.3} ({right} of {due})");
    }
    let (leaks, cuts) = (&measure.leaks, &measure.cuts);
    println!("all roles    F1 {:.3} ({} lines)", total.f1(), total.due);
    println!("leaks {}, cuts {}", leaks.len(), cuts.len());
    println!(
        "metadata all right in {} of {}",
        metadata.right, metadata.due
    );
    assert!(
        metadata.due >= LEAST_SCRAPES,
        "only {} scrapes",
        metadata.due
    );
    assert!(
        total.f1() >= LEAST_F1,
        "F1 {:.3}\n{}",
        total.f1(),
        measure.wrong
    );
    for (role, tally) in &measure.roles {
        assert!(
            tally.f1() >= LEAST_F1,
            "{role} F1 {:.3}\n{}",
            tally.f1(),
            measure.wrong
        );
    }
    assert!(leaks.is_empty(), "read as story:\n{}", leaks.join("\n"));
    assert!(cuts.is_empty(), "cut away:\n{}", cuts.join("\n"));
    assert_eq!(metadata.right, metadata.due, "{}", measure.wrong);
}

#[test]
fn every_line_has_its_role_and_every_value_its_place() {
    let measure = measure();
    let total = measure.total();
    let (right, due) = (total.right, total.due);
    assert!(
        measure.wrong.is_empty(),
        "{right} of {due} lines are right\n{}",
        measure.wrong
    );
}

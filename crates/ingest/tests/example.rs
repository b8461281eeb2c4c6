//! The bundled fictional example against its truth: what every page says about itself, and what of
//! it is no report.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use recension_core::article::{Article, CreditKind, Role, Stated};
use recension_ingest::{Limits, read};
use serde_json::Value;

/// A difference from the truth that is meant to be.
struct Deliberate {
    report: &'static str,
    fault: &'static str,
    /// Why the reading stands.
    reason: &'static str,
}

/// What the reading and the truth rightly say differently. An entry that no longer occurs fails the
/// test as a new difference does.
const DELIBERATE: &[Deliberate] = &[
    Deliberate {
        report: "astrel-tribune.html",
        fault: "kept: 2 min read",
        reason: "it stands in the line that names agency and time, and no line is cut in two for it",
    },
    Deliberate {
        report: "brantover-post.txt",
        fault: "kept: Abroad / Velmora | Friday, 18 October 2024 | 09:47",
        reason: "the line says when the report was published, so it is its dateline",
    },
    Deliberate {
        report: "inner-sea-feed.jsonl#sct-99310",
        fault: "kept: Friday, October 18, 2024 | Compiled by our online team",
        reason: "the line says when the report was published, so it is its dateline",
    },
    Deliberate {
        report: "inner-sea-feed.jsonl#td-20241018-0620",
        fault: "kept: TD Newsdesk | Fri, Oct 18, 2024, 6:20 AM | 3 min read",
        reason: "the line says who published the report and when, so it is its byline",
    },
    Deliberate {
        report: "inner-sea-feed.jsonl#sct-99310",
        fault: "source credits: {}, not {\"Ilven Valley Courier\"}",
        reason: "the page gives no credit; that somebody \"told the Courier\" is read with the story",
    },
    Deliberate {
        report: "pellmark-review.txt",
        fault: "outlet: Some(\"Pellmark Review\"), not Some(\"The Pellmark Review\")",
        reason: "at the start of a sentence an article's capital does not make it part of the name; \
                 the truth has it once so and once otherwise",
    },
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/corvane-dam")
}

fn truth() -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join("truth.json")).unwrap()).unwrap()
}

/// The articles of all files, each with the name that the truth has for it.
fn articles() -> Vec<(String, Article)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder().join("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().flat_map(|path| articles_of(path)).collect()
}

fn articles_of(path: &std::path::Path) -> Vec<(String, Article)> {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let read = read(&fs::read(path).unwrap(), &file, &Limits::default()).unwrap();
    assert_eq!(read.problems, [], "{file}");
    let named = read.articles.into_iter().map(|article| {
        let record = article.record.as_ref().and_then(|record| record.id.clone());
        let name = record.map_or_else(|| file.clone(), |id| format!("{file}#{id}"));
        (name, article)
    });
    named.collect()
}

/// A text with every run of white space as one space, as the truth writes its snippets.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts that `fits` chooses, one behind the other.
fn joined(article: &Article, fits: impl Fn(Role) -> bool) -> String {
    let parts = article.parts.iter().filter(|part| fits(part.role));
    let texts: Vec<String> = parts
        .map(|part| spaced(article.text.slice(part.span)))
        .collect();
    texts.join(" ")
}

fn strings<'v>(value: &'v Value, name: &str) -> Vec<&'v str> {
    let items = value.get(name).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn value_of(stated: Option<&Stated<String>>) -> Option<&str> {
    stated.map(|stated| stated.value.as_str())
}

/// A fault where what was read is not what is true.
fn compare(what: &str, read: Option<&str>, wanted: Option<&str>, faults: &mut Vec<String>) {
    if read.map(spaced) != wanted.map(spaced) {
        faults.push(format!("{what}: {read:?}, not {wanted:?}"));
    }
}

fn metadata_faults(article: &Article, report: &Value, faults: &mut Vec<String>) {
    let metadata = &article.metadata;
    let text = |name: &str| report.get(name).and_then(Value::as_str);
    compare(
        "outlet",
        value_of(metadata.outlet.as_ref()),
        text("outlet"),
        faults,
    );
    compare(
        "title",
        value_of(metadata.title.as_ref()),
        text("title"),
        faults,
    );
    compare("url", value_of(metadata.url.as_ref()), text("url"), faults);
    compare(
        "language",
        Some(&metadata.language),
        text("language"),
        faults,
    );
    let published = metadata
        .published
        .as_ref()
        .map(|stated| stated.value.iso_from());
    compare(
        "published",
        published.as_deref(),
        report["published"]["value"].as_str(),
        faults,
    );
    let authors: Vec<&str> = metadata.authors.iter().map(|a| a.value.as_str()).collect();
    if authors != strings(report, "authors") {
        faults.push(format!("authors: {authors:?}"));
    }
}

/// Credits of the kinds that a page gives in lines of its own; who is named in the story
/// ("named_upstream") is found by readers of the story.
fn credit_faults(article: &Article, report: &Value, faults: &mut Vec<String>) {
    let kinds = [
        ("source", CreditKind::Source),
        ("agency", CreditKind::Agency),
        ("link", CreditKind::Link),
        ("photo", CreditKind::Photo),
    ];
    for (name, kind) in kinds {
        let credits = report["credits"].as_array().unwrap();
        let wanted: BTreeSet<&str> = credits
            .iter()
            .filter(|credit| credit["kind"].as_str() == Some(name))
            .filter_map(|credit| credit["name"].as_str())
            .collect();
        let given = article.metadata.credits.iter();
        let read: BTreeSet<&str> = given
            .filter(|credit| credit.kind == kind)
            .map(|credit| credit.name.as_str())
            .collect();
        if read != wanted {
            faults.push(format!("{name} credits: {read:?}, not {wanted:?}"));
        }
    }
}

fn furniture_faults(article: &Article, report: &Value, faults: &mut Vec<String>) {
    let kept = joined(article, Role::is_kept);
    let cut = joined(article, |role| !role.is_kept());
    for snippet in strings(report, "boilerplate") {
        let snippet = spaced(snippet);
        if kept.contains(&snippet) {
            faults.push(format!("kept: {snippet}"));
        } else if !cut.contains(&snippet) {
            faults.push(format!("not cut as a whole: {snippet}"));
        }
    }
    for name in strings(report, "must_not_leak") {
        if kept.contains(&spaced(name)) {
            faults.push(format!("leaks: {name}"));
        }
    }
}

fn part_faults(article: &Article, report: &Value, faults: &mut Vec<String>) {
    let roles = [
        ("captions", Role::Caption),
        ("subheadings", Role::Subheading),
        ("standfirst", Role::Subheading),
        ("dateline", Role::Dateline),
        ("pull_quotes", Role::Quote),
        ("attributions", Role::Attribution),
        ("embeds", Role::Embed),
    ];
    for (name, role) in roles {
        let found = joined(article, |other| other == role);
        let single = report["parts"].get(name).and_then(Value::as_str);
        for text in strings(&report["parts"], name).into_iter().chain(single) {
            if !found.contains(&spaced(text)) {
                faults.push(format!("no {name}: {text}"));
            }
        }
    }
}

/// Every segment of an utterance that the truth finds in a report stands in what is kept of it.
fn story_faults(article: &Article, name: &str, truth: &Value, faults: &mut Vec<String>) {
    let kept = joined(article, Role::is_kept);
    let utterances = truth["utterances"].as_array().unwrap().iter();
    let readings = utterances.flat_map(|utterance| utterance["readings"].as_array().unwrap());
    for reading in readings.filter(|reading| reading["report"].as_str() == Some(name)) {
        for segment in strings(reading, "segments") {
            if !kept.contains(&spaced(segment)) {
                faults.push(format!("lost: {segment}"));
            }
        }
    }
}

fn faults_of(name: &str, article: &Article, truth: &Value) -> Vec<String> {
    let report = &truth["reports"][name];
    assert!(report.is_object(), "the truth has no report {name}");
    let mut faults = Vec::new();
    metadata_faults(article, report, &mut faults);
    credit_faults(article, report, &mut faults);
    furniture_faults(article, report, &mut faults);
    part_faults(article, report, &mut faults);
    story_faults(article, name, truth, &mut faults);
    faults
}

#[test]
fn every_report_says_what_the_truth_says() {
    let truth = truth();
    let articles = articles();
    assert_eq!(articles.len(), truth["reports"].as_object().unwrap().len());
    let found: BTreeSet<(String, String)> = articles
        .iter()
        .flat_map(|(name, article)| {
            let faults = faults_of(name, article, &truth);
            faults.into_iter().map(|fault| (name.clone(), fault))
        })
        .collect();
    let meant: BTreeSet<(String, String)> = DELIBERATE
        .iter()
        .map(|known| (known.report.to_owned(), known.fault.to_owned()))
        .collect();
    assert!(DELIBERATE.iter().all(|known| !known.reason.is_empty()));
    let unmeant: Vec<_> = found.difference(&meant).collect();
    let gone: Vec<_> = meant.difference(&found).collect();
    assert!(unmeant.is_empty(), "not as the truth says: {unmeant:#?}");
    assert!(gone.is_empty(), "no longer so: {gone:#?}");
}

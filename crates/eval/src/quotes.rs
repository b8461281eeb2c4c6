//! `recension-eval quotes`: how well quotations and their speakers are found.
//!
//! Spans are compared on their alphanumeric characters only. The data count the word that opens a
//! reported clause ("that", "to", "whether") as part of it, as the extraction does.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use recension_core::article::{Article, Document, Metadata, Part, Role};
use recension_core::quotation::{Quotation, extract};
use recension_core::text::{SourceText, TextSpan};
use recension_core::witness::{Witness, prepare};
use serde::Deserialize;

use crate::report::{Error, Report, Result, is_traced};

/// One annotated text of a `quotes` file; offsets count Unicode code points.
#[derive(Debug, Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    lang: Option<String>,
    quotes: Vec<Annotated>,
}

#[derive(Debug, Deserialize)]
struct Annotated {
    start: usize,
    end: usize,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    spans: Vec<[usize; 2]>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
}

impl Annotated {
    fn spans(&self) -> Vec<[usize; 2]> {
        if self.spans.is_empty() {
            return vec![[self.start, self.end]];
        }
        self.spans.clone()
    }
}

/// What is counted over all texts.
#[derive(Clone, Debug, Default)]
struct Tally {
    expected: usize,
    found: usize,
    exact: usize,
    overlapping: usize,
    speakers_asked: usize,
    speakers_right: usize,
    shared_characters: usize,
    expected_characters: usize,
    found_characters: usize,
    /// By type: how many there are and how many were found.
    by_kind: BTreeMap<String, [usize; 2]>,
}

/// Measures the quotations of a JSONL file with `text` and `quotes`.
///
/// # Errors
/// Where the file cannot be read or a line is no such record.
pub fn run(path: &Path) -> Result<Report> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::at(path, error))?;
    let records = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|error| Error::at(path, error)))
        .collect::<Result<Vec<Record>>>()?;
    let tally = records
        .par_iter()
        .map(measure)
        .reduce(Tally::default, Tally::plus);
    Ok(tally.report())
}

/// The witness that a plain text makes: its title in the first line, one paragraph a line.
pub fn witness_of(text: &str, language: &str) -> Witness {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let role = if parts.is_empty() && body.len() < 200 {
                Role::Headline
            } else {
                Role::Body
            };
            parts.push(Part {
                role,
                span: TextSpan::of(start..start + body.len()),
            });
        }
        at += line.len();
    }
    prepare(Article {
        document: Document {
            id: String::new(),
            path: String::new(),
            media_type: "text/plain".to_owned(),
            bytes: text.len() as u64,
            encoding: "utf-8".to_owned(),
            inside: Vec::new(),
            compression: None,
        },
        record: None,
        text: SourceText::verbatim(text),
        parts,
        metadata: Metadata {
            language: language.to_owned(),
            ..Metadata::default()
        },
        notes: Vec::new(),
    })
}

/// The letters and digits of a text, numbered in order, so that spans become runs of numbers.
struct Letters {
    /// Letters before each byte of the text.
    before_byte: Vec<u32>,
    /// Letters before each code point.
    before_point: Vec<u32>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut before_byte = Vec::with_capacity(text.len() + 1);
        let mut before_point = Vec::new();
        let mut count = 0;
        for c in text.chars() {
            before_point.push(count);
            before_byte.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += u32::from(c.is_alphanumeric());
        }
        before_byte.push(count);
        before_point.push(count);
        Self {
            before_byte,
            before_point,
        }
    }

    fn of_points(&self, spans: &[[usize; 2]]) -> Vec<[u32; 2]> {
        let at = |point: usize| {
            self.before_point
                .get(point)
                .or(self.before_point.last())
                .copied()
                .unwrap_or(0)
        };
        joined(
            spans
                .iter()
                .map(|[start, end]| [at(*start), at(*end)])
                .collect(),
        )
    }

    fn of_bytes(&self, spans: &[TextSpan]) -> Vec<[u32; 2]> {
        let at = |byte: u32| {
            self.before_byte
                .get(byte as usize)
                .or(self.before_byte.last())
                .copied()
                .unwrap_or(0)
        };
        joined(
            spans
                .iter()
                .map(|span| [at(span.start), at(span.end)])
                .collect(),
        )
    }
}

/// Runs in order, empty ones left out, touching ones joined.
fn joined(mut runs: Vec<[u32; 2]>) -> Vec<[u32; 2]> {
    runs.retain(|[start, end]| start < end);
    runs.sort_unstable();
    let mut all: Vec<[u32; 2]> = Vec::with_capacity(runs.len());
    for [start, end] in runs {
        match all.last_mut() {
            Some(last) if last[1] >= start => last[1] = last[1].max(end),
            _ => all.push([start, end]),
        }
    }
    all
}

fn length(runs: &[[u32; 2]]) -> usize {
    runs.iter().map(|[start, end]| (end - start) as usize).sum()
}

fn shared(left: &[[u32; 2]], right: &[[u32; 2]]) -> usize {
    let overlap =
        |a: &[u32; 2], b: &[u32; 2]| a[1].min(b[1]).saturating_sub(a[0].max(b[0])) as usize;
    left.iter()
        .map(|a| right.iter().map(|b| overlap(a, b)).sum::<usize>())
        .sum()
}

struct Candidate {
    expected: usize,
    found: usize,
    overlap: usize,
    union: usize,
}

fn measure(record: &Record) -> Tally {
    let witness = witness_of(&record.text, record.lang.as_deref().unwrap_or("en"));
    let quotations = extract(&witness);
    let letters = Letters::of(&record.text);
    let expected: Vec<(&Annotated, Vec<[u32; 2]>)> = record
        .quotes
        .iter()
        .map(|quote| (quote, letters.of_points(&quote.spans())))
        .filter(|(_, runs)| !runs.is_empty())
        .collect();
    let found: Vec<(&Quotation, Vec<[u32; 2]>)> = quotations
        .iter()
        .map(|quote| (quote, letters.of_bytes(&quote.content)))
        .filter(|(_, runs)| !runs.is_empty())
        .collect();
    let mut tally = Tally {
        expected: expected.len(),
        found: found.len(),
        ..Tally::default()
    };
    for (quote, _) in &expected {
        tally.by_kind.entry(quote.kind.clone()).or_default()[0] += 1;
    }
    let all = |runs: Vec<&Vec<[u32; 2]>>| joined(runs.into_iter().flatten().copied().collect());
    let expected_runs = all(expected.iter().map(|(_, runs)| runs).collect());
    let found_runs = all(found.iter().map(|(_, runs)| runs).collect());
    tally.shared_characters = shared(&expected_runs, &found_runs);
    tally.expected_characters = length(&expected_runs);
    tally.found_characters = length(&found_runs);
    let pairs = matched(&expected, &found);
    if is_traced() {
        trace(record, &expected, &found, &pairs);
    }
    for pair in pairs {
        let (Some((quote, _)), Some((quotation, _))) =
            (expected.get(pair.expected), found.get(pair.found))
        else {
            continue;
        };
        tally.count(quote, quotation, pair.overlap == pair.union, &letters);
    }
    tally
}

/// Tells what was missed, with what was found in its place, and what was found beyond.
#[allow(clippy::print_stderr, reason = "remarks beside the result")]
fn trace(
    record: &Record,
    expected: &[(&Annotated, Vec<[u32; 2]>)],
    found: &[(&Quotation, Vec<[u32; 2]>)],
    pairs: &[Candidate],
) {
    let words = |start: usize, end: usize| -> String {
        let points = record.text.chars().skip(start).take(end - start);
        points.collect::<String>().replace('\n', " / ")
    };
    for (index, (quote, runs)) in expected.iter().enumerate() {
        if pairs.iter().any(|pair| pair.expected == index) {
            continue;
        }
        let context = words(quote.start.saturating_sub(120), quote.end + 120);
        let spans: Vec<String> = quote.spans().iter().map(|[s, e]| words(*s, *e)).collect();
        eprintln!(
            "missed {}: {}\n  in: {context}",
            quote.kind,
            spans.join(" | ")
        );
        for (quotation, other) in found {
            if shared(runs, other) > 0 {
                let content = quotation.content.iter();
                let content: Vec<&str> = content
                    .filter_map(|span| record.text.get(span.range()))
                    .collect();
                eprintln!("  found: {}", content.join(" | "));
            }
        }
    }
}

/// Pairs one to one, greedily by overlap.
fn matched(
    expected: &[(&Annotated, Vec<[u32; 2]>)],
    found: &[(&Quotation, Vec<[u32; 2]>)],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (e, (_, left)) in expected.iter().enumerate() {
        for (f, (_, right)) in found.iter().enumerate() {
            let overlap = shared(left, right);
            let union = length(left) + length(right) - overlap;
            if overlap * 2 >= union {
                candidates.push(Candidate {
                    expected: e,
                    found: f,
                    overlap,
                    union,
                });
            }
        }
    }
    let order = |a: &Candidate, b: &Candidate| (b.overlap * a.union).cmp(&(a.overlap * b.union));
    candidates.sort_by(|a, b| {
        order(a, b)
            .then(a.expected.cmp(&b.expected))
            .then(a.found.cmp(&b.found))
    });
    let mut taken_expected = vec![false; expected.len()];
    let mut taken_found = vec![false; found.len()];
    candidates.retain(|pair| {
        let free = !taken_expected[pair.expected] && !taken_found[pair.found];
        taken_expected[pair.expected] |= free;
        taken_found[pair.found] |= free;
        free
    });
    candidates
}

impl Tally {
    fn count(&mut self, quote: &Annotated, quotation: &Quotation, exact: bool, letters: &Letters) {
        self.overlapping += 1;
        self.exact += usize::from(exact);
        self.by_kind.entry(quote.kind.clone()).or_default()[1] += 1;
        let (Some(start), Some(end)) = (quote.speaker_start, quote.speaker_end) else {
            return;
        };
        self.speakers_asked += 1;
        let right = letters.of_points(&[[start, end]]);
        let span: Vec<TextSpan> = quotation
            .speaker
            .iter()
            .map(|speaker| speaker.span)
            .collect();
        self.speakers_right += usize::from(shared(&letters.of_bytes(&span), &right) > 0);
    }

    fn plus(mut self, other: Self) -> Self {
        self.expected += other.expected;
        self.found += other.found;
        self.exact += other.exact;
        self.overlapping += other.overlapping;
        self.speakers_asked += other.speakers_asked;
        self.speakers_right += other.speakers_right;
        self.shared_characters += other.shared_characters;
        self.expected_characters += other.expected_characters;
        self.found_characters += other.found_characters;
        for (kind, [all, hit]) in other.by_kind {
            let mine = self.by_kind.entry(kind).or_default();
            mine[0] += all;
            mine[1] += hit;
        }
        self
    }

    fn recall(&self, kind: &str) -> f64 {
        self.by_kind
            .get(kind)
            .map_or(0.0, |[all, hit]| ratio(*hit, *all))
    }

    fn report(&self) -> Report {
        let scores = |report: Report, names: [&'static str; 3], hit: usize| {
            report
                .with(names[0], ratio(hit, self.found))
                .with(names[1], ratio(hit, self.expected))
                .with(names[2], ratio(2 * hit, self.found + self.expected))
        };
        let report = scores(
            Report::default(),
            ["exact_precision", "exact_recall", "exact_f1"],
            self.exact,
        );
        let report = scores(
            report,
            ["ov50_precision", "ov50_recall", "ov50_f1"],
            self.overlapping,
        );
        let characters = self.found_characters + self.expected_characters;
        report
            .with("char_f1", ratio(2 * self.shared_characters, characters))
            .with("ov50_recall_direct", self.recall("direct"))
            .with("ov50_recall_mixed", self.recall("mixed"))
            .with("ov50_recall_indirect", self.recall("indirect"))
            .with(
                "ov50_speaker_f1",
                ratio(2 * self.speakers_right, self.found + self.expected),
            )
            .with(
                "speaker_accuracy",
                ratio(self.speakers_right, self.speakers_asked),
            )
            .with("expected", self.expected as f64)
            .with("found", self.found as f64)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str, quoted: &str, kind: &str, speaker: &str) -> Record {
        let at = |part: &str| {
            text.find(part)
                .map(|byte| text[..byte].chars().count())
                .unwrap()
        };
        let (start, speaker_start) = (at(quoted), at(speaker));
        Record {
            text: text.to_owned(),
            lang: None,
            quotes: vec![Annotated {
                start,
                end: start + quoted.chars().count(),
                kind: kind.to_owned(),
                spans: vec![],
                speaker_start: Some(speaker_start),
                speaker_end: Some(speaker_start + speaker.chars().count()),
            }],
        }
    }

    #[test]
    fn a_quotation_found_with_its_speaker_counts_in_full() {
        let text = "Wall holds\n\n“The wall will hold — we checked,” Orla Quane said.";
        let report = measure(&record(
            text,
            "“The wall will hold — we checked,”",
            "direct",
            "Orla Quane",
        ))
        .report();
        for name in [
            "exact_f1",
            "ov50_f1",
            "char_f1",
            "ov50_recall_direct",
            "speaker_accuracy",
        ] {
            assert_eq!(report.get(name), Some(1.0), "{name}");
        }
    }

    #[test]
    fn half_a_quotation_overlaps_but_is_not_exact() {
        let text = "Wall holds\n\n“The wall will hold,” Orla Quane said.";
        let report = measure(&record(text, "wall will hold", "direct", "Orla")).report();
        assert_eq!(report.get("ov50_f1"), Some(1.0));
        assert_eq!(report.get("exact_f1"), Some(0.0));
    }

    #[test]
    fn runs_are_joined_and_measured() {
        assert_eq!(
            joined(vec![[4, 6], [0, 2], [2, 3], [5, 5]]),
            [[0, 3], [4, 6]]
        );
        assert_eq!(shared(&[[0, 3], [4, 6]], &[[2, 5]]), 2);
    }
}

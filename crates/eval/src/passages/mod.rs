//! `recension-eval passages`: speed, memory and quality of finding passages across stories, as the
//! corpus grows.
//!
//! The time taken is that from clean text to the list of shared runs: cutting into words, choosing
//! grams, matching. Making up the texts and scoring are outside of it. One thread does the work.

pub mod corpus;
pub mod score;

use std::io::Write;
use std::path::Path;

use recension_core::passages::{DEFAULT_WORDS, Passages};

use crate::report::{Error, Report, Result};
use crate::stream::Clock;
use corpus::{Corpus, Planted};
use score::{Score, score};

/// Documents that are made up at a time.
const CHUNK: usize = 500;

/// What one size of corpus gave.
#[derive(Clone, Copy, Debug, Default)]
struct Point {
    documents: usize,
    megabytes: f64,
    /// Seconds for reading: words and grams.
    reading: f64,
    /// Seconds for matching and choosing.
    matching: f64,
    memory: f64,
    passages: usize,
    score: Score,
}

impl Point {
    fn speed(&self) -> f64 {
        self.megabytes / (self.reading + self.matching).max(1e-9)
    }
}

/// Prints the curve up to so many documents: a hundredth, a tenth, a half of them and all.
///
/// # Errors
/// None today; as of the other measures.
pub fn run(documents: usize, seed: u64) -> Result<Report> {
    print_head();
    let sizes = [documents / 100, documents / 10, documents / 2, documents];
    let mut last = Point::default();
    for size in sizes
        .into_iter()
        .filter(|size| *size >= corpus::REPORTS_OF_STORY)
    {
        last = measure_point(size, seed);
        print_point(&last);
    }
    Ok(report(&last))
}

/// Measures one corpus of so many documents.
///
/// # Errors
/// None today.
pub fn measure(documents: usize, seed: u64) -> Result<Report> {
    Ok(report(&measure_point(documents, seed)))
}

fn report(point: &Point) -> Report {
    Report::default()
        .with("documents", point.documents as f64)
        .with("megabytes", point.megabytes)
        .with("seconds", point.reading + point.matching)
        .with("seconds_reading", point.reading)
        .with("seconds_matching", point.matching)
        .with("megabytes_per_second", point.speed())
        .with("memory_mb", point.memory)
        .with("passages", point.passages as f64)
        .with("recall", point.score.recall)
        .with("pair_recall", point.score.pair_recall)
        .with("precision", point.score.precision)
}

fn measure_point(documents: usize, seed: u64) -> Point {
    let start = peak_memory();
    let mut corpus = Corpus::new(documents, seed);
    let mut passages = Passages::of_words(DEFAULT_WORDS);
    let (mut planted, mut stories): (Vec<Vec<Planted>>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut point = Point {
        documents,
        ..Point::default()
    };
    while planted.len() < documents {
        let count = CHUNK.min(documents - planted.len());
        let chunk: Vec<_> = (0..count).map(|_| corpus.next_document()).collect();
        let clock = Clock::now();
        for document in &chunk {
            passages.add_text(&document.text);
        }
        point.reading += clock.seconds();
        for document in chunk {
            point.megabytes += document.text.len() as f64 / 1e6;
            planted.push(document.planted);
            stories.push(document.cluster);
        }
    }
    let clock = Clock::now();
    let runs = passages.finish().across(&stories);
    point.matching = clock.seconds();
    point.memory = peak_memory().max(start);
    point.passages = runs.len();
    point.score = score(&runs, &planted, &stories);
    point
}

/// Writes the corpus as records that the product reads, with what was planted.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(path: &Path, documents: usize, seed: u64) -> Result<()> {
    let file = std::fs::File::create(path).map_err(|error| Error::at(path, error))?;
    let mut out = std::io::BufWriter::new(file);
    let mut corpus = Corpus::new(documents, seed);
    for _ in 0..documents {
        let line = serde_json::to_string(&corpus.next_document());
        let line = line.map_err(|error| Error::at(path, error))?;
        writeln!(out, "{line}").map_err(|error| Error::at(path, error))?;
    }
    out.flush().map_err(|error| Error::at(path, error))
}

/// Most megabytes of memory that this process has had in use; 0 where the system does not say.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1000.0
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_head() {
    println!(
        "{:>9} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7} {:>9} {:>9}",
        "documents",
        "MB",
        "reading s",
        "match s",
        "MB/s",
        "memory MB",
        "passages",
        "recall",
        "of pairs",
        "precision"
    );
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_point(point: &Point) {
    let score = point.score;
    println!(
        "{:>9} {:>7.1} {:>9.2} {:>9.2} {:>9.1} {:>9.0} {:>9} {:>7.4} {:>9.4} {:>9.4}",
        point.documents,
        point.megabytes,
        point.reading,
        point.matching,
        point.speed(),
        point.memory,
        point.passages,
        score.recall,
        score.pair_recall,
        score.precision
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_planted_is_found_and_copies_within_stories_are_not_told() {
        let report = measure(600, 1).unwrap();
        assert!(report.get("recall").unwrap() > 0.98);
        assert!(report.get("precision").unwrap() > 0.98);
    }
}

//! `recension-eval stream`: speed and memory of the stream path as the stream grows.
//!
//! End to end: clean JSONL text, a record at a time, is read, sketched and placed in a story. Reports
//! are made up as they are needed ([`crate::generate::Reporters`]), outside the time that is taken.
//! Their quality is told too, to show that the stories are not left lying; it is no measure of how
//! real news is grouped.

use std::collections::BTreeMap;
use std::time::Instant;

use recension_core::story::{Corrections, Sketcher, Stream, Window};
use recension_ingest::Limits;

use crate::generate::Reporters;
use crate::report::{Error, Report, Result};
use crate::stories::score;

/// Parts of the stream after which a line is printed.
const PARTS: usize = 20;

/// Reports that are made up at a time.
const CHUNK: usize = 500;

/// Where the stream stands.
struct Point {
    documents: usize,
    /// Since the line before.
    rate: f64,
    stories: usize,
    megabytes: f64,
}

/// Streams `documents` made-up reports and prints the curve. Rates are by processor time of the one
/// thread that does the work, so that a busy machine does not blur them.
///
/// # Errors
/// Where a made-up report cannot be read, which would be a fault.
pub fn run(documents: usize, seed: u64) -> Result<Report> {
    let mut run = Run {
        reporters: Reporters::new(seed),
        stream: Stream::new(Window::default(), Corrections::default()),
        sketcher: Sketcher::default(),
        truth: Vec::with_capacity(documents),
        found: Vec::with_capacity(documents),
        bytes: 0,
    };
    let start = memory();
    print_head();
    let step = documents.div_ceil(PARTS).max(1);
    let (mut seconds, mut rates) = (0.0, Vec::new());
    while run.found.len() < documents {
        let part = step.min(documents - run.found.len());
        let taken = run.part(part)?;
        seconds += taken;
        rates.push(part as f64 / taken);
        print_point(&Point {
            documents: run.found.len(),
            rate: part as f64 / taken,
            stories: run.stream.stories_count(),
            megabytes: memory() - start,
        });
    }
    let measured = measure(&run.truth, &run.found);
    let value = |name: &str| measured.get(name).unwrap_or(0.0);
    let (all, used) = (documents.max(1) as f64, memory() - start);
    Ok(Report::default()
        .with("documents", all)
        .with("bytes_per_document", run.bytes as f64 / all)
        .with("seconds", seconds)
        .with("documents_per_second", all / seconds)
        .with(
            "slowest_part_per_second",
            rates.iter().copied().fold(f64::INFINITY, f64::min),
        )
        .with("last_part_per_second", rates.last().copied().unwrap_or(0.0))
        .with("memory_mb", used)
        .with("memory_kb_per_document", used * 1000.0 / all)
        .with("stories", run.stream.stories_count() as f64)
        .with(
            "true_stories",
            run.truth.iter().max().copied().unwrap_or(0) as f64,
        )
        .with("b3_f1", value("b3_f1"))
        .with("pair_f1", value("pair_f1")))
}

/// A stream under way.
struct Run {
    reporters: Reporters,
    stream: Stream,
    sketcher: Sketcher,
    /// The story each report was made from.
    truth: Vec<u64>,
    /// The story each report was found to be of, when it came.
    found: Vec<u64>,
    bytes: usize,
}

impl Run {
    /// Takes in the next reports. Gives the seconds taken, the making up of reports aside.
    fn part(&mut self, documents: usize) -> Result<f64> {
        let (mut seconds, mut left) = (0.0, documents);
        while left > 0 {
            let lines = self.lines(left.min(CHUNK))?;
            left -= lines.len();
            let begin = Clock::now();
            for line in &lines {
                let story = self.take_in(line)?;
                self.found.push(story);
            }
            seconds += begin.seconds();
        }
        Ok(seconds)
    }

    fn lines(&mut self, count: usize) -> Result<Vec<Vec<u8>>> {
        (0..count)
            .map(|_| {
                let (story, record) = self.reporters.next_report();
                self.truth.push(story);
                let line =
                    serde_json::to_vec(&record).map_err(|error| Error::new(error.to_string()))?;
                self.bytes += line.len();
                Ok(line)
            })
            .collect()
    }

    /// From the bytes of a record to the id of its story.
    fn take_in(&mut self, line: &[u8]) -> Result<u64> {
        let ingested = recension_ingest::read(line, "stream", &Limits::default())
            .map_err(|error| Error::new(error.to_string()))?;
        let article = ingested.articles.first();
        let article = article.ok_or_else(|| Error::new("no report in a record"))?;
        let sketch = self.sketcher.sketch(article);
        self.stream.add(vec![sketch.clone()]);
        let id = self.stream.story_of(&sketch).unwrap_or_default();
        u64::from_str_radix(&id, 16).map_err(|error| Error::new(error.to_string()))
    }
}

/// A moment, by the processor time of this thread where the system tells it, else by the clock.
pub(crate) struct Clock {
    processor: Option<f64>,
    wall: Instant,
}

impl Clock {
    pub(crate) fn now() -> Self {
        Self {
            processor: processor_seconds(),
            wall: Instant::now(),
        }
    }

    /// Seconds since then.
    pub(crate) fn seconds(&self) -> f64 {
        match (self.processor, processor_seconds()) {
            (Some(begin), Some(end)) => end - begin,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = stat.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// The stories as they were told at once, against those the reports were made from.
fn measure(truth: &[u64], found: &[u64]) -> Report {
    let mut stories: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (report, story) in found.iter().enumerate() {
        stories.entry(*story).or_default().push(report);
    }
    let stories: Vec<Vec<usize>> = stories.into_values().collect();
    let clusters: Vec<String> = truth.iter().map(u64::to_string).collect();
    score(&stories, &clusters)
}

/// Megabytes of memory in use by this process; 0 where the system does not say.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1000.0
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_head() {
    println!(
        "{:>10} {:>12} {:>9} {:>10}",
        "documents", "per second", "stories", "memory MB"
    );
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_point(point: &Point) {
    println!(
        "{:>10} {:>12.0} {:>9} {:>10.1}",
        point.documents, point.rate, point.stories, point.megabytes
    );
}

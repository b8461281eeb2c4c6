//! `recension-eval stories`: how well reports are grouped into stories.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use recension_core::article::Article;
use recension_core::story::{self, Corrections, Sketch, Stream, Window};
use recension_core::witness::{Witness, prepare};
use recension_ingest::Limits;
use serde_json::Value;

use crate::generate::Numbers;
use crate::report::{Error, Report, Result};

/// Reports with the story each truly belongs to.
pub struct Annotated {
    /// The prepared reports.
    pub witnesses: Vec<Witness>,
    /// The name of the true story of each.
    pub clusters: Vec<String>,
}

/// Measures the grouping of a JSONL file whose records carry their true story in `cluster`.
///
/// # Errors
/// Where the file cannot be read or a record has no `cluster`.
pub fn run(path: &Path) -> Result<Report> {
    let begin = Instant::now();
    let annotated = read(path)?;
    let grouping = story::group(&annotated.witnesses);
    let seconds = begin.elapsed().as_secs_f64();
    Ok(score(&grouping.stories, &annotated.clusters).with("seconds", seconds))
}

/// The same, and what comes of `shuffles` orders of the input: given all at once, where nothing may
/// change, and one report at a time, where each is placed on what came before.
///
/// # Errors
/// As [`run`].
pub fn run_shuffled(path: &Path, shuffles: u64) -> Result<Report> {
    let report = run(path)?;
    let mut annotated = read(path)?;
    let (mut batch, mut stream) = (Vec::new(), Vec::new());
    for seed in 1..=shuffles {
        shuffle(&mut annotated, seed);
        let grouping = story::group(&annotated.witnesses);
        batch.push(score(&grouping.stories, &annotated.clusters));
        let stories = one_at_a_time(&annotated.witnesses);
        stream.push(score(&stories, &annotated.clusters));
    }
    let report = with_spread(report, &BATCH_SPREAD, &batch);
    Ok(with_spread(report, &STREAM_SPREAD, &stream).with("shuffles", shuffles as f64))
}

/// Names of the least, mean and greatest value of a figure over several runs.
struct Spread {
    figure: &'static str,
    names: [&'static str; 3],
}

const BATCH_SPREAD: [Spread; 2] = [
    Spread {
        figure: "b3_f1",
        names: ["batch_b3_f1_min", "batch_b3_f1_mean", "batch_b3_f1_max"],
    },
    Spread {
        figure: "pair_f1",
        names: [
            "batch_pair_f1_min",
            "batch_pair_f1_mean",
            "batch_pair_f1_max",
        ],
    },
];

const STREAM_SPREAD: [Spread; 2] = [
    Spread {
        figure: "b3_f1",
        names: ["stream_b3_f1_min", "stream_b3_f1_mean", "stream_b3_f1_max"],
    },
    Spread {
        figure: "pair_f1",
        names: [
            "stream_pair_f1_min",
            "stream_pair_f1_mean",
            "stream_pair_f1_max",
        ],
    },
];

fn with_spread(report: Report, spreads: &[Spread], runs: &[Report]) -> Report {
    spreads.iter().fold(report, |report, spread| {
        let values: Vec<f64> = runs
            .iter()
            .filter_map(|run| run.get(spread.figure))
            .collect();
        let [least, mean, greatest] = spread.names;
        report
            .with(least, values.iter().copied().fold(f64::INFINITY, f64::min))
            .with(mean, values.iter().sum::<f64>() / values.len() as f64)
            .with(greatest, values.iter().copied().fold(0.0, f64::max))
    })
}

fn shuffle(annotated: &mut Annotated, seed: u64) {
    let mut numbers = Numbers(seed);
    for last in (1..annotated.witnesses.len()).rev() {
        let other = numbers.below(last + 1);
        annotated.witnesses.swap(last, other);
        annotated.clusters.swap(last, other);
    }
}

/// The stories of reports given one at a time, as indices.
pub fn one_at_a_time(witnesses: &[Witness]) -> Vec<Vec<usize>> {
    let sketches: Vec<Sketch> = witnesses.iter().map(Sketch::of).collect();
    let mut stream = Stream::new(Window::default(), Corrections::default());
    for sketch in &sketches {
        stream.add(vec![sketch.clone()]);
    }
    let mut stories: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (report, sketch) in sketches.iter().enumerate() {
        let story = stream.story_of(sketch);
        stories.entry(story).or_default().push(report);
    }
    stories.into_values().collect()
}

/// Reads an annotated file the way the product reads any file of records, and prepares its reports.
/// Records of which nothing can be used are left out.
///
/// # Errors
/// Where the file cannot be read or no report in it has a `cluster`.
pub fn read(path: &Path) -> Result<Annotated> {
    let bytes = std::fs::read(path).map_err(|error| Error::at(path, error))?;
    let name = path.display().to_string();
    let ingested = recension_ingest::read(&bytes, &name, &Limits::default())
        .map_err(|error| Error::at(path, error))?;
    let (articles, clusters): (Vec<Article>, Vec<String>) = ingested
        .articles
        .into_iter()
        .filter_map(|article| cluster_of(&article).map(|cluster| (article, cluster)))
        .unzip();
    if articles.is_empty() {
        return Err(Error::at(path, "no report with a `cluster`"));
    }
    let witnesses = articles.into_par_iter().map(prepare).collect();
    Ok(Annotated {
        witnesses,
        clusters,
    })
}

fn cluster_of(article: &Article) -> Option<String> {
    match article.record.as_ref()?.extra.get("cluster")? {
        Value::String(name) => Some(name.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Counts behind the measures for one grouping.
#[derive(Default)]
struct Tally {
    b3_precision: f64,
    b3_recall: f64,
    together: f64,
    both: f64,
    truly: f64,
}

/// B³ (Bagga and Baldwin 1998) and pairwise measures of a grouping against the true stories.
///
/// Where there is no pair to judge, pairwise precision and recall are 1.
pub fn score(stories: &[Vec<usize>], clusters: &[String]) -> Report {
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    for cluster in clusters {
        *sizes.entry(cluster).or_default() += 1.0;
    }
    let mut tally = Tally {
        truly: sizes.values().map(|size| pairs(*size)).sum(),
        ..Tally::default()
    };
    for story in stories {
        tally.add(story, clusters, &sizes);
    }
    tally.report(clusters.len(), stories.len())
}

impl Tally {
    fn add(&mut self, story: &[usize], clusters: &[String], sizes: &BTreeMap<&str, f64>) {
        let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
        for member in story {
            *shares.entry(&clusters[*member]).or_default() += 1.0;
        }
        let total = shares.values().sum::<f64>();
        self.together += pairs(total);
        for (cluster, share) in shares {
            self.both += pairs(share);
            self.b3_precision += share * share / total;
            self.b3_recall += share * share / sizes.get(cluster).copied().unwrap_or(share);
        }
    }

    fn report(&self, documents: usize, stories: usize) -> Report {
        let count = |n: usize| n as f64;
        let (precision, recall) = (
            ratio(self.b3_precision, count(documents)),
            ratio(self.b3_recall, count(documents)),
        );
        let (pair_precision, pair_recall) = (
            ratio(self.both, self.together),
            ratio(self.both, self.truly),
        );
        Report::default()
            .with("b3_precision", precision)
            .with("b3_recall", recall)
            .with("b3_f1", f1(precision, recall))
            .with("pair_precision", pair_precision)
            .with("pair_recall", pair_recall)
            .with("pair_f1", f1(pair_precision, pair_recall))
            .with("documents", count(documents))
            .with("stories", count(stories))
    }
}

fn pairs(count: f64) -> f64 {
    count * (count - 1.0) / 2.0
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 1.0 }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_a_split_and_a_mixture() {
        // true: {0, 1, 2} and {3}; found: {0, 1} and {2, 3}
        let clusters = ["a", "a", "a", "b"].map(str::to_owned);
        let report = score(&[vec![0, 1], vec![2, 3]], &clusters);
        let get = |name| report.get(name).unwrap();
        assert!((get("b3_precision") - (1.0 + 1.0 + 0.5 + 0.5) / 4.0).abs() < 1e-9);
        assert!((get("b3_recall") - (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
        assert!((get("pair_precision") - 0.5).abs() < 1e-9);
        assert!((get("pair_recall") - 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn singletons_are_a_perfect_grouping_of_singletons() {
        let clusters = ["a", "b"].map(str::to_owned);
        let report = score(&[vec![0], vec![1]], &clusters);
        assert_eq!(report.get("b3_f1"), Some(1.0));
        assert_eq!(report.get("pair_f1"), Some(1.0));
    }
}

//! `recension-eval reuse`: how well the reuse of a known source is found and graded.
//!
//! The grades are fitted on the only annotated data there is (see [`crate::train::reuse`]), so
//! that what the product reaches on that very file says little. Beside it stands what is reached
//! when the texts on each source are graded by weights fitted on the texts on the others.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use recension_core::derivation::{
    REUSE_FEATURES, REUSE_GRADES, Reuse, ReuseFeatures, ReuseWeights, grade_reuse,
    grade_reuse_with, reuse_features,
};
use recension_core::dossier::ReuseGrade;
use recension_core::witness::{Witness, prepare};
use recension_ingest::Limits;
use serde::Deserialize;

use crate::report::{Error, Report, Result};
use crate::train::softmax::{Example, fit};

/// The names of the grades in annotated data.
const LABELS: &[(&str, ReuseGrade)] = &[
    ("non", ReuseGrade::None),
    ("heavy", ReuseGrade::HeavyRevision),
    ("light", ReuseGrade::LightRevision),
    ("cut", ReuseGrade::NearCopy),
];

#[derive(Deserialize)]
struct Row {
    source: String,
    label: String,
    source_text: String,
    derived_text: String,
}

/// A pair with its true grade and what was measured of it.
pub(crate) struct Graded {
    /// The name of the source.
    source: String,
    grade: ReuseGrade,
    features: ReuseFeatures,
    /// What the product says.
    found: Reuse,
}

/// Measures the grading of a JSONL file of `source`, `label` (`non`, `heavy`, `light`, `cut`),
/// `source_text` and `derived_text`.
///
/// `auc` and `accuracy` are those of the product as it is; `cross_auc` and `cross_accuracy` are
/// reached when no text is graded by weights that were fitted on a text about the same source.
///
/// # Errors
/// Where the file cannot be read or has another form.
pub fn run(path: &Path) -> Result<Report> {
    let pairs = read(path)?;
    let product: Vec<Reuse> = pairs.iter().map(|pair| pair.found).collect();
    let crossed = crossed(&pairs);
    Ok(Report::default()
        .with("auc", auc(&pairs, &product))
        .with("accuracy", accuracy(&pairs, &product))
        .with("cross_auc", auc(&pairs, &crossed))
        .with("cross_accuracy", accuracy(&pairs, &crossed))
        .with("pairs", pairs.len() as f64))
}

pub(crate) fn read(path: &Path) -> Result<Vec<Graded>> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::at(path, error))?;
    let rows: Vec<Row> = text
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| Error::at(path, error)))
        .collect::<Result<_>>()?;
    rows.par_iter().map(|row| graded(row, path)).collect()
}

fn graded(row: &Row, path: &Path) -> Result<Graded> {
    let grade = LABELS.iter().find(|(label, _)| *label == row.label);
    let unknown = || Error::at(path, format_args!("no such grade: {}", row.label));
    let [source, target] = [witness(&row.source_text)?, witness(&row.derived_text)?];
    Ok(Graded {
        source: row.source.clone(),
        grade: grade.ok_or_else(unknown)?.1,
        features: reuse_features(&source, &target),
        found: grade_reuse(&source, &target),
    })
}

/// A text the way the product reads a plain text file.
pub(crate) fn witness(text: &str) -> Result<Witness> {
    let read = recension_ingest::read(text.as_bytes(), "text.txt", &Limits::default());
    let ingested = read.map_err(|error| Error::new(error.to_string()))?;
    let article = ingested.articles.into_iter().next();
    article
        .map(prepare)
        .ok_or_else(|| Error::new("a text of which nothing can be used"))
}

/// Weights fitted on pairs.
pub(crate) fn fitted<'a>(pairs: impl Iterator<Item = &'a Graded>) -> ReuseWeights {
    let class = |grade| {
        REUSE_GRADES
            .iter()
            .position(|known| *known == grade)
            .unwrap_or(0)
    };
    let example = |pair: &Graded| Example {
        features: pair.features,
        class: class(pair.grade),
    };
    fit::<REUSE_FEATURES, 4>(&pairs.map(example).collect::<Vec<_>>())
}

/// Each pair graded by weights fitted on the pairs of the other sources.
fn crossed(pairs: &[Graded]) -> Vec<Reuse> {
    let sources: BTreeSet<&str> = pairs.iter().map(|pair| pair.source.as_str()).collect();
    let mut found: Vec<Reuse> = pairs.iter().map(|pair| pair.found).collect();
    for source in sources {
        let weights = fitted(pairs.iter().filter(|pair| pair.source != source));
        for (pair, found) in pairs
            .iter()
            .zip(&mut found)
            .filter(|(p, _)| p.source == source)
        {
            *found = grade_reuse_with(&pair.features, &weights);
        }
    }
    found
}

fn accuracy(pairs: &[Graded], found: &[Reuse]) -> f64 {
    let right = pairs
        .iter()
        .zip(found)
        .filter(|(pair, found)| pair.grade == found.grade);
    right.count() as f64 / pairs.len().max(1) as f64
}

/// The chance that a text which reuses its source has a higher degree than one which does not
/// (area under the ROC curve; Hanley and McNeil 1982); equal degrees count half.
fn auc(pairs: &[Graded], found: &[Reuse]) -> f64 {
    let degrees = |reused: bool| {
        let both = pairs.iter().zip(found);
        let chosen = both.filter(move |(pair, _)| (pair.grade != ReuseGrade::None) == reused);
        chosen.map(|(_, found)| found.degree).collect::<Vec<f64>>()
    };
    let [without, with] = [degrees(false), degrees(true)];
    let mut won = 0.0;
    for higher in &with {
        for lower in &without {
            won += match higher.total_cmp(lower) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    won / (with.len() * without.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_counts_pairs_in_the_right_order() {
        let pair = |grade| Graded {
            source: String::new(),
            grade,
            features: [0.0; REUSE_FEATURES],
            found: Reuse { grade, degree: 0.0 },
        };
        let pairs = [
            ReuseGrade::None,
            ReuseGrade::NearCopy,
            ReuseGrade::None,
            ReuseGrade::NearCopy,
        ]
        .map(pair);
        let found = [0.1, 0.9, 0.5, 0.5].map(|degree| Reuse {
            grade: ReuseGrade::None,
            degree,
        });
        assert!((auc(&pairs, &found) - 3.5 / 4.0).abs() < 1e-9);
        assert!((accuracy(&pairs, &found) - 0.5).abs() < 1e-9);
    }
}

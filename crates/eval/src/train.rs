//! `recension-eval train-stories`: fits the weights of the story decision.
//!
//! The decision is fitted on what it will have to decide: reports are grouped, each comparison of
//! two groups is noted with the answer it should have had, a logistic regression is fitted to them,
//! and the next round groups by it (the data aggregation of Ross, Gordon and Bagnell 2011). The
//! first round groups by the answers.

pub mod claims;
pub mod descent;
mod network;
pub mod pairs;
mod regression;
pub mod reuse;
mod scale;
pub(crate) mod softmax;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use recension_core::story::{FEATURE_NAMES, FEATURES, Features, Rehearsal};
use recension_core::witness::Witness;

use crate::report::{Error, Report, Result};
use crate::stories::{Annotated, read, score};
use regression::{Example, fit};

/// One weight a feature.
type Weights = [f64; FEATURES];

/// Rounds of grouping and fitting.
const ROUNDS: usize = 4;
/// Share of a group's reports that must be of one story for its comparisons to be learnt from.
const PURE: f64 = 0.8;
/// Halvings of the data for cross-validation.
const HALVINGS: u64 = 5;

/// Annotated reports, made ready to be grouped again and again.
struct Material {
    texts: Rehearsal,
    witnesses: Vec<Witness>,
    clusters: Vec<String>,
}

impl Material {
    fn of(annotated: Annotated) -> Self {
        Self {
            texts: Rehearsal::of(&annotated.witnesses),
            witnesses: annotated.witnesses,
            clusters: annotated.clusters,
        }
    }
}

/// Fits the weights on all files, tries whether those in use can be bettered, and prints the better
/// of the two as the source file that holds them, with what they
/// reach: on each file, on each file when fitted on the others, and on the half of the stories when
/// fitted on the other half.
///
/// # Errors
/// Where a file cannot be read.
pub fn run(paths: &[PathBuf]) -> Result<()> {
    let sets = paths
        .iter()
        .map(|path| Ok(Material::of(read(path)?)))
        .collect::<Result<Vec<_>>>()?;
    if sets.is_empty() {
        return Err(Error::new("train-stories needs at least one file"));
    }
    let all: Vec<&Material> = sets.iter().collect();
    let weights = best_of([train(&all), tune(Features::weights(), &all)], &all);
    print_source(&weights, paths);
    for (path, set) in paths.iter().zip(&sets) {
        print_line(
            &format!("fitted on all, {}", path.display()),
            &measure(set, &weights),
        );
    }
    if sets.len() > 1 {
        cross_files(paths, &sets);
    }
    cross_halves(paths, &sets);
    Ok(())
}

fn cross_files(paths: &[PathBuf], sets: &[Material]) {
    for (left_out, (path, set)) in paths.iter().zip(sets).enumerate() {
        let others: Vec<&Material> = sets
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != left_out)
            .map(|(_, set)| set)
            .collect();
        let report = measure(set, &train(&others));
        print_line(
            &format!("fitted on the others, {}", path.display()),
            &report,
        );
    }
}

fn cross_halves(paths: &[PathBuf], sets: &[Material]) {
    let folds: Vec<Fold> = (0..HALVINGS)
        .flat_map(|seed| [0, 1].map(|side| Fold { seed, side }))
        .collect();
    let reports: Vec<Vec<Report>> = folds.par_iter().map(|fold| fold.measure(sets)).collect();
    for (set, path) in paths.iter().enumerate() {
        let mean = |name| {
            let values = reports.iter().filter_map(|fold| fold.get(set)?.get(name));
            values.sum::<f64>() / reports.len() as f64
        };
        let report = MEANS.iter().fold(Report::default(), |report, name| {
            report.with(name, mean(name))
        });
        print_line(
            &format!("fitted on other stories, not tuned, {}", path.display()),
            &report,
        );
    }
}

const MEANS: &[&str] = &["b3_precision", "b3_recall", "b3_f1", "pair_f1"];

/// One way to halve the stories, and which half is tested.
struct Fold {
    seed: u64,
    side: u64,
}

impl Fold {
    fn measure(&self, sets: &[Material]) -> Vec<Report> {
        let half =
            |side| -> Vec<Material> { sets.iter().map(|set| self.half(set, side)).collect() };
        let (training, tested) = (half(1 - self.side), half(self.side));
        let weights = fitted(&training.iter().collect::<Vec<_>>());
        tested.iter().map(|set| measure(set, &weights)).collect()
    }

    /// Half of the stories. Stories whose names start with the same word stay together, so that
    /// confusable ones are tested against each other.
    fn half(&self, set: &Material, side: u64) -> Material {
        let topic = |cluster: &str| cluster.split('_').next().unwrap_or_default().to_owned();
        let chosen = |cluster: &str| {
            let seeded = format!("{}/{}", self.seed, topic(cluster));
            recension_core::witness::Term::of(&seeded).0 >> 17 & 1 == side
        };
        let (witnesses, clusters) = set
            .witnesses
            .iter()
            .zip(&set.clusters)
            .filter(|(_, cluster)| chosen(cluster))
            .map(|(witness, cluster)| (witness.clone(), cluster.clone()))
            .unzip();
        Material::of(Annotated {
            witnesses,
            clusters,
        })
    }
}

fn measure(set: &Material, weights: &Weights) -> Report {
    let judge = &mut |_: &[usize], _: &[usize], features: &Features| features.weighed(weights);
    score(&set.texts.group_with(judge), &set.clusters)
}

/// The better of two, the second where they are as good.
fn best_of([fresh, present]: [Weights; 2], sets: &[&Material]) -> Weights {
    if worth(&fresh, sets) > worth(&present, sets) {
        fresh
    } else {
        present
    }
}

/// Fits the weights and then tries them out.
fn train(sets: &[&Material]) -> Weights {
    tune(fitted(sets), sets)
}

fn fitted(sets: &[&Material]) -> Weights {
    let mut examples = Vec::new();
    let mut weights = None;
    for round in 0..ROUNDS {
        if round == 1 {
            examples.clear();
        }
        for set in sets {
            collect(set, weights.as_ref(), &mut examples);
        }
        weights = Some(fit(&examples));
    }
    weights.unwrap_or([0.0; FEATURES])
}

/// Changes of one weight that are tried, in parts of itself.
const STEPS: [f64; 6] = [0.3, -0.3, 0.15, -0.15, 0.05, -0.05];
/// Rounds over all weights, at most.
const TUNING_ROUNDS: usize = 6;
/// What the neighbourhood of weights is judged by.
const NEIGHBOURS: [Neighbour; 5] = [
    Neighbour::new(1.0, 0.0, 0.5),
    Neighbour::new(0.97, 0.0, 0.125),
    Neighbour::new(1.03, 0.0, 0.125),
    Neighbour::new(1.0, 0.12, 0.125),
    Neighbour::new(1.0, -0.12, 0.125),
];

/// Weights near others.
#[derive(Clone, Copy)]
struct Neighbour {
    /// What all weights but the constant are multiplied by.
    scale: f64,
    /// What is added to the constant.
    shift: f64,
    /// What it counts for.
    share: f64,
}

impl Neighbour {
    const fn new(scale: f64, shift: f64, share: f64) -> Self {
        Self {
            scale,
            shift,
            share,
        }
    }

    fn of(self, weights: &Weights) -> Weights {
        let mut near = weights.map(|weight| weight * self.scale);
        near[0] = weights[0] + self.shift;
        near
    }
}

/// Coordinate ascent on what is wanted in the end, from the fitted weights: single comparisons are
/// not all alike, as one wrong join of two large groups costs more than many of single reports.
/// Weights are judged together with their neighbours, so that a lucky path of joins counts little.
fn tune(mut weights: Weights, sets: &[&Material]) -> Weights {
    let mut best = worth(&weights, sets);
    for _ in 0..TUNING_ROUNDS {
        let before = best;
        for feature in 0..FEATURES {
            for step in STEPS {
                let mut tried = weights;
                tried[feature] *= 1.0 + step;
                let reached = worth(&tried, sets);
                if reached > best {
                    (weights, best) = (tried, reached);
                    break;
                }
            }
        }
        if best <= before {
            break;
        }
    }
    weights
}

/// Mean of B³ and pairwise F1 over all sets and neighbours.
fn worth(weights: &Weights, sets: &[&Material]) -> f64 {
    let tries: Vec<(&Material, Neighbour)> = sets
        .iter()
        .flat_map(|set| NEIGHBOURS.map(|near| (*set, near)))
        .collect();
    let values = tries.par_iter().map(|(set, near)| {
        let report = measure(set, &near.of(weights));
        let value = |name| report.get(name).unwrap_or(0.0);
        near.share * (value("b3_f1") + value("pair_f1")) / 2.0
    });
    values.sum::<f64>() / sets.len() as f64
}

/// Groups a set and notes every comparison; by the answers where there are no weights yet.
fn collect(set: &Material, weights: Option<&Weights>, examples: &mut Vec<Example<FEATURES>>) {
    set.texts
        .group_with(&mut |left, right, features: &Features| {
            let (left, right) = (Majority::of(left, set), Majority::of(right, set));
            let same = left.cluster == right.cluster;
            if left.share >= PURE && right.share >= PURE {
                examples.push(Example {
                    features: features.0,
                    same,
                    weight: left.size.min(right.size).sqrt(),
                });
            }
            let by_answer = if same {
                1.0 + features.0[1] / 100.0
            } else {
                -1.0
            };
            weights.map_or(by_answer, |weights| features.weighed(weights))
        });
}

/// The true story of most reports of a group.
struct Majority<'a> {
    cluster: &'a str,
    share: f64,
    size: f64,
}

impl<'a> Majority<'a> {
    fn of(members: &[usize], set: &'a Material) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for member in members {
            *counts.entry(&set.clusters[*member]).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count);
        let (cluster, count) = most.map_or(("", 0), |(cluster, count)| (*cluster, *count));
        let size = members.len() as f64;
        Self {
            cluster,
            share: count as f64 / size,
            size,
        }
    }
}

#[allow(clippy::print_stderr, reason = "remarks beside the result")]
fn print_line(what: &str, report: &Report) {
    let value = |name| report.get(name).unwrap_or(f64::NAN);
    eprintln!(
        "b3_f1 {:.4} ({:.4} / {:.4})  pair_f1 {:.4}  {what}",
        value("b3_f1"),
        value("b3_precision"),
        value("b3_recall"),
        value("pair_f1"),
    );
}

#[allow(clippy::print_stdout, reason = "the result of the program")]
fn print_source(weights: &Weights, paths: &[PathBuf]) {
    let name = |path: &PathBuf| format!("`{}`", path.file_name().unwrap_or_default().display());
    let names: Vec<String> = paths.iter().map(name).collect();
    println!("//! Weights of the story decision.");
    println!("//!");
    println!("//! Printed by `recension-eval train-stories FILE...` for");
    println!("//! {}.\n", names.join(" and "));
    println!("use super::decision::FEATURES;\n");
    println!("/// One weight a feature, in the order of `FEATURE_NAMES`.");
    println!("pub(super) const WEIGHTS: [f64; FEATURES] = [");
    for (weight, name) in weights.iter().zip(FEATURE_NAMES) {
        println!("    {weight:.3}, // {name}");
    }
    println!("];");
}

//! `recension-eval train-claims`: fits the decision whether two clauses state the same.
//!
//! Every pair of clauses that the product compares in the annotated stories is an example: the
//! same where both overlap the annotated words of one fact. Weights are fitted by logistic
//! regression and printed as their source file.

use std::path::{Path, PathBuf};

use recension_core::claim::{
    CLAIM_FEATURE_NAMES, CLAIM_FEATURES, Compared, SETTLING_FEATURE_NAMES, SETTLING_FEATURES,
    StoryContext, compared, settling,
};
use recension_core::compile::with_statements;

use super::regression::{Example, fit};
use crate::annotated::{AnnotatedStory, Words, read, share_half};
use crate::report::Result;

/// Fits on all stories below the folders and prints the weights.
///
/// # Errors
/// Where the annotated stories cannot be read.
pub fn run(folders: &[PathBuf]) -> Result<()> {
    let mut stories = Vec::new();
    for folder in folders {
        stories.extend(read(Path::new(folder))?);
    }
    let first: Vec<Vec<Pair>> =
        with_contexts(&stories, |_, story, context| collect(story, context))?;
    let without: Vec<Weights> = (0..first.len())
        .map(|at| fit(&others(&first, at)))
        .collect();
    // The second judgement is fitted on odds as they come out on stories not fitted on.
    let second = with_contexts(&stories, |at, _, context| {
        let odds: Vec<f64> = first[at]
            .iter()
            .map(|pair| sum(&pair.features, &without[at]))
            .collect();
        let rows = settling(context, &odds).into_iter().zip(&first[at]);
        let example = |(features, pair): (_, &Pair)| Example {
            features,
            same: pair.same,
            weight: pair.weight,
        };
        rows.map(example)
            .collect::<Vec<Example<SETTLING_FEATURES>>>()
    })?;
    print(&fit(&judged(first.iter().flatten())), &first);
    print_settling(&fit(&judged(second.iter().flatten())));
    let odds = |pairs: &[Vec<Pair>], at: usize| -> Vec<(f64, bool)> {
        let counted = pairs[at].iter().filter(|pair| pair.weight > 0.0);
        counted
            .map(|pair| (sum(&pair.features, &without[at]), pair.same))
            .collect()
    };
    let alone: Vec<(f64, bool)> = (0..first.len()).flat_map(|at| odds(&first, at)).collect();
    say("each pair by itself");
    THRESHOLDS
        .iter()
        .for_each(|threshold| tell(&alone, *threshold));
    let settled = (0..second.len()).flat_map(|at| {
        let weights = fit(&others(&second, at));
        let counted = second[at].iter().filter(|pair| pair.weight > 0.0);
        counted
            .map(move |pair| (sum(&pair.features, &weights), pair.same))
            .collect::<Vec<_>>()
    });
    say("settled with its neighbours");
    let settled: Vec<(f64, bool)> = settled.collect();
    THRESHOLDS
        .iter()
        .for_each(|threshold| tell(&settled, *threshold));
    Ok(())
}

type Pair = Example<CLAIM_FEATURES>;
type Weights = [f64; CLAIM_FEATURES];

fn with_contexts<T>(
    stories: &[AnnotatedStory],
    mut read: impl FnMut(usize, &AnnotatedStory, &StoryContext) -> T,
) -> Result<Vec<T>> {
    let each = stories.iter().enumerate().map(|(at, story)| {
        Ok(with_statements(story.witnesses()?, |context| {
            read(at, story, context)
        }))
    });
    each.collect()
}

/// The examples of all stories but one.
fn others<const N: usize>(by_story: &[Vec<Example<N>>], left_out: usize) -> Vec<&Example<N>> {
    let others = by_story
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != left_out);
    judged(others.flat_map(|(_, story)| story))
}

/// The examples that count.
fn judged<'e, const N: usize>(all: impl Iterator<Item = &'e Example<N>>) -> Vec<&'e Example<N>> {
    all.filter(|example| example.weight > 0.0).collect()
}

fn sum<const N: usize>(features: &[f64; N], weights: &[f64; N]) -> f64 {
    features
        .iter()
        .zip(weights)
        .map(|(x, weight)| x * weight)
        .sum()
}

#[allow(clippy::print_stderr, reason = "a remark beside the result")]
fn say(what: &str) {
    eprintln!("{what}, fitted on the other stories:");
}

/// Odds at which the cross-validation is told.
const THRESHOLDS: [f64; 5] = [-0.5, 0.0, 0.5, 1.0, 2.0];

#[allow(clippy::print_stderr, reason = "a remark beside the result")]
fn tell(judged: &[(f64, bool)], threshold: f64) {
    let above = judged.iter().filter(|(odds, _)| *odds > threshold);
    let (mut given, mut right) = (0.0, 0.0);
    for (_, same) in above {
        given += 1.0;
        right += f64::from(u8::from(*same));
    }
    let truly = judged.iter().filter(|(_, same)| *same).count() as f64;
    let (precision, recall) = (right / f64::max(given, 1.0), right / truly.max(1.0));
    eprintln!(
        "odds above {threshold}: precision {precision:.3}, recall {recall:.3}, F1 {:.3}",
        2.0 * precision * recall / (precision + recall)
    );
}

fn collect(story: &AnnotatedStory, context: &StoryContext) -> Vec<Example<CLAIM_FEATURES>> {
    let facts: Vec<Vec<Words>> = story
        .truth
        .claims
        .iter()
        .map(|fact| places(context, &fact.attestations))
        .collect();
    let example = |pair: &Compared| {
        let states = |fact: &&Vec<Words>| {
            (0..2).all(|side| {
                let own = (pair.witnesses[side], pair.spans[side].range());
                fact.iter().any(|words| share_half(words, &own))
            })
        };
        Example {
            features: pair.likeness.0,
            same: facts.iter().find(states).is_some(),
            weight: if pair.apart { 0.0 } else { 1.0 },
        }
    };
    compared(context).iter().map(example).collect()
}

/// Where annotated words stand in the cleaned texts.
pub(crate) fn places(context: &StoryContext, quotes: &[crate::annotated::Quote]) -> Vec<Words> {
    let place = |quote: &crate::annotated::Quote| {
        let witness = context
            .witnesses
            .iter()
            .position(|w| w.article.document.path == quote.file)?;
        let text = context.witnesses.get(witness)?.article.text.as_str();
        let start = text.find(&quote.quote)?;
        Some((witness, start..start + quote.quote.len()))
    };
    quotes.iter().filter_map(place).collect()
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print(weights: &Weights, by_story: &[Vec<Pair>]) {
    let examples = judged(by_story.iter().flatten());
    let same = examples.iter().filter(|example| example.same).count();
    println!("//! Weights of the decision whether two clauses state the same.");
    println!("//!");
    println!(
        "//! Printed by `recension-eval train-claims` from {} pairs of clauses of the annotated",
        examples.len()
    );
    println!("//! stories in `crates/eval/annotated/build`, {same} of which state the same.\n");
    println!("use super::likeness::CLAIM_FEATURES;");
    println!("use super::settle::SETTLING_FEATURES;\n");
    println!("/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.");
    println!("pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [");
    lines(weights, &CLAIM_FEATURE_NAMES);
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_settling(weights: &[f64; SETTLING_FEATURES]) {
    println!(
        "\n/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`."
    );
    println!("pub(super) const SETTLING: [f64; SETTLING_FEATURES] = [");
    lines(weights, &SETTLING_FEATURE_NAMES);
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn lines(weights: &[f64], names: &[&str]) {
    for (weight, name) in weights.iter().zip(names) {
        println!("    {weight:.4}, // {name}");
    }
    println!("];");
}

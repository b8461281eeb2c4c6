//! `recension-eval train-claims`: fits the decision whether two clauses state the same.
//!
//! Every pair of clauses that the product compares in the annotated stories is an example: the
//! same where both overlap the annotated words of one fact. Weights are fitted by logistic
//! regression and printed as their source file.

use std::path::{Path, PathBuf};

use recension_core::claim::{
    CLAIM_FEATURE_NAMES, CLAIM_FEATURES, Compared, SETTLING_FEATURE_NAMES, SETTLING_FEATURES,
    SHARPENING_FEATURE_NAMES, SHARPENING_FEATURES, StoryContext, compared, settling, sharpening,
};
use recension_core::compile::with_statements;
use recension_core::meaning::SentenceModel;

use super::regression::{Example, fit};
use crate::annotated::{AnnotatedStory, Words, read, share_half};
use crate::report::Result;

/// Fits on all stories below the folders and prints the weights: those of words, or with a `model`
/// those of its part.
///
/// # Errors
/// Where the annotated stories cannot be read.
pub fn run(folders: &[PathBuf], model: Option<&dyn SentenceModel>) -> Result<()> {
    let mut stories = Vec::new();
    for folder in folders {
        stories.extend(read(Path::new(folder))?);
    }
    let material = Material { stories, model };
    let compared = material.read(|_, story, context| collect(story, context))?;
    let first: Vec<Vec<Pair>> = map(&compared, |(pair, _)| pair.clone());
    let by_words = left_out(&first);
    tell_all("each pair by itself", &by_words, &first);
    if model.is_none() {
        print(&fit(&judged(first.iter().flatten())), &first);
        return material.settle(&by_words, &first, "SETTLING");
    }
    let with_odds = by_words.iter().zip(&compared);
    let sharper: Vec<Vec<Example<SHARPENING_FEATURES>>> = with_odds
        .map(|(odds, pairs)| {
            let examples = odds.iter().zip(pairs);
            let example = |(odds, (pair, nearness)): (&f64, &(Pair, [f64; 2]))| {
                pair.with(sharpening(*odds, *nearness))
            };
            examples.map(example).collect()
        })
        .collect();
    print_sharpening(&fit(&judged(sharper.iter().flatten())), &first);
    let odds = left_out(&sharper);
    tell_all("each pair by itself, with the model", &odds, &first);
    material.settle(&odds, &first, "SHARPENED_SETTLING")
}

type Pair = Example<CLAIM_FEATURES>;
type Weights = [f64; CLAIM_FEATURES];

/// Annotated stories, with the model that their clauses are compared with.
struct Material<'m> {
    stories: Vec<AnnotatedStory>,
    model: Option<&'m dyn SentenceModel>,
}

impl Material<'_> {
    fn read<T>(
        &self,
        mut read: impl FnMut(usize, &AnnotatedStory, &StoryContext) -> T,
    ) -> Result<Vec<T>> {
        let each = self.stories.iter().enumerate().map(|(at, story)| {
            let witnesses = story.witnesses()?;
            Ok(with_statements(witnesses, self.model, |context| {
                read(at, story, context)
            }))
        });
        each.collect()
    }

    /// Fits the second judgement, on odds as they come out on stories not fitted on, and prints its
    /// weights.
    fn settle(&self, odds: &[Vec<f64>], first: &[Vec<Pair>], name: &str) -> Result<()> {
        let second = self.read(|at, _, context| {
            let rows = settling(context, &odds[at]).into_iter().zip(&first[at]);
            let examples = rows.map(|(features, pair)| pair.with(features));
            examples.collect::<Vec<Example<SETTLING_FEATURES>>>()
        })?;
        print_settling(&fit(&judged(second.iter().flatten())), name);
        tell_all("settled with its neighbours", &left_out(&second), first);
        Ok(())
    }
}

fn map<A, B>(by_story: &[Vec<A>], each: impl Fn(&A) -> B) -> Vec<Vec<B>> {
    let of_story = |story: &Vec<A>| story.iter().map(&each).collect();
    by_story.iter().map(of_story).collect()
}

/// The odds of every example, by weights fitted on the other stories.
fn left_out<const N: usize>(by_story: &[Vec<Example<N>>]) -> Vec<Vec<f64>> {
    let of_story = |at: usize| {
        let weights = fit(&others(by_story, at));
        let odds = by_story[at]
            .iter()
            .map(|pair| sum(&pair.features, &weights));
        odds.collect()
    };
    (0..by_story.len()).map(of_story).collect()
}

/// Says how well odds tell the pairs that count.
fn tell_all(what: &str, odds: &[Vec<f64>], pairs: &[Vec<Pair>]) {
    say(what);
    let all = odds.iter().flatten().zip(pairs.iter().flatten());
    let counted = all.filter(|(_, pair)| pair.weight > 0.0);
    let judged: Vec<(f64, bool)> = counted.map(|(odds, pair)| (*odds, pair.same)).collect();
    for threshold in THRESHOLDS {
        tell(&judged, threshold);
    }
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

/// The pairs of a story, each with how near a model finds it.
fn collect(story: &AnnotatedStory, context: &StoryContext) -> Vec<(Pair, [f64; 2])> {
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
        let example = Example {
            features: pair.likeness.0,
            same: facts.iter().find(states).is_some(),
            weight: if pair.apart { 0.0 } else { 1.0 },
        };
        (example, pair.nearness.unwrap_or_default())
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
    println!("//! stories in `crates/eval/annotated`, {same} of which state the same.\n");
    println!("use super::likeness::CLAIM_FEATURES;");
    println!("use super::settle::SETTLING_FEATURES;\n");
    println!("/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.");
    println!("pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [");
    lines(weights, &CLAIM_FEATURE_NAMES);
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_sharpening(weights: &[f64; SHARPENING_FEATURES], by_story: &[Vec<Pair>]) {
    let examples = judged(by_story.iter().flatten());
    let same = examples.iter().filter(|example| example.same).count();
    println!(
        "//! Weights of the decision whether two clauses state the same, with a sentence model."
    );
    println!("//!");
    println!(
        "//! Printed by `recension-eval train-claims --model` from {} pairs of clauses of the annotated",
        examples.len()
    );
    println!(
        "//! stories in `crates/eval/annotated`, {same} of which state the same, with the vectors of"
    );
    println!("//! all-MiniLM-L6-v2.\n");
    println!("use super::settle::SETTLING_FEATURES;");
    println!("use super::sharpen::SHARPENING_FEATURES;\n");
    println!("/// One weight a feature, in the order of `SHARPENING_FEATURE_NAMES`.");
    println!("pub(super) const SHARPENING: [f64; SHARPENING_FEATURES] = [");
    lines(weights, &SHARPENING_FEATURE_NAMES);
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_settling(weights: &[f64; SETTLING_FEATURES], name: &str) {
    println!(
        "\n/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`."
    );
    println!("pub(super) const {name}: [f64; SETTLING_FEATURES] = [");
    lines(weights, &SETTLING_FEATURE_NAMES);
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn lines(weights: &[f64], names: &[&str]) {
    for (weight, name) in weights.iter().zip(names) {
        println!("    {weight:.4}, // {name}");
    }
    println!("];");
}

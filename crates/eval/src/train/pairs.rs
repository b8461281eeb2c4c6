//! `recension-eval train-pairs`: fits the decision whether two pieces of quotations that words did
//! not join are wordings of one utterance, given how near a sentence model finds them.

use std::path::PathBuf;

use recension_core::meaning::SentenceModel;
use recension_core::utterance::{NEAR_FEATURE_NAMES, NEAR_FEATURES, looked_at};
use recension_core::witness::cast;

use super::regression::{Example, fit_as_met};
use crate::pairs::{Pair, read};
use crate::report::Result;

/// Fits on the labelled pairs of some files and prints the weights as their source file.
///
/// # Errors
/// Where a file cannot be read.
pub fn run(files: &[PathBuf], model: &dyn SentenceModel) -> Result<()> {
    let mut examples = Vec::new();
    for file in files {
        examples.extend(read(file)?.iter().flat_map(|pair| of(pair, model)));
    }
    print(&fit_as_met(&examples), &examples);
    Ok(())
}

/// What is looked at of a pair, if words do not join it.
fn of(pair: &Pair, model: &dyn SentenceModel) -> Vec<Example<NEAR_FEATURES>> {
    let witnesses = pair.witnesses();
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    let looked_at = looked_at(&witnesses, &cast, model);
    let example = |near: recension_core::utterance::Near| Example {
        features: near.features,
        same: pair.same,
        weight: 1.0,
    };
    looked_at.into_iter().map(example).collect()
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print(weights: &[f64; NEAR_FEATURES], examples: &[Example<NEAR_FEATURES>]) {
    let same = examples.iter().filter(|example| example.same).count();
    println!(
        "//! Weights of the decision whether two pieces that words did not join are one utterance."
    );
    println!("//!");
    println!(
        "//! Printed by `recension-eval train-pairs` from {} pairs of pieces of the labelled pairs",
        examples.len()
    );
    println!(
        "//! in `crates/eval/annotated/pairs/build.txt`, {same} of one utterance, with the vectors of the"
    );
    println!("//! sentence model all-MiniLM-L6-v2.\n");
    println!("use super::near::NEAR_FEATURES;\n");
    println!("/// One weight a feature, in the order of `NEAR_FEATURE_NAMES`.");
    println!("pub(super) const WEIGHTS: [f64; NEAR_FEATURES] = [");
    for (weight, name) in weights.iter().zip(NEAR_FEATURE_NAMES) {
        println!("    {weight:.4}, // {name}");
    }
    println!("];");
}

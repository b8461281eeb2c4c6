//! `recension-eval train-claims`: fits the decision whether two clauses state the same.
//!
//! Every pair of clauses that the product compares in the annotated stories is an example: the
//! same where both overlap the annotated words of one fact. Weights are fitted by logistic
//! regression and printed as their source file.

use std::path::{Path, PathBuf};

use recension_core::claim::{
    CLAIM_FEATURE_NAMES, CLAIM_FEATURES, Compared, StoryContext, compared,
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
    let mut examples = Vec::new();
    for folder in folders {
        for story in read(Path::new(folder))? {
            let found = with_statements(story.witnesses()?, |context| collect(&story, context));
            examples.extend(found);
        }
    }
    print(&fit(&examples), &examples);
    Ok(())
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
            weight: 1.0,
        }
    };
    compared(context).iter().map(example).collect()
}

/// Where annotated words stand in the cleaned texts.
fn places(context: &StoryContext, quotes: &[crate::annotated::Quote]) -> Vec<Words> {
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
fn print(weights: &[f64; CLAIM_FEATURES], examples: &[Example<CLAIM_FEATURES>]) {
    let same = examples.iter().filter(|example| example.same).count();
    println!("//! Weights of the decision whether two clauses state the same.");
    println!("//!");
    println!(
        "//! Printed by `recension-eval train-claims` from {} pairs of clauses of the annotated",
        examples.len()
    );
    println!("//! stories in `crates/eval/annotated/build`, {same} of which state the same.\n");
    println!("use super::likeness::CLAIM_FEATURES;\n");
    println!("/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.");
    println!("pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [");
    for (weight, name) in weights.iter().zip(CLAIM_FEATURE_NAMES) {
        println!("    {weight:.4}, // {name}");
    }
    println!("];");
}

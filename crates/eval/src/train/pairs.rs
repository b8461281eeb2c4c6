//! `recension-eval train-pairs`: fits the decision whether two pieces of quotations are wordings of
//! one utterance, by their words and with a sentence model.
//!
//! A reading of several sentences falls into pieces, and a labelled pair says of two readings, not
//! of two pieces, that they are one utterance. So of the pieces of such a pair that which looks most
//! like it is taken for it (multiple instances; Andrews et al. 2002), by what was fitted before.
//!
//! In a story most pieces of a speaker have no counterpart in another report, and meet there what is
//! merely nearest. So each reading is also compared with the nearest of the other pairs of its file.

use std::path::{Path, PathBuf};

use recension_core::meaning::SentenceModel;
use recension_core::utterance::compared;
use recension_core::utterance::judge::{
    ADDED_SIGN_NAMES, Compared, MEANING_SIGNS, Network, Unit, WORD_SIGN_NAMES, WORD_SIGNS,
};
use recension_core::witness::cast;

use super::network::{Example, fit};
use crate::pairs::{Pair, read};
use crate::report::Result;

/// How often the likeliest pieces of a pair are taken anew.
const ROUNDS: usize = 3;

/// The pieces of two readings, compared each with each.
struct Bag<const INPUTS: usize> {
    same: bool,
    compared: Vec<[f64; INPUTS]>,
}

/// Fits on the labelled pairs of some files and prints the weights as their source file. How well
/// each file is told by what the others teach is said on standard error.
///
/// # Errors
/// Where a file cannot be read.
pub fn run(files: &[PathBuf], model: &dyn SentenceModel) -> Result<()> {
    let mut words: Vec<Vec<Bag<WORD_SIGNS>>> = Vec::new();
    let mut meaning: Vec<Vec<Bag<MEANING_SIGNS>>> = Vec::new();
    for file in files {
        let mut pairs = read(file)?;
        pairs.extend(strangers(&pairs, model));
        let all: Vec<(bool, Vec<Compared>)> = pairs
            .iter()
            .map(|pair| (pair.same, of(pair, model)))
            .collect();
        words.push(bags(&all, |compared| Some(compared.words)));
        meaning.push(bags(&all, |compared| compared.meaning));
    }
    say_across(files, &words, "by words");
    say_across(files, &meaning, "with the model");
    print(&fitted(&whole(&words)), &fitted(&whole(&meaning)), &words);
    Ok(())
}

/// Lines of a file within which pairs may be of one statement.
const NEIGHBOURS: usize = 8;

/// The first reading of each pair with the nearest second reading of the pairs that stand well
/// apart from it: two utterances.
fn strangers(pairs: &[Pair], model: &dyn SentenceModel) -> Vec<Pair> {
    let readings = |which: usize| -> Vec<&str> {
        pairs
            .iter()
            .map(|pair| pair.readings[which].as_str())
            .collect()
    };
    let (firsts, seconds) = (model.vectors(&readings(0)), model.vectors(&readings(1)));
    let nearness =
        |x: usize, y: usize| -> f32 { firsts[x].iter().zip(&seconds[y]).map(|(a, b)| a * b).sum() };
    let stranger = |x: usize| {
        let apart = (0..pairs.len()).filter(|y| x.abs_diff(*y) > NEIGHBOURS);
        let nearest = apart.max_by(|y, z| nearness(x, *y).total_cmp(&nearness(x, *z)))?;
        Some(pairs[x].with_second_of(&pairs[nearest]))
    };
    (0..pairs.len()).filter_map(stranger).collect()
}

fn of(pair: &Pair, model: &dyn SentenceModel) -> Vec<Compared> {
    let witnesses = pair.witnesses();
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    compared(&witnesses, &cast, Some(model))
}

fn bags<const INPUTS: usize>(
    all: &[(bool, Vec<Compared>)],
    signs: impl Fn(&Compared) -> Option<[f64; INPUTS]>,
) -> Vec<Bag<INPUTS>> {
    let bag = |(same, compared): &(bool, Vec<Compared>)| Bag {
        same: *same,
        compared: compared.iter().filter_map(&signs).collect(),
    };
    all.iter().map(bag).collect()
}

fn whole<const INPUTS: usize>(files: &[Vec<Bag<INPUTS>>]) -> Vec<&Bag<INPUTS>> {
    files.iter().flatten().collect()
}

/// Fits a network, first taking the pieces with the most in common for the utterance.
fn fitted<const INPUTS: usize>(bags: &[&Bag<INPUTS>]) -> Network<INPUTS> {
    let in_common = |signs: &[f64; INPUTS]| signs[1] + signs[2];
    let mut network = fit(&examples(bags, in_common));
    for _ in 1..ROUNDS {
        network = fit(&examples(bags, |signs| network.odds(signs)));
    }
    network
}

fn examples<const INPUTS: usize>(
    bags: &[&Bag<INPUTS>],
    likely: impl Fn(&[f64; INPUTS]) -> f64,
) -> Vec<Example<INPUTS>> {
    let mut examples = Vec::new();
    for bag in bags {
        let best = bag
            .compared
            .iter()
            .max_by(|x, y| likely(x).total_cmp(&likely(y)));
        let chosen: Vec<&[f64; INPUTS]> = match bag.same {
            true => best.into_iter().collect(),
            false => bag.compared.iter().collect(),
        };
        examples.extend(chosen.into_iter().map(|inputs| Example {
            inputs: *inputs,
            same: bag.same,
        }));
    }
    examples
}

/// Says how well each file is told by a network fitted on the others.
#[allow(clippy::print_stderr, reason = "beside the result of the command")]
fn say_across<const INPUTS: usize>(files: &[PathBuf], bags: &[Vec<Bag<INPUTS>>], how: &str) {
    for (at, file) in files.iter().enumerate() {
        let others = bags.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&Bag<INPUTS>> = others.flat_map(|(_, bags)| bags).collect();
        if others.is_empty() {
            return;
        }
        let network = fitted(&others);
        let says = |bag: &&Bag<INPUTS>| bag.compared.iter().any(|s| network.odds(s) > 0.0);
        let joined = bags[at].iter().filter(says).count();
        let right = bags[at].iter().filter(says).filter(|bag| bag.same).count();
        let same = bags[at].iter().filter(|bag| bag.same).count();
        let f1 = 2.0 * right as f64 / (joined + same).max(1) as f64;
        eprintln!(
            "{how}, {}: F1 {f1:.3}, {right} of {joined} joined right, {same} to be joined",
            name(file)
        );
    }
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print(
    words: &Network<WORD_SIGNS>,
    meaning: &Network<MEANING_SIGNS>,
    files: &[Vec<Bag<WORD_SIGNS>>],
) {
    let pairs = whole(files);
    let same = pairs.iter().filter(|bag| bag.same).count();
    println!("//! Weights of the decision whether two pieces of quotations are one utterance.");
    println!("//!");
    println!(
        "//! Printed by `recension-eval train-pairs` from {} labelled pairs of readings, {same} of one",
        pairs.len()
    );
    println!(
        "//! utterance, in `crates/eval/annotated/pairs`; those of meaning with the vectors of the"
    );
    println!("//! sentence model all-MiniLM-L6-v2.\n");
    println!("use super::network::{{Network, Unit}};");
    println!("use super::{{MEANING_SIGNS, WORD_SIGNS}};\n");
    let names: Vec<&str> = WORD_SIGN_NAMES.to_vec();
    println!("/// By the words alone.");
    print_network("BY_WORDS", "WORD_SIGNS", words, &names);
    let names: Vec<&str> = names.iter().chain(&ADDED_SIGN_NAMES).copied().collect();
    println!("\n/// With what a sentence model says.");
    print_network("BY_MEANING", "MEANING_SIGNS", meaning, &names);
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_network<const INPUTS: usize>(
    name: &str,
    inputs: &str,
    network: &Network<INPUTS>,
    names: &[&str],
) {
    println!("pub(super) const {name}: Network<{inputs}> = Network {{");
    println!("    constant: {:.4},", network.constant);
    println!("    units: [");
    for Unit {
        counts,
        constant,
        weights,
    } in &network.units
    {
        println!("        Unit {{");
        println!("            counts: {counts:.4},");
        println!("            constant: {constant:.4},");
        println!("            weights: [");
        for (weight, name) in weights.iter().zip(names) {
            println!("                {weight:.4}, // {name}");
        }
        println!("            ],");
        println!("        }},");
    }
    println!("    ],");
    println!("}};");
}

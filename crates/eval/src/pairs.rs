//! `recension-eval pairs`: whether two readings are wordings of one utterance, against labelled
//! pairs.
//!
//! One pair a line: `same` or `different`, and two readings, tab separated; a reading behind `~` is
//! reported speech, any other stands between quotation marks. Both are put into the mouth of one
//! speaker in two reports, and the product's own way of grouping says whether they are one.

use std::collections::BTreeSet;
use std::path::Path;

use recension_core::language::detect;
use recension_core::meaning::SentenceModel;
use recension_core::utterance::group;
use recension_core::witness::{Siglum, Witness, cast};

use crate::quotes::witness_of;
use crate::report::{Error, Report, Result, is_traced};

/// Two readings and whether they are one utterance.
pub(crate) struct Pair {
    pub(crate) same: bool,
    pub(crate) readings: [String; 2],
    language: &'static str,
}

/// Measures the pairs of a file, by their words alone.
///
/// # Errors
/// Where the file cannot be read, or a line is no pair.
pub fn run(path: &Path) -> Result<Report> {
    measured(path, None)
}

/// Measures the pairs of a file, with a sentence model.
///
/// # Errors
/// Where the file cannot be read, or a line is no pair.
pub fn run_sharpened(path: &Path, model: &dyn SentenceModel) -> Result<Report> {
    measured(path, Some(model))
}

fn measured(path: &Path, model: Option<&dyn SentenceModel>) -> Result<Report> {
    let pairs = read(path)?;
    let trace = is_traced();
    let (mut joined, mut right, mut same) = (0_usize, 0_usize, 0_usize);
    for pair in &pairs {
        let is_joined = is_joined(pair, model);
        joined += usize::from(is_joined);
        same += usize::from(pair.same);
        right += usize::from(is_joined && pair.same);
        if trace && is_joined != pair.same {
            say(pair);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(right, joined), share(right, same));
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::EPSILON);
    Ok(Report::default()
        .with("pair_precision", precision)
        .with("pair_recall", recall)
        .with("pair_f1", f1)
        .with("pairs", pairs.len() as f64))
}

#[allow(clippy::print_stdout, reason = "asked for")]
fn say(pair: &Pair) {
    let label = if pair.same { "same" } else { "different" };
    println!("{label}\n   {}\n   {}", pair.readings[0], pair.readings[1]);
}

pub(crate) fn read(path: &Path) -> Result<Vec<Pair>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::at(path, e))?;
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let pair = |(number, line): (usize, &str)| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [label @ ("same" | "different"), first, second] = fields[..] else {
            let why = format!("line {}: no pair of readings", number + 1);
            return Err(Error::at(path, why));
        };
        Ok(Pair {
            same: label == "same",
            readings: [first.to_owned(), second.to_owned()],
            language: match detect(&format!("{first} {second}")) {
                "de" => "de",
                _ => "en",
            },
        })
    };
    lines.map(pair).collect()
}

fn is_joined(pair: &Pair, model: Option<&dyn SentenceModel>) -> bool {
    let witnesses = pair.witnesses();
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    group(&witnesses, &cast, &[], model)
        .iter()
        .any(|utterance| {
            let reports = utterance.readings.iter().map(|reading| reading.witness);
            reports.collect::<BTreeSet<usize>>().len() == 2
        })
}

impl Pair {
    /// Its first reading with the second of another pair: two utterances.
    pub(crate) fn with_second_of(&self, other: &Self) -> Self {
        Self {
            same: false,
            readings: [self.readings[0].clone(), other.readings[1].clone()],
            language: self.language,
        }
    }

    /// Two reports that give one reading each.
    pub(crate) fn witnesses(&self) -> Vec<Witness> {
        let report = |(reading, siglum): (&String, &str)| {
            let mut witness = witness_of(&report(reading, self.language), self.language);
            witness.siglum = Siglum(siglum.to_owned());
            siglum.clone_into(&mut witness.article.document.id);
            witness
        };
        self.readings.iter().zip(["A", "B"]).map(report).collect()
    }
}

/// A report of one sentence below a headline.
fn report(reading: &str, language: &str) -> String {
    let body = match (reading.strip_prefix('~'), language) {
        (Some(clause), "de") => format!("Orla Quane sagte, {clause}."),
        (None, "de") => format!("Orla Quane sagte: „{reading}“"),
        (Some(clause), _) => format!("Orla Quane said {clause}."),
        (None, _) => format!("Orla Quane said: “{reading}”"),
    };
    format!("Quane\n{body}\n")
}

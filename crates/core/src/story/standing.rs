//! Standing sentences: agency footers, subscription lines, background paragraphs an outlet keeps.
//!
//! A sentence that stands in several texts is evidence that they belong together only where the rest
//! of the texts agrees. Where it doesn't, the sentence is left out.

use std::collections::BTreeMap;

use super::sketch::{Sketch, Usage, merged};
use super::sparse;
use crate::witness::Term;

/// Tokens from which a sentence is looked at.
const LEAST_TOKENS: usize = 3;
/// Terms from which the rest of a text can be compared.
const LEAST_REST: usize = 5;
/// Texts of a sentence that are compared, each with the next.
const MOST_COMPARED: usize = 32;
/// Mean likeness of the rest below which a shared sentence says nothing.
pub(super) const UNRELATED: f64 = 0.04;
/// The same where all the texts are of one outlet.
const UNRELATED_IN_OUTLET: f64 = 0.08;

/// Leaves standing sentences out of sketches. A sketch that would be left with nothing is kept.
pub(super) fn leave_out(sketches: &mut [Sketch]) {
    let shared = shared_lines(sketches);
    if shared.is_empty() {
        return;
    }
    let rests: BTreeMap<usize, Vec<(u32, f32)>> = shared
        .values()
        .flatten()
        .map(|text| (*text, rest(&sketches[*text], &shared)))
        .collect();
    let is_standing = |texts: &Vec<usize>| {
        let likeness = mean_likeness(texts, &rests);
        likeness.is_some_and(|likeness| likeness < threshold(texts, sketches))
    };
    let standing: BTreeMap<Term, Vec<usize>> = shared
        .iter()
        .filter(|(_, texts)| is_standing(texts))
        .map(|(fingerprint, texts)| (*fingerprint, texts.clone()))
        .collect();
    for sketch in sketches {
        let (out, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut sketch.lines)
            .into_iter()
            .partition(|line| standing.contains_key(&line.fingerprint));
        sketch.lines = if kept.is_empty() { out } else { kept };
    }
}

/// Sentences that stand in several texts, with these texts.
fn shared_lines(sketches: &[Sketch]) -> BTreeMap<Term, Vec<usize>> {
    let mut holders: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (text, sketch) in sketches.iter().enumerate() {
        for line in sketch
            .lines
            .iter()
            .filter(|line| line.tokens >= LEAST_TOKENS)
        {
            holders.entry(line.fingerprint).or_default().push(text);
        }
    }
    holders.retain(|_, texts| texts.len() > 1);
    holders
}

/// What a text says besides its shared sentences, at length one; empty where that is too little.
fn rest(sketch: &Sketch, shared: &BTreeMap<Term, Vec<usize>>) -> Vec<(u32, f32)> {
    let own = sketch
        .lines
        .iter()
        .filter(|line| !shared.contains_key(&line.fingerprint));
    let terms = merged(own.flat_map(|line| &line.terms));
    if terms.len() < LEAST_REST {
        return Vec::new();
    }
    let weigh = |usage: &Usage| (usage.term, usage.all.ln_1p() * -usage.prior.ln());
    sparse::unit(terms.iter().map(weigh).collect(), usize::MAX)
}

/// Mean likeness of neighbours among the texts; `None` where none can be compared.
fn mean_likeness(texts: &[usize], rests: &BTreeMap<usize, Vec<(u32, f32)>>) -> Option<f64> {
    let rest = |text: &usize| rests.get(text).map_or(&[][..], Vec::as_slice);
    let likenesses: Vec<f64> = texts
        .windows(2)
        .take(MOST_COMPARED)
        .filter_map(|pair| Some((rest(pair.first()?), rest(pair.last()?))))
        .filter(|(x, y)| !x.is_empty() && !y.is_empty())
        .map(|(x, y)| sparse::dot(x, y))
        .collect();
    (!likenesses.is_empty()).then(|| likenesses.iter().sum::<f64>() / likenesses.len() as f64)
}

fn threshold(texts: &[usize], sketches: &[Sketch]) -> f64 {
    let mut outlets = texts.iter().map(|text| sketches[*text].outlet.as_str());
    let first = outlets.next().unwrap_or_default();
    if !first.is_empty() && outlets.all(|outlet| outlet == first) {
        return UNRELATED_IN_OUTLET;
    }
    UNRELATED
}

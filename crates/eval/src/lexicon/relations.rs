//! Which words may stand for each other, and how surely.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::forms::Irregular;
use super::wordnet::{Pointer, Synset, SynsetId, WordNet};

pub(super) const HEADER: &str = "\
# Stems of English words with the stems that may stand for them, each with a grade from 1 to 9.
# Sorted by bytes, looked up by binary search. Made by `recension-eval lexicon` from WordNet: see
# data/NOTICE.md.
";

/// Most relations of one stem.
const MOST: usize = 8;
/// Least strength that is kept.
const LEAST: f64 = 0.22;
/// Least strength of a step that another may follow.
const LEAST_STEP: f64 = 0.3;
/// What a second step costs.
const SECOND_STEP: f64 = 0.8;

/// What a pointer is worth between two words for which its senses are the usual ones.
const POINTERS: &[(&str, f64)] = &[
    ("+", 0.95),
    ("\\", 0.8),
    (">", 0.75),
    ("$", 0.7),
    ("@", 0.55),
    ("&", 0.5),
    ("*", 0.4),
];

type Strengths = BTreeMap<String, BTreeMap<String, f64>>;

/// One line for each stem that has relations.
pub(super) fn lines(
    wordnet: &WordNet,
    common: &BTreeSet<String>,
    irregular: &Irregular,
) -> Vec<String> {
    let words = between_words(wordnet, common);
    let stems = between_stems(&with_second_steps(&words), irregular);
    stems
        .iter()
        .filter_map(|(stem, others)| line(stem, others))
        .collect()
}

fn line(stem: &str, others: &BTreeMap<String, f64>) -> Option<String> {
    let mut kept: Vec<(&String, f64)> = others
        .iter()
        .filter(|(other, strength)| *other != stem && **strength >= LEAST)
        .map(|(other, strength)| (other, *strength))
        .collect();
    kept.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    kept.truncate(MOST);
    let one = |(other, strength): &(&String, f64)| {
        format!("{other}:{}", (strength * 9.0).round().clamp(1.0, 9.0))
    };
    let joined: Vec<String> = kept.iter().map(one).collect();
    (!joined.is_empty()).then(|| format!("{stem}\t{}", joined.join(" ")))
}

/// Strengths between words, one step.
fn between_words(wordnet: &WordNet, common: &BTreeSet<String>) -> Strengths {
    let mut strengths = Strengths::new();
    for (id, synset) in &wordnet.synsets {
        let words = kept(synset, common);
        for first in &words {
            for second in &words {
                add(&mut strengths, wordnet, (first, *id), (second, *id), 1.0);
            }
        }
        for pointer in &synset.pointers {
            let Some((_, worth)) = POINTERS
                .iter()
                .find(|(symbol, _)| *symbol == pointer.symbol)
            else {
                continue;
            };
            across(
                &mut strengths,
                wordnet,
                common,
                *id,
                synset,
                pointer,
                *worth,
            );
        }
    }
    strengths
}

fn across(
    strengths: &mut Strengths,
    wordnet: &WordNet,
    common: &BTreeSet<String>,
    id: SynsetId,
    synset: &Synset,
    pointer: &Pointer,
    worth: f64,
) {
    let Some(target) = wordnet.synsets.get(&pointer.target) else {
        return;
    };
    for first in chosen(synset, pointer.from, common) {
        for second in chosen(target, pointer.to, common) {
            let (a, b) = ((first, id), (second, pointer.target));
            add(strengths, wordnet, a, b, worth);
            add(strengths, wordnet, b, a, worth);
        }
    }
}

fn kept<'a>(synset: &'a Synset, common: &BTreeSet<String>) -> Vec<&'a str> {
    let words = synset.words.iter().map(String::as_str);
    words.filter(|word| common.contains(*word)).collect()
}

fn chosen<'a>(synset: &'a Synset, number: usize, common: &BTreeSet<String>) -> Vec<&'a str> {
    match number.checked_sub(1) {
        None => kept(synset, common),
        Some(index) => {
            let word = synset.words.get(index).map(String::as_str);
            word.into_iter()
                .filter(|word| common.contains(*word))
                .collect()
        }
    }
}

fn add(
    strengths: &mut Strengths,
    wordnet: &WordNet,
    (first, first_sense): (&str, SynsetId),
    (second, second_sense): (&str, SynsetId),
    worth: f64,
) {
    if first == second {
        return;
    }
    let usual = wordnet.share(first, first_sense) * wordnet.share(second, second_sense);
    let strength = worth * usual.sqrt();
    let others = strengths.entry(first.to_owned()).or_default();
    let entry = others.entry(second.to_owned()).or_default();
    *entry = (*entry + strength).min(1.0);
}

/// Words reached over one other word.
fn with_second_steps(words: &Strengths) -> Strengths {
    let mut all = words.clone();
    for (first, nearby) in words {
        for (middle, one) in nearby.iter().filter(|(_, one)| **one >= LEAST_STEP) {
            let further = words.get(middle).into_iter().flatten();
            for (last, two) in further.filter(|(_, two)| **two >= LEAST_STEP) {
                if last == first {
                    continue;
                }
                let entry = all.entry(first.clone()).or_default();
                let strength = entry.entry(last.clone()).or_default();
                *strength = strength.max(one * two * SECOND_STEP);
            }
        }
    }
    all
}

/// The same between stems; an irregular form has the relations of its base, and its base.
fn between_stems(words: &Strengths, irregular: &Irregular) -> Strengths {
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = |word: &str| stemmer.stem(word).into_owned();
    let mut stems = Strengths::new();
    let mut put = |first: String, second: String, strength: f64| {
        let entry = stems.entry(first).or_default().entry(second).or_default();
        *entry = entry.max(strength);
    };
    for (first, others) in words {
        for (second, strength) in others {
            put(stem(first), stem(second), *strength);
        }
    }
    for (form, base) in irregular.all() {
        put(stem(form), stem(base), 0.95);
        put(stem(base), stem(form), 0.95);
        for (other, strength) in words.get(base).into_iter().flatten() {
            put(stem(form), stem(other), strength * 0.9);
            put(stem(other), stem(form), strength * 0.9);
        }
    }
    stems
}

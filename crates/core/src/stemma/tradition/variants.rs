//! The variants of a tradition: places where its texts read differently.

use std::collections::BTreeMap;

use super::align::{Step, align};
use crate::witness::{Term, without_marks};

/// Columns that a text lacks in a row while the others have them, from which it is damaged there
/// rather than shortened word by word: it has no reading, not the reading “nothing”.
const LACUNA: usize = 15;

/// What a variant of spelling counts.
const ACCIDENTAL: f64 = 0.33;
/// Letters by which spellings of one word differ, as a share of the longer.
const MOST_EDITS: f64 = 0.3;

/// What a text has at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// The text is not there to be read.
    Lacuna,
    /// It has no word here.
    Nothing,
    /// It has this word.
    Word(Term),
}

/// A place where texts differ: the reading of each, in the order of the texts. Neighbouring places
/// at which the texts part in the same way are one variant.
pub type Variant = Vec<Reading>;

/// The variants of a tradition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variants {
    /// Number of texts.
    pub texts: usize,
    /// In the order of the text.
    pub variants: Vec<Variant>,
    /// What each variant counts: 1 for one of substance, less for one of spelling.
    pub weights: Vec<f64>,
    /// Whether words are there or not at each variant, and nothing else is: neither is it one of
    /// several places side by side, nor do the texts read different words there.
    pub(super) alone: Vec<bool>,
}

impl Variants {
    /// Collates the words of several texts, one after the other, longest first.
    pub fn of(texts: &[Vec<String>]) -> Self {
        let words: BTreeMap<Term, &str> = texts
            .iter()
            .flatten()
            .map(|word| (Term::of(word), word.as_str()))
            .collect();
        let terms = |text: &Vec<String>| text.iter().map(|word| Term::of(word)).collect();
        let texts: Vec<Vec<Term>> = texts.iter().map(terms).collect();
        let alike = |a: Term, b: Term| match (words.get(&a), words.get(&b)) {
            (Some(a), Some(b)) => is_spelling(a, b),
            _ => false,
        };
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|index| (std::cmp::Reverse(texts[*index].len()), *index));
        let mut table: Vec<Vec<Reading>> = Vec::new();
        for index in order {
            let columns: Vec<Vec<Term>> = table.iter().map(|column| terms_of(column)).collect();
            let steps = align(&columns, &texts[index], &alike);
            table = extended(&table, &steps, texts.len(), index, &texts[index]);
        }
        for text in 0..texts.len() {
            mark_lacunae(&mut table, text);
        }
        let parted = differing(&table);
        let alone: Vec<bool> = parted.iter().map(|parted| parted.alone).collect();
        let variants: Vec<Variant> = parted.into_iter().map(|parted| parted.variant).collect();
        let weights = variants
            .iter()
            .map(|variant| weight(variant, &words))
            .collect();
        Self {
            texts: texts.len(),
            variants,
            weights,
            alone,
        }
    }

    /// How many places two texts can be compared at, and at how many they differ, each place
    /// counted with its weight.
    /// Readings that one text has alone tell nothing of its kin: they are passed over.
    pub(super) fn related(&self, pair: [usize; 2], weights: &[f64]) -> Compared {
        let mut found = Compared::default();
        for (variant, weight) in self.variants.iter().zip(weights) {
            let [a, b] = pair.map(|text| variant[text]);
            if a == Reading::Lacuna || b == Reading::Lacuna {
                continue;
            }
            found.places += weight;
            let shared = |reading: Reading| variant.iter().filter(|r| **r == reading).count() > 1;
            found.differing += if a != b && shared(a) && shared(b) {
                *weight
            } else {
                0.0
            };
        }
        found
    }

    pub(super) fn compared(&self, pair: [usize; 2], weights: &[f64]) -> Compared {
        let mut found = Compared::default();
        for (variant, weight) in self.variants.iter().zip(weights) {
            let [a, b] = pair.map(|text| variant[text]);
            if a != Reading::Lacuna && b != Reading::Lacuna {
                found.places += weight;
                found.differing += if a == b { 0.0 } else { *weight };
            }
        }
        found
    }
}

/// Places that two texts have, and those at which they differ.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Compared {
    pub(super) places: f64,
    pub(super) differing: f64,
}

impl Compared {
    /// Share at which they differ; texts that share no place are as far apart as can be.
    pub(super) fn share(self) -> f64 {
        if self.places > 0.0 {
            self.differing / self.places
        } else {
            1.0
        }
    }
}

/// Variants of substance count 1. Accidentals, readings that differ by a letter or a mark only,
/// count less: copyists mend and change spellings without looking at their source (Greg 1950).
fn weight(variant: &Variant, words: &BTreeMap<Term, &str>) -> f64 {
    let nothing = variant.contains(&Reading::Nothing);
    let read: Vec<&str> = terms_of(variant)
        .iter()
        .filter_map(|term| words.get(term).copied())
        .collect();
    let mut pairs = read
        .iter()
        .enumerate()
        .flat_map(|(i, a)| read[..i].iter().map(move |b| (a, b)));
    let accidental = !nothing && pairs.all(|(a, b)| is_spelling(a, b));
    if accidental { ACCIDENTAL } else { 1.0 }
}

/// Whether two words differ only as spellings of one word do.
fn is_spelling(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|word| without_marks(word).chars().collect::<Vec<char>>());
    edits(&a, &b) as f64 <= MOST_EDITS * a.len().max(b.len()) as f64
}

/// Letters put in, left out or replaced to make one word of the other (Levenshtein 1966).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (column, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The table with one more text, as its alignment says.
fn extended(
    table: &[Vec<Reading>],
    steps: &[Step],
    texts: usize,
    index: usize,
    words: &[Term],
) -> Vec<Vec<Reading>> {
    let empty = || vec![Reading::Nothing; texts];
    let row = |step: &Step| match *step {
        Step::Column(column) => table[column].clone(),
        Step::Both(column, word) => with(table[column].clone(), index, words[word]),
        Step::Word(word) => with(empty(), index, words[word]),
    };
    steps.iter().map(row).collect()
}

fn with(mut column: Vec<Reading>, index: usize, word: Term) -> Vec<Reading> {
    column[index] = Reading::Word(word);
    column
}

fn terms_of(column: &[Reading]) -> Vec<Term> {
    let mut terms: Vec<Term> = column
        .iter()
        .filter_map(|reading| match reading {
            Reading::Word(term) => Some(*term),
            _ => None,
        })
        .collect();
    terms.sort();
    terms.dedup();
    terms
}

/// A long stretch without a word of a text, where most of the others have words, is a lacuna.
fn mark_lacunae(table: &mut [Vec<Reading>], text: usize) {
    let mut start = 0;
    while start < table.len() {
        let missing = table[start..]
            .iter()
            .take_while(|column| column[text] == Reading::Nothing);
        let end = start + missing.count();
        let kept = table[start..end]
            .iter()
            .filter(|column| is_of_most(column))
            .count();
        if kept >= LACUNA {
            table[start..end]
                .iter_mut()
                .for_each(|column| column[text] = Reading::Lacuna);
        }
        start = end + 1;
    }
}

fn is_of_most(column: &[Reading]) -> bool {
    let with_word = column
        .iter()
        .filter(|reading| matches!(reading, Reading::Word(_)))
        .count();
    with_word * 2 > column.len()
}

/// A place at which texts part.
struct Parted {
    variant: Variant,
    parting: Vec<usize>,
    alone: bool,
    /// The column after its last.
    end: usize,
}

fn differing(table: &[Vec<Reading>]) -> Vec<Parted> {
    let mut found: Vec<Parted> = Vec::new();
    for (place, column) in table.iter().enumerate() {
        let parting = parting(column);
        let parts = parting
            .iter()
            .copied()
            .filter(|part| *part != usize::MAX)
            .max()
            .unwrap_or(0);
        if parts == 0 {
            continue;
        }
        let mut alone = is_omission(column);
        if let Some(before) = found.last_mut().filter(|before| before.end == place) {
            let same = before.parting == parting;
            before.end = place + usize::from(same);
            before.alone &= same && absent(&before.variant) == absent(column);
            if same {
                continue;
            }
            alone = false;
        }
        found.push(Parted {
            variant: column.clone(),
            parting,
            alone,
            end: place + 1,
        });
    }
    found
}

fn absent(column: &[Reading]) -> Vec<bool> {
    column
        .iter()
        .map(|reading| *reading == Reading::Nothing)
        .collect()
}

/// Whether texts differ only in having the word or not.
fn is_omission(column: &[Reading]) -> bool {
    column.contains(&Reading::Nothing) && terms_of(column).len() == 1
}

/// How the texts part: texts with the same reading have the same number.
fn parting(column: &[Reading]) -> Vec<usize> {
    let mut known: Vec<Reading> = Vec::new();
    let number = |reading: &Reading| {
        if *reading == Reading::Lacuna {
            return usize::MAX;
        }
        known
            .iter()
            .position(|other| other == reading)
            .unwrap_or_else(|| {
                known.push(*reading);
                known.len() - 1
            })
    };
    column.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(texts: &[&str]) -> Variants {
        let words = |text: &&str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        Variants::of(&texts.iter().map(words).collect::<Vec<_>>())
    }

    fn drawn(found: &Variants) -> Vec<String> {
        let one = |variant: &Variant| parting(variant).iter().map(ToString::to_string).collect();
        found.variants.iter().map(one).collect()
    }

    #[test]
    fn texts_part_at_a_word_and_at_an_omission() {
        let found = variants(&[
            "we saw the old mill",
            "we saw the new mill",
            "we saw the mill",
        ]);
        assert_eq!(drawn(&found), ["012"]);
    }

    #[test]
    fn words_left_out_together_are_one_variant() {
        let found = variants(&["we saw the very old mill burn", "we saw the mill burn"]);
        assert_eq!(drawn(&found), ["01"]);
    }

    #[test]
    fn a_lost_page_is_no_variant() {
        let whole = (0..40)
            .map(|n| format!("word{n}"))
            .collect::<Vec<_>>()
            .join(" ");
        let torn = (0..15)
            .map(|n| format!("word{n}"))
            .collect::<Vec<_>>()
            .join(" ");
        assert!(variants(&[&whole, &whole, &torn]).variants.is_empty());
    }
}

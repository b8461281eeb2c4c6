//! What a reader should know of the wordings of an utterance.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use super::classify::{Word, Wording, longest_common};
use crate::dossier::ReadingKind;
use crate::language::Language;
use crate::witness::{Term, Witness};

/// The remarks on an utterance, in a fixed order.
pub(crate) fn remarks(
    witnesses: &[Witness],
    readings: &[Reading],
    wordings: &[Wording],
) -> Vec<String> {
    let mut found = Vec::new();
    let direct: Vec<usize> = (0..readings.len())
        .filter(|index| {
            wordings
                .get(*index)
                .is_some_and(|wording| !wording.indirect)
        })
        .collect();
    let reports: BTreeSet<usize> = direct
        .iter()
        .filter_map(|index| readings.get(*index))
        .map(|reading| reading.witness)
        .collect();
    if !direct.is_empty() && !confirmed(readings, wordings, &direct) {
        found.push("no other report confirms this word for word".to_owned());
    }
    if readings
        .iter()
        .any(|reading| reading.kind == ReadingKind::Misattributed)
    {
        found.push("reports give these words to different speakers".to_owned());
    }
    if reports.len() > 1 {
        found.extend(changes(witnesses, readings, wordings, &direct));
    }
    found
}

/// Whether two reports give the same words, one perhaps fewer of them.
fn confirmed(readings: &[Reading], wordings: &[Wording], direct: &[usize]) -> bool {
    let agrees = |kind: ReadingKind| {
        matches!(
            kind,
            ReadingKind::Verbatim | ReadingKind::Bracketed | ReadingKind::Elided
        )
    };
    direct.iter().any(|index| {
        readings.get(*index).is_some_and(|reading| {
            agrees(reading.kind)
                && direct.iter().any(|other| {
                    readings
                        .get(*other)
                        .is_some_and(|theirs| theirs.witness != reading.witness)
                        && overlap(wordings, *index, *other)
                })
        })
    })
}

fn overlap(wordings: &[Wording], one: usize, other: usize) -> bool {
    let terms = |index: usize| -> Vec<Term> {
        wordings
            .get(index)
            .map(|wording| {
                wording
                    .words
                    .iter()
                    .filter(|word| !word.bracketed)
                    .map(|word| word.term)
                    .collect()
            })
            .unwrap_or_default()
    };
    let (a, b) = (terms(one), terms(other));
    let shorter = a.len().min(b.len()).max(1);
    longest_common(&a, &b) * 10 >= shorter * 9
}

/// A class of words whose exchange changes what was said.
struct Meaning {
    list: &'static str,
    name: &'static str,
}

const MEANINGS: [Meaning; 2] = [
    Meaning {
        list: "negations",
        name: "negation",
    },
    Meaning {
        list: "modal-verbs",
        name: "modality",
    },
];

/// Changes of meaning between readings that are otherwise nearly the same.
fn changes(
    witnesses: &[Witness],
    readings: &[Reading],
    wordings: &[Wording],
    direct: &[usize],
) -> Vec<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (k, one) in direct.iter().enumerate() {
        for other in direct.iter().skip(k + 1) {
            if close(wordings, *one, *other) {
                compare(witnesses, readings, wordings, *one, *other, &mut found);
            }
        }
    }
    found.into_iter().collect()
}

/// Whether two readings are close enough for a difference to be one of meaning: nearly the same
/// number of words, most of them the same.
fn close(wordings: &[Wording], one: usize, other: usize) -> bool {
    let (Some(a), Some(b)) = (wordings.get(one), wordings.get(other)) else {
        return false;
    };
    let terms =
        |wording: &Wording| -> Vec<Term> { wording.words.iter().map(|word| word.term).collect() };
    let longer = a.words.len().max(b.words.len());
    longer >= 4 && longest_common(&terms(a), &terms(b)) * 100 >= longer * 78
}

fn compare(
    witnesses: &[Witness],
    readings: &[Reading],
    wordings: &[Wording],
    one: usize,
    other: usize,
    found: &mut BTreeSet<String>,
) {
    let sides = [one, other].map(|index| side(witnesses, readings, wordings, index));
    let [Some(left), Some(right)] = sides else {
        return;
    };
    let none = Vec::new();
    let classes: BTreeSet<&str> = left
        .words
        .keys()
        .chain(right.words.keys())
        .copied()
        .collect();
    for class in classes {
        let (mine, theirs) = (
            left.words.get(class).unwrap_or(&none),
            right.words.get(class).unwrap_or(&none),
        );
        // A name left out is an omission; a name for another name is a change.
        let within = |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word));
        let omission = class != "negation" && (within(mine, theirs) || within(theirs, mine));
        if mine != theirs && !omission {
            found.insert(change(
                class,
                [(&left.siglum, mine), (&right.siglum, theirs)],
            ));
        }
    }
}

/// The words of a reading on which its meaning hangs, by class.
struct Side {
    siglum: String,
    words: BTreeMap<&'static str, Vec<String>>,
}

fn side(
    witnesses: &[Witness],
    readings: &[Reading],
    wordings: &[Wording],
    index: usize,
) -> Option<Side> {
    let reading = readings.get(index)?;
    let witness = witnesses.get(reading.witness)?;
    let wording = wordings.get(index)?;
    let language = Language::get(&witness.article.metadata.language);
    let mut words: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for (at, word) in wording
        .words
        .iter()
        .enumerate()
        .filter(|(_, word)| !word.bracketed)
    {
        let lower = word.text.to_lowercase().replace('’', "'");
        for meaning in &MEANINGS {
            if language.list(meaning.list).contains(&lower) {
                words.entry(meaning.name).or_default().push(lower.clone());
            }
        }
        if word.number {
            words.entry("figure").or_default().push(word.text.clone());
        } else if is_name(wording, at, word) {
            words
                .entry("name")
                .or_default()
                .push(without_possessive(&word.text).to_owned());
        }
    }
    for all in words.values_mut() {
        all.sort();
    }
    Some(Side {
        siglum: witness.siglum.0.clone(),
        words,
    })
}

fn is_name(wording: &Wording, at: usize, word: &Word) -> bool {
    let first = at == 0
        || wording
            .words
            .get(at - 1)
            .is_some_and(|before| before.piece != word.piece);
    word.capital && !first && word.concept.is_some() && word.text.chars().nth(1).is_some()
}

fn without_possessive(text: &str) -> &str {
    text.strip_suffix("'s")
        .or_else(|| text.strip_suffix("’s"))
        .unwrap_or(text)
}

fn change(class: &str, mut sides: [(&String, &Vec<String>); 2]) -> String {
    sides.sort();
    let shown = sides.map(|(siglum, words)| {
        let words = if words.is_empty() {
            "nothing there".to_owned()
        } else {
            format!("“{}”", words.join(" "))
        };
        format!("{words} ({siglum})")
    });
    format!("{class} differs: {} against {}", shown[0], shown[1])
}

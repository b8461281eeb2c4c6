//! How a report is made from another: the rules of a made-up rewriter.
//!
//! Rules and words are the generator's own. The derivation stage knows nothing of them: it reads no list of
//! synonyms and no table of turns of phrase, and compares stems only.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::generate::Numbers;

const FILE: &str = include_str!("synonyms.txt");

/// How thoroughly a text is reworded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A word here and there, a sentence left out.
    Light,
    /// Nearly every word that can be replaced, sentences turned, split, joined, moved and left out,
    /// quotations reported.
    Heavy,
}

/// A sentence with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) text: String,
    /// Names the telling that it goes back to; the same number in two reports is one lineage.
    pub(super) lineage: usize,
    /// The fact it tells, or the saying it gives.
    pub(super) about: About,
}

/// What a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    Fact(usize),
    Saying(usize),
    Colour,
}

/// Share of replaceable words that a light and a heavy rewriter replace, in per cent.
const REPLACED: [usize; 2] = [20, 75];
/// Sentences in a hundred that a heavy rewriter turns round.
const TURNED: usize = 60;

/// Reworded narration. Sayings are left to the caller.
pub(super) fn reworded(text: &str, level: Level, numbers: &mut Numbers) -> String {
    let share = REPLACED[usize::from(level == Level::Heavy)];
    let text = replaced(text, share, numbers);
    if level == Level::Heavy && numbers.below(100) < TURNED {
        return turned(&text, numbers);
    }
    text
}

/// By the first word of an entry, the entries with their set; longer entries first.
fn synonyms() -> &'static BTreeMap<String, Vec<Synonym>> {
    static SYNONYMS: OnceLock<BTreeMap<String, Vec<Synonym>>> = OnceLock::new();
    SYNONYMS.get_or_init(|| {
        let mut found: BTreeMap<String, Vec<Synonym>> = BTreeMap::new();
        for line in FILE
            .lines()
            .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        {
            let set: Vec<String> = line
                .split(" = ")
                .map(|word| word.trim().to_owned())
                .collect();
            for word in &set {
                let first = word.split(' ').next().unwrap_or_default().to_owned();
                let others = set.iter().filter(|other| *other != word).cloned().collect();
                found.entry(first).or_default().push(Synonym {
                    word: word.clone(),
                    others,
                });
            }
        }
        for entries in found.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.word.len()));
        }
        found
    })
}

struct Synonym {
    word: String,
    others: Vec<String>,
}

fn replaced(text: &str, share: usize, numbers: &mut Numbers) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let entry = entry_at(&words[at..]).filter(|_| numbers.below(100) < share);
        let Some(entry) = entry else {
            out.push(words[at].to_owned());
            at += 1;
            continue;
        };
        let length = entry.word.split(' ').count();
        let last = words[at + length - 1];
        let mark = last.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-');
        let choices: Vec<&str> = entry.others.iter().map(String::as_str).collect();
        let chosen = numbers.pick(&choices);
        let capital = words[at].starts_with(char::is_uppercase);
        out.push(format!(
            "{}{mark}",
            if capital {
                capitalised(chosen)
            } else {
                chosen.to_owned()
            }
        ));
        at += length;
    }
    out.join(" ")
}

fn entry_at<'a>(words: &[&str]) -> Option<&'a Synonym> {
    let first = bare(words.first()?);
    synonyms().get(&first)?.iter().find(|entry| {
        let mut expected = entry.word.split(' ');
        let length = entry.word.split(' ').count();
        words.len() >= length
            && words
                .iter()
                .take(length)
                .all(|w| expected.next() == Some(&bare(w)))
    })
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The first letter made small, unless the word looks like a name.
fn lowered(text: &str) -> String {
    const SMALL: &[&str] = &[
        "The", "A", "An", "In", "On", "At", "About", "Some", "Until", "Because", "When", "After",
        "No", "All", "Each", "Most", "Both", "Twice", "For", "With", "Off", "By", "Much", "It",
        "Half", "Whether", "If", "As", "Around",
    ];
    let first = text.split(' ').next().unwrap_or_default();
    if !SMALL.contains(&first) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Conjunctions at which a sentence can be turned round.
const TURNS: &[&str] = &[
    " because ",
    " when ",
    " while ",
    " after ",
    " until ",
    " as ",
    " before ",
];

fn turned(text: &str, numbers: &mut Numbers) -> String {
    let body = text.trim_end_matches('.');
    for turn in TURNS {
        if let Some((before, behind)) = body.split_once(turn) {
            return format!(
                "{}{}, {}.",
                capitalised(turn.trim_start()),
                behind.trim_end_matches(','),
                lowered(before.trim_end_matches(','))
            );
        }
    }
    match (
        body.split_once(": "),
        body.split_once(", "),
        numbers.below(3),
    ) {
        (Some((before, behind)), _, _) => format!("{}. {before}.", capitalised(behind)),
        (_, Some((before, behind)), 0) => {
            format!(
                "{}. This concerns {}.",
                capitalised(before),
                lowered(behind)
            )
        }
        (_, Some((before, behind)), _) if behind.split(' ').count() > 2 => {
            format!("{} – {}.", capitalised(behind), lowered(before))
        }
        (_, _, 1) => format!("It emerged that {}.", lowered(body)),
        (_, _, _) => format!("Meanwhile {}.", lowered(body)),
    }
}

/// A figure of the text with a digit that slipped, where there is a figure.
pub(super) fn slipped(text: &str, numbers: &mut Numbers) -> String {
    let digits: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let Some(at) = digits.get(numbers.below(digits.len())).copied() else {
        return text.to_owned();
    };
    let old = text.as_bytes()[at] - b'0';
    let new = (old + 1 + u8::try_from(numbers.below(7)).unwrap_or(0)) % 9 + 1;
    format!("{}{new}{}", &text[..at], &text[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavy_rewriting_changes_more_than_light() {
        let text = "Soldiers brought residents to the hospital because water leaked into homes near the road.";
        let changed = |level| {
            let new = reworded(text, level, &mut Numbers::new(5));
            new.split(' ')
                .filter(|word| !text.contains(bare(word).as_str()))
                .count()
        };
        assert!(changed(Level::Heavy) > changed(Level::Light));
        assert_eq!(
            turned("It rained when they slept.", &mut Numbers::new(1)),
            "When they slept, it rained."
        );
    }

    #[test]
    fn a_slip_changes_one_digit() {
        let text = "Some 340 were there.";
        let new = slipped(text, &mut Numbers::new(2));
        assert_eq!(new.len(), text.len());
        assert_eq!(
            new.chars()
                .zip(text.chars())
                .filter(|(a, b)| a != b)
                .count(),
            1
        );
    }
}

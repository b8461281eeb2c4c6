//! Utterances with a sentence model. The model of these tests knows what a few words are about.

use super::{rows, utterances, witnesses};
use crate::meaning::{SentenceModel, WordPiece};
use crate::utterance::group;
use crate::witness::cast;

/// Counts words about water, about promises and about speed; nothing else.
struct Topics;

const TOPICS: [&[&str]; 3] = [
    &[
        "irrigation",
        "channels",
        "water",
        "canals",
        "peasants",
        "farmers",
        "sluices",
        "ditches",
    ],
    &["pledges", "promises", "hollow", "empty", "vows"],
    &["train", "speed", "driver"],
];

impl SentenceModel for Topics {
    fn vectors(&self, passages: &[&str]) -> Vec<Vec<f32>> {
        let vector = |passage: &&str| {
            let words = passage.to_lowercase();
            let count =
                |topic: &&[&str]| topic.iter().filter(|word| words.contains(**word)).count();
            let counts = TOPICS.iter().map(|topic| count(topic) as f32);
            let counts: Vec<f32> = counts.collect();
            let length = counts.iter().map(|x| x * x).sum::<f32>().sqrt();
            match length > 0.0 {
                true => counts.iter().map(|x| x / length).collect(),
                false => Vec::new(),
            }
        };
        passages.iter().map(vector).collect()
    }

    fn words(&self, passages: &[&str]) -> Vec<Vec<WordPiece>> {
        let pieces = |passage: &&str| {
            let words = passage.split(|c: char| !c.is_alphabetic());
            let words = words.filter(|word| !word.is_empty());
            let piece = |word: &str| {
                let start = word.as_ptr() as usize - passage.as_ptr() as usize;
                WordPiece {
                    place: start..start + word.len(),
                    vector: direction(&word.to_lowercase()),
                }
            };
            words.map(piece).collect()
        };
        passages.iter().map(pieces).collect()
    }
}

/// One direction for all words of a topic, and one of some others for every other word.
fn direction(word: &str) -> Vec<f32> {
    let topic = TOPICS.iter().position(|topic| topic.contains(&word));
    let sum: usize = word.bytes().map(usize::from).sum();
    let at = topic.unwrap_or(TOPICS.len() + sum % 61);
    (0..TOPICS.len() + 61)
        .map(|k| f32::from(u8::from(k == at)))
        .collect()
}

fn sharpened(texts: &[&str]) -> Vec<Vec<String>> {
    let witnesses = witnesses(texts);
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    group(&witnesses, &cast, &[], Some(&Topics))
        .iter()
        .map(|utterance| rows(&witnesses, utterance))
        .collect()
}

const FREE: [&str; 2] = [
    "Farm minister Orla Quane spoke in Tarnby.\n\
     “Farmers have had hollow pledges, not sluices and irrigation,” Orla Quane said.",
    "The mood in Tarnby is bad.\n\
     Orla Quane said: “Peasants have had empty vows, not ditches and water.”",
];

#[test]
fn a_free_rendering_is_joined_by_its_meaning() {
    let joined = sharpened(&FREE);
    assert_eq!(joined[0].len(), 2, "{joined:?}");
    let by_words = witnesses(&FREE);
    let apart = utterances(&by_words);
    assert!(apart.iter().all(|utterance| utterance.readings.len() == 1));
}

#[test]
fn the_order_of_the_reports_changes_nothing() {
    let swapped = sharpened(&[FREE[1], FREE[0]]);
    let bare = |rows: &[Vec<String>]| {
        let mut words: Vec<Vec<String>> = rows.to_vec();
        for row in words.iter_mut().flatten() {
            row.drain(..2);
        }
        words.iter_mut().for_each(|rows| rows.sort());
        words
    };
    assert_eq!(bare(&swapped), bare(&sharpened(&FREE)));
}

#[test]
fn another_speaker_or_no_vector_joins_nothing() {
    let other = FREE[1].replace("Orla Quane", "Piet Marsh");
    assert!(
        sharpened(&[FREE[0], &other])
            .iter()
            .all(|rows| rows.len() == 1)
    );
    let unread = FREE[1].replace(
        "Peasants have had empty vows, not ditches and water",
        "Villagers have had vain words, not moats",
    );
    assert!(
        sharpened(&[FREE[0], &unread])
            .iter()
            .all(|rows| rows.len() == 1)
    );
}

#[test]
fn what_a_report_says_twice_stays_two_utterances_of_it() {
    let twice = format!(
        "{}\n“Sluices and ditches are dug in spring, my vows of autumn stand,” Orla Quane said later.",
        FREE[0]
    );
    let all = sharpened(&[&twice, FREE[1]]);
    let of_both = all
        .iter()
        .filter(|rows| rows.iter().any(|row| row.starts_with('B')));
    let of_both: Vec<_> = of_both.collect();
    assert_eq!(of_both.len(), 1, "{all:?}");
    let of_first = of_both[0].iter().filter(|row| row.starts_with('A'));
    assert!(of_first.count() <= 1, "{all:?}");
}

#[test]
fn what_is_about_the_same_but_says_more_stays_apart() {
    let other = FREE[1].replace(
        "Peasants have had empty vows, not ditches and water",
        "Peasants tax ditches, sell water to the hospital and burn the archive of empty vows",
    );
    let all = sharpened(&[FREE[0], &other]);
    assert!(all.iter().all(|rows| rows.len() == 1), "{all:?}");
}

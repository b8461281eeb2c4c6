//! What two pieces of quotations show by the vectors that a sentence model gives their words.
//!
//! Every word is set beside the word of the other piece that is nearest in its context (greedy
//! soft alignment; Zhang et al. 2020, BERTScore). How well the content words are met, and above all
//! the worst met of them, tells a free rendering from another statement on the same matter, which
//! the vectors of whole sentences do not.

use super::by_words::WORD_SIGNS;
use crate::meaning::{WordMeanings, cosine};

/// Signs that the model adds.
pub(super) const ADDED_SIGNS: usize = 11;
/// Number of signs, those of the words alone among them.
pub const MEANING_SIGNS: usize = WORD_SIGNS + ADDED_SIGNS;

/// What the added signs are, in order. The *better met* piece is that whose content words are met
/// better on the average.
pub const ADDED_SIGN_NAMES: [&str; 11] = [
    "nearness of the pieces",
    "mean nearness of content words, better met piece",
    "mean nearness of content words, other piece",
    "worst met content word, better met piece",
    "worst met content word, other piece",
    "second worst met, better met piece",
    "second worst met, other piece",
    "content words not met, better met piece, in fives",
    "content words not met, other piece, in fives",
    "share of aligned words out of order",
    "mean nearness of the other words, worse of both pieces",
];

/// Nearness from which a word is met.
const MET: f32 = 0.5;
/// Words not met beyond which more say nothing more.
const MOST_UNMET: usize = 10;
/// Words of a piece that are looked at.
const MOST_WORDS: usize = 80;

/// How well the words of one piece are met by those of another.
struct Met {
    mean: f64,
    worst: [f64; 2],
    unmet: usize,
    others: f64,
    disorder: f64,
}

/// The signs of two pieces; none where the model could not read one of them.
pub(super) fn signs(
    nearness: f32,
    a: &WordMeanings,
    b: &WordMeanings,
) -> Option<[f64; ADDED_SIGNS]> {
    let (a, b) = (a.first(MOST_WORDS), b.first(MOST_WORDS));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let table: Vec<Vec<f32>> = a
        .iter()
        .map(|x| b.iter().map(|y| cosine(&x.vector, &y.vector)).collect())
        .collect();
    let turned: Vec<Vec<f32>> = (0..b.len())
        .map(|y| table.iter().map(|row| row[y]).collect())
        .collect();
    let content = |words: &[crate::meaning::WordMeaning]| -> Vec<bool> {
        words.iter().map(|word| word.is_content).collect()
    };
    let (x, y) = (met(&table, &content(a)), met(&turned, &content(b)));
    let (better, other) = if x.mean >= y.mean { (&x, &y) } else { (&y, &x) };
    let unmet = |met: &Met| met.unmet.min(MOST_UNMET) as f64 / 5.0;
    Some([
        f64::from(nearness),
        better.mean,
        other.mean,
        better.worst[0],
        other.worst[0],
        better.worst[1],
        other.worst[1],
        unmet(better),
        unmet(other),
        f64::midpoint(x.disorder, y.disorder),
        x.others.min(y.others),
    ])
}

/// How well the words of the rows are met by those of the columns.
fn met(table: &[Vec<f32>], content: &[bool]) -> Met {
    let nearest: Vec<(usize, f32)> = table.iter().map(|row| nearest(row)).collect();
    let all_content = !content.contains(&true);
    let of = |wanted: bool| -> Vec<(usize, f32)> {
        let words = nearest.iter().zip(content);
        let words = words.filter(|(_, is_content)| (**is_content || all_content) == wanted);
        words.map(|(word, _)| *word).collect()
    };
    let (telling, others) = (of(true), of(false));
    let mut met: Vec<f32> = telling.iter().map(|(_, near)| *near).collect();
    met.sort_by(f32::total_cmp);
    let at = |place: usize| f64::from(met[place.min(met.len() - 1)]);
    let order: Vec<usize> = telling
        .iter()
        .filter(|(_, n)| *n > MET)
        .map(|(at, _)| *at)
        .collect();
    Met {
        mean: mean(&met),
        worst: [at(0), at(1)],
        unmet: met.iter().filter(|near| **near < MET).count(),
        others: match others.is_empty() {
            true => 1.0,
            false => mean(&others.iter().map(|(_, near)| *near).collect::<Vec<_>>()),
        },
        disorder: disorder(&order),
    }
}

/// The column with the highest value, the first of equals.
fn nearest(row: &[f32]) -> (usize, f32) {
    let mut best = (0, f32::MIN);
    for (at, near) in row.iter().enumerate() {
        if *near > best.1 {
            best = (at, *near);
        }
    }
    best
}

fn mean(values: &[f32]) -> f64 {
    let sum: f64 = values.iter().map(|value| f64::from(*value)).sum();
    sum / values.len().max(1) as f64
}

/// The share of pairs that stand in the other order.
fn disorder(places: &[usize]) -> f64 {
    let pairs = |at: usize| {
        places[at + 1..]
            .iter()
            .filter(move |later| **later < places[at])
    };
    let turned: usize = (0..places.len()).map(|at| pairs(at).count()).sum();
    let all = places.len() * places.len().saturating_sub(1) / 2;
    turned as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::WordMeaning;

    fn words(vectors: &[([f32; 2], bool)]) -> WordMeanings {
        let word = |(vector, is_content): &([f32; 2], bool)| WordMeaning {
            vector: vector.to_vec(),
            is_content: *is_content,
        };
        WordMeanings::of_words(vectors.iter().map(word).collect())
    }

    #[test]
    fn the_same_words_are_met_wholly_and_in_order() {
        let piece = words(&[([1.0, 0.0], true), ([0.0, 1.0], true), ([0.6, 0.8], false)]);
        let signs = signs(1.0, &piece, &piece).unwrap_or_default();
        assert_eq!(signs[1..7], [1.0; 6]);
        assert_eq!(signs[7..], [0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn the_worst_met_word_is_that_which_the_other_lacks() {
        let full = words(&[([1.0, 0.0], true), ([0.0, 1.0], true)]);
        let part = words(&[([1.0, 0.0], true)]);
        let signs = [signs(0.5, &full, &part), signs(0.5, &part, &full)];
        assert_eq!(signs[0], signs[1]);
        let signs = signs[0].unwrap_or_default();
        assert_eq!((signs[3], signs[4]), (1.0, 0.0));
        assert_eq!((signs[7], signs[8]), (0.0, 0.2));
    }

    #[test]
    fn words_in_another_order_are_told() {
        let one = words(&[([1.0, 0.0], true), ([0.0, 1.0], true)]);
        let other = words(&[([0.0, 1.0], true), ([1.0, 0.0], true)]);
        assert_eq!(signs(1.0, &one, &other).map(|signs| signs[9]), Some(1.0));
        assert_eq!(signs(1.0, &one, &words(&[])), None);
    }
}

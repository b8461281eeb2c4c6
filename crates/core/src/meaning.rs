//! Nearness in meaning, as a sentence-embedding model says that the user supplies.
//!
//! The engine needs none: words, their relations and their rarity decide. A model only sharpens
//! decisions whether two passages say the same, and only where both could be given a vector. Core
//! knows the trait; who runs the model is no concern of it.

use std::ops::Range;

/// Turns passages into vectors whose angle tells how near they are in meaning (sentence
/// embeddings; Reimers and Gurevych 2019).
pub trait SentenceModel: Sync {
    /// One vector of length 1 for each passage, in order; an empty one for a passage that the
    /// model cannot read. The vector of a passage may not depend on the others.
    fn vectors(&self, passages: &[&str]) -> Vec<Vec<f32>>;

    /// The pieces of words of each passage, in order, each with its vector in that context; none
    /// for a passage that the model cannot read. A model that gives vectors of whole passages alone
    /// gives none.
    fn words(&self, passages: &[&str]) -> Vec<Vec<WordPiece>> {
        vec![Vec::new(); passages.len()]
    }
}

/// A piece of a word as a model reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPiece {
    /// Where it stands in its passage, in bytes.
    pub place: Range<usize>,
    /// Its vector in the context of the passage.
    pub vector: Vec<f32>,
}

/// A word with its vector in context, of length 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WordMeaning {
    pub(crate) vector: Vec<f32>,
    pub(crate) is_content: bool,
}

/// The words of a passage, in order, those left out that the model did not read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct WordMeanings(Vec<WordMeaning>);

impl WordMeanings {
    /// Asks the model about every passage once. `words` says where in each passage its words
    /// stand, in bytes and in order, and which are content words.
    pub(crate) fn of(
        model: &dyn SentenceModel,
        passages: &[&str],
        words: &[Vec<(Range<usize>, bool)>],
    ) -> Vec<Self> {
        let distinct = distinct(passages);
        let known = model.words(&distinct);
        let of = |(passage, words): (&&str, &Vec<(Range<usize>, bool)>)| {
            let at = distinct.binary_search(passage).ok()?;
            Some(Self::of_passage(words, known.get(at)?))
        };
        let all = passages.iter().zip(words);
        all.map(|pair| of(pair).unwrap_or_default()).collect()
    }

    fn of_passage(words: &[(Range<usize>, bool)], pieces: &[WordPiece]) -> Self {
        let mut pieces = pieces;
        let mut found = Vec::with_capacity(words.len());
        for (place, is_content) in words {
            let before = pieces.partition_point(|piece| piece.place.end <= place.start);
            pieces = pieces.get(before..).unwrap_or_default();
            let inside = pieces.partition_point(|piece| piece.place.start < place.end);
            let own = pieces.get(..inside).unwrap_or_default();
            found.extend(mean(own).map(|vector| WordMeaning {
                vector,
                is_content: *is_content,
            }));
        }
        Self(found)
    }

    /// The first so many words.
    pub(crate) fn first(&self, count: usize) -> &[WordMeaning] {
        self.0.get(..count).unwrap_or(&self.0)
    }

    #[cfg(test)]
    pub(crate) fn of_words(words: Vec<WordMeaning>) -> Self {
        Self(words)
    }
}

/// The mean of the vectors of a word's pieces, of length 1; none where there is none, or no
/// direction.
fn mean(pieces: &[WordPiece]) -> Option<Vec<f32>> {
    let mut sum = pieces.first()?.vector.clone();
    for piece in pieces.iter().skip(1) {
        for (value, more) in sum.iter_mut().zip(&piece.vector) {
            *value += more;
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
    (length.is_normal()).then(|| sum.iter().map(|value| value / length).collect())
}

/// Some passages, sorted, each once.
fn distinct<'p>(passages: &[&'p str]) -> Vec<&'p str> {
    let mut distinct = passages.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

/// The cosine of the angle between two vectors of length 1, -1 to 1, in steps.
pub(crate) fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let cosine: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
    (cosine.clamp(-1.0, 1.0) / STEP).round() * STEP
}

/// The vectors of some passages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meanings {
    vectors: Vec<Vec<f32>>,
}

/// Two passages, by index, with how near they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) passages: [usize; 2],
    pub(crate) nearness: f32,
}

/// Nearness is told in steps of this size: the last digits of a sum differ between machines, and
/// no decision may hang on them.
const STEP: f32 = 1.0 / 1024.0;

impl Meanings {
    /// Asks the model about every passage once.
    pub(crate) fn of(model: &dyn SentenceModel, passages: &[&str]) -> Self {
        let distinct = distinct(passages);
        let known = model.vectors(&distinct);
        let vector = |passage: &&str| {
            let at = distinct.binary_search(passage).ok()?;
            known.get(at).cloned()
        };
        Self {
            vectors: passages
                .iter()
                .map(|passage| vector(passage).unwrap_or_default())
                .collect(),
        }
    }

    /// How near two passages are: the cosine of the angle between their vectors, -1 to 1; none
    /// where either has no vector.
    pub(crate) fn nearness(&self, a: usize, b: usize) -> Option<f32> {
        let (a, b) = (self.vectors.get(a)?, self.vectors.get(b)?);
        if a.is_empty() || a.len() != b.len() {
            return None;
        }
        Some(cosine(a, b)).filter(|cosine| cosine.is_finite())
    }

    /// For each of some passages its nearest others among them that `may` allows, at most `count`,
    /// from `least` on; each pair once, sorted.
    ///
    /// Every two are compared: a few hundred multiplications, a ten-thousandth of what it took to
    /// get the two vectors. Hashing (Charikar 2002) saves nothing at the angles that matter here.
    pub(crate) fn nearest(
        &self,
        members: &[usize],
        count: usize,
        least: f32,
        may: impl Fn(usize, usize) -> bool,
    ) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        for a in members {
            let near = |b: &usize| {
                let nearness = self
                    .nearness(*a, *b)
                    .filter(|nearness| *nearness >= least)?;
                Some(Pair {
                    passages: [*a.min(b), *a.max(b)],
                    nearness,
                })
            };
            let others = members.iter().filter(|b| *b != a && may(*a, **b));
            let mut found: Vec<Pair> = others.filter_map(near).collect();
            found.sort_by(|x, y| {
                y.nearness
                    .total_cmp(&x.nearness)
                    .then(x.passages.cmp(&y.passages))
            });
            pairs.extend(found.iter().take(count));
        }
        pairs.sort_by_key(|pair| pair.passages);
        pairs.dedup_by_key(|pair| pair.passages);
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passage's bytes as numbers: "1 0" is a vector of two.
    struct Numbers;

    impl SentenceModel for Numbers {
        fn vectors(&self, passages: &[&str]) -> Vec<Vec<f32>> {
            let number = |word: &str| word.parse().unwrap_or(f32::NAN);
            let vector = |passage: &&str| passage.split_whitespace().map(number).collect();
            passages.iter().map(vector).collect()
        }
    }

    #[test]
    fn nearness_is_the_cosine_in_steps() {
        let all = Meanings::of(&Numbers, &["1 0", "0.6 0.8", "1 0", "", "1 0 0", "x 1"]);
        assert_eq!(all.nearness(0, 2), Some(1.0));
        let near = all.nearness(0, 1).unwrap_or_default();
        assert!((near - 0.6).abs() <= STEP / 2.0 && (near / STEP).fract() == 0.0);
        let without = [(0, 3), (0, 4), (0, 5), (0, 9)];
        assert!(without.iter().all(|(a, b)| all.nearness(*a, *b).is_none()));
    }

    #[test]
    fn the_nearest_are_told_once_each() {
        let all = Meanings::of(&Numbers, &["1 0", "0.8 0.6", "0.6 0.8", "0 1"]);
        let pairs = all.nearest(&[0, 1, 2, 3], 1, 0.7, |_, _| true);
        let pairs: Vec<[usize; 2]> = pairs.iter().map(|pair| pair.passages).collect();
        assert_eq!(pairs, [[0, 1], [1, 2], [2, 3]]);
        let barred = all.nearest(&[0, 1, 2, 3], 4, 0.7, |a, b| a + b != 3);
        assert!(barred.iter().all(|pair| pair.passages != [1, 2]));
    }
}

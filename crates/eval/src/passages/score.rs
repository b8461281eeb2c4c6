//! What was found of the planted passages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use recension_core::passages::SharedRun;

use super::corpus::Planted;

/// Share of a planted place that must be told.
const TOLD: f64 = 0.9;

/// Quality of a list of passages against what was planted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Share of the planted places, of passages that stand in several stories, of which nine words in
    /// ten are told together with another place of the same passage.
    pub recall: f64,
    /// Share of the pairs of documents with a common planted passage that are told together.
    pub pair_recall: f64,
    /// Share of the places told that are, for the greater part, words of one planted passage with the
    /// other places of theirs.
    pub precision: f64,
}

/// A planted place as it was met: its document and words.
type At = (u32, Range<u32>);

/// Scores what was told. `planted` holds each document's planted passages, `stories` its story.
pub fn score(runs: &[SharedRun], planted: &[Vec<Planted>], stories: &[u32]) -> Score {
    let places = by_passage(planted, stories);
    let mut told = Told::default();
    runs.iter().for_each(|run| told.add(run, planted));
    let wanted = places
        .iter()
        .flat_map(|(passage, at)| at.iter().map(move |at| (*passage, at)));
    let is_found = |(passage, at): &(usize, &At)| told.holds(*passage, at);
    let found = wanted.clone().filter(is_found).count();
    let pairs: BTreeSet<(u32, u32)> = places.values().flat_map(|at| pairs_of(at)).collect();
    let met = pairs.intersection(&told.pairs).count();
    let share = |part: usize, all: usize| match all {
        0 => 1.0,
        _ => part as f64 / all as f64,
    };
    Score {
        recall: share(found, wanted.count()),
        pair_recall: share(met, pairs.len()),
        precision: share(told.right, told.places),
    }
}

/// What was told of planted passages.
#[derive(Default)]
struct Told {
    /// Words told, by passage and document.
    words: BTreeMap<(usize, u32), Vec<Range<u32>>>,
    /// Documents told together.
    pairs: BTreeSet<(u32, u32)>,
    places: usize,
    /// Places that are of the same planted passage as others of their run.
    right: usize,
}

impl Told {
    fn add(&mut self, run: &SharedRun, planted: &[Vec<Planted>]) {
        let of_places = run.places.iter().map(|place| {
            let words = place.word..place.word + run.words;
            let passage = passage_of(&planted[place.document as usize], &words);
            (passage, (place.document, words))
        });
        let of_places: Vec<(Option<usize>, At)> = of_places.collect();
        self.places += of_places.len();
        let Some(most) = most(&of_places) else {
            return;
        };
        let own = of_places.into_iter().filter(|(own, _)| *own == Some(most));
        let own: Vec<At> = own.map(|(_, at)| at).collect();
        if own.len() > 1 {
            self.right += own.len();
            self.pairs.extend(pairs_of(&own));
            for (document, words) in own {
                self.words.entry((most, document)).or_default().push(words);
            }
        }
    }

    fn holds(&self, passage: usize, (document, words): &At) -> bool {
        let told = self.words.get(&(passage, *document));
        let covered = covered(words, told.map_or(&[][..], Vec::as_slice));
        f64::from(covered) >= TOLD * f64::from(words.end - words.start)
    }
}

fn pair(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

fn pairs_of(places: &[At]) -> Vec<(u32, u32)> {
    let documents: Vec<u32> = places.iter().map(|(document, _)| *document).collect();
    let others = |at: usize| documents[..at].iter().map(move |other| (*other, at));
    (0..documents.len())
        .flat_map(others)
        .map(|(other, at)| pair(other, documents[at]))
        .filter(|(a, b)| a != b)
        .collect()
}

/// The places of each planted passage that stands in several stories.
fn by_passage(planted: &[Vec<Planted>], stories: &[u32]) -> BTreeMap<usize, Vec<At>> {
    let mut places: BTreeMap<usize, Vec<At>> = BTreeMap::new();
    for (document, planted) in (0_u32..).zip(planted) {
        for own in planted {
            places
                .entry(own.passage)
                .or_default()
                .push((document, own.words.clone()));
        }
    }
    let story = |(document, _): &At| stories.get(*document as usize).copied();
    places.retain(|_, at| at.iter().map(story).collect::<BTreeSet<_>>().len() > 1);
    places.values_mut().for_each(|at| cut_to_shared(at));
    places
}

/// A passage is cut at its end in some places; what only the longest place has is not shared.
fn cut_to_shared(places: &mut [At]) {
    let mut lengths: Vec<u32> = places
        .iter()
        .map(|(_, words)| words.end - words.start)
        .collect();
    lengths.sort_unstable_by(|x, y| y.cmp(x));
    let shared = lengths.get(1).copied().unwrap_or(0);
    for (_, words) in places {
        words.end = words.end.min(words.start + shared);
    }
}

/// The planted passage that has the greater part of a range.
fn passage_of(planted: &[Planted], words: &Range<u32>) -> Option<usize> {
    let most = planted
        .iter()
        .find(|own| 2 * covered(words, std::slice::from_ref(&own.words)) > words.end - words.start);
    most.map(|own| own.passage)
}

/// The passage that most places are of.
fn most<T>(passages: &[(Option<usize>, T)]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for passage in passages.iter().filter_map(|(passage, _)| *passage) {
        *counts.entry(passage).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(passage, _)| passage)
}

/// Words of a range that others cover.
fn covered(words: &Range<u32>, ranges: &[Range<u32>]) -> u32 {
    let is_covered = |word: &u32| ranges.iter().any(|range| range.contains(word));
    let count = words.clone().filter(is_covered).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use recension_core::passages::Place;

    use super::*;

    fn planted(passage: usize, words: Range<u32>) -> Vec<Planted> {
        vec![Planted { passage, words }]
    }

    fn run(words: u32, places: &[(u32, u32)]) -> SharedRun {
        let place = |(document, word): &(u32, u32)| Place {
            document: *document,
            word: *word,
        };
        SharedRun {
            words,
            places: places.iter().map(place).collect(),
        }
    }

    #[test]
    fn what_is_planted_and_told_counts_as_found_and_what_is_not_as_wrong() {
        let truth = [
            planted(0, 5..25),
            planted(0, 0..20),
            planted(1, 0..20),
            planted(0, 0..20),
        ];
        let stories = [0, 1, 2, 3];
        let right = run(20, &[(0, 5), (1, 0), (3, 0)]);
        let score_of = |runs: &[SharedRun]| score(runs, &truth, &stories);
        let all = score_of(std::slice::from_ref(&right));
        assert_eq!(
            (all.recall, all.pair_recall, all.precision),
            (1.0, 1.0, 1.0)
        );
        let half = score_of(&[run(20, &[(0, 5), (1, 0)])]);
        assert_eq!((half.recall, half.pair_recall), (2.0 / 3.0, 1.0 / 3.0));
        let wrong = score_of(&[right, run(12, &[(0, 30), (2, 40)])]);
        assert_eq!(wrong.precision, 3.0 / 5.0);
        assert_eq!(score_of(&[]).recall, 0.0);
    }
}

//! Choosing: which repeats are told as passages.
//!
//! Repeats overlap: a press release that twenty outlets cut in their own ways gives many. The
//! weightiest is told first, by words times the logarithm of its places. A later one is told only
//! where it tells something: where one of its places is not yet told for the greater part, or where at
//! least half of its places are told only by passages of less than half as many. So the passages told
//! of one word grow with the logarithm of the documents that hold it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::anchors::{Anchor, Corpus, number};
use super::order::Order;
use super::repeats::{Among, Repeat, story_of};
use super::{Place, SharedRun};

/// Places of a repeat that are looked at to see whether it tells something; more are sampled evenly.
const MOST_PLACES: usize = 256;
/// Words of a place that are looked at.
const MOST_WORDS: u32 = 8;

/// What is chosen from.
pub(super) struct Choice<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) anchors: &'a [Anchor],
    pub(super) order: &'a Order,
    /// The story of each document.
    pub(super) stories: &'a [u32],
    pub(super) among: Among,
    /// The fewest words of a passage.
    pub(super) least: u32,
    /// Words of a gram.
    pub(super) length: u32,
}

/// Chooses among repeats and writes out those that are told, in the order they are chosen.
pub(super) fn choose(choice: &Choice<'_>, repeats: &[Repeat]) -> Vec<SharedRun> {
    let mut telling = Telling {
        choice,
        told: Told {
            corpus: choice.corpus,
            levels: vec![0; choice.corpus.words.len()],
        },
        waiting: repeats.iter().map(|repeat| choice.unread(repeat)).collect(),
        chosen: Vec::new(),
    };
    while let Some(next) = telling.waiting.pop() {
        telling.consider(next);
    }
    telling.chosen
}

/// What waits for its turn, the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    weight: u64,
    words: u32,
    /// The first member in the order, for ties.
    first: Reverse<u32>,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// Its weight is the most that it can come to.
    Repeat(Repeat),
    /// Written out over all its words.
    Run(SharedRun),
}

struct Telling<'a> {
    choice: &'a Choice<'a>,
    told: Told<'a>,
    waiting: BinaryHeap<Waiting>,
    chosen: Vec<SharedRun>,
}

impl Telling<'_> {
    fn consider(&mut self, next: Waiting) {
        let first = next.first.0;
        match next.what {
            What::Run(run) => {
                let corpus = self.choice.corpus;
                let places: Vec<Open> = run
                    .places
                    .iter()
                    .map(|place| Open::at(corpus, *place))
                    .collect();
                if self.told.tells(&places, run.words) {
                    self.told.mark(&run);
                    self.chosen.push(run);
                }
            }
            What::Repeat(repeat) => {
                let words = span(self.choice, &repeat);
                let members = members(self.choice.order, &repeat).iter();
                let places: Vec<Open> = members
                    .map(|anchor| Open::of(self.choice, *anchor))
                    .collect();
                if self.told.tells(&places, words) {
                    self.write_out(&places, words, first);
                }
            }
        }
    }

    /// Writes out what places share over all their words, or, where that is too little, what some of
    /// them do; its turn comes by the weight it has then.
    fn write_out(&mut self, places: &[Open], words: u32, first: u32) {
        let run = extended(self.choice.corpus, places, words);
        if run.words >= self.choice.least {
            self.waiting.push(Waiting {
                weight: weight(run.words, number(places.len())),
                words: run.words,
                first: Reverse(first),
                what: What::Run(run),
            });
        } else if places.len() > 2 {
            self.write_out_parts(places, words, first);
        }
    }

    /// The places that share enough words around their gram, for each way in which these lie around it.
    fn write_out_parts(&mut self, places: &[Open], words: u32, first: u32) {
        let corpus = self.choice.corpus;
        let more = self.choice.least - words.min(self.choice.least);
        for before in 0..=more {
            let around = |open: &Open| open.around(corpus, words, before, more - before);
            let mut inside: Vec<&Open> = places
                .iter()
                .filter(|open| around(open).is_some())
                .collect();
            inside.sort_by_cached_key(|open| (around(open), open.place));
            let parts: Vec<Vec<Open>> = inside
                .chunk_by(|x, y| around(x) == around(y))
                .map(|part| part.iter().map(|open| **open).collect())
                .collect();
            for part in parts {
                if self.is_wanted(&part) {
                    self.write_out(&part, words, first);
                }
            }
        }
    }

    fn is_wanted(&self, places: &[Open]) -> bool {
        let mut stories = places.iter().map(|open| self.choice.story(open.document));
        let first = stories.next();
        let one = stories.all(|story| Some(story) == first);
        places.len() > 1 && one == (self.choice.among == Among::OneStory)
    }
}

impl Choice<'_> {
    /// A repeat that is not written out, with the most it can weigh: what is shared on both sides of it
    /// without an anchor of its own is shorter than a passage must be.
    fn unread(&self, repeat: &Repeat) -> Waiting {
        let words = span(self, repeat) + 2 * self.least;
        Waiting {
            weight: weight(words, repeat.count),
            words,
            first: Reverse(repeat.first),
            what: What::Repeat(*repeat),
        }
    }

    fn story(&self, document: u32) -> u32 {
        story_of(self.stories, document)
    }
}

fn members<'o>(order: &'o Order, repeat: &Repeat) -> &'o [u32] {
    let first = repeat.first as usize;
    let range = first..first + repeat.count as usize;
    order.sorted.get(range).unwrap_or_default()
}

/// Words from the first to the last anchor of a repeat, the last's own included.
fn span(choice: &Choice<'_>, repeat: &Repeat) -> u32 {
    let first = choice.order.sorted[repeat.first as usize] as usize;
    let last = first + repeat.anchors as usize - 1;
    choice.anchors[last].place - choice.anchors[first].place + choice.length
}

/// What a passage weighs: its words times the logarithm of its places, in 256ths (between powers of
/// two along the line, in whole numbers, so that it is the same on every machine).
pub(super) fn weight(words: u32, places: u32) -> u64 {
    let power = places.max(1).ilog2();
    let beyond = (u64::from(places) << 8 >> power) - 256;
    u64::from(words) * ((u64::from(power) << 8) + beyond)
}

/// Passages of how many places each word of the corpus is told by, at most.
struct Told<'a> {
    corpus: &'a Corpus,
    levels: Vec<u8>,
}

/// The power of two of a number of places, from 1 on; 0 is for words that are not told.
fn level(places: usize) -> u8 {
    u8::try_from(places.max(1).ilog2() + 1).unwrap_or(u8::MAX)
}

impl Told<'_> {
    /// Whether a passage tells something: a place that is not told at all, or for at least half of its
    /// places that they go together with twice as many others as was told.
    fn tells(&self, places: &[Open], words: u32) -> bool {
        let least = level(places.len()).saturating_sub(1).max(1);
        let step = places.len().div_ceil(MOST_PLACES).max(1);
        let (mut looked, mut wider) = (0, 0);
        for open in places.iter().step_by(step) {
            if !self.is_told(open.place, words, 1) {
                return true;
            }
            looked += 1;
            wider += usize::from(!self.is_told(open.place, words, least));
        }
        wider * 2 >= looked
    }

    /// Whether the greater part of a place is told by passages of such a level.
    fn is_told(&self, place: u32, words: u32, least: u8) -> bool {
        let looked = words.clamp(1, MOST_WORDS);
        let word = |at: u32| (place + at * words / looked) as usize;
        let is_told = |at: &u32| {
            self.levels
                .get(word(*at))
                .is_some_and(|level| *level >= least)
        };
        (0..looked).filter(is_told).count() * 2 > looked as usize
    }

    fn mark(&mut self, run: &SharedRun) {
        let level = level(run.places.len());
        for place in &run.places {
            let start = (self.corpus.bounds(place.document).0 + place.word) as usize;
            for known in &mut self.levels[start..start + run.words as usize] {
                *known = level.max(*known);
            }
        }
    }
}

/// Places over all words that they share on both sides, word by word.
fn extended(corpus: &Corpus, places: &[Open], words: u32) -> SharedRun {
    let before = steps(places, |open, step| {
        let at = open.place.checked_sub(step + 1)?;
        (at >= open.start).then(|| corpus.words[at as usize])
    });
    let behind = steps(places, |open, step| {
        let at = open.place + words + step;
        (at < open.end).then(|| corpus.words[at as usize])
    });
    SharedRun {
        words: before + words + behind,
        places: places
            .iter()
            .map(|open| Place {
                document: open.document,
                word: open.place - before - open.start,
            })
            .collect(),
    }
}

/// A place that may grow within its document.
#[derive(Clone, Copy)]
struct Open {
    document: u32,
    place: u32,
    start: u32,
    end: u32,
}

impl Open {
    fn of(choice: &Choice<'_>, anchor: u32) -> Self {
        let anchor = choice.anchors[anchor as usize];
        let (start, end) = choice.corpus.bounds(anchor.document);
        Self {
            document: anchor.document,
            place: anchor.place,
            start,
            end,
        }
    }

    fn at(corpus: &Corpus, place: Place) -> Self {
        let (start, end) = corpus.bounds(place.document);
        Self {
            document: place.document,
            place: start + place.word,
            start,
            end,
        }
    }

    /// The words from so many before its `words` to so many behind, where the document has them.
    fn around<'c>(
        &self,
        corpus: &'c Corpus,
        words: u32,
        before: u32,
        behind: u32,
    ) -> Option<&'c [u32]> {
        let (start, end) = (self.place.checked_sub(before)?, self.place + words + behind);
        let inside = self.start <= start && end <= self.end;
        inside.then(|| &corpus.words[start as usize..end as usize])
    }
}

/// How many steps all places can go and meet the same word.
fn steps(places: &[Open], word: impl Fn(&Open, u32) -> Option<u32>) -> u32 {
    let Some((first, others)) = places.split_first() else {
        return 0;
    };
    let goes_on = |step: &u32| {
        let wanted = word(first, *step);
        wanted.is_some() && others.iter().all(|other| word(other, *step) == wanted)
    };
    number((0..u32::MAX).take_while(goes_on).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_grows_with_words_and_with_the_logarithm_of_places() {
        assert_eq!(weight(10, 1), 0);
        assert_eq!(weight(10, 2), 2_560);
        assert_eq!(weight(10, 3), 3_840);
        assert_eq!(weight(10, 4), 5_120);
        assert_eq!(weight(20, 4), 10_240);
    }
}

//! Shared passages: runs of words that stand in several reports, wherever these belong.
//!
//! Inside a story, runs are found pair by pair ([`crate::collation`]). Here all reports of an input
//! are read in one pass, and what they share is found however many there are: standing background,
//! press releases, templates, copies.
//!
//! 1. A report is read for its words alone ([`words`]), and of its runs of words some are kept, chosen
//!    by their hashes so that every shared run of the wanted length holds one that is kept wherever it
//!    stands ([`winnow`]; Schleimer, Wilkerson and Aiken 2003; shingling: Broder 1997).
//! 2. Kept grams that stand in several reports are anchors ([`mod@anchors`]), compared word by word.
//! 3. Anchors are sorted by what follows them ([`order`]: a sparse suffix array), and repeats, which
//!    can't be made longer in all their places, are read off it ([`repeats`]). So a passage that stands
//!    in a thousand reports is one passage with a thousand places, and no pair of reports is looked at.
//! 4. The weightiest repeats are told, and of the others those that tell something new ([`choose`]),
//!    each over all the words that its places share.
//!
//! **Memory.** 4 bytes for each word (the first half of its hash) and 8 for each kept gram: of passages
//! of twelve words, one gram in three and a half words, so 6.3 bytes a word while reports come in. At
//! the end come 24 bytes for each anchor, as many more while anchors are sorted, and one for each word.
//! A report's text is not kept; to tell a passage it is read again ([`read`]), and words are compared
//! by their whole hashes then.
//!
//! **Bounds.** The work grows with words and anchors times the logarithm of the longest chain of
//! anchors. In one report only the first place of a gram counts: what a report says over and over is
//! shared once. The price: where a report says a part of a passage first and the passage further down,
//! and all kept grams of the passage stand in that part, only the part is found, and nothing where it
//! has too few words.

mod anchors;
mod choose;
mod kind;
mod order;
mod read;
mod repeats;
mod told;
mod winnow;
mod words;

#[cfg(test)]
mod tests;

pub use told::{Report, Reports};
pub use words::Compared;

use anchors::{Anchor, Corpus, anchors, number};
use choose::Choice;
use order::Order;
use repeats::Among;
use winnow::Grams;

use crate::article::Article;

/// The fewest words that a passage may be asked to have.
pub const FEWEST_WORDS: u32 = 5;
/// The fewest words of a passage where nothing else is asked for.
pub const DEFAULT_WORDS: u32 = 12;
/// The most words that may be asked for.
pub const MOST_WORDS: u32 = 1_000;

/// Where a run of words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The document, counted from 0 in the order they were added.
    pub document: u32,
    /// Its first word, counted from 0 in the document.
    pub word: u32,
}

/// A run of words that stands in several documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedRun {
    /// Number of words.
    pub words: u32,
    /// Where it stands: one place in each document.
    pub places: Vec<Place>,
}

/// Takes in documents one after the other and finds what they share.
#[derive(Clone, Debug)]
pub struct Passages {
    least: u32,
    grams: Grams,
    corpus: Corpus,
    /// Kept grams: the hash in the upper half, the first word in the lower.
    prints: Vec<u64>,
    scratch: Vec<u32>,
    words: Vec<u32>,
}

impl Passages {
    /// An empty collection, for passages of at least so many words ([`FEWEST_WORDS`] to
    /// [`MOST_WORDS`]; what is outside is moved to the nearer end).
    pub fn of_words(least: u32) -> Self {
        let least = least.clamp(FEWEST_WORDS, MOST_WORDS);
        Self {
            least,
            grams: Grams::of(least as usize),
            corpus: Corpus {
                words: Vec::new(),
                starts: vec![0],
            },
            prints: Vec::new(),
            scratch: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Takes in a report by the words of its parts that are compared; says whether it was read, as
    /// [`Passages::add_words`] does.
    pub fn add_report(&mut self, article: &Article, compared: Compared) -> bool {
        let mut row = std::mem::take(&mut self.words);
        row.clear();
        for part in compared.parts(article) {
            let text = article.text.slice(part.span);
            words::each_word(text, &mut |term, _, _| row.push(half(term)));
        }
        let taken = self.add_words(&row);
        self.words = row;
        taken
    }

    /// Takes in a text by all its words; says whether it was read, as [`Passages::add_words`] does.
    pub fn add_text(&mut self, text: &str) -> bool {
        let mut row = std::mem::take(&mut self.words);
        row.clear();
        words::each_word(text, &mut |term, _, _| row.push(half(term)));
        let taken = self.add_words(&row);
        self.words = row;
        taken
    }

    /// Takes in a document by the hashes of its words. Beyond four thousand million words a document is
    /// counted, but not read: `false` says so.
    pub fn add_words(&mut self, words: &[u32]) -> bool {
        let base = self.corpus.words.len();
        let fits = u32::try_from(base + words.len()).is_ok_and(|end| end < u32::MAX);
        let words = if fits { words } else { &[] };
        let prints = &mut self.prints;
        self.grams.select(words, &mut self.scratch, |hash, at| {
            prints.push(u64::from(hash) << 32 | (base + at) as u64);
        });
        self.corpus.words.extend_from_slice(words);
        self.corpus.starts.push(number(self.corpus.words.len()));
        fits
    }

    /// Documents taken in.
    pub fn documents(&self) -> usize {
        self.corpus.starts.len() - 1
    }

    /// What the documents share.
    pub fn finish(self) -> Shared {
        let anchors = anchors(&self.corpus, self.prints, self.grams);
        Shared {
            order: Order::of(&anchors),
            anchors,
            corpus: self.corpus,
            least: self.least,
            length: number(self.grams.length),
        }
    }
}

/// The first half of a word's hash: what is kept of a word.
#[allow(clippy::cast_possible_truncation, reason = "the half that is wanted")]
const fn half(term: crate::witness::Term) -> u32 {
    (term.0 >> 32) as u32
}

/// What a collection of documents shares, before it is chosen what is told.
#[derive(Clone, Debug)]
pub struct Shared {
    corpus: Corpus,
    anchors: Vec<Anchor>,
    order: Order,
    least: u32,
    length: u32,
}

impl Shared {
    /// Passages that stand in several stories, the weightiest first. `stories` names the story of
    /// each document by a number; a document that has none is a story by itself.
    pub fn across(&self, stories: &[u32]) -> Vec<SharedRun> {
        self.told(stories, Among::Stories)
    }

    /// Passages that stand in several documents of one story and in no other, the weightiest first.
    pub fn within(&self, stories: &[u32]) -> Vec<SharedRun> {
        self.told(stories, Among::OneStory)
    }

    fn told(&self, stories: &[u32], among: Among) -> Vec<SharedRun> {
        let repeats = repeats::repeats(&self.anchors, &self.order, stories, among);
        let choice = Choice {
            corpus: &self.corpus,
            anchors: &self.anchors,
            order: &self.order,
            stories,
            among,
            least: self.least,
            length: self.length,
        };
        choose::choose(&choice, &repeats)
    }
}

//! Anchors: kept grams that stand in several documents, with the documents' words beside them.

use super::winnow::Grams;

/// The words of all documents one behind the other, and where each document begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Corpus {
    /// The first halves of the words' hashes.
    pub(super) words: Vec<u32>,
    /// The first word of each document, and the end of the last.
    pub(super) starts: Vec<u32>,
}

impl Corpus {
    /// The document that holds a word.
    pub(super) fn document_of(&self, place: u32) -> u32 {
        let after = self.starts.partition_point(|start| *start <= place);
        number(after.saturating_sub(1))
    }

    /// The first word of a document and the one behind its last.
    pub(super) fn bounds(&self, document: u32) -> (u32, u32) {
        let at = document as usize;
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_default();
        (start(at), start(at + 1))
    }

    /// So many words from a place on.
    fn gram(&self, place: u32, length: usize) -> &[u32] {
        let start = place as usize;
        self.words.get(start..start + length).unwrap_or_default()
    }
}

/// A number as an index of 32 bits; the corpus takes in no more words than that.
pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A kept gram that stands in several documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Its first word.
    pub(super) place: u32,
    /// The same for the same words, counted from 0.
    pub(super) class: u32,
    /// Words to the next anchor of the document, where no word stands between the two; else 0.
    pub(super) gap: u32,
    /// Its document.
    pub(super) document: u32,
}

/// All anchors in order of their places. `prints` are kept grams: the hash in the upper half, the
/// first word in the lower.
pub(super) fn anchors(corpus: &Corpus, mut prints: Vec<u64>, grams: Grams) -> Vec<Anchor> {
    prints.sort_unstable();
    let mut found = Classes {
        corpus,
        length: grams.length,
        anchors: Vec::new(),
        classes: 0,
    };
    for same_hash in prints.chunk_by(|x, y| x >> 32 == y >> 32) {
        if same_hash.len() > 1 {
            found.add(same_hash);
        }
    }
    let mut anchors = found.anchors;
    drop(prints);
    anchors.sort_unstable_by_key(|anchor| anchor.place);
    link(&mut anchors, number(grams.length));
    anchors
}

/// Tells each anchor how far the next one is.
fn link(anchors: &mut [Anchor], length: u32) {
    for at in 1..anchors.len() {
        let next = anchors[at];
        let before = &mut anchors[at - 1];
        let gap = next.place - before.place;
        if before.document == next.document && gap <= length {
            before.gap = gap;
        }
    }
}

struct Classes<'a> {
    corpus: &'a Corpus,
    length: usize,
    anchors: Vec<Anchor>,
    classes: u32,
}

impl Classes<'_> {
    /// Grams of one hash, in order of their places. Those of other words (two in 2^32 meet) are parted.
    fn add(&mut self, same_hash: &[u64]) {
        let mut left: Vec<u32> = same_hash.iter().map(|print| place_of(*print)).collect();
        if left.iter().all(|place| self.is_same(*place, left[0])) {
            return self.class(&left);
        }
        while let Some(first) = left.first().copied() {
            let (same, others): (Vec<u32>, Vec<u32>) =
                left.iter().partition(|place| self.is_same(**place, first));
            left = others;
            self.class(&same);
        }
    }

    fn is_same(&self, a: u32, b: u32) -> bool {
        self.corpus.gram(a, self.length) == self.corpus.gram(b, self.length)
    }

    /// Of each document the first place counts: so a text that says one thing over and over is no
    /// heavier than one that says it once.
    fn class(&mut self, places: &[u32]) {
        let before = self.anchors.len();
        let mut end = 0;
        for place in places.iter().copied() {
            if self.anchors.len() > before && place < end {
                continue;
            }
            let document = self.corpus.document_of(place);
            end = self.corpus.bounds(document).1;
            let class = self.classes;
            self.anchors.push(Anchor {
                place,
                class,
                gap: 0,
                document,
            });
        }
        match self.anchors.len() - before {
            0 | 1 => self.anchors.truncate(before),
            _ => self.classes += 1,
        }
    }
}

fn place_of(print: u64) -> u32 {
    number(usize::try_from(print & u64::from(u32::MAX)).unwrap_or(usize::MAX))
}

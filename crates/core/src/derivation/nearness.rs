//! How near reports stand to each other, word for word: by the pairs of neighbouring words of one
//! that the other has. Tells the nearest of several sources, and siblings from copies.

use std::collections::{BTreeMap, BTreeSet};

use crate::collation::{self, sentence_fingerprint};
use crate::witness::{Term, Witness};

/// Share of a report's words, in sentences that a source accounts for, that it must have in common
/// with another against that source for the source to be a sibling.
const AGAINST: f32 = 0.05;
/// The least that must stand against the greater of both sides: a sibling agrees now with the one,
/// now with the other; a copy hardly ever with the other.
const EVEN: f32 = 0.5;

/// Reports that are asked which of two they stand nearer to, so that a thousand copies stay cheap.
const MOST_NEIGHBOURS: usize = 24;
/// Part of the greater of two shares by which they may differ and be the same.
const SAME: f32 = 0.03;

/// The pairs of neighbouring words of the reports of a story.
pub(super) struct Nearness {
    /// By report: the distinct pairs, sorted, each with the sentence where it first stands.
    pairs: Vec<Vec<WordPair>>,
    /// By report and another that it depends on in some way: the share of its pairs that the other
    /// has.
    shares: BTreeMap<[usize; 2], f32>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct WordPair {
    words: Term,
    sentence: usize,
}

impl Nearness {
    /// The nearness of the given pairs, each way.
    pub(super) fn of(
        witnesses: &[Witness],
        standing: &BTreeSet<u64>,
        pairs: impl Iterator<Item = [usize; 2]>,
    ) -> Self {
        let mut nearness = Self {
            pairs: witnesses.iter().map(|w| word_pairs(w, standing)).collect(),
            shares: BTreeMap::new(),
        };
        for [a, b] in pairs {
            let shared = nearness.shared(a, b).count() as f32;
            for [report, other] in [[a, b], [b, a]] {
                let all = nearness.pairs[report].len().max(1) as f32;
                nearness.shares.insert([report, other], shared / all);
            }
        }
        nearness
    }

    /// The share of the pairs of words of a report that another has, 0 to 1.
    pub(super) fn share(&self, report: usize, other: usize) -> f32 {
        self.shares.get(&[report, other]).copied().unwrap_or(0.0)
    }

    /// Of the reports that depend on both of two, how many stand nearer to the first and how many
    /// nearer to the second. Copies stand nearer to what they were made from than to each other.
    pub(super) fn nearer(&self, pair: [usize; 2]) -> [usize; 2] {
        let mut counts = [0, 0];
        let others = self.shares.range([pair[0], 0]..=[pair[0], usize::MAX]);
        let others = others.filter(|([_, other], _)| *other != pair[1]);
        for ([_, other], _) in others.take(MOST_NEIGHBOURS) {
            let [first, second] = pair.map(|report| self.share(*other, report));
            if second > 0.0 && (first - second).abs() > SAME * first.max(second) {
                counts[usize::from(second > first)] += 1;
            }
        }
        counts
    }

    /// Whether two possible sources of a report are rather its siblings, all three made from a
    /// lost source: in the sentences that both account for, the report agrees with each against
    /// the other (common readings that neither can have from the other: Lachmann; Maas 1927).
    pub(super) fn are_siblings(
        &self,
        report: usize,
        sources: [usize; 2],
        sentences: &BTreeSet<usize>,
    ) -> bool {
        let within = |pair: &WordPair| sentences.contains(&pair.sentence);
        let all = self.pairs[report]
            .iter()
            .filter(|pair| within(pair))
            .count()
            .max(1) as f32;
        let has = |source: usize| -> BTreeSet<Term> {
            self.shared(report, source)
                .filter(|pair| within(pair))
                .map(|pair| pair.words)
                .collect()
        };
        let [first, second] = sources.map(has);
        let against = [
            first.difference(&second).count(),
            second.difference(&first).count(),
        ];
        let [less, more] = [
            against[0].min(against[1]) as f32,
            against[0].max(against[1]) as f32,
        ];
        less >= AGAINST * all && less >= EVEN * more
    }

    fn shared(&self, report: usize, other: usize) -> impl Iterator<Item = &WordPair> {
        let mut others = self.pairs[other].iter().peekable();
        self.pairs[report].iter().filter(move |pair| {
            while others.next_if(|other| other.words < pair.words).is_some() {}
            others.peek().is_some_and(|other| other.words == pair.words)
        })
    }
}

/// The pairs of words of a report, those of standing sentences left out.
fn word_pairs(witness: &Witness, standing: &BTreeSet<u64>) -> Vec<WordPair> {
    let mut pairs: Vec<WordPair> = Vec::new();
    for (index, sentence) in witness.sentences.iter().enumerate() {
        let print = sentence_fingerprint(witness.sentence_tokens(sentence));
        if !sentence.role.is_story() || standing.contains(&print) {
            continue;
        }
        let pair = |words: Term| WordPair {
            words,
            sentence: index,
        };
        pairs.extend(
            collation::word_pairs(witness, sentence)
                .into_iter()
                .map(pair),
        );
    }
    pairs.sort();
    pairs.dedup_by_key(|pair| pair.words);
    pairs
}

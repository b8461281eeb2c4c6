//! Which pairs of texts are worth a look: those that share weighty terms.

use super::sparse;
use super::summary::Summary;

/// Weightiest terms of a text that are indexed.
pub(super) const INDEXED_TERMS: usize = 24;
/// Holders of a term that are all paired with each other.
const ALL_PAIRED: usize = 48;
/// Where a term has more holders: how many of the weightiest are paired with all others …
const HUBS: usize = 8;
/// … and how many of the next in weight each is paired with.
const NEIGHBOURS: usize = 16;
/// Pairs kept for each text, the likest first.
const KEPT: usize = 32;
/// Likeness below which no pair is kept.
const LEAST_LIKENESS: f64 = 0.02;

/// A pair of texts, the smaller index first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) left: usize,
    pub(super) right: usize,
}

impl Pair {
    pub(super) fn of(x: usize, y: usize) -> Self {
        Self {
            left: x.min(y),
            right: x.max(y),
        }
    }
}

/// The pairs worth a look, sorted. Their number is bounded by the number of texts times a constant.
pub(super) fn pairs(summaries: &[Summary]) -> Vec<Pair> {
    let mut found = Vec::new();
    for holders in index(summaries).chunk_by(|x, y| x.term == y.term) {
        pair_up(holders, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    likest(summaries, &found)
}

/// A text that holds a term.
struct Holder {
    term: u32,
    weight: f32,
    text: usize,
}

/// Holders term by term, the weightiest of each term first.
fn index(summaries: &[Summary]) -> Vec<Holder> {
    let mut index = Vec::with_capacity(summaries.len() * INDEXED_TERMS);
    for (text, summary) in summaries.iter().enumerate() {
        for (term, weight) in sparse::weightiest(&summary.content.sum, INDEXED_TERMS) {
            index.push(Holder { term, weight, text });
        }
    }
    index.sort_unstable_by(|x, y| {
        let by_weight = y.weight.total_cmp(&x.weight);
        x.term
            .cmp(&y.term)
            .then(by_weight)
            .then(x.text.cmp(&y.text))
    });
    index
}

fn pair_up(holders: &[Holder], found: &mut Vec<Pair>) {
    let all = holders.len() <= ALL_PAIRED;
    for (place, holder) in holders.iter().enumerate() {
        let reach = if all || place < HUBS {
            holders.len()
        } else {
            NEIGHBOURS
        };
        let others = holders.iter().skip(place + 1).take(reach);
        found.extend(others.map(|other| Pair::of(holder.text, other.text)));
    }
}

/// Keeps a pair that is among the likest of either of its texts.
fn likest(summaries: &[Summary], pairs: &[Pair]) -> Vec<Pair> {
    let mut near: Vec<Vec<(f64, usize)>> = vec![Vec::new(); summaries.len()];
    for pair in pairs {
        let (left, right) = (&summaries[pair.left], &summaries[pair.right]);
        let likeness = sparse::dot(&left.content.sum, &right.content.sum);
        if likeness >= LEAST_LIKENESS {
            near[pair.left].push((likeness, pair.right));
            near[pair.right].push((likeness, pair.left));
        }
    }
    let mut kept = Vec::new();
    for (text, others) in near.iter_mut().enumerate() {
        others.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        kept.extend(
            others
                .iter()
                .take(KEPT)
                .map(|(_, other)| Pair::of(text, *other)),
        );
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

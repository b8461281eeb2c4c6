//! Which node a tradition spread from.
//!
//! Where nothing else speaks, the source of something that spread along a tree is most probably
//! its centre of rumour: the node from which the tree could have grown in most orders (Shah and
//! Zaman 2011). Copyists leave words out oftener than they put words in, and what is known from
//! elsewhere, such as dates, counts in nats.

use serde::Serialize;

use super::tree::{Tree, words_lost};
use super::variants::Variants;

/// Nats for each place at which words were lost along an edge, net of those at which words came in.
const LOSS_NATS: f64 = 0.3;
/// The most that an edge may say by its losses.
const MOST_LOSS: f64 = 1.5;

/// What is known from elsewhere about the direction between two texts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Hint {
    /// The text that is rather the source.
    pub from: usize,
    /// The text that is rather the copy.
    pub to: usize,
    /// How strongly, in nats.
    pub nats: f64,
}

/// The node from which the tradition spread; of equals the one with the lowest number.
pub(super) fn root(tree: &Tree, variants: &Variants, hints: &[Hint]) -> usize {
    let nodes = tree.readings.len();
    let scores: Vec<f64> = (0..nodes)
        .map(|node| score(tree, node, variants, hints))
        .collect();
    let mut best = 0;
    for node in 1..nodes {
        if scores[node] > scores[best] + 1e-9 {
            best = node;
        }
    }
    best
}

fn score(tree: &Tree, root: usize, variants: &Variants, hints: &[Hint]) -> f64 {
    let directed = away_from(tree, root);
    let mut below = vec![0.0_f64; tree.readings.len()];
    let (mut total, mut above) = (0.0, vec![None; tree.readings.len()]);
    for [from, to] in &directed {
        above[*to] = Some(*from);
        let lost = f64::from(words_lost(
            &tree.readings[*from],
            &tree.readings[*to],
            &variants.alone,
        ));
        total += (lost * LOSS_NATS).clamp(-MOST_LOSS, MOST_LOSS);
    }
    // Lost texts are not there to be counted.
    for node in directed.iter().rev().map(|[_, to]| *to) {
        below[node] += if node < variants.texts { 1.0 } else { 0.0 };
        if let Some(parent) = above[node] {
            below[parent] += below[node];
        }
        total -= below[node].max(1.0).ln();
    }
    total + hints.iter().map(|hint| hinted(hint, &above)).sum::<f64>()
}

/// What a hint says where one of its texts stands above the other.
fn hinted(hint: &Hint, above: &[Option<usize>]) -> f64 {
    if is_above(hint.from, hint.to, above) {
        hint.nats
    } else if is_above(hint.to, hint.from, above) {
        -hint.nats
    } else {
        0.0
    }
}

fn is_above(ancestor: usize, node: usize, above: &[Option<usize>]) -> bool {
    let mut at = above.get(node).copied().flatten();
    while let Some(parent) = at {
        if parent == ancestor {
            return true;
        }
        at = above.get(parent).copied().flatten();
    }
    false
}

/// The edges of the tree directed away from a node, those nearer to it first.
pub(super) fn away_from(tree: &Tree, root: usize) -> Vec<[usize; 2]> {
    let mut directed: Vec<[usize; 2]> = Vec::new();
    let mut open = std::collections::VecDeque::from([[root, root]]);
    while let Some([before, node]) = open.pop_front() {
        for next in tree
            .neighbours(node)
            .into_iter()
            .filter(|next| *next != before)
        {
            directed.push([node, next]);
            open.push_back([node, next]);
        }
    }
    directed
}

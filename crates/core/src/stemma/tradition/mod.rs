//! The stemma of a tradition: texts that were copied word for word, one from another, each copyist
//! leaving readings of his own.
//!
//! The texts are collated word by word into a table of variants; the tree of least length that
//! joins them (in it a text may stand between others, as copied texts often do) is drawn over
//! the readings in which they part. A reading that one text has alone tells nothing of its kin and
//! is passed over there (Maas); spellings count less than words (Greg 1950); where a text has too many readings of its own to be what its neighbours were
//! copied from, a lost text takes its place (the hypothetical ancestor, of which the neighbours
//! keep the readings that most of them share: the common-error principle of Lachmann; Maas 1927).
//! The tree is then hung from the node from which the tradition most probably spread. How sure an
//! edge is comes from drawing the tree again from the variants resampled (bootstrap; Efron 1979,
//! Felsenstein 1985).
//!
//! References: neighbour joining (Saitou and Nei 1987) puts all texts at the leaves; RHM (Roos,
//! Heikkilä and Myllymäki 2006) searches trees by compression. Both need the hypothetical nodes
//! contracted afterwards to say that a text was copied from another that is there.

mod align;
mod joining;
mod rooting;
mod tree;
mod variants;

use std::collections::BTreeMap;

use serde::Serialize;

pub use joining::{Branch, Joined, neighbour_joining};
pub use rooting::Hint;
pub use variants::{Reading, Variant, Variants};

use tree::{Tree, distances};

/// How often the tree is drawn again from resampled variants.
const RESAMPLED: u64 = 100;

/// An edge of a tradition, from what was copied to the copy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Copied {
    /// The node copied from: a text, or a lost text (numbers from [`Tradition::texts`] on).
    pub from: usize,
    /// The node copied.
    pub to: usize,
    /// Share of the resampled trees that part the texts in the same way, 0 to 1.
    pub support: f64,
}

/// The stemma of texts copied from each other: a rooted tree over texts and lost texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tradition {
    /// Number of texts; nodes from this number on are lost texts.
    pub texts: usize,
    /// Number of lost texts.
    pub lost: usize,
    /// Sorted by source, then copy.
    pub copied: Vec<Copied>,
}

impl Tradition {
    /// The stemma of a table of variants. `hints` say what is known of directions from elsewhere,
    /// such as dates.
    pub fn of(variants: &Variants, hints: &[Hint]) -> Self {
        let tree = Tree::of(variants, &variants.weights);
        let supports = supports(&tree, variants);
        let root = rooting::root(&tree, variants, hints);
        let mut copied: Vec<Copied> = rooting::away_from(&tree, root)
            .into_iter()
            .map(|[from, to]| {
                let edge = tree
                    .edges
                    .iter()
                    .position(|edge| *edge == [from.min(to), from.max(to)]);
                let support = edge.map_or(0.0, |edge| supports[edge]);
                Copied { from, to, support }
            })
            .collect();
        copied.sort_by_key(|edge| (edge.from, edge.to));
        Self {
            texts: variants.texts,
            lost: tree.readings.len() - variants.texts,
            copied,
        }
    }

    /// The edges between texts that are there, once lost texts that stand between two nodes only
    /// are taken out.
    pub fn between_texts(&self) -> Vec<Copied> {
        let mut edges = self.copied.clone();
        for lost in self.texts..self.texts + self.lost {
            contract(&mut edges, lost);
        }
        edges.retain(|edge| edge.from < self.texts && edge.to < self.texts);
        edges
    }
}

/// Takes out a lost text with one source and one copy.
fn contract(edges: &mut Vec<Copied>, lost: usize) {
    let into = edges.iter().position(|edge| edge.to == lost);
    let from: Vec<usize> = (0..edges.len())
        .filter(|edge| edges[*edge].from == lost)
        .collect();
    if let (Some(into), [out]) = (into, &*from) {
        let (source, support) = (edges[into].from, edges[into].support);
        edges[*out].from = source;
        edges[*out].support = edges[*out].support.min(support);
        edges.remove(into);
    }
}

/// Distances between the texts of a tradition, in variants.
pub fn variant_distances(variants: &Variants) -> Vec<Vec<f64>> {
    distances(variants, &variants.weights)
}

/// The words of a text without punctuation, folded, for [`Variants::of`].
pub fn text_words(text: &str) -> Vec<String> {
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    text.split_whitespace()
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect()
}

/// By edge of the tree, the share of resampled trees with an edge that parts the texts likewise.
fn supports(tree: &Tree, variants: &Variants) -> Vec<f64> {
    let splits = tree.splits(variants.texts);
    let mut counts: BTreeMap<&Vec<usize>, f64> = splits.iter().map(|split| (split, 0.0)).collect();
    for round in 0..RESAMPLED {
        let weights = resampled(&variants.weights, round);
        for split in Tree::of(variants, &weights).splits(variants.texts) {
            if let Some(count) = counts.get_mut(&split) {
                *count += 1.0;
            }
        }
    }
    splits
        .iter()
        .map(|split| (counts[split] / RESAMPLED as f64).min(1.0))
        .collect()
}

/// How often each variant is drawn in a round. The rounds are fixed: nothing here is left to
/// chance but the evenness of the numbers (SplitMix64; Steele, Lea and Flood 2014).
fn resampled(of: &[f64], round: u64) -> Vec<f64> {
    let variants = of.len();
    let mut weights = vec![0.0; variants];
    let mut state = round.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for _ in 0..variants {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let drawn = (z ^ (z >> 31)) % variants as u64;
        let drawn = usize::try_from(drawn).unwrap_or(0);
        weights[drawn] += of[drawn];
    }
    weights
}

#[cfg(test)]
mod tests;

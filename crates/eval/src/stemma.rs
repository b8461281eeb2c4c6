//! `recension-eval stemma`: how well the stemma of a copied text is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use recension_core::stemma::tradition::{
    Joined, Tradition, Variants, neighbour_joining, text_words, variant_distances,
};
use serde::Deserialize;

use crate::report::{Error, Report, Result};

/// Branches of neighbour joining shorter than such a share of the longest hold one node: without
/// this it would never say that a text was copied from one that is there. Of these shares, in
/// per cent, the one that serves it best is taken, in hindsight.
const NO_BRANCH: std::ops::RangeInclusive<u32> = 0..=40;

#[derive(Deserialize)]
struct Annotated {
    witnesses: BTreeMap<String, String>,
    stemma: Truth,
}

#[derive(Deserialize)]
struct Truth {
    nodes: BTreeMap<String, String>,
    edges: Vec<[String; 2]>,
}

/// Edges from source to copy, by name.
type Edges = BTreeSet<[String; 2]>;

/// Measures the stemma of a JSON file of `witnesses` (their texts by name) and `stemma` (`nodes`,
/// each `extant` or `hypothetical`, and `edges`).
///
/// Edges are those among extant witnesses after hypothetical nodes between two others are
/// contracted, in the truth as in what is found. `nj_undirected_edge_f1` is what neighbour joining
/// reaches on the same distances at the best.
///
/// # Errors
/// Where the file cannot be read or has another form.
pub fn run(path: &Path) -> Result<Report> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::at(path, error))?;
    let annotated: Annotated =
        serde_json::from_str(&text).map_err(|error| Error::at(path, error))?;
    let names: Vec<&String> = annotated.witnesses.keys().collect();
    let words: Vec<_> = annotated
        .witnesses
        .values()
        .map(|text| text_words(text))
        .collect();
    let variants = Variants::of(&words);
    let found: Edges = Tradition::of(&variants, &[])
        .between_texts()
        .iter()
        .map(|edge| [edge.from, edge.to].map(|text| names[text].clone()))
        .collect();
    let truth = contracted(&annotated.stemma);
    let tree = neighbour_joining(&variant_distances(&variants));
    let named = |pair: [usize; 2]| pair.map(|text| names[text].clone());
    let joined = NO_BRANCH.map(|percent| -> Edges {
        joined_edges(&tree, f64::from(percent) / 100.0)
            .into_iter()
            .map(named)
            .collect()
    });
    let joined =
        joined.max_by(|a, b| undirected_f1(a, &truth).total_cmp(&undirected_f1(b, &truth)));
    let report = scored(
        Report::default(),
        [
            "directed_edge_precision",
            "directed_edge_recall",
            "directed_edge_f1",
        ],
        &found,
        &truth,
    );
    let report = scored(
        report,
        [
            "undirected_edge_precision",
            "undirected_edge_recall",
            "undirected_edge_f1",
        ],
        &unordered(&found),
        &unordered(&truth),
    );
    let report = scored(
        report,
        [
            "nj_undirected_edge_precision",
            "nj_undirected_edge_recall",
            "nj_undirected_edge_f1",
        ],
        &unordered(&joined.unwrap_or_default()),
        &unordered(&truth),
    );
    Ok(report
        .with("witnesses", names.len() as f64)
        .with("variants", variants.variants.len() as f64))
}

fn unordered(edges: &Edges) -> Edges {
    let sorted = |edge: &[String; 2]| {
        let mut edge = edge.clone();
        edge.sort();
        edge
    };
    edges.iter().map(sorted).collect()
}

fn undirected_f1(found: &Edges, truth: &Edges) -> f64 {
    let [found, truth] = [unordered(found), unordered(truth)];
    f1(
        found.intersection(&truth).count(),
        found.len() + truth.len(),
    )
}

fn f1(right: usize, both: usize) -> f64 {
    2.0 * right as f64 / both.max(1) as f64
}

fn scored(report: Report, names: [&'static str; 3], found: &Edges, truth: &Edges) -> Report {
    let right = found.intersection(truth).count();
    let precision = right as f64 / (found.len().max(1)) as f64;
    let recall = right as f64 / (truth.len().max(1)) as f64;
    let f1 = f1(right, found.len() + truth.len());
    report
        .with(names[0], precision)
        .with(names[1], recall)
        .with(names[2], f1)
}

/// The edges among extant witnesses once hypothetical nodes with one source and one copy are
/// taken out.
fn contracted(truth: &Truth) -> Edges {
    let is_lost = |name: &String| {
        truth
            .nodes
            .get(name)
            .is_some_and(|kind| kind == "hypothetical")
    };
    let mut edges: Edges = truth.edges.iter().cloned().collect();
    for lost in truth.nodes.keys().filter(|name| is_lost(name)) {
        let touching: Vec<[String; 2]> = edges
            .iter()
            .filter(|edge| edge.contains(lost))
            .cloned()
            .collect();
        let into = touching.iter().find(|edge| edge[1] == *lost);
        let out = touching.iter().find(|edge| edge[0] == *lost);
        if let (2, Some(into), Some(out)) = (touching.len(), into, out) {
            edges.insert([into[0].clone(), out[1].clone()]);
            edges.remove(into);
            edges.remove(out);
        }
    }
    edges.retain(|edge| !edge.iter().any(is_lost));
    edges
}

/// The pairs of texts that stand side by side in a neighbour-joining tree once branches of no
/// length are drawn together and hypothetical nodes between two others are taken out.
fn joined_edges(joined: &Joined, no_branch: f64) -> BTreeSet<[usize; 2]> {
    let longest = joined
        .branches
        .iter()
        .map(|branch| branch.length)
        .fold(0.0, f64::max);
    let mut edges: BTreeSet<[usize; 2]> = BTreeSet::new();
    let mut same: BTreeMap<usize, usize> = BTreeMap::new();
    for branch in &joined.branches {
        let [a, b] = branch.nodes.map(|node| *same.get(&node).unwrap_or(&node));
        let drawn = branch.length <= no_branch * longest && a.max(b) >= joined.texts && a != b;
        if drawn {
            let (keep, gone) = (a.min(b), a.max(b));
            same.values_mut()
                .filter(|node| **node == gone)
                .for_each(|node| *node = keep);
            same.insert(gone, keep);
        }
    }
    for branch in &joined.branches {
        let [a, b] = branch.nodes.map(|node| *same.get(&node).unwrap_or(&node));
        if a != b {
            edges.insert([a.min(b), a.max(b)]);
        }
    }
    edges.retain(|edge| edge[1] < joined.texts);
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_node_between_two_is_contracted_and_one_between_three_is_not() {
        let pair = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        let truth = Truth {
            nodes: [
                ("x", "hypothetical"),
                ("y", "hypothetical"),
                ("A", "extant"),
            ]
            .map(|(name, kind)| (name.to_owned(), kind.to_owned()))
            .into(),
            edges: vec![
                pair("A", "x"),
                pair("x", "B"),
                pair("A", "y"),
                pair("y", "C"),
                pair("y", "D"),
            ],
        };
        assert_eq!(contracted(&truth), [pair("A", "B")].into());
    }
}

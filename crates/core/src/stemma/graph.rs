//! The graph itself: nodes, edges, and the promise that it has no cycle.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::article::Receipt;
use crate::dossier::{NodeKind, Scope};
use crate::witness::Witness;

use super::same::Nodes;

/// A node of the stemma.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// A siglum, a Greek letter, or a slug.
    pub id: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// For people.
    pub label: String,
    /// The reports that have its text, where several have the very same.
    pub sigla: Vec<String>,
}

/// Words that show an edge, in one of the witnesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Index of the witness.
    pub witness: usize,
    /// The words.
    pub receipt: Receipt,
}

/// An edge from a source to what was taken from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// Id of the source.
    pub from: String,
    /// Id of what was taken from it.
    pub to: String,
    /// 0 to 1.
    pub confidence: f32,
    /// The report as a whole, or passages.
    pub scope: Scope,
    /// Why, in a sentence for people.
    pub explanation: String,
    /// The words that show it, where it does not rest on a pair of reports.
    pub proof: Vec<Proof>,
}

/// A rooted directed graph without cycles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stemma {
    /// Reports first, then inferred, then named sources, each sorted by id.
    pub nodes: Vec<Node>,
    /// Sorted by source, then target.
    pub edges: Vec<Edge>,
    /// Edges left out because with them something would be its own source.
    pub refused: Vec<Edge>,
    /// By the id of a lost or named source, the reports that share it.
    #[serde(skip)]
    pub sharing: BTreeMap<String, BTreeSet<usize>>,
}

impl Stemma {
    pub(super) fn of_reports(witnesses: &[Witness], nodes: &Nodes) -> Self {
        let node = |(index, witness): (usize, &Witness)| {
            let metadata = &witness.article.metadata;
            let stated = metadata.outlet.as_ref().or(metadata.title.as_ref());
            let path = || witness.article.document.path.clone();
            let mut label = stated.map_or_else(path, |stated| stated.value.clone());
            let mut sigla = nodes.sigla(index);
            match sigla.get(1..).unwrap_or_default() {
                [] => sigla.clear(),
                others => label.push_str(&format!(" = {} (the same text)", listed(others))),
            }
            Node {
                id: witness.siglum.0.clone(),
                kind: NodeKind::Report,
                label,
                sigla,
            }
        };
        let own = witnesses.iter().enumerate();
        let own = own.filter(|(index, _)| nodes.node(*index) == *index);
        Self {
            nodes: own.map(node).collect(),
            ..Self::default()
        }
    }

    /// Adds a node unless one of that id is there.
    pub(super) fn add(&mut self, node: Node) {
        if !self.nodes.iter().any(|other| other.id == node.id) {
            self.nodes.push(node);
        }
    }

    /// Adds an edge; of two between the same nodes the one that concerns the whole report, then
    /// the more confident one, stays.
    pub(super) fn connect(&mut self, edge: Edge) {
        let same = |other: &&mut Edge| other.from == edge.from && other.to == edge.to;
        match self.edges.iter_mut().find(same) {
            None => self.edges.push(edge),
            Some(other) => {
                other.proof.extend(edge.proof.clone());
                let better = |e: &Edge| (e.scope == Scope::Report, e.confidence);
                if better(&edge) > better(other) {
                    let proof = std::mem::take(&mut other.proof);
                    *other = Edge { proof, ..edge };
                }
            }
        }
    }

    /// Leaves out edges that would close a cycle (the least confident first) and sorts.
    pub(super) fn finish(mut self) -> Self {
        self.edges.sort_by(|x, y| {
            y.confidence
                .total_cmp(&x.confidence)
                .then((&x.from, &x.to).cmp(&(&y.from, &y.to)))
        });
        let mut targets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut kept, mut refused) = (Vec::new(), Vec::new());
        for edge in self.edges {
            if edge.from == edge.to || reaches(&targets, &edge.to, &edge.from) {
                refused.push(edge);
                continue;
            }
            targets
                .entry(edge.from.clone())
                .or_default()
                .insert(edge.to.clone());
            kept.push(edge);
        }
        kept.sort_by(|x, y| (&x.from, &x.to).cmp(&(&y.from, &y.to)));
        self.nodes
            .sort_by(|x, y| (x.kind, &x.id).cmp(&(y.kind, &y.id)));
        Self {
            nodes: self.nodes,
            edges: kept,
            refused,
            sharing: self.sharing,
        }
    }
}

/// Sigla in a label: all of a few, the first of many.
fn listed(sigla: &[String]) -> String {
    const MOST: usize = 6;
    match sigla.len().checked_sub(MOST + 1) {
        None => sigla.join(" = "),
        Some(more) => format!(
            "{} and {} more",
            sigla.get(..MOST).unwrap_or_default().join(" = "),
            more + 1
        ),
    }
}

fn reaches(targets: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if seen.insert(node) {
            open.extend(targets.get(node).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: &str, to: &str, confidence: f32) -> Edge {
        Edge {
            from: from.into(),
            to: to.into(),
            confidence,
            scope: Scope::Report,
            explanation: String::new(),
            proof: Vec::new(),
        }
    }

    #[test]
    fn the_weakest_edge_of_a_cycle_is_refused() {
        let mut stemma = Stemma::default();
        for (from, to, confidence) in [("A", "B", 0.9), ("B", "C", 0.8), ("C", "A", 0.7)] {
            stemma.connect(edge(from, to, confidence));
        }
        let stemma = stemma.finish();
        assert_eq!(stemma.edges.len(), 2);
        assert_eq!(
            (
                stemma.refused[0].from.as_str(),
                stemma.refused[0].to.as_str()
            ),
            ("C", "A")
        );
    }

    #[test]
    fn two_edges_between_the_same_nodes_become_the_better_one() {
        let mut stemma = Stemma::default();
        stemma.connect(edge("A", "B", 0.5));
        stemma.connect(edge("A", "B", 0.9));
        assert_eq!(stemma.finish().edges, [edge("A", "B", 0.9)]);
    }
}

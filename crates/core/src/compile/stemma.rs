//! The stemma as the dossier lists it.

use super::Spans;
use super::derivations::rounded;
use crate::dossier::{StemmaEdge, StemmaEntry, StemmaNode};
use crate::stemma::{Edge, Node, Stemma};

pub(super) fn entry(stemma: &Stemma, spans: &Spans<'_>) -> StemmaEntry {
    let node = |node: &Node| StemmaNode {
        id: node.id.clone(),
        kind: node.kind,
        label: node.label.clone(),
        sigla: node.sigla.clone(),
    };
    let edge = |edge: &Edge| StemmaEdge {
        from: edge.from.clone(),
        to: edge.to.clone(),
        confidence: rounded(edge.confidence),
        scope: edge.scope,
        explanation: edge.explanation.clone(),
        spans: edge
            .proof
            .iter()
            .map(|proof| spans.receipt(proof.witness, &proof.receipt))
            .collect(),
    };
    StemmaEntry {
        nodes: stemma.nodes.iter().map(node).collect(),
        edges: stemma.edges.iter().map(edge).collect(),
    }
}

//! The stemma as a tree in characters. A node with several sources hangs below the surest one and
//! is named again below the others.

use recension_core::dossier::{NodeKind, Scope, StemmaEdge, StemmaEntry, StemmaNode};

use crate::view::words;

/// A line of the tree: what leads to the node, the node, and how it hangs there.
pub(super) struct Branch<'a> {
    /// Strokes in front.
    pub(super) strokes: String,
    /// Strokes in front of further lines of the same node.
    pub(super) below: String,
    pub(super) node: &'a StemmaNode,
    /// "passages only, 40 %"; empty for a root.
    pub(super) manner: String,
    /// Whether the node is drawn in full elsewhere.
    pub(super) again: bool,
}

/// The lines of the tree from top to bottom.
pub(super) fn tree(stemma: &StemmaEntry) -> Vec<Branch<'_>> {
    let mut walk = Walk {
        stemma,
        drawn: vec![false; stemma.nodes.len()],
        branches: Vec::new(),
    };
    let is_root = |node: &StemmaNode| !stemma.edges.iter().any(|edge| edge.to == node.id);
    let has_child = |node: &StemmaNode| stemma.edges.iter().any(|edge| edge.from == node.id);
    let nodes = || stemma.nodes.iter().enumerate();
    // Trees first, then reports that hang on nothing, then what a cycle kept from being reached.
    let roots = nodes().filter(|(_, node)| is_root(node) && has_child(node));
    let single = nodes().filter(|(_, node)| is_root(node) && !has_child(node));
    for (index, _) in roots.chain(single).chain(nodes()) {
        if !walk.drawn[index] {
            walk.draw(index, None, String::new(), "");
        }
    }
    walk.branches
}

struct Walk<'a> {
    stemma: &'a StemmaEntry,
    drawn: Vec<bool>,
    branches: Vec<Branch<'a>>,
}

impl<'a> Walk<'a> {
    fn draw(&mut self, index: usize, edge: Option<&StemmaEdge>, strokes: String, below: &str) {
        let Some(node) = self.stemma.nodes.get(index) else {
            return;
        };
        let again = self.drawn[index] || edge.is_some_and(|edge| !self.is_surest(edge));
        let mut children: Vec<(usize, &'a StemmaEdge)> = Vec::new();
        if !again {
            self.drawn[index] = true;
            let edges = self.stemma.edges.iter().filter(|edge| edge.from == node.id);
            children.extend(edges.filter_map(|edge| Some((self.index(&edge.to)?, edge))));
        }
        self.branches.push(Branch {
            strokes,
            below: format!("{below}{}", if children.is_empty() { "   " } else { "│  " }),
            node,
            manner: edge.map(manner).unwrap_or_default(),
            again,
        });
        for (at, (child, edge)) in children.iter().enumerate() {
            let last = at + 1 == children.len();
            let [corner, side] = if last {
                ["└", "   "]
            } else {
                ["├", "│  "]
            };
            let stroke = if edge.scope == Scope::Report && edge.confidence >= 0.5 {
                "─ "
            } else {
                "╌ "
            };
            let strokes = format!("{below}{corner}{stroke}");
            self.draw(*child, Some(edge), strokes, &format!("{below}{side}"));
        }
    }

    fn index(&self, id: &str) -> Option<usize> {
        self.stemma.nodes.iter().position(|node| node.id == id)
    }

    /// Whether no other edge to the same node is surer (earlier ones win ties; whole reports count
    /// before passages). Edges from unknown nodes are never drawn and do not count.
    fn is_surest(&self, edge: &StemmaEdge) -> bool {
        let rank = |edge: &StemmaEdge| (edge.scope == Scope::Report, edge.confidence);
        let rivals = self.stemma.edges.iter().filter(|rival| rival.to == edge.to);
        let mut best: Option<&StemmaEdge> = None;
        for rival in rivals.filter(|rival| self.index(&rival.from).is_some()) {
            if best.is_none_or(|best| rank(rival) > rank(best)) {
                best = Some(rival);
            }
        }
        best.is_none_or(|best| std::ptr::eq(best, edge))
    }
}

fn manner(edge: &StemmaEdge) -> String {
    format!(
        "{}, {}",
        words::scope(edge.scope),
        words::per_cent(edge.confidence)
    )
}

/// What stands for a node: its siglum, Greek letter or name.
pub(super) fn name(node: &StemmaNode) -> &str {
    match node.kind {
        NodeKind::NamedSource => &node.label,
        NodeKind::Report | NodeKind::Inferred => &node.id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str) -> StemmaNode {
        StemmaNode {
            id: id.into(),
            kind: NodeKind::Report,
            label: id.into(),
            sigla: Vec::new(),
        }
    }

    fn edge(from: &str, to: &str, confidence: f64) -> StemmaEdge {
        StemmaEdge {
            from: from.into(),
            to: to.into(),
            confidence,
            scope: Scope::Report,
            explanation: String::new(),
            spans: Vec::new(),
        }
    }

    fn drawn(nodes: &[&str], edges: Vec<StemmaEdge>) -> String {
        let nodes = nodes.iter().map(|id| node(id)).collect();
        let stemma = StemmaEntry { nodes, edges };
        let line = |branch: &Branch<'_>| {
            let again = if branch.again { "^" } else { "" };
            format!("{}{}{again}\n", branch.strokes, branch.node.id)
        };
        tree(&stemma).iter().map(line).collect()
    }

    #[test]
    fn a_node_with_two_sources_hangs_below_the_surer() {
        let edges = vec![
            edge("A", "C", 0.6),
            edge("B", "C", 0.9),
            edge("C", "D", 0.9),
        ];
        let tree = drawn(&["A", "B", "C", "D", "E"], edges);
        assert_eq!(tree, "A\n└─ C^\nB\n└─ C\n   └─ D\nE\n");
    }

    #[test]
    fn a_cycle_is_drawn_once() {
        let tree = drawn(&["A", "B"], vec![edge("A", "B", 0.9), edge("B", "A", 0.9)]);
        assert_eq!(tree, "A\n└─ B\n   └─ A^\n");
    }
}

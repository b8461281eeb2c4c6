//! The best tree of sources: a branching of greatest weight (Chu and Liu 1965; Edmonds 1967).

/// A possible edge and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weighed {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) weight: f32,
}

/// By node, its source in the branching of greatest weight over `nodes` nodes that starts from node
/// `root`; every other node must have an edge from it. Of edges of the same worth the earlier in
/// the list is taken.
pub(super) fn branching(nodes: usize, root: usize, edges: &[Weighed]) -> Vec<Option<usize>> {
    let mut sources = vec![None; nodes];
    for index in chosen(nodes, root, edges) {
        if let Some(edge) = edges.get(index) {
            sources[edge.to] = Some(edge.from);
        }
    }
    sources
}

/// Indices of the edges of the branching: the best edge to each node; where these close cycles,
/// each cycle becomes one node, and what enters it is worth what it gains over the edge that it
/// replaces.
fn chosen(nodes: usize, root: usize, edges: &[Weighed]) -> Vec<usize> {
    let best = best_edges(nodes, root, edges);
    let joined = Joined::of(&best, edges);
    if joined.cycles == 0 {
        return best.into_iter().flatten().collect();
    }
    let mut inner: Vec<Weighed> = Vec::with_capacity(edges.len());
    let mut origin: Vec<usize> = Vec::with_capacity(edges.len());
    for (index, edge) in edges.iter().enumerate() {
        let [from, to] = [edge.from, edge.to].map(|node| joined.node[node]);
        if from == to {
            continue;
        }
        let replaced = best[edge.to].filter(|_| joined.is_cycle(to));
        let lost = replaced.map_or(0.0, |replaced| edges[replaced].weight);
        let weight = edge.weight - lost;
        inner.push(Weighed { from, to, weight });
        origin.push(index);
    }
    let outer = chosen(joined.nodes, joined.node[root], &inner);
    let mut all: Vec<usize> = outer.into_iter().map(|edge| origin[edge]).collect();
    let mut entered = vec![false; nodes];
    all.iter().for_each(|edge| entered[edges[*edge].to] = true);
    let inside = (0..nodes).filter(|node| joined.is_cycle(joined.node[*node]) && !entered[*node]);
    all.extend(inside.filter_map(|node| best[node]));
    all
}

/// By node, the edge to it that is worth most.
fn best_edges(nodes: usize, root: usize, edges: &[Weighed]) -> Vec<Option<usize>> {
    let mut best: Vec<Option<usize>> = vec![None; nodes];
    for (index, edge) in edges.iter().enumerate() {
        let own = edge.to == root || edge.from == edge.to;
        let better = best[edge.to].is_none_or(|known| edges[known].weight < edge.weight);
        if !own && better {
            best[edge.to] = Some(index);
        }
    }
    best
}

/// Nodes with every cycle among the chosen edges made into one.
struct Joined {
    /// By node, its new number; those of cycles come first.
    node: Vec<usize>,
    nodes: usize,
    cycles: usize,
}

impl Joined {
    fn of(best: &[Option<usize>], edges: &[Weighed]) -> Self {
        const NONE: usize = usize::MAX;
        let source = |node: usize| best[node].map(|edge| edges[edge].from);
        let mut seen = vec![NONE; best.len()];
        let mut node = vec![NONE; best.len()];
        let mut cycles = 0;
        for start in 0..best.len() {
            let mut at = start;
            while seen[at] == NONE {
                seen[at] = start;
                match source(at) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            let closes = seen[at] == start && source(at).is_some() && node[at] == NONE;
            if !closes {
                continue;
            }
            let mut around = Some(at);
            while let Some(inside) = around.filter(|inside| node[*inside] == NONE) {
                node[inside] = cycles;
                around = source(inside);
            }
            cycles += 1;
        }
        let mut nodes = cycles;
        for number in node.iter_mut().filter(|number| **number == NONE) {
            *number = nodes;
            nodes += 1;
        }
        Self {
            node,
            nodes,
            cycles,
        }
    }

    fn is_cycle(&self, number: usize) -> bool {
        number < self.cycles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: usize, to: usize, weight: f32) -> Weighed {
        Weighed { from, to, weight }
    }

    fn total(edges: &[Weighed], sources: &[Option<usize>]) -> f32 {
        let chosen = edges.iter().filter(|e| sources[e.to] == Some(e.from));
        chosen.map(|e| e.weight).sum()
    }

    #[test]
    fn a_cycle_is_cut_where_it_costs_least() {
        // 1 and 2 would each take the other; 0 is the root.
        let edges = [
            edge(0, 1, 1.0),
            edge(0, 2, 4.0),
            edge(1, 2, 9.0),
            edge(2, 1, 9.0),
            edge(2, 3, 2.0),
            edge(0, 3, 1.0),
        ];
        assert_eq!(branching(4, 0, &edges), [None, Some(2), Some(0), Some(2)]);
    }

    #[test]
    fn cycles_beside_and_within_cycles_are_cut_too() {
        let mut edges: Vec<Weighed> = (1..6).map(|to| edge(0, to, 1.0)).collect();
        edges.extend([
            edge(1, 2, 10.0),
            edge(2, 1, 10.0),
            edge(3, 1, 8.0),
            edge(2, 3, 8.5),
            edge(4, 5, 3.0),
            edge(5, 4, 2.5),
        ]);
        let sources = branching(6, 0, &edges);
        // 0 → 1 → 2 → 3 and 0 → 4 → 5.
        assert!((total(&edges, &sources) - 23.5).abs() < 1e-4, "{sources:?}");
        assert!(sources[0].is_none() && sources[1..].iter().all(Option::is_some));
    }
}

//! Which node of a drawing stands in which row.

use super::layout::{GAP, NodeBox};

/// The layer of each node by longest path from the top (Kahn 1962). Sources move down to just
/// above what was taken from them; reports without a source stand level with the first reports.
pub(super) fn layer(boxes: &[NodeBox], edges: &[[usize; 2]]) -> Vec<usize> {
    let ground = usize::from(boxes.iter().any(|node| node.source));
    let mut layers: Vec<usize> = boxes
        .iter()
        .map(|node| if node.source { 0 } else { ground })
        .collect();
    let order = topological(boxes.len(), edges);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); boxes.len()];
    let mut rank = vec![0; boxes.len()];
    for (position, node) in order.iter().enumerate() {
        rank[*node] = position;
    }
    for [from, to] in edges {
        // An edge against the order closes a cycle, which only a broken dossier has.
        if rank[*from] < rank[*to] {
            children[*from].push(*to);
        }
    }
    for node in &order {
        for child in &children[*node] {
            layers[*child] = layers[*child].max(layers[*node] + 1);
        }
    }
    for node in order.iter().rev() {
        let below = children[*node].iter().map(|child| layers[*child]).min();
        if let Some(below) = below.filter(|_| boxes[*node].source) {
            layers[*node] = below.saturating_sub(1).max(layers[*node]);
        }
    }
    layers
}

/// The nodes with every source before what was taken from it; nodes on a cycle come last.
fn topological(count: usize, edges: &[[usize; 2]]) -> Vec<usize> {
    let mut waiting = vec![0_u32; count];
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
    for [from, to] in edges {
        waiting[*to] += 1;
        children[*from].push(*to);
    }
    let mut order: Vec<usize> = (0..count).filter(|node| waiting[*node] == 0).collect();
    let mut next = 0;
    while let Some(node) = order.get(next).copied() {
        next += 1;
        for child in &children[node] {
            waiting[*child] -= 1;
            if waiting[*child] == 0 {
                order.push(*child);
            }
        }
    }
    order.extend((0..count).filter(|node| waiting[*node] > 0));
    order
}

/// Breaks layers that are wider than the sheet into several, moving down nodes from which nothing
/// was taken.
pub(super) fn wrap_layers(
    mut layers: Vec<usize>,
    boxes: &[NodeBox],
    edges: &[[usize; 2]],
    sheet: f64,
) -> Vec<usize> {
    let mut leaf = vec![true; boxes.len()];
    edges.iter().for_each(|[from, _]| leaf[*from] = false);
    let depth = layers.iter().max().map_or(0, |deepest| deepest + 1);
    let mut shift = 0;
    let old = layers.clone();
    for layer in 0..depth {
        let (fixed, mut free): (Vec<usize>, Vec<usize>) = (0..boxes.len())
            .filter(|node| old[*node] == layer)
            .partition(|node| !leaf[*node]);
        let mut width: f64 = fixed.iter().map(|node| boxes[*node].width + GAP).sum();
        fixed.iter().for_each(|node| layers[*node] = layer + shift);
        free.reverse();
        while let Some(node) = free.pop() {
            let needed = boxes[node].width + GAP;
            if width > 0.0 && width + needed > sheet {
                shift += 1;
                width = 0.0;
            }
            width += needed;
            layers[node] = layer + shift;
        }
    }
    layers
}

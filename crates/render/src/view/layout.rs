//! A layered drawing of a small directed graph, sources at the top: layers by longest path, the
//! order within layers by barycentres (Sugiyama, Tagawa and Toda 1981), positions by repeated
//! averaging. Deterministic: all ties fall to the order of the input.

use std::collections::BTreeMap;

use super::layers::{layer, wrap_layers};

/// The size of a node to be placed, in the units of the drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeBox {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Whether it is a source that is not among the reports; such nodes stand above reports.
    pub(crate) source: bool,
}

/// A point of the drawing; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Where everything goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Centre of the top of each node, in the order of the input.
    pub(crate) nodes: Vec<Point>,
    /// For each edge of the input the points it runs through, ends included; empty where an end
    /// is missing.
    pub(crate) edges: Vec<Vec<Point>>,
}

pub(super) const GAP: f64 = 18.0;
const LAYER_GAP: f64 = 62.0;
const COMPONENT_GAP: f64 = 36.0;
const BEND_WIDTH: f64 = 6.0;
const SWEEPS: usize = 12;
const MOST_LINKS: usize = 1000;
/// So many edges share their bends.
const BUNDLE: usize = 3;

/// Places nodes and edges (pairs of node indices, source first) on a sheet that is `sheet` wide
/// unless a single row needs more.
pub(crate) fn draw(boxes: &[NodeBox], edges: &[[usize; 2]], sheet: f64) -> Drawing {
    let mut drawing = Drawing {
        nodes: vec![Point::default(); boxes.len()],
        edges: vec![Vec::new(); edges.len()],
        ..Drawing::default()
    };
    let mut pen = Point::default();
    let mut shelf = 0.0_f64;
    let mut singles = false;
    for members in components(boxes.len(), edges) {
        let component = Component::lay_out(&members, boxes, edges, sheet);
        // Reports on which nothing hangs stand in rows of their own.
        let first_single = members.len() == 1 && shelf > 0.0 && !singles;
        singles |= members.len() == 1;
        if pen.x > 0.0 && (first_single || pen.x + component.width > sheet) {
            pen = Point {
                x: 0.0,
                y: pen.y + shelf + COMPONENT_GAP,
            };
            shelf = 0.0;
        }
        component.put(pen, &mut drawing);
        pen.x += component.width + COMPONENT_GAP;
        shelf = shelf.max(component.height);
        drawing.width = drawing.width.max(pen.x - COMPONENT_GAP);
        drawing.height = drawing.height.max(pen.y + shelf);
    }
    drawing
}

/// Connected sets of nodes, the largest first, then by first node; single nodes come last.
fn components(count: usize, edges: &[[usize; 2]]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..count).collect();
    fn root(parent: &mut [usize], mut node: usize) -> usize {
        while parent[node] != node {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        node
    }
    for [from, to] in edges.iter().filter(|edge| sound(edge, count)) {
        let (a, b) = (root(&mut parent, *from), root(&mut parent, *to));
        parent[a.max(b)] = a.min(b);
    }
    let mut sets: Vec<Vec<usize>> = vec![Vec::new(); count];
    for node in 0..count {
        let root = root(&mut parent, node);
        sets[root].push(node);
    }
    sets.retain(|set| !set.is_empty());
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    sets
}

fn sound(edge: &[usize; 2], count: usize) -> bool {
    edge[0] != edge[1] && edge[0] < count && edge[1] < count
}

/// A node of a component: one of the input, or a bend of an edge that crosses a layer.
#[derive(Clone, Copy)]
struct Cell {
    node: Option<usize>,
    layer: usize,
    width: f64,
    x: f64,
}

struct Component {
    cells: Vec<Cell>,
    /// Cell indices by layer, left to right.
    layers: Vec<Vec<usize>>,
    /// Pairs of cells in neighbouring layers.
    links: Vec<[usize; 2]>,
    /// For each cell its neighbours in the layer above.
    above: Vec<Vec<usize>>,
    /// For each cell its neighbours in the layer below.
    below: Vec<Vec<usize>>,
    /// The cells each edge of the input runs through.
    routes: Vec<(usize, Vec<usize>)>,
    /// How many edges run from a cell to a layer so far.
    fans: BTreeMap<[usize; 2], usize>,
    /// The bends that edges share, by source, layer and number of the bundle.
    bundles: BTreeMap<[usize; 3], Vec<usize>>,
    tops: Vec<f64>,
    heights: Vec<f64>,
    width: f64,
    height: f64,
}

impl Component {
    fn lay_out(members: &[usize], boxes: &[NodeBox], edges: &[[usize; 2]], sheet: f64) -> Self {
        let own: Vec<(usize, [usize; 2])> = edges
            .iter()
            .enumerate()
            .filter(|(_, edge)| sound(edge, boxes.len()))
            .filter_map(|(index, edge)| {
                let from = members.binary_search(&edge[0]).ok()?;
                Some((index, [from, members.binary_search(&edge[1]).ok()?]))
            })
            .collect();
        let pairs: Vec<[usize; 2]> = own.iter().map(|(_, pair)| *pair).collect();
        let member_boxes: Vec<NodeBox> = members.iter().map(|node| boxes[*node]).collect();
        let layers = wrap_layers(layer(&member_boxes, &pairs), &member_boxes, &pairs, sheet);
        let mut component = Self::cells(members, &member_boxes, &layers);
        for (index, pair) in own {
            component.route(index, pair);
        }
        component.join();
        component.spread();
        component.order();
        component.place();
        component.finish(boxes);
        component
    }

    fn cells(members: &[usize], boxes: &[NodeBox], layer_of: &[usize]) -> Self {
        let depth = layer_of.iter().max().map_or(0, |deepest| deepest + 1);
        let mut layers = vec![Vec::new(); depth];
        let mut cells = Vec::new();
        for (index, node) in members.iter().enumerate() {
            layers[layer_of[index]].push(index);
            cells.push(Cell {
                node: Some(*node),
                layer: layer_of[index],
                width: boxes[index].width,
                x: 0.0,
            });
        }
        Self {
            cells,
            layers,
            links: Vec::new(),
            above: Vec::new(),
            below: Vec::new(),
            routes: Vec::new(),
            fans: BTreeMap::new(),
            bundles: BTreeMap::new(),
            tops: Vec::new(),
            heights: Vec::new(),
            width: 0.0,
            height: 0.0,
        }
    }

    /// Runs an edge through a bend in every layer between its ends. Edges from one source to a few
    /// neighbours share their bends, so that a fan over several rows stays narrow.
    fn route(&mut self, edge: usize, [from, to]: [usize; 2]) {
        let bottom = self.cells[to].layer;
        let so_far = self.fans.entry([from, bottom]).or_default();
        let bundle = [from, bottom, *so_far / BUNDLE];
        *so_far += 1;
        let bends = match self.bundles.get(&bundle) {
            Some(bends) => bends.clone(),
            None => self.bend(from, bottom),
        };
        let mut route = vec![from];
        route.extend(&bends);
        self.bundles.insert(bundle, bends);
        self.links.push([*route.last().unwrap_or(&from), to]);
        route.push(to);
        self.routes.push((edge, route));
    }

    /// New bends below a cell down to just above a layer.
    fn bend(&mut self, from: usize, bottom: usize) -> Vec<usize> {
        let mut bends = Vec::new();
        let mut last = from;
        for layer in self.cells[from].layer + 1..bottom {
            let bend = self.cells.len();
            self.cells.push(Cell {
                node: None,
                layer,
                width: BEND_WIDTH,
                x: 0.0,
            });
            self.layers[layer].push(bend);
            self.links.push([last, bend]);
            bends.push(bend);
            last = bend;
        }
        bends
    }

    fn join(&mut self) {
        self.above = vec![Vec::new(); self.cells.len()];
        self.below = vec![Vec::new(); self.cells.len()];
        for [from, to] in &self.links {
            self.above[*to].push(*from);
            self.below[*from].push(*to);
        }
    }

    /// Spreads the bends of a layer evenly among its nodes, which is kept where nothing speaks for
    /// another order.
    fn spread(&mut self) {
        for layer in &mut self.layers {
            let (nodes, bends): (Vec<usize>, Vec<usize>) = layer
                .iter()
                .partition(|cell| self.cells[**cell].node.is_some());
            let share = |cells: Vec<usize>| {
                let count = as_f64(cells.len());
                let key = move |at: usize| (as_f64(at) + 0.5) / count;
                cells
                    .into_iter()
                    .enumerate()
                    .map(move |(at, cell)| (key(at), cell))
            };
            let mut all: Vec<(f64, usize)> = share(nodes).chain(share(bends)).collect();
            all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            *layer = all.into_iter().map(|(_, cell)| cell).collect();
        }
    }

    /// Orders every layer by the mean position of its neighbours, down and up in turn, and keeps
    /// the order with the fewest crossings.
    fn order(&mut self) {
        let mut best = self.layers.clone();
        let mut fewest = self.crossings();
        for sweep in 0..SWEEPS {
            let downwards = sweep % 2 == 0;
            let count = self.layers.len();
            for step in 0..count {
                let layer = if downwards { step } else { count - 1 - step };
                self.order_layer(layer, downwards);
            }
            let crossings = self.crossings();
            if crossings < fewest || self.links.len() > MOST_LINKS {
                fewest = crossings;
                best.clone_from(&self.layers);
            }
        }
        self.layers = best;
    }

    fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.cells.len()];
        for layer in &self.layers {
            for (position, cell) in layer.iter().enumerate() {
                positions[*cell] = position;
            }
        }
        positions
    }

    fn order_layer(&mut self, layer: usize, downwards: bool) {
        let positions = self.positions();
        let neighbours = if downwards { &self.above } else { &self.below };
        let key = |cell: &usize| {
            let places = neighbours[*cell].iter().map(|at| as_f64(positions[*at]));
            mean(places).unwrap_or_else(|| as_f64(positions[*cell]))
        };
        self.layers[layer].sort_by(|a, b| {
            let tie = positions[*a].cmp(&positions[*b]);
            key(a).total_cmp(&key(b)).then(tie)
        });
    }

    /// How many pairs of edges cross; not counted in crowds, where comparing all pairs would cost
    /// more than it brings.
    fn crossings(&self) -> usize {
        if self.links.len() > MOST_LINKS {
            return 0;
        }
        let positions = self.positions();
        let mut count = 0;
        for (index, [a, b]) in self.links.iter().enumerate() {
            for [c, d] in self.links.iter().skip(index + 1) {
                let same = self.cells[*a].layer == self.cells[*c].layer;
                let above = positions[*a].cmp(&positions[*c]);
                let below = positions[*b].cmp(&positions[*d]);
                count += usize::from(same && above.is_ne() && above == below.reverse());
            }
        }
        count
    }

    /// Moves cells towards the middle of their neighbours without changing the order.
    fn place(&mut self) {
        for layer in 0..self.layers.len() {
            self.settle(layer, &vec![0.0; self.layers[layer].len()]);
        }
        for round in 0..SWEEPS * 2 {
            let count = self.layers.len();
            for step in 0..count {
                let layer = if round % 2 == 0 {
                    step
                } else {
                    count - 1 - step
                };
                let wanted = self.wanted(layer, round % 2 == 0, round + 2 >= SWEEPS * 2);
                self.settle(layer, &wanted);
            }
        }
    }

    /// Where the cells of a layer would like to be: in the middle of their neighbours above, or
    /// below, or (in the last rounds) both.
    fn wanted(&self, layer: usize, above: bool, both: bool) -> Vec<f64> {
        let cells = self.layers[layer].iter();
        let wanted = cells.map(|cell| {
            let upper = self.above[*cell].iter().filter(|_| above || both);
            let lower = self.below[*cell].iter().filter(|_| !above || both);
            let places = upper.chain(lower).map(|at| self.cells[*at].x);
            mean(places).unwrap_or(self.cells[*cell].x)
        });
        wanted.collect()
    }

    /// Gives a layer the positions nearest to those wanted (in the sum of squares) that keep the
    /// order and the distances: isotonic regression by pooling adjacent violators (Ayer et al.
    /// 1955), after the distances have been taken off.
    fn settle(&mut self, layer: usize, wanted: &[f64]) {
        let mut offset = 0.0;
        let mut before: Option<f64> = None;
        let mut pools: Vec<Pool> = Vec::new();
        let mut offsets = Vec::new();
        for (cell, wanted) in self.layers[layer].iter().zip(wanted) {
            let width = self.cells[*cell].width;
            offset += before.map_or(0.0, |before| (before + width) / 2.0 + GAP);
            before = Some(width);
            offsets.push(offset);
            pools.push(Pool {
                sum: wanted - offset,
                count: 1,
            });
            merge_last(&mut pools);
        }
        let places = pools
            .iter()
            .flat_map(|pool| std::iter::repeat_n(pool.mean(), pool.count));
        let places: Vec<f64> = places
            .zip(offsets)
            .map(|(mean, offset)| mean + offset)
            .collect();
        for (cell, place) in self.layers[layer].iter().zip(places) {
            self.cells[*cell].x = place;
        }
    }

    fn finish(&mut self, boxes: &[NodeBox]) {
        let left = |cell: &Cell| cell.x - cell.width / 2.0;
        let origin = self.cells.iter().map(left).fold(f64::INFINITY, f64::min);
        for cell in &mut self.cells {
            cell.x -= origin;
            self.width = self.width.max(cell.x + cell.width / 2.0);
        }
        let mut top = 0.0;
        for layer in &self.layers {
            let heights = layer.iter().filter_map(|cell| self.cells[*cell].node);
            let height = heights.map(|node| boxes[node].height).fold(0.0, f64::max);
            self.tops.push(top);
            self.heights.push(height);
            self.height = top + height;
            top += height + LAYER_GAP;
        }
    }

    fn put(&self, at: Point, drawing: &mut Drawing) {
        for cell in &self.cells {
            if let Some(node) = cell.node {
                drawing.nodes[node] = Point {
                    x: at.x + cell.x,
                    y: at.y + self.tops[cell.layer],
                };
            }
        }
        for (edge, route) in &self.routes {
            let points = route.iter().map(|index| {
                let cell = &self.cells[*index];
                let middle = if cell.node.is_none() {
                    self.heights[cell.layer] / 2.0
                } else {
                    0.0
                };
                Point {
                    x: at.x + cell.x,
                    y: at.y + self.tops[cell.layer] + middle,
                }
            });
            drawing.edges[*edge] = points.collect();
        }
    }
}

/// Neighbours that stand as close as they may.
struct Pool {
    sum: f64,
    count: usize,
}

impl Pool {
    fn mean(&self) -> f64 {
        self.sum / as_f64(self.count)
    }
}

fn merge_last(pools: &mut Vec<Pool>) {
    while let [.., before, last] = pools.as_mut_slice()
        && before.mean() > last.mean()
    {
        before.sum += last.sum;
        before.count += last.count;
        pools.pop();
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(source: bool) -> NodeBox {
        NodeBox {
            width: 80.0,
            height: 40.0,
            source,
        }
    }

    #[test]
    fn sources_stand_above_what_was_taken_from_them() {
        let boxes = [node(false), node(false), node(true), node(false)];
        let edges = [[2, 0], [2, 1], [1, 3]];
        let drawing = draw(&boxes, &edges, 900.0);
        let y = |index: usize| drawing.nodes[index].y;
        assert!(y(2) < y(0) && y(0) == y(1) && y(1) < y(3), "{drawing:?}");
    }

    #[test]
    fn a_source_stands_just_above_its_only_copy() {
        let boxes = [node(false), node(false), node(true)];
        let drawing = draw(&boxes, &[[0, 1], [2, 1]], 900.0);
        assert_eq!(drawing.nodes[2].y, drawing.nodes[0].y);
    }

    #[test]
    fn nodes_do_not_overlap_and_wide_layers_are_broken() {
        let boxes: Vec<NodeBox> = (0..30).map(|index| node(index == 29)).collect();
        let edges: Vec<[usize; 2]> = (0..29).map(|index| [29, index]).collect();
        let drawing = draw(&boxes, &edges, 900.0);
        // One row of thirty would need 2,900.
        assert!(drawing.width < 1800.0, "{}", drawing.width);
        for (index, a) in drawing.nodes.iter().enumerate() {
            for b in drawing.nodes.iter().skip(index + 1) {
                assert!((a.x - b.x).abs() >= 80.0 || (a.y - b.y).abs() >= 40.0);
            }
        }
    }

    #[test]
    fn cycles_and_missing_ends_do_not_break_the_drawing() {
        let boxes = [node(false), node(false)];
        let drawing = draw(&boxes, &[[0, 1], [1, 0], [0, 9], [1, 1]], 900.0);
        assert_eq!(drawing.nodes.len(), 2);
        assert_eq!(drawing.edges[2], Vec::new());
    }

    #[test]
    fn an_edge_over_layers_goes_round_the_nodes_between() {
        let boxes = [node(false), node(false), node(false)];
        let drawing = draw(&boxes, &[[0, 1], [1, 2], [0, 2]], 900.0);
        assert_eq!(drawing.edges[2].len(), 3);
        assert!((drawing.edges[2][1].x - drawing.nodes[1].x).abs() > 40.0);
    }
}

//! The undirected tree: texts joined to what they are nearest to, with lost texts put in where a
//! text cannot itself be what its neighbours were copied from.

use super::variants::{Reading, Variants};

/// Fewest readings that a text has alone among its neighbours from which it may be a mere sibling.
const FEWEST_OWN: f64 = 3.0;
/// Share of the way to its nearest neighbours that these readings must make. For a text from which
/// others were copied it is 0 (but for slips that everybody mends), for one of several equal copies
/// of a lost text a half.
const OWN_SHARE: f64 = 0.35;

/// An undirected tree over texts and lost texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    /// The readings of each node by variant; the texts first, then lost texts.
    pub(super) readings: Vec<Vec<Reading>>,
    /// Pairs of nodes, the lower number first, sorted.
    pub(super) edges: Vec<[usize; 2]>,
}

impl Tree {
    /// The tree of a tradition, each variant counted with its weight.
    pub(super) fn of(variants: &Variants, weights: &[f64]) -> Self {
        let reading = |text: usize| {
            variants
                .variants
                .iter()
                .map(|variant| variant[text])
                .collect()
        };
        let mut tree = Self {
            readings: (0..variants.texts).map(reading).collect(),
            edges: nearest_joined(&kinship(variants, weights)),
        };
        // Each round adds a lost text that takes neighbours from one of the texts.
        for _ in 0..variants.texts {
            let Some(text) = (0..variants.texts).find(|text| tree.is_sibling(*text, weights))
            else {
                break;
            };
            tree.put_in_parent(text, weights);
        }
        tree.edges.sort_unstable();
        tree
    }

    /// The neighbours of a node, sorted.
    pub(super) fn neighbours(&self, node: usize) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .edges
            .iter()
            .filter_map(|[a, b]| match (*a == node, *b == node) {
                (true, _) => Some(*b),
                (_, true) => Some(*a),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    fn is_sibling(&self, text: usize, weights: &[f64]) -> bool {
        let neighbours = self.neighbours(text);
        if neighbours.len() < 2 {
            return false;
        }
        let own = self.own_readings(text, &neighbours, weights);
        let mut away: Vec<f64> = neighbours
            .iter()
            .map(|other| self.difference(text, *other, weights))
            .collect();
        away.sort_by(f64::total_cmp);
        let nearest = away.iter().take(2).sum::<f64>() / 2.0;
        own >= FEWEST_OWN && own >= OWN_SHARE * nearest
    }

    /// Readings of a node that all its neighbours lack, who agree on another.
    fn own_readings(&self, node: usize, neighbours: &[usize], weights: &[f64]) -> f64 {
        let is_own = |place: usize| {
            let own = self.readings[node][place];
            let mut others = neighbours.iter().map(|other| self.readings[*other][place]);
            let read = others.clone().filter(|other| *other != Reading::Lacuna);
            let first = others.find(|other| *other != Reading::Lacuna);
            own != Reading::Lacuna
                && read.clone().count() > 1
                && first.is_some_and(|first| first != own && read.clone().all(|o| o == first))
        };
        let places = weights
            .iter()
            .enumerate()
            .filter(|(place, _)| is_own(*place));
        places.map(|(_, weight)| weight).sum()
    }

    fn difference(&self, a: usize, b: usize, weights: &[f64]) -> f64 {
        let pairs = self.readings[a].iter().zip(&self.readings[b]).zip(weights);
        let differing =
            pairs.filter(|((x, y), _)| x != y && **x != Reading::Lacuna && **y != Reading::Lacuna);
        differing.map(|(_, weight)| weight).sum()
    }

    /// Puts a lost text between a text and its neighbours: it reads what most of them read.
    fn put_in_parent(&mut self, text: usize, weights: &[f64]) {
        let neighbours = self.neighbours(text);
        let around: Vec<usize> = std::iter::once(text)
            .chain(neighbours.iter().copied())
            .collect();
        let lost = self.readings.len();
        let readings = (0..weights.len())
            .map(|place| self.commonest(&around, place))
            .collect();
        self.readings.push(readings);
        for other in neighbours {
            if self.difference(other, lost, weights) <= self.difference(other, text, weights) {
                let pair = [text.min(other), text.max(other)];
                self.edges.retain(|edge| *edge != pair);
                self.edges.push([other.min(lost), other.max(lost)]);
            }
        }
        self.edges.push([text, lost]);
        self.recognise(lost, text, weights);
    }

    /// A lost text that a neighbour reads like, but for a few readings, was not lost: it is that
    /// neighbour.
    fn recognise(&mut self, lost: usize, sibling: usize, weights: &[f64]) {
        let others = self
            .neighbours(lost)
            .into_iter()
            .filter(|other| *other != sibling);
        let away = |other: usize| self.difference(lost, other, weights);
        let nearest = others.min_by(|a, b| away(*a).total_cmp(&away(*b)).then(a.cmp(b)));
        let limit = FEWEST_OWN.min(OWN_SHARE * self.difference(lost, sibling, weights));
        let Some(found) = nearest.filter(|other| away(*other) < limit) else {
            return;
        };
        self.readings.truncate(lost);
        for edge in &mut self.edges {
            let [a, b] = edge.map(|node| if node == lost { found } else { node });
            *edge = [a.min(b), a.max(b)];
        }
        self.edges.retain(|[a, b]| a != b);
    }

    fn commonest(&self, nodes: &[usize], place: usize) -> Reading {
        let reading = |node: &usize| self.readings[*node][place];
        let count = |wanted: Reading| nodes.iter().filter(|node| reading(node) == wanted).count();
        let read = nodes
            .iter()
            .map(reading)
            .filter(|reading| *reading != Reading::Lacuna);
        let most = read.max_by_key(|wanted| (count(*wanted), std::cmp::Reverse(*wanted)));
        most.unwrap_or(Reading::Lacuna)
    }

    /// The texts on the far side of each edge, seen from text 0: what tells an edge in other trees.
    pub(super) fn splits(&self, texts: usize) -> Vec<Vec<usize>> {
        self.edges
            .iter()
            .map(|edge| self.beyond(*edge, texts))
            .collect()
    }

    fn beyond(&self, [a, b]: [usize; 2], texts: usize) -> Vec<usize> {
        let mut seen = vec![false; self.readings.len()];
        let mut open = vec![a];
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            let next = self.neighbours(node).into_iter();
            open.extend(next.filter(|other| [node.min(*other), node.max(*other)] != [a, b]));
        }
        let with_first = seen.first().copied().unwrap_or(false);
        (0..texts)
            .filter(|text| seen[*text] != with_first)
            .collect()
    }
}

/// Distances between the texts, in variants: the share at which they differ of the places that
/// both have, times all.
pub(super) fn distances(variants: &Variants, weights: &[f64]) -> Vec<Vec<f64>> {
    let all: f64 = weights.iter().sum();
    table(variants.texts, |pair| {
        all * variants.compared(pair, weights).share()
    })
}

/// Distances that decide who is joined to whom: first by the readings that texts share, then by
/// all.
fn kinship(variants: &Variants, weights: &[f64]) -> Vec<Vec<f64>> {
    let all: f64 = weights.iter().sum();
    table(variants.texts, |pair| {
        let [related, compared] = [
            variants.related(pair, weights),
            variants.compared(pair, weights),
        ];
        all * (related.share() + 1e-3 * compared.share())
    })
}

fn table(texts: usize, value: impl Fn([usize; 2]) -> f64) -> Vec<Vec<f64>> {
    let row = |a: usize| {
        let column = |b: usize| if a == b { 0.0 } else { value([a, b]) };
        (0..texts).map(column).collect()
    };
    (0..texts).map(row).collect()
}

/// The tree of least length that joins all texts (Prim 1957). Ties go to the lower numbers.
fn nearest_joined(distances: &[Vec<f64>]) -> Vec<[usize; 2]> {
    let texts = distances.len();
    let mut edges = Vec::new();
    let mut joined = vec![false; texts];
    let mut nearest: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); texts];
    let mut next = Some(0).filter(|_| texts > 0);
    while let Some(text) = next {
        joined[text] = true;
        for other in (0..texts).filter(|other| !joined[*other]) {
            if distances[text][other] < nearest[other].0 - 1e-9 {
                nearest[other] = (distances[text][other], text);
            }
        }
        let open = (0..texts).filter(|other| !joined[*other]);
        next = open.min_by(|a, b| nearest[*a].0.total_cmp(&nearest[*b].0).then(a.cmp(b)));
        edges.extend(next.map(|new| [new.min(nearest[new].1), new.max(nearest[new].1)]));
    }
    edges
}

/// At how many places the second node lacks words that the first has, net of the other way round;
/// only places at which nothing but words left out or put in is seen count.
pub(super) fn words_lost(from: &[Reading], to: &[Reading], alone: &[bool]) -> i32 {
    let lost = |a: &Reading, b: &Reading| match (a, b) {
        (Reading::Word(_), Reading::Nothing) => 1,
        (Reading::Nothing, Reading::Word(_)) => -1,
        _ => 0,
    };
    let places = from.iter().zip(to).zip(alone).filter(|(_, alone)| **alone);
    places.map(|((a, b), _)| lost(a, b)).sum()
}

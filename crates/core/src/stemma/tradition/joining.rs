//! Neighbour joining (Saitou and Nei 1987): the tree of reference, in which every text is a leaf.

/// A tree as a list of nodes joined by undirected edges. Texts are nodes 0 to `texts`; further
/// nodes are hypothetical.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// Number of texts.
    pub texts: usize,
    /// Pairs of nodes with the length between them, in variants.
    pub branches: Vec<Branch>,
}

/// An undirected edge with its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch {
    /// The two nodes.
    pub nodes: [usize; 2],
    /// Length, in variants.
    pub length: f64,
}

/// Joins neighbours by their distances. Ties go to the pair with the lower numbers.
pub fn neighbour_joining(distances: &[Vec<f64>]) -> Joined {
    let texts = distances.len();
    let mut distance: Vec<Vec<f64>> = distances.to_vec();
    let mut open: Vec<usize> = (0..texts).collect();
    let mut branches = Vec::new();
    while open.len() > 2 {
        let [a, b] = closest(&open, &distance);
        let node = distance.len();
        let rest = (open.len() - 2) as f64;
        let total = |from: usize| open.iter().map(|to| distance[from][*to]).sum::<f64>();
        let towards_a = distance[a][b] / 2.0 + (total(a) - total(b)) / (2.0 * rest);
        let lengths = [towards_a, distance[a][b] - towards_a];
        for (child, length) in [a, b].into_iter().zip(lengths) {
            branches.push(Branch {
                nodes: [node, child],
                length: length.max(0.0),
            });
        }
        let row: Vec<f64> = (0..node)
            .map(|other| (distance[a][other] + distance[b][other] - distance[a][b]) / 2.0)
            .collect();
        for (other, value) in row.iter().enumerate() {
            distance[other].push(*value);
        }
        distance.push(row);
        distance[node].push(0.0);
        open.retain(|other| *other != a && *other != b);
        open.push(node);
    }
    if let [a, b] = open[..] {
        branches.push(Branch {
            nodes: [a, b],
            length: distance[a][b],
        });
    }
    Joined { texts, branches }
}

fn closest(open: &[usize], distance: &[Vec<f64>]) -> [usize; 2] {
    let total = |from: usize| open.iter().map(|to| distance[from][*to]).sum::<f64>();
    let totals: Vec<f64> = open.iter().map(|node| total(*node)).collect();
    let rest = (open.len() - 2) as f64;
    let (mut best, mut least) = ([open[0], open[1]], f64::INFINITY);
    for (i, a) in open.iter().enumerate() {
        for (j, b) in open.iter().enumerate().skip(i + 1) {
            let value = rest * distance[*a][*b] - totals[i] - totals[j];
            if value < least - 1e-9 {
                (best, least) = ([*a, *b], value);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_additive_tree_is_found_again() {
        // ((0:2, 1:3):1, (2:4, 3:5))
        let distances = [
            [0.0, 5.0, 7.0, 8.0],
            [5.0, 0.0, 8.0, 9.0],
            [7.0, 8.0, 0.0, 9.0],
            [8.0, 9.0, 9.0, 0.0],
        ]
        .map(|row| row.to_vec());
        let tree = neighbour_joining(&distances);
        let length = |text: usize| {
            tree.branches
                .iter()
                .find(|b| b.nodes.contains(&text))
                .map(|b| b.length)
        };
        assert_eq!([0, 1, 2, 3].map(length), [2.0, 3.0, 4.0, 5.0].map(Some));
    }
}

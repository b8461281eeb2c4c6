//! The heaviest chain of links that keeps the order on both sides.

/// A link between position `a` of one sequence and position `b` of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Position in the first sequence.
    pub a: usize,
    /// Position in the second sequence.
    pub b: usize,
    /// What the link is worth; not negative.
    pub weight: f32,
}

/// Indices of the links that form the heaviest chain in which neither side ever goes back
/// (several links may share a position: one sentence may answer two).
///
/// Weighted longest non-decreasing subsequence by dynamic programming over a Fenwick tree of
/// prefix maxima (Fenwick 1994), O(n log n). Ties go to the earlier link.
pub fn heaviest_chain(links: &[Link]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|&index| (links[index].a, links[index].b, index));
    let positions = links
        .iter()
        .map(|link| link.b)
        .max()
        .map_or(0, |most| most + 1);
    let mut best_until = PrefixMaxima::new(positions);
    let mut previous = vec![None; links.len()];
    let mut last: Option<Best> = None;
    for index in order {
        let before = best_until.up_to(links[index].b);
        previous[index] = before.map(|best| best.link);
        let weight = links[index].weight + before.map_or(0.0, |best| best.weight);
        let best = Best {
            weight,
            link: index,
        };
        best_until.raise(links[index].b, best);
        if last.is_none_or(|last| best.weight > last.weight) {
            last = Some(best);
        }
    }
    walk_back(last.map(|best| best.link), &previous)
}

fn walk_back(mut link: Option<usize>, previous: &[Option<usize>]) -> Vec<usize> {
    let mut chain = Vec::new();
    while let Some(index) = link {
        chain.push(index);
        link = previous[index];
    }
    chain.reverse();
    chain
}

#[derive(Clone, Copy, Debug)]
struct Best {
    weight: f32,
    link: usize,
}

struct PrefixMaxima {
    tree: Vec<Option<Best>>,
}

impl PrefixMaxima {
    fn new(positions: usize) -> Self {
        Self {
            tree: vec![None; positions + 1],
        }
    }

    fn up_to(&self, position: usize) -> Option<Best> {
        let (mut node, mut best) = (position + 1, None::<Best>);
        while node > 0 {
            let candidate = self.tree[node];
            if candidate.is_some_and(|new| best.is_none_or(|best| new.weight > best.weight)) {
                best = candidate;
            }
            node &= node - 1;
        }
        best
    }

    fn raise(&mut self, position: usize, best: Best) {
        let mut node = position + 1;
        while node < self.tree.len() {
            if self.tree[node].is_none_or(|old| best.weight > old.weight) {
                self.tree[node] = Some(best);
            }
            node += node & node.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(links: &[[usize; 3]]) -> Vec<[usize; 2]> {
        let links: Vec<_> = links
            .iter()
            .map(|&[a, b, w]| Link {
                a,
                b,
                weight: w as f32,
            })
            .collect();
        heaviest_chain(&links)
            .into_iter()
            .map(|index| [links[index].a, links[index].b])
            .collect()
    }

    #[test]
    fn crossing_links_are_weighed() {
        assert_eq!(
            chain(&[[0, 0, 1], [1, 3, 5], [2, 1, 1], [3, 2, 1]]),
            [[0, 0], [1, 3]]
        );
        assert_eq!(
            chain(&[[0, 0, 1], [1, 3, 1], [2, 1, 1], [3, 2, 1]]),
            [[0, 0], [2, 1], [3, 2]]
        );
    }

    #[test]
    fn one_sentence_may_answer_two() {
        assert_eq!(
            chain(&[[0, 0, 1], [1, 0, 1], [1, 1, 1]]),
            [[0, 0], [1, 0], [1, 1]]
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(chain(&[]).is_empty());
    }
}

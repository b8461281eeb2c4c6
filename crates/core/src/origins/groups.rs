//! Things that are merged into groups (union-find; Galler and Fischer 1964).

use std::collections::BTreeSet;

/// Members of a group that are asked whether they are akin to those of another, so that a thousand
/// copies stay cheap.
const MOST_ASKED: usize = 12;

/// A partition of `0..n` that only ever grows coarser.
#[derive(Clone, Debug)]
pub struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// Every element by itself.
    pub fn of(elements: usize) -> Self {
        Self {
            parent: (0..elements).collect(),
        }
    }

    /// The group of an element, named by its least element.
    pub fn find(&mut self, element: usize) -> usize {
        let mut root = element;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut node = element;
        while self.parent[node] != root {
            node = std::mem::replace(&mut self.parent[node], root);
        }
        root
    }

    /// Merges the groups of two elements.
    pub fn merge(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// Merges the groups of pairs, the first pairs first, where at least a half of all pairs
    /// between two groups that were compared are linked: one report made from two families does not make these one
    /// (group-average linkage; Sokal and Michener 1958).
    pub fn merge_akin(
        &mut self,
        pairs: &[[usize; 2]],
        linked: &BTreeSet<[usize; 2]>,
        compared: &dyn Fn([usize; 2]) -> bool,
    ) {
        let mut members: Vec<Vec<usize>> = (0..self.parent.len()).map(|one| vec![one]).collect();
        for [a, b] in pairs {
            let (a, b) = (self.find(*a), self.find(*b));
            if a == b {
                continue;
            }
            let [ours, theirs] = [a, b].map(|group| {
                let sample = members[group].len().min(MOST_ASKED);
                &members[group][..sample]
            });
            let between = ours.iter().flat_map(|x| theirs.iter().map(move |y| [x, y]));
            let between = between.map(|[x, y]| [*x.min(y), *x.max(y)]);
            let between: Vec<_> = between.filter(|pair| compared(*pair)).collect();
            let links = between.iter().filter(|pair| linked.contains(*pair));
            if 2 * links.count() >= between.len() {
                let moved = std::mem::take(&mut members[a.max(b)]);
                members[a.min(b)].extend(moved);
                self.merge(a, b);
            }
        }
    }

    /// The groups, sorted by least element, each sorted.
    pub fn members(&mut self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.parent.len()];
        for element in 0..self.parent.len() {
            groups[self.find(element)].push(element);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_two_families_joins_one_of_them() {
        let mut groups = Groups::of(7);
        let families = [
            [0, 1],
            [1, 2],
            [0, 2],
            [4, 5],
            [5, 6],
            [4, 6],
            [2, 3],
            [3, 4],
        ];
        groups.merge_akin(&families, &families.into(), &|_| true);
        assert_ne!(groups.find(0), groups.find(4));
    }

    #[test]
    fn groups_are_named_by_their_least_element() {
        let mut groups = Groups::of(5);
        groups.merge(4, 2);
        groups.merge(2, 3);
        assert_eq!(groups.find(4), 2);
        assert_eq!(groups.members(), [vec![0], vec![1], vec![2, 3, 4]]);
    }
}

//! Things that are merged into groups (union-find; Galler and Fischer 1964).

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
    fn groups_are_named_by_their_least_element() {
        let mut groups = Groups::of(5);
        groups.merge(4, 2);
        groups.merge(2, 3);
        assert_eq!(groups.find(4), 2);
        assert_eq!(groups.members(), [vec![0], vec![1], vec![2, 3, 4]]);
    }
}

//! The order of what follows each anchor: a suffix array over anchors instead of letters.
//!
//! Anchors that are linked leave no word between them, so two chains of anchors with the same classes
//! and gaps say the same words. The array is made by doubling (Manber and Myers 1993, with the groups
//! of Larsson and Sadakane 2007), the lengths of common beginnings in one pass (Kasai and others 2001).

use super::anchors::{Anchor, number};

/// Anchors by what follows them, and how many each has in common with the one before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// Indices of anchors, so that equal beginnings are neighbours.
    pub(super) sorted: Vec<u32>,
    /// Anchors in common with the one before, 0 for the first.
    pub(super) common: Vec<u32>,
}

impl Order {
    pub(super) fn of(anchors: &[Anchor]) -> Self {
        let sorted = sorted(anchors);
        let common = common(anchors, &sorted);
        Self { sorted, common }
    }
}

/// Where an anchor stands in the order as far as it is known: the first place of its group.
struct Ranks<'a> {
    anchors: &'a [Anchor],
    ranks: Vec<u32>,
    /// Anchors from each to the end of its chain, itself included.
    left: Vec<u32>,
}

impl Ranks<'_> {
    /// Where what stands `ahead` anchors further is, from 1 on; 0 where the chain has ended.
    fn ahead(&self, anchor: u32, ahead: u32) -> u64 {
        let at = anchor as usize;
        let ended = self.left[at] <= ahead;
        match ended {
            true => 0,
            false => u64::from(self.ranks[at + ahead as usize]) + 1,
        }
    }
}

/// Anchors left in the chain of each.
fn chains(anchors: &[Anchor]) -> Vec<u32> {
    let mut left = vec![1; anchors.len()];
    for at in (1..anchors.len()).rev() {
        if anchors[at - 1].gap > 0 {
            left[at - 1] = left[at] + 1;
        }
    }
    left
}

fn sorted(anchors: &[Anchor]) -> Vec<u32> {
    let letter = |anchor: &Anchor| u64::from(anchor.class) << 32 | u64::from(anchor.gap);
    let mut keyed: Vec<(u64, u32)> = anchors.iter().map(letter).zip(0..).collect();
    keyed.sort_unstable();
    let mut order: Vec<u32> = keyed.iter().map(|(_, anchor)| *anchor).collect();
    let mut ranks = Ranks {
        anchors,
        ranks: vec![0; anchors.len()],
        left: chains(anchors),
    };
    let mut open = Vec::new();
    settle(&keyed, 0, &mut ranks, &mut open);
    drop(keyed);
    let mut ahead = 1;
    while !open.is_empty() {
        open = refined(&mut order, &open, ahead, &mut ranks);
        ahead *= 2;
    }
    order
}

/// Groups of the order whose members are not told apart yet.
type Open = Vec<(u32, u32)>;

/// Sorts each open group by what follows further ahead; gives the groups that stay open.
fn refined(order: &mut [u32], open: &Open, ahead: u32, ranks: &mut Ranks<'_>) -> Open {
    let (mut still, mut keyed) = (Open::new(), Vec::new());
    for (start, end) in open.iter().copied() {
        let group = &mut order[start as usize..end as usize];
        keyed.clear();
        keyed.extend(
            group
                .iter()
                .map(|anchor| (ranks.ahead(*anchor, ahead), *anchor)),
        );
        keyed.sort_unstable();
        for (place, (_, anchor)) in group.iter_mut().zip(&keyed) {
            *place = *anchor;
        }
        settle(&keyed, start, ranks, &mut still);
    }
    still
}

/// Gives the members of a sorted group their ranks and notes which of its parts stay open: those of
/// several members whose chains go on.
fn settle(keyed: &[(u64, u32)], start: u32, ranks: &mut Ranks<'_>, still: &mut Open) {
    let mut at = start;
    for same in keyed.chunk_by(|x, y| x.0 == y.0) {
        for (_, anchor) in same {
            ranks.ranks[*anchor as usize] = at;
        }
        let end = at + number(same.len());
        if same.len() > 1 && !ranks.is_ended(same[0]) {
            still.push((at, end));
        }
        at = end;
    }
}

impl Ranks<'_> {
    /// Whether nothing follows that could tell the members of a group apart: the key says so further
    /// ahead, the lower half of the first key (the gap) at the start.
    fn is_ended(&self, (key, anchor): (u64, u32)) -> bool {
        let is_first = self.anchors[anchor as usize].gap == 0;
        key == 0 || is_first
    }
}

/// Anchors that neighbours of the order have in common from their beginnings on.
fn common(anchors: &[Anchor], sorted: &[u32]) -> Vec<u32> {
    let mut places = vec![0; sorted.len()];
    for (place, anchor) in (0_u32..).zip(sorted) {
        places[*anchor as usize] = place;
    }
    let mut common = vec![0; sorted.len()];
    let mut known = 0_u32;
    for (at, place) in places.iter().enumerate() {
        let Some(before) = place.checked_sub(1) else {
            known = 0;
            continue;
        };
        let other = sorted[before as usize] as usize;
        known = length(anchors, at, other, known);
        common[*place as usize] = known;
        known = match anchors[at].gap {
            0 => 0,
            _ => known.saturating_sub(1),
        };
    }
    common
}

/// How many anchors two chains have in common, of which the first `known` are known to be.
fn length(anchors: &[Anchor], a: usize, b: usize, known: u32) -> u32 {
    let mut length = known;
    loop {
        let at = length as usize;
        let linked = length == 0
            || (anchors[a + at - 1].gap == anchors[b + at - 1].gap && anchors[a + at - 1].gap > 0);
        let same = linked
            && matches!((anchors.get(a + at), anchors.get(b + at)), (Some(x), Some(y)) if x.class == y.class);
        if !same {
            return length;
        }
        length += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Chains of anchors: classes, 0 for a break.
    fn chains_of(classes: &[u32]) -> Vec<Anchor> {
        let mut anchors: Vec<Anchor> = Vec::new();
        let mut linked = false;
        for class in classes.iter().copied() {
            if class == 0 {
                linked = false;
                continue;
            }
            if let Some(last) = anchors.last_mut().filter(|_| linked) {
                last.gap = 1 + last.class % 2;
            }
            let place = number(anchors.len());
            anchors.push(Anchor {
                place,
                class,
                gap: 0,
                document: 0,
            });
            linked = true;
        }
        anchors
    }

    /// What follows an anchor, letter by letter.
    fn suffix(anchors: &[Anchor], from: u32) -> Vec<u32> {
        let mut letters = Vec::new();
        for anchor in &anchors[from as usize..] {
            letters.extend([anchor.class, anchor.gap]);
            if anchor.gap == 0 {
                break;
            }
        }
        letters
    }

    fn classes_in_common(a: &[u32], b: &[u32]) -> u32 {
        let same = a
            .iter()
            .zip(b)
            .take_while(|(x, y)| x == y && **x > 0)
            .count();
        number(same.div_ceil(2))
    }

    proptest! {
        #[test]
        fn anchors_are_sorted_by_what_follows(classes in prop::collection::vec(0..4_u32, 0..60)) {
            let anchors = chains_of(&classes);
            let order = Order::of(&anchors);
            let suffixes: Vec<Vec<u32>> = order.sorted.iter().map(|at| suffix(&anchors, *at)).collect();
            prop_assert_eq!(suffixes.len(), anchors.len());
            for (pair, common) in suffixes.windows(2).zip(order.common.iter().skip(1)) {
                prop_assert!(pair[0] <= pair[1]);
                prop_assert_eq!(*common, classes_in_common(&pair[0], &pair[1]));
            }
        }
    }
}

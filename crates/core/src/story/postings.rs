//! Which stories hold a term: an index of fixed size.
//!
//! A term has one of a fixed number of buckets, and a bucket holds the stories that used one of its
//! terms last. What is crowded out was a common term's, or is long past; two terms in one bucket
//! only give a candidate too many. So memory and time for a look-up stay the same however long the
//! stream.

/// Bits of a bucket's number.
const BITS: u32 = 17;
/// Stories that a bucket holds.
const DEPTH: usize = 16;

/// The index. Stories are counted from 0.
#[derive(Clone, Debug)]
pub(super) struct Postings {
    /// The stories of each bucket, each plus one; 0 where there is none.
    slots: Vec<u32>,
    /// Where each bucket is written next.
    next: Vec<u8>,
}

impl Default for Postings {
    fn default() -> Self {
        Self {
            slots: vec![0; DEPTH << BITS],
            next: vec![0; 1 << BITS],
        }
    }
}

const fn bucket(term: u32) -> usize {
    (term.wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize
}

impl Postings {
    /// Notes that a story uses a term.
    pub(super) fn add(&mut self, term: u32, story: u32) {
        let bucket = bucket(term);
        let Some(slots) = self.slots.get_mut(bucket * DEPTH..(bucket + 1) * DEPTH) else {
            return;
        };
        let Some(next) = self.next.get_mut(bucket) else {
            return;
        };
        if slots.contains(&(story + 1)) {
            return;
        }
        if let Some(slot) = slots.get_mut(usize::from(*next)) {
            *slot = story + 1;
        }
        *next = (*next + 1) % DEPTH as u8;
    }

    /// The stories that may use a term.
    pub(super) fn stories(&self, term: u32) -> impl Iterator<Item = u32> + '_ {
        let bucket = bucket(term);
        let slots = self.slots.get(bucket * DEPTH..(bucket + 1) * DEPTH);
        let filled = slots.into_iter().flatten().filter(|slot| **slot > 0);
        filled.map(|slot| slot - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_keeps_the_stories_that_came_last() {
        let mut postings = Postings::default();
        for story in [3, 3, 4] {
            postings.add(7, story);
        }
        assert_eq!(postings.stories(7).collect::<Vec<_>>(), [3, 4]);
        (10..10 + DEPTH as u32).for_each(|story| postings.add(7, story));
        let kept: Vec<u32> = postings.stories(7).collect();
        assert!(!kept.contains(&3) && kept.contains(&25), "{kept:?}");
    }
}

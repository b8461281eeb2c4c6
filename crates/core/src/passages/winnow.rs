//! Winnowing: which runs of words are remembered (Schleimer, Wilkerson and Aiken 2003).
//!
//! Every few words in a row ("grams") have a hash; of each window of neighbouring grams the one with
//! the least hash is kept. What is kept depends on the words alone, so the same words keep the same
//! grams wherever they stand, and every shared run of a given length holds one.

/// How long grams and windows are, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grams {
    /// Words of a gram.
    pub(super) length: usize,
    /// Grams of a window.
    pub(super) window: usize,
}

/// Multiplier of the rolling hash of grams (Karp and Rabin 1987), modulo 2^64.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Grams {
    /// Grams so that a shared run of `least` words surely holds one that is kept. Grams are as long as
    /// a window or one word longer, so that neighbouring kept grams leave no word between them.
    pub(super) const fn of(least: usize) -> Self {
        let length = least / 2 + 1;
        Self {
            length,
            window: least - length + 1,
        }
    }

    /// Hands on the hash and the first word of each gram that is kept, in order. `hashes` is scratch.
    pub(super) fn select(self, words: &[u32], hashes: &mut Vec<u32>, keep: impl FnMut(u32, usize)) {
        hashes.clear();
        self.roll(words, hashes);
        least_of_windows(hashes, self.window, keep);
    }

    /// The hashes of all grams, in order.
    fn roll(self, words: &[u32], hashes: &mut Vec<u32>) {
        let Some((first, _)) = words.split_at_checked(self.length) else {
            return;
        };
        let leaving = (0..self.length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
        let add = |hash: u64, word: u32| hash.wrapping_mul(BASE).wrapping_add(spread(word));
        let mut hash = first.iter().fold(0, |hash, word| add(hash, *word));
        hashes.push(mixed(hash));
        for (old, new) in words.iter().zip(words.iter().skip(self.length)) {
            hash = add(hash, *new).wrapping_sub(spread(*old).wrapping_mul(leaving));
            hashes.push(mixed(hash));
        }
    }
}

/// A word's hash with its bits spread, so that no two sums of neighbours meet by their arithmetic.
const fn spread(word: u32) -> u64 {
    (word as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

const fn mixed(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

/// The least of each window, the last of equals where a window is looked at anew, each once. A row
/// that is shorter than a window counts as one.
fn least_of_windows(hashes: &[u32], window: usize, mut keep: impl FnMut(u32, usize)) {
    let Some(mut least) = last_least(hashes, 0, window.min(hashes.len())) else {
        return;
    };
    keep(hashes[least], least);
    for end in window..hashes.len() {
        let start = end + 1 - window;
        let next = match least < start {
            true => last_least(hashes, start, end + 1).unwrap_or(end),
            false if hashes[end] < hashes[least] => end,
            false => continue,
        };
        least = next;
        keep(hashes[least], least);
    }
}

/// Where the least of a range stands, the last of equals.
fn last_least(hashes: &[u32], start: usize, end: usize) -> Option<usize> {
    (start..end).rev().min_by_key(|at| hashes[*at])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(grams: Grams, words: &[u32]) -> Vec<(u32, usize)> {
        let mut kept = Vec::new();
        grams.select(words, &mut Vec::new(), |hash, at| kept.push((hash, at)));
        kept
    }

    #[test]
    fn too_few_words_keep_nothing_and_just_enough_keep_one() {
        let grams = Grams::of(12);
        let words: Vec<u32> = (0..12).collect();
        assert!(kept(grams, &words[..grams.length - 1]).is_empty());
        assert_eq!(kept(grams, &words[..grams.length]).len(), 1);
        assert!(!kept(grams, &words).is_empty());
    }

    #[test]
    fn one_word_over_and_over_keeps_one_gram_a_window() {
        let grams = Grams::of(12);
        assert!(kept(grams, &[7; 6_000]).len() <= 1_001);
    }

    proptest! {
        #[test]
        fn what_two_texts_share_keeps_a_gram_in_common(
            before in prop::collection::vec(0..9_u32, 0..20),
            other in prop::collection::vec(0..9_u32, 0..20),
            shared in prop::collection::vec(0..9_999_u32, 12..40),
            least in 4..13_usize,
        ) {
            let grams = Grams::of(least);
            let a = [&before[..], &shared].concat();
            let b = [&other[..], &shared].concat();
            let inside = |words: &[u32], from: usize| -> Vec<u32> {
                let all = kept(grams, words).into_iter();
                all.filter(|(_, at)| *at >= from).map(|(hash, _)| hash).collect()
            };
            let theirs = inside(&b, other.len());
            prop_assert!(inside(&a, before.len()).iter().any(|hash| theirs.contains(hash)));
        }

        #[test]
        fn neighbouring_kept_grams_leave_no_word_between(
            words in prop::collection::vec(0..50_u32, 0..200), least in 4..40_usize,
        ) {
            let grams = Grams::of(least);
            let places: Vec<usize> = kept(grams, &words).iter().map(|(_, at)| *at).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= grams.length));
        }
    }
}

//! A fast hash for looking words up.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Hashes short keys by multiplying and rotating eight bytes at a time (after the hash of the
/// Firefox and rustc projects). The same on every machine, and fast; the maps it serves are looked
/// up, never walked, and hold words of our own lists or of one text, so that nobody gains from
/// making keys collide.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher {
    hash: u64,
}

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.hash = (self.hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(
                chunk
                    .iter()
                    .fold(0, |word, byte| (word << 8) | u64::from(*byte)),
            );
        }
        let rest = chunks
            .remainder()
            .iter()
            .fold(1, |word, byte| (word << 8) | u64::from(*byte));
        self.add(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.hash.rotate_left(20)
    }
}

/// A map from words, for looking up only.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A set of words, for looking up only.
pub(crate) type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// The value of a word in a map whose keys are in small letters, case aside.
pub(crate) fn get_folded<'m, V>(map: &'m WordMap<String, V>, word: &str) -> Option<&'m V> {
    let mut buffer = [0_u8; 32];
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return map.get(word);
    }
    let Some(small) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return map.get(&word.to_lowercase());
    };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    map.get(std::str::from_utf8(small).ok()?)
}

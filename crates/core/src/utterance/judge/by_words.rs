//! What two pieces of quotations show by their words alone.

use crate::utterance::atoms::Atom;
use crate::utterance::classify::longest_common;
use crate::utterance::cluster::Profile;

/// Number of signs.
pub const WORD_SIGNS: usize = 9;

/// What the signs are, in order.
pub const WORD_SIGN_NAMES: [&str; WORD_SIGNS] = [
    "shared bits, in twenties",
    "share of the lighter piece in common",
    "share of both in common",
    "words in common in one order, of the shorter",
    "content words in common in one order, of the shorter",
    "content words of the shorter, in tens",
    "content words that one has more than the other, in tens",
    "words with which both begin, in eights",
    "share of the shorter with which both begin",
];

/// Bits beyond which more say nothing more.
const MOST_BITS: f32 = 20.0;
/// Content words beyond which more say nothing more.
const MOST_CONTENT: usize = 10;
/// The same for how many more one has.
const MOST_MORE: usize = 20;
/// The same for the words with which both begin.
const MOST_BEGINNING: usize = 8;

/// The signs of two pieces; the same whichever comes first.
pub(super) fn signs(one: (&Atom, &Profile), other: (&Atom, &Profile)) -> [f64; WORD_SIGNS] {
    let ((a, p), (b, q)) = (one, other);
    let likeness = p.likeness(q);
    let content = [p, q].map(|profile| profile.concepts.len());
    let begin = a.bare.iter().zip(&b.bare);
    let begin = begin.take_while(|(x, y)| x == y).count();
    [
        f64::from(likeness.shared.min(MOST_BITS) / MOST_BITS),
        f64::from(likeness.contained),
        f64::from(likeness.common),
        share(longest_common(&a.bare, &b.bare), [&a.bare, &b.bare]),
        share(
            longest_common(&a.concepts, &b.concepts),
            [&a.concepts, &b.concepts],
        ),
        content[0].min(content[1]).min(MOST_CONTENT) as f64 / 10.0,
        content[0].abs_diff(content[1]).min(MOST_MORE) as f64 / 10.0,
        begin.min(MOST_BEGINNING) as f64 / MOST_BEGINNING as f64,
        share(begin, [&a.bare, &b.bare]),
    ]
}

/// A count as a share of the shorter of two lists.
fn share<T>(count: usize, lists: [&Vec<T>; 2]) -> f64 {
    let shorter = lists[0].len().min(lists[1].len());
    (count as f64 / shorter.max(1) as f64).min(1.0)
}

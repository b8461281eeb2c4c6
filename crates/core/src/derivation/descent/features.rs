//! What is seen of a report beside a source that it may have been made from.

use super::telling::{Telling, Tellings};
use super::text::Kept;

/// Number of features.
pub const DESCENT_FEATURES: usize = 42;

/// What is seen of a possible source, or of several, in the order of [`DESCENT_FEATURE_NAMES`].
pub type DescentFeatures = [f32; DESCENT_FEATURES];

/// What the features are, in their order. Words count by what keeping them says.
pub const DESCENT_FEATURE_NAMES: [&str; DESCENT_FEATURES] = [
    "words kept",
    "words kept, by how few others who tell the same have them (nats)",
    "words gone",
    "words gone, by how many others have them (nats)",
    "words gone that nobody else has",
    "words new",
    "words new, by how few others have them (nats)",
    "words new that others have",
    "word pairs kept",
    "word pairs kept, by how few others who tell the same have them (nats)",
    "word pairs gone",
    "word pairs gone, by how many others have them (nats)",
    "word pairs gone that nobody else has",
    "word pairs new",
    "word pairs new, by how few others have them (nats)",
    "word pairs new that others have",
    "tellings taken",
    "tellings added that nobody else has",
    "tellings added that others have",
    "tellings of the source left out that nobody else has (logarithm)",
    "tellings of the source left out that others have (logarithm)",
    "steps back in the order of the source",
    "publication times against it (nats)",
    "publication times for it (nats)",
    "other signs against its direction (nats)",
    "other signs for its direction (nats)",
    "a credit for it",
    "a credit against it",
    "a further source",
    "tellings that the further source brings",
    "no source",
    "no source: tellings that others have",
    "no source: tellings that nobody else has",
    "a source that is not among the reports",
    "tellings taken, by how few others tell them (nats)",
    "tellings left out, by how many others tell them (logarithm of nats)",
    "tellings word for word the same",
    "tellings word for word the same, by how few others have them so (nats)",
    "tellings added that others have, but for the first",
    "tellings that two sources leave out and nobody else has (logarithm)",
    "tellings that two sources leave out and others have (logarithm)",
    "signs that the two depend on each other (nats)",
];

/// Whether a feature can only speak for a source (1), only against it (-1), or either way (0): texts
/// reworded more thoroughly than any that the weights were fitted on must not turn a word that is
/// gone into a sign of copying.
pub const DESCENT_SIGNS: [i8; DESCENT_FEATURES] = {
    let mut signs = [0; DESCENT_FEATURES];
    let mut base = 0;
    while base <= OF_PAIRS {
        signs[base + KEPT] = 1;
        signs[base + KEPT + 1] = 1;
        let mut other = base + GONE;
        while other < base + OF_PAIRS {
            signs[other] = -1;
            other += 1;
        }
        base += OF_PAIRS;
    }
    signs
};

pub(super) const TAKEN: usize = 16;
pub(super) const ADDED: usize = 17;
pub(super) const ELSEWHERE: usize = 18;
pub(super) const DROPPED_OWN: usize = 19;
pub(super) const DROPPED: usize = 20;
pub(super) const MOVED: usize = 21;
pub(super) const TIME: usize = 22;
pub(super) const SIGNS: usize = 24;
pub(super) const CREDIT: usize = 26;
pub(super) const FURTHER: usize = 28;
pub(super) const BROUGHT: usize = 29;
pub(super) const ALONE: usize = 30;
pub(super) const ALONE_SHARED: usize = 31;
pub(super) const ALONE_OWN: usize = 32;
pub(super) const LOST: usize = 33;
pub(super) const TAKEN_RARE: usize = 34;
pub(super) const DROPPED_COMMON: usize = 35;
const VERBATIM: usize = 36;
pub(super) const ELSEWHERE_MORE: usize = 38;
pub(super) const DROPPED_OF_TWO: usize = 39;
pub(super) const DEPENDENCE: usize = 41;

/// The features of words come twice: for words and for pairs of them.
const OF_PAIRS: usize = 8;
const KEPT: usize = 0;
const GONE: usize = 2;
const NEW: usize = 5;

/// Adds up features.
pub(super) fn add(sum: &mut DescentFeatures, more: &DescentFeatures) {
    sum.iter_mut()
        .zip(more)
        .for_each(|(sum, more)| *sum += more);
}

/// How often the others who tell the same have a word.
struct Others<'a> {
    tellings: &'a Tellings,
    number: usize,
    /// Reports that tell it beside source and copy.
    others: f32,
    /// Whether the source is one of those counted.
    counted: bool,
}

impl Others<'_> {
    /// How many of them have it, and the share of them that does, never quite none or all.
    fn of(&self, kept: &Kept, in_source: bool, in_copy: bool) -> (u32, f32) {
        let own = u32::from(in_source && self.counted) + u32::from(in_copy);
        let having = self
            .tellings
            .having(self.number, kept.term)
            .saturating_sub(own);
        (having, (having as f32 + 0.5) / (self.others + 1.0))
    }
}

/// What is seen of a telling in a copy beside that of a possible source; `counted` says whether the
/// source is one of the reports.
pub(super) fn compare(
    tellings: &Tellings,
    source: &Telling,
    copy: &Telling,
    counted: bool,
) -> DescentFeatures {
    let mut seen = [0.0; DESCENT_FEATURES];
    seen[TAKEN] = 1.0;
    let number = copy.number;
    let own = 1 + u32::from(counted);
    let others = tellings.tellers(number).saturating_sub(own) as f32;
    seen[TAKEN_RARE] = -tellings.share(number, own).ln();
    if source.told.print == copy.told.print {
        let same = tellings.same(number, copy.told.print).saturating_sub(own) as f32;
        seen[VERBATIM] = 1.0;
        seen[VERBATIM + 1] = -((same + 0.5) / (others + 1.0)).ln();
    }
    let others = Others {
        tellings,
        number,
        others,
        counted,
    };
    let mut theirs = copy.told.kept.iter().peekable();
    for mine in &source.told.kept {
        while let Some(new) = theirs.next_if(|yours| yours.term < mine.term) {
            add_new(&mut seen, new, &others);
        }
        match theirs.next_if(|yours| yours.term == mine.term) {
            Some(yours) => add_kept(&mut seen, mine, yours, &others),
            None => add_gone(&mut seen, mine, &others),
        }
    }
    theirs.for_each(|new| add_new(&mut seen, new, &others));
    seen
}

const fn base(kept: &Kept) -> usize {
    if kept.pair { OF_PAIRS } else { 0 }
}

fn add_kept(seen: &mut DescentFeatures, mine: &Kept, yours: &Kept, others: &Others<'_>) {
    let at = base(mine) + KEPT;
    let weight = mine.weight.min(yours.weight);
    let (_, share) = others.of(mine, true, true);
    seen[at] += weight;
    seen[at + 1] -= weight * share.ln();
}

fn add_gone(seen: &mut DescentFeatures, mine: &Kept, others: &Others<'_>) {
    let at = base(mine) + GONE;
    let (having, share) = others.of(mine, true, false);
    seen[at] += mine.weight;
    seen[at + 1] -= mine.weight * (1.0 - share).ln();
    if having == 0 && others.others > 0.0 {
        seen[at + 2] += mine.weight;
    }
}

fn add_new(seen: &mut DescentFeatures, yours: &Kept, others: &Others<'_>) {
    let at = base(yours) + NEW;
    let (having, share) = others.of(yours, false, true);
    seen[at] += yours.weight;
    seen[at + 1] -= yours.weight * share.ln();
    if having > 0 {
        seen[at + 2] += yours.weight;
    }
}

//! Which atoms are readings of one utterance.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::Atom;
use super::classify::longest_common;
use super::concepts::{Weights, negation};
use crate::witness::Term;

/// A concept that stands in more atoms than this brings no candidates.
const WIDEST_POSTING: usize = 48;
/// Least shared weight, in bits, of two readings of one utterance.
const LEAST_SHARED: f32 = 3.6;
/// Least shared weight of two readings that are all but the same.
const LEAST_SHARED_SAME: f32 = 2.4;
/// Least share of the lighter reading's weight that the heavier one holds.
const LEAST_CONTAINED: f32 = 0.52;
/// The same where neither speaker nor marks vouch for it.
const LEAST_CONTAINED_INDIRECT: f32 = 0.6;
/// Least share of both readings together.
const LEAST_COMMON: f32 = 0.30;
/// From this share on, two readings are all but the same.
const ALL_BUT_SAME: f32 = 0.8;
/// Mean likeness that a reading must have to the weightier readings of a group.
const LEAST_MEAN: f32 = 0.5;

/// So many shared concepts tell something even where each is stock.
const MANY_SHARED: usize = 4;
/// From this contained share on, the lighter reading stands in the other as a whole.
const WHOLE: f32 = 0.95;
/// Least shared weight and contained share where the speaker is known to be the same.
const LEAST_SHARED_KNOWN: f32 = 3.0;
const LEAST_CONTAINED_KNOWN: f32 = 0.65;

/// From this worth on, one concept counts as standing for another.
const LEAST_KIN: f32 = 0.4;

/// How alike two atoms are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    /// Shared weight in bits.
    pub(crate) shared: f32,
    /// Its share of the lighter atom.
    pub(crate) contained: f32,
    /// Its share of both together (Dice).
    pub(crate) common: f32,
}

/// Weights of an atom's concepts, each once.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) concepts: BTreeMap<Term, f32>,
    pub(crate) total: f32,
    telling: BTreeSet<Term>,
    /// Concepts that it does not hold but may stand for one of its own, with what that is worth.
    kin: BTreeMap<Term, f32>,
}

impl Profile {
    pub(crate) fn of(concepts: &[Term], weights: &Weights) -> Self {
        let concepts: BTreeMap<Term, f32> = concepts
            .iter()
            .map(|concept| (*concept, weights.bits(*concept)))
            .collect();
        let total = concepts.values().sum();
        let telling = concepts
            .keys()
            .copied()
            .filter(|concept| weights.is_telling(*concept))
            .collect();
        let mut kin: BTreeMap<Term, f32> = BTreeMap::new();
        for (other, worth) in concepts.keys().flat_map(|concept| weights.kin(*concept)) {
            if !concepts.contains_key(&other) {
                let entry = kin.entry(other).or_default();
                *entry = entry.max(worth);
            }
        }
        Self {
            concepts,
            total,
            telling,
            kin,
        }
    }

    /// How well it holds a concept, or one that may stand for it: 0 to 1.
    fn holds(&self, concept: Term) -> f32 {
        match self.concepts.contains_key(&concept) {
            true => 1.0,
            false => self.kin.get(&concept).copied().unwrap_or(0.0),
        }
    }

    /// The concepts by which it meets others.
    fn proposing(&self) -> impl Iterator<Item = Term> + '_ {
        let kin = self.kin.iter().filter(|(_, worth)| **worth >= LEAST_KIN);
        self.concepts
            .keys()
            .copied()
            .chain(kin.map(|(concept, _)| *concept))
    }

    /// Whether it holds a concept, or one that stands for it more likely than not.
    pub(crate) fn gives(&self, concept: Term) -> bool {
        self.holds(concept) >= LEAST_KIN
    }

    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        let (small, large) = if self.concepts.len() <= other.concepts.len() {
            (self, other)
        } else {
            (other, self)
        };
        let shared: f32 = small
            .concepts
            .iter()
            .map(|(concept, bits)| bits * large.holds(*concept))
            .sum();
        let lighter = self.total.min(other.total).max(0.01);
        let both = (self.total + other.total).max(0.01);
        Likeness {
            shared,
            contained: shared / lighter,
            common: 2.0 * shared / both,
        }
    }

    /// Whether the two share a concept that is more than stock, or many concepts.
    pub(crate) fn telling(&self, other: &Self) -> bool {
        let shared = |concept: &Term| other.gives(*concept);
        self.telling.iter().any(shared) || self.shared_count(other) >= MANY_SHARED
    }

    pub(crate) fn shared_count(&self, other: &Self) -> usize {
        self.concepts
            .keys()
            .filter(|concept| other.gives(**concept))
            .count()
    }
}

/// Whether two atoms may be readings of one utterance.
fn alike(left: (&Atom, &Profile), right: (&Atom, &Profile)) -> Option<f32> {
    let ((a, p), (b, q)) = (left, right);
    let likeness = p.likeness(q);
    let verbatim = likeness.common >= ALL_BUT_SAME || nearly_word_for_word(a, b);
    if !a.voice.may_be(&b.voice) {
        // Another speaker's name on the very same words: misattributed by one of the two.
        let misattributed = a.direct
            && b.direct
            && likeness.common >= 0.9
            && p.shared_count(q) >= 5
            && likeness.shared >= 10.0;
        return misattributed.then_some(likeness.common);
    }
    if on_other_occasions(a, b) && !verbatim {
        return None;
    }
    let enough = likeness.shared >= LEAST_SHARED_SAME || a.words.len() > 2 && a.words == b.words;
    if verbatim && enough && a.voice.is(&b.voice) {
        return Some(likeness.common);
    }
    let sure = a.quoted && b.quoted || a.voice.is(&b.voice);
    let contained = if a.quoted && b.quoted {
        LEAST_CONTAINED
    } else {
        LEAST_CONTAINED_INDIRECT
    };
    let whole = likeness.contained >= WHOLE && p.shared_count(q) > 2;
    if !(p.telling(q) || whole) || shared_phrases(a, q).max(shared_phrases(b, p)) < 2 {
        return None;
    }
    let score = f32::midpoint(likeness.contained, likeness.common);
    let known = a.voice.is(&b.voice)
        && likeness.shared >= LEAST_SHARED_KNOWN
        && likeness.contained >= LEAST_CONTAINED_KNOWN;
    if known && a.quoted && b.quoted {
        return Some(score);
    }
    let fits = sure
        && likeness.shared >= LEAST_SHARED
        && likeness.contained >= contained
        && (likeness.common >= LEAST_COMMON || likeness.contained >= ALL_BUT_SAME);
    fits.then_some(score)
}

/// Whether two things were said on different occasions: their dates differ, or one was said days
/// before the news and the other, undated, is told as a part of it.
pub(crate) fn on_other_occasions(a: &Atom, b: &Atom) -> bool {
    match (a.date, b.date) {
        (Some(x), Some(y)) => !x.overlaps(&y),
        _ => a.is_earlier != b.is_earlier,
    }
}

/// From this share of words in common, in order, two readings are all but the same.
const NEARLY_SAME_PERCENT: usize = 78;
/// Fewest and most words for which that is looked at.
const WORDS_COMPARED: std::ops::RangeInclusive<usize> = 4..=80;

fn nearly_word_for_word(a: &Atom, b: &Atom) -> bool {
    a.direct && b.direct && (in_common(&a.words, &b.words) || in_common(&a.bare, &b.bare))
}

fn in_common(a: &[Term], b: &[Term]) -> bool {
    let longer = a.len().max(b.len());
    let shorter = a.len().min(b.len());
    WORDS_COMPARED.contains(&longer)
        && shorter * 100 >= longer * NEARLY_SAME_PERCENT
        && longest_common(a, b) * 100 >= longer * NEARLY_SAME_PERCENT
}

/// In how many phrases of an atom the concepts stand that a profile shares.
pub(crate) fn shared_phrases(atom: &Atom, profile: &Profile) -> usize {
    let shared = atom
        .concepts
        .iter()
        .zip(&atom.phrases)
        .filter(|(concept, _)| **concept != negation() && profile.gives(**concept));
    shared
        .map(|(_, phrase)| phrase)
        .collect::<BTreeSet<_>>()
        .len()
}

struct Pair {
    score: f32,
    left: usize,
    right: usize,
}

/// Groups atoms. The result depends on their texts and places alone, not on their order.
pub(crate) fn cluster(atoms: &[Atom], profiles: &[Profile], members: &[usize]) -> Vec<Vec<usize>> {
    let mut pairs = candidates(atoms, profiles, members);
    let key = |index: usize| atoms.get(index).map(|atom| &atom.key);
    pairs.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then_with(|| key(x.left).cmp(&key(y.left)))
            .then_with(|| key(x.right).cmp(&key(y.right)))
    });
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); atoms.len()];
    for index in members {
        groups[*index].push(*index);
    }
    let mut home: Vec<usize> = (0..atoms.len()).collect();
    for pair in pairs {
        let (Some(&from), Some(&to)) = (home.get(pair.right), home.get(pair.left)) else {
            continue;
        };
        if from == to || !joinable(atoms, profiles, &groups[from], &groups[to]) {
            continue;
        }
        let moved = std::mem::take(&mut groups[from]);
        for index in &moved {
            home[*index] = to;
        }
        groups[to].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Pairs of atoms that share a concept few atoms have, with their likeness.
fn candidates(atoms: &[Atom], profiles: &[Profile], members: &[usize]) -> Vec<Pair> {
    let mut postings: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for index in members {
        for concept in profiles
            .get(*index)
            .into_iter()
            .flat_map(Profile::proposing)
        {
            postings.entry(concept).or_default().push(*index);
        }
    }
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for posting in postings
        .values()
        .filter(|posting| posting.len() <= WIDEST_POSTING)
    {
        for (k, left) in posting.iter().enumerate() {
            seen.extend(posting.iter().skip(k + 1).map(|right| (*left, *right)));
        }
    }
    seen.into_iter()
        .filter_map(|(a, b)| pair(atoms, profiles, a, b))
        .collect()
}

fn pair(atoms: &[Atom], profiles: &[Profile], a: usize, b: usize) -> Option<Pair> {
    let (x, y) = (atoms.get(a)?, atoms.get(b)?);
    let score = alike((x, profiles.get(a)?), (y, profiles.get(b)?))?;
    let (left, right) = if x.key <= y.key { (a, b) } else { (b, a) };
    Some(Pair { score, left, right })
}

/// Whether every reading of one group fits the readings of the other that are at least as heavy:
/// so a long reading that holds two utterances never draws them together.
fn joinable(atoms: &[Atom], profiles: &[Profile], one: &[usize], other: &[usize]) -> bool {
    let fits = |x: usize, y: usize| -> Option<bool> {
        Some(
            alike(
                (atoms.get(x)?, profiles.get(x)?),
                (atoms.get(y)?, profiles.get(y)?),
            )
            .is_some(),
        )
    };
    let heavy = |group: &[usize]| -> Vec<usize> {
        let most = group
            .iter()
            .filter_map(|index| profiles.get(*index))
            .map(|profile| profile.total)
            .fold(0.0, f32::max);
        group
            .iter()
            .copied()
            .filter(|index| {
                profiles
                    .get(*index)
                    .is_some_and(|profile| profile.total >= most * 0.6)
            })
            .collect()
    };
    let compatible = one.iter().all(|x| {
        other.iter().all(|y| match (atoms.get(*x), atoms.get(*y)) {
            (Some(a), Some(b)) => a.voice.may_be(&b.voice) || a.direct && b.direct,
            _ => false,
        })
    });
    let (mine, theirs) = (heavy(one), heavy(other));
    let total = mine.len() * theirs.len();
    let good = mine
        .iter()
        .flat_map(|x| theirs.iter().map(move |y| (*x, *y)))
        .filter(|(x, y)| fits(*x, *y) == Some(true))
        .count();
    compatible && total > 0 && good as f32 >= total as f32 * LEAST_MEAN
}

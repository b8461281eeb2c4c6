//! Free renderings: readings that say the same in other words, as a sentence model finds.
//!
//! Words decide first, and what they join stays joined. Of the rest, two pieces are looked at where
//! one speaker is known to stand behind both and each is the nearest that the other's report has
//! for it; a logistic model over few features decides.

use std::collections::BTreeMap;

use super::atoms::Atom;
use super::cluster::{Profile, on_other_occasions};
use super::near_weights::WEIGHTS;
use crate::meaning::{Meanings, Pair, SentenceModel};
use crate::witness::Witness;

/// Number of features, the constant included.
pub const NEAR_FEATURES: usize = 5;

/// What the features are, in order.
pub const NEAR_FEATURE_NAMES: [&str; NEAR_FEATURES] = [
    "constant",
    "nearness in meaning",
    "shared bits, in tens",
    "content words of the shorter, in tens",
    "content words that one has more than the other, in tens",
];

/// Odds from which two pieces are joined: three in five. A wrong join costs more than a missed one.
const LEAST_ODDS: f64 = 0.4;
/// Content words of the shorter piece from which its length says no more.
const LONG: usize = 10;
/// Nearness below which two pieces are not looked at.
const LEAST_NEARNESS: f32 = 0.3;
/// Nearest pieces of all reports that are looked at.
const MOST_NEAREST: usize = 12;
/// Fewest content words of a piece that is looked at.
const FEWEST_CONCEPTS: usize = 2;

/// Two pieces of quotations that words did not join: what the decision is fitted on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Indices of their witnesses.
    pub witnesses: [usize; 2],
    /// What is known of them.
    pub features: [f64; NEAR_FEATURES],
}

/// Two atoms, by index.
struct Candidate {
    atoms: [usize; 2],
    features: [f64; NEAR_FEATURES],
}

impl Candidate {
    /// Logarithm of the odds that the two are wordings of one utterance.
    fn odds(&self) -> f64 {
        let terms = self.features.iter().zip(&WEIGHTS);
        terms.map(|(feature, weight)| feature * weight).sum()
    }
}

/// The atoms of a story with what a model says of them.
pub(crate) struct Nearness<'a> {
    atoms: &'a [Atom],
    profiles: &'a [Profile],
    meanings: Meanings,
}

impl<'a> Nearness<'a> {
    pub(crate) fn of(
        witnesses: &[Witness],
        atoms: &'a [Atom],
        profiles: &'a [Profile],
        model: &dyn SentenceModel,
    ) -> Self {
        let words = |atom: &Atom| {
            witnesses
                .get(atom.witness)
                .map_or("", |w| w.slice(atom.span))
        };
        let passages: Vec<&str> = atoms.iter().map(words).collect();
        Self {
            atoms,
            profiles,
            meanings: Meanings::of(model, &passages),
        }
    }

    /// The groups, with those joined that hold free renderings of each other.
    pub(crate) fn joined(&self, mut groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let mut home = self.homes(&groups);
        let mut candidates = self.candidates(&home);
        candidates.retain(|candidate| candidate.odds() > LEAST_ODDS);
        let key = |candidate: &Candidate| candidate.atoms.map(|at| &self.atoms[at].key);
        candidates.sort_by(|x, y| {
            let odds = y.odds().total_cmp(&x.odds());
            odds.then_with(|| key(x).cmp(&key(y)))
        });
        for candidate in candidates {
            let [to, from] = candidate.atoms.map(|at| home[at]);
            if to == from || !self.may_join(&groups[to], &groups[from]) {
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

    /// What is known of every pair that is looked at.
    pub(crate) fn looked_at(&self, groups: &[Vec<usize>]) -> Vec<Near> {
        let candidates = self.candidates(&self.homes(groups));
        let near = |candidate: &Candidate| Near {
            witnesses: candidate.atoms.map(|at| self.atoms[at].witness),
            features: candidate.features,
        };
        candidates.iter().map(near).collect()
    }

    /// The group of every atom, by number; atoms of no group stand in one of their own.
    fn homes(&self, groups: &[Vec<usize>]) -> Vec<usize> {
        let mut home = vec![usize::MAX; self.atoms.len()];
        for (number, group) in groups.iter().enumerate() {
            for index in group {
                home[*index] = number;
            }
        }
        home
    }

    /// Whether two groups may be one: every two speakers may be the same, and no report would say
    /// the thing twice.
    fn may_join(&self, one: &[usize], other: &[usize]) -> bool {
        let fits = |x: &usize, y: &usize| {
            let (a, b) = (&self.atoms[*x], &self.atoms[*y]);
            a.witness != b.witness && a.voice.may_be(&b.voice) && !on_other_occasions(a, b)
        };
        one.iter().all(|x| other.iter().all(|y| fits(x, y)))
    }

    /// The pairs to be looked at: of one speaker, in different reports and groups, each the
    /// nearest that the other's report has.
    fn candidates(&self, home: &[usize]) -> Vec<Candidate> {
        let telling: Vec<usize> = (0..self.atoms.len())
            .filter(|at| self.atoms[*at].concepts.len() >= FEWEST_CONCEPTS)
            .filter(|at| home[*at] != usize::MAX)
            .collect();
        let nearest = |may: &dyn Fn(usize, usize) -> bool| {
            self.meanings
                .nearest(&telling, MOST_NEAREST, LEAST_NEARNESS, may)
        };
        let pairs = nearest(&|x, y| {
            let (a, b) = (&self.atoms[x], &self.atoms[y]);
            a.witness != b.witness && a.voice.is(&b.voice)
        });
        let best = self.best(&pairs);
        let is_best = |pair: &Pair, at: usize, other: usize| {
            best.get(&(at, self.atoms[other].witness)) == Some(&pair.nearness)
        };
        let mutual = pairs.iter().filter(|pair| {
            let [a, b] = pair.passages;
            home[a] != home[b] && is_best(pair, a, b) && is_best(pair, b, a)
        });
        mutual.map(|pair| self.candidate(pair)).collect()
    }

    /// How near the nearest piece of each report is to each piece.
    fn best(&self, pairs: &[Pair]) -> BTreeMap<(usize, usize), f32> {
        let mut best: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        for Pair {
            passages: [a, b],
            nearness,
        } in pairs
        {
            for (at, other) in [(*a, *b), (*b, *a)] {
                let known = best.entry((at, self.atoms[other].witness));
                let known = known.or_insert(*nearness);
                *known = known.max(*nearness);
            }
        }
        best
    }

    fn candidate(&self, pair: &Pair) -> Candidate {
        let [a, b] = pair.passages;
        let (x, y) = (&self.atoms[a], &self.atoms[b]);
        let likeness = self.profiles[a].likeness(&self.profiles[b]);
        let lengths = [x, y].map(|atom| atom.concepts.len());
        let shorter = lengths[0].min(lengths[1]).min(LONG);
        Candidate {
            atoms: if x.key <= y.key { [a, b] } else { [b, a] },
            features: [
                1.0,
                f64::from(pair.nearness),
                f64::from(likeness.shared) / 10.0,
                shorter as f64 / 10.0,
                lengths[0].abs_diff(lengths[1]) as f64 / 10.0,
            ],
        }
    }
}

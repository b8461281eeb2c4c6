//! Reported clauses that give an utterance which other reports quote.
//!
//! A rewrite turns several quoted sentences into one sentence of indirect speech. So clauses are
//! looked at alone and together with their neighbours, and each goes to the group whose readings
//! it fits best; the speaker must be known and fit.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::Atom;
use super::cluster::{Profile, on_other_occasions, shared_phrases};
use super::concepts::Weights;
use crate::witness::Term;

/// Most clauses that are read together.
const WIDEST_WINDOW: usize = 3;
/// Least shared weight, in bits.
const LEAST_SHARED: f32 = 3.6;
/// Least share of the lighter side that the two have in common.
const LEAST_CONTAINED: f32 = 0.5;
/// The same where the lighter side stands in the other as a whole.
const LEAST_SHARED_WHOLE: f32 = 2.6;
const WHOLE: f32 = 0.95;
/// A concept in more groups than this brings no candidates.
const WIDEST_POSTING: usize = 48;

struct Fit {
    score: f32,
    group: usize,
    window: Vec<usize>,
}

/// Gives the candidates to the groups they fit; returns those that were taken.
pub(crate) fn attach(
    atoms: &[Atom],
    profiles: &[Profile],
    weights: &Weights,
    candidates: &[usize],
    groups: &mut Vec<Vec<usize>>,
) -> BTreeSet<usize> {
    let postings = postings(profiles, groups);
    let mut fits: Vec<Fit> = Vec::new();
    for window in windows(atoms, candidates) {
        let concepts: Vec<Term> = window
            .iter()
            .flat_map(|index| atoms[*index].concepts.iter().copied())
            .collect();
        let profile = Profile::of(&concepts, weights);
        let near: BTreeSet<usize> = profile
            .concepts
            .keys()
            .filter_map(|concept| postings.get(concept))
            .filter(|posting| posting.len() <= WIDEST_POSTING)
            .flatten()
            .copied()
            .collect();
        for group in near {
            let Some(members) = groups
                .get(group)
                .filter(|members| !members.iter().any(|index| window.contains(index)))
            else {
                continue;
            };
            if let Some(score) = score(atoms, profiles, &window, &profile, members) {
                fits.push(Fit {
                    score,
                    group,
                    window: window.clone(),
                });
            }
        }
    }
    let key = |fit: &Fit| fit.window.first().map(|index| &atoms[*index].key);
    let home = |fit: &Fit| {
        groups[fit.group]
            .iter()
            .map(|index| &atoms[*index].key)
            .min()
    };
    fits.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then_with(|| key(x).cmp(&key(y)))
            .then_with(|| home(x).cmp(&home(y)))
            .then(x.window.len().cmp(&y.window.len()))
    });
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for fit in fits {
        let moved_home = groups.get(fit.group).is_none_or(|members| {
            members.is_empty() || members.iter().all(|index| taken.contains(index))
        });
        if moved_home || fit.window.iter().any(|index| taken.contains(index)) {
            continue;
        }
        for index in &fit.window {
            taken.insert(*index);
            for group in groups.iter_mut().filter(|group| group.len() == 1) {
                group.retain(|member| member != index);
            }
        }
        groups[fit.group].extend(fit.window);
    }
    groups.retain(|group| !group.is_empty());
    taken
}

/// The groups in which each concept stands.
fn postings(profiles: &[Profile], groups: &[Vec<usize>]) -> BTreeMap<Term, Vec<usize>> {
    let mut postings: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        let concepts: BTreeSet<Term> = group
            .iter()
            .flat_map(|index| profiles[*index].concepts.keys().copied())
            .collect();
        for concept in concepts {
            postings.entry(concept).or_default().push(number);
        }
    }
    postings
}

/// Runs of up to three candidates that follow each other in one quotation.
fn windows(atoms: &[Atom], candidates: &[usize]) -> Vec<Vec<usize>> {
    let mut sorted: Vec<usize> = candidates.to_vec();
    let place = |index: usize| {
        (
            atoms[index].witness,
            atoms[index].quotation,
            atoms[index].place,
        )
    };
    sorted.sort_by_key(|index| place(*index));
    let mut windows = Vec::new();
    for start in 0..sorted.len() {
        let mut window: Vec<usize> = Vec::new();
        for index in sorted.iter().skip(start).take(WIDEST_WINDOW) {
            let (witness, quotation, at) = place(*index);
            let follows = window
                .last()
                .is_none_or(|last| place(*last) == (witness, quotation, at.wrapping_sub(1)));
            if !follows {
                break;
            }
            window.push(*index);
            windows.push(window.clone());
        }
    }
    windows
}

/// How well a window of clauses fits a group: the best of its quoted readings decides.
fn score(
    atoms: &[Atom],
    profiles: &[Profile],
    window: &[usize],
    profile: &Profile,
    members: &[usize],
) -> Option<f32> {
    let voice = &atoms[*window.first()?].voice;
    let known = members.iter().any(|index| atoms[*index].voice.is(voice));
    let fitting = members
        .iter()
        .all(|index| atoms[*index].voice.may_be(voice));
    if !(known && fitting) {
        return None;
    }
    let first = &atoms[*window.first()?];
    let one = |index: &usize| -> Option<f32> {
        if on_other_occasions(first, &atoms[*index]) {
            return None;
        }
        let theirs = &profiles[*index];
        let likeness = profile.likeness(theirs);
        let whole = likeness.contained >= WHOLE && profile.shared_count(theirs) > 2;
        let least = if whole {
            LEAST_SHARED_WHOLE
        } else {
            LEAST_SHARED
        };
        let fits = likeness.shared >= least
            && likeness.contained >= LEAST_CONTAINED
            && window
                .iter()
                .map(|own| shared_phrases(&atoms[*own], theirs))
                .sum::<usize>()
                .max(shared_phrases(&atoms[*index], profile))
                >= 2
            && (whole || profile.telling(theirs));
        fits.then(|| f32::midpoint(likeness.contained, likeness.common))
    };
    members.iter().filter_map(one).max_by(f32::total_cmp)
}

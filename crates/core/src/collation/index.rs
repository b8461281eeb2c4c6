//! Candidate pairs of sentences from an inverted index over their weightiest stems.

use std::collections::BTreeMap;

use super::profile::{Profile, overlap};
use super::{Correspondence, Place, answers};
use crate::witness::Term;

/// How many of a sentence's weightiest stems are indexed. Two sentences that answer each other
/// share several of these; the rest is compared only for candidates.
const INDEXED_STEMS: usize = 12;
/// A stem that stands in more sentences than this finds no candidates (it stays in the comparison).
const MOST_POSTINGS: usize = 2_000;
/// Fewest indexed stems that make a candidate.
const FEWEST_SHARED: u32 = 2;

/// All correspondences, sorted by pair of witnesses, then by place.
pub(super) fn correspondences(profiles: &[Vec<Profile>]) -> Vec<Correspondence> {
    let postings = postings(profiles);
    let mut found = Vec::new();
    for (witness, sentences) in profiles.iter().enumerate() {
        for (sentence, profile) in sentences.iter().enumerate() {
            let place = Place { witness, sentence };
            for candidate in candidates(&postings, profile, place) {
                let other = &profiles[candidate.witness][candidate.sentence];
                let overlap = overlap(profile, other);
                if answers(&overlap) {
                    found.push(Correspondence {
                        a: place,
                        b: candidate,
                        similarity: overlap.similarity,
                        containment: overlap.containment,
                        narration: overlap.narration,
                        narration_bits: overlap.narration_bits,
                        stems: overlap.stems,
                    });
                }
            }
        }
    }
    found.sort_by_key(|c| (c.a.witness, c.b.witness, c.a.sentence, c.b.sentence));
    found
}

fn postings(profiles: &[Vec<Profile>]) -> BTreeMap<Term, Vec<Place>> {
    let mut postings: BTreeMap<Term, Vec<Place>> = BTreeMap::new();
    for (witness, sentences) in profiles.iter().enumerate() {
        for (sentence, profile) in sentences.iter().enumerate() {
            for stem in indexed_stems(profile) {
                postings
                    .entry(stem)
                    .or_default()
                    .push(Place { witness, sentence });
            }
        }
    }
    postings
}

fn indexed_stems(profile: &Profile) -> Vec<Term> {
    let mut features: Vec<_> = profile.features.iter().collect();
    features.sort_by(|a, b| b.content.total_cmp(&a.content).then(a.stem.cmp(&b.stem)));
    features
        .iter()
        .take(INDEXED_STEMS)
        .map(|feature| feature.stem)
        .collect()
}

/// Sentences of later witnesses that share enough indexed stems, sorted.
fn candidates(
    postings: &BTreeMap<Term, Vec<Place>>,
    profile: &Profile,
    place: Place,
) -> Vec<Place> {
    let mut counts: BTreeMap<Place, u32> = BTreeMap::new();
    for stem in profile.features.iter().map(|feature| feature.stem) {
        let Some(places) = postings
            .get(&stem)
            .filter(|places| places.len() <= MOST_POSTINGS)
        else {
            continue;
        };
        let later = places.partition_point(|other| other.witness <= place.witness);
        for other in &places[later..] {
            *counts.entry(*other).or_default() += 1;
        }
    }
    let enough = counts
        .into_iter()
        .filter(|(_, count)| *count >= FEWEST_SHARED);
    enough.map(|(place, _)| place).collect()
}

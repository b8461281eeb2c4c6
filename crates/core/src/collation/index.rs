//! Sentences of two reports that answer each other, found by their weightiest stems.

use super::profile::{Profile, overlap};
use super::{Correspondence, Place, answers};
use crate::witness::Term;

/// How many of a sentence's weightiest stems are indexed. Two sentences that answer each other
/// share several of these; the rest is compared only for candidates.
const INDEXED_STEMS: usize = 12;
/// Fewest indexed stems that make a candidate.
const FEWEST_SHARED: u32 = 2;

/// The correspondences of the given pairs of witnesses (sorted), sorted by pair, then by place.
pub(super) fn correspondences(
    profiles: &[Vec<Profile>],
    pairs: &[[usize; 2]],
) -> Vec<Correspondence> {
    let indices: Vec<SentenceIndex> = profiles.iter().map(|own| SentenceIndex::of(own)).collect();
    let mut found = Vec::new();
    for [a, b] in pairs {
        for (sentence, profile) in profiles[*a].iter().enumerate() {
            let place = Place {
                witness: *a,
                sentence,
            };
            for other in indices[*b].candidates(profile) {
                let overlap = overlap(profile, &profiles[*b][other]);
                if answers(&overlap) {
                    found.push(Correspondence {
                        a: place,
                        b: Place {
                            witness: *b,
                            sentence: other,
                        },
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
    found.shrink_to_fit();
    found
}

/// Which sentences of one report hold a stem among their weightiest.
struct SentenceIndex {
    /// Sorted.
    postings: Vec<(Term, usize)>,
    sentences: usize,
}

impl SentenceIndex {
    fn of(profiles: &[Profile]) -> Self {
        let mut postings: Vec<(Term, usize)> = Vec::new();
        for (sentence, profile) in profiles.iter().enumerate() {
            postings.extend(indexed_stems(profile).map(|stem| (stem, sentence)));
        }
        postings.sort_unstable();
        Self {
            postings,
            sentences: profiles.len(),
        }
    }

    /// Sentences that share enough indexed stems with a sentence of another report, in order.
    fn candidates(&self, profile: &Profile) -> Vec<usize> {
        let mut counts = vec![0_u32; self.sentences];
        let mut rest = self.postings.as_slice();
        // The features of a sentence are sorted by stem, as are the postings.
        for feature in &profile.features {
            let skipped = rest.partition_point(|(stem, _)| *stem < feature.stem);
            rest = rest.get(skipped..).unwrap_or_default();
            let same = rest.iter().take_while(|(stem, _)| *stem == feature.stem);
            for (_, sentence) in same {
                counts[*sentence] += 1;
            }
        }
        let enough = counts.iter().enumerate();
        let enough = enough.filter(|(_, count)| **count >= FEWEST_SHARED);
        enough.map(|(sentence, _)| sentence).collect()
    }
}

fn indexed_stems(profile: &Profile) -> impl Iterator<Item = Term> {
    let mut features: Vec<(f32, Term)> = profile
        .features
        .iter()
        .map(|feature| (feature.content, feature.stem))
        .collect();
    features.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    features.truncate(INDEXED_STEMS);
    features.into_iter().map(|(_, stem)| stem)
}

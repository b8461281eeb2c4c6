//! Passages: groups of sentences that say the same, without chaining.

use std::collections::BTreeMap;

use serde::Serialize;

use super::profile::{Overlap, Profile, overlap};
use super::{Correspondence, Place, answers};

/// Sentences of the story that say the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Passage {
    /// The sentences, sorted.
    pub places: Vec<Place>,
}

/// Joins corresponding sentences, the strongest first, into groups whose members all fit each
/// other on average (group-average linkage; Sokal and Michener 1958).
pub(super) fn gather(profiles: &[Vec<Profile>], links: &[Correspondence]) -> Vec<Passage> {
    let mut order: Vec<&Correspondence> = links.iter().collect();
    order.sort_by(|x, y| {
        y.similarity
            .total_cmp(&x.similarity)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut groups = Groups {
        profiles,
        of: BTreeMap::new(),
        members: Vec::new(),
    };
    for link in order {
        groups.join(link.a, link.b);
    }
    groups.into_passages()
}

struct Groups<'a> {
    profiles: &'a [Vec<Profile>],
    of: BTreeMap<Place, usize>,
    members: Vec<Vec<Place>>,
}

impl Groups<'_> {
    fn join(&mut self, a: Place, b: Place) {
        let (left, right) = (self.group_of(a), self.group_of(b));
        if left == right || !self.fit(left, right) {
            return;
        }
        // The smaller moves, so that a thousand answering sentences are not moved a thousand times.
        let is_larger = self.members[right].len() > self.members[left].len();
        let (left, right) = if is_larger {
            (right, left)
        } else {
            (left, right)
        };
        let moved = std::mem::take(&mut self.members[right]);
        for place in &moved {
            self.of.insert(*place, left);
        }
        self.members[left].extend(moved);
    }

    fn group_of(&mut self, place: Place) -> usize {
        if let Some(group) = self.of.get(&place) {
            return *group;
        }
        self.members.push(vec![place]);
        self.of.insert(place, self.members.len() - 1);
        self.members.len() - 1
    }

    /// Whether the members of two groups answer each other on average. Large groups are judged by
    /// a bounded sample of their first members, so that a thousand copies stay cheap.
    fn fit(&self, left: usize, right: usize) -> bool {
        const SAMPLE: usize = 12;
        let (mut sum, mut count) = (Overlap::default(), 0_u32);
        for a in self.members[left].iter().take(SAMPLE) {
            for b in self.members[right].iter().take(SAMPLE) {
                let pair = overlap(self.profile(*a), self.profile(*b));
                sum.similarity += pair.similarity;
                sum.containment += pair.containment;
                sum.stems += pair.stems;
                count += 1;
            }
        }
        let share = 1.0 / count.max(1) as f32;
        answers(&Overlap {
            similarity: sum.similarity * share,
            containment: sum.containment * share,
            narration: 0.0,
            narration_bits: 0.0,
            stems: sum.stems / count.max(1),
        })
    }

    fn profile(&self, place: Place) -> &Profile {
        &self.profiles[place.witness][place.sentence]
    }

    fn into_passages(self) -> Vec<Passage> {
        let mut passages: Vec<_> = self
            .members
            .into_iter()
            .filter(|members| members.len() > 1)
            .map(|mut places| {
                places.sort();
                Passage { places }
            })
            .collect();
        passages.sort_by(|x, y| {
            y.places
                .len()
                .cmp(&x.places.len())
                .then_with(|| x.places.cmp(&y.places))
        });
        passages
    }
}

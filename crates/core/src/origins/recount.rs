//! Counting the origins of a story again, without links that somebody refuses.

use std::collections::BTreeSet;

use super::{Lineage, count};
use crate::dossier::{BriefingCount, Counted, OriginRange, Recount};

/// The numbers of origins of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Behind the story.
    pub story: OriginRange,
    /// By claim.
    pub claims: Vec<OriginRange>,
    /// By utterance.
    pub utterances: Vec<OriginRange>,
    /// By contradiction and side.
    pub contradictions: Vec<Vec<OriginRange>>,
    /// By sentence of the briefing.
    pub briefing: Vec<OriginRange>,
}

impl Recount {
    /// The numbers without what is refused, and without what was refused when the dossier was made.
    pub fn counts(&self, refused: &BTreeSet<usize>) -> Counts {
        let refused = refused.iter().chain(&self.refused).copied().collect();
        let (story, lineage) = count(&self.grounds, &refused);
        let sides = self.contradictions.iter();
        let mut counts = Counts {
            story,
            claims: ranges(&lineage, &self.claims),
            utterances: ranges(&lineage, &self.utterances),
            contradictions: sides.map(|sides| ranges(&lineage, sides)).collect(),
            briefing: Vec::new(),
        };
        let briefing = self.briefing.iter();
        counts.briefing = briefing.map(|told| counts.told(told)).collect();
        counts
    }
}

fn ranges(lineage: &Lineage, all: &[Counted]) -> Vec<OriginRange> {
    all.iter().map(|counted| lineage.range(counted)).collect()
}

/// What one report alone says.
const ALONE: OriginRange = OriginRange { min: 1, max: 1 };

impl Counts {
    fn told(&self, told: &BriefingCount) -> OriginRange {
        match told {
            BriefingCount::Alone => ALONE,
            BriefingCount::Utterance(at) => self.utterances.get(*at).copied().unwrap_or(ALONE),
            BriefingCount::Claims(claims) => {
                let ranges = claims.iter().filter_map(|at| self.claims.get(*at));
                ranges.copied().reduce(least).unwrap_or(ALONE)
            }
            BriefingCount::Contradiction(at) => {
                let sides = self.contradictions.get(*at).into_iter().flatten();
                sides.copied().reduce(widest).unwrap_or(ALONE)
            }
        }
    }
}

fn least(x: OriginRange, y: OriginRange) -> OriginRange {
    OriginRange {
        min: x.min.min(y.min),
        max: x.max.min(y.max),
    }
}

fn widest(x: OriginRange, y: OriginRange) -> OriginRange {
    OriginRange {
        min: x.min.min(y.min),
        max: x.max.max(y.max),
    }
}

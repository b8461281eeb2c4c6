//! Entries of the dossier.

use super::{Contradiction, Side};
use crate::claim::{Receipts, StoryContext, attestation_entries};
use crate::dossier::{self, ContradictionEntry};

impl Side {
    /// The side as it stands in a dossier.
    pub fn entry(&self, story: &StoryContext, receipts: &Receipts) -> dossier::Side {
        dossier::Side {
            reading: self.reading.clone(),
            origins: self.origins,
            attestations: attestation_entries(&self.attestations, story, receipts),
        }
    }
}

impl Contradiction {
    /// The contradiction as it stands in a dossier.
    pub fn entry(&self, story: &StoryContext, receipts: &Receipts) -> ContradictionEntry {
        ContradictionEntry {
            kind: self.kind,
            relation: self.relation,
            about: self.about.clone(),
            sides: self
                .sides
                .iter()
                .map(|side| side.entry(story, receipts))
                .collect(),
        }
    }
}

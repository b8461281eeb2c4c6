//! Entries of the dossier.

use super::Happening;
use crate::claim::{Receipts, StoryContext, attestation_entries};
use crate::dossier::TimelineEntry;

impl Happening {
    /// The happening as it stands in a dossier.
    pub fn entry(&self, story: &StoryContext, receipts: &Receipts) -> TimelineEntry {
        TimelineEntry {
            from: self.date.iso_from(),
            to: self.date.iso_to(),
            precision: self.date.precision,
            text: self.text.clone(),
            background: self.background,
            attestations: attestation_entries(&self.attestations, story, receipts),
        }
    }
}

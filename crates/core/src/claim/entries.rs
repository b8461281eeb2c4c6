//! Entries of the dossier, given a way to turn spans of a witness into receipts.

use super::{Attested, Claim, StoryContext};
use crate::dossier::{Attestation, ClaimEntry, Span};
use crate::text::TextSpan;

/// Turns a span of the cleaned text of a witness (by index) into a receipt.
pub type Receipts<'a> = dyn Fn(usize, TextSpan) -> Span + 'a;

impl Attested {
    /// The attestation as it stands in a dossier.
    pub fn entry(&self, story: &StoryContext, receipts: &Receipts) -> Attestation {
        Attestation {
            siglum: story.siglum(self.witness).to_owned(),
            spans: self
                .spans
                .iter()
                .map(|span| receipts(self.witness, *span))
                .collect(),
            via: self.via.clone(),
        }
    }
}

/// Attestations as they stand in a dossier, by siglum and place.
pub fn attestation_entries(
    attestations: &[Attested],
    story: &StoryContext,
    receipts: &Receipts,
) -> Vec<Attestation> {
    let mut entries: Vec<Attestation> = attestations
        .iter()
        .map(|attested| attested.entry(story, receipts))
        .collect();
    entries.sort_by(|x, y| (&x.siglum, &x.spans).cmp(&(&y.siglum, &y.spans)));
    entries
}

impl Claim {
    /// The claim as it stands in a dossier, numbered from 1.
    pub fn entry(&self, number: usize, story: &StoryContext, receipts: &Receipts) -> ClaimEntry {
        ClaimEntry {
            id: format!("c{number}"),
            text: self.text.clone(),
            status: self.status,
            origins: self.origins,
            attestations: attestation_entries(&self.attestations, story, receipts),
            remarks: self.remarks.clone(),
        }
    }
}

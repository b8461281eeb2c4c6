//! Entries of the dossier.

use super::BriefSentence;
use crate::claim::{Receipts, StoryContext};
use crate::dossier::BriefingSentence;

impl BriefSentence {
    /// The sentence as it stands in a dossier.
    pub fn entry(&self, story: &StoryContext, receipts: &Receipts) -> BriefingSentence {
        let sigla = self.witnesses.iter().map(|w| story.siglum(*w).to_owned());
        let mut sigla: Vec<String> = sigla.collect();
        sigla.sort();
        BriefingSentence {
            text: self.text.clone(),
            origins: self.origins,
            sigla,
            spans: self
                .carriers
                .iter()
                .map(|carrier| receipts(carrier.witness, carrier.span))
                .collect(),
        }
    }
}

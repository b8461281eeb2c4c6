//! Entries of the dossier.

use super::Change;
use crate::claim::{Receipts, StoryContext};
use crate::dossier::DriftEntry;
use crate::text::TextSpan;

impl Change {
    /// The change as it stands in a dossier.
    pub fn entry(&self, story: &StoryContext, receipts: &Receipts) -> DriftEntry {
        let spans = |witness: usize, spans: &[TextSpan]| {
            spans.iter().map(|span| receipts(witness, *span)).collect()
        };
        DriftEntry {
            source: story.siglum(self.source).to_owned(),
            target: story.siglum(self.target).to_owned(),
            kind: self.kind,
            note: self.note.clone(),
            source_spans: spans(self.source, &self.source_spans),
            target_spans: spans(self.target, &self.target_spans),
        }
    }
}

//! Entries of the dossier, given a way to turn spans of a witness into receipts.

use super::{Reading, Utterance};
use crate::dossier::{OriginRange, ReadingEntry, Span, UtteranceEntry};
use crate::text::TextSpan;
use crate::witness::Witness;

/// Turns a span of the cleaned text of a witness (by index) into a receipt.
pub type Receipts<'a> = dyn Fn(usize, TextSpan) -> Span + 'a;

impl Utterance {
    /// The utterance as it stands in a dossier, numbered from 1.
    pub fn entry(
        &self,
        number: usize,
        origins: OriginRange,
        witnesses: &[Witness],
        receipts: &Receipts,
    ) -> UtteranceEntry {
        UtteranceEntry {
            id: format!("u{number}"),
            speaker: self.speaker_name.clone(),
            occasion: self.occasion.clone(),
            origins,
            readings: self
                .readings
                .iter()
                .map(|reading| reading.entry(witnesses, receipts))
                .collect(),
            remarks: self.remarks.clone(),
        }
    }
}

impl Reading {
    /// The words of the reading, its spans parted by an ellipsis.
    pub fn text(&self, witnesses: &[Witness]) -> String {
        let Some(witness) = witnesses.get(self.witness) else {
            return String::new();
        };
        let pieces: Vec<&str> = self.spans.iter().map(|span| witness.slice(*span)).collect();
        pieces.join(" … ")
    }

    fn entry(&self, witnesses: &[Witness], receipts: &Receipts) -> ReadingEntry {
        let witness = witnesses.get(self.witness);
        ReadingEntry {
            siglum: witness
                .map(|witness| witness.siglum.0.clone())
                .unwrap_or_default(),
            kind: self.kind,
            text: self.text(witnesses),
            spans: self
                .spans
                .iter()
                .map(|span| receipts(self.witness, *span))
                .collect(),
            speaker_spans: self
                .speaker
                .iter()
                .map(|span| receipts(self.witness, *span))
                .collect(),
            cue: self
                .cue
                .and_then(|span| witness.map(|witness| witness.slice(span).to_owned())),
            via: self.via.iter().map(|step| step.name.clone()).collect(),
            aligned: self.aligned.clone(),
        }
    }
}

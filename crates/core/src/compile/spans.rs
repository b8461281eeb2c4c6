//! From spans of cleaned text to receipts of original bytes.

use crate::article::Receipt;
use crate::dossier::Span;
use crate::text::TextSpan;
use crate::witness::Witness;

/// Makes receipts for the witnesses of a story.
pub(crate) struct Spans<'a> {
    witnesses: &'a [Witness],
}

impl<'a> Spans<'a> {
    pub(crate) const fn new(witnesses: &'a [Witness]) -> Self {
        Self { witnesses }
    }

    /// The receipt of a span of a witness's text.
    pub(crate) fn span(&self, witness: usize, span: TextSpan) -> Span {
        let article = &self.witnesses[witness].article;
        Span {
            document: article.document.id.clone(),
            segments: article.text.original(span),
            text: article.text.slice(span).to_owned(),
        }
    }

    /// The receipts of several spans of one witness.
    pub(crate) fn spans(&self, witness: usize, spans: &[TextSpan]) -> Vec<Span> {
        spans.iter().map(|span| self.span(witness, *span)).collect()
    }

    /// A receipt that ingest made.
    pub(crate) fn receipt(&self, witness: usize, receipt: &Receipt) -> Span {
        Span {
            document: self.witnesses[witness].article.document.id.clone(),
            segments: receipt.segments.clone(),
            text: receipt.text.clone(),
        }
    }

    /// Several receipts that ingest made.
    pub(crate) fn receipts(&self, witness: usize, receipts: &[Receipt]) -> Vec<Span> {
        receipts
            .iter()
            .map(|receipt| self.receipt(witness, receipt))
            .collect()
    }
}

//! What a signal saw in a pair of witnesses.

use serde::Serialize;

use crate::article::Receipt;
use crate::dossier::Scope;
use crate::text::TextSpan;

/// Proof on both sides of a pair, first witness then second.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Receipts {
    /// Spans of the cleaned texts.
    pub spans: [Vec<TextSpan>; 2],
    /// Proof outside the cleaned texts (a link in the markup, a field of a record).
    pub outside: [Vec<Receipt>; 2],
}

/// One observation on a pair of witnesses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Observation {
    /// The name of the signal.
    pub signal: &'static str,
    /// For (positive) or against dependence of any kind, in nats.
    pub dependence: f32,
    /// For the first as the source of the second (positive) or the other way round, in nats.
    pub direction: f32,
    /// Whether it speaks of the whole report or only of the passages shown.
    pub scope: Scope,
    /// What was seen, in a sentence for people.
    pub explanation: String,
    /// Where.
    pub receipts: Receipts,
    /// The observations this one is made of.
    pub parts: Vec<Observation>,
}

impl Observation {
    /// An observation that as yet says nothing and shows nothing.
    pub(crate) fn new(signal: &'static str, explanation: String) -> Self {
        Self {
            signal,
            dependence: 0.0,
            direction: 0.0,
            scope: Scope::Report,
            explanation,
            receipts: Receipts::default(),
            parts: Vec::new(),
        }
    }

    /// The same, speaking for dependence with so many nats.
    pub(crate) fn depends(self, dependence: f32) -> Self {
        Self { dependence, ..self }
    }

    /// The same, speaking for a direction with so many nats (positive: first to second).
    pub(crate) fn directed(self, direction: f32) -> Self {
        Self { direction, ..self }
    }

    /// The same, of single passages only.
    pub(crate) fn of_passages(self) -> Self {
        Self {
            scope: Scope::Passage,
            ..self
        }
    }

    /// The same, with spans on both sides.
    pub(crate) fn showing(mut self, first: Vec<TextSpan>, second: Vec<TextSpan>) -> Self {
        self.receipts.spans = [first, second];
        self
    }

    /// The same, with parts.
    pub(crate) fn made_of(self, parts: Vec<Observation>) -> Self {
        Self { parts, ..self }
    }
}

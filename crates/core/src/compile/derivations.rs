//! The verdicts on pairs as the dossier lists them.

use super::Spans;
use crate::derivation::{Derivation, Observation, grade_reuse};
use crate::dossier::{DerivationEntry, EvidenceEntry, ReuseEntry, Span};
use crate::stemma::is_edge;
use crate::witness::Witness;

pub(super) fn entries(
    derivations: &[Derivation],
    witnesses: &[Witness],
    spans: &Spans<'_>,
) -> Vec<DerivationEntry> {
    derivations
        .iter()
        .map(|derivation| entry(derivation, witnesses, spans))
        .collect()
}

fn entry(derivation: &Derivation, witnesses: &[Witness], spans: &Spans<'_>) -> DerivationEntry {
    let siglum = |index: usize| witnesses[index].siglum.0.clone();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    DerivationEntry {
        source: siglum(derivation.source),
        target: siglum(derivation.target),
        verdict: derivation.verdict,
        confidence: rounded(derivation.confidence),
        scope: derivation.scope,
        summary: derivation.summary.clone(),
        accounted: count(derivation.accounted.len()),
        sentences: count(derivation.sentences),
        reuse: is_edge(derivation).then(|| reuse(derivation, witnesses)),
        evidence: derivation
            .evidence
            .iter()
            .map(|seen| evidence(derivation, seen, spans))
            .collect(),
    }
}

fn reuse(derivation: &Derivation, witnesses: &[Witness]) -> ReuseEntry {
    let found = grade_reuse(&witnesses[derivation.source], &witnesses[derivation.target]);
    ReuseEntry {
        grade: found.grade,
        degree: (found.degree * 100.0).round() / 100.0,
    }
}

fn evidence(derivation: &Derivation, seen: &Observation, spans: &Spans<'_>) -> EvidenceEntry {
    let source_side = usize::from(derivation.pair[1] == derivation.source);
    let weight = if seen.dependence == 0.0 {
        seen.direction.abs()
    } else {
        seen.dependence
    };
    EvidenceEntry {
        signal: seen.signal.to_owned(),
        weight: rounded(weight),
        explanation: seen.explanation.clone(),
        source_spans: side(derivation, seen, source_side, spans),
        target_spans: side(derivation, seen, 1 - source_side, spans),
        parts: seen
            .parts
            .iter()
            .map(|part| evidence(derivation, part, spans))
            .collect(),
    }
}

fn side(derivation: &Derivation, seen: &Observation, side: usize, spans: &Spans<'_>) -> Vec<Span> {
    let witness = derivation.pair[side];
    let mut found = spans.spans(witness, &seen.receipts.spans[side]);
    found.extend(spans.receipts(witness, &seen.receipts.outside[side]));
    found
}

/// Two decimals: enough for people, and the same on every machine.
pub(super) fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

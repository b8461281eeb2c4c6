//! Why reports are counted as one.

use serde::Serialize;

use crate::article::Receipt;
use crate::derivation::{Derivation, Observation};
use crate::dossier::Verdict;
use crate::witness::Witness;

/// Why reports are counted as one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Collapse {
    /// Indices of the reports, sorted.
    pub witnesses: Vec<usize>,
    /// Whether it is shown, or only possible.
    pub certain: bool,
    /// Why, in a sentence for people.
    pub reason: String,
    /// By witness, the words that show it.
    pub receipts: Vec<(usize, Receipt)>,
}

/// All collapses of a story: what is shown, then what is possible.
pub(super) fn collapses(witnesses: &[Witness], derivations: &[Derivation]) -> Vec<Collapse> {
    let certain = derivations.iter().filter(|d| d.through.is_none());
    let shown = certain.filter(|d| matches!(d.verdict, Verdict::Derived | Verdict::CommonSource));
    let possible = derivations
        .iter()
        .filter(|d| d.verdict == Verdict::LineageUnknown);
    shown
        .map(|d| collapse(witnesses, d, true))
        .chain(possible.map(|d| collapse(witnesses, d, false)))
        .collect()
}

fn collapse(witnesses: &[Witness], derivation: &Derivation, certain: bool) -> Collapse {
    let strongest = derivation.evidence.first();
    let receipts = strongest
        .map(|seen| receipts_of(witnesses, derivation, seen))
        .unwrap_or_default();
    Collapse {
        witnesses: derivation.pair.to_vec(),
        certain,
        reason: derivation.summary.clone(),
        receipts,
    }
}

fn receipts_of(
    witnesses: &[Witness],
    derivation: &Derivation,
    seen: &Observation,
) -> Vec<(usize, Receipt)> {
    let mut receipts = Vec::new();
    for (side, witness) in derivation.pair.into_iter().enumerate() {
        let article = &witnesses[witness].article;
        let inside = seen.receipts.spans[side]
            .iter()
            .map(|span| article.receipt(*span));
        let outside = seen.receipts.outside[side].iter().cloned();
        receipts.extend(inside.chain(outside).map(|receipt| (witness, receipt)));
    }
    receipts
}

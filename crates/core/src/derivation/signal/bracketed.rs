//! The same words in brackets put into the same quotation: no two editors would by chance.

use std::collections::BTreeMap;

use crate::derivation::{Observation, Pair};
use crate::text::TextSpan;
use crate::witness::Witness;

/// The same bracketed insertion inside quotations of both.
pub(super) struct SharedInsertion;

/// What one such insertion says.
const NATS: f32 = 1.2;
/// The most that all may say.
const MOST: f32 = 2.4;

impl super::Signal for SharedInsertion {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let [ours, theirs] = [insertions(pair.side(0)), insertions(pair.side(1))];
        let shared: Vec<_> = ours
            .iter()
            .filter_map(|(words, mine)| Some([*mine, *theirs.get(words)?]))
            .collect();
        let first = shared.first()?;
        let [one, two] = pair.sigla();
        let words = pair.side(0).slice(first[0]);
        let explanation = format!("{one} and {two} put the same words in brackets: “{words}”");
        let spans = |side: usize| shared.iter().map(|spans| spans[side]).collect();
        Some(
            Observation::new("shared_insertion", explanation)
                .depends((shared.len() as f32 * NATS).min(MOST))
                .of_passages()
                .showing(spans(0), spans(1)),
        )
    }
}

/// Bracketed words inside quotations with the word on each side, and where they stand.
fn insertions(witness: &Witness) -> BTreeMap<String, TextSpan> {
    let quoted = witness
        .quotations
        .iter()
        .flat_map(|quotation| &quotation.quoted);
    quoted.flat_map(|span| brackets(witness, *span)).collect()
}

fn brackets(witness: &Witness, span: TextSpan) -> Vec<(String, TextSpan)> {
    let text = witness.slice(span);
    let opening = text.match_indices('[').map(|(at, _)| at);
    let bracket = |open: usize| {
        let close = open + text[open..].find(']')?;
        let before = text[..open]
            .split_whitespace()
            .next_back()
            .unwrap_or_default();
        let after = text[close + 1..]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let key = folded(&format!("{before} {} {after}", &text[open..=close]));
        let start = span.start as usize;
        Some((key, TextSpan::of(start + open..start + close + 1)))
    };
    opening.filter_map(bracket).collect()
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    lower
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == ' ')
        .collect()
}

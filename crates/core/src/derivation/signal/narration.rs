//! Shared narration: the same words in the same order, outside quotations.

use crate::collation::Run;
use crate::derivation::{Observation, Pair};

/// Runs of narration that both share.
pub(super) struct SharedNarration;

/// Bits below which a run is what any two writers may hit upon.
const CHANCE_BITS: f32 = 13.0;
/// Fewest words of narration in a run that counts.
const FEWEST_WORDS: u32 = 6;
/// Nats for each bit above chance. Well under ln 2: the words of a run hang together.
const NATS_PER_BIT: f32 = 0.12;
/// The most a single run may say, and the most that all may.
const MOST_PER_RUN: f32 = 3.0;
const MOST: f32 = 9.0;

impl super::Signal for SharedNarration {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let mut runs: Vec<&Run> = pair
            .runs
            .iter()
            .copied()
            .filter(|run| nats(run) > 0.0)
            .collect();
        runs.sort_by(|x, y| {
            y.narration_bits
                .total_cmp(&x.narration_bits)
                .then(x.spans.cmp(&y.spans))
        });
        let longest = runs.first()?;
        let words: u32 = runs.iter().map(|run| run.words - run.quoted_words).sum();
        let [first, second] = pair.sigla();
        let explanation = format!(
            "{first} and {second} share {words} words of narration letter for letter in {} {}, the weightiest “{}”",
            runs.len(),
            if runs.len() == 1 { "run" } else { "runs" },
            pair.side(0).slice(longest.spans[0]),
        );
        let total: f32 = runs.iter().map(|run| nats(run)).sum();
        let spans = [0, 1].map(|side| runs.iter().map(|run| run.spans[side]).collect());
        let [ours, theirs] = spans;
        Some(
            Observation::new("shared_narration", explanation)
                .depends(total.min(MOST))
                .showing(ours, theirs),
        )
    }
}

fn nats(run: &Run) -> f32 {
    if run.words - run.quoted_words < FEWEST_WORDS {
        return 0.0;
    }
    ((run.narration_bits - CHANCE_BITS) * NATS_PER_BIT).clamp(0.0, MOST_PER_RUN)
}

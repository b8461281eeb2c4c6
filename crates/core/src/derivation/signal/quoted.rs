//! A report that quotes another: what one tells in its own words stands in quotation marks in the
//! other.
//!
//! Quoted words show nothing where both quote one speaker. Here only one quotes: whole sentences of
//! the other's narration, more than a speaker says in a breath. The one that quotes came later. The
//! reverse, a speaker's words told as narration, is short: it is left to the loss of quotations.

use crate::collation::Run;
use crate::derivation::{Observation, Pair};
use crate::text::TextSpan;

/// One of the two quotes the other's narration at length.
pub(super) struct QuotedReport;

/// Words of narration that must stand in the other's quotation marks.
const FEWEST_WORDS: u32 = 40;
/// Sentences that they must be taken from.
const FEWEST_SENTENCES: usize = 2;
/// Share of a run inside quotation marks, or outside, from which it counts as quoted, or as told.
const MOSTLY: f32 = 0.8;
/// Nats for each quoted word, and the most for all.
const NATS_PER_WORD: f32 = 0.1;
const MOST: f32 = 7.0;
/// Nats of direction: whoever quotes a text has read it.
const DIRECTION_NATS: f32 = 3.0;

impl super::Signal for QuotedReport {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let [first, second] = [0, 1].map(|side| quoted_by(pair, side));
        let (target, runs) = match (first.is_empty(), second.is_empty()) {
            (true, false) => (1, second),
            (false, true) => (0, first),
            _ => return None,
        };
        let words: u32 = runs.iter().map(|run| run.words).sum();
        let sentences = sentences_of(pair, 1 - target, &runs);
        if words < FEWEST_WORDS || sentences < FEWEST_SENTENCES {
            return None;
        }
        let [from, to] = [pair.sigla()[1 - target], pair.sigla()[target]];
        let explanation = format!(
            "{to} quotes {from}: {words} words that {from} tells itself stand in quotation marks"
        );
        let sign = if target == 1 { 1.0 } else { -1.0 };
        let spans = |side: usize| runs.iter().map(|run| run.spans[side]).collect();
        Some(
            Observation::new("quoted_report", explanation)
                .depends((words as f32 * NATS_PER_WORD).min(MOST))
                .directed(sign * DIRECTION_NATS)
                .showing(spans(0), spans(1)),
        )
    }
}

/// The runs that a side quotes and the other tells.
fn quoted_by<'a>(pair: &Pair<'a>, side: usize) -> Vec<&'a Run> {
    let is_quoted = |run: &&Run| {
        quoted_share(pair, side, run.spans[side]) >= MOSTLY
            && quoted_share(pair, 1 - side, run.spans[1 - side]) <= 1.0 - MOSTLY
    };
    pair.runs.iter().copied().filter(is_quoted).collect()
}

/// The share of a span that stands inside quotation marks.
fn quoted_share(pair: &Pair<'_>, side: usize, span: TextSpan) -> f32 {
    let quoted = pair.side(side).quotations.iter().flat_map(|q| &q.quoted);
    let inside = quoted.map(|quoted| {
        let end = quoted.end.min(span.end);
        end.saturating_sub(quoted.start.max(span.start))
    });
    inside.sum::<u32>() as f32 / span.len().max(1) as f32
}

/// How many sentences of a side the runs touch.
fn sentences_of(pair: &Pair<'_>, side: usize, runs: &[&Run]) -> usize {
    let touches = |span: TextSpan| runs.iter().any(|run| run.spans[side].overlaps(span));
    let sentences = pair.side(side).sentences.iter();
    sentences.filter(|sentence| touches(sentence.span)).count()
}

//! The same wording of a quotation that other reports word differently.
//!
//! Everybody quotes the speaker, so shared quoted words show nothing by themselves. But where the
//! reports give several translations of one utterance, two with the same translation had it from
//! one place.

use crate::collation::{Place, Run};
use crate::derivation::{Observation, Pair};

/// A translation of an utterance that the two share and others do not.
pub(super) struct SharedWording;

/// Fewest quoted words in a run that is looked at.
const FEWEST_WORDS: u32 = 8;
/// What one shared wording says; more follow with less, since they come from one choice.
const FIRST_NATS: f32 = 1.6;
const NEXT_NATS: f32 = 0.4;
/// The most that all may say.
const MOST: f32 = 3.2;

impl super::Signal for SharedWording {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let runs = pair.runs.iter().copied();
        let shared: Vec<&Run> = runs.filter(|run| is_theirs_alone(pair, run)).collect();
        let first = shared.first()?;
        let [one, two] = pair.sigla();
        let explanation = format!(
            "{one} and {two} word a quotation the same way where others word it differently: “{}”",
            pair.side(0).slice(first.spans[0]),
        );
        let nats = (FIRST_NATS + NEXT_NATS * (shared.len() - 1) as f32).min(MOST);
        let spans = |side: usize| shared.iter().map(|run| run.spans[side]).collect();
        Some(
            Observation::new("shared_wording", explanation)
                .depends(nats)
                .of_passages()
                .showing(spans(0), spans(1)),
        )
    }
}

/// Whether a run of quoted words is worded otherwise by a third witness, and by none the same way.
fn is_theirs_alone(pair: &Pair<'_>, run: &Run) -> bool {
    if run.quoted_words < FEWEST_WORDS {
        return false;
    }
    let Some(sentence) = pair.side(0).sentence_at(run.spans[0]) else {
        return false;
    };
    let place = Place {
        witness: pair.index[0],
        sentence,
    };
    let mut others: Vec<usize> = pair
        .collation
        .answering(place)
        .iter()
        .map(|place| place.witness)
        .collect();
    others.retain(|other| !pair.index.contains(other));
    others.dedup();
    !others.is_empty() && !others.iter().any(|other| shares_wording(pair, run, *other))
}

/// Whether a third witness shares most of the words of the run with the first of the pair.
fn shares_wording(pair: &Pair<'_>, run: &Run, other: usize) -> bool {
    let first = pair.index[0];
    let side = usize::from(other < first);
    let theirs = pair.collation.runs_between(first, other);
    let shared = theirs
        .iter()
        .filter(|theirs| theirs.spans[side].overlaps(run.spans[0]));
    let words: u32 = shared.map(|theirs| theirs.words.min(run.words)).sum();
    words * 2 >= run.words
}

//! A chain of sentences that answer each other in the same order, each perhaps reworded.
//!
//! Two reporters of one event share its facts, but not which facts stand in a sentence together
//! and in what order the sentences come. A rewrite keeps both, whatever words it changes.

use crate::collation::Correspondence;
use crate::derivation::{Observation, Pair};

/// Answering sentences in the same order.
pub(super) struct RewordedChain;

/// Shared narration (0 to 1) up to which two sentences are alike as any two on one subject.
const CHANCE_SIMILARITY: f32 = 0.24;
/// Shared narration from which a link is as strong as it gets.
const FULL_SIMILARITY: f32 = 0.55;
/// Bits of narration from which a link is as strong as it gets.
const FULL_BITS: f32 = 14.0;
/// Nats for a link at full strength.
const NATS_PER_LINK: f32 = 2.0;
/// What a chain must make up for before it speaks: some links always fall in order.
const CHANCE_NATS: f32 = 1.0;
/// What an answering sentence outside the chain takes away, of one in it. Two who tell the same facts
/// in orders of their own have about half of them in some chain by chance (the longest increasing
/// run of a random order of n is 2√n; Vershik and Kerov 1977, Logan and Shepp 1977).
const CROSSING: f32 = 1.0;
/// The most a chain may say.
const MOST: f32 = 8.0;
/// Links weaker than this are not shown.
const WEAKEST_SHOWN: f32 = 0.15;

impl super::Signal for RewordedChain {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let links: Vec<_> = pair
            .chain
            .iter()
            .copied()
            .filter(|link| strength(link) >= WEAKEST_SHOWN)
            .collect();
        if links.len() < 2 {
            return None;
        }
        let total: f32 = links.iter().map(|link| strength(link)).sum();
        let crossing: f32 = pair.crossing.iter().map(|link| strength(link)).sum();
        let nats = ((total - CROSSING * crossing) * NATS_PER_LINK - CHANCE_NATS).min(MOST);
        let [first, second] = pair.sigla();
        let explanation = format!(
            "{} sentences of {first} and {second} answer each other in the same order, in whole or in part reworded",
            answered(&links),
        );
        let spans = |side: usize| {
            let places = links.iter().map(|link| [link.a, link.b][side].sentence);
            places
                .map(|sentence| pair.sentence(side, sentence).span)
                .collect::<Vec<_>>()
        };
        let parts = links
            .iter()
            .map(|link| link_observation(pair, link))
            .collect();
        (nats > 0.0).then(|| {
            Observation::new("reworded_chain", explanation)
                .depends(nats)
                .showing(spans(0), spans(1))
                .made_of(parts)
        })
    }
}

/// How much a link says, 0 to 1.
pub(crate) fn strength(link: &Correspondence) -> f32 {
    let likeness = (link.narration - CHANCE_SIMILARITY) / (FULL_SIMILARITY - CHANCE_SIMILARITY);
    likeness.clamp(0.0, 1.0) * (link.narration_bits / FULL_BITS).min(1.0)
}

fn answered(links: &[&Correspondence]) -> usize {
    let mut places: Vec<_> = links.iter().map(|link| link.b.sentence).collect();
    places.dedup();
    places.len()
}

fn link_observation(pair: &Pair<'_>, link: &Correspondence) -> Observation {
    let explanation = format!(
        "the sentences share {} content words, {:.0} % of their narration by weight",
        link.stems,
        link.narration * 100.0
    );
    let span = |side: usize, sentence: usize| vec![pair.sentence(side, sentence).span];
    Observation::new("reworded_sentence", explanation)
        .depends(strength(link) * NATS_PER_LINK)
        .showing(span(0, link.a.sentence), span(1, link.b.sentence))
}

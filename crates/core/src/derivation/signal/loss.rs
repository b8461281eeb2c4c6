//! Loss: a copy has less than its source. Says nothing about dependence, only about direction.

use crate::derivation::accounted::accounted_share;
use crate::derivation::{Observation, Pair};
use crate::quotation::QuotationKind;
use crate::text::TextSpan;

/// Which of the two lost what the other has.
pub(super) struct Loss;

/// Share of sentences accounted for from which a report may be a mere copy.
const MOSTLY: f32 = 0.6;
/// Nats for a report wholly accounted for by one of which nothing is.
const ASYMMETRY_NATS: f32 = 2.5;
/// Nats for each direct quotation that has become indirect speech, and the most for all.
const INDIRECT_NATS: f32 = 0.6;
const MOST_INDIRECT: f32 = 1.8;

impl super::Signal for Loss {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let parts: Vec<_> = [asymmetry(pair), indirect(pair)]
            .into_iter()
            .flatten()
            .collect();
        let explanation = parts
            .iter()
            .map(|part| part.explanation.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        let direction: f32 = parts.iter().map(|part| part.direction).sum();
        (!parts.is_empty()).then(|| {
            Observation::new("loss", explanation)
                .directed(direction)
                .made_of(parts)
        })
    }
}

/// Nearly all of one is accounted for by the other, and not the other way round.
fn asymmetry(pair: &Pair<'_>) -> Option<Observation> {
    let shares = [accounted_share(pair, 0), accounted_share(pair, 1)];
    let copy = usize::from(shares[1] > shares[0]);
    let difference = shares[copy] - shares[1 - copy];
    if shares[copy] < MOSTLY || difference < 0.1 {
        return None;
    }
    let sigla = pair.sigla();
    let explanation = format!(
        "{:.0} % of the sentences of {} have their like in {}, {:.0} % the other way round",
        shares[copy] * 100.0,
        sigla[copy],
        sigla[1 - copy],
        shares[1 - copy] * 100.0,
    );
    let sign = if copy == 1 { 1.0 } else { -1.0 };
    Some(Observation::new("subset", explanation).directed(sign * difference * ASYMMETRY_NATS))
}

/// Quotations of one are indirect speech in the answering sentences of the other.
fn indirect(pair: &Pair<'_>) -> Option<Observation> {
    let mut spans: [Vec<[TextSpan; 2]>; 2] = [Vec::new(), Vec::new()];
    for link in &pair.chain {
        let sentences = [
            pair.sentence(0, link.a.sentence),
            pair.sentence(1, link.b.sentence),
        ];
        let direct = [0, 1].map(|side| has_long_quotation(pair, side, sentences[side].span));
        if direct[0] != direct[1] {
            spans[usize::from(direct[0])].push(sentences.map(|sentence| sentence.span));
        }
    }
    let copy = usize::from(spans[1].len() > spans[0].len());
    let surplus = spans[copy].len().saturating_sub(spans[1 - copy].len());
    if surplus == 0 {
        return None;
    }
    let sigla = pair.sigla();
    let explanation = format!(
        "{} gives in its own words what {} quotes, {surplus} {}",
        sigla[copy],
        sigla[1 - copy],
        if surplus == 1 { "time" } else { "times" },
    );
    let sign = if copy == 1 { 1.0 } else { -1.0 };
    let nats = (surplus as f32 * INDIRECT_NATS).min(MOST_INDIRECT);
    let side = |side: usize| spans[copy].iter().map(|pair| pair[side]).collect();
    Some(
        Observation::new("indirect_for_direct", explanation)
            .directed(sign * nats)
            .showing(side(0), side(1)),
    )
}

fn has_long_quotation(pair: &Pair<'_>, side: usize, sentence: TextSpan) -> bool {
    const FEWEST_BYTES: u32 = 25;
    let quotations = pair.side(side).quotations.iter();
    let marked = quotations.filter(|quotation| quotation.kind != QuotationKind::Indirect);
    let mut quoted = marked.flat_map(|quotation| &quotation.quoted);
    quoted.any(|span| span.overlaps(sentence) && span.len() >= FEWEST_BYTES)
}

//! A reading that these two alone share where the other reports have another: the common-error
//! principle (Lachmann; see Maas 1927).

use crate::collation::{Correspondence, Place};
use crate::derivation::{Observation, Pair};
use crate::text::TextSpan;
use crate::witness::{DateMention, Figure, Sentence, Witness};

/// The same figure or date in answering sentences, where others give another.
pub(super) struct SharedRareReading;

/// What one such reading says.
const NATS: f32 = 1.5;
/// The most that all may say.
const MOST: f32 = 4.0;

impl super::Signal for SharedRareReading {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let parts: Vec<_> = pair
            .chain
            .iter()
            .flat_map(|link| rare_readings(pair, link))
            .collect();
        let first = parts.first()?;
        let explanation = match parts.len() {
            1 => first.explanation.clone(),
            more => format!(
                "{more} readings stand in these two alone; {}",
                first.explanation
            ),
        };
        let spans = [0, 1].map(|side| {
            parts
                .iter()
                .flat_map(|part| part.receipts.spans[side].iter().copied())
                .collect()
        });
        let [ours, theirs] = spans;
        let nats = (parts.len() as f32 * NATS).min(MOST);
        Some(
            Observation::new("shared_rare_reading", explanation)
                .depends(nats)
                .showing(ours, theirs)
                .made_of(parts),
        )
    }
}

/// A figure or date of a sentence, as something that can be compared.
#[derive(Clone, Debug)]
struct Reading {
    span: TextSpan,
    slot: String,
    value: String,
}

fn rare_readings(pair: &Pair<'_>, link: &Correspondence) -> Vec<Observation> {
    let [ours, theirs] = [readings(pair, link.a), readings(pair, link.b)];
    let mut found = Vec::new();
    for mine in &ours {
        let same = theirs
            .iter()
            .find(|r| r.slot == mine.slot && r.value == mine.value);
        let Some(same) = same else { continue };
        let Some(other) = differing_elsewhere(pair, link, mine) else {
            continue;
        };
        let [first, second] = pair.sigla();
        let explanation = format!(
            "only {first} and {second} read “{}” here; {} reads “{}”",
            pair.side(0).slice(mine.span),
            pair.witnesses[other.place.witness].siglum,
            pair.witnesses[other.place.witness].slice(other.reading.span),
        );
        found.push(
            Observation::new("rare_reading", explanation)
                .depends(NATS)
                .showing(vec![mine.span], vec![same.span]),
        );
    }
    found
}

struct Elsewhere {
    place: Place,
    reading: Reading,
}

/// A third witness that gives another value in the same slot, if there is one and none gives the
/// same value.
fn differing_elsewhere(
    pair: &Pair<'_>,
    link: &Correspondence,
    mine: &Reading,
) -> Option<Elsewhere> {
    let mut places = pair.collation.answering(link.a);
    places.extend(pair.collation.answering(link.b));
    places.retain(|place| !pair.index.contains(&place.witness));
    let mut different = None;
    for place in places {
        for reading in readings(pair, place)
            .into_iter()
            .filter(|r| r.slot == mine.slot)
        {
            if reading.value == mine.value {
                return None;
            }
            different.get_or_insert(Elsewhere { place, reading });
        }
    }
    different
}

fn readings(pair: &Pair<'_>, place: Place) -> Vec<Reading> {
    let witness = &pair.witnesses[place.witness];
    let sentence = &witness.sentences[place.sentence];
    let figures = witness
        .figures_in(sentence)
        .filter_map(|figure| figure_reading(witness, figure));
    let dates = witness.dates_in(sentence).filter_map(date_reading);
    figures.chain(dates).collect()
}

fn figure_reading(_witness: &Witness, figure: &Figure) -> Option<Reading> {
    // A bare number could be anything; only figures of the same things are compared.
    let slot = match &figure.unit {
        crate::witness::Unit::None => return None,
        unit => format!("{unit:?}"),
    };
    Some(Reading {
        span: figure.span,
        slot,
        value: format!("{}..{:?}", figure.value, figure.upper),
    })
}

fn date_reading(date: &DateMention) -> Option<Reading> {
    let value = date.value.filter(|_| !date.relative)?;
    Some(Reading {
        span: date.span,
        slot: format!("{:?}", value.precision),
        value: value.iso_from(),
    })
}

impl Witness {
    /// The figures inside a sentence, in order.
    pub(crate) fn figures_in(&self, sentence: &Sentence) -> impl Iterator<Item = &Figure> {
        let start = self
            .figures
            .partition_point(|f| f.span.start < sentence.span.start);
        let end = sentence.span.end;
        self.figures[start..]
            .iter()
            .take_while(move |f| f.span.start < end)
    }

    /// The dates inside a sentence, in order.
    pub(crate) fn dates_in(&self, sentence: &Sentence) -> impl Iterator<Item = &DateMention> {
        let start = self
            .dates
            .partition_point(|d| d.span.start < sentence.span.start);
        let end = sentence.span.end;
        self.dates[start..]
            .iter()
            .take_while(move |d| d.span.start < end)
    }
}

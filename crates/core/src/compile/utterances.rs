//! From utterances to the dossier, to the speeches behind the reports, and to what the briefing
//! may quote.

use std::collections::{BTreeMap, BTreeSet};

use crate::briefing::{Carrier, Saying};
use crate::collation::Place;
use crate::dossier::{Counted, OriginRange, ReadingKind, UtteranceEntry};
use crate::origins::{Lineage, counted};
use crate::stemma::{QuotedBy, Speech};
use crate::text::TextSpan;
use crate::utterance::{Reading, Receipts, Utterance};
use crate::witness::Witness;

/// Bytes of a quotation that the briefing may show: enough to say something, not a paragraph.
const SHOWN_BYTES: std::ops::RangeInclusive<u32> = 40..=320;

/// An utterance with the origins that attest it.
pub(super) struct Attested {
    pub(super) utterance: Utterance,
    pub(super) origins: OriginRange,
    /// What this number rests on.
    pub(super) counted: Counted,
}

/// Counts the origins of each utterance and sorts: the best attested first, quoted ones before
/// those only reported, then those with most readings, then by place.
pub(super) fn attested(
    utterances: Vec<Utterance>,
    witnesses: &[Witness],
    lineage: &Lineage,
) -> Vec<Attested> {
    let attested = |utterance: Utterance| {
        let readings = utterance.readings.iter();
        let counted = counted(readings.filter_map(|reading| place(reading, witnesses)));
        Attested {
            origins: lineage.range(&counted),
            counted,
            utterance,
        }
    };
    let mut all: Vec<Attested> = utterances.into_iter().map(attested).collect();
    all.sort_by_key(|attested| {
        let readings = &attested.utterance.readings;
        let reports: BTreeSet<usize> = readings.iter().map(|reading| reading.witness).collect();
        let OriginRange { min, max } = attested.origins;
        let first = readings
            .iter()
            .map(|r| (r.witness, r.spans.first().copied()))
            .min();
        (
            std::cmp::Reverse((max, min, reports.len(), readings.len())),
            first,
        )
    });
    all
}

fn place(reading: &Reading, witnesses: &[Witness]) -> Option<Place> {
    let sentence = witnesses
        .get(reading.witness)?
        .sentence_at(*reading.spans.first()?)?;
    Some(Place {
        witness: reading.witness,
        sentence,
    })
}

pub(super) fn entries(
    all: &[Attested],
    witnesses: &[Witness],
    receipts: &Receipts<'_>,
) -> Vec<UtteranceEntry> {
    let entry = |(index, attested): (usize, &Attested)| {
        attested
            .utterance
            .entry(index + 1, attested.origins, witnesses, receipts)
    };
    all.iter().enumerate().map(entry).collect()
}

/// What was said once and is quoted by several reports: for each speaker the reports that quote
/// words of an utterance which another report quotes too.
pub(super) fn speeches(all: &[Attested]) -> Vec<Speech> {
    let mut by_speaker: BTreeMap<usize, Vec<&Utterance>> = BTreeMap::new();
    for utterance in all.iter().map(|attested| &attested.utterance) {
        if let Some(speaker) = utterance.speaker.filter(|_| quoting(utterance).len() > 1) {
            by_speaker.entry(speaker).or_default().push(utterance);
        }
    }
    let mut found: Vec<Speech> = by_speaker
        .values()
        .filter_map(|said| speech(said))
        .collect();
    found.sort_by_key(|speech| std::cmp::Reverse(speech.quoted_by.len()));
    found
}

/// The reports that give words of an utterance between quotation marks.
fn quoting(utterance: &Utterance) -> BTreeSet<usize> {
    let quoted = utterance
        .readings
        .iter()
        .filter(|r| r.kind != ReadingKind::Indirect);
    quoted.map(|reading| reading.witness).collect()
}

fn speech(said: &[&Utterance]) -> Option<Speech> {
    let mut first: BTreeMap<usize, TextSpan> = BTreeMap::new();
    let readings = said.iter().flat_map(|utterance| &utterance.readings);
    for reading in readings.filter(|reading| reading.kind != ReadingKind::Indirect) {
        let Some(span) = reading.spans.first() else {
            continue;
        };
        let entry = first.entry(reading.witness).or_insert(*span);
        *entry = (*entry).min(*span);
    }
    let widest = said
        .iter()
        .max_by_key(|utterance| utterance.readings.len())?;
    let quoted_by = first
        .into_iter()
        .map(|(witness, span)| QuotedBy { witness, span });
    Some(Speech {
        speaker: widest.speaker_name.clone()?,
        occasion: said.iter().find_map(|utterance| utterance.occasion.clone()),
        quoted_by: quoted_by.collect(),
    })
}

/// What the briefing may quote: an unbroken direct reading beside which the speaker is named.
pub(super) fn sayings(all: &[Attested], witnesses: &[Witness]) -> Vec<Saying> {
    all.iter()
        .enumerate()
        .filter_map(|(place, attested)| saying(place, attested, witnesses))
        .collect()
}

fn saying(utterance: usize, attested: &Attested, witnesses: &[Witness]) -> Option<Saying> {
    let said = &attested.utterance;
    let shown = said
        .readings
        .iter()
        .filter(|reading| is_shown(reading, witnesses))
        .max_by_key(|reading| (reading.spans[0].len(), std::cmp::Reverse(reading.witness)))?;
    let witness = shown.witness;
    let carrier = |reading: &Reading| {
        let witness = reading.witness;
        reading
            .spans
            .iter()
            .map(move |span| Carrier {
                witness,
                span: *span,
            })
            .collect::<Vec<_>>()
    };
    Some(Saying {
        utterance,
        speaker: said.speaker_name.clone()?,
        named: Carrier {
            witness,
            span: shown.speaker?,
        },
        words: Carrier {
            witness,
            span: shown.spans[0],
        },
        readings: said.readings.iter().flat_map(carrier).collect(),
        origins: attested.origins,
    })
}

/// Whether a reading is one stretch of words that the report gives between quotation marks, with
/// the speaker beside it.
fn is_shown(reading: &Reading, witnesses: &[Witness]) -> bool {
    let [span] = reading.spans.as_slice() else {
        return false;
    };
    let quotations = witnesses
        .get(reading.witness)
        .map(|witness| &witness.quotations);
    let quotation = quotations.and_then(|quotations| quotations.get(reading.quotation));
    let inside = quotation.is_some_and(|q| q.quoted.iter().any(|quoted| quoted.contains(*span)));
    let direct = !matches!(
        reading.kind,
        ReadingKind::Indirect | ReadingKind::Misattributed
    );
    direct && inside && SHOWN_BYTES.contains(&span.len()) && reading.speaker.is_some()
}

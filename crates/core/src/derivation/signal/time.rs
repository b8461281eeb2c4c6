//! Publication times: an earlier report may be the source of a later one, hardly the other way.
//! They say nothing about whether there is dependence, and never decide alone. The date of a report
//! that tells of a later day as past says nothing.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::derivation::{Observation, Pair};
use crate::time::DateValue;
use crate::witness::{Witness, told_later};

/// Which of the two was published first.
pub(super) struct PublicationTime;

/// What a day or more between them says.
const DAY_NATS: f32 = 1.5;
/// What hours between them say.
const HOURS_NATS: f32 = 1.2;
/// What less says: pages are stamped, and corrected, by the minute.
const MINUTES_NATS: f32 = 0.6;
/// Two clocks without a zone may differ by this much and show the same moment.
const ZONE_DOUBT: SignedDuration = SignedDuration::from_hours(3);

impl super::Signal for PublicationTime {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let published = [published(pair.side(0))?, published(pair.side(1))?];
        let between = interval(published)?;
        let nats = nats(published, between)?;
        let sigla = pair.sigla();
        let (earlier, later) = if between.is_negative() {
            (1, 0)
        } else {
            (0, 1)
        };
        let explanation = format!(
            "{} is dated {}, {} {}",
            sigla[earlier],
            published[earlier].iso_from(),
            sigla[later],
            published[later].iso_from(),
        );
        let sign = if earlier == 0 { 1.0 } else { -1.0 };
        let misdated = [0, 1].into_iter().find_map(|side| contradicted(pair, side));
        let mut seen = match misdated {
            Some(why) => {
                let explanation = format!("{explanation}; but {why}");
                Observation::new("publication_time", explanation)
            }
            None => Observation::new("publication_time", explanation).directed(sign * nats),
        };
        seen.receipts.outside = [0, 1].map(|side| {
            let stated = pair.side(side).article.metadata.published.as_ref();
            stated
                .map(|stated| stated.receipts.clone())
                .unwrap_or_default()
        });
        Some(seen)
    }
}

/// How the text of a side contradicts its date, where it does.
fn contradicted(pair: &Pair<'_>, side: usize) -> Option<String> {
    let witness = pair.side(side);
    let later = told_later(witness)?;
    let day = witness.slice(later.span);
    let siglum = &pair.sigla()[side];
    Some(format!(
        "{siglum} tells of {day} as past, so that the dates say nothing"
    ))
}

fn published(witness: &Witness) -> Option<DateValue> {
    witness
        .article
        .metadata
        .published
        .as_ref()
        .map(|stated| stated.value)
}

/// From the first to the second; `None` where the intervals overlap at their precision.
fn interval(published: [DateValue; 2]) -> Option<SignedDuration> {
    let [first, second] = published;
    let timed = first.second_of_day.is_some() && second.second_of_day.is_some();
    if !timed && first.overlaps(&second) {
        return None;
    }
    let between = moment(&second).duration_since(moment(&first));
    (!between.is_zero()).then_some(between)
}

fn moment(value: &DateValue) -> DateTime {
    let second = i64::from(value.second_of_day.unwrap_or(0));
    let east = i64::from(value.offset_minutes.unwrap_or(0)) * 60;
    let shift = SignedDuration::from_secs(second - east);
    value
        .from
        .to_datetime(jiff::civil::Time::midnight())
        .saturating_add(shift)
}

fn nats(published: [DateValue; 2], between: SignedDuration) -> Option<f32> {
    let zoned = published.iter().all(|value| value.offset_minutes.is_some());
    let size = between.abs();
    let whole_days = published[0].from != published[1].from
        && published.iter().any(|value| value.second_of_day.is_none());
    if whole_days || size >= SignedDuration::from_hours(20) {
        return Some(DAY_NATS);
    }
    if !zoned && size < ZONE_DOUBT {
        return (published.iter().all(|value| value.offset_minutes.is_none()))
            .then_some(MINUTES_NATS);
    }
    Some(if size >= SignedDuration::from_hours(1) {
        HOURS_NATS
    } else {
        MINUTES_NATS
    })
}

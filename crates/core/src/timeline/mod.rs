//! The timeline: every dated happening of the story, deduplicated across reports.
//!
//! A happening is a date that story text gives, with the words around it. Dates of one report's
//! reporting frame are kept, because they date the event itself; a year inside a name or a figure
//! is none (the prepare stage does not read it as a date). A year in front of a noun of happening
//! ("the 1962 Example crisis") makes that phrase the happening.

mod entries;
mod merge;
#[cfg(test)]
mod tests;
mod words;

use crate::claim::{Attested, StoryContext, token_from};
use crate::language::{Language, WordList};
use crate::text::TextSpan;
use crate::time::{DateValue, Precision};
use crate::witness::{DateMention, Term, Witness};

/// A dated happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// When, as precisely as a report says.
    pub date: DateValue,
    /// What, in the words of a report.
    pub text: String,
    /// Whether it is background rather than the event itself.
    pub background: bool,
    /// Who says so; the spans are the words that are shown, in each report's own wording.
    pub attestations: Vec<Attested>,
}

/// Builds the timeline of a story, in order of time, the coarser of two dates first.
pub fn build(story: &StoryContext) -> Vec<Happening> {
    let event = event_days(story);
    let mut happenings = merge::merged(story, mentions(story));
    for happening in &mut happenings {
        let day = happening.date.precision >= Precision::Day;
        happening.background = !(day && event.is_some_and(|event| event.overlaps(&happening.date)));
    }
    happenings.sort_by(|x, y| {
        let key = |h: &Happening| (h.date.from, h.date.to, h.date.second_of_day);
        let places = |h: &Happening| h.attestations.first().map(|a| a.places.clone());
        key(x).cmp(&key(y)).then_with(|| places(x).cmp(&places(y)))
    });
    happenings
}

/// One mention of a dated happening.
pub(crate) struct Dated {
    pub(crate) date: DateValue,
    pub(crate) attested: Attested,
    /// First byte of the date.
    pub(crate) at: u32,
    /// Whether the words are a phrase that names the happening.
    pub(crate) named: bool,
    /// Whether the date is a limit ("by 2022"), and so not when something happened.
    pub(crate) is_limit: bool,
    /// The concept of the content word in front of the date ("completed in 1968").
    pub(crate) verb: Option<Term>,
}

fn mentions(story: &StoryContext) -> Vec<Dated> {
    let mut found = Vec::new();
    for (index, witness) in story.witnesses.iter().enumerate() {
        for date in ranges(witness) {
            found.extend(mention(story, index, &date));
        }
    }
    found
}

/// The dates of a report, with the two ends of a range ("from 2012 to 2017") as one.
fn ranges(witness: &Witness) -> Vec<DateMention> {
    let language = Language::get(&witness.article.metadata.language);
    let joiners = language.list("date-joiners-of-ranges");
    let mut found: Vec<DateMention> = Vec::new();
    for date in &witness.dates {
        let range = found
            .last()
            .and_then(|last| range(witness, joiners, last, date));
        match (range, found.last_mut()) {
            (Some(range), Some(last)) => *last = range,
            _ => found.push(date.clone()),
        }
    }
    found
}

/// Two dates of one precision with a joining word between them, as the time from one to the other.
fn range(
    witness: &Witness,
    joiners: &WordList,
    first: &DateMention,
    second: &DateMention,
) -> Option<DateMention> {
    let (from, to) = (first.value?, second.value?);
    let between = witness.slice(TextSpan::new(
        first.span.end,
        second.span.start.max(first.span.end),
    ));
    let between = between.trim().to_lowercase();
    let joiner = joiners.pairs().find(|(word, _)| *word == between)?;
    // "between 2013 and 2016": without the word in front, "and" joins two dates.
    let front = witness
        .article
        .text
        .as_str()
        .get(..first.span.start as usize)?;
    let opened = joiner.1.is_empty() || front.trim_end().to_lowercase().ends_with(joiner.1);
    let fits =
        from.precision == to.precision && from.precision <= Precision::Day && from.to < to.from;
    (opened && fits).then(|| DateMention {
        span: first.span.cover(second.span),
        value: Some(DateValue::interval(from.from, to.to, from.precision)),
        relative: first.relative || second.relative,
    })
}

fn mention(story: &StoryContext, index: usize, date: &DateMention) -> Option<Dated> {
    let witness = story.witnesses.get(index)?;
    let value = date.value?;
    let sentence = witness.sentence_at(date.span)?;
    let found = witness.sentences.get(sentence)?;
    found.role.is_story().then_some(())?;
    let place = crate::collation::Place {
        witness: index,
        sentence,
    };
    let at = token_from(witness, date.span.start);
    if words::says_no_date(story, place, date, at) {
        return None;
    }
    let named = words::named_event(story, place, date.span, at);
    let span = named.unwrap_or_else(|| words::happening(story, place, at));
    let via = story
        .statement(place)
        .map(|statement| statement.via.clone());
    Some(Dated {
        date: value,
        at: date.span.start,
        named: named.is_some(),
        is_limit: words::is_limit(story, place, at),
        verb: words::in_front(story, place, at),
        attested: Attested {
            witness: index,
            places: vec![place],
            spans: vec![span],
            via: via.unwrap_or_default(),
        },
    })
}

/// The day that most reports name, ties to the latest that had come when they were written: the event itself. `None` in a story
/// without dated words.
fn event_days(story: &StoryContext) -> Option<DateValue> {
    let mut days: std::collections::BTreeMap<jiff::civil::Date, std::collections::BTreeSet<usize>> =
        std::collections::BTreeMap::new();
    for (index, witness) in story.witnesses.iter().enumerate() {
        let published = witness.article.metadata.published.as_ref().map(|p| p.value);
        let mentioned = witness.dates.iter().filter(|date| {
            let sentence = witness
                .sentence_at(date.span)
                .and_then(|s| witness.sentences.get(s));
            sentence.is_some_and(|s| s.role.is_story())
        });
        let all = mentioned.filter_map(|date| date.value).chain(published);
        for value in all.filter(|value| value.precision >= Precision::Day) {
            days.entry(value.from).or_default().insert(index);
        }
    }
    let published = story.witnesses.iter().filter_map(|witness| {
        let published = witness.article.metadata.published.as_ref()?;
        Some(published.value.to)
    });
    let last = published.max();
    let has_come = |day: jiff::civil::Date| last.is_none_or(|last| day <= last);
    let best = days
        .iter()
        .max_by_key(|(day, witnesses)| (witnesses.len(), has_come(**day), **day));
    best.map(|(day, _)| DateValue::day(*day))
}

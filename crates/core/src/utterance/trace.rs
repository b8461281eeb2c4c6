//! Quotations by themselves: all of a dossier, or those that hold remembered words.

use std::collections::{BTreeMap, BTreeSet};

use super::concepts::{Concepts, background};
use crate::dossier::{
    Dossier, ListedReading, ListedUtterance, QUOTATIONS_FORMAT, QUOTATIONS_VERSION, QuotationList,
    ReadingEntry, StoryEntry, UtteranceEntry, WitnessEntry,
};
use crate::language::Language;
use crate::witness::{Lexicon, Term, Token, tokenise};

/// Least share of the words looked for, by weight, that a reading must hold.
const LEAST_LIKENESS: f32 = 0.6;

/// All quotations of a dossier.
pub fn quotations(dossier: &Dossier) -> QuotationList {
    let of_story = |story: &StoryEntry| -> Vec<ListedUtterance> {
        let witnesses = by_siglum(story);
        let listed = story.utterances.iter();
        listed.map(|said| entry(story, &witnesses, said)).collect()
    };
    list(None, dossier, dossier.stories.iter().flat_map(of_story))
}

/// The quotations of a dossier that hold remembered words, however reworded in little: the likest
/// first, each with its readings from the earliest on. Readings of reports without a date come
/// last. A word counts by its rarity, and words of one stem or listed as standing for each other
/// count as one.
pub fn trace(dossier: &Dossier, words: &str) -> QuotationList {
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    let mut found: Vec<ListedUtterance> = Vec::new();
    for story in &dossier.stories {
        let witnesses = by_siglum(story);
        for said in &story.utterances {
            let likeness = |reading: &ReadingEntry| {
                let language = witnesses
                    .get(reading.siglum.as_str())
                    .map_or("und", |witness| witness.language.as_str());
                let reader = readers
                    .entry(language.to_owned())
                    .or_insert_with(|| Reader::of(language, words));
                reader.likeness(&reading.text)
            };
            let best = said.readings.iter().map(likeness).fold(0.0, f32::max);
            if best < LEAST_LIKENESS {
                continue;
            }
            let mut listed = entry(story, &witnesses, said);
            listed.likeness = Some((best * 100.0).round() / 100.0);
            listed.readings.sort_by_cached_key(|reading| {
                (reading.published.is_none(), reading.published.clone())
            });
            found.push(listed);
        }
    }
    found.sort_by(|x, y| {
        y.likeness
            .unwrap_or(0.0)
            .total_cmp(&x.likeness.unwrap_or(0.0))
    });
    list(Some(words.to_owned()), dossier, found.into_iter())
}

fn list(
    sought: Option<String>,
    dossier: &Dossier,
    quotations: impl Iterator<Item = ListedUtterance>,
) -> QuotationList {
    QuotationList {
        format: QUOTATIONS_FORMAT.to_owned(),
        version: QUOTATIONS_VERSION,
        sought,
        documents: dossier.documents.clone(),
        quotations: quotations.collect(),
    }
}

fn by_siglum(story: &StoryEntry) -> BTreeMap<&str, &WitnessEntry> {
    let witnesses = story.witnesses.iter();
    witnesses
        .map(|witness| (witness.siglum.as_str(), witness))
        .collect()
}

fn entry(
    story: &StoryEntry,
    witnesses: &BTreeMap<&str, &WitnessEntry>,
    said: &UtteranceEntry,
) -> ListedUtterance {
    let reading = |reading: &ReadingEntry| {
        let witness = witnesses.get(reading.siglum.as_str());
        let published = witness.and_then(|witness| witness.published.as_ref());
        ListedReading {
            outlet: witness
                .and_then(|witness| witness.outlet.as_ref())
                .map(|outlet| outlet.value.clone()),
            published: published.map(|date| date.value.clone()),
            precision: published.map(|date| date.precision),
            reading: reading.clone(),
        }
    };
    ListedUtterance {
        story: story.id.clone(),
        headline: story.headline.clone(),
        id: said.id.clone(),
        speaker: said.speaker.clone(),
        occasion: said.occasion.clone(),
        origins: said.origins,
        likeness: None,
        readings: said.readings.iter().map(reading).collect(),
        remarks: said.remarks.clone(),
    }
}

/// Reads words of one language, and knows the words looked for.
struct Reader {
    language: String,
    concepts: Concepts,
    sought: BTreeMap<Term, f32>,
}

impl Reader {
    fn of(language: &str, words: &str) -> Self {
        let mut reader = Self {
            language: language.to_owned(),
            concepts: Concepts::of(language),
            sought: BTreeMap::new(),
        };
        reader.sought = reader.weighed(words);
        reader
    }

    /// How much of the words looked for a text holds, by weight, 0 to 1.
    fn likeness(&self, text: &str) -> f32 {
        let all: f32 = self.sought.values().sum();
        let there: BTreeSet<Term> = self.weighed(text).into_keys().collect();
        let held = self
            .sought
            .iter()
            .filter(|(concept, _)| there.contains(concept));
        held.map(|(_, bits)| bits).sum::<f32>() / all.max(f32::EPSILON)
    }

    /// The concepts of a text, with the bits by which each is rare.
    fn weighed(&self, text: &str) -> BTreeMap<Term, f32> {
        let mut tokens: Vec<Token> = Vec::new();
        tokenise(text, 0, &mut Lexicon::of(&self.language), &mut tokens);
        let common = Language::get(&self.language).sorted("common-words");
        let weighed = |token: &Token| {
            let concept = self.concepts.content(token)?;
            let range = token.span.range();
            let word = text.get(range)?.to_lowercase();
            Some((concept, background(common, &word)))
        };
        tokens.iter().filter_map(weighed).collect()
    }
}

//! From receipts to the sentences they stand in.

use std::collections::BTreeMap;

use recension_core::dossier::{Span, WitnessEntry};

/// A place in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Index of the witness in its story.
    pub(crate) witness: usize,
    /// What in it.
    pub(crate) target: Target,
}

/// What a place points to, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A sentence, by its index.
    Sentence(usize),
    /// A part, by its index.
    Part(usize),
    /// The report as a whole (a record field, an attribute).
    Report,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    start: u64,
    end: u64,
    place: Place,
}

/// An index from original bytes to places, for one story.
pub(crate) struct Places<'a> {
    sentences: BTreeMap<&'a str, Vec<Entry>>,
    parts: BTreeMap<&'a str, Vec<Entry>>,
    /// Indices of the witnesses of a document.
    documents: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Places<'a> {
    pub(crate) fn of(witnesses: &'a [WitnessEntry]) -> Self {
        let mut places = Self {
            sentences: BTreeMap::new(),
            parts: BTreeMap::new(),
            documents: BTreeMap::new(),
        };
        for (witness, entry) in witnesses.iter().enumerate() {
            places.add(witness, entry);
        }
        let lists = places
            .sentences
            .values_mut()
            .chain(places.parts.values_mut());
        lists.for_each(|list| list.sort_unstable());
        places
    }

    fn add(&mut self, witness: usize, entry: &'a WitnessEntry) {
        let documents = self.documents.entry(&entry.document).or_default();
        documents.push(witness);
        for (index, sentence) in entry.sentences.iter().enumerate() {
            let place = Place {
                witness,
                target: Target::Sentence(index),
            };
            enter(&mut self.sentences, &sentence.spans, place);
        }
        for (index, part) in entry.parts.iter().enumerate() {
            let place = Place {
                witness,
                target: Target::Part(index),
            };
            enter(&mut self.parts, &part.spans, place);
        }
    }

    /// The places of some spans, each once, in the order of the spans. With `witness` only places
    /// in that report count, and a span outside its sentences and parts stands for the report.
    pub(crate) fn find(&self, witness: Option<usize>, spans: &[Span]) -> Vec<Place> {
        let mut found = Vec::new();
        for span in spans {
            let places = self.find_one(witness, span);
            for place in places {
                if !found.contains(&place) {
                    found.push(place);
                }
            }
        }
        if found.is_empty() {
            found.extend(witness.map(|witness| Place {
                witness,
                target: Target::Report,
            }));
        }
        found
    }

    fn find_one(&self, witness: Option<usize>, span: &Span) -> Vec<Place> {
        let sentences = overlapping(self.sentences.get(span.document.as_str()), witness, span);
        if !sentences.is_empty() {
            return sentences;
        }
        let parts = overlapping(self.parts.get(span.document.as_str()), witness, span);
        if !parts.is_empty() {
            return parts;
        }
        // A document with one report leaves no doubt which is meant.
        match self
            .documents
            .get(span.document.as_str())
            .map(Vec::as_slice)
        {
            Some([only]) if witness.is_none_or(|witness| witness == *only) => vec![Place {
                witness: *only,
                target: Target::Report,
            }],
            _ => Vec::new(),
        }
    }
}

fn enter<'a>(lists: &mut BTreeMap<&'a str, Vec<Entry>>, spans: &'a [Span], place: Place) {
    for span in spans {
        let list = lists.entry(&span.document).or_default();
        list.extend(span.segments.iter().map(|segment| Entry {
            start: segment.start,
            end: segment.end,
            place,
        }));
    }
}

/// The places whose bytes overlap a span's. Entries are sorted and, coming from one cleaned text,
/// do not overlap each other, so their ends are sorted too.
fn overlapping(list: Option<&Vec<Entry>>, witness: Option<usize>, span: &Span) -> Vec<Place> {
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let mut found: Vec<Place> = Vec::new();
    for segment in &span.segments {
        let first = list.partition_point(|entry| entry.end <= segment.start);
        let hits = list.get(first..).unwrap_or_default().iter();
        for entry in hits.take_while(|entry| entry.start < segment.end) {
            let wanted = witness.is_none_or(|witness| witness == entry.place.witness);
            if wanted && found.last() != Some(&entry.place) && !found.contains(&entry.place) {
                found.push(entry.place);
            }
        }
    }
    found
}

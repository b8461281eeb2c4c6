//! A story with what is needed to point into it.

use std::collections::BTreeMap;

use recension_core::dossier::{Attestation, ClaimStatus, Dossier, Span, StoryEntry, WitnessEntry};

use super::neutral::id_piece;
use super::places::{Place, Places, Target};
use super::words;

/// Something elsewhere on the page that rests on a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// Its kind in words: "claim".
    pub(crate) kind: &'static str,
    /// Its label on the page: `c3`.
    pub(crate) label: String,
}

/// Another story of the same thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sibling<'a> {
    /// Number in the dossier, from 1.
    pub(crate) number: usize,
    pub(crate) headline: &'a str,
}

/// A story, its places and its names on a page.
pub(crate) struct StoryView<'a> {
    /// Number in the dossier, from 1.
    pub(crate) number: usize,
    pub(crate) story: &'a StoryEntry,
    pub(crate) places: Places<'a>,
    /// Path and size of the documents by id.
    /// The other stories of its thread.
    pub(crate) thread: Vec<Sibling<'a>>,
    paths: BTreeMap<&'a str, &'a str>,
    by_siglum: BTreeMap<&'a str, usize>,
    pieces: Vec<String>,
}

impl<'a> StoryView<'a> {
    /// All stories of a dossier.
    pub(crate) fn all(dossier: &'a Dossier) -> Vec<Self> {
        let documents = dossier.documents.iter();
        let paths: BTreeMap<&str, &str> = documents
            .map(|document| (document.id.as_str(), document.path.as_str()))
            .collect();
        let stories = dossier.stories.iter().enumerate();
        let mut views: Vec<Self> = stories
            .map(|(index, story)| Self::of(index + 1, story, paths.clone()))
            .collect();
        let mut threads: BTreeMap<&str, Vec<Sibling<'a>>> = BTreeMap::new();
        for view in views.iter().filter(|view| !view.story.thread.is_empty()) {
            let thread = threads.entry(view.story.thread.as_str()).or_default();
            thread.push(view.as_sibling());
        }
        for view in &mut views {
            let thread = threads.get(view.story.thread.as_str());
            let others = thread.into_iter().flatten();
            view.thread = others
                .filter(|o| o.number != view.number)
                .copied()
                .collect();
        }
        views
    }

    const fn as_sibling(&self) -> Sibling<'a> {
        Sibling {
            number: self.number,
            headline: self.story.headline.as_str(),
        }
    }

    fn of(number: usize, story: &'a StoryEntry, paths: BTreeMap<&'a str, &'a str>) -> Self {
        let mut by_siglum = BTreeMap::new();
        let mut pieces = Vec::new();
        for (index, witness) in story.witnesses.iter().enumerate() {
            let first = *by_siglum.entry(witness.siglum.as_str()).or_insert(index);
            let piece = id_piece(&witness.siglum);
            // A dossier from elsewhere may break the rule that sigla differ; ids must not.
            let unique = if first == index {
                piece
            } else {
                format!("{piece}_{index}")
            };
            pieces.push(unique);
        }
        Self {
            number,
            story,
            places: Places::of(&story.witnesses),
            thread: Vec::new(),
            paths,
            by_siglum,
            pieces,
        }
    }

    /// The path of a document, as the user named it.
    pub(crate) fn path(&self, document: &str) -> Option<&'a str> {
        self.paths.get(document).copied()
    }

    /// The index of a witness by its siglum.
    pub(crate) fn witness(&self, siglum: &str) -> Option<usize> {
        self.by_siglum.get(siglum).copied()
    }

    /// A witness by its index.
    pub(crate) fn entry(&self, witness: usize) -> Option<&'a WitnessEntry> {
        self.story.witnesses.get(witness)
    }

    /// The siglum of a witness; empty where there is none of that index.
    pub(crate) fn siglum(&self, witness: usize) -> &'a str {
        self.entry(witness)
            .map_or("", |entry| entry.siglum.as_str())
    }

    /// The places of spans in the report of a siglum; in any report where the siglum is unknown.
    pub(crate) fn locate(&self, siglum: &str, spans: &[Span]) -> Vec<Place> {
        self.places.find(self.witness(siglum), spans)
    }

    /// The id of an element of this story: `s1-c3`.
    pub(crate) fn id(&self, name: &str) -> String {
        format!("s{}-{name}", self.number)
    }

    /// The id of a place: `s1-MT-12`, `s1-MT-p3`, `s1-MT-0` for the report. Three pieces always, so
    /// that no siglum can be mistaken for another element of the story.
    pub(crate) fn place_id(&self, place: Place) -> String {
        let piece = self.pieces.get(place.witness).map_or("", String::as_str);
        match place.target {
            Target::Sentence(index) => format!("s{}-{piece}-{}", self.number, index + 1),
            Target::Part(index) => format!("s{}-{piece}-p{}", self.number, index + 1),
            Target::Report => format!("s{}-{piece}-0", self.number),
        }
    }

    /// For every sentence, what rests on it, in the order of the page.
    pub(crate) fn marks(&self) -> BTreeMap<Place, Vec<Mark>> {
        let mut marks: BTreeMap<Place, Vec<Mark>> = BTreeMap::new();
        let mut enter = |siglum: &str, spans: &[Span], kind: &'static str, label: &str| {
            for place in self.locate(siglum, spans) {
                let list = marks.entry(place).or_default();
                if list.last().is_none_or(|mark| mark.label != label) {
                    let label = label.to_owned();
                    list.push(Mark { kind, label });
                }
            }
        };
        for (index, claim) in self.story.claims.iter().enumerate() {
            let label = format!("c{}", index + 1);
            for attestation in &claim.attestations {
                enter(&attestation.siglum, &attestation.spans, "claim", &label);
            }
        }
        for (index, utterance) in self.story.utterances.iter().enumerate() {
            let label = format!("u{}", index + 1);
            for reading in &utterance.readings {
                enter(&reading.siglum, &reading.spans, "utterance", &label);
            }
        }
        for (index, contradiction) in self.story.contradictions.iter().enumerate() {
            let label = format!("x{}", index + 1);
            for attestation in contradiction
                .sides
                .iter()
                .flat_map(|side| &side.attestations)
            {
                enter(
                    &attestation.siglum,
                    &attestation.spans,
                    "contradiction",
                    &label,
                );
            }
        }
        marks
    }
}

/// The summary in a sentence or two.
pub(crate) fn gist(story: &StoryEntry) -> String {
    let mut text = match story.witnesses.len() {
        1 => "One report tells this story, so nothing in it is corroborated.".to_owned(),
        count => format!(
            "{} reports rest on {}.",
            words::capital(&words::number(count)),
            words::origins_spelt(story.origins)
        ),
    };
    let count = |status| {
        story
            .claims
            .iter()
            .filter(|claim| claim.status == status)
            .count()
    };
    let total = story.claims.len();
    if total > 1 && story.witnesses.len() > 1 {
        text.push_str(&format!(
            " Of {} claims {} corroborated, {} back to a single origin, {} contradicted.",
            words::number(total),
            verb(count(ClaimStatus::Corroborated), "is", "are"),
            verb(count(ClaimStatus::SingleOrigin), "goes", "go"),
            verb(count(ClaimStatus::Contradicted), "is", "are"),
        ));
    }
    if let Some(without) = refused(story) {
        text.push_str(&format!(" {}.", words::capital(without)));
    }
    text
}

/// What was refused when the dossier was made, in words.
pub(crate) fn refused(story: &StoryEntry) -> Option<&str> {
    let note = story.notes.iter().find(|note| note.code == "links_refused");
    note.map(|note| note.message.as_str())
}

fn verb(count: usize, singular: &str, plural: &str) -> String {
    let number = if count == 0 {
        "none".to_owned()
    } else {
        words::number(count)
    };
    format!("{number} {}", if count == 1 { singular } else { plural })
}

/// Attestations of one report brought together, in the order of their first.
pub(crate) fn grouped(attestations: &[Attestation]) -> Vec<Attestation> {
    let mut groups: Vec<Attestation> = Vec::new();
    for attestation in attestations {
        let known = groups
            .iter_mut()
            .find(|group| group.siglum == attestation.siglum && group.via == attestation.via);
        match known {
            Some(group) => group.spans.extend(attestation.spans.iter().cloned()),
            None => groups.push(attestation.clone()),
        }
    }
    groups
}

/// The texts of spans one after the other, with an ellipsis between places that do not touch.
pub(crate) fn joined(spans: &[Span]) -> String {
    let texts: Vec<&str> = spans.iter().map(|span| span.text.trim()).collect();
    texts.join(" … ")
}

/// Attestations with the same words brought together: the sigla, and what they say.
pub(crate) fn by_wording(attestations: &[Attestation]) -> Vec<Wording> {
    let mut wordings: Vec<Wording> = Vec::new();
    for attestation in attestations {
        let text = joined(&attestation.spans);
        match wordings.iter_mut().find(|wording| wording.text == text) {
            Some(wording) if wording.sigla.contains(&attestation.siglum) => {}
            Some(wording) => wording.sigla.push(attestation.siglum.clone()),
            None if text.is_empty() => {}
            None => wordings.push(Wording {
                sigla: vec![attestation.siglum.clone()],
                text,
            }),
        }
    }
    wordings
}

/// Words that several reports share.
pub(crate) struct Wording {
    pub(crate) sigla: Vec<String>,
    pub(crate) text: String,
}

//! A fictional dossier for tests: a bridge is closed, seven reports say so. Spans are found by
//! searching the reports' texts, so every receipt is true of the documents made here.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub(crate) mod sample;

use recension_core::article::{CreditKind, Document, Note, Record, Role};
use recension_core::dossier::*;
use recension_core::text::ByteSpan;
use recension_core::time::Precision;

/// A report to be made: parts with their role, sentences set apart by `|`.
pub(crate) struct Draft {
    pub(crate) siglum: &'static str,
    pub(crate) outlet: Option<&'static str>,
    pub(crate) title: Option<&'static str>,
    pub(crate) author: Option<&'static str>,
    pub(crate) url: Option<&'static str>,
    pub(crate) published: Option<(&'static str, Precision)>,
    pub(crate) credits: Vec<(&'static str, CreditKind)>,
    pub(crate) parts: Vec<(Role, &'static str)>,
}

/// Documents and reports, and a way to point into them.
#[derive(Default)]
pub(crate) struct Press {
    pub(crate) documents: Vec<Document>,
    pub(crate) witnesses: Vec<WitnessEntry>,
    texts: Vec<(String, String)>,
}

impl Press {
    /// Adds a document that holds some reports one after the other.
    pub(crate) fn print(&mut self, path: &str, media_type: &str, drafts: &[Draft]) {
        let id = format!("{:064x}", self.documents.len() + 0xd0c);
        let mut text = String::new();
        for (line, draft) in drafts.iter().enumerate() {
            let start = text.len() as u64;
            let parts: Vec<String> = draft
                .parts
                .iter()
                .map(|(_, part)| part.replace('|', " "))
                .collect();
            text.push_str(&parts.join("\n\n"));
            let bytes = ByteSpan::new(start, text.len() as u64);
            let own = text.get(start as usize..).unwrap_or_default().to_owned();
            self.texts.push((id.clone(), own));
            let record = (drafts.len() > 1).then(|| Record {
                line: line as u64 + 1,
                id: None,
                bytes,
                extra: serde_json::Map::new(),
            });
            self.witnesses.push(witness(&id, start, draft, record));
            text.push('\n');
        }
        self.documents.push(Document {
            id,
            path: path.into(),
            media_type: media_type.into(),
            bytes: text.len() as u64,
            encoding: "utf-8".into(),
            inside: Vec::new(),
            compression: None,
        });
    }

    /// The span of some words in the report of a siglum.
    pub(crate) fn span(&self, siglum: &str, words: &str) -> Span {
        let index = self.witnesses.iter().position(|w| w.siglum == siglum);
        let index = index.unwrap_or_else(|| panic!("no report {siglum}"));
        let (document, text) = &self.texts[index];
        let at = text
            .find(words)
            .unwrap_or_else(|| panic!("{siglum} does not say {words:?}"));
        let base = self.witnesses[index]
            .record
            .as_ref()
            .map_or(0, |record| record.bytes.start);
        let start = base + at as u64;
        Span {
            document: document.clone(),
            segments: vec![ByteSpan::new(start, start + words.len() as u64)],
            text: words.into(),
        }
    }

    /// Attestations: sigla with the words they say it in.
    pub(crate) fn said(&self, places: &[(&str, &str)]) -> Vec<Attestation> {
        let attest = |(siglum, words): &(&str, &str)| Attestation {
            siglum: (*siglum).into(),
            spans: vec![self.span(siglum, words)],
            via: Vec::new(),
        };
        places.iter().map(attest).collect()
    }
}

fn witness(document: &str, start: u64, draft: &Draft, record: Option<Record>) -> WitnessEntry {
    let mut entry = WitnessEntry {
        siglum: draft.siglum.into(),
        document: document.into(),
        record,
        outlet: draft.outlet.map(|outlet| value(outlet, "byline")),
        title: draft.title.map(|title| value(title, "headline")),
        authors: draft
            .author
            .map(|author| value(author, "byline"))
            .into_iter()
            .collect(),
        url: draft.url.map(|url| value(url, "og:url")),
        language: "en".into(),
        published: draft.published.map(|(date, precision)| DatedValue {
            value: date.into(),
            precision,
            basis: "dateline".into(),
            spans: Vec::new(),
        }),
        other_dates: Vec::new(),
        credits: Vec::new(),
        parts: Vec::new(),
        entries: Vec::new(),
        sentences: Vec::new(),
        identical: Vec::new(),
        notes: Vec::new(),
    };
    entry.credits = draft
        .credits
        .iter()
        .map(|(name, kind)| CreditEntry {
            name: (*name).into(),
            kind: *kind,
            spans: Vec::new(),
        })
        .collect();
    set_parts(&mut entry, document, start, draft);
    entry
}

fn set_parts(entry: &mut WitnessEntry, document: &str, start: u64, draft: &Draft) {
    let mut at = start;
    for (index, (role, part)) in draft.parts.iter().enumerate() {
        let span = |at: u64, text: &str| Span {
            document: document.into(),
            segments: vec![ByteSpan::new(at, at + text.len() as u64)],
            text: text.into(),
        };
        entry.parts.push(PartEntry {
            language: None,
            role: *role,
            spans: vec![span(at, &part.replace('|', " "))],
        });
        if *role != Role::Boilerplate {
            let mut inside = at;
            for sentence in part.split('|') {
                entry.sentences.push(SentenceEntry {
                    part: index,
                    spans: vec![span(inside, sentence)],
                });
                inside += sentence.len() as u64 + 1;
            }
        }
        at += part.len() as u64 + 2;
    }
}

fn value(value: &str, basis: &str) -> Value {
    Value {
        value: value.into(),
        basis: basis.into(),
        spans: Vec::new(),
    }
}

/// A range of origins.
pub(crate) fn range(min: u32, max: u32) -> OriginRange {
    OriginRange { min, max }
}

/// A note.
pub(crate) fn note(code: &str, message: &str) -> Note {
    Note::new(code, message)
}

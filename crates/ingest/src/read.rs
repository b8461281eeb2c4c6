//! The main path: from the bytes of a document to its articles.

use recension_core::article::{Article, Document, Note, Record};
use recension_core::text::SourceText;
use serde::{Deserialize, Serialize};

use crate::bundle;
use crate::container;
use crate::days;
use crate::error::Error;
use crate::facts::Facts;
use crate::fault::guarded;
use crate::formats::{self, Material};
use crate::html;
use crate::ingested::{Ingested, Problem};
use crate::limits::Limits;
use crate::member::{Member, sha256};
use crate::options::Options;
use crate::payload::unpack;
use crate::place::Place;
use crate::reading::{Given, TextReading};
use crate::sniff::Kind;

/// Reads a document: recognises its format by its content and gives its articles.
///
/// `path` only names the document; it decides nothing. Spans of everything that comes out index the
/// bytes given here, or for gzip and zstd (`compression` of the document) the payload, see
/// [`crate::payload`]. Archives, which hold many documents, are opened by [`crate::open`].
///
/// # Errors
/// Where nothing of the document can be used: empty, binary, an archive, larger than `limits`
/// allow, or broken compression. What is wrong with parts of it comes back as
/// [`Ingested::problems`].
pub fn read(bytes: &[u8], path: &str, limits: &Limits) -> Result<Ingested, Error> {
    let payload = unpack(bytes, limits)?;
    if container::is_container(&payload.bytes) {
        return Err(Error::new("an archive: it holds documents and is none"));
    }
    let member = Member {
        compression: payload.compression,
        ..Member::new(Place::file(path), payload.bytes.into_owned())
    };
    let options = Options {
        limits: limits.clone(),
        ..Options::default()
    };
    let mut outcomes = read_member(&member, &options).into_iter();
    let first = outcomes.next();
    first.map_or_else(|| Err(Error::new("it holds nothing")), |first| first.result)
}

/// A document, or why it cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Where it is.
    pub place: Place,
    /// What was read.
    pub result: Result<Ingested, Error>,
}

/// Reads a document that was unpacked by [`crate::open`]: one, or as many as it bundles (the text of
/// a message, the page saved in an MHTML file). Never panics: a fault in a parser costs the
/// document.
pub fn read_member(member: &Member, options: &Options) -> Vec<Outcome> {
    let parts = match guarded(|| bundle::parts(member, &options.limits)) {
        Ok(None) => return vec![outcome(member, options)],
        Ok(Some(parts)) => parts,
        Err(fault) => Err(Error::new(fault)),
    };
    match parts {
        Ok(parts) => parts.iter().map(|part| outcome(part, options)).collect(),
        Err(error) => vec![Outcome {
            place: member.place.clone(),
            result: Err(error),
        }],
    }
}

fn outcome(member: &Member, options: &Options) -> Outcome {
    let result = guarded(|| document(member, options));
    Outcome {
        place: member.place.clone(),
        result: result.unwrap_or_else(|fault| Err(Error::new(fault))),
    }
}

fn document(member: &Member, options: &Options) -> Result<Ingested, Error> {
    let mut material = Material::new(member, options);
    material.refuse_binary()?;
    material.document = Document {
        id: sha256(&[&member.bytes]),
        path: member.place.path().to_owned(),
        inside: member.place.inside().to_vec(),
        media_type: String::new(),
        bytes: member.bytes.len() as u64,
        encoding: material.encoding_label(),
        compression: member.compression.map(str::to_owned),
    };
    let mut ingested = formats::read(material)?;
    days::settle_together(&mut ingested.articles);
    Ok(ingested)
}

/// Reads decoded text as what it is, with what is said of it from outside.
pub(crate) fn read_text_as(
    kind: Kind,
    text: SourceText,
    facts: Facts,
    limits: &Limits,
) -> TextReading {
    let given: Given = facts.given.clone();
    let mut reading = match kind {
        Kind::Html => html::read_html(&text, given, limits),
        Kind::Text => crate::text::read_text(text, given),
    };
    facts.complete(&mut reading);
    reading
}

/// Notes that say why nothing was found.
const REASONS: [&str; 3] = ["script_only", "empty_text", "no_story"];

/// The problem of a reading in which nothing is left to compare.
pub(crate) fn unusable(reading: &TextReading) -> Option<Problem> {
    let usable = reading.parts.iter().any(|part| part.role.is_story());
    let reason = reading
        .notes
        .iter()
        .find(|note| REASONS.contains(&note.code.as_str()));
    let message = reason.map_or("no text of a report was found", |note| &note.message);
    (!usable).then(|| Problem::new("no_text", message))
}

/// Puts an article together.
pub(crate) fn article(
    document: Document,
    record: Option<Record>,
    reading: TextReading,
    mut notes: Vec<Note>,
) -> Article {
    notes.extend(reading.notes);
    Article {
        document,
        record,
        text: reading.text,
        parts: reading.parts,
        metadata: reading.metadata,
        notes,
    }
}

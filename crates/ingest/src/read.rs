//! The main path: from the bytes of a document to its articles.

use recension_core::article::{Article, Document, Note, Record};
use recension_core::text::SourceText;
use sha2::{Digest as _, Sha256};

use crate::decode::{Decoded, decode, detect};
use crate::error::Error;
use crate::html;
use crate::ingested::{Ingested, Problem};
use crate::limits::Limits;
use crate::payload::unpack;
use crate::reading::{Given, TextReading};
use crate::records;
use crate::sniff::{Kind, kind_of, refuse_binary, refuse_feed};

/// Reads a document: recognises its format by its content and gives its articles.
///
/// `path` only names the document; it decides nothing. Spans of everything that comes out index the
/// bytes given here, or for gzip (`compression` of the document) the payload, see
/// [`crate::payload`].
///
/// # Errors
/// Where nothing of the document can be used: empty, binary, larger than `limits` allow, or broken
/// gzip. What is wrong with parts of it comes back as [`Ingested::problems`].
pub fn read(bytes: &[u8], path: &str, limits: &Limits) -> Result<Ingested, Error> {
    let payload = unpack(bytes, limits)?;
    let payload_bytes = &*payload.bytes;
    let (encoding, _) = detect(payload_bytes);
    refuse_binary(payload_bytes, encoding.name().starts_with("UTF-16"))?;
    let document = Document {
        id: hash(bytes),
        path: path.to_owned(),
        media_type: String::new(),
        bytes: bytes.len() as u64,
        encoding: encoding.name().to_ascii_lowercase(),
        compression: payload.compression.map(str::to_owned),
    };
    if let Some(format) = records::recognise(payload_bytes) {
        within(payload_bytes, limits.max_records_payload)?;
        return Ok(records::read(payload_bytes, format, document, limits));
    }
    within(payload_bytes, limits.max_payload)?;
    read_single(payload_bytes, document, limits)
}

/// SHA-256 in lower-case hexadecimal.
fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn within(payload: &[u8], most: u64) -> Result<(), Error> {
    let length = payload.len() as u64;
    if length > most {
        return Err(Error::new(format!(
            "{length} bytes are more than the limit of {most}"
        )));
    }
    Ok(())
}

/// A document that is one page or one text.
fn read_single(payload: &[u8], mut document: Document, limits: &Limits) -> Result<Ingested, Error> {
    let decoded = decode(payload);
    refuse_feed(decoded.text.as_str())?;
    let kind = kind_of(decoded.text.as_str());
    document.media_type = media_type(kind).to_owned();
    let Decoded { text, notes, .. } = decoded;
    let reading = read_text_as(kind, text, Given::default(), limits);
    let problems = unusable(&reading);
    let article = article(document.clone(), None, reading, notes);
    Ok(Ingested {
        document,
        articles: vec![article],
        notes: Vec::new(),
        problems: problems.into_iter().collect(),
    })
}

const fn media_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Html => "text/html",
        Kind::Text => "text/plain",
    }
}

/// Reads decoded text as what it is.
pub(crate) fn read_text_as(
    kind: Kind,
    text: SourceText,
    given: Given,
    limits: &Limits,
) -> TextReading {
    match kind {
        Kind::Html => html::read_html(&text, given, limits),
        Kind::Text => crate::text::read_text(text, given),
    }
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

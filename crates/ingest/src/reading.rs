//! What passes between the readers of the formats: what a record states, and what a reader found.

use recension_core::article::{Metadata, Note, Part, Stated};
use recension_core::text::SourceText;

/// What a record states about a report beside its text. It beats what the text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The title.
    pub title: Option<Stated<String>>,
    /// Where it was published.
    pub url: Option<Stated<String>>,
    /// The outlet (the record's `source`).
    pub source: Option<Stated<String>>,
    /// The publication date as the record writes it, not yet read.
    pub date: Option<Stated<String>>,
    /// The language as the record writes it (`en`, `en-GB`, `eng`).
    pub language: Option<Stated<String>>,
}

/// The language tags that name a region.
pub(crate) fn with_region<'t>(tags: impl Iterator<Item = &'t Stated<String>>) -> Vec<String> {
    let tags = tags.map(|stated| stated.value.trim().to_owned());
    tags.filter(|tag| tag.contains(['-', '_'])).collect()
}

/// A text with its parts and what it says about itself, before it becomes an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextReading {
    /// Cleaned text with its map to the original bytes.
    pub text: SourceText,
    /// The pieces of the text and their roles: in order, without overlap, covering all that is
    /// visible.
    pub parts: Vec<Part>,
    /// What the text (or its record) says about itself.
    pub metadata: Metadata,
    /// What was odd.
    pub notes: Vec<Note>,
    /// The language tags by which it names a region (`en-US`), those that count most first.
    pub regions: Vec<String>,
}

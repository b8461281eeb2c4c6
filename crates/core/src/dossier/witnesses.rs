//! The reports of a story, as a dossier lists them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DatedValue, Span, Value};
use crate::article::{CreditKind, Note, Record, Role};

/// A credit given by a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreditEntry {
    /// Who is credited.
    pub name: String,
    /// For what.
    pub kind: CreditKind,
    /// The words that say so.
    pub spans: Vec<Span>,
}

/// A piece of a report with its role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartEntry {
    /// What it is.
    pub role: Role,
    /// Its language as an ISO 639-1 code, where that is another than the report's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its text.
    pub spans: Vec<Span>,
}

/// An entry of a live report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimedEntry {
    /// When it was written, in ISO 8601 to the minute; `null` where no day is known.
    pub time: Option<String>,
    /// The line that gives the time.
    pub stamp: Vec<Span>,
    /// Its text, up to the next entry.
    pub spans: Vec<Span>,
}

/// A sentence of a report, for jumping to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceEntry {
    /// Index into the witness's parts.
    pub part: usize,
    /// Its text.
    pub spans: Vec<Span>,
}

/// A report of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WitnessEntry {
    /// Its label within the story.
    pub siglum: String,
    /// The id of its document.
    pub document: String,
    /// The record of the document, where that holds several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub record: Option<Record>,
    /// The publication, where the text says.
    pub outlet: Option<Value>,
    /// The title, where the text says.
    pub title: Option<Value>,
    /// The authors.
    pub authors: Vec<Value>,
    /// Where it was published, where the text says.
    pub url: Option<Value>,
    /// ISO 639-1 code; empty where it could not be told.
    pub language: String,
    /// When it was published, where the text says.
    pub published: Option<DatedValue>,
    /// Other dates the page gives for itself, not used as publication.
    #[serde(default)]
    pub other_dates: Vec<DatedValue>,
    /// Whom it credits.
    pub credits: Vec<CreditEntry>,
    /// All its text by role, in order.
    pub parts: Vec<PartEntry>,
    /// The entries of a live report, in page order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<TimedEntry>,
    /// The sentences of its kept parts, in order.
    pub sentences: Vec<SentenceEntry>,
    /// Other reports with the very same text, by document path, which count as this one.
    #[serde(default)]
    pub identical: Vec<String>,
    /// What was odd about it.
    #[serde(default)]
    pub notes: Vec<Note>,
}

//! What was said, in all its wordings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OriginRange, Span};

/// How a reading gives an utterance.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ReadingKind {
    /// The words agree with another report's, or only one report gives them.
    Verbatim,
    /// The words agree, some left out.
    Elided,
    /// The words agree, something put in brackets.
    Bracketed,
    /// Another rendering of the same words, as of a foreign speech.
    Translation,
    /// Nearly the same words, some changed.
    Altered,
    /// Indirect speech.
    Indirect,
    /// The same words given to another speaker.
    Misattributed,
}

/// One piece of a reading aligned with the others; `text` joins to the reading's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AlignedPiece {
    /// The column of the alignment, from 0.
    pub column: u32,
    /// The words of this reading there; empty where it has none.
    pub text: String,
    /// Whether any other reading differs there.
    pub differs: bool,
}

/// One report's wording of an utterance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingEntry {
    /// The report.
    pub siglum: String,
    /// How it gives the utterance.
    pub kind: ReadingKind,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// Where the report names the speaker.
    pub speaker_spans: Vec<Span>,
    /// The verb or phrase that reports it.
    pub cue: Option<String>,
    /// The way the words came, nearest to the speaker first.
    pub via: Vec<String>,
    /// The words aligned with the other readings of the utterance.
    #[serde(default)]
    pub aligned: Vec<AlignedPiece>,
}

/// One thing said once by one speaker, with every wording of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UtteranceEntry {
    /// `u1`, `u2`, … in the order of the list.
    pub id: String,
    /// Who said it, where the reports say.
    pub speaker: Option<String>,
    /// When or where, where the reports say.
    pub occasion: Option<String>,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// Readings, direct before indirect, then by siglum and place.
    pub readings: Vec<ReadingEntry>,
    /// Remarks: "no other report confirms this word for word", a changed figure, …
    #[serde(default)]
    pub remarks: Vec<String>,
}

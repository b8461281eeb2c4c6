//! The contract of `recension quotes` and `recension trace`: quotations by themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OriginRange, ReadingEntry};
use crate::article::Document;
use crate::time::Precision;

/// What [`QuotationList::format`] says.
pub const QUOTATIONS_FORMAT: &str = "recension-quotes";
/// Its version.
pub const QUOTATIONS_VERSION: u32 = 1;

/// The quotations of an input, or those in which remembered words were found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuotationList {
    /// Always `recension-quotes`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// The words that were looked for; `null` in a list of all quotations.
    pub sought: Option<String>,
    /// The documents that the spans point into.
    pub documents: Vec<Document>,
    /// The utterances: story by story, the most attested first; those found by their likeness to
    /// the words looked for.
    pub quotations: Vec<ListedUtterance>,
}

/// One utterance with all its readings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedUtterance {
    /// The id of its story.
    pub story: String,
    /// The headline of its story.
    pub headline: String,
    /// Its id in the dossier of the story: `u1`, `u2`, …
    pub id: String,
    /// Who said it, where the reports say.
    pub speaker: Option<String>,
    /// When or where, where the reports say.
    pub occasion: Option<String>,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// How much of the words looked for its nearest reading holds, by weight, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<f32>,
    /// The readings: as in the dossier; where words were looked for, the earliest first.
    pub readings: Vec<ListedReading>,
    /// Remarks: "no other report confirms this word for word", a changed figure, …
    pub remarks: Vec<String>,
}

/// One report's wording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedReading {
    /// The outlet, where the report says.
    pub outlet: Option<String>,
    /// When the report was published, where it says.
    pub published: Option<String>,
    /// How precisely that is known.
    pub precision: Option<Precision>,
    /// The reading as in the dossier.
    #[serde(flatten)]
    pub reading: ReadingEntry,
}

//! The contract of `recension passages`: passages that several reports share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;
use crate::article::{Document, Note};
use crate::time::Precision;

/// What [`PassageList::format`] says.
pub const PASSAGES_FORMAT: &str = "recension-passages";
/// Its version.
pub const PASSAGES_VERSION: u32 = 1;

/// The passages that reports of an input share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PassageList {
    /// Always `recension-passages`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// The fewest words of a passage.
    pub least_words: u32,
    /// Reports that were read.
    pub reports: u32,
    /// Stories they belong to.
    pub stories: u32,
    /// The documents that the spans point into.
    pub documents: Vec<Document>,
    /// The passages: the weightiest first, by words times the logarithm of the places; page furniture
    /// behind the others, and passages of one story last.
    pub passages: Vec<PassageEntry>,
    /// What is worth knowing about the list as a whole.
    pub notes: Vec<Note>,
}

/// What a shared passage is, as far as its places tell.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// It stands in several stories, all of one publisher: standing background, a notice, a teaser.
    Standing,
    /// It stands in several stories and with several publishers, or nobody says whose: a press
    /// release, background of an agency, a template.
    Shared,
    /// It stands in several stories, for the greater part inside quotation marks: what a speaker said.
    Quotation,
    /// It stands in several stories, but is short and holds no whole sentence: a wording in common.
    Phrase,
    /// It stands in several stories, for the greater part in what is no report: footers, menus.
    Furniture,
    /// It makes the greater part of a report, and stands in reports of other stories: a report that
    /// was printed again, or a story that was taken apart.
    Reprint,
    /// It stands in several reports of one story and in no other: copying.
    WithinStory,
}

/// Where in their reports most places of a passage stand.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PassagePosition {
    /// They begin the report.
    Head,
    /// They are inside it, or not in the same part of all.
    Inside,
    /// They end the report.
    End,
}

/// A run of words that several reports share, word for word (case, marks and apostrophes aside).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PassageEntry {
    /// `p1`, `p2`, … in the order of the list.
    pub id: String,
    /// What it is.
    pub kind: PassageKind,
    /// Its words as the first place has them, parts on lines of their own.
    pub text: String,
    /// Number of words.
    pub words: u32,
    /// By how much its words are rarer than words at large, in bits; each word once.
    pub bits: f32,
    /// Share of its words that stand in quotation marks, over all places; 0 to 1. What a common
    /// speaker said is shared without copying.
    pub quoted: f32,
    /// Number of stories it stands in.
    pub stories: u32,
    /// The outlets that hold it, sorted, as far as reports state them.
    pub outlets: Vec<String>,
    /// The name or domain that all its outlets have in common, where all are of one publisher.
    pub publisher: Option<String>,
    /// Agencies that at least half of its reports credit, or that its own words name, sorted.
    pub agencies: Vec<String>,
    /// Where in the reports it stands.
    pub position: PassagePosition,
    /// The weightiest passage in front of it in the list that shares words of a report with it.
    pub overlaps: Option<String>,
    /// Its places, one in a report: the earliest first, undated ones last.
    pub places: Vec<PassagePlace>,
}

/// Where a passage stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PassagePlace {
    /// The id of the report's story.
    pub story: String,
    /// The report's siglum within its story.
    pub siglum: String,
    /// Its outlet, where stated.
    pub outlet: Option<String>,
    /// Its title, where stated.
    pub title: Option<String>,
    /// When it was published, where stated.
    pub published: Option<String>,
    /// How precisely that is known.
    pub precision: Option<Precision>,
    /// How much of the report's words the passage is, 0 to 1.
    pub share: f32,
    /// Its bytes there: a span for each part of the report.
    pub spans: Vec<Span>,
}

//! The dossier: everything found for each story, in the form that others rely on.
//!
//! These types are the outside contract (format `recension-dossier`, version 1): fields may be
//! added, what stands here keeps its name and meaning. Every list has a defined order.

mod checks;
mod findings;
mod listing;
mod passages;
mod quotations;
mod recount;
mod tradition;
mod utterances;
mod witnesses;

pub use checks::{CHECK_FORMAT, CHECK_VERSION, CheckedStatement, CloseClaim};
pub use findings::{
    Attestation, BriefingSentence, ClaimEntry, ClaimStatus, ContradictionEntry, ContradictionKind,
    DriftEntry, DriftKind, Relation, Side, TimelineEntry,
};
pub use listing::{
    LIST_FORMAT, LIST_VERSION, ListedChange, ListedReport, ListedStory, StoryList, UnusedCorrection,
};
pub use passages::{
    PASSAGES_FORMAT, PASSAGES_VERSION, PassageEntry, PassageKind, PassageList, PassagePlace,
    PassagePosition,
};
pub use quotations::{
    ListedReading, ListedUtterance, QUOTATIONS_FORMAT, QUOTATIONS_VERSION, QuotationList,
};
pub use recount::{BriefingCount, Counted, Grounds, Link, LinkKind, Naming, Recount, Said};
pub use tradition::{
    Collapse, DerivationEntry, EvidenceEntry, FamilyEntry, NodeKind, ReuseEntry, ReuseGrade, Scope,
    StemmaEdge, StemmaEntry, StemmaNode, Verdict,
};
pub use utterances::{AlignedPiece, ReadingEntry, ReadingKind, UtteranceEntry};
pub use witnesses::{CreditEntry, PartEntry, SentenceEntry, TimedEntry, WitnessEntry};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Document, Note};
use crate::text::ByteSpan;
use crate::time::Precision;

/// The name of the format, as it stands in every dossier.
pub const FORMAT: &str = "recension-dossier";
/// The version of the format.
pub const VERSION: u32 = 1;

/// A receipt: original bytes and the text they stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The id (content hash) of the document.
    pub document: String,
    /// Half-open ranges of bytes of the document as received, in order.
    pub segments: Vec<ByteSpan>,
    /// What they say after decoding and removal of markup, white space collapsed.
    pub text: String,
}

/// A value with what it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Value {
    /// The value, normalised.
    pub value: String,
    /// The place it was read from: `byline`, `url`, `record`, `og:site_name`, …
    pub basis: String,
    /// Its receipts.
    pub spans: Vec<Span>,
}

/// A date with what it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DatedValue {
    /// The date in ISO 8601, cut to its precision.
    pub value: String,
    /// How precisely it is known.
    pub precision: Precision,
    /// The place it was read from.
    pub basis: String,
    /// Its receipts.
    pub spans: Vec<Span>,
}

/// A range of independent origins. The lower end merges everything that may depend on another;
/// the upper end merges only what is shown to. Nothing is called independent for want of evidence.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct OriginRange {
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: u32,
}

/// Everything found for one story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryEntry {
    /// A stable id, made from its reports.
    pub id: String,
    /// The id of its thread: stories that follow one another (two weeks of one trial) have the same.
    /// That of the thread's first story; empty where stories were not grouped.
    #[serde(default)]
    pub thread: String,
    /// The title of one of its reports, or its first sentence.
    pub headline: String,
    /// Number of reports.
    pub reports: u32,
    /// How many independent origins stand behind them.
    pub origins: OriginRange,
    /// Why reports are counted as one origin.
    #[serde(default)]
    pub collapses: Vec<Collapse>,
    /// The reports, by siglum.
    pub witnesses: Vec<WitnessEntry>,
    /// Verdicts on pairs, those with something to say, strongest first; a pair that is not listed
    /// counts as `no_dependence_found`.
    pub derivations: Vec<DerivationEntry>,
    /// Near copies, in a story of more reports than are all compared with each other: reports of one
    /// family that are not listed against each other depend on each other through its first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<FamilyEntry>,
    /// The stemma.
    pub stemma: StemmaEntry,
    /// What was said, the best attested first.
    pub utterances: Vec<UtteranceEntry>,
    /// What is claimed, the best attested first.
    pub claims: Vec<ClaimEntry>,
    /// Where reports part.
    pub contradictions: Vec<ContradictionEntry>,
    /// What derived reports changed.
    pub drift: Vec<DriftEntry>,
    /// What happened when.
    pub timeline: Vec<TimelineEntry>,
    /// The story in a few sentences.
    pub briefing: Vec<BriefingSentence>,
    /// What is worth knowing about the story as a whole.
    pub notes: Vec<Note>,
    /// What the numbers of origins rest on, where any link between reports was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recount: Option<Recount>,
}

/// A dossier: what is attested in the reports given, story by story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dossier {
    /// Always [`FORMAT`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// The raw documents, sorted by id.
    pub documents: Vec<Document>,
    /// The stories, the largest first.
    pub stories: Vec<StoryEntry>,
    /// What is worth knowing about the input as a whole (the same file given twice, …).
    #[serde(default)]
    pub notes: Vec<Note>,
}

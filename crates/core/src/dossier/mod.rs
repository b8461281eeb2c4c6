//! The dossier: everything found for each story, in the form that others rely on.
//!
//! These types are the outside contract (format `recension-dossier`, version 1): fields may be
//! added, what stands here keeps its name and meaning. Every list has a defined order.

mod listing;
mod quotations;

pub use listing::{
    LIST_FORMAT, LIST_VERSION, ListedChange, ListedReport, ListedStory, StoryList, UnusedCorrection,
};
pub use quotations::{
    ListedReading, ListedUtterance, QUOTATIONS_FORMAT, QUOTATIONS_VERSION, QuotationList,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{CreditKind, Document, Note, Record, Role};
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

/// The verdict on a pair of reports.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The target took from the source.
    Derived,
    /// Both took from something that is not among the reports, or the direction cannot be told.
    CommonSource,
    /// Looked at, and nothing found. This does not say that they are independent.
    NoDependenceFound,
    /// There are signs, not enough to say.
    LineageUnknown,
}

/// One observation for or against dependence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceEntry {
    /// The signal's name: `credit`, `shared_narration`, `reworded_chain`, …
    pub signal: String,
    /// Its weight in nats (log odds) for dependence; negative speaks against.
    pub weight: f64,
    /// What was seen, in a sentence for people.
    pub explanation: String,
    /// Where in the source.
    pub source_spans: Vec<Span>,
    /// Where in the target.
    pub target_spans: Vec<Span>,
    /// The observations this one is made of.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<EvidenceEntry>,
}

/// The verdict on a pair with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DerivationEntry {
    /// Siglum of the source (or of the first of the two, where there is no direction).
    pub source: String,
    /// Siglum of the target.
    pub target: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Confidence in the verdict, 0 to 1.
    pub confidence: f64,
    /// Whether it concerns the whole report or only passages of it.
    pub scope: Scope,
    /// One sentence for people: the verdict and why this direction.
    pub summary: String,
    /// Story sentences of the target that answer sentences of the source.
    pub accounted: u32,
    /// Story sentences of the target.
    pub sentences: u32,
    /// How far the target reuses the text of the source, where it is derived from it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reuse: Option<ReuseEntry>,
    /// What it rests on, weightiest first.
    pub evidence: Vec<EvidenceEntry>,
}

/// How far a report reuses the text of another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReuseEntry {
    /// The likeliest grade.
    pub grade: ReuseGrade,
    /// Probability that text was reused at all, judged by the two texts alone, 0 to 1.
    pub degree: f64,
}

/// Grades of the reuse of a text (Clough and Stevenson 2011).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ReuseGrade {
    /// Nothing of the wording is from the source.
    None,
    /// Reworded throughout.
    HeavyRevision,
    /// Copied with words changed here and there.
    LightRevision,
    /// Copied, in whole or in pieces.
    NearCopy,
}

/// How much of the target a verdict concerns.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The report as a whole.
    Report,
    /// Only the passages named in the evidence.
    Passage,
}

/// What a node of the stemma stands for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A report among the inputs; its id is its siglum.
    Report,
    /// A source that is not among the inputs, inferred from what reports share.
    Inferred,
    /// A source that a report names and that is not among the inputs.
    NamedSource,
}

/// Reports that are near copies of one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyEntry {
    /// The earliest of them, with which all were compared.
    pub first: String,
    /// The others, sorted.
    pub copies: Vec<String>,
}

/// A node of the stemma.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StemmaNode {
    /// A siglum for reports, a Greek letter for inferred sources, a slug for named ones.
    pub id: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// For people.
    pub label: String,
    /// The reports that have the very same text, where nothing shows which of them was first: they
    /// are one node, named after the first of them. Empty where it stands for one report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sigla: Vec<String>,
}

/// An edge of the stemma, from source to what was taken from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StemmaEdge {
    /// Id of the source node.
    pub from: String,
    /// Id of the node that took from it.
    pub to: String,
    /// Confidence, 0 to 1.
    pub confidence: f64,
    /// Whether the whole report or only passages came that way.
    pub scope: Scope,
    /// Why, in a sentence for people.
    pub explanation: String,
    /// The words that show it, where it is not a pair listed under `derivations`.
    #[serde(default)]
    pub spans: Vec<Span>,
}

/// The stemma of a story: a rooted directed graph without cycles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StemmaEntry {
    /// Reports first, then inferred, then named sources, each sorted by id.
    pub nodes: Vec<StemmaNode>,
    /// Sorted by source, then target.
    pub edges: Vec<StemmaEdge>,
}

/// Why two reports count as one origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Collapse {
    /// The sigla that are counted as one.
    pub sigla: Vec<String>,
    /// Whether it is shown (lowers both ends of the range) or only possible (lowers the lower end).
    pub certain: bool,
    /// Why, in a sentence for people.
    pub reason: String,
    /// The words that show it.
    pub spans: Vec<Span>,
}

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

/// A report that attests something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attestation {
    /// The report.
    pub siglum: String,
    /// Where it says so.
    pub spans: Vec<Span>,
    /// Through whom, where it says.
    pub via: Vec<String>,
}

/// How well a claim is attested.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// Reports that are not shown to depend on each other say so.
    Corroborated,
    /// One origin only.
    SingleOrigin,
    /// Another report says otherwise.
    Contradicted,
}

/// A statement that one or several reports make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimEntry {
    /// `c1`, `c2`, … in the order of the list.
    pub id: String,
    /// The statement, in the words of the report that puts it most fully.
    pub text: String,
    /// How well it is attested.
    pub status: ClaimStatus,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// Who says so, by siglum and place.
    pub attestations: Vec<Attestation>,
    /// Remarks: an odd detail that only this origin gives, …
    #[serde(default)]
    pub remarks: Vec<String>,
}

/// What reports disagree about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ContradictionKind {
    /// A number, an ordinal or a measure.
    Figure,
    /// A date or time.
    Date,
    /// A name or its spelling.
    Name,
    /// A place.
    Place,
    /// One says yes, another no.
    Polarity,
    /// How something is described or compared.
    Characterisation,
}

/// Whether reports disagree or one is later.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They say different things of the same time.
    Disagree,
    /// A later report gives a newer state.
    Updated,
}

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// What this side says.
    pub reading: String,
    /// How many origins stand behind it.
    pub origins: OriginRange,
    /// Who says so.
    pub attestations: Vec<Attestation>,
}

/// A place where reports part. Nothing is arbitrated: all sides stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContradictionEntry {
    /// What it is about in kind.
    pub kind: ContradictionKind,
    /// Whether they disagree or one is later.
    pub relation: Relation,
    /// What it is about, in a few words.
    pub about: String,
    /// The sides, the best attested first.
    pub sides: Vec<Side>,
}

/// What a derived report did to its source.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DriftKind {
    /// In the target only.
    Added,
    /// In the source only.
    Dropped,
    /// In both, differently.
    Changed,
}

/// One change that a derived report made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DriftEntry {
    /// Siglum of the source.
    pub source: String,
    /// Siglum of the target.
    pub target: String,
    /// What was done.
    pub kind: DriftKind,
    /// In a sentence for people.
    pub note: String,
    /// Where in the source.
    pub source_spans: Vec<Span>,
    /// Where in the target.
    pub target_spans: Vec<Span>,
}

/// A dated happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// First day in ISO 8601, cut to the precision.
    pub from: String,
    /// Last day in ISO 8601, cut to the precision.
    pub to: String,
    /// How precisely it is known.
    pub precision: Precision,
    /// What happened, in the words of a report.
    pub text: String,
    /// Whether it is the event itself or background to it.
    pub background: bool,
    /// Who says so.
    pub attestations: Vec<Attestation>,
}

/// A sentence of the briefing. It says nothing that its spans do not carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BriefingSentence {
    /// The sentence: taken from a report, or made from a template around quoted spans.
    pub text: String,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// The sigla of the reports that carry it.
    #[serde(default)]
    pub sigla: Vec<String>,
    /// What carries it.
    pub spans: Vec<Span>,
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

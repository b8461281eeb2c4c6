//! What is claimed, where reports part, what derived reports changed, what happened when, and the
//! briefing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OriginRange, Span};
use crate::time::Precision;

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

impl ClaimStatus {
    /// That of a claim which nothing contradicts: corroborated by two origins at the lower end of
    /// the range.
    pub const fn of(origins: OriginRange) -> Self {
        match origins.min >= 2 {
            true => Self::Corroborated,
            false => Self::SingleOrigin,
        }
    }
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

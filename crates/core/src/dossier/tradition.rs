//! Who took from whom: verdicts with their evidence, families, the stemma, collapsed origins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

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

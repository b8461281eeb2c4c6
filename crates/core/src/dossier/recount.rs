//! What the numbers of origins rest on: enough to count again without some of the links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What every number of origins of a story rests on. Whoever doubts a link can count again
/// without it, by the method by which the dossier was counted.
///
/// Links and namings can be refused. They go by one number: that of its place in
/// [`Grounds::links`] for a link, and the number of links and its place in [`Grounds::namings`]
/// for a naming.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recount {
    /// Who took from whom, sentence by sentence.
    pub grounds: Grounds,
    /// By edge of the stemma, in the same order: what is refused by whoever refuses it. Nothing for
    /// an edge that no count rests on.
    pub edges: Vec<Vec<usize>>,
    /// By claim, in the same order.
    pub claims: Vec<Counted>,
    /// By utterance, in the same order.
    pub utterances: Vec<Counted>,
    /// By contradiction and side, in the same order.
    pub contradictions: Vec<Vec<Counted>>,
    /// By sentence of the briefing, in the same order.
    pub briefing: Vec<BriefingCount>,
    /// What was refused when this dossier was made: its numbers are those without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<usize>,
}

/// Who took from whom, sentence by sentence. Reports and sentences go by their places in
/// `witnesses` and in the `sentences` of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grounds {
    /// By report: how many sentences it has.
    pub sentences: Vec<usize>,
    /// By entry of `derivations`, in the same order: what it says of the count.
    pub links: Vec<Link>,
    /// By report: which of its sentences answer one of a source, as `[sentence, link, sentence of
    /// the source]`; by sentence, the best answer first. The best that is not refused counts.
    pub answers: Vec<Vec<[usize; 3]>>,
    /// Sources that reports name as those through whom words came, by name and report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub namings: Vec<Naming>,
    /// Where not every pair of reports was compared: those that were, the smaller place first,
    /// among reports that common sources join. Absent where all were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Vec<[usize; 2]>>,
}

/// What the verdict on a pair says of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The source, or the first of the two.
    pub source: usize,
    /// The target.
    pub target: usize,
    /// What sort of link it is.
    pub kind: LinkKind,
    /// Whether it concerns the whole report.
    #[serde(default, skip_serializing_if = "is_false")]
    pub whole: bool,
    /// Whether the target may as well be a source of the source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub doubtful: bool,
    /// Sentences of the target's story.
    pub told: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Sorts of links.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The target took from the source, and straight: an edge of the stemma.
    Edge,
    /// Both took from a common source.
    Common,
    /// Shown, but by way of another report.
    Indirect,
    /// There are signs.
    Possible,
    /// Nothing was found: no count rests on it.
    None,
}

/// A report names a source as that through which some of its words came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Naming {
    /// The name without what is written now so, now so; the same for all who mean the same source.
    pub name: String,
    /// The name as the report has it.
    pub label: String,
    /// The report.
    pub report: usize,
    /// The sentences that came that way, where several reports name the source: one line for all.
    pub sentences: Vec<usize>,
}

/// Sentences that attest the same thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// Report and sentence of each: their lines are the upper end.
    pub all: Vec<[usize; 2]>,
    /// What the lower end counts, where that is not all of them alike: what states the same for
    /// sure, by report. Of those that name one relay the first counts, and what was made from
    /// another of these reports does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<Vec<Said>>,
}

/// A report that says something for sure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// The report.
    pub report: usize,
    /// Its sentences.
    pub sentences: Vec<usize>,
    /// The names, as in [`Naming::name`], of those through whom it has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<String>,
}

/// What the number of a sentence of the briefing rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BriefingCount {
    /// Its claims, by place: the least number of each end.
    Claims(Vec<usize>),
    /// An utterance, by place.
    Utterance(usize),
    /// A contradiction, by place: from the least number of its sides to the greatest.
    Contradiction(usize),
    /// Its report alone says all of it.
    #[default]
    Alone,
}

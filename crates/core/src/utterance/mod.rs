//! Utterances: one thing said once by one speaker, with every wording that reports give it.
//!
//! Quotations are cut into atoms (sentences of direct speech, clauses of reported speech), atoms
//! that say the same with a fitting speaker are grouped, and each group's readings are aligned
//! word by word and labelled. A group must be pure rather than large: whatever joins it is checked
//! against all its weighty readings, never against one alone. Nothing depends on the order of the
//! witnesses.

mod align;
mod assemble;
mod atoms;
mod attach;
mod bridge;
mod classify;
mod cluster;
mod concepts;
mod entries;
pub mod judge;
mod pieces;
mod remarks;
mod source;
mod speaker;
#[cfg(test)]
mod tests;
mod trace;

pub use assemble::{compared, group};
pub(crate) use concepts::{Concepts, background, negation};
pub use entries::Receipts;
pub use trace::{quotations, trace};

use serde::Serialize;

use crate::dossier::{AlignedPiece, ReadingKind};
use crate::quotation::Relay;
use crate::text::TextSpan;

/// One report's wording of an utterance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Index of the witness.
    pub witness: usize,
    /// Index of the quotation in the witness.
    pub quotation: usize,
    /// What of the quotation gives this utterance, in order.
    pub spans: Vec<TextSpan>,
    /// How it gives it.
    pub kind: ReadingKind,
    /// The verb or phrase that reports it.
    pub cue: Option<TextSpan>,
    /// The way the words came, nearest to the speaker first.
    pub via: Vec<Relay>,
    /// Where the report names the speaker.
    pub speaker: Option<TextSpan>,
    /// The words aligned with the other readings; empty for indirect speech.
    pub aligned: Vec<AlignedPiece>,
}

/// One thing said once by one speaker, with every wording of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Utterance {
    /// The member of the cast who said it, where that is known.
    pub speaker: Option<usize>,
    /// The speaker's name: the cast's, else the words of a report.
    pub speaker_name: Option<String>,
    /// Where or when it was said, in the words of the report that says most of it.
    pub occasion: Option<String>,
    /// The readings: direct before indirect, then by siglum and place.
    pub readings: Vec<Reading>,
    /// What a reader should know: a wording that no other report confirms, a changed figure.
    pub remarks: Vec<String>,
}

//! Quotations: who said what, in which words, through whom.

mod according;
mod clause;
mod closing;
mod content;
mod cued;
mod ending;
mod extract;
mod lexicon;
mod marks;
mod phrase;
mod relay;
mod resolve;
#[cfg(test)]
mod sentences;
mod skeleton;
mod subject;
#[cfg(test)]
mod tests;

pub use extract::extract;
pub(crate) use marks::{left_open, quoted};

use serde::Serialize;

use crate::text::TextSpan;
use crate::time::DateValue;

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// Between quotation marks throughout.
    Direct,
    /// A reported clause that holds words in quotation marks.
    Mixed,
    /// A reported clause without quotation marks.
    Indirect,
}

/// A link in the way words came to the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RelayRole {
    /// Whom the words were said to, where that is an outlet or body ("told ABC News").
    Addressee,
    /// Who passed them on ("via The Wall Street Journal", "cited by CNN").
    Relay,
    /// A source without a name ("unnamed sources").
    Anonymous,
}

/// One step of an attribution chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relay {
    /// Where the text names it.
    pub span: TextSpan,
    /// Its name as written.
    pub name: String,
    /// What part it plays.
    pub role: RelayRole,
}

/// Who speaks, as the text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The words that name the speaker: a name, a description or a pronoun.
    pub span: TextSpan,
    /// Index into the witness's entities, where the text allows it.
    pub entity: Option<usize>,
}

/// One quotation in a witness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// How the words are reported.
    pub kind: QuotationKind,
    /// What was said, without the marks around it; several spans where an attribution interrupts
    /// it or it runs over paragraphs. In order, not empty.
    pub content: Vec<TextSpan>,
    /// The words inside quotation marks, marks left out; empty for indirect speech.
    pub quoted: Vec<TextSpan>,
    /// Who said it, where the text says.
    pub speaker: Option<Speaker>,
    /// The verb or phrase that reports it ("said", "according to").
    pub cue: Option<TextSpan>,
    /// The way the words came, nearest to the speaker first.
    pub via: Vec<Relay>,
    /// Where or when it was said ("in a televised address on 2 January").
    pub occasion: Option<TextSpan>,
    /// When it was said, where the text says so of the quotation itself.
    pub date: Option<DateValue>,
}

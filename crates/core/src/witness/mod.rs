//! A report prepared for comparison: sentences, tokens, names, dates, figures, quotations.

mod cast;
mod clocks;
mod dates;
mod figures;
mod folding;
mod misdated;
mod names;
mod prepare;
mod relations;
#[cfg(test)]
pub(crate) mod samples;
mod sentence;
mod sigla;
mod token;

pub use cast::{Cast, CastMember, cast};
pub(crate) use dates::anchor;
#[cfg(test)]
pub(crate) use folding::fold_word;
pub(crate) use folding::{is_apostrophe, is_invisible, without_marks};
pub(crate) use misdated::told_later;
pub use prepare::prepare;
pub(crate) use prepare::{Outline, outline};
pub(crate) use relations::Relations;
pub use sigla::{assign_sigla, sigla_of};
pub use token::stem;
pub(crate) use token::{
    Lexicon, Vocabulary, is_joining, is_run_on, is_unspaced, stemmer, tokenise,
};

use serde::Serialize;

use crate::article::{Article, Role};
use crate::quotation::Quotation;
use crate::text::{TextSpan, TokenSpan};
use crate::time::DateValue;

/// The short label of a witness within a story (`MT`, `BNE`, or `A`, `B`, …).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Siglum(pub String);

impl std::fmt::Display for Siglum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A folded word or a stem, as a hash that is the same on every machine and in every run.
///
/// Two different words share a term with a chance of about 1 in 10^19 per pair; the words
/// themselves are always to be had from the spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Term(pub u64);

impl Term {
    /// The hash of no byte, to go on from.
    pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

    /// The term of a folded word (FNV-1a with a final mix; Fowler, Noll and Vo 1991).
    pub fn of(folded: &str) -> Self {
        Self::finished(folded.bytes().fold(Self::START, Self::with_byte))
    }

    /// The hash with one byte more.
    pub(crate) const fn with_byte(hash: u64, byte: u8) -> u64 {
        (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
    }

    /// The term of the bytes that were hashed.
    pub(crate) const fn finished(hash: u64) -> Self {
        let mixed = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        Self(mixed ^ (mixed >> 32))
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A word that carries content.
    Word,
    /// A word of the language's stop list.
    Function,
    /// Written with digits.
    Number,
    /// Punctuation or a symbol.
    Mark,
}

/// A token of the story text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Where it stands.
    pub span: TextSpan,
    /// What it is.
    pub kind: TokenKind,
    /// The word, case-folded and with apostrophes made one.
    pub word: Term,
    /// Its stem in the language of the article (the word itself where there is no stemmer).
    pub stem: Term,
}

/// A sentence, or a headline, caption or heading taken as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Where it stands, white space at the ends left out. Never crosses a part.
    pub span: TextSpan,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Index of its part in the article.
    pub part: usize,
    /// The role of that part.
    pub role: Role,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, institution, party, company or outlet.
    Organisation,
    /// A place: country, city, region, sea, building.
    Place,
    /// A nationality or other adjective of a place ("Russian").
    Demonym,
    /// A name of something else or of unknown kind.
    Other,
}

/// One mention of an entity in a witness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameMention {
    /// The name as it stands, titles left out ("Ada Quill" of "President Ada Quill").
    pub span: TextSpan,
    /// The title in front of it ("President"), where there is one.
    pub title: Option<TextSpan>,
    /// Index into the witness's entities.
    pub entity: usize,
    /// Whether this mention is a description ("the Russian leader") rather than a name.
    pub description: bool,
}

/// Somebody or something that a witness names, under all its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// The fullest name the witness gives.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// Every form by which the witness names it, sorted, without descriptions.
    pub forms: Vec<String>,
    /// Titles and offices given to it ("president", "national security adviser"), folded, sorted.
    pub titles: Vec<String>,
}

/// A date expression, resolved where it can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateMention {
    /// Where it stands ("on Monday" without the "on").
    pub span: TextSpan,
    /// What it means; `None` where it cannot be resolved (a weekday in an undated report).
    pub value: Option<DateValue>,
    /// Whether resolving it needed the publication date ("Monday", "in November").
    pub relative: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ClockMention {
    /// Where it stands.
    pub span: TextSpan,
    /// Minutes since midnight, 0 to 1,439.
    pub minute: u16,
    /// Whether it is the time itself, not a bound or a rough one ("before midnight", "around 4 a.m.").
    pub exact: bool,
    /// Whether the text says which half of the day it is in; else it may be twelve hours later.
    pub half_known: bool,
}

impl ClockMention {
    /// Minutes between two times of day, the short way round the clock; 0 to 720.
    pub fn apart(&self, other: &Self) -> u16 {
        let round = if self.half_known && other.half_known {
            1440
        } else {
            720
        };
        let apart = (self.minute % round).abs_diff(other.minute % round);
        apart.min(round - apart)
    }
}

/// What kind of quantity a figure is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Things counted, by the stem of their noun ("people", "drones").
    Count(String),
    /// An ordinal ("45th"), with its noun ("president").
    Ordinal(String),
    /// A sum of money, by its currency as an ISO 4217 code or sign.
    Money(String),
    /// Per cent.
    Percent,
    /// A length of time, by its unit in the singular ("day", "year").
    Duration(String),
    /// Another measure, by its unit as written, folded ("km", "tonne").
    Measure(String),
    /// A bare number.
    None,
}

/// How exactly a figure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about", "around", "nearly", "almost", "some".
    About,
    /// "more than", "over", "at least".
    AtLeast,
    /// "less than", "under", "up to", "at most".
    AtMost,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The number with its unit or noun ("a 20-year", "nine drones", "$3 million").
    pub span: TextSpan,
    /// The number alone, as it stands.
    pub number: TextSpan,
    /// Its value; for a range its lower end.
    pub value: f64,
    /// The upper end of a range ("10 to 12").
    pub upper: Option<f64>,
    /// What it counts.
    pub unit: Unit,
    /// How exactly.
    pub bound: Bound,
}

/// A report prepared for comparison. The output of the prepare stage.
#[derive(Clone, Debug, Serialize)]
pub struct Witness {
    /// Its label within its story; empty before grouping.
    pub siglum: Siglum,
    /// The cleaned report.
    pub article: Article,
    /// Sentences of all kept parts in order.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences in order.
    pub tokens: Vec<Token>,
    /// Names in order of their first byte.
    pub names: Vec<NameMention>,
    /// Who and what they name, in order of first mention.
    pub entities: Vec<Entity>,
    /// Date expressions in order.
    pub dates: Vec<DateMention>,
    /// Times of day in order.
    pub clocks: Vec<ClockMention>,
    /// Figures in order.
    pub figures: Vec<Figure>,
    /// Quotations in order of their first byte.
    pub quotations: Vec<Quotation>,
}

impl Witness {
    /// The cleaned text inside a span.
    pub fn slice(&self, span: TextSpan) -> &str {
        self.article.text.slice(span)
    }

    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.range()).unwrap_or_default()
    }

    /// Index of the sentence that holds the first byte of a span, or starts after it within it.
    pub fn sentence_at(&self, span: TextSpan) -> Option<usize> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= span.start);
        self.sentences
            .get(index)
            .filter(|sentence| sentence.span.start < span.end)
            .map(|_| index)
    }
}

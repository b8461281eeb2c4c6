//! What one page says: cleaned text in parts with roles, and metadata, all tied to original bytes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{ByteSpan, SourceText, TextSpan};
use crate::time::DateValue;

/// A raw document as received: where it came from and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// SHA-256 of the document's bytes, those that spans index, in lower-case hexadecimal.
    pub id: String,
    /// Where it was read from: the file as the user named it, and for a document inside an archive
    /// the way to it (`news.zip/a.html`, `crawl.warc.gz#record-12@48213`).
    pub path: String,
    /// The ends of `path` that lead from the file to the document, outermost first; none where the
    /// file is the document.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inside: Vec<String>,
    /// Media type found from the content, such as `text/plain`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Character encoding found, as a WHATWG label such as `utf-8`.
    pub encoding: String,
    /// `gzip` or `zstd` where the document was packed; the spans index what was packed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub compression: Option<String>,
}

impl Document {
    /// The file that holds the document: its path without the way inside.
    pub fn file(&self) -> &str {
        let inside: usize = self.inside.iter().map(String::len).sum();
        let length = self.path.len().saturating_sub(inside);
        self.path.get(..length).unwrap_or(&self.path)
    }
}

/// Which record of a document with many records an article came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Line of the record, counted from 1.
    pub line: u64,
    /// Its own identifier, where it has one.
    pub id: Option<String>,
    /// The bytes of the record inside the document.
    pub bytes: ByteSpan,
    /// Fields of the record that Recension does not use, kept as they are.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty", default)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// What a part of a page is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The title of the report (every occurrence of it).
    Headline,
    /// Who wrote it, often with the date.
    Byline,
    /// Place and date the report was filed, or a line with its date.
    Dateline,
    /// The first paragraph of the story.
    Lead,
    /// A paragraph of the story.
    Body,
    /// A heading inside the story.
    Subheading,
    /// The text under a picture.
    Caption,
    /// A pull quote or block quotation.
    Quote,
    /// The line that says whom a pull quote is by.
    Attribution,
    /// Whom the report or a picture is credited to.
    Credit,
    /// A post from elsewhere shown inside the report.
    Embed,
    /// What the outlet says was wrong in an earlier version. It belongs to the report, but tells
    /// nothing of the event by itself.
    Correction,
    /// A note of the editors to the reader about the report.
    EditorsNote,
    /// The time of an entry of a live report, which reaches to the next one (see
    /// [`Metadata::entries`]).
    EntryTime,
    /// A reader's comment, with its name and buttons.
    Comment,
    /// A pointer to something else to read: its title, with or without a few words of it.
    Teaser,
    /// What does not belong to the story: navigation, teasers, tags, footers.
    Boilerplate,
}

impl Role {
    /// Whether text in this role is narration or quotation of the story itself, so that its
    /// sentences are compared. Headlines, captions and embeds are read too, but weighed apart.
    pub const fn is_story(self) -> bool {
        matches!(self, Self::Lead | Self::Body | Self::Quote)
    }

    /// Whether the text belongs to the report at all (anything that is not cut away).
    pub const fn is_kept(self) -> bool {
        !matches!(self, Self::Boilerplate | Self::Comment | Self::Teaser)
    }

    /// Whether the text is said of the report, not of what it reports: nobody is quoted in it and
    /// nothing is claimed.
    pub const fn is_about_report(self) -> bool {
        matches!(self, Self::Correction | Self::EditorsNote | Self::EntryTime)
    }
}

/// A piece of a page with its role; one paragraph, line or block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Where it stands in the cleaned text.
    pub span: TextSpan,
}

/// Original bytes and what they say: the proof of a value read outside the cleaned text
/// (an attribute, a record field) or inside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Half-open ranges of original bytes, in order.
    pub segments: Vec<ByteSpan>,
    /// The text they stand for after decoding and removal of markup.
    pub text: String,
}

/// A value together with what it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The value, normalised.
    pub value: T,
    /// A short name of the place it was read from: `byline`, `og:site_name`, `url`, `record`, …
    pub basis: String,
    /// The bytes that say so.
    pub receipts: Vec<Receipt>,
}

/// What kind of credit a report gives.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// The text is said to come from there ("Source: X", "first published by X").
    Source,
    /// A news agency is named as the author of the copy.
    Agency,
    /// A link to the original (canonical link to another host, "read the original at").
    Link,
    /// A picture credit: says nothing about the text.
    Photo,
}

/// A credit that a report gives to another outlet, agency or person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Who is credited.
    pub name: String,
    /// For what.
    pub kind: CreditKind,
    /// The bytes that say so.
    pub receipts: Vec<Receipt>,
}

/// What a report says about itself. Nothing is guessed: an absent value stays absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The publication.
    pub outlet: Option<Stated<String>>,
    /// The title.
    pub title: Option<Stated<String>>,
    /// The authors.
    pub authors: Vec<Stated<String>>,
    /// When it was published.
    pub published: Option<Stated<DateValue>>,
    /// Other dates the page gives for itself (scrape stamp, modification), not used as publication.
    pub other_dates: Vec<Stated<DateValue>>,
    /// Where it was published.
    pub url: Option<Stated<String>>,
    /// Language as an ISO 639-1 code such as `en`; empty where it could not be told.
    pub language: String,
    /// Whom it credits.
    pub credits: Vec<Credit>,
    /// The entries of a live report, in page order; empty for any other.
    pub entries: Vec<LiveEntry>,
    /// Parts in another language than the report's, in page order.
    pub passages: Vec<Passage>,
}

/// A part of a report in another language than the rest: a quotation in the original, a
/// translation below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The part.
    pub span: TextSpan,
    /// Its language as an ISO 639-1 code.
    pub language: String,
}

/// An entry of a live report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveEntry {
    /// When it was written: the time of day as the page gives it, on the day the page gives for the
    /// entry or else for itself. `None` where no day is known.
    pub time: Option<DateValue>,
    /// The line that gives the time.
    pub stamp: TextSpan,
    /// What was written, up to the next entry's time.
    pub span: TextSpan,
}

/// Something worth knowing that is not an error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// A short fixed name, such as `broken_utf8`.
    pub code: String,
    /// What was seen and what was done about it, for people.
    pub message: String,
}

impl Note {
    /// A note from its code and message.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
        }
    }
}

/// One page, cleaned. The output of ingest.
///
/// `parts` are in order, do not overlap, and together cover every visible character of `text`
/// (boilerplate included), so nothing that the page showed is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The raw document it came from.
    pub document: Document,
    /// The record of the document, where it has several.
    pub record: Option<Record>,
    /// Cleaned text with its map to the original bytes.
    pub text: SourceText,
    /// The pieces of the text and their roles.
    pub parts: Vec<Part>,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// What was odd about it.
    pub notes: Vec<Note>,
}

impl Article {
    /// A receipt for a span of the cleaned text.
    pub fn receipt(&self, span: TextSpan) -> Receipt {
        Receipt {
            segments: self.text.original(span),
            text: self.text.slice(span).to_owned(),
        }
    }

    /// The language of a part as an ISO 639-1 code: the report's, where the part is in no other.
    pub fn language_of(&self, span: TextSpan) -> &str {
        let passages = &self.metadata.passages;
        let at = passages.partition_point(|passage| passage.span.end <= span.start);
        let passage = passages
            .get(at)
            .filter(|passage| passage.span.start <= span.start);
        passage.map_or(self.metadata.language.as_str(), |passage| &passage.language)
    }

    /// The parts in a given role, in order.
    pub fn parts_in(&self, role: Role) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.role == role)
    }

    /// What tells this article from every other whatever the order of input: its document's
    /// content hash, then the place of its record.
    pub fn identity(&self) -> (&str, u64) {
        (
            &self.document.id,
            self.record.as_ref().map_or(0, |record| record.bytes.start),
        )
    }
}

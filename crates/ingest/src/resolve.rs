//! Checking a span: what its bytes say, read anew and without what ingest remembers.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use encoding_rs::{Encoding, ISO_2022_JP};
use htmlize::{Context, unescape_in};
use recension_core::article::Document;
use recension_core::dossier::Span;
use recension_core::text::{ByteSpan, SourceText};

use crate::decode::{decode_with, detect};
use crate::entities::{Reference, reference_at};
use crate::json;
use crate::payload::payload;
use crate::text::without_inline_markup;

/// A span whose bytes do not say what it claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The id of the document.
    pub document: String,
    /// The byte ranges of the span.
    pub segments: Vec<ByteSpan>,
    /// What the span claims.
    pub expected: String,
    /// What the bytes say, or why they cannot be read.
    pub found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.document.get(..12).unwrap_or(&self.document);
        let ranges: Vec<String> = self
            .segments
            .iter()
            .map(|segment| format!("{}..{}", segment.start, segment.end))
            .collect();
        write!(
            f,
            "document {id}, bytes {}: expected {:?}, found {:?}",
            ranges.join(", "),
            self.expected,
            self.found
        )
    }
}

impl std::error::Error for Mismatch {}

/// Checks spans of one document; unpacks it once.
#[derive(Debug)]
pub struct Resolver<'a> {
    document: &'a Document,
    bytes: Cow<'a, [u8]>,
    encoding: &'static Encoding,
    readings: Vec<Reading>,
}

impl<'a> Resolver<'a> {
    /// A resolver for the file a document was read from, as received.
    ///
    /// # Errors
    /// Where the document is compressed and the bytes cannot be unpacked.
    pub fn new(bytes: &'a [u8], document: &'a Document) -> Result<Self, crate::Error> {
        let bytes = payload(bytes, document)?;
        let named = Encoding::for_label(document.encoding.as_bytes());
        Ok(Self {
            encoding: named.unwrap_or_else(|| detect(&bytes).0),
            readings: readings_of(&document.media_type),
            document,
            bytes,
        })
    }

    /// Recomputes a span: decodes its byte ranges, undoes escapes and character references as the
    /// media type allows, and compares with what the span claims. White space counts only as being
    /// there or not, and between two byte ranges (where markup was removed) not at all.
    ///
    /// # Errors
    /// Where the bytes say something else, or there are no such bytes.
    pub fn resolve(&self, span: &Span) -> Result<(), Mismatch> {
        let mismatch = |found: String| Mismatch {
            document: span.document.clone(),
            segments: span.segments.clone(),
            expected: span.text.clone(),
            found,
        };
        if span.document != self.document.id {
            return Err(mismatch(format!("(this is document {})", self.document.id)));
        }
        let raw = span.segments.iter().map(|segment| self.decode(*segment));
        let raw: Vec<String> = raw.collect::<Option<_>>().ok_or_else(|| {
            let length = self.bytes.len();
            mismatch(format!("(no such bytes: the document has {length})"))
        })?;
        let expected = normal(&span.text);
        let is_said_by = |raw: &[String]| {
            let says =
                |reading: &Reading| matches(&expected, raw.iter().map(|text| reading.of(text)));
            self.readings.iter().any(says) || matches_mixed(&expected, raw, &self.readings)
        };
        if is_said_by(&raw) || is_said_by(&self.over_nothing(&span.segments, &raw)) {
            return Ok(());
        }
        let plainest = self.readings.first();
        let plain = |text: &String| plainest.map_or(text.clone(), |reading| reading.of(text));
        let found: Vec<String> = raw.iter().map(plain).collect();
        Err(mismatch(found.join(" … ")))
    }

    /// The texts of byte ranges, joined where nothing but bytes that show nothing lies between: a
    /// reference may go on over them ("&am\u{e}p;").
    fn over_nothing(&self, segments: &[ByteSpan], raw: &[String]) -> Vec<String> {
        /// Bytes between two ranges, at most.
        const LONGEST: u64 = 8;
        let is_nothing = |from: u64, to: u64| {
            let near = from <= to && to - from <= LONGEST;
            let between = near.then(|| self.decode(ByteSpan::new(from, to))).flatten();
            between.is_some_and(|text| text.chars().all(is_invisible))
        };
        let mut joined: Vec<String> = Vec::new();
        let mut end = None;
        for (segment, text) in segments.iter().zip(raw) {
            match joined.last_mut() {
                Some(last) if end.is_some_and(|end| is_nothing(end, segment.start)) => {
                    last.push_str(text);
                }
                _ => joined.push(text.clone()),
            }
            end = Some(segment.end);
        }
        joined
    }

    /// The text of a byte range; `None` where the document has no such bytes.
    fn decode(&self, segment: ByteSpan) -> Option<String> {
        let start = usize::try_from(segment.start).ok()?;
        let end = usize::try_from(segment.end).ok()?;
        let bytes = self.bytes.get(start..end)?;
        if self.encoding == ISO_2022_JP {
            return Some(self.decode_in_context(segment));
        }
        let (text, _) = decode_with(bytes, segment.start, self.encoding);
        Some(text.as_str().to_owned())
    }

    /// Where the alphabet depends on what came before, the document is read from its start.
    fn decode_in_context(&self, segment: ByteSpan) -> String {
        let (text, _) = decode_with(&self.bytes, 0, self.encoding);
        let span = text.covering(segment);
        span.map_or("", |span| text.slice(span)).to_owned()
    }
}

/// Checks one span of a document; see [`Resolver`], which serves many.
///
/// # Errors
/// Where the bytes do not say what the span claims, or cannot be unpacked.
pub fn resolve(bytes: &[u8], document: &Document, span: &Span) -> Result<(), Mismatch> {
    let resolver = Resolver::new(bytes, document).map_err(|error| Mismatch {
        document: span.document.clone(),
        segments: span.segments.clone(),
        expected: span.text.clone(),
        found: format!("({error})"),
    })?;
    resolver.resolve(span)
}

/// A way of undoing one layer of escapes.
type Undo = fn(&str) -> Cow<'_, str>;

/// One way of reading decoded text: what carries it is undone first, then what it is written in.
#[derive(Clone, Copy, Debug)]
struct Reading {
    carrier: Undo,
    writing: Undo,
}

impl Reading {
    fn of(&self, text: &str) -> String {
        (self.writing)(&(self.carrier)(text)).into_owned()
    }
}

/// How a page says things: text, attributes, JSON-LD.
static PAGE: &[Undo] = &[as_html, as_attribute, as_json_in_html, as_it_stands];
/// How a text says things, which may have kept some markup.
static TEXT: &[Undo] = &[as_it_stands, as_scrape, as_html, as_text, as_cleaned];
/// A record holds a text or a page.
static EITHER: &[Undo] = &[
    as_it_stands,
    as_html,
    as_scrape,
    as_text,
    as_cleaned,
    as_attribute,
    as_json_in_html,
];

/// What carries the texts of a media type, and how they are written.
struct Ways {
    media_types: &'static [&'static str],
    carriers: &'static [Undo],
    writings: &'static [Undo],
}

static WAYS: &[Ways] = &[
    Ways {
        media_types: &["text/html"],
        carriers: &[as_it_stands],
        writings: PAGE,
    },
    Ways {
        media_types: &[
            "application/json",
            "application/x-ndjson",
            "application/feed+json",
        ],
        carriers: &[as_json],
        writings: EITHER,
    },
    Ways {
        media_types: &["text/csv", "text/tab-separated-values"],
        carriers: &[as_delimited, as_it_stands],
        writings: EITHER,
    },
    // Markdown reads references, and what it leaves is read as a text, which may hold more.
    Ways {
        media_types: &["text/markdown"],
        carriers: &[as_it_stands, as_scrape],
        writings: TEXT,
    },
    // Text may stand in character data, or as it is in a CDATA section.
    Ways {
        media_types: &[
            "application/rss+xml",
            "application/atom+xml",
            "application/nitf+xml",
            "application/vnd.iptc.g2.newsitem+xml",
        ],
        carriers: &[as_scrape, as_it_stands],
        writings: EITHER,
    },
];

/// The ways in which a document of a media type may say a text, the usual one first.
fn readings_of(media_type: &str) -> Vec<Reading> {
    let known = WAYS
        .iter()
        .find(|ways| ways.media_types.contains(&media_type));
    let (carriers, writings) = known.map_or((&[as_it_stands as Undo][..], TEXT), |ways| {
        (ways.carriers, ways.writings)
    });
    let pairs = carriers.iter().flat_map(|carrier| {
        let of = |writing: &Undo| Reading {
            carrier: *carrier,
            writing: *writing,
        };
        writings.iter().map(of)
    });
    pairs.collect()
}

/// In a quoted field of a delimited table, quotation marks are written twice.
fn as_delimited(text: &str) -> Cow<'_, str> {
    if text.contains("\"\"") {
        Cow::Owned(text.replace("\"\"", "\""))
    } else {
        Cow::Borrowed(text)
    }
}

fn as_it_stands(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Text scrapes keep some markup: references that end as they should are read.
fn as_scrape(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        let read = reference_at(from, Context::General);
        let closed = read.filter(|read| from.as_bytes().get(read.length - 1) == Some(&b';'));
        let reference = closed.unwrap_or_else(|| Reference {
            text: "&".to_owned(),
            length: 1,
        });
        out.push_str(before);
        out.push_str(&reference.text);
        rest = from.get(reference.length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The same, and tags are no text.
pub(crate) fn as_text(text: &str) -> Cow<'_, str> {
    Cow::Owned(as_scrape(&without_tags(text)).into_owned())
}

/// The same as plain text is cleaned: what only looks like a tag stays.
fn as_cleaned(text: &str) -> Cow<'_, str> {
    let cleaned = without_inline_markup(SourceText::verbatim(text));
    Cow::Owned(cleaned.as_str().to_owned())
}

fn as_html(text: &str) -> Cow<'_, str> {
    unescape_in(text, Context::General)
}

fn as_attribute(text: &str) -> Cow<'_, str> {
    unescape_in(text, Context::Attribute)
}

fn as_json(text: &str) -> Cow<'_, str> {
    Cow::Owned(json::unescape(text))
}

fn as_json_in_html(text: &str) -> Cow<'_, str> {
    Cow::Owned(as_html(&json::unescape(text)).into_owned())
}

/// A text with a blank in place of each tag.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        match tag.split_once('>') {
            Some((_, after)) => {
                out.push(' ');
                rest = after;
            }
            None => {
                out.push('<');
                rest = tag;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A text with each run of white space as one blank, without those at the ends, and without
/// characters that only say where a word may be broken.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|c| !is_invisible(*c)) {
        if !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
        || character.is_ascii_control() && !character.is_whitespace()
}

/// Whether the pieces, one after the other, say the expected text, blanks at their joins aside.
fn matches(expected: &str, pieces: impl Iterator<Item = String>) -> bool {
    let mut rest = expected;
    for piece in pieces {
        rest = rest.trim_start();
        match rest.strip_prefix(normal(&piece).as_str()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.trim_start().is_empty()
}

/// Whether the pieces say the expected text, each in a way of its own: character data and a CDATA
/// section may stand side by side. Every place that the pieces so far may reach is followed.
fn matches_mixed(expected: &str, raw: &[String], readings: &[Reading]) -> bool {
    let mut reached = BTreeSet::from([0]);
    for piece in raw.iter().filter(|_| raw.len() > 1) {
        let says: BTreeSet<String> = readings
            .iter()
            .map(|reading| normal(&reading.of(piece)))
            .collect();
        let mut next = BTreeSet::new();
        for at in reached {
            let rest = expected.get(at..).unwrap_or_default();
            let start = expected.len() - rest.trim_start().len();
            let rest = expected.get(start..).unwrap_or_default();
            let fitting = says.iter().filter(|said| rest.starts_with(said.as_str()));
            next.extend(fitting.map(|said| start + said.len()));
        }
        reached = next;
    }
    let ends = |at: &usize| {
        expected
            .get(*at..)
            .is_some_and(|rest| rest.trim().is_empty())
    };
    raw.len() > 1 && reached.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::tests::gzip;

    fn document(media_type: &str, encoding: &str) -> Document {
        Document {
            id: "d".into(),
            path: "p".into(),
            media_type: media_type.into(),
            bytes: 0,
            encoding: encoding.into(),
            inside: Vec::new(),
            compression: None,
        }
    }

    fn span(segments: &[(u64, u64)], text: &str) -> Span {
        Span {
            document: "d".into(),
            segments: segments
                .iter()
                .map(|(a, b)| ByteSpan::new(*a, *b))
                .collect(),
            text: text.into(),
        }
    }

    #[test]
    fn bytes_are_read_by_media_type() {
        let cases: [(&str, &[u8], &str, bool); 11] = [
            (
                "text/csv",
                br#"say ""no"" &amp; go"#,
                "say \"no\" & go",
                true,
            ),
            ("application/rss+xml", b"a &amp;amp; b", "a & b", true),
            ("application/rss+xml", b"a &amp;amp; b", "a + b", false),
            ("text/plain", b"a  b", "a b", true),
            ("text/plain", b"a &amp; b", "a & b", true),
            ("text/html", b"a&nbsp;&amp\nb", "a & b", true),
            ("text/html", b"?a=1&copy=2", "?a=1&copy=2", true),
            (
                "text/html",
                br"say \u201cno\u201d &amp; go",
                "say “no” & go",
                true,
            ),
            ("application/x-ndjson", br#"a \"b\"\nc"#, "a \"b\" c", true),
            ("application/x-ndjson", br#"x &lt;\/p&gt;"#, "x </p>", true),
            ("text/plain", b"forty", "fourty", false),
        ];
        for (media_type, bytes, text, right) in cases {
            let whole = span(&[(0, bytes.len() as u64)], text);
            let result = resolve(bytes, &document(media_type, "utf-8"), &whole);
            assert_eq!(result.is_ok(), right, "{media_type} {text} {result:?}");
        }
    }

    #[test]
    fn joins_forgive_white_space_and_nothing_else() {
        let page = b"<p>The <b>dam</b> gate</p>";
        let html = document("text/html", "utf-8");
        let segments = [(3, 7), (10, 13), (17, 22)];
        assert!(resolve(page, &html, &span(&segments, "The dam gate")).is_ok());
        assert!(resolve(page, &html, &span(&segments, "The\ndam gate")).is_ok());
        assert!(resolve(page, &html, &span(&segments, "The dams gate")).is_err());
        assert!(resolve(page, &html, &span(&segments, "The dam gate held")).is_err());
    }

    #[test]
    fn a_mismatch_says_where_and_what() {
        let html = document("text/html", "utf-8");
        let error = resolve(b"eleven", &html, &span(&[(0, 6)], "twelve")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "document d, bytes 0..6: expected \"twelve\", found \"eleven\""
        );
        let error = resolve(b"eleven", &html, &span(&[(0, 9)], "eleven")).unwrap_err();
        assert!(error.found.contains("no such bytes"));
    }

    #[test]
    fn gzip_is_unpacked_first() {
        let mut packed = document("text/plain", "utf-8");
        packed.compression = Some("gzip".into());
        assert!(resolve(&gzip(b"The gate held"), &packed, &span(&[(4, 8)], "gate")).is_ok());
    }

    #[test]
    fn other_encodings_are_decoded() {
        let latin = document("text/plain", "windows-1252");
        assert!(resolve(b"caf\xE9", &latin, &span(&[(0, 4)], "café")).is_ok());
        let wide: Vec<u8> = "café".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16 = document("text/plain", "utf-16le");
        assert!(resolve(&wide, &utf16, &span(&[(6, 8)], "é")).is_ok());
    }
}

//! Files of records: JSON Lines, a JSON array, a single JSON object.

use recension_core::article::{Article, Document, Receipt, Record, Stated};
use recension_core::text::{ByteSpan, SourceText, TextSpan};
use serde_json::{Map, Value};

use crate::decode::decode_with;
use crate::ingested::{Ingested, Problem};
use crate::json::{self, Node};
use crate::limits::Limits;
use crate::read::{article, read_text_as, unusable};
use crate::reading::Given;
use crate::sniff::{Kind, kind_of};

/// The names a field goes by, the contract's own first.
const TEXT: &[&str] = &["text", "body", "content", "maintext", "articleBody"];
const HTML: &[&str] = &["html"];
const ID: &[&str] = &["id", "_id"];
const TITLE: &[&str] = &["title", "headline"];
const URL: &[&str] = &["url", "link"];
const SOURCE: &[&str] = &["source", "outlet", "publisher", "source_domain"];
const DATE: &[&str] = &[
    "date",
    "published",
    "date_publish",
    "datePublished",
    "published_at",
];
const LANGUAGE: &[&str] = &["lang", "language"];

/// Lines looked at for one that is a record.
const LINES_TRIED: usize = 64;

/// How the records of a file stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// One record a line.
    Lines,
    /// One JSON value: a record, or an array of records.
    Whole,
}

/// Whether bytes are records, told by reading some of them.
pub(crate) fn recognise(bytes: &[u8]) -> Option<Format> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = text.trim_ascii_start();
    if !matches!(start.first(), Some(b'{' | b'[')) {
        return None;
    }
    let mut lines = lines(bytes)
        .map(|(_, line)| line)
        .filter(|line| !line.trim_ascii().is_empty());
    if lines.next().is_some_and(is_object) {
        return Some(Format::Lines);
    }
    if is_collection(start) {
        return Some(Format::Whole);
    }
    let some_line = lines.take(LINES_TRIED).any(is_object);
    (some_line || looks_like_object(start)).then_some(Format::Lines)
}

fn is_object(line: &[u8]) -> bool {
    let mut line = line
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(line)
        .trim_ascii();
    line = line.strip_suffix(b",").unwrap_or(line);
    line.starts_with(b"{") && is_json(line)
}

fn is_collection(start: &[u8]) -> bool {
    let empty = matches!(start.trim_ascii(), b"{}" | b"[]");
    !empty && is_json(start)
}

fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// A text that starts with a brace and a quoted name is a broken record rather than prose.
fn looks_like_object(start: &[u8]) -> bool {
    let inner = start.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    let name = inner.and_then(|inner| inner.strip_prefix(b"\""));
    let end = name.and_then(|name| memchr::memchr(b'"', name.get(..64).unwrap_or(name)));
    let after = name.zip(end).and_then(|(name, end)| name.get(end + 1..));
    after.is_some_and(|after| after.trim_ascii_start().starts_with(b":"))
}

/// The lines of a file, each with the offset of its first byte.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(move |line| {
            let start = at;
            at += line.len();
            (start, line)
        })
}

/// Reads a file of records.
pub(crate) fn read(
    bytes: &[u8],
    format: Format,
    mut document: Document,
    limits: &Limits,
) -> Ingested {
    document.media_type = media_type(format).to_owned();
    let mut reader = Reader {
        limits,
        document: document.clone(),
        articles: Vec::new(),
        problems: Vec::new(),
    };
    match format {
        Format::Lines => reader.lines(bytes),
        Format::Whole => reader.whole(bytes),
    }
    Ingested {
        document,
        articles: reader.articles,
        notes: Vec::new(),
        problems: reader.problems,
    }
}

const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Lines => "application/x-ndjson",
        Format::Whole => "application/json",
    }
}

struct Reader<'a> {
    limits: &'a Limits,
    document: Document,
    articles: Vec<Article>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn lines(&mut self, bytes: &[u8]) {
        for (number, (start, line)) in (1..).zip(lines(bytes)) {
            let lead = line.len() - trim_mark(line).trim_ascii_start().len();
            let inner = trim_mark(line).trim_ascii();
            let inner = inner.strip_suffix(b",").unwrap_or(inner);
            if inner.is_empty() {
                continue;
            }
            if let Err(reason) = self.record(inner, start + lead, number) {
                self.problems
                    .push(Problem::at_line("broken_record", number, &reason));
            }
        }
    }

    fn whole(&mut self, bytes: &[u8]) {
        let start = bytes.len() - trim_mark(bytes).len();
        let (source, _) = decode_with(trim_mark(bytes), start as u64, encoding_rs::UTF_8);
        let parsed = json::parse(source.as_str(), source.full_span());
        let Some(root) = parsed.node else {
            return;
        };
        let mut counter = LineCounter::default();
        for item in collection(&root).items() {
            let place = source.cover(item.span);
            let start = usize::try_from(place.start).unwrap_or(usize::MAX);
            let end = usize::try_from(place.end).unwrap_or(usize::MAX);
            let line = counter.line_of(bytes, start);
            if let Err(reason) = self.record(bytes.get(start..end).unwrap_or_default(), start, line)
            {
                self.problems
                    .push(Problem::at_line("broken_record", line, &reason));
            }
        }
    }

    /// Reads one record, whose bytes start at `start`.
    fn record(&mut self, bytes: &[u8], start: usize, line: u64) -> Result<(), String> {
        if bytes.len() as u64 > self.limits.max_payload {
            let most = self.limits.max_payload;
            return Err(format!(
                "the record has {} bytes, more than the limit of {most}",
                bytes.len()
            ));
        }
        let fields = fields(bytes)?;
        let (source, loss) = decode_with(bytes, start as u64, encoding_rs::UTF_8);
        let parsed = json::parse(source.as_str(), source.full_span());
        let root = parsed.node.ok_or("not a JSON object")?;
        let record = RecordText {
            source: &source,
            root: &root,
        };
        let content = record.content()?;
        let reading = read_text_as(content.kind, content.text, record.given(), self.limits);
        if let Some(problem) = unusable(&reading) {
            self.problems
                .push(Problem::at_line(&problem.code, line, &problem.message));
        }
        let record = Record {
            line,
            id: id(&fields),
            bytes: ByteSpan::new(start as u64, (start + bytes.len()) as u64),
            extra: extra(fields, content.field),
        };
        let notes = loss.notes(encoding_rs::UTF_8);
        self.articles
            .push(article(self.document.clone(), Some(record), reading, notes));
        Ok(())
    }
}

fn trim_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The array of records: the value itself, or the one member of an object that wraps it.
fn collection(root: &Node) -> &Node {
    let is_record = TEXT.iter().chain(HTML).any(|name| root.get(name).is_some());
    let mut arrays = root
        .members()
        .iter()
        .map(|member| &member.node)
        .filter(|node| node.items().iter().any(|item| !item.members().is_empty()))
        .filter(|node| matches!(node.value, json::Value::Array(_)));
    let only = arrays.next().filter(|_| arrays.next().is_none());
    only.filter(|_| !is_record).unwrap_or(root)
}

/// Counts lines up to places that only go forward.
#[derive(Default)]
struct LineCounter {
    at: usize,
    lines: u64,
}

impl LineCounter {
    fn line_of(&mut self, bytes: &[u8], place: usize) -> u64 {
        let passed = bytes.get(self.at..place).unwrap_or_default();
        self.lines += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.at = place.max(self.at);
        self.lines + 1
    }
}

/// The fields of a record, values and all.
fn fields(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = String::from_utf8_lossy(bytes);
    match serde_json::from_str(&text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("not a JSON object".to_owned()),
        Err(error) => Err(format!("not valid JSON: {}", reason(&error))),
    }
}

/// The reason without serde's own line number, which would mislead.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let bare = text.split(" at line ").next().unwrap_or(&text);
    format!("{bare} at column {}", error.column())
}

fn id(fields: &Map<String, Value>) -> Option<String> {
    ID.iter().find_map(|name| match fields.get(*name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The fields that were not used, kept as they are.
fn extra(mut fields: Map<String, Value>, content: &str) -> Map<String, Value> {
    fields.shift_remove(content);
    for names in [ID, TITLE, URL, SOURCE, DATE, LANGUAGE] {
        let used = names
            .iter()
            .find(|name| matches!(fields.get(**name), Some(Value::String(_))));
        if let Some(name) = used.or_else(|| names.first().filter(|_| names == ID)) {
            fields.shift_remove(*name);
        }
    }
    fields
}

/// The text of a record's report, and which field it came from.
struct Content {
    field: &'static str,
    kind: Kind,
    text: SourceText,
}

/// A record with its place.
struct RecordText<'a> {
    source: &'a SourceText,
    root: &'a Node,
}

impl RecordText<'_> {
    fn content(&self) -> Result<Content, String> {
        let text = self.filled(TEXT).map(|(field, text)| Content {
            field,
            kind: kind_of(text.as_str()),
            text,
        });
        let html = || {
            self.filled(HTML).map(|(field, text)| Content {
                field,
                kind: Kind::Html,
                text,
            })
        };
        text.or_else(html)
            .ok_or_else(|| "the record has neither `text` nor `html`".to_owned())
    }

    /// The first of some fields that holds a string with something in it.
    fn filled(&self, names: &[&'static str]) -> Option<(&'static str, SourceText)> {
        names.iter().find_map(|name| {
            let node = self.root.get(name).filter(|node| node.is_string())?;
            let text = json::string(self.source, node.span);
            (!text.as_str().trim().is_empty()).then_some((*name, text))
        })
    }

    fn given(&self) -> Given {
        Given {
            title: self.stated(TITLE),
            url: self.stated(URL),
            source: self.stated(SOURCE),
            date: self.stated(DATE),
            language: self.stated(LANGUAGE),
        }
    }

    fn stated(&self, names: &[&'static str]) -> Option<Stated<String>> {
        let (_, text) = self.filled(names)?;
        let trimmed = text.as_str().trim();
        let start = text.as_str().len() - text.as_str().trim_start().len();
        let span = TextSpan::of(start..start + trimmed.len());
        Some(Stated {
            value: trimmed.to_owned(),
            basis: "record".to_owned(),
            receipts: vec![Receipt {
                segments: text.original(span),
                text: trimmed.to_owned(),
            }],
        })
    }
}

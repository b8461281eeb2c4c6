//! Files of records: JSON Lines, a JSON array, a single JSON object; in UTF-8, or in UTF-16 by their
//! frame ([`Units`]).

use std::ops::Range;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use recension_core::article::{Article, Document, Record};
use recension_core::text::TextSpan;
use serde_json::{Map, Value};

use super::fields::{Field, Fields};
use super::record_text::{JsonRecord, RecordText, under};
use super::units::Units;
use super::{Attempt, Material};
use crate::facts::Facts;
use crate::ingested::{Ingested, Problem};
use crate::json::{self, Node};
use crate::options::Options;
use crate::read::{article, read_text_as, unusable};

/// Lines looked at for one that is a record.
const LINES_TRIED: usize = 64;

/// The media type of a JSON Feed.
const FEED: &str = "application/feed+json";

/// How the records of a file stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// One record a line.
    Lines,
    /// One JSON value: a record, or an array of records.
    Whole,
}

/// Whether bytes are records, told by reading some of them.
fn recognise(bytes: &[u8]) -> Option<Format> {
    let start = bytes.trim_ascii_start();
    if !matches!(start.first(), Some(b'{' | b'[')) {
        return None;
    }
    let mut lines = lines(bytes)
        .map(|(_, line)| line)
        .filter(|line| !line.trim_ascii().is_empty());
    if lines.next().is_some_and(is_object) {
        // One object alone may wrap many: feeds are often written on one line.
        let alone = lines.next().is_none();
        return Some(if alone { Format::Whole } else { Format::Lines });
    }
    if is_collection(start) {
        return Some(Format::Whole);
    }
    if lines.take(LINES_TRIED).any(is_object) {
        return Some(Format::Lines);
    }
    // Cut off or broken: one value over many lines is read as far as it goes.
    let first_line = start.split(|byte| *byte == b'\n').next().unwrap_or(start);
    let inner = start.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    match inner {
        Some(inner) => looks_like_object(inner).then_some(Format::Whole),
        None if looks_like_object(first_line) => Some(Format::Lines),
        None => looks_like_object(start).then_some(Format::Whole),
    }
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

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    // JSON is UTF-8 or UTF-16, whatever broken bytes look like.
    let wide = [UTF_16LE, UTF_16BE].contains(&material.encoding());
    let encoding = if wide { material.encoding() } else { UTF_8 };
    let units = Units::of(material.bytes, encoding);
    let Some(format) = recognise(units.frame()) else {
        return Attempt::Other(material);
    };
    let within = material.within(material.options.limits.max_records_payload);
    Attempt::Read(within.map(|()| read(material, &units, format)))
}

/// Reads a file of records.
fn read(material: Material<'_>, units: &Units<'_>, format: Format) -> Ingested {
    let facts = material.facts_of_many();
    let mut document = material.document;
    document.media_type = media_type(format).to_owned();
    document.encoding = units.encoding().name().to_ascii_lowercase();
    let mut reader = Reader {
        units,
        options: material.options,
        facts,
        document,
        articles: Vec::new(),
        problems: Vec::new(),
    };
    match format {
        Format::Lines => reader.lines(),
        Format::Whole => reader.whole(),
    }
    Ingested {
        document: reader.document,
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
    units: &'a Units<'a>,
    options: &'a Options,
    /// What is said of all records.
    facts: Facts,
    document: Document,
    articles: Vec<Article>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn lines(&mut self) {
        let units = self.units;
        for (number, (start, line)) in (1..).zip(lines(units.frame())) {
            let lead = line.len() - trim_mark(line).trim_ascii_start().len();
            let inner = trim_mark(line).trim_ascii();
            let inner = inner.strip_suffix(b",").unwrap_or(inner);
            if inner.is_empty() {
                continue;
            }
            let start = start + lead;
            if let Err(reason) = self.record(&(start..start + inner.len()), number) {
                self.problems
                    .push(Problem::at_line("broken_record", number, &reason));
            }
        }
    }

    fn whole(&mut self) {
        let units = self.units;
        let bytes = units.frame();
        let (source, _) = units.text(&(0..bytes.len()));
        let parsed = json::parse(source.as_str(), source.full_span());
        let Some(root) = parsed.node else {
            return;
        };
        let top = RecordText {
            values: &JsonRecord {
                source: &source,
                root: &root,
            },
            fields: &self.options.fields,
        };
        if let Some(facts) = top.facts_of_feed() {
            self.document.media_type = FEED.to_owned();
            self.facts = facts.or(&self.facts);
        }
        if let Some(at) = parsed.broken_at {
            let left = TextSpan::of(at..source.as_str().len());
            let left = source.original(left);
            let end = units.place(&(0..bytes.len())).end;
            let at = left.first().map_or(end, |left| left.start);
            let why = format!("the JSON is broken at byte {at}; read as far as it goes");
            self.problems.push(Problem::new("broken_json", why));
        }
        let mut counter = LineCounter::default();
        for item in collection(&root, &self.options.fields).items() {
            let range = units.range(source.cover(item.span));
            let line = counter.line_of(bytes, range.start);
            if let Err(reason) = self.record(&range, line) {
                self.problems
                    .push(Problem::at_line("broken_record", line, &reason));
            }
        }
    }

    /// Reads one record by its range of the frame.
    fn record(&mut self, range: &Range<usize>, line: u64) -> Result<(), String> {
        let limits = &self.options.limits;
        let place = self.units.place(range);
        if place.len() > limits.max_payload {
            let (length, most) = (place.len(), limits.max_payload);
            return Err(format!(
                "the record has {length} bytes, more than the limit of {most}"
            ));
        }
        let fields = fields(&self.units.raw(range))?;
        let (source, loss) = self.units.text(range);
        let parsed = json::parse(source.as_str(), source.full_span());
        let root = parsed.node.ok_or("not a JSON object")?;
        let record = RecordText {
            values: &JsonRecord {
                source: &source,
                root: &root,
            },
            fields: &self.options.fields,
        };
        let content = record.content()?;
        let facts = record.facts().or(&self.facts);
        let reading = read_text_as(content.kind, content.text, facts, limits);
        if let Some(problem) = unusable(&reading) {
            self.problems
                .push(Problem::at_line(&problem.code, line, &problem.message));
        }
        let record = Record {
            line,
            id: id(&fields, &self.options.fields),
            bytes: place,
            extra: extra(fields, &content.field, &self.options.fields),
        };
        let notes = loss.notes(self.units.encoding());
        self.articles
            .push(article(self.document.clone(), Some(record), reading, notes));
        Ok(())
    }
}

fn trim_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The array of records: the value itself, or the one member of an object that wraps it.
fn collection<'n>(root: &'n Node, fields: &Fields) -> &'n Node {
    let texts = [Field::Text, Field::Html].map(|field| fields.names(field));
    let is_record = |node: &Node| {
        let mut names = texts.iter().flatten();
        names.any(|name| !under(node, name).is_empty())
    };
    let members = root.members().iter().map(|member| &member.node);
    let arrays: Vec<&Node> = members
        .filter(|node| matches!(node.value, json::Value::Array(_)))
        .filter(|node| node.items().iter().any(|item| !item.members().is_empty()))
        .collect();
    let of_records = arrays
        .iter()
        .find(|array| array.items().iter().any(is_record));
    let only = arrays.first().filter(|_| arrays.len() == 1);
    let wrapped = of_records.or(only).copied().filter(|_| !is_record(root));
    wrapped.unwrap_or(root)
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
fn fields(text: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(text) {
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

fn id(record: &Map<String, Value>, fields: &Fields) -> Option<String> {
    let mut names = fields.names(Field::Id).into_iter();
    names.find_map(|name| match record.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The fields that were not used, kept as they are.
fn extra(mut record: Map<String, Value>, content: &str, fields: &Fields) -> Map<String, Value> {
    record.shift_remove(content);
    for (field, names) in fields.all() {
        if matches!(field, Field::Text | Field::Html) {
            continue;
        }
        let is_read = |name: &&&str| matches!(record.get(**name), Some(Value::String(_)));
        let used = names.iter().find(is_read).copied();
        let used = used.or_else(|| names.first().copied().filter(|_| field == Field::Id));
        if let Some(name) = used {
            record.shift_remove(name);
        }
    }
    record
}

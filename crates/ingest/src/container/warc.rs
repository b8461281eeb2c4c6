//! Web archives (WARC 0.18 to 1.1, ISO 28500), record by record, also where records are broken.
//!
//! A record is called `#record-12@48213`: its number, counted from 1, and its place. In an archive
//! packed record by record (`.warc.gz` as it should be) the place is that of the gzip member in the
//! file, as indices of archives give it; otherwise that of the record in the unpacked stream.
//!
//! Lengths are not trusted: a record must be followed by the next or by the end. Where it is not,
//! the record is taken up to where the next one starts, and the problem is told.

use std::io::BufRead;
use std::rc::Rc;

use super::gzip::Marks;
use super::http::{Packing, Response, end_of_headers, field};
use super::window::Window;
use super::{At, Flow, Opening, Stream};
use crate::facts::{Facts, outside};
use crate::member::Declared;
use crate::reading::Given;

/// Most bytes of a record's headers.
const MOST_HEADERS: usize = 64 * 1024;
/// What a record's header is longer than, so that this many bytes show whether one starts.
const SHORTEST_START: usize = 12;

pub(super) fn recognise(head: &[u8]) -> bool {
    starts_record(head)
}

/// `WARC/1.0` and the end of its line.
fn starts_record(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"WARC/") else {
        return false;
    };
    let line = rest.get(..rest.len().min(6)).unwrap_or_default();
    let end = memchr::memchr(b'\n', line);
    let version = end
        .and_then(|end| line.get(..end))
        .map(<[u8]>::trim_ascii_end);
    version.is_some_and(|version| {
        matches!(version, [major, b'.', minor @ ..]
            if major.is_ascii_digit() && !minor.is_empty() && minor.iter().all(u8::is_ascii_digit))
    })
}

/// Where the next record starts, from a place on: at the start of a line.
fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    let inside = bytes.get(from..)?;
    let found = memchr::memmem::find_iter(inside, b"WARC/").map(|at| from + at);
    found
        .filter(|at| *at == 0 || bytes.get(at - 1) == Some(&b'\n'))
        .find(|at| bytes.get(*at..).is_some_and(starts_record))
}

pub(super) fn open(opening: &mut Opening<'_>, stream: Stream<'_>, at: &At) -> Flow {
    let mut archive = Archive {
        opening,
        window: Window::new(stream.reader),
        marks: stream.marks,
        at: at.clone(),
        number: 0,
    };
    archive.records()
}

struct Archive<'o, 'v, R> {
    opening: &'o mut Opening<'v>,
    window: Window<R>,
    marks: Option<Marks>,
    at: At,
    number: u64,
}

/// A record's block, and what was wrong with it.
struct Block {
    /// How many bytes of the window it takes.
    length: usize,
    /// How many lie between it and the next record.
    gap: usize,
    problem: Option<String>,
}

impl<R: BufRead> Archive<'_, '_, R> {
    fn records(&mut self) -> Flow {
        loop {
            if !self.find_record() {
                return Flow::Continue(());
            }
            self.number += 1;
            let place = self.window.position();
            let packed = self.marks.as_ref().and_then(|marks| marks.packed(place));
            let step = format!("#record-{}@{}", self.number, packed.unwrap_or(place));
            let at = self.at.member(&step);
            self.record(at)?;
        }
    }

    /// Goes to the start of the next record; `false` at the end. What lies between records and is
    /// none is told once for each break.
    fn find_record(&mut self) -> bool {
        loop {
            let before = self.window.position();
            while self.window.fill(SHORTEST_START) > 0
                && matches!(self.window.bytes().first(), Some(b'\r' | b'\n'))
            {
                self.window.pass(1);
            }
            if starts_record(self.window.bytes()) {
                return true;
            }
            if self.seek_start() {
                let at = self.at.place.clone();
                let why =
                    format!("what stands at byte {before} is no WARC record; went on at the next");
                self.opening.tell(&at, "broken_record", &why);
                return true;
            }
            let Some(error) = self.window.take_error() else {
                return false;
            };
            let at = self.at.place.clone();
            self.opening.tell(&at, "damaged", &error);
            // A stream that breaks again without having given anything will give nothing.
            if self.window.fill(1) == 0 {
                return false;
            }
        }
    }

    /// Passes over everything up to the next start of a record.
    fn seek_start(&mut self) -> bool {
        const STEP: usize = 1 << 20;
        loop {
            let length = self.window.fill(STEP);
            match next_start(self.window.bytes(), 0) {
                Some(start) => {
                    self.window.pass(start);
                    return true;
                }
                None if length < STEP => {
                    self.window.pass(length);
                    return false;
                }
                None => self.window.pass(length - SHORTEST_START),
            }
        }
    }

    fn record(&mut self, at: At) -> Flow {
        let headers = self.window.find(0, MOST_HEADERS, |bytes, from| {
            let from = from.saturating_sub(4);
            let (end, gap) = end_of_headers(bytes.get(from..)?)?;
            Some(from + end + gap)
        });
        let Some(length) = headers else {
            // Not even headers: the search for the next record starts behind this one's name.
            self.window.pass(5);
            return self
                .opening
                .problem(&at.place, "broken_record", &"its headers do not end");
        };
        let headers = self
            .window
            .bytes()
            .get(..length)
            .unwrap_or_default()
            .to_vec();
        self.window.pass(length);
        let declared = field(&headers, "content-length").and_then(|value| value.parse().ok());
        let most = self.opening.limits.max_payload;
        if let Some(length) = declared.filter(|length| *length > most) {
            return self.too_long(length, &at);
        }
        let block = self.block(declared);
        if let Some(problem) = &block.problem {
            self.opening.tell(&at.place, "broken_record", problem);
        }
        let flow = if self.opening.visitor.wants(&at.place) {
            let bytes = self.window.bytes().get(..block.length).unwrap_or_default();
            hand_out(self.opening, &headers, bytes, at)
        } else {
            Flow::Continue(())
        };
        self.window.pass(block.length + block.gap);
        flow
    }

    /// Passes over a record that is too long to be held, unless its length is wrong.
    fn too_long(&mut self, length: u64, at: &At) -> Flow {
        let end = self.window.position().saturating_add(length);
        let mut problem = format!("its length of {length} bytes is more than the limit");
        while self.window.position() < end {
            let left = usize::try_from(end - self.window.position()).unwrap_or(usize::MAX);
            let held = self.window.fill(left.min(1 << 20)).min(left);
            if let Some(start) = next_start(self.window.bytes(), 0).filter(|start| *start < held) {
                self.window.pass(start);
                problem.push_str(", and wrong: another record starts before");
                break;
            }
            if held < left.min(1 << 20) {
                self.window.pass(held);
                problem.push_str(", and the archive ends before");
                break;
            }
            self.window.pass(if held == left {
                held
            } else {
                held - SHORTEST_START
            });
        }
        self.opening.problem(&at.place, "broken_record", &problem)
    }

    /// The block of a record by its declared length, where that leads to the next record or to the
    /// end; else up to the next record.
    fn block(&mut self, declared: Option<u64>) -> Block {
        let declared = declared.and_then(|length| usize::try_from(length).ok());
        let Some(length) = declared else {
            return self.block_up_to_next("it has no length");
        };
        let held = self.window.fill(length.saturating_add(4 + SHORTEST_START));
        let tail = self.window.bytes().get(length..);
        if let Some(gap) = tail.and_then(|tail| gap_before_record(tail, self.window.is_broken())) {
            let problem = None;
            return Block {
                length,
                gap,
                problem,
            };
        }
        if held < length && next_start(self.window.bytes(), 0).is_none() {
            let problem = format!("it breaks off: {held} of {length} bytes");
            return Block {
                length: held,
                gap: 0,
                problem: Some(problem),
            };
        }
        self.block_up_to_next(&format!("its length of {length} bytes is wrong"))
    }

    fn block_up_to_next(&mut self, problem: &str) -> Block {
        let most = usize::try_from(self.opening.limits.max_payload).unwrap_or(usize::MAX);
        let next = self.window.find(0, most, next_start);
        let whole = next.unwrap_or_else(|| self.window.bytes().len().min(most));
        let bytes = self.window.bytes().get(..whole).unwrap_or_default();
        let mut kept = bytes;
        for end in [&b"\r\n"[..], b"\n"].iter().cycle().take(4) {
            kept = kept.strip_suffix(*end).unwrap_or(kept);
        }
        Block {
            length: kept.len(),
            gap: whole - kept.len(),
            problem: Some(format!(
                "{problem}; read up to the next, {} bytes",
                kept.len()
            )),
        }
    }
}

/// How many bytes of line ends lie before the next record or the end; `None` where something else
/// stands there. Two line ends are what must follow a record: behind them anything may be broken.
fn gap_before_record(tail: &[u8], broken: bool) -> Option<usize> {
    let blank = tail.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let gap = blank.count();
    let rest = tail.get(gap..)?;
    let ends = rest.is_empty() && (!broken || gap > 0);
    (ends || tail.starts_with(b"\r\n\r\n") || starts_record(rest)).then_some(gap)
}

/// Kinds of records whose block is a document or a response with one.
static KEPT: &[&str] = &["response", "resource", "conversion"];

/// Media types that hold no report.
static FURNITURE: &[&str] = &[
    "image/",
    "video/",
    "audio/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/font",
    "application/wasm",
    "application/octet-stream",
    "text/dns",
];

fn hand_out(opening: &mut Opening<'_>, headers: &[u8], block: &[u8], mut at: At) -> Flow {
    let kind = field(headers, "warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let later = field(headers, "warc-segment-number").is_some_and(|number| number.trim() != "1");
    if !KEPT.contains(&kind.as_str()) || later {
        return Flow::Continue(());
    }
    at.facts = facts(headers);
    let media_type = field(headers, "content-type").unwrap_or_default();
    let response = Response::read(block).filter(|_| kind == "response");
    let entity = match &response {
        Some(response) if !(200..300).contains(&response.status) => {
            opening.visitor.passed_over(&at.place);
            return Flow::Continue(());
        }
        Some(response) => {
            at.declared =
                Declared::content_type(&response.header("content-type").unwrap_or_default());
            response.entity(&Packing {
                guard: &Rc::clone(&opening.guard),
                layer: at.layers,
                most: opening.limits.max_payload,
            })
        }
        None => {
            at.declared = Declared::content_type(&media_type);
            Ok(block.to_vec())
        }
    };
    let is_furniture = |kind: &String| FURNITURE.iter().any(|known| kind.starts_with(known));
    if at.declared.media_type.as_ref().is_some_and(is_furniture) {
        opening.visitor.passed_over(&at.place);
        return Flow::Continue(());
    }
    match entity {
        Err(why) => opening.problem(&at.place, "unusable_member", &why),
        Ok(bytes) if bytes.trim_ascii().is_empty() => {
            opening.visitor.passed_over(&at.place);
            Flow::Continue(())
        }
        Ok(bytes) if super::is_container(&bytes) => {
            opening.stream(Stream::plain(std::io::Cursor::new(bytes)), at)
        }
        Ok(bytes) => opening.document(bytes, at),
    }
}

/// What a record says of its page.
fn facts(headers: &[u8]) -> Facts {
    let url = field(headers, "warc-target-uri").unwrap_or_default();
    let url = url.trim_matches(['<', '>']);
    let is_address = url.starts_with("http://") || url.starts_with("https://");
    let date = field(headers, "warc-date").unwrap_or_default();
    Facts {
        given: Given {
            url: outside(url, "warc-target-uri").filter(|_| is_address),
            ..Given::default()
        },
        seen: outside(&date, "warc-date").into_iter().collect(),
        ..Facts::default()
    }
}

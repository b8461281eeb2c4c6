//! Files that hold documents: opened as a stream, one document after the other.
//!
//! A container is recognised by its first bytes, and what it holds may be a container again, up to
//! a number of layers. Nothing is written anywhere: the name of a member is a name, never a path to
//! open. What unpacks to far more than it is, is a bomb ([`crate::guard`]).

mod gzip;
mod http;
mod mbox;
#[cfg(feature = "parquet")]
mod rows;
#[cfg(not(feature = "parquet"))]
#[path = "rows_absent.rs"]
mod rows;
mod tape;
mod warc;
mod window;
mod zip;
mod zstandard;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::facts::Facts;
use crate::guard::{Counted, Guard, Unpacked};
use crate::ingested::Problem;
use crate::limits::Limits;
use crate::member::{Declared, Member};
use crate::place::Place;
use gzip::{Gunzip, Marks};
use zstandard::Unzstd;

/// Bytes looked at to tell a container.
const HEAD: usize = 512;
/// Bytes read at once.
const BUFFER: usize = 128 * 1024;

/// Where bytes come from.
pub enum Source<'a> {
    /// A file, read from any place.
    File(File),
    /// A stream, read once from its start.
    Stream(Box<dyn Read + 'a>),
}

/// What is told while an input is opened.
pub trait Visitor {
    /// Whether anything at or inside a place is wanted; what is not is not unpacked.
    fn wants(&self, _place: &Place) -> bool {
        true
    }

    /// A document. [`ControlFlow::Break`] ends the opening.
    fn member(&mut self, member: Member) -> ControlFlow<()>;

    /// Something inside the input could not be used.
    fn problem(&mut self, place: &Place, problem: Problem);

    /// A member that by its kind holds no report: a picture, a script, a redirection.
    fn passed_over(&mut self, _place: &Place) {}
}

/// Opens an input and hands out its documents in order. Only a piece of it is in memory at a time:
/// one document, and of an archive that must be read from its end (`.zip`) and comes as a stream,
/// at most [`Limits::max_held`] bytes.
pub fn open(source: Source<'_>, name: &str, limits: &Limits, visitor: &mut dyn Visitor) {
    let guard = Guard::new(limits);
    let mut opening = Opening {
        limits,
        guard: Rc::clone(&guard),
        visitor,
    };
    let at = At::file(name);
    let _ = match source {
        Source::File(file) => opening.file(file, at),
        Source::Stream(reader) => opening.outermost(reader, at),
    };
}

/// Whether to go on.
type Flow = ControlFlow<()>;

/// A stream, with what is known of how it is packed.
struct Stream<'s> {
    reader: Box<dyn BufRead + 's>,
    /// The members of the gzip file that it comes out of.
    marks: Option<Marks>,
}

impl<'s> Stream<'s> {
    fn plain(reader: impl BufRead + 's) -> Self {
        Self {
            reader: Box::new(reader),
            marks: None,
        }
    }
}

/// Where the opening is.
#[derive(Clone, Default)]
struct At {
    place: Place,
    layers: usize,
    compression: Option<&'static str>,
    declared: Declared,
    facts: Facts,
}

impl At {
    fn file(name: &str) -> Self {
        Self {
            place: Place::file(name),
            ..Self::default()
        }
    }

    fn layer(mut self) -> Self {
        self.layers += 1;
        self
    }

    /// The same place, what was packed there.
    fn packed(&self, compression: &'static str) -> Self {
        Self {
            compression: Some(compression),
            ..self.clone()
        }
    }

    /// A member of a container: nothing that was said of the container holds for it.
    fn member(&self, step: &str) -> Self {
        Self {
            place: self.place.step(step),
            layers: self.layers,
            ..Self::default()
        }
    }
}

/// A kind of container.
struct Container {
    recognise: fn(&[u8]) -> bool,
    open: fn(&mut Opening<'_>, Stream<'_>, &At) -> Flow,
}

static CONTAINERS: &[Container] = &[
    Container {
        recognise: |head| head.starts_with(gzip::MAGIC),
        open: |opening, stream, at| opening.gzip(stream, at),
    },
    Container {
        recognise: |head| head.starts_with(zstandard::MAGIC),
        open: |opening, stream, at| opening.zstandard(stream, at),
    },
    Container {
        recognise: zip::recognise,
        open: zip::open_stream,
    },
    Container {
        recognise: tape::recognise,
        open: tape::open,
    },
    Container {
        recognise: rows::recognise,
        open: rows::open_stream,
    },
    Container {
        recognise: warc::recognise,
        open: warc::open,
    },
    Container {
        recognise: mbox::recognise,
        open: mbox::open,
    },
];

/// Whether first bytes are those of a container.
pub(crate) fn is_container(head: &[u8]) -> bool {
    CONTAINERS.iter().any(|known| (known.recognise)(head))
}

/// Whether first bytes are those of a single compressed stream.
pub(crate) fn is_compressed(head: &[u8]) -> bool {
    head.starts_with(gzip::MAGIC) || head.starts_with(zstandard::MAGIC)
}

struct Opening<'v> {
    limits: &'v Limits,
    guard: Rc<Guard>,
    visitor: &'v mut dyn Visitor,
}

impl Opening<'_> {
    fn file(&mut self, file: File, at: At) -> Flow {
        let mut head = Vec::new();
        if let Err(error) = (&file).take(HEAD as u64).read_to_end(&mut head) {
            return self.problem(&at.place, "unreadable", &error);
        }
        if zip::recognise(&head) {
            return zip::open_file(self, file, &at.layer());
        }
        if rows::recognise(&head) {
            return rows::open_file(self, file, &at.layer());
        }
        self.outermost(Cursor::new(head).chain(file), at)
    }

    fn outermost<'s>(&mut self, reader: impl Read + 's, at: At) -> Flow {
        let counted = Counted {
            reader,
            guard: Rc::clone(&self.guard),
        };
        self.stream(Stream::plain(BufReader::with_capacity(BUFFER, counted)), at)
    }

    /// Opens what a stream holds, whatever it is.
    fn stream(&mut self, mut stream: Stream<'_>, at: At) -> Flow {
        let mut head = Vec::new();
        let peeked = (&mut stream.reader)
            .take(HEAD as u64)
            .read_to_end(&mut head);
        let container = CONTAINERS.iter().find(|known| (known.recognise)(&head));
        if let Err(error) = peeked {
            // A container may have more to give behind the damage.
            if container.is_none() {
                return self.problem(&at.place, "damaged", &error);
            }
            self.tell(&at.place, "damaged", &error);
        }
        let stream = Stream {
            reader: Box::new(Cursor::new(head).chain(stream.reader)),
            marks: stream.marks,
        };
        match container {
            None => self.leaf(stream, at),
            Some(_) if at.layers >= self.limits.max_layers => {
                let most = self.limits.max_layers;
                let why = format!("packed in more than {most} layers");
                self.problem(&at.place, "too_deep", &why)
            }
            Some(container) => (container.open)(self, stream, &at.layer()),
        }
    }

    fn gzip(&mut self, stream: Stream<'_>, at: &At) -> Flow {
        let marks = Marks::default();
        let unpacked = Unpacked::new(
            Gunzip::new(stream.reader, marks.clone()),
            &self.guard,
            at.layers,
        );
        let inner = Stream {
            reader: Box::new(BufReader::with_capacity(BUFFER, unpacked)),
            marks: Some(marks),
        };
        self.stream(inner, at.packed("gzip"))
    }

    fn zstandard(&mut self, stream: Stream<'_>, at: &At) -> Flow {
        let unpacked = Unpacked::new(Unzstd::new(stream.reader), &self.guard, at.layers);
        let inner = Stream::plain(BufReader::with_capacity(BUFFER, unpacked));
        self.stream(inner, at.packed("zstd"))
    }

    /// What is no container is a document.
    fn leaf(&mut self, stream: Stream<'_>, at: At) -> Flow {
        if !self.visitor.wants(&at.place) {
            return Flow::Continue(());
        }
        let most = self.limits.max_records_payload;
        match hold(stream.reader, most) {
            Err(why) => self.problem(&at.place, "unusable_member", &why),
            Ok(bytes) => self.document(bytes, at),
        }
    }

    fn document(&mut self, bytes: Vec<u8>, at: At) -> Flow {
        self.visitor.member(Member {
            place: at.place,
            bytes,
            compression: at.compression,
            declared: at.declared,
            facts: at.facts,
        })
    }

    fn problem(&mut self, place: &Place, code: &str, why: &dyn std::fmt::Display) -> Flow {
        self.tell(place, code, why);
        Flow::Continue(())
    }

    fn tell(&mut self, place: &Place, code: &str, why: &dyn std::fmt::Display) {
        self.visitor
            .problem(place, Problem::new(code, why.to_string()));
    }

    /// Whether a member of an archive may hold a report, by its name.
    fn may_hold_report(&mut self, name: &str, place: &Place) -> bool {
        if !self.visitor.wants(place) {
            return false;
        }
        let hidden = name.split(['/', '\\']).any(|part| {
            part.starts_with('.') && !part.trim_matches('.').is_empty() || part == "__MACOSX"
        });
        let passed = hidden || has_ending_of_furniture(name);
        if passed {
            self.visitor.passed_over(place);
        }
        !passed
    }
}

/// Endings of files that lie beside saved pages and hold no report, though some are text.
static FURNITURE: &[&str] = &[
    "css", "js", "mjs", "map", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp",
    "tif", "tiff", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm", "ogg", "wav", "mov",
    "swf",
];

fn has_ending_of_furniture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        FURNITURE
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
    })
}

/// Reads a stream to its end.
///
/// # Errors
/// Where it breaks, or is longer than `most`.
fn hold(reader: impl Read, most: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = reader.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error: io::Error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(format!("it holds more than {most} bytes, the limit"));
    }
    Ok(bytes)
}

#[cfg(test)]
pub(crate) mod tests;

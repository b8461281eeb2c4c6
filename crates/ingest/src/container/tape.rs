//! tar archives: the regular files in them, in order. Links, devices and sparse files are none.

use std::io::{self, BufReader, Read};

use tar::{Archive, Entry, EntryType};

use super::{At, Flow, Opening, Stream};
use crate::fault::guarded;

/// Names that came before, so that a second member of a name gets one of its own.
#[derive(Default)]
pub(super) struct Names(std::collections::BTreeMap<String, u64>);

impl Names {
    /// The step to a member of that name: `/name`, the second time `/name~2`.
    pub(super) fn step(&mut self, name: &str) -> String {
        let count = self.0.entry(name.to_owned()).or_default();
        *count += 1;
        match *count {
            1 => format!("/{name}"),
            count => format!("/{name}~{count}"),
        }
    }
}

pub(super) fn recognise(head: &[u8]) -> bool {
    let mark = head.get(257..265).unwrap_or_default();
    mark.starts_with(b"ustar\0") || mark == b"ustar  \0"
}

pub(super) fn open(opening: &mut Opening<'_>, stream: Stream<'_>, at: &At) -> Flow {
    let mut archive = Archive::new(stream.reader);
    let mut entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return opening.problem(&at.place, "damaged", &error),
    };
    let mut names = Names::default();
    loop {
        let why = match guarded(|| entries.next()) {
            Ok(None) => return Flow::Continue(()),
            Ok(Some(Ok(entry))) => {
                member(opening, entry, &mut names, at)?;
                continue;
            }
            Ok(Some(Err(error))) => error.to_string(),
            Err(fault) => fault,
        };
        let why = format!("the tar archive is damaged or breaks off: {why}");
        return opening.problem(&at.place, "damaged", &why);
    }
}

fn member<R: Read>(
    opening: &mut Opening<'_>,
    entry: Entry<'_, R>,
    names: &mut Names,
    at: &At,
) -> Flow {
    let kind = entry.header().entry_type();
    if !matches!(kind, EntryType::Regular | EntryType::Continuous) || entry.size() == 0 {
        return Flow::Continue(());
    }
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let inner = at.member(&names.step(&name));
    if !opening.may_hold_report(&name, &inner.place) {
        return Flow::Continue(());
    }
    let reader = BufReader::new(Whole::new(entry));
    opening.stream(Stream::plain(reader), inner)
}

/// A member that must be as long as its header says.
struct Whole<R> {
    reader: R,
    left: u64,
}

impl<'a, R: Read> Whole<Entry<'a, R>> {
    fn new(reader: Entry<'a, R>) -> Self {
        let left = reader.size();
        Self { reader, left }
    }
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        if count == 0 && self.left > 0 && !buffer.is_empty() {
            let left = std::mem::take(&mut self.left);
            let why = format!("the tar archive breaks off {left} bytes before the member's end");
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, why));
        }
        Ok(count)
    }
}

//! zip archives, by the directory at their end. Members are stored or deflated (or zstd); others
//! and encrypted ones are told.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder,
};

use super::tape::Names;
use super::{At, Flow, Opening, Stream, hold};
use crate::fault::guarded;
use crate::guard::Unpacked;

/// Most members that are looked at.
const MOST_MEMBERS: usize = 1_000_000;

pub(super) fn recognise(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// An archive that is a file.
pub(super) fn open_file(opening: &mut Opening<'_>, file: File, at: &At) -> Flow {
    let length = file.metadata().map_or(0, |data| data.len());
    opening.guard.add_read(length);
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    match guarded(|| ZipArchive::from_file(file, &mut buffer)) {
        Err(fault) => broken(opening, at, &fault),
        Ok(Err(error)) => broken(opening, at, &error),
        Ok(Ok(archive)) => members(opening, &archive, &mut buffer, at),
    }
}

/// An archive that comes as a stream is held in memory, since its directory stands at its end.
pub(super) fn open_stream(opening: &mut Opening<'_>, stream: Stream<'_>, at: &At) -> Flow {
    let bytes = match hold(stream.reader, opening.limits.max_held) {
        Ok(bytes) => bytes,
        Err(why) => return opening.problem(&at.place, "unusable_member", &why),
    };
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    match guarded(|| ZipArchive::from_seekable(Cursor::new(bytes), &mut buffer)) {
        Err(fault) => broken(opening, at, &fault),
        Ok(Err(error)) => broken(opening, at, &error),
        Ok(Ok(archive)) => members(opening, &archive, &mut buffer, at),
    }
}

fn broken(opening: &mut Opening<'_>, at: &At, error: &dyn std::fmt::Display) -> Flow {
    let why = format!("the zip archive is damaged or breaks off: {error}");
    opening.problem(&at.place, "damaged", &why)
}

/// What the directory says of a member.
struct Entry {
    name: String,
    way: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

/// What the directory lists, and why it does not go on.
struct Listing {
    entries: Vec<Entry>,
    problem: Option<String>,
}

fn list<R: ReaderAt>(archive: &ZipArchive<R>, buffer: &mut [u8]) -> Listing {
    let mut listed = Vec::new();
    let mut entries = archive.entries(buffer);
    let problem = loop {
        match entries.next_entry() {
            Ok(Some(_)) if listed.len() == MOST_MEMBERS => {
                break Some(format!(
                    "it has more than {MOST_MEMBERS} members; the rest is not read"
                ));
            }
            Ok(Some(entry)) if entry.is_dir() => {}
            Ok(Some(entry)) => listed.push(Entry {
                name: String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned(),
                way: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
            }),
            Ok(None) => break None,
            Err(error) => break Some(format!("its directory is damaged: {error}")),
        }
    };
    Listing {
        entries: listed,
        problem,
    }
}

fn members<R: ReaderAt>(
    opening: &mut Opening<'_>,
    archive: &ZipArchive<R>,
    buffer: &mut [u8],
    at: &At,
) -> Flow {
    let Listing {
        entries: listed,
        problem,
    } = match guarded(|| list(archive, buffer)) {
        Ok(listing) => listing,
        Err(fault) => return opening.problem(&at.place, "damaged", &fault),
    };
    if let Some(why) = problem {
        opening.tell(&at.place, "damaged", &why);
    }
    if listed.is_empty() {
        return opening.problem(
            &at.place,
            "empty_archive",
            &"the zip archive holds no files",
        );
    }
    let mut names = Names::default();
    for entry in &listed {
        let inner = at.member(&names.step(&entry.name));
        if opening.may_hold_report(&entry.name, &inner.place) {
            member(opening, archive, entry, inner)?;
        }
    }
    Flow::Continue(())
}

/// Opens one member.
fn member<R: ReaderAt>(
    opening: &mut Opening<'_>,
    archive: &ZipArchive<R>,
    entry: &Entry,
    at: At,
) -> Flow {
    if entry.encrypted {
        return opening.problem(&at.place, "unusable_member", &"it is encrypted");
    }
    let found = match guarded(|| archive.get_entry(entry.way)) {
        Ok(Ok(found)) => found,
        Err(fault) => return opening.problem(&at.place, "damaged", &fault),
        Ok(Err(error)) => return opening.problem(&at.place, "damaged", &error),
    };
    let packed = BufReader::new(found.reader());
    let unpacked: Box<dyn Read + '_> = match entry.method {
        CompressionMethod::STORE => Box::new(packed),
        CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
        CompressionMethod::ZSTD => Box::new(super::Unzstd::new(packed)),
        other => {
            let why = format!("it is packed with {other:?}, which is not read");
            return opening.problem(&at.place, "unusable_member", &why);
        }
    };
    let verified = found.verifying_reader(unpacked);
    let reader = Unpacked::new(verified, &opening.guard, at.layers);
    opening.stream(Stream::plain(BufReader::new(reader)), at)
}

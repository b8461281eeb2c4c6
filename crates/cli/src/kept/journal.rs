//! A file of what was done, a line for each piece of work: its key, and the result as JSON. Lines are
//! only ever added, and added whole: what an interrupted run left of its last line is cut off.

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use serde::Serialize;

/// Length of a key: SHA-256 in hexadecimal.
const KEY: usize = 64;
/// What the first line starts with.
const FORMAT: &str = r#"{"format":"recension-kept","version":1,"program":""#;

/// The file, and where in it the result of each key stands.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    places: HashMap<String, Place>,
    /// Where the last whole line ends.
    end: u64,
    /// Whether a write failed, so that nothing more is written.
    failed: bool,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    start: u64,
    length: usize,
}

/// A journal, and whether it held the work of another build of the program, which was dropped.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) journal: Journal,
    pub(super) begun_anew: bool,
}

impl Journal {
    /// Opens the journal, or begins one. `program` names the build of the program: what another one
    /// did is not used.
    ///
    /// # Errors
    /// Where the file cannot be read or written, is of something else, or is in use by another run.
    pub(super) fn open(path: &Path, program: &str) -> io::Result<Opened> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.open(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::other("another run is using it"));
            }
            // Where a file system knows no locks, the user must see to it.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let header = format!("{FORMAT}{program}\"}}\n");
        let (places, end) = index(&file, &header)?;
        let mut journal = Self {
            file,
            places,
            end,
            failed: false,
        };
        let length = journal.file.metadata()?.len();
        let begun_anew = length > 0 && end == 0;
        if length > end {
            journal.file.set_len(end)?;
        }
        if end == 0 {
            journal.append(header.as_bytes())?;
        }
        Ok(Opened {
            journal,
            begun_anew,
        })
    }

    /// The JSON that is kept under a key; `None` where there is none that can be read.
    pub(super) fn get(&mut self, key: &str) -> Option<Vec<u8>> {
        let place = *self.places.get(key)?;
        let mut written = vec![0; place.length];
        self.file.seek(SeekFrom::Start(place.start)).ok()?;
        self.file.read_exact(&mut written).ok()?;
        Some(written)
    }

    /// Keeps results: all lines of a call are written at once.
    ///
    /// # Errors
    /// Where they cannot be written; after that, nothing more is kept.
    pub(super) fn add(&mut self, lines: &[Line]) -> io::Result<()> {
        if self.failed {
            return Ok(());
        }
        let whole: Vec<u8> = lines.iter().flat_map(|line| &line.bytes).copied().collect();
        let mut start = self.end;
        self.append(&whole).inspect_err(|_| self.failed = true)?;
        for line in lines {
            let length = line.bytes.len();
            let place = Place {
                start: start + KEY as u64 + 1,
                length: length - KEY - 2,
            };
            self.places.insert(line.key().to_owned(), place);
            start += length as u64;
        }
        Ok(())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(())
    }
}

/// A line that is to be kept.
#[derive(Debug)]
pub(crate) struct Line {
    bytes: Vec<u8>,
}

impl Line {
    /// The line of a result. `None` where it cannot be written as JSON.
    pub(super) fn new(key: &str, result: &impl Serialize) -> Option<Self> {
        debug_assert_eq!(key.len(), KEY, "a key is a hash");
        let mut bytes = format!("{key} ").into_bytes();
        serde_json::to_writer(&mut bytes, result).ok()?;
        bytes.push(b'\n');
        Some(Self { bytes })
    }

    fn key(&self) -> &str {
        self.bytes.get(..KEY).map_or("", as_text)
    }
}

fn as_text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Where the results stand, and where the last whole line ends; 0 where the file is empty or of
/// another build.
fn index(file: &File, header: &str) -> io::Result<(HashMap<String, Place>, u64)> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    // A header that broke off is the start of one.
    let is_ours = line.starts_with(FORMAT.as_bytes()) || FORMAT.as_bytes().starts_with(&line);
    if !is_ours {
        let why = "it is no record of an earlier run, and is left as it is; name another file";
        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
    }
    let mut places = HashMap::new();
    if line != header.as_bytes() {
        return Ok((places, 0));
    }
    let mut end = line.len() as u64;
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Ok((places, end));
        }
        let key = line.get(..KEY).map_or("", as_text);
        if !key.is_empty() && line.get(KEY) == Some(&b' ') {
            let place = Place {
                start: end + KEY as u64 + 1,
                length: length - KEY - 2,
            };
            places.insert(key.to_owned(), place);
        }
        end += length as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(digit: char) -> String {
        std::iter::repeat_n(digit, KEY).collect()
    }

    fn get(journal: &mut Journal, digit: char) -> Option<String> {
        let written = journal.get(&key(digit))?;
        serde_json::from_slice(&written).ok()
    }

    fn line(digit: char, result: &str) -> Line {
        Line::new(&key(digit), &result).unwrap()
    }

    #[test]
    fn whole_lines_are_found_again_and_a_broken_one_is_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept");
        let open = || Journal::open(&path, "one").unwrap();
        let mut journal = open().journal;
        journal
            .add(&[line('a', "first"), line('b', "second")])
            .unwrap();
        drop(journal);
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let Opened {
                mut journal,
                begun_anew: _,
            } = open();
            let first = get(&mut journal, 'a');
            assert!(first.is_none_or(|first| first == "first"), "cut at {cut}");
            assert_eq!(get(&mut journal, 'b'), None, "cut at {cut}");
            journal.add(&[line('b', "again")]).unwrap();
            drop(journal);
            let mut journal = open().journal;
            assert_eq!(get(&mut journal, 'b').unwrap(), "again");
        }
    }

    #[test]
    fn what_another_build_did_is_dropped_and_other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept");
        let mut opened = Journal::open(&path, "one").unwrap();
        assert!(!opened.begun_anew);
        opened.journal.add(&[line('a', "first")]).unwrap();
        drop(opened);
        let mut opened = Journal::open(&path, "two").unwrap();
        assert!(opened.begun_anew);
        assert_eq!(get(&mut opened.journal, 'a'), None);
        drop(opened);
        std::fs::write(&path, "my own notes\n").unwrap();
        let error = Journal::open(&path, "two").unwrap_err();
        assert!(error.to_string().contains("left as it is"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "my own notes\n");
    }

    #[test]
    fn two_runs_do_not_write_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept");
        let first = Journal::open(&path, "one").unwrap();
        let error = Journal::open(&path, "one").unwrap_err();
        assert!(error.to_string().contains("another run"), "{error}");
        drop(first);
        assert!(Journal::open(&path, "one").is_ok());
    }
}

//! What was fetched into a folder before: one line of JSON for each answer, added as it comes. The
//! last line about an address holds; a line that broke off is passed over.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::visit::Validators;
use crate::warc::whole_of;

/// The file in the folder.
pub(crate) const STATE_FILE: &str = ".recension-fetch.jsonl";
const FORMAT: &str = r#"{"format":"recension-fetch","version":1}"#;

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The address as it was asked for.
    pub(crate) url: String,
    /// The address that answered.
    pub(crate) location: String,
    /// When, by the clock of this machine (RFC 3339).
    pub(crate) fetched: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<String>,
    /// The file that holds it, and its bytes there.
    pub(crate) file: String,
    pub(crate) offset: u64,
    pub(crate) length: u64,
    /// The links of its items, where it is a feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) items: Option<Vec<String>>,
}

impl Entry {
    pub(crate) fn validators(&self) -> Validators {
        Validators {
            location: self.location.clone(),
            etag: self.etag.clone(),
            last_modified: self.last_modified.clone(),
        }
    }

    /// Whether a server can be asked for changes alone.
    pub(crate) const fn can_be_asked_for_changes(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}

/// All that is known of a folder.
#[derive(Debug)]
pub(crate) struct State {
    entries: BTreeMap<String, Entry>,
    file: File,
}

impl State {
    /// Opens the state of a folder, and completes the files that an interrupted run left: each is cut
    /// behind its last whole answer.
    ///
    /// # Errors
    /// Where the folder cannot be read or written, or the file is of something else.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(STATE_FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(&path)?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        if text.is_empty() {
            file.write_all(format!("{FORMAT}\n").as_bytes())?;
        } else if !text.starts_with(FORMAT) {
            let why = format!("{} is no state of a fetch", path.display());
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        } else if !text.ends_with('\n') {
            file.seek(SeekFrom::End(0))?;
            file.write_all(b"\n")?;
        }
        let entries = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        let entries: BTreeMap<String, Entry> =
            entries.map(|entry| (entry.url.clone(), entry)).collect();
        salvage(folder, &ends(&text))?;
        Ok(Self { entries, file })
    }

    pub(crate) fn get(&self, url: &str) -> Option<&Entry> {
        self.entries.get(url)
    }

    /// Remembers an answer.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn add(&mut self, entry: Entry) -> io::Result<()> {
        let line = serde_json::to_string(&entry).map_err(io::Error::other)?;
        self.file.write_all(format!("{line}\n").as_bytes())?;
        self.entries.insert(entry.url.clone(), entry);
        Ok(())
    }
}

/// The end of the last whole answer in each file.
fn ends(text: &str) -> BTreeMap<String, u64> {
    let mut ends: BTreeMap<String, u64> = BTreeMap::new();
    for entry in text
        .lines()
        .filter_map(|line| serde_json::from_str::<Entry>(line).ok())
    {
        let end = entry.offset.saturating_add(entry.length);
        let known = ends.entry(entry.file).or_default();
        *known = end.max(*known);
    }
    ends
}

fn salvage(folder: &Path, ends: &BTreeMap<String, u64>) -> io::Result<()> {
    for part in parts(folder)? {
        let name = part
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let whole = whole_of(&name).unwrap_or(&name);
        match ends.get(whole) {
            Some(end) => {
                OpenOptions::new().write(true).open(&part)?.set_len(*end)?;
                std::fs::rename(&part, folder.join(whole))?;
            }
            None => std::fs::remove_file(&part)?,
        }
    }
    Ok(())
}

/// The unfinished files of earlier runs, sorted.
fn parts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if whole_of(&name).is_some() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(url: &str, file: &str, offset: u64, length: u64) -> Entry {
        Entry {
            url: url.to_owned(),
            file: file.to_owned(),
            offset,
            length,
            ..Entry::default()
        }
    }

    #[test]
    fn what_was_added_is_known_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::open(folder.path()).unwrap();
        state.add(entry("a", "x.warc.gz", 0, 5)).unwrap();
        state.add(entry("a", "y.warc.gz", 0, 7)).unwrap();
        drop(state);
        let state = State::open(folder.path()).unwrap();
        assert_eq!(
            state.get("a").map(|entry| entry.file.as_str()),
            Some("y.warc.gz")
        );
        assert!(state.get("b").is_none());
    }

    #[test]
    fn an_interrupted_run_loses_only_what_was_not_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut state = State::open(folder.path()).unwrap();
        state.add(entry("a", "recension-1.warc.gz", 3, 4)).unwrap();
        drop(state);
        std::fs::write(path(".recension-1.warc.gz.part"), b"0123456789").unwrap();
        std::fs::write(path(".recension-2.warc.gz.part"), b"nothing whole").unwrap();
        let torn = std::fs::read_to_string(path(STATE_FILE)).unwrap() + "{\"url\":\"b\",\"loc";
        std::fs::write(path(STATE_FILE), torn).unwrap();
        let mut state = State::open(folder.path()).unwrap();
        assert_eq!(
            std::fs::read(path("recension-1.warc.gz")).unwrap(),
            b"0123456"
        );
        assert!(!path(".recension-2.warc.gz.part").exists());
        state.add(entry("c", "z", 0, 1)).unwrap();
        drop(state);
        assert!(State::open(folder.path()).unwrap().get("c").is_some());
    }

    #[test]
    fn another_file_of_that_name_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(STATE_FILE), "my notes\n").unwrap();
        assert!(State::open(folder.path()).is_err());
    }
}

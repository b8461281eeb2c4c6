//! `--resume`: what a run has read and compiled is kept as it is done, so that a run that was
//! interrupted goes on where it stopped, and a later run over more inputs does only what is new.
//!
//! A result is kept under the hash of everything that decides it, the program itself included, so
//! that one that would come out otherwise today is never used.

mod journal;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::messages::Messages;
use journal::Journal;
pub(crate) use journal::Line;

/// What earlier runs did, if the user named a file for it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    file: Option<Mutex<Journal>>,
    /// How the file is called in messages.
    name: String,
    /// Where it is.
    place: Option<PathBuf>,
}

/// A piece of work that is done.
#[derive(Debug)]
pub(crate) struct Done<T> {
    pub(crate) result: T,
    /// Whether an earlier run had done it.
    pub(crate) earlier: bool,
    /// What is to be kept of it.
    pub(crate) line: Option<Line>,
}

impl Kept {
    /// Opens the file of `--resume`; without one, nothing is kept.
    ///
    /// # Errors
    /// Where the file cannot be used.
    pub(crate) fn open(path: Option<&Path>, messages: &Messages) -> Result<Self, String> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let name = path.display().to_string();
        let opened = hash_of_program().and_then(|program| Journal::open(path, &program));
        let opened = opened.map_err(|error| format!("--resume {name}: {error}"))?;
        if opened.begun_anew {
            let why = "holds the work of another build of this program; begun anew";
            messages.note(format_args!("{name} {why}"));
        }
        Ok(Self {
            file: Some(Mutex::new(opened.journal)),
            name,
            place: path.canonicalize().ok(),
        })
    }

    /// Whether a path leads to the file itself, which is no input, though it may stand among them.
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        let same = |own: &PathBuf| path.canonicalize().is_ok_and(|path| path == *own);
        self.place.as_ref().is_some_and(same)
    }

    /// The key of a piece of work, the hash of all that decides its result; only computed where
    /// results are kept.
    pub(crate) fn key(&self, hash: impl FnOnce() -> String) -> Option<String> {
        self.file.is_some().then(hash)
    }

    /// Does a piece of work, unless an earlier run did.
    pub(crate) fn done<T: Serialize + DeserializeOwned>(
        &self,
        key: Option<String>,
        work: impl FnOnce() -> T,
    ) -> Done<T> {
        if let Some(result) = key.as_deref().and_then(|key| self.find(key)) {
            return Done {
                result,
                earlier: true,
                line: None,
            };
        }
        let result = work();
        Done {
            line: key.and_then(|key| Line::new(&key, &result)),
            result,
            earlier: false,
        }
    }

    fn find<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let written = lock(self.file.as_ref()?).get(key)?;
        serde_json::from_slice(&written).ok()
    }

    /// Keeps what was done. Where that fails it is said, and the run goes on.
    pub(crate) fn keep(&self, lines: &[Line], messages: &Messages) {
        let Some(file) = self.file.as_ref().filter(|_| !lines.is_empty()) else {
            return;
        };
        if let Err(error) = lock(file).add(lines) {
            let why = "nothing more is kept, the run goes on";
            messages.unusable(&self.name, format_args!("{error}; {why}"));
        }
    }

    /// Says how much an earlier run had done.
    pub(crate) fn tell(&self, earlier: usize, all: usize, what: &str, messages: &Messages) {
        if earlier > 0 {
            let name = &self.name;
            messages.note(format_args!("{earlier} of {all} {what} before, in {name}"));
        }
    }
}

fn lock(journal: &Mutex<Journal>) -> MutexGuard<'_, Journal> {
    journal.lock().unwrap_or_else(PoisonError::into_inner)
}

/// SHA-256 of the program that runs: another build may give other results.
fn hash_of_program() -> io::Result<String> {
    let mut hasher = Hasher::default();
    io::copy(&mut File::open(std::env::current_exe()?)?, &mut hasher)?;
    Ok(hasher.finish())
}

/// A hash that can be written to.
#[derive(Debug, Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// Takes a value in, as JSON.
    pub(crate) fn value(&mut self, value: &impl Serialize) {
        // A hash takes everything, and the values are of types that can be written as JSON.
        let _ = serde_json::to_writer(&mut *self, value);
    }

    /// The hash, in lower-case hexadecimal.
    pub(crate) fn finish(self) -> String {
        let bytes = self.0.finalize();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

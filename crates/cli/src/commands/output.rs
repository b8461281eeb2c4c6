//! Where results go: standard output, or a file written whole or not at all.

use std::io::{IsTerminal, Write};
use std::path::Path;

use recension_render::{Format, Options};

use crate::arguments::{Form, Output};

/// The form of the result: what was asked for, else by the suffix of the file, else text.
pub(crate) fn form(output: &Output) -> Format {
    let suffix = || output.output.as_deref()?.extension()?.to_str();
    let by_suffix = || suffix().and_then(Format::from_suffix);
    output
        .format
        .map(format_of)
        .or_else(by_suffix)
        .unwrap_or(Format::Text)
}

const fn format_of(form: Form) -> Format {
    match form {
        Form::Text => Format::Text,
        Form::Html => Format::Html,
        Form::Json => Format::Json,
        Form::Markdown => Format::Markdown,
    }
}

/// Width and colour for the place the result goes to.
pub(crate) fn options(output: &Output) -> Options {
    let terminal = output.output.is_none() && std::io::stdout().is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let size = terminal_size::terminal_size().filter(|_| terminal);
    let width = size.map_or(80, |(width, _)| usize::from(width.0).clamp(40, 100));
    Options {
        width,
        colour: terminal && !plain,
    }
}

/// Writes a result to its place.
///
/// # Errors
/// Where the place cannot be written; a reader of standard output that went away is no error.
pub(crate) fn write(result: &str, output: Option<&Path>) -> Result<(), String> {
    match output {
        Some(path) => {
            write_whole(path, result.as_bytes()).map_err(|e| format!("{}: {e}", path.display()))
        }
        None => match std::io::stdout().lock().write_all(result.as_bytes()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| format!("standard output: {error}")),
        },
    }
}

/// Standard output, written piece by piece.
#[derive(Default)]
pub(super) struct Stream {
    failed: Option<std::io::Error>,
}

impl Stream {
    /// Writes a piece, unless one before it could not be written.
    pub(super) fn write(&mut self, piece: &str) {
        if self.failed.is_none() {
            self.failed = std::io::stdout().lock().write_all(piece.as_bytes()).err();
        }
    }

    /// # Errors
    /// Where a piece could not be written; a reader that went away is no error.
    pub(super) fn finish(self) -> Result<(), String> {
        let flushed = self
            .failed
            .map_or_else(|| std::io::stdout().lock().flush(), Err);
        match flushed {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| format!("standard output: {error}")),
        }
    }
}

/// Writes a file under another name and renames it, so that it is never seen half written. What is
/// no plain file (a device, a pipe) is written to where it stands: renaming would put a file in its
/// place. A link stays, and the file that it leads to is written.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let place = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if std::fs::metadata(&place).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return std::fs::OpenOptions::new()
            .write(true)
            .open(&place)?
            .write_all(bytes);
    }
    let folder = place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.flush()?;
    let file = file.persist(&place).map_err(|error| error.error)?;
    readable_by_all(&file)
}

/// A temporary file is private; a result is as readable as any new file.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A pipe stands for whatever is no plain file; the null device is one file of the machine's.
    #[test]
    fn what_is_no_plain_file_is_written_to_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read_to_string(pipe).unwrap()
        });
        write_whole(&pipe, b"a result").unwrap();
        assert_eq!(reader.join().unwrap(), "a result");
        assert!(!std::fs::metadata(&pipe).unwrap().is_file());
    }

    #[test]
    fn a_link_stays_and_leads_to_the_result() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "before").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_whole(&link, b"after").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "after");
    }
}

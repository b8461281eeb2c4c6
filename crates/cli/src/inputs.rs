//! From what the user named to files: folders walked, globs expanded.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::messages::Messages;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// How it is called in messages and in the dossier.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

impl Input {
    /// Its size in bytes; 0 where that is not known before it is read.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Standard => 0,
            Self::File(path) => std::fs::metadata(path).map_or(0, |data| data.len()),
        }
    }
}

/// The files behind what the user named, sorted, each once. What is not there is said.
pub(crate) fn expand(named: &[OsString], messages: &Messages) -> Vec<Input> {
    let mut inputs: Vec<Input> = named.iter().flat_map(|name| one(name, messages)).collect();
    inputs.sort();
    inputs.dedup();
    inputs
}

fn one(name: &OsStr, messages: &Messages) -> Vec<Input> {
    let path = Path::new(name);
    if name == "-" {
        return vec![Input::Standard];
    }
    if path.is_dir() {
        return folder(path, messages);
    }
    if path.exists() {
        return vec![Input::File(path.to_owned())];
    }
    let shown = name.to_string_lossy();
    if shown.contains(['*', '?', '[']) {
        return pattern(&shown, messages);
    }
    messages.unusable(shown, "no such file or folder");
    Vec::new()
}

/// Every file below a folder, hidden ones left out.
fn folder(folder: &Path, messages: &Messages) -> Vec<Input> {
    let is_hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    let walk = walkdir::WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name();
    let mut found = Vec::new();
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => found.push(Input::File(entry.into_path())),
            Ok(_) => {}
            Err(error) => messages.unusable(folder.display(), error),
        }
    }
    if found.is_empty() {
        messages.unusable(folder.display(), "the folder holds no files");
    }
    found
}

fn pattern(pattern: &str, messages: &Messages) -> Vec<Input> {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => {
            messages.unusable(pattern, format_args!("not a valid pattern: {error}"));
            return Vec::new();
        }
    };
    let files = paths.filter_map(Result::ok).filter(|path| path.is_file());
    let found: Vec<_> = files.map(Input::File).collect();
    if found.is_empty() {
        messages.unusable(pattern, "the pattern matches no file");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_and_patterns_expanded() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", ".hidden"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let messages = Messages::new(true);
        let root = folder.path().display().to_string();
        let names = |named: &[String]| -> Vec<String> {
            let named: Vec<OsString> = named.iter().map(OsString::from).collect();
            let inputs = expand(&named, &messages);
            inputs
                .iter()
                .map(|i| i.name().rsplit('/').next().unwrap().to_owned())
                .collect()
        };
        assert_eq!(names(std::slice::from_ref(&root)), ["a.txt", "b.txt"]);
        assert_eq!(
            names(&[format!("{root}/*.txt"), format!("{root}/a.txt")]),
            ["a.txt", "b.txt"]
        );
        assert_eq!(names(&["-".into()]), ["-"]);
    }
}

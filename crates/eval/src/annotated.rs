//! Stories annotated by hand: reports in a folder and the truth about them beside it.
//!
//! `truth.json` holds `claims`, `contradictions` and `timeline`; each attestation names a file of
//! `reports/` and quotes words that stand in it exactly once.

use std::ops::Range;
use std::path::{Path, PathBuf};

use recension_core::article::Article;
use recension_core::witness::{Witness, prepare};
use recension_ingest::Limits;
use serde::Deserialize;

use crate::report::{Error, Result};

/// Words of a report.
#[derive(Clone, Debug, Deserialize)]
pub struct Quote {
    /// The report's file.
    pub file: String,
    /// The words as they stand.
    pub quote: String,
}

/// A fact that reports state.
#[derive(Clone, Debug, Deserialize)]
pub struct Fact {
    /// Whether a briefing should hold it.
    #[serde(default)]
    pub key: bool,
    /// Where it is stated.
    pub attestations: Vec<Quote>,
}

/// One side of a contradiction.
#[derive(Clone, Debug, Deserialize)]
pub struct TrueSide {
    /// Where it is stated.
    pub attestations: Vec<Quote>,
}

/// Where reports differ.
#[derive(Clone, Debug, Deserialize)]
pub struct TrueContradiction {
    /// In what they differ: `figure`, `date`, `name`, ...
    #[serde(default)]
    pub kind: String,
    /// `disagree` or `updated`.
    pub relation: String,
    /// What it is about, for people.
    pub about: String,
    /// The sides.
    pub sides: Vec<TrueSide>,
}

/// A dated happening.
#[derive(Clone, Debug, Deserialize)]
pub struct Happening {
    /// First day, month or year.
    pub from: String,
    /// Last one.
    pub to: String,
    /// What happened, for people.
    pub what: String,
    /// Where it is stated.
    pub attestations: Vec<Quote>,
}

/// What is true of a story.
#[derive(Clone, Debug, Deserialize)]
pub struct Truth {
    /// Facts that two or more reports state.
    pub claims: Vec<Fact>,
    /// Where they differ.
    pub contradictions: Vec<TrueContradiction>,
    /// What is dated.
    pub timeline: Vec<Happening>,
}

/// A report's file.
pub struct ReportFile {
    /// Its name, as the truth has it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An annotated story.
pub struct AnnotatedStory {
    /// The name of its folder.
    pub name: String,
    /// Its reports, by name.
    pub files: Vec<ReportFile>,
    /// The truth.
    pub truth: Truth,
}

impl AnnotatedStory {
    /// Where a quotation stands in the bytes of its file.
    pub fn place(&self, quote: &Quote) -> Option<(usize, Range<usize>)> {
        let file = self.files.iter().position(|file| file.name == quote.file)?;
        let bytes = &self.files.get(file)?.bytes;
        let wanted = quote.quote.as_bytes();
        let start = bytes
            .windows(wanted.len().max(1))
            .position(|window| window == wanted)?;
        Some((file, start..start + wanted.len()))
    }

    /// The prepared reports, each with the index of its file.
    ///
    /// # Errors
    /// Where a report cannot be read.
    pub fn witnesses(&self) -> Result<Vec<Witness>> {
        let articles: Vec<Vec<Article>> = self
            .files
            .iter()
            .map(|file| {
                let read = recension_ingest::read(&file.bytes, &file.name, &Limits::default());
                read.map(|ingested| ingested.articles)
                    .map_err(|error| Error::new(format!("{}/{}: {error}", self.name, file.name)))
            })
            .collect::<Result<_>>()?;
        Ok(articles.into_iter().flatten().map(prepare).collect())
    }
}

/// Reads every story below a folder: each folder that holds a `truth.json`.
///
/// # Errors
/// A file that cannot be read or is not of the form above, or no story at all.
pub fn read(folder: &Path) -> Result<Vec<AnnotatedStory>> {
    let mut folders: Vec<PathBuf> = entries(folder)?
        .into_iter()
        .filter(|p| p.is_dir())
        .collect();
    folders.push(folder.to_owned());
    folders.sort();
    let stories: Vec<AnnotatedStory> = folders
        .iter()
        .filter(|folder| folder.join("truth.json").is_file())
        .map(|folder| story(folder))
        .collect::<Result<_>>()?;
    if stories.is_empty() {
        return Err(Error::at(folder, "no folder with a truth.json"));
    }
    Ok(stories)
}

fn story(folder: &Path) -> Result<AnnotatedStory> {
    let path = folder.join("truth.json");
    let text = std::fs::read(&path).map_err(|error| Error::at(&path, error))?;
    let truth = serde_json::from_slice(&text).map_err(|error| Error::at(&path, error))?;
    let files = entries(&folder.join("reports"))?.into_iter().map(|path| {
        let bytes = std::fs::read(&path).map_err(|error| Error::at(&path, error))?;
        Ok(ReportFile {
            name: name(&path),
            bytes,
        })
    });
    Ok(AnnotatedStory {
        name: name(folder),
        files: files.collect::<Result<_>>()?,
        truth,
    })
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let found = std::fs::read_dir(folder).map_err(|error| Error::at(folder, error))?;
    let mut paths: Vec<PathBuf> = found.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Words of a report: its number, and bytes of its text.
pub(crate) type Words = (usize, Range<usize>);

/// Whether two stretches of one report share half of the shorter.
pub(crate) fn share_half(a: &Words, b: &Words) -> bool {
    let end = a.1.end.min(b.1.end);
    let common = end.saturating_sub(a.1.start.max(b.1.start));
    a.0 == b.0 && common * 2 >= a.1.len().min(b.1.len()).max(1)
}

//! `recension verify`: every span of a dossier, or of a list of quotations or passages, recomputed from
//! the original bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use recension_core::article::Document;
use recension_core::dossier::{
    Dossier, FORMAT, PASSAGES_FORMAT, PASSAGES_VERSION, QUOTATIONS_FORMAT, QUOTATIONS_VERSION,
    Span, VERSION,
};
use recension_ingest::{Limits, Source, find, resolve};
use serde_json::Value;

use super::output;
use crate::arguments::Verify;
use crate::messages::Messages;

pub(crate) fn verify(arguments: &Verify, messages: &Messages) -> ExitCode {
    let value = match read_dossier(&arguments.dossier) {
        Ok(value) => value,
        Err(why) => return messages.fatal(why),
    };
    let (documents, dossier) = match read_value(&value) {
        Ok(read) => read,
        Err(error) => {
            let path = arguments.dossier.display();
            return messages.fatal(format_args!("{path} is not what it says it is: {error}"));
        }
    };
    let mut check = Check::new(messages);
    for documents in by_file(&documents).values() {
        check.load(documents, arguments);
    }
    check.walk(&value, &mut String::new());
    if let Some(dossier) = &dossier {
        check.briefings(dossier);
    }
    check.conclude(&arguments.dossier, dossier.is_some())
}

/// The formats whose spans can be verified, with their versions.
const FORMATS: [(&str, u32); 3] = [
    (FORMAT, VERSION),
    (QUOTATIONS_FORMAT, QUOTATIONS_VERSION),
    (PASSAGES_FORMAT, PASSAGES_VERSION),
];

/// The documents of a file, and the dossier where it is one.
fn read_value(value: &Value) -> serde_json::Result<(Vec<Document>, Option<Dossier>)> {
    if value.get("format").and_then(Value::as_str) == Some(FORMAT) {
        let dossier: Dossier = serde_json::from_value(value.clone())?;
        return Ok((dossier.documents.clone(), Some(dossier)));
    }
    let documents = value.get("documents").cloned().unwrap_or_default();
    Ok((serde_json::from_value(documents)?, None))
}

fn read_dossier(path: &Path) -> Result<Value, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let value: Value = serde_json::from_slice(&bytes)
        .map_err(|error| format!("{} is not JSON: {error}", path.display()))?;
    let format = value
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let version = value
        .get("version")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let is_known = |known: &(&str, u32)| known.0 == format && u64::from(known.1) == version;
    if !FORMATS.iter().any(is_known) {
        let known = FORMATS.map(|(name, version)| format!("{name} version {version}"));
        return Err(format!(
            "{}: expected format {}, found “{format}” version {version}",
            path.display(),
            known.join(" or ")
        ));
    }
    Ok(value)
}

/// A document with its bytes, where they were found and are the same.
struct Loaded {
    document: Document,
    bytes: Vec<u8>,
}

struct Check<'a> {
    messages: &'a Messages,
    documents: BTreeMap<String, Loaded>,
    /// Ids of documents that were named as missing: their spans are counted, not told one by one.
    missing: BTreeSet<String>,
    spans: u64,
    sentences: u64,
    mismatches: u64,
}

impl<'a> Check<'a> {
    const fn new(messages: &'a Messages) -> Self {
        let documents = BTreeMap::new();
        Self {
            messages,
            documents,
            missing: BTreeSet::new(),
            spans: 0,
            sentences: 0,
            mismatches: 0,
        }
    }

    fn mismatch(&mut self, what: impl std::fmt::Display, why: impl std::fmt::Display) {
        self.mismatches += 1;
        self.messages.unusable(what, why);
    }

    /// Loads the documents of one file.
    fn load(&mut self, documents: &[&Document], arguments: &Verify) {
        let (mut found, why) = load(documents, arguments);
        for document in documents {
            match found.remove(&document.id) {
                None => {
                    self.mismatch(&document.path, &why);
                    self.missing.insert(document.id.clone());
                }
                Some(bytes) => {
                    let document = (*document).clone();
                    let id = document.id.clone();
                    self.documents.insert(id, Loaded { document, bytes });
                }
            }
        }
    }

    /// Finds every receipt in the JSON, wherever it stands, and recomputes it.
    fn walk(&mut self, value: &Value, path: &mut String) {
        if let Some(span) = as_span(value) {
            self.span(&span, path);
            return;
        }
        let length = path.len();
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    self.walk(item, path);
                    path.truncate(length);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    path.push_str(&format!(".{name}"));
                    self.walk(field, path);
                    path.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn span(&mut self, span: &Span, path: &str) {
        self.spans += 1;
        if self.missing.contains(&span.document) {
            self.mismatches += 1;
            return;
        }
        let why = match self.documents.get(&span.document) {
            None => Some(format!("document {} could not be read", span.document)),
            Some(Loaded { document, bytes }) => resolve(bytes, document, span)
                .err()
                .map(|mismatch| mismatch.to_string()),
        };
        if let Some(why) = why {
            self.mismatch(path.trim_start_matches('.'), why);
        }
    }

    /// Every sentence of a briefing says only what its spans say: what stands in quotation marks
    /// stands in them, and a sentence without any is the words of its spans.
    fn briefings(&mut self, dossier: &Dossier) {
        for (story, entry) in dossier.stories.iter().enumerate() {
            for (number, sentence) in entry.briefing.iter().enumerate() {
                self.sentences += 1;
                if let Err(why) = recension_core::briefing::check(sentence) {
                    self.mismatch(format_args!("stories[{story}].briefing[{number}]"), why);
                }
            }
        }
    }

    fn conclude(&self, path: &Path, is_dossier: bool) -> ExitCode {
        let briefing = match is_dossier {
            true => format!(" and {} briefing sentences", self.sentences),
            false => String::new(),
        };
        let said = format!(
            "{}: {} spans in {} documents{briefing}, {} mismatches\n",
            path.display(),
            self.spans,
            self.documents.len(),
            self.mismatches
        );
        match output::write(&said, None) {
            Ok(()) => self.messages.exit_code(),
            Err(why) => self.messages.fatal(why),
        }
    }
}

fn as_span(value: &Value) -> Option<Span> {
    let fields = value.as_object()?;
    let is_span = ["document", "segments", "text"]
        .iter()
        .all(|name| fields.contains_key(*name));
    is_span.then(|| serde_json::from_value(value.clone()).ok())?
}

/// The documents by the file that holds them.
fn by_file(documents: &[Document]) -> BTreeMap<&str, Vec<&Document>> {
    let mut files: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for document in documents {
        files.entry(document.file()).or_default().push(document);
    }
    files
}

/// How standard input is called in a dossier.
const STANDARD: &str = "-";

/// What came through standard input must be given there again.
fn from_standard_input(documents: &[&Document]) -> (BTreeMap<String, Vec<u8>>, String) {
    let input = std::io::stdin();
    let found = match input.is_terminal() {
        true => BTreeMap::new(),
        false => {
            let source = Source::Stream(Box::new(input.lock()));
            find(source, documents, &Limits::default())
        }
    };
    let why = "it was read from standard input: give the same bytes to verify in this way, too";
    (found, why.to_owned())
}

/// The bytes of the documents of one file by id, found along the root, the current folder and the
/// dossier's folder; and why those that are missing are.
fn load(documents: &[&Document], arguments: &Verify) -> (BTreeMap<String, Vec<u8>>, String) {
    let file = documents.first().map_or("", |first| first.file());
    if file == STANDARD {
        return from_standard_input(documents);
    }
    let beside = arguments.dossier.parent().unwrap_or(Path::new("."));
    let places: Vec<PathBuf> = match &arguments.root {
        Some(root) => vec![root.join(file)],
        None => vec![PathBuf::from(file), beside.join(file)],
    };
    let mut why = format!("{file}: not found");
    for place in places {
        match File::open(&place) {
            Err(error) => why = format!("{}: {error}", place.display()),
            Ok(opened) => {
                let found = find(Source::File(opened), documents, &Limits::default());
                why = format!("{}: there is no such document in it", place.display());
                if !found.is_empty() {
                    return (found, why);
                }
            }
        }
    }
    (BTreeMap::new(), why)
}

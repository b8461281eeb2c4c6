//! `recension verify`: every span of a dossier recomputed from the original bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use recension_core::article::Document;
use recension_core::dossier::{Dossier, FORMAT, Span, VERSION};
use recension_ingest::{payload, resolve};
use serde_json::Value;

use super::output;
use crate::arguments::Verify;
use crate::messages::Messages;

pub(crate) fn verify(arguments: &Verify, messages: &Messages) -> ExitCode {
    let value = match read_dossier(&arguments.dossier) {
        Ok(value) => value,
        Err(why) => return messages.fatal(why),
    };
    let dossier: Dossier = match serde_json::from_value(value.clone()) {
        Ok(dossier) => dossier,
        Err(error) => {
            let path = arguments.dossier.display();
            return messages.fatal(format_args!("{path} is not a dossier: {error}"));
        }
    };
    let mut check = Check::new(messages);
    for document in &dossier.documents {
        check.load(document, arguments);
    }
    check.walk(&value, &mut String::new());
    check.briefings(&dossier);
    check.conclude(&arguments.dossier)
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
    if format != FORMAT || version != u64::from(VERSION) {
        return Err(format!(
            "{}: expected format {FORMAT} version {VERSION}, found “{format}” version {version}",
            path.display()
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
            spans: 0,
            sentences: 0,
            mismatches: 0,
        }
    }

    fn mismatch(&mut self, what: impl std::fmt::Display, why: impl std::fmt::Display) {
        self.mismatches += 1;
        self.messages.unusable(what, why);
    }

    fn load(&mut self, document: &Document, arguments: &Verify) {
        match load(document, arguments) {
            Ok(bytes) => {
                let loaded = Loaded {
                    document: document.clone(),
                    bytes,
                };
                self.documents.insert(document.id.clone(), loaded);
            }
            Err(why) => self.mismatch(&document.path, why),
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

    fn conclude(&self, path: &Path) -> ExitCode {
        let said = format!(
            "{}: {} spans in {} documents and {} briefing sentences, {} mismatches\n",
            path.display(),
            self.spans,
            self.documents.len(),
            self.sentences,
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

/// The bytes of a document, found along the root, the current folder and the dossier's folder.
fn load(document: &Document, arguments: &Verify) -> Result<Vec<u8>, String> {
    let beside = arguments.dossier.parent().unwrap_or(Path::new("."));
    let named = Path::new(&document.path);
    let places: Vec<PathBuf> = match &arguments.root {
        Some(root) => vec![root.join(named)],
        None => vec![named.to_owned(), beside.join(named)],
    };
    let mut why = format!("{}: not found", document.path);
    for place in places {
        match std::fs::read(&place) {
            Err(error) => why = format!("{}: {error}", place.display()),
            Ok(bytes) => match payload(&bytes, document) {
                Ok(payload) => return Ok(payload.into_owned()),
                Err(error) => why = format!("{}: {error}", place.display()),
            },
        }
    }
    Err(why)
}

//! Reading: from inputs to articles, one bad file never stopping the rest.

use std::collections::BTreeMap;
use std::ffi::OsString;

use recension_core::article::{Article, Document, Note};
use recension_ingest::{Ingested, Outcome};

use crate::arguments::{FieldNames, Inputs};
use crate::inputs::expand;
use crate::kept::Kept;
use crate::messages::Messages;
use crate::stream::stream;

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Each document once, sorted by id.
    pub(crate) documents: Vec<Document>,
    /// The articles of the documents, in the order of the documents and their records.
    pub(crate) articles: Vec<Article>,
    /// By document id, the further paths under which the same bytes were given.
    pub(crate) identical: BTreeMap<String, Vec<String>>,
    /// What is worth knowing about the input as a whole.
    pub(crate) notes: Vec<Note>,
    /// Where the work is kept, for what comes after reading.
    pub(crate) kept: Kept,
}

/// Reads all inputs that were named. What cannot be used is said and remembered.
///
/// # Errors
/// Where the fields of records were assigned in a way that cannot be understood, or the file of
/// `--resume` cannot be used.
pub(crate) fn gather(inputs: &Inputs, messages: &Messages) -> Result<Gathered, String> {
    let kept = Kept::open(inputs.resume.as_deref(), messages)?;
    gather_named(&inputs.named, &inputs.fields, kept, messages)
}

/// The same, by names alone.
///
/// # Errors
/// Where the fields of records were assigned in a way that cannot be understood.
pub(crate) fn gather_named(
    named: &[OsString],
    fields: &FieldNames,
    kept: Kept,
    messages: &Messages,
) -> Result<Gathered, String> {
    let options = fields.options()?;
    let mut gathered = Gathered::default();
    let mut by_id: BTreeMap<String, Ingested> = BTreeMap::new();
    let inputs = expand(named, messages);
    stream(
        &inputs,
        &options,
        &kept,
        messages,
        &mut |Outcome { place, result }| match result {
            Err(why) => messages.unusable(place.path(), why),
            Ok(ingested) => {
                let name = place.path().to_owned();
                keep(&mut gathered, &mut by_id, name, ingested, messages);
            }
        },
    );
    for ingested in by_id.into_values() {
        gathered.documents.push(ingested.document);
        let articles = ingested.articles.into_iter();
        gathered.articles.extend(articles.filter(has_text));
    }
    gathered.kept = kept;
    Ok(gathered)
}

/// Keeps a document, unless the same bytes were read under another name.
fn keep(
    gathered: &mut Gathered,
    by_id: &mut BTreeMap<String, Ingested>,
    name: String,
    ingested: Ingested,
    messages: &Messages,
) {
    let id = ingested.document.id.clone();
    if let Some(first) = by_id.get(&id) {
        let note = format!(
            "{name} holds the same bytes as {}; counted once",
            first.document.path
        );
        messages.note(&note);
        gathered.notes.push(Note::new("same_document", note));
        gathered.identical.entry(id).or_default().push(name);
        return;
    }
    tell(&name, &ingested, messages);
    by_id.insert(id, ingested);
}

/// Says what was odd about a document.
pub(crate) fn tell(name: &str, ingested: &Ingested, messages: &Messages) {
    for problem in &ingested.problems {
        messages.unusable(name, &problem.message);
    }
    for note in &ingested.notes {
        messages.note(format_args!("{name}: {}", note.message));
    }
}

/// Whether an article has anything to say; one without (a page of scripts) was said to be
/// unusable and makes no story.
pub(crate) fn has_text(article: &Article) -> bool {
    article.parts.iter().any(|part| part.role.is_kept())
}

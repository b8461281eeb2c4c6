//! Reading: from inputs to articles, side by side, one bad file never stopping the rest.

use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;
use recension_core::article::{Article, Document, Note};
use recension_ingest::{Ingested, Limits, read};

use crate::inputs::Input;
use crate::messages::Messages;

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
}

/// Reads all inputs. What cannot be used is said and remembered.
pub(crate) fn gather(inputs: &[Input], messages: &Messages) -> Gathered {
    let progress = messages.progress("reading", inputs.len());
    let read_one = |input: &Input| {
        let ingested = ingest(input);
        progress.step();
        (input.name(), ingested)
    };
    let all: Vec<_> = inputs.par_iter().map(read_one).collect();
    let mut gathered = Gathered::default();
    let mut by_id: BTreeMap<String, Ingested> = BTreeMap::new();
    for (name, ingested) in all {
        match ingested {
            Err(why) => messages.unusable(&name, why),
            Ok(ingested) => keep(&mut gathered, &mut by_id, name, ingested, messages),
        }
    }
    for ingested in by_id.into_values() {
        gathered.documents.push(ingested.document);
        gathered
            .articles
            .extend(ingested.articles.into_iter().filter(has_text));
    }
    gathered
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
    for problem in &ingested.problems {
        messages.unusable(&name, &problem.message);
    }
    for note in &ingested.notes {
        messages.note(format_args!("{name}: {}", note.message));
    }
    by_id.insert(id, ingested);
}

/// Whether an article has anything to say; one without (a page of scripts) was said to be
/// unusable and makes no story.
fn has_text(article: &Article) -> bool {
    article.parts.iter().any(|part| part.role.is_kept())
}

/// Reads one input. A fault in a parser costs this input, not the run.
fn ingest(input: &Input) -> Result<Ingested, String> {
    let limits = Limits::default();
    let bytes = bytes_of(input, &limits)?;
    let reading = AssertUnwindSafe(|| read(&bytes, &input.name(), &limits));
    match catch_unwind(reading) {
        Ok(ingested) => ingested.map_err(|error| error.to_string()),
        Err(_) => Err("a fault in a parser; please report it with the file".to_owned()),
    }
}

fn bytes_of(input: &Input, limits: &Limits) -> Result<Vec<u8>, String> {
    let most = limits.max_records_payload;
    let mut bytes = Vec::new();
    let taken = match input {
        Input::Standard => std::io::stdin()
            .lock()
            .take(most + 1)
            .read_to_end(&mut bytes),
        Input::File(path) => {
            std::fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        }
    };
    taken.map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(format!(
            "larger than {} MB, the most that is read",
            most / 1_000_000
        ));
    }
    Ok(bytes)
}

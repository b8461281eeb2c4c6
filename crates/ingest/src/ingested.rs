//! What reading a document gives.

use recension_core::article::{Article, Document, Note};
use serde::{Deserialize, Serialize};

/// A piece of the input that could not be used, while the rest was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A short fixed name, such as `broken_record`.
    pub code: String,
    /// What is wrong, for people; names the line where there is one.
    pub message: String,
    /// The line of a file of records, counted from 1.
    pub line: Option<u64>,
}

impl Problem {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            line: None,
        }
    }

    pub(crate) fn at_line(code: &str, line: u64, message: &str) -> Self {
        Self {
            code: code.to_owned(),
            message: format!("line {line}: {message}"),
            line: Some(line),
        }
    }
}

/// A document as read: what it is, the articles in it, and what was odd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ingested {
    /// The document.
    pub document: Document,
    /// The articles: one, or one for each usable record, in order.
    pub articles: Vec<Article>,
    /// What was odd about the document as a whole.
    pub notes: Vec<Note>,
    /// What could not be used. Not empty means that a caller should say so and end with status 1.
    pub problems: Vec<Problem>,
}

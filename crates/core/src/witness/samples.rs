//! Small articles for tests.

use crate::article::{Article, Document, Metadata, Part, Role, Stated};
use crate::text::{SourceText, TextSpan};
use crate::time::DateValue;

/// An article in a language whose parts stand in paragraphs of their own.
pub(crate) fn article(language: &str, parts: &[(Role, &str)]) -> Article {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (role, piece) in parts {
        let start = text.len();
        text.push_str(piece);
        spans.push(Part {
            role: *role,
            span: TextSpan::of(start..text.len()),
        });
        text.push_str("\n\n");
    }
    Article {
        document: Document {
            id: "00".to_owned(),
            path: "sample".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: text.len() as u64,
            encoding: "utf-8".to_owned(),
            inside: Vec::new(),
            compression: None,
        },
        record: None,
        text: SourceText::verbatim(&text),
        parts: spans,
        metadata: Metadata {
            language: language.to_owned(),
            ..Metadata::default()
        },
        notes: Vec::new(),
    }
}

/// The same, published on a day.
pub(crate) fn dated(language: &str, day: jiff::civil::Date, parts: &[(Role, &str)]) -> Article {
    let mut article = article(language, parts);
    article.metadata.published = Some(Stated {
        value: DateValue::day(day),
        basis: "test".to_owned(),
        receipts: Vec::new(),
    });
    article
}

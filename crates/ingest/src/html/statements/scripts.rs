//! What the scripts of a page say of its report: the last resort, where nothing else names a date or
//! an author.
//!
//! Pages hand such values to their own programs and to those that count readers, under names of many
//! spellings. The same scripts may speak of other reports, so a value counts only where all values
//! under such names agree.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use recension_core::article::{Receipt, Stated};
use recension_core::text::{SourceText, TextSpan};

use crate::html::page::Page;
use crate::json;

/// Names of a date of publication, in any case. A name that ends in one of them counts as well
/// (`article_publish_date`, `pagePublishDate`).
const DATES: &[&str] = &[
    "datePublished",
    "date_published",
    "firstPublicationDate",
    "firstPublished",
    "firstPublishedAt",
    "firstPublishedDate",
    "firstPublishedTime",
    "pubDate",
    "pub_date",
    "publicationDate",
    "publication_date",
    "publishDate",
    "publish_date",
    "publishTime",
    "publish_time",
    "publishedAt",
    "publishedDate",
    "publishedTime",
    "published_at",
    "published_date",
    "published_time",
];

/// Names of the authors.
const AUTHORS: &[&str] = &[
    "articleAuthor",
    "article_author",
    "author",
    "authorName",
    "author_name",
    "authors",
    "byline",
];

/// Values looked at on one page.
const MOST_VALUES: usize = 200;
/// Longer values are no date and no names, in bytes.
const LONGEST_VALUE: usize = 80;

/// The values that scripts give as dates of publication.
pub(in crate::html) fn dates(page: &Page, source: &SourceText) -> Vec<Stated<String>> {
    static NAMES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    values(page, source, NAMES.get_or_init(|| finder(DATES)).as_ref())
}

/// The values that scripts give as authors.
pub(in crate::html) fn authors(page: &Page, source: &SourceText) -> Vec<Stated<String>> {
    static NAMES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    values(page, source, NAMES.get_or_init(|| finder(AUTHORS)).as_ref())
}

/// The longest name at a place is found, so that `authorName` is not `author`.
fn finder(names: &[&str]) -> Option<AhoCorasick> {
    let builder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(names);
    builder.ok()
}

fn values(page: &Page, source: &SourceText, names: Option<&AhoCorasick>) -> Vec<Stated<String>> {
    let Some(names) = names else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for script in &page.scripts {
        let text = source.slice(script.source);
        let values = names.find_iter(text).filter_map(|name| {
            let range = value_behind(text, name.end())?;
            let start = script.source.start as usize;
            Some(stated(
                source,
                TextSpan::of(start + range.start..start + range.end),
            ))
        });
        found.extend(values.take(MOST_VALUES - found.len()));
    }
    found
}

fn stated(source: &SourceText, span: TextSpan) -> Stated<String> {
    let value = json::unescape(source.slice(span));
    Stated {
        value: value.clone(),
        basis: "script".to_owned(),
        receipts: vec![Receipt {
            segments: source.original(span),
            text: value,
        }],
    }
}

/// Where the string stands that is given to a quoted name ending at a place: `name":"value"`, the first
/// of a list too, and where the whole is itself a string (`name\":\"value\"`).
fn value_behind(text: &str, end: usize) -> Option<std::ops::Range<usize>> {
    let rest = text.get(end..)?;
    let inner = rest.trim_start_matches('\\').strip_prefix(['"', '\''])?;
    let inner = inner.trim_start().strip_prefix([':', '='])?.trim_start();
    let inner = inner.strip_prefix('[').unwrap_or(inner).trim_start();
    let inner = inner.trim_start_matches('\\').strip_prefix(['"', '\''])?;
    let start = text.len() - inner.len();
    let length = inner
        .bytes()
        .take(LONGEST_VALUE + 1)
        .position(|b| matches!(b, b'"' | b'\\' | b'\n'))?;
    (length > 0).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn said(script: &str) -> (Vec<String>, Vec<String>) {
        let html = format!("<script>{script}</script><p>x");
        let page = Page::read(&html, &Limits::default());
        let source = SourceText::verbatim(&html);
        let texts = |stated: Vec<Stated<String>>| stated.into_iter().map(|s| s.value).collect();
        (texts(dates(&page, &source)), texts(authors(&page, &source)))
    }

    #[test]
    fn values_of_scripts_are_found_by_their_names() {
        let (dates, authors) = said(
            r#"var d = {"article_publish_date":"2024-03-04","authorName" : "Mara Quillfeather","x":"y"};"#,
        );
        assert_eq!(dates, ["2024-03-04"]);
        assert_eq!(authors, ["Mara Quillfeather"]);
        let (dates, authors) =
            said(r#"push("{\"datePublished\":\"2024-03-04T10:00Z\",\"authors\":[\"Jo Hale\"]}")"#);
        assert_eq!(dates, ["2024-03-04T10:00Z"]);
        assert_eq!(authors, ["Jo Hale"]);
    }

    #[test]
    fn what_is_no_named_string_is_passed_over() {
        let (dates, authors) = said(
            r#"/* author: Some Library */ publishDate(x); a.author="x"; {"author":{"id":1}, "pubDate":null}"#,
        );
        assert_eq!((dates.len(), authors.len()), (0, 0));
    }
}

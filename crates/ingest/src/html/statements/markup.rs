//! `<meta>`, `<link>`, `<html lang>`, microdata and `<time>`.

use htmlize::{Context, unescape_in};
use recension_core::text::{SourceText, TextSpan};

use super::{Field, Said, Statements};
use crate::html::page::{Element, Page};

/// `<meta>` by its `name`, `property` or `itemprop`, in lower case: what it is about, and how much
/// it counts. Sorted.
static METAS: &[(&str, Field, u8)] = &[
    ("application-name", Field::Outlet, 6),
    ("article:author", Field::Author, 4),
    ("article:modified_time", Field::Modified, 2),
    ("article:published_time", Field::Published, 2),
    ("author", Field::Author, 2),
    ("byl", Field::Author, 3),
    ("bylines", Field::Author, 3),
    ("citation_publication_date", Field::Published, 4),
    ("content-language", Field::Language, 4),
    ("cxenseparse:recs:publishtime", Field::Published, 4),
    ("date", Field::Published, 6),
    ("date.issued", Field::Published, 4),
    ("datemodified", Field::Modified, 3),
    ("datepublished", Field::Published, 3),
    ("dc.contributor", Field::Author, 6),
    ("dc.creator", Field::Author, 5),
    ("dc.date", Field::Published, 6),
    ("dc.date.created", Field::Published, 5),
    ("dc.date.issued", Field::Published, 4),
    ("dc.date.modified", Field::Modified, 4),
    ("dc.language", Field::Language, 4),
    ("dc.publisher", Field::Outlet, 5),
    ("dc.source", Field::Original, 5),
    ("dc.title", Field::Title, 5),
    ("dcterms.created", Field::Published, 5),
    ("dcterms.creator", Field::Author, 5),
    ("dcterms.date", Field::Published, 6),
    ("dcterms.issued", Field::Published, 4),
    ("dcterms.modified", Field::Modified, 4),
    ("dcterms.publisher", Field::Outlet, 5),
    ("dcterms.title", Field::Title, 5),
    ("headline", Field::Title, 3),
    ("inlanguage", Field::Language, 3),
    ("last-modified", Field::Modified, 5),
    ("lastmod", Field::Modified, 5),
    ("og:article:published_time", Field::Published, 3),
    ("og:locale", Field::Language, 3),
    ("og:published_time", Field::Published, 3),
    ("og:site_name", Field::Outlet, 1),
    ("og:title", Field::Title, 2),
    ("og:updated_time", Field::Modified, 4),
    ("og:url", Field::Url, 2),
    ("original-publish-date", Field::Published, 4),
    ("original-source", Field::Original, 2),
    ("parsely-author", Field::Author, 3),
    ("parsely-pub-date", Field::Published, 4),
    ("parsely-title", Field::Title, 4),
    ("pubdate", Field::Published, 4),
    ("publication_date", Field::Published, 4),
    ("publish-date", Field::Published, 4),
    ("publish_date", Field::Published, 4),
    ("published_date", Field::Published, 4),
    ("publishedtime", Field::Published, 4),
    ("rnews:datepublished", Field::Published, 4),
    ("sailthru.author", Field::Author, 4),
    ("sailthru.date", Field::Published, 5),
    ("sailthru.title", Field::Title, 5),
    ("syndication-source", Field::Original, 3),
    ("twitter:title", Field::Title, 4),
    ("twitter:url", Field::Url, 5),
];

/// Microdata on visible elements: what it is about, and how much it counts. Sorted.
static PROPERTIES: &[(&str, Field, u8)] = &[
    ("dateModified", Field::Modified, 3),
    ("datePublished", Field::Published, 3),
    ("headline", Field::Title, 3),
];

/// How much the title of the browser's window counts: it often carries the outlet's name.
const WINDOW_TITLE: u8 = 9;

/// Reads all statements that stand in attributes, and the window title.
pub(super) fn read(page: &Page, source: &SourceText, statements: &mut Statements) {
    let mut reader = Reader {
        page,
        source,
        statements,
    };
    for element in &page.elements {
        match element.tag.name {
            "meta" => reader.meta(element),
            "link" => reader.link(element),
            "html" => reader.attribute(element, "lang", Field::Language, 2, "html lang"),
            _ => reader.property(element),
        }
    }
    if let Some(title) = page.title {
        reader.say(title, Field::Title, WINDOW_TITLE, "title");
    }
}

struct Reader<'a> {
    page: &'a Page,
    source: &'a SourceText,
    statements: &'a mut Statements,
}

impl Reader<'_> {
    fn say(&mut self, span: TextSpan, field: Field, rank: u8, basis: &str) {
        let said = Said {
            source: self.source,
            span,
            decode: decode_attribute,
        };
        self.statements.add(field, rank, basis, said);
    }

    fn attribute(&mut self, element: &Element, name: &str, field: Field, rank: u8, basis: &str) {
        if let Some(span) = self.page.attribute(element, name) {
            self.say(span, field, rank, basis);
        }
    }

    fn value(&self, element: &Element, name: &str) -> &str {
        let span = self.page.attribute(element, name);
        span.map_or("", |span| self.source.slice(span))
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = self.page.attribute(element, "content") else {
            return;
        };
        for attribute in ["property", "name", "itemprop"] {
            let name = self.value(element, attribute).trim().to_ascii_lowercase();
            if let Some((name, field, rank)) = lookup(METAS, &name) {
                return self.say(content, field, rank, name);
            }
        }
    }

    fn link(&mut self, element: &Element) {
        if self.value(element, "rel").eq_ignore_ascii_case("canonical") {
            self.attribute(element, "href", Field::Canonical, 1, "canonical");
        }
    }

    /// Microdata: the value stands in `content` or `datetime`.
    fn property(&mut self, element: &Element) {
        let name = self.value(element, "itemprop");
        let Some((name, field, rank)) = lookup(PROPERTIES, name) else {
            return;
        };
        let basis = format!("microdata {name}");
        for attribute in ["content", "datetime"] {
            if let Some(span) = self.page.attribute(element, attribute) {
                return self.say(span, field, rank, &basis);
            }
        }
    }
}

fn lookup(
    table: &'static [(&'static str, Field, u8)],
    name: &str,
) -> Option<(&'static str, Field, u8)> {
    let at = table
        .binary_search_by(|(entry, _, _)| (*entry).cmp(name))
        .ok()?;
    table.get(at).copied()
}

fn decode_attribute(text: &str) -> String {
    unescape_in(text, Context::Attribute).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(METAS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(PROPERTIES.is_sorted_by(|a, b| a.0 < b.0));
    }
}

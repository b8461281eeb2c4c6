//! `<meta>`, `<link>`, `<html lang>`, microdata and `<time>`.

use htmlize::{Context, unescape_in};
use recension_core::text::{SourceText, TextSpan};

use super::labelled::{Pairs, field_of, parcel};
use super::{Field, Said, Statements};
use crate::html::elements::Within;
use crate::html::page::{Element, Page};

/// `<meta>` by its `name`, `property` or `itemprop`, in lower case: what it is about, and how much
/// it counts. Sorted.
static METAS: &[(&str, Field, u8)] = &[
    ("application-name", Field::Outlet, 6),
    ("article-date", Field::Published, 4),
    ("article-publish-date", Field::Published, 4),
    ("article.author", Field::Author, 4),
    ("article.created", Field::Published, 5),
    ("article.published", Field::Published, 3),
    ("article.updated", Field::Modified, 3),
    ("article:author", Field::Author, 4),
    ("article:created", Field::Published, 5),
    ("article:modified_time", Field::Modified, 2),
    ("article:publication_date", Field::Published, 3),
    ("article:published", Field::Published, 2),
    ("article:published_at", Field::Published, 3),
    ("article:published_time", Field::Published, 2),
    ("article:publisher_name", Field::Outlet, 5),
    ("article_author", Field::Author, 3),
    ("article_date_original", Field::Published, 2),
    ("article_publish_date", Field::Published, 3),
    ("articledate", Field::Published, 4),
    ("author", Field::Author, 2),
    ("authors", Field::Author, 4),
    ("blogger_name", Field::Author, 5),
    ("bt:author", Field::Author, 4),
    ("bt:moddate", Field::Modified, 4),
    ("bt:pubdate", Field::Published, 4),
    ("byl", Field::Author, 3),
    ("byline-name", Field::Author, 4),
    ("bylines", Field::Author, 3),
    ("citation_author", Field::Author, 4),
    ("citation_date", Field::Published, 5),
    ("citation_journal_title", Field::Outlet, 6),
    ("citation_online_date", Field::Published, 4),
    ("citation_publication_date", Field::Published, 4),
    ("citation_title", Field::Title, 5),
    ("content-language", Field::Language, 4),
    ("created", Field::Published, 6),
    ("creation_date", Field::Published, 6),
    ("creator", Field::Author, 5),
    ("cxenseparse:author", Field::Author, 4),
    ("cxenseparse:publishtime", Field::Published, 4),
    ("cxenseparse:recs:publishtime", Field::Published, 4),
    ("dat", Field::Published, 5),
    ("date", Field::Published, 6),
    ("date-publication", Field::Published, 4),
    ("date.created", Field::Published, 6),
    ("date.issued", Field::Published, 4),
    ("date.published", Field::Published, 4),
    ("date_published", Field::Published, 4),
    ("datecreated", Field::Published, 6),
    ("datemodified", Field::Modified, 3),
    ("dateposted", Field::Published, 4),
    ("datepublish", Field::Published, 4),
    ("datepublished", Field::Published, 3),
    ("dc.author", Field::Author, 5),
    ("dc.contributor", Field::Author, 6),
    ("dc.created", Field::Published, 5),
    ("dc.creator", Field::Author, 5),
    ("dc.creator.aut", Field::Author, 5),
    ("dc.date", Field::Published, 6),
    ("dc.date.created", Field::Published, 5),
    ("dc.date.issued", Field::Published, 4),
    ("dc.date.modified", Field::Modified, 4),
    ("dc.date.publication", Field::Published, 4),
    ("dc.date.published", Field::Published, 4),
    ("dc.date.updated", Field::Modified, 4),
    ("dc.identifier", Field::Url, 6),
    ("dc.issued", Field::Published, 4),
    ("dc.language", Field::Language, 4),
    ("dc.modified", Field::Modified, 4),
    ("dc.publisher", Field::Outlet, 5),
    ("dc.source", Field::Original, 5),
    ("dc.title", Field::Title, 5),
    ("dcsext.articlefirstpublished", Field::Published, 3),
    ("dcsext.author", Field::Author, 6),
    ("dcterms.available", Field::Published, 5),
    ("dcterms.created", Field::Published, 5),
    ("dcterms.creator", Field::Author, 5),
    ("dcterms.creator.aut", Field::Author, 5),
    ("dcterms.date", Field::Published, 6),
    ("dcterms.issued", Field::Published, 4),
    ("dcterms.language", Field::Language, 4),
    ("dcterms.modified", Field::Modified, 4),
    ("dcterms.publisher", Field::Outlet, 5),
    ("dcterms.source", Field::Original, 5),
    ("dcterms.title", Field::Title, 5),
    ("dcx.datepublished", Field::Published, 4),
    ("displaydate", Field::Published, 5),
    ("doc_date", Field::Published, 5),
    ("eomportal-pubdate", Field::Published, 4),
    ("first-published", Field::Published, 3),
    ("firstpublished", Field::Published, 3),
    ("gentime", Field::Published, 6),
    ("headline", Field::Title, 3),
    ("inlanguage", Field::Language, 3),
    ("iso-8601-publish-date", Field::Published, 3),
    ("issue_date", Field::Published, 5),
    ("last-modified", Field::Modified, 5),
    ("last_updated", Field::Modified, 4),
    ("lastmod", Field::Modified, 5),
    ("live_date", Field::Published, 5),
    ("mediator_author", Field::Author, 4),
    ("mediator_published_time", Field::Published, 4),
    ("modificationdate", Field::Modified, 4),
    ("modified", Field::Modified, 5),
    ("og:article:author", Field::Author, 4),
    ("og:article:modified_time", Field::Modified, 3),
    ("og:article:publish_date", Field::Published, 4),
    ("og:article:published_time", Field::Published, 3),
    ("og:author", Field::Author, 4),
    ("og:datepublished", Field::Published, 4),
    ("og:locale", Field::Language, 3),
    ("og:modified_time", Field::Modified, 4),
    ("og:pubdate", Field::Published, 4),
    ("og:publish_date", Field::Published, 3),
    ("og:published_time", Field::Published, 3),
    ("og:question:published_time", Field::Published, 4),
    ("og:regdate", Field::Published, 4),
    ("og:release_date", Field::Published, 4),
    ("og:site_name", Field::Outlet, 1),
    ("og:title", Field::Title, 2),
    ("og:updated_time", Field::Modified, 4),
    ("og:url", Field::Url, 2),
    ("original-publication-date", Field::Published, 2),
    ("original-publish-date", Field::Published, 4),
    ("original-source", Field::Original, 2),
    ("original_publish_date", Field::Published, 3),
    ("originalpublicationdate", Field::Published, 2),
    ("parsely-author", Field::Author, 3),
    ("parsely-link", Field::Url, 4),
    ("parsely-pub-date", Field::Published, 4),
    ("parsely-title", Field::Title, 4),
    ("pdate", Field::Published, 4),
    ("post-date", Field::Published, 4),
    ("post_date", Field::Published, 4),
    ("prism.publicationdate", Field::Published, 4),
    ("ptime", Field::Published, 4),
    ("pub_date", Field::Published, 4),
    ("pubdate", Field::Published, 4),
    ("publication-date", Field::Published, 4),
    ("publication_date", Field::Published, 4),
    ("publicationdate", Field::Published, 4),
    ("publish-date", Field::Published, 4),
    ("publish-time", Field::Published, 4),
    ("publish_date", Field::Published, 4),
    ("publish_time", Field::Published, 4),
    ("publishdate", Field::Published, 4),
    ("published", Field::Published, 4),
    ("published-date", Field::Published, 4),
    ("published_at", Field::Published, 4),
    ("published_date", Field::Published, 4),
    ("published_time", Field::Published, 4),
    ("published_time_telegram", Field::Published, 4),
    ("publisheddate", Field::Published, 4),
    ("publishedtime", Field::Published, 4),
    ("rbauthors", Field::Author, 4),
    ("rbpubdate", Field::Published, 4),
    ("release_date", Field::Published, 5),
    ("revised", Field::Modified, 5),
    ("revision_date", Field::Modified, 5),
    ("rnews:author", Field::Author, 4),
    ("rnews:datepublished", Field::Published, 4),
    ("sailthru.author", Field::Author, 4),
    ("sailthru.date", Field::Published, 5),
    ("sailthru.title", Field::Title, 5),
    ("sailthru.updated", Field::Modified, 5),
    ("sdc.published", Field::Published, 4),
    ("search_date", Field::Published, 6),
    ("shareaholic:article_author_name", Field::Author, 4),
    ("shareaholic:article_published_time", Field::Published, 4),
    ("shareaholic:site_name", Field::Outlet, 5),
    ("shareaholic:url", Field::Url, 5),
    ("story:published_time", Field::Published, 3),
    ("storydate", Field::Published, 4),
    ("syndication-source", Field::Original, 3),
    ("timestamp", Field::Published, 6),
    ("twitter:creator", Field::Author, 7),
    ("twitter:title", Field::Title, 4),
    ("twitter:url", Field::Url, 5),
    ("twt-published-at", Field::Published, 4),
    ("updated", Field::Modified, 5),
    ("utime", Field::Modified, 5),
    ("video:release_date", Field::Published, 6),
    ("vr:author", Field::Author, 4),
    ("vr:published_time", Field::Published, 4),
    ("weibo: article:create_at", Field::Published, 4),
    ("weibo: article:update_at", Field::Modified, 5),
];

/// Microdata on visible elements: what it is about, and how much it counts. Sorted.
static PROPERTIES: &[(&str, Field, u8)] = &[
    ("dateModified", Field::Modified, 3),
    ("datePublished", Field::Published, 7),
    ("headline", Field::Title, 3),
];

/// The name of a parcel of statements in JSON.
const PARCEL: &str = "parsely-page";
/// How much statements in pairs and parcels count.
const PAIRED: u8 = 5;

/// How much the title of the browser's window counts: it often carries the outlet's name.
const WINDOW_TITLE: u8 = 9;

/// Reads all statements that stand in attributes, and the window title.
pub(super) fn read(page: &Page, source: &SourceText, statements: &mut Statements) {
    let mut reader = Reader {
        page,
        source,
        statements,
        pairs: Pairs::default(),
    };
    for element in &page.elements {
        match element.tag.name {
            "meta" => reader.meta(element),
            "link" => reader.link(element),
            "html" => reader.attribute(element, "lang", Field::Language, 2, "html lang"),
            _ => reader.property(element),
        }
        if element.marks.any(Within::NAME) {
            reader.publisher_name(element);
        }
    }
    reader.pairs();
    if let Some(title) = page.title {
        reader.say(title, Field::Title, WINDOW_TITLE, "title");
    }
}

struct Reader<'a> {
    page: &'a Page,
    source: &'a SourceText,
    statements: &'a mut Statements,
    pairs: Pairs,
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
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            let name = plain_name(self.value(element, attribute));
            if let Some((name, field, rank)) = lookup(METAS, &name) {
                // Of an account's handle ("@harbourpost") nobody is named.
                let named = self.source.slice(content).trim().contains(' ');
                if name != "twitter:creator" || named {
                    self.say(content, field, rank, name);
                }
                return;
            }
            if name == PARCEL {
                return self.parcel(content);
            }
            self.pairs.take(&name, content);
        }
        if self.names_author(element) {
            self.say(content, Field::Author, 4, "microdata author");
        }
    }

    /// Whether it gives, in an attribute, the name of the author that the element around it is about.
    fn names_author(&self, element: &Element) -> bool {
        let about = |element: &Element| self.value(element, "itemprop") == "author";
        self.value(element, "itemprop") == "name"
            && self.page.element(element.parent).is_some_and(about)
    }

    fn pairs(&mut self) {
        let pairs = std::mem::take(&mut self.pairs);
        for (label, value) in pairs.whole() {
            let label = decode_attribute(self.source.slice(label));
            if let Some(field) = field_of(&label) {
                self.say(value, field, PAIRED, "twitter:data");
            }
        }
    }

    fn parcel(&mut self, content: TextSpan) {
        let start = content.start as usize;
        for (field, place) in parcel(self.source.slice(content)) {
            let span = TextSpan::of(start + place.start..start + place.end);
            self.say(span, field, PAIRED, PARCEL);
        }
    }

    fn link(&mut self, element: &Element) {
        if self.value(element, "rel").eq_ignore_ascii_case("author") {
            self.attribute(element, "title", Field::Author, 5, "link author");
        }
        if self.value(element, "rel").eq_ignore_ascii_case("canonical") {
            self.attribute(element, "href", Field::Canonical, 1, "canonical");
        }
    }

    /// The name of the publisher, where it stands in an attribute inside the publisher's element.
    fn publisher_name(&mut self, element: &Element) {
        let around = self.page.element(element.parent);
        let publisher = [Some(element), around]
            .into_iter()
            .flatten()
            .any(|element| self.value(element, "itemprop") == "publisher");
        if publisher && self.value(element, "itemprop").ends_with("name") {
            self.attribute(element, "content", Field::Outlet, 3, "microdata publisher");
        }
    }

    /// Microdata: the value stands in `content` or `datetime`.
    fn property(&mut self, element: &Element) {
        let own = [
            self.value(element, "itemprop"),
            self.value(element, "property"),
        ];
        let bare = |name: &str| name.rsplit(':').next().map(|name| lookup(PROPERTIES, name));
        let Some((name, field, rank)) = own.into_iter().find_map(|name| bare(name).flatten())
        else {
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

/// A name of a `<meta>` as the table spells it: in lower case, the vocabularies' marks alike.
fn plain_name(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    let name = name.strip_prefix("schema:").unwrap_or(&name);
    match name.split_once(':') {
        Some((vocabulary @ ("dc" | "dcterms"), rest)) => format!("{vocabulary}.{rest}"),
        _ => name.to_owned(),
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

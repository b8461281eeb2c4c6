//! Feeds: RSS 0.9 to 2.0, RDF and Atom. Each item that holds its whole text is a report; items that
//! give a summary alone are told. Spans index the bytes of the feed.

use recension_core::article::{Article, Document, Note, Record, Stated};
use recension_core::text::{SourceText, TextSpan};
use serde_json::{Map, Value};

use super::record_text::{people_of, said};
use super::{Attempt, Material};
use crate::decode::Decoded;
use crate::facts::{Facts, credit_of};
use crate::ingested::{Ingested, Problem};
use crate::limits::Limits;
use crate::read::{article, read_text_as, unusable};
use crate::reading::Given;
use crate::resolve::as_text;
use crate::sniff::{Kind, kind_of};
use crate::text::without_inline_markup;
use crate::xml::{Element, characters, parse, root_name};

/// A description of fewer words is a teaser.
const WORDS_OF_A_REPORT: usize = 60;

/// How one kind of feed calls things: paths of local names inside a feed or an item.
struct Dialect {
    root: &'static str,
    media_type: &'static str,
    /// Where the feed describes itself.
    channel: &'static [&'static str],
    item: &'static str,
    texts: &'static [&'static str],
    summaries: &'static [&'static str],
    dates: &'static [&'static str],
    authors: &'static [&'static [&'static str]],
    ids: &'static [&'static str],
}

static DIALECTS: &[Dialect] = &[
    Dialect {
        root: "rss",
        media_type: "application/rss+xml",
        channel: &["channel"],
        item: "item",
        texts: &["content:encoded", "fulltext", "full-text"],
        summaries: &["description", "content:encoded"],
        dates: &["pubDate", "dc:date", "published"],
        authors: &[&["creator"], &["author", "name"], &["author"]],
        ids: &["guid", "link"],
    },
    Dialect {
        root: "rdf:RDF",
        media_type: "application/rss+xml",
        channel: &["channel"],
        item: "item",
        texts: &["content:encoded"],
        summaries: &["description"],
        dates: &["dc:date", "pubDate"],
        authors: &[&["creator"]],
        ids: &["link"],
    },
    Dialect {
        root: "feed",
        media_type: "application/atom+xml",
        channel: &[],
        item: "entry",
        texts: &["content"],
        summaries: &["summary"],
        dates: &["published", "issued", "updated", "modified"],
        authors: &[&["author", "name"], &["creator"]],
        ids: &["id"],
    },
];

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    let root = root_name(material.decoded().text.as_str());
    let Some(dialect) = root.and_then(|root| DIALECTS.iter().find(|known| known.root == root))
    else {
        return Attempt::Other(material);
    };
    let within = material.within(material.options.limits.max_payload);
    Attempt::Read(within.map(|()| read(material, dialect)))
}

fn read(material: Material<'_>, dialect: &'static Dialect) -> Ingested {
    let limits = &material.options.limits;
    let outside = material.facts_of_many();
    let (mut document, decoded) = material.into_decoded();
    document.media_type = dialect.media_type.to_owned();
    let Decoded { text, notes, .. } = decoded;
    let parsed = parse(text.as_str());
    let root = &parsed.root;
    let mut items = Vec::new();
    root.all(dialect.item, &mut items);
    let feed = Feed {
        source: &text,
        dialect,
        facts: facts_of_feed(&text, dialect, root).or(&outside),
        limits,
        document: &document,
    };
    let mut ingested = Ingested {
        document: document.clone(),
        articles: Vec::new(),
        notes: parsed.note().into_iter().collect(),
        problems: Vec::new(),
    };
    let mut lines = Lines::default();
    let mut teasers = 0usize;
    for item in &items {
        let line = lines.line_of(text.as_str(), item.outer.range().start);
        match feed.article(item, line, &notes) {
            Some((article, problem)) => {
                ingested.articles.push(article);
                ingested.problems.extend(problem);
            }
            None => teasers += 1,
        }
    }
    tell_teasers(&mut ingested, items.len(), teasers);
    ingested
}

fn tell_teasers(ingested: &mut Ingested, items: usize, teasers: usize) {
    if items == teasers {
        let why = match items {
            0 => "the feed has no items".to_owned(),
            _ => format!("the {items} items of the feed give summaries alone; fetch their pages"),
        };
        ingested.problems.push(Problem::new("no_text", why));
    } else if teasers > 0 {
        let note = format!("{teasers} of {items} items give a summary alone and were passed over");
        ingested.notes.push(Note::new("summaries", note));
    }
}

/// Counts lines up to places that only go forward.
#[derive(Default)]
struct Lines {
    at: usize,
    lines: u64,
}

impl Lines {
    fn line_of(&mut self, text: &str, place: usize) -> u64 {
        let passed = text.get(self.at..place).unwrap_or_default();
        self.lines += memchr::memchr_iter(b'\n', passed.as_bytes()).count() as u64;
        self.at = place.max(self.at);
        self.lines + 1
    }
}

/// A statement without the markup and the references that feeds leave in titles.
fn plain(text: &SourceText) -> Option<Stated<String>> {
    let mut stated = said(&without_inline_markup(text.clone()));
    stated.value = stated
        .value
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!stated.value.is_empty()).then(|| in_feed(stated))
}

fn facts_of_feed(source: &SourceText, dialect: &Dialect, root: &Element) -> Facts {
    let channel = root.at(dialect.channel).unwrap_or(root);
    let said_in = |name: &str| plain(&channel.named(name).next()?.text(source));
    let marked = root.attribute("xml:lang");
    let language = said_in("language").or_else(|| plain(&characters(source, marked?)));
    Facts {
        given: Given {
            source: said_in("title"),
            language,
            ..Given::default()
        },
        ..Facts::default()
    }
}

/// The text of an item's report.
struct Content {
    kind: Kind,
    text: SourceText,
}

struct Feed<'a> {
    source: &'a SourceText,
    dialect: &'a Dialect,
    facts: Facts,
    limits: &'a Limits,
    document: &'a Document,
}

impl Feed<'_> {
    /// The report of an item; `None` where it gives no more than a summary.
    fn article(
        &self,
        item: &Element,
        line: u64,
        notes: &[Note],
    ) -> Option<(Article, Option<Problem>)> {
        let content = self.content(item)?;
        let facts = self.facts_of(item).or(&self.facts);
        let reading = read_text_as(content.kind, content.text, facts, self.limits);
        let problem = unusable(&reading)
            .map(|problem| Problem::at_line(&problem.code, line, &problem.message));
        let record = Record {
            line,
            id: self
                .first(item, self.dialect.ids)
                .map(|stated| stated.value),
            bytes: self.source.cover(item.outer),
            extra: categories(self.source, item),
        };
        let article = article(self.document.clone(), Some(record), reading, notes.to_vec());
        Some((article, problem))
    }

    /// The text, or a summary that is as long as a report.
    fn content(&self, item: &Element) -> Option<Content> {
        let texts = self.dialect.texts.iter().flat_map(|name| item.named(name));
        let texts = texts.filter_map(|element| self.content_of(element));
        let text = texts.max_by_key(|content| content.text.as_str().len());
        text.or_else(|| {
            let summaries = self
                .dialect
                .summaries
                .iter()
                .flat_map(|name| item.named(name));
            let contents = summaries.filter_map(|element| self.content_of(element));
            let long = |content: &Content| {
                let plain = as_text(content.text.as_str());
                plain.split_whitespace().nth(WORDS_OF_A_REPORT).is_some()
            };
            contents
                .filter(long)
                .max_by_key(|content| content.text.as_str().len())
        })
    }

    fn content_of(&self, element: &Element) -> Option<Content> {
        let has_elements = element.elements().next().is_some();
        let is_xhtml = element
            .attribute("type")
            .is_some_and(|span| self.source.slice(span).contains("xhtml"));
        // Markup that is not escaped is read where it stands.
        let (kind, text) = if is_xhtml || has_elements {
            let slice = self.source.select(&[element.inner], "");
            (Kind::Html, slice)
        } else {
            let text = element.text(self.source);
            let marked = text.as_str().contains("</") || text.as_str().contains("<br");
            let kind = if marked {
                Kind::Html
            } else {
                kind_of(text.as_str())
            };
            (kind, text)
        };
        (!text.as_str().trim().is_empty()).then_some(Content { kind, text })
    }

    fn first(&self, item: &Element, names: &[&str]) -> Option<Stated<String>> {
        names.iter().find_map(|name| {
            let mut found = item.named(name);
            found.find_map(|element| plain(&element.text(self.source)))
        })
    }

    fn facts_of(&self, item: &Element) -> Facts {
        let authors = self
            .dialect
            .authors
            .iter()
            .map(|path| self.authors(item, path));
        Facts {
            given: Given {
                title: self.first(item, &["title"]),
                url: self.address(item),
                date: self.first(item, self.dialect.dates),
                ..Given::default()
            },
            authors: authors
                .into_iter()
                .find(|found| !found.is_empty())
                .unwrap_or_default(),
            credits: self.origin(item).map(credit_of).into_iter().collect(),
            seen: Vec::new(),
        }
    }

    fn authors(&self, item: &Element, path: &[&str]) -> Vec<Stated<String>> {
        let [first, rest @ ..] = path else {
            return Vec::new();
        };
        let found = item
            .elements()
            .filter(|element| element.local_name() == *first);
        let texts = found.filter_map(|element| Some(element.at(rest)?.text(self.source)));
        let names = texts.map(|text| without_address(&text));
        names
            .flat_map(|text| people_of(&text))
            .map(in_feed)
            .collect()
    }

    /// The address of the item's page: RSS says it in the element, Atom in an attribute.
    fn address(&self, item: &Element) -> Option<Stated<String>> {
        let links = || {
            item.named("link")
                .filter(|link| !link.name.starts_with("atom"))
        };
        let written = links().find_map(|link| plain(&link.text(self.source)));
        let is_page = |link: &&Element| {
            let rel = link.attribute("rel").map(|span| self.source.slice(span));
            rel.is_none_or(|rel| rel == "alternate")
        };
        let linked = || {
            let href = links().find(is_page)?.attribute("href")?;
            plain(&characters(self.source, href))
        };
        let permanent = || {
            let guid = item.named("guid").next()?;
            plain(&guid.text(self.source))
        };
        let address = written.or_else(linked).or_else(permanent);
        address.filter(|stated| stated.value.starts_with("http"))
    }

    /// Where the item comes from, by its `<source>`.
    fn origin(&self, item: &Element) -> Option<Stated<String>> {
        let source = item.named("source").next()?;
        let name = source.at(&["title"]).unwrap_or(source);
        plain(&name.text(self.source))
    }
}

fn in_feed(mut stated: Stated<String>) -> Stated<String> {
    "feed".clone_into(&mut stated.basis);
    stated
}

/// RSS writes "desk@paper.example (Ada Quill)".
fn without_address(text: &SourceText) -> SourceText {
    let line = text.as_str();
    let bracket = line
        .find('(')
        .filter(|at| line.get(..*at).is_some_and(|mail| mail.contains('@')));
    let Some(open) = bracket else {
        return text.clone();
    };
    let end = line
        .rfind(')')
        .filter(|end| *end > open)
        .unwrap_or(line.len());
    text.select(&[TextSpan::of(open + 1..end)], "")
}

fn categories(source: &SourceText, item: &Element) -> Map<String, Value> {
    let term = |element: &Element| {
        let attribute = element
            .attribute("term")
            .map(|span| characters(source, span));
        let text = attribute.unwrap_or_else(|| element.text(source));
        text.as_str().trim().to_owned()
    };
    let terms: Vec<Value> = item
        .named("category")
        .map(term)
        .filter(|term| !term.is_empty())
        .map(Value::from)
        .collect();
    let mut extra = Map::new();
    if !terms.is_empty() {
        extra.insert("category".to_owned(), Value::from(terms));
    }
    extra
}

//! JSON-LD: what a page tells search engines about its article.

use recension_core::article::Note;
use recension_core::text::{SourceText, TextSpan};

use super::{Field, Said, Statements};
use crate::html::page::Page;
use crate::json::{self, Node, Value};

/// How deep objects are looked for inside others.
const DEEPEST: usize = 8;
/// Objects looked at on one page.
const MOST_OBJECTS: usize = 2000;

/// Values looked at of one member: nobody signs with more.
const MOST_ITEMS: usize = 200;

/// What the members of an article's object are about, and how much they count.
static MEMBERS: &[(&str, Field, u8)] = &[
    ("headline", Field::Title, 1),
    ("datePublished", Field::Published, 1),
    ("dateCreated", Field::Published, 6),
    ("dateModified", Field::Modified, 1),
    ("author", Field::Author, 1),
    ("creator", Field::Author, 3),
    ("publisher", Field::Outlet, 2),
    ("inLanguage", Field::Language, 3),
    ("url", Field::Url, 3),
    ("mainEntityOfPage", Field::Url, 4),
    ("isBasedOn", Field::Original, 1),
    ("isBasedOnUrl", Field::Original, 1),
    ("sourceOrganization", Field::Original, 4),
];

/// Members that hold reports or remarks other than the page's own.
const OF_OTHERS: [&str; 7] = [
    "comment",
    "hasPart",
    "itemListElement",
    "liveBlogUpdate",
    "mentions",
    "relatedLink",
    "review",
];

/// Objects of these types describe the page as a whole, and count less than an article's.
const PAGE_TYPES: [&str; 3] = ["WebPage", "ItemPage", "AboutPage"];
const PAGE_PENALTY: u8 = 4;

/// Reads the JSON-LD of a page.
pub(super) fn read(page: &Page, source: &SourceText, statements: &mut Statements) {
    let mut nodes = Vec::new();
    for script in &page.scripts {
        if is_linked_data(page, source, script.element) {
            parse(source, script.source, &mut nodes, statements);
        }
    }
    let mut objects = Vec::new();
    for node in &nodes {
        collect(node, 0, &mut objects);
    }
    let reader = Reader {
        source,
        objects: &objects,
    };
    if let Some(article) = reader.article(page) {
        reader.members(article, 0, statements);
    }
    let of_page = |object: &&&Node| reader.types(object).any(|name| PAGE_TYPES.contains(&name));
    if let Some(object) = objects.iter().find(of_page) {
        reader.members(object, PAGE_PENALTY, statements);
    }
}

fn is_linked_data(page: &Page, source: &SourceText, element: u32) -> bool {
    let kind = page
        .element(element)
        .and_then(|element| page.attribute(element, "type"));
    kind.is_some_and(|span| {
        let bare = source.slice(span).split(';').next().unwrap_or_default();
        bare.trim().eq_ignore_ascii_case("application/ld+json")
    })
}

fn parse(source: &SourceText, span: TextSpan, nodes: &mut Vec<Node>, statements: &mut Statements) {
    let inner = without_wrapping(source.slice(span));
    let lead = inner.as_ptr() as usize - source.slice(span).as_ptr() as usize;
    let start = span.start as usize + lead;
    let parsed = json::parse(source.as_str(), TextSpan::of(start..start + inner.len()));
    nodes.extend(parsed.node);
    if parsed.broken_at.is_some() {
        let message = "JSON-LD is broken; read as far as it goes";
        statements.notes.push(Note::new("broken_json_ld", message));
    }
}

/// The text inside of comments or CDATA that some pages wrap around JSON.
fn without_wrapping(text: &str) -> &str {
    const OPENERS: [&str; 5] = ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//"];
    const CLOSERS: [&str; 5] = ["-->", "//]]>", "/*]]>*/", "]]>", "//"];
    let mut text = text.trim();
    for (opener, closer) in OPENERS.iter().zip(CLOSERS) {
        text = text.strip_prefix(opener).unwrap_or(text).trim_start();
        text = text.strip_suffix(closer).unwrap_or(text).trim_end();
    }
    text
}

/// All objects inside a value, outer ones first.
fn collect<'n>(node: &'n Node, depth: usize, objects: &mut Vec<&'n Node>) {
    if depth > DEEPEST || objects.len() >= MOST_OBJECTS {
        return;
    }
    match &node.value {
        Value::Array(items) => {
            for item in items {
                collect(item, depth + 1, objects);
            }
        }
        Value::Object(members) => {
            objects.push(node);
            for member in members {
                if !OF_OTHERS.contains(&member.key.as_str()) {
                    collect(&member.node, depth + 1, objects);
                }
            }
        }
        Value::String | Value::Bare => {}
    }
}

struct Reader<'a> {
    source: &'a SourceText,
    objects: &'a [&'a Node],
}

impl<'a> Reader<'a> {
    fn string(&self, node: &Node) -> &'a str {
        if node.is_string() {
            self.source.slice(node.span)
        } else {
            ""
        }
    }

    /// The types of an object, without the address of their vocabulary.
    fn types<'n>(&'n self, object: &'n Node) -> impl Iterator<Item = &'a str> + 'n {
        let types = object.get("@type").map(Node::items).unwrap_or_default();
        types
            .iter()
            .filter_map(|node| self.string(node).rsplit(['/', ':', '#']).next())
    }

    fn is_article(&self, object: &'a Node) -> bool {
        self.types(object).any(|name| {
            let name = name.to_ascii_lowercase();
            name.ends_with("article") || name.ends_with("posting") || name == "report"
        })
    }

    /// The object of the page's article: of several, the one whose headline is the window's title.
    fn article(&self, page: &Page) -> Option<&'a Node> {
        let title = page
            .title
            .map(|span| super::super::roles::fold(&decode(self.source.slice(span))));
        let named = |object: &Node| {
            let headline = object.get("headline").map(|node| decode(self.string(node)));
            let headline = headline.map(|text| super::super::roles::fold(&text));
            headline
                .zip(title.as_ref())
                .is_some_and(|(headline, title)| !headline.is_empty() && title.contains(&headline))
        };
        let articles = || {
            self.objects
                .iter()
                .copied()
                .filter(|object| self.is_article(object))
        };
        articles()
            .find(|object| named(object))
            .or_else(|| articles().next())
    }

    fn members(&self, object: &Node, penalty: u8, statements: &mut Statements) {
        for (name, field, rank) in MEMBERS {
            let items = object.get(name).map(Node::items).unwrap_or_default();
            for item in items.iter().take(MOST_ITEMS) {
                self.member(item, name, *field, rank + penalty, statements);
            }
        }
    }

    fn member(&self, node: &Node, name: &str, field: Field, rank: u8, statements: &mut Statements) {
        // A person may be given several names: each is somebody.
        let names = self
            .referred(node)
            .get("name")
            .map(Node::items)
            .unwrap_or_default();
        if field == Field::Author && names.len() > 1 {
            return names
                .iter()
                .for_each(|name_of_one| self.member(name_of_one, name, field, rank, statements));
        }
        let object = self.referred(node);
        let basis = format!("json-ld {name}");
        if field == Field::Author && names.iter().all(|name| !name.is_string()) {
            let parts = ["givenName", "familyName"].map(|part| object.get(part));
            if let [Some(given), Some(family)] = parts {
                return statements.add_parts(
                    field,
                    rank,
                    &basis,
                    &[given, family].map(|part| self.said(part)),
                );
            }
        }
        let Some(value) = self.value(node, field) else {
            return;
        };
        let desk = self
            .types(object)
            .any(|name| name.ends_with("Organization"));
        let field = if desk && field == Field::Author {
            Field::Desk
        } else {
            field
        };
        statements.add(field, rank, &basis, self.said(value));
    }

    fn said(&self, node: &Node) -> Said<'a> {
        Said {
            source: self.source,
            span: node.span,
            decode,
        }
    }

    /// The string that says a value: itself, or the name or address of the object.
    fn value<'n>(&'n self, node: &'n Node, field: Field) -> Option<&'n Node> {
        let moment = matches!(field, Field::Published | Field::Modified);
        if node.is_string() || moment && node.value == Value::Bare {
            return Some(node);
        }
        let keys: &[&str] = match field {
            Field::Url => &["@id", "url"],
            Field::Original => &["url", "name", "@id"],
            _ => &["name"],
        };
        let object = self.referred(node);
        keys.iter()
            .find_map(|key| object.get(key).filter(|value| value.is_string()))
    }

    /// The object that a reference without a name (`{"@id": "…"}`) stands for.
    fn referred<'n>(&'n self, node: &'n Node) -> &'n Node {
        let id = node
            .get("@id")
            .map(|id| self.string(id))
            .filter(|_| node.get("name").is_none());
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            return node;
        };
        let full = self.objects.iter().copied().find(|object| {
            let same = object
                .get("@id")
                .is_some_and(|other| self.string(other) == id);
            same && object.get("name").is_some()
        });
        full.unwrap_or(node)
    }
}

/// The text of a JSON string; pages put HTML's references into it as well.
fn decode(text: &str) -> String {
    htmlize::unescape(json::unescape(text)).into_owned()
}

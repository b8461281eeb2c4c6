//! A record with its places: its text, and what it states about it.

use recension_core::article::{Receipt, Stated};
use recension_core::language::Language;
use recension_core::text::{SourceText, TextSpan};

use super::fields::{Field, Fields};
use crate::facts::{Facts, credit_of};
use crate::json::{self, Node, Value};
use crate::reading::Given;
use crate::sniff::{Kind, kind_of};
use crate::text::people_in;

/// What a JSON Feed says it is.
const FEED_VERSION: &str = "https://jsonfeed.org/version/";

/// The text of a record's report, and which field it came from.
pub(super) struct Content {
    pub(super) field: String,
    pub(super) kind: Kind,
    pub(super) text: SourceText,
}

/// The values of a record, mapped to the original bytes.
pub(super) trait Values {
    /// The strings under a name.
    fn strings(&self, name: &str) -> Vec<SourceText>;
}

/// A JSON object with its places.
pub(super) struct JsonRecord<'a> {
    pub(super) source: &'a SourceText,
    pub(super) root: &'a Node,
}

impl Values for JsonRecord<'_> {
    fn strings(&self, name: &str) -> Vec<SourceText> {
        let nodes = under(self.root, name).into_iter();
        nodes
            .map(|node| json::string(self.source, node.span))
            .collect()
    }
}

/// A record, and what its fields mean.
pub(super) struct RecordText<'a> {
    pub(super) values: &'a dyn Values,
    pub(super) fields: &'a Fields,
}

impl RecordText<'_> {
    /// The text, or failing that the page.
    ///
    /// # Errors
    /// Where the record has neither.
    pub(super) fn content(&self) -> Result<Content, String> {
        let of = |field, kind: fn(&str) -> Kind| {
            let (name, text) = self.filled(field)?;
            Some(Content {
                field: name,
                kind: kind(text.as_str()),
                text,
            })
        };
        of(Field::Text, kind_of)
            .or_else(|| of(Field::Html, |_| Kind::Html))
            .ok_or_else(|| {
                let wanted = [Field::Text, Field::Html].map(|field| self.fields.names(field));
                let first = wanted
                    .each_ref()
                    .map(|names| names.first().copied().unwrap_or(""));
                format!("the record has neither `{}` nor `{}`", first[0], first[1])
            })
    }

    /// What the record calls itself.
    pub(super) fn id(&self) -> Option<String> {
        let (_, text) = self.filled(Field::Id)?;
        Some(text.as_str().trim().to_owned())
    }

    /// Everything else that the record states.
    pub(super) fn facts(&self) -> Facts {
        Facts {
            given: Given {
                title: self.stated(Field::Title),
                url: self.stated(Field::Url),
                source: self.stated(Field::Source),
                date: self.stated(Field::Date),
                language: self.stated(Field::Language),
            },
            authors: self.people(),
            credits: self.all(Field::Credit).into_iter().map(credit_of).collect(),
            seen: Vec::new(),
        }
    }

    /// What a JSON Feed states of all its items; `None` where this is none.
    pub(super) fn facts_of_feed(&self) -> Option<Facts> {
        let version = self.strings("version").next()?;
        if !version.as_str().starts_with(FEED_VERSION) {
            return None;
        }
        Some(Facts {
            given: Given {
                source: self.stated(Field::Title),
                language: self.stated(Field::Language),
                ..Given::default()
            },
            authors: self.people(),
            ..Facts::default()
        })
    }

    /// The first string with something in it that stands under one of a field's names.
    fn filled(&self, field: Field) -> Option<(String, SourceText)> {
        self.fields.names(field).into_iter().find_map(|name| {
            let text = self.strings(name).next()?;
            Some((name.to_owned(), text))
        })
    }

    /// The strings under a name that have something in them.
    fn strings(&self, name: &str) -> impl Iterator<Item = SourceText> {
        let texts = self.values.strings(name).into_iter();
        texts.filter(|text| !text.as_str().trim().is_empty())
    }

    fn stated(&self, field: Field) -> Option<Stated<String>> {
        self.filled(field).map(|(_, text)| said(&text))
    }

    /// All strings under the first of a field's names that has any.
    fn all(&self, field: Field) -> Vec<Stated<String>> {
        let names = self.fields.names(field);
        let found = names
            .into_iter()
            .map(|name| self.strings(name).map(|text| said(&text)));
        found
            .map(Iterator::collect::<Vec<_>>)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The authors, one by one.
    fn people(&self) -> Vec<Stated<String>> {
        let names = self.fields.names(Field::Author);
        let texts = names
            .into_iter()
            .map(|name| self.strings(name).collect::<Vec<_>>());
        let texts = texts.into_iter().find(|texts| !texts.is_empty());
        texts
            .unwrap_or_default()
            .iter()
            .flat_map(people_of)
            .collect()
    }
}

/// The string nodes under a name; a dot leads into objects, and into each object of a list.
pub(super) fn under<'n>(root: &'n Node, name: &str) -> Vec<&'n Node> {
    let whole = root.get(name).map(|node| vec![node]);
    let nodes = whole.unwrap_or_else(|| {
        let mut nodes = vec![root];
        for key in name.split('.') {
            let items = nodes.into_iter().flat_map(Node::items);
            nodes = items.filter_map(|node| node.get(key)).collect();
        }
        nodes
    });
    let items = nodes.into_iter().flat_map(Node::items);
    items.filter(|node| node.value == Value::String).collect()
}

/// A string as a statement, without the white space around it.
pub(super) fn said(text: &SourceText) -> Stated<String> {
    said_in(text, text.full_span())
}

fn said_in(text: &SourceText, span: TextSpan) -> Stated<String> {
    let written = text.slice(span);
    let value = written.trim();
    let start = span.range().start + written.len() - written.trim_start().len();
    let span = TextSpan::of(start..start + value.len());
    Stated {
        value: value.to_owned(),
        basis: "record".to_owned(),
        receipts: vec![Receipt {
            segments: text.original(span),
            text: value.to_owned(),
        }],
    }
}

/// The people that a byline names, or the whole where it is no list of names.
pub(super) fn people_of(text: &SourceText) -> Vec<Stated<String>> {
    let line = text.as_str();
    let label = line.len() - line.trim_start().len();
    let rest = line.get(label..).unwrap_or_default();
    let label = label
        + ["By ", "by ", "BY "]
            .iter()
            .find(|by| rest.starts_with(**by))
            .map_or(0, |by| by.len());
    let named = line.get(label..).unwrap_or_default();
    let people = people_in(named, Language::get("en"));
    if people.is_empty() {
        let whole = said_in(text, TextSpan::of(label..line.len()));
        return (!whole.value.is_empty())
            .then_some(whole)
            .into_iter()
            .collect();
    }
    let of = |range: std::ops::Range<usize>| TextSpan::of(label + range.start..label + range.end);
    people
        .into_iter()
        .map(|range| said_in(text, of(range)))
        .collect()
}

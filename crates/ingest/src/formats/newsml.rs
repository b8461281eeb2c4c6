//! NewsML-G2: a news item, or a message or package of several. The report stands inside as NITF,
//! XHTML or plain text; what the item says of it beats what it says itself.

use recension_core::article::{Article, Document, Note, Record, Stated};
use recension_core::text::SourceText;

use super::record_text::{people_of, said};
use super::{Attempt, Material, nitf};
use crate::decode::Decoded;
use crate::facts::{Facts, credit_of};
use crate::ingested::{Ingested, Problem};
use crate::limits::Limits;
use crate::read::{article, read_text_as, unusable};
use crate::reading::{Given, TextReading};
use crate::sniff::{Kind, kind_of};
use crate::xml::{Element, characters, parse, root_name};

const ROOTS: &[&str] = &["newsItem", "newsMessage", "packageItem"];
const MEDIA_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    let root = root_name(material.decoded().text.as_str());
    let local = root.as_deref().and_then(|root| root.rsplit(':').next());
    if !local.is_some_and(|local| ROOTS.contains(&local)) {
        return Attempt::Other(material);
    }
    let within = material.within(material.options.limits.max_payload);
    Attempt::Read(within.map(|()| read(material)))
}

fn read(material: Material<'_>) -> Ingested {
    let limits = &material.options.limits;
    let outside = material.facts_of_many();
    let (mut document, decoded) = material.into_decoded();
    document.media_type = MEDIA_TYPE.to_owned();
    let Decoded { text, notes, .. } = decoded;
    let parsed = parse(text.as_str());
    let mut items = Vec::new();
    if parsed.root.local_name() == "newsItem" {
        items.push(&parsed.root);
    } else {
        parsed.root.all("newsItem", &mut items);
    }
    let mut ingested = Ingested {
        document: document.clone(),
        articles: Vec::new(),
        notes: parsed.note().into_iter().collect(),
        problems: Vec::new(),
    };
    for item in &items {
        let item = Item {
            source: &text,
            item,
            limits,
        };
        match item.article(&document, &outside, &notes) {
            Some(article) => ingested.articles.push(article),
            None => ingested
                .problems
                .push(Problem::new("no_text", item.without_text())),
        }
    }
    if items.is_empty() {
        let why = "the NewsML-G2 document holds no news item";
        ingested.problems.push(Problem::new("no_text", why));
    }
    ingested
}

struct Item<'a> {
    source: &'a SourceText,
    item: &'a Element,
    limits: &'a Limits,
}

impl Item<'_> {
    fn article(&self, document: &Document, outside: &Facts, notes: &[Note]) -> Option<Article> {
        let reading = self.reading(self.facts().or(outside))?;
        if unusable(&reading).is_some() {
            return None;
        }
        let before = self.source.as_str().get(..self.item.outer.range().start);
        let lines = before.map_or(0, |before| {
            memchr::memchr_iter(b'\n', before.as_bytes()).count()
        });
        let record = Record {
            line: lines as u64 + 1,
            id: self.value_of(self.item, "guid").map(|stated| stated.value),
            bytes: self.source.cover(self.item.outer),
            extra: serde_json::Map::new(),
        };
        Some(article(
            document.clone(),
            Some(record),
            reading,
            notes.to_vec(),
        ))
    }

    fn without_text(&self) -> String {
        let id = self.value_of(self.item, "guid").map(|stated| stated.value);
        let remote = self.item.at(&["contentSet", "remoteContent"]).is_some();
        let why = if remote {
            "its content lies elsewhere"
        } else {
            "no text of a report was found"
        };
        format!("item {}: {why}", id.as_deref().unwrap_or("without id"))
    }

    fn reading(&self, facts: Facts) -> Option<TextReading> {
        let content = self.item.at(&["contentSet"])?;
        if let Some(inline) = content
            .elements()
            .find(|element| element.local_name() == "inlineXML")
        {
            let mut found = Vec::new();
            inline.all("nitf", &mut found);
            if let Some(nitf) = found.first() {
                return Some(nitf::reading(self.source, nitf, facts));
            }
            let page = self.source.select(&[inline.inner], "");
            return Some(read_text_as(Kind::Html, page, facts, self.limits));
        }
        let data = content
            .elements()
            .find(|element| element.local_name() == "inlineData")?;
        let text = data.text(self.source);
        let kind = kind_of(text.as_str());
        Some(read_text_as(kind, text, facts, self.limits))
    }

    fn facts(&self) -> Facts {
        let meta = |path: &[&str]| self.text_at(path);
        let language = || {
            let tag = self
                .item
                .at(&["contentMeta", "language"])?
                .attribute("tag")?;
            stated(&characters(self.source, tag))
        };
        let date = meta(&["contentMeta", "contentCreated"])
            .or_else(|| meta(&["itemMeta", "firstCreated"]))
            .or_else(|| meta(&["itemMeta", "versionCreated"]));
        Facts {
            given: Given {
                title: meta(&["contentMeta", "headline"]).or_else(|| meta(&["itemMeta", "title"])),
                url: None,
                source: self.named_at(&["itemMeta", "provider"]),
                date,
                language: language(),
            },
            authors: self.authors(),
            credits: self.credits().into_iter().map(credit_of).collect(),
            seen: Vec::new(),
        }
    }

    /// The people of the line that says who wrote it, or those that are named as makers.
    fn authors(&self) -> Vec<Stated<String>> {
        if let Some(by) = self.item.at(&["contentMeta", "by"]) {
            return people_of(&by.text(self.source))
                .into_iter()
                .map(in_item)
                .collect();
        }
        self.every("creator")
    }

    /// Who is named as a source of the information, and the line of credit.
    fn credits(&self) -> Vec<Stated<String>> {
        let mut credits = self.every("infoSource");
        credits.extend(self.text_at(&["contentMeta", "creditline"]));
        credits
    }

    fn every(&self, name: &str) -> Vec<Stated<String>> {
        let Some(meta) = self.item.at(&["contentMeta"]) else {
            return Vec::new();
        };
        let found = meta
            .elements()
            .filter(|element| element.local_name() == name);
        found.filter_map(|element| self.name_of(element)).collect()
    }

    fn text_at(&self, path: &[&str]) -> Option<Stated<String>> {
        stated(&self.item.at(path)?.text(self.source))
    }

    fn named_at(&self, path: &[&str]) -> Option<Stated<String>> {
        self.name_of(self.item.at(path)?)
    }

    /// The name of a party: its `<name>`, or its literal.
    fn name_of(&self, party: &Element) -> Option<Stated<String>> {
        let name = party.at(&["name"]).map(|name| name.text(self.source));
        name.as_ref()
            .and_then(stated)
            .or_else(|| self.value_of(party, "literal"))
    }

    fn value_of(&self, element: &Element, attribute: &str) -> Option<Stated<String>> {
        stated(&characters(self.source, element.attribute(attribute)?))
    }
}

fn in_item(mut stated: Stated<String>) -> Stated<String> {
    "newsml".clone_into(&mut stated.basis);
    stated
}

fn stated(text: &SourceText) -> Option<Stated<String>> {
    let mut stated = said(text);
    stated.value = stated
        .value
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!stated.value.is_empty()).then(|| in_item(stated))
}

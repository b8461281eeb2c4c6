//! NITF (News Industry Text Format), where every part of a report says what it is: roles and
//! metadata are taken from the elements.

use recension_core::article::{Part, Role, Stated};
use recension_core::language::Language;
use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};

use super::record_text::{people_of, said};
use super::{Attempt, Material};
use crate::decode::Decoded;
use crate::facts::{Facts, credit_of};
use crate::ingested::Ingested;
use crate::read::{article, unusable};
use crate::reading::{Given, TextReading, with_region};
use crate::text::{Lines, language_code, metadata_of, story_language};
use crate::xml::{Child, Element, characters, parse, push_characters, root_name};

/// The media type of NITF.
pub(super) const MEDIA_TYPE: &str = "application/nitf+xml";

/// What an element is. `Inside` says in which other element it must stand, if in any.
struct Meaning {
    element: &'static str,
    inside: &'static str,
    role: Role,
}

const fn means(element: &'static str, inside: &'static str, role: Role) -> Meaning {
    Meaning {
        element,
        inside,
        role,
    }
}

/// The elements whose text is one block; the first that fits counts.
static MEANINGS: &[Meaning] = &[
    means("hl1", "", Role::Headline),
    means("hl2", "", Role::Subheading),
    means("byline", "", Role::Byline),
    means("dateline", "", Role::Dateline),
    means("distributor", "", Role::Credit),
    means("copyrite", "", Role::Boilerplate),
    means("note", "", Role::Boilerplate),
    means("media-caption", "", Role::Caption),
    means("media-producer", "", Role::Credit),
    means("credit", "bq", Role::Attribution),
    means("credit", "", Role::Credit),
    means("p", "bq", Role::Quote),
    means("p", "abstract", Role::Subheading),
    means("p", "tagline", Role::Credit),
    means("tagline", "", Role::Credit),
    means("bibliography", "", Role::Boilerplate),
    means("table", "", Role::Boilerplate),
    means("li", "", Role::Body),
    means("dt", "", Role::Body),
    means("dd", "", Role::Body),
    means("pre", "", Role::Body),
    means("p", "", Role::Body),
];

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    let root = root_name(material.decoded().text.as_str());
    if root.as_deref() != Some("nitf") {
        return Attempt::Other(material);
    }
    let within = material.within(material.options.limits.max_payload);
    Attempt::Read(within.map(|()| read(material)))
}

fn read(material: Material<'_>) -> Ingested {
    let outside = material.facts.clone();
    let (mut document, decoded) = material.into_decoded();
    document.media_type = MEDIA_TYPE.to_owned();
    let Decoded { text, notes, .. } = decoded;
    let parsed = parse(text.as_str());
    let reading = reading(&text, &parsed.root, Facts::default().or(&outside));
    let problems = unusable(&reading).into_iter().collect();
    let article = article(document.clone(), None, reading, notes);
    Ingested {
        document,
        articles: vec![article],
        notes: parsed.note().into_iter().collect(),
        problems,
    }
}

/// Reads an `<nitf>` element; `facts` beat what it says.
pub(super) fn reading(source: &SourceText, nitf: &Element, facts: Facts) -> TextReading {
    let facts = facts.or(&facts_of(source, nitf));
    let mut blocks = Blocks::default();
    let body = nitf.at(&["body"]).unwrap_or(nitf);
    blocks.walk(source, body, &mut Vec::new());
    let Blocks {
        builder,
        parts,
        asked,
        ..
    } = blocks;
    let text = builder.finish();
    let stated = facts.given.language.clone();
    let code = stated.as_ref().map(|stated| language_code(&stated.value));
    let code = code.unwrap_or_else(|| story_language(&text, &parts));
    let mut metadata = metadata_of(
        &text,
        &asked,
        facts.given.clone(),
        &Lines::in_language(Language::get(&code)),
    );
    metadata.language = code;
    let mut reading = TextReading {
        text,
        parts,
        metadata,
        notes: Vec::new(),
        regions: with_region(stated.iter()),
    };
    facts.complete(&mut reading);
    reading
}

/// A text made of blocks, one for each element that means something.
#[derive(Default)]
struct Blocks {
    builder: SourceTextBuilder,
    parts: Vec<Part>,
    /// The parts as they are asked for metadata: credits that elements tell are no picture's.
    asked: Vec<Part>,
    has_lead: bool,
}

impl Blocks {
    fn walk<'e>(&mut self, source: &SourceText, element: &'e Element, path: &mut Vec<&'e str>) {
        for child in element.elements() {
            let name = child.local_name();
            let fits = |known: &&Meaning| {
                known.element == name && (known.inside.is_empty() || path.contains(&known.inside))
            };
            match MEANINGS.iter().find(fits) {
                Some(meaning) if !holds_blocks(child, name) => {
                    self.block(source, child, meaning);
                }
                _ => {
                    path.push(name);
                    self.walk(source, child, path);
                    path.pop();
                }
            }
        }
    }

    fn block(&mut self, source: &SourceText, element: &Element, meaning: &Meaning) {
        let before = self.builder.len();
        if before > 0 {
            self.builder.push_inserted("\n\n");
        }
        let start = self.builder.len();
        push_collapsed(source, element, &mut self.builder, start);
        self.builder.trim_end();
        let end = self.builder.len();
        if end <= start {
            return;
        }
        let role = match meaning.role {
            Role::Body if !std::mem::replace(&mut self.has_lead, true) => Role::Lead,
            role => role,
        };
        let span = TextSpan::of(start..end);
        self.parts.push(Part { role, span });
        let of_text = role == Role::Credit && meaning.element != "media-producer";
        let role = if of_text { Role::Boilerplate } else { role };
        self.asked.push(Part { role, span });
    }
}

/// Whether an element is no block itself but holds some (`<tagline><p>`, `<li><p>`).
fn holds_blocks(element: &Element, name: &str) -> bool {
    let whole = matches!(
        name,
        "table" | "bibliography" | "byline" | "dateline" | "note"
    );
    !whole
        && element
            .elements()
            .any(|child| matches!(child.local_name(), "p" | "ul" | "ol"))
}

/// Appends the text of an element with each run of white space as one blank.
fn push_collapsed(
    source: &SourceText,
    element: &Element,
    builder: &mut SourceTextBuilder,
    start: usize,
) {
    let mut pieces = SourceTextBuilder::default();
    push_apart(source, element, &mut pieces);
    let text = pieces.finish();
    let written = text.as_str();
    let mut at = 0;
    for word in written.split_whitespace() {
        let offset = word.as_ptr() as usize - written.as_ptr() as usize;
        if builder.len() > start {
            // A gap with markup in it stands for no bytes.
            match text.original(TextSpan::of(at..offset)).as_slice() {
                [gap] => builder.push_replaced(" ", *gap),
                _ => builder.push_inserted(" "),
            }
        }
        at = offset + word.len();
        builder.push_span(&text, TextSpan::of(offset..at));
    }
}

/// Elements that show apart from what stands before them.
static APART: &[&str] = &["byttl", "p", "td", "th", "tr", "li", "br", "block"];

/// Appends the text of an element, a blank before each element inside that shows apart.
fn push_apart(source: &SourceText, element: &Element, builder: &mut SourceTextBuilder) {
    for child in &element.children {
        match child {
            Child::Element(inner) => {
                if APART.contains(&inner.local_name()) {
                    builder.push_inserted(" ");
                }
                push_apart(source, inner, builder);
            }
            Child::Text(span) => push_characters(source, *span, builder),
            Child::Data(span) => builder.push_span(source, *span),
        }
    }
}

fn facts_of(source: &SourceText, nitf: &Element) -> Facts {
    let text_at = |path: &[&str]| {
        let text = nitf.at(path)?.text(source);
        stated(&text)
    };
    let norm_of = |path: &[&str], name: &str| {
        let span = nitf.at(path)?.attribute(name)?;
        stated(&characters(source, span))
    };
    let byline = nitf.at(&["body", "body.head", "byline"]);
    let person = |byline: &Element| {
        let mut people = Vec::new();
        byline.all("person", &mut people);
        let names: Vec<Stated<String>> = people
            .iter()
            .filter_map(|person| stated(&person.text(source)))
            .collect();
        if names.is_empty() {
            people_in_byline(source, byline)
        } else {
            names
        }
    };
    let docdata = ["head", "docdata"];
    let date = |name: &str| norm_of(&[docdata[0], docdata[1], name], "norm");
    Facts {
        given: Given {
            title: text_at(&["body", "body.head", "hedline", "hl1"])
                .or_else(|| text_at(&["head", "title"])),
            url: None,
            source: norm_of(&[docdata[0], docdata[1], "doc.copyright"], "holder"),
            date: date("date.issue")
                .or_else(|| date("date.release"))
                .or_else(|| norm_of(&["body", "body.head", "dateline", "story.date"], "norm")),
            language: nitf
                .attribute("xml:lang")
                .and_then(|span| stated(&characters(source, span))),
        },
        authors: byline.map(person).unwrap_or_default(),
        credits: text_at(&["body", "body.head", "distributor"])
            .map(credit_of)
            .into_iter()
            .collect(),
        seen: Vec::new(),
    }
}

/// The people of a byline, what stands of them beside (`<byttl>`) left out.
fn people_in_byline(source: &SourceText, byline: &Element) -> Vec<Stated<String>> {
    let mut own = byline.clone();
    own.children.retain(
        |child| !matches!(child, Child::Element(element) if element.local_name() == "byttl"),
    );
    let people = people_of(&own.text(source));
    people
        .into_iter()
        .map(|mut stated| {
            "nitf".clone_into(&mut stated.basis);
            stated
        })
        .collect()
}

fn stated(text: &SourceText) -> Option<Stated<String>> {
    let mut stated = said(text);
    stated.value = stated
        .value
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    "nitf".clone_into(&mut stated.basis);
    (!stated.value.is_empty()).then_some(stated)
}

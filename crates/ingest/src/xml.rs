//! XML whose every piece knows its place in the text, read as far as it goes.
//!
//! Forgiving, since feeds are often broken: an end tag without a start is left out, elements without
//! an end are closed by the end of what they stand in, a bare `&` or `<` is text. There are no
//! entities but characters by number and the names that HTML has: a document type is passed over,
//! so that none can grow. Elements beyond a depth are read as if their tags were not there.

use std::borrow::Cow;

use htmlize::Context;
use recension_core::article::Note;
use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};

use crate::entities::reference_at;

/// Deeper elements lose their tags.
const DEEPEST: usize = 128;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name as written, with the prefix.
    pub(crate) name: String,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Child>,
    /// What stands between its tags.
    pub(crate) inner: TextSpan,
    /// The same with its tags.
    pub(crate) outer: TextSpan,
}

/// An attribute; the span is that of its value, without quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: TextSpan,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    Element(Element),
    /// Text with references.
    Text(TextSpan),
    /// Text as it is (a CDATA section).
    Data(TextSpan),
}

impl Element {
    /// The name without its prefix.
    pub(crate) fn local_name(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// The elements directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The elements directly inside of a name as written, with its prefix.
    pub(crate) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element inside along a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        match path {
            [] => Some(self),
            [first, rest @ ..] => self
                .elements()
                .filter(|element| element.local_name() == *first)
                .find_map(|element| element.at(rest)),
        }
    }

    /// All elements inside of a local name, at any depth, in order. Those inside one found are not
    /// looked for.
    pub(crate) fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Self>) {
        for element in self.elements() {
            if element.local_name() == name {
                found.push(element);
            } else {
                element.all(name, found);
            }
        }
    }

    /// The place of an attribute's value, its name given with the prefix or without any.
    pub(crate) fn attribute(&self, name: &str) -> Option<TextSpan> {
        let of = |attribute: &&Attribute| {
            attribute.name == name || attribute.name.rsplit(':').next() == Some(name)
        };
        self.attributes
            .iter()
            .find(of)
            .map(|attribute| attribute.value)
    }

    /// Its text and that of all elements inside, references read, mapped to the original bytes.
    pub(crate) fn text(&self, source: &SourceText) -> SourceText {
        let mut builder = SourceTextBuilder::default();
        self.push_text(source, &mut builder);
        builder.finish()
    }

    fn push_text(&self, source: &SourceText, builder: &mut SourceTextBuilder) {
        for child in &self.children {
            match child {
                Child::Element(element) => element.push_text(source, builder),
                Child::Text(span) => push_characters(source, *span, builder),
                Child::Data(span) => builder.push_span(source, *span),
            }
        }
    }
}

/// The value of an attribute, references read, mapped to the original bytes.
pub(crate) fn characters(source: &SourceText, span: TextSpan) -> SourceText {
    let mut builder = SourceTextBuilder::default();
    push_characters(source, span, &mut builder);
    builder.finish()
}

/// Appends text, references read.
pub(crate) fn push_characters(
    source: &SourceText,
    span: TextSpan,
    builder: &mut SourceTextBuilder,
) {
    let text = source.slice(span);
    let start = span.range().start;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        builder.push_span(source, TextSpan::of(start + at..start + at + plain));
        at += plain;
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else {
            break;
        };
        let read = reference_at(rest, Context::General);
        let closed = read.filter(|read| rest.as_bytes().get(read.length - 1) == Some(&b';'));
        let length = closed.as_ref().map_or(1, |read| read.length);
        let place = TextSpan::of(start + at..start + at + length);
        match closed {
            Some(read) => builder.push_replaced(&read.text, source.cover(place)),
            None => builder.push_span(source, place),
        }
        at += length;
    }
}

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// The root element with everything inside.
    pub(crate) root: Element,
    /// How many tags were missing, left over, or too deep.
    pub(crate) mended: usize,
}

impl Parsed {
    /// A note where the text was no well-formed XML.
    pub(crate) fn note(&self) -> Option<Note> {
        let mended = self.mended;
        let message = format!("the XML is broken ({mended} tags); read as far as it goes");
        (mended > 0).then(|| Note::new("broken_xml", message))
    }
}

/// Reads a text as XML.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut reader = Reader {
        text,
        at: 0,
        open: vec![Element::default()],
        too_deep: 0,
        mended: 0,
    };
    while reader.at < text.len() {
        reader.step();
    }
    reader.finish()
}

/// The root element of a document, by its first bytes; `None` where the text is no XML.
pub(crate) fn root_name(text: &str) -> Option<Cow<'_, str>> {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    // A declaration, comments and a document type, each bounded.
    for _ in 0..16 {
        let tag = rest.strip_prefix('<')?;
        if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return tag.get(..end).map(Cow::Borrowed);
        }
        let end = if tag.starts_with("!--") {
            tag.find("-->")? + 3
        } else {
            end_of_declaration(tag)?
        };
        rest = tag.get(end..)?.trim_start();
    }
    None
}

/// Where a `<!…>` or `<?…>` ends, behind its mark; what stands in brackets or quotes is passed.
fn end_of_declaration(tag: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0usize, None);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[') => depth += 1,
            (None, b']') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Some(at + 1),
            // Without a subset in brackets, a second start of a tag says that this one is broken.
            _ => {}
        }
    }
    None
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The elements that are open, outermost first; the first stands for the document.
    open: Vec<Element>,
    /// How many elements are open beyond the depth.
    too_deep: usize,
    mended: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(mark) = memchr::memchr(b'<', rest.as_bytes()) else {
            return self.characters(rest.len());
        };
        if mark > 0 {
            return self.characters(mark);
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            return self.data(data);
        }
        match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => {
                let end = memchr::memmem::find(rest.as_bytes(), b"-->");
                self.at += end.map_or(rest.len(), |end| end + 3);
            }
            Some(b'!' | b'?') => {
                let end = rest.get(1..).and_then(end_of_declaration);
                self.at += end.map_or(2, |end| end + 1);
            }
            Some(b'/') => self.end_tag(rest),
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => self.start_tag(rest),
            _ => self.characters(1),
        }
    }

    fn child(&mut self, child: Child) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(child);
        }
    }

    fn characters(&mut self, length: usize) {
        let span = TextSpan::of(self.at..self.at + length);
        self.at += length;
        self.child(Child::Text(span));
    }

    fn data(&mut self, data: &str) {
        let start = self.at + "<![CDATA[".len();
        let length = memchr::memmem::find(data.as_bytes(), b"]]>");
        let end = start + length.unwrap_or(data.len());
        self.at = (end + "]]>".len()).min(self.text.len());
        self.child(Child::Data(TextSpan::of(start..end)));
    }

    fn start_tag(&mut self, rest: &str) {
        let Some(tag) = tag_at(rest) else {
            return self.characters(1);
        };
        let outer = self.at;
        let inner = outer + tag.length;
        let mut element = Element {
            name: tag.name.to_owned(),
            attributes: attributes(tag.inside, outer + 1 + tag.name.len()),
            children: Vec::new(),
            inner: TextSpan::of(inner..inner),
            outer: TextSpan::of(outer..inner),
        };
        self.at = inner;
        if tag.empty {
            self.child(Child::Element(element));
        } else if self.open.len() > DEEPEST {
            self.too_deep += 1;
            self.mended += 1;
        } else {
            element.children.reserve(1);
            self.open.push(element);
        }
    }

    fn end_tag(&mut self, rest: &str) {
        let Some(end) = memchr::memchr(b'>', rest.as_bytes()) else {
            return self.characters(1);
        };
        let name = rest.get(2..end).unwrap_or_default().trim();
        let (close, after) = (self.at, self.at + end + 1);
        self.at = after;
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(index) = self.open.iter().skip(1).rposition(|open| open.name == name) else {
            self.mended += 1;
            return;
        };
        // Elements left open inside end where this one does.
        while self.open.len() > index + 2 {
            self.mended += 1;
            self.close(close, close);
        }
        self.close(close, after);
    }

    /// Closes the innermost element: its content ends at one place, the element at another.
    fn close(&mut self, inner_end: usize, outer_end: usize) {
        if let Some(mut element) = self.open.pop() {
            element.inner = TextSpan::of(element.inner.range().start..inner_end);
            element.outer = TextSpan::of(element.outer.range().start..outer_end);
            self.child(Child::Element(element));
        }
    }

    fn finish(mut self) -> Parsed {
        let end = self.text.len();
        while self.open.len() > 1 {
            self.mended += 1;
            self.close(end, end);
        }
        let document = self.open.pop().unwrap_or_default();
        let mut children = document.children.into_iter();
        let root = children.find_map(|child| match child {
            Child::Element(element) => Some(element),
            _ => None,
        });
        Parsed {
            root: root.unwrap_or_default(),
            mended: self.mended,
        }
    }
}

/// A start tag.
struct Tag<'a> {
    name: &'a str,
    /// Between the name and the end.
    inside: &'a str,
    empty: bool,
    length: usize,
}

/// The start tag that a text starts with; `None` where it does not end.
fn tag_at(text: &str) -> Option<Tag<'_>> {
    let mut quote = None;
    let bytes = text.as_bytes().iter().enumerate();
    let end = bytes.skip(1).find_map(|(at, byte)| match (quote, byte) {
        (Some(open), _) if open == *byte => {
            quote = None;
            None
        }
        (Some(_), _) => None,
        (None, b'"' | b'\'') => {
            quote = Some(*byte);
            None
        }
        (None, b'>') => Some(at),
        (None, _) => None,
    })?;
    let inside = text.get(1..end)?;
    let bare = inside.strip_suffix('/');
    let content = bare.unwrap_or(inside);
    let name_end = content.find(char::is_whitespace).unwrap_or(content.len());
    Some(Tag {
        name: content.get(..name_end)?,
        inside: content.get(name_end..)?,
        empty: bare.is_some(),
        length: end + 1,
    })
}

/// The attributes of a tag; `start` is where `inside` stands.
fn attributes(inside: &str, start: usize) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = inside.get(at..).and_then(|rest| rest.find('=')) {
        let name = inside.get(at..at + equals).unwrap_or_default().trim();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or(name);
        let behind = inside.get(at + equals + 1..).unwrap_or_default();
        let blank = behind.len() - behind.trim_start().len();
        let quote = behind
            .trim_start()
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''));
        let value = at + equals + 1 + blank + usize::from(quote.is_some());
        let rest = inside.get(value..).unwrap_or_default();
        let length = match quote {
            Some(quote) => rest.find(quote),
            None => rest.find(char::is_whitespace),
        };
        let length = length.unwrap_or(rest.len());
        found.push(Attribute {
            name: name.to_owned(),
            value: TextSpan::of(start + value..start + value + length),
        });
        at = (value + length + usize::from(quote.is_some())).min(inside.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, element: &Element) -> String {
        let attributes = element.attributes.iter();
        let attributes: String = attributes
            .map(|a| format!(" {}={}", a.name, &text[a.value.range()]))
            .collect();
        let children = element.children.iter().map(|child| match child {
            Child::Element(element) => drawn(text, element),
            Child::Text(span) => text[span.range()].to_owned(),
            Child::Data(span) => format!("[{}]", &text[span.range()]),
        });
        format!(
            "({}{attributes}: {})",
            element.name,
            children.collect::<String>()
        )
    }

    fn read(text: &str) -> String {
        drawn(text, &parse(text).root)
    }

    #[test]
    fn elements_know_their_places() {
        let text = "<?xml version='1.0'?><!-- x --><a b=\"1 > 0\" c:d='e'>f<g/><h>i</h><![CDATA[<j>]]></a>";
        assert_eq!(read(text), "(a b=1 > 0 c:d=e: f(g: )(h: i)[<j>])");
        let Parsed { root, mended } = parse(text);
        assert_eq!(mended, 0);
        let h = root.at(&["h"]).unwrap();
        assert_eq!(&text[h.inner.range()], "i");
        assert_eq!(&text[h.outer.range()], "<h>i</h>");
        assert_eq!(root_name(text).unwrap(), "a");
    }

    #[test]
    fn broken_xml_is_read_as_far_as_it_goes() {
        assert_eq!(parse("<a><b>x</a></c>").mended, 2);
        assert_eq!(read("<a><b>x</a>"), "(a: (b: x))");
        assert_eq!(read("<a>x</b> & y < 3</a>"), "(a: x & y < 3)");
        assert_eq!(read("<a><b>x"), "(a: (b: x))");
        assert_eq!(read("<a><![CDATA[x"), "(a: [x])");
        assert_eq!(read("<a b=1 c>x</a>"), "(a b=1: x)");
        assert_eq!(read("no xml"), "(: )");
        assert_eq!(read("<a <b>"), "(a: )");
    }

    #[test]
    fn references_are_read_and_entities_are_not() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"<b>y</b>\"><!ENTITY z \"&x;&x;&x;\">]><a>&z; &amp;amp; &#8217;AT&T</a>";
        let source = SourceText::verbatim(bomb);
        let root = parse(bomb).root;
        assert_eq!(root.text(&source).as_str(), "&z; &amp; ’AT&T");
        assert_eq!(root_name(bomb).unwrap(), "a");
    }

    #[test]
    fn deep_nesting_is_flattened() {
        let text = format!("{}x{}", "<a>".repeat(50_000), "</a>".repeat(50_000));
        let source = SourceText::verbatim(&text);
        assert_eq!(parse(&text).root.text(&source).as_str(), "x");
    }
}

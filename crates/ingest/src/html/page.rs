//! A page as its tags say: elements with their attributes, and the text between tags, each with its
//! place in the decoded source.
//!
//! This is no browser's tree: it only knows what a piece of text stands inside of. It is built in
//! one pass whose time and memory are linear in the page, whatever the page does: a tag costs the
//! same at any depth, and an end tag without a start tag is skipped by a count.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Tokenizer};

use super::elements::{Flow, TAG_COUNT, Tag, Within, implies_end, tag_named};
use super::keys::{key, position};
use super::vocabulary::{marks_of_address, marks_of_names, marks_of_value};
use crate::limits::Limits;
use recension_core::text::TextSpan;

/// An element of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub(crate) tag: &'static Tag,
    /// What its own class, id, role and microdata say.
    pub(crate) marks: Within,
    /// The element around it (the first element is its own parent).
    pub(crate) parent: u32,
    /// The nearest element that sets its text off as a block: itself, or one around it.
    pub(crate) block: u32,
    /// How many pieces of text stand before it: the index of the first piece inside, if any is.
    pub(crate) texts_before: u32,
    /// Its attributes in [`Page::attributes`].
    attributes: (u32, u32),
}

/// An attribute of an element; only those in [`ATTRIBUTES`] are kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    /// The value in the decoded source, entities not yet read.
    pub(crate) value: TextSpan,
}

/// How a piece of text is set off from the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Runs on.
    #[default]
    None,
    /// A new line of the same block.
    Line,
    /// A new block.
    Block,
}

/// Text between two tags.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextNode {
    pub(crate) element: u32,
    /// Its place in the decoded source, entities not yet read.
    pub(crate) source: TextSpan,
    pub(crate) gap: Gap,
}

/// What a tokenizer pass over a page found.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) elements: Vec<Element>,
    pub(crate) attributes: Vec<Attribute>,
    /// Visible text, in page order.
    pub(crate) texts: Vec<TextNode>,
    /// The content of `<script>` elements.
    pub(crate) scripts: Vec<TextNode>,
    /// The content of `<title>`.
    pub(crate) title: Option<TextSpan>,
    /// The deepest nesting seen.
    pub(crate) depth: usize,
    /// Whether elements were left out because there were too many.
    pub(crate) cut: bool,
}

/// How many open elements are looked through for one whose end tag was left out.
const IMPLIED_REACH: usize = 32;
/// How many open elements are looked through for the one that an end tag closes.
const CLOSING_REACH: usize = 1024;

/// Attributes that are kept, sorted.
static ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "cite",
    "class",
    "content",
    "data-date",
    "data-datetime",
    "data-published",
    "data-time",
    "data-timestamp",
    "data-utc",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "src",
    "style",
    "title",
    "type",
];

static ATTRIBUTE_KEYS: [u64; ATTRIBUTES.len()] = {
    let mut keys = [0; ATTRIBUTES.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(ATTRIBUTES[at].as_bytes());
        at += 1;
    }
    keys
};

impl Page {
    /// Reads a page. Never fails: any text is some page.
    pub(crate) fn read(source: &str, limits: &Limits) -> Self {
        let mut builder = Builder::new(limits);
        let emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
                builder.event(&event, TextSpan::of(span.start..span.end));
                None
            },
        );
        let mut emitter = emitter;
        emitter.naively_switch_states(true);
        let _ = Tokenizer::new_with_emitter(source, Quiet(emitter)).finish();
        builder.page
    }

    /// The attributes of an element.
    pub(crate) fn attributes_of(&self, element: &Element) -> &[Attribute] {
        let (start, end) = element.attributes;
        self.attributes
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The value of an attribute of an element, in the decoded source.
    pub(crate) fn attribute(&self, element: &Element, name: &str) -> Option<TextSpan> {
        let mut all = self.attributes_of(element).iter();
        all.find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value)
    }

    /// The element a piece of text or another element stands in.
    pub(crate) fn element(&self, index: u32) -> Option<&Element> {
        self.elements.get(index as usize)
    }
}

/// An emitter that wants no errors: looking for them at every character costs a third of the pass.
struct Quiet<E>(E);

impl<E: Emitter> ForwardingEmitter for Quiet<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    tag: &'static Tag,
    element: u32,
}

struct Builder<'a> {
    page: Page,
    limits: &'a Limits,
    open: Vec<Open>,
    /// How many elements of each kind are open, by their numbers.
    counts: [usize; TAG_COUNT],
    /// How many of the open elements hide what is inside.
    hidden: usize,
    gap: Gap,
    /// The start tag that is being read, and what its attributes said so far.
    tag: &'static Tag,
    first_attribute: usize,
    attribute: Option<&'static str>,
    marks: Within,
}

impl<'a> Builder<'a> {
    fn new(limits: &'a Limits) -> Self {
        let root = Element {
            tag: tag_named(b"html"),
            marks: Within::NOTHING,
            parent: 0,
            block: 0,
            texts_before: 0,
            attributes: (0, 0),
        };
        let page = Page {
            elements: vec![root],
            ..Page::default()
        };
        Self {
            page,
            limits,
            open: Vec::new(),
            counts: [0; TAG_COUNT],
            hidden: 0,
            gap: Gap::None,
            tag: root.tag,
            first_attribute: 0,
            attribute: None,
            marks: Within::NOTHING,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: TextSpan) {
        match *event {
            CallbackEvent::OpenStartTag { name } => self.start_tag(name),
            CallbackEvent::AttributeName { name } => self.attribute_name(name),
            CallbackEvent::AttributeValue { value } => self.attribute_value(value, span),
            CallbackEvent::CloseStartTag { .. } => self.open_element(),
            CallbackEvent::EndTag { name } => self.end_tag(name),
            CallbackEvent::String { value } => self.text(value, span),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn start_tag(&mut self, name: &[u8]) {
        self.tag = tag_named(name);
        self.first_attribute = self.page.attributes.len();
        self.marks = Within::NOTHING;
    }

    fn attribute_name(&mut self, name: &[u8]) {
        let is = |at: usize| {
            ATTRIBUTES
                .get(at)
                .is_some_and(|entry| entry.as_bytes() == name)
        };
        let known = position(&ATTRIBUTE_KEYS, name, is);
        self.attribute = known.and_then(|at| ATTRIBUTES.get(at)).copied();
        let room = self.page.attributes.len() - self.first_attribute < ATTRIBUTES.len();
        let Some(name) = self.attribute.filter(|_| room) else {
            return;
        };
        if name == "hidden" {
            self.marks = self.marks.and(Within::HIDDEN);
        }
        let value = TextSpan::default();
        self.page.attributes.push(Attribute { name, value });
    }

    fn attribute_value(&mut self, value: &[u8], span: TextSpan) {
        let Some(name) = self.attribute else {
            return;
        };
        if let Some(attribute) = self.page.attributes.last_mut() {
            attribute.value = span;
        }
        let text = str::from_utf8(value).unwrap_or_default();
        let marks = match name {
            "class" | "id" => marks_of_names(text),
            "role" | "itemprop" | "itemtype" | "rel" | "property" => marks_of_value(text),
            "href" => marks_of_address(text),
            "style" if hides(text) => Within::HIDDEN,
            _ => Within::NOTHING,
        };
        self.marks = self.marks.and(marks);
    }

    fn open_element(&mut self) {
        self.close_implied();
        if self.tag.flow.separates() || self.names_quoted() {
            self.gap = Gap::Block;
        }
        if self.tag.flow == Flow::Break {
            self.gap = if self.gap == Gap::None {
                Gap::Line
            } else {
                Gap::Block
            };
        }
        if self.page.elements.len() >= self.limits.max_elements {
            self.page.cut = true;
            return;
        }
        let element = self.push_element();
        if self.tag.flow.has_content() {
            self.push_open(element);
        }
    }

    /// A `<cite>` in a block quotation says on a line of its own whom it is by.
    fn names_quoted(&self) -> bool {
        self.tag.name == "cite"
            && self
                .counts
                .get(tag_named(b"blockquote").number)
                .is_some_and(|count| *count > 0)
    }

    fn push_element(&mut self) -> u32 {
        let index = u32_of(self.page.elements.len());
        let count = |n: usize| u32_of(n);
        let bounds = (
            count(self.first_attribute),
            count(self.page.attributes.len()),
        );
        let page_wide = matches!(self.tag.name, "html" | "body");
        let parent = self.innermost();
        let around = self.page.element(parent).map_or(0, |parent| parent.block);
        self.page.elements.push(Element {
            tag: self.tag,
            marks: if page_wide {
                Within::NOTHING
            } else {
                self.marks
            },
            parent,
            block: if self.tag.flow.separates() {
                index
            } else {
                around
            },
            texts_before: u32_of(self.page.texts.len()),
            attributes: bounds,
        });
        index
    }

    fn push_open(&mut self, element: u32) {
        self.open.push(Open {
            tag: self.tag,
            element,
        });
        if let Some(count) = self.counts.get_mut(self.tag.number) {
            *count += 1;
        }
        self.hidden += usize::from(self.hides(element));
        self.page.depth = self.page.depth.max(self.open.len());
    }

    fn hides(&self, element: u32) -> bool {
        self.page.element(element).is_some_and(|element| {
            element.tag.flow == Flow::Hidden || element.marks.any(Within::HIDDEN)
        })
    }

    fn innermost(&self) -> u32 {
        self.open.last().map_or(0, |open| open.element)
    }

    /// Closes elements whose end tag may be left out before the tag that is being opened: a row
    /// closes first the cell before it, then the row.
    fn close_implied(&mut self) {
        let tag = self.tag;
        loop {
            let mut inner = self.open.iter().rev().take(IMPLIED_REACH);
            let depth = match inner.position(|open| implies_end(open.tag, tag)) {
                Some(depth) if self.nothing_bars(depth) => depth,
                _ => return,
            };
            for _ in 0..=depth {
                self.pop();
            }
        }
    }

    /// Whether only inline and loose elements lie above the open element at a depth from the top.
    fn nothing_bars(&self, depth: usize) -> bool {
        let mut above = self.open.iter().rev().take(depth);
        above.all(|open| matches!(open.tag.flow, Flow::Inline | Flow::LooseBlock))
    }

    fn end_tag(&mut self, name: &[u8]) {
        let tag = tag_named(name);
        if tag.flow.separates() {
            self.gap = Gap::Block;
        }
        let Some(depth) = self.depth_of(tag) else {
            return;
        };
        let at = self.open.len() - 1 - depth;
        let above = self.open.get(at + 1..).unwrap_or_default();
        if tag.flow == Flow::Inline && above.iter().any(|open| open.tag.flow.separates()) {
            // An inline element does not close the blocks opened inside it.
            let open = self.open.remove(at);
            return self.closed(open);
        }
        for _ in 0..=depth {
            self.pop();
        }
    }

    /// How deep below the top of the open elements the one lies that an end tag closes.
    fn depth_of(&self, tag: &Tag) -> Option<usize> {
        if self.counts.get(tag.number).is_none_or(|count| *count == 0) {
            return None;
        }
        // Only parts of tables close each other; other end tags do not reach out of a cell.
        let bars = |open: &Open| !tag.part_of_table && open.tag.part_of_table;
        let mut above = self.open.iter().rev().take(CLOSING_REACH).enumerate();
        let stop = above.find(|(_, open)| open.tag.number == tag.number || bars(open));
        stop.filter(|(_, open)| open.tag.number == tag.number)
            .map(|(depth, _)| depth)
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.closed(open);
        }
    }

    fn closed(&mut self, open: Open) {
        if open.tag.flow.separates() {
            self.gap = Gap::Block;
        }
        self.hidden -= usize::from(self.hides(open.element)).min(self.hidden);
        if let Some(count) = self.counts.get_mut(open.tag.number) {
            *count -= 1;
        }
    }

    fn text(&mut self, value: &[u8], source: TextSpan) {
        let element = self.innermost();
        if self.hidden > 0 {
            return self.hidden_text(element, source);
        }
        if self.gap != Gap::None && value.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        self.page.texts.push(TextNode {
            element,
            source,
            gap,
        });
    }

    /// Of hidden text only the title and linked data are of use.
    fn hidden_text(&mut self, element: u32, source: TextSpan) {
        match self.page.element(element).map(|element| element.tag.name) {
            Some("title") if self.page.title.is_none() => self.page.title = Some(source),
            Some("script") => self.page.scripts.push(TextNode {
                element,
                source,
                gap: Gap::None,
            }),
            _ => {}
        }
    }
}

/// Whether an inline style takes an element off the page.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let (name, value) = rule.split_once(':').unwrap_or_default();
        matches!(
            (name.trim(), value.trim()),
            ("display", "none" | "none !important") | ("visibility", "hidden")
        )
    })
}

fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each piece of text with the names of the elements around it, and the gap before it.
    fn texts(source: &str) -> Vec<String> {
        let page = Page::read(source, &Limits::default());
        let draw = |node: &TextNode| {
            let mut path = Vec::new();
            let mut at = node.element;
            while at != 0 {
                let element = page.element(at).unwrap();
                path.push(element.tag.name);
                at = element.parent;
            }
            path.reverse();
            let text = &source[node.source.range()];
            format!("{} {:?} {}", path.join("/"), node.gap, text.trim())
        };
        page.texts.iter().map(draw).collect()
    }

    #[test]
    fn loose_elements_end_where_browsers_end_them() {
        assert_eq!(
            texts("<ul><li>one<li>two</ul><p>three<div>four</div>"),
            [
                "ul/li Block one",
                "ul/li Block two",
                "p Block three",
                "div Block four"
            ]
        );
        assert_eq!(
            texts("<table><tr><td>a<td>b<tr><td>c</div>d</table>e"),
            [
                "table/tr/td Block a",
                "table/tr/td Block b",
                "table/tr/td Block c",
                "table/tr/td Block d",
                " Block e"
            ]
        );
    }

    #[test]
    fn inline_elements_do_not_part_text_and_breaks_do() {
        assert_eq!(
            texts("<p>a<b>b</b>c<br>d<br><br>e"),
            [
                "p Block a",
                "p/b None b",
                "p None c",
                "p Line d",
                "p Block e"
            ]
        );
    }

    #[test]
    fn an_inline_end_tag_does_not_close_blocks() {
        assert_eq!(texts("<b><p>x</b>y</p>"), ["b/p Block x", "b/p None y"]);
    }

    #[test]
    fn hidden_text_is_left_out_and_scripts_are_kept_apart() {
        let source = "<title>T</title><p>a<span style='display: none'>b</span><script>c</script><i hidden>d</i>e";
        assert_eq!(texts(source), ["p Block a", "p Block e"]);
        let page = Page::read(source, &Limits::default());
        assert_eq!(page.title.map(|span| &source[span.range()]), Some("T"));
        assert_eq!(&source[page.scripts[0].source.range()], "c");
    }

    #[test]
    fn attributes_keep_their_places() {
        let source = "<meta name=x content=' a &amp; b'>";
        let page = Page::read(source, &Limits::default());
        let content = page.attribute(&page.elements[1], "content").unwrap();
        assert_eq!(&source[content.range()], " a &amp; b");
    }

    #[test]
    fn too_many_elements_are_ignored_and_their_text_is_read() {
        let limits = Limits {
            max_elements: 3,
            ..Limits::default()
        };
        let page = Page::read("<p>a<p>b<p>c<p>d", &limits);
        assert_eq!((page.cut, page.texts.len()), (true, 4));
    }
}

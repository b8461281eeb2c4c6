//! The page as the main-content extractor gets to see it: well formed, without scripts and long
//! attributes, each piece of text led by a mark that says which piece it is.
//!
//! Extractors return text, not places. A mark is one private-use character, so it neither changes
//! how an extractor weighs the text nor gets lost on the way, and the text that is kept can be told
//! piece by piece. (Rejected: aligning the kept words with the page's; it is slower and confuses a
//! repeated heading or teaser with the body.)

use super::page::{Gap, Page, TextNode};
use recension_core::text::SourceText;

/// The first mark. The planes of private use end in two noncharacters; staying within one plane
/// keeps clear of them.
const FIRST_MARK: u32 = 0xF_0000;
/// How many marks there are.
pub(super) const MARKS: usize = 0xFFFD;
/// Attributes an extractor looks at.
const KEPT_ATTRIBUTES: [&str; 6] = ["class", "href", "id", "itemprop", "rel", "role"];
/// Longer values are left out, in bytes.
const LONGEST_VALUE: usize = 400;

/// Of longer text, in bytes, an extractor gets only the beginning, and nothing that it would have to
/// escape when it writes HTML: that takes some of them time in the square of its length.
const LONG_TEXT: usize = 8 * 1024;

/// Neither a mark nor anything that HTML escapes.
fn is_plain(character: char) -> bool {
    marked(character).is_none() && !matches!(character, '&' | '<' | '>' | '"' | '\u{A0}')
}

/// The mark of a piece of text.
fn mark(index: usize) -> char {
    let code = u32::try_from(index).map_or(u32::MAX, |index| FIRST_MARK.saturating_add(index));
    char::from_u32(code).unwrap_or(' ')
}

/// Which piece of text a mark stands for.
pub(super) fn marked(character: char) -> Option<usize> {
    let index = u32::from(character).checked_sub(FIRST_MARK)? as usize;
    (index < MARKS).then_some(index)
}

/// Writes the page for an extractor.
pub(super) fn skeleton(page: &Page, source: &SourceText) -> String {
    let mut writer = Writer {
        page,
        source,
        out: String::with_capacity(source.as_str().len() / 2),
        open: Vec::new(),
        path: Vec::new(),
    };
    writer.head();
    for (index, node) in page.texts.iter().enumerate() {
        writer.node(index, node);
    }
    writer.close_to(0);
    writer.out
}

struct Writer<'a> {
    page: &'a Page,
    source: &'a SourceText,
    out: String,
    open: Vec<u32>,
    /// The elements around a piece of text, innermost first: room that is used again.
    path: Vec<u32>,
}

impl Writer<'_> {
    fn head(&mut self) {
        let title = self.page.title.map_or("", |span| self.source.slice(span));
        let head = ["<!DOCTYPE html><head><title>", title, "</title></head>"];
        self.out.extend(head);
    }

    fn node(&mut self, index: usize, node: &TextNode) {
        let same = self.open.last().map_or(0, |last| *last) == node.element;
        if !same {
            self.reach(node.element);
        }
        match node.gap {
            Gap::Line => self.out.push_str("<br>"),
            Gap::Block if same => self.out.push_str("<br><br>"),
            _ => {}
        }
        self.text(index, node);
    }

    fn text(&mut self, index: usize, node: &TextNode) {
        self.out.push(mark(index));
        let text = self.source.slice(node.source);
        if text.len() > LONG_TEXT {
            let plain = text.chars().take(LONG_TEXT).filter(|c| is_plain(*c));
            self.out.extend(plain);
        } else if text.chars().any(|c| marked(c).is_some()) {
            self.out
                .extend(text.chars().filter(|c| marked(*c).is_none()));
        } else {
            self.out.push_str(text);
        }
    }

    /// Closes and opens elements until an element and those around it are open, and no other.
    fn reach(&mut self, element: u32) {
        let mut path = std::mem::take(&mut self.path);
        let mut at = element;
        while at != 0 {
            path.push(at);
            at = self.page.element(at).map_or(0, |element| element.parent);
        }
        let wanted = self.open.iter().zip(path.iter().rev());
        let common = wanted.take_while(|(open, wanted)| open == wanted).count();
        self.close_to(common);
        path.truncate(path.len() - common);
        for element in path.drain(..).rev() {
            self.start(element);
        }
        self.path = path;
    }

    fn start(&mut self, index: u32) {
        self.open.push(index);
        let Some(element) = self.page.element(index) else {
            return;
        };
        self.out.extend(["<", name(element.tag.name)]);
        for attribute in self.page.attributes_of(element) {
            let value = self.source.slice(attribute.value);
            if KEPT_ATTRIBUTES.contains(&attribute.name) && value.len() <= LONGEST_VALUE {
                self.out.extend([" ", attribute.name, "=\""]);
                let mut pieces = shortened(attribute.name, value).split('"');
                self.out.push_str(pieces.next().unwrap_or_default());
                self.out.extend(pieces.flat_map(|piece| ["&quot;", piece]));
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let element = self.open.pop().and_then(|index| self.page.element(index));
            let name = name(element.map_or("", |element| element.tag.name));
            self.out.extend(["</", name, ">"]);
        }
    }
}

/// As much of an attribute's value as an extractor looks at: of an address, whether it is a place on
/// the same page. Addresses are a third of a page, and every byte is read once more.
fn shortened<'v>(name: &str, value: &'v str) -> &'v str {
    if name != "href" {
        return value;
    }
    let on_page = value.starts_with('#') && value.len() > 1;
    if on_page { "#p" } else { "/" }
}

/// Elements without a name of their own (unknown ones) stand as `span`.
const fn name(name: &'static str) -> &'static str {
    if name.is_empty() { "span" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn drawn(source: &str) -> String {
        let page = Page::read(source, &Limits::default());
        let html = skeleton(&page, &SourceText::verbatim(source));
        let marks = |c: char| marked(c).map_or(c.to_string(), |index| format!("[{index}]"));
        html.chars().map(marks).collect()
    }

    #[test]
    fn the_page_is_well_formed_and_every_text_is_marked() {
        assert_eq!(
            drawn(
                "<title>T</title><div class='a \"b\"' onclick=x><p>one<p>two <b>three<script>no</script>"
            ),
            "<!DOCTYPE html><head><title>T</title></head><div class=\"a &quot;b&quot;\"><p>[0]one</p><p>[1]two <b>[2]three</b></p></div>"
        );
    }

    #[test]
    fn of_an_address_only_its_kind_is_left() {
        assert!(
            drawn("<p><a href='https://x.example/long'>one</a> <a href='#two'>two</a>")
                .ends_with("<p><a href=\"/\">[0]one</a>[1] <a href=\"#p\">[2]two</a></p>")
        );
    }

    #[test]
    fn marks_of_the_page_itself_are_left_out() {
        assert!(drawn("<p>a\u{F0005}b").ends_with("<p>[0]ab</p>"));
    }
}

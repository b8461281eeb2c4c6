//! The page as the main-content extractor gets to see it: well formed, without scripts and long
//! attributes, each piece of text led by a mark that says which piece it is.
//!
//! Extractors return text, not places. A mark is one private-use character, so it neither changes
//! how an extractor weighs the text nor gets lost on the way, and the text that is kept can be told
//! piece by piece. (Rejected: aligning the kept words with the page's; it is slower and confuses a
//! repeated heading or teaser with the body.)

use std::fmt::Write as _;

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
}

impl Writer<'_> {
    fn head(&mut self) {
        let title = self.page.title.map_or("", |span| self.source.slice(span));
        let _ = write!(
            self.out,
            "<!DOCTYPE html><head><title>{title}</title></head>"
        );
    }

    fn node(&mut self, index: usize, node: &TextNode) {
        let path = self.path(node.element);
        let common = self
            .open
            .iter()
            .zip(&path)
            .take_while(|(a, b)| a == b)
            .count();
        let same = common == path.len() && common == self.open.len();
        self.close_to(common);
        for element in path.into_iter().skip(common) {
            self.start(element);
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

    /// The elements around a piece of text, outermost first.
    fn path(&self, element: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = element;
        while at != 0 {
            path.push(at);
            at = self.page.element(at).map_or(0, |element| element.parent);
        }
        path.reverse();
        path
    }

    fn start(&mut self, index: u32) {
        self.open.push(index);
        let Some(element) = self.page.element(index) else {
            return;
        };
        let name = name(element.tag.name);
        let _ = write!(self.out, "<{name}");
        for attribute in self.page.attributes_of(element) {
            let value = self.source.slice(attribute.value);
            if KEPT_ATTRIBUTES.contains(&attribute.name) && value.len() <= LONGEST_VALUE {
                let value = value.replace('"', "&quot;");
                let _ = write!(self.out, " {}=\"{value}\"", attribute.name);
            }
        }
        self.out.push('>');
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let element = self.open.pop().and_then(|index| self.page.element(index));
            let _ = write!(self.out, "</{}>", name(element.map_or("", |e| e.tag.name)));
        }
    }
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
    fn marks_of_the_page_itself_are_left_out() {
        assert!(drawn("<p>a\u{F0005}b").ends_with("<p>[0]ab</p>"));
    }
}

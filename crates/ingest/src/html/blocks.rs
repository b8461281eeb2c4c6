//! The visible text of a page as blocks, mapped to the original bytes.

use htmlize::Context;
use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};

use super::elements::Within;
use super::page::{Gap, Page, TextNode};
use crate::entities::reference_at;

/// A block of visible text: a paragraph, a heading, a list item, a table cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Its text in [`Blocks::text`].
    pub(crate) span: TextSpan,
    /// Its pieces in [`Page::texts`], from, to.
    pub(crate) texts: (usize, usize),
    /// What all of it stands in.
    pub(crate) all: Within,
    /// What some of it stands in.
    pub(crate) some: Within,
    /// Words, counted between white space.
    pub(crate) words: u32,
    /// Words inside links.
    pub(crate) linked: u32,
}

/// All visible text of a page.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// The text, blocks set off by an inserted empty line.
    pub(crate) text: SourceText,
    pub(crate) list: Vec<Block>,
    /// Where each piece of [`Page::texts`] stands in the text (empty where it shows nothing).
    pub(crate) pieces: Vec<TextSpan>,
    /// What each piece stands in.
    around: Vec<Within>,
}

impl Blocks {
    /// What a piece of [`Page::texts`] stands in.
    pub(crate) fn within(&self, piece: usize) -> Within {
        self.around.get(piece).copied().unwrap_or_default()
    }

    /// Gathers the blocks of a page; `surroundings` says for each element what text directly inside
    /// stands in.
    pub(crate) fn of(page: &Page, source: &SourceText, surroundings: &[Within]) -> Self {
        let mut writer = Writer::new(source);
        for (index, node) in page.texts.iter().enumerate() {
            let within = surroundings.get(node.element as usize).copied();
            let within = within.unwrap_or_default();
            writer.node(index, node, within);
            writer.around.push(within);
        }
        writer.finish()
    }
}

struct Writer<'a> {
    source: &'a SourceText,
    builder: SourceTextBuilder,
    list: Vec<Block>,
    pieces: Vec<TextSpan>,
    around: Vec<Within>,
    /// Where the text of the piece being written starts, once some was written.
    piece_start: Option<usize>,
    block: Option<Block>,
    /// White space that was read but not yet written.
    space: Option<TextSpan>,
    line: bool,
    in_word: bool,
}

impl<'a> Writer<'a> {
    fn new(source: &'a SourceText) -> Self {
        Self {
            source,
            builder: SourceTextBuilder::default(),
            list: Vec::new(),
            pieces: Vec::new(),
            around: Vec::new(),
            piece_start: None,
            block: None,
            space: None,
            line: false,
            in_word: false,
        }
    }

    fn node(&mut self, index: usize, node: &TextNode, within: Within) {
        match node.gap {
            Gap::None => {}
            Gap::Line => self.line = true,
            Gap::Block => self.end_block(),
        }
        self.in_word = self.in_word && self.space.is_none() && node.gap == Gap::None;
        self.part_links(node, within);
        let words = self.block.map_or(0, |block| block.words);
        self.piece_start = None;
        self.write(index, node.source);
        let end = self.builder.len();
        let start = self.piece_start.unwrap_or(end);
        self.pieces.push(TextSpan::of(start..end));
        if let Some(block) = self.block.as_mut().filter(|_| start < end) {
            block.texts.1 = index + 1;
            block.all = if block.texts.0 == index {
                within
            } else {
                block.all.common(within)
            };
            block.some = block.some.and(within);
            if within.any(Within::LINK) {
                block.linked += block.words - words;
            }
        }
    }

    /// Names in neighbouring links are often set apart by style alone ("Lina HarrowbyPolitics").
    fn part_links(&mut self, node: &TextNode, within: Within) {
        let before = self.around.last().copied().unwrap_or_default();
        let at_link = before.any(Within::LINK) || within.any(Within::LINK);
        let ends_small = self.builder.as_str().ends_with(char::is_lowercase);
        let starts_large = self
            .source
            .slice(node.source)
            .starts_with(char::is_uppercase);
        if at_link && self.in_word && ends_small && starts_large {
            self.builder.push_inserted(" ");
            self.in_word = false;
        }
    }

    /// Writes a piece of source text: runs of plain text, white space, references.
    fn write(&mut self, index: usize, span: TextSpan) {
        let text = self.source.slice(span);
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = plain_length(rest);
            if plain > 0 {
                self.plain(index, place(span, at, plain));
                at += plain;
                continue;
            }
            at += self.special(index, rest, span.start as usize + at);
        }
    }

    fn plain(&mut self, index: usize, span: TextSpan) {
        self.before_text(index);
        let words = self.source.slice(span).split(' ').count();
        self.count(words - usize::from(self.in_word));
        self.in_word = true;
        self.builder.push_span(self.source, span);
    }

    /// Reads what no plain run may hold, and returns how many bytes of it.
    fn special(&mut self, index: usize, rest: &str, at: usize) -> usize {
        let space = rest.len() - rest.trim_start_matches(char::is_whitespace).len();
        if space > 0 {
            self.white(TextSpan::of(at..at + space));
            return space;
        }
        let Some(reference) = reference_at(rest, Context::General) else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            if rest.starts_with('&') {
                self.plain(index, TextSpan::of(at..at + first));
            }
            return first;
        };
        let span = TextSpan::of(at..at + reference.length);
        if reference.text.chars().all(char::is_whitespace) {
            self.white(span);
        } else if !reference.text.chars().all(is_invisible) {
            self.before_text(index);
            self.count(usize::from(!self.in_word));
            self.in_word = true;
            self.builder
                .push_replaced(&reference.text, self.source.cover(span));
        }
        reference.length
    }

    fn white(&mut self, span: TextSpan) {
        self.in_word = false;
        let adjacent = self.space.filter(|space| space.end == span.start);
        self.space = Some(adjacent.map_or(self.space.unwrap_or(span), |space| space.cover(span)));
    }

    /// Opens a block if none is open, or writes the white space that is due inside one.
    fn before_text(&mut self, index: usize) {
        self.separate(index);
        self.piece_start = self.piece_start.or(Some(self.builder.len()));
    }

    fn separate(&mut self, index: usize) {
        let space = self.space.take();
        let line = std::mem::take(&mut self.line);
        if self.block.is_none() {
            return self.open_block(index);
        }
        if line {
            self.builder.push_inserted("\n");
        } else if let Some(space) = space {
            if self.source.slice(space) == " " {
                self.builder.push_span(self.source, space);
            } else {
                self.builder.push_replaced(" ", self.source.cover(space));
            }
        }
    }

    fn open_block(&mut self, index: usize) {
        if !self.builder.is_empty() {
            self.builder.push_inserted("\n\n");
        }
        let start = self.builder.len();
        self.block = Some(Block {
            span: TextSpan::of(start..start),
            texts: (index, index),
            all: Within::NOTHING,
            some: Within::NOTHING,
            words: 0,
            linked: 0,
        });
    }

    fn count(&mut self, words: usize) {
        if let Some(block) = &mut self.block {
            block.words += u32::try_from(words).unwrap_or(u32::MAX);
        }
    }

    fn end_block(&mut self) {
        self.space = None;
        self.line = false;
        self.in_word = false;
        if let Some(mut block) = self.block.take() {
            block.span.end = TextSpan::of(0..self.builder.len()).end;
            self.list.push(block);
        }
    }

    fn finish(mut self) -> Blocks {
        self.end_block();
        Blocks {
            text: self.builder.finish(),
            list: self.list,
            pieces: self.pieces,
            around: self.around,
        }
    }
}

/// How much of the start of `text` can be copied as it is: up to a reference, white space other
/// than a single blank between words, or an invisible character.
fn plain_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let blank = character == ' '
            && at > 0
            && characters
                .peek()
                .is_some_and(|(_, next)| !is_special(*next));
        if !blank && is_special(character) {
            return at;
        }
    }
    text.len()
}

fn is_special(character: char) -> bool {
    character == '&' || character.is_whitespace() || is_invisible(character)
}

/// Characters that only say where a word may be broken.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn place(span: TextSpan, at: usize, length: usize) -> TextSpan {
    let start = span.start as usize + at;
    TextSpan::of(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use recension_core::text::ByteSpan;

    fn blocks(source: &str) -> Blocks {
        let page = Page::read(source, &Limits::default());
        let text = SourceText::verbatim(source);
        let around: Vec<Within> = page
            .elements
            .iter()
            .map(|element| element.tag.within)
            .collect();
        Blocks::of(&page, &text, &around)
    }

    fn text(source: &str) -> String {
        blocks(source).text.as_str().to_owned()
    }

    #[test]
    fn white_space_is_collapsed_across_tags() {
        assert_eq!(text("<p> a\n <b> b </b>  c&nbsp;&nbsp;d </p>"), "a b c d");
        assert_eq!(text("<p>con<b>gratu</b>lated</p>"), "congratulated");
        assert_eq!(text("<p>one<br>two<br><br>three"), "one\ntwo\n\nthree");
    }

    #[test]
    fn references_and_invisible_characters_are_read() {
        assert_eq!(
            text("<p>&ldquo;A&amp;B&rdquo; &lt;3 soft\u{AD}ly &bogus; &"),
            "“A&B” <3 softly &bogus; &"
        );
    }

    #[test]
    fn neighbouring_links_are_parted() {
        assert_eq!(text("<p><a>World</a><a>Sport</a>"), "World Sport");
        assert_eq!(text("<p>the <b>i</b>Phone"), "the iPhone");
    }

    #[test]
    fn collapsed_space_keeps_segments_together() {
        let blocks = blocks("<p>a \n b</p><p>c");
        assert_eq!(
            blocks.text.original(blocks.list[0].span),
            [ByteSpan::new(3, 8)]
        );
        assert_eq!(blocks.text.slice(blocks.list[1].span), "c");
    }

    #[test]
    fn words_and_linked_words_are_counted() {
        let block = blocks("<p>Read <a>all about it</a> now.").list[0];
        assert_eq!((block.words, block.linked), (5, 3));
    }
}

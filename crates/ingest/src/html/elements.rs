//! What HTML elements mean for reading: where a block of text begins, what is never shown, and
//! what text inside is likely to be.

use super::keys::{key, position};

/// How an element takes part in the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Part of a line.
    Inline,
    /// Begins and ends a block of text.
    Block,
    /// A block whose end tag may be left out (closed by its next sibling or by any block).
    LooseBlock,
    /// Has no content: breaks the line.
    Break,
    /// Has no content and breaks nothing.
    Empty,
    /// Has no content, but stands as a block (`<hr>`).
    EmptyBlock,
    /// Its content is never shown as text.
    Hidden,
}

impl Flow {
    /// Whether the element can have content at all.
    pub(crate) const fn has_content(self) -> bool {
        !matches!(self, Self::Break | Self::Empty | Self::EmptyBlock)
    }

    /// Whether text before and after its tags belongs to different blocks.
    pub(crate) const fn separates(self) -> bool {
        matches!(
            self,
            Self::Block | Self::LooseBlock | Self::EmptyBlock | Self::Hidden
        )
    }
}

/// What a piece of text stands inside of, gathered from all elements around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Within(u64);

impl Within {
    pub(crate) const NOTHING: Self = Self(0);
    pub(crate) const HIDDEN: Self = Self(1);
    pub(crate) const LINK: Self = Self(1 << 1);
    pub(crate) const HEADING: Self = Self(1 << 2);
    pub(crate) const TOP_HEADING: Self = Self(1 << 3);
    pub(crate) const CAPTION: Self = Self(1 << 4);
    pub(crate) const QUOTE: Self = Self(1 << 5);
    pub(crate) const EMBED: Self = Self(1 << 6);
    pub(crate) const NAVIGATION: Self = Self(1 << 7);
    pub(crate) const ASIDE: Self = Self(1 << 8);
    pub(crate) const FOOTER: Self = Self(1 << 9);
    pub(crate) const HEADER: Self = Self(1 << 10);
    pub(crate) const LIST: Self = Self(1 << 11);
    pub(crate) const TABLE: Self = Self(1 << 12);
    pub(crate) const ARTICLE: Self = Self(1 << 13);
    pub(crate) const MAIN: Self = Self(1 << 14);
    pub(crate) const BYLINE: Self = Self(1 << 15);
    pub(crate) const TIME: Self = Self(1 << 16);
    pub(crate) const CREDIT: Self = Self(1 << 17);
    pub(crate) const CITE: Self = Self(1 << 18);
    pub(crate) const CONTROL: Self = Self(1 << 19);
    pub(crate) const UNLIKELY: Self = Self(1 << 20);
    pub(crate) const CONTENT: Self = Self(1 << 21);
    pub(crate) const HEAD: Self = Self(1 << 22);
    pub(crate) const PARAGRAPH: Self = Self(1 << 23);
    pub(crate) const TITLE: Self = Self(1 << 24);
    pub(crate) const FIGURE: Self = Self(1 << 25);
    pub(crate) const DECK: Self = Self(1 << 26);
    /// Somebody is named as the author.
    pub(crate) const SIGNED: Self = Self(1 << 27);
    /// A date is given.
    pub(crate) const STAMP: Self = Self(1 << 28);
    /// The date is that of a change.
    pub(crate) const CHANGED: Self = Self(1 << 29);
    /// The name itself of what is named around it.
    pub(crate) const NAME: Self = Self(1 << 30);
    /// The text of readers or of other reports.
    pub(crate) const OTHERS: Self = Self(1 << 31);
    /// Readers' comments.
    pub(crate) const COMMENT: Self = Self(1 << 32);
    /// Pointers to other reports.
    pub(crate) const TEASER: Self = Self(1 << 33);
    /// What was wrong in an earlier version.
    pub(crate) const CORRECTION: Self = Self(1 << 34);
    /// A note of the editors.
    pub(crate) const NOTE: Self = Self(1 << 35);

    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    pub(crate) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// This without the other.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any of the other's marks is set.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A known element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) name: &'static str,
    pub(crate) flow: Flow,
    pub(crate) within: Within,
    /// Whether it is a table or a piece of one: only these close each other.
    pub(crate) part_of_table: bool,
    /// Whether its end tag may be left out (see [`implies_end`]).
    may_stay_open: bool,
    /// Its place among the elements; the unknown ones share one.
    pub(crate) number: usize,
}

const fn tag(name: &'static str, flow: Flow, within: Within) -> Tag {
    let part_of_table = matches!(
        name.as_bytes(),
        b"caption" | b"table" | b"tbody" | b"td" | b"th" | b"thead" | b"tr"
    );
    let may_stay_open = matches!(
        name.as_bytes(),
        b"p" | b"li" | b"dt" | b"dd" | b"td" | b"th" | b"tr" | b"option" | b"head"
    );
    Tag {
        name,
        flow,
        within,
        part_of_table,
        may_stay_open,
        number: 0,
    }
}

const NONE: Within = Within::NOTHING;
const HEADING: Within = Within::HEADING;

/// Elements by name, sorted. An element that is not listed is inline, as in browsers.
static LISTED: &[Tag] = &[
    tag("a", Flow::Inline, Within::LINK),
    tag("address", Flow::Block, NONE),
    tag("amp-ad", Flow::Hidden, NONE),
    tag("area", Flow::Empty, NONE),
    tag("article", Flow::Block, Within::ARTICLE),
    tag("aside", Flow::Block, Within::ASIDE),
    tag("audio", Flow::Hidden, NONE),
    tag("b", Flow::Inline, NONE),
    tag("base", Flow::Empty, NONE),
    tag("blockquote", Flow::Block, Within::QUOTE),
    tag("body", Flow::Block, NONE),
    tag("br", Flow::Break, NONE),
    tag("button", Flow::Block, Within::CONTROL),
    tag("canvas", Flow::Hidden, NONE),
    tag("caption", Flow::Block, Within::CAPTION),
    tag("center", Flow::Block, NONE),
    tag("cite", Flow::Inline, Within::CITE),
    tag("col", Flow::Empty, NONE),
    tag("datalist", Flow::Hidden, NONE),
    tag("dd", Flow::LooseBlock, NONE),
    tag("details", Flow::Block, NONE),
    tag("dialog", Flow::Block, Within::CONTROL),
    tag("dir", Flow::Block, Within::LIST),
    tag("div", Flow::Block, NONE),
    tag("dl", Flow::Block, Within::LIST),
    tag("dt", Flow::LooseBlock, NONE),
    tag("embed", Flow::Empty, NONE),
    tag("fieldset", Flow::Block, Within::CONTROL),
    tag("figcaption", Flow::Block, Within::CAPTION),
    tag("figure", Flow::Block, Within::FIGURE),
    tag("footer", Flow::Block, Within::FOOTER),
    tag("form", Flow::Block, NONE),
    tag("h1", Flow::Block, Within::TOP_HEADING),
    tag("h2", Flow::Block, HEADING),
    tag("h3", Flow::Block, HEADING),
    tag("h4", Flow::Block, HEADING),
    tag("h5", Flow::Block, HEADING),
    tag("h6", Flow::Block, HEADING),
    tag("head", Flow::Block, Within::HEAD),
    tag("header", Flow::Block, Within::HEADER),
    tag("hgroup", Flow::Block, NONE),
    tag("hr", Flow::EmptyBlock, NONE),
    tag("html", Flow::Block, NONE),
    tag("iframe", Flow::Hidden, NONE),
    tag("img", Flow::Empty, NONE),
    tag("input", Flow::Empty, NONE),
    tag("keygen", Flow::Empty, NONE),
    tag("label", Flow::Inline, Within::CONTROL),
    tag("legend", Flow::Block, Within::CONTROL),
    tag("li", Flow::LooseBlock, NONE),
    tag("link", Flow::Empty, NONE),
    tag("main", Flow::Block, Within::MAIN),
    tag("math", Flow::Inline, NONE),
    tag("menu", Flow::Block, Within::LIST.and(Within::NAVIGATION)),
    tag("meta", Flow::Empty, NONE),
    tag("nav", Flow::Block, Within::NAVIGATION),
    tag("noembed", Flow::Hidden, NONE),
    tag("noframes", Flow::Hidden, NONE),
    tag("noscript", Flow::Hidden, NONE),
    tag("object", Flow::Hidden, NONE),
    tag("ol", Flow::Block, Within::LIST),
    tag("optgroup", Flow::Hidden, NONE),
    tag("option", Flow::Hidden, NONE),
    tag("p", Flow::LooseBlock, Within::PARAGRAPH),
    tag("param", Flow::Empty, NONE),
    tag("picture", Flow::Inline, NONE),
    tag("pre", Flow::Block, NONE),
    tag("q", Flow::Inline, NONE),
    tag("rp", Flow::Hidden, NONE),
    tag("script", Flow::Hidden, NONE),
    tag("section", Flow::Block, NONE),
    tag("select", Flow::Hidden, NONE),
    tag("source", Flow::Empty, NONE),
    tag("style", Flow::Hidden, NONE),
    tag("summary", Flow::Block, NONE),
    tag("svg", Flow::Hidden, NONE),
    tag("table", Flow::Block, Within::TABLE),
    tag("tbody", Flow::Block, NONE),
    tag("td", Flow::LooseBlock, NONE),
    tag("template", Flow::Hidden, NONE),
    tag("textarea", Flow::Hidden, NONE),
    tag("tfoot", Flow::Block, NONE),
    tag("th", Flow::LooseBlock, NONE),
    tag("thead", Flow::Block, NONE),
    tag("time", Flow::Inline, Within::TIME.and(Within::STAMP)),
    tag("title", Flow::Hidden, Within::TITLE),
    tag("tr", Flow::LooseBlock, NONE),
    tag("track", Flow::Empty, NONE),
    tag("ul", Flow::Block, Within::LIST),
    tag("video", Flow::Hidden, NONE),
    tag("wbr", Flow::Empty, NONE),
];

/// The same with their numbers; the last is the unknown element.
static TAGS: [Tag; TAG_COUNT] = {
    const UNKNOWN: Tag = tag("", Flow::Inline, NONE);
    let mut tags = [UNKNOWN; TAG_COUNT];
    let mut at = 0;
    while at < LISTED.len() {
        let Tag {
            name, flow, within, ..
        } = LISTED[at];
        tags[at] = tag(name, flow, within);
        tags[at].number = at;
        at += 1;
    }
    tags[at].number = at;
    tags
};

/// How many elements there are, the unknown one included.
pub(crate) const TAG_COUNT: usize = LISTED.len() + 1;

/// The element of a name (in lower case); an unknown one is inline and has an empty name.
pub(crate) fn tag_named(name: &[u8]) -> &'static Tag {
    let is = |at: usize| TAGS.get(at).is_some_and(|tag| tag.name.as_bytes() == name);
    position(&TAG_KEYS, name, is)
        .and_then(|at| TAGS.get(at))
        .unwrap_or(&TAGS[LISTED.len()])
}

static TAG_KEYS: [u64; LISTED.len()] = {
    let mut keys = [0; LISTED.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(LISTED[at].name.as_bytes());
        at += 1;
    }
    keys
};

/// Whether the start tag `opening` ends an open `open` whose end tag was left out.
pub(crate) fn implies_end(open: &Tag, opening: &Tag) -> bool {
    if !open.may_stay_open {
        return false;
    }
    match open.name {
        "p" => opening.flow.separates() && opening.flow != Flow::Hidden,
        "li" => opening.name == "li",
        "dt" | "dd" => matches!(opening.name, "dt" | "dd"),
        "td" | "th" => matches!(opening.name, "td" | "th" | "tr"),
        "tr" => opening.name == "tr",
        "option" => matches!(opening.name, "option" | "optgroup"),
        "head" => opening.name == "body",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_and_found() {
        assert!(LISTED.is_sorted_by(|a, b| a.name < b.name));
        assert_eq!(tag_named(b"blockquote").within, Within::QUOTE);
        assert_eq!(tag_named(b"x-card").flow, Flow::Inline);
    }

    #[test]
    fn loose_elements_end_where_browsers_end_them() {
        let implied = |open: &str, opening: &str| {
            implies_end(tag_named(open.as_bytes()), tag_named(opening.as_bytes()))
        };
        assert!(implied("p", "div") && implied("li", "li") && implied("td", "tr"));
        assert!(!implied("p", "a") && !implied("div", "p") && !implied("p", "script"));
    }
}

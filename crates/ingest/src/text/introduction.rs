//! Paragraphs in which a page introduces itself, the agency it prints or its author ("The Harbour
//! Post is a daily newspaper …"): they read like a story but close a page.

use std::ops::Range;

use recension_core::language::Language;

use super::block::{Block, starts_capital};
use super::byline;
use super::chunks::offset_in;
use super::credit::credit_of;
use super::dateline;
use super::lexicon::{Lexicon, core, match_start, skeleton};
use super::masthead::abbreviates;
use super::names::{Naming, is_outlet_named, is_person};
use super::outlet::{host_of, owner_label};
use super::shape::Shape;

/// Blocks from the end of a page among which introductions are looked for.
const LAST_BLOCKS: usize = 40;
/// Most words of the name of whom a paragraph introduces.
const MOST_NAME_WORDS: usize = 6;
/// Words behind "is a" among which is what an outlet is.
const KIND_WORDS: usize = 14;

/// A paragraph that introduces an outlet, an agency or an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Introduction {
    pub(super) block: usize,
    /// Bytes of the block that name whom, without an article in front: at the start of a sentence
    /// an article's capital does not say that it belongs to the name.
    pub(super) name: Range<usize>,
    /// Whether that is the author.
    pub(super) of_author: bool,
}

/// The introductions near the end of a page, by wording and by what the rest of the page says of
/// their subjects. Whether one of them ends the story is decided where the roles are given.
pub(super) fn introductions(
    blocks: &[Block<'_>],
    shapes: &[Shape],
    masthead: Option<&str>,
    lexicon: &Lexicon,
) -> Vec<Introduction> {
    let surroundings = Surroundings {
        blocks,
        shapes,
        masthead,
        lexicon,
    };
    let first = blocks.len().saturating_sub(LAST_BLOCKS).max(1);
    (first..blocks.len())
        .filter_map(|block| surroundings.introduction(block))
        .collect()
}

struct Surroundings<'p, 't> {
    blocks: &'p [Block<'t>],
    shapes: &'p [Shape],
    /// The name at the head of the page.
    masthead: Option<&'p str>,
    lexicon: &'p Lexicon,
}

impl Surroundings<'_, '_> {
    fn introduction(&self, block: usize) -> Option<Introduction> {
        let text = self.blocks.get(block)?.text;
        let (name, phrases) = introduced(text, self.lexicon)?;
        let named = text.get(name.clone())?;
        let of_author = phrases.author && self.is_author(named);
        let of_outlet = phrases.outlet && self.is_introduced_outlet(named, block);
        (of_author || of_outlet).then_some(Introduction {
            block,
            name,
            of_author,
        })
    }

    /// Whether a line of author names this person.
    fn is_author(&self, name: &str) -> bool {
        let wanted = skeleton(name);
        let mut lines = self.blocks.iter().zip(self.shapes);
        lines.any(|(block, shape)| match shape {
            Shape::Name => skeleton(block.text) == wanted,
            Shape::Byline => self.is_in_byline(block, &[Naming::Person], &wanted),
            _ => false,
        })
    }

    fn is_in_byline(&self, block: &Block<'_>, kinds: &[Naming], wanted: &str) -> bool {
        let read = byline::parse(block.text, &block.dates, block.stopped, self.lexicon);
        let names = read.map(|byline| byline.names).unwrap_or_default();
        names
            .into_iter()
            .filter(|(_, naming)| kinds.contains(naming))
            .filter_map(|(range, _)| block.text.get(range))
            .any(|named| skeleton(named) == wanted)
    }

    /// Whether the page names this outlet as its own or as its source; or, where the name is made
    /// of an outlet's words, whether the story has not spoken of it before, as a story about it
    /// would have.
    fn is_introduced_outlet(&self, name: &str, at: usize) -> bool {
        self.is_own_name(name)
            || self.is_credited(name)
            || self.has_address(name)
            || is_outlet_named(name, self.lexicon) && !self.is_told_of(name, at)
    }

    /// Whether the head of the page gives this name, or one that it abbreviates.
    fn is_own_name(&self, name: &str) -> bool {
        self.masthead.is_some_and(|own| {
            let (own_letters, letters) = (skeleton(own), skeleton(name));
            own_letters == letters
                || own_letters.strip_prefix("the ") == Some(letters.as_str())
                || abbreviates(name, own)
        })
    }

    fn is_credited(&self, name: &str) -> bool {
        let wanted = skeleton(name);
        let mut lines = self.blocks.iter().zip(self.shapes).enumerate();
        lines.any(|(index, (block, shape))| match shape {
            Shape::Byline => self.is_in_byline(block, &[Naming::Outlet, Naming::Agency], &wanted),
            Shape::BareCredit => skeleton(block.text) == wanted,
            Shape::Credit(_) => credit_of(block.text, self.lexicon)
                .is_some_and(|credit| skeleton(credit.name) == wanted),
            Shape::Prose => dateline::leading(block.text, self.lexicon)
                .and_then(|found| found.source)
                .is_some_and(|source| skeleton(source) == wanted),
            _ => index == 0 && skeleton(block.text) == wanted,
        })
    }

    /// Whether an address of the page is made of the name: "harbourpost.com" for the Harbour Post.
    fn has_address(&self, name: &str) -> bool {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        let label: String = letters.flat_map(char::to_lowercase).collect();
        let is_own = |word: &str| {
            let address = word.trim_matches(|c: char| !c.is_alphanumeric());
            host_of(address)
                .and_then(owner_label)
                .is_some_and(|owner| owner.to_lowercase().trim_start_matches("the") == label)
        };
        self.blocks
            .iter()
            .flat_map(|block| block.text.split_whitespace())
            .filter(|word| word.contains('.'))
            .any(is_own)
    }

    fn is_told_of(&self, name: &str, at: usize) -> bool {
        let told = self.blocks.iter().zip(self.shapes).take(at);
        told.filter(|(_, shape)| matches!(shape, Shape::Prose | Shape::Quoted))
            .any(|(block, _)| block.text.contains(name))
    }
}

/// Most words of a paragraph that only says who its author is.
const MOST_DESCRIBING_WORDS: usize = 60;

/// The name of the person whom a paragraph describes as somebody who writes, where it begins with it:
/// "Mara Quillfeather is a reporter at the Harbour Post."
pub(crate) fn described_person(paragraph: &str, language: &Language) -> Option<Range<usize>> {
    let lexicon = Lexicon::of(language);
    let words = paragraph.split_whitespace().take(MOST_DESCRIBING_WORDS + 1);
    let (name, phrases) = introduced(paragraph, &lexicon)?;
    let person = is_person(paragraph.get(name.clone())?, false, &lexicon);
    (words.count() <= MOST_DESCRIBING_WORDS && phrases.author && person).then_some(name)
}

/// Whom wording fits.
#[derive(Clone, Copy)]
struct Fits {
    outlet: bool,
    author: bool,
}

/// The name that a paragraph begins with, where what follows says what its bearer is.
fn introduced(text: &str, lexicon: &Lexicon) -> Option<(Range<usize>, Fits)> {
    let start = article_length(text, lexicon);
    let rest = text.get(start..)?;
    if !starts_capital(rest) {
        return None;
    }
    for word in rest.split_whitespace().take(MOST_NAME_WORDS + 1) {
        let at = offset_in(text, word);
        let fits = predicate(text.get(at..)?, lexicon);
        if at > start && (fits.outlet || fits.author) {
            let name = name_in(text, start..at)?;
            let telling = |word: &str| !lexicon.is_function_word(core(word));
            return text
                .get(name.clone())?
                .split_whitespace()
                .any(telling)
                .then_some((name, fits));
        }
        let inside = starts_capital(word) || word.starts_with('(') || is_small(word, lexicon);
        if !inside || word.ends_with(['.', ',', ':', ';', '?', '!']) {
            return None;
        }
    }
    None
}

fn is_small(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.holds("name-particles", word) || lexicon.is_function_word(word)
}

/// Bytes of an article and the space behind it at the start of a text.
fn article_length(text: &str, lexicon: &Lexicon) -> usize {
    let first = text.split_whitespace().next().unwrap_or_default();
    let article = lexicon.holds("articles", first) && text.starts_with(first);
    let rest = text.get(first.len()..).filter(|_| article);
    rest.map_or(0, |rest| text.len() - rest.trim_start().len())
}

/// A name without what stands in brackets behind it.
fn name_in(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let name = text.get(range.clone())?;
    let bare = name.split(" (").next()?.trim_end();
    (!core(bare).is_empty()).then(|| range.start..range.start + bare.len())
}

fn predicate(text: &str, lexicon: &Lexicon) -> Fits {
    let mut outlet = lexicon.candidates("self-descriptions", text);
    Fits {
        outlet: outlet.any(|(phrase, kind)| says(text, phrase, kind, lexicon)),
        author: lexicon.longest_start("author-descriptions", text).is_some(),
    }
}

/// Whether a text begins with a phrase and a word of the list `kind` follows in its sentence.
fn says(text: &str, phrase: &str, kind: &'static str, lexicon: &Lexicon) -> bool {
    let Some(length) = match_start(text, phrase) else {
        return false;
    };
    let rest = text.get(length..).unwrap_or_default();
    let sentence = rest.split(". ").next().unwrap_or_default();
    kind.is_empty()
        || sentence
            .split_whitespace()
            .take(KIND_WORDS)
            .any(|word| lexicon.holds(kind, core(word).trim_end_matches("'s")))
}

/// Whether a paragraph may carry on what a page says of itself: "It was founded in 1911."
pub(super) fn carries_on(text: &str, lexicon: &Lexicon) -> bool {
    let own = |word: &str| starts_capital(word) && lexicon.holds("outlet-words", core(word));
    let article = article_length(text, lexicon);
    let behind = text.get(article..).unwrap_or_default();
    lexicon.longest_start("imprint-openers", text).is_some()
        || article > 0 && behind.split_whitespace().next().is_some_and(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::language::Language;

    fn name(text: &str) -> Option<&str> {
        let lexicon = Lexicon::of(Language::get("en"));
        let (name, fits) = introduced(text, &lexicon)?;
        fits.outlet.then(|| &text[name])
    }

    #[test]
    fn outlets_say_what_they_are() {
        let cases = [
            (
                "The Harbour Post is an online daily for sailors.",
                "Harbour Post",
            ),
            (
                "Isles Wire is a news cooperative of 12 papers.",
                "Isles Wire",
            ),
            ("The Harbour Post appears every Friday.", "Harbour Post"),
            ("The Harbour Post (HP) was founded in 1911.", "Harbour Post"),
            ("Harbour Today reaches 4,000 households.", "Harbour Today"),
            ("Isles Wire reports in nine languages.", "Isles Wire"),
        ];
        for (text, expected) in cases {
            assert_eq!(name(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_sentences_introduce_no_outlet() {
        for text in [
            "The dam is an old one.",
            "The Harbour Post reports that the dam broke.",
            "Harbour Today is the day the dam broke.",
            "In Brellin, the Post is a daily.",
            "He is a journalist.",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}

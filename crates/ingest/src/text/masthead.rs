//! The name of the outlet at the head of its page: "The Harbour Post", "HARBOUR POST :: Business",
//! "CCA - Cape Central Agency | Justice", "KEEL & CARGO - the weekly for harbour masters".
//!
//! A headline may look the same, so a masthead needs two kinds of evidence: of its words or shape,
//! and of what stands around it; and a line that may be the headline must follow.

use std::ops::Range;

use super::block::{Block, beginning, starts_capital};
use super::chunks::{offset_in, outside_dates};
use super::lexicon::{Lexicon, core};
use super::names::{has_rare_word, is_host, is_outlet, is_outlet_named};
use super::pointer::is_issue_line;
use super::shape::Shape;

/// Lines from the top among which a page may name itself.
const FIRST_LINES: usize = 8;
/// Lines from the top among which the headline is looked for.
const HEAD_LINES: usize = 25;
/// Lines at the end of a page in which an outlet speaks of itself.
const FOOT_LINES: usize = 6;
/// From how many words on running text is a paragraph of the story rather than a slogan.
const PARAGRAPH_WORDS: usize = 12;
/// Most words of a slogan.
const SLOGAN_WORDS: usize = 8;
/// Most words of an outlet's name, and of what a line says beside it.
const MOST_WORDS: usize = 6;
const MOST_WORDS_BESIDE: usize = 8;
/// How much evidence a masthead needs, in points of [`Head::shape_points`] and
/// [`Head::layout_points`].
const ENOUGH: u32 = 4;
/// How far into a paragraph the source of its dateline is looked for, in bytes.
const DATELINE_BYTES: usize = 110;

/// Where a page names its outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Masthead {
    pub(super) block: usize,
    /// Bytes of the block that are the name.
    pub(super) name: Range<usize>,
}

impl Masthead {
    /// The name as the page writes it.
    pub(super) fn name_in<'t>(&self, blocks: &[Block<'t>]) -> Option<&'t str> {
        blocks.get(self.block)?.text.get(self.name.clone())
    }
}

/// The masthead of a page, where it has one.
pub(super) fn find(blocks: &[Block<'_>], shapes: &[Shape], lexicon: &Lexicon) -> Option<Masthead> {
    let head = Head {
        blocks,
        shapes,
        lexicon,
        story: story_start(blocks, shapes),
    };
    head.find()
}

/// Whether `short` is made of the initials of `name`: "CCA" of "Cape Central Agency".
pub(super) fn abbreviates(short: &str, name: &str) -> bool {
    let initials = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .filter(|first| first.is_uppercase());
    let letters = short.chars().filter(|c| c.is_alphanumeric());
    short.chars().count() >= 2 && letters.eq(initials)
}

/// Whether a line, by its words alone, is most likely the name of an outlet.
pub(super) fn is_outlet_line(line: &str, lexicon: &Lexicon) -> bool {
    let head = Head {
        blocks: &[],
        shapes: &[],
        lexicon,
        story: 0,
    };
    !line.contains(':') && head.is_name(line) && head.shape_points(line) >= ENOUGH - 1
}

/// Short sentences right below the masthead: "Your valley. Your voice."
pub(super) fn slogans(masthead: &Masthead, blocks: &[Block<'_>], shapes: &[Shape]) -> Vec<usize> {
    let story = story_start(blocks, shapes);
    let lines = (masthead.block + 1..story).take(2);
    lines
        .take_while(|index| {
            let block = blocks.get(*index);
            let shape = shapes.get(*index);
            let sentence = shape == Some(&Shape::Prose) || shape == Some(&Shape::Fragment);
            let short =
                |block: &Block<'_>| block.text.ends_with('.') && block.words <= SLOGAN_WORDS;
            sentence && block.is_some_and(short)
        })
        .collect()
}

/// The first paragraph of running text.
fn story_start(blocks: &[Block<'_>], shapes: &[Shape]) -> usize {
    blocks
        .iter()
        .zip(shapes)
        .position(|(block, shape)| {
            let running = matches!(shape, Shape::Prose | Shape::Quoted);
            running && block.words >= PARAGRAPH_WORDS && (block.stopped || block.open)
        })
        .unwrap_or(blocks.len())
        .min(HEAD_LINES)
}

struct Head<'p, 't> {
    blocks: &'p [Block<'t>],
    shapes: &'p [Shape],
    lexicon: &'p Lexicon,
    /// First paragraph.
    story: usize,
}

impl Head<'_, '_> {
    /// Reads the first line that shows more than furniture, a path or a date.
    fn find(&self) -> Option<Masthead> {
        for index in 0..self.story.min(FIRST_LINES) {
            match self.shapes.get(index)? {
                Shape::Furniture | Shape::Symbols | Shape::Imprint => {}
                // "Harbour Online > News": a path may begin with the outlet's name.
                Shape::Menu | Shape::DateLine => {
                    if let Some(found) = self.read(index) {
                        return Some(found);
                    }
                }
                _ => return self.read(index),
            }
        }
        None
    }

    fn read(&self, index: usize) -> Option<Masthead> {
        let block = self.blocks.get(index)?;
        if block.words > MOST_WORDS + MOST_WORDS_BESIDE + 4 {
            return None;
        }
        let line = Line::cut(block, self.lexicon)?;
        let name = block.text.get(line.name.clone())?;
        let fits = self.is_name(name) && self.has_title_below(index);
        let shape = self.shape_points(name);
        let layout = self.layout_points(index, &line);
        let sure = shape >= ENOUGH || self.is_sure(index, name, &line);
        let likely = shape > 0 && layout > 0 && shape + layout >= ENOUGH;
        (fits && (sure || likely)).then_some(Masthead {
            block: index,
            name: line.name,
        })
    }

    fn is_name(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital = |word: &&str| {
            starts_capital(word) || self.lexicon.is_function_word(core(word)) || *word == "&"
        };
        let section = words
            .iter()
            .all(|word| self.lexicon.holds("section-words", core(word)));
        is_host(name)
            || (1..=MOST_WORDS).contains(&words.len())
                && words.iter().all(capital)
                && words.first().is_some_and(|word| starts_capital(word))
                && !section
                && !self.lexicon.holds("section-words", core(name))
                && !name.ends_with(['.', ',', ';', ':', '?'])
    }

    /// Whether a line that may be the headline stands between this one and the story.
    fn has_title_below(&self, index: usize) -> bool {
        (index + 1..self.story).any(|at| {
            let titled = matches!(
                self.shapes.get(at),
                Some(Shape::Title | Shape::Prose | Shape::Quoted | Shape::Stamped)
            );
            titled && !self.is_trimming(at)
        })
    }

    fn is_trimming(&self, at: usize) -> bool {
        let Some(block) = self.blocks.get(at) else {
            return true;
        };
        block.text.ends_with('.')
            || block.words < 2
            || is_issue_line(block, self.lexicon)
            || self.is_section(at)
    }

    /// Whether a line is a section's name, a menu or furniture.
    fn is_section(&self, at: usize) -> bool {
        let named = self
            .blocks
            .get(at)
            .is_some_and(|block| is_section_line(block.text, self.lexicon));
        named || matches!(self.shapes.get(at), Some(Shape::Menu | Shape::Furniture))
    }

    /// Points for what the name is made of.
    fn shape_points(&self, name: &str) -> u32 {
        let words: Vec<&str> = name.split_whitespace().collect();
        let article = words
            .first()
            .is_some_and(|word| self.lexicon.holds("articles", word));
        let own = words.get(usize::from(article)..).unwrap_or_default();
        let rare = has_rare_word(own, self.lexicon);
        if self.is_named(name, own) {
            return if rare { ENOUGH } else { ENOUGH - 1 };
        }
        let ends = |list: &'static str| {
            let is_in = |word: Option<&&str>| word.is_some_and(|word| self.has_part(list, word));
            let begins = own.len() <= 2 && is_in(own.first());
            own.len() + usize::from(article) >= 2 && (is_in(own.last()) || begins)
        };
        let worded = ends("masthead-words") || ends("outlet-words");
        let sectioned = own
            .iter()
            .any(|word| self.lexicon.holds("section-words", core(word)));
        if words.len() > 4 || sectioned && !worded {
            return 0;
        }
        let shouted = name.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && !name.contains(char::is_lowercase);
        let numbered = own.len() == 1
            && name.ends_with(|c: char| c.is_ascii_digit())
            && name.starts_with(char::is_alphabetic);
        2 * u32::from(worded)
            + u32::from(shouted)
            + u32::from(article)
            + u32::from(article && rare)
            + u32::from(name.ends_with('!'))
            + u32::from(name.contains('&'))
            + 2 * u32::from(numbered)
    }

    /// Whether a list holds a word, or a part of one with a hyphen: "Standard-Bearer".
    fn has_part(&self, list: &'static str, word: &str) -> bool {
        self.lexicon.holds(list, core(word))
            || word
                .split('-')
                .any(|part| self.lexicon.holds(list, core(part)))
    }

    /// Whether the name is made as the names of outlets are, with such a word at one of its ends.
    fn is_named(&self, name: &str, own: &[&str]) -> bool {
        let at_end = |word: Option<&&str>| {
            word.is_some_and(|word| self.lexicon.holds("outlet-words", core(word)))
        };
        // "Daily Catch Hits Record Low" begins like a name and is none.
        let begins = own.len() <= 2 && at_end(own.first());
        is_outlet_named(name, self.lexicon) && (begins || at_end(own.last()))
            || is_outlet(name, self.lexicon)
                && own
                    .iter()
                    .rev()
                    .take(2)
                    .all(|word| self.lexicon.holds("outlet-words", core(word)))
                && own.len() > 2
    }

    /// Points for what stands around the name: a section, a date or a description on its line, a
    /// date below it, a menu or section between it and the headline.
    fn layout_points(&self, index: usize, line: &Line) -> u32 {
        let beside = !line.beside.is_empty() || line.dated;
        let mut below = (index + 1..self.story).filter(|at| !self.is_slogan(*at));
        let dated = below.next().is_some_and(|at| self.is_dated(at));
        let title = (index + 1..self.story)
            .find(|at| !self.is_trimming(*at) && !self.is_dated(*at))
            .unwrap_or(self.story);
        let sections = (index + 1..title).any(|at| self.is_section(at) || self.is_issue(at));
        2 * (u32::from(beside) + u32::from(dated) + u32::from(sections))
    }

    fn is_issue(&self, at: usize) -> bool {
        let block = self.blocks.get(at);
        block.is_some_and(|block| is_issue_line(block, self.lexicon))
    }

    fn is_slogan(&self, at: usize) -> bool {
        self.blocks
            .get(at)
            .is_some_and(|block| block.text.ends_with('.') && block.words <= SLOGAN_WORDS)
    }

    fn is_dated(&self, at: usize) -> bool {
        let dated = self
            .blocks
            .get(at)
            .is_some_and(|block| !block.dates.is_empty());
        dated
            && matches!(
                self.shapes.get(at),
                Some(Shape::DateLine | Shape::Byline | Shape::Stamped)
            )
    }

    /// Whether the page says in another place that this is an outlet: its abbreviation is the source
    /// of the dateline or stands beside it, it is a host, or the foot of the page speaks of it.
    fn is_sure(&self, index: usize, name: &str, line: &Line) -> bool {
        let text = self.blocks.get(index).map_or("", |block| block.text);
        let mut beside = line
            .beside
            .iter()
            .filter_map(|range| text.get(range.clone()));
        is_host(name)
            || beside.any(|piece| abbreviates(piece, name) || self.describes(piece))
            || self.is_source_of_dateline(index, name)
            || self.is_at_foot(name)
    }

    /// "the weekly for harbour masters".
    fn describes(&self, piece: &str) -> bool {
        piece.starts_with(char::is_lowercase)
            && piece
                .split_whitespace()
                .any(|word| self.lexicon.holds("outlet-kinds", core(word)))
    }

    fn is_source_of_dateline(&self, index: usize, name: &str) -> bool {
        let lines = self.blocks.get(index + 1..).unwrap_or_default();
        lines
            .iter()
            .take(HEAD_LINES.min(self.story + 1))
            .any(|block| {
                let front = beginning(block.text, DATELINE_BYTES);
                let mut bracketed = front
                    .split('(')
                    .skip(1)
                    .filter_map(|rest| rest.split(')').next());
                bracketed.any(|source| abbreviates(source, name) || source == name)
            })
    }

    /// Whether a line of furniture at the end of the page names it.
    fn is_at_foot(&self, name: &str) -> bool {
        let from = self
            .blocks
            .len()
            .saturating_sub(FOOT_LINES)
            .max(self.story + 1);
        let foot = self.blocks.iter().zip(self.shapes).skip(from);
        foot.filter(|(_, shape)| matches!(shape, Shape::Furniture | Shape::Imprint))
            .any(|(block, _)| block.text.contains(name))
    }
}

/// Whether a line names sections and nothing else: "National news in brief", "World / Europe".
pub(super) fn is_section_line(line: &str, lexicon: &Lexicon) -> bool {
    let section =
        |word: &str| lexicon.holds("section-words", word) || lexicon.holds("date-notes", word);
    if section(core(line)) {
        return true;
    }
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '>' | '»' | '›'))
        .map(core)
        .filter(|word| !word.is_empty())
        .collect();
    let named = words.iter().any(|word| section(word));
    named
        && words.len() <= MOST_WORDS
        && words
            .iter()
            .all(|word| section(word) || lexicon.is_function_word(word))
}

/// A line cut into the name and what stands beside it.
struct Line {
    name: Range<usize>,
    beside: Vec<Range<usize>>,
    dated: bool,
}

impl Line {
    fn cut(block: &Block<'_>, lexicon: &Lexicon) -> Option<Self> {
        let text = block.text;
        let mut pieces: Vec<Range<usize>> = outside_dates(0..text.len(), &block.dates)
            .into_iter()
            .flat_map(|free| pieces(text, free))
            .collect();
        let at = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let dated = !block.dates.is_empty();
        if pieces.is_empty() || dated && block.dates.first()?.range.start == 0 {
            return None;
        }
        let short_first = pieces
            .get(1)
            .is_some_and(|second| abbreviates(at(pieces.first().unwrap_or(second)), at(second)));
        let name = pieces.remove(usize::from(short_first));
        let few = |range: &Range<usize>| at(range).split_whitespace().count() <= MOST_WORDS_BESIDE;
        // "Storm reaches the cape | The Harbour Post" is a headline with its outlet behind.
        let small = |range: &Range<usize>| {
            let piece = at(range);
            few(range)
                && (piece.starts_with(char::is_lowercase)
                    || piece.split_whitespace().count() <= 3
                    || is_section_line(piece, lexicon))
        };
        let fits = pieces.iter().all(small);
        fits.then_some(Self {
            name,
            beside: pieces,
            dated,
        })
    }
}

/// The pieces of a line between marks that part a name from what is said beside it.
fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    let inside = text.get(range.clone()).unwrap_or_default();
    for (at, mark) in inside.char_indices() {
        let at = range.start + at;
        if parts(text, at, mark) {
            found.extend(shown(text, start..at));
            start = at + mark.len_utf8();
        }
    }
    found.extend(shown(text, start..range.end));
    found
}

fn parts(text: &str, at: usize, mark: char) -> bool {
    let before = text.get(..at).and_then(|front| front.chars().next_back());
    let behind = text
        .get(at + mark.len_utf8()..)
        .and_then(|rest| rest.chars().next());
    let spaced = before.is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace);
    match mark {
        '|' | '»' | '›' | '>' | '•' | '·' | '(' | ')' => true,
        '-' | '–' | '—' | '/' => spaced,
        ':' => before == Some(':') || behind == Some(':'),
        _ => false,
    }
}

fn shown(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let inner =
        piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '/'));
    let start = range.start + offset_in(piece, inner);
    (!inner.is_empty()).then(|| start..start + inner.len())
}

#[cfg(test)]
mod tests {
    use recension_core::language::Language;
    use recension_core::text::SourceText;

    use super::super::page::Page;
    use super::*;

    const STORY: &str =
        "The ferry will not sail before Friday, its owners said on Tuesday evening.";

    /// The name that the head of a page gives, its lines parted by bars with two strokes.
    fn named(head: &str) -> Option<String> {
        let text = SourceText::verbatim(&format!("{}\n\n{STORY}\n", head.replace(" ‖ ", "\n")));
        let page = Page::of(&text, &Lexicon::of(Language::get("en")));
        let masthead = page.masthead.as_ref()?;
        masthead.name_in(&page.blocks).map(str::to_owned)
    }

    #[test]
    fn outlets_stand_above_the_headline() {
        for (head, name) in [
            (
                "The Brellin Times ‖ Ferry stays in port",
                "The Brellin Times",
            ),
            (
                "HARBOUR ECHO ‖ News | Letters ‖ Ferry stays in port",
                "HARBOUR ECHO",
            ),
            (
                "Border Courier :: Business ‖ Ferry stays in port",
                "Border Courier",
            ),
            (
                "CCA - Cape Central Agency | Justice ‖ Ferry stays in port",
                "Cape Central Agency",
            ),
            (
                "Lowland Wire Agency (LWA) ‖ Ferry stays in port",
                "Lowland Wire Agency",
            ),
            ("THE GULL ‖ 5 March 2024 ‖ Ferry stays in port", "THE GULL"),
            (
                "ROPE & SAIL - the weekly for chandlers ‖ Ferry stays in port",
                "ROPE & SAIL",
            ),
            ("ferrynews.today ‖ Ferry stays in port", "ferrynews.today"),
            ("Cape Online > News ‖ Ferry stays in port", "Cape Online"),
        ] {
            assert_eq!(named(head).as_deref(), Some(name), "{head}");
        }
    }

    #[test]
    fn headlines_sections_and_kickers_name_nobody() {
        for head in [
            "The Brellin Times",
            "The Lamp ‖ 5 March 2024 ‖ Why one man polishes it every day",
            "DROWNED ‖ Three boats lost in one night",
            "STORM ULLA ‖ 5 March 2024 ‖ Ferry stays in port",
            "THE LONG READ ‖ 5 March 2024 ‖ Ferry stays in port",
            "Daily Catch Hits Record Low ‖ 5 March 2024 ‖ Fishermen fear for the winter",
            "Home > News ‖ Ferry stays in port",
            "World News ‖ 5 March 2024 ‖ Ferry stays in port",
            "Ferry stays in port | The Harbour Post ‖ Four hundred people wait",
        ] {
            assert_eq!(named(head), None, "{head}");
        }
    }

    #[test]
    fn initials_abbreviate() {
        assert!(abbreviates("CCA", "Cape Central Agency"));
        assert!(!abbreviates("CC", "Cape Central Agency"));
        assert!(!abbreviates("The", "Tarn Harbour Echo"));
    }
}

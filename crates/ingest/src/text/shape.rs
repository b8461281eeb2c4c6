//! What a line looks like by itself, by wording and layout.

use recension_core::article::CreditKind;

use super::block::{Block, starts_capital};
use super::byline;
use super::credit::{caption, credit, pictured};
use super::date_line;
use super::lexicon::{Lexicon, after_label, core};
use super::names::is_person;
use super::notes::{comment_head, noted};
use super::offer::offer;
use super::pointer::{furniture, menu, pointer};

/// What a line looks like before its neighbours are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Neither letters nor figures.
    Symbols,
    /// Page furniture by its wording.
    Furniture,
    /// Wording that is furniture only at the end of a page ("is a leading news agency"), and
    /// paragraphs in which a page introduces itself.
    Imprint,
    /// A web address alone.
    Address,
    /// "Original url:", with or without the address.
    AddressLabel,
    /// A pointer to another story with its label.
    Pointer,
    /// A label whose pointer follows on the next line.
    PointerLabel,
    /// The head of a list of pointers that may stand in the middle of a story.
    List,
    /// The head of a list of pointers that usually stands behind it.
    EndList,
    /// Says what was wrong in an earlier version of the report.
    Correction,
    /// A note of the editors.
    EditorsNote,
    /// The head of readers' comments.
    CommentHead,
    /// Names where the text or picture comes from.
    Credit(CreditKind),
    /// An agency, an outlet's host or a person with one: a credit whose kind the place decides.
    BareCredit,
    /// The text of a picture.
    Caption,
    Byline,
    DateLine,
    /// A date put in front of the title by a collecting program.
    Stamped,
    /// The name of the outlet at the head of its page.
    Masthead,
    /// The signature of an embedded post.
    Signature,
    /// An embedded post.
    Post,
    /// A row of short links.
    Menu,
    /// A bare name of somebody.
    Name,
    /// A paragraph wholly inside quotation marks.
    Quoted,
    /// A short line that does not end like a sentence.
    Title,
    /// Running text.
    Prose,
    /// A short piece of a sentence.
    Fragment,
}

/// Most words of an unlabelled byline behind its date.
const MOST_SIGNING_WORDS: usize = 5;

type Test = fn(&Block<'_>, &Lexicon) -> Option<Shape>;

/// The tests in order; the first that answers decides.
const TESTS: &[Test] = &[
    symbols,
    post,
    address,
    pictured,
    noted,
    comment_head,
    pointer,
    stamped,
    dated_or_signed,
    credit,
    caption,
    furniture,
    offer,
    menu,
    quoted,
    name,
];

/// The shape of a block.
pub(super) fn shape(block: &Block<'_>, lexicon: &Lexicon) -> Shape {
    TESTS
        .iter()
        .find_map(|test| test(block, lexicon))
        .unwrap_or_else(|| plain(block))
}

fn plain(block: &Block<'_>) -> Shape {
    if block.is_prose() {
        Shape::Prose
    } else if block.stopped || block.open {
        Shape::Fragment
    } else {
        Shape::Title
    }
}

fn symbols(block: &Block<'_>, _: &Lexicon) -> Option<Shape> {
    let figures_only = block.letters == 0 && block.text.len() <= 12;
    let marks_only = !block.text.contains(char::is_alphanumeric);
    (marks_only || figures_only).then_some(Shape::Symbols)
}

// ---- embedded posts -------------------------------------------------------------------------

fn post(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.words > 120 {
        return None;
    }
    let signature = signature_start(block.text);
    if signature == Some(0) {
        return Some(Shape::Signature);
    }
    let worded = lexicon
        .found_in("embed-phrases", block.folded())
        .next()
        .is_some();
    (worded || signature.is_some()).then_some(Shape::Post)
}

/// Where "— Name (@handle)" begins in a line.
pub(super) fn signature_start(line: &str) -> Option<usize> {
    let handle = line.rfind("(@")?;
    let closed = line.get(handle..)?.find(')')?;
    let tail = line.get(handle + closed + 1..)?;
    let before = line.get(..handle)?;
    let dash = before
        .rfind(['—', '–', '―'])
        .or_else(|| before.rfind("-- "))
        .or_else(|| before.starts_with("- ").then_some(0))?;
    let short = tail.len() <= 60 && before.len() - dash <= 90;
    short.then_some(dash)
}

// ---- addresses ------------------------------------------------------------------------------

fn address(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if is_address(block.text) {
        return Some(Shape::Address);
    }
    let start = lexicon.longest_start("url-labels", core(block.text))?;
    let labelled = after_label(core_start(block.text), start.length);
    let fits = labelled.separated
        && (labelled.rest.is_empty() && block.text.ends_with(':') || is_address(labelled.rest));
    fits.then_some(Shape::AddressLabel)
}

/// Whether a text is one web address.
pub(super) fn is_address(text: &str) -> bool {
    let whole = !text.contains(char::is_whitespace);
    let scheme = ["http://", "https://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    whole && (scheme || text.starts_with("www.") && text.contains('/'))
}

/// The line from its first letter or digit on.
pub(super) fn core_start(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric())
}

// ---- dates and bylines ----------------------------------------------------------------------

fn stamped(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    let title = stamped_title(block, lexicon)?;
    let rest = block.text.get(title..)?;
    let titled = rest.split_whitespace().count() >= 3 && !block.is_sentence();
    // "11 March 2025 | By Mara Quillfeather, harbour editor"
    let few = rest.split_whitespace().count() <= MOST_SIGNING_WORDS;
    let signed = || {
        byline::parse(block.text, &block.dates, block.stopped, lexicon)
            .is_some_and(|byline| byline.labelled || few)
    };
    (titled && !signed()).then_some(Shape::Stamped)
}

/// Where the title begins behind a stamp such as "date 2025-01-21".
pub(super) fn stamped_title(block: &Block<'_>, lexicon: &Lexicon) -> Option<usize> {
    let date = block.dates.first()?;
    let before = core(block.text.get(..date.range.start)?);
    let labelled = lexicon.holds("date-labels", before);
    let digits_first = block
        .text
        .get(date.range.clone())?
        .starts_with(|c: char| c.is_ascii_digit());
    if !(labelled || before.is_empty() && digits_first && date.range.start == 0) {
        return None;
    }
    let rest = block.text.get(date.range.end..)?;
    let title = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '|' | '-' | '–' | '—')
    });
    let apart = rest.len() > title.len() || rest.is_empty();
    let named = block.dates.len() == 1 && starts_capital(title) && apart;
    named.then_some(block.text.len() - title.len())
}

fn dated_or_signed(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    let line = block.text;
    if block.words > 30 {
        return None;
    }
    if byline::parse(line, &block.dates, block.stopped, lexicon).is_some() {
        return Some(Shape::Byline);
    }
    date_line::is_date_line(line, &block.dates, block.stopped, lexicon).then_some(Shape::DateLine)
}

// ---- quotations and names -------------------------------------------------------------------

const QUOTES: &[(char, char)] = &[
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('»', '«'),
    ('‘', '’'),
    ('「', '」'),
    ('”', '”'),
];

/// Whether a paragraph is wholly inside one pair of quotation marks.
fn quoted(block: &Block<'_>, _: &Lexicon) -> Option<Shape> {
    let text = block.text;
    let first = text.chars().next()?;
    let inner = text.get(first.len_utf8()..)?.trim_end_matches(['.', ',']);
    let closes = |(open, close): &&(char, char)| *open == first && inner.ends_with(*close);
    let (open, close) = QUOTES.iter().find(closes)?;
    let body = inner.strip_suffix(*close)?;
    let whole = !body.contains(*open) && !body.contains(*close);
    (whole && block.words >= 4).then_some(Shape::Quoted)
}

fn name(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.stopped {
        return None;
    }
    let text = block
        .text
        .trim_start_matches(['—', '–', '-', '―', '~', ' ']);
    let who = text.split([',', '(']).next().unwrap_or_default().trim();
    let dashed = text.len() < block.text.len();
    if block.words > if dashed { 14 } else { 10 } {
        return None;
    }
    let alone = who.len() == text.len() || dashed || is_office(text, who);
    let one = alone && is_person(who, dashed, lexicon);
    let named = one || !dashed && byline::are_people(text, lexicon);
    named.then_some(Shape::Name)
}

/// "Mara Quillfeather, minister of works": lower-case words behind the comma.
fn is_office(text: &str, who: &str) -> bool {
    let rest = text.get(who.len()..).unwrap_or_default();
    rest.split_whitespace().count() <= 8 && !rest.ends_with('.')
}

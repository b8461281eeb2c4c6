//! What a line looks like by itself, by wording and layout.

use recension_core::article::CreditKind;

use super::block::{Block, starts_capital};
use super::byline;
use super::lexicon::{Labelled, Lexicon, after_label, core, fold, match_start};
use super::names::{agency, is_host, is_name_like, is_outlet, is_person, leading_agency};

/// What a line looks like before its neighbours are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Neither letters nor figures.
    Symbols,
    /// Page furniture by its wording.
    Furniture,
    /// Wording that is furniture only at the end of a page ("is a leading news agency").
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

/// Most words of a caption.
const MOST_CAPTION_WORDS: usize = 140;

type Test = fn(&Block<'_>, &Lexicon) -> Option<Shape>;

/// The tests in order; the first that answers decides.
const TESTS: &[Test] = &[
    symbols,
    post,
    address,
    pictured,
    pointer,
    stamped,
    dated_or_signed,
    credit,
    caption,
    furniture,
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
    let folded = fold(block.text);
    let worded = lexicon
        .entries("embed-phrases")
        .any(|(phrase, _)| folded.contains(phrase));
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
    (rest.split_whitespace().count() >= 3 && !block.is_sentence()).then_some(Shape::Stamped)
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
    byline::is_date_line(line, &block.dates, block.stopped, lexicon).then_some(Shape::DateLine)
}

// ---- credits and captions -------------------------------------------------------------------

/// A credit read from a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CreditLine<'t> {
    pub(super) kind: CreditKind,
    pub(super) name: &'t str,
}

/// Reads a credit such as "Source: The Harbour Post" or "The Wire contributed to this report."
pub(super) fn credit_of<'t>(line: &'t str, lexicon: &Lexicon) -> Option<CreditLine<'t>> {
    let inner = line.trim_matches(['(', ')', '[', ']', '*', '_']);
    let inner = core_start(inner);
    lexicon
        .candidates("credit-phrases", inner)
        .into_iter()
        .filter_map(|(phrase, value)| credit_by(inner, phrase, value, lexicon))
        .min_by_key(|credit| credit.name.len())
}

fn credit_by<'t>(
    line: &'t str,
    phrase: &str,
    value: &str,
    lexicon: &Lexicon,
) -> Option<CreditLine<'t>> {
    let (kind, stand) = value.split_once(' ')?;
    let kind = credit_kind(kind)?;
    let name = match stand {
        "end" => name_before(line, phrase)?,
        _ => name_behind(line, phrase, stand == "label")?,
    };
    let name = trim_name(name);
    let fits = is_name_like(name, lexicon)
        || is_address(name)
        || kind == CreditKind::Source && is_few_words(name);
    fits.then_some(CreditLine { kind, name })
}

fn credit_kind(word: &str) -> Option<CreditKind> {
    const KINDS: &[(&str, CreditKind)] = &[
        ("source", CreditKind::Source),
        ("agency", CreditKind::Agency),
        ("photo", CreditKind::Photo),
        ("link", CreditKind::Link),
    ];
    KINDS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, kind)| *kind)
}

fn name_behind<'t>(line: &'t str, phrase: &str, needs_separator: bool) -> Option<&'t str> {
    let labelled: Labelled<'t> = after_label(line, match_start(line, phrase)?);
    let fits = !labelled.rest.is_empty() && (labelled.separated || !needs_separator);
    fits.then_some(labelled.rest)
}

fn name_before<'t>(line: &'t str, phrase: &str) -> Option<&'t str> {
    let body = line.trim_end_matches(['.', ')']);
    let start = body.len().checked_sub(phrase.len())?;
    let found = body.get(start..)?.eq_ignore_ascii_case(phrase);
    found.then(|| body.get(..start)).flatten()
}

fn is_few_words(name: &str) -> bool {
    (1..=4).contains(&name.split_whitespace().count()) && name.contains(char::is_alphabetic)
}

fn trim_name(name: &str) -> &str {
    name.trim()
        .trim_end_matches(['.', ')', ']', ',', '*', '_'])
        .trim_end()
}

fn credit(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.words > 20 {
        return None;
    }
    if let Some(credit) = credit_of(block.text, lexicon) {
        return Some(Shape::Credit(credit.kind));
    }
    is_bare_credit(core(block.text), lexicon).then_some(Shape::BareCredit)
}

/// "Reuters", "ministry.ru", "Mara Quillfeather/The Harbour Post", "REUTERS/Mara Quillfeather".
fn is_bare_credit(line: &str, lexicon: &Lexicon) -> bool {
    agency(line, lexicon).is_some() || is_host(line) || slashed_credit(line, lexicon)
}

fn slashed_credit(line: &str, lexicon: &Lexicon) -> bool {
    let Some((first, last)) = line.split_once('/') else {
        return false;
    };
    let is_source = |text: &str| agency(text, lexicon).is_some() || is_outlet(text, lexicon);
    let (first, last) = (first.trim(), last.trim());
    let sides_named = is_name_like(first, lexicon) && is_name_like(last, lexicon);
    let people = is_person(first, true, lexicon) || is_source(first);
    line.split_whitespace().count() <= 8
        && sides_named
        && people
        && (is_source(first)
            || last.split([',', '/']).any(|part| is_source(part.trim()))
            || has_via(last))
}

fn has_via(text: &str) -> bool {
    text.contains(" via ")
}

/// What is a caption whatever else it looks like: with a picture's credit in brackets at its end,
/// or numbered as in a gallery ("3/16 The old harbour").
fn pictured(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.words > MOST_CAPTION_WORDS || block.words < 4 {
        return None;
    }
    let credited = credit_in_brackets(block.text, lexicon)
        .is_some_and(|name| block.text.len() > name.len() + 20);
    (credited || is_numbered(block.text)).then_some(Shape::Caption)
}

fn is_numbered(line: &str) -> bool {
    let number = line.split_whitespace().next().unwrap_or_default();
    let digits =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    number
        .split_once('/')
        .is_some_and(|(at, of)| digits(at) && digits(of))
}

fn caption(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.words > MOST_CAPTION_WORDS {
        return None;
    }
    let worded = caption_start(block, lexicon);
    (worded || picture_credit_at_end(block, lexicon).is_some()).then_some(Shape::Caption)
}

fn caption_start(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let inner = core_start(block.text);
    if let Some(start) = lexicon.longest_start("caption-phrases", inner) {
        let labelled = after_label(inner, start.length);
        if start.value.is_empty() || labelled.separated && !labelled.rest.is_empty() {
            return true;
        }
    }
    // "Getty Images The skipper leaves the court": the credit was run into the caption.
    leading_agency(block.text, lexicon).is_some_and(|length| {
        let rest = block.text.get(length..).unwrap_or_default().trim_start();
        !block.stopped && starts_capital(rest) && rest.split_whitespace().count() >= 4
    })
}

/// The credit at the end of a caption: "… / Palace", "… (Photo: Mara Quillfeather)",
/// "… Mara Quillfeather/Reuters", "… Photo by Mara Quillfeather".
pub(super) fn picture_credit_at_end<'t>(block: &Block<'t>, lexicon: &Lexicon) -> Option<&'t str> {
    credit_behind_slash(block.text, lexicon)
        .or_else(|| credit_in_brackets(block.text, lexicon))
        .or_else(|| credit_behind_stop(block.text, lexicon))
        .or_else(|| credit_run_on(block, lexicon))
}

fn credit_behind_slash<'t>(line: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (text, name) = line
        .rsplit_once(" / ")
        .or_else(|| line.rsplit_once(" // "))?;
    let name = trim_name(name);
    let fits = name.split_whitespace().count() <= 5 && is_name_like(name, lexicon);
    (fits && text.split_whitespace().count() >= 4).then_some(name)
}

fn credit_in_brackets<'t>(line: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let body = line.trim_end_matches('.');
    let body = body.strip_suffix(')').or_else(|| body.strip_suffix(']'))?;
    let open = body.rfind(['(', '['])?;
    let inside = body.get(open + 1..)?.trim();
    if inside.split_whitespace().count() > 10 {
        return None;
    }
    let credit = credit_of(inside, lexicon).filter(|credit| credit.kind == CreditKind::Photo);
    let named = credit.map(|credit| credit.name);
    named.or_else(|| {
        let slashed = is_picture_agency(inside, lexicon) || slashed_credit(inside, lexicon);
        slashed.then_some(inside)
    })
}

/// "AP Photo/Mara Quillfeather", "REUTERS/Ludo Hoop", "Ludo Hoop/Getty Images".
fn is_picture_agency(text: &str, lexicon: &Lexicon) -> bool {
    text.contains('/')
        && text
            .split(['/', ','])
            .any(|part| agency(part.trim(), lexicon).is_some())
}

fn credit_behind_stop<'t>(line: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let from = super::block::beginning(line, line.len().saturating_sub(90)).len();
    let tail = line.get(from..)?;
    tail.match_indices(['.', '|', ')', '”', '"'])
        .filter_map(|(at, mark)| tail.get(at + mark.len()..))
        .map(str::trim)
        .filter(|rest| (1..=10).contains(&rest.split_whitespace().count()))
        .find_map(|rest| photo_credit(rest, lexicon))
}

fn photo_credit<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    if slashed_credit(trim_name(text), lexicon) {
        return Some(trim_name(text));
    }
    let short = agency(trim_name(text), lexicon).is_some();
    if text.contains(['(', ')']) && !text.starts_with('(') {
        return None;
    }
    credit_of(text, lexicon)
        .filter(|credit| credit.kind == CreditKind::Photo)
        .map(|credit| credit.name)
        .or_else(|| short.then(|| trim_name(text)))
}

/// "…was found on the beach Mara Quillfeather/Reuters": no mark between text and credit.
fn credit_run_on<'t>(block: &Block<'t>, lexicon: &Lexicon) -> Option<&'t str> {
    let line = block.text;
    let slash = line.rfind('/')?;
    let source = trim_name(line.get(slash + 1..)?);
    if block.stopped || agency(source.split(',').next()?.trim(), lexicon).is_none() {
        return None;
    }
    let before = line.get(..slash)?;
    if line.get(slash..)?.contains(['(', ')']) {
        return None;
    }
    let start = name_start(before)?;
    let name = line.get(start..)?;
    (before.split_whitespace().count() >= 6).then_some(trim_name(name))
}

/// Where the last two or three capitalised words of a text begin.
fn name_start(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().rev().take(2).collect();
    let last = words
        .iter()
        .take_while(|word| starts_capital(word))
        .last()?;
    Some(byline::offset_in(text, last))
}

// ---- pointers to other stories --------------------------------------------------------------

fn pointer(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    if block.words > 45 {
        return None;
    }
    if is_bracketed_title(block) || ends_with_label(block, lexicon) {
        return Some(Shape::Pointer);
    }
    let inner = core_start(block.text);
    lexicon
        .candidates("teaser-phrases", inner)
        .into_iter()
        .filter_map(|(phrase, value)| {
            let length = match_start(inner, phrase)?;
            let shape = pointer_by(block, inner, length, value)?;
            Some((length, shape))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, shape)| shape)
}

/// "How the dam was built Read more": the label was run into the end of its line.
fn ends_with_label(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let bare = |value: &str| value == "bare";
    !block.stopped
        && block.words >= 4
        && lexicon
            .entries("teaser-phrases")
            .any(|(phrase, value)| bare(value) && ends_with_phrase(block.text, phrase))
}

fn ends_with_phrase(line: &str, phrase: &str) -> bool {
    let start = line.len().checked_sub(phrase.len());
    let tail = start.and_then(|start| line.get(start..));
    let apart = start
        .and_then(|start| line.get(..start))
        .is_some_and(|front| front.ends_with(' '));
    apart && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(phrase) && starts_capital(tail))
}

/// "[How the dam was built]": the whole line in square brackets, short.
fn is_bracketed_title(block: &Block<'_>) -> bool {
    let bracketed = block.text.starts_with('[') && block.text.ends_with(']');
    let flat = !block.stopped || block.words <= 14;
    // "[Editor's note: …]" belongs to the story.
    let noted = block
        .text
        .split_once(':')
        .is_some_and(|(front, _)| front.split_whitespace().count() <= 2);
    bracketed && flat && block.words >= 3 && !noted
}

fn pointer_by(block: &Block<'_>, line: &str, length: usize, value: &str) -> Option<Shape> {
    let labelled = after_label(line, length);
    let label = line.get(..length).unwrap_or_default();
    let shouted = label.contains(' ') && !label.contains(char::is_lowercase);
    let alone = !labelled.rest.contains(char::is_alphanumeric);
    match value {
        // "MOST READ IN NEWS Harbour opens at last Mayor resigns": a whole list on one line.
        "block" | "end" if is_list_on_line(block, &labelled, label, shouted) => {
            Some(Shape::Pointer)
        }
        "block" | "end" => {
            let few = labelled.rest.split_whitespace().count() <= 4;
            let titled = few && !block.stopped && !block.open || block.text.ends_with(':') && few;
            let shape = if value == "end" {
                Shape::EndList
            } else {
                Shape::List
            };
            let fits = alone && !block.stopped || titled && length >= 8 && !labelled.separated;
            fits.then_some(shape)
        }
        _ if alone => (value == "bare" || block.text.ends_with(':') || block.words <= 3)
            .then_some(Shape::PointerLabel),
        "bare" => {
            (labelled.separated || shouted || !block.stopped && starts_capital(labelled.rest))
                .then_some(Shape::Pointer)
        }
        _ => {
            let clear = labelled.colon
                || shouted
                || labelled.separated
                    && !line
                        .get(length..)
                        .is_some_and(|rest| rest.starts_with(['-', '/']));
            (clear && starts_pointer(labelled.rest, block)).then_some(Shape::Pointer)
        }
    }
}

fn is_list_on_line(block: &Block<'_>, labelled: &Labelled<'_>, label: &str, shouted: bool) -> bool {
    let titled = label.contains(' ') && !block.stopped && starts_capital(labelled.rest);
    labelled.rest.split_whitespace().count() > 4 && (shouted || titled)
}

/// A pointer begins like a title; a sentence behind "More:" or "Earlier:" belongs to the story.
fn starts_pointer(rest: &str, block: &Block<'_>) -> bool {
    let first = rest.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_lowercase())
        && !(block.stopped && block.text.ends_with('.') && block.words > 12)
}

// ---- furniture ------------------------------------------------------------------------------

fn furniture(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    furniture_line(block.text, block.words, lexicon)
}

/// Furniture by its wording alone.
pub(super) fn furniture_line(line: &str, words: usize, lexicon: &Lexicon) -> Option<Shape> {
    if words > 200 {
        return None;
    }
    if is_copyright(line) && words <= 60 {
        return Some(Shape::Furniture);
    }
    let inner = core(line);
    let folded = fold(inner);
    if is_whole(&folded, lexicon) {
        return Some(Shape::Furniture);
    }
    let mut weak = 0;
    for (phrase, value) in lexicon.candidates("boilerplate-phrases", inner) {
        let found = match value {
            "whole" => false,
            "start" => {
                words <= 40
                    && match_start(inner, phrase).is_some()
                    && is_notice(line, phrase, words)
            }
            "label" => words <= 60 && label_stands(line, inner, phrase),
            "anywhere" => words <= 120 && folded.contains(phrase),
            "short" => words <= 6 && has_words(&folded, phrase),
            "handle" => words <= 30 && line.contains('@') && has_words(&folded, phrase),
            _ => {
                weak += usize::from(words > 3 && folded.contains(phrase));
                false
            }
        };
        if found {
            return Some(Shape::Furniture);
        }
    }
    (weak >= 2).then_some(Shape::Imprint)
}

/// Whether a phrase stands in a folded line at the bounds of words.
fn has_words(folded: &str, phrase: &str) -> bool {
    folded.match_indices(phrase).any(|(at, found)| {
        let before = folded.get(..at).and_then(|front| front.chars().next_back());
        let behind = folded
            .get(at + found.len()..)
            .and_then(|rest| rest.chars().next());
        let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        bound(before) && bound(behind)
    })
}

/// Longest line that may be furniture as a whole, in bytes.
const LONGEST_WHOLE: usize = 60;

/// Whether a folded line is a furniture phrase and nothing else, counts aside: "Share",
/// "12 Comments", "Share (3)".
fn is_whole(folded: &str, lexicon: &Lexicon) -> bool {
    if folded.len() > LONGEST_WHOLE {
        return false;
    }
    let is_count = |word: &&str| {
        let figures = word.trim_end_matches(['k', 'm']);
        !figures.is_empty()
            && figures
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    };
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(core)
        .filter(|word| !word.is_empty() && !is_count(word))
        .collect();
    let line = words.join(" ");
    lexicon
        .candidates("boilerplate-phrases", &line)
        .iter()
        .any(|(phrase, value)| *value == "whole" && *phrase == line)
}

/// A long sentence that happens to begin with a short phrase is no notice.
fn is_notice(line: &str, phrase: &str, words: usize) -> bool {
    let long_phrase = phrase.contains(' ');
    words <= 12 || long_phrase && (words <= 25 || !line.ends_with('.'))
}

fn label_stands(line: &str, inner: &str, phrase: &str) -> bool {
    let Some(length) = match_start(inner, phrase) else {
        return false;
    };
    let labelled = after_label(inner, length);
    let alone = labelled.rest.is_empty() && core_start(line).len() <= phrase.len() + 3;
    alone
        || labelled.colon
        || inner
            .get(length..)
            .is_some_and(|rest| rest.trim_start().starts_with(['|', '»', '>', '©', '(']))
}

fn is_copyright(line: &str) -> bool {
    let marked = line.starts_with('©') || line.starts_with("(c) ") || line.starts_with("(C) ");
    let inside = line.contains('©') && line.contains(|c: char| c.is_ascii_digit());
    marked || inside
}

/// The share of a row's pieces that are short links.
fn menu(block: &Block<'_>, _: &Lexicon) -> Option<Shape> {
    let hashtags = block.words >= 1
        && block
            .text
            .split_whitespace()
            .all(|word| word.starts_with('#') && word.len() > 1);
    if hashtags {
        return Some(Shape::Menu);
    }
    let pieces: Vec<&str> = block.text.split(['|', '»', '›', '•', '·', '→']).collect();
    let short = pieces
        .iter()
        .all(|piece| piece.split_whitespace().count() <= 3);
    let bulleted = pieces.first().is_some_and(|first| first.trim().is_empty()) && pieces.len() == 2;
    (pieces.len() >= 2
        && short
        && !block.stopped
        && !bulleted
        && (pieces.len() >= 3 || block.words <= 5))
        .then_some(Shape::Menu)
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
    let text = block
        .text
        .trim_start_matches(['—', '–', '-', '―', '~', ' ']);
    let who = text.split([',', '(']).next().unwrap_or_default().trim();
    let dashed = text.len() < block.text.len();
    let short = block.words <= if dashed { 14 } else { 10 };
    let alone = who.len() == text.len() || dashed || is_office(text, who);
    (short && alone && !block.stopped && is_person(who, dashed, lexicon)).then_some(Shape::Name)
}

/// "Mara Quillfeather, minister of works": lower-case words behind the comma.
fn is_office(text: &str, who: &str) -> bool {
    let rest = text.get(who.len()..).unwrap_or_default();
    rest.split_whitespace().count() <= 8 && !rest.ends_with('.')
}

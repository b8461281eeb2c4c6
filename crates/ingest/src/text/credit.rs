//! Lines that credit a text or a picture, and captions with their credits.

use recension_core::article::CreditKind;

use super::block::{Block, starts_capital};
use super::chunks;
use super::lexicon::{Labelled, Lexicon, after_label, core, match_start};
use super::names::{agency, is_host, is_name_like, is_outlet, is_person, leading_agency};
use super::shape::{Shape, core_start, is_address};

/// Most words of a caption.
const MOST_CAPTION_WORDS: usize = 140;

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
    let name = if stand == "start" && kind == CreditKind::Source && !is_name_like(name, lexicon) {
        capitalised_start(name, lexicon)
    } else {
        name
    };
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

/// The name that a text begins with: "The Corran Quarterly" of "The Corran Quarterly and is reprinted
/// with permission".
fn capitalised_start<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let mut end = 0;
    for word in text.split_whitespace().take(8) {
        if starts_capital(word) {
            end = chunks::offset_in(text, word) + word.len();
            if word.ends_with([',', '.', ';']) {
                break;
            }
        } else if !lexicon.is_function_word(word) {
            break;
        }
    }
    trim_name(text.get(..end).unwrap_or_default())
}

fn is_few_words(name: &str) -> bool {
    (1..=4).contains(&name.split_whitespace().count()) && name.contains(char::is_alphabetic)
}

fn trim_name(name: &str) -> &str {
    name.trim()
        .trim_end_matches(['.', ')', ']', ',', '*', '_'])
        .trim_end()
}

pub(super) fn credit(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
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
    // A page names itself by one word: "Mara Quillfeather / Courier".
    let own = |text: &str| starts_capital(text) && lexicon.holds("outlet-words", text);
    let is_source =
        |text: &str| agency(text, lexicon).is_some() || is_outlet(text, lexicon) || own(text);
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
pub(super) fn pictured(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
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

pub(super) fn caption(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
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
    credit_in_brackets(block.text, lexicon)
        .or_else(|| credit_behind_stop(block.text, lexicon))
        .or_else(|| credit_behind_slash(block.text, lexicon))
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
    let bare = trim_name(text.trim_start_matches(['©', ' ']));
    if slashed_credit(bare, lexicon) {
        return Some(bare);
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
    Some(chunks::offset_in(text, last))
}

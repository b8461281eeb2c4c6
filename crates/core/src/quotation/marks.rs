//! Quotation marks: which opens, which closes, and what stands between them.
//!
//! A mark's neighbours decide first (white space before it opens, after it closes), then its
//! shape, then whether a quotation is open. So straight, curly, low, reversed and mixed marks go
//! through the same door, and no convention has to be known beforehand. A quotation never runs
//! past its part: a mark left open ends with it, unless a later quotation began inside.

use crate::article::{Article, Part};
use crate::text::TextSpan;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// With the marks.
    pub(crate) outer: TextSpan,
    /// Without the marks, white space at the ends left out.
    pub(crate) inner: TextSpan,
    /// Index of the part it stands in.
    pub(crate) part: usize,
    /// Its closing mark is missing.
    pub(crate) left_open: bool,
    /// Between single marks.
    pub(crate) single: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    family: Family,
    side: Side,
}

/// The quoted words of all kept parts, outermost only, in order.
pub(crate) fn quoted(article: &Article) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut open_before = false;
    for (index, part) in article.parts.iter().enumerate() {
        if !part.role.is_kept() {
            open_before = false;
            continue;
        }
        let first = found.len();
        quoted_in_part(article.text.as_str(), part, index, open_before, &mut found);
        open_before = found
            .get(first..)
            .and_then(<[Quoted]>::last)
            .is_some_and(|last| last.left_open);
    }
    found
}

/// Quotations whose closing mark is missing, though no later paragraph takes them up again. What is
/// taken for quoted ends with the paragraph, or where another quotation begins.
pub(crate) fn left_open(article: &Article) -> Vec<TextSpan> {
    let all = quoted(article);
    let taken_up = |part: usize| {
        let next = article
            .parts
            .iter()
            .skip(part + 1)
            .find(|p| p.role.is_kept());
        next.is_some_and(|next| all.iter().any(|quote| quote.outer.start == next.span.start))
    };
    let open = all
        .iter()
        .filter(|quote| quote.left_open && !taken_up(quote.part));
    open.map(|quote| quote.outer).collect()
}

fn quoted_in_part(
    text: &str,
    part: &Part,
    index: usize,
    open_before: bool,
    found: &mut Vec<Quoted>,
) {
    let Some(content) = text.get(part.span.range()) else {
        return;
    };
    let base = part.span.start as usize;
    let marks = marks(content);
    let pairs = pair(content, &marks, open_before);
    for pair in pairs {
        let outer = base + pair.outer_start..base + pair.outer_end;
        let inner = base + pair.inner_start..base + pair.inner_end;
        if let Some(inner) = trimmed(text, inner) {
            found.push(Quoted {
                outer: TextSpan::of(outer),
                inner,
                part: index,
                left_open: pair.left_open,
                single: pair.single,
            });
        }
    }
}

fn trimmed(text: &str, range: std::ops::Range<usize>) -> Option<TextSpan> {
    let slice = text.get(range.clone())?;
    let start = range.start + (slice.len() - slice.trim_start().len());
    let kept = slice.trim();
    (!kept.is_empty()).then(|| TextSpan::of(start..start + kept.len()))
}

/// What a mark's shape alone says.
fn shape(mark: char) -> Option<(Family, Side)> {
    Some(match mark {
        '"' | '＂' => (Family::Double, Side::Either),
        '“' | '„' | '‟' | '«' | '「' | '『' | '《' | '〝' => {
            (Family::Double, Side::Opens)
        }
        '”' | '»' | '」' | '』' | '》' | '〞' => (Family::Double, Side::Closes),
        '\'' => (Family::Single, Side::Either),
        '‘' | '‚' | '‛' | '‹' => (Family::Single, Side::Opens),
        '’' | '›' => (Family::Single, Side::Closes),
        _ => return None,
    })
}

/// All marks of a text with the side their neighbours give them; apostrophes are left out.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    let mut rest = text.char_indices().peekable();
    while let Some((start, glyph)) = rest.next() {
        let Some((mut family, side)) = shape(glyph) else {
            if glyph == '`' {
                let doubled = rest.next_if(|(_, next)| *next == '`').is_some();
                if doubled {
                    marks.push(Mark {
                        start,
                        end: start + 2,
                        family: Family::Double,
                        side: Side::Opens,
                    });
                }
            }
            before = Some(glyph);
            continue;
        };
        let mut end = start + glyph.len_utf8();
        if family == Family::Single
            && let Some((at, twin)) = rest.next_if(|(_, next)| *next == glyph)
        {
            family = Family::Double;
            end = at + twin.len_utf8();
        }
        let after = rest.peek().map(|(_, next)| *next);
        let placed = placed(before, after);
        let side = match (placed, side) {
            (Side::Either, by_shape) => by_shape,
            (by_place, _) => by_place,
        };
        before = Some(glyph);
        if family == Family::Single && !may_be_single(before_of(text, start), after, side) {
            continue;
        }
        marks.push(Mark {
            start,
            end,
            family,
            side,
        });
    }
    marks
}

fn before_of(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// What the neighbours of a mark say.
fn placed(before: Option<char>, after: Option<char>) -> Side {
    let before_open = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '>' | '❗')
    });
    let after_open = after.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' | '—' | '–'
            )
    });
    match (before_open, after_open) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// Whether a single mark can be a quotation mark rather than an apostrophe.
fn may_be_single(before: Option<char>, after: Option<char>, side: Side) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match side {
        Side::Opens => {
            !word(before) && after.is_some_and(|c| c.is_alphabetic() || "[(“\"".contains(c))
        }
        _ => before.is_some_and(|c| !c.is_whitespace()) && !word(after),
    }
}

#[derive(Clone, Copy)]
struct Pair {
    outer_start: usize,
    inner_start: usize,
    inner_end: usize,
    outer_end: usize,
    left_open: bool,
    single: bool,
}

impl Pair {
    fn of(open: Mark, close: Mark) -> Self {
        Self {
            outer_start: open.start,
            inner_start: open.end,
            inner_end: close.start,
            outer_end: close.end,
            left_open: false,
            single: open.family == Family::Single,
        }
    }

    fn open_until(open: Mark, end: usize) -> Self {
        Self {
            outer_start: open.start,
            inner_start: open.end,
            inner_end: end,
            outer_end: end,
            left_open: true,
            single: false,
        }
    }
}

/// Pairs the double marks of a paragraph, then single marks in what is left.
fn pair(text: &str, marks: &[Mark], open_before: bool) -> Vec<Pair> {
    let doubles: Vec<Mark> = in_family(marks, Family::Double);
    let mut pairs = pair_doubles(text, &doubles, open_before);
    let singles = in_family(marks, Family::Single);
    let outside: Vec<Mark> = singles
        .into_iter()
        .filter(|mark| {
            let later = pairs.partition_point(|pair| pair.outer_end <= mark.start);
            pairs
                .get(later)
                .is_none_or(|pair| pair.outer_start > mark.start)
        })
        .collect();
    pairs.extend(pair_singles(text, &outside, &pairs));
    pairs.sort_by_key(|pair| pair.outer_start);
    pairs
}

fn in_family(marks: &[Mark], family: Family) -> Vec<Mark> {
    marks
        .iter()
        .copied()
        .filter(|mark| mark.family == family)
        .collect()
}

/// More marks open at once than this are not nesting but marks left open.
const DEEPEST_NESTING: usize = 4;

fn pair_doubles(text: &str, marks: &[Mark], open_before: bool) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut from = 0;
    while from < marks.len() {
        from = pair_from(text, marks, from, open_before, &mut pairs);
    }
    pairs
}

/// Pairs from one mark on, up to the end or to a mark that was left open; returns where to go on.
fn pair_from(
    text: &str,
    marks: &[Mark],
    from: usize,
    open_before: bool,
    pairs: &mut Vec<Pair>,
) -> usize {
    let mut open: Vec<usize> = Vec::new();
    // Where the first quotation nested in the outermost open one begins.
    let mut nested: Option<usize> = None;
    for (index, mark) in marks.iter().enumerate().skip(from) {
        if opens(*mark, open.is_empty()) {
            if open.len() == 1 {
                nested = nested.or(Some(index));
            }
            open.push(index);
            if open.len() > DEEPEST_NESTING {
                break;
            }
            continue;
        }
        match open.pop().and_then(|start| marks.get(start)) {
            Some(start) if open.is_empty() => {
                pairs.push(Pair::of(*start, *mark));
                nested = None;
            }
            Some(_) => {}
            None if open_before && pairs.is_empty() => pairs.push(continued(*mark)),
            None => {}
        }
    }
    let Some(start) = open.first().and_then(|start| marks.get(*start)) else {
        return marks.len();
    };
    let end = nested
        .and_then(|nested| marks.get(nested))
        .map_or(text.len(), |mark| mark.start);
    pairs.push(Pair::open_until(*start, end));
    nested.unwrap_or(marks.len())
}

/// Whether a mark opens a quotation, given whether none is open.
fn opens(mark: Mark, none_open: bool) -> bool {
    match mark.side {
        Side::Opens => true,
        Side::Either => none_open,
        Side::Closes => false,
    }
}

/// A quotation that a former part left open and this one closes without opening it again.
fn continued(close: Mark) -> Pair {
    Pair {
        outer_start: 0,
        inner_start: 0,
        inner_end: close.start,
        outer_end: close.end,
        left_open: false,
        single: false,
    }
}

/// Single marks: an opening one pairs with the next closing one that cannot be an apostrophe,
/// else with the last that might be one; never across a double quotation's edge.
fn pair_singles(text: &str, marks: &[Mark], doubles: &[Pair]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut index = 0;
    while let Some(open) = marks.get(index) {
        index += 1;
        if open.side != Side::Opens {
            continue;
        }
        let edge = doubles
            .get(doubles.partition_point(|pair| pair.outer_start <= open.start))
            .map_or(text.len(), |pair| pair.outer_start);
        let Some((at, close)) = closing_single(text, marks, index, edge) else {
            continue;
        };
        pairs.push(Pair::of(*open, close));
        index = at + 1;
    }
    pairs
}

fn closing_single(text: &str, marks: &[Mark], from: usize, edge: usize) -> Option<(usize, Mark)> {
    let mut doubtful = None;
    for (at, mark) in marks.iter().enumerate().skip(from) {
        if mark.start >= edge || mark.side == Side::Opens {
            break;
        }
        if !may_be_possessive(text, *mark) {
            return Some((at, *mark));
        }
        doubtful = doubtful.or(Some((at, *mark)));
    }
    doubtful
}

/// A plural possessive ("the voters' choice"): an s before, and a word after white space.
fn may_be_possessive(text: &str, mark: Mark) -> bool {
    let ends_in_s = before_of(text, mark.start).is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'));
    let mut after = text.get(mark.end..).unwrap_or_default().chars();
    ends_in_s
        && after.next().is_some_and(|c| c == ' ')
        && after.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;
    use crate::witness::samples::article;

    fn inner(text: &str) -> Vec<&str> {
        let all = marks(text);
        pair(text, &all, false)
            .iter()
            .map(|pair| text[pair.inner_start..pair.inner_end].trim())
            .collect()
    }

    #[test]
    fn every_convention_pairs() {
        for text in [
            "He said \"no dam\" twice.",
            "He said “no dam” twice.",
            "He said \"no dam” twice.",
            "He said „no dam“ twice.",
            "He said „no dam” twice.",
            "He said ”no dam” twice.",
            "He said «no dam» twice.",
            "He said »no dam« twice.",
            "He said « no dam » twice.",
            "He said ''no dam'' twice.",
            "He said ``no dam'' twice.",
            "He said 'no dam' twice.",
            "He said ‘no dam’ twice.",
            "He said ‹no dam› twice.",
        ] {
            assert_eq!(inner(text), ["no dam"], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_not_marks() {
        assert!(inner("The voters' choice wasn't Orla's in the '90s.").is_empty());
        assert_eq!(
            inner("'The voters' choice isn't ours,' she said."),
            ["The voters' choice isn't ours,"]
        );
    }

    #[test]
    fn nested_quotations_belong_to_the_outer_one() {
        assert_eq!(
            inner("“He told me ‘go’ and “run” too,” she said."),
            ["He told me ‘go’ and “run” too,"]
        );
        assert_eq!(
            inner("\"He told me 'go' twice,\" she said."),
            ["He told me 'go' twice,"]
        );
    }

    #[test]
    fn a_mark_left_open_swallows_nothing() {
        assert_eq!(
            inner("“We are safe. “The wall holds,” Orla Quane said. “It does.”"),
            ["We are safe.", "The wall holds,", "It does."]
        );
        assert_eq!(inner("He said \"yes and left."), ["yes and left."]);
        assert!(inner("A stray ” mark.").is_empty());
    }

    #[test]
    fn a_mark_left_open_is_told_unless_the_next_paragraph_takes_it_up() {
        let open = |parts: &[(Role, &str)]| left_open(&article("en", parts)).len();
        let (first, second) = ("Quane said: “We are safe.", "“We are home.”");
        assert_eq!(open(&[(Role::Body, first), (Role::Body, second)]), 0);
        assert_eq!(open(&[(Role::Body, first), (Role::Body, "Rain fell.")]), 1);
        assert_eq!(open(&[(Role::Body, second)]), 0);
    }

    #[test]
    fn a_part_may_close_what_the_one_before_left_open() {
        let text = "and went home,” she said.";
        let all = marks(text);
        let pairs = pair(text, &all, true);
        assert_eq!(pairs.len(), 1);
        assert_eq!(&text[..pairs[0].inner_end], "and went home,");
    }
}

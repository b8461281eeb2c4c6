//! The words of a sentence as names see them.

use std::borrow::Cow;

use super::knowledge::piece_key;
use crate::language::WordList;
use crate::text::{SourceText, TextSpan};
use crate::witness::folding::{is_apostrophe, is_hyphen};
use crate::witness::token::is_unspaced;
use crate::witness::{Token, TokenKind};

/// A word, number or mark. Hyphens inside compounds and the stops of abbreviations are flags of the
/// words beside them.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'t> {
    /// Where it stands, a possessive ending left out.
    pub(crate) span: TextSpan,
    /// The same as text.
    pub(crate) text: &'t str,
    /// In small letters, without stops and marks on letters; empty for marks.
    pub(crate) key: Cow<'t, str>,
    pub(crate) kind: TokenKind,
    /// Starts with a capital.
    pub(crate) is_capital: bool,
    /// Two letters or more, all of them capitals.
    pub(crate) is_acronym: bool,
    /// Had a possessive ending.
    pub(crate) possessive: bool,
    /// Stands where any word has a capital: first in a sentence or quotation.
    pub(crate) opens: bool,
    /// A hyphen joins it to the piece before.
    pub(crate) hyphen_before: bool,
    /// A stop belongs to it ("J.", "Sen.").
    pub(crate) stop_after: bool,
    /// Follows "@" or "#".
    pub(crate) is_handle: bool,
}

impl Piece<'_> {
    /// Whether it is this mark.
    pub(crate) fn is_mark(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.text == mark
    }

    /// Whether it is one letter: an initial.
    pub(crate) fn is_initial(&self) -> bool {
        let letters = self.text.trim_end_matches('.');
        self.is_capital && letters.chars().count() == 1
    }
}

/// The pieces of a sentence.
pub(crate) fn pieces<'t>(
    text: &'t SourceText,
    tokens: &[Token],
    abbreviations: &WordList,
) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece<'t>> = Vec::with_capacity(tokens.len());
    let mut hyphen = false;
    let mut handle = false;
    for (index, token) in tokens.iter().enumerate() {
        let surface = text.slice(token.span);
        if token.kind == TokenKind::Mark {
            let glued = is_glued(tokens, index) && is_glued(tokens, index + 1);
            hyphen = glued && surface.chars().all(is_hyphen);
            handle = matches!(surface, "@" | "#");
            if hyphen || takes_stop(&mut pieces, tokens, index, surface, abbreviations) {
                continue;
            }
        }
        let opens = pieces.last().is_none_or(opens_behind) && !hyphen;
        let mut piece = piece(token, surface);
        piece.hyphen_before = hyphen && token.kind != TokenKind::Mark;
        piece.is_handle = handle && token.kind != TokenKind::Mark;
        piece.opens = opens;
        if token.kind != TokenKind::Mark {
            (hyphen, handle) = (false, false);
        }
        pieces.push(piece);
    }
    pieces
}

fn is_glued(tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    before
        .zip(tokens.get(index))
        .is_some_and(|(a, b)| a.span.end == b.span.start)
}

/// Whether a word behind this piece has its capital from its place: at the start, or behind an
/// opening quotation mark, a colon or a bullet.
fn opens_behind(piece: &Piece<'_>) -> bool {
    let is_opener = |c: char| {
        matches!(
            c,
            '"' | '“' | '„' | '«' | '‘' | '\'' | ':' | '•' | '–' | '—' | '…' | '(' | '['
        )
    };
    piece.kind == TokenKind::Mark && piece.text.chars().all(is_opener)
}

/// Gives the stop of an initial or abbreviation to its word; the last stop ends the sentence.
fn takes_stop(
    pieces: &mut [Piece<'_>],
    tokens: &[Token],
    index: usize,
    surface: &str,
    abbreviations: &WordList,
) -> bool {
    let Some(last) = pieces
        .last_mut()
        .filter(|_| surface == "." && index + 1 < tokens.len())
    else {
        return false;
    };
    let takes = is_glued(tokens, index) && (last.is_initial() || abbreviations.contains(last.text));
    last.stop_after |= takes;
    takes
}

fn piece<'t>(token: &Token, surface: &'t str) -> Piece<'t> {
    let (text, possessive) = split_possessive(surface);
    let is_word = token.kind != TokenKind::Mark;
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let first = text.chars().next();
    Piece {
        span: TextSpan::new(
            token.span.start,
            token.span.start + TextSpan::of(0..text.len()).end,
        ),
        text,
        key: if is_word {
            piece_key(text)
        } else {
            Cow::Borrowed("")
        },
        kind: token.kind,
        is_capital: is_word && first.is_some_and(|c| c.is_uppercase() && !is_unspaced(c)),
        is_acronym: is_word && letters().count() > 1 && letters().all(char::is_uppercase),
        possessive,
        opens: false,
        hyphen_before: false,
        stop_after: false,
        is_handle: false,
    }
}

/// A word without "'s", also where that was set apart by spaces.
fn split_possessive(surface: &str) -> (&str, bool) {
    let Some(rest) = surface.strip_suffix(['s', 'S']) else {
        return (surface, false);
    };
    let rest = rest.trim_end();
    match rest.chars().next_back().filter(|c| is_apostrophe(*c)) {
        Some(mark) => {
            let base = rest
                .get(..rest.len() - mark.len_utf8())
                .unwrap_or(rest)
                .trim_end();
            if base.is_empty() {
                (surface, false)
            } else {
                (base, true)
            }
        }
        None => (surface, false),
    }
}

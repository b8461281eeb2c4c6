//! Where a sentence breaks: the marks that end a clause.

use std::ops::Range;

use crate::witness::{Token, TokenKind, Witness};

/// Whether a token ends a clause: a comma, a colon, a bracket, a dash, but neither a hyphen inside
/// a word nor a quotation mark.
pub(crate) fn is_break(witness: &Witness, index: usize) -> bool {
    let Some(token) = witness.tokens.get(index) else {
        return true;
    };
    if token.kind != TokenKind::Mark {
        return false;
    }
    match witness.slice(token.span).chars().next() {
        Some(';' | '(' | ')' | '[' | ']' | '?' | '!' | '…') => true,
        // Inside "4:20" and "p.m.," they end nothing.
        Some(',' | ':' | '.') => !joins(witness, index),
        Some('-' | '–' | '—' | '‐' | '‑') => !joins(witness, index),
        _ => false,
    }
}

/// Whether a mark joins the words on both sides without a space.
fn joins(witness: &Witness, index: usize) -> bool {
    let touches = |a: Option<&Token>, b: Option<&Token>| match (a, b) {
        (Some(a), Some(b)) => a.span.end == b.span.start && !quotes(witness, b),
        _ => false,
    };
    let token = witness.tokens.get(index);
    let before = index.checked_sub(1).and_then(|at| witness.tokens.get(at));
    touches(before, token) && touches(token, witness.tokens.get(index + 1))
}

/// Whether a token is a quotation mark, or an apostrophe that looks like one.
pub(crate) fn quotes(witness: &Witness, token: &Token) -> bool {
    matches!(
        witness.slice(token.span),
        "\"" | "”" | "“" | "’" | "'" | "»" | "«"
    )
}

/// The tokens around one of them up to the next break on both sides, inside a sentence.
pub(crate) fn clause(witness: &Witness, sentence: &Range<usize>, index: usize) -> Range<usize> {
    let start = (sentence.start..index)
        .rev()
        .find(|at| is_break(witness, *at))
        .map_or(sentence.start, |at| at + 1);
    let end = (index..sentence.end)
        .find(|at| is_break(witness, *at))
        .unwrap_or(sentence.end);
    start..end
}

/// The index of the first token that starts at or behind a byte.
pub(crate) fn token_from(witness: &Witness, byte: u32) -> usize {
    witness
        .tokens
        .partition_point(|token| token.span.start < byte)
}

//! Titles and offices: what they are called, and whether they are held now.

use super::knowledge::{Knowledge, TitleClass};
use super::pieces::Piece;
use crate::text::TextSpan;
use crate::witness::TokenKind;

/// A title in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// Number of pieces.
    pub(crate) length: usize,
    /// Its words, folded, without what stands before ("former").
    pub(crate) name: String,
    pub(crate) class: TitleClass,
    /// `former`, `elect`, `deputy`; empty for who holds it now.
    pub(crate) standing: String,
    /// Where it stands.
    pub(crate) span: TextSpan,
}

impl Title {
    /// The span of the pieces of a title, with the stop of an abbreviation.
    pub(crate) fn span(&self, pieces: &[Piece<'_>]) -> TextSpan {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return self.span;
        };
        let stop = u32::from(last.stop_after);
        first
            .span
            .cover(TextSpan::new(last.span.start, last.span.end + stop))
    }
}

/// An office that a person is said to hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Office {
    pub(crate) name: String,
    pub(crate) class: TitleClass,
    pub(crate) standing: String,
    /// The country it belongs to, folded, where the text says.
    pub(crate) country: Option<String>,
}

impl Office {
    /// The title as an entity lists it: "former prime minister", "president-elect".
    pub(crate) fn label(&self) -> String {
        match self.standing.as_str() {
            "" => self.name.clone(),
            "elect" => format!("{}-elect", self.name),
            other => format!("{other} {}", self.name),
        }
    }
}

/// The title that starts at the first piece, with its modifiers and "-elect".
pub(crate) fn title_at(knowledge: &Knowledge, pieces: &[Piece<'_>]) -> Option<Title> {
    let mut at = 0;
    let mut standing = String::new();
    while let Some(modifier) = knowledge.modifiers.longest(rest(pieces, at)) {
        // "Vice President" is a title of its own.
        if knowledge.titles.longest(rest(pieces, at)).is_some() {
            break;
        }
        if !modifier.value.is_empty() {
            standing = modifier.value.to_owned();
        }
        at += modifier.length;
    }
    let found = knowledge.titles.longest(rest(pieces, at))?;
    let mut end = at + found.length;
    if pieces
        .get(end)
        .is_some_and(|p| matches!(p.key.as_ref(), "elect" | "designate"))
    {
        "elect".clone_into(&mut standing);
        end += 1;
    }
    let mut title = Title {
        length: end,
        name: found.value.to_owned(),
        class: found.what,
        standing,
        span: TextSpan::default(),
    };
    title.span = title.span(pieces.get(..end)?);
    Some(title)
}

fn rest<'a, 't>(pieces: &'a [Piece<'t>], at: usize) -> &'a [Piece<'t>] {
    pieces.get(at..).unwrap_or_default()
}

/// The title that ends right before the end of these pieces ("actress" of "actress Ann Orrin").
pub(crate) fn title_before(knowledge: &Knowledge, pieces: &[Piece<'_>]) -> Option<Title> {
    let last = pieces.last()?;
    if last.kind == TokenKind::Mark || last.possessive {
        return None;
    }
    (1..=6.min(pieces.len())).rev().find_map(|length| {
        let from = pieces.len() - length;
        let tail = rest(pieces, from);
        title_at(knowledge, tail).filter(|title| title.length == length)
    })
}

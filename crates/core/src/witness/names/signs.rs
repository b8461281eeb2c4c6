//! What stands around a name and tells of it: titles, offices, verbs of saying, acronyms.

use super::knowledge::{Knowledge, TitleClass};
use super::pieces::Piece;
use super::runs::{Found, country_of, office};
use super::titles::{Office, title_at};
use crate::witness::{NameKind, TokenKind};

/// How many signs around a name say that it is a person's: a title, a verb of saying right behind
/// or before, an age or "who" behind a comma.
pub(crate) fn person_signs(pieces: &[Piece<'_>], name: &Found, knowledge: &Knowledge) -> usize {
    let end = name.pieces.end;
    let behind = |at: usize| pieces.get(end + at);
    let is_cue = |piece: Option<&Piece<'_>>| {
        piece.is_some_and(|p| !p.is_capital && knowledge.cue_verbs.contains(&p.key))
    };
    let before = name
        .pieces
        .start
        .checked_sub(1)
        .and_then(|at| pieces.get(at));
    let comma = behind(0).is_some_and(|p| p.is_mark(","));
    let age = comma
        && behind(1).is_some_and(|p| p.kind == TokenKind::Number && p.text.len() <= 2)
        && behind(2).is_some_and(|p| p.kind == TokenKind::Mark);
    let who = behind(usize::from(comma)).is_some_and(|p| matches!(p.key.as_ref(), "who" | "whose"));
    // "Brantover said" may as well be a firm; an acronym that speaks is one.
    let speaks = (is_cue(behind(0)) || is_cue(before))
        && (name.pieces.len() > 1
            || pieces
                .get(name.pieces.start)
                .is_some_and(|piece| piece.is_acronym));
    usize::from(name.title.is_some()) + usize::from(speaks) + usize::from(age) + usize::from(who)
}

/// The offices that the text gives to a name: in the title before it, behind a comma after it.
pub(crate) fn offices(
    pieces: &[Piece<'_>],
    found: &[Found],
    index: usize,
    knowledge: &Knowledge,
) -> Vec<Office> {
    let Some(name) = found.get(index).filter(|name| may_be_person(name)) else {
        return Vec::new();
    };
    let mut offices = Vec::new();
    if let Some(title) = name
        .title
        .as_ref()
        .filter(|t| t.class != TitleClass::Courtesy)
    {
        let start = name.pieces.start.saturating_sub(title.length);
        let country = country_before(pieces, found, start, knowledge)
            .or_else(|| country_behind(pieces, found, name.pieces.end, knowledge));
        offices.push(office(title, country));
    }
    offices.extend(apposition(pieces, found, name.pieces.end, knowledge));
    offices
}

fn may_be_person(name: &Found) -> bool {
    !name.is_known && matches!(name.kind, None | Some(NameKind::Person))
}

/// The country whose name or adjective ends right before a piece.
pub(crate) fn country_before(
    pieces: &[Piece<'_>],
    found: &[Found],
    at: usize,
    knowledge: &Knowledge,
) -> Option<String> {
    let name = found.iter().find(|name| name.pieces.end == at)?;
    country_of(knowledge, pieces.get(name.pieces.clone())?)
}

/// The country in "of Norway", "of the United States" right at a piece.
pub(crate) fn country_behind(
    pieces: &[Piece<'_>],
    found: &[Found],
    at: usize,
    knowledge: &Knowledge,
) -> Option<String> {
    pieces.get(at).filter(|piece| piece.key == "of")?;
    let article = usize::from(pieces.get(at + 1).is_some_and(|piece| piece.key == "the"));
    let name = found
        .iter()
        .find(|name| name.pieces.start == at + 1 + article)?;
    country_of(knowledge, pieces.get(name.pieces.clone())?)
}

/// "Ann Orrin, the Norwegian prime minister," and "Ann Orrin, Norway's prime minister,".
fn apposition(
    pieces: &[Piece<'_>],
    found: &[Found],
    end: usize,
    knowledge: &Knowledge,
) -> Option<Office> {
    pieces.get(end).filter(|piece| piece.is_mark(","))?;
    let mut at = end + 1;
    if pieces
        .get(at)
        .is_some_and(|p| matches!(p.key.as_ref(), "the" | "a" | "an" | "his" | "her"))
    {
        at += 1;
    }
    let mut country = None;
    if let Some(name) = found.iter().find(|name| name.pieces.start == at) {
        country = country_of(knowledge, pieces.get(name.pieces.clone())?);
        let possessive = pieces
            .get(name.pieces.end - 1)
            .is_some_and(|piece| piece.possessive);
        // "Ann Orrin, Senator Hale" are two persons; "Norway's minister" is an office.
        if country.is_none() && !possessive {
            return None;
        }
        at = name.pieces.end;
    }
    let title = title_at(knowledge, pieces.get(at..)?)?;
    let behind = at + title.length;
    let names_another = pieces.get(behind).is_some_and(|p| p.is_capital);
    if names_another || title.class == TitleClass::Courtesy {
        return None;
    }
    let country = country.or_else(|| country_behind(pieces, found, behind, knowledge));
    Some(office(&title, country))
}

/// Whether a name is an acronym in brackets right behind the name before it.
pub(crate) fn is_introduced(pieces: &[Piece<'_>], found: &[Found], index: usize) -> bool {
    let Some((before, name)) = index
        .checked_sub(1)
        .and_then(|b| found.get(b).zip(found.get(index)))
    else {
        return false;
    };
    let at = name.pieces.start;
    let bracketed = before.pieces.end + 1 == at
        && pieces.get(at - 1).is_some_and(|piece| piece.is_mark("("))
        && pieces
            .get(name.pieces.end)
            .is_some_and(|piece| piece.is_mark(")"));
    let initial = |at: usize| pieces.get(at).and_then(|piece| piece.key.chars().next());
    bracketed
        && name.pieces.len() == 1
        && pieces.get(at).is_some_and(|piece| piece.is_acronym)
        && before.pieces.len() > 1
        && before
            .pieces
            .clone()
            .any(|word| initial(word) == initial(at))
}

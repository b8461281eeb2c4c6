//! Descriptions that stand for a person: "the Norwegian leader", "Norway's president", "the prime
//! minister". Linked only where exactly one person of the report holds such an office.

use super::knowledge::{Knowledge, TitleClass};
use super::pieces::Piece;
use super::runs::{Found, country_of, office};
use super::signs::country_behind;
use super::titles::{Office, title_at};
use super::{Linked, Mention, kind_of};
use crate::text::TextSpan;
use crate::witness::{NameKind, TokenKind};

/// Adds the descriptions of one sentence to the mentions.
pub(crate) fn describe(
    pieces: &[Piece<'_>],
    found: &[Found],
    knowledge: &Knowledge,
    linked: &mut Linked,
) {
    let mut at = 0;
    while at < pieces.len() {
        let Some(description) = description(pieces, found, at, knowledge) else {
            at += 1;
            continue;
        };
        if let Some(entity) = linked.holder(&description) {
            linked.describe(description.span, entity);
        }
        at = description.next;
    }
}

struct Description {
    span: TextSpan,
    office: Office,
    /// Whether it names the country by its adjective, as a second mention does.
    refers_back: bool,
    next: usize,
}

/// The description that starts at a piece: "the" or a country's possessive, then a title.
fn description(
    pieces: &[Piece<'_>],
    found: &[Found],
    at: usize,
    knowledge: &Knowledge,
) -> Option<Description> {
    let article = pieces.get(at).is_some_and(|p| p.key == "the");
    let mut title_start = at + usize::from(article);
    let mut country = None;
    // "the former Norwegian prime minister": what comes before the country belongs to the title.
    let mut standing = String::new();
    if let Some(modifier) = knowledge.modifiers.longest(pieces.get(title_start..)?)
        && title_at(knowledge, pieces.get(title_start..)?).is_none()
    {
        modifier.value.clone_into(&mut standing);
        title_start += modifier.length;
    }
    if let Some(name) = found.iter().find(|name| name.pieces.start == title_start) {
        let words = pieces.get(name.pieces.clone())?;
        country = Some(country_of(knowledge, words)?);
        let possessive = words.last().is_some_and(|piece| piece.possessive);
        title_start = name.pieces.end;
        if !article && !possessive {
            return None;
        }
    } else if !article {
        return None;
    }
    let title = title_at(knowledge, pieces.get(title_start..)?)?;
    let end = title_start + title.length;
    let first = pieces.get(at)?;
    let last = pieces.get(end - 1)?;
    let names_someone = pieces
        .get(end)
        .is_some_and(|piece| piece.is_capital && !piece.opens)
        || pieces.get(end).is_some_and(|piece| piece.hyphen_before);
    // "the coach section": an office in front of a noun is none.
    let behind = pieces
        .get(end)
        .filter(|piece| piece.kind == TokenKind::Word && !piece.is_capital);
    let is_verb = |piece: &Piece<'_>| {
        knowledge.cue_verbs.contains(&piece.key)
            || piece.key.ends_with("ed")
            || piece.key.ends_with('s')
    };
    let modifies = title.class == TitleClass::Office && behind.is_some_and(|piece| !is_verb(piece));
    if names_someone || modifies || title.class == TitleClass::Courtesy {
        return None;
    }
    let refers_back = country.is_some() && article;
    let country = country.or_else(|| country_behind(pieces, found, end, knowledge));
    let mut office = office(&title, country);
    if office.standing.is_empty() {
        office.standing = standing;
    }
    Some(Description {
        span: first.span.cover(last.span),
        office,
        refers_back,
        next: end,
    })
}

impl Linked {
    /// The one person who holds an office, as far as the report says; none where several may.
    ///
    /// A country in the description must be the holder's. Where the report does not say whose
    /// head somebody is, "the Norwegian leader" is taken to be its only head of a country; but "the
    /// president of Norway" may well be somebody new.
    fn holder(&self, description: &Description) -> Option<usize> {
        let wanted = &description.office;
        let single = |fits: &dyn Fn(&Office) -> bool| {
            let mut holders = self.entities.iter().enumerate().filter(|(_, entity)| {
                kind_of(entity) == NameKind::Person && entity.offices.iter().any(fits)
            });
            holders
                .next()
                .filter(|_| holders.next().is_none())
                .map(|(index, _)| index)
        };
        if wanted.country.is_none() {
            return single(&|held| same_office(held, wanted));
        }
        let is_head = matches!(wanted.class, TitleClass::Head | TitleClass::AnyHead);
        let stated = |held: &Office| same_office(held, wanted) && held.country == wanted.country;
        let unsaid = |held: &Office| {
            same_office(held, wanted) && (held.country.is_none() || held.country == wanted.country)
        };
        single(&stated).or_else(|| single(&unsaid).filter(|_| is_head && description.refers_back))
    }

    /// Adds a description; names inside it ("Norwegian") give way.
    fn describe(&mut self, span: TextSpan, entity: usize) {
        self.mentions
            .retain(|mention| !span.overlaps(mention.span) || mention.description);
        self.mentions.push(Mention {
            span,
            title: None,
            group: entity,
            description: true,
        });
    }
}

fn same_office(held: &Office, wanted: &Office) -> bool {
    let same = match wanted.class {
        TitleClass::AnyHead => held.class == TitleClass::Head || held.name == wanted.name,
        _ => held.name == wanted.name,
    };
    same && held.standing == wanted.standing
}

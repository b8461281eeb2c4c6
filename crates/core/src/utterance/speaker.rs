//! Who speaks, comparable over the witnesses of a story.

use std::collections::{BTreeMap, BTreeSet};

use crate::quotation::Quotation;
use crate::text::TextSpan;
use crate::witness::{NameKind, Term, Witness};

/// The people and bodies of a story, linked over its witnesses.
pub trait Cast {
    /// The member that an entity of a witness is, where it is one.
    fn member(&self, witness: usize, entity: usize) -> Option<usize>;
    /// The name by which a member is shown.
    fn name(&self, member: usize) -> Option<&str>;
}

/// Links entities of the same kind by their names alone: the same name, or a person's last word.
#[derive(Clone, Debug, Default)]
pub struct CastByName {
    members: BTreeMap<(usize, usize), usize>,
    names: Vec<String>,
}

impl CastByName {
    /// Links the entities of some witnesses.
    pub fn of(witnesses: &[Witness]) -> Self {
        let mut by_key: BTreeMap<(NameKind, String), Vec<(usize, usize)>> = BTreeMap::new();
        for (index, witness) in witnesses.iter().enumerate() {
            for (number, entity) in witness.entities.iter().enumerate() {
                let key = match entity.kind {
                    NameKind::Person => entity
                        .name
                        .split_whitespace()
                        .next_back()
                        .unwrap_or_default(),
                    _ => entity.name.as_str(),
                };
                by_key
                    .entry((entity.kind, key.to_lowercase()))
                    .or_default()
                    .push((index, number));
            }
        }
        let mut cast = Self::default();
        for places in by_key.into_values() {
            let named = |place: &(usize, usize)| {
                witnesses
                    .get(place.0)?
                    .entities
                    .get(place.1)
                    .map(|entity| entity.name.clone())
            };
            let name = places
                .iter()
                .filter_map(named)
                .max_by(|a, b| (a.len(), b).cmp(&(b.len(), a)));
            for place in places {
                cast.members.insert(place, cast.names.len());
            }
            cast.names.push(name.unwrap_or_default());
        }
        cast
    }
}

impl Cast for CastByName {
    fn member(&self, witness: usize, entity: usize) -> Option<usize> {
        self.members.get(&(witness, entity)).copied()
    }

    fn name(&self, member: usize) -> Option<&str> {
        self.names.get(member).map(String::as_str)
    }
}

/// Who says a quotation, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The member of the cast.
    pub(crate) member: Option<usize>,
    /// The words with a capital letter by which the speaker is named; empty for a pronoun, a
    /// description or nothing.
    pub(crate) words: BTreeSet<Term>,
}

impl Voice {
    /// The voice of a quotation.
    pub(crate) fn of(
        witness: &Witness,
        index: usize,
        quotation: &Quotation,
        cast: &dyn Cast,
    ) -> Self {
        let Some(speaker) = &quotation.speaker else {
            return Self::default();
        };
        let member = speaker.entity.and_then(|entity| cast.member(index, entity));
        let words = if member.is_some() {
            BTreeSet::new()
        } else {
            named_words(witness, speaker.span)
        };
        Self { member, words }
    }

    /// Whether anything is known of who speaks.
    pub(crate) fn is_known(&self) -> bool {
        self.member.is_some() || !self.words.is_empty()
    }

    /// Whether the two may be the same speaker: nothing speaks against it.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (self.member, other.member) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ if self.words.is_empty() || other.words.is_empty() => true,
            _ => !self.words.is_disjoint(&other.words),
        }
    }

    /// Whether the two are known to be the same speaker.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.is_known() && other.is_known() && self.may_be(other)
    }
}

/// The capitalised words of a description, the first word of a sentence aside where it is small
/// elsewhere; pronouns name nobody.
fn named_words(witness: &Witness, span: TextSpan) -> BTreeSet<Term> {
    let inside = super::atoms::tokens(witness, span);
    let named = |text: &str| text.starts_with(char::is_uppercase) && text.chars().nth(1).is_some();
    inside
        .iter()
        .filter(|token| {
            token.kind == crate::witness::TokenKind::Word && named(witness.slice(token.span))
        })
        .map(|token| token.stem)
        .collect()
}

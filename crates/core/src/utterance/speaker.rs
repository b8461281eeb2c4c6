//! Who speaks, comparable over the witnesses of a story.

use std::collections::BTreeSet;

use crate::quotation::Quotation;
use crate::text::TextSpan;
use crate::witness::{Cast, Term, Witness};

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
    pub(crate) fn of(witness: &Witness, index: usize, quotation: &Quotation, cast: &Cast) -> Self {
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

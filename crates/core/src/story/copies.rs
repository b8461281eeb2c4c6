//! Reports whose kept text is the same.

use crate::article::Role;
use crate::witness::{Term, Witness};

/// Reports by their kept text.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// Indices of the reports of each distinct text, sorted by identity; the texts in an order of
    /// their own that does not depend on the order of the reports.
    pub(super) distinct: Vec<Vec<usize>>,
    /// Indices of the reports without a token, sorted by identity.
    pub(super) empty: Vec<usize>,
}

/// Puts reports with the same kept text together.
pub(super) fn units(witnesses: &[Witness]) -> Units {
    let mut keyed: Vec<(Term, usize)> = witnesses
        .iter()
        .enumerate()
        .map(|(index, witness)| (fingerprint(witness), index))
        .collect();
    keyed.sort_by(|(x_key, x), (y_key, y)| {
        let identity = |index: &usize| witnesses[*index].article.identity();
        x_key
            .cmp(y_key)
            .then_with(|| identity(x).cmp(&identity(y)))
            .then_with(|| x.cmp(y))
    });
    let mut units = Units::default();
    for same in keyed.chunk_by(|x, y| x.0 == y.0) {
        let members = same.iter().map(|(_, index)| *index);
        if witnesses[same[0].1].tokens.is_empty() {
            units.empty.extend(members);
        } else {
            units.distinct.push(members.collect());
        }
    }
    units
}

/// A fingerprint of the text and roles of all sentences.
fn fingerprint(witness: &Witness) -> Term {
    let mut text = String::new();
    for sentence in &witness.sentences {
        text.push(if sentence.role == Role::Headline {
            '#'
        } else {
            '\n'
        });
        text.push_str(witness.slice(sentence.span));
    }
    Term::of(&text)
}

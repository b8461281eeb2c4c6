//! Reported clauses and the words of the report they were taken from.
//!
//! Where one report is derived from another, a sentence and the sentence it answers tell the same
//! thing: a reported clause of the one gives what the other has in its place, however freely it is
//! reworded. That is looked at before anything is compared over the whole story.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::Atom;
use super::cluster::Profile;
use crate::collation::Place;
use crate::derivation::Derivation;
use crate::dossier::Verdict;
use crate::witness::Witness;

/// Least shared weight, in bits, of a clause and what it answers.
const LEAST_SHARED: f32 = 1.5;
/// Least share of the lighter side that the two have in common.
const LEAST_CONTAINED: f32 = 0.3;
/// Fewest content words of a clause that is placed, and of what it is placed with.
const FEWEST_CONCEPTS: usize = 2;

/// The sentences that a report's sentence was made from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answered {
    sources: BTreeMap<Place, BTreeSet<Place>>,
}

impl Answered {
    /// What the derived reports of a story were made from, sentence by sentence.
    pub(crate) fn of(derivations: &[Derivation]) -> Self {
        let mut sources: BTreeMap<Place, BTreeSet<Place>> = BTreeMap::new();
        for edge in derivations.iter().filter(|d| d.verdict == Verdict::Derived) {
            for (sentence, answer) in &edge.accounted {
                let target = Place {
                    witness: edge.target,
                    sentence: *sentence,
                };
                let source = Place {
                    witness: edge.source,
                    sentence: answer.sentence,
                };
                sources.entry(target).or_default().insert(source);
            }
        }
        Self { sources }
    }
}

/// What one voice says in one go: index of the witness, index of its first quotation.
type Whole = (usize, usize);

/// For each reported clause that has one, the atom of its source that stands in its place.
pub(crate) fn followed(
    witnesses: &[Witness],
    atoms: &[Atom],
    profiles: &[Profile],
    answered: &Answered,
) -> BTreeMap<usize, usize> {
    let mut wholes: BTreeMap<Whole, Vec<usize>> = BTreeMap::new();
    let mut by_sentence: BTreeMap<Place, BTreeSet<Whole>> = BTreeMap::new();
    let mut last: Option<(usize, Whole)> = None;
    for (index, atom) in atoms.iter().enumerate() {
        let here = place(witnesses, atom);
        let goes_on = last.filter(|(before, whole)| {
            let before = &atoms[*before];
            *whole == (atom.witness, atom.quotation)
                || before.witness == atom.witness
                    && (before.quotation == atom.quotation
                        || place(witnesses, before) == here && before.voice.is(&atom.voice))
        });
        let whole = goes_on.map_or((atom.witness, atom.quotation), |(_, whole)| whole);
        last = Some((index, whole));
        wholes.entry(whole).or_default().push(index);
        if let Some(place) = here {
            by_sentence.entry(place).or_default().insert(whole);
        }
    }
    let mut found = BTreeMap::new();
    for clauses in wholes.values() {
        let sources = || {
            let places = clauses
                .iter()
                .filter_map(|index| place(witnesses, atoms.get(*index)?));
            let answered = places
                .filter_map(|place| answered.sources.get(&place))
                .flatten();
            answered
                .filter_map(|place| by_sentence.get(place))
                .flatten()
        };
        let sources: BTreeSet<&Whole> = sources().collect();
        let sources: Vec<&Vec<usize>> = sources.into_iter().filter_map(|w| wholes.get(w)).collect();
        let mine = by_likeness(atoms, profiles, clauses, &sources);
        let rest = by_order(atoms, clauses, &sources, &mine);
        found.extend(mine);
        found.extend(rest);
    }
    found
}

/// The sentence in which an atom starts.
pub(crate) fn place(witnesses: &[Witness], atom: &Atom) -> Option<Place> {
    let sentences = &witnesses.get(atom.witness)?.sentences;
    let after = sentences.partition_point(|sentence| sentence.span.start <= atom.span.start);
    Some(Place {
        witness: atom.witness,
        sentence: after.checked_sub(1)?,
    })
}

/// Whether an atom is a reported clause that says enough to be placed.
fn is_open(atom: &Atom) -> bool {
    !atom.quoted && is_full(atom)
}

fn is_full(atom: &Atom) -> bool {
    atom.concepts.len() >= FEWEST_CONCEPTS
}

/// Each clause with the atom that it shares most with.
fn by_likeness(
    atoms: &[Atom],
    profiles: &[Profile],
    clauses: &[usize],
    sources: &[&Vec<usize>],
) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    for clause in clauses.iter().filter(|index| is_open(&atoms[**index])) {
        let (voice, profile) = (&atoms[*clause].voice, &profiles[*clause]);
        let candidates = sources
            .iter()
            .flat_map(|source| source.iter())
            .filter(|index| atoms[**index].voice.is(voice) && is_full(&atoms[**index]))
            .map(|index| (profile.likeness(&profiles[*index]), *index))
            .filter(|(like, _)| like.shared >= LEAST_SHARED && like.contained >= LEAST_CONTAINED)
            .map(|(like, index)| (like.shared, index));
        let best = candidates.max_by(|(x, a), (y, b)| {
            x.total_cmp(y)
                .then_with(|| atoms[*b].key.cmp(&atoms[*a].key))
        });
        if let Some((_, source)) = best {
            found.insert(*clause, source);
        }
    }
    found
}

/// A last clause that shares nothing with anything, behind one that does: where the source's
/// quotation, too, has but one atom left behind the one answered, the two stand for each other.
fn by_order(
    atoms: &[Atom],
    clauses: &[usize],
    sources: &[&Vec<usize>],
    matched: &BTreeMap<usize, usize>,
) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    let [.., before, last] = clauses else {
        return found;
    };
    if matched.contains_key(last) || !is_open(&atoms[*last]) {
        return found;
    }
    let Some(answer) = matched.get(before) else {
        return found;
    };
    let source = sources.iter().find(|source| source.contains(answer));
    if let Some([.., one_before, left]) = source.map(|source| source.as_slice())
        && one_before == answer
        && !matched.values().any(|taken| taken == left)
        && atoms[*left].voice.is(&atoms[*last].voice)
    {
        found.insert(*last, *left);
    }
    found
}

/// The atom at the head of a chain of sources, and so of a copy of a copy.
pub(crate) fn head(followed: &BTreeMap<usize, usize>, index: usize) -> usize {
    let mut at = index;
    let mut seen = BTreeSet::new();
    while let Some(next) = followed.get(&at)
        && seen.insert(at)
    {
        at = *next;
    }
    at
}

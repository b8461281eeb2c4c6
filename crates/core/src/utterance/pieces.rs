//! The quotations of a story, made ready to be compared.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::{Atom, atoms};
use super::cluster::Profile;
use super::concepts::{Concepts, Weights};
use super::speaker::Voice;
use crate::witness::{Cast, Term, Witness};

/// The quotations of a story cut into atoms, with what their words are worth.
pub(crate) struct Pieces {
    pub(crate) atoms: Vec<Atom>,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) weights: Weights,
    /// By language.
    pub(crate) concepts: BTreeMap<String, Concepts>,
}

impl Pieces {
    pub(crate) fn of(witnesses: &[Witness], cast: &Cast) -> Self {
        let voices = voices(witnesses, cast);
        let concepts = concepts(witnesses);
        let atoms = atoms(witnesses, &voices, &concepts);
        let weights = Weights::of(witnesses, &concepts, &spread(&atoms));
        let profile = |atom: &Atom| Profile::of(&atom.concepts, &weights);
        Self {
            profiles: atoms.iter().map(profile).collect(),
            atoms,
            weights,
            concepts,
        }
    }
}

fn voices(witnesses: &[Witness], cast: &Cast) -> Vec<Vec<Voice>> {
    let of_witness = |(index, witness): (usize, &Witness)| {
        let quotations = witness.quotations.iter();
        let voice = |quotation| Voice::of(witness, index, quotation, cast);
        quotations.map(voice).collect()
    };
    witnesses.iter().enumerate().map(of_witness).collect()
}

fn concepts(witnesses: &[Witness]) -> BTreeMap<String, Concepts> {
    let mut all = BTreeMap::new();
    for witness in witnesses {
        let language = &witness.article.metadata.language;
        if !all.contains_key(language) {
            all.insert(language.clone(), Concepts::of(language));
        }
    }
    all
}

/// In how many atoms of a report each concept stands on the average, of the reports that use it.
fn spread(atoms: &[Atom]) -> BTreeMap<Term, f32> {
    let mut counts: BTreeMap<(Term, usize), f32> = BTreeMap::new();
    for atom in atoms {
        let concepts: BTreeSet<Term> = atom.concepts.iter().copied().collect();
        for concept in concepts {
            *counts.entry((concept, atom.witness)).or_default() += 1.0;
        }
    }
    let mut sums: BTreeMap<Term, (f32, f32)> = BTreeMap::new();
    for ((concept, _), count) in counts {
        let sum = sums.entry(concept).or_default();
        *sum = (sum.0 + count, sum.1 + 1.0);
    }
    sums.into_iter()
        .map(|(concept, (sum, reports))| (concept, sum / reports))
        .collect()
}

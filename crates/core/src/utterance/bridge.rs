//! Groups of clauses that are one utterance cut in two.
//!
//! "Not a truce but a lasting peace" is one sentence in one report and two clauses in others. Two
//! groups are one utterance where a sentence that stands whole in the one also gives what the other
//! holds, and every report that has the other has the one beside it in the same sentence.

use std::collections::BTreeSet;

use super::atoms::Atom;
use super::cluster::{Profile, shared_phrases};
use super::source::place;
use crate::collation::Place;
use crate::witness::Witness;

/// Least shared weight, in bits, of the bridging sentence and what it bridges to.
const LEAST_SHARED: f32 = 3.6;
/// Fewest reports that have both sides in one sentence.
const FEWEST_REPORTS: usize = 2;

/// Joins groups that a bridging sentence shows to be one utterance.
pub(crate) fn bridged(
    witnesses: &[Witness],
    atoms: &[Atom],
    profiles: &[Profile],
    mut groups: Vec<Vec<usize>>,
) -> Vec<Vec<usize>> {
    // The order of the groups depends on their words alone.
    groups.sort_by_cached_key(|group| group.iter().map(|index| atoms[*index].key.clone()).min());
    let mut at = 0;
    while at < groups.len() {
        let home = (0..groups.len()).find(|other| {
            *other != at && bridges(witnesses, atoms, profiles, &groups[*other], &groups[at])
        });
        match home {
            Some(home) => {
                let moved = std::mem::take(&mut groups[at]);
                groups[home].extend(moved);
                groups.remove(at);
                at = 0;
            }
            None => at += 1,
        }
    }
    groups
}

fn bridges(
    witnesses: &[Witness],
    atoms: &[Atom],
    profiles: &[Profile],
    whole: &[usize],
    part: &[usize],
) -> bool {
    let sentences = |group: &[usize]| -> BTreeSet<Place> {
        let places = group
            .iter()
            .filter_map(|index| place(witnesses, &atoms[*index]));
        places.collect()
    };
    let (of_whole, of_part) = (sentences(whole), sentences(part));
    let reports: BTreeSet<usize> = of_part.iter().map(|place| place.witness).collect();
    reports.len() >= FEWEST_REPORTS
        && of_part.is_subset(&of_whole)
        && whole.iter().any(|index| {
            let bridge = &atoms[*index];
            let elsewhere = !reports.contains(&bridge.witness);
            bridge.direct
                && elsewhere
                && part
                    .iter()
                    .any(|other| gives(atoms, profiles, *index, *other))
        })
}

/// Whether a sentence gives, among other things, what an atom says.
fn gives(atoms: &[Atom], profiles: &[Profile], whole: usize, part: usize) -> bool {
    let (bridge, atom) = (&atoms[whole], &atoms[part]);
    bridge.voice.is(&atom.voice)
        && profiles[whole].likeness(&profiles[part]).shared >= LEAST_SHARED
        && shared_phrases(atom, &profiles[whole]) >= 2
}

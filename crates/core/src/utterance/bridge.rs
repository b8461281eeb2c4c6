//! Groups of clauses that are one utterance cut in two.
//!
//! "Not a truce but a lasting peace" is one sentence in one report and two clauses in others. Two
//! groups are one utterance where a sentence that stands whole in the one also gives what the other
//! holds, and every report that has the other has the one beside it in the same sentence.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::Atom;
use super::cluster::{Profile, shared_phrases};
use super::source::place;
use crate::collation::Place;
use crate::witness::Witness;

/// Least shared weight, in bits, of the bridging sentence and what it bridges to.
const LEAST_SHARED: f32 = 3.6;
/// Fewest reports that have both sides in one sentence.
const FEWEST_REPORTS: usize = 2;

/// A group with the sentences it stands in.
struct Group {
    members: Vec<usize>,
    places: BTreeSet<Place>,
}

impl Group {
    fn reports(&self) -> BTreeSet<usize> {
        self.places.iter().map(|place| place.witness).collect()
    }
}

/// Joins groups that a bridging sentence shows to be one utterance.
pub(crate) fn bridged(
    witnesses: &[Witness],
    atoms: &[Atom],
    profiles: &[Profile],
    mut groups: Vec<Vec<usize>>,
) -> Vec<Vec<usize>> {
    // The order of the groups depends on their words alone.
    groups.sort_by_cached_key(|group| group.iter().map(|index| atoms[*index].key.clone()).min());
    let group = |members: Vec<usize>| {
        let places = members.iter();
        let places = places.filter_map(|index| place(witnesses, &atoms[*index]));
        Group {
            places: places.collect(),
            members,
        }
    };
    let mut groups: Vec<Option<Group>> = groups.into_iter().map(group).map(Some).collect();
    // What holds a part holds its first sentence: an index of sentences finds it.
    let mut holders: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for place in group.iter().flat_map(|group| &group.places) {
            holders.entry(*place).or_default().push(at);
        }
    }
    let home = |groups: &[Option<Group>], at: usize| {
        let part = groups.get(at)?.as_ref()?;
        let reports = part.reports();
        if reports.len() < FEWEST_REPORTS {
            return None;
        }
        let candidates = holders.get(part.places.first()?)?.iter().copied();
        let is_home = |other: &usize| {
            let whole = groups.get(*other).and_then(Option::as_ref);
            *other != at
                && whole.is_some_and(|whole| bridges(atoms, profiles, whole, part, &reports))
        };
        candidates.into_iter().find(is_home)
    };
    let mut at = 0;
    while at < groups.len() {
        let Some(home) = home(&groups, at) else {
            at += 1;
            continue;
        };
        let part = groups.get_mut(at).and_then(Option::take);
        let whole = groups.get_mut(home).and_then(Option::as_mut);
        if let (Some(part), Some(whole)) = (part, whole) {
            // The places of the part are among those of the whole.
            whole.members.extend(part.members);
        }
        at = 0;
    }
    let left = groups.into_iter().flatten();
    left.map(|group| group.members).collect()
}

fn bridges(
    atoms: &[Atom],
    profiles: &[Profile],
    whole: &Group,
    part: &Group,
    reports: &BTreeSet<usize>,
) -> bool {
    part.places.is_subset(&whole.places)
        && whole.members.iter().any(|index| {
            let bridge = &atoms[*index];
            let elsewhere = !reports.contains(&bridge.witness);
            let mut parts = part.members.iter();
            bridge.direct && elsewhere && parts.any(|other| gives(atoms, profiles, *index, *other))
        })
}

/// Whether a sentence gives, among other things, what an atom says.
fn gives(atoms: &[Atom], profiles: &[Profile], whole: usize, part: usize) -> bool {
    let (bridge, atom) = (&atoms[whole], &atoms[part]);
    bridge.voice.is(&atom.voice)
        && profiles[whole].likeness(&profiles[part]).shared >= LEAST_SHARED
        && shared_phrases(atom, &profiles[whole]) >= 2
}

//! Grouping the same reports again and again, as learning the decision needs.

use std::sync::{Arc, Mutex, PoisonError};

use super::agglomerate::{self, Comparer, Lineage, Whole};
use super::background::Background;
use super::candidates::{self, Pair};
use super::decision::Features;
use super::sketch::Sketch;
use super::summary::Summary;
use super::{Judge, by_text, stream};
use crate::language::WordMap;
use crate::witness::Witness;

/// Reports made ready to be grouped again and again by judges of one's own, such as one that learns
/// the decision. The same grouping as that of [`super::group`] where the judge is the same.
///
/// Judges that differ little mostly meet the same groups, so what was compared and joined once is
/// remembered: about 100 bytes for two groups that were compared, some 20 KB for a group.
pub struct Rehearsal {
    /// The reports of each text.
    members: Vec<Vec<usize>>,
    summaries: Vec<Arc<Summary>>,
    pairs: Vec<Pair>,
    memory: Memory,
}

impl Rehearsal {
    /// Reads the reports.
    pub fn of(witnesses: &[Witness]) -> Self {
        let sketches: Vec<Sketch> = witnesses.iter().map(Sketch::of).collect();
        let members: Vec<Vec<usize>> = by_text(&sketches).into_values().collect();
        let first = |reports: &Vec<usize>| sketches.get(*reports.first()?).cloned();
        let mut distinct: Vec<Sketch> = members.iter().filter_map(first).collect();
        let mut background = Background::default();
        let units = stream::weighed(&mut distinct, &mut background);
        let summaries: Vec<Summary> = units.iter().map(|unit| unit.summary(&background)).collect();
        let pairs = candidates::pairs(&summaries);
        Self {
            members,
            summaries: summaries.into_iter().map(Arc::new).collect(),
            pairs,
            memory: Memory::default(),
        }
    }

    /// Groups the reports.
    pub fn group_with(&self, judge: Judge<'_>) -> Vec<Vec<usize>> {
        let by_report = &mut |left: &[usize], right: &[usize], features: &Features| {
            judge(&self.reports(left), &self.reports(right), features)
        };
        let texts = self.summaries.iter().cloned();
        let outcome = agglomerate::run(texts, &self.pairs, &self.memory, by_report);
        let groups = outcome.groups.iter();
        groups.map(|group| self.reports(&group.members)).collect()
    }

    fn reports(&self, texts: &[usize]) -> Vec<usize> {
        let members = texts.iter().filter_map(|text| self.members.get(*text));
        members.flatten().copied().collect()
    }
}

/// What was compared and joined before.
#[derive(Default)]
struct Memory {
    compared: Mutex<WordMap<[Lineage; 2], Features>>,
    joined: Mutex<WordMap<[Lineage; 2], Whole>>,
}

impl Comparer for Memory {
    fn features(&self, left: &Whole, right: &Whole) -> Features {
        let key = [left.lineage, right.lineage];
        remembered(&self.compared, key, || {
            Features::of(&left.summary, &right.summary)
        })
    }

    fn joined(&self, host: &Whole, guest: &Whole) -> Whole {
        let key = [host.lineage, guest.lineage];
        remembered(&self.joined, key, || host.joined(guest))
    }
}

/// What stands under a key, worked out outside the lock where nothing does.
fn remembered<T: Clone>(
    memory: &Mutex<WordMap<[Lineage; 2], T>>,
    key: [Lineage; 2],
    work: impl FnOnce() -> T,
) -> T {
    let locked = || memory.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = locked().get(&key) {
        return known.clone();
    }
    let fresh = work();
    locked().insert(key, fresh.clone());
    fresh
}

//! Placing texts: the stories given are taken apart, and put together anew with what is new.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Judge;
use super::agglomerate::{self, Anew, Grown, Outcome};
use super::background::Background;
use super::candidates;
use super::change::{Change, Why};
use super::corrections::{Correction, CorrectionKind};
use super::decision::Features;
use super::facts::Facts;
use super::stream::{Stream, Unit, hex};
use super::summary::Summary;
use crate::language::WordMap;
use crate::witness::Term;

/// A text to place, or the core of a story.
struct Item {
    /// The story it was in.
    from: Option<u32>,
    unit: Unit,
    summary: Summary,
    is_core: bool,
    /// Why it is where it is.
    why: Why,
}

/// A group that came out, and the story it goes on as.
struct Placed {
    items: Vec<usize>,
    summary: Summary,
    story: Option<u32>,
}

impl Stream {
    /// Places new texts and anew those of some stories.
    pub(super) fn place(
        &mut self,
        new: Vec<Unit>,
        stories: &[u32],
        judge: Judge<'_>,
        changes: &mut Vec<Change>,
    ) {
        let mut old = stories.to_vec();
        old.sort_unstable();
        old.dedup();
        let item = |unit| Item::new(unit, &self.background);
        let mut items: Vec<Item> = new.into_iter().map(item).collect();
        for story in &old {
            self.take_apart(*story, &mut items);
        }
        let mut placed = self.grouped(&mut items, judge);
        self.correct(&mut items, &mut placed);
        keep_names(&items, &mut placed);
        placed.sort_by_cached_key(|group| founder_of(&items, group));
        self.put_together(items, placed, &old, changes);
    }

    fn take_apart(&mut self, story: u32, items: &mut Vec<Item>) {
        self.retire(story);
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        let closed = entry.units.is_empty() && entry.core.is_none();
        let whole = closed.then(|| Unit::whole(entry));
        let core = entry.core.take().map(|core| *core).or(whole);
        items.extend(core.map(|unit| Item {
            is_core: true,
            from: Some(story),
            ..Item::new(unit, &self.background)
        }));
        self.open_texts -= entry.units.len();
        items.extend(entry.units.drain(..).map(|unit| Item {
            from: Some(story),
            ..Item::new(unit, &self.background)
        }));
    }

    /// Groups the items, those apart that a correction splits, without those that one pins.
    fn grouped(&self, items: &mut [Item], judge: Judge<'_>) -> Vec<Placed> {
        let is_free = |item: &Item| {
            let pinned = self.corrections.pinned_to(item.unit.text);
            item.is_core || pinned.is_none_or(|to| !items.iter().any(|i| i.unit.text == to))
        };
        let free: Vec<usize> = (0..items.len())
            .filter(|at| self.corrections.is_empty() || is_free(&items[*at]))
            .collect();
        let summaries: Vec<Summary> = free.iter().map(|at| items[*at].summary.clone()).collect();
        let pairs = candidates::pairs(&summaries);
        let apart = Apart::of(
            self.corrections.of_kind(CorrectionKind::Split),
            items,
            &free,
        );
        let mut careful = |left: &[usize], right: &[usize], features: &Features| {
            if apart.forbids(left, right) {
                return f64::NEG_INFINITY;
            }
            judge(left, right, features)
        };
        let Outcome { groups, joins } = agglomerate::run(
            summaries.into_iter().map(Arc::new),
            &pairs,
            &Anew,
            &mut careful,
        );
        for join in joins.iter().rev() {
            for node in [join.host, join.guest] {
                items[free[node]].why = Why::of(&join.features);
            }
        }
        let placed = |Grown { members, summary }| Placed {
            items: members.into_iter().map(|node| free[node]).collect(),
            summary,
            story: None,
        };
        groups.into_iter().map(placed).collect()
    }

    /// Pins and merges what corrections say. What is split stays so.
    fn correct(&self, items: &mut [Item], placed: &mut Vec<Placed>) {
        if self.corrections.is_empty() {
            return;
        }
        let places: WordMap<Term, usize> = (items.iter().enumerate())
            .map(|(at, item)| (item.unit.text, at))
            .collect();
        self.pin(items, placed, &places);
        for merge in self.corrections.of_kind(CorrectionKind::Merge) {
            let [Some(one), Some(other)] = groups_of(merge, placed, &places) else {
                continue;
            };
            let forbids = |split: &Correction| {
                let mut sides = groups_of(split, placed, &places);
                sides.sort_unstable();
                sides == [Some(one.min(other)), Some(one.max(other))]
            };
            let mut splits = self.corrections.of_kind(CorrectionKind::Split);
            if one != other && !splits.any(forbids) {
                unite(items, placed, one.min(other), one.max(other));
            }
        }
    }

    /// Puts pinned texts, which were left out, where they belong.
    fn pin(&self, items: &mut [Item], placed: &mut Vec<Placed>, places: &WordMap<Term, usize>) {
        for (at, item) in items.iter_mut().enumerate() {
            if group_of(placed, at).is_some() {
                continue;
            }
            item.why = Why::Correction;
            let to = self.corrections.pinned_to(item.unit.text);
            let host = to.and_then(|to| group_of(placed, *places.get(&to)?));
            match host.and_then(|host| placed.get_mut(host)) {
                Some(host) => {
                    host.items.push(at);
                    host.summary = host.summary.join(&item.summary);
                }
                // Two reports that are pinned to each other.
                None => placed.push(Placed {
                    items: vec![at],
                    summary: item.summary.clone(),
                    story: None,
                }),
            }
        }
    }

    fn put_together(
        &mut self,
        items: Vec<Item>,
        mut placed: Vec<Placed>,
        old: &[u32],
        changes: &mut Vec<Change>,
    ) {
        let mut is_new = Vec::with_capacity(placed.len());
        for group in &mut placed {
            is_new.push(group.story.is_none());
            if group.story.is_none() {
                group.story = Some(self.open(founder_of(&items, group).1));
            }
        }
        let going_on: BTreeMap<u32, usize> = placed
            .iter()
            .enumerate()
            .filter_map(|(at, group)| Some((group.story?, at)))
            .collect();
        for (group, is_new) in placed.iter().zip(is_new) {
            let rest = |from: u32| placed.get(*going_on.get(&from)?);
            self.tell(&items, group, is_new, &rest, changes);
        }
        let gone = old.iter().filter(|story| !going_on.contains_key(story));
        self.forward_merged(&items, &placed, &gone.copied().collect(), changes);
        let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
        for group in placed {
            let own = group
                .items
                .iter()
                .filter_map(|at| items.get_mut(*at)?.take());
            let own: Vec<Item> = own.collect();
            if let Some(story) = group.story {
                self.rebuild(story, own, group.summary);
            }
        }
    }

    /// Says what happened to the items of a group.
    fn tell<'p>(
        &self,
        items: &[Item],
        group: &Placed,
        is_new: bool,
        rest: &dyn Fn(u32) -> Option<&'p Placed>,
        changes: &mut Vec<Change>,
    ) {
        let Some(story) = group.story else {
            return;
        };
        let into = self.id_of(story);
        let mut parted: Vec<&Item> = Vec::new();
        let founder = founder_of(items, group).1;
        let all_new = group.items.iter().all(|at| items[*at].from.is_none());
        let mut members: Vec<&Item> = group.items.iter().map(|at| &items[*at]).collect();
        members.sort_by_key(|item| (item.unit.facts.founder.day, item.unit.text));
        for item in members {
            let (report, why) = (hex(item.unit.text.0), item.why);
            match item.from {
                None if is_new && all_new && item.unit.text == founder => {
                    let why = if group.items.len() > 1 {
                        Why::Earliest
                    } else {
                        why
                    };
                    let story = into.clone();
                    changes.push(Change::Opened { report, story, why });
                }
                None => {
                    let story = into.clone();
                    changes.push(Change::Joined { report, story, why });
                }
                Some(from) if from != story && rest(from).is_some() => parted.push(item),
                Some(_) => {}
            }
        }
        let Some(first) = parted.first() else {
            return;
        };
        let from = first.from.unwrap_or_default();
        if !is_new {
            changes.extend(parted.iter().map(|item| Change::Moved {
                report: hex(item.unit.text.0),
                story: self.id_of(item.from.unwrap_or_default()),
                into: into.clone(),
                why: item.why,
            }));
            return;
        }
        let features = rest(from).map(|rest| Features::of(&group.summary, &rest.summary));
        changes.push(Change::Split {
            story: self.id_of(from),
            into,
            reports: parted.iter().map(|item| hex(item.unit.text.0)).collect(),
            why: features.map_or(first.why, |features| Why::of(&features)),
        });
    }

    /// Stories that have lost all their texts stand for the story that has most of them.
    fn forward_merged(
        &mut self,
        items: &[Item],
        placed: &[Placed],
        gone: &BTreeSet<u32>,
        changes: &mut Vec<Change>,
    ) {
        // The heaviest share of each story that is gone, with its heir.
        let mut heirs: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for (at, group) in placed.iter().enumerate() {
            for (story, weight) in shares(items, group) {
                let heaviest = heirs.entry(story).or_insert((weight, at));
                if gone.contains(&story) && weight > heaviest.0 {
                    *heaviest = (weight, at);
                }
            }
        }
        for story in gone {
            let heir = heirs.get(story).and_then(|(_, at)| placed.get(*at));
            let Some(heir) = heir else {
                continue;
            };
            let item = heir
                .items
                .iter()
                .find(|at| items[**at].from == Some(*story));
            let why = item.map_or(Why::NothingAlike, |at| items[*at].why);
            let Some(into) = heir.story else {
                continue;
            };
            changes.push(Change::Merged {
                story: self.id_of(*story),
                into: self.id_of(into),
                why,
            });
            if let Some(entry) = self.stories.get_mut(*story as usize) {
                entry.forward = Some(into);
                entry.summary = Summary::default();
                entry.facts = Facts::default();
            }
        }
    }

    fn rebuild(&mut self, story: u32, items: Vec<Item>, summary: Summary) {
        for item in &items {
            let newcomer = item.from != Some(story);
            if newcomer {
                self.texts.insert(item.unit.text, story);
                self.index(story, &item.summary);
            }
        }
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        entry.facts = Facts::default();
        entry.summary = summary;
        for item in items {
            entry.facts.add(&item.unit.facts);
            if !item.is_core {
                self.open_texts += 1;
                entry.units.push(item.unit);
                continue;
            }
            entry.core = Some(match entry.core.take() {
                None => Box::new(item.unit),
                Some(mut core) => {
                    core.take_in(&item.unit, &self.background);
                    core
                }
            });
        }
        entry.examined_at = entry.units.len();
        entry.weighed_at = self.background.met();
        self.touch(story);
        self.fold(story);
    }
}

impl Item {
    fn new(unit: Unit, background: &Background) -> Self {
        Self {
            from: None,
            summary: unit.summary(background),
            unit,
            is_core: false,
            why: Why::NothingAlike,
        }
    }
}

/// The group that has an item.
fn group_of(placed: &[Placed], item: usize) -> Option<usize> {
    placed.iter().position(|group| group.items.contains(&item))
}

/// The groups that have the two reports of a correction.
fn groups_of(
    correction: &Correction,
    placed: &[Placed],
    places: &WordMap<Term, usize>,
) -> [Option<usize>; 2] {
    [correction.one, correction.other].map(|text| group_of(placed, *places.get(&text)?))
}

/// Joins the group at `guest` to that at `host`, which stands before it.
fn unite(items: &mut [Item], placed: &mut Vec<Placed>, host: usize, guest: usize) {
    let guest = placed.remove(guest);
    for item in &guest.items {
        items[*item].why = Why::Correction;
    }
    if let Some(host) = placed.get_mut(host) {
        host.summary = host.summary.join(&guest.summary);
        host.items.extend(guest.items);
    }
}

/// Pairs of texts that a correction keeps apart, as places among the free items.
struct Apart {
    pairs: Vec<[usize; 2]>,
}

impl Apart {
    fn of<'c>(
        splits: impl Iterator<Item = &'c Correction>,
        items: &[Item],
        free: &[usize],
    ) -> Self {
        let place = |text: Term| free.iter().position(|at| items[*at].unit.text == text);
        let pairs = splits.filter_map(|split| Some([place(split.one)?, place(split.other)?]));
        Self {
            pairs: pairs.collect(),
        }
    }

    fn forbids(&self, left: &[usize], right: &[usize]) -> bool {
        self.pairs.iter().any(|[x, y]| {
            (left.contains(x) && right.contains(y)) || (left.contains(y) && right.contains(x))
        })
    }
}

/// How many texts of each story a group has.
fn shares(items: &[Item], group: &Placed) -> BTreeMap<u32, u32> {
    let mut shares = BTreeMap::new();
    for item in group.items.iter().map(|at| &items[*at]) {
        if let Some(story) = item.from {
            *shares.entry(story).or_default() += item.unit.facts.texts;
        }
    }
    shares
}

/// A story goes on as the group that has most of its texts, a group as the story it has most of;
/// ties go to the story opened first.
fn keep_names(items: &[Item], placed: &mut [Placed]) {
    let claims = placed.iter().enumerate().flat_map(|(at, group)| {
        let shares = shares(items, group).into_iter();
        shares.map(move |(story, weight)| (Reverse(weight), story, at))
    });
    let mut claims: Vec<(Reverse<u32>, u32, usize)> = claims.collect();
    claims.sort_unstable();
    let mut named: BTreeSet<u32> = BTreeSet::new();
    for (_, story, at) in claims {
        if let Some(group) = placed.get_mut(at)
            && group.story.is_none()
            && named.insert(story)
        {
            group.story = Some(story);
        }
    }
}

/// The day and text of the first report of a group.
fn founder_of(items: &[Item], group: &Placed) -> (i32, Term) {
    let founders = group.items.iter().map(|at| &items[*at].unit.facts.founder);
    let first = founders.min();
    first.map_or((i32::MAX, Term(u64::MAX)), |first| (first.day, first.text))
}

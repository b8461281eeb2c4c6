//! The persons, organisations and places of a story: which names of its reports name the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::names::Knowledge;
use super::names::{full_given_name, is_variant, name_key, sound_key};
use super::{Entity, NameKind, Witness};

/// Somebody or something that one or more reports of a story name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CastMember {
    /// The full name by which most reports name it.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// Every form by which any report names it, sorted.
    pub forms: Vec<String>,
    /// Titles and offices that any report gives to it, folded, sorted.
    pub titles: Vec<String>,
}

/// All that the reports of a story name, and who is who in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cast {
    /// Who and what is named: by most reports first, then by name.
    pub members: Vec<CastMember>,
    /// For each witness and each of its entities the member it is. `None` where that cannot be
    /// told: a surname by itself that several members bear.
    pub of: Vec<Vec<Option<usize>>>,
}

impl Cast {
    /// The member that an entity of a witness is, where that can be told.
    pub fn member(&self, witness: usize, entity: usize) -> Option<usize> {
        *self.of.get(witness)?.get(entity)?
    }

    /// The name by which a member is shown.
    pub fn name(&self, member: usize) -> Option<&str> {
        self.members.get(member).map(|member| member.name.as_str())
    }
}

/// Links the entities of several witnesses of one story.
///
/// Persons are one where their surnames agree (spelling and transliteration aside) and their given
/// names do; a surname by itself joins its only bearer. Everything else is one where it shares a
/// name, or an acronym with the only name that has its initials. The order of the witnesses does
/// not matter.
pub fn cast(witnesses: &[&Witness]) -> Cast {
    let items = items(witnesses);
    let mut groups = Groups::new(items.len());
    let persons = Persons::of(&items, &mut groups);
    others(&items, &persons, &mut groups);
    assemble(witnesses, &items, &groups)
}

/// One entity of one witness.
struct Item<'w> {
    witness: usize,
    index: usize,
    entity: &'w Entity,
    knowledge: &'static Knowledge,
    /// Folded words of its fullest name.
    words: Vec<String>,
}

fn items<'w>(witnesses: &[&'w Witness]) -> Vec<Item<'w>> {
    let mut items = Vec::new();
    for (witness, report) in witnesses.iter().enumerate() {
        let knowledge = Knowledge::of(&report.article.metadata.language);
        for (index, entity) in report.entities.iter().enumerate() {
            let words = name_key(&entity.name)
                .split(' ')
                .map(str::to_owned)
                .collect();
            items.push(Item {
                witness,
                index,
                entity,
                knowledge,
                words,
            });
        }
    }
    items
}

/// Disjoint sets of items. `None`: an item that no set may claim.
struct Groups {
    into: Vec<usize>,
    open: BTreeSet<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            into: (0..count).collect(),
            open: BTreeSet::new(),
        }
    }

    fn root(&self, mut item: usize) -> usize {
        while self.into[item] != item {
            item = self.into[item];
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.into[a.max(b)] = a.min(b);
    }

    fn join_all(&mut self, items: &[usize]) {
        for pair in items.windows(2) {
            self.join(pair[0], pair[1]);
        }
    }
}

/// Persons by surname and given name.
struct Persons {
    /// Items that are persons, or bear a person's name.
    items: BTreeSet<usize>,
}

impl Persons {
    fn of(items: &[Item<'_>], groups: &mut Groups) -> Self {
        let mut full: BTreeMap<String, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
        for (index, item) in items
            .iter()
            .enumerate()
            .filter(|(_, item)| is_full_person(item))
        {
            let given = given_name(item);
            full.entry(surname(item))
                .or_default()
                .entry(given)
                .or_default()
                .push(index);
        }
        for bearers in full.values() {
            for same in bearers.values() {
                groups.join_all(same);
            }
            initials(bearers, groups);
        }
        misspelt(&full, groups);
        let mut persons = Self {
            items: full
                .values()
                .flat_map(BTreeMap::values)
                .flatten()
                .copied()
                .collect(),
        };
        persons.surnames(items, &full, groups);
        persons
    }

    /// Names of one word: the only bearer's; open where there are several; shared where none.
    fn surnames(
        &mut self,
        items: &[Item<'_>],
        full: &BTreeMap<String, BTreeMap<String, Vec<usize>>>,
        groups: &mut Groups,
    ) {
        let mut alone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            let may_be = matches!(item.entity.kind, NameKind::Person | NameKind::Other);
            if item.words.len() != 1 || !may_be {
                continue;
            }
            let key = surname(item);
            let bearers = full
                .get(&key)
                .into_iter()
                .flat_map(BTreeMap::values)
                .flatten();
            let roots: BTreeSet<usize> = bearers.map(|bearer| groups.root(*bearer)).collect();
            let by_title = roots.len() > 1 && item.entity.kind == NameKind::Person;
            let fitting = if by_title {
                by_titles(items, item, &roots, groups)
            } else {
                roots
            };
            let mut fitting = fitting.into_iter();
            match (fitting.next(), fitting.next()) {
                (Some(only), None) => groups.join(index, only),
                (Some(_), Some(_)) => {
                    groups.open.insert(index);
                }
                (None, _) if item.entity.kind == NameKind::Person => {
                    alone.entry(key).or_default().push(index);
                }
                (None, _) => continue,
            }
            self.items.insert(index);
        }
        for same in alone.values() {
            groups.join_all(same);
        }
    }
}

/// Of several bearers of a surname those that hold an office which the surname is given, too.
fn by_titles(
    items: &[Item<'_>],
    item: &Item<'_>,
    roots: &BTreeSet<usize>,
    groups: &Groups,
) -> BTreeSet<usize> {
    let titles: BTreeSet<&String> = item.entity.titles.iter().collect();
    let holds = |root: &usize| {
        items.iter().enumerate().any(|(index, other)| {
            groups.root(index) == *root && other.entity.titles.iter().any(|t| titles.contains(t))
        })
    };
    let fitting: BTreeSet<usize> = roots.iter().copied().filter(holds).collect();
    if fitting.len() == 1 {
        fitting
    } else {
        roots.clone()
    }
}

/// A person with given name and surname; also a name of unknown kind that looks like one.
fn is_full_person(item: &Item<'_>) -> bool {
    item.words.len() > 1 && item.entity.kind == NameKind::Person
        || (item.words.len() == 2 && item.entity.kind == NameKind::Other)
}

fn surname(item: &Item<'_>) -> String {
    item.words
        .last()
        .map_or_else(String::new, |last| sound_key(last))
}

fn given_name(item: &Item<'_>) -> String {
    let first = item.words.first().map_or("", String::as_str);
    sound_key(&full_given_name(first, item.knowledge))
}

/// "A. Orrin" joins the only Orrin whose given name starts with an A.
fn initials(bearers: &BTreeMap<String, Vec<usize>>, groups: &mut Groups) {
    for (initial, items) in bearers
        .iter()
        .filter(|(given, _)| given.chars().count() == 1)
    {
        let mut fitting = bearers
            .iter()
            .filter(|(given, _)| given.chars().count() > 1 && given.starts_with(initial.as_str()));
        if let (Some((_, only)), None) = (fitting.next(), fitting.next()) {
            groups.join(items[0], only[0]);
        }
    }
}

/// Surnames that differ by a slip, where the given names are the same.
fn misspelt(full: &BTreeMap<String, BTreeMap<String, Vec<usize>>>, groups: &mut Groups) {
    let mut by_given: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for (surname, bearers) in full {
        for (given, items) in bearers
            .iter()
            .filter(|(given, _)| given.chars().count() > 1)
        {
            by_given.entry(given).or_default().push((surname, items[0]));
        }
    }
    for same in by_given.values() {
        for (at, (surname, item)) in same.iter().enumerate() {
            for (other, bearer) in &same[..at] {
                if is_variant(surname, other) {
                    groups.join(*item, *bearer);
                }
            }
        }
    }
}

/// Organisations, places and all else: one where they share a name.
fn others(items: &[Item<'_>], persons: &Persons, groups: &mut Groups) {
    let mut by_key: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    let mut initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let rest = || {
        items
            .iter()
            .enumerate()
            .filter(|(index, _)| !persons.items.contains(index))
    };
    for (index, item) in rest() {
        let is_demonym = item.entity.kind == NameKind::Demonym;
        for key in keys(item) {
            by_key.entry((is_demonym, key)).or_default().push(index);
        }
    }
    for same in by_key.values() {
        groups.join_all(same);
    }
    for (index, item) in rest().filter(|(_, item)| item.words.len() > 2) {
        let letters: String = item
            .words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        initials
            .entry(letters)
            .or_default()
            .insert(groups.root(index));
    }
    for (index, item) in rest().filter(|(_, item)| is_acronym(item)) {
        let bearers = item.words.first().and_then(|letters| initials.get(letters));
        let mut bearers = bearers.into_iter().flatten();
        if let (Some(only), None) = (bearers.next(), bearers.next()) {
            groups.join(index, *only);
        }
    }
}

fn is_acronym(item: &Item<'_>) -> bool {
    let name = &item.entity.name;
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    matches!(item.entity.kind, NameKind::Organisation | NameKind::Other)
        && item.words.len() == 1
        && letters().count() > 2
        && letters().all(char::is_uppercase)
}

/// The names by which an entity is known elsewhere: all its forms, a listed alias as the name it
/// stands for; but not the short form of a longer name ("the Council").
fn keys(item: &Item<'_>) -> BTreeSet<String> {
    let shorten = |form: &String| {
        let key = name_key(form);
        let is_short =
            item.words.len() > 1 && !key.contains(' ') && form.chars().any(char::is_lowercase);
        (!is_short).then(|| item.knowledge.canonical(&key))
    };
    let mut keys: BTreeSet<String> = item.entity.forms.iter().filter_map(shorten).collect();
    keys.insert(item.knowledge.canonical(&item.words.join(" ")));
    if item.entity.kind == NameKind::Demonym {
        keys = keys
            .into_iter()
            .map(|key| key.trim_end_matches('s').to_owned())
            .collect();
    }
    keys
}

fn assemble(witnesses: &[&Witness], items: &[Item<'_>], groups: &Groups) -> Cast {
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in (0..items.len()).filter(|index| !groups.open.contains(index)) {
        sets.entry(groups.root(index)).or_default().push(index);
    }
    let mut members: Vec<(CastMember, Vec<usize>)> = sets
        .into_values()
        .map(|set| (member(items, &set), set))
        .collect();
    members.sort_by_cached_key(|(member, set)| {
        let reports: BTreeSet<usize> = set.iter().map(|index| items[*index].witness).collect();
        let first = set
            .iter()
            .map(|index| witnesses[items[*index].witness].article.identity())
            .min();
        let first = first.map(|(id, start)| (id.to_owned(), start));
        (
            Reverse(reports.len()),
            member.name.clone(),
            member.kind,
            member.forms.clone(),
            first,
        )
    });
    let mut of: Vec<Vec<Option<usize>>> = witnesses
        .iter()
        .map(|witness| vec![None; witness.entities.len()])
        .collect();
    for (number, (_, set)) in members.iter().enumerate() {
        for index in set {
            let item = &items[*index];
            of[item.witness][item.index] = Some(number);
        }
    }
    Cast {
        members: members.into_iter().map(|(member, _)| member).collect(),
        of,
    }
}

fn member(items: &[Item<'_>], set: &[usize]) -> CastMember {
    let entities = || set.iter().map(|index| items[*index].entity);
    let mut names: BTreeMap<&String, usize> = BTreeMap::new();
    for entity in entities() {
        *names.entry(&entity.name).or_default() += 1;
    }
    let best = names.iter().max_by_key(|(name, count)| {
        let words = name.split([' ', '-']).count();
        (
            words.min(2),
            **count,
            words,
            name.chars().count(),
            Reverse(**name),
        )
    });
    let mut kinds: BTreeMap<NameKind, usize> = BTreeMap::new();
    for entity in entities().filter(|entity| entity.kind != NameKind::Other) {
        *kinds.entry(entity.kind).or_default() += 1;
    }
    let kind = kinds
        .iter()
        .max_by_key(|(kind, count)| (**count, Reverse(**kind)));
    let forms: BTreeSet<&String> = entities().flat_map(|entity| &entity.forms).collect();
    let titles: BTreeSet<&String> = entities().flat_map(|entity| &entity.titles).collect();
    CastMember {
        name: best.map(|(name, _)| (*name).clone()).unwrap_or_default(),
        kind: kind.map_or(NameKind::Other, |(kind, _)| *kind),
        forms: forms.into_iter().cloned().collect(),
        titles: titles.into_iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests;

//! Linking the names of one report: which of them name the same.
//!
//! Names that are equal but for case, stops, hyphens and marks on letters are one from the start
//! (a [`Group`]). Groups are then merged by rules that ask for a single possible partner, so that
//! an ambiguous short form stays by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::knowledge::Knowledge;
use super::titles::Office;
use crate::language::Language;
use crate::witness::NameKind;

/// All mentions with one key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// Folded words of the name.
    pub(crate) words: Vec<String>,
    /// The kinds that its mentions seem to be.
    pub(crate) kinds: Vec<NameKind>,
    /// Whether a list has it.
    pub(crate) is_known: bool,
    /// Whether it is written as an acronym.
    pub(crate) is_acronym: bool,
    /// Signs that it names a person: verbs of saying, an age, a courtesy title.
    pub(crate) person_signs: usize,
    /// Number of mentions.
    pub(crate) mentions: usize,
    /// Forms as written.
    pub(crate) forms: BTreeSet<String>,
    pub(crate) offices: BTreeSet<Office>,
    /// The group of the long form that introduces this acronym in brackets.
    pub(crate) introduced_as: Option<usize>,
}

impl Group {
    /// What it names, as far as its own mentions tell.
    pub(crate) fn kind(&self) -> Option<NameKind> {
        let count = |kind| self.kinds.iter().filter(|k| **k == kind).count();
        let order = [
            NameKind::Person,
            NameKind::Organisation,
            NameKind::Place,
            NameKind::Demonym,
        ];
        order
            .into_iter()
            .max_by_key(|kind| (count(*kind), usize::from(*kind == NameKind::Person)))
            .filter(|kind| count(*kind) > 0)
    }

    fn may_be_person(&self) -> bool {
        !self.is_known && !self.is_acronym && matches!(self.kind(), None | Some(NameKind::Person))
    }
}

/// Merges the groups that name the same.
pub(crate) fn merge(groups: &[Group], knowledge: &Knowledge) -> Merged {
    let into = (0..groups.len()).collect();
    let shortened = vec![false; groups.len()];
    let mut merger = Merger {
        groups,
        into,
        shortened,
    };
    merger.acronyms();
    merger.fuller_persons(knowledge);
    merger.short_persons();
    merger.short_organisations(knowledge);
    merger.misspellings(knowledge);
    merger.resolve()
}

struct Merger<'a> {
    groups: &'a [Group],
    into: Vec<usize>,
    shortened: Vec<bool>,
}

/// What merging found out.
pub(crate) struct Merged {
    /// The group each group is merged into (itself, where it stays).
    pub(crate) into: Vec<usize>,
    /// Whether a name of several words stands by its last word elsewhere, as persons' names do.
    pub(crate) shortened: Vec<bool>,
}

impl Merger<'_> {
    fn root(&self, mut group: usize) -> usize {
        while self.into[group] != group {
            group = self.into[group];
        }
        group
    }

    fn join(&mut self, group: usize, target: usize) {
        let (from, to) = (self.root(group), self.root(target));
        if from != to {
            self.into[from] = to;
        }
    }

    fn resolve(self) -> Merged {
        let into = (0..self.groups.len())
            .map(|group| self.root(group))
            .collect();
        Merged {
            into,
            shortened: self.shortened,
        }
    }

    /// Whether all these groups are one by now; that one.
    fn single(&self, groups: impl IntoIterator<Item = usize>) -> Option<usize> {
        let roots: BTreeSet<usize> = groups.into_iter().map(|group| self.root(group)).collect();
        let mut roots = roots.into_iter();
        roots.next().filter(|_| roots.next().is_none())
    }

    /// "National Safety Board (NSB)", and "NSB" where just one name has these initials.
    fn acronyms(&mut self) {
        let mut initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, group) in self
            .groups
            .iter()
            .enumerate()
            .filter(|(_, g)| g.words.len() > 1)
        {
            let all = group
                .words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            let large = group.words.iter().filter(|word| word.len() > 3);
            let large: String = large.filter_map(|word| word.chars().next()).collect();
            initials.entry(all).or_default().push(index);
            let entry = initials.entry(large).or_default();
            if entry.last() != Some(&index) {
                entry.push(index);
            }
        }
        for (index, group) in self.groups.iter().enumerate() {
            let stated = group.introduced_as;
            let derived = || {
                let letters = group
                    .words
                    .first()
                    .filter(|_| group.is_acronym && !group.is_known)?;
                let single = group.words.len() == 1 && letters.len() > 1;
                single
                    .then(|| initials.get(letters))?
                    .and_then(|found| self.single(found.clone()))
            };
            if let Some(target) = stated.or_else(derived) {
                self.join(index, target);
            }
        }
    }

    /// "Ann M. Orrin", "Annie Orrin" and "Ann Orrin": the same last name, given names that agree.
    fn fuller_persons(&mut self, knowledge: &Knowledge) {
        let by_last = self.persons_by(|words| words.last());
        for group in by_last.values().flatten().copied() {
            let words = &self.groups[group].words;
            let Some(same) = words.last().and_then(|last| by_last.get(last)) else {
                continue;
            };
            let fuller = same.iter().copied().filter(|other| {
                *other != group && agree(words, &self.groups[*other].words, knowledge)
            });
            let fuller: Vec<usize> = fuller.collect();
            if let Some(target) = self.single(fuller) {
                let longer = self.groups[target].words.len() > words.len()
                    || (self.groups[target].words.len() == words.len() && target < group);
                if longer {
                    self.join(group, target);
                }
            }
        }
    }

    fn persons_by(
        &self,
        key: impl Fn(&Vec<String>) -> Option<&String>,
    ) -> BTreeMap<String, Vec<usize>> {
        let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, group) in self.groups.iter().enumerate() {
            let is_full = group.words.len() > 1
                && group.may_be_person()
                && group
                    .words
                    .last()
                    .is_some_and(|last| last.chars().count() > 1);
            if let Some(key) = key(&group.words).filter(|_| is_full) {
                found.entry(key.clone()).or_default().push(index);
            }
        }
        found
    }

    /// "Orrin" for the only "Ann Orrin"; "Ann" likewise, where nobody is called so otherwise.
    fn short_persons(&mut self) {
        let by_last = self.persons_by(|words| words.last());
        let by_first = self.persons_by(|words| words.first());
        for (index, group) in self.groups.iter().enumerate() {
            if !group.may_be_person() {
                continue;
            }
            let Some(last) = group.words.last() else {
                continue;
            };
            let longer = |found: &&usize| {
                let other = &self.groups[**found].words;
                other.len() > group.words.len() && other.ends_with(&group.words)
            };
            let by_surname: Vec<usize> = by_last
                .get(last)
                .into_iter()
                .flatten()
                .filter(longer)
                .copied()
                .collect();
            let by_surname_only = !by_surname.is_empty();
            let candidates = match by_surname.is_empty() && group.words.len() == 1 {
                true => by_first.get(last).cloned().unwrap_or_default(),
                false => by_surname,
            };
            if let Some(target) = self.single(candidates) {
                self.join(index, target);
                self.shortened[target] |= by_surname_only;
            }
        }
    }

    /// "the Council" for the only "… Council", "Brantover" for the only "Brantover Holdings".
    fn short_organisations(&mut self, knowledge: &Knowledge) {
        let is_organisation = |group: &Group| group.kind() == Some(NameKind::Organisation);
        let mut by_end: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_start: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, group) in self.groups.iter().enumerate() {
            if let [first, .., last] = group.words.as_slice()
                && is_organisation(group)
            {
                by_end.entry(last).or_default().push(index);
                by_start.entry(first).or_default().push(index);
            }
        }
        for (index, group) in self.groups.iter().enumerate() {
            let (Some(first), Some(last)) = (group.words.first(), group.words.last()) else {
                continue;
            };
            let longer_end = |found: &&usize| {
                let words = &self.groups[**found].words;
                words.len() > group.words.len() && words.ends_with(&group.words)
            };
            let longer_start = |found: &&usize| {
                let words = &self.groups[**found].words;
                words.len() > group.words.len() && words.starts_with(&group.words)
            };
            let is_plain = group.kind().is_none() && !group.is_known;
            let candidates: Vec<usize> = if is_organisation(group) {
                by_end
                    .get(last.as_str())
                    .into_iter()
                    .flatten()
                    .filter(longer_end)
                    .copied()
                    .collect()
            } else if is_plain && !knowledge.common.contains(first) {
                by_start
                    .get(first.as_str())
                    .into_iter()
                    .flatten()
                    .filter(longer_start)
                    .copied()
                    .collect()
            } else {
                Vec::new()
            };
            if let Some(target) = self.single(candidates) {
                self.join(index, target);
            }
        }
    }

    /// A name that stands once and differs from a commoner one by a slip of the pen.
    fn misspellings(&mut self, knowledge: &Knowledge) {
        let mut by_letter: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (index, group) in self.groups.iter().enumerate() {
            let is_plain = !group.is_known && !group.is_acronym;
            if let Some(letter) = group.words.first().and_then(|word| word.chars().next())
                && is_plain
            {
                by_letter.entry(letter).or_default().push(index);
            }
        }
        for same in by_letter.values() {
            for index in same
                .iter()
                .copied()
                .filter(|index| self.groups[*index].mentions == 1)
            {
                let target = same.iter().copied().find(|other| {
                    self.root(*other) != self.root(index)
                        && self.mentions(*other) > 1
                        && self.is_slip(index, *other, knowledge)
                });
                if let Some(target) = target {
                    self.join(index, target);
                }
            }
        }
    }

    /// Mentions of all groups merged with a group so far.
    fn mentions(&self, group: usize) -> usize {
        let root = self.root(group);
        let same = (0..self.groups.len()).filter(|other| self.root(*other) == root);
        same.map(|other| self.groups[other].mentions).sum()
    }

    fn is_slip(&self, slip: usize, of: usize, knowledge: &Knowledge) -> bool {
        let (a, b) = (&self.groups[slip], &self.groups[of]);
        let kinds_fit = a.kind().is_none() || b.kind().is_none() || a.kind() == b.kind();
        let is_word =
            |word: &str| knowledge.common.contains(word) || knowledge.given_names.contains(word);
        if let ([word], Some(last)) = (a.words.as_slice(), b.words.last())
            && b.words.len() > 1
            && b.may_be_person()
        {
            return kinds_fit && is_variant(word, last) && !is_word(word);
        }
        let different: Vec<_> = a
            .words
            .iter()
            .zip(&b.words)
            .filter(|(a, b)| a != b)
            .collect();
        kinds_fit
            && a.words.len() == b.words.len()
            && matches!(different.as_slice(), [(a, b)] if is_variant(a, b) && !is_word(a))
    }
}

/// Whether two full names with one last name may be one person's: equal or short given names,
/// initials, a middle name left out.
fn agree(a: &[String], b: &[String], knowledge: &Knowledge) -> bool {
    let (Some(first), Some(other)) = (a.first(), b.first()) else {
        return false;
    };
    let is_initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    first == other
        || is_initial(first, other)
        || is_initial(other, first)
        || full_given_name(first, knowledge) == full_given_name(other, knowledge)
}

/// The name that a short form stands for ("Mike" for "Michael"), folded.
pub(crate) fn full_given_name(name: &str, knowledge: &Knowledge) -> String {
    match knowledge.given_names.value(name) {
        Some(full) if !full.is_empty() => full.to_lowercase(),
        _ => name.to_owned(),
    }
}

/// A folded name by its sound, as far as ways of writing foreign names in Latin letters differ:
/// "-skyy", "-skiy" and "-ski" are one. For comparing only.
pub(crate) fn sound_key(name: &str) -> String {
    let mut key = name.to_owned();
    for (from, to) in Language::get("und").list("transliterations").pairs() {
        if key.len() > from.len() + 2 && key.contains(from) {
            key = key.replace(from, to);
        }
    }
    if key.len() > 4 && key.ends_with('y') {
        key.pop();
        key.push('i');
    }
    let mut chars: Vec<char> = key.chars().collect();
    chars.dedup();
    chars.into_iter().collect()
}

/// Whether two folded words are near enough to be one name written in two ways: the same first
/// letter, and one edit in six letters or two in ten. A final "a" or "s" alone is a difference of
/// sex or number, not of spelling.
pub(crate) fn is_variant(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shorter = a.len().min(b.len());
    let allowed = match shorter {
        0..6 => return false,
        6..10 => 1,
        _ => 2,
    };
    let longer = if a.len() > b.len() { &a } else { &b };
    let ending = a.len() != b.len()
        && matches!(longer.last(), Some('a' | 's'))
        && (a.starts_with(&b) || b.starts_with(&a));
    a.first() == b.first()
        && a.len().abs_diff(b.len()) <= allowed
        && !ending
        && edits(&a, &b) <= allowed
}

/// Edit distance that counts a swap of neighbours as one (optimal string alignment; Damerau 1964).
pub(crate) fn edits(a: &[char], b: &[char]) -> usize {
    let mut rows: [Vec<usize>; 3] = [
        vec![0; b.len() + 1],
        (0..=b.len()).collect(),
        vec![0; b.len() + 1],
    ];
    for i in 1..=a.len() {
        rows[2][0] = i;
        for j in 1..=b.len() {
            let substitute = rows[1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = substitute.min(rows[1][j] + 1).min(rows[2][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = best;
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants() {
        for (a, b) in [
            ("orrinskyj", "orrinskyi"),
            ("brantover", "brantoevr"),
            ("zherdenskyy", "zherdensky"),
        ] {
            assert!(is_variant(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("petrov", "petrova"),
            ("orrin", "orran"),
            ("brantover", "crantover"),
            ("ilvens", "ilven"),
        ] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }
}

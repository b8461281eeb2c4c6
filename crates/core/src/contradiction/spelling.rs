//! Names of one person, spelt in different ways.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{StoryContext, is_content, token_from};
use crate::collation::Place;
use crate::dossier::ContradictionKind;
use crate::witness::{NameKind, Witness};

/// Letters of a family name below which two spellings are too likely two names.
const SHORTEST: usize = 5;
/// Letters by which two spellings of one name differ at most.
const MOST_EDITS: usize = 2;
/// Letters from which on one more may differ.
const LONG: usize = 6;

/// For each person with a given name: the family names that reports give; for each with a family
/// name, the given names.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_name: BTreeMap<(bool, String), Vec<Spelt>> = BTreeMap::new();
    for (index, witness) in story.witnesses.iter().enumerate() {
        for found in full_names(witness, index) {
            let turned = found.turned();
            by_name
                .entry((true, turned.kept.clone()))
                .or_default()
                .push(turned);
            by_name
                .entry((false, found.kept.clone()))
                .or_default()
                .push(found);
        }
    }
    by_name.values().filter_map(|all| finding(all)).collect()
}

struct Spelt {
    /// The name that reports share.
    kept: String,
    /// The one that they may spell differently.
    varied: String,
    /// What the report says of the person beside the name: the age, a title or a role.
    marks: BTreeSet<String>,
    reading: Reading,
}

impl Spelt {
    /// The same with the two names changed about.
    fn turned(&self) -> Self {
        let mut reading = self.reading.clone();
        reading.value = Value::Words(self.kept.clone());
        Self {
            kept: self.varied.clone(),
            varied: self.kept.clone(),
            marks: self.marks.clone(),
            reading,
        }
    }
}

/// The first mention of each person by given and family name in story text.
fn full_names(witness: &Witness, index: usize) -> Vec<Spelt> {
    let mut seen: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for name in witness.names.iter().filter(|name| !name.description) {
        let person = witness
            .entities
            .get(name.entity)
            .is_some_and(|e| e.kind == NameKind::Person);
        if !person || seen.contains(&name.entity) {
            continue;
        }
        if let Some(spelt) = spelt(witness, index, name.span) {
            seen.push(name.entity);
            found.push(spelt);
        }
    }
    found
}

fn spelt(witness: &Witness, index: usize, span: crate::text::TextSpan) -> Option<Spelt> {
    let sentence = witness.sentence_at(span)?;
    witness
        .sentences
        .get(sentence)?
        .role
        .is_story()
        .then_some(())?;
    let text = witness.slice(span);
    let text = text.trim_end_matches("'s").trim_end_matches("’s");
    let (given, family) = text.rsplit_once(' ')?;
    // An initial between two names is no spelling of either, nor is an accent left out.
    let plain = text.is_ascii() && !given.contains([' ', '.']) && !family.contains('.');
    let usable = plain && given.chars().count() >= 3 && family.chars().count() + 1 >= SHORTEST;
    usable.then(|| Spelt {
        kept: given.to_lowercase(),
        varied: family.to_lowercase(),
        marks: marks(witness, sentence, span),
        reading: Reading {
            place: Place {
                witness: index,
                sentence,
            },
            span,
            value: Value::Words(family.to_lowercase()),
            only_as_update: false,
        },
    })
}

/// Tokens beside a name among which its age, title or role stands.
const BESIDE: usize = 5;

/// What stands beside a name in its sentence: numbers and content words, folded.
fn marks(witness: &Witness, sentence: usize, span: crate::text::TextSpan) -> BTreeSet<String> {
    let Some(bounds) = witness.sentences.get(sentence).map(|s| s.tokens.range()) else {
        return BTreeSet::new();
    };
    let (first, last) = (
        token_from(witness, span.start),
        token_from(witness, span.end),
    );
    let from = first.saturating_sub(BESIDE).max(bounds.start);
    let around = (from..first).chain(last..(last + BESIDE).min(bounds.end));
    let tokens = around.filter_map(|at| witness.tokens.get(at));
    let telling = tokens.filter(|token| is_content(token));
    telling
        .map(|token| witness.slice(token.span).to_lowercase())
        .collect()
}

/// Whether two mentions surely mean one person: nobody else of the family is named in either report,
/// and the same age, title or role stands beside both.
fn are_of_one(a: &Spelt, b: &Spelt) -> bool {
    let aside = [&a.kept, &a.varied, &b.kept, &b.varied];
    let mut common = a.marks.intersection(&b.marks);
    common.any(|mark| !aside.contains(&mark))
}

fn finding(all: &[Spelt]) -> Option<Finding> {
    let first = all.first()?;
    let reports: BTreeSet<usize> = all.iter().map(|s| s.reading.place.witness).collect();
    // No report names two people of the family.
    let alone = reports.len() == all.len();
    let names: BTreeSet<&str> = all.iter().map(|spelt| spelt.varied.as_str()).collect();
    let marked = |spelt: &Spelt| {
        let one = |other: &Spelt| {
            let known = names.len() == 2 && differ_little(&other.varied, &spelt.varied);
            other.varied == first.varied && (known || are_of_one(other, spelt))
        };
        alone && all.iter().any(one) && are_marked_spellings(&spelt.varied, &first.varied)
    };
    let near = |spelt: &&Spelt| are_spellings(&spelt.varied, &first.varied) || marked(spelt);
    let readings: Vec<Reading> = all.iter().filter(near).map(|s| s.reading.clone()).collect();
    (readings.len() > 1).then(|| Finding {
        kind: ContradictionKind::Name,
        about: "spelling of a name".to_owned(),
        readings,
        course: Course::Fixed,
    })
}

/// Whether two names are one or two spellings of one: few letters differ, for their length, and the
/// first is the same. "Maria" and "Mario" are two names, "Marianne" and "Marion" may be one.
fn are_spellings(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let most = match shorter {
        0..SHORTEST => 1,
        SHORTEST..LONG => MOST_EDITS,
        _ => MOST_EDITS + 1,
    };
    let grows = a.starts_with(b) || b.starts_with(a);
    let known = shorter >= SHORTEST || grows && shorter + 1 >= SHORTEST;
    a == b || known && a.chars().next() == b.chars().next() && edits(a, b) <= most
}

/// Whether two names that are given to one person may be spellings of one name: the first letter is
/// the same, and fewer than half of the letters differ ("Luca" and "Luke", "Gregor" and "Georg").
fn are_marked_spellings(a: &str, b: &str) -> bool {
    let longer = a.chars().count().max(b.chars().count());
    a.chars().next() == b.chars().next() && edits(a, b) * 2 <= longer
}

/// Whether two names are as long as each other and two letters differ at most ("Edda" and "Etta"):
/// where the whole story gives a family two such given names, and no report both, they are one
/// person's.
fn differ_little(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count() && edits(a, b) <= MOST_EDITS
}

/// Letters to put in, take out or change (Levenshtein 1966); gives up beyond a few.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row.first().copied().unwrap_or_default();
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let left = row.get(j).copied().unwrap_or_default();
            let up = row.get(j + 1).copied().unwrap_or_default();
            let cost = diagonal + usize::from(x != *y);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost.min(left + 1).min(up + 1);
            }
            diagonal = up;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits("marun", "marun"), 0);
        assert_eq!(edits("zelmanskiy", "zelmansky"), 1);
        assert_eq!(edits("orlend", "orland"), 1);
        assert_eq!(edits("", "abc"), 3);
    }
}

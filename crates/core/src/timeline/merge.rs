//! Which mentions of a date are one happening.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dated, Happening};
use crate::claim::{StoryContext, is_content, token_from};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::time::{DateValue, Precision};
use crate::witness::{Term, Witness};

/// Share of the weight of the lesser text that two texts about one happening have in common.
const SHARED_WEIGHT: f32 = 0.45;
/// Concepts that they share at least.
const SHARED_CONCEPTS: usize = 2;
/// Members of a group that a new mention is compared with.
const COMPARED: usize = 6;

struct Group {
    members: Vec<Dated>,
    concepts: Vec<BTreeSet<Term>>,
}

/// Joins mentions whose dates overlap and whose words say the same: sentences of one passage of
/// the collation, or texts that share most of their weight.
pub(super) fn merged(story: &StoryContext, mut mentions: Vec<Dated>) -> Vec<Happening> {
    // The most precise first, so that a coarse date joins the fine one it contains.
    mentions.sort_by_key(|m| {
        let coarse = std::cmp::Reverse(m.date.precision.min(Precision::Day));
        (
            coarse,
            m.date.from,
            m.date.to,
            m.attested.places.clone(),
            m.attested.spans.clone(),
        )
    });
    let passages = passage_of(story);
    let mut groups: Vec<Group> = Vec::new();
    let mut by_month: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for mention in mentions {
        let concepts = concepts(story, &mention);
        let years = mention.date.from.year()..=mention.date.to.year();
        let candidates: BTreeSet<usize> = by_month
            .range(years.clone())
            .flat_map(|(_, groups)| groups.iter().copied())
            .collect();
        let home = candidates.into_iter().find(|index| {
            groups
                .get(*index)
                .is_some_and(|g| fits(story, &passages, g, &mention, &concepts))
        });
        let index = home.unwrap_or_else(|| {
            groups.push(Group {
                members: Vec::new(),
                concepts: Vec::new(),
            });
            groups.len() - 1
        });
        if home.is_none() {
            for year in years {
                by_month.entry(year).or_default().push(index);
            }
        }
        if let Some(group) = groups.get_mut(index) {
            group.members.push(mention);
            group.concepts.push(concepts);
        }
    }
    groups
        .into_iter()
        .filter_map(|group| happening(story, group))
        .collect()
}

fn passage_of(story: &StoryContext) -> BTreeMap<Place, usize> {
    let passages = story.collation.passages.iter().enumerate();
    passages
        .flat_map(|(index, passage)| passage.places.iter().map(move |place| (*place, index)))
        .collect()
}

fn fits(
    story: &StoryContext,
    passages: &BTreeMap<Place, usize>,
    group: &Group,
    mention: &Dated,
    concepts: &BTreeSet<Term>,
) -> bool {
    let Some(first) = group.members.first() else {
        return false;
    };
    if !first.date.overlaps(&mention.date) || clocks_differ(&first.date, &mention.date) {
        return false;
    }
    let passage = |m: &Dated| {
        m.attested
            .places
            .first()
            .and_then(|p| passages.get(p).copied())
    };
    let mine = passage(mention);
    let compared = group.members.iter().zip(&group.concepts).take(COMPARED);
    compared.into_iter().any(|(member, theirs)| {
        // What is to be done by a year did not happen in a month of it.
        if member.is_limit != mention.is_limit && member.date != mention.date {
            return false;
        }
        let same_passage = mine.is_some() && mine == passage(member);
        let same_act = member.date == mention.date
            && member.verb.is_some()
            && member.verb == mention.verb
            && !concepts.is_disjoint(theirs);
        same_act
            || same_passage
                && member.named == mention.named
                && !two_happenings(story, member, mention)
            || same_text(story, concepts, theirs)
            || one_happening(story, member, mention)
    })
}

/// Whether the clauses of two dates tell two things.
fn two_happenings(story: &StoryContext, a: &Dated, b: &Dated) -> bool {
    let at = |dated: &Dated| Some((*dated.attested.places.first()?, dated.at));
    at(a)
        .zip(at(b))
        .is_some_and(|(a, b)| story.alignment().tells_two(a, b))
}

/// Whether the clauses of two dates state the same.
fn one_happening(story: &StoryContext, a: &Dated, b: &Dated) -> bool {
    let at = |dated: &Dated| Some((*dated.attested.places.first()?, dated.at));
    at(a)
        .zip(at(b))
        .is_some_and(|(a, b)| story.alignment().tells_one(a, b))
}

/// Two times of one day are two happenings here, whatever their words.
fn clocks_differ(a: &DateValue, b: &DateValue) -> bool {
    matches!((a.second_of_day, b.second_of_day), (Some(a), Some(b)) if a != b)
}

fn same_text(story: &StoryContext, a: &BTreeSet<Term>, b: &BTreeSet<Term>) -> bool {
    let weight = |set: &mut dyn Iterator<Item = &Term>| -> f32 {
        set.map(|term| story.rarity(*term).max(1.0)).sum()
    };
    let shared = weight(&mut a.intersection(b));
    let least = weight(&mut a.iter()).min(weight(&mut b.iter()));
    let count = a.intersection(b).count();
    let all = count == a.len().min(b.len()) && count > 0;
    shared >= SHARED_WEIGHT * least && (count >= SHARED_CONCEPTS || all)
}

/// The concepts of the shown words, without those of the date.
fn concepts(story: &StoryContext, mention: &Dated) -> BTreeSet<Term> {
    let index = mention.attested.witness;
    let Some(witness) = story.witnesses.get(index) else {
        return BTreeSet::new();
    };
    let place = mention.attested.places.first().copied();
    let dates: Vec<TextSpan> = place
        .map(|place| story.dates(place).map(|date| date.span).collect())
        .unwrap_or_default();
    let lexicon = story.lexicon(index);
    tokens_in(witness, &mention.attested.spans)
        .filter(|token| is_content(token) && !dates.iter().any(|d| d.overlaps(token.span)))
        .map(|token| lexicon.concept(token))
        .collect()
}

fn tokens_in<'a>(
    witness: &'a Witness,
    spans: &'a [TextSpan],
) -> impl Iterator<Item = &'a crate::witness::Token> {
    spans.iter().flat_map(|span| {
        let range = token_from(witness, span.start)..token_from(witness, span.end);
        witness.tokens.get(range).unwrap_or_default()
    })
}

/// One entry: the most precise date, the wording that gives it in the fewest words but one named
/// phrase only where nothing else stands.
fn happening(story: &StoryContext, group: Group) -> Option<Happening> {
    let date = group.members.iter().map(|m| m.date).max_by_key(|date| {
        (
            date.precision.min(Precision::Day),
            std::cmp::Reverse(date.from),
        )
    })?;
    let shown = shown(&group)?;
    let text = story
        .witnesses
        .get(shown.witness)?
        .slice(*shown.spans.first()?)
        .trim()
        .to_owned();
    let mut attestations: Vec<crate::claim::Attested> = Vec::new();
    let mut members = group.members;
    members.sort_by(|a, b| a.attested.places.cmp(&b.attested.places));
    for member in members {
        let attested = member.attested;
        match attestations
            .last_mut()
            .filter(|last| last.witness == attested.witness)
        {
            Some(last) => {
                let new = attested
                    .spans
                    .into_iter()
                    .filter(|span| !last.spans.contains(span));
                let new: Vec<TextSpan> = new.collect();
                last.spans.extend(new);
                let new = attested
                    .places
                    .into_iter()
                    .filter(|place| !last.places.contains(place));
                let new: Vec<Place> = new.collect();
                last.places.extend(new);
            }
            None => attestations.push(attested),
        }
    }
    Some(Happening {
        date,
        text,
        background: true,
        attestations,
    })
}

/// The member whose words the others share most, the shorter of two.
fn shown(group: &Group) -> Option<&crate::claim::Attested> {
    let support = |index: usize| -> usize {
        group
            .concepts
            .iter()
            .take(COMPARED)
            .map(|theirs| group.concepts[index].intersection(theirs).count())
            .sum()
    };
    let best = (0..group.members.len().min(COMPARED)).max_by(|a, b| {
        let key = |i: usize| support(i) * 4;
        let length = |i: usize| {
            group.members[i]
                .attested
                .spans
                .first()
                .map_or(0, |s| s.len())
        };
        key(*a)
            .cmp(&key(*b))
            .then(length(*b).cmp(&length(*a)))
            .then(b.cmp(a))
    })?;
    group.members.get(best).map(|member| &member.attested)
}

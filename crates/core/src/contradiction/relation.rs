//! How close to an occasion something is placed: "on the eve of" against "hours before".

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Statement, StoryContext, is_break, is_content};
use crate::dossier::ContradictionKind;
use crate::witness::{Term, Witness};

/// Content words behind the phrase, whose occasion it is aside, that name the occasion.
const OCCASION: usize = 4;
/// Bits from which a word of the occasion is rare enough to name it.
const RARE: f32 = 2.5;
/// Other concepts that two sentences must share to speak of one happening.
const SHARED: usize = 2;

struct Placed {
    reading: Reading,
    sentence: BTreeSet<Term>,
}

/// Readings of how something lies to one occasion.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut by_occasion: BTreeMap<Term, Vec<Placed>> = BTreeMap::new();
    let mut names: BTreeMap<Term, String> = BTreeMap::new();
    for statement in story.statements() {
        read(story, statement, &mut by_occasion, &mut names);
    }
    by_occasion
        .into_iter()
        .map(|(occasion, placed)| Finding {
            kind: ContradictionKind::Characterisation,
            about: format!(
                "how close to the {}",
                names.get(&occasion).cloned().unwrap_or_default()
            ),
            readings: of_one_happening(&placed),
            course: Course::Fixed,
        })
        .collect()
}

fn read(
    story: &StoryContext,
    statement: &Statement,
    by_occasion: &mut BTreeMap<Term, Vec<Placed>>,
    names: &mut BTreeMap<Term, String>,
) {
    let Some(witness) = story.witnesses.get(statement.place.witness) else {
        return;
    };
    let lexicon = story.lexicon(statement.place.witness);
    let mut at = statement.tokens.start;
    while at < statement.tokens.end {
        let phrase = lexicon.time_relations.at(&witness.tokens, at);
        let Some(phrase) = phrase.filter(|_| !statement.is_quoted(at)) else {
            at += 1;
            continue;
        };
        let behind = at + phrase.len();
        let occasion: Vec<usize> = (behind..statement.tokens.end)
            .take_while(|index| !is_break(witness, *index))
            .filter(|index| witness.tokens.get(*index).is_some_and(is_content))
            .filter(|index| !is_name(story, statement, witness, *index))
            .take(OCCASION)
            .collect();
        for index in occasion {
            let (Some(token), Some(first)) = (witness.tokens.get(index), witness.tokens.get(at))
            else {
                continue;
            };
            if story.rarity(token.stem) < RARE {
                continue;
            }
            let word = witness
                .slice(token.span)
                .trim_end_matches("'s")
                .trim_end_matches("’s");
            names.entry(token.stem).or_insert_with(|| word.to_owned());
            by_occasion.entry(token.stem).or_default().push(Placed {
                reading: Reading {
                    place: statement.place,
                    span: first.span.cover(token.span),
                    value: Value::Words(phrase.value.to_owned()),
                    only_as_update: false,
                },
                sentence: statement
                    .narrated(witness)
                    .filter_map(|index| witness.tokens.get(index))
                    .map(|token| lexicon.concept(token))
                    .collect(),
            });
        }
        at = behind;
    }
}

/// Readings whose sentences share enough with the first that most others share with.
fn of_one_happening(placed: &[Placed]) -> Vec<Reading> {
    let same = |seed: &Placed| -> Vec<usize> {
        (0..placed.len())
            .filter(|index| placed[*index].sentence.intersection(&seed.sentence).count() > SHARED)
            .collect()
    };
    let best = placed
        .iter()
        .take(8)
        .map(same)
        .max_by_key(Vec::len)
        .unwrap_or_default();
    best.into_iter()
        .map(|index| placed[index].reading.clone())
        .collect()
}

/// Whether a word is part of a name: "hours after North Korea fired …" names no occasion.
fn is_name(story: &StoryContext, statement: &Statement, witness: &Witness, index: usize) -> bool {
    let token = witness.tokens.get(index).map(|token| token.span);
    story
        .names(statement.place)
        .any(|name| token.is_some_and(|token| name.span.overlaps(token)))
}

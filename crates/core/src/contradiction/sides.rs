//! From readings of one thing to the sides of a contradiction.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contradiction, Course, Finding, Reading, Side, Value};
use crate::claim::{Attested, StoryContext, Voice, counted, token_from};
use crate::dossier::Relation;
use crate::time::Precision;

/// Parts readings into sides; `None` where they all fit each other.
///
/// Readings are taken by how often their very value is given; a value that fits no side yet opens
/// one, a value that fits one joins it, a value that fits several ("more than 10") says nothing.
/// A report with readings on two sides stands on neither: it knows both, or speaks of two things.
pub(super) fn part(story: &StoryContext, finding: &Finding) -> Option<Contradiction> {
    parted(story, finding, relation).or_else(|| {
        parted(story, &as_known(finding)?, |story, groups, _| {
            grown(story, groups)
        })
    })
}

/// What only grows, read as what was known when it was given: "at least five" was all that anybody
/// knew, and does not gainsay the seven of a later report. A round number ("at least 80") may stand
/// for a greater one that is known.
fn as_known(finding: &Finding) -> Option<Finding> {
    /// Below this every number is as good as any other.
    const ROUND_FROM: f64 = 20.0;
    let is_known = |value: f64| value < ROUND_FROM || value % 10.0 > 0.0;
    let as_stated = |reading: &Reading| {
        let mut reading = reading.clone();
        if let Value::Number { low, high, stated } = &mut reading.value
            && high.is_infinite()
            && is_known(*stated)
        {
            (*low, *high) = (*stated, *stated);
        }
        reading
    };
    (finding.course == Course::Grows).then(|| Finding {
        readings: finding.readings.iter().map(as_stated).collect(),
        ..finding.clone()
    })
}

/// How some sides stand to each other, given how the thing can change; `None` where that makes no
/// contradiction.
type Relating = fn(&StoryContext, &[Vec<&Reading>], Course) -> Option<Relation>;

fn parted(story: &StoryContext, finding: &Finding, relating: Relating) -> Option<Contradiction> {
    let groups = groups(&finding.readings);
    let groups = without_the_undecided(story, groups);
    (groups.len() >= 2).then_some(())?;
    let relation = relating(story, &groups, finding.course)?;
    let disagree = relation == Relation::Disagree;
    if disagree && groups.iter().flatten().any(|r| r.only_as_update) {
        return None;
    }
    let mut sides: Vec<Side> = groups.iter().map(|group| side(story, group)).collect();
    sides.sort_by(|x, y| {
        let rank = |side: &Side| (side.origins.min, side.origins.max, side.attestations.len());
        let first = |side: &Side| side.attestations.first().map(|a| a.places.clone());
        rank(y).cmp(&rank(x)).then_with(|| first(x).cmp(&first(y)))
    });
    Some(Contradiction {
        kind: finding.kind,
        relation,
        about: finding.about.clone(),
        sides,
    })
}

fn groups(readings: &[Reading]) -> Vec<Vec<&Reading>> {
    let mut order: Vec<&Reading> = readings.iter().collect();
    let support = |reading: &Reading| {
        let same = readings.iter().filter(|r| r.value == reading.value);
        let witnesses: BTreeSet<usize> = same.map(|r| r.place.witness).collect();
        witnesses.len()
    };
    let mut supports: Vec<(usize, &Reading)> = order.drain(..).map(|r| (support(r), r)).collect();
    supports.sort_by(|(x_support, x), (y_support, y)| {
        y_support
            .cmp(x_support)
            .then(x.place.cmp(&y.place))
            .then(x.span.cmp(&y.span))
    });
    let mut groups: Vec<Vec<&Reading>> = Vec::new();
    for (_, reading) in supports {
        let fitting: Vec<usize> = (0..groups.len())
            .filter(|index| {
                groups[*index]
                    .first()
                    .is_some_and(|first| first.value.fits(&reading.value))
            })
            .collect();
        match fitting.as_slice() {
            [] => groups.push(vec![reading]),
            [one] => groups[*one].push(reading),
            _ => {}
        }
    }
    groups
}

/// Leaves out the reports that stand in several groups, and groups that are empty then.
fn without_the_undecided<'r>(
    story: &StoryContext,
    mut groups: Vec<Vec<&'r Reading>>,
) -> Vec<Vec<&'r Reading>> {
    let mut seen: BTreeMap<(usize, Voice), BTreeSet<usize>> = BTreeMap::new();
    let mouth = |reading: &Reading| (reading.place.witness, voice(story, reading));
    for (index, group) in groups.iter().enumerate() {
        for reading in group {
            seen.entry(mouth(reading)).or_default().insert(index);
        }
    }
    for group in &mut groups {
        group.retain(|r| seen.get(&mouth(r)).is_some_and(|sides| sides.len() == 1));
        group.sort_by_key(|r| (r.place, r.span));
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Whose word a reading is: a report that tells what two parties say takes neither side. Of values the
/// voice tells nothing.
fn voice(story: &StoryContext, reading: &Reading) -> Voice {
    let words = matches!(reading.value, Value::Words(_));
    let statement = story.statement(reading.place).filter(|_| words);
    let witness = story.witnesses.get(reading.place.witness);
    let tokens = witness.zip(statement).map(|(witness, statement)| {
        let first = token_from(witness, reading.span.start);
        let last = token_from(witness, reading.span.end);
        statement.voice_of(&(first..last).collect::<Vec<_>>())
    });
    tokens.unwrap_or(Voice::Report)
}

/// Of the reports after a new value was first given, at most one in so many may still give an old
/// one, if the new value is an update.
const STALE: usize = 3;

/// Whether the sides disagree or follow each other; `None` where that makes no contradiction.
///
/// Sides follow each other where each value was first given after the one before, and hardly any
/// report gives an old value once the new one is out. One late report alone against many is an
/// update only of what is known to grow, or where it says itself that something changed.
fn relation(story: &StoryContext, groups: &[Vec<&Reading>], course: Course) -> Option<Relation> {
    if course == Course::Fixed {
        return Some(Relation::Disagree);
    }
    let mut states: Vec<State> = groups.iter().filter_map(|g| State::of(story, g)).collect();
    if states.len() != groups.len() {
        return Some(Relation::Disagree);
    }
    states.sort_by(|x, y| {
        x.first()
            .cmp(&y.first())
            .then(x.number.total_cmp(&y.number))
    });
    let later = states.windows(2).all(|pair| match pair {
        [before, after] => after.follows(before, course),
        _ => true,
    });
    Some(if later {
        Relation::Updated
    } else {
        Relation::Disagree
    })
}

/// How many times greater a number may be than one known before; beyond that the two are likely of
/// two events.
const GREATER_AT_MOST: f64 = 4.0;

/// An update where no greater number was given before a smaller one, as far as the dates tell.
fn grown(story: &StoryContext, groups: &[Vec<&Reading>]) -> Option<Relation> {
    let mut states: Vec<State> = groups.iter().filter_map(|g| State::of(story, g)).collect();
    states.sort_by(|x, y| x.number.total_cmp(&y.number));
    let first = |state: &State| state.first();
    let grows = states.windows(2).all(|pair| match pair {
        [less, more] => first(less).zip(first(more)).is_some_and(|(known, new)| {
            !is_after(known, new) && more.number <= less.number * GREATER_AT_MOST
        }),
        _ => true,
    });
    (states.len() == groups.len() && grows).then_some(Relation::Updated)
}

/// A moment of publication: the day, and the second of the day where it is known.
type Moment = (jiff::civil::Date, Option<u32>);

/// A value with when it was given.
struct State {
    /// When the dated reports gave it, sorted; not empty.
    given: Vec<Moment>,
    number: f64,
    /// Whether a report says that it changed ("rose to", "brought forward").
    says_changed: bool,
}

impl State {
    fn of(story: &StoryContext, group: &[&Reading]) -> Option<Self> {
        let published = |reading: &&Reading| {
            let metadata = &story.witnesses.get(reading.place.witness)?.article.metadata;
            let value = metadata.published.as_ref()?.value;
            (value.precision >= Precision::Day).then_some((value.from, value.second_of_day))
        };
        let mut given: Vec<Moment> = group.iter().filter_map(published).collect();
        given.sort_unstable();
        (!given.is_empty()).then(|| Self {
            given,
            number: group
                .first()
                .and_then(|first| first.value.number())
                .unwrap_or_default(),
            says_changed: group.iter().any(|reading| says_changed(story, reading)),
        })
    }

    fn first(&self) -> Option<Moment> {
        self.given.first().copied()
    }

    fn follows(&self, before: &Self, course: Course) -> bool {
        let (Some(new), Some(old)) = (self.first(), before.first()) else {
            return false;
        };
        let stale = before
            .given
            .iter()
            .filter(|moment| is_after(**moment, new))
            .count();
        let fresh = self.given.len();
        let believed = match course {
            Course::Grows => self.number > before.number,
            _ => fresh > 1 || self.says_changed,
        };
        is_after(new, old) && stale * STALE <= stale + fresh && believed
    }
}

/// Whether a moment is surely after another.
fn is_after(moment: Moment, other: Moment) -> bool {
    match (moment.1, other.1) {
        (Some(second), Some(earlier)) => (moment.0, second) > (other.0, earlier),
        _ => moment.0 > other.0,
    }
}

fn says_changed(story: &StoryContext, reading: &Reading) -> bool {
    let Some(witness) = story.witnesses.get(reading.place.witness) else {
        return false;
    };
    let lexicon = story.lexicon(reading.place.witness);
    story.statement(reading.place).is_some_and(|statement| {
        let mut tokens = statement.tokens.clone();
        tokens.any(|at| lexicon.updates.at(&witness.tokens, at).is_some())
    })
}

fn side(story: &StoryContext, group: &[&Reading]) -> Side {
    let mut attestations: Vec<Attested> = Vec::new();
    for reading in group {
        let via = story.statement(reading.place).map(|s| s.via.clone());
        match attestations
            .last_mut()
            .filter(|a| a.witness == reading.place.witness)
        {
            Some(last) => {
                if !last.places.contains(&reading.place) {
                    last.places.push(reading.place);
                }
                if !last.spans.contains(&reading.span) {
                    last.spans.push(reading.span);
                }
            }
            None => attestations.push(Attested {
                witness: reading.place.witness,
                places: vec![reading.place],
                spans: vec![reading.span],
                via: via.unwrap_or_default(),
            }),
        }
    }
    let first = group.first();
    let reading = first.and_then(|r| Some(story.witnesses.get(r.place.witness)?.slice(r.span)));
    let counted = counted(&attestations, &attestations);
    Side {
        reading: reading.unwrap_or_default().trim().to_owned(),
        origins: story.lineage.range(&counted),
        counted,
        attestations,
    }
}

//! Statements that agree in all but one value: clauses that would state the same, were it not for
//! the figure, the date or the time of day that each gives.
//!
//! The decision whether two clauses state the same is asked again as if the value agreed. Where it
//! then says so with confidence, the two values stand against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Finding, Reading, Value};
use crate::claim::{Content, Pair, Slot, StoryContext, token_from};
use crate::collation::Place;
use crate::dossier::ContradictionKind;
use crate::origins::Groups;
use crate::text::TextSpan;
use crate::time::{DateValue, Precision};
use crate::witness::{ClockMention, DateMention, Figure, Unit};

/// Odds, the figures aside, from which two clauses count one thing.
const ONE_THING: f64 = 2.5;
/// The same where both count what few would count twice: large numbers of one kind of thing.
const ONE_COUNT: f64 = -1.7;
/// The same where these are counted by two words ("lorries", "trucks").
const ONE_OTHERWISE_COUNTED: f64 = 0.0;
/// The same for dates, the dates aside, where what was done is the same.
const ONE_HAPPENING: f64 = -1.9;
/// The same for moments, dates and times of day aside.
const ONE_MOMENT: f64 = 0.0;
/// The same for what one denies and the other affirms.
const ONE_DENIED: f64 = 1.0;
/// From here on a number is large.
const LARGE: f64 = 20.0;
/// Share of what happens in the shorter clause that the other must cover.
const COVERED: f64 = 0.5;
/// What a relation between two verbs must be worth for what was done to be the same.
const SAME_DEED: f64 = 0.4;
/// How many times greater one of two figures of one thing may be.
const MOST_TIMES: f64 = 4.0;
/// Minutes by which two moments of one happening may differ.
const MOST_MINUTES: i32 = 360;
/// Minutes by which an exact time of day may be off, and a rough one.
const SLACK: i32 = 5;
const ROUGH: i32 = 20;
const DAY: i32 = 1440;
/// Days by which two dates of one happening may differ.
const MOST_DAYS: i32 = 62;

/// A value that a clause gives, alone of its kind.
struct Given {
    kind: ContradictionKind,
    about: String,
    reading: Reading,
    /// Whether it counts people in general, or measures.
    is_general: bool,
}

/// Readings of one thing, by aligned clauses.
pub(super) fn findings(story: &StoryContext) -> Vec<Finding> {
    let mut given: Vec<Given> = Vec::new();
    let mut known: BTreeMap<(usize, TextSpan), usize> = BTreeMap::new();
    let mut links: Vec<[usize; 2]> = Vec::new();
    for pair in &story.alignment().pairs {
        for both in against(story, pair).into_iter().flatten() {
            let ends = both.map(|one| {
                let key = (one.reading.place.witness, one.reading.span);
                *known.entry(key).or_insert_with(|| {
                    given.push(one);
                    given.len() - 1
                })
            });
            links.push(ends);
        }
    }
    gathered(&given, &links)
}

/// Values that are linked stand against each other or with each other.
fn gathered(given: &[Given], links: &[[usize; 2]]) -> Vec<Finding> {
    let mut groups = Groups::of(given.len());
    for [a, b] in links {
        groups.merge(*a, *b);
    }
    let finding = |members: &Vec<usize>| {
        let all = || members.iter().filter_map(|at| given.get(*at));
        let first = all().next()?;
        let readings = all().map(|one| one.reading.clone()).collect();
        Some(Finding {
            kind: first.kind,
            about: first.about.clone(),
            readings: match first.kind {
                ContradictionKind::Figure => super::same::of_two_values(readings),
                _ => readings,
            },
            course: Course::Changes,
        })
    };
    let groups = groups.members();
    let several = groups.iter().filter(|group| group.len() > 1);
    let found = several.filter_map(finding);
    found.filter(|one| are_near(one) && is_borne(one)).collect()
}

/// Whether the numbers of a finding may all be of one thing: none is many times another.
fn are_near(finding: &Finding) -> bool {
    let numbers = || {
        finding
            .readings
            .iter()
            .filter_map(|reading| reading.value.number())
    };
    let (low, high) = (
        numbers().fold(f64::MAX, f64::min),
        numbers().fold(0.0, f64::max),
    );
    high <= low * MOST_TIMES || numbers().next().is_none()
}

/// Reports that must give a figure, on all sides together: of two that differ, each may count a
/// thing of its own.
const FEWEST_REPORTS: usize = 3;

/// Whether enough reports give figures for these to be of one thing.
fn is_borne(finding: &Finding) -> bool {
    let readings = finding.readings.iter();
    let reports: BTreeSet<usize> = readings.map(|reading| reading.place.witness).collect();
    finding.kind != ContradictionKind::Figure || reports.len() >= FEWEST_REPORTS
}

/// The values of two clauses that stand against each other, by kind.
fn against(story: &StoryContext, pair: &Pair) -> [Option<[Given; 2]>; 4] {
    let alignment = story.alignment();
    let both = pair.clauses.map(|at| alignment.contents.clauses.get(at));
    let [Some(a), Some(b)] = both else {
        return [None, None, None, None];
    };
    if a.clause.place.witness == b.clause.place.witness {
        return [None, None, None, None];
    }
    if a.is_at_odds(b, &alignment.related) {
        let denied = denials(story, [a, b]).filter(|_| {
            pair.likeness.odds_without(Slot::Polarity) > ONE_DENIED
                && pair.likeness.covers() >= COVERED
        });
        return [None, None, None, denied];
    }
    if a.is_apart(b, &alignment.related) {
        return [None, None, None, None];
    }
    let count = |found: &[Given; 2]| {
        let large = |given: &Given| given.reading.value.number().is_some_and(|n| n >= LARGE);
        let special = found.iter().all(|given| large(given) && !given.is_general);
        let same_deed = special || pair.likeness.verbs() >= SAME_DEED;
        let [one, other] = found;
        let least = match special {
            true if one.about == other.about => ONE_COUNT,
            true => ONE_OTHERWISE_COUNTED,
            false => ONE_THING,
        };
        same_deed && pair.likeness.odds_without(Slot::Figure) > least
    };
    let happening = |_: &[Given; 2]| {
        let alike = pair.likeness.verbs() >= SAME_DEED && pair.likeness.covers() >= COVERED;
        alike && pair.likeness.odds_without(Slot::Date) > ONE_HAPPENING
    };
    let moment = |_: &[Given; 2]| {
        let alike = pair.likeness.verbs() >= SAME_DEED && pair.likeness.covers() >= COVERED;
        alike && pair.likeness.odds_without(Slot::Moment) > ONE_MOMENT
    };
    [
        figures(story, [a, b]).filter(count),
        dates(story, [a, b]).filter(happening),
        moments(story, [a, b]).filter(moment),
        None,
    ]
}

/// The one figure of each clause that counts what a figure of the other counts, and another number.
fn figures(story: &StoryContext, both: [&Content; 2]) -> Option<[Given; 2]> {
    let [a, b] = both;
    let related = &story.alignment().related;
    let mut found: Option<[&Figure; 2]> = None;
    for one in a.figures.iter().filter(|figure| is_told(story, a, figure)) {
        for other in b.figures.iter().filter(|figure| is_told(story, b, figure)) {
            if !crate::claim::counts_the_same(one, other, related) {
                continue;
            }
            // Two figures of one kind in a clause: which answers which is not known.
            if found.is_some() {
                return None;
            }
            found = Some([one, other]);
        }
    }
    let [one, other] = found?;
    let values = [one, other].map(Value::of_figure);
    let times = one.value.max(other.value) / one.value.min(other.value).max(f64::EPSILON);
    (!values[0].fits(&values[1]) && times <= MOST_TIMES).then_some(())?;
    let knows = |content: &Content, value: &Value, figure: &Figure| {
        let witness = story.witnesses.get(content.clause.place.witness);
        let all = witness.map_or(&[][..], |witness| witness.figures.as_slice());
        all.iter().any(|own| {
            crate::claim::counts_the_same(own, figure, related) && Value::of_figure(own).fits(value)
        })
    };
    // Who gives both tells of two things, or of how one changed.
    let both_known = knows(a, &values[1], other) || knows(b, &values[0], one);
    (!both_known).then_some(())?;
    let abouts = [one, other].map(super::figure::unit_key);
    let [Some(about), Some(other_about)] = abouts else {
        return None;
    };
    let given = |content: &Content, figure: &Figure, about: &str| Given {
        kind: ContradictionKind::Figure,
        about: about.to_owned(),
        is_general: is_general(story, content, figure),
        reading: Reading {
            place: content.clause.place,
            span: figure.span,
            value: Value::of_figure(figure),
            only_as_update: false,
        },
    };
    Some([given(a, one, &about), given(b, other, &other_about)])
}

/// Whether a figure is the report's or a speaker's in indirect words, and counts something.
fn is_told(story: &StoryContext, content: &Content, figure: &Figure) -> bool {
    let place = content.clause.place;
    let number = story
        .witnesses
        .get(place.witness)
        .map(|witness| token_from(witness, figure.number.start));
    let statement = story.statement(place);
    let quoted = statement
        .zip(number)
        .is_none_or(|(statement, number)| statement.is_quoted(number));
    let part = story.witnesses.get(place.witness).zip(number);
    if part.is_some_and(|(witness, number)| super::counts::is_whole(witness, number)) {
        return false;
    }
    let counts = !matches!(&figure.unit, Unit::None | Unit::Ordinal(_));
    counts && !quoted
}

/// Whether a figure counts what a story may count many times: people, shares, time.
fn is_general(story: &StoryContext, content: &Content, figure: &Figure) -> bool {
    let place = content.clause.place;
    let witness = story.witnesses.get(place.witness);
    let next = witness.and_then(|w| w.tokens.get(token_from(w, figure.number.end)));
    let people = next.is_some_and(|token| story.lexicon(place.witness).persons_in_general(token));
    people || !matches!(figure.unit, Unit::Count(_))
}

/// Whether a day is after the day on which a report was published. What is set for a day has one; what
/// happened is dated by where one is, by when it was heard of, and by which part of it is meant.
fn is_ahead(story: &StoryContext, place: Place, day: &DateValue) -> bool {
    let witness = story.witnesses.get(place.witness);
    let published = witness.and_then(|witness| witness.article.metadata.published.as_ref());
    published.is_some_and(|stated| stated.value.to < day.from)
}

/// The one date of each clause, a day that is yet to come.
fn dates(story: &StoryContext, both: [&Content; 2]) -> Option<[Given; 2]> {
    let only = |content: &Content| -> Option<&DateMention> {
        let place = content.clause.place;
        story.statement(place)?;
        let mut inside = story
            .dates(place)
            .filter(|date| content.clause.span.overlaps(date.span));
        let (date, more) = (inside.next()?, inside.next());
        let value = date.value?;
        let day = value.precision == Precision::Day;
        let text = story.witnesses.get(place.witness)?.slice(date.span);
        let by_number = text.contains(|letter: char| letter.is_ascii_digit());
        (more.is_none() && day && by_number && is_ahead(story, place, &value)).then_some(date)
    };
    let [a, b] = both;
    let (one, other) = (only(a)?, only(b)?);
    let (first, second) = (one.value?, other.value?);
    let days = first.from.since(second.from).ok()?.get_days().abs();
    (first.precision == second.precision && !first.overlaps(&second) && days <= MOST_DAYS)
        .then_some(())?;
    let given = |content: &Content, date: &DateMention, value| Given {
        kind: ContradictionKind::Date,
        about: "date".to_owned(),
        is_general: false,
        reading: Reading {
            place: content.clause.place,
            span: date.span,
            value: Value::Date(value),
            only_as_update: false,
        },
    };
    Some([given(a, one, first), given(b, other, second)])
}

/// The one time of day of each clause, with the date beside it.
fn moments(story: &StoryContext, both: [&Content; 2]) -> Option<[Given; 2]> {
    let [a, b] = both;
    let (one, other) = (moment(story, a)?, moment(story, b)?);
    let same_halves = one.clock.half_known && other.clock.half_known;
    let days = match (one.date, other.date) {
        (Some(first), Some(second)) => second.from.since(first.from).ok()?.get_days(),
        _ => 0,
    };
    let second = other.minute() + days * DAY;
    let value = |minute: i32, moment: &Moment| Value::Clock {
        minute,
        slack: if moment.clock.exact { SLACK } else { ROUGH },
    };
    let values = [value(one.minute(), &one), value(second, &other)];
    let near = (one.minute() - second).abs() <= MOST_MINUTES;
    let knows = |content: &Content, clock: &ClockMention| {
        let witness = story.witnesses.get(content.clause.place.witness);
        let mut all = witness.into_iter().flat_map(|witness| &witness.clocks);
        all.any(|own| i32::from(own.apart(clock)) <= SLACK)
    };
    // Who gives both tells of two happenings.
    let known = knows(a, &other.clock) || knows(b, &one.clock);
    (same_halves && near && !known && !values[0].fits(&values[1])).then_some(())?;
    let given = |content: &Content, moment: &Moment, value: &Value| Given {
        kind: ContradictionKind::Date,
        about: "time of day".to_owned(),
        is_general: false,
        reading: Reading {
            place: content.clause.place,
            span: moment.span(),
            value: value.clone(),
            only_as_update: false,
        },
    };
    Some([given(a, &one, &values[0]), given(b, &other, &values[1])])
}

/// A time of day with its date, where the clause gives it.
struct Moment {
    clock: ClockMention,
    date: Option<DateValue>,
    date_span: Option<TextSpan>,
}

impl Moment {
    fn minute(&self) -> i32 {
        i32::from(self.clock.minute)
    }

    fn span(&self) -> TextSpan {
        let date = self.date_span.unwrap_or(self.clock.span);
        self.clock.span.cover(date)
    }
}

fn moment(story: &StoryContext, content: &Content) -> Option<Moment> {
    let place = content.clause.place;
    story.statement(place)?;
    let [clock] = content.clocks[..] else {
        return None;
    };
    let mut inside = story
        .dates(place)
        .filter(|date| content.clause.span.overlaps(date.span));
    let (first, second) = (inside.next(), inside.next());
    let day = |value: &DateValue| value.precision >= Precision::Day;
    second.is_none().then(|| Moment {
        clock: *clock,
        date: first.and_then(|date| date.value).filter(day),
        date_span: first.map(|date| date.span),
    })
}

/// Words that a denial and an affirmation must share, the one denied included.
const SHARED: usize = 2;

/// Two clauses of which one denies what the other affirms, both in plain words.
fn denials(story: &StoryContext, both: [&Content; 2]) -> Option<[Given; 2]> {
    let [a, b] = both;
    let told = |content: &&Content| {
        content.clause.is_whole && story.statement(content.clause.place).is_some()
    };
    let whenever = |content: &&Content| says_since_when(story, content);
    (both.iter().all(told) && !both.iter().any(whenever)).then_some(())?;
    let negated = [a.denies_the_very(b), b.denies_the_very(a)];
    // "Will not appeal" stands against "has appealed", "may appeal" against nothing.
    let unlike = (a.names.len().min(b.names.len()) > 0 && a.names.is_disjoint(&b.names))
        || a.core_in_common(b) + a.names.intersection(&b.names).count() < SHARED;
    let mixed = both
        .iter()
        .zip(negated)
        .any(|(content, no)| content.negates != no);
    (!unlike && !mixed).then_some(())?;
    let supposes = both
        .iter()
        .zip(negated)
        .any(|(content, no)| content.supposes && !no);
    (!supposes).then_some(())?;
    let given = |content: &Content, negated: bool| Given {
        kind: ContradictionKind::Polarity,
        about: format!("whether: {}", words(story, content)),
        is_general: false,
        reading: Reading {
            place: content.clause.place,
            span: content.clause.span,
            value: Value::Words(if negated { "no" } else { "yes" }.to_owned()),
            only_as_update: content.supposes,
        },
    };
    (negated[0] != negated[1]).then(|| [given(a, negated[0]), given(b, negated[1])])
}

/// Whether it says until or since when something was not so, and so that it was before or is after.
fn says_since_when(story: &StoryContext, content: &Content) -> bool {
    let place = content.clause.place;
    let lexicon = story.lexicon(place.witness);
    let witness = story.witnesses.get(place.witness);
    let tokens = witness.map_or(&[][..], |witness| &witness.tokens);
    let mut inside = content.clause.tokens.clone();
    inside.any(|at| lexicon.turning_points.at(tokens, at).is_some())
}

fn words<'a>(story: &StoryContext<'a>, content: &Content) -> &'a str {
    let witness = story.witnesses.get(content.clause.place.witness);
    witness.map_or("", |witness| witness.slice(content.clause.span))
}

//! A figure of a report as an answer to a question: how many of what, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use super::super::value::Value;
use crate::claim::{
    Cover, Related, Statement, StoryContext, Weighed, clause, is_content, token_from, weighed,
};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::witness::{Figure, Term, Unit, Witness};

/// From here on a bare number tells which one it is.
const TELLING: f64 = 10.0;
/// What a relation between two nouns must be worth for both to count one thing.
const SAME_NOUN: f32 = 0.4;
/// Days before its report from which on what a clause dates is another matter.
const OTHER_MATTER_DAYS: i32 = 30;

/// What kind of number a figure is: only numbers of one kind answer one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Counted,
    Money,
    Percent,
    /// Lengths of time and way, of which a story has many.
    Lasting,
    Measured,
    /// A place in an order.
    Place,
}

impl Kind {
    /// Whether a number of this kind is of things that a story counts once.
    pub(super) const fn counts_things(self) -> bool {
        matches!(self, Self::Counted | Self::Measured)
    }
}

/// A figure with the words around it.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) place: Place,
    pub(super) figure: &'a Figure,
    pub(super) kind: Kind,
    /// The stem of what is counted, or of the unit; none for a bare number.
    pub(super) noun: Option<Term>,
    pub(super) counts_people: bool,
    pub(super) value: Value,
    /// The content words of its clause, the figure aside, sorted by stem.
    pub(super) around: Vec<Weighed>,
    /// Whether its sentence says that something changed.
    pub(super) says_changed: bool,
}

impl Mention<'_> {
    /// The words that stand for it.
    pub(super) fn span(&self) -> TextSpan {
        self.figure.span
    }

    /// Whether both say what they count and it may be one thing: the same, people in general, or
    /// words that may stand for each other.
    pub(super) fn counts_alike(&self, related: &Related, other: &Self) -> bool {
        let (Some(one), Some(theirs)) = (self.noun, other.noun) else {
            return false;
        };
        one == theirs
            || related.worth(one, theirs) >= SAME_NOUN
            || self.counts_people && other.counts_people
    }
}

/// All figures of the story that may answer a question, by report and place.
pub(super) fn mentions<'a>(story: &StoryContext<'a>) -> Vec<Mention<'a>> {
    let found = story.statements().flat_map(|statement| {
        let figures = story.figures(statement.place);
        figures.filter_map(move |figure| mention(story, statement, figure))
    });
    found.collect()
}

fn mention<'a>(
    story: &StoryContext<'a>,
    statement: &Statement,
    figure: &'a Figure,
) -> Option<Mention<'a>> {
    let place = statement.place;
    let witness = story.witnesses.get(place.witness)?;
    let number = token_from(witness, figure.number.start);
    let (kind, noun) = kind(story, witness, place, figure)?;
    let aside = statement.is_quoted(number)
        || is_of_a_date(story, place, figure)
        || is_of_another_time(story, witness, statement, number)
        // What became of people counted is for the detector of tolls.
        || super::super::toll::has_fate(story, statement, figure);
    (!aside).then_some(())?;
    let lexicon = story.lexicon(place.witness);
    let next = witness.tokens.get(token_from(witness, figure.number.end));
    let own = |at: &usize| {
        let token = witness.tokens.get(*at);
        token.is_some_and(|t| is_content(t) && !t.span.overlaps(figure.span))
    };
    let whole = clause(witness, &statement.tokens, number);
    let tokens: Vec<usize> = whole.filter(own).collect();
    let mut sentence = statement.tokens.clone();
    Some(Mention {
        place,
        figure,
        kind,
        noun,
        counts_people: next.is_some_and(|t| lexicon.persons.has(t) || lexicon.tolls.has(t)),
        value: Value::of_figure(figure),
        around: weighed(story, place.witness, &tokens),
        says_changed: sentence.any(|at| lexicon.updates.at(&witness.tokens, at).is_some()),
    })
}

/// The kind of a figure and what it counts; none where it answers no question by itself.
fn kind(
    story: &StoryContext,
    witness: &Witness,
    place: Place,
    figure: &Figure,
) -> Option<(Kind, Option<Term>)> {
    let noun = |noun: &str| (!noun.is_empty()).then(|| Term::of(noun));
    match &figure.unit {
        Unit::Count(counted) if counted == "age" => None,
        Unit::Count(counted) => noun(counted).map(|noun| (Kind::Counted, Some(noun))),
        Unit::Ordinal(of) => noun(of).map(|noun| (Kind::Place, Some(noun))),
        Unit::Money(currency) => Some((Kind::Money, noun(currency))),
        Unit::Percent => Some((Kind::Percent, None)),
        Unit::Duration(unit) => Some((Kind::Lasting, noun(unit))),
        Unit::Measure(unit) if unit == "age" || unit == "share" => None,
        Unit::Measure(unit) if LENGTHS.contains(&unit.as_str()) => {
            Some((Kind::Lasting, noun(unit)))
        }
        Unit::Measure(unit) => Some((Kind::Measured, noun(unit))),
        Unit::None => match (
            numbered(story, witness, place, figure),
            whole(story, place, figure),
        ) {
            (Some(noun), _) => Some((Kind::Place, Some(noun))),
            (None, Some(of)) => Some((Kind::Counted, Some(Term::of(of)))),
            (None, None) => (figure.value >= TELLING).then_some((Kind::Counted, None)),
        },
    }
}

/// Measures of length, by which a story measures many things.
const LENGTHS: &[&str] = &[
    "km", "m", "cm", "mm", "mile", "foot", "yard", "inch", "degree", "kph", "mph",
];

/// What a bare number is a part of: "78 of the 201 seats".
fn whole<'a>(story: &StoryContext<'a>, place: Place, figure: &Figure) -> Option<&'a str> {
    /// Letters between a part and its whole: "of the city's".
    const REACH: u32 = 24;
    let witness = story.witnesses.get(place.witness)?;
    let next = story
        .figures(place)
        .find(|other| other.span.start > figure.number.end)?;
    let between = TextSpan::new(figure.number.end, next.number.start);
    let near = between.len() <= REACH && witness.slice(between).trim_start().starts_with("of ");
    match &next.unit {
        Unit::Count(noun) if near && !noun.is_empty() => Some(noun),
        _ => None,
    }
}

/// The noun in front of a bare number that it numbers: "minute 118".
fn numbered(
    story: &StoryContext,
    witness: &Witness,
    place: Place,
    figure: &Figure,
) -> Option<Term> {
    let before = token_from(witness, figure.number.start).checked_sub(1)?;
    let token = witness.tokens.get(before)?;
    let touches = token.span.end + 1 == figure.number.start;
    let lexicon = story.lexicon(place.witness);
    (touches && lexicon.numbered_nouns.has(token)).then_some(token.stem)
}

/// Whether a number is part of a date or a time of day.
fn is_of_a_date(story: &StoryContext, place: Place, figure: &Figure) -> bool {
    let dates = story.dates(place).map(|date| date.span);
    let clocks = story.clocks(place).map(|clock| clock.span);
    let mut spans = dates.chain(clocks);
    spans.any(|span| span.overlaps(figure.number))
}

/// Whether the clause of a number is dated well before its report.
pub(in crate::contradiction) fn is_of_another_time(
    story: &StoryContext,
    witness: &Witness,
    statement: &Statement,
    number: usize,
) -> bool {
    let published = witness.article.metadata.published.as_ref();
    let Some(published) = published.map(|stated| stated.value.from) else {
        return false;
    };
    let tokens = clause(witness, &statement.tokens, number);
    let first = witness.tokens.get(tokens.start);
    let last = witness.tokens.get(tokens.end.saturating_sub(1));
    let Some(span) = first.zip(last).map(|(a, b)| a.span.cover(b.span)) else {
        return false;
    };
    let dates = story.dates(statement.place);
    let mut dates = dates.filter(|date| span.overlaps(date.span));
    dates.any(|date| {
        let value = date.value.map(|value| value.to);
        let days = value.and_then(|to| published.since(to).ok());
        days.is_some_and(|days| days.get_days() > OTHER_MATTER_DAYS)
    })
}

/// One value of one kind, with all places that give it.
pub(super) struct Answer<'a> {
    pub(super) mentions: Vec<Mention<'a>>,
    pub(super) reports: BTreeSet<usize>,
    /// What its mentions count.
    nouns: BTreeSet<Term>,
    counts_people: bool,
}

impl Answer<'_> {
    pub(super) fn kind(&self) -> Kind {
        self.mentions.first().map_or(Kind::Counted, |m| m.kind)
    }

    pub(super) fn number(&self) -> f64 {
        self.mentions.first().map_or(0.0, |m| m.figure.value)
    }

    /// Whether both count one thing: what is counted is said on both sides, and may be the same.
    pub(super) fn counts_alike(&self, related: &Related, other: &Self) -> bool {
        let alike = |x: &Term| {
            let same = |y: &Term| x == y || related.worth(*x, *y) >= SAME_NOUN;
            other.nouns.iter().any(same)
        };
        self.counts_people && other.counts_people || self.nouns.iter().any(alike)
    }
}

/// Answers of a story: mentions of one value of one kind that may be of one thing.
pub(super) fn answers<'a>(related: &Related, mentions: Vec<Mention<'a>>) -> Vec<Answer<'a>> {
    let mut by_value: BTreeMap<(Kind, u64), Vec<Mention<'a>>> = BTreeMap::new();
    for mention in mentions {
        let key = (mention.kind, mention.figure.value.to_bits());
        by_value.entry(key).or_default().push(mention);
    }
    let parted = by_value.into_values();
    parted
        .flat_map(|all| of_one_thing(related, all))
        .map(answer)
        .collect()
}

/// Mentions of one number, parted by what they count. A bare number goes with those that stand
/// among the same words.
fn of_one_thing<'a>(related: &Related, mentions: Vec<Mention<'a>>) -> Vec<Vec<Mention<'a>>> {
    let (named, bare): (Vec<_>, Vec<_>) = mentions.into_iter().partition(|m| m.noun.is_some());
    let mut things: Vec<Vec<Mention<'a>>> = Vec::new();
    for mention in named.into_iter().chain(bare) {
        let fits = |thing: &Vec<Mention<'a>>| {
            let mut members = thing.iter().take(FELLOWS);
            members.any(|other| goes_with(related, &mention, other))
        };
        let home = things.iter().position(fits);
        match home {
            Some(at) => things[at].push(mention),
            None => things.push(vec![mention]),
        }
    }
    things
}

/// Mentions of an answer that a further one is compared with.
const FELLOWS: usize = 12;
/// Bits of words in common from which a bare number is of the same thing.
const SAME_WORDS: f32 = 2.0;
/// From here on two equal numbers are hardly of two things.
const HUGE: f64 = 100_000.0;

/// Bits of words that two mentions of one number must share where one says not what it counts.
fn least_words(value: f64) -> f32 {
    let exact = value.fract().abs() > f64::EPSILON || value % 10.0 > 0.0 && value > 100.0;
    match value {
        _ if value >= HUGE || exact => 0.0,
        _ => SAME_WORDS,
    }
}

fn goes_with(related: &Related, mention: &Mention, other: &Mention) -> bool {
    let named = mention.noun.is_some() && other.noun.is_some();
    if named && mention.counts_alike(related, other) {
        return true;
    }
    let least = match named {
        true => SAME_WORDS,
        false => least_words(mention.figure.value),
    };
    let words = Cover::of(related, &mention.around, &other.around, |w| w.distinctive);
    mention.figure.value >= TELLING && words.bits() >= least
}

fn answer(mentions: Vec<Mention>) -> Answer {
    Answer {
        reports: mentions.iter().map(|m| m.place.witness).collect(),
        nouns: mentions.iter().filter_map(|m| m.noun).collect(),
        counts_people: mentions.iter().any(|m| m.noun.is_some() && m.counts_people),
        mentions,
    }
}

//! Which clauses are one claim.
//!
//! Pairs come from an index of words, so that the work grows with what is shared. Groups grow from
//! the likeliest pair down; two groups are joined where their members, on average, more likely
//! state the same than not (group-average linkage; Sokal and Michener 1958).

use std::collections::BTreeMap;

use super::content::{Content, Contents, Weighed};
use super::context::StoryContext;
use super::likeness::{Cover, Likeness};
use super::related::Related;
use super::settle::{self, Judged};
use super::sharpen::{self, Sharpening};
use super::sharpened_weights::SHARPENED_SETTLING;
use super::weights::SETTLING;
use crate::collation::Place;
use crate::origins::Groups;
use crate::witness::{Term, Unit};

/// Clauses that a word may stand in and still propose pairs: what half the story says proposes
/// nothing.
const MOST_CLAUSES: usize = 120;
/// Pairs that a clause takes part in, at most, the most promising first.
const MOST_PAIRS: usize = 40;
/// Least bits that a pair must share to be looked at.
const LEAST_BITS: f32 = 0.7;
/// Members of a group that are compared when groups are joined.
const COMPARED: usize = 6;
/// What a relation must be worth to propose a pair.
const PROPOSING: f32 = 0.4;
/// Likeliest fellows of a clause of which each two are compared, too.
const MOST_THIRDS: usize = 8;
/// What a pair lacks that nothing proposed.
const NOT_PROPOSED: f64 = 1.0;
/// Odds of clauses that cannot be one claim.
const APART: f64 = -50.0;

/// Least odds of a pair that joins two groups, and of all pairs between them on average.
/// A little below even: what three reports say in three ways is more likely one thing than each
/// pair alone shows.
const LEAST_ODDS: f64 = 0.3;

/// A pair of clauses, by index, with its features.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) clauses: [usize; 2],
    pub(crate) likeness: Likeness,
    /// Whether they cannot be one claim, however alike.
    pub(crate) apart: bool,
    /// Whether they state two things by themselves: one in a person's mouth, or one that ranks what
    /// the other tells.
    keeps_apart: bool,
    /// Whether both stand in the text of one report, which seldom says a thing twice.
    of_one_report: bool,
    /// Whether the two alone do not show that they are one claim.
    shows_nothing: bool,
    /// Logarithm of the odds that both state the same, by all that was compared.
    pub(crate) odds: f64,
    /// How near the clauses and their sentences are in meaning, where a model says so.
    pub(crate) nearness: Option<[f64; 2]>,
}

impl Pair {
    /// Whether the clauses tell two happenings, however alike.
    fn is_of_two(&self) -> bool {
        self.apart || self.likeness.tells_two()
    }
}

/// The clauses of a story with the pairs that were compared.
pub(crate) struct Alignment<'a> {
    pub(crate) contents: Contents<'a>,
    pub(crate) related: Related,
    sharpening: Option<Sharpening>,
    /// Sorted.
    pub(crate) pairs: Vec<Pair>,
}

/// Odds from which two clauses surely state the same, so that they corroborate: nine in ten of such
/// pairs do in stories that the weights were not fitted on.
const SURE: f64 = 2.5;
/// Odds of two clauses that alone do not show that they are one claim, at most: they may be, for all
/// that stands around them says, but they are not sure to be.
const UNSHOWN: f64 = 1.9;
/// Odds from which two clauses of one date tell one happening.
const ONE_HAPPENING: f64 = -2.0;

impl<'a> Alignment<'a> {
    /// Whether the clauses at two places of the texts, given by a byte in each, tell one happening,
    /// if their dates do not gainsay it.
    pub(crate) fn tells_one(&self, a: (Place, u32), b: (Place, u32)) -> bool {
        let (Some(a), Some(b)) = (self.clause_at(a), self.clause_at(b)) else {
            return false;
        };
        self.pair(a, b)
            .is_some_and(|pair| !pair.is_of_two() && pair.odds > ONE_HAPPENING)
    }

    /// Whether the clauses at two places tell two things, whatever their sentences share.
    pub(crate) fn tells_two(&self, a: (Place, u32), b: (Place, u32)) -> bool {
        let clauses = self.clause_at(a).zip(self.clause_at(b));
        let pair = clauses.and_then(|(a, b)| self.pair(a, b));
        pair.is_some_and(Pair::is_of_two)
    }

    /// Share of what happens in some clauses that others carry: their words by rarity, names, dates
    /// and figures aside; one where nothing else is in them.
    pub(super) fn carried(&self, said: &[usize], by: &[usize]) -> f32 {
        let core = |clauses: &[usize]| {
            let found = clauses
                .iter()
                .filter_map(|at| self.contents.clauses.get(*at));
            let mut words: Vec<Weighed> = found.flat_map(|content| content.core.clone()).collect();
            words.sort_by_key(|word| word.stem);
            words.dedup_by_key(|word| word.stem);
            words
        };
        let (said, by) = (core(said), core(by));
        match said.is_empty() {
            true => 1.0,
            false => Cover::of(&self.related, &said, &by, |word| word.background).first(),
        }
    }

    /// Whether two clauses, by index, surely state the same.
    pub(crate) fn is_sure(&self, a: usize, b: usize) -> bool {
        self.pair(a, b)
            .is_some_and(|pair| !pair.apart && pair.odds > SURE)
    }

    fn pair(&self, a: usize, b: usize) -> Option<&Pair> {
        let key = [a.min(b), a.max(b)];
        let found = self.pairs.binary_search_by_key(&key, |pair| pair.clauses);
        self.pairs.get(found.ok()?)
    }

    /// The clause of a sentence that holds a byte, or the first that ends behind it.
    fn clause_at(&self, (place, byte): (Place, u32)) -> Option<usize> {
        let mut of_sentence = self.contents.of_sentence(place);
        of_sentence.find(|at| {
            self.contents
                .clauses
                .get(*at)
                .is_some_and(|c| byte < c.clause.span.end)
        })
    }

    /// Reads and compares the clauses of a story.
    pub(crate) fn of(story: &StoryContext<'a>) -> Self {
        let contents = Contents::of(story);
        let sharpening = story
            .model()
            .map(|model| Sharpening::of(story, &contents, model));
        let mut alignment = Self {
            contents,
            related: Related::of(story),
            sharpening,
            pairs: Vec::new(),
        };
        let comparing = alignment.comparing(story);
        let mut pairs = comparing.pairs();
        comparing.add_thirds(&mut pairs);
        settle_all(&alignment.contents, &mut pairs);
        alignment.pairs = pairs;
        alignment
    }

    fn comparing<'c>(&'c self, story: &'c StoryContext<'a>) -> Comparing<'c, 'a> {
        Comparing {
            story,
            contents: &self.contents,
            related: &self.related,
            sharpening: self.sharpening.as_ref(),
        }
    }
}

/// What clauses are compared with.
struct Comparing<'c, 's> {
    story: &'c StoryContext<'s>,
    contents: &'c Contents<'s>,
    related: &'c Related,
    sharpening: Option<&'c Sharpening>,
}

impl Comparing<'_, '_> {
    /// Pairs of clauses worth comparing, sorted.
    fn pairs(&self) -> Vec<Pair> {
        let index = index(self.contents);
        let mut kept: Vec<[usize; 2]> = Vec::new();
        for (at, content) in stating(self.contents) {
            kept.extend(promising(self.contents, self.related, &index, at, content));
        }
        if let Some(sharpening) = self.sharpening {
            let stating: Vec<usize> = stating(self.contents).map(|(at, _)| at).collect();
            kept.extend(sharpening.nearest(self.contents, &stating));
        }
        kept.sort_unstable();
        kept.dedup();
        kept.into_iter()
            .filter_map(|clauses| self.pair(clauses))
            .collect()
    }

    fn pair(&self, clauses: [usize; 2]) -> Option<Pair> {
        let [a, b] = clauses.map(|at| self.contents.clauses.get(at));
        let (a, b) = (a?, b?);
        let likeness = Likeness::of(self.story, self.contents, self.related, a, b);
        let nearness = self
            .sharpening
            .map(|sharpening| sharpening.nearness(clauses));
        let by_words = likeness.log_odds();
        let is_thin = likeness.shows_nothing() && !nearness.is_some_and(sharpen::is_near);
        Some(Pair {
            clauses,
            likeness,
            apart: a.is_beside(b) || a.is_apart(b, self.related) || likeness.gives_otherwise(),
            keeps_apart: likeness.is_of_two_mouths() || a.ranks_alone(b),
            of_one_report: self.are_of_one_text(a, b),
            shows_nothing: is_thin || a.is_scant() || b.is_scant(),
            odds: match nearness {
                Some(nearness) => sharpen::sharpened(by_words, nearness),
                None => by_words,
            },
            nearness,
        })
    }

    /// Whether two clauses stand in the text of one report, neither in a headline.
    fn are_of_one_text(&self, a: &Content, b: &Content) -> bool {
        let [x, y] = [a, b].map(|content| content.clause.place);
        x.witness == y.witness && ![x, y].iter().any(|place| self.story.is_headline(*place))
    }

    /// Adds the pairs of clauses that a third is likely to state the same as.
    fn add_thirds(&self, pairs: &mut Vec<Pair>) {
        let mut likely: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for pair in pairs
            .iter()
            .filter(|pair| !pair.apart && pair.odds > LEAST_ODDS)
        {
            let [a, b] = pair.clauses;
            likely.entry(a).or_default().push((pair.odds, b));
            likely.entry(b).or_default().push((pair.odds, a));
        }
        let mut new: Vec<[usize; 2]> = Vec::new();
        for others in likely.values_mut() {
            others.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            others.truncate(MOST_THIRDS);
            let each = others.iter().enumerate();
            new.extend(each.flat_map(|(at, (_, a))| {
                let rest = others.iter().skip(at + 1);
                rest.map(|(_, b)| [*a.min(b), *a.max(b)])
            }));
        }
        let known = |pair: &[usize; 2]| {
            pairs
                .binary_search_by_key(pair, |pair| pair.clauses)
                .is_ok()
        };
        new.retain(|pair| !known(pair));
        new.sort_unstable();
        new.dedup();
        pairs.extend(new.into_iter().filter_map(|clauses| self.pair(clauses)));
        pairs.sort_by_key(|pair| pair.clauses);
    }
}

/// Gives every pair the odds that it has by all that was compared.
fn settle_all(contents: &Contents, pairs: &mut [Pair]) {
    let features = settle::features(contents, &judged(pairs, |pair| pair.odds));
    for (pair, features) in pairs.iter_mut().zip(features) {
        let weights = match pair.nearness {
            Some(_) => &SHARPENED_SETTLING,
            None => &SETTLING,
        };
        let settled = settle::settled(&features, weights);
        // What keeps apart joins no groups, and parts none that others join; what shows nothing itself
        // is never sure, and so corroborates nothing.
        let most = match (pair.keeps_apart, pair.shows_nothing) {
            _ if pair.of_one_report && settled <= SURE => LEAST_ODDS,
            (true, _) => LEAST_ODDS,
            (_, true) => UNSHOWN,
            _ => f64::MAX,
        };
        pair.odds = settled.min(most);
    }
}

pub(super) fn judged(pairs: &[Pair], odds: impl Fn(&Pair) -> f64) -> Vec<Judged> {
    let judged = |pair: &Pair| Judged {
        clauses: pair.clauses,
        odds: if pair.apart { APART } else { odds(pair) },
    };
    pairs.iter().map(judged).collect()
}

fn odds_of(pair: &Pair) -> f64 {
    match pair.apart {
        true => APART,
        false => pair.odds,
    }
}

/// The clauses that state something themselves.
fn stating<'c>(contents: &'c Contents) -> impl Iterator<Item = (usize, &'c Content<'c>)> {
    let all = contents.clauses.iter().enumerate();
    all.filter(|(_, content)| !content.clause.introduces)
}

fn index(contents: &Contents) -> BTreeMap<Term, Vec<usize>> {
    let mut index: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (at, content) in stating(contents) {
        for word in &content.words {
            index.entry(word.stem).or_default().push(at);
        }
        for mark in marks(content) {
            index.entry(mark.0).or_default().push(at);
        }
    }
    index
}

/// Bits of a figure, of a date and of a name that two clauses share.
const FIGURE: f32 = 3.5;
const DATE: f32 = 1.5;
const NAME: f32 = 0.8;
/// Bits of what is counted.
const COUNTED: f32 = 1.0;

/// What a clause says besides words, as terms of the index that no word has.
fn marks(content: &Content) -> Vec<(Term, f32)> {
    let values = content
        .figures
        .iter()
        .map(|figure| (format!("# {:.1e}", figure.value), FIGURE));
    let counted = content
        .figures
        .iter()
        .filter_map(|figure| match &figure.unit {
            Unit::Count(noun) => Some((format!("% {noun}"), COUNTED)),
            _ => None,
        });
    let dates = content
        .dates
        .iter()
        .map(|date| (format!("@ {}", date.from), DATE));
    let clocks = content
        .clocks
        .iter()
        .map(|clock| (format!(": {}", clock.minute % 720 / 5), DATE));
    let names = content.names.iter().map(|name| (format!("& {name}"), NAME));
    let all = values
        .chain(counted)
        .chain(dates)
        .chain(clocks)
        .chain(names);
    all.map(|(mark, worth)| (Term::of(&mark), worth)).collect()
}

/// The pairs of one clause with others, by the bits that they share.
fn promising(
    contents: &Contents,
    related: &Related,
    index: &BTreeMap<Term, Vec<usize>>,
    at: usize,
    content: &Content,
) -> Vec<[usize; 2]> {
    let mut bits: BTreeMap<usize, f32> = BTreeMap::new();
    for word in &content.words {
        let others = related
            .with(word.stem)
            .iter()
            .filter(|(_, worth)| *worth >= PROPOSING);
        for (stem, worth) in std::iter::once(&(word.stem, 1.0)).chain(others) {
            let clauses = index
                .get(stem)
                .filter(|clauses| clauses.len() <= MOST_CLAUSES);
            for other in clauses.into_iter().flatten().filter(|other| **other != at) {
                *bits.entry(*other).or_default() += worth * word.distinctive;
            }
        }
    }
    for (mark, worth) in marks(content) {
        let clauses = index
            .get(&mark)
            .filter(|clauses| clauses.len() <= MOST_CLAUSES);
        for other in clauses.into_iter().flatten().filter(|other| **other != at) {
            *bits.entry(*other).or_default() += worth;
        }
    }
    let mut found: Vec<(usize, f32)> = bits.into_iter().filter(|(_, b)| *b >= LEAST_BITS).collect();
    let relative = |(other, bits): &(usize, f32)| {
        let words = contents.clauses.get(*other).map_or(1, |c| c.words.len());
        bits / (words.max(content.words.len()) as f32).sqrt()
    };
    found.sort_by(|x, y| relative(y).total_cmp(&relative(x)).then(x.0.cmp(&y.0)));
    found.truncate(MOST_PAIRS);
    found
        .into_iter()
        .map(|(other, _)| [at.min(other), at.max(other)])
        .collect()
}

/// The clauses of a story in groups that state the same, as indices, each group sorted.
pub(super) fn groups<'a>(story: &StoryContext<'a>, alignment: &Alignment<'a>) -> Vec<Vec<usize>> {
    let contents = &alignment.contents;
    let known = alignment
        .pairs
        .iter()
        .map(|pair| (pair.clauses, odds_of(pair)));
    let mut known: BTreeMap<[usize; 2], f64> = known.collect();
    let mut likely: Vec<([usize; 2], f64)> = known
        .iter()
        .filter(|(_, odds)| **odds > LEAST_ODDS)
        .map(|(pair, odds)| (*pair, *odds))
        .collect();
    likely.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut groups = Groups::of(contents.clauses.len());
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let comparing = alignment.comparing(story);
    let mut odds = |pair: [usize; 2]| {
        *known.entry(pair).or_insert_with(|| {
            let pair = comparing.pair(pair);
            pair.map_or(APART, |pair| odds_of(&pair) - NOT_PROPOSED)
        })
    };
    for ([a, b], _) in likely {
        let (first, second) = (groups.find(a), groups.find(b));
        if first == second {
            continue;
        }
        let of = |root: usize, own: usize| members.get(&root).cloned().unwrap_or_else(|| vec![own]);
        let (left, right) = (of(first, a), of(second, b));
        if mean_odds(&left, &right, &mut odds) <= LEAST_ODDS {
            continue;
        }
        groups.merge(first, second);
        let mut all = [left, right].concat();
        all.sort_unstable();
        members.remove(&first);
        members.remove(&second);
        members.insert(groups.find(a), all);
    }
    groups.members()
}

/// Mean odds of the pairs between two groups.
fn mean_odds(left: &[usize], right: &[usize], odds: &mut impl FnMut([usize; 2]) -> f64) -> f64 {
    let mut all: Vec<f64> = Vec::new();
    for a in left.iter().take(COMPARED) {
        for b in right.iter().take(COMPARED) {
            all.push(odds([*a.min(b), *a.max(b)]));
        }
    }
    if all.iter().any(|odds| *odds <= APART) {
        return APART;
    }
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

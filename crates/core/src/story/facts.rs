//! What is told of a story besides its reports: how many, from when to when, by whom.

use super::sketch::{Sketch, number};
use crate::time::DateValue;
use crate::witness::Term;

/// Outlets that are told apart; more are not counted.
const MOST_OUTLETS: usize = 64;

/// Facts of one report or of many.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Reports, copies counted each.
    pub(super) reports: u32,
    /// Distinct texts.
    pub(super) texts: u32,
    /// Outlets by the hash of their name, sorted.
    pub(super) outlets: Vec<u32>,
    /// The earliest time of publication stated.
    pub(super) first: Option<DateValue>,
    /// The latest.
    pub(super) last: Option<DateValue>,
    /// What puts the first report before all others, with its title.
    pub(super) founder: Founder,
}

/// The first report of a story: the earliest, ties to the smaller text hash, undated ones last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Founder {
    pub(super) day: i32,
    pub(super) text: Term,
    pub(super) title: Box<str>,
}

impl Default for Founder {
    fn default() -> Self {
        Self {
            day: i32::MAX,
            text: Term(u64::MAX),
            title: Box::default(),
        }
    }
}

impl Facts {
    /// The facts of one report.
    pub(super) fn of(sketch: &Sketch) -> Self {
        let outlet = (!sketch.outlet.is_empty()).then(|| number(Term::of(&sketch.outlet)));
        Self {
            reports: 1,
            texts: 1,
            outlets: outlet.into_iter().collect(),
            first: sketch.published,
            last: sketch.published,
            founder: Founder {
                day: sketch.day.unwrap_or(i32::MAX),
                text: sketch.text,
                title: sketch.title.as_str().into(),
            },
        }
    }

    /// Takes in the facts of other reports.
    pub(super) fn add(&mut self, other: &Self) {
        self.reports += other.reports;
        self.texts += other.texts;
        for outlet in &other.outlets {
            if let Err(at) = self.outlets.binary_search(outlet)
                && self.outlets.len() < MOST_OUTLETS
            {
                self.outlets.insert(at, *outlet);
            }
        }
        let earlier = |x, y| if moment(&y) < moment(&x) { y } else { x };
        let later = |x, y| if moment(&y) > moment(&x) { y } else { x };
        self.first = either(self.first, other.first, earlier);
        self.last = either(self.last, other.last, later);
        if other.founder < self.founder {
            self.founder = other.founder.clone();
        }
    }
}

/// The order of times: by day, then by the clock, a time without one first.
fn moment(time: &DateValue) -> impl Ord {
    (time.from, time.second_of_day, time.iso_from())
}

fn either<T>(x: Option<T>, y: Option<T>, both: impl Fn(T, T) -> T) -> Option<T> {
    match (x, y) {
        (Some(x), Some(y)) => Some(both(x, y)),
        (x, y) => x.or(y),
    }
}

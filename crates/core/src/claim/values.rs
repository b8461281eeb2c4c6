//! What two clauses give of one kind: figures, dates, times of day, each compared by value.

use super::content::{Content, Contents};
use super::related::Related;
use crate::time::{DateValue, Precision};
use crate::witness::{Bound, ClockMention, Figure, Term, Unit};

/// What the values of two clauses have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agreement {
    /// How much is given by both.
    pub(super) same: f64,
    /// How many are given otherwise by the other clause.
    pub(super) different: f64,
}

impl Agreement {
    /// Whether both give values of one kind and not one of them in common.
    pub(super) fn is_otherwise(self) -> bool {
        self.same <= 0.0 && self.different > 0.0
    }

    fn add(&mut self, worth: f64, given: bool) {
        self.same += worth;
        self.different += f64::from(u8::from(worth <= 0.0 && given));
    }
}

/// What a figure is worth that counts something else in the other clause ("240 firefighters", "240
/// men and women"): large numbers seldom meet by chance.
const OTHERWISE_COUNTED: f64 = 0.6;
/// From here on a bare number tells which count it is.
const LARGE: f64 = 10.0;

pub(super) fn figures(a: &Content, b: &Content, related: &Related) -> Agreement {
    let mut agreement = Agreement::default();
    for figure in &a.figures {
        let worth = |other: &&Figure| meeting(figure, other, related);
        let best = b.figures.iter().map(worth).fold(0.0, f64::max);
        let given = b
            .figures
            .iter()
            .any(|other| comparable(figure, other, related));
        agreement.add(best, given);
    }
    agreement
}

/// What it is worth that one clause gives a figure and the other another, 0 to 1.
fn meeting(a: &Figure, b: &Figure, related: &Related) -> f64 {
    let close = fits(a, b);
    if close && comparable(a, b, related) {
        return 1.0;
    }
    let equal = (a.value - b.value).abs() < f64::EPSILON;
    let counts = |unit: &Unit| matches!(unit, Unit::Count(_) | Unit::None);
    let counted = counts(&a.unit) && counts(&b.unit);
    if equal && counted && a.value >= LARGE {
        OTHERWISE_COUNTED
    } else {
        0.0
    }
}

/// Whether two figures count one kind of thing.
pub(crate) fn comparable(a: &Figure, b: &Figure, related: &Related) -> bool {
    match (&a.unit, &b.unit) {
        (Unit::Count(x), Unit::Count(y)) | (Unit::Ordinal(x), Unit::Ordinal(y)) => {
            let (x, y) = (Term::of(x), Term::of(y));
            x == y || related.with(x).iter().any(|(other, _)| *other == y)
        }
        // "four" and "four people" meet too easily; larger numbers tell.
        (Unit::None, Unit::Count(_)) | (Unit::Count(_), Unit::None) => {
            a.value.min(b.value) >= LARGE
        }
        (x, y) => x == y,
    }
}

/// Relative difference that rounding explains where a figure is not given exactly.
const ROUNDING: f64 = 0.06;

pub(super) fn fits(a: &Figure, b: &Figure) -> bool {
    let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
    let reach = low.upper.unwrap_or(low.value);
    let rounded = a.bound != Bound::Exact || b.bound != Bound::Exact;
    let margin = if rounded {
        high.value.abs() * ROUNDING
    } else {
        0.0
    };
    reach + margin >= high.value
        || (low.bound == Bound::AtLeast && high.value <= low.value * 1.5)
        || (high.bound == Bound::AtMost && low.value * 1.5 >= high.value)
}

/// The dates of two clauses; one that many sentences give is worth less.
pub(super) fn dates(contents: &Contents, a: &Content, b: &Content) -> Agreement {
    let mut agreement = Agreement::default();
    for date in &a.dates {
        // "By 2022" and "in November 2022" need not be one time.
        let as_exact = |other: &DateValue| {
            (date.precision == Precision::Year) == (other.precision == Precision::Year)
        };
        let worth = |other: &DateValue| match date.overlaps(other) && as_exact(other) {
            true => contents
                .worth_of_date(date)
                .min(contents.worth_of_date(other)),
            false => 0.0,
        };
        let best = b.dates.iter().map(worth).fold(0.0, f64::max);
        let otherwise = !b.dates.is_empty() && !b.dates.iter().any(|other| date.overlaps(other));
        agreement.add(best, otherwise);
    }
    agreement
}

/// Minutes by which two times of day of one happening may differ, and rough ones.
const SLACK: u16 = 10;
const ROUGH: u16 = 20;

pub(super) fn clocks(a: &Content, b: &Content) -> Agreement {
    let near = |one: &ClockMention, other: &ClockMention| {
        let exact = one.exact && other.exact;
        one.apart(other) <= if exact { SLACK } else { ROUGH }
    };
    let mut agreement = Agreement::default();
    for one in &a.clocks {
        let met = b.clocks.iter().any(|other| near(one, other));
        agreement.add(f64::from(u8::from(met)), !b.clocks.is_empty());
    }
    agreement
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextSpan;

    fn figure(value: f64, unit: Unit, bound: Bound) -> Figure {
        Figure {
            span: TextSpan::new(0, 1),
            number: TextSpan::new(0, 1),
            value,
            upper: None,
            unit,
            bound,
        }
    }

    fn count(value: f64, of: &str) -> Figure {
        figure(value, Unit::Count(of.to_owned()), Bound::Exact)
    }

    #[test]
    fn figures_fit_within_what_they_leave_open() {
        let about = |value| figure(value, Unit::None, Bound::About);
        let exact = |value| figure(value, Unit::None, Bound::Exact);
        let least = |value| figure(value, Unit::None, Bound::AtLeast);
        let most = |value| figure(value, Unit::None, Bound::AtMost);
        assert!(fits(&exact(240.0), &exact(240.0)));
        assert!(!fits(&exact(240.0), &exact(245.0)));
        assert!(fits(&about(240.0), &exact(250.0)));
        assert!(!fits(&about(240.0), &exact(280.0)));
        assert!(fits(&least(200.0), &exact(240.0)));
        assert!(!fits(&least(200.0), &exact(900.0)));
        assert!(fits(&most(250.0), &exact(200.0)));
    }

    #[test]
    fn only_large_numbers_tell_what_they_count() {
        let related = Related::default();
        let bare = |value| figure(value, Unit::None, Bound::Exact);
        assert!(comparable(
            &count(4.0, "boat"),
            &count(9.0, "boat"),
            &related
        ));
        assert!(!comparable(
            &count(4.0, "boat"),
            &count(4.0, "pier"),
            &related
        ));
        assert!(!comparable(&count(4.0, "boat"), &bare(4.0), &related));
        assert!(comparable(&count(240.0, "boat"), &bare(240.0), &related));
        assert!(meeting(&count(240.0, "boat"), &count(240.0, "pier"), &related) > 0.0);
        assert!(meeting(&count(4.0, "boat"), &count(4.0, "pier"), &related) <= 0.0);
    }
}

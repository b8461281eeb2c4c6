//! When two values are the same, given how exactly each is put.

use crate::time::DateValue;
use crate::witness::{Bound, Figure, Unit};

/// What a reading says, in a form that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A number, as the interval that its wording leaves open.
    Number {
        /// Least value that the wording allows.
        low: f64,
        /// Greatest value that it allows.
        high: f64,
        /// The number as written, to tell what grows.
        stated: f64,
    },
    /// A date.
    Date(DateValue),
    /// Minutes since midnight, with the minutes by which it may be off.
    Clock {
        /// Minutes since midnight.
        minute: i32,
        /// By so much it may be off.
        slack: i32,
    },
    /// Words that are the same or not.
    Words(String),
}

impl Value {
    /// The value of a figure.
    pub(crate) fn of_figure(figure: &Figure) -> Self {
        let (low, high) = interval(figure);
        Self::Number {
            low,
            high,
            stated: figure.value,
        }
    }

    /// Whether both can be right.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Number { low, high, .. },
                Self::Number {
                    low: other_low,
                    high: other_high,
                    ..
                },
            ) => low <= other_high && other_low <= high,
            (Self::Date(a), Self::Date(b)) => a.overlaps(b),
            (
                Self::Clock { minute, slack },
                Self::Clock {
                    minute: other,
                    slack: others,
                },
            ) => (minute - other).abs() <= slack + others,
            (Self::Words(a), Self::Words(b)) => a == b,
            _ => true,
        }
    }

    /// The number as written.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Number { stated, .. } => Some(*stated),
            _ => None,
        }
    }
}

/// By how much "about" widens a number, as a share of it.
const ABOUT: f64 = 0.10;
/// Counts below this are taken to be exact: "two dead" is not a rounding of "three".
const EXACT_BELOW: f64 = 100.0;

fn interval(figure: &Figure) -> (f64, f64) {
    let upper = figure.upper.unwrap_or(figure.value);
    let slack = rounding(figure.value, &figure.unit);
    let (low, high) = (figure.value - slack, upper + rounding(upper, &figure.unit));
    match figure.bound {
        Bound::Exact => (low, high),
        Bound::About => (
            low.min(figure.value - ABOUT * figure.value.abs()),
            high.max(upper + ABOUT * upper.abs()),
        ),
        Bound::AtLeast => (low, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, high),
    }
}

/// Half of the last place that a number seems to be given to: 50 for 3,200, 0.05 for 6.4.
fn rounding(value: f64, unit: &Unit) -> f64 {
    let whole = value.fract().abs() < f64::EPSILON;
    let counted = match unit {
        Unit::Count(_) | Unit::Ordinal(_) | Unit::None => true,
        Unit::Measure(unit) => unit == "age",
        _ => false,
    };
    if !value.is_finite() || (whole && counted && value.abs() < EXACT_BELOW) {
        return 0.0;
    }
    if whole {
        return 0.5 * trailing_place(value.abs());
    }
    let shown = format!("{value}");
    let decimals = shown.split_once('.').map_or(0, |(_, d)| d.len().min(9));
    0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(0))
}

/// 100 for 3,200; 1 for 3,201; at most a tenth of the number for round ones like 1,000.
fn trailing_place(value: f64) -> f64 {
    let mut place = 1.0;
    while place < value && (value % (place * 10.0)).abs() < f64::EPSILON {
        place *= 10.0;
    }
    if place > 1.0 && place >= value {
        value / 10.0
    } else {
        place.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextSpan;

    fn count(value: f64, bound: Bound) -> Value {
        let unit = Unit::Count("people".into());
        figure(value, bound, unit)
    }

    fn figure(value: f64, bound: Bound, unit: Unit) -> Value {
        Value::of_figure(&Figure {
            span: TextSpan::default(),
            number: TextSpan::default(),
            value,
            upper: None,
            unit,
            bound,
        })
    }

    #[test]
    fn rounding_is_no_disagreement() {
        assert!(count(3_200.0, Bound::Exact).fits(&count(3_217.0, Bound::Exact)));
        assert!(count(100.0, Bound::AtLeast).fits(&count(130.0, Bound::Exact)));
        assert!(count(90.0, Bound::About).fits(&count(94.0, Bound::Exact)));
        let billions = |value| figure(value, Bound::Exact, Unit::Money("USD".into()));
        assert!(billions(3e9).fits(&billions(3.2e9)));
    }

    #[test]
    fn small_counts_are_exact() {
        assert!(!count(2.0, Bound::Exact).fits(&count(3.0, Bound::Exact)));
        assert!(!count(3_200.0, Bound::About).fits(&count(2_400.0, Bound::About)));
        assert!(!count(100.0, Bound::AtLeast).fits(&count(80.0, Bound::Exact)));
        let percent = |value| figure(value, Bound::Exact, Unit::Percent);
        assert!(!percent(6.4).fits(&percent(6.1)));
    }

    #[test]
    fn clocks_have_slack() {
        let at = |minute, slack| Value::Clock { minute, slack };
        assert!(at(240, 15).fits(&at(250, 0)));
        assert!(!at(240, 15).fits(&at(260, 0)));
    }
}

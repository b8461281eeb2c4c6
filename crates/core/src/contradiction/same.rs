//! Findings that several detectors make of one thing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Reading, Value};
use crate::dossier::ContradictionKind;

/// From here on a number that two findings share tells that they are of one thing.
const LARGE: f64 = 100.0;

/// A number as whole units, or none where it is too small to tell.
fn large(reading: &Reading) -> Option<i64> {
    let number = reading
        .value
        .number()
        .filter(|number| number.abs() >= LARGE)?;
    // Numbers of news are far below what this cuts off.
    #[allow(clippy::cast_possible_truncation, reason = "a key for equal numbers")]
    Some(number.round() as i64)
}

/// The readings of the two values that most reports give: of what several numbers are given, the
/// others are likely of parts of it, or of something else.
pub(super) fn of_two_values(readings: Vec<Reading>) -> Vec<Reading> {
    let mut values: Vec<(Value, BTreeSet<usize>)> = Vec::new();
    for reading in &readings {
        let witness = reading.place.witness;
        match values
            .iter_mut()
            .find(|(value, _)| value.fits(&reading.value))
        {
            Some((_, reports)) => {
                reports.insert(witness);
            }
            None => values.push((reading.value.clone(), BTreeSet::from([witness]))),
        }
    }
    // Stable: of values that equally many give, the first stay.
    values.sort_by_key(|(_, reports)| std::cmp::Reverse(reports.len()));
    values.truncate(2);
    let kept = |reading: &Reading| values.iter().any(|(value, _)| value.fits(&reading.value));
    readings.into_iter().filter(kept).collect()
}

/// Findings of figures that part between the very same large numbers are one, the first of them.
pub(super) fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    let mut known: BTreeMap<BTreeSet<i64>, usize> = BTreeMap::new();
    for finding in findings {
        let numbers: Option<BTreeSet<i64>> = finding.readings.iter().map(large).collect();
        let numbers =
            numbers.filter(|all| all.len() == 2 && finding.kind == ContradictionKind::Figure);
        let Some(numbers) = numbers else {
            kept.push(finding);
            continue;
        };
        match known.get(&numbers).and_then(|at| kept.get_mut(*at)) {
            Some(first) => add(first, &finding),
            None => {
                known.insert(numbers, kept.len());
                kept.push(finding);
            }
        }
    }
    kept
}

fn add(first: &mut Finding, more: &Finding) {
    let known = |new: &Reading| {
        let same = |old: &Reading| old.place == new.place && old.span.overlaps(new.span);
        first.readings.iter().any(same)
    };
    let new: Vec<Reading> = more
        .readings
        .iter()
        .filter(|r| !known(r))
        .cloned()
        .collect();
    first.readings.extend(new);
}

#[cfg(test)]
mod tests {
    use super::super::Course;
    use super::*;
    use crate::collation::Place;
    use crate::text::TextSpan;
    use crate::witness::{Bound, Figure, Unit};

    fn finding(about: &str, numbers: &[(usize, f64)]) -> Finding {
        let reading = |(witness, value): &(usize, f64)| {
            let span = TextSpan::new(0, 9);
            let figure = Figure {
                span,
                number: span,
                value: *value,
                upper: None,
                unit: Unit::None,
                bound: Bound::Exact,
            };
            Reading {
                place: Place {
                    witness: *witness,
                    sentence: 0,
                },
                span,
                value: Value::of_figure(&figure),
                only_as_update: false,
            }
        };
        Finding {
            kind: ContradictionKind::Figure,
            about: about.to_owned(),
            readings: numbers.iter().map(reading).collect(),
            course: Course::Changes,
        }
    }

    fn told(findings: Vec<Finding>) -> Vec<String> {
        let line = |one: &Finding| {
            let who: Vec<String> = one
                .readings
                .iter()
                .map(|reading| reading.place.witness.to_string())
                .collect();
            format!("{} {}", one.about, who.join(" "))
        };
        merged(findings).iter().map(line).collect()
    }

    #[test]
    fn large_numbers_tell_that_two_findings_are_one() {
        let found = told(vec![
            finding("moved", &[(0, 3400.0), (1, 2600.0)]),
            finding("people", &[(1, 2600.0), (2, 3400.0)]),
        ]);
        assert_eq!(found, ["moved 0 1 2"]);
    }

    #[test]
    fn small_or_other_numbers_do_not() {
        let small = told(vec![
            finding("hurt", &[(0, 3.0), (1, 4.0)]),
            finding("boats", &[(0, 3.0), (1, 4.0)]),
        ]);
        assert_eq!(small, ["hurt 0 1", "boats 0 1"]);
        let other = told(vec![
            finding("moved", &[(0, 3400.0), (1, 2600.0)]),
            finding("people", &[(0, 3400.0), (1, 2700.0)]),
        ]);
        assert_eq!(other, ["moved 0 1", "people 0 1"]);
    }
}

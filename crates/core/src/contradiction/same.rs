//! Findings that several detectors make of one thing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Reading};
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

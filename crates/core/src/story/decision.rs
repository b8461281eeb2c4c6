//! Whether two groups of reports tell of one event: a logistic model over a few features of the
//! groups as wholes.

use super::summary::Summary;
use super::weights::WEIGHTS;

/// Number of features, the constant included.
pub const FEATURES: usize = 10;

/// What the features are, in order. Likenesses are mean cosines over all pairs between the groups,
/// as logarithms.
pub const FEATURE_NAMES: [&str; FEATURES] = [
    "constant",
    "likeness of the whole texts",
    "likeness of titles and leads",
    "likeness of the names",
    "likeness of the texts against that within the groups",
    "likeness of the names against that within the groups",
    "logarithm of the days between them",
    "logarithm of the size of the smaller group",
    "logarithm of the size of the larger group",
    "mean logarithm of text length in the shorter-worded group",
];

/// Added to a likeness before its logarithm is taken, so that none at all is finite.
const FLOOR: f64 = 0.01;
/// Days between groups of which one is undated: neither near nor far.
const UNKNOWN_DAYS: f64 = 7.0;
/// Days beyond which more make no difference.
const MOST_DAYS: f64 = 365.0;
/// Texts beyond which a larger group makes no difference.
const MOST_TEXTS: f64 = 32.0;

/// How two groups of reports compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features(pub [f64; FEATURES]);

impl Features {
    /// Compares two groups. The same whichever comes first.
    pub(super) fn of(left: &Summary, right: &Summary) -> Self {
        let level = |likeness: f64| (likeness + FLOOR).ln();
        let content = left.content.between(&right.content).unwrap_or(0.0);
        let head = left.head.between(&right.head);
        let names = left.names.between(&right.names);
        let inner = (left.content.within() * right.content.within()).sqrt();
        let inner_names = (left.names.within() * right.names.within()).sqrt();
        Self([
            1.0,
            level(content),
            level(head.unwrap_or(content)),
            level(names.unwrap_or(content)),
            level(content) - level(inner),
            names.map_or(0.0, |names| level(names) - level(inner_names)),
            days_between(left, right).min(MOST_DAYS).ln_1p(),
            left.size.min(right.size).min(MOST_TEXTS).ln(),
            left.size.max(right.size).min(MOST_TEXTS).ln(),
            left.mean_length().min(right.mean_length()),
        ])
    }

    /// Logarithm of the odds that the two groups tell of one event; above zero for more likely than
    /// not.
    pub fn log_odds(&self) -> f64 {
        self.weighed(&WEIGHTS)
    }

    /// The sum of the features with other weights.
    pub fn weighed(&self, weights: &[f64; FEATURES]) -> f64 {
        self.0
            .iter()
            .zip(weights)
            .map(|(x, weight)| x * weight)
            .sum()
    }
}

fn days_between(left: &Summary, right: &Summary) -> f64 {
    match (left.middle_day(), right.middle_day()) {
        (Some(x), Some(y)) => f64::from(x.saturating_sub(y)).abs(),
        _ => UNKNOWN_DAYS,
    }
}

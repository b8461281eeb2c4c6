//! Whether two groups of reports tell of one event: a logistic model over a few features of the
//! groups as wholes.

use super::summary::Summary;
use super::weights::WEIGHTS;

/// Number of features, the constant included.
pub const FEATURES: usize = 14;

/// What the features are, in order. Likenesses are mean cosines over all pairs between the groups,
/// as logarithms.
pub const FEATURE_NAMES: [&str; FEATURES] = [
    "constant",
    "likeness of the whole texts",
    "likeness of titles and leads",
    "likeness of the names",
    "share of passages in common",
    "likeness of the texts against that within the groups",
    "likeness of the names against that within the groups",
    "the same, the more the larger the smaller group (texts)",
    "the same, the more the larger the smaller group (names)",
    "logarithm of the days between them",
    "logarithm of the size of the smaller group",
    "logarithm of the size of the larger group",
    "mean logarithm of text length in the shorter-worded group",
    "likeness of the days told of against that within the groups",
];

/// Share of passages in common beyond which more make no difference: that is copying already.
const MOST_PASSAGES: f64 = 0.1;
/// Added to a likeness before its logarithm is taken, so that none at all is finite.
const FLOOR: f64 = 0.01;
/// The same for days that are told of, which are few, so that chance counts for more.
const FLOOR_OF_DAYS: f64 = 0.1;
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
        let same_days = |likeness: f64| (likeness + FLOOR_OF_DAYS).ln();
        let content = left.content.between(&right.content).unwrap_or(0.0);
        let head = left.head.between(&right.head);
        let names = left.names.between(&right.names);
        // What two languages share is names and figures: these stand for the whole.
        let foreign = left.is_foreign_to(right);
        let shared = with_figures(names, left.figures.between(&right.figures));
        let content = shared.filter(|_| foreign).unwrap_or(content);
        let head = head.filter(|_| !foreign);
        let passages = left.passages.between(&right.passages).unwrap_or(0.0);
        let inner = (left.content.within() * right.content.within()).sqrt();
        let inner_names = (left.names.within() * right.names.within()).sqrt();
        let inner_told = (left.told.within() * right.told.within()).sqrt();
        let told = left.told.between(&right.told);
        let told_ratio = told.map_or(0.0, |told| same_days(told) - same_days(inner_told));
        let small = left.size.min(right.size).min(MOST_TEXTS).ln();
        let content_ratio = level(content) - level(inner);
        let names_ratio = names.map_or(0.0, |names| level(names) - level(inner_names));
        Self([
            1.0,
            level(content),
            level(head.unwrap_or(content)),
            level(names.unwrap_or(content)),
            passages.min(MOST_PASSAGES),
            content_ratio,
            names_ratio,
            content_ratio * small,
            names_ratio * small,
            days_between(left, right).min(MOST_DAYS).ln_1p(),
            small,
            left.size.max(right.size).min(MOST_TEXTS).ln(),
            left.mean_length().min(right.mean_length()),
            told_ratio,
        ])
    }

    /// Logarithm of the odds that the two groups tell of one event; above zero for more likely than
    /// not.
    pub fn log_odds(&self) -> f64 {
        self.weighed(&WEIGHTS)
    }

    /// The weights in use.
    pub const fn weights() -> [f64; FEATURES] {
        WEIGHTS
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

impl Features {
    /// Mean cosine of the texts.
    pub(super) fn likeness_of_texts(&self) -> f64 {
        (self.0[1].exp() - FLOOR).clamp(0.0, 1.0)
    }

    /// Mean cosine of the names.
    pub(super) fn likeness_of_names(&self) -> f64 {
        (self.0[3].exp() - FLOOR).clamp(0.0, 1.0)
    }

    /// Likeness of the names against that within the groups: 1 where the two are as alike as each is
    /// within itself.
    pub(super) fn kinship_of_names(&self) -> f64 {
        self.0[6].exp()
    }

    /// Days between the groups, up to a year; 7 where one is undated.
    pub(super) fn days(&self) -> f64 {
        self.0[9].exp_m1()
    }
}

/// Likeness of names, raised where figures agree better; that they don't, proves little.
fn with_figures(names: Option<f64>, figures: Option<f64>) -> Option<f64> {
    let names = names?;
    let both = figures.map(|figures| (2.0 * names + figures) / 3.0);
    Some(both.map_or(names, |both| both.max(names)))
}

fn days_between(left: &Summary, right: &Summary) -> f64 {
    match (left.middle_day(), right.middle_day()) {
        (Some(x), Some(y)) => f64::from(x.saturating_sub(y)).abs(),
        _ => UNKNOWN_DAYS,
    }
}

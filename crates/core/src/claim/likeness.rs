//! How alike two clauses are: what a decision whether they state the same is made from.

use super::content::{Content, Contents, Weighed};
use super::context::StoryContext;
use super::related::Related;
use super::weights::WEIGHTS;
use crate::witness::{Bound, Figure, Term, Unit};

/// Number of features, the constant included.
pub const CLAIM_FEATURES: usize = 23;

/// What the features are, in order.
pub const CLAIM_FEATURE_NAMES: [&str; CLAIM_FEATURES] = [
    "constant",
    "share of the clause that the other covers better, by rarity",
    "share of the other clause, by rarity",
    "share of the clause covered better, by what tells it from the rest of the story",
    "share of the other, likewise",
    "logarithm of the bits that both share",
    "logarithm of the content words of the shorter",
    "names in common, as a share of the fewer",
    "both name somebody, and nobody in common",
    "figures in common",
    "figures of one thing that differ",
    "dates in common",
    "dates that exclude each other",
    "worth of the nearest pair of verbs",
    "likeness of their sentences",
    "voices differ",
    "times of day in common",
    "times of day that exclude each other",
    "the collation has their sentences answer each other",
    "logarithm of how many times longer one is",
    "share of what happens that the other covers, names, dates and figures aside",
    "the same for the other clause",
    "logarithm of the bits of what happens that both share",
];

/// The features that count what agrees, each with the one that counts what differs: figures, dates,
/// times of day.
const AGREEMENTS: [[usize; 2]; 3] = [[9, 10], [11, 12], [16, 17]];

/// The feature that tells the bits of what happens that both share.
const CORE_BITS: usize = 22;
/// Fewer bits say nothing, unless a figure or a time is shared.
const LEAST_CORE_BITS: f64 = 0.5;

/// The features of two clauses; the same whichever comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness(pub [f64; CLAIM_FEATURES]);

impl Likeness {
    /// Compares two clauses.
    pub(super) fn of(
        story: &StoryContext,
        contents: &Contents,
        related: &Related,
        a: &Content,
        b: &Content,
    ) -> Self {
        let rare = Cover::of(related, &a.words, &b.words, |word| word.background);
        let telling = Cover::of(related, &a.words, &b.words, |word| word.distinctive);
        let sentences = match (
            contents.sentences.get(a.sentence),
            contents.sentences.get(b.sentence),
        ) {
            (Some(x), Some(y)) => Cover::of(related, x, y, |word| word.distinctive),
            _ => Cover::default(),
        };
        let core = Cover::of(related, &a.core, &b.core, |word| word.distinctive);
        let happening = Cover::of(related, &a.core, &b.core, |word| word.background);
        let figures = figures(a, b, related);
        let dates = dates(a, b);
        let clocks = clocks(a, b);
        let shorter = a.words.len().min(b.words.len());
        let flag = |is: bool| f64::from(u8::from(is));
        let common = a.names.intersection(&b.names).count() as f64;
        let fewer = a.names.len().min(b.names.len());
        Self([
            1.0,
            rare.better(),
            rare.worse(),
            telling.better(),
            telling.worse(),
            f64::from(telling.bits).ln_1p(),
            (shorter as f64).ln_1p(),
            common / fewer.max(1) as f64,
            flag(fewer > 0 && common == 0.0),
            f64::from(figures.same.min(2)),
            f64::from(figures.different.min(2)),
            f64::from(dates.same.min(1)),
            f64::from(dates.different.min(1)),
            f64::from(verbs(related, a, b)),
            sentences.better(),
            flag(a.clause.voice != b.clause.voice),
            f64::from(clocks.same.min(1)),
            f64::from(clocks.different.min(1)),
            flag(
                story
                    .collation
                    .answering(a.clause.place)
                    .contains(&b.clause.place),
            ),
            (a.words.len().max(b.words.len()).max(1) as f64 / shorter.max(1) as f64).ln(),
            core.better(),
            core.worse(),
            f64::from(happening.bits).ln_1p(),
        ])
    }

    /// Whether both give figures, dates or times of one kind and not one of them in common.
    pub(super) fn gives_otherwise(&self) -> bool {
        let given = |[same, different]: [usize; 2]| self.0[same] <= 0.0 && self.0[different] > 0.0;
        AGREEMENTS.into_iter().any(given)
    }

    /// Whether both share next to nothing of what happens, but names, dates and titles: two things
    /// done by one person on one day.
    pub(super) fn is_thin(&self) -> bool {
        let [figures, clocks, bits] = [9, 16, CORE_BITS].map(|at| self.0[at]);
        bits < LEAST_CORE_BITS.ln_1p() && figures <= 0.0 && clocks <= 0.0
    }

    /// Logarithm of the odds that both state the same; above zero for more likely than not.
    pub fn log_odds(&self) -> f64 {
        self.weighed(&WEIGHTS)
    }

    /// The sum of the features with other weights.
    pub fn weighed(&self, weights: &[f64; CLAIM_FEATURES]) -> f64 {
        self.0
            .iter()
            .zip(weights)
            .map(|(x, weight)| x * weight)
            .sum()
    }
}

/// How far two bags of words cover each other.
#[derive(Clone, Copy, Debug, Default)]
struct Cover {
    first: f32,
    second: f32,
    bits: f32,
}

impl Cover {
    fn of(
        related: &Related,
        a: &[Weighed],
        b: &[Weighed],
        worth: impl Fn(&Weighed) -> f32,
    ) -> Self {
        let side = |these: &[Weighed], those: &[Weighed]| {
            let mut all = 0.0;
            let mut met = 0.0;
            for word in these {
                all += worth(word);
                met += worth(word) * counterpart(related, word.stem, those);
            }
            (met, all)
        };
        let (met_a, all_a) = side(a, b);
        let (met_b, all_b) = side(b, a);
        Self {
            first: met_a / all_a.max(f32::EPSILON),
            second: met_b / all_b.max(f32::EPSILON),
            bits: met_a.min(met_b),
        }
    }

    fn better(self) -> f64 {
        f64::from(self.first.max(self.second))
    }

    fn worse(self) -> f64 {
        f64::from(self.first.min(self.second))
    }
}

/// How well some words, sorted by stem, hold a stem or one that may stand for it: 0 to 1.
fn counterpart(related: &Related, stem: Term, words: &[Weighed]) -> f32 {
    let holds = |stem: &Term| words.binary_search_by_key(stem, |word| word.stem).is_ok();
    if holds(&stem) {
        return 1.0;
    }
    let others = related.with(stem).iter().filter(|(other, _)| holds(other));
    others.map(|(_, worth)| *worth).fold(0.0, f32::max)
}

fn verbs(related: &Related, a: &Content, b: &Content) -> f32 {
    let worth = |x: Term, y: Term| {
        if x == y {
            return 1.0;
        }
        let found = related.with(x).iter().find(|(other, _)| *other == y);
        found.map_or(0.0, |(_, worth)| *worth)
    };
    let pairs = a
        .verbs
        .iter()
        .flat_map(|x| b.verbs.iter().map(move |y| (*x, *y)));
    pairs.map(|(x, y)| worth(x, y)).fold(0.0, f32::max)
}

#[derive(Clone, Copy, Debug, Default)]
struct Agreement {
    same: u32,
    different: u32,
}

fn dates(a: &Content, b: &Content) -> Agreement {
    let mut agreement = Agreement::default();
    for date in &a.dates {
        match b.dates.iter().any(|other| date.overlaps(other)) {
            true => agreement.same += 1,
            false => agreement.different += u32::from(!b.dates.is_empty()),
        }
    }
    agreement
}

/// Minutes by which two times of day of one happening may differ.
const SLACK: u16 = 10;

fn clocks(a: &Content, b: &Content) -> Agreement {
    let mut agreement = Agreement::default();
    for one in &a.clocks {
        match b.clocks.iter().any(|other| one.apart(other) <= SLACK) {
            true => agreement.same += 1,
            false => agreement.different += u32::from(!b.clocks.is_empty()),
        }
    }
    agreement
}

fn figures(a: &Content, b: &Content, related: &Related) -> Agreement {
    let mut agreement = Agreement::default();
    for figure in &a.figures {
        let alike = b
            .figures
            .iter()
            .filter(|other| comparable(figure, other, related));
        let fits: Vec<bool> = alike.map(|other| fits(figure, other)).collect();
        match fits.contains(&true) {
            true => agreement.same += 1,
            false => agreement.different += u32::from(!fits.is_empty()),
        }
    }
    agreement
}

/// From here on a bare number tells which count it is.
const LARGE: f64 = 10.0;

/// Whether two figures count one kind of thing.
fn comparable(a: &Figure, b: &Figure, related: &Related) -> bool {
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

fn fits(a: &Figure, b: &Figure) -> bool {
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

//! How alike two clauses are: what a decision whether they state the same is made from.

use super::content::{Content, Contents, Weighed};
use super::context::StoryContext;
use super::related::Related;
use super::values;
use super::weights::WEIGHTS;
use crate::witness::Term;

/// Number of features, the constant included.
pub const CLAIM_FEATURES: usize = 41;

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
    "figures of one thing, and none in common",
    "dates in common, less those that many give",
    "dates that exclude each other",
    "dates, and none in common",
    "worth of the nearest pair of verbs",
    "likeness of their sentences",
    "voices differ",
    "one is a person's word, the other the report's",
    "times of day in common",
    "times of day, and none in common",
    "the collation has their sentences answer each other",
    "logarithm of how many times longer one is",
    "share of what happens that the other covers, names, dates and figures aside",
    "the same for the other clause",
    "logarithm of the bits of what happens that both share",
    "next to nothing of what happens in common, nor a figure, nor a time",
    "one denies, the other does not",
    "one plans or supposes, the other does not",
    "share of what happens that both cover, when figures, dates or times agree",
    "names in common, less those that many give",
    "figures in common, when sentences are alike",
    "both open their reports",
    "how far apart they stand in their reports, as a share",
    "likeness of their sentences with those before and behind",
    "names in common, those of the sentence before included",
    "words of the clause next to each other that stand next to each other in the other",
    "share of the words of the shorter that stand in the other in the same order",
    "bits of the heaviest word of the better covered clause that the other lacks",
    "the same for the other clause",
    "names in common, as a share of the more",
];

/// The features that say that nothing is shared: of figures, dates, times, and of what happens.
const TWO_HAPPENINGS: [usize; 4] = [11, 14, 20, 26];
/// The features that say that nothing is shared: of figures and of times.
const OTHERWISE: [usize; 2] = [11, 20];
/// The features for figures and times in common, and for the words of the shorter.
const FIGURES: usize = 9;
const CLOCKS: usize = 19;
const SHORTER: usize = 6;
/// The feature that says that one is a person's word and the other the report's.
const MOUTHS: usize = 18;
/// The features for next to nothing shared, and for dates and none in common.
const THIN: usize = 26;
const OTHER_DATES: usize = 14;
/// Fewest content words of a clause that is compared without a figure or a time.
const FEWEST_WORDS: f64 = 3.0;
/// Fewer bits say nothing, unless a figure or a time is shared.
const LEAST_CORE_BITS: f64 = 0.5;

/// The feature that tells what the nearest pair of verbs is worth.
const VERBS: usize = 15;
/// The feature that tells how far what happens is covered.
const COVERS: usize = 23;

/// A kind of value that clauses give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Figures.
    Figure,
    /// Dates.
    Date,
    /// Dates and times of day.
    Moment,
    /// What is denied.
    Polarity,
}

impl Slot {
    /// The features for values in common, values that differ, and none in common.
    const fn features(self) -> &'static [usize] {
        match self {
            Self::Figure => &[9, 10, 11],
            Self::Date => &[12, 13, 14],
            Self::Moment => &[12, 13, 14, 19, 20],
            Self::Polarity => &[27],
        }
    }
}

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
        let figures = values::figures(a, b, related);
        let dates = values::dates(contents, a, b);
        let clocks = values::clocks(a, b);
        let shorter = a.words.len().min(b.words.len());
        let flag = |is: bool| f64::from(u8::from(is));
        let common = a.names.intersection(&b.names).count() as f64;
        let named: f64 = a
            .names
            .intersection(&b.names)
            .map(|name| contents.worth_of_name(*name))
            .sum();
        let fewer = a.names.len().min(b.names.len());
        let bits = f64::from(happening.bits);
        let heaviest = heaviest_lacking(related, a, b);
        let agreeing = (figures.same + clocks.same + dates.same).min(1.0);
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
            figures.same.min(2.0),
            figures.different.min(2.0),
            flag(figures.is_otherwise()),
            dates.same.min(1.0),
            dates.different.min(1.0),
            flag(dates.is_otherwise()),
            f64::from(verbs(related, a, b)),
            sentences.better(),
            flag(a.clause.voice != b.clause.voice),
            flag(a.is_a_persons_word_only(b)),
            clocks.same.min(1.0),
            flag(clocks.is_otherwise()),
            flag(
                story
                    .collation
                    .answering(a.clause.place)
                    .contains(&b.clause.place),
            ),
            (a.words.len().max(b.words.len()).max(1) as f64 / shorter.max(1) as f64).ln(),
            core.better(),
            core.worse(),
            bits.ln_1p(),
            flag(bits < LEAST_CORE_BITS && figures.same <= 0.0 && clocks.same <= 0.0),
            flag(a.denies != b.denies),
            flag(a.supposes != b.supposes),
            core.better() * agreeing,
            named.ln_1p(),
            figures.same.min(1.0) * sentences.better(),
            flag(a.depth.opens && b.depth.opens),
            (a.depth.share - b.depth.share).abs(),
            contents.surroundings(related, a, b),
            contents.shared_company(a, b).ln_1p(),
            f64::from(side_by_side(related, a, b)).ln_1p(),
            in_order(related, a, b),
            heaviest.0,
            heaviest.1,
            common / a.names.len().max(b.names.len()).max(1) as f64,
        ])
    }

    /// Whether they cannot be one claim by what they give: figures or times of one kind and not one
    /// of them in common.
    pub(super) fn gives_otherwise(&self) -> bool {
        OTHERWISE.iter().any(|feature| self.0[*feature] > 0.0)
    }

    /// Whether one is a person's word and the other the report's own.
    pub(super) fn is_of_two_mouths(&self) -> bool {
        self.0[MOUTHS] > 0.0
    }

    /// Whether nothing that both share shows that they are one claim: next to nothing of what happens
    /// is shared, or no date of those that both give, or one is so short that only a figure could
    /// tell what it is of. A third clause may show it.
    pub(super) fn shows_nothing(&self) -> bool {
        let [figures, clocks] = [FIGURES, CLOCKS].map(|at| self.0[at]);
        let short = self.0[SHORTER] < FEWEST_WORDS.ln_1p() && figures <= 0.0 && clocks <= 0.0;
        short || self.0[THIN] > 0.0 || self.0[OTHER_DATES] > 0.0
    }

    /// Whether both share next to nothing of what happens, or give figures, dates or times of one
    /// kind and not one of them in common: two happenings, however their sentences are alike.
    pub(super) fn tells_two(&self) -> bool {
        TWO_HAPPENINGS.iter().any(|feature| self.0[*feature] > 0.0)
    }

    /// The odds that both would have if they gave no values of one kind, neither alike nor not.
    pub(crate) fn odds_without(&self, slot: Slot) -> f64 {
        let mut would = *self;
        for feature in slot.features() {
            would.0[*feature] = 0.0;
        }
        would.log_odds()
    }

    /// Share of what happens in one clause that the other covers, names, dates and figures aside;
    /// of the one that is covered better.
    pub(crate) fn covers(&self) -> f64 {
        self.0[COVERS]
    }

    /// What the nearest pair of verbs is worth, 0 to 1.
    pub(crate) fn verbs(&self) -> f64 {
        self.0[VERBS]
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

/// How many pairs of words that follow each other in one clause follow each other in the other.
fn side_by_side(related: &Related, a: &Content, b: &Content) -> u32 {
    let alike = |x: Term, y: Term| x == y || related.worth(x, y) >= FOLLOWING;
    let follows = |pair: &[Term]| {
        let [x, y] = pair else { return false };
        b.sequence.windows(2).any(|other| {
            let [u, v] = other else { return false };
            alike(*x, *u) && alike(*y, *v) || alike(*x, *v) && alike(*y, *u)
        })
    };
    let count = a.sequence.windows(2).filter(|pair| follows(pair)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Words compared for their order.
const MOST_IN_ORDER: usize = 40;

/// Share of the content words of the shorter clause that stand in the other in the same order (the
/// longest common subsequence; Wagner and Fischer 1974), words that may stand for each other included.
fn in_order(related: &Related, a: &Content, b: &Content) -> f64 {
    let of = |content: &'_ Content| content.sequence.len().min(MOST_IN_ORDER);
    let (x, y) = (&a.sequence[..of(a)], &b.sequence[..of(b)]);
    let mut row = vec![0_u32; y.len() + 1];
    for one in x {
        let mut diagonal = 0;
        for (at, other) in y.iter().enumerate() {
            let above = row[at + 1];
            let met = one == other || related.worth(*one, *other) >= FOLLOWING;
            row[at + 1] = if met {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    let shorter = x.len().min(y.len()).max(1);
    f64::from(row.last().copied().unwrap_or_default()) / shorter as f64
}

/// Bits of the heaviest word that stands in one clause and not in the other: the lesser of both
/// first.
fn heaviest_lacking(related: &Related, a: &Content, b: &Content) -> (f64, f64) {
    let side = |these: &[Weighed], those: &[Weighed]| {
        let lacking = these.iter().map(|word| {
            let met = counterpart(related, word.stem, those);
            word.distinctive * (1.0 - met)
        });
        f64::from(lacking.fold(0.0, f32::max))
    };
    let (first, second) = (side(&a.words, &b.words), side(&b.words, &a.words));
    (first.min(second), first.max(second))
}

/// What a relation must be worth between words that stand side by side.
const FOLLOWING: f32 = 0.4;

/// How far two bags of words cover each other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cover {
    first: f32,
    second: f32,
    bits: f32,
}

impl Cover {
    pub(crate) fn of(
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

    pub(super) fn first(self) -> f32 {
        self.first
    }

    /// Bits that both hold.
    pub(crate) fn bits(self) -> f32 {
        self.bits
    }

    pub(super) fn better(self) -> f64 {
        f64::from(self.first.max(self.second))
    }

    pub(super) fn worse(self) -> f64 {
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
    let worth = |x: Term, y: Term| if x == y { 1.0 } else { related.worth(x, y) };
    let pairs = a
        .verbs
        .iter()
        .flat_map(|x| b.verbs.iter().map(move |y| (*x, *y)));
    pairs.map(|(x, y)| worth(x, y)).fold(0.0, f32::max)
}

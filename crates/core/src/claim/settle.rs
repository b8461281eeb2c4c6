//! What the comparisons of a story say of each other.
//!
//! A clause that fits another well says little where it fits a third clause of that report better,
//! and much where a clause of another report fits both, or where the sentences around them are
//! alike, too. So every pair is judged a second time, by its own odds and those of its neighbours.

use super::content::Contents;

/// Number of features of the second judgement, the constant included.
pub const SETTLING_FEATURES: usize = 9;

/// What the features are, in order.
pub const SETTLING_FEATURE_NAMES: [&str; SETTLING_FEATURES] = [
    "constant",
    "odds by themselves",
    "the same above even",
    "what they lack to the best of the first clause in that report",
    "what they lack to the best of the second, likewise",
    "likelihood that a clause of a third report states the same as both",
    "logarithm of how many such clauses there are",
    "likelihood that clauses beside both state the same",
    "logarithm of how many clauses either is likely to state the same as, the two aside",
];

/// Odds are taken to lie within this.
const MOST_ODDS: f64 = 6.0;
/// Clauses before and behind one that stand beside it.
const BESIDE: usize = 2;

/// Two clauses that were compared, with their odds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    pub(crate) clauses: [usize; 2],
    pub(crate) odds: f64,
}

/// All judgements of a story, by clause.
struct Judgements<'c> {
    contents: &'c Contents<'c>,
    /// By clause, the others with their odds, sorted.
    of: Vec<Vec<(usize, f64)>>,
}

/// The features of every pair, in order.
pub(crate) fn features(contents: &Contents, pairs: &[Judged]) -> Vec<[f64; SETTLING_FEATURES]> {
    let judgements = Judgements::of(contents, pairs);
    pairs.iter().map(|pair| judgements.features(pair)).collect()
}

/// The odds of a pair after the second judgement.
pub(crate) fn settled(
    features: &[f64; SETTLING_FEATURES],
    weights: &[f64; SETTLING_FEATURES],
) -> f64 {
    let terms = features.iter().zip(weights);
    terms.map(|(feature, weight)| feature * weight).sum()
}

impl<'c> Judgements<'c> {
    fn of(contents: &'c Contents<'c>, pairs: &[Judged]) -> Self {
        let mut of = vec![Vec::new(); contents.clauses.len()];
        for Judged {
            clauses: [a, b],
            odds,
        } in pairs
        {
            of[*a].push((*b, *odds));
            of[*b].push((*a, *odds));
        }
        for others in &mut of {
            others.sort_by_key(|(other, _)| *other);
        }
        Self { contents, of }
    }

    fn features(&self, pair: &Judged) -> [f64; SETTLING_FEATURES] {
        let [a, b] = pair.clauses;
        let odds = pair.odds.clamp(-MOST_ODDS, MOST_ODDS);
        let (lacks, others_lack) = (self.lacks(a, b, odds), self.lacks(b, a, odds));
        let (best, count) = self.thirds(a, b);
        [
            1.0,
            odds,
            odds.max(0.0),
            lacks.max(others_lack),
            lacks.min(others_lack),
            best,
            f64::from(count).ln_1p(),
            self.beside(a, b),
            f64::from(self.company(a, b)).ln_1p(),
        ]
    }

    fn witness(&self, clause: usize) -> usize {
        let content = self.contents.clauses.get(clause);
        content.map_or(usize::MAX, |content| content.clause.place.witness)
    }

    fn others(&self, clause: usize) -> &[(usize, f64)] {
        self.of.get(clause).map_or(&[], Vec::as_slice)
    }

    /// By how much the odds of a clause with another fall short of its best with any other clause
    /// of that report.
    fn lacks(&self, clause: usize, other: usize, odds: f64) -> f64 {
        let report = self.witness(other);
        let rivals = self.others(clause).iter();
        let rivals = rivals.filter(|(at, _)| *at != other && self.witness(*at) == report);
        let best = rivals.map(|(_, odds)| *odds).fold(-MOST_ODDS, f64::max);
        (best - odds).clamp(-MOST_ODDS, MOST_ODDS)
    }

    /// Of the clauses of third reports that were compared with both: how likely the likeliest
    /// states the same as both, and how many likely do.
    fn thirds(&self, a: usize, b: usize) -> (f64, u32) {
        let reports = [self.witness(a), self.witness(b)];
        let (mut best, mut count) = (0.0, 0);
        for (third, odds) in self.others(a) {
            if reports.contains(&self.witness(*third)) {
                continue;
            }
            let with_b = self.odds(*third, b);
            let both = likelihood(odds.min(with_b));
            best = f64::max(best, both);
            count += u32::from(both > 0.5);
        }
        (best, count)
    }

    fn odds(&self, a: usize, b: usize) -> f64 {
        let others = self.others(a);
        let found = others.binary_search_by_key(&b, |(other, _)| *other);
        let known = found.ok().and_then(|at| others.get(at));
        known.map_or(-MOST_ODDS, |(_, odds)| *odds)
    }

    /// How likely clauses beside both state the same.
    fn beside(&self, a: usize, b: usize) -> f64 {
        let near = |clause: usize| {
            let report = self.witness(clause);
            let all = clause.saturating_sub(BESIDE)..=clause + BESIDE;
            all.filter(move |at| *at != clause && self.witness(*at) == report)
        };
        let pairs = near(a).flat_map(|x| near(b).map(move |y| (x, y)));
        let odds = pairs.map(|(x, y)| self.odds(x, y));
        likelihood(odds.fold(-MOST_ODDS, f64::max))
    }

    /// How many clauses of other reports either likely states the same as.
    fn company(&self, a: usize, b: usize) -> u32 {
        let of = |clause: usize, other: usize| {
            let likely = self.others(clause).iter().filter(|(_, odds)| *odds > 0.0);
            likely.filter(|(at, _)| *at != other).count()
        };
        u32::try_from(of(a, b).max(of(b, a))).unwrap_or(u32::MAX)
    }
}

fn likelihood(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::weights::SETTLING;
    use super::*;
    use crate::claim::samples::{Story, sample};

    const THIRD: usize = 5;
    const LACKS: usize = 3;
    const BESIDE_BOTH: usize = 7;

    /// Three reports of two sentences each: clauses 0 and 1, 2 and 3, 4 and 5.
    fn story() -> Story {
        let report = |siglum| {
            let text = "The ferry Halmira capsized. The lifeboat Orla reached it.";
            sample(siglum, date(2031, 5, 14), &[text])
        };
        Story::unrelated(vec![report("A"), report("B"), report("C")])
    }

    fn judged(pairs: &[([usize; 2], f64)]) -> Vec<[f64; SETTLING_FEATURES]> {
        let story = story();
        let context = story.context();
        let contents = Contents::of(&context);
        assert_eq!(contents.clauses.len(), 6);
        let judged = pairs
            .iter()
            .map(|(clauses, odds)| Judged {
                clauses: *clauses,
                odds: *odds,
            })
            .collect::<Vec<_>>();
        features(&contents, &judged)
    }

    #[test]
    fn a_third_report_that_fits_both_speaks_for_them() {
        let alone = judged(&[([0, 2], 0.0)]);
        let borne = judged(&[([0, 2], 0.0), ([0, 4], 3.0), ([2, 4], 3.0)]);
        let half = judged(&[([0, 2], 0.0), ([0, 4], 3.0)]);
        assert!(alone[0][THIRD] < 0.1);
        assert!(borne[0][THIRD] > 0.9);
        assert!(half[0][THIRD] < 0.1);
        assert!(settled(&borne[0], &SETTLING) > settled(&alone[0], &SETTLING));
    }

    #[test]
    fn a_better_fit_in_the_same_report_is_a_rival() {
        let rivals = judged(&[([0, 2], 1.0), ([0, 3], 4.0)]);
        assert!((rivals[0][LACKS] - 3.0).abs() < 1e-9);
        assert!(rivals[1][LACKS] < 3.0);
    }

    #[test]
    fn neighbours_that_fit_speak_for_a_pair() {
        let beside = judged(&[([0, 2], 0.0), ([1, 3], 4.0)]);
        let apart = judged(&[([0, 2], 0.0), ([1, 5], 4.0)]);
        assert!(beside[0][BESIDE_BOTH] > 0.9);
        assert!(apart[0][BESIDE_BOTH] < 0.1);
    }
}

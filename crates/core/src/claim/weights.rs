//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 15561 pairs of clauses of the annotated
//! stories in `crates/eval/annotated`, 2319 of which state the same.

use super::likeness::CLAIM_FEATURES;
use super::settle::SETTLING_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -3.9615, // constant
    -0.3120, // share of the clause that the other covers better, by rarity
    -0.3828, // share of the other clause, by rarity
    0.6951,  // share of the clause covered better, by what tells it from the rest of the story
    4.5142,  // share of the other, likewise
    0.6207,  // logarithm of the bits that both share
    -0.1555, // logarithm of the content words of the shorter
    0.5188,  // names in common, as a share of the fewer
    -0.2863, // both name somebody, and nobody in common
    3.8543,  // figures in common
    -1.3693, // figures of one thing that differ
    0.0000,  // figures of one thing, and none in common
    1.2015,  // dates in common, less those that many give
    0.4750,  // dates that exclude each other
    -1.7398, // dates, and none in common
    0.2337,  // worth of the nearest pair of verbs
    3.0081,  // likeness of their sentences
    -0.1028, // voices differ
    -0.0797, // one is a person's word, the other the report's
    4.5369,  // times of day in common
    0.0000,  // times of day, and none in common
    0.6979,  // the collation has their sentences answer each other
    0.0725,  // logarithm of how many times longer one is
    -1.2583, // share of what happens that the other covers, names, dates and figures aside
    0.0149,  // the same for the other clause
    0.9686,  // logarithm of the bits of what happens that both share
    0.2702,  // next to nothing of what happens in common, nor a figure, nor a time
    -0.2016, // one denies, the other does not
    -0.7286, // one plans or supposes, the other does not
    0.5596,  // share of what happens that both cover, when figures, dates or times agree
    -0.2667, // names in common, less those that many give
    -2.8636, // figures in common, when sentences are alike
    -0.4112, // both open their reports
    -2.6417, // how far apart they stand in their reports, as a share
    -0.1409, // likeness of their sentences with those before and behind
    1.1794,  // names in common, those of the sentence before included
    0.4028,  // words of the clause next to each other that stand next to each other in the other
    0.6343,  // share of the words of the shorter that stand in the other in the same order
    0.1395,  // bits of the heaviest word of the better covered clause that the other lacks
    0.0394,  // the same for the other clause
    -1.0586, // names in common, as a share of the more
];

/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`.
pub(super) const SETTLING: [f64; SETTLING_FEATURES] = [
    -0.6285, // constant
    0.6886,  // odds by themselves
    -0.2240, // the same above even
    -0.0763, // what they lack to the best of the first clause in that report
    -0.0440, // what they lack to the best of the second, likewise
    2.4662,  // likelihood that a clause of a third report states the same as both
    0.1429,  // logarithm of how many such clauses there are
    1.1184,  // likelihood that clauses beside both state the same
    -0.6812, // logarithm of how many clauses either is likely to state the same as, the two aside
];

//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 7094 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 1005 of which state the same.

use super::likeness::CLAIM_FEATURES;
use super::settle::SETTLING_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -2.5148, // constant
    -0.1353, // share of the clause that the other covers better, by rarity
    -0.0032, // share of the other clause, by rarity
    0.5549,  // share of the clause covered better, by what tells it from the rest of the story
    2.2231,  // share of the other, likewise
    1.4659,  // logarithm of the bits that both share
    -0.8370, // logarithm of the content words of the shorter
    -0.7453, // names in common, as a share of the fewer
    -0.3935, // both name somebody, and nobody in common
    3.1365,  // figures in common
    -1.1354, // figures of one thing that differ
    0.0000,  // figures of one thing, and none in common
    0.9113,  // dates in common, less those that many give
    0.1941,  // dates that exclude each other
    -1.4279, // dates, and none in common
    0.2863,  // worth of the nearest pair of verbs
    2.4770,  // likeness of their sentences
    -0.2045, // voices differ
    0.1342,  // one is a person's word, the other the report's
    4.4028,  // times of day in common
    0.0000,  // times of day, and none in common
    0.7694,  // the collation has their sentences answer each other
    -0.0596, // logarithm of how many times longer one is
    -1.9327, // share of what happens that the other covers, names, dates and figures aside
    1.0448,  // the same for the other clause
    1.0821,  // logarithm of the bits of what happens that both share
    0.3604,  // next to nothing of what happens in common, nor a figure, nor a time
    -0.5868, // one denies, the other does not
    -0.8198, // one plans or supposes, the other does not
    0.4467,  // share of what happens that both cover, when figures, dates or times agree
    0.3071,  // names in common, less those that many give
    -1.5507, // figures in common, when sentences are alike
    -0.5006, // both open their reports
    -3.0413, // how far apart they stand in their reports, as a share
    -0.1133, // likeness of their sentences with those before and behind
    1.1321,  // names in common, those of the sentence before included
    0.4468,  // words of the clause next to each other that stand next to each other in the other
];

/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`.
pub(super) const SETTLING: [f64; SETTLING_FEATURES] = [
    -0.0760, // constant
    0.7348,  // odds by themselves
    -0.3744, // the same above even
    -0.0730, // what they lack to the best of the first clause in that report
    -0.0159, // what they lack to the best of the second, likewise
    2.4123,  // likelihood that a clause of a third report states the same as both
    0.3005,  // logarithm of how many such clauses there are
    1.1073,  // likelihood that clauses beside both state the same
    -1.0070, // logarithm of how many clauses either is likely to state the same as, the two aside
];

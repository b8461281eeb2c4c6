//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 1186 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 542 of which state the same.

use super::likeness::CLAIM_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -5.0149, // constant
    1.8911,  // share of the clause that the other covers better, by rarity
    0.1858,  // share of the other clause, by rarity
    -0.6572, // share of the clause covered better, by what tells it from the rest of the story
    0.8587,  // share of the other, likewise
    0.7798,  // logarithm of the bits that both share
    0.3977,  // logarithm of the content words of the shorter
    0.0596,  // names in common, as a share of the fewer
    -2.0893, // both name somebody, and nobody in common
    2.5615,  // figures in common
    -1.1417, // figures of one thing that differ
    1.1249,  // dates in common
    0.0000,  // dates that exclude each other
    0.1854,  // worth of the nearest pair of verbs
    3.0611,  // likeness of their sentences
    -0.3533, // voices differ
    4.9161,  // times of day in common
    0.0000,  // times of day that exclude each other
    0.6800,  // the collation has their sentences answer each other
    0.0385,  // logarithm of how many times longer one is
    -1.6925, // share of what happens that the other covers, names, dates and figures aside
    1.0635,  // the same for the other clause
    0.9290,  // logarithm of the bits of what happens that both share
];

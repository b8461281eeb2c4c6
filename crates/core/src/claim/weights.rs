//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 1115 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 537 of which state the same.

use super::likeness::CLAIM_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -4.5955, // constant
    1.4032,  // share of the clause that the other covers better, by rarity
    0.0560,  // share of the other clause, by rarity
    -0.4869, // share of the clause covered better, by what tells it from the rest of the story
    1.1773,  // share of the other, likewise
    0.6965,  // logarithm of the bits that both share
    0.2079,  // logarithm of the content words of the shorter
    0.3774,  // names in common, as a share of the fewer
    -1.5528, // both name somebody, and nobody in common
    2.7009,  // figures in common
    -1.2803, // figures of one thing that differ
    1.0054,  // dates in common
    4.1043,  // dates that exclude each other
    0.0744,  // worth of the nearest pair of verbs
    3.0098,  // likeness of their sentences
    -0.3677, // voices differ
    4.7794,  // times of day in common
    0.0000,  // times of day that exclude each other
    0.7200,  // the collation has their sentences answer each other
    -0.0420, // logarithm of how many times longer one is
    -1.6105, // share of what happens that the other covers, names, dates and figures aside
    0.5944,  // the same for the other clause
    1.0865,  // logarithm of the bits of what happens that both share
];

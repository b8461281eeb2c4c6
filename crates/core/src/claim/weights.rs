//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 1132 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 540 of which state the same.

use super::likeness::CLAIM_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -4.7751, // constant
    1.5939,  // share of the clause that the other covers better, by rarity
    0.1866,  // share of the other clause, by rarity
    -0.6826, // share of the clause covered better, by what tells it from the rest of the story
    1.1101,  // share of the other, likewise
    0.8234,  // logarithm of the bits that both share
    0.2526,  // logarithm of the content words of the shorter
    0.1865,  // names in common, as a share of the fewer
    -1.9832, // both name somebody, and nobody in common
    2.6132,  // figures in common
    -1.2266, // figures of one thing that differ
    1.0326,  // dates in common
    4.0887,  // dates that exclude each other
    0.1850,  // worth of the nearest pair of verbs
    2.8091,  // likeness of their sentences
    -0.3422, // voices differ
    4.8295,  // times of day in common
    0.0000,  // times of day that exclude each other
    0.6313,  // the collation has their sentences answer each other
    0.0713,  // logarithm of how many times longer one is
    -1.5256, // share of what happens that the other covers, names, dates and figures aside
    0.7474,  // the same for the other clause
    0.9861,  // logarithm of the bits of what happens that both share
];

//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 1154 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 541 of which state the same.

use super::likeness::CLAIM_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -4.6658, // constant
    1.6235,  // share of the clause that the other covers better, by rarity
    0.1051,  // share of the other clause, by rarity
    -0.6537, // share of the clause covered better, by what tells it from the rest of the story
    1.0148,  // share of the other, likewise
    0.8286,  // logarithm of the bits that both share
    0.1633,  // logarithm of the content words of the shorter
    0.1965,  // names in common, as a share of the fewer
    -2.0373, // both name somebody, and nobody in common
    2.6505,  // figures in common
    -1.2151, // figures of one thing that differ
    1.0896,  // dates in common
    4.0860,  // dates that exclude each other
    0.2120,  // worth of the nearest pair of verbs
    2.8806,  // likeness of their sentences
    -0.3341, // voices differ
    4.9088,  // times of day in common
    0.0000,  // times of day that exclude each other
    0.6323,  // the collation has their sentences answer each other
    0.0256,  // logarithm of how many times longer one is
    -1.6411, // share of what happens that the other covers, names, dates and figures aside
    0.8577,  // the same for the other clause
    1.0237,  // logarithm of the bits of what happens that both share
];

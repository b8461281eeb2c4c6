//! Weights of the decision whether two clauses state the same, with a sentence model.
//!
//! Printed by `recension-eval train-claims --model` from 17012 pairs of clauses of the annotated
//! stories in `crates/eval/annotated`, 2387 of which state the same, with the vectors of
//! all-MiniLM-L6-v2.

use super::settle::SETTLING_FEATURES;
use super::sharpen::SHARPENING_FEATURES;

/// One weight a feature, in the order of `SHARPENING_FEATURE_NAMES`.
pub(super) const SHARPENING: [f64; SHARPENING_FEATURES] = [
    -2.6642, // constant
    0.7358,  // odds by words
    2.4614,  // nearness of the clauses in meaning
    3.7398,  // nearness of their sentences
    -0.4219, // how far the nearness exceeds that of clauses that are mostly one claim
];

/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`.
pub(super) const SHARPENED_SETTLING: [f64; SETTLING_FEATURES] = [
    -0.6053, // constant
    0.7007,  // odds by themselves
    -0.2551, // the same above even
    -0.0836, // what they lack to the best of the first clause in that report
    -0.0922, // what they lack to the best of the second, likewise
    2.2496,  // likelihood that a clause of a third report states the same as both
    0.1311,  // logarithm of how many such clauses there are
    0.9637,  // likelihood that clauses beside both state the same
    -0.6477, // logarithm of how many clauses either is likely to state the same as, the two aside
];

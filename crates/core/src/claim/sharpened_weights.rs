//! Weights of the decision whether two clauses state the same, with a sentence model.
//!
//! Printed by `recension-eval train-claims --model` from 7541 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 1010 of which state the same, with the vectors of
//! all-MiniLM-L6-v2.

use super::settle::SETTLING_FEATURES;
use super::sharpen::SHARPENING_FEATURES;

/// One weight a feature, in the order of `SHARPENING_FEATURE_NAMES`.
pub(super) const SHARPENING: [f64; SHARPENING_FEATURES] = [
    -2.7464, // constant
    0.7066,  // odds by words
    2.9829,  // nearness of the clauses in meaning
    3.2335,  // nearness of their sentences
    1.1465,  // how far the nearness exceeds that of clauses that are mostly one claim
];

/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`.
pub(super) const SHARPENED_SETTLING: [f64; SETTLING_FEATURES] = [
    -0.2573, // constant
    0.7555,  // odds by themselves
    -0.4074, // the same above even
    -0.0902, // what they lack to the best of the first clause in that report
    -0.0559, // what they lack to the best of the second, likewise
    2.8162,  // likelihood that a clause of a third report states the same as both
    0.1421,  // logarithm of how many such clauses there are
    1.0446,  // likelihood that clauses beside both state the same
    -0.9591, // logarithm of how many clauses either is likely to state the same as, the two aside
];

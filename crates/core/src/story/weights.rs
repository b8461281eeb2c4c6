//! Weights of the story decision.
//!
//! Made by `recension-eval train-stories FILE...`, which prints this file.

use super::decision::FEATURES;

/// One weight a feature, in the order of `FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; FEATURES] = [
    4.874,  // constant
    -1.487, // likeness of the whole texts
    0.753,  // likeness of titles and leads
    2.369,  // likeness of the names
    4.109,  // likeness of the texts against that within the groups
    -1.571, // likeness of the names against that within the groups
    -0.216, // logarithm of the days between them
    -0.947, // logarithm of the size of the smaller group
    0.503,  // logarithm of the size of the larger group
    -0.188, // mean logarithm of text length in the shorter-worded group
];

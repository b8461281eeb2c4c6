//! Weights of the story decision.
//!
//! Made by `recension-eval train-stories FILE...`, which prints this file.

use super::decision::FEATURES;

/// One weight a feature, in the order of `FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; FEATURES] = [
    5.046,  // constant
    -0.685, // likeness of the whole texts
    -0.049, // likeness of titles and leads
    2.192,  // likeness of the names
    4.041,  // likeness of the texts against that within the groups
    -1.322, // likeness of the names against that within the groups
    -0.226, // logarithm of the days between them
    -0.884, // logarithm of the size of the smaller group
    0.562,  // logarithm of the size of the larger group
    -0.272, // mean logarithm of text length in the shorter-worded group
];

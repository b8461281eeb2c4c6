//! Weights of the story decision.
//!
//! Printed by `recension-eval train-stories FILE...` for
//! `giveme5w1h.jsonl` and `ecbplus-topics-1-35.jsonl`.

use super::decision::FEATURES;

/// One weight a feature, in the order of `FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; FEATURES] = [
    2.825,  // constant
    -2.977, // likeness of the whole texts
    0.926,  // likeness of titles and leads
    3.127,  // likeness of the names
    45.271, // share of passages in common
    5.335,  // likeness of the texts against that within the groups
    -2.873, // likeness of the names against that within the groups
    2.233,  // the same, the more the larger the smaller group (texts)
    0.456,  // the same, the more the larger the smaller group (names)
    -0.178, // logarithm of the days between them
    0.392,  // logarithm of the size of the smaller group
    0.455,  // logarithm of the size of the larger group
    -0.104, // mean logarithm of text length in the shorter-worded group
    0.296,  // likeness of the days told of against that within the groups
];

//! Weights of the decision whether two pieces that words did not join are one utterance.
//!
//! Printed by `recension-eval train-pairs` from 88 pairs of pieces of the labelled pairs
//! in `crates/eval/annotated/pairs/build.txt`, 16 of one utterance, with the vectors of the
//! sentence model all-MiniLM-L6-v2.

use super::near::NEAR_FEATURES;

/// One weight a feature, in the order of `NEAR_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; NEAR_FEATURES] = [
    -12.1803, // constant
    12.4487,  // nearness in meaning
    -5.9220,  // shared bits, in tens
    12.0635,  // content words of the shorter, in tens
    4.0239,   // content words that one has more than the other, in tens
];

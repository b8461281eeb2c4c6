//! Weights of the decision whether two pieces that words did not join are one utterance.

use super::near::NEAR_FEATURES;

/// One weight a feature.
pub(super) const WEIGHTS: [f64; NEAR_FEATURES] = [-8.0, 7.0, -2.8, 7.4, -2.7, 0.0];

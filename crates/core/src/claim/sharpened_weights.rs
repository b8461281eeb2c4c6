//! Weights of the decision whether two clauses state the same, with a sentence model.

use super::settle::SETTLING_FEATURES;
use super::sharpen::SHARPENING_FEATURES;

/// One weight a feature, in the order of `SHARPENING_FEATURE_NAMES`.
pub(super) const SHARPENING: [f64; SHARPENING_FEATURES] = [-4.0, 0.8, 5.0, 1.0, 2.0];

/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`.
pub(super) const SHARPENED_SETTLING: [f64; SETTLING_FEATURES] = super::weights::SETTLING;

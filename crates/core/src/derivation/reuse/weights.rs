//! The weights of the graded degree of reuse. Printed by `recension-eval train-reuse`; not edited
//! by hand. The features, in order:
//! - constant
//! - words: share of the target's distinct content words that the source has, rare ones counting more and those that the source uses often less
//! - phrases: share of the target's distinct runs of three content words that the source has
//! - reworked: share of the target's words in sentences of which a half to nineteen twentieths stand in one sentence of the source in the same order

use super::ReuseWeights;

/// By grade (none, heavy revision, light revision, near copy), the weight of each feature.
pub(super) const WEIGHTS: ReuseWeights = [
    // None
    [3.7980, -4.7331, -4.5909, -4.7381],
    // HeavyRevision
    [-1.0475, 3.1728, -1.5762, 2.6497],
    // LightRevision
    [-2.5972, 1.3360, 2.3288, 5.6815],
    // NearCopy
    [-0.1533, 0.2244, 3.8384, -3.5931],
];

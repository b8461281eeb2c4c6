//! Standardised features: mean 0 and deviation 1 for all but a constant.

/// Mean and deviation of each feature.
pub(super) struct Scale<const FEATURES: usize> {
    mean: [f64; FEATURES],
    deviation: [f64; FEATURES],
}

impl<const FEATURES: usize> Scale<FEATURES> {
    /// The scale of examples, each with how much it counts; the first feature is the constant.
    pub(super) fn of<'e>(
        examples: &(impl Iterator<Item = (&'e [f64; FEATURES], f64)> + Clone),
    ) -> Self {
        Self::from(1, examples)
    }

    /// The scale of examples of which all features from one on vary.
    pub(super) fn from<'e>(
        first: usize,
        examples: &(impl Iterator<Item = (&'e [f64; FEATURES], f64)> + Clone),
    ) -> Self {
        let total: f64 = examples.clone().map(|(_, weight)| weight).sum();
        let average = |value: &dyn Fn(&[f64; FEATURES]) -> f64| {
            let weighed = examples.clone().map(|(row, weight)| weight * value(row));
            weighed.sum::<f64>() / total.max(1.0)
        };
        let mut scale = Self {
            mean: [0.0; FEATURES],
            deviation: [1.0; FEATURES],
        };
        for k in first..FEATURES {
            let mean = average(&|row| row[k]);
            let deviation = average(&|row| (row[k] - mean).powi(2)).sqrt();
            scale.mean[k] = mean;
            scale.deviation[k] = if deviation > 1e-9 { deviation } else { 1.0 };
        }
        scale
    }

    pub(super) fn apply(&self, features: &[f64; FEATURES]) -> [f64; FEATURES] {
        std::array::from_fn(|k| (features[k] - self.mean[k]) / self.deviation[k])
    }

    /// Weights of the features as they were, of those of the standardised ones.
    pub(super) fn undo(&self, weights: &[f64; FEATURES]) -> [f64; FEATURES] {
        let (mut plain, shift) = self.plain(weights);
        plain[0] -= shift;
        plain
    }

    /// The same, and what they add up to for the mean of all examples.
    pub(super) fn plain(&self, weights: &[f64; FEATURES]) -> ([f64; FEATURES], f64) {
        let plain: [f64; FEATURES] = std::array::from_fn(|k| weights[k] / self.deviation[k]);
        let shift = (0..FEATURES).map(|k| plain[k] * self.mean[k]).sum();
        (plain, shift)
    }
}

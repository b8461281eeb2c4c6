//! Logistic regression by Newton's method on standardised features, with a ridge.

use std::borrow::Borrow;

use super::scale::Scale;

/// A comparison with the answer it should have.
#[derive(Clone)]
pub(crate) struct Example<const FEATURES: usize> {
    /// What was seen; the first is the constant.
    pub(crate) features: [f64; FEATURES],
    /// Whether the two belong together.
    pub(crate) same: bool,
    /// How much it counts.
    pub(crate) weight: f64,
}

impl<const FEATURES: usize> Example<FEATURES> {
    /// The same comparison, seen otherwise.
    pub(crate) fn with<const OTHERS: usize>(&self, features: [f64; OTHERS]) -> Example<OTHERS> {
        Example {
            features,
            same: self.same,
            weight: self.weight,
        }
    }
}

/// Strength of the ridge, in examples.
const RIDGE: f64 = 1.0;
/// Steps of Newton's method; it settles in about eight.
const STEPS: usize = 30;
/// Longest step for one weight, so that separable data don't run away.
const LONGEST_STEP: f64 = 2.0;

/// Fits weights. The rarer answer counts more, by the square root of how much rarer it is.
pub(crate) fn fit<const FEATURES: usize>(
    examples: &[impl Borrow<Example<FEATURES>>],
) -> [f64; FEATURES] {
    let weight = |wanted: bool| -> f64 {
        let examples = examples.iter().map(Borrow::borrow);
        let wanted = examples.filter(|example| example.same == wanted);
        wanted.map(|example| example.weight).sum()
    };
    let boost = (weight(false) / weight(true).max(1.0)).sqrt();
    let examples: Vec<&Example<FEATURES>> = examples.iter().map(Borrow::borrow).collect();
    let features = examples.iter().map(|e| (&e.features, e.weight));
    let scale = Scale::of(&features);
    let mut weights = [0.0; FEATURES];
    for _ in 0..STEPS {
        let step = newton(&examples, &scale, boost, &weights);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step.clamp(-LONGEST_STEP, LONGEST_STEP);
        }
    }
    scale.undo(&weights)
}

fn newton<const FEATURES: usize>(
    examples: &[&Example<FEATURES>],
    scale: &Scale<FEATURES>,
    boost: f64,
    weights: &[f64; FEATURES],
) -> [f64; FEATURES] {
    let mut gradient = [0.0; FEATURES];
    let mut curvature = [[0.0; FEATURES]; FEATURES];
    for example in examples {
        let features = scale.apply(&example.features);
        let odds: f64 = features
            .iter()
            .zip(weights)
            .map(|(x, weight)| x * weight)
            .sum();
        let likely = 1.0 / (1.0 + (-odds).exp());
        let answer = f64::from(u8::from(example.same));
        let counts = example.weight * if example.same { boost } else { 1.0 };
        for i in 0..FEATURES {
            gradient[i] += counts * (answer - likely) * features[i];
            for j in 0..FEATURES {
                curvature[i][j] += counts * likely * (1.0 - likely) * features[i] * features[j];
            }
        }
    }
    for i in 0..FEATURES {
        let ridge = if i == 0 { 1e-6 } else { RIDGE };
        gradient[i] -= ridge * weights[i];
        curvature[i][i] += ridge;
    }
    solve(curvature, gradient)
}

/// Solves a symmetric positive definite system by elimination.
fn solve<const FEATURES: usize>(
    mut matrix: [[f64; FEATURES]; FEATURES],
    mut right: [f64; FEATURES],
) -> [f64; FEATURES] {
    for i in 0..FEATURES {
        for row in i + 1..FEATURES {
            let factor = matrix[row][i] / matrix[i][i];
            let pivot = matrix[i];
            for (value, above) in matrix[row].iter_mut().zip(pivot).skip(i) {
                *value -= factor * above;
            }
            right[row] -= factor * right[i];
        }
    }
    for i in (0..FEATURES).rev() {
        let known: f64 = (i + 1..FEATURES).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEATURES: usize = 3;

    #[test]
    fn the_boundary_between_two_answers_is_found() {
        let example = |x: f64, same| {
            let mut features = [0.0; FEATURES];
            features[0] = 1.0;
            features[1] = x;
            Example {
                features,
                same,
                weight: 1.0,
            }
        };
        let examples: Vec<Example<FEATURES>> = (0..100)
            .map(|i| f64::from(i) / 10.0)
            .flat_map(|x| [example(x, x > 4.0), example(x, x > 6.0)])
            .collect();
        let weights = fit(&examples);
        let odds = |x: f64| weights[0] + weights[1] * x;
        assert!(odds(4.0) < 0.0 && odds(6.0) > 0.0, "{weights:?}");
        assert!(odds(5.0).abs() < 0.3, "{weights:?}");
    }
}

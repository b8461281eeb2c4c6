//! Multinomial logistic regression with a ridge, on standardised features, by gradient descent.

use super::scale::Scale;

/// An example: its features (the first is the constant 1) and the number of its class.
pub(crate) struct Example<const FEATURES: usize> {
    pub(crate) features: [f64; FEATURES],
    pub(crate) class: usize,
}

/// Strength of the ridge, in examples.
const RIDGE: f64 = 1.0;
/// Steps; the largest gradient is below 1e-6 long before.
const STEPS: usize = 20_000;

/// Fits weights by class. The constant is not held back by the ridge.
pub(crate) fn fit<const FEATURES: usize, const CLASSES: usize>(
    examples: &[Example<FEATURES>],
) -> [[f64; FEATURES]; CLASSES] {
    let scale = Scale::of(&examples.iter().map(|e| (&e.features, 1.0)));
    let scaled: Vec<[f64; FEATURES]> = examples
        .iter()
        .map(|example| scale.apply(&example.features))
        .collect();
    let mut weights = [[0.0; FEATURES]; CLASSES];
    // The curvature of the loss is below a half of the summed squares of the features.
    let rate = 1.0 / (0.5 * (FEATURES * examples.len()) as f64 + RIDGE);
    for _ in 0..STEPS {
        let mut gradient = [[0.0; FEATURES]; CLASSES];
        for (features, example) in scaled.iter().zip(examples) {
            let chances = chances(features, &weights);
            for class in 0..CLASSES {
                let error = f64::from(u8::from(class == example.class)) - chances[class];
                for k in 0..FEATURES {
                    gradient[class][k] += error * features[k];
                }
            }
        }
        for class in 0..CLASSES {
            for k in 0..FEATURES {
                let held = if k == 0 {
                    0.0
                } else {
                    RIDGE * weights[class][k]
                };
                weights[class][k] += rate * (gradient[class][k] - held);
            }
        }
    }
    weights.map(|row| scale.undo(&row))
}

fn chances<const FEATURES: usize, const CLASSES: usize>(
    features: &[f64; FEATURES],
    weights: &[[f64; FEATURES]; CLASSES],
) -> [f64; CLASSES] {
    let odds = weights.map(|row| row.iter().zip(features).map(|(w, x)| w * x).sum::<f64>());
    let most = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised = odds.map(|odds| (odds - most).exp());
    let total: f64 = raised.iter().sum();
    raised.map(|value| value / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_neighbouring_classes_are_told_apart() {
        let examples: Vec<Example<2>> = (0..90)
            .map(|i| Example {
                features: [1.0, f64::from(i) / 30.0],
                class: i as usize / 30,
            })
            .collect();
        let weights: [[f64; 2]; 3] = fit(&examples);
        let likeliest = |x: f64| {
            let odds = weights.map(|row| row[0] + row[1] * x);
            (0..3).max_by(|a, b| odds[*a].total_cmp(&odds[*b])).unwrap()
        };
        assert_eq!([0.3, 1.5, 2.7].map(likeliest), [0, 1, 2]);
    }
}

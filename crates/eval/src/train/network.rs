//! Fits the small network of `recension_core::utterance::judge`: gradient descent over all examples
//! at once (Adam; Kingma and Ba 2015) on standardised inputs, with a ridge. Nothing is drawn by
//! chance: the units start from fixed numbers.

use recension_core::utterance::judge::{Network, UNITS, Unit, soft_sign};

use super::scale::Scale;

/// Strength of the ridge, in examples.
const RIDGE: f64 = 3.0;
/// Steps, and the length of the first; they shorten to nothing.
const STEPS: usize = 3000;
const STEP: f64 = 0.02;
/// How much of the past the mean and the spread of the gradient keep.
const KEPT_MEAN: f64 = 0.9;
const KEPT_SPREAD: f64 = 0.999;

/// Inputs with the answer they should get.
pub(super) struct Example<const INPUTS: usize> {
    pub(super) inputs: [f64; INPUTS],
    pub(super) same: bool,
}

/// Fits a network.
pub(super) fn fit<const INPUTS: usize>(examples: &[Example<INPUTS>]) -> Network<INPUTS> {
    let inputs = examples.iter().map(|example| (&example.inputs, 1.0));
    let scale = Scale::from(0, &inputs);
    let examples: Vec<Example<INPUTS>> = examples
        .iter()
        .map(|example| Example {
            inputs: scale.apply(&example.inputs),
            same: example.same,
        })
        .collect();
    let mut values = start::<INPUTS>();
    let (mut mean, mut spread) = (vec![0.0; values.len()], vec![0.0; values.len()]);
    for step in 1..=STEPS {
        let gradient = gradient(&examples, &network::<INPUTS>(&values), &values);
        let length = STEP * (1.0 - step as f64 / (STEPS + 1) as f64);
        for (at, slope) in gradient.iter().enumerate() {
            mean[at] += (1.0 - KEPT_MEAN) * (slope - mean[at]);
            spread[at] += (1.0 - KEPT_SPREAD) * (slope * slope - spread[at]);
            let m = mean[at] / (1.0 - KEPT_MEAN.powi(step as i32));
            let s = spread[at] / (1.0 - KEPT_SPREAD.powi(step as i32));
            values[at] -= length * m / (s.sqrt() + 1e-8);
        }
    }
    let mut network = network(&values);
    for unit in &mut network.units {
        let (weights, shift) = scale.plain(&unit.weights);
        unit.weights = weights;
        unit.constant -= shift;
    }
    network
}

/// Values of a unit: what it counts, its constant, its weights.
const fn width(inputs: usize) -> usize {
    inputs + 2
}

/// The values before the first step: the constant, then the units, each leaning another way.
fn start<const INPUTS: usize>() -> Vec<f64> {
    let count = 1 + UNITS * width(INPUTS);
    let number = |at: usize| ((at as f64 + 1.0) * 0.618_033_988_75).fract() - 0.5;
    let mut values: Vec<f64> = (0..count).map(number).collect();
    values[0] = 0.0;
    values
}

fn network<const INPUTS: usize>(values: &[f64]) -> Network<INPUTS> {
    let unit = |unit: usize| {
        let at = 1 + unit * width(INPUTS);
        Unit {
            counts: values[at],
            constant: values[at + 1],
            weights: std::array::from_fn(|input| values[at + 2 + input]),
        }
    };
    Network {
        constant: values[0],
        units: std::array::from_fn(unit),
    }
}

/// The slope of the mean loss (and the ridge on all but constants) in each value.
fn gradient<const INPUTS: usize>(
    examples: &[Example<INPUTS>],
    network: &Network<INPUTS>,
    values: &[f64],
) -> Vec<f64> {
    let mut slopes = vec![0.0; values.len()];
    for example in examples {
        let likely = 1.0 / (1.0 + (-network.odds(&example.inputs)).exp());
        let error = likely - f64::from(u8::from(example.same));
        slopes[0] += error;
        for (number, unit) in network.units.iter().enumerate() {
            let at = 1 + number * width(INPUTS);
            let reach = unit.reach(&example.inputs);
            slopes[at] += error * soft_sign(reach);
            let back = error * unit.counts / (1.0 + reach.abs()).powi(2);
            slopes[at + 1] += back;
            for (input, value) in example.inputs.iter().enumerate() {
                slopes[at + 2 + input] += back * value;
            }
        }
    }
    let is_constant = |at: usize| at == 0 || (at - 1) % width(INPUTS) == 1;
    for (at, slope) in slopes.iter_mut().enumerate() {
        if !is_constant(at) {
            *slope += RIDGE * values[at];
        }
        *slope /= examples.len().max(1) as f64;
    }
    slopes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer is yes where the first input is neither low nor high.
    #[test]
    fn what_no_single_boundary_tells_is_learnt() {
        let examples: Vec<Example<2>> = (0..900)
            .map(|at| {
                let (x, y) = (f64::from(at % 30), f64::from(at / 30));
                Example {
                    inputs: [x, y],
                    same: x > 9.5 && x < 19.5,
                }
            })
            .collect();
        let network = fit(&examples);
        let right = examples
            .iter()
            .filter(|e| (network.odds(&e.inputs) > 0.0) == e.same);
        assert!(right.count() >= 855);
    }
}

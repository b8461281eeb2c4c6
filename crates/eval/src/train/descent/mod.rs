//! `recension-eval train-descent`: fits what each sign of a source is worth.
//!
//! Made-up traditions tell which report was made from which. Two things are fitted at once: that the
//! right tree of sources is the likeliest of all trees over a family ([`tree`]), and that the right
//! source, or pair of sources, is the likeliest choice for a report when its own copies are left out
//! (a conditional logit; McFadden 1974). Which pairs are looked at depends on the weights, so that
//! fitting is repeated with what the round before made likely.
//!
//! The traditions have seeds of their own, never those that are measured; half of them are reworked
//! throughout in one manner, in half each rewriter has his own. Credits of made-up reports are always
//! true, which those of real ones are not: their weight is given, not fitted.

mod examples;
mod tree;

use rayon::prelude::*;
use recension_core::derivation::{
    DESCENT_FEATURE_NAMES, DESCENT_FEATURES, DESCENT_SIGNS, DescentFeatures, DescentWeights,
};

use crate::report::Result;
use crate::traditions::{mixed_traditions, traditions};
use examples::{Example, Material};
use tree::Tree;

/// One weight a feature for each of the three blocks of [`DescentWeights`].
const WEIGHTS: usize = 3 * DESCENT_FEATURES;

/// A weight for each feature in each block.
type Weights = [f64; WEIGHTS];

/// Rounds of choosing and fitting.
const ROUNDS: usize = 2;
/// Steps of a round, and how far one goes (Adam; Kingma and Ba 2015).
const STEPS: i32 = 250;
const RATE: f64 = 0.02;
const MEMORY: [f64; 2] = [0.9, 0.999];
/// Strength of the ridge, in examples.
const RIDGE: f64 = 1.0;
/// What a single choice counts beside the tree.
const CHOICE: f64 = 0.3;
/// Steps in which what tells one source from two is fitted by the choices alone: trees know no
/// second source.
const STEPS_OF_TWO: usize = 200;
const RATE_OF_TWO: f64 = 0.002;
const RIDGE_OF_TWO: f64 = 0.1;

/// A loss with its gradient.
struct Slope {
    loss: f64,
    gradient: Weights,
}

impl Slope {
    fn none() -> Self {
        Self {
            loss: 0.0,
            gradient: [0.0; WEIGHTS],
        }
    }

    fn and(mut self, other: &Self) -> Self {
        self.loss += other.loss;
        let own = self.gradient.iter_mut().zip(&other.gradient);
        own.for_each(|(own, other)| *own += other);
        self
    }
}

/// What is fitted on.
struct Data {
    examples: Vec<Example>,
    trees: Vec<Tree>,
}

impl Data {
    fn of(material: &[Material], weights: &DescentWeights) -> Self {
        let examples = material.par_iter().flat_map(|one| one.examples(weights));
        let trees = material.par_iter().flat_map(|one| one.trees(weights));
        Self {
            examples: examples.collect(),
            trees: trees.collect(),
        }
    }

    fn choices(&self, model: &Model) -> Slope {
        let slopes = self.examples.iter().map(|example| example.slope(model));
        slopes.fold(Slope::none(), |sum, slope| sum.and(&slope))
    }

    /// Sums run in order, so that the same weights come out on any machine.
    fn trees(&self, model: &Model) -> Slope {
        let slopes: Vec<Slope> = self
            .trees
            .par_iter()
            .map(|tree| tree.slope(model))
            .collect();
        slopes.iter().fold(Slope::none(), Slope::and)
    }
}

/// Weights of features on their scale.
struct Model {
    weights: Weights,
    scale: Weights,
}

impl Model {
    fn new(start: &DescentWeights, examples: &[Example]) -> Self {
        let scale = scale(examples);
        let blocks = [&start.plain, &start.by_distance, &start.by_own];
        let weights = std::array::from_fn(|k| {
            let plain = blocks[k / DESCENT_FEATURES][k % DESCENT_FEATURES];
            f64::from(plain) * scale[k]
        });
        Self { weights, scale }
    }

    /// What the features of a report are worth at its distances, each on the side of nothing where it
    /// may stand. Weights on the other side are still pulled back.
    fn at(&self, distances: [f32; 2]) -> [f64; DESCENT_FEATURES] {
        std::array::from_fn(|feature| {
            let blocks = by(distances).into_iter().enumerate();
            let worth = blocks.map(|(block, by)| {
                let k = feature + block * DESCENT_FEATURES;
                by * self.weights[k] / self.scale[k]
            });
            let worth: f64 = worth.sum();
            match DESCENT_SIGNS[feature] {
                0 => worth,
                sign => f64::from(sign) * (f64::from(sign) * worth).max(0.0),
            }
        })
    }

    /// Adds what a pull on the features of a report means for the weights.
    fn pull(&self, sum: &mut Weights, pull: &[f64; DESCENT_FEATURES], distances: [f32; 2]) {
        for (block, by) in by(distances).into_iter().enumerate() {
            for (feature, pull) in pull.iter().enumerate() {
                let k = feature + block * DESCENT_FEATURES;
                sum[k] += by * pull / self.scale[k];
            }
        }
    }

    fn fit(&mut self, data: &Data) {
        let fitted: Vec<usize> = (0..WEIGHTS).filter(|k| !is_given(*k)).collect();
        let mut mean = [[0.0; WEIGHTS]; 2];
        for step in 1..=STEPS {
            let [trees, choices] = [data.trees(self), data.choices(self)];
            for k in &fitted {
                let pull = trees.gradient[*k] + CHOICE * choices.gradient[*k];
                let slope = (pull - RIDGE * self.weights[*k]) / data.examples.len() as f64;
                let mut settled = [0.0; 2];
                for (power, memory) in MEMORY.into_iter().enumerate() {
                    let value = if power == 0 { slope } else { slope * slope };
                    let mean = &mut mean[power][*k];
                    *mean = memory * *mean + (1.0 - memory) * value;
                    settled[power] = *mean / (1.0 - memory.powi(step));
                }
                self.weights[*k] += RATE * settled[0] / (settled[1].sqrt() + 1e-8);
            }
        }
        self.fit_two(data);
    }

    fn fit_two(&mut self, data: &Data) {
        let of_two: Vec<usize> = (0..WEIGHTS).filter(|k| tells_two(*k)).collect();
        for _ in 0..STEPS_OF_TWO {
            let choices = data.choices(self);
            for k in &of_two {
                let held = RIDGE_OF_TWO * self.weights[*k];
                self.weights[*k] += RATE_OF_TWO * (choices.gradient[*k] - held);
            }
        }
    }

    fn given_back(&self, start: &DescentWeights) -> DescentWeights {
        let block = |block: usize| -> DescentFeatures {
            std::array::from_fn(|feature| {
                let k = feature + block * DESCENT_FEATURES;
                (self.weights[k] / self.scale[k]) as f32
            })
        };
        DescentWeights {
            plain: block(0),
            by_distance: block(1),
            by_own: block(2),
            ..*start
        }
    }
}

/// By what the blocks of weights count.
fn by(distances: [f32; 2]) -> [f64; 3] {
    [1.0, f64::from(distances[0]), f64::from(distances[1])]
}

/// Whether a weight is given and not fitted: credits, and the lost sources that no example has.
fn is_given(weight: usize) -> bool {
    let name = DESCENT_FEATURE_NAMES[weight % DESCENT_FEATURES];
    name.starts_with("a credit") || name.starts_with("a source that is not")
}

/// Whether a weight tells one source from two.
fn tells_two(weight: usize) -> bool {
    let name = DESCENT_FEATURE_NAMES[weight % DESCENT_FEATURES];
    name.contains("further source")
        || name.contains("two sources")
        || name.contains("but for the first")
}

/// Root mean squares of the features.
fn scale(examples: &[Example]) -> Weights {
    let mut squares = [0.0; WEIGHTS];
    let mut count: f64 = 0.0;
    for example in examples {
        for (seen, _) in &example.options {
            count += 1.0;
            for (block, by) in by(example.distances).into_iter().enumerate() {
                for (feature, seen) in seen.iter().enumerate() {
                    squares[feature + block * DESCENT_FEATURES] += (f64::from(*seen) * by).powi(2);
                }
            }
        }
    }
    squares.map(|sum| if sum > 0.0 { (sum / count).sqrt() } else { 1.0 })
}

/// Fits the weights on made-up traditions, twice as many as said, and prints the source file that
/// holds them.
///
/// # Errors
/// Where the product cannot read what was made.
#[allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the result of the command"
)]
pub fn run(count: usize, seed: u64) -> Result<()> {
    let made = traditions(count, None, seed).into_par_iter();
    let made = made.chain(mixed_traditions(count, seed + 1));
    let material = made.map(Material::of).collect::<Result<Vec<_>>>()?;
    let mut weights = DescentWeights::default();
    for round in 1..=ROUNDS {
        let data = Data::of(&material, &weights);
        let mut model = Model::new(&weights, &data.examples);
        model.fit(&data);
        weights = model.given_back(&weights);
        eprintln!(
            "round {round}: {:.4} nats a report by trees, {:.4} by single choices",
            data.trees(&model).loss / tree::known(&data.trees).max(1.0),
            data.choices(&model).loss / data.examples.len().max(1) as f64,
        );
    }
    print_weights(&weights);
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_weights(weights: &DescentWeights) {
    println!(
        "//! What each sign of a source is worth, in nats. Printed by `recension-eval train-descent`;"
    );
    println!("//! what is given and not fitted is edited by hand.\n");
    println!("use super::family::DescentWeights;\n");
    println!("pub(super) const WEIGHTS: DescentWeights = DescentWeights {{");
    let blocks = [
        ("plain", &weights.plain),
        ("by_distance", &weights.by_distance),
        ("by_own", &weights.by_own),
    ];
    for (name, block) in blocks {
        println!("    {name}: [");
        for (weight, what) in block.iter().zip(DESCENT_FEATURE_NAMES) {
            println!("        {weight:?}, // {what}");
        }
        println!("    ],");
    }
    println!("    lost: {:?},", weights.lost);
    println!("    named: {:?},", weights.named);
    println!("    doubted: {:?},\n}};", weights.doubted);
}

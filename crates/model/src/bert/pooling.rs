//! How the vectors of the words become the vector of the passage.

use candle_core::{Result, Tensor};

/// A way to make one vector of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pooling {
    /// The mean of all.
    Mean,
    /// The first, which stands for the whole.
    First,
}

impl Pooling {
    /// Makes one vector of those of the words (words × width).
    pub(crate) fn of(self, words: &Tensor) -> Result<Tensor> {
        match self {
            Self::Mean => words.mean(0),
            Self::First => words.get(0),
        }
    }
}

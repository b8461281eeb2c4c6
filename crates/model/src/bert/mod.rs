//! BERT encoders (Devlin et al. 2019), by the crates of the candle project.

mod files;
mod pooling;

use std::path::Path;

use candle_core::{Device, Tensor};
use candle_transformers::models::bert::BertModel;
use rayon::prelude::*;
use recension_core::meaning::SentenceModel;
use tokenizers::Tokenizer;

use crate::error::Error;
use pooling::Pooling;

/// A model in memory, ready to read passages.
pub(crate) struct Model {
    tokenizer: Tokenizer,
    encoder: BertModel,
    pooling: Pooling,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pooling = &self.pooling;
        formatter
            .debug_struct("Model")
            .field("pooling", pooling)
            .finish_non_exhaustive()
    }
}

impl Model {
    /// Reads a model from its folder.
    ///
    /// # Errors
    /// Where a file is missing or cannot be read, or the model is of a kind that is not known; the
    /// error names the file.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let shape = files::shape(folder)?;
        Ok(Self {
            tokenizer: files::tokenizer(folder, &shape)?,
            encoder: files::encoder(folder, &shape)?,
            pooling: files::pooling(folder)?,
        })
    }

    fn vector(&self, passage: &str) -> Result<Vec<f32>, String> {
        let read = self.tokenizer.encode(passage, true);
        let read = read.map_err(|error| error.to_string())?;
        let vector = self.run(read.get_ids(), read.get_type_ids());
        vector.map_err(|error| error.to_string())
    }

    fn run(&self, words: &[u32], kinds: &[u32]) -> candle_core::Result<Vec<f32>> {
        let device = &self.encoder.device;
        let words = Tensor::new(words, device)?.unsqueeze(0)?;
        let kinds = Tensor::new(kinds, device)?.unsqueeze(0)?;
        let of_words = self.encoder.forward(&words, &kinds, None)?.squeeze(0)?;
        let whole = self.pooling.of(&of_words)?;
        let length = whole.sqr()?.sum_all()?.sqrt()?;
        whole.broadcast_div(&length)?.to_vec1()
    }
}

impl SentenceModel for Model {
    fn vectors(&self, passages: &[&str]) -> Vec<Vec<f32>> {
        let read = passages.par_iter().map(|passage| self.vector(passage));
        read.map(Result::unwrap_or_default).collect()
    }
}

/// Where the arithmetic is done.
fn device() -> Device {
    Device::Cpu
}

//! BERT encoders (Devlin et al. 2019), by the crates of the candle project.

mod files;
mod pooling;

use std::path::Path;

use candle_core::{Device, Tensor};
use candle_transformers::models::bert::BertModel;
use rayon::prelude::*;
use recension_core::meaning::{SentenceModel, WordPiece};
use tokenizers::{Encoding, Tokenizer};

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
        let read = self.read(passage)?;
        let vector = self.encode(&read).and_then(|words| self.whole(&words));
        vector.map_err(|error| error.to_string())
    }

    fn words(&self, passage: &str) -> Result<Vec<WordPiece>, String> {
        let read = self.read(passage)?;
        let vectors = self.encode(&read).and_then(|words| words.to_vec2::<f32>());
        let vectors = vectors.map_err(|error| error.to_string())?;
        let places = read
            .get_offsets()
            .iter()
            .zip(read.get_special_tokens_mask());
        let pieces = places
            .zip(vectors)
            .filter(|((_, special), _)| **special == 0);
        let piece = |(((start, end), _), vector): ((&(usize, usize), &u32), Vec<f32>)| WordPiece {
            place: *start..*end,
            vector,
        };
        Ok(pieces.map(piece).collect())
    }

    fn read(&self, passage: &str) -> Result<Encoding, String> {
        let read = self.tokenizer.encode(passage, true);
        read.map_err(|error| error.to_string())
    }

    /// The vectors of the pieces of words, marks of beginning and end among them.
    fn encode(&self, read: &Encoding) -> candle_core::Result<Tensor> {
        let device = &self.encoder.device;
        let words = Tensor::new(read.get_ids(), device)?.unsqueeze(0)?;
        let kinds = Tensor::new(read.get_type_ids(), device)?.unsqueeze(0)?;
        self.encoder.forward(&words, &kinds, None)?.squeeze(0)
    }

    fn whole(&self, words: &Tensor) -> candle_core::Result<Vec<f32>> {
        let whole = self.pooling.of(words)?;
        let length = whole.sqr()?.sum_all()?.sqrt()?;
        whole.broadcast_div(&length)?.to_vec1()
    }
}

impl SentenceModel for Model {
    fn vectors(&self, passages: &[&str]) -> Vec<Vec<f32>> {
        let read = passages.par_iter().map(|passage| self.vector(passage));
        read.map(Result::unwrap_or_default).collect()
    }

    fn words(&self, passages: &[&str]) -> Vec<Vec<WordPiece>> {
        let read = passages
            .par_iter()
            .map(|passage| Self::words(self, passage));
        read.map(Result::unwrap_or_default).collect()
    }
}

/// Where the arithmetic is done.
fn device() -> Device {
    Device::Cpu
}

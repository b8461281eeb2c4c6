//! A sentence-embedding model that the user supplies, run in the process itself.
//!
//! The folder holds the files that such models are published with: `config.json` (a BERT encoder,
//! Devlin et al. 2019), `tokenizer.json` and `model.safetensors`; where there is a
//! `1_Pooling/config.json`, it says how the vectors of the words become one. Nothing is fetched,
//! nothing runs but arithmetic on the processor. Each passage goes through the model by itself, so
//! that its vector depends on nothing else.
//!
//! What runs the model takes minutes to build, so it is a feature (`bert`). Without it every folder
//! is refused, with what to do.

#[cfg(feature = "bert")]
mod bert;
mod error;

use std::path::Path;

use recension_core::meaning::SentenceModel;

pub use error::Error;

/// Reads a model from its folder.
///
/// # Errors
/// Where a file is missing or cannot be read, or the model is of a kind that is not known; the
/// error names the file. Without the feature `bert`: always.
#[cfg(feature = "bert")]
pub fn open(folder: &Path) -> Result<Box<dyn SentenceModel>, Error> {
    Ok(Box::new(bert::Model::open(folder)?))
}

/// Reads a model from its folder.
///
/// # Errors
/// Always: this build runs no models.
#[cfg(not(feature = "bert"))]
pub fn open(folder: &Path) -> Result<Box<dyn SentenceModel>, Error> {
    let why = "this build runs no models; build it with `--features model`";
    Err(Error::new(folder, why))
}

//! The files of a model's folder.

use std::path::{Path, PathBuf};

use candle_core::DType;
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};
use serde::Deserialize;
use tokenizers::{Tokenizer, TruncationParams};

use super::device;
use super::pooling::Pooling;
use crate::error::Error;

/// The largest file that is read, in bytes: models of sentences are a few hundred megabytes.
const LARGEST: u64 = 4 << 30;
/// Words of a passage that are read, pieces of words counted each; what stands behind is not.
const MOST_WORDS: usize = 256;

/// What `config.json` says of a model.
pub(crate) struct Shape {
    config: Config,
    longest: usize,
}

#[derive(Deserialize)]
struct Kind {
    model_type: Option<String>,
    max_position_embeddings: Option<usize>,
}

/// Reads `config.json`.
pub(crate) fn shape(folder: &Path) -> Result<Shape, Error> {
    let path = folder.join("config.json");
    let bytes = read(&path)?;
    let kind: Kind = serde_json::from_slice(&bytes).map_err(|e| Error::new(&path, e))?;
    match kind.model_type.as_deref() {
        None | Some("bert") => {}
        Some(other) => {
            let why = format!("a model of the kind \"{other}\"; only \"bert\" is known");
            return Err(Error::new(&path, why));
        }
    }
    let config: Config = serde_json::from_slice(&bytes).map_err(|e| Error::new(&path, e))?;
    if config.num_attention_heads == 0
        || !config
            .hidden_size
            .is_multiple_of(config.num_attention_heads)
    {
        let why = "hidden_size is no multiple of num_attention_heads";
        return Err(Error::new(&path, why));
    }
    let longest = kind.max_position_embeddings.unwrap_or(MOST_WORDS);
    Ok(Shape {
        config,
        longest: longest.min(MOST_WORDS),
    })
}

/// Reads `tokenizer.json`.
pub(crate) fn tokenizer(folder: &Path, shape: &Shape) -> Result<Tokenizer, Error> {
    let path = folder.join("tokenizer.json");
    let bytes = read(&path)?;
    let mut tokenizer = Tokenizer::from_bytes(bytes).map_err(|e| Error::new(&path, e))?;
    let known = tokenizer.get_vocab_size(true);
    if known > shape.config.vocab_size {
        let why = format!(
            "{known} words, but the model knows {}: files of two models?",
            shape.config.vocab_size
        );
        return Err(Error::new(&path, why));
    }
    let cut = TruncationParams {
        max_length: shape.longest,
        ..TruncationParams::default()
    };
    tokenizer.with_padding(None);
    let cut = tokenizer.with_truncation(Some(cut));
    cut.map_err(|e| Error::new(&path, e))?;
    Ok(tokenizer)
}

/// Reads `model.safetensors`.
pub(crate) fn encoder(folder: &Path, shape: &Shape) -> Result<BertModel, Error> {
    let path = folder.join("model.safetensors");
    let bytes = read(&path)?;
    let weights = VarBuilder::from_buffered_safetensors(bytes, DType::F32, &device());
    let model = weights.and_then(|weights| BertModel::load(weights, &shape.config));
    model.map_err(|e| Error::new(&path, e))
}

#[derive(Deserialize)]
struct PoolingFile {
    #[serde(default)]
    pooling_mode_cls_token: bool,
    #[serde(default)]
    pooling_mode_mean_tokens: bool,
}

/// Reads `1_Pooling/config.json`; without it the mean is taken.
pub(crate) fn pooling(folder: &Path) -> Result<Pooling, Error> {
    let path = folder.join("1_Pooling").join("config.json");
    if !path.exists() {
        return Ok(Pooling::Mean);
    }
    let file: PoolingFile =
        serde_json::from_slice(&read(&path)?).map_err(|e| Error::new(&path, e))?;
    match (file.pooling_mode_mean_tokens, file.pooling_mode_cls_token) {
        (true, false) => Ok(Pooling::Mean),
        (false, true) => Ok(Pooling::First),
        _ => {
            let why = "neither the mean of all words nor the first of them";
            Err(Error::new(&path, why))
        }
    }
}

fn read(path: &PathBuf) -> Result<Vec<u8>, Error> {
    let size = std::fs::metadata(path)
        .map_err(|e| Error::new(path, e))?
        .len();
    if size > LARGEST {
        let why = format!("{size} bytes; at most {LARGEST} are read");
        return Err(Error::new(path, why));
    }
    std::fs::read(path).map_err(|e| Error::new(path, e))
}

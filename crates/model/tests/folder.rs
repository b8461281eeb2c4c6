//! Models read from folders: a tiny one made here, a real one where `RECENSION_MODEL` names it, and
//! folders that hold none.
#![cfg(feature = "bert")]

use std::collections::HashMap;
use std::path::Path;

use candle_core::{Device, Tensor};
use recension_core::meaning::SentenceModel;
use serde_json::json;

const WIDTH: usize = 8;
const WORDS: [&str; 6] = ["[UNK]", "the", "dam", "broke", "gate", "failed"];

/// Numbers that look random and are the same every time.
fn numbers(shape: &[usize], salt: &str) -> Tensor {
    let count = shape.iter().product::<usize>();
    let salt = salt.bytes().fold(7_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    let number = |at: usize| {
        let mixed = (at as u32).wrapping_add(salt).wrapping_mul(2_654_435_761) >> 8;
        mixed as f32 / f32::from_bits(0x4b80_0000) - 0.5
    };
    let values: Vec<f32> = (0..count).map(number).collect();
    Tensor::from_vec(values, shape, &Device::Cpu).unwrap()
}

fn write(folder: &Path, name: &str, value: &serde_json::Value) {
    std::fs::write(folder.join(name), value.to_string()).unwrap();
}

/// A BERT encoder of one layer that knows six words.
fn tiny(folder: &Path) {
    write(
        folder,
        "config.json",
        &json!({
            "model_type": "bert", "vocab_size": WORDS.len(), "hidden_size": WIDTH,
            "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16,
            "hidden_act": "gelu", "hidden_dropout_prob": 0.0, "max_position_embeddings": 16,
            "type_vocab_size": 2, "initializer_range": 0.02, "layer_norm_eps": 1e-12,
            "pad_token_id": 0,
        }),
    );
    let vocabulary: serde_json::Map<_, _> = WORDS
        .iter()
        .enumerate()
        .map(|(at, word)| ((*word).to_owned(), json!(at)))
        .collect();
    write(
        folder,
        "tokenizer.json",
        &json!({
            "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
            "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": null, "decoder": null,
            "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
        }),
    );
    let mut weights: HashMap<String, Tensor> = HashMap::new();
    let mut put = |name: &str, shape: &[usize]| {
        weights.insert(name.to_owned(), numbers(shape, name));
    };
    put("embeddings.word_embeddings.weight", &[WORDS.len(), WIDTH]);
    put("embeddings.position_embeddings.weight", &[16, WIDTH]);
    put("embeddings.token_type_embeddings.weight", &[2, WIDTH]);
    let layer = "encoder.layer.0";
    let linear = [
        ("attention.self.query", WIDTH, WIDTH),
        ("attention.self.key", WIDTH, WIDTH),
        ("attention.self.value", WIDTH, WIDTH),
        ("attention.output.dense", WIDTH, WIDTH),
        ("intermediate.dense", 16, WIDTH),
        ("output.dense", WIDTH, 16),
    ];
    for (name, to, from) in linear {
        put(&format!("{layer}.{name}.weight"), &[to, from]);
        put(&format!("{layer}.{name}.bias"), &[to]);
    }
    let norms = ["attention.output.LayerNorm", "output.LayerNorm"].map(|n| format!("{layer}.{n}"));
    for name in norms
        .iter()
        .map(String::as_str)
        .chain(["embeddings.LayerNorm"])
    {
        put(&format!("{name}.weight"), &[WIDTH]);
        put(&format!("{name}.bias"), &[WIDTH]);
    }
    candle_core::safetensors::save(&weights, folder.join("model.safetensors")).unwrap();
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// What holds of any model: vectors of length 1, the same alone and in company.
fn is_sound(model: &dyn SentenceModel) {
    let passages = [
        "The dam broke",
        "the gate failed",
        "THE DAM broke",
        &"dam ".repeat(2000),
    ];
    let all = model.vectors(&passages);
    assert_eq!(all.len(), passages.len());
    for vector in &all {
        assert!((cosine(vector, vector) - 1.0).abs() < 1e-4, "{vector:?}");
    }
    assert_eq!(all[0], model.vectors(&passages[..1])[0]);
    assert_ne!(all[0], all[1]);
    assert!(model.vectors(&[]).is_empty());
}

#[test]
fn a_tiny_model_runs() {
    let folder = tempfile::tempdir().unwrap();
    tiny(folder.path());
    let model = recension_model::open(folder.path()).unwrap();
    is_sound(model.as_ref());
    let vectors = model.vectors(&["The dam broke", "the DAM broke", ""]);
    assert_eq!(vectors[0], vectors[1]);
    assert!(vectors[2].is_empty(), "nothing to read: {:?}", vectors[2]);
}

#[test]
fn the_first_word_may_stand_for_all() {
    let folder = tempfile::tempdir().unwrap();
    tiny(folder.path());
    let mean = recension_model::open(folder.path()).unwrap();
    std::fs::create_dir(folder.path().join("1_Pooling")).unwrap();
    let chosen = json!({"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false});
    write(folder.path(), "1_Pooling/config.json", &chosen);
    let first = recension_model::open(folder.path()).unwrap();
    assert_ne!(mean.vectors(&["the dam"]), first.vectors(&["the dam"]));
    write(folder.path(), "1_Pooling/config.json", &json!({}));
    let error = refused(folder.path());
    assert!(
        error.contains("1_Pooling") && error.contains("mean"),
        "{error}"
    );
}

fn refused(folder: &Path) -> String {
    match recension_model::open(folder) {
        Ok(_) => panic!("read"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_wrong_is_said_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(refused(&folder.join("nowhere")).contains("config.json"));
    tiny(folder);
    std::fs::write(folder.join("model.safetensors"), b"\x00\x01 not a model").unwrap();
    assert!(refused(folder).contains("model.safetensors"));
    std::fs::remove_file(folder.join("tokenizer.json")).unwrap();
    assert!(refused(folder).contains("tokenizer.json"));
    write(folder, "config.json", &json!({"model_type": "llama"}));
    let error = refused(folder);
    assert!(
        error.contains("config.json") && error.contains("llama"),
        "{error}"
    );
}

#[test]
fn a_real_model_knows_what_is_near() {
    let Some(folder) = std::env::var_os("RECENSION_MODEL") else {
        eprintln!("skipped: RECENSION_MODEL names no folder of a sentence model");
        return;
    };
    let model = recension_model::open(Path::new(&folder)).unwrap();
    is_sound(model.as_ref());
    let vectors = model.vectors(&[
        "Arson was behind the blaze",
        "The fire had been set on purpose",
        "The council will vote on the budget on Monday",
    ]);
    let near = cosine(&vectors[0], &vectors[1]);
    let far = cosine(&vectors[0], &vectors[2]);
    assert!(near > 0.5 && far < 0.3, "{near} {far}");
}

//! Passages across stories: reading texts for their words and grams, and matching, as a corpus grows.
//!
//! `cargo bench -p recension-eval --bench passages`. The corpus is made up
//! (`recension_eval::passages::corpus`); `recension-eval passages` tells speed, memory and quality of
//! larger ones, `datasketch_reference.py` those of MinHash LSH on the same.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use divan::Bencher;
use divan::counter::BytesCount;
use recension_core::passages::{DEFAULT_WORDS, Passages};
use recension_eval::passages::corpus::{Corpus, Document};

const DOCUMENTS: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

fn documents(count: usize) -> Vec<Document> {
    let mut corpus = Corpus::new(count, 1);
    (0..count).map(|_| corpus.next_document()).collect()
}

fn read(documents: &[Document]) -> Passages {
    let mut passages = Passages::of_words(DEFAULT_WORDS);
    for document in documents {
        passages.add_text(&document.text);
    }
    passages
}

fn bytes(documents: &[Document]) -> BytesCount {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    BytesCount::new(bytes)
}

#[divan::bench(args = DOCUMENTS, sample_count = 10)]
fn read_words(bencher: Bencher, count: usize) {
    let documents = documents(count);
    bencher
        .counter(bytes(&documents))
        .bench(|| read(&documents));
}

#[divan::bench(args = DOCUMENTS, sample_count = 10)]
fn match_words(bencher: Bencher, count: usize) {
    let documents = documents(count);
    let stories: Vec<u32> = documents.iter().map(|document| document.cluster).collect();
    bencher
        .counter(bytes(&documents))
        .with_inputs(|| read(&documents))
        .bench_values(|passages| passages.finish().across(&stories));
}

#[divan::bench(args = [1, 1_000], sample_count = 5)]
fn copies_of_one_text(bencher: Bencher, copies: usize) {
    let text = documents(20)
        .iter()
        .map(|d| d.text.clone())
        .collect::<Vec<_>>()
        .join("\n");
    bencher
        .counter(BytesCount::new(copies * text.len()))
        .bench(|| {
            let mut passages = Passages::of_words(DEFAULT_WORDS);
            (0..copies).for_each(|_| assert!(passages.add_text(&text)));
            passages.finish().across(&[]).len()
        });
}

//! `recension dossier` as a whole process, as the number of reports grows, and on the reference
//! scrapes where they are (`RECENSION_SHARED`, or `../shared` beside the workspace).
//!
//! `cargo bench -p recension`

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::{Bencher, counter::ItemsCount};
use recension_eval::generate::generate;

/// Reports in the input.
const SIZES: [usize; 4] = [1, 10, 100, 1_000];

fn main() {
    divan::main();
}

fn dossier(inputs: &[PathBuf]) {
    let status = Command::new(env!("CARGO_BIN_EXE_recension"))
        .args(["dossier", "--format", "json"])
        .args(inputs)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

/// Records of made-up reports, eight to a story.
#[divan::bench(args = SIZES, sample_count = 10)]
fn records(bencher: Bencher, reports: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.jsonl");
    let lines = generate(reports, reports / 8, 1).into_iter();
    let lines = lines.map(|record| serde_json::to_string(&record).unwrap() + "\n");
    std::fs::write(&path, lines.collect::<String>()).unwrap();
    let counter = ItemsCount::new(reports);
    bencher
        .counter(counter)
        .bench(|| dossier(std::slice::from_ref(&path)));
}

#[divan::bench]
fn bundled_example(bencher: Bencher) {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/corvane-dam/reports");
    bencher.bench(|| dossier(std::slice::from_ref(&reports)));
}

#[divan::bench]
fn reference_scrapes(bencher: Bencher) {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("RECENSION_SHARED").map_or(beside, PathBuf::from);
    let entries = std::fs::read_dir(shared.join("seeds"))
        .into_iter()
        .flatten();
    let scrapes: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    if !scrapes.is_empty() {
        bencher.bench(|| dossier(&scrapes));
    }
}

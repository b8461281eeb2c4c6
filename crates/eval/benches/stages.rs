//! Each stage alone, and the whole, as the number of reports grows.
//!
//! `cargo bench -p recension-eval`; the reports are made up (`recension_eval::generate`), eight to a
//! story, a third of them reprints and a third rewordings.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use divan::{Bencher, counter::ItemsCount};
use recension_core::article::Article;
use recension_core::collation::collate;
use recension_core::compile::{Settings, Stories, compile_story, into_stories, label};
use recension_core::derivation::examine;
use recension_core::dossier::{Dossier, FORMAT, StoryEntry, VERSION};
use recension_core::story::group;
use recension_core::utterance;
use recension_core::witness::{Witness, cast, prepare};
use recension_eval::generate::generate;
use recension_eval::traditions::traditions;
use recension_ingest::{Limits, read};
use recension_render::{Format, Options, render};

/// Reports in the input.
const SIZES: [usize; 4] = [1, 10, 100, 1_000];
/// Reports in one story.
const STORY_SIZES: [usize; 5] = [10, 40, 100, 400, 1_000];

fn main() {
    divan::main();
}

fn records(reports: usize, stories: usize) -> Vec<u8> {
    let lines = generate(reports, stories, 1).into_iter();
    let lines = lines.map(|record| serde_json::to_string(&record).unwrap() + "\n");
    lines.collect::<String>().into_bytes()
}

fn articles(reports: usize, stories: usize) -> Vec<Article> {
    read(&records(reports, stories), "generated", &Limits::default())
        .unwrap()
        .articles
}

fn witnesses(reports: usize, stories: usize) -> Vec<Witness> {
    articles(reports, stories)
        .into_iter()
        .map(prepare)
        .collect()
}

fn one_story(reports: usize) -> Vec<Witness> {
    let mut witnesses = witnesses(reports, 1);
    label(&mut witnesses);
    witnesses
}

fn compiled(witnesses: Vec<Witness>) -> Vec<StoryEntry> {
    let Stories {
        stories, standing, ..
    } = into_stories(witnesses);
    stories
        .into_iter()
        .map(|story| compile_story(story, &standing, &Settings::default()))
        .collect()
}

#[divan::bench(args = SIZES)]
fn ingest_records(bencher: Bencher, reports: usize) {
    let bytes = records(reports, reports / 8);
    bencher
        .counter(ItemsCount::new(reports))
        .bench(|| read(&bytes, "generated", &Limits::default()).unwrap());
}

#[divan::bench(args = SIZES)]
fn prepare_witnesses(bencher: Bencher, reports: usize) {
    bencher
        .counter(ItemsCount::new(reports))
        .with_inputs(|| articles(reports, reports / 8))
        .bench_values(|articles| articles.into_iter().map(prepare).collect::<Vec<_>>());
}

#[divan::bench(args = SIZES)]
fn group_stories(bencher: Bencher, reports: usize) {
    let witnesses = witnesses(reports, reports / 8);
    bencher
        .counter(ItemsCount::new(reports))
        .bench(|| group(&witnesses));
}

#[divan::bench(args = STORY_SIZES)]
fn collate_story(bencher: Bencher, reports: usize) {
    let witnesses = one_story(reports);
    bencher
        .counter(ItemsCount::new(reports))
        .bench(|| collate(&witnesses));
}

#[divan::bench(args = STORY_SIZES)]
fn derive_story(bencher: Bencher, reports: usize) {
    let witnesses = one_story(reports);
    bencher
        .counter(ItemsCount::new(reports))
        .bench(|| examine(&witnesses, &std::collections::BTreeSet::new()));
}

#[divan::bench(args = STORY_SIZES)]
fn group_utterances(bencher: Bencher, reports: usize) {
    let witnesses = one_story(reports);
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    let derivations = examine(&witnesses, &std::collections::BTreeSet::new()).derivations;
    bencher
        .counter(ItemsCount::new(reports))
        .bench(|| utterance::group(&witnesses, &cast, &derivations, None));
}

#[divan::bench(args = STORY_SIZES, sample_count = 10)]
fn compile_one_story(bencher: Bencher, reports: usize) {
    bencher
        .counter(ItemsCount::new(reports))
        .with_inputs(|| one_story(reports))
        .bench_values(|story| {
            compile_story(
                story,
                &std::collections::BTreeSet::new(),
                &Settings::default(),
            )
        });
}

/// Copies of a few texts, as agencies' copy is printed: the hardest case for comparing.
#[divan::bench(args = STORY_SIZES, sample_count = 10)]
fn compile_a_tradition(bencher: Bencher, reports: usize) {
    let records = traditions(1, Some(reports), 1).into_iter();
    let records = records.flat_map(|tradition| tradition.made);
    let lines = records.filter_map(|made| made.record);
    let lines = lines.map(|record| serde_json::to_string(&record).unwrap() + "\n");
    let bytes = lines.collect::<String>().into_bytes();
    bencher
        .counter(ItemsCount::new(reports))
        .with_inputs(|| {
            let ingested = read(&bytes, "tradition", &Limits::default()).unwrap();
            ingested.articles.into_iter().map(prepare).collect()
        })
        .bench_values(|story: Vec<Witness>| {
            compile_story(
                story,
                &std::collections::BTreeSet::new(),
                &Settings::default(),
            )
        });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn whole_from_records_to_html(bencher: Bencher, reports: usize) {
    let bytes = records(reports, reports / 8);
    bencher.counter(ItemsCount::new(reports)).bench(|| {
        let ingested = read(&bytes, "generated", &Limits::default()).unwrap();
        let dossier = Dossier {
            format: FORMAT.to_owned(),
            version: VERSION,
            documents: vec![ingested.document],
            stories: compiled(ingested.articles.into_iter().map(prepare).collect()),
            notes: Vec::new(),
        };
        render(&dossier, Format::Html, &Options::default())
    });
}

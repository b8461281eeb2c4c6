//! Quotations: reading them from text, and grouping and aligning those of one story.
//!
//! `cargo bench -p recension-eval --bench quotations`. The texts are made up: news prose in which
//! every second sentence reports speech, and stories whose reports word the same utterances
//! differently (whole, cut, with a word exchanged, as reported clauses).

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use recension_core::article::Article;
use recension_core::compile::label;
use recension_core::quotation::extract;
use recension_core::utterance::group;
use recension_core::witness::{Witness, cast, prepare};
use recension_ingest::{Limits, read};

/// Paragraphs of one text.
const PARAGRAPHS: [usize; 4] = [10, 100, 1_000, 10_000];
/// Quotations of one story.
const QUOTATIONS: [usize; 4] = [100, 500, 2_000, 8_000];
/// Reports that word each utterance.
const WORDINGS: usize = 10;
/// Utterances told by one report.
const TOLD: usize = 20;

const SUBJECTS: [&str; 8] = [
    "wall", "ferry", "council", "harbour", "bridge", "school", "tender", "sluice",
];
const DEEDS: [&str; 8] = [
    "held through the night",
    "was never tested",
    "closes before winter",
    "costs twice as much",
    "belongs to the town",
    "will be rebuilt",
    "failed in March",
    "was promised to nobody",
];
const WHY: [&str; 8] = [
    "because the gale came early",
    "whatever the ministry says",
    "as the engineers had warned",
    "since nobody paid for it",
    "though the money was there",
    "for the third year running",
    "while the masons were away",
    "and the valley knows it",
];
const VERBS: [&str; 4] = ["said", "told reporters", "warned", "added"];

/// Numbers that look random and are the same every time (Steele, Lea and Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % bound as u64).unwrap()
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn sentence(numbers: &mut Numbers) -> String {
    let (subject, deed, why) = (
        numbers.one_of(&SUBJECTS),
        numbers.one_of(&DEEDS),
        numbers.one_of(&WHY),
    );
    format!("the {subject} number {} {deed} {why}", numbers.below(900))
}

/// Paragraphs of news, half of whose sentences report speech.
fn news(paragraphs: usize) -> String {
    let mut numbers = Numbers(7);
    let mut text = String::from("What the valley says of its works\n\n");
    for index in 0..paragraphs {
        let (first, second, third) = (
            sentence(&mut numbers),
            sentence(&mut numbers),
            sentence(&mut numbers),
        );
        let verb = numbers.one_of(&VERBS);
        let line = match index % 4 {
            0 => format!(
                "“T{},” Orla Quane {verb} on Monday. Meanwhile {second}.",
                &first[1..]
            ),
            1 => format!("Doran Hask {verb} that {first}. In the town {second}; {third}."),
            2 => format!(
                "At noon {first}. The mayor called it “a {} day” and left.",
                numbers.one_of(&SUBJECTS)
            ),
            _ => format!(
                "On Tuesday {first}, and {second}. Nora Kassin, an engineer, {verb} {third}."
            ),
        };
        text.push_str(&line);
        text.push_str("\n\n");
    }
    text
}

fn article(text: &str) -> Article {
    let read = read(text.as_bytes(), "made up", &Limits::default()).unwrap();
    read.articles.into_iter().next().unwrap()
}

/// Every wording of so many quotations, by utterance.
fn wordings(quotations: usize) -> Vec<Vec<String>> {
    let mut numbers = Numbers(11);
    let one = |utterance: String| -> Vec<String> {
        let said = &utterance[1..];
        let word = |wording: usize| match wording % 5 {
            0 | 1 => format!("“T{said}.”"),
            2 => format!("“T{}…”", &utterance[1..utterance.len() / 2]),
            3 => format!("“{}.”", utterance.replacen("the ", "That ", 1)),
            _ => format!("that {utterance}."),
        };
        (0..WORDINGS).map(word).collect()
    };
    (0..quotations.div_ceil(WORDINGS))
        .map(|_| one(sentence(&mut numbers)))
        .collect()
}

/// The reports of one story that together give so many quotations.
fn story(quotations: usize) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    for told in wordings(quotations).chunks(TOLD) {
        for wording in 0..WORDINGS {
            let said = told
                .iter()
                .map(|words| format!("Orla Quane said {}\n\n", words[wording]));
            let text = format!("The works of the valley\n\n{}", said.collect::<String>());
            witnesses.push(prepare(article(&text)));
        }
    }
    label(&mut witnesses);
    witnesses
}

/// The wordings of the story of 2,000 quotations, for `collatex_reference.py`.
fn write_wordings() {
    let lines = wordings(2_000).into_iter();
    let lines = lines.map(|utterance| serde_json::to_string(&utterance).unwrap() + "\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/wordings.jsonl");
    std::fs::write(path, lines.collect::<String>()).unwrap();
}

fn main() {
    write_wordings();
    divan::main();
}

#[divan::bench(args = PARAGRAPHS)]
fn read_quotations(bencher: Bencher, paragraphs: usize) {
    let witness = prepare(article(&news(paragraphs)));
    bencher
        .counter(BytesCount::new(witness.article.text.as_str().len()))
        .bench(|| extract(&witness));
}

#[divan::bench(args = PARAGRAPHS)]
fn prepare_and_read_quotations(bencher: Bencher, paragraphs: usize) {
    let article = article(&news(paragraphs));
    bencher
        .counter(BytesCount::new(article.text.as_str().len()))
        .with_inputs(|| article.clone())
        .bench_values(prepare);
}

#[divan::bench(args = QUOTATIONS, sample_count = 10)]
fn group_and_align(bencher: Bencher, quotations: usize) {
    let witnesses = story(quotations);
    let found: usize = witnesses
        .iter()
        .map(|witness| witness.quotations.len())
        .sum();
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    bencher
        .counter(ItemsCount::new(found))
        .bench(|| group(&witnesses, &cast, &[], None));
}

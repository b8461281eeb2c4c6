//! JSON to the contract and its published schema.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::path::Path;

use recension_core::dossier::Dossier;
use recension_render::{
    Comparison, Format, Options, comparison_schema, json_schema, passages_schema, render,
    render_compare,
};
use support::sample;

#[test]
fn json_reads_back_as_the_same_dossier() {
    for dossier in [sample::dossier(), sample::two_stories(), sample::large()] {
        let json = render(&dossier, Format::Json, &Options::default());
        assert_eq!(serde_json::from_str::<Dossier>(&json).unwrap(), dossier);
    }
}

#[test]
fn fields_stand_in_the_order_of_the_contract() {
    let json = render(&sample::dossier(), Format::Json, &Options::default());
    let names = [
        "\"format\"",
        "\"version\"",
        "\"documents\"",
        "\"stories\"",
        "\"witnesses\"",
        "\"derivations\"",
        "\"stemma\"",
        "\"utterances\"",
        "\"claims\"",
        "\"contradictions\"",
        "\"drift\"",
        "\"timeline\"",
        "\"briefing\"",
    ];
    let places: Vec<usize> = names.iter().map(|name| json.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(
        json.contains("\"segments\": [["),
        "byte ranges stand on one line"
    );
}

#[test]
fn a_comparison_reads_back_and_puts_the_source_left() {
    let json = render_compare(&sample::pair(), Format::Json, &Options::default());
    let comparison: Comparison = serde_json::from_str(&json).unwrap();
    let sigla: Vec<&str> = comparison
        .reports
        .iter()
        .map(|r| r.siglum.as_str())
        .collect();
    assert_eq!(sigla, ["HH", "MP"]);
    let pairs: Vec<(usize, usize)> = comparison
        .rows
        .iter()
        .filter_map(|row| row.left_sentence.zip(row.right_sentence))
        .collect();
    assert_eq!(pairs, [(4, 2), (5, 3), (6, 4), (7, 5), (9, 6), (13, 7)]);
}

#[test]
fn every_sentence_of_both_reports_stands_in_a_comparison_once() {
    let story = sample::pair();
    let comparison = recension_render::comparison(&story);
    for (side, report) in comparison.reports.iter().enumerate() {
        let number =
            |row: &recension_render::ComparisonRow| [row.left_sentence, row.right_sentence][side];
        let numbers: Vec<usize> = comparison.rows.iter().filter_map(number).collect();
        let all: Vec<usize> = (1..=report.sentences.len()).collect();
        assert_eq!(numbers, all);
    }
}

#[test]
fn the_published_schemas_are_up_to_date() {
    for (name, schema) in [
        ("dossier.schema.json", json_schema()),
        ("comparison.schema.json", comparison_schema()),
        ("passages.schema.json", passages_schema()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs")
            .join(name);
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        let current = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        assert!(
            published == current,
            "docs/{name} is not what the types say; write it anew with \
             `cargo run -p recension-render --example schema` (and `comparison`, `passages` for the others)"
        );
    }
}

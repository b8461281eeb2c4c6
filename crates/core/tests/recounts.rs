//! What is counted from given grounds stays as it is written down: the page counts by the same
//! method, and tests/browser holds it to the same file (made by the example `recounts`).

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/recounts.rs"]
mod recounts;

use recounts::{Case, Without};

#[test]
fn counts_are_those_of_the_file() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recounts.json");
    let cases: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(cases.len(), 12);
    for (number, case) in cases.iter().enumerate() {
        for expected in &case.without {
            let counted = Without::of(&case.recount, expected.refused.clone());
            assert_eq!(counted, *expected, "case {number}");
        }
    }
}

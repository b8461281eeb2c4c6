//! A story of more reports than can each be compared with each: it is compiled, and says what was
//! compared.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::process::Command;

use recension_eval::generate::generate;
use serde_json::Value;

const REPORTS: usize = 120;

#[test]
fn a_story_of_very_many_reports_says_which_pairs_were_compared() {
    let mut lines = String::new();
    for record in generate(REPORTS, 1, 1) {
        let _ = writeln!(lines, "{}", serde_json::to_string(&record).unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("reports.jsonl");
    std::fs::write(&input, lines).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_recension"))
        .args(["dossier", "--format", "json"])
        .arg(&input)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let dossier: Value = serde_json::from_slice(&output.stdout).unwrap();
    let story = &dossier["stories"][0];
    assert_eq!(story["reports"], REPORTS);
    let notes = story["notes"].as_array().unwrap();
    let note = notes
        .iter()
        .find(|note| note["code"] == "likely_pairs_compared")
        .unwrap();
    let message = note["message"].as_str().unwrap();
    assert!(
        message.starts_with(&format!("of {REPORTS} reports ")),
        "{message}"
    );
    let pairs: usize = message.split(' ').nth(3).unwrap().parse().unwrap();
    assert!(
        (REPORTS..REPORTS * (REPORTS - 1) / 2).contains(&pairs),
        "{pairs}"
    );
    let [min, max] = ["min", "max"].map(|end| story["origins"][end].as_u64().unwrap());
    assert!(
        1 <= min && min <= max && max <= REPORTS as u64,
        "{min}–{max}"
    );
}

//! What each stage says of the bundled example, as a person reads it.
//!
//! A golden is never rewritten by the run that failed: the new text is put under
//! `target/goldens/stages`, to be read and copied by hand.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::Command;

const REPORTS: &str = "examples/corvane-dam/reports";
const ONE: &str = "examples/corvane-dam/reports/brantover-post.txt";
const PASSAGES: &str = "crates/cli/tests/passages";

/// By golden: the arguments that print it.
const STAGES: &[(&str, &[&str])] = &[
    ("article", &["show", "article", ONE]),
    ("witness", &["show", "witness", ONE]),
    ("stories", &["show", "stories", REPORTS]),
    ("collation", &["show", "collation", REPORTS]),
    ("evidence", &["show", "evidence", REPORTS]),
    ("stemma", &["stemma", REPORTS]),
    ("origins", &["origins", REPORTS]),
    ("dossier", &["dossier", REPORTS]),
    ("passages", &["passages", "--within-stories", PASSAGES]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_recension"))
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The first line in which two texts differ, for people.
fn first_difference(expected: &str, found: &str) -> String {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    for number in 1.. {
        match (expected.next(), found.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => return format!("line {number}: expected {a:?}, found {b:?}"),
        }
    }
    "line ends".to_owned()
}

#[test]
fn each_stage_says_of_the_example_what_it_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let fresh = root().join("target/goldens/stages");
    let mut differences = Vec::new();
    for (name, arguments) in STAGES {
        let file = format!("{name}.txt");
        let found = printed(arguments);
        let expected = std::fs::read_to_string(folder.join(&file)).unwrap_or_default();
        if expected != found {
            std::fs::create_dir_all(&fresh).unwrap();
            std::fs::write(fresh.join(&file), &found).unwrap();
            differences.push(format!("{name}: {}", first_difference(&expected, &found)));
        }
    }
    assert!(
        differences.is_empty(),
        "{}; see target/goldens/stages",
        differences.join("\n")
    );
}

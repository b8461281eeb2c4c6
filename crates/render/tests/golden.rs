//! The sample in readable goldens. A golden is never rewritten by the run that failed: the new
//! text is put beside it under `target/goldens`, to be read and copied by hand.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::path::{Path, PathBuf};

use recension_render::{Format, Options, render, render_compare};
use support::sample;

fn check(name: &str, actual: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected =
        std::fs::read_to_string(root.join("tests/goldens").join(name)).unwrap_or_default();
    if expected == actual {
        return;
    }
    let folder: PathBuf = root.join("../../target/goldens");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), actual).unwrap();
    let first = expected.lines().zip(actual.lines()).find(|(a, b)| a != b);
    panic!("{name} differs from its golden, first at {first:#?}; see target/goldens/{name}");
}

#[test]
fn text_at_eighty_columns() {
    let options = Options::default();
    check(
        "sample.txt",
        &render(&sample::dossier(), Format::Text, &options),
    );
    check(
        "compare.txt",
        &render_compare(&sample::pair(), Format::Text, &options),
    );
}

#[test]
fn markdown() {
    let options = Options::default();
    check(
        "sample.md",
        &render(&sample::dossier(), Format::Markdown, &options),
    );
    check(
        "compare.md",
        &render_compare(&sample::pair(), Format::Markdown, &options),
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [40, 60, 80, 100] {
        for colour in [false, true] {
            let options = Options { width, colour };
            let page = render(&sample::large(), Format::Text, &options);
            for line in page.lines() {
                let columns = textwrap::core::display_width(line);
                assert!(columns <= width, "{columns} columns of {width}: {line:?}");
            }
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let plain = Options::default();
    let coloured = Options {
        colour: true,
        ..plain
    };
    let page = render(&sample::dossier(), Format::Text, &coloured);
    assert!(page.contains("\u{1b}["));
    let plain = render(&sample::dossier(), Format::Text, &plain);
    assert!(!plain.contains('\u{1b}'));
}

//! What is read from every fixture can be written as JSON and comes back as it was.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use recension_ingest::{
    Limits, Member, Options, Outcome, Place, Problem, Source, Visitor, open, read_member,
};

/// Reads, writes and reads back.
#[derive(Default)]
struct Written {
    options: Options,
    documents: usize,
}

impl Visitor for Written {
    fn member(&mut self, member: Member) -> ControlFlow<()> {
        for outcome in read_member(&member, &self.options) {
            let written = serde_json::to_string(&outcome).unwrap();
            let back: Outcome = serde_json::from_str(&written).unwrap();
            assert_eq!(back, outcome, "{}", outcome.place.path());
            self.documents += 1;
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: &Place, _: Problem) {}

    fn passed_over(&mut self, _: &Place) {}
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn what_was_read_comes_back_from_json_as_it_was() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        "tests/formats",
        "tests/pages",
        "tests/scrapes",
        "tests/roles",
        "../../examples/corvane-dam/reports",
    ];
    let mut written = Written::default();
    for file in folders.iter().flat_map(|folder| files(&here.join(folder))) {
        let source = Source::File(File::open(&file).unwrap());
        open(
            source,
            &file.display().to_string(),
            &Limits::default(),
            &mut written,
        );
    }
    assert!(written.documents > 200, "{} documents", written.documents);
}

#[test]
fn all_that_decides_a_reading_is_in_its_fingerprint() {
    let member = |path: &str, bytes: &str| Member::new(Place::file(path), bytes.into());
    let options = Options::default();
    let print = |path, bytes| member(path, bytes).fingerprint(&options);
    let mut assigned = Options::default();
    assigned.fields.assign("text=body").unwrap();
    let prints = [
        print("a.txt", "one"),
        print("b.txt", "one"),
        print("a.txt", "two"),
        member("a.txt", "one").fingerprint(&assigned),
    ];
    assert_eq!(print("a.txt", "one"), prints[0]);
    for (index, print) in prints.iter().enumerate() {
        assert!(!prints[..index].contains(print), "{index}");
    }
}

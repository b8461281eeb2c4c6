//! Pages whose elements say in `data-role` what their text is. Readers never look at that attribute.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use recension_core::article::{Article, Role};
use recension_ingest::{Limits, read};

/// A label and where the text that it names begins.
struct Label {
    role: String,
    text: usize,
}

fn labels(page: &str) -> Vec<Label> {
    let mark = "data-role=\"";
    page.match_indices(mark)
        .map(|(at, _)| {
            let start = at + mark.len();
            let end = start + page[start..].find('"').unwrap();
            Label {
                role: page[start..end].to_owned(),
                text: end + page[end..].find('>').unwrap() + 1,
            }
        })
        .collect()
}

fn role_at(article: &Article, byte: usize) -> String {
    let byte = byte as u64;
    let holds = |part: &&recension_core::article::Part| {
        let segments = article.text.original(part.span);
        segments.iter().any(|s| s.start <= byte && byte < s.end)
    };
    let part = article.parts.iter().find(holds);
    let name = part.map(|part| serde_json::to_value(part.role).unwrap());
    name.map_or("none".to_owned(), |name| name.as_str().unwrap().to_owned())
}

fn article(bytes: &[u8], name: &str) -> Article {
    let mut ingested = read(bytes, name, &Limits::default()).unwrap();
    ingested.articles.remove(0)
}

#[test]
fn every_labelled_text_has_its_role() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/roles");
    let mut wrong = Vec::new();
    let mut seen = 0;
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let page = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let article = article(page.as_bytes(), &name);
        for label in labels(&page) {
            seen += 1;
            let found = role_at(&article, label.text);
            if found != label.role {
                let line = page[label.text..].split('<').next().unwrap();
                wrong.push(format!("{name}: {found}, not {}: {line}", label.role));
            }
        }
    }
    println!(
        "{} of {seen} labelled texts have their role",
        seen - wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 50, "only {seen} labels were found");
}

#[test]
fn entries_of_a_live_report_have_their_times() {
    let page = include_bytes!("roles/05_live.html");
    let article = article(page, "live");
    let told = article.metadata.entries.iter().map(|entry| {
        let time = entry.time.unwrap().iso_from();
        let text = article.text.slice(entry.span);
        format!(
            "{time} {}",
            text.split_whitespace()
                .take(3)
                .collect::<Vec<_>>()
                .join(" ")
        )
    });
    let told: Vec<String> = told.collect();
    assert_eq!(
        told,
        [
            "2024-03-13T14:05 The gate holds,",
            "2024-03-13T13:40 Engineers have opened",
            "2024-03-13T12:15 The river has"
        ]
    );
}

#[test]
fn what_readers_wrote_is_never_part_of_the_report() {
    let article = article(include_bytes!("roles/01_comments_and_related.html"), "page");
    let witness = recension_core::witness::prepare(article);
    let told: Vec<&str> = witness
        .sentences
        .iter()
        .map(|sentence| witness.article.text.slice(sentence.span))
        .collect();
    assert!(
        told.iter()
            .any(|sentence| sentence.starts_with("About forty"))
    );
    let others = [
        "rotten",
        "It will sink",
        "four hundred",
        "1.2 million",
        "bridge",
    ];
    for word in others {
        assert!(
            !told.iter().any(|sentence| sentence.contains(word)),
            "{word}"
        );
    }
    assert!(witness.article.parts_in(Role::Comment).count() >= 2);
}

//! The five reference scrapes: what of them is no story, and what they say about themselves.
//! Lines are named by their number, so that none of their text stands here.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use recension_core::article::{CreditKind, Role, Stated};
use recension_core::text::SourceText;
use recension_core::time::Precision;
use recension_ingest::text::read_text;
use recension_ingest::{Given, TextReading};

fn folder() -> PathBuf {
    let shared = std::env::var_os("RECENSION_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    shared.join("seeds")
}

/// The titles that the description of the scrapes gives, by scrape: the first words in quotation
/// marks of the third column of its first table.
fn expected_titles() -> Option<Vec<Option<String>>> {
    let text = fs::read_to_string(folder().join("EXPECTED.md")).ok()?;
    let rows = text
        .lines()
        .filter(|line| {
            line.get(..4)
                .is_some_and(|s| s.starts_with("| ") && s.ends_with(' '))
        })
        .filter(|line| line.as_bytes()[2].is_ascii_digit());
    let title = |row: &str| {
        let cell = row.split('|').nth(3)?;
        cell.split('"').nth(1).map(str::to_owned)
    };
    let titles: Vec<Option<String>> = rows.map(title).collect();
    (titles.len() == 5).then_some(titles)
}

fn seeds() -> Option<Vec<(String, String)>> {
    let Ok(entries) = fs::read_dir(folder()) else {
        println!(
            "skipped: no reference scrapes in {} (set RECENSION_SHARED)",
            folder().display()
        );
        return None;
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let named = texts.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    Some(named.collect())
}

/// The seed whose name begins with a digit, read.
fn read(seeds: &[(String, String)], digit: char) -> (TextReading, &str) {
    let prefix = format!("00{digit}_");
    let (_, text) = seeds
        .iter()
        .find(|(name, _)| name.starts_with(&prefix))
        .unwrap();
    (
        read_text(SourceText::verbatim(text), Given::default()),
        text,
    )
}

/// The roles of each line of the original, by its number from 1.
fn roles_by_line(reading: &TextReading, original: &str) -> BTreeMap<usize, Vec<Role>> {
    let mut roles: BTreeMap<usize, Vec<Role>> = BTreeMap::new();
    for part in &reading.parts {
        let first = reading.text.original(part.span)[0].start as usize;
        let line = original[..first].matches('\n').count() + 1;
        // A pointer to another report is as little of the story as any furniture.
        let role = match part.role {
            Role::Teaser => Role::Boilerplate,
            role => role,
        };
        roles.entry(line).or_default().push(role);
    }
    roles
}

/// Checks every line that shows something: those listed have the role listed, all others are story.
fn check(seeds: &[(String, String)], digit: char, expected: &[(RangeInclusive<usize>, &[Role])]) {
    let (reading, text) = read(seeds, digit);
    for (line, roles) in roles_by_line(&reading, text) {
        let listed = expected.iter().find(|(range, _)| range.contains(&line));
        match listed {
            Some((_, wanted)) => assert_eq!(&roles, wanted, "seed {digit}, line {line}"),
            None => assert!(
                roles.iter().all(|role| role.is_story()),
                "seed {digit}, line {line}: {roles:?}"
            ),
        }
    }
}

#[test]
fn what_is_no_story_is_told_apart() {
    use Role::{
        Attribution, Boilerplate, Byline, Caption, Credit, Dateline, Embed, Headline, Quote,
        Subheading,
    };
    let Some(seeds) = seeds() else { return };
    check(
        &seeds,
        '0',
        &[
            (4..=4, &[Headline]),
            (6..=6, &[Dateline]),
            (10..=10, &[Credit]),
            (22..=22, &[Boilerplate]),
            (32..=34, &[Boilerplate]),
        ],
    );
    check(
        &seeds,
        '1',
        &[
            (1..=3, &[Headline]),
            (4..=4, &[Caption]),
            (5..=5, &[Byline]),
            (35..=37, &[Boilerplate]),
        ],
    );
    check(&seeds, '2', &[(13..=14, &[Embed])]);
    check(
        &seeds,
        '3',
        &[
            (1..=1, &[Boilerplate, Headline]),
            (3..=3, &[Dateline]),
            (4..=4, &[Headline]),
            (14..=14, &[Credit]),
            (16..=95, &[Boilerplate]),
        ],
    );
    check(
        &seeds,
        '4',
        &[
            (7..=7, &[Quote]),
            (8..=8, &[Attribution]),
            (10..=10, &[Quote]),
            (11..=11, &[Attribution]),
            (17..=17, &[Subheading]),
            (21..=21, &[Boilerplate]),
        ],
    );
}

fn value(stated: Option<&Stated<String>>) -> Option<(&str, &str)> {
    stated.map(|stated| (stated.value.as_str(), stated.basis.as_str()))
}

#[test]
fn what_they_say_about_themselves_is_read_and_nothing_guessed() {
    let Some(seeds) = seeds() else { return };
    let all: Vec<_> = ('0'..='4')
        .map(|digit| read(&seeds, digit).0.metadata)
        .collect();
    let outlets: Vec<_> = all.iter().map(|m| value(m.outlet.as_ref())).collect();
    assert_eq!(
        outlets,
        [
            Some(("The Moscow Times", "url")),
            Some(("bne IntelliNews", "byline")),
            None,
            Some(("Novinite", "self-description")),
            None,
        ]
    );
    let titles: Vec<_> = all
        .iter()
        .map(|m| value(m.title.as_ref()).map(|(title, _)| title))
        .collect();
    let expected = expected_titles().expect("EXPECTED.md lists the titles");
    assert_eq!(
        titles,
        expected.iter().map(Option::as_deref).collect::<Vec<_>>()
    );
    let published: Vec<_> = all
        .iter()
        .map(|m| {
            m.published
                .as_ref()
                .map(|p| (p.value.iso_from(), p.value.precision))
        })
        .collect();
    let day = |iso: &str| Some((iso.to_owned(), Precision::Day));
    assert_eq!(
        published,
        [
            day("2025-01-20"),
            day("2025-01-20"),
            None,
            Some(("2025-01-20T17:15".to_owned(), Precision::Minute)),
            None,
        ]
    );
    let others: Vec<Vec<String>> = all
        .iter()
        .map(|m| {
            m.other_dates
                .iter()
                .map(|date| date.value.iso_from())
                .collect()
        })
        .collect();
    let none = Vec::<String>::new;
    assert_eq!(
        others,
        [
            none(),
            none(),
            vec!["2025-01-20".into()],
            vec!["2025-01-21".into()],
            none()
        ]
    );
    let credits: Vec<Vec<_>> = all
        .iter()
        .map(|m| {
            m.credits
                .iter()
                .map(|credit| (credit.name.as_str(), credit.kind))
                .collect()
        })
        .collect();
    assert_eq!(
        credits,
        [
            vec![("kremlin.ru", CreditKind::Photo)],
            vec![("Kremlin", CreditKind::Photo)],
            vec![],
            vec![("The Moscow Times", CreditKind::Source)],
            vec![],
        ]
    );
    let urls: Vec<bool> = all.iter().map(|m| m.url.is_some()).collect();
    assert_eq!(urls, [true, false, false, false, false]);
    assert!(
        all.iter()
            .all(|m| m.language == "en" && m.authors.is_empty())
    );
}

#[test]
fn the_doubled_title_has_a_receipt_for_each_place() {
    let Some(seeds) = seeds() else { return };
    for (digit, places) in [('0', 1), ('1', 2), ('3', 2)] {
        let title = read(&seeds, digit).0.metadata.title.unwrap();
        let said = title
            .receipts
            .iter()
            .filter(|receipt| receipt.text.ends_with(&title.value));
        assert_eq!(said.count(), places, "seed {digit}");
    }
}

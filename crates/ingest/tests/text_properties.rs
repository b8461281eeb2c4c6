//! Any text at all is read: parts in order, on characters, covering all that shows; no panic; time
//! that grows with the text.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use recension_core::article::Role;
use recension_core::language::Language;
use recension_core::text::SourceText;
use recension_ingest::text::{is_boilerplate_line, read_text};
use recension_ingest::{Given, TextReading};

fn read(text: &str) -> TextReading {
    read_text(SourceText::verbatim(text), Given::default())
}

/// Parts are in order, do not overlap, lie on characters and cover everything that shows.
fn check(text: &str) -> TextReading {
    let reading = read(text);
    let cleaned = reading.text.as_str();
    let mut end = 0;
    for part in &reading.parts {
        let range = part.span.range();
        assert!(
            end <= range.start && range.start < range.end,
            "{:?}",
            reading.parts
        );
        let between = cleaned
            .get(end..range.start)
            .expect("parts begin at characters");
        assert!(between.trim().is_empty(), "{between:?} is in no part");
        assert!(
            cleaned.get(range.clone()).is_some(),
            "parts end at characters"
        );
        end = range.end;
    }
    assert!(
        cleaned.get(end..).unwrap().trim().is_empty(),
        "the end is in no part"
    );
    let bytes = text.len() as u64;
    for part in &reading.parts {
        for segment in reading.text.original(part.span) {
            assert!(segment.start < segment.end && segment.end <= bytes);
        }
    }
    reading
}

/// Pieces that scrapes are made of, so that random texts meet every rule.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u{2028}",
    "By ",
    "Mara Quillfeather",
    "January 20, 2025",
    "2024-03-04",
    " | ",
    " » ",
    " // 17:15",
    "Source: ",
    "The Harbour Post",
    "Reuters",
    "(Reuters) - ",
    "LONDON - ",
    "Related Articles:",
    "READ ALSO: ",
    "Read more",
    "Tags: ",
    "©",
    " 2024 ",
    "https://a.example/2024/01/02/x",
    "Original url:",
    "“",
    "”",
    "\"",
    "—",
    "(@handle)",
    "pic.twitter.com/x",
    "<u>",
    "</u>",
    "<br>",
    "&amp;",
    "&",
    "The dam broke on Monday, and the town fled to higher ground. ",
    "Dam Gate Fails",
    "Photo: ",
    "/",
    "[",
    "]",
    ":",
    ",",
    ".",
    "?",
    "é",
    "漢字。",
    "שלום",
    "\u{200b}",
    "\u{feff}",
    "İ",
    "ß",
    "1/2 ",
    "#tag",
    "@",
    "- ",
    "• ",
    "Subscribe now",
    "Advertisement",
    "date ",
    "Updated: ",
    "x.com",
    "www.",
    "Hide Caption",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_mixture_of_what_scrapes_hold_is_read(
        picks in prop::collection::vec(0..PIECES.len(), 0..60)
    ) {
        let text: String = picks.iter().map(|at| PIECES[*at]).collect();
        check(&text);
    }

    #[test]
    fn any_line_is_asked_about(line in any::<String>()) {
        is_boilerplate_line(&line, Language::get("en"));
        is_boilerplate_line(&line, Language::get("xx"));
    }
}

#[test]
fn odd_texts_make_notes() {
    let codes = |text: &str| -> Vec<String> {
        check(text)
            .notes
            .into_iter()
            .map(|note| note.code)
            .collect()
    };
    assert_eq!(codes(""), ["empty_text"]);
    assert_eq!(codes(" \n\u{a0}\n"), ["empty_text"]);
    assert_eq!(codes("Dam"), ["short_story"]);
    assert_eq!(codes("Subscribe now\nAdvertisement"), ["no_story"]);
    assert_eq!(codes(&"dam ".repeat(6000)), ["one_long_line"]);
    let unstopped = [
        "the dam broke in the night and nobody came",
        "the town fled up the hill to the church",
        "the mayor spoke on the radio at dawn today",
        "the water fell again before the week was out",
    ];
    assert_eq!(codes(&unstopped.join("\n")), ["no_full_stops"]);
}

#[test]
fn a_text_without_sentences_is_still_the_text() {
    for text in ["Dam", "let x = 1\nlet y = 2", "one two\nthree four"] {
        let reading = check(text);
        assert!(
            reading.parts.iter().any(|part| part.role == Role::Lead),
            "{text}: {:?}",
            reading.parts
        );
        assert!(reading.metadata.title.is_none(), "{text}");
    }
}

#[test]
fn capitals_and_right_to_left_are_read() {
    let shouted = "DAM GATE FAILS IN BRELLIN\n\nTHE MAIN GATE OF THE DAM FAILED ON MONDAY, THE BOARD SAID.\n\nNOBODY WAS HURT, IT ADDED.";
    let roles: Vec<Role> = check(shouted).parts.iter().map(|part| part.role).collect();
    assert_eq!(roles, [Role::Headline, Role::Lead, Role::Body]);
    let hebrew = "הסכר נשבר בעמק\n\nשער הסכר העליון נשבר ביום שני לפנות בוקר, אמרה רשות המים.\n\nאיש לא נפגע, נמסר.";
    let roles: Vec<Role> = check(hebrew).parts.iter().map(|part| part.role).collect();
    assert_eq!(roles, [Role::Headline, Role::Lead, Role::Body]);
}

#[test]
fn wording_alone_tells_furniture_from_sentences() {
    let english = Language::get("en");
    for line in [
        "Share this article",
        "Tags: dam, flood",
        "READ ALSO: Dam Fails",
        "More from Valley",
        "© 2024 The Valley Ledger",
        "Home | World | Sport",
        "___",
    ] {
        assert!(is_boilerplate_line(line, english), "{line}");
    }
    for line in [
        "Share prices fell by 4 percent on the news of the flood.",
        "More from the valley's budget went to bridges than to dams.",
        "Related costs will be paid by the ministry.",
        "The newspaper reported:",
        "Board Poised To Discuss Second Dam",
        "Read aloud in the chamber, the line was met with laughter.",
    ] {
        assert!(!is_boilerplate_line(line, english), "{line}");
    }
    assert!(is_boilerplate_line("Zur Startseite", Language::get("de")));
}

/// Texts that would cost quadratic time if any step looked around without a bound.
#[test]
fn time_grows_with_the_text() {
    let paragraph =
        "The dam broke on Monday, and the town fled to higher ground, said Mara Quillfeather.\n";
    let hostile: [String; 9] = [
        "a ".repeat(200_000),
        "<a ".repeat(100_000),
        "<!-- ".repeat(200_000),
        "&".repeat(300_000),
        "\n".repeat(300_000),
        paragraph.repeat(2_000),
        "Related Articles:\nDam Fails\n".repeat(3_000),
        "“We heard it go.”\nMara Quillfeather\n".repeat(3_000),
        format!("Dam Gate Fails\n{}", "Dam Gate Fails\n".repeat(6_000)),
    ];
    for text in &hostile {
        let start = Instant::now();
        check(text);
        let took = start.elapsed();
        let start: String = text.chars().take(20).collect();
        assert!(took < Duration::from_secs(20), "{start:?} took {took:?}");
        println!("{start:?} {} kB {took:?}", text.len() / 1000);
    }
}

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::language::Language;
use crate::time::calendar::Calendar;
use crate::time::lexer::lex;

fn found(text: &str, code: &str, anchor: &Anchor) -> Vec<DateInText> {
    let items = lex(text);
    let language = Language::get(code);
    let reader = Reader {
        text,
        items: &items,
        calendar: Calendar::of(language),
    };
    dates_in(&reader, Vocabulary::of(language), anchor)
}

/// The dates of a text as "words = meaning", with "?" for what stays open.
fn read(text: &str, code: &str, anchor: &Anchor) -> Vec<String> {
    found(text, code, anchor)
        .into_iter()
        .map(|date| {
            let words = &text[date.range.clone()];
            let Some(value) = date.value else {
                return format!("{words} = ?");
            };
            let (from, to) = (value.iso_from(), value.iso_to());
            let precision = format!("{:?}", value.precision).to_lowercase();
            if from == to {
                format!("{words} = {from} {precision}")
            } else {
                format!("{words} = {from}..{to} {precision}")
            }
        })
        .collect()
}

/// A report of Wednesday, 22 January 2025.
fn wednesday() -> Anchor {
    Anchor {
        published: Some(date(2025, 1, 22)),
        own_days: Vec::new(),
    }
}

#[track_caller]
fn assert_read(text: &str, expected: &[&str]) {
    assert_eq!(read(text, "en", &wednesday()), expected, "{text}");
}

#[test]
fn weekdays_lie_behind_unless_the_sentence_looks_ahead() {
    assert_read("He spoke on Monday.", &["Monday = 2025-01-20 day"]);
    assert_read("He spoke Wednesday night.", &["Wednesday = 2025-01-22 day"]);
    assert_read("He will speak on Friday.", &["Friday = 2025-01-24 day"]);
    assert_read(
        "She will resign, she said on Friday.",
        &["Friday = 2025-01-17 day"],
    );
    // Thursday was six days ago, or is tomorrow: open.
    assert_read("She left on Thursday.", &["Thursday = ?"]);
    assert_read(
        "It closed last Wednesday.",
        &["last Wednesday = 2025-01-15 day"],
    );
    assert_read(
        "It opens next Wednesday.",
        &["next Wednesday = 2025-01-29 day"],
    );
    assert_read("The Sunday Herald and Black Friday.", &[]);
}

#[test]
fn days_without_a_year_are_the_nearest() {
    assert_read("On 2 January it rained.", &["2 January = 2025-01-02 day"]);
    assert_read("On Dec. 30 it snowed.", &["Dec. 30 = 2024-12-30 day"]);
    assert_read(
        "On Friday, December 29 it froze.",
        &["Friday, December 29 = 2023-12-29 day"],
    );
    assert_read("Talks begin on Feb. 5.", &["Feb. 5 = 2025-02-05 day"]);
    assert_read(
        "It ends on Feb. 5, 2026.",
        &["Feb. 5, 2026 = 2026-02-05 day"],
    );
    assert_read("the Jan. 6 committee", &["Jan. 6 = ?"]);
}

#[test]
fn months_by_themselves() {
    assert_read("It fell in November.", &["November = 2024-11 month"]);
    assert_read("Since January prices rose.", &["January = 2025-01 month"]);
    assert_read("It will open in March.", &["March = 2025-03 month"]);
    assert_read("It fell last November.", &["last November = 2024-11 month"]);
    assert_read("It must end by June.", &["June = ?"]);
    assert_read(
        "In December 2024 it rained.",
        &["December 2024 = 2024-12 month"],
    );
    assert_read("They may march. May said so. April Orrin agreed.", &[]);
}

#[test]
fn periods_around_the_day_of_publication() {
    assert_read("It came yesterday.", &["yesterday = 2025-01-21 day"]);
    assert_read(
        "It came last week.",
        &["last week = 2025-01-13..2025-01-19 week"],
    );
    assert_read("It came last month.", &["last month = 2024-12 month"]);
    assert_read("It goes this year.", &["this year = 2025 year"]);
    assert_read(
        "It came last weekend.",
        &["last weekend = 2025-01-18..2025-01-19 week"],
    );
    assert_read(
        "A week ago it came.",
        &["A week ago = 2025-01-13..2025-01-19 week"],
    );
    assert_read("Three years ago it came.", &["Three years ago = 2022 year"]);
    assert_read("It came 10 days ago.", &["10 days ago = 2025-01-12 day"]);
    assert_read(
        "It came last summer.",
        &["last summer = 2024-06..2024-08 yearpart"],
    );
    assert_read("In the past year and over the last days.", &[]);
}

#[test]
fn years_and_their_parts() {
    assert_read("In 1962 it began.", &["1962 = 1962 year"]);
    assert_read("the 1962 dam crisis", &["1962 = 1962 year"]);
    assert_read("Orrin’s 2024 campaign", &["2024 = 2024 year"]);
    assert_read(
        "talks in early 2022",
        &["early 2022 = 2022-01..2022-04 yearpart"],
    );
    assert_read(
        "the summer of 2021",
        &["summer of 2021 = 2021-06..2021-08 yearpart"],
    );
    assert_read(
        "late last year",
        &["late last year = 2024-09..2024-12 yearpart"],
    );
    assert_read(
        "in the 1990s and the ’80s",
        &["1990s = 1990..1999 decade", "80s = 1980..1989 decade"],
    );
    assert_read("the war of 1939-45", &["1939-45 = 1939..1945 year"]);
}

#[test]
fn figures_are_no_years() {
    for text in [
        "about 2000 people",
        "the 1500 soldiers",
        "1,962 drones and $2024",
        "a 1962 km march",
        "flight 2024 of version 3.2024",
        "more than 1800 troops",
    ] {
        assert_read(text, &[]);
    }
}

#[test]
fn an_undated_report_keeps_its_dates_open() {
    let open = Anchor::default();
    assert_eq!(
        read("On Monday, as in November 2024.", "en", &open),
        ["Monday = ?", "November 2024 = 2024-11 month"]
    );
    let own = Anchor {
        published: None,
        own_days: vec![date(2025, 1, 20)],
    };
    assert_eq!(
        read("Monday or Friday.", "en", &own),
        ["Monday = 2025-01-20 day", "Friday = ?"]
    );
}

#[test]
fn german_words() {
    let read = |text| read(text, "de", &wednesday());
    assert_eq!(read("Am Montag kam sie."), ["Montag = 2025-01-20 day"]);
    assert_eq!(
        read("Das war gestern, im November."),
        ["gestern = 2025-01-21 day", "November = 2024-11 month"]
    );
    assert_eq!(
        read("seit 1962 und Anfang 2022"),
        [
            "1962 = 1962 year",
            "Anfang 2022 = 2022-01..2022-03 yearpart"
        ]
    );
    assert_eq!(
        read("vergangene Woche"),
        ["vergangene Woche = 2025-01-13..2025-01-19 week"]
    );
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans(text in "[ a-zA-Z0-9.,'’/:-]{0,40}|(last|May|1990s|in|the|ago|a|week|2 |–|Monday|will|of| ){0,20}") {
        let mut last = 0;
        for date in found(&text, "en", &wednesday()) {
            prop_assert!(date.range.start >= last && text.get(date.range.clone()).is_some());
            last = date.range.end;
        }
    }
}

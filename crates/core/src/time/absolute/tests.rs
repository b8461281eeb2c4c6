use proptest::prelude::*;

use super::*;

/// The text, and under it each date found with its reading.
fn drawn(text: &str, code: &str) -> String {
    let mut lines = vec![text.to_owned()];
    for found in scan(text, Language::get(code)) {
        let before = text[..found.range.start].chars().count();
        let width = text[found.range.clone()].chars().count();
        let value = found.value;
        lines.push(format!(
            "{}{} {} {:?}",
            " ".repeat(before),
            "^".repeat(width),
            value.iso_from(),
            value.precision
        ));
    }
    lines.join("\n")
}

fn assert_drawn(code: &str, expected: &str) {
    let mut text = "";
    let mut block: Vec<&str> = Vec::new();
    for line in expected.lines().chain([""]) {
        if line.trim().is_empty() {
            if !block.is_empty() {
                assert_eq!(drawn(text, code), block.join("\n"));
            }
            block.clear();
            continue;
        }
        if block.is_empty() {
            text = line;
        }
        block.push(line);
    }
}

#[test]
fn dates_in_english_lines() {
    assert_drawn(
        "en",
        "\
World | January 20, 2025, Monday // 17:15
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15 Minute

By Ann Orrin January 20, 2025
             ^^^^^^^^^^^^^^^^ 2025-01-20 Day

Posted Jan. 20th, 2025 at 5 p.m. ET.
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:00 Minute

First Published: June 13, 2013 4: 59 PM EDT
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ 2013-06-13T16:59-04:00 Minute

Updated 20 Jan 2025 17:15 GMT by the desk
        ^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15Z Minute

Date: Mon, 20 Jan 2025 17:15:09 +0200
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15:09+02:00 Second

17:15 on Monday, 20 January 2025
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15 Minute

the 20th of January, 2025 and November 2024
    ^^^^^^^^^^^^^^^^^^^^^ 2025-01-20 Day
                              ^^^^^^^^^^^^^ 2024-11 Month

20 January 2025 (1715 UTC+2)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15+02:00 Minute
",
    );
}

#[test]
fn numeric_dates() {
    assert_drawn(
        "",
        "\
2025-01-20T17:15:00.250-05:00 | 2025-01-21
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15:00-05:00 Second
                                ^^^^^^^^^^ 2025-01-21 Day

2025/01/20 17:15, 20.01.2025, 01/20/2025, 05/05/2025
^^^^^^^^^^^^^^^^ 2025-01-20T17:15 Minute
                  ^^^^^^^^^^ 2025-01-20 Day
                              ^^^^^^^^^^ 2025-01-20 Day
                                          ^^^^^^^^^^ 2025-05-05 Day

20250120T171500Z 2025年1月20日
^^^^^^^^^^^^^^^^ 2025-01-20T17:15:00Z Second
                 ^^^^^^^^^^ 2025-01-20 Day
",
    );
}

#[test]
fn what_is_no_date_stays_silent() {
    for text in [
        "31 November 2024, February 30, 2025 and 2025-13-01",
        "01/02/2025 may be two days",
        "https://a.example/2025/01/20/x and www.a.example/2025-01-20",
        "version 10.1.2025.3, call 555-01-2025-7, page 12/20/2025/3",
        "they may 2000 times march 2000 miles",
        "on Monday at 17:15 and in November",
        "Jan. 6 committee, 20 January, then 1962",
    ] {
        assert_eq!(drawn(text, "en"), text);
    }
}

#[test]
fn german_dates_and_their_order() {
    assert_drawn(
        "de",
        "\
Montag, den 20. Januar 2025 um 17.15 Uhr MEZ
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15+01:00 Minute

Stand: 01.02.2025, 17 Uhr, und 3. März 2024
       ^^^^^^^^^^^^^^^^^^ 2025-02-01T17:00 Minute
                               ^^^^^^^^^^^^ 2024-03-03 Day
",
    );
}

#[test]
fn a_range_of_times_is_no_offset() {
    assert_drawn(
        "en",
        "\
20 January 2025, 17:15-18:30
^^^^^^^^^^^^^^^^^^^^^^ 2025-01-20T17:15 Minute
",
    );
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_boundaries(text in "[ -~äé年0-9:./,-]{0,60}|\\PC{0,40}") {
        let mut last = 0;
        for found in scan(&text, Language::get("en")) {
            prop_assert!(found.range.start >= last && found.range.start < found.range.end);
            prop_assert!(text.get(found.range.clone()).is_some());
            last = found.range.end;
        }
    }
}

/// Each date with its language and reading; many scripts do not line up in drawings.
#[test]
fn dates_as_news_pages_of_many_languages_write_them() {
    let cases = [
        ("fr", "Publié le 04 mars 2024 à 17h15", "2024-03-04T17:15"),
        ("fr", "lundi 1 juillet 2024, 9 h", "2024-07-01T09:00"),
        (
            "es",
            "8 de noviembre de 2022 a las 17:15",
            "2022-11-08T17:15",
        ),
        ("es", "4 mar. 2024 - 17:15 CET", "2024-03-04T17:15+01:00"),
        ("it", "4 marzo 2024 alle 17:15", "2024-03-04T17:15"),
        ("pt", "04/03/2024 17h15", "2024-03-04T17:15"),
        ("pt", "9 de dezembro de 2020 às 21:04", "2020-12-09T21:04"),
        ("nl", "4 maart 2024, 17:15", "2024-03-04T17:15"),
        ("pl", "4 marca 2024, 17:15", "2024-03-04T17:15"),
        ("ru", "4 марта 2024, 17:15", "2024-03-04T17:15"),
        ("uk", "4 березня 2024 о 17:15", "2024-03-04T17:15"),
        ("sv", "4 mars 2024 kl. 17.15", "2024-03-04T17:15"),
        ("da", "4. marts 2024 kl. 17.15", "2024-03-04T17:15"),
        ("fi", "4.3.2024 klo 17.15", "2024-03-04T17:15"),
        ("cs", "4. března 2024 17:15", "2024-03-04T17:15"),
        ("hu", "2024. március 4. 17:15", "2024-03-04T17:15"),
        ("ro", "4 martie 2024, 17:15", "2024-03-04T17:15"),
        ("tr", "4 Mart 2024 17:15", "2024-03-04T17:15"),
        ("el", "4 Μαρτίου 2024, 17:15", "2024-03-04T17:15"),
        ("ar", "٤ مارس ٢٠٢٤", "2024-03-04"),
        ("ar", "4 آذار 2024 الساعة 17:15", "2024-03-04T17:15"),
        ("he", "4 במרץ 2024, 17:15", "2024-03-04T17:15"),
        ("fa", "۴ مارس ۲۰۲۴", "2024-03-04"),
        ("hi", "4 मार्च 2024", "2024-03-04"),
        ("th", "4 มีนาคม 2567", "2024-03-04"),
        ("vi", "4 tháng 3, 2024", "2024-03-04"),
        ("vi", "4/3/2024, 17:15 (GMT+7)", "2024-03-04T17:15+07:00"),
        (
            "id",
            "Senin, 4 Maret 2024 17:15 WIB",
            "2024-03-04T17:15+07:00",
        ),
        ("ja", "2024年3月4日(月) 17時15分", "2024-03-04T17:15"),
        ("ja", "2024年3月4日 午後5:15", "2024-03-04T17:15"),
        ("zh", "2024年03月04日 星期一 下午5:15", "2024-03-04T17:15"),
        ("ko", "2024년 3월 4일 오후 5시 15분", "2024-03-04T17:15"),
        ("ko", "입력 2024.03.04 17:15", "2024-03-04T17:15"),
        ("en", "Mon 4 Mar 2024 17.15 GMT", "2024-03-04T17:15Z"),
    ];
    for (code, text, expected) in cases {
        let found: Vec<String> = scan(text, Language::get(code))
            .iter()
            .map(|found| found.value.iso_from())
            .collect();
        assert_eq!(found, [expected], "{code}: {text}");
    }
}

fn read_in(text: &str, order: NumericOrder) -> Vec<String> {
    let found = scan_in(text, Language::get("en"), order);
    let draw = |found: &FoundDate| format!("{}..{}", found.value.iso_from(), found.value.iso_to());
    found.iter().map(draw).collect()
}

#[test]
fn a_date_of_figures_is_either_day_until_its_order_is_known() {
    use NumericOrder::{DayFirst, Either, MonthFirst, PassedOver};
    let text = "Posted 03/04/2024 at 5:15 pm";
    assert_eq!(read_in(text, PassedOver), [""; 0]);
    assert_eq!(read_in(text, Either), ["2024-03-04..2024-04-03"]);
    assert_eq!(
        read_in(text, DayFirst),
        ["2024-04-03T17:15..2024-04-03T17:15"]
    );
    assert_eq!(
        read_in(text, MonthFirst),
        ["2024-03-04T17:15..2024-03-04T17:15"]
    );
    let either = scan_in(text, Language::get("en"), Either);
    assert!(either[0].value.is_either() && either[0].value.names_day());
    assert_eq!(&text[either[0].range.clone()], "03/04/2024 at 5:15 pm");
}

#[test]
fn an_order_that_is_known_changes_no_date_that_has_one_reading() {
    for order in [NumericOrder::DayFirst, NumericOrder::MonthFirst] {
        for text in ["13/04/2024", "04/13/2024"] {
            assert_eq!(read_in(text, order), ["2024-04-13..2024-04-13"]);
        }
        assert_eq!(read_in("04/04/2024", order), ["2024-04-04..2024-04-04"]);
        let german = scan_in("03.04.2024", Language::get("de"), order);
        assert_eq!(german[0].value.iso_from(), "2024-04-03");
    }
}

#[test]
fn a_weekday_tells_which_of_two_days_is_meant() {
    // 4 March 2024 was a Monday, 3 April 2024 a Wednesday.
    for (text, expected) in [
        ("Monday, 03/04/2024", "2024-03-04"),
        ("Wed 03/04/2024", "2024-04-03"),
        ("03/04/2024 (Wednesday)", "2024-04-03"),
        ("17:15, Monday 03/04/2024", "2024-03-04T17:15"),
    ] {
        let found = scan(text, Language::get("en"));
        let found: Vec<String> = found.iter().map(|found| found.value.iso_from()).collect();
        assert_eq!(found, [expected], "{text}");
    }
    assert!(scan("Friday, 03/04/2024", Language::get("en")).is_empty());
}

#[test]
fn numeric_dates_with_one_reading_show_the_order_of_a_page() {
    let orders = |text| numeric_orders(text).collect::<Vec<_>>();
    assert_eq!(
        orders("On 13/04/2024 and 05/06/2024, then 28.2.2024; 12/31/2024."),
        [
            NumericOrder::DayFirst,
            NumericOrder::DayFirst,
            NumericOrder::MonthFirst
        ]
    );
    assert!(orders("2024-04-13, 13/14/2024, score 13/4").is_empty());
}

#[test]
fn dates_of_programs_have_the_time_before_the_year() {
    assert_drawn(
        "en",
        "\
Mon Mar 4 10:15:00 2024
^^^^^^^^^^^^^^^^^^^^^^^ 2024-03-04T10:15:00 Second

Mon Mar 04 10:15:00 +0100 2024
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2024-03-04T10:15:00+01:00 Second

Mon Mar 4 10:15:00 UTC 2024
^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2024-03-04T10:15:00Z Second
",
    );
}

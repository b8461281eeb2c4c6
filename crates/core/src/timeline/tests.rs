use jiff::civil::{Date, date};

use super::build;
use crate::claim::samples::{Story, sample};
use crate::time::DateValue;

const DAY: Date = date(2031, 5, 14);

/// Happenings as "from..to [sigla] text", background in brackets.
fn drawn(story: &Story) -> Vec<String> {
    build(&story.context())
        .iter()
        .map(|happening| {
            let sigla: Vec<&str> = happening
                .attestations
                .iter()
                .map(|a| story.witnesses[a.witness].siglum.0.as_str())
                .collect();
            let text = match happening.background {
                true => format!("({})", happening.text),
                false => happening.text.clone(),
            };
            format!("{} [{}] {text}", happening.date.iso_from(), sigla.join(" "))
        })
        .collect()
}

#[test]
fn one_happening_of_two_reports_is_one_entry_with_the_finer_date() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["An audit found rust on the ferry Halmira in 2028."],
        )
        .date("2028", DateValue::year(2028).unwrap()),
        sample(
            "B",
            DAY,
            &["A parliamentary audit of June 2028 found rust on the ferry Halmira."],
        )
        .date("June 2028", DateValue::month(2028, 6).unwrap()),
    ]);
    let found = drawn(&story);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("2028-06 [A B] ("));
}

#[test]
fn two_happenings_of_one_day_stay_two() {
    let day = DateValue::day(DAY);
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["The ferry Halmira sank off Cape Tarn on Wednesday."],
        )
        .date("Wednesday", day),
        sample(
            "B",
            DAY,
            &["Parliament debated herring quotas on Wednesday."],
        )
        .date("Wednesday", day),
    ]);
    assert_eq!(
        drawn(&story),
        [
            "2031-05-14 [A] The ferry Halmira sank off Cape Tarn on Wednesday.",
            "2031-05-14 [B] Parliament debated herring quotas on Wednesday.",
        ]
    );
}

#[test]
fn a_year_may_name_its_happening_and_the_future_counts() {
    let text = "Ties sank to their lowest level since the 1962 Ostrel herring crisis. \
                The treaty is due to run out on Feb. 5, 2032.";
    let story = Story::unrelated(vec![
        sample("A", DAY, &[text])
            .date("1962", DateValue::year(1962).unwrap())
            .date("Feb. 5, 2032", DateValue::day(date(2032, 2, 5))),
    ]);
    assert_eq!(
        drawn(&story),
        [
            "1962 [A] (1962 Ostrel herring crisis)",
            "2032-02-05 [A] (The treaty is due to run out on Feb. 5, 2032.)",
        ]
    );
}

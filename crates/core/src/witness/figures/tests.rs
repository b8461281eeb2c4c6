use jiff::civil::date;
use proptest::prelude::*;

use crate::article::Role;
use crate::witness::{Bound, Figure, Unit, Witness, prepare, samples};

fn witness(language: &str, text: &str) -> Witness {
    prepare(samples::dated(
        language,
        date(2025, 1, 22),
        &[(Role::Body, text)],
    ))
}

fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Count(noun) => format!("count {noun}"),
        Unit::Ordinal(noun) => format!("ordinal {noun}"),
        Unit::Money(currency) => currency.clone(),
        Unit::Percent => "%".to_owned(),
        Unit::Duration(unit) => format!("duration {unit}"),
        Unit::Measure(unit) => unit.clone(),
        Unit::None => "bare".to_owned(),
    }
}

fn drawn(witness: &Witness, figure: &Figure) -> String {
    let upper = figure
        .upper
        .map_or(String::new(), |upper| format!("..{upper}"));
    let bound = match figure.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
    };
    let words = witness.slice(figure.span);
    format!(
        "{words} = {bound}{}{upper} {}",
        figure.value,
        unit(&figure.unit)
    )
}

#[track_caller]
fn assert_figures_in(language: &str, text: &str, expected: &[&str]) {
    let witness = witness(language, text);
    let found: Vec<String> = witness.figures.iter().map(|f| drawn(&witness, f)).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn assert_figures(text: &str, expected: &[&str]) {
    assert_figures_in("en", text, expected);
}

#[test]
fn counts_with_their_nouns() {
    assert_figures(
        "They shot down nine Norwegian drones.",
        &["nine Norwegian drones = 9 count drone"],
    );
    assert_figures(
        "At least 1,200 people fled.",
        &["1,200 people = >=1200 count peopl"],
    );
    assert_figures(
        "It left 20 dead and 12 others hurt.",
        &["20 dead = 20 count dead", "12 others = 12 count other"],
    );
    assert_figures(
        "One person died; one thing is clear.",
        &["One person = 1 count person"],
    );
    assert_figures(
        "Twenty-one villages and two hundred and fifty homes.",
        &[
            "Twenty-one villages = 21 count villag",
            "two hundred and fifty homes = 250 count home",
        ],
    );
    assert_figures(
        "About a dozen soldiers",
        &["a dozen soldiers = ~12 count soldier"],
    );
}

#[test]
fn durations_and_ages() {
    assert_figures("a twenty-year wait", &["twenty-year = 20 duration year"]);
    assert_figures(
        "within the first 100 days",
        &["100 days = 100 duration day"],
    );
    assert_figures("a 25-year-old man", &["25-year-old = 25 age"]);
    assert_figures("Ann Orrin, 45, agreed.", &["45 = 45 age"]);
    assert_figures("It took one year.", &["one year = 1 duration year"]);
}

#[test]
fn money_and_percent() {
    assert_figures("It cost $3 million.", &["$3 million = 3000000 $"]);
    assert_figures(
        "€5bn or 20 million roubles",
        &["€5bn = 5000000000 EUR", "20 million roubles = 20000000 RUB"],
    );
    assert_figures(
        "7.5M people at 40 miles per hour",
        &[
            "7.5M people = 7500000 count peopl",
            "40 miles per hour = 40 mile/hour",
        ],
    );
    assert_figures(
        "nearly 3.5 percent, up to 12%",
        &["3.5 percent = ~3.5 %", "12% = <=12 %"],
    );
    assert_figures("$10-12 million", &["$10-12 million = 10000000..12000000 $"]);
}

#[test]
fn ranges_and_fractions() {
    assert_figures(
        "10 to 12 people, 10-12 days",
        &[
            "10 to 12 people = 10..12 count peopl",
            "10-12 days = 10..12 duration day",
        ],
    );
    assert_figures("between 5 and 15 men", &["5 and 15 men = 5..15 count men"]);
    assert_figures(
        "two-thirds of voters, half a million people",
        &[
            "two-thirds = 0.6666666666666666 share",
            "half a million people = 500000 count peopl",
        ],
    );
}

#[test]
fn ordinals() {
    assert_figures(
        "as the 45th president",
        &["45th president = 45 ordinal presid"],
    );
    assert_figures(
        "its sixth nuclear test",
        &["sixth nuclear test = 6 ordinal test"],
    );
    assert_figures(
        "He first asked on the second day.",
        &["second day = 2 ordinal day"],
    );
    assert_figures("his second term", &["second term = 2 ordinal term"]);
    assert_figures(
        "a third world war, for the first time, in the 19th century",
        &[],
    );
}

#[test]
fn what_is_no_figure() {
    for text in [
        "On January 20, 2025 at 17:15 and 5 p.m.",
        "World War III and an F-16, a Su-35 and Article 5",
        "They won 3-1 at www.a.example/12 and 24/7.",
        "Call 0207 782 4100 at 6.10, or see picture 3 of 41.",
        "In 1962 and the 2016 election",
        "They fear world war three and phase 2.",
        "A man and a year. One of them.",
    ] {
        assert_figures(text, &[]);
    }
}

#[test]
fn german_marks_and_words() {
    assert_figures_in(
        "de",
        "Rund 1.200 Euro und 3,5 Prozent in zwölf Tagen.",
        &[
            "1.200 Euro = ~1200 EUR",
            "3,5 Prozent = 3.5 %",
            "zwölf Tagen = 12 duration day",
        ],
    );
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans(text in "[ a-z0-9.,$%-]{0,40}|(one|two|-|third|million|a |half |of|\\$|5|,| |to|%|years){0,25}") {
        let witness = witness("en", &text);
        let mut last = 0;
        for figure in &witness.figures {
            prop_assert!(figure.span.start >= last && figure.span.contains(figure.number));
            prop_assert!(witness.article.text.as_str().get(figure.span.range()).is_some());
            prop_assert!(!figure.number.is_empty());
            last = figure.span.end;
        }
    }
}

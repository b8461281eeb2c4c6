//! Texts that are no news reports: nothing is joined or set against each other that they do not say.

use jiff::civil::{Date, date};

use super::samples::{Sample, Story, as_read};
use super::{Claim, gather};
use crate::contradiction;
use crate::dossier::ClaimStatus;

const DAY: Date = date(2031, 5, 14);

const REPORT: &[&str] = &[
    "The ferry Halmira capsized off Cape Tarn on Tuesday in heavy fog, and 34 people drowned.",
    "The lifeboat Orla took 61 survivors to the chapel of Tarn, harbour master Odda Brandel said.",
    "The ferry had been inspected in April 2031 and carried 95 passengers, according to the port office.",
];

const OPINION: &[&str] = &[
    "Nobody who loves this coast can look at the fog off Cape Tarn without anger.",
    "We have been told for years that ferries are safe. Are they? Ask the 34 families of Tarn.",
    "I believe that the port office should resign, and that it will not.",
];

const LIVE_BLOG: &[&str] = &[
    "09:14 Good morning. We start our live coverage of the regatta at Ostrel.",
    "09:31 The wind has turned to the west. Stay with us.",
    "10:02 The first of 12 boats has crossed the line, 40 seconds ahead of the second.",
    "10:40 The second race was put off because of fog.",
];

const LIST: &[&str] = &[
    "Ten beaches for the summer",
    "1. Tarn: 3 km of sand, 2 cafes, parking for 95 cars.",
    "2. Ostrel: 12 km of sand, a lighthouse, parking for 34 cars.",
    "3. Cape Brand: 1 km of pebbles, no parking.",
];

const TRANSCRIPT: &[&str] = &[
    "INTERVIEWER: How many were on board?",
    "PILOT: I do not know. Sixty, perhaps. It was not my ship.",
    "INTERVIEWER: And the fog?",
    "PILOT: There is always fog in May. You get used to it.",
];

const RECIPE: &[&str] = &[
    "Fish soup for 6",
    "Cut 500 g of cod into pieces. Boil 2 litres of water with 3 onions for 20 minutes.",
    "Add the cod, 200 ml of cream and 1 spoon of salt. Serve at once.",
];

const RECIPE_OF_ANOTHER: &[&str] = &[
    "Pancakes for 4",
    "Beat 3 eggs with 250 g of flour and 500 ml of milk. Let it rest for 30 minutes.",
    "Fry in butter for 2 minutes on each side. Serve at once with sugar.",
];

const TWO_LANGUAGES: &[&str] = &[
    "The lighthouse of Ostrel will be closed to visitors from June, its keeper said.",
    "Der Leuchtturm von Ostrel wird ab Juni f\u{fc}r Besucher geschlossen, sagte sein W\u{e4}rter.",
    "Repairs to the lamp will take 8 weeks. Die Reparatur der Lampe dauert 8 Wochen.",
];

fn all() -> Vec<(&'static str, &'static [&'static str])> {
    vec![
        ("opinion", OPINION),
        ("blog", LIVE_BLOG),
        ("list", LIST),
        ("transcript", TRANSCRIPT),
        ("recipe", RECIPE),
        ("pancakes", RECIPE_OF_ANOTHER),
        ("languages", TWO_LANGUAGES),
    ]
}

fn reads(siglum: &str, paragraphs: &[&str]) -> Sample {
    as_read(siglum, DAY, paragraphs)
}

/// What only more likely than not is stated by two reports widens a range; it corroborates nothing.
fn assert_not_corroborated(claims: &[Claim], kind: &str) {
    for claim in claims {
        assert_eq!(claim.origins.min, 1, "{kind}: {}", claim.text);
        assert_ne!(claim.status, ClaimStatus::Corroborated, "{kind}");
    }
}

#[test]
fn texts_of_other_kinds_neither_bear_out_nor_gainsay_a_report() {
    for (kind, text) in all() {
        let story = Story::unrelated(vec![reads("A", REPORT), reads("B", text)]);
        let context = story.context();
        assert_not_corroborated(&gather(&context), kind);
        let found = contradiction::find(&context);
        assert!(found.is_empty(), "{kind}: {found:?}");
    }
}

#[test]
fn texts_of_other_kinds_do_not_bear_each_other_out() {
    let samples = all().into_iter().map(|(kind, text)| reads(kind, text));
    let story = Story::unrelated(samples.collect());
    let context = story.context();
    assert_not_corroborated(&gather(&context), "all");
    let found = contradiction::find(&context);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_is_claimed_stands_in_the_text() {
    for (kind, text) in all() {
        let story = Story::unrelated(vec![reads("B", text)]);
        for claim in gather(&story.context()) {
            assert!(!claim.text.ends_with('?'), "{kind}: {}", claim.text);
            for attested in &claim.attestations {
                for span in &attested.spans {
                    let words = story.witnesses[attested.witness].slice(*span);
                    assert!(
                        text.iter().any(|part| part.contains(words)),
                        "{kind}: {words}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_two_languages_of_a_report_are_not_two_reports() {
    let story = Story::unrelated(vec![reads("A", TWO_LANGUAGES)]);
    let context = story.context();
    for claim in gather(&context) {
        assert_eq!(claim.origins.max, 1, "{}", claim.text);
    }
    assert!(contradiction::find(&context).is_empty());
}

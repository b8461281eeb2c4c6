use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::along;
use crate::claim::samples::{Story, sample};
use crate::dossier::Scope;
use crate::witness::{NameKind, Unit};

const DAY: Date = date(2031, 5, 14);

fn notes(story: &Story) -> Vec<String> {
    along(&story.context(), 0, 1, &BTreeMap::new(), Scope::Report)
        .iter()
        .map(|change| format!("{:?}: {}", change.kind, change.note))
        .collect()
}

#[test]
fn substituted_wording_is_named() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["The port of Tarn declined to congratulate the Ostrel harbour board."],
        ),
        sample(
            "B",
            DAY,
            &["The port of Tarn refrained from congratulating the Ostrel harbour board."],
        ),
    ]);
    assert_eq!(
        notes(&story),
        ["Changed: “declined to” became “refrained from”"]
    );
}

#[test]
fn a_faithful_copy_drifts_nowhere() {
    let text = "The port of Tarn declined to congratulate the Ostrel harbour board.";
    let story = Story::unrelated(vec![sample("A", DAY, &[text]), sample("B", DAY, &[text])]);
    assert!(notes(&story).is_empty());
}

#[test]
fn dropped_sentences_and_details() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &[
                "The ferry Halmira sank off Cape Tarn with 40 crates aboard in fog.",
                "Pilots blamed an old rudder chain made in Ostrel.",
            ],
        )
        .figure("40 crates", 40.0, Unit::Count("crate".into())),
        sample(
            "B",
            DAY,
            &["The ferry Halmira sank off Cape Tarn with crates aboard in fog."],
        ),
    ]);
    assert_eq!(
        notes(&story),
        [
            "Dropped: the figure “40 crates” is dropped",
            "Dropped: nothing in the copy answers this sentence",
        ]
    );
}

#[test]
fn certainty_that_falls_away_is_a_change() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["The harbour board honours the alleged agreement with the Ostrel pilots."],
        ),
        sample(
            "B",
            DAY,
            &["The harbour board honours the agreement with the Ostrel pilots."],
        ),
    ]);
    assert_eq!(
        notes(&story),
        ["Changed: “alleged” is dropped: the claim is put without it"]
    );
}

#[test]
fn a_quotation_may_become_indirect_speech() {
    let direct =
        "Odda Brandel said the harbour of Tarn “will never close its northern pier again”.";
    let indirect =
        "Odda Brandel said the harbour of Tarn will never close its northern pier again.";
    let story = Story::unrelated(vec![
        sample("A", DAY, &[direct])
            .name("Odda Brandel", NameKind::Person)
            .quoted("will never close its northern pier again"),
        sample("B", DAY, &[indirect])
            .name("Odda Brandel", NameKind::Person)
            .indirect(
                "the harbour of Tarn will never close its northern pier again",
                "Odda Brandel",
                &[],
            ),
    ]);
    assert_eq!(
        notes(&story),
        ["Changed: a quotation became indirect speech"]
    );
}

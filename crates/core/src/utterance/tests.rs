//! Utterances out of small fictional reports.

mod judged;
mod sharpened;

use std::collections::BTreeSet;

use super::{Utterance, group};
use crate::article::{Credit, CreditKind, Role, Stated};
use crate::derivation::{Derivation, examine};
use crate::dossier::{ReadingKind, Verdict};
use crate::quotation::extract;
use crate::time::DateValue;
use crate::witness::samples::article;
use crate::witness::{Siglum, Witness, cast, prepare};

/// Witnesses `A`, `B`, … of texts, one paragraph a line.
fn witnesses(texts: &[&str]) -> Vec<Witness> {
    let label = |index: usize| char::from(b'A' + u8::try_from(index).unwrap_or(0)).to_string();
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| witness(&label(index), text))
        .collect()
}

fn witness(siglum: &str, text: &str) -> Witness {
    let parts: Vec<(Role, &str)> = text.lines().map(|line| (Role::Body, line)).collect();
    let mut article = article("en", &parts);
    article.document.id = format!("document of {siglum}");
    let mut witness = prepare(article);
    witness.siglum = Siglum(siglum.to_owned());
    witness.quotations = extract(&witness);
    witness
}

fn utterances(witnesses: &[Witness]) -> Vec<Utterance> {
    utterances_from(witnesses, &[])
}

fn utterances_from(witnesses: &[Witness], derivations: &[Derivation]) -> Vec<Utterance> {
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    group(witnesses, &cast, derivations, None)
}

/// `A verbatim: words`, one row a reading.
fn rows(witnesses: &[Witness], utterance: &Utterance) -> Vec<String> {
    let row = |reading: &super::Reading| {
        let kind = format!("{:?}", reading.kind).to_lowercase();
        format!(
            "{} {kind}: {}",
            witnesses[reading.witness].siglum,
            reading.text(witnesses)
        )
    };
    utterance.readings.iter().map(row).collect()
}

fn all_rows(texts: &[&str]) -> Vec<Vec<String>> {
    let witnesses = witnesses(texts);
    utterances(&witnesses)
        .iter()
        .map(|utterance| rows(&witnesses, utterance))
        .collect()
}

/// The alignment drawn as a table, one line a reading: columns parted by `|`, differing ones in
/// angle brackets.
fn table(texts: &[&str]) -> Vec<String> {
    let witnesses = witnesses(texts);
    let utterances = utterances(&witnesses);
    let line = |reading: &super::Reading| {
        let pieces: Vec<String> = reading
            .aligned
            .iter()
            .map(|piece| match (piece.text.as_str(), piece.differs) {
                ("", _) => "-".to_owned(),
                (text, true) => format!("<{text}>"),
                (text, false) => text.to_owned(),
            })
            .collect();
        format!(
            "{}: {}",
            witnesses[reading.witness].siglum,
            pieces.join(" | ")
        )
    };
    utterances
        .first()
        .map(|utterance| utterance.readings.iter().map(line).collect())
        .unwrap_or_default()
}

fn remarks(texts: &[&str]) -> Vec<String> {
    utterances(&witnesses(texts))
        .into_iter()
        .next()
        .map(|utterance| utterance.remarks)
        .unwrap_or_default()
}

#[test]
fn a_whole_word_for_word_agreement() {
    assert_eq!(
        all_rows(&[
            "“The wall will hold,” Orla Quane said.",
            "Orla Quane said: “The wall will hold.”"
        ]),
        [[
            "A verbatim: The wall will hold,",
            "B verbatim: The wall will hold."
        ]]
    );
}

#[test]
fn every_kind_of_reading() {
    let kinds = |first: &str, second: &str| -> Vec<ReadingKind> {
        let witnesses = witnesses(&[first, second]);
        let found = utterances(&witnesses);
        assert_eq!(found.len(), 1, "{first} / {second}");
        found[0]
            .readings
            .iter()
            .map(|reading| reading.kind)
            .collect()
    };
    let full =
        "“The old weir wall at Astrel will hold for another hundred years,” Orla Quane said.";
    for (other, expected) in [
        (
            "“The old weir wall … will hold for another hundred years,” Orla Quane said.",
            [ReadingKind::Verbatim, ReadingKind::Elided],
        ),
        (
            "“The old weir wall [of stone] at Astrel will hold for another hundred years,” Orla Quane said.",
            [ReadingKind::Verbatim, ReadingKind::Bracketed],
        ),
        (
            "“The old weir wall at Astrel would hold for another hundred years,” Orla Quane said.",
            [ReadingKind::Altered, ReadingKind::Altered],
        ),
        (
            "“Astrel's ancient weir wall is good for one hundred more years,” Orla Quane said.",
            [ReadingKind::Translation, ReadingKind::Translation],
        ),
        (
            "Orla Quane said the old weir wall at Astrel would hold for another hundred years.",
            [ReadingKind::Verbatim, ReadingKind::Indirect],
        ),
        (
            "Orla Quane said the wall would “hold for another hundred years” at Astrel.",
            [ReadingKind::Verbatim, ReadingKind::Elided],
        ),
    ] {
        assert_eq!(kinds(full, other), expected, "{other}");
    }
}

#[test]
fn the_same_words_from_another_mouth_are_misattributed() {
    let words = "“The old weir wall at Astrel will hold for another hundred years,”";
    let found = all_rows(&[
        &format!("{words} Orla Quane said."),
        &format!("{words} said Orla Quane."),
        &format!("{words} Bram Ostley said."),
    ]);
    assert_eq!(found.len(), 1);
    assert!(found[0][2].starts_with("C misattributed"), "{found:?}");
}

#[test]
fn a_long_reading_gives_each_of_its_utterances_to_its_own() {
    let found = all_rows(&[
        "“We hear their statements on the need to prevent another flood. We welcome this decision and congratulate the elected warden,” Orla Quane said.",
        "“We also hear the statement about the need to prevent another flood,” Orla Quane said.",
        "“Of course we welcome this decision and congratulate the elected warden on taking office,” Orla Quane said.",
    ]);
    assert_eq!(
        found,
        [
            [
                "A elided: We welcome this decision and congratulate the elected warden,",
                "C verbatim: Of course we welcome this decision and congratulate the elected warden on taking office,",
            ],
            [
                "A altered: We hear their statements on the need to prevent another flood.",
                "B altered: We also hear the statement about the need to prevent another flood,",
            ],
        ]
    );
}

#[test]
fn speakers_that_are_known_to_differ_are_kept_apart() {
    let found = all_rows(&[
        "“We must do everything to prevent another flood in the valley,” Orla Quane said.",
        "“I shall do everything to prevent a new flood in this valley,” Bram Ostley said.",
    ]);
    assert_eq!(found.len(), 2);
}

#[test]
fn reported_speech_that_nobody_else_gives_is_no_quotation() {
    assert!(all_rows(&["Orla Quane said the wall would hold.", "Rain fell."]).is_empty());
}

#[test]
fn words_are_aligned_in_columns() {
    assert_eq!(
        table(&[
            "“The old wall will hold for years,” Orla Quane said.",
            "“The wall will surely hold for years,” Orla Quane said.",
            "“The old wall will hold for ages,” Orla Quane said.",
        ]),
        [
            "A: The | <old> | wall will | - | hold for | <years>",
            "B: The | - | wall will | <surely> | hold for | <years>",
            "C: The | <old> | wall will | - | hold for | <ages>",
        ]
    );
}

#[test]
fn a_derived_report_gives_in_its_own_words_what_its_source_quotes() {
    let opening = "The weir wall at Astrel cracked on Tuesday night after nine days of rain. \
                   Warden Orla Quane walked the towpath at dawn with two masons from Bellune.";
    let closing = "The ferry to Bellune was laid up and forty barges lay moored below the lock. \
                   Masons will drain the upper basin before they open the sluice.";
    let mut witnesses = witnesses(&[
        &format!(
            "{opening}\n“We hear their statements on the need to keep another flood out of the Lirren valley. \
             We gladly take up such an offer,” Quane said.\n{closing}"
        ),
        &format!(
            "{opening}\nQuane emphasised the importance of keeping floods out of the Lirren valley and voiced the \
             thanks of her office.\n{closing}"
        ),
    ]);
    witnesses[0].article.metadata.outlet = Some(Stated {
        value: "The Astrel Lantern".to_owned(),
        basis: "test".to_owned(),
        receipts: Vec::new(),
    });
    witnesses[1].article.metadata.credits.push(Credit {
        name: "The Astrel Lantern".to_owned(),
        kind: CreditKind::Source,
        receipts: Vec::new(),
    });
    let derivations = examine(&witnesses, &BTreeSet::new()).derivations;
    assert!(matches!(
        derivations[..],
        [Derivation {
            source: 0,
            target: 1,
            verdict: Verdict::Derived,
            ..
        }]
    ));
    let found: Vec<Vec<String>> = utterances_from(&witnesses, &derivations)
        .iter()
        .map(|utterance| rows(&witnesses, utterance))
        .collect();
    assert_eq!(
        found,
        [
            [
                "A verbatim: We hear their statements on the need to keep another flood out of the Lirren valley.",
                "B indirect: the importance of keeping floods out of the Lirren valley",
            ],
            [
                "A verbatim: We gladly take up such an offer,",
                "B indirect: the thanks of her office",
            ],
        ]
    );
}

#[test]
fn a_sentence_that_others_cut_in_two_is_one_utterance() {
    let found = all_rows(&[
        "“The goal should not be a brief lull that lets the smugglers regroup in the marshes, but \
         a lasting settlement built on the lawful rights of every village,” Orla Quane said.",
        "Orla Quane called for a lasting settlement built on the lawful rights of villages, \
         rejecting a brief lull that would let smugglers “regroup in the marshes.”",
        "Orla Quane demanded “a lasting settlement built on the lawful rights of every village”, \
         ruling out a “brief lull” to regroup in the marshes.",
    ]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn two_utterances_of_one_sentence_stay_two_without_a_sentence_that_holds_both() {
    let found = all_rows(&[
        "“We want a lasting settlement built on the lawful rights of every village,” Orla Quane said.",
        "Orla Quane called for a lasting settlement built on the lawful rights of villages, \
         rejecting a brief lull that would let smugglers “regroup in the marshes.”",
        "Orla Quane demanded “a lasting settlement built on the lawful rights of every village”, \
         ruling out a “brief lull” to regroup in the marshes.",
    ]);
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn what_was_said_on_another_occasion_is_another_utterance() {
    let mut witnesses = witnesses(&[
        "Orla Quane said the valley towns had never turned down talks on the toll.",
        "In December 2023, Orla Quane said the towns were “open to talks on the toll” with anybody.",
        "“We have never refused talks on the toll,” Orla Quane said.",
    ]);
    for witness in &mut witnesses {
        witness.article.metadata.published = Some(Stated {
            value: DateValue::day(jiff::civil::date(2024, 5, 2)),
            basis: "test".to_owned(),
            receipts: Vec::new(),
        });
    }
    let found: Vec<usize> = utterances(&witnesses)
        .iter()
        .map(|utterance| utterance.readings.len())
        .collect();
    assert_eq!(found, [2, 1]);
}

#[test]
fn changes_of_meaning_are_remarked() {
    let said = |words: &str| format!("“{words},” Orla Quane said.");
    let remark = |one: &str, other: &str| remarks(&[&said(one), &said(other)]);
    assert_eq!(
        remark(
            "Eleven of the 40 gates at Astrel will be closed",
            "Eleven of the 14 gates at Astrel will be closed"
        ),
        [
            "no other report confirms this word for word",
            "figure differs: “40” (A) against “14” (B)"
        ]
    );
    assert!(
        remark(
            "The gates at Astrel will be closed",
            "The gates at Astrel will not be closed"
        )
        .contains(&"negation differs: nothing there (A) against “not” (B)".to_owned())
    );
    assert!(
        remark(
            "The gates at Astrel must be closed tonight",
            "The gates at Astrel may be closed tonight"
        )
        .contains(&"modality differs: “must” (A) against “may” (B)".to_owned())
    );
    assert!(
        remark(
            "The gates at Astrel will be closed tonight",
            "The gates at Astrel will be closed tonight"
        )
        .is_empty()
    );
}

#[test]
fn the_order_of_witnesses_changes_nothing() {
    let texts = [
        "“We hear their statements on the need to prevent another flood. We welcome this decision,” Orla Quane said.",
        "“We also hear the statement about the need to do everything to prevent another flood,” Orla Quane said.",
        "Orla Quane stressed the need to prevent another flood, and she welcomed the decision.",
        "“Of course we welcome such a decision,” Quane said, adding that the “need to prevent another flood” was plain.",
        "“The ferry is late,” Bram Ostley said. “We hear their statements on the need to prevent another flood.”",
    ];
    let base = witnesses(&texts);
    let expected = drawn(&base);
    let mut order: Vec<usize> = (0..base.len()).collect();
    for turn in 0..12 {
        order.rotate_left(1);
        if turn % 3 == 0 {
            order.swap(0, 3);
        }
        let turned: Vec<Witness> = order.iter().map(|index| base[*index].clone()).collect();
        assert_eq!(drawn(&turned), expected, "{order:?}");
    }
}

fn drawn(witnesses: &[Witness]) -> Vec<String> {
    utterances(witnesses)
        .iter()
        .map(|utterance| {
            let aligned: Vec<_> = utterance
                .readings
                .iter()
                .map(|reading| &reading.aligned)
                .collect();
            format!(
                "{:?} {:?} {:?} {:?} {aligned:?}",
                utterance.speaker_name,
                utterance.occasion,
                utterance.remarks,
                rows(witnesses, utterance)
            )
        })
        .collect()
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn report() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "“The wall will hold,” Orla Quane said. ",
            "Quane said the wall would hold. ",
            "“The wall ",
            "will hold” ",
            "[of stone] ",
            "… ",
            "said Bram Ostley. ",
            "\n",
            "“",
            "” ",
            "not ",
            "40 ",
            "Astrel ",
            "and ",
            ", ",
            "the flood ",
            "日本 ",
            "ß. ",
        ]);
        prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
        #[test]
        fn odd_reports_group_the_same_in_any_order(texts in prop::collection::vec(report(), 1..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let base = witnesses(&texts);
            let mut turned = base.clone();
            turned.reverse();
            prop_assert_eq!(drawn(&base), drawn(&turned));
        }
    }
}

//! Each signal fires where it should and stays silent where it must; verdicts settle.

mod signals;

use std::collections::BTreeSet;

use super::{Derivation, derive, examine};
use crate::article::{Article, Credit, CreditKind, Receipt, Role, Stated};
use crate::collation::collate;
use crate::compile::{label, standing_sentences};
use crate::dossier::Verdict;
use crate::text::ByteSpan;
use crate::time::{DateValue, Precision};
use crate::witness::samples::article;
use crate::witness::{Witness, prepare};

const SOURCE: &[&str] = &[
    "A freight barge broke loose from its moorings at Lindau quay before sunrise and drifted onto the stone pillars of the railway crossing.",
    "Harbour master Ines Okafor closed the waterway at once and sent two tugs to hold the wreck against the current.",
    "The barge was carrying nine hundred tonnes of gravel for the new tram depot, according to its papers.",
    "Divers found a crack as wide as a hand in the northern pillar, and trains were stopped in both directions.",
    "The crossing had been inspected only in spring, when engineers asked for money to renew its fenders.",
    "Commuters waited for buses in the rain while the ferry company laid on extra boats until midnight.",
];

const REWRITE: &[&str] = &[
    "Before dawn a barge loaded with freight tore away from its moorings at the Lindau quay and was carried onto the pillars of the railway crossing.",
    "The waterway was shut immediately by harbour master Ines Okafor, who ordered two tugs to keep the wreck from moving in the current.",
    "Its papers show that the barge had nine hundred tonnes of gravel aboard, meant for the new tram depot.",
    "In the northern pillar divers discovered a hand-wide crack; train services were halted both ways.",
    "Engineers had asked for funds to renew the fenders when the crossing was inspected in spring.",
    "Until midnight the ferry company ran additional boats, as commuters stood in the rain waiting for buses.",
];

const INDEPENDENT: &[&str] = &[
    "I heard the bang from my kitchen, says Marta Lind, who lives above the boat sheds.",
    "From her window she could see a long dark hull lying across the river under the bridge.",
    "By eight the police had taped off the towpath and a crowd had gathered with coffee and dogs.",
    "The railway said it could not tell when services would start again and advised people to stay at home.",
    "A deckhand was treated for cold at the infirmary and sent home before noon.",
    "Insurers expect a bill of several million, most of it for lost freight days on the river.",
];

fn report(id: &str, outlet: &str, sentences: &[&str]) -> Article {
    let parts: Vec<_> = sentences
        .iter()
        .map(|sentence| (Role::Body, *sentence))
        .collect();
    let mut article = article("en", &parts);
    article.document.id = id.to_owned();
    article.metadata.outlet = Some(stated(outlet.to_owned()));
    article
}

fn stated<T>(value: T) -> Stated<T> {
    Stated {
        value,
        basis: "test".to_owned(),
        receipts: Vec::new(),
    }
}

fn crediting(mut article: Article, kind: CreditKind, name: &str) -> Article {
    let receipt = Receipt {
        segments: vec![ByteSpan::new(0, 1)],
        text: format!("Source: {name}"),
    };
    let credit = Credit {
        name: name.to_owned(),
        kind,
        receipts: vec![receipt],
    };
    article.metadata.credits.push(credit);
    article
}

fn published(mut article: Article, day: i8, hour: u32) -> Article {
    let date = DateValue::day(jiff::civil::date(2024, 5, day)).at(hour * 3600, Precision::Minute);
    article.metadata.published = Some(stated(date));
    article
}

fn judged(articles: Vec<Article>) -> (Vec<Witness>, Vec<Derivation>) {
    let mut witnesses: Vec<_> = articles.into_iter().map(prepare).collect();
    label(&mut witnesses);
    let derivations = examine(&witnesses, &BTreeSet::new()).derivations;
    (witnesses, derivations)
}

/// The verdicts as `source > target verdict [signals]`, one a line, strongest first.
fn told(articles: Vec<Article>) -> Vec<String> {
    let (witnesses, derivations) = judged(articles);
    let siglum = |index: usize| witnesses[index].siglum.0.clone();
    let line = |d: &Derivation| {
        let (source, target) = (siglum(d.source), siglum(d.target));
        let through = d
            .through
            .map(|w| format!(" through {}", siglum(w)))
            .unwrap_or_default();
        format!("{source} > {target} {:?}{through}", d.verdict)
    };
    derivations.iter().map(line).collect()
}

fn signals(articles: Vec<Article>) -> Vec<&'static str> {
    let (_, derivations) = judged(articles);
    derivations
        .iter()
        .flat_map(|d| &d.evidence)
        .map(|seen| seen.signal)
        .collect()
}

#[test]
fn a_rewrite_is_found_by_its_chain_and_directed_by_the_times() {
    let source = published(report("1", "Quay Courier", SOURCE), 2, 9);
    let copy = published(report("2", "Evening Bell", REWRITE), 2, 18);
    assert_eq!(
        told(vec![source.clone(), copy.clone()]),
        ["QC > EB Derived"]
    );
    assert!(signals(vec![source, copy]).contains(&"reworded_chain"));
}

#[test]
fn without_anything_to_tell_the_direction_both_may_be_copies() {
    let told = told(vec![
        report("1", "Quay Courier", SOURCE),
        report("2", "Evening Bell", REWRITE),
    ]);
    assert_eq!(told, ["EB > QC CommonSource"]);
}

#[test]
fn independent_reports_of_one_event_are_left_apart() {
    let source = published(report("1", "Quay Courier", SOURCE), 2, 9);
    let other = published(report("2", "Evening Bell", INDEPENDENT), 2, 18);
    assert_eq!(told(vec![source, other]), Vec::<String>::new());
}

#[test]
fn a_credit_decides_against_the_clock() {
    let source = published(report("1", "Quay Courier", SOURCE), 2, 18);
    let copy = published(report("2", "Evening Bell", REWRITE), 2, 9);
    let copy = crediting(copy, CreditKind::Source, "The Quay Courier");
    assert_eq!(told(vec![source, copy]), ["QC > EB Derived"]);
}

#[test]
fn a_photo_credit_says_nothing() {
    let source = report("1", "Quay Courier", SOURCE);
    let other = crediting(
        report("2", "Evening Bell", INDEPENDENT),
        CreditKind::Photo,
        "Quay Courier",
    );
    assert_eq!(told(vec![source, other]), Vec::<String>::new());
}

#[test]
fn two_reprints_of_an_agency_have_a_common_source() {
    let print = |id: &str, outlet: &str, hour: u32| {
        let article = published(report(id, outlet, SOURCE), 2, hour);
        crediting(article, CreditKind::Agency, "Norhavn Wire")
    };
    let told = told(vec![
        print("1", "Quay Courier", 9),
        print("2", "Evening Bell", 18),
    ]);
    assert_eq!(told, ["QC > EB CommonSource"]);
}

#[test]
fn a_copy_of_a_copy_points_at_its_nearest_parent() {
    let first = published(report("1", "Quay Courier", SOURCE), 2, 9);
    let second = published(report("2", "Evening Bell", REWRITE), 3, 9);
    let third = published(report("3", "Night Owl", &REWRITE[..5]), 4, 9);
    assert_eq!(
        told(vec![first, second, third]),
        [
            "QC > EB Derived",
            "EB > NO Derived",
            "QC > NO Derived through EB"
        ]
    );
}

#[test]
fn a_shared_footer_of_unrelated_stories_is_silent() {
    const FOOTER: &str = "Norhavn Wire is the agency of the northern coast and has carried the news of its harbours to readers everywhere since eighteen ninety.";
    let with_footer = |id: &str, outlet: &str, body: &[&'static str]| {
        report(id, outlet, &[body, &[FOOTER]].concat())
    };
    let mut witnesses: Vec<_> = [
        with_footer("1", "Quay Courier", SOURCE),
        with_footer("2", "Evening Bell", INDEPENDENT),
        with_footer(
            "3",
            "Night Owl",
            &["The town choir sang in the old market hall on Sunday evening to a full house."],
        ),
    ]
    .into_iter()
    .map(prepare)
    .collect();
    let groups = [vec![0, 1], vec![2]];
    let standing = standing_sentences(&witnesses, &groups);
    witnesses.truncate(2);
    label(&mut witnesses);
    let collation = collate(&witnesses);
    let of = |standing: &BTreeSet<u64>| derive(&witnesses, &collation, standing);
    assert_eq!(of(&standing), []);
    assert_eq!(
        of(&BTreeSet::new())[0].evidence[0].signal,
        "shared_narration"
    );
}

#[test]
fn the_order_of_input_changes_nothing() {
    let articles = vec![
        published(report("1", "Quay Courier", SOURCE), 2, 9),
        published(report("2", "Evening Bell", REWRITE), 3, 9),
        published(report("3", "Night Owl", &SOURCE[2..]), 4, 9),
        report("4", "Market Post", INDEPENDENT),
    ];
    let expected = judged(articles.clone()).1;
    assert_eq!(expected[0].verdict, Verdict::Derived);
    for turn in 1..articles.len() {
        let mut turned = articles.clone();
        turned.rotate_left(turn);
        assert_eq!(judged(turned).1, expected);
    }
}

#[test]
fn credits_given_to_each_other_show_dependence_and_no_direction() {
    let outlets = ["Quay Courier", "Evening Bell"];
    let articles = [0, 1].map(|at| {
        let text = if at == 0 { SOURCE } else { REWRITE };
        let own = report(&at.to_string(), outlets[at], text);
        crediting(own, CreditKind::Source, outlets[1 - at])
    });
    assert_eq!(told(articles.to_vec()), ["EB > QC CommonSource"]);
    let (_, derivations) = judged(articles.to_vec());
    let credit = derivations[0]
        .evidence
        .iter()
        .find(|seen| seen.signal == "credit");
    let credit = credit.expect("a credit");
    assert!(credit.direction.abs() < f32::EPSILON);
    assert!(
        credit.explanation.contains("credit each other"),
        "{}",
        credit.explanation
    );
    // The times may still tell.
    let [first, second] = articles;
    let dated = vec![published(first, 2, 9), published(second, 2, 18)];
    assert_eq!(told(dated), ["QC > EB Derived"]);
}

#[test]
fn a_credit_by_initials_finds_its_outlet() {
    let source = report("1", "Sound and Tide Agency", SOURCE);
    let copy = crediting(
        report("2", "Evening Bell", REWRITE),
        CreditKind::Source,
        "STA",
    );
    assert_eq!(told(vec![source, copy]), ["STA > EB Derived"]);
}

#[test]
fn who_quotes_a_report_in_full_has_it_from_there() {
    let quoted: Vec<String> = SOURCE
        .iter()
        .map(|sentence| format!("“{sentence}”"))
        .collect();
    let mut lines = vec![
        "We print here what the Quay Courier wrote about the barge, word for word, because our readers asked for it.",
    ];
    lines.extend(quoted.iter().map(String::as_str));
    let articles = vec![
        report("1", "Quay Courier", SOURCE),
        report("2", "Evening Bell", &lines),
    ];
    assert!(signals(articles.clone()).contains(&"quoted_report"));
    assert_eq!(told(articles), ["QC > EB Derived"]);
}

#[test]
fn a_speaker_whom_both_quote_is_no_quoted_report() {
    let said: Vec<String> = SOURCE
        .iter()
        .map(|sentence| format!("“{sentence}”"))
        .collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let articles = vec![
        report("1", "Quay Courier", &said),
        report("2", "Evening Bell", &said),
    ];
    assert!(!signals(articles).contains(&"quoted_report"));
}

#[test]
fn a_flash_that_two_print_word_for_word_is_one_text() {
    let flash = ["Barge hits railway bridge at Lindau."];
    let two = || {
        vec![
            report("1", "Quay Courier", &flash),
            report("2", "Evening Bell", &flash),
        ]
    };
    assert_eq!(told(two()), ["EB > QC CommonSource"]);
    assert!(signals(two()).contains(&"same_text"));
}

#[test]
fn few_words_in_common_are_a_sign_at_most_and_other_words_none() {
    let reports = |second: &str| {
        vec![
            report("1", "Quay Courier", &["Barge adrift."]),
            report("2", "Evening Bell", &[second]),
        ]
    };
    assert_eq!(told(reports("Barge adrift.")), ["EB > QC LineageUnknown"]);
    assert!(!signals(reports("Barge adrift at Lindau.")).contains(&"same_text"));
}

#[test]
fn longer_copies_are_known_by_their_runs_alone() {
    let reports = vec![
        report("1", "Quay Courier", SOURCE),
        report("2", "Evening Bell", SOURCE),
    ];
    let signals = signals(reports);
    assert!(signals.contains(&"shared_narration") && !signals.contains(&"same_text"));
}

use jiff::civil::{Date, date};

use super::samples::{Sample, Story, as_read, sample};
use super::{Claim, gather, mark_contradicted};
use crate::contradiction;
use crate::dossier::{ClaimStatus, OriginRange};
use crate::witness::{NameKind, Unit};

const DAY: Date = date(2031, 5, 14);

fn sigla(story: &Story, claim: &Claim) -> String {
    let names: Vec<&str> = claim
        .attestations
        .iter()
        .map(|a| story.witnesses[a.witness].siglum.0.as_str())
        .collect();
    names.join(" ")
}

fn two_of_one_happening() -> Vec<Sample> {
    vec![
        sample(
            "A",
            DAY,
            &["The ferry Halmira capsized off Cape Tarn in heavy fog."],
        ),
        sample(
            "B",
            DAY,
            &["Off Cape Tarn the ferry Halmira capsized in the fog."],
        ),
    ]
}

#[test]
fn reports_that_say_the_same_corroborate() {
    let story = Story::unrelated(two_of_one_happening());
    let claims = gather(&story.context());
    assert_eq!(claims.len(), 1);
    assert_eq!(sigla(&story, &claims[0]), "A B");
    assert_eq!(claims[0].status, ClaimStatus::Corroborated);
    assert_eq!(claims[0].origins, OriginRange { min: 2, max: 2 });
}

#[test]
fn copies_corroborate_nothing() {
    let story = Story::with_origins(two_of_one_happening(), &[0, 0]);
    let claims = gather(&story.context());
    assert_eq!(claims[0].status, ClaimStatus::SingleOrigin);
    assert_eq!(sigla(&story, &claims[0]), "A B");
}

#[test]
fn what_one_relay_passed_on_is_one_origin_at_the_lower_end() {
    let said = |siglum| {
        let text =
            "The ferry Halmira had been overloaded off Cape Tarn, Odda Brandel told Radio Ostrel.";
        sample(siglum, DAY, &[text])
            .name("Odda Brandel", NameKind::Person)
            .indirect(
                "The ferry Halmira had been overloaded off Cape Tarn",
                "Odda Brandel",
                &["Radio Ostrel"],
            )
    };
    let story = Story::unrelated(vec![said("A"), said("B")]);
    let claims = gather(&story.context());
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].origins, OriginRange { min: 1, max: 2 });
    assert_eq!(claims[0].attestations[0].via, ["Radio Ostrel"]);
    assert!(claims[0].remarks[0].starts_with("All have it from Odda Brandel"));
}

#[test]
fn what_somebody_says_stays_apart_from_the_reports_own_word() {
    let own = "The ferry Halmira had been overloaded off Cape Tarn.";
    let said = "The ferry Halmira had been overloaded off Cape Tarn, Odda Brandel said.";
    let story = Story::unrelated(vec![
        sample("A", DAY, &[own]),
        sample("B", DAY, &[said])
            .name("Odda Brandel", NameKind::Person)
            .indirect(
                "The ferry Halmira had been overloaded off Cape Tarn",
                "Odda Brandel",
                &[],
            ),
    ]);
    assert_eq!(gather(&story.context()).len(), 2);
}

#[test]
fn denials_and_plans_stay_apart() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["The port of Tarn reopened its northern pier for ferries."],
        ),
        sample(
            "B",
            DAY,
            &["The port of Tarn will reopen its northern pier for ferries."],
        ),
        sample(
            "C",
            DAY,
            &["The port of Tarn never reopened its northern pier for ferries."],
        ),
    ]);
    let claims = gather(&story.context());
    let mut all: Vec<String> = claims.iter().map(|claim| sigla(&story, claim)).collect();
    all.sort();
    assert_eq!(all, ["A", "B", "C"]);
}

#[test]
fn quotations_are_no_claims() {
    let text = "“It came like a wall of glass and then there was no deck,” he said.";
    let story = Story::unrelated(vec![
        sample("A", DAY, &[text]).quoted("It came like a wall of glass and then there was no deck"),
    ]);
    assert!(gather(&story.context()).is_empty());
}

#[test]
fn a_detail_of_one_origin_is_remarked() {
    let ordinal = |siglum: &str, words: &str, value: f64| {
        let text = format!("Odda Brandel was sworn in as the {words} of the port of Tarn in fog.");
        let text = text.as_str();
        sample(siglum, DAY, &[text]).figure(words, value, Unit::Ordinal("warden".into()))
    };
    let plain = "Odda Brandel was sworn in as warden of the port of Tarn in the fog.";
    let story = Story::unrelated(vec![
        ordinal("A", "45th warden", 45.0),
        sample("B", DAY, &[plain]),
    ]);
    let claims = gather(&story.context());
    assert_eq!(claims[0].remarks, ["Only A gives “45th warden”"]);
    let both = Story::unrelated(vec![
        ordinal("A", "45th warden", 45.0),
        ordinal("B", "45th warden", 45.0),
    ]);
    assert!(gather(&both.context())[0].remarks.is_empty());
}

#[test]
fn claims_on_a_side_of_a_disagreement_are_contradicted() {
    let ferry = |siglum, words: &str, value| {
        let text = format!("The ferry Halmira capsized off Cape Tarn and {words} drowned.");
        sample(siglum, DAY, &[&text]).people(words, value)
    };
    let story = Story::unrelated(vec![
        ferry("A", "two people", 2.0),
        ferry("B", "five people", 5.0),
    ]);
    let context = story.context();
    let mut claims = gather(&context);
    mark_contradicted(&mut claims, &contradiction::find(&context));
    let status = |words: &str| {
        let of = claims.iter().filter(|claim| claim.text.contains(words));
        of.map(|claim| claim.status).collect::<Vec<_>>()
    };
    assert_eq!(status("two people"), [ClaimStatus::Contradicted]);
    assert_eq!(status("five people"), [ClaimStatus::Contradicted]);
    assert_eq!(status("capsized"), [ClaimStatus::Corroborated]);
}

#[test]
fn the_order_of_reports_changes_nothing() {
    let texts = [
        (
            "A",
            "The ferry Halmira capsized off Cape Tarn in heavy fog.",
        ),
        ("B", "Off Cape Tarn the ferry Halmira capsized in the fog."),
        (
            "C",
            "Harbour pilots blamed a broken rudder for the loss of the ferry Halmira.",
        ),
    ];
    let drawn = |order: &[usize]| {
        let samples = order
            .iter()
            .map(|i| sample(texts[*i].0, DAY, &[texts[*i].1]))
            .collect();
        let story = Story::unrelated(samples);
        let line = |claim: &Claim| {
            let mut names: Vec<String> =
                sigla(&story, claim).split(' ').map(str::to_owned).collect();
            names.sort();
            format!("{names:?} {:?}", claim.status)
        };
        let mut lines: Vec<String> = gather(&story.context()).iter().map(line).collect();
        lines.sort();
        lines
    };
    assert_eq!(drawn(&[0, 1, 2]), drawn(&[2, 1, 0]));
    assert_eq!(drawn(&[0, 1, 2]), drawn(&[1, 2, 0]));
}

/// The claims that several reports attest, as "sigla: text", sorted.
fn shared(story: &Story) -> Vec<String> {
    let claims = gather(&story.context());
    let several = claims.iter().filter(|claim| claim.attestations.len() > 1);
    let mut lines: Vec<String> = several
        .map(|claim| format!("{}: {}", sigla(story, claim), claim.text))
        .collect();
    lines.sort();
    lines
}

#[test]
fn two_things_of_one_sentence_are_two_claims() {
    let story = Story::unrelated(vec![
        as_read(
            "A",
            DAY,
            &["The ferry Halmira capsized off Cape Tarn and the lifeboat Orla reached it at noon."],
        ),
        as_read(
            "B",
            DAY,
            &["The lifeboat Orla reached the ferry at noon. Off Cape Tarn the Halmira capsized."],
        ),
    ]);
    let context = story.context();
    for claim in gather(&context) {
        for attested in &claim.attestations {
            assert!(attested.spans.len() < 2, "{}", claim.text);
        }
    }
    assert_eq!(shared(&story).len(), 2, "{:?}", shared(&story));
}

#[test]
fn a_figure_in_common_alone_corroborates_nothing() {
    let moved = "About 3,400 islanders had been ferried to barns and a chapel by noon.";
    let lodged = "Of the 3,400 islanders who lost their homes, about 1,700 still live in tents.";
    let story = Story::unrelated(vec![
        as_read("A", DAY, &[moved]),
        as_read("B", DAY, &[lodged]),
    ]);
    let claims = gather(&story.context());
    let corroborated = |claim: &&Claim| claim.status == ClaimStatus::Corroborated;
    assert!(claims.iter().find(corroborated).is_none(), "{claims:?}");
}

#[test]
fn what_is_the_worst_is_said_by_who_compares() {
    let worst = "Monday\u{2019}s loss was the island\u{2019}s worst accident at sea.";
    let thought = "For three decades few on the island had given the sea a thought.";
    let story = Story::unrelated(vec![
        as_read("A", DAY, &[worst]),
        as_read("B", DAY, &[thought]),
    ]);
    assert!(shared(&story).is_empty(), "{:?}", shared(&story));
}

#[test]
fn what_was_made_from_others_corroborates_none_of_them() {
    let mut story = Story::unrelated(two_of_one_happening());
    story.lineage = story
        .lineage
        .with_sources([(1, [0].into())].into_iter().collect());
    let claims = gather(&story.context());
    assert_eq!(claims[0].origins, OriginRange { min: 1, max: 2 });
    assert_eq!(claims[0].status, ClaimStatus::SingleOrigin);
}

#[test]
fn what_somebody_has_is_no_verb() {
    let text = "The envoy spoke of the party's electoral gains and the minister's stated aim.";
    let story = Story::unrelated(vec![sample("A", date(2031, 5, 14), &[text])]);
    let context = story.context();
    let found: Vec<&str> = super::clauses(&context)
        .into_iter()
        .map(|(witness, span)| story.witnesses[witness].slice(span))
        .collect();
    assert_eq!(found, [text.trim_end_matches('.')]);
}

/// The claims of reports as they are read, each as its sigla and text.
fn read(reports: &[(&str, &str)]) -> Vec<String> {
    let reports = reports
        .iter()
        .map(|(siglum, text)| as_read(siglum, DAY, &[text]));
    let story = Story::unrelated(reports.collect());
    let claims = gather(&story.context()).into_iter();
    claims
        .map(|claim| format!("{}: {}", sigla(&story, &claim), claim.text))
        .collect()
}

#[test]
fn a_deed_of_speech_is_told_by_the_report() {
    let claims = read(&[
        (
            "A",
            "Harbour master Odda Brandel has congratulated Ferrin Quay on her election as mayor of \
             Ostrel, expressing hope for a quieter winter at the port.",
        ),
        (
            "B",
            "Harbour master Odda Brandel congratulated Ferrin Quay as she took office on Monday.",
        ),
    ]);
    let shared = claims.iter().find(|claim| claim.starts_with("A B: "));
    let shared = shared.unwrap_or_else(|| panic!("{claims:?}"));
    assert!(shared.contains("Brandel") && shared.contains("congratulated Ferrin Quay"));
    assert!(!shared.contains("Brandel: "), "{shared}");
}

#[test]
fn a_pledge_is_one_whoever_tells_it() {
    let claims = read(&[
        (
            "A",
            "Ferrin Quay, who pledged during her campaign to reopen the northern ferry line, took \
             office in Ostrel.",
        ),
        (
            "B",
            "Ferrin Quay promised to reopen the northern ferry line at once.",
        ),
    ]);
    assert!(
        claims.iter().any(|claim| claim.starts_with("A B: ")),
        "{claims:?}"
    );
}

#[test]
fn what_a_report_adds_to_reported_words_is_its_own() {
    let claims = read(&[(
        "A",
        "Ferrin Quay said that the northern ferry line must be paid for by the islands, something \
         the island councils have rejected as a tax on distance.",
    )]);
    assert!(
        !claims.iter().any(|claim| claim.contains("Quay: something")),
        "{claims:?}"
    );
}

#[test]
fn who_only_begins_to_speak_is_shown_with_what_was_said() {
    let claims = read(&[
        (
            "A",
            "Just hours before the vote in Ostrel, mayor Ferrin Quay has expressed openness to \
             rebuilding the northern ferry line.",
        ),
        (
            "B",
            "Ferrin Quay expressed openness to rebuilding the northern ferry line.",
        ),
    ]);
    assert!(
        !claims.iter().any(|claim| claim.ends_with("expressed")),
        "{claims:?}"
    );
}

#[test]
fn one_report_from_two_mouths_says_two_things() {
    let claims = read(&[(
        "A",
        "The ministry has claimed that the talks on the northern ferry line ended in a formal deal. \
         Island officials said that the talks on the northern ferry line ended in no formal deal.",
    )]);
    assert_eq!(claims.len(), 2, "{claims:?}");
}

//! Every signal: a case where it speaks, and the like of it where it must be silent.

use super::{
    Article, CreditKind, INDEPENDENT, REWRITE, SOURCE, crediting, judged, published, report,
};

/// Whether a signal speaks of the reports `1` and `2`, whatever others stand beside them.
fn speaks(signal: &str, articles: Vec<Article>) -> bool {
    let (witnesses, derivations) = judged(articles);
    let id = |index: usize| witnesses[index].article.document.id.as_str();
    let ours = derivations.iter().filter(|d| {
        let [a, b] = d.pair.map(id);
        [a, b] == ["1", "2"] || [a, b] == ["2", "1"]
    });
    ours.flat_map(|d| &d.evidence)
        .any(|seen| seen.signal == signal)
}

fn courier(sentences: &[&str]) -> Article {
    report("1", "Quay Courier", sentences)
}

fn bell(sentences: &[&str]) -> Article {
    report("2", "Evening Bell", sentences)
}

/// Some sentences with one more at the end.
fn with<'a>(sentences: &[&'a str], last: &'a str) -> Vec<&'a str> {
    sentences.iter().copied().chain([last]).collect()
}

#[test]
fn a_credit_of_the_source_and_not_of_a_stranger() {
    let credited = |name| crediting(bell(REWRITE), CreditKind::Source, name);
    assert!(speaks(
        "credit",
        vec![courier(SOURCE), credited("Quay Courier")]
    ));
    assert!(!speaks(
        "credit",
        vec![courier(SOURCE), credited("Norhavn Wire")]
    ));
}

#[test]
fn one_agency_of_both_and_not_two_agencies() {
    let print = |article, name| crediting(article, CreditKind::Agency, name);
    let both = |second| {
        vec![
            print(courier(SOURCE), "Norhavn Wire"),
            print(bell(SOURCE), second),
        ]
    };
    assert!(speaks("shared_agency", both("Norhavn Wire")));
    assert!(!speaks("shared_agency", both("Sund Press Agency")));
}

#[test]
fn the_outlet_named_in_the_text_and_not_a_third() {
    let naming = "Commuters told the Quay Courier that they had waited for an hour in the rain.";
    let other = "Commuters told the Morning Gull that they had waited for an hour in the rain.";
    let named = |last| vec![courier(SOURCE), bell(&with(REWRITE, last))];
    assert!(speaks("named_in_text", named(naming)));
    assert!(!speaks("named_in_text", named(other)));
}

#[test]
fn narration_letter_for_letter_and_not_the_words_of_one_speaker() {
    assert!(speaks(
        "shared_narration",
        vec![courier(SOURCE), bell(SOURCE)]
    ));
    assert!(!speaks(
        "shared_narration",
        vec![courier(SOURCE), bell(INDEPENDENT)]
    ));
    let said = "“The pillar is cracked from top to bottom and no train will cross it before I have seen it mended,” said Ines Okafor.";
    let quoting = vec![
        courier(&with(INDEPENDENT, said)),
        bell(&with(&SOURCE[..2], said)),
    ];
    assert!(!speaks("shared_narration", quoting));
}

#[test]
fn sentences_reworded_in_order_and_not_the_same_event_told_anew() {
    assert!(speaks(
        "reworded_chain",
        vec![courier(SOURCE), bell(REWRITE)]
    ));
    assert!(!speaks(
        "reworded_chain",
        vec![courier(SOURCE), bell(INDEPENDENT)]
    ));
}

#[test]
fn a_figure_that_two_have_against_the_third_and_not_one_that_all_have() {
    let third = |figure: &str| {
        let mut lines: Vec<String> = SOURCE.iter().map(|line| (*line).to_owned()).collect();
        lines[2] = lines[2].replace("nine hundred", figure);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        report("3", "Morning Gull", &lines)
    };
    let among = |figure| vec![courier(SOURCE), bell(REWRITE), third(figure)];
    assert!(speaks("shared_rare_reading", among("six hundred")));
    assert!(!speaks("shared_rare_reading", among("nine hundred")));
}

#[test]
fn the_same_words_in_brackets_and_not_other_ones() {
    let quote = |inserted: &str| {
        format!(
            "“We saw [{inserted}] drift past the tugs and knew that it would hit,” said Ines Okafor."
        )
    };
    let (first, other) = (quote("the barge"), quote("the hull"));
    let both = |second: &str| {
        vec![
            courier(&with(SOURCE, &first)),
            bell(&with(INDEPENDENT, second)),
        ]
    };
    assert!(speaks("shared_insertion", both(&first)));
    assert!(!speaks("shared_insertion", both(&other)));
}

#[test]
fn one_translation_of_two_against_another_and_not_one_of_all() {
    let one = "“We shall mend the pillar before the autumn storms and not a day later than that,” Ines Okafor said.";
    let other = "“The pillar will be repaired ahead of the storms of autumn, not one day after,” Ines Okafor said.";
    let among = |third: &str| {
        vec![
            courier(&with(SOURCE, one)),
            bell(&with(INDEPENDENT, one)),
            report("3", "Morning Gull", &with(REWRITE, third)),
        ]
    };
    assert!(speaks("shared_wording", among(other)));
    assert!(!speaks("shared_wording", among(one)));
}

#[test]
fn times_that_differ_and_not_times_that_two_clocks_may_show() {
    let at = |hours: [u32; 2]| {
        vec![
            published(courier(SOURCE), 2, hours[0]),
            published(bell(REWRITE), 2, hours[1]),
        ]
    };
    assert!(speaks("publication_time", at([6, 18])));
    assert!(!speaks("publication_time", at([9, 9])));
    assert!(!speaks(
        "publication_time",
        vec![courier(SOURCE), bell(REWRITE)]
    ));
}

#[test]
fn the_date_of_a_text_that_tells_of_a_later_day_does_not_direct() {
    let time = |last: &str| {
        let source = published(courier(SOURCE), 3, 9);
        let copy = published(bell(&with(REWRITE, last)), 1, 9);
        let (_, derivations) = judged(vec![source, copy]);
        let mut seen = derivations.into_iter().flat_map(|d| d.evidence);
        seen.find(|seen| seen.signal == "publication_time").unwrap()
    };
    let said = time("The wreck was towed to Norhavn on 1 May 2024.");
    assert!(said.direction != 0.0, "{}", said.explanation);
    let contradicted = time("The wreck was towed to Norhavn on 4 May 2024.");
    assert_eq!(contradicted.direction, 0.0);
    let why = "tells of 4 May 2024 as past";
    assert!(
        contradicted.explanation.contains(why),
        "{}",
        contradicted.explanation
    );
}

#[test]
fn what_a_copy_lost_and_not_two_of_one_length() {
    assert!(speaks("loss", vec![courier(SOURCE), bell(&SOURCE[..3])]));
    assert!(!speaks("loss", vec![courier(SOURCE), bell(SOURCE)]));
}

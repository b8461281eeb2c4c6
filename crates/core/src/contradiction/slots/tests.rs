use jiff::civil::{Date, date};

use crate::claim::samples::{Sample, Story, as_read};
use crate::contradiction::find;
use crate::dossier::{ContradictionKind, Relation};

const DAY: Date = date(2031, 5, 14);

fn report(siglum: &str, text: &str) -> Sample {
    as_read(siglum, DAY, &[text])
}

/// Sides of all contradictions in figures, as the sigla that stand on each.
fn parted(reports: Vec<Sample>) -> Vec<Vec<String>> {
    let story = Story::unrelated(reports);
    let found = find(&story.context());
    let figures = found.iter().filter(|c| c.kind == ContradictionKind::Figure);
    let sigla = |c: &crate::contradiction::Contradiction| {
        assert_eq!(c.relation, Relation::Disagree);
        let side = |side: &crate::contradiction::Side| {
            let names = side.attestations.iter();
            let names = names.map(|a| story.witnesses[a.witness].siglum.0.clone());
            names.collect::<Vec<_>>().join(" ")
        };
        c.sides.iter().map(side).collect()
    };
    figures.map(sigla).collect()
}

#[test]
fn one_question_in_different_words_gets_two_answers() {
    let found = parted(vec![
        report(
            "A",
            "The council of Orlend bought 640 lanterns for the harbour wall in March.",
        ),
        report(
            "B",
            "For the harbour wall, Orlend's council has bought 640 lanterns.",
        ),
        report(
            "C",
            "Orlend paid for 640 lanterns, which light the harbour wall.",
        ),
        report(
            "D",
            "The council of Orlend bought 690 lanterns for the harbour wall.",
        ),
    ]);
    assert_eq!(found, [["A B C", "D"]]);
}

#[test]
fn numbers_of_two_things_answer_two_questions() {
    let found = parted(vec![
        report(
            "A",
            "The council of Orlend bought 640 lanterns for the harbour wall in March.",
        ),
        report(
            "B",
            "For the harbour wall, Orlend's council has bought 640 lanterns.",
        ),
        report(
            "C",
            "The ferry to Orlend carries 690 passengers on a summer day.",
        ),
    ]);
    assert_eq!(found, Vec::<Vec<String>>::new());
}

#[test]
fn who_gives_both_numbers_speaks_of_two_things() {
    let both = "The council of Orlend bought 640 lanterns for the harbour wall and 690 lanterns for the park.";
    let found = parted(vec![
        report("A", both),
        report("B", both),
        report(
            "C",
            "The council of Orlend bought 690 lanterns for the park.",
        ),
    ]);
    assert_eq!(found, Vec::<Vec<String>>::new());
}

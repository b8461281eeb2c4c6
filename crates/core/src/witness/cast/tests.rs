use super::*;
use crate::article::Role;
use crate::witness::{prepare, samples};

fn witnesses(texts: &[&str]) -> Vec<Witness> {
    let one = |(index, text): (usize, &&str)| {
        let mut article = samples::article("en", &[(Role::Lead, text)]);
        article.document.id = format!("{index:02}");
        prepare(article)
    };
    texts.iter().enumerate().map(one).collect()
}

/// The members as "name kind: forms" and, for each witness, its entities with their member.
fn drawn(witnesses: &[Witness]) -> Vec<String> {
    let all: Vec<&Witness> = witnesses.iter().collect();
    let cast = cast(&all);
    let member = |m: &CastMember| format!("{} {:?}: {}", m.name, m.kind, m.forms.join(", "));
    cast.members.iter().map(member).collect()
}

#[test]
fn one_person_under_several_spellings() {
    let witnesses = witnesses(&[
        "President Olen Zherdenskyy spoke. Zherdenskyy left.",
        "Zherdensky agreed, said President Zherdensky.",
        "Olen Zherdenskiy said no.",
    ]);
    assert_eq!(
        drawn(&witnesses),
        ["Olen Zherdenskiy Person: Olen Zherdenskiy, Olen Zherdenskyy, Zherdensky, Zherdenskyy"]
    );
}

#[test]
fn namesakes_stay_apart_and_a_bare_surname_open() {
    let witnesses = witnesses(&[
        "Mayor Ann Orrin spoke.",
        "Senator David Orrin spoke.",
        "Mr. Orrin spoke.",
        "Senator Orrin spoke.",
    ]);
    assert_eq!(
        drawn(&witnesses),
        [
            "David Orrin Person: David Orrin, Orrin",
            "Ann Orrin Person: Ann Orrin"
        ]
    );
    let all: Vec<&Witness> = witnesses.iter().collect();
    assert_eq!(
        cast(&all).of,
        [vec![Some(1)], vec![Some(0)], vec![None], vec![Some(0)]]
    );
}

#[test]
fn short_given_names_and_initials() {
    let witnesses = witnesses(&[
        "Mayor Michael Orrin spoke.",
        "Mayor Mike Orrin spoke.",
        "Mayor M. Orrin spoke.",
    ]);
    assert_eq!(
        drawn(&witnesses),
        ["Michael Orrin Person: M. Orrin, Michael Orrin, Mike Orrin"]
    );
}

#[test]
fn aliases_and_acronyms() {
    let witnesses = witnesses(&[
        "The United States and the Dam Safety Board met.",
        "The US and the DSB met.",
    ]);
    assert_eq!(
        drawn(&witnesses),
        [
            "Dam Safety Board Organisation: DSB, Dam Safety Board",
            "United States Place: US, United States"
        ]
    );
}

#[test]
fn the_order_of_witnesses_changes_nothing() {
    let texts = [
        "Mayor Ann Orrin met the DSB.",
        "Orrin met the Dam Safety Board.",
        "Ann Orrin left Brantover.",
    ];
    let forward = witnesses(&texts);
    let mut backward = witnesses(&texts);
    backward.reverse();
    assert_eq!(drawn(&forward), drawn(&backward));
}

//! What words propose and the judge parts.

use super::{utterances, witnesses};

fn stay_apart(texts: &[&str]) -> bool {
    let all = utterances(&witnesses(texts));
    all.len() == texts.len() && all.iter().all(|found| found.readings.len() == 1)
}

const OPENING: [&str; 2] = [
    "The pool is shut.\n“We take the health of our swimmers very seriously, which is why every \
     filter here is cleaned by a chemist,” Orla Quane said.",
    "Orla Quane spoke at noon.\nOrla Quane said: “We take the health of our swimmers very seriously \
     and have drained the basin.”",
];

#[test]
fn one_opening_does_not_make_two_statements_one() {
    assert!(stay_apart(&OPENING));
    assert!(stay_apart(&[OPENING[1], OPENING[0]]));
}

#[test]
fn the_same_statement_cut_short_stays_one() {
    let cut = OPENING[0].replace(
        ", which is why every filter here is cleaned by a chemist",
        "",
    );
    assert!(!stay_apart(&[OPENING[0], &cut]));
}

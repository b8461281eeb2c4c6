//! Prints made-up grounds of counts with what is counted from them, for those who count by the same
//! method elsewhere: `cargo run -p recension-core --example recounts > crates/core/tests/recounts.json`.

#[path = "../tests/support/recounts.rs"]
mod recounts;

use std::collections::BTreeSet;
use std::io::Write;

use recension_core::dossier::{
    BriefingCount, Counted, Grounds, Link, LinkKind, Naming, Recount, Said,
};
use recounts::{Case, Without};

const CASES: u64 = 12;
const REPORTS: usize = 7;
const SENTENCES: usize = 4;
const REFUSALS: usize = 8;

/// Numbers without order (a linear congruential generator; Lehmer 1951).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for seed in 0..CASES {
        out.write_all(if seed == 0 { b"[\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &case(&mut Dice(seed)))?;
    }
    out.write_all(b"\n]\n")
}

fn case(dice: &mut Dice) -> Case {
    let recount = recount(dice);
    let all = recount.grounds.links.len() + recount.grounds.namings.len();
    let mut refused: Vec<BTreeSet<usize>> = vec![BTreeSet::new(), (0..all).collect()];
    for round in 2..REFUSALS {
        let sides = round.min(4);
        refused.push((0..all).filter(|_| dice.one_in(sides)).collect());
    }
    let without = |refused| Without::of(&recount, refused);
    Case {
        without: refused.into_iter().map(without).collect(),
        recount,
    }
}

fn recount(dice: &mut Dice) -> Recount {
    let said = |dice: &mut Dice| Counted {
        all: places(dice),
        sure: None,
    };
    Recount {
        grounds: grounds(dice),
        claims: (0..5).map(|_| attested(dice)).collect(),
        utterances: (0..3).map(|_| said(dice)).collect(),
        contradictions: vec![(0..2).map(|_| attested(dice)).collect()],
        briefing: vec![
            BriefingCount::Claims(vec![0, 2, 4]),
            BriefingCount::Utterance(1),
            BriefingCount::Contradiction(0),
            BriefingCount::Alone,
        ],
        ..Recount::default()
    }
}

fn grounds(dice: &mut Dice) -> Grounds {
    let mut links = Vec::new();
    for [a, b] in pairs() {
        if dice.one_in(2) {
            links.insert(dice.below(links.len() + 1), link(dice, a, b));
        }
    }
    let answers = (0..REPORTS).map(|report| answers(dice, &links, report));
    Grounds {
        sentences: vec![SENTENCES; REPORTS],
        answers: answers.collect(),
        namings: namings(dice),
        compared: dice.one_in(2).then(|| compared(dice)),
        links,
    }
}

fn pairs() -> impl Iterator<Item = [usize; 2]> {
    (0..REPORTS).flat_map(|a| (a + 1..REPORTS).map(move |b| [a, b]))
}

fn link(dice: &mut Dice, a: usize, b: usize) -> Link {
    const KINDS: [LinkKind; 7] = [
        LinkKind::Edge,
        LinkKind::Edge,
        LinkKind::Common,
        LinkKind::Common,
        LinkKind::Indirect,
        LinkKind::Possible,
        LinkKind::None,
    ];
    // A few lead backwards, so that cycles come about.
    let [source, target] = if dice.one_in(5) { [b, a] } else { [a, b] };
    Link {
        source,
        target,
        kind: KINDS[dice.below(KINDS.len())],
        whole: dice.one_in(3),
        doubtful: dice.one_in(3),
        told: SENTENCES,
    }
}

fn answers(dice: &mut Dice, links: &[Link], report: usize) -> Vec<[usize; 3]> {
    let mut all = Vec::new();
    for sentence in 0..SENTENCES {
        for (number, link) in links.iter().enumerate() {
            let leads = link.kind == LinkKind::Edge && link.target == report;
            if leads && dice.one_in(2) {
                all.push([sentence, number, dice.below(SENTENCES)]);
            }
        }
    }
    all
}

fn namings(dice: &mut Dice) -> Vec<Naming> {
    let mut all = Vec::new();
    for name in ["radio", "wire"] {
        for report in (0..REPORTS).filter(|_| dice.one_in(3)) {
            all.push(Naming {
                name: name.to_owned(),
                label: name.to_owned(),
                report,
                sentences: vec![report % SENTENCES],
            });
        }
    }
    all
}

fn compared(dice: &mut Dice) -> Vec<[usize; 2]> {
    pairs().filter(|_| !dice.one_in(3)).collect()
}

fn places(dice: &mut Dice) -> Vec<[usize; 2]> {
    let mut all = Vec::new();
    for report in 0..REPORTS {
        if dice.one_in(2) {
            all.push([report, dice.below(SENTENCES)]);
        }
    }
    all
}

fn attested(dice: &mut Dice) -> Counted {
    let all = places(dice);
    let mut sure = Vec::new();
    for [report, sentence] in &all {
        let names = dice.below(3);
        if names < 2 {
            sure.push(Said {
                report: *report,
                sentences: vec![*sentence],
                via: vec!["radio".to_owned(); names],
            });
        }
    }
    let sure = Some(sure);
    Counted { all, sure }
}

//! Counting without a link gives what tracing gives where the link was never found.

use std::collections::{BTreeMap, BTreeSet};

use super::{counted, trace};
use crate::article::Role;
use crate::collation::{Likely, Place};
use crate::derivation::{Answer, Derivation};
use crate::dossier::{Counted, Grounds, OriginRange, Said, Scope, Verdict};
use crate::origins::count;
use crate::stemma::common_sources;
use crate::witness::samples::article;
use crate::witness::{Witness, prepare};

const SENTENCES: usize = 6;

fn witnesses(reports: usize) -> Vec<Witness> {
    let line = "A barge broke loose at the quay before sunrise on Monday.";
    let parts: Vec<_> = (0..SENTENCES).map(|_| (Role::Body, line)).collect();
    (0..reports)
        .map(|_| prepare(article("en", &parts)))
        .collect()
}

/// Numbers without order (a linear congruential generator; Lehmer 1951).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn derivation(dice: &mut Dice, source: usize, target: usize) -> Derivation {
    let verdicts = [
        Verdict::Derived,
        Verdict::Derived,
        Verdict::CommonSource,
        Verdict::CommonSource,
        Verdict::LineageUnknown,
        Verdict::NoDependenceFound,
    ];
    let mut accounted = BTreeMap::new();
    for _ in 0..dice.below(SENTENCES) {
        let strength = dice.below(4) as f32 / 2.0;
        let sentence = dice.below(SENTENCES);
        accounted.insert(dice.below(SENTENCES), Answer { sentence, strength });
    }
    let scopes = [Scope::Report, Scope::Passage, Scope::Passage];
    Derivation {
        source,
        target,
        verdict: verdicts[dice.below(verdicts.len())],
        confidence: 0.9,
        scope: scopes[dice.below(scopes.len())],
        summary: String::new(),
        accounted,
        sentences: SENTENCES,
        evidence: Vec::new(),
        pair: [source.min(target), source.max(target)],
        through: (dice.below(6) == 0).then_some(0),
        doubtful: dice.below(5) == 0,
    }
}

/// Made-up verdicts on about a third of the pairs, in no order.
fn derivations(dice: &mut Dice, reports: usize) -> Vec<Derivation> {
    let mut all = Vec::new();
    for a in 0..reports {
        for b in a + 1..reports {
            if dice.below(3) == 0 {
                let [source, target] = if dice.below(4) == 0 { [b, a] } else { [a, b] };
                let place = dice.below(all.len() + 1);
                all.insert(place, derivation(dice, source, target));
            }
        }
    }
    all
}

/// Three quarters of the pairs, and all that are named.
fn likely(dice: &mut Dice, reports: usize, derivations: &[Derivation]) -> Likely {
    let mut likely = Likely::all(reports);
    if dice.below(2) == 0 {
        likely.complete = false;
        let named: BTreeSet<[usize; 2]> = derivations.iter().map(|d| d.pair).collect();
        likely
            .pairs
            .retain(|pair| named.contains(pair) || dice.below(4) > 0);
    }
    likely
}

#[test]
fn refusing_is_never_having_found() {
    let witnesses = witnesses(9);
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let all = derivations(&mut dice, witnesses.len());
        let likely = likely(&mut dice, witnesses.len(), &all);
        let grounds = Grounds::of(&witnesses, &all, &likely);
        let mut sets: Vec<BTreeSet<usize>> = (0..all.len()).map(|one| [one].into()).collect();
        let half = (0..all.len()).filter(|_| dice.below(2) == 0).collect();
        sets.extend([half, BTreeSet::new(), (0..all.len()).collect()]);
        for refused in sets {
            let left = all
                .iter()
                .enumerate()
                .filter(|(at, _)| !refused.contains(at));
            let left: Vec<Derivation> = left.map(|(_, found)| found.clone()).collect();
            let traced = trace(&witnesses, &left, &likely);
            let counted = count(&grounds, &refused);
            assert_eq!(
                counted,
                (traced.range, traced.lineage),
                "{seed}: {refused:?}"
            );
        }
    }
}

#[test]
fn the_common_sources_of_a_count_are_those_of_the_stemma() {
    let witnesses = witnesses(12);
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let all = derivations(&mut dice, witnesses.len());
        let likely = likely(&mut dice, witnesses.len(), &all);
        let grounds = Grounds::of(&witnesses, &all, &likely);
        let drawn = common_sources(&witnesses, &all, &likely);
        let drawn: Vec<_> = drawn.into_iter().map(|source| source.members).collect();
        assert_eq!(
            super::trace::common_groups(&grounds, &BTreeSet::new()),
            drawn
        );
    }
}

fn place(witness: usize) -> Place {
    Place {
        witness,
        sentence: 0,
    }
}

fn lineage(shown: [usize; 3], possible: [usize; 3]) -> super::Lineage {
    let table = |lines: [usize; 3]| lines.map(|line| vec![line]).to_vec();
    super::Lineage::new(table(shown), table(possible))
}

#[test]
fn possible_links_lower_only_the_lower_end() {
    let lineage = lineage([0, 1, 1], [0, 0, 0]);
    let all = counted((0..3).map(place));
    assert_eq!(lineage.range(&all), OriginRange { min: 1, max: 2 });
    let one = counted([place(0)]);
    assert_eq!(lineage.range(&one), OriginRange { min: 1, max: 1 });
}

#[test]
fn only_what_has_nothing_of_its_own_is_made_from_others() {
    let sources = BTreeMap::from([(2, BTreeSet::from([0, 1]))]);
    let lineage = super::Lineage::unrelated(&[1, 1, 1]).with_sources(sources);
    assert!(lineage.is_made_from(2, &BTreeSet::from([1, 2])));
    assert!(!lineage.is_made_from(2, &BTreeSet::from([2])));
    assert!(!lineage.is_made_from(1, &BTreeSet::from([0, 2])));
}

fn said(report: usize, via: &[&str]) -> Said {
    Said {
        report,
        sentences: vec![0],
        via: via.iter().map(|name| (*name).to_owned()).collect(),
    }
}

#[test]
fn one_relay_is_one_voice_unless_a_naming_of_it_is_refused() {
    let attested = Counted {
        sure: Some(vec![said(0, &["radio"]), said(1, &["radio"]), said(2, &[])]),
        ..counted((0..3).map(place))
    };
    let apart = lineage([0, 1, 2], [0, 1, 2]);
    assert_eq!(apart.range(&attested), OriginRange { min: 2, max: 3 });
    let refused = apart.without_namings([(1, "radio".to_owned())].into());
    assert_eq!(refused.range(&attested), OriginRange { min: 3, max: 3 });
}

//! Looking at the story as a whole: what one source explains needs no second.
//!
//! Of several possible sources of a report, the best is kept; another is kept only where it
//! accounts for sentences better than those kept already. What is left unexplained by the others
//! is either an ancestor (a copy of a copy points at its nearest parent) or a sibling.

use std::collections::BTreeMap;

use super::Derivation;
use super::accounted::Answer;
use crate::dossier::Verdict;
use crate::witness::Witness;

/// How much better a further source must account for a sentence than those kept.
const BETTER: f32 = 1.2;
/// Sentences that a further source must account for better.
const FEWEST_SENTENCES: usize = 2;

/// How well a source accounts for the sentences of a target.
type Strengths = BTreeMap<usize, Answer>;

/// Settles the verdicts of a story against each other and sorts them, strongest first.
pub(super) fn settle(witnesses: &[Witness], mut judged: Vec<Derivation>) -> Vec<Derivation> {
    let story = Story { witnesses };
    for target in 0..witnesses.len() {
        story.settle_target(target, &mut judged);
    }
    judged.sort_by(|x, y| {
        rank(x)
            .cmp(&rank(y))
            .then(y.confidence.total_cmp(&x.confidence))
            .then(x.pair.cmp(&y.pair))
    });
    judged
}

const fn rank(derivation: &Derivation) -> u8 {
    match (derivation.verdict, derivation.through.is_some()) {
        (Verdict::Derived, false) => 0,
        (Verdict::CommonSource, false) => 1,
        (Verdict::Derived, true) => 2,
        (Verdict::LineageUnknown, _) => 3,
        (Verdict::CommonSource, true) => 4,
        (Verdict::NoDependenceFound, _) => 5,
    }
}

struct Story<'a> {
    witnesses: &'a [Witness],
}

struct Candidate {
    /// Index into the judged pairs.
    judged: usize,
    source: usize,
    credited: bool,
    strengths: Strengths,
}

impl Candidate {
    fn total(&self) -> f32 {
        self.strengths.values().map(|answer| answer.strength).sum()
    }
}

impl Story<'_> {
    fn settle_target(&self, target: usize, judged: &mut [Derivation]) {
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in self.candidates(target, judged) {
            match explained_by(&candidate, &kept) {
                None => kept.push(candidate),
                Some(better) => {
                    let ancestor = judged.iter().any(|other| {
                        other.verdict == Verdict::Derived
                            && (other.source, other.target) == (candidate.source, better)
                    });
                    self.explain(&mut judged[candidate.judged], better, ancestor);
                }
            }
        }
    }

    /// The sources a target may have had, the best first.
    fn candidates(&self, target: usize, judged: &[Derivation]) -> Vec<Candidate> {
        let derived = judged.iter().enumerate().filter(|(_, derivation)| {
            derivation.verdict == Verdict::Derived && derivation.target == target
        });
        let candidate = |(index, derivation): (usize, &Derivation)| Candidate {
            judged: index,
            source: derivation.source,
            credited: derivation
                .evidence
                .iter()
                .any(|seen| seen.signal == "credit"),
            strengths: derivation.accounted.clone(),
        };
        let mut found: Vec<_> = derived.map(candidate).collect();
        found.sort_by(|x, y| {
            let credit = y.credited.cmp(&x.credited);
            credit
                .then(y.total().total_cmp(&x.total()))
                .then(x.source.cmp(&y.source))
        });
        found
    }

    fn explain(&self, derivation: &mut Derivation, better: usize, ancestor: bool) {
        let name = |index: usize| self.witnesses[index].siglum.0.as_str();
        let [source, target, nearer] = [derivation.source, derivation.target, better].map(name);
        derivation.through = Some(better);
        derivation.summary = if ancestor {
            format!("{target} goes back to {source} through {nearer}")
        } else {
            derivation.verdict = Verdict::CommonSource;
            format!(
                "{source} and {target} go back to a common source: what they share, {target} has from {nearer}"
            )
        };
    }
}

/// The kept source that accounts for a target's sentences as well as a candidate does.
fn explained_by(candidate: &Candidate, kept: &[Candidate]) -> Option<usize> {
    let best_kept = |sentence: &usize| {
        let found = kept
            .iter()
            .filter_map(|other| other.strengths.get(sentence));
        found.map(|answer| answer.strength).fold(0.0_f32, f32::max)
    };
    let better = candidate.strengths.iter();
    let better = better.filter(|(sentence, answer)| answer.strength > BETTER * best_kept(sentence));
    if candidate.credited || better.count() >= FEWEST_SENTENCES {
        return None;
    }
    let shared = |other: &Candidate| {
        candidate
            .strengths
            .keys()
            .filter(|s| other.strengths.contains_key(s))
            .count()
    };
    let most = kept
        .iter()
        .max_by_key(|other| (shared(other), std::cmp::Reverse(other.source)));
    most.map(|other| other.source)
}

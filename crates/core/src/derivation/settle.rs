//! Looking at the story as a whole: what one source explains needs no second.
//!
//! Of several possible sources of a report, the best is kept; another is kept only where it
//! accounts for sentences better than those kept already. What is left unexplained by the others
//! is either an ancestor (a copy of a copy points at its nearest parent) or a sibling.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Derivation;
use super::accounted::Answer;
use super::nearness::Nearness;
use super::pair::story_sentences;
use crate::dossier::Verdict;
use crate::witness::Witness;

/// How much better a further source must account for a sentence than those kept. Two rewriters of
/// one text hit on the same words now and then; a second source brings sentences of its own.
const BETTER: f32 = 2.0;
/// How well it must account for such a sentence at the least.
const WELL: f32 = 0.3;
/// Share of a report's words that it must have in common with another to be its copy where no
/// direction is shown.
const NEAR: f32 = 0.5;
/// Nats of direction below which none is shown.
const UNDIRECTED: f32 = 1.0;
/// Reports that must stand nearer to one of two for it to be the source.
const FEWEST_NEIGHBOURS: usize = 3;
/// Confidence in a direction that only the neighbours give, at most.
const BY_NEIGHBOURS: f32 = 0.7;
/// Sentences that a further source must account for better.
const FEWEST_SENTENCES: usize = 2;

/// How well a source accounts for the sentences of a target.
type Strengths = BTreeMap<usize, Answer>;

/// Settles the verdicts of a story against each other and sorts them, strongest first.
pub(super) fn settle(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    mut judged: Vec<Derivation>,
) -> Vec<Derivation> {
    let story = Story {
        witnesses,
        nearness: Nearness::of(
            witnesses,
            standing,
            judged.iter().filter(|d| depends(d)).map(|d| d.pair),
        ),
    };
    story.direct_by_neighbours(&mut judged);
    for target in 0..witnesses.len() {
        story.settle_target(target, &mut judged);
    }
    story.attach_undirected(&mut judged);
    story.explain_kin(&mut judged);
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

/// Whether two reports were found to depend on each other, in whichever way.
fn depends(derivation: &Derivation) -> bool {
    matches!(derivation.verdict, Verdict::Derived | Verdict::CommonSource)
}

/// Whether two reports depend on each other as wholes, and nothing shows a direction.
fn is_undirected(derivation: &Derivation) -> bool {
    let direction: f32 = derivation.evidence.iter().map(|seen| seen.direction).sum();
    derivation.verdict == Verdict::CommonSource
        && derivation.through.is_none()
        && direction.abs() < UNDIRECTED
        && !derivation
            .evidence
            .iter()
            .any(|seen| seen.signal == "shared_agency")
}

struct Story<'a> {
    witnesses: &'a [Witness],
    nearness: Nearness,
}

struct Candidate {
    /// Index into the judged pairs.
    judged: usize,
    source: usize,
    credited: bool,
    /// Share of the target's words that the source has.
    nearness: f32,
    strengths: Strengths,
}

impl Story<'_> {
    fn settle_target(&self, target: usize, judged: &mut [Derivation]) {
        let candidates = self.candidates(target, judged);
        if self.turn_siblings(target, &candidates, judged) {
            return;
        }
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
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
            nearness: self.nearness.share(target, derivation.source),
            strengths: derivation.accounted.clone(),
        };
        let mut found: Vec<_> = derived.map(candidate).collect();
        found.sort_by(|x, y| {
            let credit = y.credited.cmp(&x.credited);
            credit
                .then(y.nearness.total_cmp(&x.nearness))
                .then_with(|| self.published(x.source).cmp(&self.published(y.source)))
                .then(x.source.cmp(&y.source))
        });
        found
    }

    /// When a report was published, those that do not say last.
    fn published(&self, report: usize) -> (bool, Option<(Date, u32)>) {
        let stated = self.witnesses[report].article.metadata.published.as_ref();
        let moment = stated.map(|s| (s.value.from, s.value.second_of_day.unwrap_or(0)));
        (moment.is_none(), moment)
    }

    /// Where the nearest source of a report and another one are its siblings, all that would be its
    /// sources by the same sentences share a lost source with it.
    fn turn_siblings(
        &self,
        target: usize,
        candidates: &[Candidate],
        judged: &mut [Derivation],
    ) -> bool {
        let Some((nearest, others)) = candidates.split_first().filter(|(c, _)| !c.credited) else {
            return false;
        };
        let sibling = others.iter().any(|other| {
            let both = nearest
                .strengths
                .keys()
                .filter(|s| other.strengths.contains_key(s));
            let sentences: BTreeSet<usize> = both.copied().collect();
            let sources = [nearest.source, other.source];
            sentences.len() >= FEWEST_SENTENCES
                && self.nearness.are_siblings(target, sources, &sentences)
        });
        for candidate in candidates.iter().filter(|_| sibling) {
            let derivation = &mut judged[candidate.judged];
            let [source, target] = [derivation.source, derivation.target]
                .map(|index| self.witnesses[index].siglum.0.as_str());
            derivation.verdict = Verdict::CommonSource;
            derivation.summary = format!(
                "{source} and {target} took from a common source: {target} has words of it that {source} lacks and others have"
            );
        }
        sibling
    }

    /// Where nothing shows a direction, the one of two that the other reports of their kin stand
    /// nearer to is the source.
    fn direct_by_neighbours(&self, judged: &mut [Derivation]) {
        for derivation in judged.iter_mut().filter(|d| is_undirected(d)) {
            let [first, second] = derivation.pair;
            let [nearer, further] = self.nearness.nearer([first, second]);
            if nearer >= FEWEST_NEIGHBOURS && nearer >= 4 * further {
                self.attach(derivation, first, second);
            } else if further >= FEWEST_NEIGHBOURS && further >= 4 * nearer {
                self.attach(derivation, second, first);
            }
        }
    }

    /// A report without a date or another sign of direction that stands nearest to one which has a
    /// still nearer source of its own was made from that one: not the other way round, or that one
    /// would have two.
    fn attach_undirected(&self, judged: &mut [Derivation]) {
        let placed = |judged: &[Derivation], report: usize| {
            let is_parent = |d: &Derivation| d.verdict == Verdict::Derived && d.target == report;
            judged
                .iter()
                .find(|d| is_parent(d) && d.through.is_none())
                .map(|d| d.source)
        };
        for report in 0..self.witnesses.len() {
            if placed(judged, report).is_some() {
                continue;
            }
            let Some(nearest) = self.nearest_undirected(report, judged) else {
                continue;
            };
            let [a, b] = judged[nearest].pair;
            let source = if a == report { b } else { a };
            let parent = placed(judged, source);
            let copies = judged.iter().filter(|d| {
                d.verdict == Verdict::Derived && d.source == source && d.through.is_none()
            });
            let settled = match parent {
                Some(parent) => {
                    self.nearness.share(source, parent) >= self.nearness.share(source, report)
                }
                // Who has copies already, and longer text, is a source once more.
                None => copies.count() >= 2,
            };
            if settled && parent != Some(report) {
                self.attach(&mut judged[nearest], source, report);
            }
        }
    }

    /// The pair of a report with the one that it stands nearest to, where they depend on each other
    /// as wholes and nothing shows a direction.
    fn nearest_undirected(&self, report: usize, judged: &[Derivation]) -> Option<usize> {
        let other = |d: &Derivation| {
            if d.pair[0] == report {
                d.pair[1]
            } else {
                d.pair[0]
            }
        };
        let open = |d: &Derivation| is_undirected(d) && d.pair.contains(&report);
        let candidates = judged.iter().enumerate().filter(|(_, d)| open(d));
        let near = candidates.map(|(index, d)| (index, self.nearness.share(report, other(d))));
        let best = near.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)))?;
        (best.1 >= NEAR).then_some(best.0)
    }

    /// Two reports of a common source need no lost one where one of them has a source among the
    /// reports that is akin to the other.
    fn explain_kin(&self, judged: &mut [Derivation]) {
        let akin: BTreeSet<[usize; 2]> = judged
            .iter()
            .filter(|d| depends(d))
            .map(|d| d.pair)
            .collect();
        let mut parents: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for d in judged
            .iter()
            .filter(|d| d.verdict == Verdict::Derived && d.through.is_none())
        {
            parents.entry(d.target).or_default().push(d.source);
        }
        let between = |[one, other]: [usize; 2]| {
            let mut sources = parents.get(&one).into_iter().flatten().copied();
            sources.find(|s| *s != other && akin.contains(&[*s.min(&other), *s.max(&other)]))
        };
        let open = judged
            .iter_mut()
            .filter(|d| d.verdict == Verdict::CommonSource && d.through.is_none());
        for derivation in open {
            let [a, b] = derivation.pair;
            let found = between([a, b]).map(|by| [b, a, by]);
            if let Some([source, target, by]) =
                found.or_else(|| between([b, a]).map(|by| [a, b, by]))
            {
                (derivation.source, derivation.target) = (source, target);
                self.explain(derivation, by, false);
            }
        }
    }

    fn attach(&self, derivation: &mut Derivation, source: usize, target: usize) {
        let name = |index: usize| self.witnesses[index].siglum.0.as_str();
        derivation.verdict = Verdict::Derived;
        derivation.confidence = derivation.confidence.min(BY_NEIGHBOURS);
        if derivation.target != target {
            (derivation.source, derivation.target) = (source, target);
            let turned = derivation.accounted.iter().map(|(place, answer)| {
                (
                    answer.sentence,
                    Answer {
                        sentence: *place,
                        ..*answer
                    },
                )
            });
            derivation.accounted = turned.collect();
            derivation.sentences = story_sentences(&self.witnesses[target]).count();
        }
        derivation.summary = format!(
            "{} is derived from {}, it seems: it stands nearest to it, and {} is no copy of it",
            name(target),
            name(source),
            name(source),
        );
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
    let better = better.filter(|(sentence, answer)| {
        answer.strength >= WELL && answer.strength > BETTER * best_kept(sentence)
    });
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

//! Settling: the verdicts on pairs worded by who has what from whom in the story as a whole.
//!
//! What shows that two reports depend on each other is their own evidence; how they do is told by
//! the sources that explain the whole family best (see [`super::descent`]).

use std::collections::BTreeSet;

use super::Derivation;
use super::accounted::Answer;
use super::descent::{Descent, DescentWeights, descent};
use super::pair::story_sentences;
use crate::dossier::Verdict;
use crate::stemma::text_fingerprint;
use crate::witness::Witness;

/// Confidence in a source that the family as a whole gives and the pair does not, at most, where no
/// resampling says how sure it is.
const BY_FAMILY: f32 = 0.7;

/// Nats of direction below which none is shown.
const UNDIRECTED: f32 = 1.0;
/// Sentences that must answer each other in two reports for their descent from one source to be
/// shown by others.
const FEWEST_ANSWERED: usize = 2;
/// Confidence in a source that may as well be a copy, at most.
const DOUBTFUL: f32 = 0.6;

/// Settles the verdicts of a story against each other and sorts them, strongest first.
pub(super) fn settle(
    witnesses: &[Witness],
    standing: &BTreeSet<u64>,
    mut judged: Vec<Derivation>,
    weights: &DescentWeights,
) -> Vec<Derivation> {
    let story = Story {
        witnesses,
        descent: descent(witnesses, standing, &judged, weights),
        prints: witnesses.iter().map(text_fingerprint).collect(),
        agency: judged
            .iter()
            .filter(|d| depends(d) && d.both_took())
            .map(|d| d.pair)
            .collect(),
    };
    for derivation in &mut judged {
        match depends(derivation) {
            true => story.word(derivation),
            false => story.join(derivation),
        }
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

/// Whether two reports were found to depend on each other, in whichever way.
fn depends(derivation: &Derivation) -> bool {
    matches!(derivation.verdict, Verdict::Derived | Verdict::CommonSource)
}

struct Story<'a> {
    witnesses: &'a [Witness],
    descent: Descent,
    /// By report, what is the same for reports with the same text.
    prints: Vec<Option<u64>>,
    /// Pairs that carry the copy of one agency.
    agency: BTreeSet<[usize; 2]>,
}

impl Story<'_> {
    /// Words the verdict on a pair that depends on each other.
    fn word(&self, derivation: &mut Derivation) {
        let [a, b] = derivation.pair;
        if !self.descent.settled[a] || derivation.both_took() {
            return;
        }
        if self.is_one_text(derivation) {
            return;
        }
        let both = [[a, b], [b, a]];
        if let Some([source, target]) = both.into_iter().find(|[s, t]| self.sources(*t).contains(s))
        {
            return self.attach(derivation, source, target);
        }
        if let Some([source, target]) = both.into_iter().find(|[s, t]| self.lineage(*t).contains(s))
        {
            return self.name_ancestor(derivation, source, target);
        }
        if !self.akin(a, b) {
            // What a report says of its source is not overruled by how well its words fit.
            if derivation.is_said() {
                return;
            }
            return self.leave_open(derivation);
        }
        let between = both
            .into_iter()
            .find_map(|[s, t]| Some(([s, t], self.between(s, t)?)));
        match between {
            Some(([source, target], by)) => {
                self.turn(derivation, source, target);
                self.explain(derivation, by, false);
            }
            None => self.share_lost(derivation),
        }
    }

    /// Whether two reports have the same text, go back to nothing else, and nothing of their own shows
    /// the first: then they are one node, and stay without a direction.
    fn is_one_text(&self, derivation: &Derivation) -> bool {
        let direction: f32 = derivation.evidence.iter().map(|seen| seen.direction).sum();
        let print = |report: usize| self.prints.get(report).copied().flatten();
        let [a, b] = derivation.pair;
        let own = print(a);
        let same = |report: &usize| print(*report) == own;
        let lines = [self.lineage(a), self.lineage(b)];
        derivation.verdict == Verdict::CommonSource
            && direction.abs() < UNDIRECTED
            && own.is_some()
            && lines.iter().flatten().all(same)
    }

    /// Two reports with signs of dependence, not enough to say how, that by what others show go back
    /// to one.
    fn join(&self, derivation: &mut Derivation) {
        let [a, b] = derivation.pair;
        let signs = derivation.verdict == Verdict::LineageUnknown;
        let answered = derivation.accounted.len() >= FEWEST_ANSWERED;
        let settled = self.descent.settled[a] && self.descent.settled[b];
        let akin = || !self.shown_lineage(a).is_disjoint(&self.shown_lineage(b));
        if signs && answered && settled && akin() {
            derivation.verdict = Verdict::CommonSource;
            self.word(derivation);
        }
    }

    /// A report with all that it goes back to by no source that is in doubt.
    fn shown_lineage(&self, report: usize) -> BTreeSet<usize> {
        let mut all = BTreeSet::from([report]);
        let mut open = vec![report];
        while let Some(next) = open.pop() {
            let doubtful = self
                .descent
                .doubtful
                .get(next)
                .is_some_and(|doubtful| *doubtful);
            let sources = self.sources(next).iter().filter(|_| !doubtful);
            open.extend(sources.filter(|by| all.insert(**by)));
        }
        all
    }

    fn sources(&self, report: usize) -> &[usize] {
        self.descent.sources.get(report).map_or(&[], Vec::as_slice)
    }

    /// A report with all that it goes back to.
    fn lineage(&self, report: usize) -> BTreeSet<usize> {
        let mut all = BTreeSet::from([report]);
        let mut open = vec![report];
        while let Some(next) = open.pop() {
            open.extend(self.sources(next).iter().filter(|by| all.insert(**by)));
        }
        all
    }

    /// Whether two reports go back to one, or to copies of one agency's text.
    fn akin(&self, one: usize, other: usize) -> bool {
        let [ours, theirs] = [one, other].map(|report| self.lineage(report));
        let carry = |mine: &usize, yours: &usize| {
            let pair = [*mine.min(yours), *mine.max(yours)];
            self.agency.contains(&pair)
        };
        !ours.is_disjoint(&theirs)
            || !self.agency.is_empty()
                && ours
                    .iter()
                    .any(|mine| theirs.iter().any(|yours| carry(mine, yours)))
    }

    /// The source of a report, among the reports, that is akin to another report.
    fn between(&self, source: usize, target: usize) -> Option<usize> {
        let own = self.sources(target).iter().copied();
        let mut extant = own.filter(|by| *by < self.witnesses.len());
        extant.find(|by| self.akin(*by, source))
    }

    fn name(&self, report: usize) -> &str {
        self.witnesses[report].siglum.0.as_str()
    }

    /// The nearest source of a report. Where the pair itself shows it, its own words stay.
    fn attach(&self, derivation: &mut Derivation, source: usize, target: usize) {
        if self.descent.doubtful[target] {
            derivation.doubtful = true;
            derivation.confidence = derivation.confidence.min(DOUBTFUL);
        }
        let support = self.descent.support(source, target);
        if derivation.verdict == Verdict::Derived && derivation.target == target {
            let support = support.filter(|_| !derivation.is_said());
            derivation.confidence = derivation.confidence.min(support.unwrap_or(1.0));
            return;
        }
        derivation.verdict = Verdict::Derived;
        derivation.confidence = derivation.confidence.min(support.unwrap_or(BY_FAMILY));
        self.turn(derivation, source, target);
        let (source, target) = (self.name(source), self.name(target));
        derivation.summary = format!(
            "{target} is derived from {source}, it seems: of all reports {source} explains best what {target} has and lacks"
        );
    }

    fn name_ancestor(&self, derivation: &mut Derivation, source: usize, target: usize) {
        let own = self.sources(target).iter().copied();
        let mut nearer = own.filter(|by| self.lineage(*by).contains(&source));
        derivation.verdict = Verdict::Derived;
        self.turn(derivation, source, target);
        if let Some(by) = nearer.next() {
            self.explain(derivation, by, true);
        }
    }

    /// Takes a report of a pair for the target.
    fn turn(&self, derivation: &mut Derivation, source: usize, target: usize) {
        if derivation.target == target {
            return;
        }
        (derivation.source, derivation.target) = (source, target);
        let turned = derivation.accounted.iter().map(|(place, answer)| {
            let sentence = *place;
            (
                answer.sentence,
                Answer {
                    sentence,
                    ..*answer
                },
            )
        });
        derivation.accounted = turned.collect();
        derivation.sentences = story_sentences(&self.witnesses[target]).count();
    }

    fn explain(&self, derivation: &mut Derivation, better: usize, ancestor: bool) {
        let [source, target, nearer] =
            [derivation.source, derivation.target, better].map(|report| self.name(report));
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

    /// Both were made from a source that is not among the reports.
    fn share_lost(&self, derivation: &mut Derivation) {
        let [first, second] = derivation.pair.map(|report| self.name(report));
        derivation.verdict = Verdict::CommonSource;
        derivation.summary = format!(
            "{first} and {second} took from a common source: each has words and sentences of it that the other lacks and others have"
        );
    }

    /// Neither is explained by the other, nor both by one source.
    fn leave_open(&self, derivation: &mut Derivation) {
        let [first, second] = derivation.pair.map(|report| self.name(report));
        derivation.verdict = Verdict::LineageUnknown;
        derivation.summary = format!(
            "{first} and {second} share what a third may have from one of them and passed on: no source of both is found"
        );
    }
}

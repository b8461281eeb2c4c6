//! From observations to a verdict on a pair.

use std::collections::BTreeMap;

use serde::Serialize;

use super::accounted::{Answer, accounted};
use super::gaps;
use super::pair::story_sentences;
use super::signal::SIGNALS;
use super::{Observation, Pair};
use crate::dossier::{Scope, Verdict};

/// Log odds of dependence of two reports of one story before anything is seen.
const PRIOR: f32 = -2.2;
/// Probability from which dependence is taken as shown.
const SHOWN: f32 = 0.85;
/// Probability from which it is worth saying that there are signs.
const SIGNS: f32 = 0.4;
/// Nats from which a direction is taken as shown.
const DIRECTED: f32 = 1.0;
/// Share of the target's sentences from which the verdict concerns the report, not passages.
const WHOLE: f32 = 0.5;

/// The verdict on a pair of witnesses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Derivation {
    /// Index of the source (of the first witness, where there is no direction).
    pub source: usize,
    /// Index of the target.
    pub target: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// Confidence in it, 0 to 1.
    pub confidence: f32,
    /// Whether it concerns the report or single passages.
    pub scope: Scope,
    /// The verdict in a sentence for people.
    pub summary: String,
    /// By story sentence of the target that the source accounts for: the sentence of the source.
    pub accounted: BTreeMap<usize, Answer>,
    /// Number of story sentences of the target.
    pub sentences: usize,
    /// What it rests on, weightiest first. Sides are those of `pair`, not of source and target.
    pub evidence: Vec<Observation>,
    /// The two witnesses in story order; sides 0 and 1 of the evidence.
    pub pair: [usize; 2],
    /// The witness through which the target had it, where not straight from the source.
    pub through: Option<usize>,
    /// Whether the target may as well be a source of its own, and the source made from it and
    /// another.
    pub doubtful: bool,
}

impl Derivation {
    /// Whether both carry the copy of one agency, and neither credits the other: then neither is
    /// the other's source.
    pub(super) fn both_took(&self) -> bool {
        both_took(&self.evidence)
    }
}

impl Derivation {
    /// Log odds that the two depend on each other as wholes, by their own evidence.
    pub(super) fn dependence(&self) -> f32 {
        Sums::of(&self.evidence).report
    }

    /// Whether the target itself says that it has something from the source.
    pub(super) fn is_said(&self) -> bool {
        let sign = if self.source == self.pair[0] {
            1.0
        } else {
            -1.0
        };
        let mut evidence = self.evidence.iter();
        self.verdict == Verdict::Derived
            && evidence.any(|seen| {
                matches!(seen.signal, "credit" | "named_in_text") && seen.direction * sign > 0.0
            })
    }
}

fn both_took(evidence: &[Observation]) -> bool {
    let has = |signal: &str| evidence.iter().any(|seen| seen.signal == signal);
    has("shared_agency") && !has("credit")
}

/// Judges a pair; `None` where nothing was seen that speaks for dependence.
pub(super) fn judge(pair: &Pair<'_>) -> Option<Derivation> {
    let mut evidence: Vec<_> = SIGNALS
        .iter()
        .filter_map(|signal| signal.observe(pair))
        .collect();
    if !evidence.iter().any(|seen| seen.dependence > 0.0) {
        return None;
    }
    evidence.sort_by(|x, y| weight(y).total_cmp(&weight(x)).then(x.signal.cmp(y.signal)));
    let sums = Sums::of(&evidence);
    let verdict = sums.verdict(&evidence);
    let target_side = usize::from(sums.direction >= 0.0);
    let mut accounted = accounted(pair, target_side);
    if verdict == Verdict::Derived {
        gaps::fill(pair, target_side, &mut accounted);
    }
    let sentences = story_sentences(pair.side(target_side)).count();
    let credited = evidence.iter().any(|seen| seen.signal == "credit");
    let mut derivation = Derivation {
        source: pair.index[1 - target_side],
        target: pair.index[target_side],
        verdict,
        confidence: sums.confidence(verdict),
        scope: sums.scope(verdict, credited, accounted.len(), sentences),
        summary: String::new(),
        accounted,
        sentences,
        evidence,
        pair: pair.index,
        through: None,
        doubtful: false,
    };
    derivation.summary = summary(pair, &derivation, &sums);
    Some(derivation)
}

/// What an observation says, for ordering.
fn weight(seen: &Observation) -> f32 {
    seen.dependence.abs().max(seen.direction.abs() * 0.5)
}

struct Sums {
    /// Log odds for the reports as wholes: what speaks of passages counts half.
    report: f32,
    /// Log odds for passages by what speaks of passages alone.
    passage: f32,
    /// Log odds for anything at all.
    anything: f32,
    direction: f32,
}

impl Sums {
    fn of(evidence: &[Observation]) -> Self {
        let sum = |scope: Scope| {
            let within = evidence.iter().filter(move |seen| seen.scope == scope);
            within.map(|seen| seen.dependence).sum::<f32>()
        };
        let (report, passage) = (sum(Scope::Report), sum(Scope::Passage));
        Self {
            report: PRIOR + report + 0.5 * passage,
            passage: PRIOR + passage,
            anything: PRIOR + report + passage,
            direction: evidence.iter().map(|seen| seen.direction).sum(),
        }
    }

    fn verdict(&self, evidence: &[Observation]) -> Verdict {
        let has = |signal: &str| evidence.iter().any(|seen| seen.signal == signal);
        let whole = probability(self.report);
        let directed = self.direction.abs() >= DIRECTED;
        if whole >= SHOWN {
            return if directed && !both_took(evidence) {
                Verdict::Derived
            } else {
                Verdict::CommonSource
            };
        }
        // A report that names another and shares what it says took at least that from it.
        if probability(self.anything) >= SHOWN && directed && has("named_in_text") {
            return Verdict::Derived;
        }
        if whole >= SIGNS || probability(self.passage) >= SIGNS {
            return Verdict::LineageUnknown;
        }
        Verdict::NoDependenceFound
    }

    fn confidence(&self, verdict: Verdict) -> f32 {
        let whole = probability(self.report);
        match verdict {
            Verdict::Derived => {
                whole.max(probability(self.anything)) * probability(self.direction.abs())
            }
            Verdict::CommonSource => whole,
            Verdict::LineageUnknown => whole.max(probability(self.passage)),
            Verdict::NoDependenceFound => 1.0 - whole,
        }
    }

    fn scope(&self, verdict: Verdict, credited: bool, accounted: usize, sentences: usize) -> Scope {
        let whole = match verdict {
            Verdict::LineageUnknown => probability(self.report) >= SIGNS,
            Verdict::Derived if credited => true,
            _ => accounted as f32 >= WHOLE * sentences as f32,
        };
        if whole { Scope::Report } else { Scope::Passage }
    }
}

/// The logistic function.
fn probability(nats: f32) -> f32 {
    1.0 / (1.0 + (-nats).exp())
}

fn summary(pair: &Pair<'_>, derivation: &Derivation, sums: &Sums) -> String {
    let name = |index: usize| pair.witnesses[index].siglum.0.as_str();
    let (source, target) = (name(derivation.source), name(derivation.target));
    let share = format!(
        "{} of {} sentences",
        derivation.accounted.len(),
        derivation.sentences
    );
    match derivation.verdict {
        Verdict::Derived => {
            let rest = derivation
                .sentences
                .saturating_sub(derivation.accounted.len());
            let rest = match rest {
                0 => String::new(),
                1 => "; for one no counterpart was found".to_owned(),
                more => format!("; for {more} no counterpart was found"),
            };
            let why = why_direction(derivation);
            if derivation.scope == Scope::Passage {
                return format!("{target} took passages from {source}: {share} answer it{why}");
            }
            format!("{target} is derived from {source}: {share} answer it{rest}{why}")
        }
        Verdict::CommonSource => {
            format!("{source} and {target} took from a common source ({share} answer each other)")
        }
        Verdict::LineageUnknown if derivation.scope == Scope::Passage => format!(
            "{source} and {target} share a passage that one may have from the other, or both from a third; nothing is found for the reports as wholes"
        ),
        Verdict::LineageUnknown => {
            format!("signs that {source} and {target} depend on each other, not enough to say how")
        }
        Verdict::NoDependenceFound => format!(
            "no dependence of the narration found between {source} and {target} (log odds {:.1})",
            sums.report
        ),
    }
}

fn why_direction(derivation: &Derivation) -> String {
    let sign = if derivation.source < derivation.target {
        1.0
    } else {
        -1.0
    };
    let speaking = derivation
        .evidence
        .iter()
        .filter(|seen| seen.direction * sign > 0.0);
    let reasons: Vec<_> = speaking.map(|seen| reason(seen.signal)).collect();
    match reasons.is_empty() {
        true => String::new(),
        false => format!(" (direction by {})", reasons.join(", ")),
    }
}

fn reason(signal: &str) -> &'static str {
    const REASONS: [(&str, &str); 5] = [
        ("credit", "its credit"),
        ("named_in_text", "its naming of the source"),
        ("publication_time", "the publication times"),
        ("loss", "what is lost"),
        ("quoted_report", "its quoting of the source"),
    ];
    REASONS
        .iter()
        .find(|(name, _)| *name == signal)
        .map_or("other signs", |(_, text)| text)
}

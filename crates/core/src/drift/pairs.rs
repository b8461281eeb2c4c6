//! Which sentences of the target answer which of the source, and which have no answer.

use std::collections::{BTreeMap, BTreeSet};

use super::Change;
use crate::claim::StoryContext;
use crate::collation::{Correspondence, Link, Place, heaviest_chain};
use crate::dossier::DriftKind;
use crate::text::TextSpan;
use crate::witness::Witness;

/// Two sentences that answer each other.
pub(super) struct Pair {
    pub(super) source: usize,
    pub(super) target: usize,
    /// Shared weight over the geometric mean, 0 to 1.
    pub(super) similarity: f32,
}

/// Pairs of answering sentences: the heaviest chain that keeps the order of both reports, so that
/// stray resemblances elsewhere in the text stay out, and the best answer of each sentence beside.
pub(super) fn answering(story: &StoryContext, source: usize, target: usize) -> Vec<Pair> {
    let found = story.collation.between(source, target);
    let sides = |c: &Correspondence| match c.a.witness == source {
        true => (c.a.sentence, c.b.sentence),
        false => (c.b.sentence, c.a.sentence),
    };
    let links: Vec<Link> = found
        .iter()
        .map(|c| {
            let (a, b) = sides(c);
            Link {
                a,
                b,
                weight: c.similarity,
            }
        })
        .collect();
    let mut kept: BTreeSet<usize> = heaviest_chain(&links).into_iter().collect();
    kept.extend(best_answers(&links));
    kept.into_iter()
        .filter_map(|index| links.get(index))
        .map(|link| Pair {
            source: link.a,
            target: link.b,
            similarity: link.weight,
        })
        .collect()
}

/// For each sentence of the source its strongest link.
fn best_answers(links: &[Link]) -> Vec<usize> {
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, link) in links.iter().enumerate() {
        let kept = best.entry(link.a).or_insert(index);
        if links
            .get(*kept)
            .is_some_and(|other| link.weight > other.weight)
        {
            *kept = index;
        }
    }
    best.into_values().collect()
}

/// Story sentences without an answer, neighbours joined: dropped ones of the source, added ones of
/// the target.
pub(super) fn unanswered(
    story: &StoryContext,
    source: usize,
    target: usize,
    pairs: &[Pair],
) -> Vec<Change> {
    let answered: BTreeSet<usize> = linked(story, source, target)
        .chain(pairs.iter().map(|p| p.source))
        .collect();
    let answering: BTreeSet<usize> = linked(story, target, source)
        .chain(pairs.iter().map(|p| p.target))
        .collect();
    let change = |kind, span: TextSpan, count: usize| {
        let verb = if kind == DriftKind::Dropped {
            "has no answer in the copy"
        } else {
            "has no answer in the source"
        };
        let note = match count {
            1 => format!("this sentence {verb}"),
            _ => format!("these {count} sentences {verb}").replace("has no", "have no"),
        };
        let (source_spans, target_spans) = match kind {
            DriftKind::Dropped => (vec![span], Vec::new()),
            _ => (Vec::new(), vec![span]),
        };
        Change {
            source,
            target,
            kind,
            note,
            source_spans,
            target_spans,
        }
    };
    let dropped = runs(story, source, &answered)
        .into_iter()
        .map(|run| change(DriftKind::Dropped, run.span, run.count));
    let added = runs(story, target, &answering)
        .into_iter()
        .map(|run| change(DriftKind::Added, run.span, run.count));
    dropped.chain(added).collect()
}

/// Sentences of one report that any sentence of the other answers.
fn linked(story: &StoryContext, of: usize, other: usize) -> impl Iterator<Item = usize> {
    story
        .collation
        .between(of, other)
        .iter()
        .map(move |c| match c.a.witness == of {
            true => c.a.sentence,
            false => c.b.sentence,
        })
}

struct Run {
    span: TextSpan,
    count: usize,
}

/// Runs of story sentences of one part that are not in a set.
fn runs(story: &StoryContext, witness: usize, answered: &BTreeSet<usize>) -> Vec<Run> {
    let Some(report) = story.witnesses.get(witness) else {
        return Vec::new();
    };
    let mut runs: Vec<(usize, Run)> = Vec::new();
    for (index, sentence) in report.sentences.iter().enumerate() {
        if !sentence.role.is_story() || answered.contains(&index) || !says_something(report, index)
        {
            continue;
        }
        let follows = runs.last_mut().filter(|(last, run)| {
            let part = report.sentences.get(*last).map(|s| s.part);
            *last + 1 == index && part == Some(sentence.part) && run.count > 0
        });
        match follows {
            Some((last, run)) => {
                *last = index;
                run.span = run.span.cover(sentence.span);
                run.count += 1;
            }
            None => runs.push((
                index,
                Run {
                    span: sentence.span,
                    count: 1,
                },
            )),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Fewest content words of a sentence whose absence is worth a line.
const FEWEST_WORDS: usize = 3;

fn says_something(report: &Witness, index: usize) -> bool {
    let tokens = report
        .sentences
        .get(index)
        .map(|s| report.sentence_tokens(s))
        .unwrap_or_default();
    tokens
        .iter()
        .filter(|token| crate::claim::is_content(token))
        .count()
        >= FEWEST_WORDS
}

/// The span of a sentence.
pub(super) fn sentence_span(story: &StoryContext, place: Place) -> TextSpan {
    story.sentence(place).map(|s| s.span).unwrap_or_default()
}

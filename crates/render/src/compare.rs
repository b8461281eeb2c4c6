//! Two reports side by side: which sentences answer each other, and what was changed.

use recension_core::dossier::{
    ContradictionEntry, DerivationEntry, DriftEntry, EvidenceEntry, Span, StoryEntry,
    UtteranceEntry, Verdict, WitnessEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::{Places, Target};

/// The name of the format of a comparison.
pub const COMPARISON_FORMAT: &str = "recension-comparison";

/// How a row of a comparison came about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RowRelation {
    /// The two sentences answer each other.
    Answers,
    /// In the left report only, or answered at another place.
    LeftOnly,
    /// In the right report only, or answering another place.
    RightOnly,
}

/// A row of a comparison: a sentence of either report, or one of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ComparisonRow {
    /// How the sides stand to each other.
    pub relation: RowRelation,
    /// Number of the sentence in the left report, from 1.
    pub left_sentence: Option<usize>,
    /// Number of the sentence in the right report, from 1.
    pub right_sentence: Option<usize>,
    /// Number of the sentence in the other report that answers this one out of order, from 1.
    pub elsewhere: Option<usize>,
    /// The left passage.
    pub left_spans: Vec<Span>,
    /// The right passage.
    pub right_spans: Vec<Span>,
}

/// Two reports side by side. The left one is the source where one was derived from the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Always [`COMPARISON_FORMAT`].
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// The headline of the story.
    pub headline: String,
    /// The two reports, left then right; fewer where the story has fewer.
    pub reports: Vec<WitnessEntry>,
    /// The verdict on the pair; `None` where no dependence was found.
    pub derivation: Option<DerivationEntry>,
    /// The sentences of both in reading order.
    pub rows: Vec<ComparisonRow>,
    /// What the right report changed, where it was taken from the left one.
    pub drift: Vec<DriftEntry>,
    /// What both quote.
    pub utterances: Vec<UtteranceEntry>,
    /// Where they part.
    pub contradictions: Vec<ContradictionEntry>,
}

/// Sentences that answer each other: index in the left report, index in the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    left: usize,
    right: usize,
}

/// Compares the first two reports of a story.
pub fn comparison(story: &StoryEntry) -> Comparison {
    let derivation = story
        .derivations
        .iter()
        .find(|entry| is_of_pair(story, entry));
    let order = order(story, derivation);
    let reports = order.iter().filter_map(|at| story.witnesses.get(*at));
    let reports: Vec<WitnessEntry> = reports.cloned().collect();
    let sigla: Vec<&str> = reports
        .iter()
        .map(|report| report.siglum.as_str())
        .collect();
    let both = |siglums: Vec<&str>| sigla.iter().all(|siglum| siglums.contains(siglum));
    let utterances = story.utterances.iter().filter(|entry| {
        both(
            entry
                .readings
                .iter()
                .map(|reading| reading.siglum.as_str())
                .collect(),
        )
    });
    Comparison {
        format: COMPARISON_FORMAT.to_owned(),
        version: 1,
        headline: story.headline.clone(),
        rows: rows(&reports, &links(story, derivation, &reports)),
        derivation: derivation.cloned(),
        drift: story.drift.clone(),
        utterances: utterances.cloned().collect(),
        contradictions: story.contradictions.clone(),
        reports,
    }
}

fn is_of_pair(story: &StoryEntry, entry: &DerivationEntry) -> bool {
    let known = |siglum: &str| {
        let mut first_two = story.witnesses.iter().take(2);
        first_two.any(|witness| witness.siglum == siglum)
    };
    known(&entry.source) && known(&entry.target)
}

/// The source left, where there is one.
fn order(story: &StoryEntry, derivation: Option<&DerivationEntry>) -> [usize; 2] {
    let first = story.witnesses.first().map(|witness| &witness.siglum);
    let turned = derivation
        .is_some_and(|entry| entry.verdict == Verdict::Derived && Some(&entry.target) == first);
    if turned { [1, 0] } else { [0, 1] }
}

/// Every pair of sentences that the story connects in any way, sorted, each once.
fn links(
    story: &StoryEntry,
    derivation: Option<&DerivationEntry>,
    reports: &[WitnessEntry],
) -> Vec<Link> {
    let places = Places::of(reports);
    let mut links = Vec::new();
    let mut connect = |left: &[Span], right: &[Span]| {
        let sentences = |witness, spans: &[Span]| {
            let found = places.find(Some(witness), spans).into_iter();
            let sentence = |place: crate::view::Place| match place.target {
                Target::Sentence(index) => Some(index),
                _ => None,
            };
            found.filter_map(sentence).collect::<Vec<_>>()
        };
        let pairs = sentences(0, left).into_iter().zip(sentences(1, right));
        links.extend(pairs.map(|(left, right)| Link { left, right }));
    };
    let turned = derivation.is_some_and(|entry| is_turned(entry, reports));
    for evidence in derivation.iter().flat_map(|entry| &entry.evidence) {
        connect_evidence(evidence, turned, &mut connect);
    }
    for drift in &story.drift {
        connect(&drift.source_spans, &drift.target_spans);
    }
    connect_quotations(story, reports, &mut connect);
    links.sort_unstable();
    links.dedup();
    links
}

fn is_turned(entry: &DerivationEntry, reports: &[WitnessEntry]) -> bool {
    reports
        .first()
        .is_some_and(|left| left.siglum == entry.target)
}

/// Passages answer each other one by one where there are as many on either side; otherwise only
/// the first ones are sure to.
fn connect_evidence(
    evidence: &EvidenceEntry,
    turned: bool,
    connect: &mut impl FnMut(&[Span], &[Span]),
) {
    let pairs = evidence.source_spans.iter().zip(&evidence.target_spans);
    let even = evidence.source_spans.len() == evidence.target_spans.len();
    for (source, target) in pairs.take(if even { usize::MAX } else { 1 }) {
        let (source, target) = (std::slice::from_ref(source), std::slice::from_ref(target));
        if turned {
            connect(target, source);
        } else {
            connect(source, target);
        }
    }
    for part in &evidence.parts {
        connect_evidence(part, turned, connect);
    }
}

fn connect_quotations(
    story: &StoryEntry,
    reports: &[WitnessEntry],
    connect: &mut impl FnMut(&[Span], &[Span]),
) {
    let [left, right] = reports else { return };
    for utterance in &story.utterances {
        let first = |siglum: &str| utterance.readings.iter().find(|r| r.siglum == siglum);
        if let (Some(a), Some(b)) = (first(&left.siglum), first(&right.siglum)) {
            connect(&a.spans, &b.spans);
        }
    }
}

/// The longest run of links that goes forward in both reports (longest increasing subsequence by
/// patience sorting, Fredman 1975). Links are sorted by left, then right.
fn forward(links: &[Link]) -> Vec<Link> {
    let mut order: Vec<Link> = links.to_vec();
    // Right ends fall within one left end, so that each left sentence is used once.
    order.sort_by_key(|link| (link.left, std::cmp::Reverse(link.right)));
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; order.len()];
    for (index, link) in order.iter().enumerate() {
        let pile = piles.partition_point(|top| order[*top].right < link.right);
        before[index] = pile.checked_sub(1).map(|below| piles[below]);
        match piles.get_mut(pile) {
            None => piles.push(index),
            // Of two ways as long the earlier is kept.
            Some(top) if order[*top].right > link.right => *top = index,
            Some(_) => {}
        }
    }
    let mut chain = Vec::new();
    let mut next = piles.last().copied();
    while let Some(index) = next {
        chain.push(order[index]);
        next = before[index];
    }
    chain.reverse();
    chain
}

fn rows(reports: &[WitnessEntry], links: &[Link]) -> Vec<ComparisonRow> {
    let count = |at: usize| reports.get(at).map_or(0, |report| report.sentences.len());
    let mut rows = Vec::new();
    let (mut left, mut right) = (0, 0);
    let end = Link {
        left: count(0),
        right: count(1),
    };
    for link in forward(links).into_iter().chain([end]) {
        rows.extend((left..link.left).map(|at| single(reports, links, RowRelation::LeftOnly, at)));
        rows.extend(
            (right..link.right).map(|at| single(reports, links, RowRelation::RightOnly, at)),
        );
        if link != end {
            rows.push(pair(reports, link));
        }
        (left, right) = (link.left + 1, link.right + 1);
    }
    rows
}

fn spans(reports: &[WitnessEntry], report: usize, sentence: usize) -> Vec<Span> {
    let sentence = reports
        .get(report)
        .and_then(|report| report.sentences.get(sentence));
    sentence
        .map(|sentence| sentence.spans.clone())
        .unwrap_or_default()
}

fn pair(reports: &[WitnessEntry], link: Link) -> ComparisonRow {
    ComparisonRow {
        relation: RowRelation::Answers,
        left_sentence: Some(link.left + 1),
        right_sentence: Some(link.right + 1),
        elsewhere: None,
        left_spans: spans(reports, 0, link.left),
        right_spans: spans(reports, 1, link.right),
    }
}

fn single(
    reports: &[WitnessEntry],
    links: &[Link],
    relation: RowRelation,
    sentence: usize,
) -> ComparisonRow {
    let left = relation == RowRelation::LeftOnly;
    let here = |link: &&Link| sentence == if left { link.left } else { link.right };
    let there = |link: &Link| if left { link.right } else { link.left } + 1;
    let own = |side: bool, report| {
        if side {
            spans(reports, report, sentence)
        } else {
            Vec::new()
        }
    };
    ComparisonRow {
        relation,
        left_sentence: left.then_some(sentence + 1),
        right_sentence: (!left).then_some(sentence + 1),
        elsewhere: links.iter().find(here).map(there),
        left_spans: own(left, 0),
        right_spans: own(!left, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: usize, right: usize) -> Link {
        Link { left, right }
    }

    #[test]
    fn the_longest_forward_run_is_kept_and_no_sentence_twice() {
        let links = [
            link(0, 0),
            link(1, 5),
            link(1, 6),
            link(2, 1),
            link(3, 2),
            link(4, 2),
        ];
        assert_eq!(forward(&links), [link(0, 0), link(2, 1), link(3, 2)]);
        assert_eq!(forward(&[]), []);
    }
}

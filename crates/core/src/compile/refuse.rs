//! A story counted as if some of its links were not there.

use std::collections::BTreeSet;

use crate::article::Note;
use crate::dossier::{
    ClaimEntry, ClaimStatus, Collapse, LinkKind, NodeKind, OriginRange, Recount, StemmaEntry,
    StemmaNode, StoryEntry,
};
use crate::origins::Counts;

/// A link that somebody does not accept, by the ends that the dossier gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The id of a node of the stemma, or a siglum.
    pub source: String,
    /// The id of a node of the stemma, or a siglum.
    pub target: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}", self.source, self.target)
    }
}

/// Counts the origins of a story again without links that are refused; says by place which
/// refusals name one of its links.
///
/// What was found stays as it is, in its order: claims, utterances, contradictions and briefing have
/// new numbers, claims a new status. The edges and collapses of what is refused are gone, the
/// verdicts with their evidence are not. A note says what was refused.
pub fn refuse(story: &mut StoryEntry, refusals: &[Refusal]) -> Vec<bool> {
    let unknown = vec![false; refusals.len()];
    let Some(mut recount) = story.recount.take() else {
        return unknown;
    };
    let meant: Vec<BTreeSet<usize>> = refusals
        .iter()
        .map(|refusal| links_of(story, &recount, refusal))
        .collect();
    let refused: BTreeSet<usize> = meant.iter().flatten().copied().collect();
    if !refused.is_empty() {
        recount.refused = refused.iter().copied().collect();
        enter(story, &recount.counts(&BTreeSet::new()));
        remove(story, &mut recount, &refused);
        let known = refusals
            .iter()
            .zip(&meant)
            .filter(|(_, links)| !links.is_empty());
        let known: Vec<String> = known.map(|(refusal, _)| refusal.to_string()).collect();
        story.notes.push(note(&known));
    }
    story.recount = Some(recount);
    meant.iter().map(|links| !links.is_empty()).collect()
}

/// The links that a refusal means: those of an edge of the stemma, else the verdict on the pair.
fn links_of(story: &StoryEntry, recount: &Recount, refusal: &Refusal) -> BTreeSet<usize> {
    let edges = story.stemma.edges.iter().zip(&recount.edges);
    let meant = edges.filter(|(e, _)| e.from == refusal.source && e.to == refusal.target);
    let links: BTreeSet<usize> = meant.flat_map(|(_, links)| links).copied().collect();
    if !links.is_empty() {
        return links;
    }
    let ends = [&refusal.source, &refusal.target];
    let verdicts = story.derivations.iter().zip(&recount.grounds.links);
    let verdicts = verdicts.enumerate().filter(|(_, (verdict, link))| {
        let pair = [&verdict.source, &verdict.target];
        let undirected = !matches!(link.kind, LinkKind::Edge);
        let turned = [pair[1], pair[0]];
        link.kind != LinkKind::None && (pair == ends || (undirected && turned == ends))
    });
    verdicts.map(|(number, _)| number).collect()
}

fn enter(story: &mut StoryEntry, counts: &Counts) {
    story.origins = counts.story;
    for (claim, range) in story.claims.iter_mut().zip(&counts.claims) {
        restate(claim, *range);
    }
    for (utterance, range) in story.utterances.iter_mut().zip(&counts.utterances) {
        utterance.origins = *range;
    }
    let sides = story
        .contradictions
        .iter_mut()
        .map(|found| &mut found.sides);
    for (sides, ranges) in sides.zip(&counts.contradictions) {
        for (side, range) in sides.iter_mut().zip(ranges) {
            side.origins = *range;
        }
    }
    for (told, range) in story.briefing.iter_mut().zip(&counts.briefing) {
        told.origins = *range;
    }
}

fn restate(claim: &mut ClaimEntry, range: OriginRange) {
    claim.origins = range;
    if claim.status != ClaimStatus::Contradicted {
        claim.status = ClaimStatus::of(range);
    }
}

/// Takes out the edges that rest on nothing else, and the collapses.
fn remove(story: &mut StoryEntry, recount: &mut Recount, refused: &BTreeSet<usize>) {
    let gone = |links: &Vec<usize>| {
        !links.is_empty() && links.iter().all(|number| refused.contains(number))
    };
    let mut kept = recount.edges.iter().map(|links| !gone(links));
    story.stemma.edges.retain(|_| kept.next().unwrap_or(true));
    recount.edges.retain(|links| !gone(links));
    remove_sources_of_nothing(&mut story.stemma);
    let pairs: Vec<[String; 2]> = refused
        .iter()
        .filter_map(|number| story.derivations.get(*number))
        .map(|verdict| [verdict.source.clone(), verdict.target.clone()])
        .collect();
    let stands = |collapse: &Collapse| {
        let both = |pair: &[String; 2]| pair.iter().all(|end| collapse.sigla.contains(end));
        !pairs.iter().any(both)
    };
    story.collapses.retain(stands);
}

/// A source that is not among the reports stands in a stemma for what it gave.
fn remove_sources_of_nothing(stemma: &mut StemmaEntry) {
    let gives: BTreeSet<String> = stemma.edges.iter().map(|edge| edge.from.clone()).collect();
    let stands = |node: &StemmaNode| node.kind == NodeKind::Report || gives.contains(&node.id);
    stemma.nodes.retain(stands);
}

fn note(refused: &[String]) -> Note {
    let text = format!(
        "the origins are counted as if these links were not there: {}",
        refused.join(", ")
    );
    Note::new("links_refused", text)
}

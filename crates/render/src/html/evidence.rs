//! What the verdicts on pairs rest on, passages side by side.

use maud::{Markup, html};
use recension_core::dossier::{
    DerivationEntry, EvidenceEntry, NodeKind, ReadingEntry, ReadingKind, Span, StemmaEdge,
    StoryEntry, UtteranceEntry, Verdict,
};

use super::links::{PASSAGE, cite, cite_all, facing};
use super::{folded, recount};
use crate::view::{StoryView, clip_words, words};

const PAIRS_SHOWN: usize = 4;
const EVIDENCE_SHOWN: usize = 8;
const VERDICTS_SHOWN: usize = 12;
/// Observations may be made of others; deeper nesting is shown flat.
const DEPTH: usize = 4;

/// The derivation behind an edge of the stemma.
fn derivation_of<'a>(story: &'a StoryEntry, edge: &StemmaEdge) -> Option<&'a DerivationEntry> {
    story
        .derivations
        .iter()
        .find(|entry| entry.source == edge.from && entry.target == edge.to)
}

/// Every edge of the stemma with its evidence, in the order of the edges.
pub(super) fn edges(view: &StoryView<'_>) -> Markup {
    let edges = view.story.stemma.edges.iter().enumerate();
    let items: Vec<Markup> = edges
        .map(|(index, edge)| recount::edge(view, index, edge, &edge_entry(view, index, edge)))
        .collect();
    folded(
        &items,
        VERDICTS_SHOWN,
        "lines",
        |items| html! { @for item in items { (item) } },
    )
}

fn edge_entry(view: &StoryView<'_>, index: usize, edge: &StemmaEdge) -> Markup {
    let label = |id: &str| node_label(view.story, id);
    let derivation = derivation_of(view.story, edge);
    html! {
        details.verdict id=(view.id(&format!("e{}", index + 1))) {
            summary {
                (label(&edge.from)) span.arrow { " → " } (label(&edge.to))
                span.fine { " " (words::scope(edge.scope)) ", " (words::per_cent(edge.confidence)) }
            }
            div.proof {
                @match derivation {
                    Some(entry) => (proof(view, entry)),
                    None => {
                        p { (edge.explanation) }
                        (beside_another(view, edge))
                        (pairs_behind(view, index))
                    }
                }
                (recount::idle(view.story, index))
            }
        }
    }
}

fn node_label(story: &StoryEntry, id: &str) -> Markup {
    let node = story.stemma.nodes.iter().find(|node| node.id == id);
    html! {
        @match node {
            Some(node) if node.kind == NodeKind::NamedSource => span.named { (node.label) },
            Some(node) if node.kind == NodeKind::Inferred => span.greek { (id) },
            _ => span.sg { (id) },
        }
    }
}

/// The words that show an edge from a source which is not there, beside those of another report
/// that has it from the same source: of what was said, two readings of one utterance.
fn beside_another(view: &StoryView<'_>, edge: &StemmaEdge) -> Markup {
    if let Some([theirs, ours]) = readings_behind(view.story, edge) {
        let sigla = [theirs.siglum.as_str(), ours.siglum.as_str()];
        return facing(view, sigla, [&theirs.spans, &ours.spans]);
    }
    let other = siblings(view.story, edge).find(|other| !other.spans.is_empty());
    html! {
        @match other.filter(|_| !edge.spans.is_empty()) {
            Some(other) => (facing(view, [&other.to, &edge.to], [&other.spans, &edge.spans])),
            None => (words_that_show(view, &edge.spans)),
        }
    }
}

/// The other edges from the same source.
fn siblings<'a>(story: &'a StoryEntry, edge: &StemmaEdge) -> impl Iterator<Item = &'a StemmaEdge> {
    let edges = story.stemma.edges.iter();
    edges.filter(|other| other.from == edge.from && other.to != edge.to)
}

/// Where an edge leads from what somebody said: what another report and this one have of the
/// utterance to which its words belong, else of the first of the same speaker that both have.
fn readings_behind<'a>(story: &'a StoryEntry, edge: &StemmaEdge) -> Option<[&'a ReadingEntry; 2]> {
    let holds = |said: &&UtteranceEntry| {
        let own = said.readings.iter().filter(|r| r.siglum == edge.to);
        own.flat_map(|r| &r.spans)
            .any(|span| edge.spans.contains(span))
    };
    let own = story.utterances.iter().find(holds)?;
    let same = story
        .utterances
        .iter()
        .filter(|said| said.speaker == own.speaker);
    let mut candidates = std::iter::once(own).chain(same);
    candidates.find_map(|said| two_readings(story, edge, said))
}

fn two_readings<'a>(
    story: &StoryEntry,
    edge: &StemmaEdge,
    said: &'a UtteranceEntry,
) -> Option<[&'a ReadingEntry; 2]> {
    let quoted = || {
        said.readings
            .iter()
            .filter(|r| r.kind != ReadingKind::Indirect)
    };
    let ours = quoted().find(|reading| reading.siglum == edge.to)?;
    let theirs = quoted().find(|reading| siblings(story, edge).any(|s| s.to == reading.siglum))?;
    Some([theirs, ours])
}

/// The pairs that show a common source: of each the weightiest that both have, and the way to the
/// rest.
fn pairs_behind(view: &StoryView<'_>, index: usize) -> Markup {
    let verdicts = recount::verdicts_of_edge(view.story, index);
    html! { @for place in verdicts.take(PAIRS_SHOWN) { (pair_behind(view, place)) } }
}

fn pair_behind(view: &StoryView<'_>, place: usize) -> Markup {
    let Some(entry) = view.story.derivations.get(place) else {
        return html! {};
    };
    let sigla = [entry.source.as_str(), entry.target.as_str()];
    let both =
        |seen: &&EvidenceEntry| !seen.source_spans.is_empty() && !seen.target_spans.is_empty();
    html! {
        p {
            (entry.summary) ". "
            a href={ "#" (view.id(&format!("v{}", place + 1))) } {
                "All that was seen of " span.sg { (entry.source) } " and " span.sg { (entry.target) }
            }
        }
        @if let Some(seen) = entry.evidence.iter().find(both) { ol.evidence { (observation(view, sigla, seen, DEPTH)) } }
    }
}

fn words_that_show(view: &StoryView<'_>, spans: &[Span]) -> Markup {
    html! {
        @for span in spans.iter().take(PAIRS_SHOWN) {
            blockquote dir="auto" { (cite_all(view, &[], std::slice::from_ref(span))) " " (span.text) }
        }
    }
}

/// Verdicts that are no edge of the stemma: a common source, a possible link, an open question.
pub(super) fn others(view: &StoryView<'_>) -> Markup {
    let drawn = |entry: &DerivationEntry| {
        let edges = &view.story.stemma.edges;
        edges
            .iter()
            .any(|edge| edge.from == entry.source && edge.to == entry.target)
    };
    let entries = view.story.derivations.iter().enumerate();
    let items: Vec<Markup> = entries
        .filter(|(_, entry)| !drawn(entry))
        .map(|(index, entry)| recount::pair(view.story, index, &other(view, index, entry)))
        .collect();
    if items.is_empty() {
        return html! {};
    }
    html! {
        h4 { "Other pairs with something to say" }
        (folded(&items, VERDICTS_SHOWN, "pairs", |items| html! { @for item in items { (item) } }))
    }
}

fn other(view: &StoryView<'_>, index: usize, entry: &DerivationEntry) -> Markup {
    html! {
        details.verdict id=(view.id(&format!("v{}", index + 1))) {
            summary {
                span.sg { (entry.source) } span.arrow { " – " } span.sg { (entry.target) }
                span.fine {
                    " " (words::verdict(entry.verdict))
                    @if entry.verdict != Verdict::NoDependenceFound { ", " (words::scope(entry.scope)) }
                    ", " (words::per_cent(entry.confidence))
                }
            }
            div.proof { (recount::refused(view.story, index)) (proof(view, entry)) }
        }
    }
}

fn proof(view: &StoryView<'_>, entry: &DerivationEntry) -> Markup {
    let sigla = [entry.source.as_str(), entry.target.as_str()];
    let evidence = entry.evidence.iter();
    let items: Vec<Markup> = evidence
        .map(|one| observation(view, sigla, one, 0))
        .collect();
    html! {
        p { (entry.summary) }
        @if entry.sentences > 0 {
            p.fine { (entry.accounted) " of " (entry.sentences) " sentences of " span.sg { (entry.target) } " answer sentences of " span.sg { (entry.source) } "." }
        }
        (folded(&items, EVIDENCE_SHOWN, "observations", |items| html! { ol.evidence { @for item in items { (item) } } }))
    }
}

fn observation(
    view: &StoryView<'_>,
    sigla: [&str; 2],
    entry: &EvidenceEntry,
    depth: usize,
) -> Markup {
    html! {
        li {
            p {
                span.signal { (words::signal(&entry.signal)) } " "
                span.fine title="Weight in nats: above zero for dependence, below zero against" { (words::weight(entry.weight)) }
                " " (entry.explanation)
            }
            (passages(view, sigla, entry))
            @if !entry.parts.is_empty() && depth < DEPTH {
                ol.evidence { @for part in &entry.parts { (observation(view, sigla, part, depth + 1)) } }
            }
        }
    }
}

/// What only one of the two shows, such as a credit.
fn one_side(view: &StoryView<'_>, siglum: &str, spans: &[Span]) -> Markup {
    html! {
        @for span in spans.iter().take(PAIRS_SHOWN) {
            blockquote.one dir="auto" {
                (cite(view, siglum, std::slice::from_ref(span))) " " (clip_words(&span.text, PASSAGE))
            }
        }
    }
}

/// Passages of equal number answer each other in order; others face each other as a whole.
fn passages(view: &StoryView<'_>, sigla: [&str; 2], entry: &EvidenceEntry) -> Markup {
    let (source, target) = (&entry.source_spans, &entry.target_spans);
    if source.is_empty() && target.is_empty() {
        return html! {};
    }
    if source.is_empty() {
        return one_side(view, sigla[1], target);
    }
    if target.is_empty() {
        return one_side(view, sigla[0], source);
    }
    if source.len() != target.len() {
        return facing(view, sigla, [source, target]);
    }
    let pairs = source.iter().zip(target);
    let items: Vec<Markup> = pairs
        .map(|(a, b)| {
            facing(
                view,
                sigla,
                [std::slice::from_ref(a), std::slice::from_ref(b)],
            )
        })
        .collect();
    folded(&items, PAIRS_SHOWN, "pairs of passages", |items| {
        html! { @for item in items { (item) } }
    })
}

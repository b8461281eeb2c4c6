//! The top of a story: what is attested and by how many origins.

use maud::{Markup, html};
use recension_core::dossier::{ClaimEntry, ClaimStatus, Collapse};

use super::links::{attestations, cite_all, origins};
use super::{folded, recount, section};
use crate::view::{StoryView, clip, gist, words};

const CLAIMS_SHOWN: usize = 8;

/// The headline, the count of reports and origins, and why some count as one.
pub(super) fn summary(view: &StoryView<'_>) -> Markup {
    let story = view.story;
    html! {
        header.summary {
            h2 id=(view.id("headline")) dir="auto" { (clip(&story.headline, 300)) }
            p.tally {
                span { (words::counted(story.witnesses.len(), "report", "reports")) }
                span.stop aria-hidden="true" { " · " }
                strong data-count=[recount::key(view, "story")] { (words::origins(story.origins)) }
            }
            @for other in &view.thread {
                p.thread {
                    "Same thread: "
                    a href={ "#s" (other.number) "-story" } dir="auto" { (clip(other.headline, 120)) }
                }
            }
            (recount::remark(view))
            p.gist { (gist(view.story)) }
            @if !story.collapses.is_empty() {
                ul.collapses { @for entry in &story.collapses { li data-links=[recount::links_of_collapse(story, &entry.sigla)] { (collapse(view, entry)) } } }
            }
        }
    }
}

fn collapse(view: &StoryView<'_>, entry: &Collapse) -> Markup {
    html! {
        span.joint {
            @for (index, siglum) in entry.sigla.iter().enumerate() {
                @if index > 0 { span.join aria-hidden="true" { (if entry.certain { " = " } else { " ≈ " }) } span.hidden { " and " } }
                span.sg { (siglum) }
            }
        }
        " " span.how { (if entry.certain { "count as one" } else { "may be one" }) }
        ": " (entry.reason)
        @if !entry.spans.is_empty() { " " (cite_all(view, &[], &entry.spans)) }
    }
}

/// The briefing, each sentence with its origins and references in the margin.
pub(super) fn briefing(view: &StoryView<'_>) -> Markup {
    if view.story.briefing.is_empty() {
        return html! {};
    }
    let sentences = html! {
        ol.margined {
            @for (index, sentence) in view.story.briefing.iter().enumerate() {
                li {
                    p.said dir="auto" { (sentence.text) }
                    p.margin { (origins(view, &format!("b{index}"), sentence.origins)) " " (cite_all(view, &sentence.sigla, &sentence.spans)) }
                }
            }
        }
    };
    section(view, "briefing", "Briefing", "", &sentences)
}

/// The claims by how well they are attested.
pub(super) fn claims(view: &StoryView<'_>) -> Markup {
    if view.story.claims.is_empty() {
        return html! {};
    }
    let order = [
        ClaimStatus::Corroborated,
        ClaimStatus::Contradicted,
        ClaimStatus::SingleOrigin,
    ];
    let groups = html! { @for status in order { (claims_with(view, status)) } };
    section(view, "claims", "Claims", "", &groups)
}

fn claims_with(view: &StoryView<'_>, status: ClaimStatus) -> Markup {
    let claims = view.story.claims.iter().enumerate();
    let items: Vec<Markup> = claims
        .filter(|(_, claim)| claim.status == status)
        .map(|(index, entry)| claim(view, index, entry))
        .collect();
    if items.is_empty() {
        return html! {};
    }
    html! {
        h4 { (words::status(status)) " " span.count data-status=[recount::key(view, recount::status_key(status))] { (items.len()) } }
        p.lead { (words::status_explained(status)) }
        (folded(&items, CLAIMS_SHOWN, "claims", |items| html! {
            ul.margined { @for item in items { (item) } }
        }))
    }
}

fn claim(view: &StoryView<'_>, index: usize, entry: &ClaimEntry) -> Markup {
    let label = format!("c{}", index + 1);
    html! {
        li id=(view.id(&label)) {
            p.said dir="auto" { (entry.text) }
            @for remark in &entry.remarks { p.remark { (remark) } }
            p.margin { span.label { (label) } " " (origins(view, &format!("c{index}"), entry.origins)) " " (attestations(view, &entry.attestations)) }
        }
    }
}

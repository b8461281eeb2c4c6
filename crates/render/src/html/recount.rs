//! Switches that take a link out of the count, and what the page's script counts with.
//!
//! The numbers are counted by `recount.js` (and shown by `switches.js`) from what the engine says they rest on
//! ([`Recount`]): the same method, step by step, as `recension_core::origins`. Without script the
//! switches stay hidden, and nothing else depends on them.

use maud::{Markup, PreEscaped, html};
use recension_core::dossier::{ClaimStatus, LinkKind, NodeKind, Recount, StemmaEdge, StoryEntry};
use serde::Serialize;

use crate::view::{self, StoryView};

/// What the script is given of a story.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    recount: &'a Recount,
    /// By report.
    sigla: Vec<&'a str>,
    /// Claims that are contradicted, by place: no count changes that.
    contradicted: Vec<usize>,
    /// What was refused when the dossier was made, in words.
    without: Option<&'a str>,
}

/// The name of a counted thing, where it can be counted again.
pub(super) fn key<'k>(view: &StoryView<'_>, key: &'k str) -> Option<&'k str> {
    view.story.recount.as_ref().map(|_| key)
}

/// The bar that says what is switched off, and the data. Nothing where nothing can be.
pub(super) fn bar(view: &StoryView<'_>) -> Markup {
    let Some(recount) = &view.story.recount else {
        return html! {};
    };
    html! {
        div.reader-bar.idle hidden {
            p role="status" aria-live="polite" {}
            button type="button" { "Switch all on again" }
        }
        script.recount type="application/json" { (PreEscaped(data(view.story, recount))) }
    }
}

fn data(story: &StoryEntry, recount: &Recount) -> String {
    let claims = story.claims.iter().enumerate();
    let contradicted = claims.filter(|(_, claim)| claim.status == ClaimStatus::Contradicted);
    let data = Data {
        recount,
        sigla: story.witnesses.iter().map(|w| w.siglum.as_str()).collect(),
        contradicted: contradicted.map(|(place, _)| place).collect(),
        without: view::refused(story),
    };
    // Types of the contract written into memory: string keys, no I/O. The escape means the same
    // inside a string, and outside of strings there is no such character.
    let json = serde_json::to_string(&data).unwrap_or_default();
    json.replace('<', "\\u003c")
}

/// Where the script says, for the screen and for paper, what the numbers leave out.
pub(super) fn remark(view: &StoryView<'_>) -> Markup {
    html! { @if view.story.recount.is_some() { p.reader-remark hidden {} } }
}

/// What a reader may do, for those who can.
pub(super) fn invitation(view: &StoryView<'_>) -> Markup {
    html! {
        @if view.story.recount.is_some() {
            p.lead.invitation hidden {
                "Where you do not accept a link, say so beside it: every number of origins on this page is then counted without it."
            }
        }
    }
}

/// What an edge of the stemma rests on, by its place.
fn links_of_edge(story: &StoryEntry, index: usize) -> &[usize] {
    let recount = story.recount.as_ref();
    let links = recount.and_then(|recount| recount.edges.get(index));
    links.map_or(&[], Vec::as_slice)
}

/// The verdicts on pairs that an edge from a lost or named source rests on, by their places.
pub(super) fn verdicts_of_edge(story: &StoryEntry, index: usize) -> impl Iterator<Item = usize> {
    let links = links_of_edge(story, index).iter().copied();
    links.filter(|number| *number < story.derivations.len())
}

/// An entry for an edge with its switch.
pub(super) fn edge(
    view: &StoryView<'_>,
    index: usize,
    edge: &StemmaEdge,
    entry: &Markup,
) -> Markup {
    let links = links_of_edge(view.story, index);
    let name = format!(
        "{} → {}",
        end(view.story, &edge.from),
        end(view.story, &edge.to)
    );
    switched(links, &name, entry)
}

fn end<'a>(story: &'a StoryEntry, id: &'a str) -> &'a str {
    let node = story.stemma.nodes.iter().find(|node| node.id == id);
    let named = node.filter(|node| node.kind == NodeKind::NamedSource);
    named.map_or(id, |node| node.label.as_str())
}

/// An entry for a verdict on a pair with its switch.
pub(super) fn pair(story: &StoryEntry, index: usize, entry: &Markup) -> Markup {
    let ends = story.derivations.get(index);
    let name = ends.map(|ends| format!("{} – {}", ends.source, ends.target));
    let links = recount_link(story, index).filter(|_| !is_refused(story, index));
    switched(links.as_slice(), &name.unwrap_or_default(), entry)
}

fn recount_link(story: &StoryEntry, index: usize) -> Option<usize> {
    let link = story.recount.as_ref()?.grounds.links.get(index)?;
    (link.kind != LinkKind::None).then_some(index)
}

fn is_refused(story: &StoryEntry, index: usize) -> bool {
    let recount = story.recount.as_ref();
    recount.is_some_and(|recount| recount.refused.contains(&index))
}

/// What is said of a pair that was refused when the dossier was made.
pub(super) fn refused(story: &StoryEntry, index: usize) -> Markup {
    html! {
        @if is_refused(story, index) { p.fine { "Refused when this dossier was made: no number rests on it." } }
    }
}

/// What is said of an edge that can be switched off without any effect, and so cannot.
pub(super) fn idle(story: &StoryEntry, index: usize) -> Markup {
    let idle = story.recount.is_some() && links_of_edge(story, index).is_empty();
    html! { @if idle { p.fine { "No number of origins rests on this line." } } }
}

fn switched(links: &[usize], name: &str, entry: &Markup) -> Markup {
    html! {
        @if links.is_empty() { (entry) } @else {
            div.link {
                (entry)
                label.switch hidden {
                    input type="checkbox" autocomplete="off" data-links=(list(links)) aria-label={ "I do not accept this link: " (name) };
                    " I do not accept this link"
                }
            }
        }
    }
}

fn list(links: &[usize]) -> String {
    let links: Vec<String> = links.iter().map(usize::to_string).collect();
    links.join(" ")
}

/// The links that a collapse stands for.
pub(super) fn links_of_collapse(story: &StoryEntry, sigla: &[String]) -> Option<String> {
    story.recount.as_ref()?;
    let verdicts = story.derivations.iter().enumerate();
    let meant = verdicts.filter(|(_, verdict)| {
        let ends = [&verdict.source, &verdict.target];
        sigla.len() == ends.len() && ends.iter().all(|end| sigla.contains(end))
    });
    let meant: Vec<usize> = meant.map(|(place, _)| place).collect();
    (!meant.is_empty()).then(|| list(&meant))
}

/// The name of a status for the script.
pub(super) const fn status_key(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Corroborated => "corroborated",
        ClaimStatus::SingleOrigin => "single",
        ClaimStatus::Contradicted => "contradicted",
    }
}

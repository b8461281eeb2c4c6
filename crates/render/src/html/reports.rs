//! Every report in full, its parts told apart by role, its sentences numbered.

use std::collections::BTreeMap;

use maud::{Markup, html};
use recension_core::article::Role;
use recension_core::dossier::{PartEntry, SentenceEntry, WitnessEntry};

use crate::view::{Mark, Place, StoryView, Target, clip, words};

/// Where there are more reports than this, each is folded.
const REPORTS_OPEN: usize = 6;
/// So many references stand beside a paragraph.
const MARKS_SHOWN: usize = 8;

type Marks = BTreeMap<Place, Vec<Mark>>;

/// The reports.
pub(super) fn section(view: &StoryView<'_>) -> Markup {
    if view.story.witnesses.is_empty() {
        return html! {};
    }
    let marks = view.marks();
    let open = view.story.witnesses.len() <= REPORTS_OPEN;
    let reports = html! {
        @for (index, entry) in view.story.witnesses.iter().enumerate() {
            (report(view, &marks, index, entry, open))
        }
    };
    let lead = "Each report in full, as received. Sentences are numbered; beside them stand the \
                claims (c), utterances (u) and contradictions (x) that rest on them.";
    super::section(view, "reports", "Reports", lead, &reports)
}

fn report(
    view: &StoryView<'_>,
    marks: &Marks,
    witness: usize,
    entry: &WitnessEntry,
    open: bool,
) -> Markup {
    let target = Target::Report;
    let title = entry.title.as_ref().map(|title| title.value.as_str());
    html! {
        details.report id=(view.place_id(Place { witness, target })) open[open] {
            summary {
                h4 {
                    span.sg { (entry.siglum) } " "
                    @if let Some(outlet) = &entry.outlet { span.outlet { (clip(&outlet.value, 100)) } " " }
                    span.title dir="auto" { (clip(title.unwrap_or("untitled"), 160)) }
                }
            }
            div.text lang=[language(&entry.language)] { (parts(view, marks, witness, entry)) }
        }
    }
}

/// The language as an attribute may have it.
fn language(code: &str) -> Option<&str> {
    let fits = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
    (fits && code != "en").then_some(code)
}

/// Parts in order; a run of what is not the report's is folded into one.
fn parts(view: &StoryView<'_>, marks: &Marks, witness: usize, entry: &WitnessEntry) -> Markup {
    let sentences = by_part(&entry.sentences);
    let numbered: Vec<(usize, &PartEntry)> = entry.parts.iter().enumerate().collect();
    let runs = numbered.chunk_by(|(_, a), (_, b)| !a.role.is_kept() && !b.role.is_kept());
    html! {
        @for run in runs {
            @match run {
                [(_, part), ..] if !part.role.is_kept() => (boilerplate(view, witness, run)),
                _ => @for (index, part) in run {
                    (kept(view, marks, witness, *index, part, sentences.get(index).map_or(&[], Vec::as_slice)))
                },
            }
        }
    }
}

fn by_part(sentences: &[SentenceEntry]) -> BTreeMap<usize, Vec<(usize, &SentenceEntry)>> {
    let mut by_part: BTreeMap<usize, Vec<(usize, &SentenceEntry)>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate() {
        by_part
            .entry(sentence.part)
            .or_default()
            .push((index, sentence));
    }
    by_part
}

fn boilerplate(view: &StoryView<'_>, witness: usize, run: &[(usize, &PartEntry)]) -> Markup {
    html! {
        details.boilerplate {
            summary { "Not part of the story: " (words::counted(run.len(), "line", "lines")) }
            @for (index, part) in run {
                p id=(view.place_id(Place { witness, target: Target::Part(*index) })) dir="auto" {
                    @if part.role != Role::Boilerplate { span.role { (words::role(part.role)) } " " }
                    (text_of(part))
                }
            }
        }
    }
}

fn text_of(part: &PartEntry) -> String {
    let texts: Vec<&str> = part.spans.iter().map(|span| span.text.as_str()).collect();
    texts.join(" ")
}

fn kept(
    view: &StoryView<'_>,
    marks: &Marks,
    witness: usize,
    index: usize,
    part: &PartEntry,
    sentences: &[(usize, &SentenceEntry)],
) -> Markup {
    let plain = matches!(part.role, Role::Body | Role::Lead);
    let class = words::role_class(part.role);
    html! {
        div.part.(class) id=(view.place_id(Place { witness, target: Target::Part(index) })) {
            p.role { @if plain { span.hidden { (words::role(part.role)) } } @else { (words::role(part.role)) } }
            p.run dir="auto" lang=[part.language.as_deref().and_then(language)] { (running_text(view, witness, &text_of(part), sentences)) }
            (beside(view, marks, witness, sentences))
        }
    }
}

/// The text of a part with its sentences numbered; what lies between sentences is kept.
fn running_text(
    view: &StoryView<'_>,
    witness: usize,
    text: &str,
    sentences: &[(usize, &SentenceEntry)],
) -> Markup {
    let mut rest = text;
    html! {
        @for (index, sentence) in sentences {
            @let words = sentence_text(sentence);
            @let (gap, after) = rest.split_once(words.as_str()).unwrap_or((" ", rest));
            @let place = Place { witness, target: Target::Sentence(*index) };
            (gap)
            span.s id=(view.place_id(place)) {
                sup { (index + 1) } (words)
            }
            ({ rest = after; "" })
        }
        (rest)
    }
}

fn sentence_text(sentence: &SentenceEntry) -> String {
    let texts: Vec<&str> = sentence
        .spans
        .iter()
        .map(|span| span.text.as_str())
        .collect();
    texts.join(" ")
}

/// What rests on the sentences of a paragraph.
fn beside(
    view: &StoryView<'_>,
    marks: &Marks,
    witness: usize,
    sentences: &[(usize, &SentenceEntry)],
) -> Markup {
    let places = sentences.iter().map(|(index, _)| Place {
        witness,
        target: Target::Sentence(*index),
    });
    let mut found: Vec<&Mark> = Vec::new();
    for mark in places.filter_map(|place| marks.get(&place)).flatten() {
        if !found.contains(&mark) {
            found.push(mark);
        }
    }
    html! {
        @if !found.is_empty() {
            p.beside {
                @for mark in found.iter().take(MARKS_SHOWN) {
                    a href={ "#" (view.id(&mark.label)) } aria-label={ (mark.label) ", " (mark.kind) } { (mark.label) } " "
                }
                @if found.len() > MARKS_SHOWN { span.small { "+" (found.len() - MARKS_SHOWN) } }
            }
        }
    }
}

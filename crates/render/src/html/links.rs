//! Small pieces that many sections use: references to sentences, ranges of origins, passages.

use maud::{Markup, html};
use recension_core::dossier::{Attestation, OriginRange, Span};

use super::recount;
use crate::view::{
    Place, StoryView, Target, clip_words, difference, grouped, joined, kept_words, words,
};

/// Passages are shown up to so many characters; the report itself has the rest.
pub(super) const PASSAGE: usize = 700;
/// So many places are listed of one report in one reference.
const PLACES: usize = 5;

/// Filled dots for the origins that are certain, hollow ones for those that are possible, and the
/// range in words; `key` names what is counted.
pub(super) fn origins(view: &StoryView<'_>, key: &str, range: OriginRange) -> Markup {
    let certain = usize::try_from(range.min).unwrap_or(usize::MAX).min(9);
    let possible = usize::try_from(range.max.saturating_sub(range.min))
        .unwrap_or(usize::MAX)
        .min(9 - certain);
    html! {
        span.origins data-count=[recount::key(view, key)] {
            span.dots aria-hidden="true" { ("●".repeat(certain)) ("○".repeat(possible)) }
            " " (words::origins(range))
        }
    }
}

/// A siglum that jumps to the sentences: "MT 3, 7".
pub(super) fn cite(view: &StoryView<'_>, siglum: &str, spans: &[Span]) -> Markup {
    places(view, siglum, &view.locate(siglum, spans))
}

fn places(view: &StoryView<'_>, siglum: &str, places: &[Place]) -> Markup {
    let (shown, more) = places.split_at(places.len().min(PLACES));
    html! {
        span.cite {
            @match shown.split_first() {
                None => span.sg { (siglum) },
                Some((first, rest)) => {
                    (place(view, siglum, *first, true))
                    @for next in rest { ", " (place(view, siglum, *next, false)) }
                    @if !more.is_empty() { "…" }
                }
            }
        }
    }
}

fn place(view: &StoryView<'_>, siglum: &str, place: Place, named: bool) -> Markup {
    let (number, label) = match place.target {
        Target::Sentence(index) => {
            let number = (index + 1).to_string();
            let label = format!("{siglum} {number}: sentence {number} of {siglum}");
            (number, label)
        }
        Target::Part(_) => (String::new(), format!("{siglum}: a line of the page")),
        Target::Report => (String::new(), format!("{siglum}: the report")),
    };
    html! {
        a href={ "#" (view.place_id(place)) } aria-label=(label) {
            @if named || number.is_empty() { span.sg { (siglum) } }
            @if named && !number.is_empty() { " " }
            (number)
        }
    }
}

/// References to all reports that attest something, with the way it came to them.
pub(super) fn attestations(view: &StoryView<'_>, attestations: &[Attestation]) -> Markup {
    let groups = grouped(attestations);
    html! {
        span.cites {
            @for (index, group) in groups.iter().enumerate() {
                @if index > 0 { " · " }
                (cite(view, &group.siglum, &group.spans))
                (via(&group.via))
            }
        }
    }
}

/// The way words came: " via CNN, unnamed sources".
pub(super) fn via(via: &[String]) -> Markup {
    html! { @if !via.is_empty() { span.via { " via " (via.join(", ")) } } }
}

/// References for spans whose reports are known only by a list of sigla.
pub(super) fn cite_all(view: &StoryView<'_>, sigla: &[String], spans: &[Span]) -> Markup {
    let found = view.places.find(None, spans);
    let mut names: Vec<&str> = sigla.iter().map(String::as_str).collect();
    for place in &found {
        let siglum = view.siglum(place.witness);
        if !names.contains(&siglum) {
            names.push(siglum);
        }
    }
    html! {
        span.cites {
            @for (index, siglum) in names.iter().enumerate() {
                @if index > 0 { " · " }
                (places(view, siglum, &of_report(view, siglum, &found)))
            }
        }
    }
}

/// The places within a report; the report itself where there are none.
fn of_report(view: &StoryView<'_>, siglum: &str, found: &[Place]) -> Vec<Place> {
    let Some(witness) = view.witness(siglum) else {
        return Vec::new();
    };
    let own = found
        .iter()
        .copied()
        .filter(|place| place.witness == witness);
    let own: Vec<Place> = own.collect();
    if own.is_empty() {
        let target = Target::Report;
        return vec![Place { witness, target }];
    }
    own
}

/// Two passages facing each other with the words marked that only one side has; where hardly any
/// are the same, with those that are.
pub(super) fn facing(view: &StoryView<'_>, sigla: [&str; 2], sides: [&[Span]; 2]) -> Markup {
    let texts = sides.map(joined);
    let texts = [
        clip_words(&texts[0], PASSAGE),
        clip_words(&texts[1], PASSAGE),
    ];
    let kept = kept_words(&texts[0], &texts[1]);
    let drawn = match &kept {
        Some(sides) => [kept_marked(&sides[0]), kept_marked(&sides[1])],
        None => difference(&texts[0], &texts[1]).map(|pieces| marked(&pieces)),
    };
    html! {
        div.facing {
            @for ((siglum, spans), words) in sigla.iter().zip(sides).zip(&drawn) {
                div {
                    p.where { (cite(view, siglum, spans)) }
                    @if spans.is_empty() { p.nothing { "nothing that answers" } } @else {
                        blockquote dir="auto" { (words) }
                    }
                }
            }
        }
    }
}

/// Words with those marked that the other side has, too.
fn kept_marked(pieces: &[crate::view::DiffPiece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @if piece.differs { (piece.text) } @else {
                span.kept { (piece.text.trim_end()) }
                @if piece.text.ends_with(char::is_whitespace) { " " }
            }
        }
    }
}

/// Words with those marked that the other side has not.
pub(super) fn marked(pieces: &[crate::view::DiffPiece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @if piece.differs {
                mark { (piece.text.trim_end()) }
                @if piece.text.ends_with(char::is_whitespace) { " " }
            } @else { (piece.text) }
        }
    }
}

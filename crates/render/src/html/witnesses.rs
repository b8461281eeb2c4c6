//! The table of witnesses.

use maud::{Markup, html};
use recension_core::dossier::{CreditEntry, DatedValue, Value, WitnessEntry};

use crate::view::{Place, StoryView, Target, clip, web_address, words};

/// The reports with what they say about themselves.
fn table(view: &StoryView<'_>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table of witnesses" {
            table.stacking {
                caption { "What each report says about itself, and where that was read. Nothing is guessed." }
                thead {
                    tr {
                        th scope="col" { "Siglum" }
                        th scope="col" { "Outlet and title" }
                        th scope="col" { "Published" }
                        th scope="col" { "Credits" }
                    }
                }
                tbody { @for (index, entry) in view.story.witnesses.iter().enumerate() { (row(view, index, entry)) } }
            }
        }
    }
}

/// The section.
pub(super) fn section(view: &StoryView<'_>) -> Markup {
    if view.story.witnesses.is_empty() {
        return html! {};
    }
    super::section(view, "witnesses", "Witnesses", "", &table(view))
}

fn row(view: &StoryView<'_>, witness: usize, entry: &WitnessEntry) -> Markup {
    let target = Target::Report;
    html! {
        tr {
            th scope="row" { a href={ "#" (view.place_id(Place { witness, target })) } { span.sg { (entry.siglum) } } }
            td data-label="Outlet and title" { (identity(view, entry)) }
            td data-label="Published" { (published(entry)) }
            td data-label="Credits" { (credits(&entry.credits)) }
        }
    }
}

fn identity(view: &StoryView<'_>, entry: &WitnessEntry) -> Markup {
    html! {
        div.outlet { (stated(entry.outlet.as_ref(), "outlet not stated")) }
        div.title dir="auto" { (stated(entry.title.as_ref(), "title not stated")) }
        @if !entry.authors.is_empty() { div.small { "By " (words::list(&names(&entry.authors))) } }
        @if let Some(url) = &entry.url { div.small { (address(&url.value)) (basis(&url.basis)) } }
        @if let Some(path) = view.path(&entry.document) {
            div.small { "File " code { (clip(path, 200)) } @if let Some(record) = &entry.record { ", line " (record.line) } }
        }
        @for path in &entry.identical { div.small { "The very same text: " code { (clip(path, 200)) } } }
        @for note in &entry.notes { div.small.note { (note.message) } }
    }
}

fn names(values: &[Value]) -> Vec<String> {
    values
        .iter()
        .map(|value| clip(&value.value, 120).into_owned())
        .collect()
}

fn stated(value: Option<&Value>, absent: &str) -> Markup {
    html! {
        @match value {
            Some(value) => { (clip(&value.value, 300)) (basis(&value.basis)) }
            None => span.absent { (absent) },
        }
    }
}

fn basis(basis: &str) -> Markup {
    html! { @if !basis.is_empty() { span.basis { " from " (words::basis(basis)) } } }
}

/// An address, as a link where it is a web address.
pub(super) fn address(address: &str) -> Markup {
    html! {
        @match web_address(address) {
            Some(url) => a.url href=(url) rel="noopener noreferrer nofollow external" { (clip(url, 200)) },
            None => span.url { (clip(address, 200)) },
        }
    }
}

fn published(entry: &WitnessEntry) -> Markup {
    html! {
        @match &entry.published {
            Some(date) => (dated(date)),
            None => span.absent { "date not stated" },
        }
        @for date in &entry.other_dates { div.small { "also gives " (dated(date)) } }
    }
}

fn dated(date: &DatedValue) -> Markup {
    html! {
        time datetime=(date.value) { (words::date(&date.value, date.precision)) }
        (basis(&date.basis))
    }
}

fn credits(credits: &[CreditEntry]) -> Markup {
    html! {
        @if credits.is_empty() { span.absent { "none" } }
        @for credit in credits {
            div { (clip(&credit.name, 160)) span.basis { " " (words::credit(credit.kind)) } }
        }
    }
}

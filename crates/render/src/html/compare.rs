//! Two reports side by side.

use maud::{Markup, html};
use recension_core::dossier::{DerivationEntry, WitnessEntry};

use super::witnesses::address;
use crate::compare::{Comparison, ComparisonRow, RowRelation};
use crate::view::{clip, difference, joined, words};

/// The title of the page.
pub(super) fn title(comparison: &Comparison) -> String {
    let names: Vec<String> = comparison.reports.iter().map(name).collect();
    format!("{} compared", words::list(&names))
}

fn name(report: &WitnessEntry) -> String {
    let outlet = report.outlet.as_ref().map(|outlet| clip(&outlet.value, 60));
    outlet
        .unwrap_or_else(|| clip(&report.siglum, 20))
        .into_owned()
}

/// The page without its frame.
pub(super) fn body(comparison: &Comparison) -> Markup {
    html! {
        header.masthead {
            h1 { "Recension" }
            p { "Two reports side by side" }
        }
        main #main {
            article.story.comparison {
                header.summary {
                    h2 dir="auto" { (clip(&comparison.headline, 300)) }
                    (verdict(comparison.derivation.as_ref()))
                }
                div.heads { @for report in &comparison.reports { (head(report)) } }
                section.rows aria-labelledby="rows" {
                    h3 #rows { "Sentence by sentence" }
                    p.lead { "Sentences that answer each other stand side by side; words that only one side has are underlined." }
                    @for row in &comparison.rows { (show(row)) }
                }
                (drift(comparison))
            }
        }
    }
}

fn verdict(derivation: Option<&DerivationEntry>) -> Markup {
    html! {
        @match derivation {
            None => {
                p.tally { strong { "no dependence found" } }
                p.gist { "Nothing was found that ties one report to the other. That does not show that they are independent." }
            }
            Some(entry) => {
                p.tally {
                    strong { (words::verdict(entry.verdict)) }
                    " " span.fine { (words::scope(entry.scope)) ", " (words::per_cent(entry.confidence)) }
                }
                p.gist { (entry.summary) }
                ol.evidence {
                    @for evidence in &entry.evidence {
                        li { p { span.signal { (words::signal(&evidence.signal)) } " " span.fine { (words::weight(evidence.weight)) } " " (evidence.explanation) } }
                    }
                }
            }
        }
    }
}

fn head(report: &WitnessEntry) -> Markup {
    let date = report.published.as_ref();
    html! {
        div {
            p.outlet { span.sg { (report.siglum) } " " @if let Some(outlet) = &report.outlet { (clip(&outlet.value, 120)) } }
            @if let Some(title) = &report.title { p.title dir="auto" { (clip(&title.value, 300)) } }
            @if let Some(date) = date { p.small { (words::date(&date.value, date.precision)) } }
            @if let Some(url) = &report.url { p.small { (address(&url.value)) } }
        }
    }
}

fn show(row: &ComparisonRow) -> Markup {
    let (left, right) = (joined(&row.left_spans), joined(&row.right_spans));
    let [left, right] = difference(&left, &right);
    let class = match row.relation {
        RowRelation::Answers => "answers",
        RowRelation::LeftOnly | RowRelation::RightOnly => "single",
    };
    html! {
        div.facing.(class) {
            @for (number, pieces) in [(row.left_sentence, left), (row.right_sentence, right)] {
                div {
                    @if let Some(number) = number {
                        p dir="auto" {
                            sup { (number) } (super::links::marked(&pieces))
                            @if let Some(other) = row.elsewhere { span.fine { " answered by sentence " (other) } }
                        }
                    }
                }
            }
        }
    }
}

fn drift(comparison: &Comparison) -> Markup {
    if comparison.drift.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="drift" {
            h3 #drift { "Drift" }
            ul.changes {
                @for entry in &comparison.drift {
                    li { strong { (words::drift(entry.kind)) } " " (entry.note) }
                }
            }
        }
    }
}

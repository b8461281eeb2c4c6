//! Draws a dossier: terminal text, one self-contained HTML page, JSON and Markdown.
//!
//! All that a dossier says was written by strangers. Each output therefore has one type that text
//! must pass through, which escapes it for that output and takes the teeth out of control
//! characters; there is no other way to put text on a page.

mod checked;
mod compare;
mod graph;
mod html;
mod json;
mod markdown;
mod passages;
mod quotations;
mod text;
mod view;

use recension_core::dossier::{Dossier, StoryEntry, StoryList};

pub use checked::{CheckForm, render_check};
pub use compare::{COMPARISON_FORMAT, Comparison, ComparisonRow, RowRelation, comparison};
pub use graph::{OriginsForm, StemmaForm, render_origins, render_stemma};
pub use json::{
    check_schema, comparison_schema, json_schema, passages_schema, quotations_schema,
    stories_schema,
};
pub use passages::{PassagesForm, render_passages};
pub use quotations::{QuotationsForm, render_quotations, render_trace};

/// The forms a dossier can be drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For a terminal, wrapped to a width.
    Text,
    /// One self-contained page.
    Html,
    /// The contract, pretty-printed.
    Json,
    /// GitHub-flavoured Markdown.
    Markdown,
}

/// File-name suffixes and the format each stands for.
const SUFFIXES: [(&str, Format); 7] = [
    ("htm", Format::Html),
    ("html", Format::Html),
    ("json", Format::Json),
    ("markdown", Format::Markdown),
    ("md", Format::Markdown),
    ("text", Format::Text),
    ("txt", Format::Text),
];

impl Format {
    /// The format that a file-name suffix stands for, with or without its dot, case aside;
    /// `None` where it stands for none.
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        let suffix = suffix.trim_start_matches('.');
        SUFFIXES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(suffix))
            .map(|(_, format)| *format)
    }
}

/// How to draw; concerns [`Format::Text`] only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal. Below 40 counts as 40, above 110 as 110: longer lines read badly.
    pub width: usize,
    /// Whether to use ANSI colours and weights.
    pub colour: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
        }
    }
}

/// Draws a dossier. The result ends with a line feed and is the same for the same arguments.
pub fn render(dossier: &Dossier, format: Format, options: &Options) -> String {
    match format {
        Format::Text => text::dossier(dossier, options),
        Format::Html => html::dossier(dossier),
        Format::Json => json::pretty(dossier),
        Format::Markdown => markdown::dossier(dossier),
    }
}

/// Draws two reports side by side: the first two witnesses of a story, with the passages that
/// answer each other according to its derivations and what the later one changed.
pub fn render_compare(story: &StoryEntry, format: Format, options: &Options) -> String {
    let comparison = comparison(story);
    match format {
        Format::Text => text::comparison(&comparison, options),
        Format::Html => html::comparison(&comparison),
        Format::Json => json::pretty(&comparison),
        Format::Markdown => markdown::comparison(&comparison),
    }
}

/// Draws a list of stories: as JSON where asked for, else as text.
pub fn render_stories(list: &StoryList, format: Format, options: &Options) -> String {
    match format {
        Format::Json => json::pretty(list),
        Format::Text | Format::Html | Format::Markdown => text::stories(list, options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_decide_the_format() {
        assert_eq!(Format::from_suffix("HTML"), Some(Format::Html));
        assert_eq!(Format::from_suffix(".md"), Some(Format::Markdown));
        assert_eq!(Format::from_suffix("txt"), Some(Format::Text));
        assert_eq!(Format::from_suffix("json"), Some(Format::Json));
        assert_eq!(Format::from_suffix("docx"), None);
    }
}

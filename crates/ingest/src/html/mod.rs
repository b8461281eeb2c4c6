//! HTML: what a page shows, what of it is the report, and what the page says about itself.

mod blocks;
mod content;
mod elements;
mod page;
mod roles;
mod skeleton;
mod surroundings;
mod vocabulary;

use recension_core::article::{Metadata, Note};
use recension_core::language::Language;
use recension_core::text::SourceText;

use crate::limits::Limits;
use crate::reading::{Given, TextReading};
use blocks::Blocks;
use page::Page;

/// Reads a page from its decoded source. Never fails: a page without text gives a reading without
/// parts that belong to a report.
pub(crate) fn read_html(source: &SourceText, given: Given, limits: &Limits) -> TextReading {
    let page = Page::read(source.as_str(), limits);
    let votes = content::votes(&page, source, limits);
    let surroundings = surroundings::surroundings(&page, source, votes.as_deref());
    let blocks = Blocks::of(&page, source, &surroundings);
    let titles: Vec<String> = page
        .title
        .iter()
        .map(|t| roles::fold(&htmlize::unescape(source.slice(*t))))
        .collect();
    let parts = roles::parts(&roles::Context {
        page: &page,
        blocks: &blocks,
        votes: votes.as_deref(),
        titles: &titles,
        is_boilerplate: &|line| crate::text::is_boilerplate_line(line, Language::get("en")),
    });
    let metadata = Metadata {
        title: given.title,
        ..Metadata::default()
    };
    TextReading {
        notes: notes(&page, limits),
        text: blocks.text,
        parts,
        metadata,
    }
}

fn notes(page: &Page, limits: &Limits) -> Vec<Note> {
    let mut notes = Vec::new();
    if page.depth > limits.max_nesting {
        let (depth, most) = (page.depth, limits.max_nesting);
        notes.push(Note::new(
            "deep_nesting",
            format!(
                "elements are nested {depth} deep (limit {most}); read by rules on blocks alone"
            ),
        ));
    }
    if page.cut {
        let most = limits.max_elements;
        notes.push(Note::new(
            "many_elements",
            format!("more than {most} elements; tags beyond were ignored"),
        ));
    }
    notes
}

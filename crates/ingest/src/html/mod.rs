//! HTML: what a page shows, what of it is the report, and what the page says about itself.

mod blocks;
mod content;
mod elements;
mod keys;
mod metadata;
mod page;
mod roles;
mod shown;
mod skeleton;
mod statements;
mod surroundings;
mod vocabulary;

use recension_core::article::Note;
use recension_core::language::{Language, detect};
use recension_core::text::SourceText;

use crate::limits::Limits;
use crate::reading::{Given, TextReading, with_region};
use crate::text::Lines;
use crate::{live, passages};
use blocks::Blocks;
use page::Page;
use statements::{Field, Statements};

/// Reads a page from its decoded source. Never fails: a page without text gives a reading without
/// parts that belong to a report.
pub(crate) fn read_html(source: &SourceText, given: Given, limits: &Limits) -> TextReading {
    let page = Page::read(source.as_str(), limits);
    let votes = content::votes(&page, source, limits);
    let surroundings = surroundings::surroundings(&page, source, votes.as_deref());
    let blocks = Blocks::of(&page, source, &surroundings);
    let statements = Statements::of(&page, source);
    let stated_language = given.language.clone();
    let mut language_code = match &given.language {
        Some(stated) => crate::text::language_code(&stated.value),
        None => detect(&sample(&blocks, votes.as_deref())).to_owned(),
    };
    let mut lines = Lines::in_language(Language::get(&language_code));
    let mut parts = roles::parts(&roles::Context {
        page: &page,
        blocks: &blocks,
        votes: votes.as_deref(),
        titles: &titles(&statements, &given),
        lines: &lines,
    });
    if language_code.is_empty() {
        language_code = metadata::language(&given, &blocks.text, &parts, &statements);
        lines = Lines::in_language(Language::get(&language_code));
    }
    let language = lines.language();
    let shown = shown::Looker {
        page: &page,
        source,
        blocks: &blocks,
        parts: &parts,
        surroundings: &surroundings,
        language,
    }
    .look();
    let mut metadata = metadata::read(
        &metadata::Sources {
            text: &blocks.text,
            parts: &parts,
            statements: &statements,
            shown: &shown,
            language,
            language_code: language_code.clone(),
            lines: &lines,
            page: &page,
            source,
        },
        given,
    );
    live::mark(&blocks.text, &mut parts, &mut metadata);
    passages::mark(&blocks.text, &parts, &mut metadata);
    let regions = with_region(
        stated_language
            .iter()
            .chain(statements.about(Field::Language)),
    );
    let mut notes = notes(&page, &blocks, limits);
    notes.extend(statements.notes);
    TextReading {
        text: blocks.text,
        parts,
        metadata,
        notes,
        regions,
    }
}

/// How much of a page tells the language that its lines are read in, in bytes.
const SAMPLE: usize = 2048;

/// The beginning of what the extractor keeps, or of the longest block.
fn sample(blocks: &Blocks, votes: Option<&[bool]>) -> String {
    let kept = |at: &usize| votes.and_then(|votes| votes.get(*at)) == Some(&true);
    let pieces = (0..blocks.pieces.len()).filter(kept);
    let mut sample = String::new();
    for span in pieces.filter_map(|at| blocks.pieces.get(at)) {
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push_str(blocks.text.slice(*span));
        sample.push(' ');
    }
    let longest = || blocks.list.iter().max_by_key(|block| block.span.len());
    match longest() {
        Some(block) if sample.is_empty() => blocks.text.slice(block.span).to_owned(),
        _ => sample,
    }
}

/// The titles by which a headline is known, folded.
fn titles(statements: &Statements, given: &Given) -> Vec<String> {
    let stated = statements.about(Field::Title).chain(&given.title);
    let mut titles: Vec<String> = stated.map(|stated| roles::fold(&stated.value)).collect();
    if let [window] = statements
        .about(Field::Title)
        .collect::<Vec<_>>()
        .as_slice()
        && window.basis == "title"
    {
        // Nothing but the window's title: the report's own may be any piece of it.
        let pieces = metadata::split_at_bars(&window.value).into_iter();
        let pieces = pieces.map(roles::fold);
        titles.extend(pieces.filter(|piece| piece.split(' ').count() >= 3));
    }
    titles.sort();
    titles.dedup();
    titles
}

fn notes(page: &Page, blocks: &Blocks, limits: &Limits) -> Vec<Note> {
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
    if page.texts.len() > limits.max_texts {
        let (count, most) = (page.texts.len(), limits.max_texts);
        notes.push(Note::new(
            "many_texts",
            format!("{count} pieces of text (limit {most}); read by rules on blocks alone"),
        ));
    }
    if blocks.list.is_empty() && !page.scripts.is_empty() {
        notes.push(Note::new(
            "script_only",
            "the page shows nothing without running its scripts",
        ));
    }
    notes
}

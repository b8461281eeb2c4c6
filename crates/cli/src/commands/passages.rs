//! `recension passages`: what reports share word for word, wherever they belong.

use std::collections::BTreeMap;
use std::process::ExitCode;

use rayon::prelude::*;
use recension_core::article::Article;
use recension_core::dossier::PassageList;
use recension_core::passages::{Compared, Passages, Report, Reports, SharedRun};
use recension_core::story::{Corrections, Sketcher, place_sketches};
use recension_core::witness::{Siglum, sigla_of};
use recension_render::{PassagesForm, render_passages};

use super::output;
use crate::arguments::{self, Output, PassageForm};
use crate::corrections;
use crate::gather::{Gathered, gather};
use crate::messages::Messages;

pub(crate) fn passages(arguments: &arguments::Passages, messages: &Messages) -> ExitCode {
    match found(arguments, messages).and_then(|list| write(arguments, &list)) {
        Ok(()) => messages.exit_code(),
        Err(why) => messages.fatal(why),
    }
}

fn write(arguments: &arguments::Passages, list: &PassageList) -> Result<(), String> {
    let to = Output {
        format: None,
        output: arguments.output.clone(),
    };
    let form = match arguments.format {
        PassageForm::Text => PassagesForm::Text,
        PassageForm::Json => PassagesForm::Json,
        PassageForm::Csv => PassagesForm::Csv,
    };
    let result = render_passages(list, form, &output::options(&to));
    output::write(&result, arguments.output.as_deref())
}

fn found(arguments: &arguments::Passages, messages: &Messages) -> Result<PassageList, String> {
    let corrections = corrections::read(arguments.corrections.path(), messages)?;
    let gathered = gather(&arguments.input, messages)?;
    if gathered.articles.is_empty() {
        return Err("nothing to work on: no input holds a report".to_owned());
    }
    let Gathered {
        documents,
        articles,
        notes,
        ..
    } = gathered;
    let stories = stories(&articles, &corrections, messages);
    let sigla = sigla(&articles, &stories);
    let compared = match arguments.furniture {
        true => Compared::Furniture,
        false => Compared::Report,
    };
    let mut collection = Passages::of_words(arguments.min_words);
    for article in &articles {
        if !collection.add_report(article, compared) {
            let path = &article.document.path;
            messages.unusable(path, "more words than can be compared at once; left out");
        }
    }
    let runs = runs(collection, &stories, arguments.within_stories);
    let placed = articles.iter().zip(&stories).zip(sigla);
    let reports = Reports {
        reports: placed
            .map(|((article, story), siglum)| Report {
                article,
                story,
                siglum,
            })
            .collect(),
        compared,
        least_words: arguments.min_words,
    };
    let mut list = reports.list(documents, &runs);
    list.notes.splice(0..0, notes);
    Ok(list)
}

/// The id of the story of each article.
fn stories(articles: &[Article], corrections: &Corrections, messages: &Messages) -> Vec<String> {
    let progress = messages.progress("sketching", articles.len());
    let one = |sketcher: &mut Sketcher, article: &Article| {
        let sketch = sketcher.sketch(article);
        progress.step();
        sketch
    };
    let sketches = articles.par_iter().map_init(Sketcher::default, one);
    let placed = place_sketches(sketches.collect(), corrections);
    corrections::tell_unused(&placed.unused, messages);
    placed.ids
}

/// The siglum of each article within its story.
fn sigla(articles: &[Article], stories: &[String]) -> Vec<Siglum> {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (report, story) in stories.iter().enumerate() {
        members.entry(story).or_default().push(report);
    }
    let mut sigla = vec![Siglum::default(); articles.len()];
    for reports in members.values() {
        let of_story: Vec<&Article> = reports.iter().map(|report| &articles[*report]).collect();
        for (report, siglum) in reports.iter().zip(sigla_of(&of_story)) {
            sigla[*report] = siglum;
        }
    }
    sigla
}

fn runs(collection: Passages, stories: &[String], within: bool) -> Vec<SharedRun> {
    let shared = collection.finish();
    let stories = numbered(stories);
    let mut runs = shared.across(&stories);
    if within {
        runs.extend(shared.within(&stories));
    }
    runs
}

/// Ids as numbers: the same for the same id.
fn numbered(ids: &[String]) -> Vec<u32> {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    ids.iter()
        .map(|id| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(id).or_insert(next)
        })
        .collect()
}

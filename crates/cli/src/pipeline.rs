//! The flow: articles to witnesses, witnesses to stories, stories to dossiers.

use std::collections::BTreeMap;

use rayon::prelude::*;
use recension_core::article::Article;
use recension_core::compile::{
    Refusal, Settings, Stories, compile_story, into_stories_corrected, refuse,
};
use recension_core::dossier::{Dossier, FORMAT, StoryEntry, VERSION};
use recension_core::story::{Corrections, StoryView};
use recension_core::witness::{Witness, prepare};

use crate::corrections;
use crate::gather::Gathered;
use crate::messages::Messages;

/// Prepares every article, side by side, in the order given.
pub(crate) fn prepare_all(articles: Vec<Article>, messages: &Messages) -> Vec<Witness> {
    let progress = messages.progress("preparing", articles.len());
    let one = |article| {
        let witness = prepare(article);
        progress.step();
        witness
    };
    articles.into_par_iter().map(one).collect()
}

/// From articles to stories. Corrections that do nothing are said.
pub(crate) fn grouped(
    articles: Vec<Article>,
    corrections: &Corrections,
    messages: &Messages,
) -> Stories {
    let stories = into_stories_corrected(prepare_all(articles, messages), corrections);
    corrections::tell_unused(&stories.unused, messages);
    stories
}

/// The whole flow, from what was read to a dossier.
pub(crate) fn dossier(
    gathered: Gathered,
    corrections: &Corrections,
    settings: &Settings<'_>,
    messages: &Messages,
) -> Dossier {
    let Stories {
        stories,
        standing,
        views,
        ..
    } = grouped(gathered.articles, corrections, messages);
    let progress = messages.progress("compiling", stories.len());
    let one = |(witnesses, view): (Vec<Witness>, &StoryView)| {
        let mut story = compile_story(witnesses, &standing, settings);
        story.thread.clone_from(&view.thread);
        progress.step();
        story
    };
    let stories = stories.into_par_iter().zip(&views);
    let mut stories: Vec<StoryEntry> = stories.map(one).collect();
    stories.sort_by(|x, y| y.reports.cmp(&x.reports).then_with(|| x.id.cmp(&y.id)));
    name_identical(&mut stories, &gathered.identical);
    Dossier {
        format: FORMAT.to_owned(),
        version: VERSION,
        documents: gathered.documents,
        stories,
        notes: gathered.notes,
    }
}

/// Counts the origins of all stories again without links that are refused.
///
/// # Errors
/// Where no story has a link that is named.
pub(crate) fn refuse_links(dossier: &mut Dossier, refusals: &[Refusal]) -> Result<(), String> {
    let mut known = vec![false; refusals.len()];
    for story in &mut dossier.stories {
        for (known, here) in known.iter_mut().zip(refuse(story, refusals)) {
            *known |= here;
        }
    }
    let unknown = refusals.iter().zip(known).find(|(_, known)| !known);
    match unknown {
        Some((refusal, _)) => Err(format!("no count rests on a link {refusal}")),
        None => Ok(()),
    }
}

fn name_identical(stories: &mut [StoryEntry], identical: &BTreeMap<String, Vec<String>>) {
    for witness in stories.iter_mut().flat_map(|story| &mut story.witnesses) {
        if let Some(paths) = identical.get(&witness.document) {
            witness.identical.clone_from(paths);
        }
    }
}

//! The flow: articles to witnesses, witnesses to stories, stories to dossiers.

use std::collections::BTreeMap;

use rayon::prelude::*;
use recension_core::article::Article;
use recension_core::compile::{Stories, compile_story, into_stories};
use recension_core::dossier::{Dossier, FORMAT, StoryEntry, VERSION};
use recension_core::witness::{Witness, prepare};

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

/// The whole flow, from what was read to a dossier.
pub(crate) fn dossier(gathered: Gathered, messages: &Messages) -> Dossier {
    let Stories { stories, standing } = into_stories(prepare_all(gathered.articles, messages));
    let progress = messages.progress("compiling", stories.len());
    let one = |witnesses| {
        let story = compile_story(witnesses, &standing);
        progress.step();
        story
    };
    let mut stories: Vec<StoryEntry> = stories.into_par_iter().map(one).collect();
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

fn name_identical(stories: &mut [StoryEntry], identical: &BTreeMap<String, Vec<String>>) {
    for witness in stories.iter_mut().flat_map(|story| &mut story.witnesses) {
        if let Some(paths) = identical.get(&witness.document) {
            witness.identical.clone_from(paths);
        }
    }
}

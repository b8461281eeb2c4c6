//! The flow: articles to witnesses, witnesses to stories, stories to dossiers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use recension_core::article::Article;
use recension_core::compile::{
    Refusal, Settings, Stories, compile_story, into_stories_corrected, refuse, standing_in,
};
use recension_core::dossier::{Dossier, FORMAT, StoryEntry, VERSION};
use recension_core::story::{Corrections, StoryView};
use recension_core::witness::{Witness, prepare};

use crate::corrections;
use crate::gather::Gathered;
use crate::kept::{Hasher, Kept};
use crate::messages::{Messages, Progress};

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
    let compile = Compile::new(&standing, settings, &gathered.kept, messages, stories.len());
    let one = |(witnesses, view): (Vec<Witness>, &StoryView)| {
        let mut story = compile.story(witnesses);
        story.thread.clone_from(&view.thread);
        story
    };
    let stories = stories.into_par_iter().zip(&views);
    let mut stories: Vec<StoryEntry> = stories.map(one).collect();
    compile.tell();
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

/// Compiling the stories of a run, each unless an earlier run did.
struct Compile<'a> {
    standing: &'a BTreeSet<u64>,
    settings: &'a Settings<'a>,
    /// What tells the settings from others, for the keys.
    chosen: String,
    kept: &'a Kept,
    messages: &'a Messages,
    progress: Progress,
    stories: usize,
    earlier: AtomicUsize,
}

impl<'a> Compile<'a> {
    fn new(
        standing: &'a BTreeSet<u64>,
        settings: &'a Settings<'a>,
        kept: &'a Kept,
        messages: &'a Messages,
        stories: usize,
    ) -> Self {
        // A model is known by what it says.
        let model = settings.model.map(|model| model.vectors(&[PROBE]));
        Self {
            standing,
            settings,
            chosen: format!("{:?} {model:?}", settings.briefing),
            kept,
            messages,
            progress: messages.progress("compiling", stories),
            stories,
            earlier: AtomicUsize::new(0),
        }
    }

    fn story(&self, witnesses: Vec<Witness>) -> StoryEntry {
        let standing = standing_in(&witnesses, self.standing);
        let key = self.kept.key(|| self.hash(&witnesses, &standing));
        let compile = || compile_story(witnesses, &standing, self.settings);
        let done = self.kept.done(key, compile);
        self.kept.keep(done.line.as_slice(), self.messages);
        self.earlier
            .fetch_add(usize::from(done.earlier), Ordering::Relaxed);
        self.progress.step();
        done.result
    }

    /// The hash of all that decides what a story gives.
    fn hash(&self, witnesses: &[Witness], standing: &BTreeSet<u64>) -> String {
        let mut hasher = Hasher::default();
        hasher.value(&(&self.chosen, standing));
        for witness in witnesses {
            hasher.value(&witness.article);
        }
        hasher.finish()
    }

    fn tell(&self) {
        let earlier = self.earlier.load(Ordering::Relaxed);
        let (kept, all) = (self.kept, self.stories);
        kept.tell(earlier, all, "stories were compiled", self.messages);
    }
}

/// A sentence for which two models give different vectors.
const PROBE: &str = "The harbour was closed on Monday, the mayor said.";

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

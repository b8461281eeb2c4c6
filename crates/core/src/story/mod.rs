//! Grouping of reports into stories: which reports tell of the same event.
//!
//! One algorithm serves an archive given at once and a stream of single reports ([`Stream`]). It was
//! chosen so that nothing has to be tuned for a set of data: the decision is a fitted model over
//! features that are measured against the groups themselves.
//!
//! 1. A report becomes a sketch: its stems with how early and how often they stand, which of them
//!    are names or figures, title and lead apart, the days that its first sentences tell of, resolved
//!    against its date ([`told`]), and a sample of its passages ([`sketch`]; shingling: Broder
//!    1997). A sketch needs tokens alone, so a stream is read without the whole preparation.
//! 2. Reports of the same kept text are one text, so that a thousand copies weigh as one. Sentences
//!    that stand in reports which otherwise share nothing (footers, standing paragraphs) are left
//!    out ([`standing`] for many reports at once, [`footers`] for a stream).
//! 3. Terms weigh by how few reports hold them (Spärck Jones 1972): a bundled table of document
//!    frequencies ([`priors`]) together with counts of what was met ([`background`]; count-min
//!    sketch: Cormode and Muthukrishnan 2005), halved from time to time so that weights do not
//!    drift with the length of a stream. Texts of open stories are weighed anew whenever they are
//!    placed, and before a comparison where a fifth as many reports as are counted have come since.
//! 4. An index over the weightiest terms finds what is worth a look: pairs of texts where many come
//!    at once ([`candidates`]), stories for a single report ([`postings`], of fixed size).
//! 5. Two groups are compared as wholes ([`decision`]): mean likenesses over all pairs of reports
//!    between them (group-average linkage: Sokal and Michener 1958; from sums of vectors, as in
//!    Cutting and others 1992), measured against how alike each is within itself. A logistic model
//!    turns them into odds. So no chain of single likenesses joins two events. The weights are
//!    fitted by `recension-eval train-stories` on the decisions that grouping meets (the data
//!    aggregation of Ross, Gordon and Bagnell 2011).
//! 6. Placing ([`place`]): texts are joined to groups, the best odds first ([`agglomerate`]). Many
//!    reports at once are all placed in one go. A single report joins the likeliest story or opens
//!    one; where a story has grown by a fifth, or two have become alike, these alone are taken apart
//!    into their texts and placed anew. That is how stories merge and split. A group goes on as the
//!    story it has most texts of, so ids are kept ([`Change`] tells what happened and why).
//! 7. Stories that have gone longest without a report are closed beyond a window ([`Window`]): only
//!    a summary of their weightiest terms is kept, and they still take in what comes late.
//! 8. Stories of the same cast that come near to being one belong to one thread ([`threads`]).
//!
//! Reports given at once give the same stories in any order: texts are sorted by their fingerprints
//! first, and ties go to the first. Given one at a time, the order can matter, as each is placed on
//! what came before; `recension-eval stories --shuffles` tells by how much, and [`Stream::settle`]
//! places anew whatever still can be. Dates of publication are one feature of the decision, capped
//! at a year, and never decide what is open: a report of the year 1 or 9999 harms no other. A
//! report given again (same text, outlet, address, record and date) changes nothing.
//!
//! Reports in two languages share only names and figures; these then stand for the whole text, so
//! that they come together where names and dates agree, and stay apart otherwise.

mod agglomerate;
mod arrive;
mod background;
mod candidates;
mod change;
mod corrections;
mod decision;
mod facts;
mod footers;
mod place;
mod postings;
mod priors;
mod rehearsal;
mod sketch;
mod sparse;
mod standing;
mod stream;
mod summary;
mod threads;
mod told;
mod weights;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::witness::{Term, Witness};
pub use change::{Change, Why};
pub use corrections::{Correction, CorrectionKind, Corrections, UnusedLine};
pub use decision::{FEATURE_NAMES, FEATURES, Features};
pub(crate) use priors::Priors;
pub use rehearsal::Rehearsal;
pub use sketch::{Sketch, Sketcher};
pub use stream::{StoryView, Stream, Window};

/// Stories found among reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouping {
    /// Indices of the reports of each story. Each report stands in exactly one. The largest story
    /// first; ties, and the reports of a story, in an order that comes from their texts.
    pub stories: Vec<Vec<usize>>,
    /// What is told of each story, in the same order.
    pub views: Vec<StoryView>,
    /// What happened, and why.
    pub changes: Vec<Change>,
    /// Corrections that could not be applied.
    pub unused: Vec<UnusedLine>,
}

/// Says whether two groups are of one story, seeing their reports (as indices) and how alike they
/// are: above zero for yes, the more the sooner they are joined.
pub type Judge<'a> = &'a mut dyn FnMut(&[usize], &[usize], &Features) -> f64;

/// Groups reports into stories.
///
/// Any input gives a grouping: reports without a word each stand alone, and reports with the same
/// kept text are always together.
pub fn group(witnesses: &[Witness]) -> Grouping {
    group_corrected(witnesses, &Corrections::default())
}

/// Groups reports into stories, with what analysts have corrected.
pub fn group_corrected(witnesses: &[Witness], corrections: &Corrections) -> Grouping {
    let judge = &mut |_: &[usize], _: &[usize], features: &Features| features.log_odds();
    grouping(witnesses, corrections, judge)
}

/// Groups reports into stories by a judge of one's own.
pub fn group_with(witnesses: &[Witness], judge: Judge<'_>) -> Vec<Vec<usize>> {
    Rehearsal::of(witnesses).group_with(judge)
}

/// The stories of reports that are sketched only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// The id of the story of each report, in the order given.
    pub ids: Vec<String>,
    /// Corrections that could not be applied.
    pub unused: Vec<UnusedLine>,
}

/// Groups reports that are sketched only; the stories are those of [`group_corrected`].
pub fn place_sketches(sketches: Vec<Sketch>, corrections: &Corrections) -> Placed {
    let texts: Vec<Term> = sketches.iter().map(|sketch| sketch.text).collect();
    let mut stream = Stream::new(Window::UNBOUNDED, corrections.clone());
    stream.add(sketches);
    let id = |text: &Term| stream.story_with(*text).map(|story| stream.id_of(story));
    Placed {
        ids: texts
            .iter()
            .map(|text| id(text).unwrap_or_default())
            .collect(),
        unused: stream.unused_corrections(),
    }
}

fn by_text(sketches: &[Sketch]) -> BTreeMap<Term, Vec<usize>> {
    let mut texts: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (report, sketch) in sketches.iter().enumerate() {
        texts.entry(sketch.text).or_default().push(report);
    }
    texts
}

fn grouping(witnesses: &[Witness], corrections: &Corrections, judge: Judge<'_>) -> Grouping {
    let sketches: Vec<Sketch> = witnesses.iter().map(Sketch::of).collect();
    let texts = by_text(&sketches);
    let mut stream = Stream::new(Window::UNBOUNDED, corrections.clone());
    let changes = stream.add_with(sketches, judge);
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (text, mut reports) in texts {
        reports.sort_by_key(|report| witnesses[*report].article.identity());
        let story = stream.story_with(text).unwrap_or(u32::MAX);
        members.entry(story).or_default().extend(reports);
    }
    let views: BTreeMap<String, StoryView> = stream
        .stories()
        .into_iter()
        .map(|view| (view.id.clone(), view))
        .collect();
    let mut stories: Vec<(Vec<usize>, StoryView)> = members
        .into_iter()
        .filter_map(|(story, reports)| Some((reports, views.get(&stream.id_of(story))?.clone())))
        .collect();
    stories.sort_by(|x, y| y.0.len().cmp(&x.0.len()).then_with(|| x.1.id.cmp(&y.1.id)));
    let (stories, views) = stories.into_iter().unzip();
    Grouping {
        stories,
        views,
        changes,
        unused: stream.unused_corrections(),
    }
}

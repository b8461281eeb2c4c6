//! The list of stories of an input.

use std::collections::BTreeSet;

use super::Stories;
use crate::derivation::{Examined, examine};
use crate::dossier::{
    LIST_FORMAT, LIST_VERSION, ListedChange, ListedReport, ListedStory, OriginRange, StoryList,
    UnusedCorrection,
};
use crate::origins::trace;
use crate::story::{Change, Sketch, StoryView};
use crate::witness::Witness;

/// One story of a list. `standing` as for [`super::compile_story`].
pub fn list_story(
    mut witnesses: Vec<Witness>,
    view: &StoryView,
    standing: &BTreeSet<u64>,
) -> ListedStory {
    super::label(&mut witnesses);
    let outlets: BTreeSet<String> = witnesses.iter().filter_map(outlet).collect();
    let mut reports: Vec<(bool, ListedReport)> = witnesses
        .iter()
        .map(report)
        .map(|report| (report.published.is_none(), report))
        .collect();
    reports.sort_by(|(x_undated, x), (y_undated, y)| {
        let key = |report: &ListedReport| (report.published.clone(), report.path.clone());
        x_undated.cmp(y_undated).then_with(|| key(x).cmp(&key(y)))
    });
    let time = |value: Option<crate::time::DateValue>| value.map(|value| value.iso_from());
    ListedStory {
        id: view.id.clone(),
        thread: view.thread.clone(),
        headline: view.headline.clone(),
        first: time(view.first),
        last: time(view.last),
        outlets: outlets.into_iter().collect(),
        origins: origins(&witnesses, standing),
        reports: reports.into_iter().map(|(_, report)| report).collect(),
    }
}

/// The whole list, from its stories.
pub fn list(listed: Vec<ListedStory>, stories: &Stories) -> StoryList {
    StoryList {
        format: LIST_FORMAT.to_owned(),
        version: LIST_VERSION,
        stories: listed,
        changes: stories.changes.iter().map(change).collect(),
        unused_corrections: stories
            .unused
            .iter()
            .map(|unused| UnusedCorrection {
                line: unused.line,
                why: unused.why.clone(),
            })
            .collect(),
    }
}

fn origins(witnesses: &[Witness], standing: &BTreeSet<u64>) -> OriginRange {
    let Examined {
        derivations,
        likely,
        ..
    } = examine(witnesses, standing);
    trace(witnesses, &derivations, &likely).range
}

fn outlet(witness: &Witness) -> Option<String> {
    let outlet = witness.article.metadata.outlet.as_ref()?;
    Some(outlet.value.clone())
}

fn report(witness: &Witness) -> ListedReport {
    let article = &witness.article;
    let path = &article.document.path;
    let sketch = Sketch::of(witness);
    let published = article.metadata.published.as_ref();
    ListedReport {
        id: sketch.id(),
        path: match &article.record {
            Some(record) => format!("{path}:{}", record.line),
            None => path.clone(),
        },
        outlet: outlet(witness),
        title: sketch.title().to_owned(),
        published: published.map(|stated| stated.value.iso()),
    }
}

fn change(change: &Change) -> ListedChange {
    let (name, story, reports, into) = match change {
        Change::Opened { report, story, .. } => ("opened", story, vec![report.clone()], None),
        Change::Joined { report, story, .. } => ("joined", story, vec![report.clone()], None),
        Change::Known { report, story } => ("known", story, vec![report.clone()], None),
        Change::Merged { story, into, .. } => ("merged", story, Vec::new(), Some(into.clone())),
        Change::Split {
            story,
            into,
            reports,
            ..
        } => ("split", story, reports.clone(), Some(into.clone())),
        Change::Moved {
            report,
            story,
            into,
            ..
        } => ("moved", story, vec![report.clone()], Some(into.clone())),
    };
    ListedChange {
        change: name.to_owned(),
        story: story.clone(),
        reports,
        into,
        reason: change.to_string(),
    }
}

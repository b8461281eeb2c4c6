//! Drift: what a derived report dropped, added or changed against its source.
//!
//! Sentences are compared where the collation says that they answer each other. What is said to
//! be dropped or added stands nowhere in the other report, not only not in the answering sentence.

mod detail;
mod entries;
mod pairs;
mod reword;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::claim::StoryContext;
use crate::derivation::Answer;
use crate::dossier::{DriftKind, Scope};
use crate::text::TextSpan;

/// One change that a derived report made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Index of the source.
    pub source: usize,
    /// Index of the target.
    pub target: usize,
    /// What was done.
    pub kind: DriftKind,
    /// In a sentence for people.
    pub note: String,
    /// Where in the source.
    pub source_spans: Vec<TextSpan>,
    /// Where in the target.
    pub target_spans: Vec<TextSpan>,
}

/// What the target changed of the source: changes first, then what was dropped, then what was
/// added, each in order of place.
///
/// `accounted` says by sentence of the target which sentence of the source accounts for it, as a
/// derivation has it; the correspondences of the collation are added. Where only passages were
/// taken, the rest of both reports was neither dropped nor added.
pub fn along(
    story: &StoryContext,
    source: usize,
    target: usize,
    accounted: &BTreeMap<usize, Answer>,
    scope: Scope,
) -> Vec<Change> {
    let pairs = pairs::answering(story, source, target, accounted);
    let mut changes = Vec::new();
    for pair in &pairs {
        changes.extend(reword::changes(story, source, target, pair));
        changes.extend(detail::speech(story, source, target, pair));
        changes.extend(detail::certainty(story, source, target, pair));
    }
    changes.extend(detail::details(story, source, target, &pairs));
    if scope == Scope::Report {
        changes.extend(pairs::unanswered(story, source, target, &pairs));
    }
    changes.sort_by(|x, y| {
        let rank = |kind: DriftKind| match kind {
            DriftKind::Changed => 0,
            DriftKind::Dropped => 1,
            DriftKind::Added => 2,
        };
        (rank(x.kind), &x.source_spans, &x.target_spans, &x.note).cmp(&(
            rank(y.kind),
            &y.source_spans,
            &y.target_spans,
            &y.note,
        ))
    });
    changes.dedup();
    changes
}

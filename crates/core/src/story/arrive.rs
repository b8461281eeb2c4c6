//! One report as it comes: it joins a story or opens one, and stories are reconsidered.

use super::change::{Change, Why};
use super::decision::Features;
use super::sketch::{Line, Sketch, merged};
use super::stream::{Stream, Unit, default_judge, hex};
use super::summary::Summary;
use super::{candidates, sparse, standing};
use crate::witness::Term;

/// Candidate stories that a report is compared with.
const CANDIDATES: usize = 8;
/// Log-odds with a report from which a story is also compared with the report's story.
const NEAR: f64 = -3.0;
/// A story is put together anew when it has this many times the texts it had the last time.
const GROWN: f64 = 1.2;
/// Texts from which that is done.
const LEAST_TEXTS: usize = 3;

impl Stream {
    pub(super) fn one(&mut self, mut sketch: Sketch, changes: &mut Vec<Change>) {
        if let Some(story) = self.story_with(sketch.text) {
            return self.copy(&sketch, story, changes);
        }
        self.leave_standing_out(&mut sketch);
        let terms = sketch.terms();
        self.background.count(&terms);
        let unit = Unit::of(&sketch, terms);
        let summary = unit.summary(&self.background);
        let candidates = self.candidates(&summary, None);
        for story in &candidates {
            self.refresh(*story);
        }
        let near = self.compared(&summary, &candidates);
        let corrected = self.corrected(sketch.text);
        let story = if corrected.is_empty() {
            self.join_or_open(unit, summary, &near, changes)
        } else {
            let mut stories = corrected;
            stories.extend(
                near.iter()
                    .filter(|near| near.odds() > NEAR)
                    .map(|n| n.story),
            );
            self.place(vec![unit], &stories, &mut default_judge, changes);
            self.story_with(sketch.text).unwrap_or_default()
        };
        self.footers.remember(&sketch.lines, story);
        self.reconsider(story, &near, changes);
    }

    /// The stories with which a correction names a report together.
    fn corrected(&self, text: Term) -> Vec<u32> {
        let partners = self.corrections.partners(text).into_iter();
        partners
            .filter_map(|partner| self.story_with(partner))
            .collect()
    }

    fn join_or_open(
        &mut self,
        unit: Unit,
        summary: Summary,
        near: &[Near],
        changes: &mut Vec<Change>,
    ) -> u32 {
        let report = hex(unit.text.0);
        let best = near.first();
        let why = best.map_or(Why::NothingAlike, |best| Why::of(&best.features));
        if let Some(best) = best.filter(|best| best.odds() > 0.0) {
            self.take_in(best.story, unit, summary);
            let story = self.id_of(best.story);
            changes.push(Change::Joined { report, story, why });
            return best.story;
        }
        let story = self.open(unit.facts.founder.text);
        self.take_in(story, unit, summary);
        changes.push(Change::Opened {
            report,
            story: self.id_of(story),
            why,
        });
        story
    }

    /// The stories that share most of the weighty terms of a text or story.
    fn candidates(&self, summary: &Summary, but: Option<u32>) -> Vec<u32> {
        let terms = sparse::weightiest(&summary.content.sum, candidates::INDEXED_TERMS);
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (term, weight) in terms {
            let stories = self.postings.stories(term);
            found.extend(stories.map(|story| (self.resolve(story), weight * weight)));
        }
        found.sort_unstable_by_key(|(story, _)| *story);
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        found.retain(|(story, _)| Some(*story) != but);
        found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let stories = found.into_iter().map(|(story, _)| story);
        stories.take(CANDIDATES).collect()
    }

    /// The same, compared as wholes, the likeliest first.
    pub(super) fn near(&self, summary: &Summary, but: Option<u32>) -> Vec<Near> {
        self.compared(summary, &self.candidates(summary, but))
    }

    fn compared(&self, summary: &Summary, candidates: &[u32]) -> Vec<Near> {
        let compared = |story: &u32| {
            let story = *story;
            let other = self.stories.get(story as usize)?;
            let features = Features::of(summary, &other.summary);
            Some(Near { story, features })
        };
        let mut near: Vec<Near> = candidates.iter().filter_map(compared).collect();
        near.sort_by(|x, y| y.odds().total_cmp(&x.odds()).then(x.story.cmp(&y.story)));
        near
    }

    /// Whether a story that has had a report is still one, and whether it has become one with
    /// another.
    fn reconsider(&mut self, story: u32, near: &[Near], changes: &mut Vec<Change>) {
        let Some(entry) = self.stories.get(story as usize) else {
            return;
        };
        let alike = |near: &&Near| {
            let Some(other) = self.stories.get(near.story as usize) else {
                return false;
            };
            let odds = || Features::of(&entry.summary, &other.summary).log_odds();
            near.story != story && near.odds() > NEAR && other.forward.is_none() && odds() > 0.0
        };
        let mut stories: Vec<u32> = near.iter().filter(alike).map(|near| near.story).collect();
        let texts = entry.units.len();
        let grown = texts >= LEAST_TEXTS && texts as f64 >= GROWN * entry.examined_at as f64;
        if grown || !stories.is_empty() {
            stories.push(story);
            self.place(Vec::new(), &stories, &mut default_judge, changes);
        }
    }

    /// Leaves out sentences that stand in stories the rest of the report is unlike.
    fn leave_standing_out(&mut self, sketch: &mut Sketch) {
        let met = |line: &Line| self.footers.story(line).is_some();
        if !sketch.lines.iter().any(met) {
            return;
        }
        let own = sketch.lines.iter().filter(|line| !met(line));
        let rest = merged(own.flat_map(|line| &line.terms));
        let rest = Summary::of_terms(&rest, &self.background);
        let unlike = |story: u32| {
            let other = self.stories.get(self.resolve(story) as usize);
            let likeness = other.and_then(|other| rest.between(&other.summary.content));
            likeness.is_some_and(|likeness| likeness < standing::UNRELATED)
        };
        let standing: Vec<bool> = sketch
            .lines
            .iter()
            .map(|line| {
                self.footers.is_standing(line) || self.footers.story(line).is_some_and(unlike)
            })
            .collect();
        if standing.iter().all(|standing| *standing) {
            return;
        }
        for (line, _) in sketch.lines.iter().zip(&standing).filter(|(_, s)| **s) {
            self.footers.mark(line);
        }
        let mut keep = standing.iter();
        sketch.lines.retain(|_| keep.next() == Some(&false));
    }
}

/// A story beside a text or another story.
pub(super) struct Near {
    pub(super) story: u32,
    pub(super) features: Features,
}

impl Near {
    pub(super) fn odds(&self) -> f64 {
        self.features.log_odds()
    }
}

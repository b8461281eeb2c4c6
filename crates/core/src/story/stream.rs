//! Stories out of a stream of reports.
//!
//! Reports come one at a time or by the thousand, in any order. One at a time, a report is compared
//! with the few stories that share its weightiest terms, as wholes, and joins the likeliest or opens
//! one; where it makes two stories alike, or a story has grown by a fifth, these are taken apart and
//! put together anew by the very procedure that groups a thousand reports at once
//! ([`super::place`]). So what was decided on little is decided again on more, and a story can be
//! merged or split.

use std::collections::BTreeSet;

use super::Judge;
use super::background::Background;
use super::change::{Change, Why};
use super::corrections::Corrections;
use super::decision::Features;
use super::facts::Facts;
use super::footers::Footers;
use super::postings::Postings;
use super::sketch::{Sketch, Usage};
use super::standing;
use super::summary::{Reading, Summary};
use super::{candidates, sparse};
use crate::language::{WordMap, WordSet};
use crate::time::DateValue;
use crate::witness::Term;

/// Terms kept of a closed story.
const CLOSED_TERMS: usize = 30;

/// How much of a stream is kept open to second thoughts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Distinct texts that can still be placed anew; where there are more, the stories that have
    /// gone longest without a report are closed. A closed story still takes in reports.
    pub texts: usize,
    /// The same within one story.
    pub texts_of_story: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            texts: 8192,
            texts_of_story: 32,
        }
    }
}

impl Window {
    /// Everything stays open.
    pub const UNBOUNDED: Self = Self {
        texts: usize::MAX,
        texts_of_story: usize::MAX,
    };
}

/// A text that can be placed anew, or many of a story that cannot any more.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) text: Term,
    pub(super) body: Body,
    pub(super) facts: Facts,
}

/// What is compared of a unit.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// A text, weighed anew whenever it is placed: what its terms tell changes with what was met.
    Text(Box<Reading>),
    /// Many texts, or what is left of a closed story.
    Whole(Box<Summary>),
}

impl Unit {
    pub(super) fn of(sketch: &Sketch, terms: Vec<Usage>) -> Self {
        Self {
            text: sketch.text,
            body: Body::Text(Box::new(Reading::new(sketch, terms))),
            facts: Facts::of(sketch),
        }
    }

    /// All that is known of a story that has no units.
    pub(super) fn whole(story: &Story) -> Self {
        Self {
            text: story.facts.founder.text,
            body: Body::Whole(Box::new(story.summary.clone())),
            facts: story.facts.clone(),
        }
    }

    pub(super) fn summary(&self, background: &Background) -> Summary {
        match &self.body {
            Body::Text(reading) => Summary::of(reading, background),
            Body::Whole(summary) => (**summary).clone(),
        }
    }

    /// Takes another unit in, for good.
    pub(super) fn take_in(&mut self, other: &Self, background: &Background) {
        let joined = self.summary(background).join(&other.summary(background));
        self.body = Body::Whole(Box::new(joined));
        self.facts.add(&other.facts);
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    pub(super) id: u64,
    /// The story this one was merged into.
    pub(super) forward: Option<u32>,
    /// The story as a whole.
    pub(super) summary: Summary,
    pub(super) facts: Facts,
    /// Texts that can be placed anew, in the order they came.
    pub(super) units: Vec<Unit>,
    /// Those that cannot any more; `None` with no units: the whole.
    pub(super) core: Option<Box<Unit>>,
    /// How many texts could be placed anew when they last were.
    pub(super) examined_at: usize,
    /// How many reports had been met when its texts were last weighed.
    pub(super) weighed_at: u64,
    /// When it last had a report.
    last: u64,
}

/// A story as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryView {
    /// Its id: that of its first report when it was opened.
    pub id: String,
    /// The id of its thread: that of the thread's first story.
    pub thread: String,
    /// The title of its first report.
    pub headline: String,
    /// Reports, copies counted each.
    pub reports: u32,
    /// Outlets, up to 64.
    pub outlets: usize,
    /// The earliest time of publication stated.
    pub first: Option<DateValue>,
    /// The latest.
    pub last: Option<DateValue>,
}

/// Groups reports into stories as they come.
#[derive(Debug, Default)]
pub struct Stream {
    window: Window,
    pub(super) corrections: Corrections,
    pub(super) background: Background,
    pub(super) footers: Footers,
    pub(super) stories: Vec<Story>,
    pub(super) postings: Postings,
    /// Reports met, by identity.
    known: WordSet<Term>,
    /// The story of each text.
    pub(super) texts: WordMap<Term, u32>,
    /// Stories by their ids.
    pub(super) ids: WordMap<u64, u32>,
    /// Stories with texts that can be placed anew, those longest without a report first.
    live: BTreeSet<(u64, u32)>,
    /// How many texts those are.
    pub(super) open_texts: usize,
    clock: u64,
}

pub(super) fn hex(id: u64) -> String {
    format!("{id:016x}")
}

impl Stream {
    /// An empty stream.
    pub fn new(window: Window, corrections: Corrections) -> Self {
        Self {
            window,
            corrections,
            ..Self::default()
        }
    }

    /// Takes in reports: one, or many at once. What happened comes back in the order it happened.
    /// Many at once give the same stories in whatever order they are given.
    pub fn add(&mut self, sketches: Vec<Sketch>) -> Vec<Change> {
        self.add_with(sketches, &mut |_, _, features| features.log_odds())
    }

    pub(super) fn add_with(&mut self, mut sketches: Vec<Sketch>, judge: Judge<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        sketches.sort_by_key(Sketch::order);
        sketches.retain(|sketch| self.is_new(sketch, &mut changes));
        match sketches.pop() {
            Some(only) if sketches.is_empty() => self.one(only, &mut changes),
            Some(last) => {
                sketches.push(last);
                self.many(sketches, judge, &mut changes);
            }
            None => {}
        }
        self.close_beyond_window();
        changes
    }

    /// Places all texts anew that can be.
    pub fn settle(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        let stories: Vec<u32> = self.live.iter().map(|(_, story)| *story).collect();
        self.place(Vec::new(), &stories, &mut default_judge, &mut changes);
        self.close_beyond_window();
        changes
    }

    /// The id of the story that has a report; `None` for a report that was never added.
    pub fn story_of(&self, sketch: &Sketch) -> Option<String> {
        let story = self.story_with(sketch.text)?;
        Some(hex(self.stories.get(story as usize)?.id))
    }

    /// How many stories there are.
    pub fn stories_count(&self) -> usize {
        self.stories
            .iter()
            .filter(|story| story.forward.is_none())
            .count()
    }

    /// All stories, in the order they were opened.
    pub fn stories(&self) -> Vec<StoryView> {
        let threads = self.threads();
        let live = self.stories.iter().zip(threads);
        live.filter(|(story, _)| story.forward.is_none())
            .map(|(story, thread)| StoryView {
                id: hex(story.id),
                thread: hex(thread),
                headline: story.facts.founder.title.to_string(),
                reports: story.facts.reports,
                outlets: story.facts.outlets.len(),
                first: story.facts.first,
                last: story.facts.last,
            })
            .collect()
    }

    pub(super) fn story_with(&self, text: Term) -> Option<u32> {
        self.texts.get(&text).map(|story| self.resolve(*story))
    }

    /// The story that a story was merged into, or itself.
    pub(super) fn resolve(&self, mut story: u32) -> u32 {
        while let Some(into) = self.stories.get(story as usize).and_then(|s| s.forward) {
            story = into;
        }
        story
    }

    /// Whether a report was not given before.
    fn is_new(&mut self, sketch: &Sketch, changes: &mut Vec<Change>) -> bool {
        let new = self.known.insert(sketch.identity);
        if !new && let Some(story) = self.story_of(sketch) {
            let report = sketch.id();
            changes.push(Change::Known { report, story });
        }
        new
    }

    /// Counts a report whose text is known.
    pub(super) fn copy(&mut self, sketch: &Sketch, story: u32, changes: &mut Vec<Change>) {
        let mut facts = Facts::of(sketch);
        facts.texts = 0;
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        entry.facts.add(&facts);
        if let Some(unit) = entry.units.iter_mut().find(|unit| unit.text == sketch.text) {
            unit.facts.add(&facts);
        } else if let Some(core) = &mut entry.core {
            core.facts.add(&facts);
        }
        changes.push(Change::Joined {
            report: sketch.id(),
            story: hex(entry.id),
            why: Why::SameText,
        });
        self.touch(story);
    }

    fn many(&mut self, sketches: Vec<Sketch>, judge: Judge<'_>, changes: &mut Vec<Change>) {
        let mut distinct: Vec<Sketch> = Vec::with_capacity(sketches.len());
        let mut copies = Vec::new();
        let mut seen: WordSet<Term> = WordSet::default();
        for sketch in sketches {
            if self.texts.contains_key(&sketch.text) || !seen.insert(sketch.text) {
                copies.push(sketch);
            } else {
                distinct.push(sketch);
            }
        }
        // Ties in grouping go to the first text: an order that does not hang on dates.
        distinct.sort_by_key(|sketch| sketch.text);
        let units = weighed(&mut distinct, &mut self.background);
        let stories: Vec<u32> = self.live.iter().map(|(_, story)| *story).collect();
        self.place(units, &stories, judge, changes);
        for sketch in &distinct {
            if let Some(story) = self.story_with(sketch.text) {
                self.footers.remember(&sketch.lines, story);
            }
        }
        for sketch in copies {
            if let Some(story) = self.story_with(sketch.text) {
                self.copy(&sketch, story, changes);
            }
        }
    }

    pub(super) fn id_of(&self, story: u32) -> String {
        hex(self.stories.get(story as usize).map_or(0, |story| story.id))
    }

    /// A new story without reports, named after its first.
    pub(super) fn open(&mut self, founder: Term) -> u32 {
        let story = u32::try_from(self.stories.len()).unwrap_or(u32::MAX);
        let mut id = founder.0;
        // The name may be taken by a story that has lost its first report.
        while self.ids.contains_key(&id) {
            id = id.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) ^ 1;
        }
        self.ids.insert(id, story);
        self.stories.push(Story {
            id,
            ..Story::default()
        });
        story
    }

    /// `summary` is that of the unit.
    pub(super) fn take_in(&mut self, story: u32, unit: Unit, summary: Summary) {
        self.texts.insert(unit.text, story);
        self.index(story, &summary);
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        // A closed story opens again for what comes from now on.
        if entry.units.is_empty() && entry.core.is_none() && entry.facts.reports > 0 {
            entry.core = Some(Box::new(Unit::whole(entry)));
        }
        entry.summary = if entry.facts.reports == 0 {
            entry.weighed_at = self.background.met();
            summary
        } else {
            entry.summary.join(&summary)
        };
        entry.facts.add(&unit.facts);
        entry.units.push(unit);
        self.open_texts += 1;
        self.touch(story);
        self.fold(story);
    }

    /// Makes a story findable by the weightiest terms of a text.
    pub(super) fn index(&mut self, story: u32, summary: &Summary) {
        let terms = sparse::weightiest(&summary.content.sum, candidates::INDEXED_TERMS);
        for (term, _) in terms {
            self.postings.add(term, story);
        }
    }

    /// Weighs the texts of a story anew where enough has been met since.
    pub(super) fn refresh(&mut self, story: u32) {
        let met = self.background.met();
        let background = &self.background;
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        if !background.has_moved_since(entry.weighed_at) || entry.units.is_empty() {
            return;
        }
        let core = entry.core.iter().map(|core| &**core);
        let all = core.chain(&entry.units);
        let summaries = all.map(|unit| unit.summary(background));
        if let Some(summary) = summaries.reduce(|x, y| x.join(&y)) {
            entry.summary = summary;
            entry.weighed_at = met;
        }
    }

    /// Notes that a story has had a report.
    pub(super) fn touch(&mut self, story: u32) {
        self.clock += 1;
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        self.live.remove(&(entry.last, story));
        entry.last = self.clock;
        if !entry.units.is_empty() {
            self.live.insert((entry.last, story));
        }
    }

    /// Takes a story out of those that can be placed anew.
    pub(super) fn retire(&mut self, story: u32) {
        if let Some(entry) = self.stories.get(story as usize) {
            self.live.remove(&(entry.last, story));
        }
    }

    /// Texts of a large story that came long ago cannot be placed anew any more, but for those that
    /// a correction names.
    pub(super) fn fold(&mut self, story: u32) {
        let most = self.window.texts_of_story;
        let Some(entry) = self.stories.get_mut(story as usize) else {
            return;
        };
        if entry.units.len() <= most {
            return;
        }
        let named = |unit: &Unit| !self.corrections.partners(unit.text).is_empty();
        let before = entry.units.len();
        let mut surplus = before - most / 2;
        let mut kept = Vec::with_capacity(most);
        for unit in entry.units.drain(..) {
            if surplus == 0 || named(&unit) {
                kept.push(unit);
                continue;
            }
            surplus -= 1;
            entry.core = Some(match entry.core.take() {
                None => Box::new(unit),
                Some(mut core) => {
                    core.take_in(&unit, &self.background);
                    core
                }
            });
        }
        entry.units = kept;
        entry.examined_at = entry.units.len();
        self.open_texts -= before - entry.units.len();
    }

    fn close_beyond_window(&mut self) {
        while self.open_texts > self.window.texts {
            let Some((_, story)) = self.live.pop_first() else {
                return;
            };
            if let Some(entry) = self.stories.get_mut(story as usize) {
                self.open_texts -= entry.units.len();
                entry.units = Vec::new();
                entry.core = None;
                entry.examined_at = 0;
                entry.summary.shorten(CLOSED_TERMS);
                entry.facts.outlets.shrink_to_fit();
            }
        }
    }
}

/// Units of texts that come at once: standing sentences are left out, and terms counted.
pub(super) fn weighed(distinct: &mut [Sketch], background: &mut Background) -> Vec<Unit> {
    standing::leave_out(distinct);
    let terms: Vec<Vec<Usage>> = distinct.iter().map(Sketch::terms).collect();
    terms.iter().for_each(|terms| background.count(terms));
    let pairs = distinct.iter().zip(terms);
    pairs
        .map(|(sketch, terms)| Unit::of(sketch, terms))
        .collect()
}

pub(super) fn default_judge(_: &[usize], _: &[usize], features: &Features) -> f64 {
    features.log_odds()
}

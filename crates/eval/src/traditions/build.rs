//! Making one tradition: who tells, who copies from whom and how, and what is lost.

use std::collections::BTreeSet;

use serde::Serialize;

use super::contested::{Contest, contest};
use super::rewrite::{About, Level, Sentence, reworded, slipped};
use super::scenario::{Scenario, Slots, filled, scenarios};
use super::words;
use crate::generate::{Numbers, Record};

/// What became of a report that was made.
#[derive(Clone, Debug, Serialize)]
pub struct Made {
    /// As a record; `None` for a lost source.
    pub record: Option<Record>,
    /// Those it was made from, by number.
    pub parents: Vec<usize>,
    /// The tellings in it, narration only.
    pub lineages: BTreeSet<usize>,
    /// Its sentences without the standing ones.
    #[serde(skip)]
    pub sentences: Vec<String>,
}

/// A tradition with its truth.
#[derive(Clone, Debug, Serialize)]
pub struct Tradition {
    /// How its copies were reworded.
    pub level: Level,
    /// Everything that was written, sources before copies.
    pub made: Vec<Made>,
    /// Reports of another event by the same outlets, with the same footers.
    pub others: Vec<Record>,
    /// The figures about which its reports were made to part.
    pub contests: Vec<Contest>,
}

impl Tradition {
    /// Whether one was made from another, at whatever remove.
    pub fn is_from(&self, copy: usize, source: usize) -> bool {
        let parents = &self.made[copy].parents;
        parents.contains(&source) || parents.iter().any(|parent| self.is_from(*parent, source))
    }

    /// Those without a source that are there or that something there goes back to.
    pub fn origins(&self) -> usize {
        let roots = (0..self.made.len()).filter(|made| self.made[*made].parents.is_empty());
        let present = |root: usize| {
            let there = (0..self.made.len()).filter(|made| self.made[*made].record.is_some());
            there
                .into_iter()
                .any(|made| made == root || self.is_from(made, root))
        };
        roots.filter(|root| present(*root)).count()
    }
}

/// Minutes between two reports, at most.
const MOST_MINUTES: usize = 240;

struct Maker<'a> {
    numbers: &'a mut Numbers,
    scenario: Scenario,
    slots: Slots,
    level: Level,
    /// Whether the speaker spoke another language, so that each origin has its own translation.
    translated: bool,
    lineages: usize,
    minutes: usize,
    outlets: Vec<String>,
    /// Whether figures slip and dates are left out or wrong by chance.
    careless: bool,
    /// Whether each rewriter has a thoroughness of his own.
    mixed: bool,
}

pub(super) struct Draft {
    title: String,
    pub(super) sentences: Vec<Sentence>,
    pub(super) parents: Vec<usize>,
    outlet: String,
    pub(super) minutes: usize,
    credit: Option<String>,
}

/// A tradition of so many reports, in which figures slip and dates are wrong by chance.
pub(super) fn tradition(reports: usize, level: Level, numbers: &mut Numbers) -> Tradition {
    made(reports, level, [true, false], numbers)
}

/// The same, in which each rewriter is as thorough as he likes.
pub(super) fn mixed(reports: usize, level: Level, numbers: &mut Numbers) -> Tradition {
    made(reports, level, [true, true], numbers)
}

/// A tradition of so many reports that part about chosen figures and about nothing else.
pub(super) fn contested(reports: usize, level: Level, numbers: &mut Numbers) -> Tradition {
    made(reports, level, [false, false], numbers)
}

fn made(
    reports: usize,
    level: Level,
    [careless, mixed]: [bool; 2],
    numbers: &mut Numbers,
) -> Tradition {
    let mut all = scenarios();
    let scenario = all.swap_remove(numbers.below(all.len()));
    let other = all.swap_remove(0);
    let slots = words::slots(numbers);
    let translated = numbers.below(2) == 0;
    let outlets = words::outlets(reports + 8, numbers);
    let mut maker = Maker {
        numbers,
        scenario,
        slots,
        level,
        translated,
        lineages: 0,
        minutes: 0,
        outlets,
        careless,
        mixed,
    };
    let origins = 1 + maker.numbers.below(4.min(1 + reports / 4));
    let lost = origins > 0 && maker.numbers.below(100) < 35;
    let mut drafts: Vec<Draft> = (0..origins).map(|reporter| maker.told(reporter)).collect();
    while drafts.len() < reports {
        let draft = maker.made_from(&drafts, origins, lost && drafts.len() < origins + 2);
        drafts.push(draft);
    }
    let contests = match careless {
        true => Vec::new(),
        false => contest(&mut drafts, usize::from(lost), maker.numbers),
    };
    let made = drafts
        .iter()
        .enumerate()
        .map(|(n, draft)| maker.finished(draft, lost && n == 0))
        .collect();
    let others = maker.others(other);
    Tradition {
        level,
        made,
        others,
        contests,
    }
}

impl Maker<'_> {
    fn chance(&mut self, percent: usize) -> bool {
        self.numbers.below(100) < percent
    }

    fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.numbers.below(last + 1));
        }
        order
    }

    fn new_lineage(&mut self) -> usize {
        self.lineages += 1;
        self.lineages
    }

    fn outlet(&mut self) -> String {
        self.minutes += 5 + self.numbers.below(MOST_MINUTES);
        self.outlets.pop().unwrap_or_default()
    }

    /// A report by somebody who was there: facts of his choice in his order and his words.
    fn told(&mut self, reporter: usize) -> Draft {
        let facts = self.scenario.facts.len();
        let mut order = self.shuffled(facts - 1);
        order.iter_mut().for_each(|fact| *fact += 1);
        order.truncate(6 + self.numbers.below(facts - 7));
        order.insert(0, 0);
        let mut sentences: Vec<Sentence> = Vec::new();
        for fact in order {
            let template = self.scenario.facts[fact][reporter].clone();
            let text = filled(&template, &self.slots, self.numbers);
            let lineage = self.new_lineage();
            sentences.push(Sentence {
                text,
                lineage,
                about: About::Fact(fact),
            });
        }
        for saying in self
            .shuffled(self.scenario.sayings.len())
            .into_iter()
            .take(3)
        {
            let wording = if self.translated { reporter % 3 } else { 0 };
            let text = self.quoted(saying, wording);
            let at = 2 + self.numbers.below(sentences.len() - 2);
            sentences.insert(
                at,
                Sentence {
                    text,
                    lineage: 0,
                    about: About::Saying(saying),
                },
            );
        }
        let title = self.scenario.headlines[reporter].clone();
        let title = filled(&title, &self.slots, self.numbers);
        let outlet = self.outlet();
        Draft {
            title,
            sentences,
            parents: Vec::new(),
            outlet,
            minutes: self.minutes,
            credit: None,
        }
    }

    fn quoted(&mut self, saying: usize, wording: usize) -> String {
        let words = self.scenario.sayings[saying].wordings[wording]
            .trim_end_matches('.')
            .to_owned();
        let words = filled(&words, &self.slots, self.numbers);
        let speaker = self.slots["official"].clone();
        match self.numbers.below(3) {
            0 => format!("“{words},” {speaker} said."),
            1 => format!("“{words},” said {speaker}."),
            _ => format!("{speaker} told reporters: “{words}.”"),
        }
    }

    /// A report made from one or two others.
    fn made_from(&mut self, drafts: &[Draft], origins: usize, from_lost: bool) -> Draft {
        let parent = match (from_lost, self.chance(55)) {
            (true, _) => 0,
            (_, true) => self.numbers.below(origins),
            _ => self.numbers.below(drafts.len()),
        };
        let outlet = self.outlet();
        if self.mixed {
            self.level = if self.chance(50) {
                Level::Light
            } else {
                Level::Heavy
            };
        }
        let mut draft = Draft {
            title: drafts[parent].title.clone(),
            sentences: drafts[parent].sentences.clone(),
            parents: vec![parent],
            outlet,
            minutes: self.minutes,
            credit: None,
        };
        match self.numbers.below(10) {
            0 => {}
            1 => {
                let half = draft.sentences.len() * (50 + self.numbers.below(30)) / 100;
                draft.sentences.truncate(half.max(4));
            }
            2 if origins > 1 => self.mix(&mut draft, drafts),
            _ => self.rework(&mut draft.sentences),
        }
        if self.chance(35) {
            self.add_colour(&mut draft.sentences);
        }
        if self.chance(15) && self.careless {
            let at = self.numbers.below(draft.sentences.len());
            let text = slipped(&draft.sentences[at].text, self.numbers);
            draft.sentences[at].text = text;
        }
        if self.chance(25) && (parent > 0 || !from_lost) {
            draft.credit = Some(drafts[draft.parents[0]].outlet.clone());
        }
        draft
    }

    /// Half of one report and, on other facts, half of another that does not go back to the same.
    fn mix(&mut self, draft: &mut Draft, drafts: &[Draft]) {
        let own: BTreeSet<usize> = draft.sentences.iter().map(|s| s.lineage).collect();
        let strange = |other: &usize| {
            let shared = drafts[*other].sentences.iter().filter(|s| s.lineage > 0);
            shared.clone().count() > 4 && shared.clone().all(|s| !own.contains(&s.lineage))
        };
        let others: Vec<usize> = (0..drafts.len()).filter(strange).collect();
        let Some(other) = others.get(self.numbers.below(others.len())).copied() else {
            return self.rework(&mut draft.sentences);
        };
        let half = draft.sentences.len() * 6 / 10;
        draft.sentences.truncate(half.max(5));
        let told: BTreeSet<About> = draft.sentences.iter().map(|s| s.about).collect();
        let second = drafts[other]
            .sentences
            .iter()
            .filter(|s| !told.contains(&s.about));
        let second: Vec<Sentence> = second.take(6).cloned().collect();
        if second.iter().filter(|s| s.lineage > 0).count() >= 3 {
            draft.sentences.extend(second);
            draft.parents.push(other);
        }
        self.rework(&mut draft.sentences);
    }

    fn rework(&mut self, sentences: &mut Vec<Sentence>) {
        let level = self.level;
        for sentence in sentences.iter_mut() {
            sentence.text = match sentence.about {
                About::Saying(saying) => self.resaid(saying, &sentence.text),
                _ => reworded(&sentence.text, level, self.numbers),
            };
        }
        let dropped = match level {
            Level::Light => self.numbers.below(2),
            Level::Heavy => sentences.len() * (10 + self.numbers.below(20)) / 100,
        };
        for _ in 0..dropped.min(sentences.len().saturating_sub(5)) {
            sentences.remove(1 + self.numbers.below(sentences.len() - 1));
        }
        let moved = if level == Level::Heavy { 2 } else { 0 };
        for _ in 0..moved {
            let from = 1 + self.numbers.below(sentences.len() - 1);
            let sentence = sentences.remove(from);
            sentences.insert(1 + self.numbers.below(sentences.len()), sentence);
        }
    }

    /// A saying as a copyist gives it: mostly as it stands, by a heavy one reported or worded anew.
    fn resaid(&mut self, saying: usize, text: &str) -> String {
        if self.level == Level::Light || self.chance(40) {
            return text.to_owned();
        }
        if self.translated && self.chance(50) {
            let wording = self.numbers.below(3);
            return self.quoted(saying, wording);
        }
        let indirect = self.scenario.sayings[saying].indirect.clone();
        filled(&indirect, &self.slots, self.numbers) + "."
    }

    fn add_colour(&mut self, sentences: &mut Vec<Sentence>) {
        for _ in 0..1 + self.numbers.below(3) {
            let lineage = self.new_lineage();
            let text = words::colour(self.numbers);
            let at = 1 + self.numbers.below(sentences.len());
            sentences.insert(
                at,
                Sentence {
                    text,
                    lineage,
                    about: About::Colour,
                },
            );
        }
    }

    fn finished(&mut self, draft: &Draft, lost: bool) -> Made {
        let narrated = draft.sentences.iter().filter(|s| s.lineage > 0);
        let lineages = narrated.map(|s| s.lineage).collect();
        let record = (!lost).then(|| self.record(draft));
        Made {
            record,
            parents: draft.parents.clone(),
            lineages,
            sentences: draft.sentences.iter().map(|s| s.text.clone()).collect(),
        }
    }

    fn record(&mut self, draft: &Draft) -> Record {
        let mut paragraphs = Vec::new();
        let mut left = draft.sentences.as_slice();
        while !left.is_empty() {
            let (now, later) = left.split_at((1 + self.numbers.below(2)).min(left.len()));
            let texts: Vec<&str> = now.iter().map(|s| s.text.as_str()).collect();
            paragraphs.push(texts.join(" "));
            left = later;
        }
        paragraphs.extend(words::standing(&draft.outlet));
        paragraphs.extend(
            draft
                .credit
                .iter()
                .map(|source| format!("Source: {source}")),
        );
        let date = match self.numbers.below(100) {
            0..=14 if self.careless => None,
            // Misdated: hours before it can have been written.
            15..=19 if self.careless => Some(words::date(draft.minutes.saturating_sub(600))),
            _ => Some(words::date(draft.minutes)),
        };
        Record {
            id: draft.outlet.clone(),
            title: draft.title.clone(),
            text: paragraphs.join("\n"),
            source: draft.outlet.clone(),
            date: date.unwrap_or_default(),
            lang: "en",
        }
    }

    /// Reports of another event with the same standing paragraphs.
    fn others(&mut self, scenario: Scenario) -> Vec<Record> {
        self.scenario = scenario;
        self.slots = words::slots(self.numbers);
        self.outlets.extend(words::family_outlets());
        let drafts: Vec<Draft> = (0..4).map(|reporter| self.told(reporter)).collect();
        drafts.iter().map(|draft| self.record(draft)).collect()
    }
}

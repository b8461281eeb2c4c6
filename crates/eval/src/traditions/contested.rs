//! Figures about which the reports of a made-up tradition part: slips that their copies inherit, and
//! news that later reports have.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use recension_core::dossier::{ContradictionEntry, Relation, StoryEntry};
use serde::Serialize;

use super::build::{self, Draft, Tradition};
use super::rewrite::About;
use super::{drawn, story_of};
use crate::generate::Numbers;
use crate::report::{Report, Result, is_traced};

/// A figure about which reports were made to part.
#[derive(Clone, Debug, Serialize)]
pub struct Contest {
    /// Whether they disagree or some are later.
    pub relation: Relation,
    /// The figure as some have it.
    pub was: String,
    /// The figure as the others have it.
    pub is: String,
}

/// Reports that give the figure, at least: of two, each may count a thing of its own.
const FEWEST_REPORTS: usize = 3;
/// Reports on each side of an update, at least: one alone may err.
const FEWEST_OF_UPDATE: usize = 2;

/// Changes two figures in some of the drafts, one by a slip and one by time. The first `lost` drafts
/// are not among the reports.
pub(super) fn contest(drafts: &mut [Draft], lost: usize, numbers: &mut Numbers) -> Vec<Contest> {
    let mut used: BTreeSet<About> = BTreeSet::new();
    let mut contests = Vec::new();
    for relation in [Relation::Disagree, Relation::Updated] {
        let told: Vec<Told> = told(drafts, lost)
            .into_iter()
            .filter(|told| !used.contains(&told.fact))
            .filter(|told| told.parted(drafts, relation).is_some())
            .collect();
        let Some(told) = told.get(numbers.below(told.len().max(1))) else {
            continue;
        };
        let changed = told.parted(drafts, relation).unwrap_or_default();
        let is = another(&told.figure, drafts, numbers);
        for draft in changed {
            change(&mut drafts[draft], told, &is);
        }
        used.insert(told.fact);
        contests.push(Contest {
            relation,
            was: told.figure.clone(),
            is,
        });
    }
    contests
}

/// A figure of a fact, with the reports that give it and the tellings that they have it by.
struct Told {
    fact: About,
    figure: String,
    by: BTreeMap<usize, usize>,
}

fn told(drafts: &[Draft], lost: usize) -> Vec<Told> {
    let mut found: BTreeMap<(About, String), BTreeMap<usize, usize>> = BTreeMap::new();
    for (number, draft) in drafts.iter().enumerate().skip(lost) {
        for sentence in &draft.sentences {
            if matches!(sentence.about, About::Fact(_)) {
                let text = sentence.text.as_str();
                for figure in figures(text).filter(|figure| !is_a_bound(text, figure)) {
                    let by = found.entry((sentence.about, figure.to_owned()));
                    by.or_default().insert(number, sentence.lineage);
                }
            }
        }
    }
    let all = found.into_iter();
    all.map(|((fact, figure), by)| Told { fact, figure, by })
        .filter(|told| told.by.len() >= FEWEST_REPORTS)
        .collect()
}

/// Counts of a text: its numbers of two digits.
fn figures(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() == 2 && word.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a text gives a figure as the least that it may be, which a greater one does not gainsay.
fn is_a_bound(text: &str, figure: &str) -> bool {
    const BOUNDS: [&str; 3] = ["least", "than", "minimum of"];
    let before = text.split(figure).next().unwrap_or_default().trim_end();
    BOUNDS.iter().any(|bound| before.ends_with(bound))
}

impl Told {
    /// The reports whose figure is changed, where some are left that keep it.
    fn parted(&self, drafts: &[Draft], relation: Relation) -> Option<Vec<usize>> {
        let changed: Vec<usize> = match relation {
            Relation::Disagree => self.of_one_copyist(drafts),
            Relation::Updated => self.later(drafts),
        };
        let fewest = match relation {
            Relation::Disagree => 1,
            Relation::Updated => FEWEST_OF_UPDATE,
        };
        let kept = self.by.len() - changed.len();
        (changed.len() >= fewest && kept >= fewest).then_some(changed)
    }

    /// A report that has it from another by the same telling, with those that have it from it; some
    /// that keep the figure must be later, or nothing would tell a slip from news.
    fn of_one_copyist(&self, drafts: &[Draft]) -> Vec<usize> {
        let slips = self.by.keys().filter_map(|copyist| {
            let changed = self.from(*copyist, drafts);
            let copied = drafts[*copyist].parents.iter();
            let is_copy = copied
                .into_iter()
                .any(|parent| self.gives_alike(*parent, *copyist));
            let kept = self.by.keys().filter(|report| !changed.contains(report));
            let later = kept.filter(|report| drafts[**report].minutes > drafts[*copyist].minutes);
            (is_copy && later.count() * 2 >= self.by.len() - changed.len()).then_some(changed)
        });
        slips.into_iter().next().unwrap_or_default()
    }

    /// A report with all that have its telling from it, at any remove.
    fn from(&self, copyist: usize, drafts: &[Draft]) -> Vec<usize> {
        let mut changed = vec![copyist];
        for report in self.by.keys().filter(|report| **report > copyist) {
            let parents = &drafts[*report].parents;
            if parents.iter().any(|parent| changed.contains(parent))
                && self.gives_alike(copyist, *report)
            {
                changed.push(*report);
            }
        }
        changed
    }

    fn gives_alike(&self, a: usize, b: usize) -> bool {
        self.by
            .get(&a)
            .is_some_and(|telling| self.by.get(&b) == Some(telling))
    }

    /// The later half of the reports.
    fn later(&self, drafts: &[Draft]) -> Vec<usize> {
        let mut reports: Vec<usize> = self.by.keys().copied().collect();
        reports.sort_by_key(|report| (drafts[*report].minutes, *report));
        reports.split_off(reports.len() / 2)
    }
}

/// A greater figure that no draft gives.
fn another(figure: &str, drafts: &[Draft], numbers: &mut Numbers) -> String {
    let texts = drafts.iter().flat_map(|draft| &draft.sentences);
    let known: BTreeSet<&str> = texts.flat_map(|sentence| figures(&sentence.text)).collect();
    let old: usize = figure.parse().unwrap_or_default();
    let mut new = old + old * (30 + numbers.below(60)) / 100;
    while known.contains(new.to_string().as_str()) {
        new += 1;
    }
    new.to_string()
}

fn change(draft: &mut Draft, told: &Told, is: &str) {
    let about = draft
        .sentences
        .iter_mut()
        .filter(|sentence| sentence.about == told.fact);
    for sentence in about {
        sentence.text = replaced(&sentence.text, &told.figure, is);
    }
}

fn replaced(text: &str, was: &str, is: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for letter in text.chars().map(Some).chain([None]) {
        if let Some(letter) = letter.filter(|letter| letter.is_alphanumeric()) {
            word.push(letter);
            continue;
        }
        out.push_str(if word == was { is } else { &word });
        word.clear();
        out.extend(letter);
    }
    out
}

/// Makes traditions that part about chosen figures and counts what is found of these.
///
/// # Errors
/// Where the product cannot read what was made.
pub(super) fn measured(count: usize, reports: Option<usize>, seed: u64) -> Result<Contested> {
    let one = |tradition: &Tradition| {
        let story = story_of(tradition)?;
        if is_traced() {
            tell(tradition, &story);
        }
        Ok(Contested::of(tradition, &story))
    };
    let made = drawn(count, reports, seed, build::contested);
    let found: Vec<_> = made.par_iter().map(one).collect::<Result<Vec<_>>>()?;
    let mut all = Contested::default();
    found.iter().for_each(|counts| all.add(counts));
    Ok(all)
}

/// What is found of contests.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Contested {
    reported: f64,
    right: f64,
    contests: [f64; 2],
    found: [f64; 2],
}

impl Contested {
    /// Compares a story with what its tradition was made to part about. A contradiction is right
    /// where it sets both figures of a contest against each other in the right relation.
    pub(super) fn of(tradition: &Tradition, story: &StoryEntry) -> Self {
        let mut counts = Self {
            reported: story.contradictions.iter().filter(is_judged).count() as f64,
            ..Self::default()
        };
        let is_right = |entry: &&ContradictionEntry| {
            let mut contests = tradition.contests.iter();
            contests.any(|contest| is_of(contest, entry))
        };
        counts.right = story.contradictions.iter().filter(is_right).count() as f64;
        for contest in &tradition.contests {
            let slot = usize::from(contest.relation == Relation::Updated);
            let found = story.contradictions.iter().any(|one| is_of(contest, one));
            counts.contests[slot] += 1.0;
            counts.found[slot] += f64::from(u8::from(found));
        }
        counts
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.reported += other.reported;
        self.right += other.right;
        for slot in 0..2 {
            self.contests[slot] += other.contests[slot];
            self.found[slot] += other.found[slot];
        }
    }

    pub(super) fn report(&self, report: Report) -> Report {
        let share = |part: f64, all: f64| part / all.max(1.0);
        let all = |slots: [f64; 2]| slots.iter().sum::<f64>();
        report
            .with("contest_precision", share(self.right, self.reported))
            .with("contest_recall", share(all(self.found), all(self.contests)))
            .with("slip_recall", share(self.found[0], self.contests[0]))
            .with("update_recall", share(self.found[1], self.contests[1]))
            .with("contests", all(self.contests))
    }
}

/// Tells what was missed and what was reported wrongly.
#[allow(clippy::print_stderr, reason = "a message for whoever asked for it")]
fn tell(tradition: &Tradition, story: &StoryEntry) {
    let of = |contest: &&Contest| !story.contradictions.iter().any(|one| is_of(contest, one));
    for contest in tradition.contests.iter().filter(of) {
        let telling = |figure: &str| {
            let texts = tradition.made.iter().flat_map(|made| &made.sentences);
            texts
                .filter(|text| has(text, figure))
                .cloned()
                .collect::<BTreeSet<String>>()
        };
        eprintln!("missed {contest:?}");
        for figure in [&contest.was, &contest.is] {
            for text in telling(figure) {
                eprintln!("   {figure}: {text}");
            }
        }
    }
    let wrong =
        |entry: &&ContradictionEntry| !tradition.contests.iter().any(|one| is_of(one, entry));
    for entry in story.contradictions.iter().filter(is_judged).filter(wrong) {
        eprintln!("wrong {:?} {}", entry.relation, entry.about);
        for side in &entry.sides {
            let spans = side.attestations.iter().flat_map(|a| &a.spans);
            let words: BTreeSet<&str> = spans.map(|span| span.text.as_str()).collect();
            eprintln!("   {}: {words:?}", side.reading);
        }
    }
}

/// Whether the truth is known of a contradiction: the generator gives some people it makes up one
/// name and two ages by chance.
fn is_judged(entry: &&ContradictionEntry) -> bool {
    !entry.about.starts_with("age of")
}

fn is_of(contest: &Contest, entry: &ContradictionEntry) -> bool {
    let side_of = |figure: &str| {
        entry.sides.iter().position(|side| {
            let mut spans = side.attestations.iter().flat_map(|a| &a.spans);
            spans
                .any(|span| figures(&span.text).any(|own| own == figure) || has(&span.text, figure))
        })
    };
    let (was, is) = (side_of(&contest.was), side_of(&contest.is));
    entry.relation == contest.relation && was.is_some() && is.is_some() && was != is
}

fn has(text: &str, figure: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == figure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traditions::Level;

    #[test]
    fn figures_are_changed_as_whole_words() {
        assert_eq!(replaced("34 of 340, 34.", "34", "51"), "51 of 340, 51.");
    }

    #[test]
    fn a_bound_is_gainsaid_by_nothing_greater() {
        assert!(is_a_bound("No fewer than 34 people left.", "34"));
        assert!(!is_a_bound("Some 34 people left.", "34"));
    }

    #[test]
    fn both_figures_of_a_contest_stand_in_reports() {
        for seed in 1..6 {
            let mut numbers = Numbers::new(seed);
            let tradition = build::contested(9, Level::Light, &mut numbers);
            let texts: Vec<&str> = tradition
                .made
                .iter()
                .filter_map(|made| Some(made.record.as_ref()?.text.as_str()))
                .collect();
            assert!(!tradition.contests.is_empty());
            for contest in &tradition.contests {
                for figure in [&contest.was, &contest.is] {
                    assert!(texts.iter().any(|text| has(text, figure)), "{contest:?}");
                }
            }
        }
    }
}

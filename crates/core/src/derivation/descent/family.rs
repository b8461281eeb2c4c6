//! Reports that depend on each other, with what each may have from each and what a choice of
//! sources is worth.
//!
//! A word of a source that its copy keeps speaks for the source by how few of the family have it,
//! and one that the copy lacks against it by how many do: the readings of a source that is none
//! are its own, or everybody's. How much a loss counts depends on how thoroughly this family
//! rewords, which is read from how near its reports stand to their nearest.

use std::collections::{BTreeMap, BTreeSet};

use super::text::{Kept, Told};
use crate::derivation::Derivation;
use crate::witness::Term;

/// Share of the shorter of two sentences that both must have for one to be made from the other.
const ALIKE: f32 = 0.345;
/// What telling a sentence that no other report of the family has costs a copy, and what telling
/// one costs that others have and the source has not.
const ADDED: f32 = 0.8;
const FROM_ELSEWHERE: f32 = 2.0;
/// What leaving a sentence of the source out costs.
const DROPPED: f32 = 0.5;
/// What each step back in the order of the source costs.
const MOVED: f32 = 1.2;
/// What telling a sentence costs whoever tells it first.
pub(super) const TOLD: f32 = 1.5;
/// What a report without a source costs beside what it tells.
pub(super) const ORIGIN: f32 = 3.0;
/// What a further source costs.
const FURTHER: f32 = 11.0;
/// How much more of a sentence a further source must have than the main one to bring it, and how
/// many sentences it must bring.
const BETTER: f32 = 1.8;
const FEWEST_BROUGHT: usize = 2;
/// What a nat against a direction costs an edge in that direction.
const DIRECTION: f32 = 12.0;
/// What a credit is worth.
pub(super) const CREDIT: f32 = 24.0;
/// Share of words that a copy changes, as far as no distance is known, and with the distance of the
/// reports of a family from their nearest.
const CHANGED: [f32; 2] = [0.163, 4.2];
/// How what a word says falls with that distance.
const SCALE: [f32; 2] = [0.9, 24.8];
/// What a word of the source counts that is gone, and a word that is new.
const GONE: f32 = 2.83;
const NEW: f32 = 0.106;
/// The distance that is taken where nothing tells it.
const USUAL_DISTANCE: f32 = 0.1;
/// Likeness from which two texts are the same, and tell nothing of how texts are reworded.
const SAME: f32 = 0.9999;
/// Weight of sentences that answer each other from which a distance is told.
const ENOUGH_WEIGHT: f32 = 80.0;

/// A possible source of a report.
#[derive(Clone, Debug)]
pub(super) struct Arc {
    pub(super) source: usize,
    /// By sentence of the report: what the source explains of it.
    pub(super) explains: Vec<Explained>,
    /// Sentences of the source that the report lacks.
    dropped: f32,
    /// What else speaks for or against it: credits, times, losses.
    pub(super) nats: f32,
}

/// What a source explains of a sentence; nothing where it has no sentence like it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Explained {
    /// What both have.
    pub(super) common: f32,
    worth: f32,
    pub(super) sentence: usize,
}

impl Explained {
    pub(super) fn is_some(&self) -> bool {
        self.common > 0.0
    }
}

/// How a family rewords.
#[derive(Clone, Copy)]
struct Rewording {
    /// Share of words that are changed.
    changed: f32,
    scale: f32,
}

/// The reports of a family (lost ones behind those that are there) with their possible sources.
pub(super) struct Family {
    pub(super) told: Vec<Vec<Told>>,
    /// By report, its possible sources, sorted by source.
    pub(super) arcs: Vec<Vec<Arc>>,
    /// By report, what it is worth to have no source.
    pub(super) alone: Vec<f32>,
    /// By report and sentence, whether another report has a sentence like it.
    elsewhere: Vec<Vec<bool>>,
    rewording: Rewording,
    /// By word, the share of the reports that have it.
    shares: BTreeMap<Term, f32>,
}

/// A pair of reports that depend on each other, by their places in the family.
pub(super) struct Dependent<'a> {
    pub(super) pair: [usize; 2],
    pub(super) derivation: &'a Derivation,
}

impl Family {
    pub(super) fn of(mut told: Vec<Vec<Told>>, pairs: &[Dependent<'_>]) -> Self {
        let shares = shares(&told);
        let all = told.iter_mut().flatten().flat_map(|t| &mut t.kept);
        all.for_each(|kept| kept.share = shares.get(&kept.term).copied().unwrap_or(0.5));
        let likeness: Vec<Matrix> = pairs
            .iter()
            .map(|p| Matrix::of(&told[p.pair[0]], &told[p.pair[1]]))
            .collect();
        let reports = told.len();
        let distance = distance(&told, pairs, &likeness);
        let mut family = Self {
            elsewhere: Vec::new(),
            arcs: vec![Vec::new(); reports],
            alone: told
                .iter()
                .map(|told| -ORIGIN - TOLD * told.len() as f32)
                .collect(),
            rewording: Rewording {
                changed: (CHANGED[0] + CHANGED[1] * distance).clamp(0.02, 0.9),
                scale: SCALE[0] * (-SCALE[1] * distance).exp(),
            },
            told,
            shares,
        };
        for (pair, likeness) in pairs.iter().zip(&likeness) {
            family.add(pair, likeness);
        }
        family
            .arcs
            .iter_mut()
            .for_each(|own| own.sort_by_key(|arc| arc.source));
        family.elsewhere = (0..reports)
            .map(|report| family.elsewhere(report))
            .collect();
        family
    }

    fn elsewhere(&self, report: usize) -> Vec<bool> {
        let any = |sentence: usize| {
            let mut arcs = self.arcs[report].iter();
            arcs.any(|arc| arc.explains[sentence].is_some())
        };
        (0..self.told[report].len()).map(any).collect()
    }

    fn add(&mut self, dependent: &Dependent<'_>, likeness: &Matrix) {
        let [first, second] = dependent.pair;
        if dependent.derivation.both_took() {
            return;
        }
        let evidence = dependent.derivation.evidence.iter();
        let (credits, others): (Vec<_>, Vec<_>) =
            evidence.partition(|seen| seen.signal == "credit");
        let direction: f32 = others.iter().map(|seen| seen.direction).sum();
        let credit: f32 = credits.iter().map(|seen| seen.direction).sum();
        let speaks = |sign: f32| {
            let credited = if credit * sign > 0.0 { CREDIT } else { 0.0 };
            credited + DIRECTION * (direction * sign).min(0.0)
        };
        let [mut forth, mut back] = self.both_ways([first, second], likeness);
        (forth.nats, back.nats) = (speaks(1.0), speaks(-1.0));
        self.arcs[second].push(forth);
        self.arcs[first].push(back);
    }

    /// The arcs between two reports: from the first to the second, and back.
    fn both_ways(&self, [first, second]: [usize; 2], likeness: &Matrix) -> [Arc; 2] {
        let (ours, theirs) = (&self.told[first], &self.told[second]);
        let mut forth = vec![Explained::default(); theirs.len()];
        let mut back = vec![Explained::default(); ours.len()];
        for (a, mine) in ours.iter().enumerate() {
            for (b, yours) in theirs.iter().enumerate() {
                let share = likeness.at(a, b);
                let common = share * mine.weight.min(yours.weight);
                if share >= ALIKE {
                    raise(&mut forth[b], common, a);
                    raise(&mut back[a], common, b);
                }
            }
        }
        self.weigh(&mut forth, ours, theirs);
        self.weigh(&mut back, theirs, ours);
        let lacking = |all: &[Explained]| all.iter().filter(|one| !one.is_some()).count() as f32;
        let dropped = [lacking(&back), lacking(&forth)];
        let arc = |source: usize, explains: Vec<Explained>, dropped: f32| Arc {
            source,
            explains,
            dropped,
            nats: 0.0,
        };
        [arc(first, forth, dropped[0]), arc(second, back, dropped[1])]
    }

    fn weigh(&self, explains: &mut [Explained], source: &[Told], copy: &[Told]) {
        let found = explains.iter_mut().zip(copy).filter(|(e, _)| e.is_some());
        for (explained, own) in found {
            explained.worth = self.rewording.worth(&source[explained.sentence], own);
        }
    }

    /// What it is worth that a report was made from these of its possible sources, two at most: the
    /// main one and one for what that does not have.
    pub(super) fn worth(&self, report: usize, chosen: &[usize]) -> f32 {
        let arc = |at: &usize| self.arcs[report].get(*at);
        match (chosen.first().and_then(arc), chosen.get(1).and_then(arc)) {
            (None, _) => self.alone[report],
            (Some(only), None) => self.worth_of(report, only, None),
            (Some(one), Some(other)) => {
                let turned = self.worth_of(report, other, Some(one));
                self.worth_of(report, one, Some(other)).max(turned)
            }
        }
    }

    fn worth_of(&self, report: usize, main: &Arc, further: Option<&Arc>) -> f32 {
        let mut worth = main.nats - DROPPED * main.dropped;
        let mut last = [0; 2];
        let mut brought = 0;
        for (sentence, elsewhere) in self.elsewhere[report].iter().enumerate() {
            let own = main.explains[sentence];
            let brings = |other: &Explained| other.common > BETTER * own.common;
            let other = further.map(|arc| arc.explains[sentence]).filter(brings);
            brought += usize::from(other.is_some());
            let found = other.unwrap_or(own);
            if !found.is_some() {
                worth -= TOLD + if *elsewhere { FROM_ELSEWHERE } else { ADDED };
                continue;
            }
            let before = &mut last[usize::from(other.is_some())];
            worth += found.worth - if found.sentence < *before { MOVED } else { 0.0 };
            *before = found.sentence;
        }
        match further {
            None => worth,
            Some(_) if brought < FEWEST_BROUGHT => f32::NEG_INFINITY,
            Some(arc) => worth + arc.nats - FURTHER,
        }
    }

    /// What a text is worth as its own source: what it would cost to make it up.
    pub(super) fn own_worth(&self, told: &[Told]) -> f32 {
        told.iter().map(|one| self.rewording.worth(one, one)).sum()
    }

    /// Adds a source that is not among the reports, and gives its place.
    pub(super) fn add_lost(
        &mut self,
        text: Vec<Told>,
        alone: f32,
        nats: impl Fn(usize) -> f32,
    ) -> usize {
        let lost = self.told.len();
        let reports = lost.min(self.elsewhere.len());
        self.told.push(text);
        self.alone.push(alone);
        self.arcs.push(Vec::new());
        for report in 0..reports {
            let likeness = Matrix::of(&self.told[lost], &self.told[report]);
            let [mut arc, _] = self.both_ways([lost, report], &likeness);
            if arc.explains.iter().any(Explained::is_some) {
                arc.nats = nats(report);
                self.arcs[report].push(arc);
            }
        }
        self.elsewhere.push(Vec::new());
        lost
    }

    /// Takes the last lost source away again.
    pub(super) fn remove_lost(&mut self) {
        let lost = self.told.len().saturating_sub(1);
        self.told.truncate(lost);
        self.alone.truncate(lost);
        self.arcs.truncate(lost);
        self.elsewhere.truncate(lost);
        for own in &mut self.arcs {
            own.retain(|arc| arc.source != lost);
        }
    }

    /// A word with the share of the family that has it.
    pub(super) fn with_share(&self, kept: Kept) -> Kept {
        let share = self.shares.get(&kept.term).copied();
        Kept {
            share: share.unwrap_or(kept.share),
            ..kept
        }
    }
}

fn raise(explained: &mut Explained, common: f32, sentence: usize) {
    if common > explained.common {
        *explained = Explained {
            common,
            worth: 0.0,
            sentence,
        };
    }
}

impl Rewording {
    /// What a sentence of a source explains of a sentence made from it: the log odds of its words
    /// as kept or changed by a copyist against their having come from anywhere in the family.
    fn worth(self, source: &Told, copy: &Told) -> f32 {
        let mut theirs = copy.kept.iter().peekable();
        let mut sum = 0.0;
        for mine in &source.kept {
            while let Some(new) = theirs.next_if(|yours| yours.term < mine.term) {
                sum += new.weight * self.changed.ln() * NEW;
            }
            let share = mine.share;
            sum += match theirs.next_if(|yours| yours.term == mine.term) {
                Some(yours) => {
                    let kept = ((1.0 - self.changed) / share).ln().max(0.0);
                    mine.weight.min(yours.weight) * kept
                }
                None => mine.weight * (self.changed / (1.0 - share)).ln().min(0.0) * GONE,
            };
        }
        sum += theirs
            .map(|new| new.weight * self.changed.ln() * NEW)
            .sum::<f32>();
        sum * self.scale
    }
}

/// By word, the share of the reports that have it; never quite none or all.
fn shares(told: &[Vec<Told>]) -> BTreeMap<Term, f32> {
    let mut counts: BTreeMap<Term, f32> = BTreeMap::new();
    for report in told {
        let terms = report
            .iter()
            .flat_map(|one| one.kept.iter().map(|kept| kept.term));
        for term in terms.collect::<BTreeSet<Term>>() {
            *counts.entry(term).or_default() += 1.0;
        }
    }
    let all = told.len() as f32 + 1.0;
    let counts = counts.into_iter();
    counts
        .map(|(term, count)| (term, ((count + 0.5) / all).min(0.99)))
        .collect()
}

/// The median distance of the reports from the one that stands nearest to each.
fn distance(told: &[Vec<Told>], pairs: &[Dependent<'_>], likeness: &[Matrix]) -> f32 {
    let mut nearest = vec![0.0_f32; told.len()];
    for (pair, likeness) in pairs.iter().zip(likeness) {
        let Some(near) = likeness.nearness(&told[pair.pair[0]], &told[pair.pair[1]]) else {
            continue;
        };
        for report in pair.pair {
            nearest[report] = nearest[report].max(near);
        }
    }
    let mut distances: Vec<f32> = nearest
        .into_iter()
        .filter(|near| *near > 0.0)
        .map(|near| 1.0 - near)
        .collect();
    distances.sort_by(f32::total_cmp);
    distances
        .get(distances.len() / 2)
        .copied()
        .unwrap_or(USUAL_DISTANCE)
}

/// How alike the sentences of two reports are.
struct Matrix {
    likeness: Vec<f32>,
    columns: usize,
}

impl Matrix {
    fn of(first: &[Told], second: &[Told]) -> Self {
        let row = |mine: &Told| {
            second
                .iter()
                .map(|yours| mine.likeness(yours))
                .collect::<Vec<_>>()
        };
        Self {
            likeness: first.iter().flat_map(row).collect(),
            columns: second.len(),
        }
    }

    fn at(&self, row: usize, column: usize) -> f32 {
        self.likeness
            .get(row * self.columns + column)
            .copied()
            .unwrap_or(0.0)
    }

    /// How near two reports stand in the sentences that answer each other; `None` where these are
    /// few, or the same.
    fn nearness(&self, first: &[Told], second: &[Told]) -> Option<f32> {
        let (mut common, mut all) = (0.0, 0.0);
        for (row, mine) in first.iter().enumerate() {
            let columns = (0..second.len()).map(|column| (column, self.at(row, column)));
            let best = columns.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
            if let Some((column, share)) = best.filter(|(_, share)| *share >= ALIKE) {
                let yours = &second[column];
                common += 2.0 * share * mine.weight.min(yours.weight);
                all += mine.weight + yours.weight;
            }
        }
        let near = common / all.max(f32::EPSILON);
        (all > ENOUGH_WEIGHT && near < SAME).then_some(near)
    }
}

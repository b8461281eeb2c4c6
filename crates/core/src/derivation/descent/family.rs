//! Reports that depend on each other, with what each may have from each and what a choice of
//! sources is worth.
//!
//! A word of a source that its copy keeps speaks for the source by how few others who tell the same
//! have it, and one that the copy lacks against it by how many do: the readings of a source that is
//! none are its own, or everybody's. How much each counts depends on how thoroughly this family
//! rewords, which is read from how near its reports stand to their nearest.

use std::collections::BTreeMap;

use super::features::{
    ADDED, ALONE, ALONE_OWN, ALONE_SHARED, BROUGHT, CREDIT, DEPENDENCE, DESCENT_FEATURES,
    DESCENT_SIGNS, DROPPED, DROPPED_COMMON, DROPPED_OF_TWO, DROPPED_OWN, DescentFeatures,
    ELSEWHERE, ELSEWHERE_MORE, FURTHER, LOST, MOVED, SIGNS, TIME, add, compare,
};
use super::telling::{Telling, Tellings};
use super::text::{Kept, Told};
use crate::derivation::Derivation;
use crate::witness::Term;

/// Tellings that a further source must bring.
const FEWEST_BROUGHT: u32 = 2;
/// Nats of dependence beyond which more says no more.
const MOST_DEPENDENCE: f32 = 8.0;
/// The distance that is taken where nothing tells it.
const USUAL_DISTANCE: f32 = 0.1;
/// Distance in which weights are told.
const UNIT: f32 = 0.1;
const MOST_UNITS: f32 = 2.0;
/// Likeness from which two texts are the same, and tell nothing of how texts are reworded.
const SAME: f32 = 0.9999;
/// Weight of tellings in common from which a distance is told.
const ENOUGH_WEIGHT: f32 = 80.0;

/// What each feature is worth, in nats, and how much more with each tenth of distance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DescentWeights {
    /// At no distance.
    pub plain: DescentFeatures,
    /// What comes on top with each tenth of distance of the family's reports from their nearest.
    pub by_distance: DescentFeatures,
    /// What comes on top with each tenth of distance of the report itself from its nearest.
    pub by_own: DescentFeatures,
    /// What a lost source must explain more than it costs.
    pub lost: f32,
    /// How much less, where a report names it.
    pub named: f32,
    /// What a choice must be better by than another for it to be shown.
    pub doubted: f32,
}

impl Default for DescentWeights {
    fn default() -> Self {
        super::weights::WEIGHTS
    }
}

impl DescentWeights {
    /// The weights for a report, given distances in tenths: of its family, and its own.
    fn at(&self, [family, own]: [f32; 2]) -> DescentFeatures {
        std::array::from_fn(|k| {
            let worth = self.plain[k] + family * self.by_distance[k] + own * self.by_own[k];
            match DESCENT_SIGNS[k] {
                0 => worth,
                sign => f32::from(sign) * (f32::from(sign) * worth).max(0.0),
            }
        })
    }
}

/// A possible source of a report.
#[derive(Clone, Debug)]
pub(super) struct Arc {
    pub(super) source: usize,
    /// By telling of the report: what the source explains of it.
    found: Vec<Option<Found>>,
    /// What is seen of the two as wholes: times, credits.
    whole: DescentFeatures,
    /// Tellings of the source that the report leaves out.
    left: Left,
}

/// Tellings of a source that a report leaves out: those that nobody else has, those that others
/// have, and these by how many have them.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    own: f32,
    shared: f32,
    common: f32,
}

/// What a source explains of a telling.
#[derive(Clone, Copy, Debug)]
struct Found {
    worth: f32,
    /// Index of the telling in the source.
    at: usize,
}

/// The reports of a family (lost ones behind those that are there) with their possible sources.
pub(super) struct Family {
    pub(super) tellings: Tellings,
    /// By report, its possible sources, sorted by source.
    pub(super) arcs: Vec<Vec<Arc>>,
    /// How many of them are there.
    pub(super) reports: usize,
    /// By report; those of the family as a whole last.
    weights: Vec<DescentFeatures>,
    /// By report, in tenths: how far the family's reports stand from their nearest, and it itself.
    pub(super) distances: Vec<[f32; 2]>,
    /// By lost source, what it must explain more than it costs.
    doubts: Vec<f32>,
    given: DescentWeights,
    /// By telling, how often it counts: once, where tellings are not drawn anew.
    times: Vec<f32>,
}

/// A pair of reports that depend on each other, by their places in the family.
pub(super) struct Dependent<'a> {
    pub(super) pair: [usize; 2],
    pub(super) derivation: &'a Derivation,
}

impl Family {
    pub(super) fn of(
        told: Vec<Vec<Told>>,
        pairs: &[Dependent<'_>],
        complete: bool,
        weights: &DescentWeights,
    ) -> Self {
        let reports = told.len();
        let compared: Vec<[usize; 2]> = pairs.iter().map(|pair| pair.pair).collect();
        let tellings = Tellings::of(told, &compared, complete);
        let distances = distances(&tellings, &compared);
        let mut family = Self {
            tellings,
            arcs: vec![Vec::new(); reports],
            reports,
            weights: distances.iter().map(|both| weights.at(*both)).collect(),
            distances,
            doubts: Vec::new(),
            given: *weights,
            times: Vec::new(),
        };
        family.times = vec![1.0; family.tellings.numbers()];
        pairs.iter().for_each(|pair| family.add(pair));
        let arcs = family.arcs.iter_mut();
        arcs.for_each(|own| own.sort_by_key(|arc| arc.source));
        family
    }

    fn add(&mut self, dependent: &Dependent<'_>) {
        let [first, second] = dependent.pair;
        if dependent.derivation.both_took() {
            return;
        }
        let signs = signs(dependent.derivation);
        for ([source, copy], sign) in [([first, second], 1.0), ([second, first], -1.0)] {
            let mut seen = directed(signs, sign);
            seen[DEPENDENCE] = dependent
                .derivation
                .dependence()
                .clamp(0.0, MOST_DEPENDENCE);
            let arc = self.arc(source, copy, &seen);
            if arc.found.iter().any(Option::is_some) {
                self.arcs[copy].push(arc);
            }
        }
    }

    /// The arc from a source to a report, with what else is seen of them.
    fn arc(&self, source: usize, copy: usize, seen: &DescentFeatures) -> Arc {
        let [theirs, own] = [source, copy].map(|report| &self.tellings.of[report]);
        let found: Vec<Option<Found>> = own
            .iter()
            .map(|telling| {
                let at = theirs
                    .binary_search_by_key(&telling.number, |t| t.number)
                    .ok()?;
                let seen = self.compared(source, &theirs[at], telling);
                let worth = dot(&self.weights[copy], &seen);
                Some(Found { worth, at })
            })
            .collect();
        let left = self.left(source, copy);
        Arc {
            source,
            found,
            whole: *seen,
            left,
        }
    }

    fn left(&self, source: usize, copy: usize) -> Left {
        let [theirs, own] = [source, copy].map(|report| &self.tellings.of[report]);
        let mut left = Left::default();
        for telling in theirs {
            let number = telling.number;
            if own.binary_search_by_key(&number, |t| t.number).is_err() {
                let shared = self.tellings.tellers(number) > 1;
                let counted = u32::from(source < self.reports);
                let share = self.tellings.share(number, counted);
                let times = self.times[number];
                *(if shared {
                    &mut left.shared
                } else {
                    &mut left.own
                }) += times;
                left.common -= times * (1.0 - share).ln();
            }
        }
        left
    }

    /// Lets each telling count as often as it was drawn.
    pub(super) fn draw(&mut self, times: Vec<f32>) {
        self.times = times;
        for copy in 0..self.arcs.len() {
            for at in 0..self.arcs[copy].len() {
                let left = self.left(self.arcs[copy][at].source, copy);
                self.arcs[copy][at].left = left;
            }
        }
    }

    fn compared(&self, source: usize, theirs: &Telling, own: &Telling) -> DescentFeatures {
        compare(&self.tellings, theirs, own, source < self.reports)
    }

    /// What it is worth that a report was made from these of its possible sources, two at most.
    pub(super) fn worth(&self, report: usize, chosen: &[usize]) -> f32 {
        let mut worth = 0.0;
        let seen = self.walk(report, chosen, |arc, at| {
            let times = self.times[self.tellings.of[report][at].number];
            worth += arc.found[at].map_or(0.0, |found| times * found.worth);
        });
        seen.map_or(f32::NEG_INFINITY, |seen| {
            worth + dot(&self.weights[report.min(self.reports)], &seen)
        })
    }

    /// What is seen where a report was made from these of its possible sources.
    pub(super) fn seen(&self, report: usize, chosen: &[usize]) -> Option<DescentFeatures> {
        let mut all = [0.0; DESCENT_FEATURES];
        let own = &self.tellings.of[report];
        let seen = self.walk(report, chosen, |arc, at| {
            if let Some(found) = arc.found[at] {
                let theirs = &self.tellings.of[arc.source][found.at];
                add(&mut all, &self.compared(arc.source, theirs, &own[at]));
            }
        })?;
        add(&mut all, &seen);
        Some(all)
    }

    /// Walks the tellings of a report, hands on those that a source explains, and gives what is seen
    /// of the report as a whole; nothing where a further source brings too little.
    fn walk(
        &self,
        report: usize,
        chosen: &[usize],
        mut taken: impl FnMut(&Arc, usize),
    ) -> Option<DescentFeatures> {
        let sources: Vec<&Arc> = chosen
            .iter()
            .filter_map(|at| self.arcs[report].get(*at))
            .collect();
        let mut seen = [0.0; DESCENT_FEATURES];
        if sources.is_empty() {
            return Some(self.alone(report));
        }
        let mut last = [0; 2];
        let mut brought = [0_u32; 2];
        for at in self.in_order(report) {
            let best = best(&sources, at);
            let Some((which, found)) = best else {
                let telling = &self.tellings.of[report][at];
                let shared = self.tellings.tellers(telling.number) > 1;
                seen[if shared { ELSEWHERE } else { ADDED }] += self.times[telling.number];
                continue;
            };
            taken(sources[which], at);
            brought[which] += 1;
            let place = self.tellings.of[sources[which].source][found.at].place;
            if place < last[which] {
                seen[MOVED] += self.times[self.tellings.of[report][at].number];
            }
            last[which] = place;
        }
        seen[ELSEWHERE_MORE] = f32::max(seen[ELSEWHERE] - 1.0, 0.0);
        if sources.len() > 1 {
            let fewest = brought[0].min(brought[1]);
            if fewest < FEWEST_BROUGHT {
                return None;
            }
            seen[FURTHER] = 1.0;
            seen[BROUGHT] = fewest as f32;
        }
        add_wholes(&mut seen, &sources);
        if sources.iter().any(|arc| arc.source >= self.reports) {
            seen[LOST] = 1.0;
        }
        Some(seen)
    }

    /// The tellings of a report as it tells them.
    fn in_order(&self, report: usize) -> Vec<usize> {
        let own = &self.tellings.of[report];
        let mut order: Vec<usize> = (0..own.len()).collect();
        order.sort_by_key(|at| own[*at].place);
        order
    }

    fn alone(&self, report: usize) -> DescentFeatures {
        let mut seen = [0.0; DESCENT_FEATURES];
        seen[ALONE] = 1.0;
        for telling in &self.tellings.of[report] {
            let shared = self.tellings.tellers(telling.number) > 1;
            seen[if shared { ALONE_SHARED } else { ALONE_OWN }] += self.times[telling.number];
        }
        if report >= self.reports {
            seen = [0.0; DESCENT_FEATURES];
        }
        seen
    }

    /// What a lost source costs.
    pub(super) fn doubts(&self) -> f32 {
        self.doubts.iter().sum()
    }

    /// Adds a source that is not among the reports, and gives its place.
    pub(super) fn add_lost(
        &mut self,
        text: Vec<Telling>,
        named: bool,
        credits: impl Fn(usize) -> bool,
    ) -> usize {
        let lost = self.tellings.of.len();
        let doubt = self.doubt(&text, named);
        self.tellings.of.push(text);
        self.arcs.push(Vec::new());
        self.doubts.push(doubt);
        for report in 0..self.reports {
            let mut seen = [0.0; DESCENT_FEATURES];
            seen[DEPENDENCE] = MOST_DEPENDENCE;
            seen[CREDIT] = f32::from(u8::from(credits(report)));
            let arc = self.arc(lost, report, &seen);
            if arc.found.iter().any(Option::is_some) {
                self.arcs[report].push(arc);
            }
        }
        lost
    }

    /// What a lost source must explain more: a text of its own that nobody has, beside the doubt
    /// whether it was.
    fn doubt(&self, text: &[Telling], named: bool) -> f32 {
        let itself = text.iter().map(|telling| {
            let seen = compare(&self.tellings, telling, telling, false);
            dot(&self.weights[self.reports], &seen)
        });
        let weights = &self.weights[self.reports];
        let told = weights[ALONE] + weights[ALONE_SHARED] * text.len() as f32;
        let named = if named { self.given.named } else { 0.0 };
        itself.sum::<f32>() - told + self.given.lost - named
    }

    /// What a choice must be better by than another for it to be shown.
    pub(super) fn doubted(&self) -> f32 {
        self.given.doubted
    }

    /// Takes the last lost source away again.
    pub(super) fn remove_lost(&mut self) {
        let lost = self.tellings.of.len().saturating_sub(1);
        self.tellings.of.truncate(lost);
        self.arcs.truncate(lost);
        self.doubts.pop();
        for own in &mut self.arcs {
            own.retain(|arc| arc.source != lost);
        }
    }

    /// Whether a report may have anything from another.
    pub(super) fn touches(&self, report: usize, source: usize) -> bool {
        self.arcs[report].iter().any(|arc| arc.source == source)
    }
}

/// Adds what is seen of a report and its sources as wholes.
fn add_wholes(seen: &mut DescentFeatures, sources: &[&Arc]) {
    for arc in sources {
        // A further source does not make it likelier that there is any.
        let most = seen[DEPENDENCE].max(arc.whole[DEPENDENCE]);
        add(seen, &arc.whole);
        seen[DEPENDENCE] = most;
        // Who leaves out much may as well leave out more.
        let left = [arc.left.own, arc.left.shared, arc.left.common].map(f32::ln_1p);
        if sources.len() > 1 {
            seen[DROPPED_OF_TWO] += left[0];
            seen[DROPPED_OF_TWO + 1] += left[1];
        } else {
            [seen[DROPPED_OWN], seen[DROPPED], seen[DROPPED_COMMON]] = left;
        }
    }
}

/// The source that explains a telling best.
fn best(sources: &[&Arc], at: usize) -> Option<(usize, Found)> {
    let found = sources.iter().enumerate();
    let found = found.filter_map(|(which, arc)| Some((which, arc.found[at]?)));
    found.max_by(|x, y| x.1.worth.total_cmp(&y.1.worth).then(y.0.cmp(&x.0)))
}

pub(super) fn dot(weights: &DescentFeatures, seen: &DescentFeatures) -> f32 {
    weights.iter().zip(seen).map(|(w, x)| w * x).sum()
}

/// Signs of direction of a pair, first to second: times, others, credits.
fn signs(derivation: &Derivation) -> [f32; 3] {
    let sum = |wanted: fn(&str) -> bool| {
        let evidence = derivation.evidence.iter();
        let of = evidence.filter(|seen| wanted(seen.signal));
        of.map(|seen| seen.direction).sum::<f32>()
    };
    [
        sum(|signal| signal == "publication_time"),
        sum(|signal| signal != "publication_time" && signal != "credit"),
        sum(|signal| signal == "credit"),
    ]
}

fn directed(signs: [f32; 3], sign: f32) -> DescentFeatures {
    let mut seen = [0.0; DESCENT_FEATURES];
    let [time, others, credit] = signs.map(|nats| nats * sign);
    seen[TIME] = (-time).max(0.0);
    seen[TIME + 1] = time.max(0.0);
    seen[SIGNS] = (-others).max(0.0);
    seen[SIGNS + 1] = others.max(0.0);
    seen[CREDIT] = f32::from(u8::from(credit > 0.0));
    seen[CREDIT + 1] = f32::from(u8::from(credit < 0.0));
    seen
}

/// By report, in tenths: the median distance of the family's reports from the one that stands
/// nearest to each, and its own. The last are those of a report of which nothing is known.
fn distances(tellings: &Tellings, pairs: &[[usize; 2]]) -> Vec<[f32; 2]> {
    let mut nearest = vec![0.0_f32; tellings.of.len()];
    for pair in pairs {
        let Some(near) = nearness(&tellings.of[pair[0]], &tellings.of[pair[1]]) else {
            continue;
        };
        for report in *pair {
            nearest[report] = nearest[report].max(near);
        }
    }
    let own = |near: &f32| (*near > 0.0).then_some(1.0 - near);
    let mut known: Vec<f32> = nearest.iter().filter_map(own).collect();
    known.sort_by(f32::total_cmp);
    let family = known.get(known.len() / 2).copied();
    let family = family.unwrap_or(USUAL_DISTANCE);
    let units = |distance: f32| (distance / UNIT).min(MOST_UNITS);
    let both = |own: Option<f32>| [units(family), units(own.unwrap_or(family))];
    let reports = nearest.iter().map(|near| both(own(near)));
    reports.chain([both(None)]).collect()
}

/// How near two reports stand in what both tell; `None` where this is little, or the same.
fn nearness(first: &[Telling], second: &[Telling]) -> Option<f32> {
    let (mut common, mut all) = (0.0, 0.0);
    for mine in first {
        if let Ok(at) = second.binary_search_by_key(&mine.number, |t| t.number) {
            let [ours, theirs] = [&mine.told, &second[at].told];
            common += 2.0 * ours.common(theirs);
            all += ours.weight + theirs.weight;
        }
    }
    let near = common / all.max(f32::EPSILON);
    (all > ENOUGH_WEIGHT && near < SAME).then_some(near)
}

/// Words that most of several tellings of one have; of two, those of the first.
pub(super) fn majority(told: &[&Told]) -> Told {
    let mut counts: BTreeMap<Term, (usize, Kept)> = BTreeMap::new();
    for told in told {
        for kept in &told.kept {
            let entry = counts.entry(kept.term).or_insert((0, *kept));
            entry.0 += 1;
            entry.1.weight = entry.1.weight.max(kept.weight);
        }
    }
    let first = told.first();
    let stands = |count: usize, kept: &Kept| match told.len() {
        2 => first.is_some_and(|first| first.kept.iter().any(|own| own.term == kept.term)),
        all => count * 2 > all,
    };
    let words = counts
        .into_values()
        .filter(|(count, kept)| stands(*count, kept));
    Told::from_kept(words.map(|(_, kept)| kept).collect())
}

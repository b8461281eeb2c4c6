//! The choice of sources that explains a family best.

use std::collections::BTreeSet;

use super::branching::{Weighed, branching};
use super::family::{Arc, Family};

/// Rounds of mending, and in a family of more than so many reports.
const MOST_ROUNDS: usize = 8;
const MOST_ROUNDS_OF_MANY: usize = 1;
pub(super) const MANY: usize = 64;
/// Sources that are tried with every other as a second, so that a thousand copies stay cheap.
const MOST_IN_PAIRS: usize = 6;
/// What a change must be better by: less is rounding.
const BETTER: f32 = 1e-3;

/// A choice of sources for every report of a family.
pub(super) struct Search<'a> {
    family: &'a Family,
    /// By report, places in the list of its possible sources.
    chosen: Vec<Vec<usize>>,
    /// By report (lost ones behind the others), what was made from it.
    copies: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    /// The best choice of one source at most for each, mended where another or a second explains
    /// more.
    pub(super) fn of(family: &'a Family) -> Self {
        let reports = family.arcs.len();
        let mut edges: Vec<Weighed> = Vec::new();
        for to in 0..reports {
            let alone = family.worth(to, &[]);
            edges.push(Weighed {
                from: reports,
                to,
                weight: alone,
            });
            let arcs = family.arcs[to].iter().enumerate();
            edges.extend(arcs.map(|(at, arc)| Weighed {
                from: arc.source,
                to,
                weight: family.worth(to, &[at]),
            }));
        }
        let sources = branching(reports + 1, reports, &edges);
        let place = |report: usize| {
            let source = sources.get(report).copied().flatten()?;
            let arcs = &family.arcs[report];
            arcs.binary_search_by_key(&source, |arc| arc.source).ok()
        };
        let mut search = Self {
            family,
            chosen: vec![Vec::new(); reports],
            copies: vec![Vec::new(); reports],
        };
        for report in 0..reports {
            search.take(report, place(report).into_iter().collect());
        }
        search.mend();
        search
    }

    /// By report, its sources.
    pub(super) fn sources(&self) -> Vec<Vec<usize>> {
        let own = self.chosen.iter().enumerate();
        own.map(|(report, chosen)| {
            chosen
                .iter()
                .map(|at| self.arc(report, *at).source)
                .collect()
        })
        .collect()
    }

    /// What the whole choice is worth.
    pub(super) fn total(&self) -> f32 {
        let own = self.chosen.iter().enumerate();
        own.map(|(report, chosen)| self.family.worth(report, chosen))
            .sum()
    }

    /// By report, whether it may as well be a source of its source, which then was made from two:
    /// this explains the texts less well, but not by much.
    pub(super) fn doubtful(&self) -> Vec<bool> {
        (0..self.chosen.len())
            .map(|report| self.is_doubtful(report))
            .collect()
    }

    fn is_doubtful(&self, report: usize) -> bool {
        let [at] = self.chosen[report].as_slice() else {
            return false;
        };
        let source = self.arc(report, *at).source;
        let arcs = &self.family.arcs[source];
        let back = arcs.binary_search_by_key(&report, |arc| arc.source);
        let (Ok(back), [own]) = (back, self.chosen[source].as_slice()) else {
            return false;
        };
        let now = self.family.worth(report, &[*at]) + self.family.worth(source, &[*own]);
        let turned = [back.min(*own), back.max(*own)];
        let turned = self.family.worth(report, &[]) + self.family.worth(source, &turned);
        now - turned < self.family.doubted()
    }

    fn arc(&self, report: usize, at: usize) -> &'a Arc {
        &self.family.arcs[report][at]
    }

    /// Gives a report other sources, and gives back those it had.
    fn take(&mut self, report: usize, chosen: Vec<usize>) -> Vec<usize> {
        let old = std::mem::replace(&mut self.chosen[report], chosen);
        for at in &old {
            let source = self.arc(report, *at).source;
            self.copies[source].retain(|copy| *copy != report);
        }
        for at in self.chosen[report].clone() {
            let source = self.arc(report, at).source;
            self.copies[source].push(report);
        }
        old
    }

    /// All that go back to a report, and the report itself.
    fn below(&self, report: usize) -> BTreeSet<usize> {
        let mut all = BTreeSet::from([report]);
        let mut open = vec![report];
        while let Some(next) = open.pop() {
            open.extend(self.copies[next].iter().filter(|copy| all.insert(**copy)));
        }
        all
    }

    fn mend(&mut self) {
        let many = self.chosen.len() > MANY;
        let rounds = if many {
            MOST_ROUNDS_OF_MANY
        } else {
            MOST_ROUNDS
        };
        for _ in 0..rounds {
            let mut changed = false;
            for report in 0..self.chosen.len() {
                changed |= self.turn(report);
                changed |= self.choose(report);
            }
            if !changed {
                return;
            }
        }
    }

    /// Gives a report the one or two sources that explain it best.
    fn choose(&mut self, report: usize) -> bool {
        let arcs = &self.family.arcs[report];
        if arcs.is_empty() {
            return false;
        }
        let below = self.below(report);
        let worth = |chosen: &[usize]| self.family.worth(report, chosen);
        let mut best = (worth(&self.chosen[report]), self.chosen[report].clone());
        for chosen in options_among(self.family, report, |at| !below.contains(&arcs[at].source)) {
            let worth = worth(&chosen);
            if worth > best.0 + BETTER {
                best = (worth, chosen);
            }
        }
        let changed = best.1 != self.chosen[report];
        self.take(report, best.1);
        changed
    }

    /// Takes a report for a source of its own source, where that explains more: a report made from
    /// two others is none of their sources.
    fn turn(&mut self, report: usize) -> bool {
        let mut changed = false;
        for at in self.chosen[report].clone() {
            changed |= self.turned(report, at);
        }
        changed
    }

    fn turned(&mut self, report: usize, at: usize) -> bool {
        let source = self.arc(report, at).source;
        let arcs = &self.family.arcs[source];
        let Ok(back) = arcs.binary_search_by_key(&report, |arc| arc.source) else {
            return false;
        };
        let mut mine = self.chosen[report].clone();
        mine.retain(|place| *place != at);
        let mut theirs = self.chosen[source].clone();
        theirs.push(back);
        theirs.sort_unstable();
        let worth = |mine: &[usize], theirs: &[usize]| {
            self.family.worth(report, mine) + self.family.worth(source, theirs)
        };
        let before = worth(&self.chosen[report], &self.chosen[source]);
        if theirs.len() > 2 || worth(&mine, &theirs) <= before + BETTER {
            return false;
        }
        let old = self.take(report, mine);
        if self.below(source).contains(&report) {
            self.take(report, old);
            return false;
        }
        self.take(source, theirs);
        true
    }
}

/// What may be chosen for a report: no source, each by itself, and the best in pairs.
pub(super) fn options(family: &Family, report: usize) -> Vec<Vec<usize>> {
    options_among(family, report, |_| true)
}

fn options_among(family: &Family, report: usize, free: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let places = (0..family.arcs[report].len()).filter(|at| free(*at));
    let mut single: Vec<(usize, f32)> =
        places.map(|at| (at, family.worth(report, &[at]))).collect();
    single.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut options = vec![Vec::new()];
    options.extend(single.iter().map(|(at, _)| vec![*at]));
    for (number, (one, _)) in single.iter().take(MOST_IN_PAIRS).enumerate() {
        // Each pair once, with the better of the two first.
        for (other, _) in &single[number + 1..] {
            options.push(vec![*one.min(other), *one.max(other)]);
        }
    }
    options
}

//! Tracing each sentence of a story back to the line of attestation that it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::collapse::collapses;
use super::{Collapse, Groups, Lineage};
use crate::collation::Likely;
use crate::derivation::Derivation;
use crate::dossier::{Grounds, Link, LinkKind, OriginRange};
use crate::witness::Witness;

/// Share of a report's sentences that other reports account for from which it is not an origin of
/// its own, in hundredths. What it adds still is, sentence by sentence.
const TAKEN: usize = 50;

/// The origins behind a story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origins {
    /// How many stand behind the reports as a whole.
    pub range: OriginRange,
    /// Which line each sentence belongs to.
    pub lineage: Lineage,
    /// Why reports are counted as one.
    pub collapses: Vec<Collapse>,
    /// What all of it rests on.
    #[serde(skip)]
    pub grounds: Grounds,
}

/// Traces the sentences of a story to their origins.
pub fn trace(witnesses: &[Witness], derivations: &[Derivation], likely: &Likely) -> Origins {
    let grounds = Grounds::of(witnesses, derivations, likely);
    let (range, lineage) = count(&grounds, &BTreeSet::new());
    Origins {
        range,
        lineage,
        collapses: collapses(witnesses, derivations),
        grounds,
    }
}

/// Counts the origins of a story without what is refused (by its number; see
/// [`crate::dossier::Recount`]): how many stand behind it, and the line of each sentence. It gives
/// what tracing gives where the verdicts on these pairs were never found.
pub fn count(grounds: &Grounds, refused: &BTreeSet<usize>) -> (OriginRange, Lineage) {
    let tracer = Tracer::new(grounds, refused);
    let shown = tracer.shown_lines();
    let own = tracer.own_lines();
    let merged = tracer.possible_merges(&own);
    let possible = tracer.possible_lines(&shown, merged.clone());
    let lineage = Lineage::new(shown, possible)
        .with_sources(tracer.sources())
        .without_namings(tracer.refused_namings());
    (story_range(&own, merged), lineage)
}

struct Tracer<'a> {
    grounds: &'a Grounds,
    refused: &'a BTreeSet<usize>,
    reports: usize,
    /// By report, the edges that lead to it.
    parents: Vec<Vec<Parent>>,
    /// By report and sentence, the sentence that answers it best.
    best: Vec<BTreeMap<usize, (usize, usize)>>,
    /// By report, the place of its common source.
    common_of: Vec<Option<usize>>,
    common: usize,
}

/// An edge, with how many sentences it accounts for.
struct Parent {
    link: Link,
    accounted: usize,
}

impl<'a> Tracer<'a> {
    fn new(grounds: &'a Grounds, refused: &'a BTreeSet<usize>) -> Self {
        let reports = grounds.sentences.len();
        let mut tracer = Self {
            grounds,
            refused,
            reports,
            parents: Vec::new(),
            best: Vec::new(),
            common_of: vec![None; reports],
            common: 0,
        };
        tracer.parents = tracer.parents_of_all();
        tracer.best = (0..reports).map(|report| tracer.best_of(report)).collect();
        tracer.join_common_sources();
        tracer
    }

    /// The links that are not refused, by number.
    fn links(&self) -> impl Iterator<Item = (usize, Link)> + '_ {
        let all = self.grounds.links.iter().copied().enumerate();
        all.filter(|(number, link)| {
            link.source.max(link.target) < self.reports && !self.refused.contains(number)
        })
    }

    fn edge(&self, number: usize) -> Option<Link> {
        let link = *self.grounds.links.get(number)?;
        let counts = link.kind == LinkKind::Edge && !self.refused.contains(&number);
        (counts && link.source < self.reports).then_some(link)
    }

    fn answers(&self, report: usize) -> impl Iterator<Item = (Link, &'a [usize; 3])> + '_ {
        let all = self.grounds.answers.get(report).into_iter().flatten();
        all.filter_map(|answer| Some((self.edge(answer[1])?, answer)))
    }

    fn parents_of_all(&self) -> Vec<Vec<Parent>> {
        let mut accounted = vec![0; self.grounds.links.len()];
        for (_, [_, link, _]) in (0..self.reports).flat_map(|report| self.answers(report)) {
            accounted[*link] += 1;
        }
        let mut parents: Vec<Vec<Parent>> = (0..self.reports).map(|_| Vec::new()).collect();
        let edges = self.links().filter(|(_, link)| link.kind == LinkKind::Edge);
        for (number, link) in edges {
            let accounted = accounted[number];
            parents[link.target].push(Parent { link, accounted });
        }
        parents
    }

    fn best_of(&self, report: usize) -> BTreeMap<usize, (usize, usize)> {
        let mut best = BTreeMap::new();
        for (link, [sentence, _, answer]) in self.answers(report) {
            best.entry(*sentence).or_insert((link.source, *answer));
        }
        best
    }

    /// Groups the reports that share a source which is not among them.
    fn join_common_sources(&mut self) {
        for (place, members) in common_groups(self.grounds, self.refused).iter().enumerate() {
            for member in members {
                self.common_of[*member] = Some(place);
            }
            self.common = place + 1;
        }
    }

    /// The line of each sentence under what is shown: the upstream source it names, else that of
    /// the sentence it answers, else that of its report. A report that was mostly taken is no line
    /// of its own: what it adds counts with its main source, so that no claim has more origins
    /// than the story.
    fn shown_lines(&self) -> Vec<Vec<usize>> {
        let upstream = self.upstream_lines();
        let mut bases = vec![0; self.reports];
        let sentences = self.grounds.sentences.iter();
        let mut lines: Vec<Vec<usize>> = sentences.map(|count| vec![0; *count]).collect();
        for witness in self.sources_first() {
            let parent = self.main_parent(witness).filter(|_| self.is_taken(witness));
            let own = self.common_line(witness).unwrap_or(witness);
            bases[witness] = parent.map_or(own, |parent| bases[parent]);
            for sentence in 0..lines[witness].len() {
                let answered = self.best[witness].get(&sentence);
                let taken =
                    answered.and_then(|(source, place)| lines[*source].get(*place).copied());
                let named = upstream.get(&(witness, sentence)).copied();
                lines[witness][sentence] = named.or(taken).unwrap_or(bases[witness]);
            }
        }
        lines
    }

    /// Witnesses in an order in which every source comes before what was taken from it. Cycles,
    /// which the stemma refuses, are cut at the lowest index.
    fn sources_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.reports);
        let mut left: BTreeSet<usize> = (0..self.reports).collect();
        let mut waiting: Vec<usize> = self.parents.iter().map(Vec::len).collect();
        let mut copies = vec![Vec::new(); self.reports];
        for parent in self.parents.iter().flatten() {
            copies[parent.link.source].push(parent.link.target);
        }
        let mut ready: BTreeSet<usize> =
            left.iter().copied().filter(|w| waiting[*w] == 0).collect();
        while let Some(&lowest) = left.first() {
            let next = ready.pop_first().unwrap_or(lowest);
            left.remove(&next);
            order.push(next);
            for copy in &copies[next] {
                waiting[*copy] -= 1;
                if waiting[*copy] == 0 && left.contains(copy) {
                    ready.insert(*copy);
                }
            }
        }
        order
    }

    fn common_line(&self, witness: usize) -> Option<usize> {
        Some(self.reports + self.common_of[witness]?)
    }

    /// Sentences whose words came through a named source that several reports name: one line for
    /// all of them, since five reports of one interview are one attestation of it.
    fn upstream_lines(&self) -> BTreeMap<(usize, usize), usize> {
        let first_line = self.reports + self.common;
        let telling: Vec<_> = self
            .namings()
            .filter(|(number, naming)| {
                !self.refused.contains(number) && !naming.sentences.is_empty()
            })
            .map(|(_, naming)| naming)
            .collect();
        let sources = telling.chunk_by(|x, y| x.name == y.name).enumerate();
        let shared = sources.filter(|(_, namings)| namings.len() > 1);
        shared
            .flat_map(|(number, namings)| {
                let places = namings
                    .iter()
                    .flat_map(|naming| naming.sentences.iter().map(|at| (naming.report, *at)));
                places.map(move |place| (place, first_line + number))
            })
            .collect()
    }

    /// The namings, by number.
    fn namings(&self) -> impl Iterator<Item = (usize, &'a crate::dossier::Naming)> + '_ {
        let first = self.grounds.links.len();
        (first..).zip(&self.grounds.namings)
    }

    fn refused_namings(&self) -> BTreeSet<(usize, String)> {
        let refused = self.namings().filter(|(n, _)| self.refused.contains(n));
        refused
            .map(|(_, naming)| (naming.report, naming.name.clone()))
            .collect()
    }

    /// The line that each report adds to the story; `None` for one that others account for.
    fn own_lines(&self) -> Vec<Option<usize>> {
        let line = |witness: usize| match self.is_taken(witness) && !self.is_doubtful(witness) {
            true => None,
            false => Some(self.common_line(witness).unwrap_or(witness)),
        };
        (0..self.reports).map(line).collect()
    }

    fn is_taken(&self, witness: usize) -> bool {
        let answered = self.best[witness].len();
        let parents = self.parents[witness].iter();
        parents
            .into_iter()
            .any(|parent| parent.link.whole || answered * 100 >= TAKEN * parent.link.told)
    }

    /// What the reports that were mostly taken from others were made from, at any remove.
    fn sources(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut all: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for witness in self.sources_first() {
            let direct = self.parents[witness]
                .iter()
                .map(|parent| parent.link.source);
            let mut found: BTreeSet<usize> = direct.collect();
            for source in found.clone() {
                found.extend(all.get(&source).into_iter().flatten());
            }
            if !found.is_empty() && self.is_taken(witness) {
                all.insert(witness, found);
            }
        }
        all
    }

    /// Whether a report may as well be a source of its own source.
    fn is_doubtful(&self, witness: usize) -> bool {
        let parents = &self.parents[witness];
        !parents.is_empty() && parents.iter().all(|parent| parent.link.doubtful)
    }

    /// What a report goes back to by its main sources.
    fn first_source(&self, witness: usize) -> usize {
        let mut at = witness;
        for _ in 0..self.reports {
            match self.main_parent(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// Lines merged where anything may depend: every verdict but "none found" merges.
    fn possible_merges(&self, own: &[Option<usize>]) -> Groups {
        let mut groups = Groups::of(self.reports + self.common);
        for (witness, line) in own.iter().enumerate() {
            groups.merge(witness, line.unwrap_or(witness));
        }
        for (_, link) in self.links().filter(|(_, link)| link.kind != LinkKind::None) {
            // A report made from two sources does not make these two into one.
            if own[link.target].is_some() && own[link.source].is_some() {
                groups.merge(link.source, link.target);
            }
        }
        for (target, line) in own.iter().enumerate() {
            if line.is_some() && self.is_doubtful(target) {
                let source = self.first_source(target);
                groups.merge(target, source);
                if let Some(line) = own[source] {
                    groups.merge(target, line);
                }
            }
        }
        groups
    }

    fn possible_lines(&self, shown: &[Vec<usize>], mut merged: Groups) -> Vec<Vec<usize>> {
        let limit = self.reports + self.common;
        let mut merge = |line: &usize| {
            if *line < limit {
                merged.find(*line)
            } else {
                *line
            }
        };
        shown
            .iter()
            .map(|lines| lines.iter().map(&mut merge).collect())
            .collect()
    }

    fn main_parent(&self, witness: usize) -> Option<usize> {
        let parents = self.parents[witness].iter();
        let most =
            parents.max_by_key(|parent| (parent.accounted, std::cmp::Reverse(parent.link.source)));
        most.map(|parent| parent.link.source)
    }
}

/// The groups of reports that share a source not among the inputs, by the links that are left (see
/// [`crate::stemma::common_sources`]).
pub(super) fn common_groups(grounds: &Grounds, refused: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let reports = grounds.sentences.len();
    let left = || {
        let all = grounds.links.iter().enumerate();
        let left = all.filter(|(number, _)| !refused.contains(number));
        let sound = left.filter(|(_, link)| link.source.max(link.target) < reports);
        sound.map(|(_, link)| (link.kind, pair(link)))
    };
    let joining = left().filter(|(kind, _)| *kind == LinkKind::Common);
    let pairs: Vec<[usize; 2]> = joining.map(|(_, pair)| pair).collect();
    let shown = [LinkKind::Common, LinkKind::Edge, LinkKind::Indirect];
    let linked = left().filter(|(kind, _)| shown.contains(kind));
    let linked: BTreeSet<[usize; 2]> = linked.map(|(_, pair)| pair).collect();
    let mut groups = Groups::of(reports);
    groups.merge_akin(&pairs, &linked, &|pair| {
        let compared = grounds.compared.as_ref();
        compared.is_none_or(|compared| compared.binary_search(&pair).is_ok())
    });
    let mut members = groups.members();
    members.retain(|members| members.len() > 1);
    members
}

fn pair(link: &Link) -> [usize; 2] {
    [link.source.min(link.target), link.source.max(link.target)]
}

fn story_range(own: &[Option<usize>], mut merged: Groups) -> OriginRange {
    let lines: BTreeSet<usize> = own.iter().copied().flatten().collect();
    let groups: BTreeSet<usize> = lines.iter().map(|line| merged.find(*line)).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
    OriginRange {
        min: count(groups.len()),
        max: count(lines.len()),
    }
}

//! Tracing each sentence of a story back to the line of attestation that it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Groups, Lineage};
use crate::article::Receipt;
use crate::derivation::{Derivation, folded_name};
use crate::dossier::{OriginRange, Scope, Verdict};
use crate::quotation::RelayRole;
use crate::stemma::{CommonSource, is_edge};
use crate::witness::Witness;

/// Share of a report's sentences that other reports account for from which it is not an origin of
/// its own. What it adds still is, sentence by sentence.
const TAKEN: f32 = 0.5;

/// The origins behind a story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origins {
    /// How many stand behind the reports as a whole.
    pub range: OriginRange,
    /// Which line each sentence belongs to.
    pub lineage: Lineage,
    /// Why reports are counted as one.
    pub collapses: Vec<Collapse>,
}

/// Why reports are counted as one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Collapse {
    /// Indices of the reports, sorted.
    pub witnesses: Vec<usize>,
    /// Whether it is shown, or only possible.
    pub certain: bool,
    /// Why, in a sentence for people.
    pub reason: String,
    /// By witness, the words that show it.
    pub receipts: Vec<(usize, Receipt)>,
}

/// Traces the sentences of a story to their origins.
pub fn trace(
    witnesses: &[Witness],
    derivations: &[Derivation],
    common: &[CommonSource],
) -> Origins {
    let tracer = Tracer::new(witnesses, derivations, common);
    let shown = tracer.shown_lines();
    let own = tracer.own_lines();
    let merged = tracer.possible_merges(derivations, &own);
    let possible = tracer.possible_lines(&shown, merged.clone());
    Origins {
        range: story_range(&own, merged),
        lineage: Lineage::new(shown, possible).with_sources(tracer.sources()),
        collapses: tracer.collapses(derivations),
    }
}

struct Tracer<'a> {
    witnesses: &'a [Witness],
    /// By report, the edges that lead to it.
    parents: Vec<Vec<&'a Derivation>>,
    /// By report, the place of its common source.
    common_of: Vec<Option<usize>>,
    common: &'a [CommonSource],
}

impl<'a> Tracer<'a> {
    fn new(
        witnesses: &'a [Witness],
        derivations: &'a [Derivation],
        common: &'a [CommonSource],
    ) -> Self {
        let mut parents = vec![Vec::new(); witnesses.len()];
        for edge in derivations.iter().filter(|d| is_edge(d)) {
            parents[edge.target].push(edge);
        }
        let mut common_of = vec![None; witnesses.len()];
        for (place, source) in common.iter().enumerate() {
            for member in &source.members {
                common_of[*member].get_or_insert(place);
            }
        }
        Self {
            witnesses,
            parents,
            common_of,
            common,
        }
    }

    /// The line of each sentence under what is shown: the upstream source it names, else that of
    /// the sentence it answers, else that of its report. A report that was mostly taken is no line
    /// of its own: what it adds counts with its main source, so that no claim has more origins
    /// than the story.
    fn shown_lines(&self) -> Vec<Vec<usize>> {
        let upstream = self.upstream_lines();
        let mut bases = vec![0; self.witnesses.len()];
        let mut lines: Vec<Vec<usize>> = self
            .witnesses
            .iter()
            .map(|witness| vec![0; witness.sentences.len()])
            .collect();
        for witness in self.sources_first() {
            let parent = self.main_parent(witness).filter(|_| self.is_taken(witness));
            let own = self.common_line(witness).unwrap_or(witness);
            bases[witness] = parent.map_or(own, |parent| bases[parent]);
            for sentence in 0..lines[witness].len() {
                let answered = self.best_answer(witness, sentence);
                let taken = answered.and_then(|(source, place)| lines[source].get(place).copied());
                let named = upstream.get(&(witness, sentence)).copied();
                lines[witness][sentence] = named.or(taken).unwrap_or(bases[witness]);
            }
        }
        lines
    }

    /// Witnesses in an order in which every source comes before what was taken from it. Cycles,
    /// which the stemma refuses, are cut at the lowest index.
    fn sources_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.witnesses.len());
        let mut left: BTreeSet<usize> = (0..self.witnesses.len()).collect();
        let mut waiting: Vec<usize> = self.parents.iter().map(Vec::len).collect();
        let mut copies = vec![Vec::new(); self.witnesses.len()];
        for edge in self.parents.iter().flatten() {
            copies[edge.source].push(edge.target);
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

    fn best_answer(&self, witness: usize, sentence: usize) -> Option<(usize, usize)> {
        let parents = self.parents[witness].iter();
        let answers =
            parents.filter_map(|edge| Some((edge.source, edge.accounted.get(&sentence)?)));
        let best =
            answers.max_by(|x, y| x.1.strength.total_cmp(&y.1.strength).then(y.0.cmp(&x.0)))?;
        Some((best.0, best.1.sentence))
    }

    fn common_line(&self, witness: usize) -> Option<usize> {
        Some(self.witnesses.len() + self.common_of[witness]?)
    }

    /// Sentences whose words came through a named source that several reports name: one line for
    /// all of them, since five reports of one interview are one attestation of it.
    fn upstream_lines(&self) -> BTreeMap<(usize, usize), usize> {
        let mut by_name: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for (index, witness) in self.witnesses.iter().enumerate() {
            for quotation in &witness.quotations {
                let relay = quotation
                    .via
                    .iter()
                    .find(|relay| relay.role != RelayRole::Anonymous);
                let (Some(relay), Some(first)) = (relay, quotation.content.first()) else {
                    continue;
                };
                if let Some(sentence) = witness.sentence_at(*first) {
                    let places = by_name.entry(folded_name(&relay.name)).or_default();
                    places.insert((index, sentence));
                }
            }
        }
        let first_line = self.witnesses.len() + self.common.len();
        let numbered = by_name.into_values().enumerate();
        numbered
            .filter(|(_, places)| {
                places
                    .iter()
                    .map(|(witness, _)| witness)
                    .collect::<BTreeSet<_>>()
                    .len()
                    > 1
            })
            .flat_map(|(number, places)| {
                places
                    .into_iter()
                    .map(move |place| (place, first_line + number))
            })
            .collect()
    }

    /// The line that each report adds to the story; `None` for one that others account for.
    fn own_lines(&self) -> Vec<Option<usize>> {
        let line = |witness: usize| match self.is_taken(witness) && !self.is_doubtful(witness) {
            true => None,
            false => Some(self.common_line(witness).unwrap_or(witness)),
        };
        (0..self.witnesses.len()).map(line).collect()
    }

    fn is_taken(&self, witness: usize) -> bool {
        let parents = || self.parents[witness].iter();
        let answered: BTreeSet<usize> = parents()
            .flat_map(|edge| edge.accounted.keys().copied())
            .collect();
        parents().any(|edge| {
            edge.scope == Scope::Report || answered.len() as f32 >= TAKEN * edge.sentences as f32
        })
    }

    /// What the reports that were mostly taken from others were made from, at any remove.
    fn sources(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut all: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for witness in self.sources_first() {
            let direct = self.parents[witness].iter().map(|edge| edge.source);
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
        !parents.is_empty() && parents.iter().all(|edge| edge.doubtful)
    }

    /// What a report goes back to by its main sources.
    fn first_source(&self, witness: usize) -> usize {
        let mut at = witness;
        for _ in 0..self.witnesses.len() {
            match self.main_parent(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// Lines merged where anything may depend: every verdict but "none found" merges.
    fn possible_merges(&self, derivations: &[Derivation], own: &[Option<usize>]) -> Groups {
        let mut groups = Groups::of(self.witnesses.len() + self.common.len());
        for (witness, line) in own.iter().enumerate() {
            groups.merge(witness, line.unwrap_or(witness));
        }
        for derivation in derivations.iter().filter(|d| may_depend(d)) {
            // A report made from two sources does not make these two into one.
            if own[derivation.target].is_some() && own[derivation.source].is_some() {
                groups.merge(derivation.source, derivation.target);
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
        let limit = self.witnesses.len() + self.common.len();
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
            parents.max_by_key(|edge| (edge.accounted.len(), std::cmp::Reverse(edge.source)));
        most.map(|edge| edge.source)
    }

    fn collapses(&self, derivations: &[Derivation]) -> Vec<Collapse> {
        let certain = derivations.iter().filter(|d| d.through.is_none());
        let shown =
            certain.filter(|d| matches!(d.verdict, Verdict::Derived | Verdict::CommonSource));
        let possible = derivations
            .iter()
            .filter(|d| d.verdict == Verdict::LineageUnknown);
        shown
            .map(|d| self.collapse(d, true))
            .chain(possible.map(|d| self.collapse(d, false)))
            .collect()
    }

    fn collapse(&self, derivation: &Derivation, certain: bool) -> Collapse {
        let strongest = derivation.evidence.first();
        let receipts = strongest
            .map(|seen| self.receipts_of(derivation, seen))
            .unwrap_or_default();
        let witnesses = derivation.pair.to_vec();
        Collapse {
            witnesses,
            certain,
            reason: derivation.summary.clone(),
            receipts,
        }
    }

    fn receipts_of(
        &self,
        derivation: &Derivation,
        seen: &crate::derivation::Observation,
    ) -> Vec<(usize, Receipt)> {
        let mut receipts = Vec::new();
        for (side, witness) in derivation.pair.into_iter().enumerate() {
            let article = &self.witnesses[witness].article;
            let inside = seen.receipts.spans[side]
                .iter()
                .map(|span| article.receipt(*span));
            let outside = seen.receipts.outside[side].iter().cloned();
            receipts.extend(inside.chain(outside).map(|receipt| (witness, receipt)));
        }
        receipts
    }
}

fn may_depend(derivation: &Derivation) -> bool {
    derivation.verdict != Verdict::NoDependenceFound
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

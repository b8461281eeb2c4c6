//! Made-up traditions as choices of which the right one is known.

use std::collections::BTreeSet;

use recension_core::compile::label;
use recension_core::derivation::{
    DESCENT_FEATURES, Derivation, DescentChoice, DescentFeatures, DescentWeights, descent_choices,
    examine, judge_pairs,
};
use recension_core::witness::Witness;

use super::tree::Tree;
use super::{Model, Slope};
use crate::report::Result;
use crate::traditions::{Told, Tradition, told};

/// A tradition read and judged pair by pair.
pub(super) struct Material {
    tradition: Tradition,
    witnesses: Vec<Witness>,
    standing: BTreeSet<u64>,
    judged: Vec<Derivation>,
    /// By witness, its number in the tradition.
    made: Vec<usize>,
}

/// What could be chosen for a report.
pub(super) struct Example {
    pub(super) distances: [f32; 2],
    /// What is seen of each choice, and whether it is right.
    pub(super) options: Vec<(DescentFeatures, bool)>,
}

impl Material {
    pub(super) fn of(tradition: Tradition) -> Result<Self> {
        let Told {
            mut witnesses,
            standing,
        } = told(&tradition)?;
        label(&mut witnesses);
        let collation = examine(&witnesses, &standing).collation;
        let judged = judge_pairs(&witnesses, &collation, &standing);
        let made = witnesses.iter().map(|witness| number(&tradition, witness));
        Ok(Self {
            made: made.collect(),
            tradition,
            witnesses,
            standing,
            judged,
        })
    }

    fn choices(&self, weights: &DescentWeights) -> Vec<DescentChoice> {
        descent_choices(&self.witnesses, &self.standing, &self.judged, weights)
    }

    /// The choices whose right answer is among them, a report's own copies left out.
    pub(super) fn examples(&self, weights: &DescentWeights) -> Vec<Example> {
        let all = self.choices(weights).into_iter();
        let answered = all.filter(|choice| !self.has_lost_source(choice.report));
        let examples = answered.map(|choice| self.example(&choice));
        examples
            .filter(|example| example.options.iter().any(|(_, right)| *right))
            .collect()
    }

    fn example(&self, choice: &DescentChoice) -> Example {
        let own = self.made[choice.report];
        let is_copy = |source: &usize| self.tradition.is_from(self.made[*source], own);
        let free = choice.options.iter();
        let free = free.filter(|(sources, _)| !sources.iter().any(is_copy));
        let options = free.map(|(sources, seen)| (*seen, self.is_right(choice.report, sources)));
        Example {
            distances: choice.distances,
            options: options.collect(),
        }
    }

    /// Whether these are the texts that a report was made from.
    fn is_right(&self, report: usize, sources: &[usize]) -> bool {
        let own = self.made[report];
        let text = |made: usize| &self.tradition.made[made].sentences;
        let parents = &self.tradition.made[own].parents;
        let truly: BTreeSet<_> = parents.iter().map(|parent| text(*parent)).collect();
        let found: BTreeSet<_> = sources
            .iter()
            .map(|source| text(self.made[*source]))
            .collect();
        truly == found && found.len() == sources.len()
    }

    fn has_lost_source(&self, report: usize) -> bool {
        let mut parents = self.tradition.made[self.made[report]].parents.iter();
        parents.any(|parent| self.tradition.made[*parent].record.is_none())
    }

    /// The families with their single sources.
    pub(super) fn trees(&self, weights: &DescentWeights) -> Vec<Tree> {
        let choices = self.choices(weights);
        let right = |choice: &DescentChoice, sources: &[usize]| {
            let own = self.made[choice.report];
            let later = sources.iter().any(|source| self.made[*source] >= own);
            !later && !self.has_lost_source(choice.report) && self.is_right(choice.report, sources)
        };
        Tree::all(&choices, self.witnesses.len(), right)
    }
}

fn number(tradition: &Tradition, witness: &Witness) -> usize {
    let record = witness.article.record.as_ref();
    let id = record.and_then(|record| record.id.as_deref());
    let of = |made: &crate::traditions::Made| {
        let record = made.record.as_ref();
        id.is_some() && record.map(|record| record.id.as_str()) == id
    };
    tradition.made.iter().position(of).unwrap_or(0)
}

impl Example {
    /// How unlikely the right choice is, and where the weights should go.
    pub(super) fn slope(&self, model: &Model) -> Slope {
        let worth = model.at(self.distances);
        let odds = self.options.iter().map(|(seen, _)| dot(&worth, seen));
        let odds: Vec<f64> = odds.collect();
        let most = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raised: Vec<f64> = odds.iter().map(|odds| (odds - most).exp()).collect();
        let all: f64 = raised.iter().sum();
        let right = raised
            .iter()
            .zip(&self.options)
            .filter(|(_, (_, right))| *right);
        let right = right
            .map(|(raised, _)| raised)
            .sum::<f64>()
            .max(f64::MIN_POSITIVE);
        let mut pull = [0.0; DESCENT_FEATURES];
        for (raised, (seen, is_right)) in raised.iter().zip(&self.options) {
            let wanted = if *is_right { raised / right } else { 0.0 };
            let excess = wanted - raised / all;
            pull.iter_mut()
                .zip(seen)
                .for_each(|(pull, seen)| *pull += excess * f64::from(*seen));
        }
        let mut slope = Slope::none();
        slope.loss = (all / right).ln();
        model.pull(&mut slope.gradient, &pull, self.distances);
        slope
    }
}

pub(super) fn dot(worth: &[f64; DESCENT_FEATURES], seen: &DescentFeatures) -> f64 {
    worth
        .iter()
        .zip(seen)
        .map(|(worth, seen)| worth * f64::from(*seen))
        .sum()
}

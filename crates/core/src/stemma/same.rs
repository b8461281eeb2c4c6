//! Reports with the same text: one node with several sigla.
//!
//! Of two texts that are the same word for word neither can be shown to be the other's source, unless
//! a date or a credit says so. Where nothing does, they are one place in the tradition (a group of
//! copies of one reading text; Maas 1927), and no lost source is needed between them.

use std::collections::{BTreeMap, BTreeSet};

use super::{CommonSource, is_edge};
use crate::collation::sentence_fingerprint;
use crate::derivation::Derivation;
use crate::witness::{Siglum, Witness};

/// Words from which a text can be told from another.
const FEWEST_WORDS: usize = 20;

/// The nodes of reports.
pub(super) struct Nodes {
    /// By report, the report that its node is named after.
    of: Vec<usize>,
    sigla: Vec<String>,
}

impl Nodes {
    /// Reports of one common source that have the same text, and no nearer source, share a node.
    pub(super) fn of(
        witnesses: &[Witness],
        derivations: &[Derivation],
        common: &[CommonSource],
    ) -> Self {
        let members = common.iter().enumerate();
        let group: BTreeMap<usize, usize> = members
            .flat_map(|(group, source)| source.members.iter().map(move |member| (*member, group)))
            .collect();
        let edges = derivations.iter().filter(|derivation| is_edge(derivation));
        let placed: BTreeSet<usize> = edges.map(|edge| edge.target).collect();
        let mut first: BTreeMap<(usize, u64), usize> = BTreeMap::new();
        let node = |(index, witness): (usize, &Witness)| {
            let group = group.get(&index).filter(|_| !placed.contains(&index));
            let key = group.copied().zip(text_fingerprint(witness));
            key.map_or(index, |key| *first.entry(key).or_insert(index))
        };
        Self {
            of: witnesses.iter().enumerate().map(node).collect(),
            sigla: witnesses
                .iter()
                .map(|witness| label(&witness.siglum))
                .collect(),
        }
    }

    /// The id of a report's node.
    pub(super) fn id(&self, report: usize) -> String {
        let node = self.node(report);
        self.sigla.get(node).cloned().unwrap_or_default()
    }

    /// The report that a report's node is named after.
    pub(super) fn node(&self, report: usize) -> usize {
        self.of.get(report).copied().unwrap_or(report)
    }

    /// The sigla of a node, its name first; empty for a report that has no node of its own.
    pub(super) fn sigla(&self, node: usize) -> Vec<String> {
        let members = self.of.iter().zip(&self.sigla);
        members
            .filter(|(of, _)| **of == node)
            .map(|(_, siglum)| siglum.clone())
            .collect()
    }
}

fn label(Siglum(label): &Siglum) -> String {
    label.clone()
}

/// The same for two reports whose stories have the same words.
pub(crate) fn text_fingerprint(witness: &Witness) -> Option<u64> {
    let told = witness.sentences.iter().filter(|s| s.role.is_story());
    let (mut words, mut print) = (0, 0_u64);
    for sentence in told {
        let tokens = witness.sentence_tokens(sentence);
        words += tokens.len();
        print = (print ^ sentence_fingerprint(tokens))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(31);
    }
    (words >= FEWEST_WORDS).then_some(print)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::article::{Article, Role, Stated};
    use crate::compile::label;
    use crate::derivation::examine;
    use crate::stemma::{Stemma, common_sources, draw};
    use crate::time::DateValue;
    use crate::witness::samples::article;
    use crate::witness::{Witness, prepare};

    const TEXT: [&str; 3] = [
        "A freight barge broke loose from its moorings at Lindau quay before sunrise and drifted onto the pillars of the railway crossing.",
        "Harbour master Ines Okafor closed the waterway at once and sent two tugs to hold the wreck against the current.",
        "Divers found a crack as wide as a hand in the northern pillar, and trains were stopped in both directions.",
    ];

    fn report(outlet: &str, day: Option<i8>) -> Article {
        let parts: Vec<_> = TEXT.iter().map(|line| (Role::Body, *line)).collect();
        let mut article = article("en", &parts);
        article.document.id = outlet.to_owned();
        fn stated<T>(value: T) -> Option<Stated<T>> {
            let (basis, receipts) = ("test".to_owned(), Vec::new());
            Some(Stated {
                value,
                basis,
                receipts,
            })
        }
        article.metadata.outlet = stated(outlet.to_owned());
        let date = day.map(|day| DateValue::day(jiff::civil::date(2024, 5, day)));
        article.metadata.published = date.and_then(stated);
        article
    }

    fn drawn(articles: Vec<Article>) -> Stemma {
        let mut witnesses: Vec<Witness> = articles.into_iter().map(prepare).collect();
        label(&mut witnesses);
        let examined = examine(&witnesses, &BTreeSet::new());
        let common = common_sources(&witnesses, &examined.derivations, &examined.likely);
        draw(&witnesses, &examined.derivations, &common, &[])
    }

    #[test]
    fn copies_that_nothing_tells_apart_are_one_node_with_their_sigla() {
        let outlets = ["Quay Courier", "Evening Bell", "Tide Post"];
        let stemma = drawn(outlets.iter().map(|outlet| report(outlet, None)).collect());
        let nodes: Vec<_> = stemma
            .nodes
            .iter()
            .map(|node| (&*node.id, &node.sigla))
            .collect();
        let sigla = ["EB", "QC", "TP"].map(str::to_owned).to_vec();
        assert_eq!(nodes, [("EB", &sigla)]);
        assert_eq!(stemma.edges, []);
    }

    #[test]
    fn a_later_copy_keeps_its_edge() {
        let stemma = drawn(vec![
            report("Quay Courier", Some(2)),
            report("Evening Bell", Some(5)),
        ]);
        let edges: Vec<_> = stemma
            .edges
            .iter()
            .map(|edge| (&*edge.from, &*edge.to))
            .collect();
        assert_eq!(edges, [("QC", "EB")]);
        assert!(stemma.nodes.iter().all(|node| node.sigla.is_empty()));
    }
}

//! What a count rests on, taken from the verdicts on pairs.

use std::collections::BTreeMap;

use super::Groups;
use crate::collation::Likely;
use crate::derivation::{Answer, Derivation, folded_name};
use crate::dossier::{Grounds, Link, LinkKind, Naming, Scope, Verdict};
use crate::quotation::{Quotation, Relay, RelayRole};
use crate::stemma::is_edge;
use crate::witness::Witness;

impl Grounds {
    /// What the verdicts on a story and the names in its reports say of the count.
    pub fn of(witnesses: &[Witness], derivations: &[Derivation], likely: &Likely) -> Self {
        let links: Vec<Link> = derivations.iter().map(link).collect();
        Self {
            sentences: witnesses.iter().map(|w| w.sentences.len()).collect(),
            answers: answers(witnesses.len(), derivations),
            namings: namings(witnesses),
            compared: compared(witnesses.len(), &links, likely),
            links,
        }
    }
}

fn link(derivation: &Derivation) -> Link {
    Link {
        source: derivation.source,
        target: derivation.target,
        kind: kind(derivation),
        whole: derivation.scope == Scope::Report,
        doubtful: derivation.doubtful,
        told: derivation.sentences,
    }
}

fn kind(derivation: &Derivation) -> LinkKind {
    match derivation.verdict {
        Verdict::NoDependenceFound => LinkKind::None,
        Verdict::LineageUnknown => LinkKind::Possible,
        Verdict::Derived if is_edge(derivation) => LinkKind::Edge,
        Verdict::CommonSource if derivation.through.is_none() => LinkKind::Common,
        Verdict::Derived | Verdict::CommonSource => LinkKind::Indirect,
    }
}

/// By report, what answers its sentences along the edges: the strongest answer first, of equal
/// ones that of the first source.
fn answers(reports: usize, derivations: &[Derivation]) -> Vec<Vec<[usize; 3]>> {
    let mut all: Vec<Vec<(usize, Answer, usize, usize)>> = vec![Vec::new(); reports];
    for (link, edge) in derivations.iter().enumerate().filter(|(_, d)| is_edge(d)) {
        let found = edge.accounted.iter();
        all[edge.target].extend(found.map(|(at, answer)| (*at, *answer, edge.source, link)));
    }
    let ordered = |mut found: Vec<(usize, Answer, usize, usize)>| {
        found.sort_by(|x, y| {
            let stronger = y.1.strength.total_cmp(&x.1.strength);
            x.0.cmp(&y.0).then(stronger).then(x.2.cmp(&y.2))
        });
        let entry =
            |(at, answer, _, link): (usize, Answer, usize, usize)| [at, link, answer.sentence];
        found.into_iter().map(entry).collect()
    };
    all.into_iter().map(ordered).collect()
}

/// Who names whom as the source through whom words came.
fn namings(witnesses: &[Witness]) -> Vec<Naming> {
    let mut found: BTreeMap<(String, usize), Naming> = BTreeMap::new();
    for (report, witness) in witnesses.iter().enumerate() {
        for quotation in &witness.quotations {
            for (place, relay) in named(quotation).enumerate() {
                let naming = entry(&mut found, report, relay);
                // What a quotation says came through the first whom it names.
                let words = quotation.content.first().filter(|_| place == 0);
                let sentence = words.and_then(|words| witness.sentence_at(*words));
                naming.sentences.extend(sentence);
            }
        }
    }
    let each = found.into_values().map(|mut naming| {
        naming.sentences.sort_unstable();
        naming.sentences.dedup();
        naming
    });
    each.collect()
}

fn entry<'f>(
    found: &'f mut BTreeMap<(String, usize), Naming>,
    report: usize,
    relay: &Relay,
) -> &'f mut Naming {
    let name = folded_name(&relay.name);
    found
        .entry((name.clone(), report))
        .or_insert_with(|| Naming {
            name,
            label: relay.name.clone(),
            report,
            sentences: Vec::new(),
        })
}

fn named(quotation: &Quotation) -> impl Iterator<Item = &Relay> {
    let relays = quotation.via.iter();
    relays.filter(|relay| relay.role != RelayRole::Anonymous)
}

/// The pairs that were compared among reports that common sources may join.
fn compared(reports: usize, links: &[Link], likely: &Likely) -> Option<Vec<[usize; 2]>> {
    if likely.complete {
        return None;
    }
    let mut joined = Groups::of(reports);
    for link in links.iter().filter(|link| link.kind == LinkKind::Common) {
        joined.merge(link.source, link.target);
    }
    let mut together = |pair: &&[usize; 2]| joined.find(pair[0]) == joined.find(pair[1]);
    Some(
        likely
            .pairs
            .iter()
            .filter(|pair| together(pair))
            .copied()
            .collect(),
    )
}

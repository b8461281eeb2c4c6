//! The stemma: a rooted directed graph without cycles over the reports of a story, the sources they
//! name, and the lost sources that must have been.
//!
//! It is drawn from the settled verdicts (see [`crate::derivation`]): an edge for each nearest
//! parent; an inferred source for reports that share what none of them has from another (the
//! hypothetical ancestors of textual criticism); a node for each source that a report names; and
//! one for what was said, where several lines of narration quote the same speaker.

mod graph;
mod named;
mod same;
pub mod tradition;

use std::collections::BTreeSet;

use serde::Serialize;

pub use graph::{Edge, Node, Stemma};
pub use named::{NamedSource, named_sources};

use crate::collation::Likely;
use crate::derivation::Derivation;
use crate::dossier::{NodeKind, Scope, Verdict};
use crate::origins::Groups;
use crate::text::TextSpan;
use crate::witness::Witness;
use same::Nodes;
pub(crate) use same::text_fingerprint;

/// Something said once that several reports quote: a lost common source of their quotations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speech {
    /// Who spoke.
    pub speaker: String,
    /// When or where, where the reports say.
    pub occasion: Option<String>,
    /// The witnesses that quote it, with a place in each, sorted.
    pub quoted_by: Vec<QuotedBy>,
}

/// A witness that quotes a speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct QuotedBy {
    /// Index in the story.
    pub witness: usize,
    /// Where it first quotes it.
    pub span: TextSpan,
}

/// Draws the stemma of a story.
pub fn draw(
    witnesses: &[Witness],
    derivations: &[Derivation],
    common: &[CommonSource],
    speeches: &[Speech],
) -> Stemma {
    let nodes = Nodes::of(witnesses, derivations, common);
    let mut stemma = Stemma::of_reports(witnesses, &nodes);
    add_derived(&mut stemma, &nodes, derivations);
    let inferred = add_inferred(&mut stemma, &nodes, derivations, common);
    add_speeches(
        &mut stemma,
        witnesses,
        &nodes,
        derivations,
        inferred,
        speeches,
    );
    add_named(&mut stemma, witnesses, &nodes);
    stemma.finish()
}

/// Reports that took from a source which is not among the inputs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommonSource {
    /// Indices of the reports, sorted.
    pub members: Vec<usize>,
    /// Its name: the agency that they all credit, or the source outside the story that several of
    /// them name and no others do.
    pub agency: Option<String>,
    /// The least confidence among the verdicts that hold them together.
    pub confidence: f32,
}

/// The groups of reports that share a source not among the inputs.
pub fn common_sources(
    witnesses: &[Witness],
    derivations: &[Derivation],
    likely: &Likely,
) -> Vec<CommonSource> {
    let mut groups = Groups::of(witnesses.len());
    let shared: Vec<_> = derivations.iter().filter(|d| is_common(d)).collect();
    let depend = derivations
        .iter()
        .filter(|d| matches!(d.verdict, Verdict::CommonSource | Verdict::Derived));
    let pairs: Vec<[usize; 2]> = shared.iter().map(|d| d.pair).collect();
    groups.merge_akin(&pairs, &depend.map(|d| d.pair).collect(), &|pair| {
        likely.has(pair)
    });
    let named = named_sources(witnesses);
    let mut found = Vec::new();
    for members in groups
        .members()
        .into_iter()
        .filter(|members| members.len() > 1)
    {
        let inside = shared.iter().filter(|d| members.contains(&d.source));
        let confidence = inside.map(|d| d.confidence).fold(1.0, f32::min);
        let agency = named::shared_agency(witnesses, &members)
            .or_else(|| named::shared_source(&named, &members));
        found.push(CommonSource {
            members,
            agency,
            confidence,
        });
    }
    found
}

fn is_common(derivation: &Derivation) -> bool {
    derivation.verdict == Verdict::CommonSource && derivation.through.is_none()
}

/// Whether a derivation is an edge of the stemma: shown, and from the nearest parent.
pub(crate) fn is_edge(derivation: &Derivation) -> bool {
    derivation.verdict == Verdict::Derived && derivation.through.is_none()
}

fn add_derived(stemma: &mut Stemma, nodes: &Nodes, derivations: &[Derivation]) {
    for derivation in derivations.iter().filter(|derivation| is_edge(derivation)) {
        stemma.connect(Edge {
            from: nodes.id(derivation.source),
            to: nodes.id(derivation.target),
            confidence: derivation.confidence,
            scope: derivation.scope,
            explanation: derivation.summary.clone(),
            proof: Vec::new(),
        });
    }
}

/// Adds the lost sources and the agencies; gives how many are lost.
fn add_inferred(
    stemma: &mut Stemma,
    nodes: &Nodes,
    derivations: &[Derivation],
    common: &[CommonSource],
) -> usize {
    let mut number = 0;
    for source in common {
        let distinct: BTreeSet<usize> = source.members.iter().map(|m| nodes.node(*m)).collect();
        // Copies of one text alone need no source beside it.
        if distinct.len() < 2 && source.agency.is_none() {
            continue;
        }
        let names: Vec<_> = distinct.iter().map(|node| nodes.id(*node)).collect();
        let node = match &source.agency {
            Some(agency) => Node {
                id: named::slug(agency),
                kind: NodeKind::NamedSource,
                label: agency.clone(),
                sigla: Vec::new(),
            },
            None => {
                number += 1;
                Node {
                    id: greek(number - 1),
                    kind: NodeKind::Inferred,
                    label: format!("lost source of {}", names.join(", ")),
                    sigla: Vec::new(),
                }
            }
        };
        let id = node.id.clone();
        stemma.add(node);
        let sharing = stemma.sharing.entry(id.clone()).or_default();
        sharing.extend(&source.members);
        for member in topmost(&source.members, derivations) {
            stemma.connect(Edge {
                from: id.clone(),
                to: nodes.id(member),
                confidence: source.confidence,
                scope: Scope::Report,
                explanation: format!(
                    "{} share text that none of them is shown to have from another",
                    names.join(", ")
                ),
                proof: Vec::new(),
            });
        }
    }
    number
}

/// The members that are not derived from another member.
fn topmost(members: &[usize], derivations: &[Derivation]) -> Vec<usize> {
    // Members are sorted.
    let is_member = |report: usize| members.binary_search(&report).is_ok();
    let edges = derivations.iter().filter(|d| is_edge(d));
    let inner = edges.filter(|d| is_member(d.source) && is_member(d.target));
    let below: BTreeSet<usize> = inner.map(|d| d.target).collect();
    let all = members.iter().copied();
    all.filter(|member| !below.contains(member)).collect()
}

fn add_speeches(
    stemma: &mut Stemma,
    witnesses: &[Witness],
    nodes: &Nodes,
    derivations: &[Derivation],
    used: usize,
    speeches: &[Speech],
) {
    let edges = derivations.iter().filter(|d| is_edge(d));
    let whole = edges.filter(|d| d.scope == Scope::Report);
    let whole: BTreeSet<usize> = whole.map(|d| d.target).collect();
    let mut number = used;
    for speech in speeches {
        // A report taken whole from another has the speech from there.
        let mut quoting = speech.quoted_by.clone();
        quoting.retain(|quoted| !whole.contains(&quoted.witness));
        let lines: BTreeSet<usize> = quoting.iter().map(|q| nodes.node(q.witness)).collect();
        if lines.len() < 2 {
            continue;
        }
        let occasion = speech
            .occasion
            .as_ref()
            .map(|o| format!(" ({o})"))
            .unwrap_or_default();
        let id = greek(number);
        number += 1;
        stemma.add(Node {
            id: id.clone(),
            kind: NodeKind::Inferred,
            label: format!("what {} said{occasion}", speech.speaker),
            sigla: Vec::new(),
        });
        for quoted in quoting {
            let receipt = witnesses[quoted.witness].article.receipt(quoted.span);
            stemma.connect(Edge {
                from: id.clone(),
                to: nodes.id(quoted.witness),
                confidence: 1.0,
                scope: Scope::Passage,
                explanation: format!("quotes {}", speech.speaker),
                proof: vec![graph::Proof {
                    witness: quoted.witness,
                    receipt,
                }],
            });
        }
    }
}

fn add_named(stemma: &mut Stemma, witnesses: &[Witness], nodes: &Nodes) {
    for source in named_sources(witnesses) {
        stemma.add(Node {
            id: source.id.clone(),
            kind: NodeKind::NamedSource,
            label: source.name.clone(),
            sigla: Vec::new(),
        });
        for mention in source.mentions {
            stemma.connect(Edge {
                from: source.id.clone(),
                to: nodes.id(mention.witness),
                confidence: 1.0,
                scope: mention.scope,
                explanation: format!("names it: “{}”", mention.receipt.text.trim()),
                proof: vec![graph::Proof {
                    witness: mention.witness,
                    receipt: mention.receipt,
                }],
            });
        }
    }
}

/// α, β, … ω, then α2, β2, …
fn greek(number: usize) -> String {
    const LETTERS: [&str; 24] = [
        "α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ι", "κ", "λ", "μ", "ν", "ξ", "ο", "π", "ρ", "σ",
        "τ", "υ", "φ", "χ", "ψ", "ω",
    ];
    let letter = LETTERS[number % LETTERS.len()];
    match number / LETTERS.len() {
        0 => letter.to_owned(),
        round => format!("{letter}{}", round + 1),
    }
}

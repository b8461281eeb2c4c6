//! What the numbers of the sample rest on, as far as the page's markup needs it.

use recension_core::dossier::*;

/// Every verdict is a link; an edge between two reports rests on the verdict on them.
pub(super) fn recount(
    witnesses: &[WitnessEntry],
    derivations: &[DerivationEntry],
    stemma: &StemmaEntry,
) -> Recount {
    let place = |siglum: &String| {
        let mut all = witnesses.iter();
        all.position(|witness| witness.siglum == *siglum)
            .unwrap_or_default()
    };
    let kind = |verdict| match verdict {
        Verdict::Derived => LinkKind::Edge,
        Verdict::CommonSource => LinkKind::Common,
        Verdict::LineageUnknown => LinkKind::Possible,
        Verdict::NoDependenceFound => LinkKind::None,
    };
    let links = derivations.iter().map(|verdict| Link {
        source: place(&verdict.source),
        target: place(&verdict.target),
        kind: kind(verdict.verdict),
        whole: verdict.scope == Scope::Report,
        doubtful: false,
        told: verdict.sentences as usize,
    });
    let resting = |edge: &StemmaEdge| {
        let same = |verdict: &&DerivationEntry| {
            (&verdict.source, &verdict.target) == (&edge.from, &edge.to)
        };
        let found = derivations.iter().position(|verdict| same(&verdict));
        found.into_iter().collect()
    };
    Recount {
        grounds: Grounds {
            sentences: witnesses.iter().map(|w| w.sentences.len()).collect(),
            links: links.collect(),
            answers: vec![Vec::new(); witnesses.len()],
            ..Grounds::default()
        },
        edges: stemma.edges.iter().map(resting).collect(),
        ..Recount::default()
    }
}

//! Who got it from whom in the sample.

use recension_core::dossier::*;

use crate::support::Press;

fn evidence(
    signal: &str,
    weight: f64,
    explanation: &str,
    source: Vec<Span>,
    target: Vec<Span>,
) -> EvidenceEntry {
    EvidenceEntry {
        signal: signal.into(),
        weight,
        explanation: explanation.into(),
        source_spans: source,
        target_spans: target,
        parts: Vec::new(),
    }
}

pub(super) fn derivations(press: &Press) -> Vec<DerivationEntry> {
    let chain = [
        (
            "Petra Holm was frying eggs on her barge when the bridge above her began to hum like a kettle.",
            "The hum of the bridge over her head surprised a barge owner, Petra Holm, at breakfast.",
        ),
        (
            "By seven on Saturday morning the barriers were down.",
            "Access was barred before seven o’clock on Saturday.",
        ),
        (
            "A crack as long as a forearm runs through the eastern pylon, Ilse Varn, who directs the bridge authority, told reporters.",
            "Authority chief Ilse Varn spoke of a fissure the length of a forearm in the pylon on the eastern side.",
        ),
        (
            "The bridge, which was opened in 1917, carries some 9,000 vehicles a day, according to the toll office.",
            "In service since 1917, the structure is used by around 9,000 vehicles daily.",
        ),
        (
            "Two lorry drivers were treated for shock.",
            "Three lorry drivers had to be treated for shock.",
        ),
    ];
    let (source, target) = chain
        .iter()
        .map(|(a, b)| (press.span("HH", a), press.span("MP", b)))
        .unzip();
    let lead = "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon, the bridge authority said.";
    vec![
        DerivationEntry {
            source: "HH".into(),
            target: "MP".into(),
            verdict: Verdict::Derived,
            confidence: 0.996,
            scope: Scope::Report,
            summary: "The Morning Post reworded The Harbour Herald: it names it as its source, follows its order and keeps its year 1917.".into(),
            accounted: 5,
            sentences: 6,
            reuse: None,
            evidence: vec![
                evidence("reworded_chain", 6.4, "Five sentences answer five of the source in the same order.", source, target),
                evidence("credit", 4.1, "The target names the source: “Source: The Harbour Herald”.", Vec::new(), vec![press.span("MP", "Source: The Harbour Herald")]),
                evidence("shared_rare_reading", 2.3, "Only these two have the bridge opened in 1917.", vec![press.span("HH", "opened in 1917")], vec![press.span("MP", "In service since 1917")]),
            ],
        },
        DerivationEntry {
            source: "EC".into(),
            target: "NL".into(),
            verdict: Verdict::CommonSource,
            confidence: 0.97,
            scope: Scope::Report,
            summary: "Both print the copy of the Tarn Press Agency.".into(),
            accounted: 4,
            sentences: 4,
            reuse: None,
            evidence: vec![evidence("shared_narration", 5.2, "22 words in a row are the same.", vec![press.span("EC", lead)], vec![press.span("NL", lead)])],
        },
        DerivationEntry {
            source: "HH".into(),
            target: "VW".into(),
            verdict: Verdict::LineageUnknown,
            confidence: 0.4,
            scope: Scope::Passage,
            summary: "One passage may come from there; it may as well come from the news conference.".into(),
            accounted: 1,
            sentences: 4,
            reuse: None,
            evidence: vec![evidence("shared_figures", 0.6, "Both count the drivers treated for shock.", vec![press.span("HH", "Two lorry drivers were treated for shock.")], vec![press.span("VW", "Four lorry drivers, not two as first reported, were treated for shock, the hospital said on Monday.")])],
        },
    ]
}

pub(super) fn stemma(press: &Press) -> StemmaEntry {
    let node = |id: &str, kind, label: &str| StemmaNode {
        id: id.into(),
        kind,
        label: label.into(),
        sigla: Vec::new(),
    };
    let edge = |from: &str, to: &str, confidence, scope, explanation: &str, spans| StemmaEdge {
        from: from.into(),
        to: to.into(),
        confidence,
        scope,
        explanation: explanation.into(),
        spans,
    };
    StemmaEntry {
        nodes: vec![
            node("EC", NodeKind::Report, "Evening Courier"),
            node("HH", NodeKind::Report, "The Harbour Herald"),
            node("MP", NodeKind::Report, "Morning Post"),
            node("NL", NodeKind::Report, "Northern Line"),
            node("VW", NodeKind::Report, "Vessel Weekly"),
            node("Z\"", NodeKind::Report, "</text><script>alert(7)</script>"),
            node("α", NodeKind::Inferred, "agency copy"),
            node(
                "news-conference",
                NodeKind::NamedSource,
                "News conference in Tarn",
            ),
            node("radio-tarn", NodeKind::NamedSource, "Radio Tarn"),
        ],
        edges: vec![
            edge(
                "HH",
                "MP",
                0.996,
                Scope::Report,
                "named as source",
                Vec::new(),
            ),
            edge(
                "HH",
                "VW",
                0.4,
                Scope::Passage,
                "one passage may come from there",
                Vec::new(),
            ),
            edge(
                "news-conference",
                "HH",
                0.9,
                Scope::Passage,
                "The report says that Varn told reporters.",
                vec![press.span("HH", "told reporters")],
            ),
            edge(
                "news-conference",
                "α",
                0.7,
                Scope::Passage,
                "Both copies name the news conference.",
                vec![press.span("EC", "told a news conference in Tarn")],
            ),
            edge(
                "radio-tarn",
                "VW",
                0.95,
                Scope::Passage,
                "The report names Radio Tarn.",
                vec![press.span("VW", "told Radio Tarn")],
            ),
            edge(
                "α",
                "EC",
                0.97,
                Scope::Report,
                "Agency line and copyright line.",
                vec![press.span("EC", "TARN, March 4 (TPA)")],
            ),
            edge(
                "α",
                "NL",
                0.97,
                Scope::Report,
                "The same copy, shortened.",
                Vec::new(),
            ),
        ],
    }
}

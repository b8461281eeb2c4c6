//! The sample: a fictional event in fictional outlets.

use recension_core::article::{CreditKind, Role::*};
use recension_core::dossier::*;
use recension_core::time::Precision;

use super::{Draft, Press, note, range};

fn press() -> Press {
    let mut press = Press::default();
    press.print("reports/evening-courier.html", "text/html", &[Draft {
        siglum: "EC",
        outlet: Some("Evening Courier"),
        title: Some("Marden Bridge shut after night of groaning steel"),
        author: None,
        url: Some("https://eveningcourier.example/news/marden-bridge-shut"),
        published: Some(("2023-03-04T18:05+01:00", Precision::Minute)),
        credits: vec![("Tarn Press Agency", CreditKind::Agency)],
        parts: vec![
            (Boilerplate, "Home News Sport Weather"),
            (Headline, "Marden Bridge shut after night of groaning steel"),
            (Dateline, "TARN, March 4 (TPA)"),
            (Lead, "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon, the bridge authority said."),
            (Body, "“We heard the steel before we saw it,” the authority’s director, Ilse Varn, told a news conference in Tarn.|“No lorry will cross until I have slept on it twice.”"),
            (Body, "About 14,000 vehicles use the crossing every day.|The bridge was opened in 1971."),
            (Boilerplate, "Read also: Carp festival draws record crowd"),
            (Boilerplate, "Subscribe to our newsletter"),
            (Boilerplate, "© Tarn Press Agency. All rights reserved."),
        ],
    }]);
    press.print("reports/harbour-herald.txt", "text/plain", &[Draft {
        siglum: "HH",
        outlet: Some("The Harbour Herald"),
        title: Some("‘We heard it sing’: Marden holds its breath"),
        author: Some("Oda Klemm"),
        url: Some("https://harbourherald.example/2023/03/04/marden-holds-its-breath"),
        published: Some(("2023-03-04", Precision::Day)),
        credits: vec![("Jon Aske", CreditKind::Photo)],
        parts: vec![
            (Headline, "‘We heard it sing’: Marden holds its breath"),
            (Byline, "By Oda Klemm March 4, 2023"),
            (Caption, "The empty bridge at noon. Photo: Jon Aske"),
            (Lead, "Petra Holm was frying eggs on her barge when the bridge above her began to hum like a kettle.|By seven on Saturday morning the barriers were down."),
            (Body, "A crack as long as a forearm runs through the eastern pylon, Ilse Varn, who directs the bridge authority, told reporters.|“We heard the steel before we could see it,” she said in Tarnish. “Nothing heavier than a bicycle goes over until I have slept on it … twice.”"),
            (Subheading, "A bridge of 1917"),
            (Body, "The bridge, which was opened in 1917, carries some 9,000 vehicles a day, according to the toll office.|It was last painted in the spring of 2019."),
            (Quote, "I would not send my own mother over it."),
            (Attribution, "Ilse Varn"),
            (Body, "Two lorry drivers were treated for shock.|Holm says she will move her barge before Monday."),
        ],
    }]);
    press.print("reports/morning-post.txt", "text/plain", &[Draft {
        siglum: "MP",
        outlet: Some("Morning Post"),
        title: Some("Barge Woman Heard Tarn’s Bridge Hum Before Closure"),
        author: None,
        url: None,
        published: Some(("2023-03-05", Precision::Day)),
        credits: vec![("The Harbour Herald", CreditKind::Source)],
        parts: vec![
            (Headline, "Barge Woman Heard Tarn’s Bridge Hum Before Closure"),
            (Lead, "The hum of the bridge over her head surprised a barge owner, Petra Holm, at breakfast.|Access was barred before seven o’clock on Saturday."),
            (Body, "Authority chief Ilse Varn spoke of a fissure the length of a forearm in the pylon on the eastern side.|The steel had been heard before it could be seen, she said, and no vehicle heavier than a bicycle would be let over."),
            (Body, "In service since 1917, the structure is used by around 9,000 vehicles daily.|Three lorry drivers had to be treated for shock."),
            (Credit, "Source: The Harbour Herald"),
            (Boilerplate, "Tags: bridge, Tarn, traffic"),
        ],
    }]);
    press.print("reports/feed.jsonl", "application/x-ndjson", &[
        Draft {
            siglum: "NL",
            outlet: Some("Northern Line"),
            title: Some("Tarn closes bridge over crack in pylon"),
            author: None,
            url: Some("https://northernline.example/a/5521"),
            published: Some(("2023-03-04T19:40+01:00", Precision::Minute)),
            credits: vec![("Tarn Press Agency", CreditKind::Agency)],
            parts: vec![
                (Headline, "Tarn closes bridge over crack in pylon"),
                (Lead, "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon, the bridge authority said."),
                (Body, "“We heard the steel before we saw it,” director Ilse Varn told a news conference.|“No lorry will cross until I have slept on it.”"),
                (Body, "The bridge was opened in 1971."),
            ],
        },
        Draft {
            siglum: "VW",
            outlet: Some("Vessel Weekly"),
            title: Some("What the Marden crack means for shipping"),
            author: Some("Ruben Tack"),
            url: Some("javascript:alert(document.domain)"),
            published: Some(("2023-03-07", Precision::Day)),
            credits: Vec::new(),
            parts: vec![
                (Headline, "What the Marden crack means for shipping"),
                (Lead, "Ships may pass under the Marden Bridge again from Wednesday, harbour master Aron Pell told Radio Tarn."),
                (Body, "Four lorry drivers, not two as first reported, were treated for shock, the hospital said on Monday.|Varn had told reporters that “we heard the steel” and that the closure would last."),
                (Body, "The last crack was found in November 1998."),
            ],
        },
    ]);
    press.print("reports/\u{202e}lmth.x.txt", "text/plain", &[Draft {
        siglum: "Z\"",
        outlet: Some("</title><script>alert(1)</script>"),
        title: Some("</script><script>alert(2)</script> \u{202e}desrever \u{1b}[31mred | pipe `code` [x](javascript:alert(3))"),
        author: Some("<img src=x onerror=alert(4)>"),
        url: Some("data:text/html,<script>alert(5)</script>"),
        published: Some(("\"><b>2023", Precision::Day)),
        credits: vec![("\u{2066}&amp;<i>", CreditKind::Link)],
        parts: vec![
            (Headline, "</script><script>alert(2)</script>"),
            (Lead, "<b onmouseover=alert(6)>The bridge</b> was ]]> closed <!-- on Saturday.|# Not a heading\u{0}\u{9b}31m and https://example.com/x"),
        ],
    }]);
    press
}

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

fn derivations(press: &Press) -> Vec<DerivationEntry> {
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

fn stemma(press: &Press) -> StemmaEntry {
    let node = |id: &str, kind, label: &str| StemmaNode {
        id: id.into(),
        kind,
        label: label.into(),
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

fn pieces(columns: &[(&str, bool)]) -> Vec<AlignedPiece> {
    let piece = |((text, differs), column): (&(&str, bool), u32)| AlignedPiece {
        column,
        text: (*text).into(),
        differs: *differs,
    };
    columns.iter().zip(0..).map(piece).collect()
}

fn reading(
    press: &Press,
    siglum: &str,
    kind: ReadingKind,
    text: &str,
    cue: Option<&str>,
    aligned: Vec<AlignedPiece>,
) -> ReadingEntry {
    ReadingEntry {
        siglum: siglum.into(),
        kind,
        text: text.into(),
        spans: vec![press.span(siglum, text)],
        speaker_spans: Vec::new(),
        cue: cue.map(str::to_owned),
        via: Vec::new(),
        aligned,
    }
}

fn utterances(press: &Press) -> Vec<UtteranceEntry> {
    use ReadingKind::*;
    let mut steel = vec![
        reading(
            press,
            "EC",
            Verbatim,
            "We heard the steel before we saw it",
            Some("told a news conference"),
            pieces(&[
                ("We heard the steel", false),
                ("before we", false),
                ("", true),
                ("saw", true),
                ("it", false),
            ]),
        ),
        reading(
            press,
            "HH",
            Translation,
            "We heard the steel before we could see it",
            Some("said"),
            pieces(&[
                ("We heard the steel", false),
                ("before we", false),
                ("could", true),
                ("see", true),
                ("it", false),
            ]),
        ),
        reading(
            press,
            "NL",
            Verbatim,
            "We heard the steel before we saw it",
            Some("told a news conference"),
            pieces(&[
                ("We heard the steel", false),
                ("before we", false),
                ("", true),
                ("saw", true),
                ("it", false),
            ]),
        ),
        reading(
            press,
            "VW",
            Elided,
            "we heard the steel",
            Some("had told"),
            pieces(&[
                ("we heard the steel", false),
                ("", true),
                ("", true),
                ("", true),
                ("", true),
            ]),
        ),
        reading(
            press,
            "MP",
            Indirect,
            "The steel had been heard before it could be seen",
            Some("she said"),
            Vec::new(),
        ),
    ];
    steel[1].speaker_spans = vec![press.span("HH", "she")];
    let slept = |siglum, kind, text, columns: &[(&str, bool)]| {
        reading(press, siglum, kind, text, None, pieces(columns))
    };
    vec![
        UtteranceEntry {
            id: "u1".into(),
            speaker: Some("Ilse Varn".into()),
            occasion: Some("news conference in Tarn".into()),
            origins: range(1, 2),
            readings: steel,
            remarks: vec!["Two translations of one sentence in Tarnish.".into()],
        },
        UtteranceEntry {
            id: "u2".into(),
            speaker: Some("Ilse Varn".into()),
            occasion: Some("news conference in Tarn".into()),
            origins: range(1, 2),
            readings: vec![
                slept(
                    "EC",
                    Altered,
                    "No lorry will cross until I have slept on it twice.",
                    &[
                        ("No lorry will cross", true),
                        ("until I have slept on it", false),
                        ("", true),
                        ("twice", true),
                    ],
                ),
                slept(
                    "HH",
                    Translation,
                    "Nothing heavier than a bicycle goes over until I have slept on it … twice.",
                    &[
                        ("Nothing heavier than a bicycle goes over", true),
                        ("until I have slept on it", false),
                        ("…", true),
                        ("twice", true),
                    ],
                ),
                slept(
                    "NL",
                    Elided,
                    "No lorry will cross until I have slept on it.",
                    &[
                        ("No lorry will cross", true),
                        ("until I have slept on it", false),
                        ("", true),
                        ("", true),
                    ],
                ),
            ],
            remarks: Vec::new(),
        },
        UtteranceEntry {
            id: "u3".into(),
            speaker: None,
            occasion: None,
            origins: range(1, 1),
            readings: vec![ReadingEntry {
                via: vec!["Radio Tarn".into()],
                ..reading(
                    press,
                    "VW",
                    Indirect,
                    "Ships may pass under the Marden Bridge again from Wednesday",
                    Some("told"),
                    Vec::new(),
                )
            }],
            remarks: vec!["No other report has this.".into()],
        },
    ]
}

fn claims(press: &Press) -> Vec<ClaimEntry> {
    let claim =
        |id: &str, text: &str, status, origins, places: &[(&str, &str)], remarks: &[&str]| {
            ClaimEntry {
                id: id.into(),
                text: text.into(),
                status,
                origins,
                attestations: press.said(places),
                remarks: remarks.iter().map(|remark| (*remark).to_owned()).collect(),
            }
        };
    vec![
        claim(
            "c1",
            "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon.",
            ClaimStatus::Corroborated,
            range(2, 2),
            &[
                ("EC", "found a crack in its eastern pylon"),
                (
                    "HH",
                    "A crack as long as a forearm runs through the eastern pylon",
                ),
                ("MP", "a fissure the length of a forearm in the pylon"),
                ("NL", "found a crack in its eastern pylon"),
            ],
            &[],
        ),
        claim(
            "c2",
            "The bridge was opened in 1971.",
            ClaimStatus::Contradicted,
            range(1, 1),
            &[("EC", "opened in 1971"), ("NL", "opened in 1971")],
            &[],
        ),
        claim(
            "c3",
            "It was last painted in the spring of 2019.",
            ClaimStatus::SingleOrigin,
            range(1, 1),
            &[("HH", "It was last painted in the spring of 2019.")],
            &["No other report has this detail."],
        ),
        claim(
            "c4",
            "Ships may pass under the Marden Bridge again from Wednesday.",
            ClaimStatus::SingleOrigin,
            range(1, 1),
            &[(
                "VW",
                "Ships may pass under the Marden Bridge again from Wednesday",
            )],
            &[],
        ),
        claim(
            "c5",
            "<b onmouseover=alert(6)>The bridge</b> was ]]> closed <!-- on Saturday.",
            ClaimStatus::SingleOrigin,
            range(1, 1),
            &[("Z\"", "was ]]> closed")],
            &[],
        ),
    ]
}

fn contradictions(press: &Press) -> Vec<ContradictionEntry> {
    let side = |reading: &str, places: &[(&str, &str)]| Side {
        reading: reading.into(),
        origins: range(1, 1),
        attestations: press.said(places),
    };
    vec![
        ContradictionEntry {
            kind: ContradictionKind::Date,
            relation: Relation::Disagree,
            about: "the year the bridge was opened".into(),
            sides: vec![
                side(
                    "1971",
                    &[
                        ("EC", "The bridge was opened in 1971."),
                        ("NL", "The bridge was opened in 1971."),
                    ],
                ),
                side(
                    "1917",
                    &[
                        (
                            "HH",
                            "The bridge, which was opened in 1917, carries some 9,000 vehicles a day",
                        ),
                        ("MP", "In service since 1917"),
                    ],
                ),
            ],
        },
        ContradictionEntry {
            kind: ContradictionKind::Figure,
            relation: Relation::Disagree,
            about: "vehicles a day".into(),
            sides: vec![
                side(
                    "about 14,000",
                    &[("EC", "About 14,000 vehicles use the crossing every day.")],
                ),
                side(
                    "some 9,000",
                    &[
                        ("HH", "some 9,000 vehicles a day"),
                        ("MP", "around 9,000 vehicles daily"),
                    ],
                ),
            ],
        },
        ContradictionEntry {
            kind: ContradictionKind::Figure,
            relation: Relation::Updated,
            about: "lorry drivers treated for shock".into(),
            sides: vec![
                side(
                    "two",
                    &[("HH", "Two lorry drivers were treated for shock.")],
                ),
                side(
                    "three",
                    &[("MP", "Three lorry drivers had to be treated for shock.")],
                ),
                side(
                    "four",
                    &[(
                        "VW",
                        "Four lorry drivers, not two as first reported, were treated for shock, the hospital said on Monday.",
                    )],
                ),
            ],
        },
    ]
}

fn drift(press: &Press) -> Vec<DriftEntry> {
    let entry = |kind, note: &str, source: Option<&str>, target: Option<&str>| DriftEntry {
        source: "HH".into(),
        target: "MP".into(),
        kind,
        note: note.into(),
        source_spans: source
            .map(|words| press.span("HH", words))
            .into_iter()
            .collect(),
        target_spans: target
            .map(|words| press.span("MP", words))
            .into_iter()
            .collect(),
    };
    vec![
        entry(
            DriftKind::Changed,
            "two became three",
            Some("Two lorry drivers were treated for shock."),
            Some("Three lorry drivers had to be treated for shock."),
        ),
        entry(
            DriftKind::Changed,
            "direct speech became indirect",
            Some("We heard the steel before we could see it"),
            Some("The steel had been heard before it could be seen"),
        ),
        entry(
            DriftKind::Dropped,
            "the last painting",
            Some("It was last painted in the spring of 2019."),
            None,
        ),
        entry(DriftKind::Added, "", None, Some("at breakfast")),
    ]
}

fn timeline(press: &Press) -> Vec<TimelineEntry> {
    let entry =
        |from: &str, to: &str, precision, text: &str, background, places: &[(&str, &str)]| {
            TimelineEntry {
                from: from.into(),
                to: to.into(),
                precision,
                text: text.into(),
                background,
                attestations: press.said(places),
            }
        };
    vec![
        entry(
            "1971",
            "1971",
            Precision::Year,
            "The bridge was opened in 1971.",
            true,
            &[("EC", "opened in 1971"), ("NL", "opened in 1971")],
        ),
        entry(
            "1998-11",
            "1998-11",
            Precision::Month,
            "The last crack was found in November 1998.",
            true,
            &[("VW", "The last crack was found in November 1998.")],
        ),
        entry(
            "2019-03",
            "2019-05",
            Precision::YearPart,
            "It was last painted in the spring of 2019.",
            true,
            &[("HH", "It was last painted in the spring of 2019.")],
        ),
        entry(
            "2023-03-04",
            "2023-03-04",
            Precision::Day,
            "The Marden Bridge was closed to all traffic on Saturday.",
            false,
            &[
                ("EC", "closed to all traffic on Saturday"),
                ("HH", "By seven on Saturday morning the barriers were down."),
                ("MP", "Access was barred before seven o’clock on Saturday."),
                ("NL", "closed to all traffic on Saturday"),
            ],
        ),
        entry(
            "2023-03-08",
            "2023-03-08",
            Precision::Day,
            "Ships may pass under the Marden Bridge again from Wednesday.",
            false,
            &[("VW", "again from Wednesday")],
        ),
    ]
}

fn briefing(press: &Press) -> Vec<BriefingSentence> {
    let sentence = |text: &str, origins, places: &[(&str, &str)]| BriefingSentence {
        text: text.into(),
        origins,
        sigla: places
            .iter()
            .map(|(siglum, _)| (*siglum).to_owned())
            .collect(),
        spans: places
            .iter()
            .map(|(siglum, words)| press.span(siglum, words))
            .collect(),
    };
    vec![
        sentence(
            "The Marden Bridge was closed to all traffic on Saturday after inspectors found a crack in its eastern pylon, the bridge authority said.",
            range(2, 2),
            &[
                ("EC", "The Marden Bridge was closed to all traffic"),
                (
                    "HH",
                    "A crack as long as a forearm runs through the eastern pylon",
                ),
                ("NL", "The Marden Bridge was closed to all traffic"),
            ],
        ),
        sentence(
            "“We heard the steel before we saw it,” the authority’s director, Ilse Varn, told a news conference in Tarn.",
            range(1, 2),
            &[
                ("EC", "We heard the steel before we saw it"),
                ("HH", "We heard the steel before we could see it"),
            ],
        ),
        sentence(
            "The reports disagree on the year the bridge was opened: 1971 (EC, NL) or 1917 (HH, MP).",
            range(2, 2),
            &[
                ("EC", "The bridge was opened in 1971."),
                ("HH", "opened in 1917"),
            ],
        ),
    ]
}

/// The story of the sample.
pub(crate) fn story() -> StoryEntry {
    assemble(&press())
}

fn assemble(press: &Press) -> StoryEntry {
    StoryEntry {
        id: "story-1".into(),
        headline: "Marden Bridge shut after night of groaning steel".into(),
        reports: 6,
        origins: range(3, 4),
        collapses: vec![
            Collapse {
                sigla: vec!["HH".into(), "MP".into()],
                certain: true,
                reason: "the Morning Post reworded The Harbour Herald and says so".into(),
                spans: vec![press.span("MP", "Source: The Harbour Herald")],
            },
            Collapse {
                sigla: vec!["EC".into(), "NL".into()],
                certain: true,
                reason: "both print the same agency copy".into(),
                spans: Vec::new(),
            },
            Collapse {
                sigla: vec!["HH".into(), "VW".into()],
                certain: false,
                reason: "one passage may come from there".into(),
                spans: vec![press.span("VW", "not two as first reported")],
            },
        ],
        witnesses: press.witnesses.clone(),
        derivations: derivations(press),
        stemma: stemma(press),
        utterances: utterances(press),
        claims: claims(press),
        contradictions: contradictions(press),
        drift: drift(press),
        timeline: timeline(press),
        briefing: briefing(press),
        notes: vec![note(
            "no_date",
            "One report gives a date that cannot be read.",
        )],
    }
}

/// A dossier of one story.
pub(crate) fn dossier() -> Dossier {
    let press = press();
    Dossier {
        format: FORMAT.into(),
        version: VERSION,
        stories: vec![assemble(&press)],
        documents: press.documents,
        notes: vec![note(
            "same_file",
            "reports/copy.txt is the same file as reports/morning-post.txt.",
        )],
    }
}

/// A dossier of two stories, the second of a single report.
pub(crate) fn two_stories() -> Dossier {
    let mut dossier = dossier();
    let mut second = story();
    second.id = "story-2".into();
    second.headline = "Carp festival draws record crowd".into();
    second.witnesses.truncate(1);
    second.reports = 1;
    second.origins = range(1, 1);
    second.collapses.clear();
    second.derivations.clear();
    second.stemma.nodes.truncate(1);
    second.stemma.edges.clear();
    second.utterances.clear();
    second.claims.clear();
    second.contradictions.clear();
    second.drift.clear();
    second.timeline.clear();
    second.briefing.truncate(1);
    dossier.stories.push(second);
    dossier
}

/// Two reports of which one was taken from the other.
pub(crate) fn pair() -> StoryEntry {
    let mut story = story();
    let kept = |siglum: &str| siglum == "HH" || siglum == "MP";
    story.witnesses.retain(|witness| kept(&witness.siglum));
    story.reports = 2;
    story.derivations.truncate(1);
    story.stemma.nodes.retain(|node| kept(&node.id));
    story.stemma.edges.truncate(1);
    for utterance in &mut story.utterances {
        utterance.readings.retain(|reading| kept(&reading.siglum));
    }
    story
        .utterances
        .retain(|utterance| !utterance.readings.is_empty());
    story.contradictions.clear();
    story
}

/// A dossier with so many reports, utterances and claims as a big story has.
pub(crate) fn large() -> Dossier {
    let mut dossier = dossier();
    let Some(story) = dossier.stories.first_mut() else {
        return dossier;
    };
    let model = story.witnesses.get(1).cloned();
    for index in 0..36 {
        let Some(mut witness) = model.clone() else {
            break;
        };
        witness.siglum = format!("L{index}");
        let (siglum, label) = (witness.siglum.clone(), "Local Paper".to_owned());
        story.stemma.nodes.insert(
            0,
            StemmaNode {
                id: siglum.clone(),
                kind: NodeKind::Report,
                label,
            },
        );
        let from = match index % 4 {
            0 => continue,
            1 | 2 => "α".to_owned(),
            _ => format!("L{}", index - 1),
        };
        story.witnesses.push(witness);
        story.stemma.edges.push(StemmaEdge {
            from,
            to: siglum,
            confidence: 0.9,
            scope: Scope::Report,
            explanation: "same copy".into(),
            spans: Vec::new(),
        });
    }
    let utterances = story.utterances.clone();
    story.utterances = utterances.iter().cycle().take(200).cloned().collect();
    let claims = story.claims.clone();
    story.claims = claims.iter().cycle().take(300).cloned().collect();
    dossier
}

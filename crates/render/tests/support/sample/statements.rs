//! What is stated in the sample, and where its reports part.

use recension_core::dossier::*;
use recension_core::time::Precision;

use crate::support::{Press, range};

pub(super) fn claims(press: &Press) -> Vec<ClaimEntry> {
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

pub(super) fn contradictions(press: &Press) -> Vec<ContradictionEntry> {
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

pub(super) fn drift(press: &Press) -> Vec<DriftEntry> {
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

pub(super) fn timeline(press: &Press) -> Vec<TimelineEntry> {
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

pub(super) fn briefing(press: &Press) -> Vec<BriefingSentence> {
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

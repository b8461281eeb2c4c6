//! What is quoted in the sample.

use recension_core::dossier::*;

use crate::support::{Press, range};

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

pub(super) fn utterances(press: &Press) -> Vec<UtteranceEntry> {
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

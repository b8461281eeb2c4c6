//! The utterances that a careful reader finds in the five reference scrapes. Skipped where the
//! folder is absent (`RECENSION_SHARED`, or `../shared` beside the workspace).

use std::collections::BTreeSet;
use std::path::PathBuf;

use recension_core::derivation::examine;
use recension_core::utterance::{Utterance, group};
use recension_core::witness::{Siglum, Witness, cast, prepare};
use recension_ingest::{Limits, read};

fn seeds() -> Option<Vec<Witness>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("RECENSION_SHARED")
        .map_or(beside, PathBuf::from)
        .join("seeds");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut witnesses = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let bytes = std::fs::read(path).ok()?;
        let read = read(&bytes, &path.to_string_lossy(), &Limits::default()).ok()?;
        for article in read.articles {
            let mut witness = prepare(article);
            witness.siglum = Siglum(index.to_string());
            witnesses.push(witness);
        }
    }
    (!witnesses.is_empty()).then_some(witnesses)
}

/// The utterance that holds a reading of a witness with these words.
fn with<'a>(
    witnesses: &[Witness],
    all: &'a [Utterance],
    siglum: &str,
    words: &str,
) -> Option<&'a Utterance> {
    all.iter()
        .find(|utterance| holds(witnesses, utterance, siglum, words))
}

fn holds(witnesses: &[Witness], utterance: &Utterance, siglum: &str, words: &str) -> bool {
    utterance.readings.iter().any(|reading| {
        let text = reading.text(witnesses).replace('’', "'");
        witnesses[reading.witness].siglum.0 == siglum && text.contains(words)
    })
}

/// Each row: readings that belong to one utterance, as siglum and words.
const TOGETHER: &[&[[&str; 2]]] = &[
    &[
        ["0", "wish"],
        ["1", "desire"],
        ["2", "desire"],
        ["4", "the desire"],
        ["3", "re-establish"],
    ],
    &[
        ["0", "World War III"],
        ["1", "avoiding"],
        ["2", "war three"],
        ["2", "World War III"],
        ["4", "third world"],
        ["3", "World War III"],
    ],
    &[
        ["0", "disposition"],
        ["1", "stance"],
        ["2", "disposition"],
        ["2", "attitude"],
        ["4", "this approach"],
        ["4", "of America"],
        ["3", "appreciation"],
    ],
    &[
        ["0", "turned down"],
        ["2", "refused"],
        ["4", "never refused"],
        ["3", "been open"],
    ],
    &[
        ["0", "equality"],
        ["1", "principles"],
        ["2", "mutually"],
        ["4", "built"],
        ["4", "conducted"],
        ["3", "grounded"],
    ],
    &[
        ["1", "long-term"],
        ["2", "long-term"],
        ["4", "long-term"],
        ["0", "rearm"],
        ["3", "long-term"],
        ["3", "ceasefire"],
    ],
    &[["0", "very good"], ["3", "very good"]],
    &[["0", "unfriendly"], ["3", "unfriendly"]],
];

/// Readings that belong to different utterances.
const APART: &[[[&str; 2]; 2]] = &[
    [["0", "World War III"], ["0", "disposition"]],
    [["2", "World War III"], ["2", "disposition"]],
    [["0", "wish"], ["0", "World War III"]],
    [["1", "long-term"], ["1", "principles"]],
    [["2", "very quickly"], ["2", "sooner, but"]],
    [["1", "every inch of"], ["2", "coming days and weeks"]],
];

#[test]
#[allow(clippy::print_stderr, reason = "says why nothing was tested")]
fn the_reference_scrapes_give_their_utterances() {
    let Some(witnesses) = seeds() else {
        eprintln!("skipped: the reference scrapes are not there (set RECENSION_SHARED)");
        return;
    };
    let everyone: Vec<&Witness> = witnesses.iter().collect();
    let derivations = examine(&witnesses, &BTreeSet::new()).derivations;
    let all = group(&witnesses, &cast(&everyone), &derivations, None);
    let mut wrong = Vec::new();
    for row in TOGETHER {
        let [[siglum, words], rest @ ..] = row else {
            continue;
        };
        let Some(utterance) = with(&witnesses, &all, siglum, words) else {
            wrong.push(format!("not found: {siglum} {words}"));
            continue;
        };
        let missing = rest
            .iter()
            .filter(|[siglum, words]| !holds(&witnesses, utterance, siglum, words));
        wrong.extend(
            missing.map(|[other, said]| format!("{other} {said} is not with {siglum} {words}")),
        );
    }
    for [[siglum, words], [other, said]] in APART {
        let together = all.iter().any(|utterance| {
            holds(&witnesses, utterance, siglum, words) && holds(&witnesses, utterance, other, said)
        });
        if together {
            wrong.push(format!("{other} {said} is with {siglum} {words}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{}",
        wrong.join("\n"),
        drawn(&witnesses, &all)
    );
}

fn drawn(witnesses: &[Witness], all: &[Utterance]) -> String {
    let mut text = String::new();
    for utterance in all {
        text.push_str(&format!(
            "\n{:?} {:?} {:?}\n",
            utterance.speaker_name, utterance.occasion, utterance.remarks
        ));
        for reading in &utterance.readings {
            text.push_str(&format!(
                "  {} {:?} {}\n",
                witnesses[reading.witness].siglum,
                reading.kind,
                reading.text(witnesses)
            ));
        }
    }
    text
}

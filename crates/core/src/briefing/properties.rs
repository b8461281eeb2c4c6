//! Whatever the text, the stages from claims to briefing neither panic nor show what no span says.

use proptest::prelude::*;

use super::{Length, write};
use crate::claim::samples::plain_story;
use crate::claim::{gather, mark_contradicted};
use crate::{contradiction, drift, timeline};

/// Words that wake the detectors, so that random texts reach their depths.
const WORDS: &[&str] = &[
    "two",
    "12,000",
    "45th",
    "people",
    "killed",
    "missing",
    "not",
    "never",
    "sounded",
    "sirens",
    "on",
    "the",
    "eve",
    "of",
    "hours",
    "before",
    "lowest",
    "since",
    "1962",
    "crisis",
    "completed",
    "in",
    "Monday",
    "Odda",
    "Brandel",
    ",",
    ".",
    "“",
    "”",
    "said",
    "alleged",
    "–",
    "4:20",
    "a.m.",
    "é",
    "🦀",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(WORDS), 0..60)
            .prop_map(|words| words.join(" ")),
        ".{0,200}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_reports_make_a_briefing_that_its_spans_carry(texts in proptest::collection::vec(text(), 1..5)) {
        let story = plain_story(&texts);
        let context = story.context();
        let contradictions = contradiction::find(&context);
        let mut claims = gather(&context);
        mark_contradicted(&mut claims, &contradictions);
        let happenings = timeline::build(&context);
        prop_assert!(happenings.iter().all(|happening| !happening.attestations.is_empty()));
        let nothing = std::collections::BTreeMap::new();
        drift::along(&context, 0, texts.len() - 1, &nothing, crate::dossier::Scope::Report);
        for sentence in write(&context, &claims, &[], &contradictions, Length::default()) {
            let carried = sentence.carriers.iter().any(|carrier| {
                let words = story.witnesses[carrier.witness].slice(carrier.span);
                sentence.text.contains(words.trim())
            });
            prop_assert!(carried, "{}", sentence.text);
        }
    }
}

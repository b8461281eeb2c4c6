//! Counting without links that a reader does not accept, as a user meets it.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use recension_core::dossier::{ClaimStatus, Dossier, OriginRange, StoryEntry};
use recension_core::origins::Counts;

const EXAMPLE: &str = "examples/corvane-dam/reports";

fn recension(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    command.args(arguments).current_dir(root).output().unwrap()
}

fn story_without(links: &[&str]) -> StoryEntry {
    let refused = links.iter().flat_map(|link| ["--refuse", link]);
    let arguments: Vec<&str> = ["dossier", EXAMPLE, "--format", "json"]
        .into_iter()
        .chain(refused)
        .collect();
    let output = recension(&arguments);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let dossier: Dossier = serde_json::from_slice(&output.stdout).unwrap();
    dossier.stories.into_iter().next().unwrap()
}

/// The numbers that stand in a dossier.
fn stated(story: &StoryEntry) -> Counts {
    let sides = story.contradictions.iter().map(|found| &found.sides);
    Counts {
        story: story.origins,
        claims: story.claims.iter().map(|claim| claim.origins).collect(),
        utterances: story.utterances.iter().map(|said| said.origins).collect(),
        contradictions: sides
            .map(|sides| sides.iter().map(|side| side.origins).collect())
            .collect(),
        briefing: story.briefing.iter().map(|told| told.origins).collect(),
    }
}

#[test]
fn a_dossier_says_what_its_numbers_rest_on() {
    let story = story_without(&[]);
    let recount = story.recount.as_ref().unwrap();
    assert_eq!(recount.counts(&BTreeSet::new()), stated(&story));
    assert_eq!(recount.edges.len(), story.stemma.edges.len());
    assert_eq!(recount.grounds.links.len(), story.derivations.len());
}

#[test]
fn without_a_link_the_numbers_and_the_stemma_lack_it_and_a_note_says_so() {
    let (whole, story) = (story_without(&[]), story_without(&["IVC:BP"]));
    assert_eq!(whole.origins, OriginRange { min: 4, max: 4 });
    assert_eq!(story.origins, OriginRange { min: 5, max: 5 });
    let has = |story: &StoryEntry| {
        let mut edges = story.stemma.edges.iter();
        edges.any(|edge| edge.from == "IVC" && edge.to == "BP")
    };
    assert!(has(&whole) && !has(&story));
    let collapsed = |story: &StoryEntry| story.collapses.iter().any(|c| c.sigla == ["BP", "IVC"]);
    assert!(collapsed(&whole) && !collapsed(&story));
    assert_eq!(story.derivations, whole.derivations);
    let note = story.notes.last().unwrap();
    assert_eq!(note.code, "links_refused");
    assert!(note.message.ends_with(": IVC:BP"), "{}", note.message);
}

#[test]
fn what_was_found_stays_in_its_order_and_claims_are_judged_anew() {
    let (whole, story) = (story_without(&[]), story_without(&["AT:QG", "OL:TD"]));
    let texts = |story: &StoryEntry| -> Vec<String> {
        story
            .claims
            .iter()
            .map(|claim| claim.text.clone())
            .collect()
    };
    assert_eq!(texts(&whole), texts(&story));
    for (before, claim) in whole.claims.iter().zip(&story.claims) {
        let kept = before.status == ClaimStatus::Contradicted;
        let anew = ClaimStatus::of(claim.origins);
        assert_eq!(
            claim.status,
            if kept { before.status } else { anew },
            "{}",
            claim.text
        );
    }
}

#[test]
fn a_common_source_is_refused_by_its_line_or_by_its_pair() {
    let by_line = story_without(&["source:norhavn-wire:AT"]);
    assert_eq!(stated(&by_line), stated(&story_without(&["QG:AT"])));
    assert!(
        by_line
            .stemma
            .edges
            .iter()
            .all(|edge| edge.from != "source:norhavn-wire")
    );
}

#[test]
fn links_that_are_not_there_are_named() {
    for (link, why) in [
        ("IVC:PR", "no count rests on a link IVC:PR"),
        ("BP:IVC", "no count rests on a link BP:IVC"),
        ("IVC", "not of the form SOURCE:TARGET"),
    ] {
        let output = recension(&["origins", EXAMPLE, "--refuse", link]);
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains(why), "{message}");
    }
    let stemma = recension(&["stemma", EXAMPLE, "--format", "dot", "--refuse", "IVC:BP"]);
    assert!(!String::from_utf8_lossy(&stemma.stdout).contains("\"IVC\" -> \"BP\""));
}

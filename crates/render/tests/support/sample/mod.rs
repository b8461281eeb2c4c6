//! The sample: a fictional event in fictional outlets.

mod derivation;
mod recount;
mod reports;
mod statements;
mod utterances;

use recension_core::dossier::*;

use super::{Press, note, range};
use derivation::{derivations, stemma};
use recount::recount;
use reports::press;
use statements::{briefing, claims, contradictions, drift, timeline};
use utterances::utterances;

/// The story of the sample.
pub(crate) fn story() -> StoryEntry {
    assemble(&press())
}

fn assemble(press: &Press) -> StoryEntry {
    let (derivations, stemma) = (derivations(press), stemma(press));
    StoryEntry {
        recount: Some(recount(&press.witnesses, &derivations, &stemma)),
        id: "story-1".into(),
        thread: "story-1".into(),
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
        derivations,
        families: Vec::new(),
        stemma,
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
    second.recount = None;
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
                sigla: Vec::new(),
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

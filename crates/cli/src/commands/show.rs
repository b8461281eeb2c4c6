//! `recension show`: stop after a stage and show what it made.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::ExitCode;

use recension_core::collation::Collation;
use recension_core::compile::{Stories, into_stories_corrected};
use recension_core::derivation::{Derivation, examine};
use recension_core::witness::Witness;
use serde::Serialize;

use super::articles::path;
use super::output;
use crate::arguments::{Show, Stage};
use crate::corrections;
use crate::gather::gather;
use crate::messages::Messages;
use crate::pipeline::prepare_all;

pub(crate) fn show(arguments: &Show, messages: &Messages) -> ExitCode {
    if arguments.stage == Stage::Article {
        return super::articles::show(arguments, messages);
    }
    let corrections = match corrections::read(arguments.corrections.path(), messages) {
        Ok(corrections) => corrections,
        Err(why) => return messages.fatal(why),
    };
    let gathered = match gather(&arguments.input, messages) {
        Ok(gathered) => gathered,
        Err(why) => return messages.fatal(why),
    };
    if gathered.articles.is_empty() {
        return messages.fatal("nothing to work on: no input holds a report");
    }
    let witnesses = prepare_all(gathered.articles, messages);
    let shown = match (arguments.stage, arguments.json) {
        (Stage::Witness, true) => json(&witnesses),
        (Stage::Witness, false) => each(&witnesses, witness_text),
        (stage, as_json) => {
            let grouped = into_stories_corrected(witnesses, &corrections);
            corrections::tell_unused(&grouped.unused, messages);
            show_stories(stage, as_json, grouped)
        }
    };
    match shown.and_then(|shown| output::write(&shown, None)) {
        Ok(()) => messages.exit_code(),
        Err(why) => messages.fatal(why),
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

fn each(witnesses: &[Witness], text: fn(&Witness) -> String) -> Result<String, String> {
    Ok(witnesses.iter().map(text).collect())
}

fn witness_text(witness: &Witness) -> String {
    let mut out = format!("== {}\n", path(&witness.article));
    for (index, sentence) in witness.sentences.iter().enumerate() {
        let role = format!("{:?}", sentence.role).to_lowercase();
        let text = witness.slice(sentence.span).replace('\n', " ");
        let _ = writeln!(out, "{index:>4} {role:>11}  {text}");
    }
    for entity in &witness.entities {
        let forms = entity.forms.join(" | ");
        let _ = writeln!(out, "{:?}: {} [{forms}]", entity.kind, entity.name);
    }
    for date in &witness.dates {
        let value = date
            .value
            .map_or("unresolved".to_owned(), |value| value.iso_from());
        let _ = writeln!(out, "date: “{}” {value}", witness.slice(date.span));
    }
    for figure in &witness.figures {
        let text = witness.slice(figure.span);
        let _ = writeln!(out, "figure: “{text}” {} {:?}", figure.value, figure.unit);
    }
    for quotation in &witness.quotations {
        let speaker = quotation
            .speaker
            .as_ref()
            .map_or("?", |s| witness.slice(s.span));
        let content: Vec<_> = quotation
            .content
            .iter()
            .map(|span| witness.slice(*span))
            .collect();
        let _ = writeln!(
            out,
            "{:?} {speaker}: {}",
            quotation.kind,
            content.join(" … ")
        );
    }
    out + "\n"
}

/// A story as `show` gives it in JSON.
#[derive(Serialize)]
struct ShownStory {
    reports: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    collation: Option<Collation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    derivations: Option<Vec<Derivation>>,
}

fn show_stories(stage: Stage, as_json: bool, grouped: Stories) -> Result<String, String> {
    let mut out = String::new();
    let mut all = Vec::new();
    for mut witnesses in grouped.stories {
        recension_core::compile::label(&mut witnesses);
        let shown = one_story(stage, &witnesses, &grouped.standing);
        out.push_str(&story_text(&witnesses, &shown));
        all.push(shown);
    }
    if as_json { json(&all) } else { Ok(out) }
}

fn one_story(stage: Stage, witnesses: &[Witness], standing: &BTreeSet<u64>) -> ShownStory {
    let wanted = matches!(stage, Stage::Collation | Stage::Evidence);
    let (collation, derivations) = match wanted.then(|| examine(witnesses, standing)) {
        Some(examined) => (Some(examined.collation), Some(examined.derivations)),
        None => (None, None),
    };
    ShownStory {
        reports: witnesses
            .iter()
            .map(|witness| path(&witness.article))
            .collect(),
        collation: collation.filter(|_| stage == Stage::Collation),
        derivations: derivations.filter(|_| stage == Stage::Evidence),
    }
}

fn story_text(witnesses: &[Witness], shown: &ShownStory) -> String {
    let mut out = format!("== story of {} reports\n", witnesses.len());
    for witness in witnesses {
        let title = witness
            .article
            .metadata
            .title
            .as_ref()
            .map_or("", |t| t.value.as_str());
        let _ = writeln!(
            out,
            "{:>5}  {}  {title}",
            witness.siglum,
            path(&witness.article)
        );
    }
    if let Some(collation) = &shown.collation {
        collation_text(&mut out, witnesses, collation);
    }
    for derivation in shown.derivations.iter().flatten() {
        derivation_text(&mut out, derivation);
    }
    out + "\n"
}

fn collation_text(out: &mut String, witnesses: &[Witness], collation: &Collation) {
    for passage in &collation.passages {
        out.push_str("--\n");
        for place in &passage.places {
            let witness = &witnesses[place.witness];
            let text = witness
                .slice(witness.sentences[place.sentence].span)
                .replace('\n', " ");
            let _ = writeln!(out, "{:>5}.{:<3} {text}", witness.siglum, place.sentence);
        }
    }
}

fn derivation_text(out: &mut String, derivation: &Derivation) {
    let _ = writeln!(
        out,
        "-- {} ({:.2})",
        derivation.summary, derivation.confidence
    );
    for seen in &derivation.evidence {
        let _ = writeln!(
            out,
            "   {:<20} {:+.1} nats, direction {:+.1}: {}",
            seen.signal, seen.dependence, seen.direction, seen.explanation
        );
    }
}

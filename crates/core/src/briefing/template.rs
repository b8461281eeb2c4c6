//! Sentences around spans.

use super::choose::Choice;
use super::{BriefSentence, Carrier, Saying};
use crate::claim::StoryContext;
use crate::contradiction::{Contradiction, Side};
use crate::dossier::{BriefingCount, OriginRange, Relation};
use crate::text::TextSpan;

/// Sides of a difference that are told.
const SIDES: usize = 3;
/// Sigla that are named on a side; the rest is counted.
const SIGLA: usize = 4;

/// A statement: the sentence as it stands, with the report named where one origin alone has it.
pub(super) fn statement(story: &StoryContext, choice: &Choice) -> BriefSentence {
    let claim = choice.claim;
    let text = story.text(choice.place);
    let shown = story
        .sentence(choice.place)
        .map(|s| s.span)
        .unwrap_or_default();
    let first = Carrier {
        witness: choice.place.witness,
        span: shown,
    };
    let mut carriers = vec![first];
    let whole = |witness: &usize| choice.witnesses.contains(witness);
    for attested in claim.attestations.iter().filter(|a| whole(&a.witness)) {
        let witness = attested.witness;
        let all = attested.spans.iter().map(|span| Carrier {
            witness,
            span: *span,
        });
        carriers.extend(all.filter(|carrier| *carrier != first));
    }
    let alone = choice.witnesses.len() == 1 && story.witnesses.len() > 1;
    let text = match alone {
        true => format!("{} reports: {}", story.siglum(choice.place.witness), text),
        false => text.to_owned(),
    };
    let counted = match choice.counted.as_slice() {
        [] => BriefingCount::Alone,
        claims => BriefingCount::Claims(claims.to_vec()),
    };
    sentence(text, choice.origins, counted, carriers)
}

/// Who said what: `Name: “…”`.
pub(super) fn quotation(story: &StoryContext, saying: &Saying) -> BriefSentence {
    let words = slice(story, saying.words).trim_matches(['"', '“', '”', ',', ' ']);
    let mut carriers = vec![saying.words, saying.named];
    for reading in &saying.readings {
        if !carriers.contains(reading) {
            carriers.push(*reading);
        }
    }
    sentence(
        format!("{}: “{words}”", saying.speaker),
        saying.origins,
        BriefingCount::Utterance(saying.utterance),
        carriers,
    )
}

/// Where reports differ: `Reports differ on the number of dead: A, B “two people”; C “four”.`
pub(super) fn difference(
    story: &StoryContext,
    place: usize,
    found: &Contradiction,
) -> Option<BriefSentence> {
    let sides: Vec<String> = found
        .sides
        .iter()
        .take(SIDES)
        .map(|s| side(story, s))
        .collect();
    (sides.len() >= 2).then_some(())?;
    let opening = match found.relation {
        Relation::Disagree => "Reports differ",
        Relation::Updated => "Later reports give a newer state",
    };
    let carriers = found
        .sides
        .iter()
        .take(SIDES)
        .flat_map(|side| &side.attestations)
        .flat_map(|a| {
            a.spans.iter().map(|span| Carrier {
                witness: a.witness,
                span: *span,
            })
        });
    let text = format!("{opening} ({}): {}.", found.about, sides.join("; "));
    let min = found
        .sides
        .iter()
        .map(|side| side.origins.min)
        .min()
        .unwrap_or(0);
    let max = found
        .sides
        .iter()
        .map(|side| side.origins.max)
        .max()
        .unwrap_or(0);
    let counted = BriefingCount::Contradiction(place);
    let range = OriginRange { min, max };
    Some(sentence(text, range, counted, carriers.collect()))
}

fn side(story: &StoryContext, side: &Side) -> String {
    let mut names: Vec<&str> = side
        .attestations
        .iter()
        .take(SIGLA)
        .map(|attested| story.siglum(attested.witness))
        .collect();
    let more = side.attestations.len().saturating_sub(SIGLA);
    let rest = format!("{more} more");
    if more > 0 {
        names.push(&rest);
    }
    format!("{} “{}”", names.join(", "), side.reading)
}

fn sentence(
    text: String,
    origins: OriginRange,
    counted: BriefingCount,
    carriers: Vec<Carrier>,
) -> BriefSentence {
    let mut witnesses: Vec<usize> = carriers.iter().map(|carrier| carrier.witness).collect();
    witnesses.sort_unstable();
    witnesses.dedup();
    BriefSentence {
        text,
        origins,
        counted,
        witnesses,
        carriers,
    }
}

fn slice<'a>(story: &StoryContext<'a>, carrier: Carrier) -> &'a str {
    let span: TextSpan = carrier.span;
    story
        .witnesses
        .get(carrier.witness)
        .map_or("", |w| w.slice(span))
}

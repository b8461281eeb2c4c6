//! Claims: what reports state in narration, how often independently, and through whom.
//!
//! A claim is a group of clauses that state the same in the same voice: the report's own word and
//! "X says that …" stay apart, and so do what is affirmed, denied, planned and alleged. Sentences
//! that are mostly quotation belong to the utterances.
//!
//! Whether two clauses state the same is decided by a logistic model over a few features
//! ([`Likeness`]), with weights fitted on annotated stories by a command of the project.

mod clause;
mod cluster;
mod content;
mod context;
mod entries;
#[cfg(test)]
mod kinds;
mod lexicon;
mod likeness;
mod marks;
mod phrases;
mod related;
mod remarks;
#[cfg(test)]
pub(crate) mod samples;
mod settle;
mod sharpen;
mod sharpened_weights;
mod statement;
#[cfg(test)]
mod tests;
mod values;
mod weights;
mod wording;

use crate::collation::Place;
use crate::contradiction::Contradiction;
use crate::derivation::folded_name;
use crate::dossier::{ClaimStatus, Counted, OriginRange, Relation, Said};
use crate::origins;
use crate::text::TextSpan;

pub(crate) use cluster::Pair;
pub(crate) use content::{Content, Weighed, words as weighed};
pub use context::{Identities, StoryContext};
pub use entries::{Receipts, attestation_entries};
pub(crate) use lexicon::Lexicon;
pub use likeness::{CLAIM_FEATURE_NAMES, CLAIM_FEATURES, Likeness};
pub(crate) use likeness::{Cover, Slot};
pub(crate) use marks::{clause, is_break, token_from};
pub(crate) use related::Related;
pub use settle::{SETTLING_FEATURE_NAMES, SETTLING_FEATURES};
pub use sharpen::{SHARPENING_FEATURE_NAMES, SHARPENING_FEATURES, sharpening};
pub use statement::Voice;
pub(crate) use statement::{Statement, is_content};
pub(crate) use values::comparable as counts_the_same;
use wording::Wording;

/// A report that attests something: where, and through whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attested {
    /// Index of the witness.
    pub witness: usize,
    /// The sentences that say so, sorted.
    pub places: Vec<Place>,
    /// The words that say so: whole sentences or parts of them, in order.
    pub spans: Vec<TextSpan>,
    /// Through whom the report has it, as it names them.
    pub via: Vec<String>,
}

/// A statement that one or several reports make.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The wording that is shown: see [`gather`].
    pub wording: Place,
    /// Its text.
    pub text: String,
    /// Whose word it is.
    pub voice: Voice,
    /// How well it is attested.
    pub status: ClaimStatus,
    /// How many origins attest it.
    pub origins: OriginRange,
    /// What this number rests on.
    pub counted: Counted,
    /// Who says so, by witness.
    pub attestations: Vec<Attested>,
    /// What is odd about it, in sentences for people.
    pub remarks: Vec<String>,
    /// How much it says, in bits of background rarity.
    pub weight: f32,
}

impl Claim {
    /// Every sentence that attests the claim.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.attestations
            .iter()
            .flat_map(|a| a.places.iter().copied())
    }
}

/// Gathers the claims of a story.
///
/// - Clauses of all reports that state the same are one claim; what stands together in every report
///   is told together.
/// - A claim shows the wording whose content the other members carry best, so that the number of
///   origins speaks of (nearly) all that is shown.
/// - The lower end of the range counts those that surely state the same and carry what is shown;
///   what only more likely than not states it widens the upper end.
/// - *Corroborated* needs two origins at the **lower** end of the range: reports that may depend
///   on each other, or that name the same relay, corroborate nothing.
/// - Best attested first, then by weight, then by place.
pub fn gather(story: &StoryContext) -> Vec<Claim> {
    let alignment = story.alignment();
    let contents = &alignment.contents;
    let groups = cluster::groups(story, alignment);
    let given = remarks::Given::of(story);
    let mut claims: Vec<Claim> = wording::claims(story, contents, &groups)
        .iter()
        .filter_map(|wordings| claim(story, &given, wordings))
        .collect();
    sort(&mut claims);
    claims
}

/// Two clauses of a story that were compared: what the decision is fitted on.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Indices of the witnesses.
    pub witnesses: [usize; 2],
    /// The clauses.
    pub spans: [TextSpan; 2],
    /// How alike they are.
    pub likeness: Likeness,
    /// Whether they cannot be one claim, however alike.
    pub apart: bool,
    /// Logarithm of the odds that both state the same, by all that was compared.
    pub odds: f64,
    /// How near the clauses and their sentences are in meaning, as the model says, if there is one.
    pub nearness: Option<[f64; 2]>,
}

/// The clauses of a story: whose and which words.
pub fn clauses(story: &StoryContext) -> Vec<(usize, TextSpan)> {
    let clauses = story.alignment().contents.clauses.iter();
    clauses
        .map(|content| (content.clause.place.witness, content.clause.span))
        .collect()
}

/// All pairs of clauses that are compared when claims are gathered.
pub fn compared(story: &StoryContext) -> Vec<Compared> {
    let alignment = story.alignment();
    let entry = |pair: &Pair| {
        let [a, b] = pair.clauses.map(|at| alignment.contents.clauses.get(at));
        let (a, b) = (&a?.clause, &b?.clause);
        Some(Compared {
            witnesses: [a.place.witness, b.place.witness],
            spans: [a.span, b.span],
            likeness: pair.likeness,
            apart: pair.apart,
            odds: pair.odds,
            nearness: pair.nearness,
        })
    };
    alignment.pairs.iter().filter_map(entry).collect()
}

/// The features of the second judgement of all pairs of [`compared`], given the odds of each by
/// itself.
pub fn settling(story: &StoryContext, odds: &[f64]) -> Vec<[f64; SETTLING_FEATURES]> {
    let alignment = story.alignment();
    let mut odds = odds.iter();
    let judged = cluster::judged(&alignment.pairs, |_| 0.0);
    let with_odds = judged.into_iter().map(|pair| {
        let given = odds.next().copied().unwrap_or_default();
        let odds = if pair.odds < 0.0 { pair.odds } else { given };
        settle::Judged { odds, ..pair }
    });
    settle::features(&alignment.contents, &with_odds.collect::<Vec<_>>())
}

/// Fewest bits of a claim that is worth listing.
const LEAST_WEIGHT: f32 = 4.0;

fn claim(story: &StoryContext, given: &remarks::Given, wordings: &[Wording]) -> Option<Claim> {
    let contents = &story.alignment().contents;
    let body: Vec<Wording> = wordings
        .iter()
        .filter(|wording| !story.is_headline(wording.place))
        .cloned()
        .collect();
    let sure = wording::surest(story.alignment(), &body);
    let shown = wording::best(contents, &sure)?;
    let weights = wordings.iter().map(|wording| wording.weight(contents));
    let weight = weights.fold(0.0, f32::max);
    if weight < LEAST_WEIGHT || asks(story, shown) {
        return None;
    }
    let attestations = attestations(story, wordings);
    let carry = |wording: &&Wording| wording.carries(story.alignment(), shown);
    let carrying: Vec<Wording> = sure.iter().filter(carry).cloned().collect();
    let counted = counted(
        &without_headlines(story, &attestations),
        &self::attestations(story, &carrying),
    );
    let origins = story.lineage.range(&counted);
    let mut claim = Claim {
        wording: shown.place,
        text: text(story, shown),
        voice: shown.voice,
        status: ClaimStatus::of(origins),
        origins,
        counted,
        attestations,
        remarks: Vec::new(),
        weight,
    };
    claim.remarks = remarks::of(story, given, &claim);
    Some(claim)
}

/// The words of a claim; in front of them whose they are, where they do not say so themselves, and
/// in square brackets the subject, where that stands further ahead in the sentence.
fn text(story: &StoryContext, shown: &Wording) -> String {
    let slice = |span| {
        let witness = story.witnesses.get(shown.place.witness);
        witness.map_or("", |witness| witness.slice(span))
    };
    let words = match shown.subject {
        Some(subject) => format!("[{}] {}", slice(subject), uncapitalised(slice(shown.span))),
        None => slice(shown.span).to_owned(),
    };
    let whole = story
        .sentence(shown.place)
        .is_some_and(|s| s.span == shown.span);
    let name = match shown.voice {
        Voice::Named(identity) if !whole => Some(story.identities.name(identity)),
        Voice::Unnamed if !whole => Some(""),
        _ => None,
    };
    match name {
        Some("") if shown.has_cue => format!("[somebody] {words}"),
        Some("") => format!("Attributed: {words}"),
        Some(name) if shown.has_cue => format!("[{name}] {words}"),
        Some(name) => format!("{name}: {words}"),
        None => words,
    }
}

/// With a small first letter: what opens with a verb opened the sentence at most.
fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// What the number of origins behind attestations rests on: all of them, and those that are sure.
pub(crate) fn counted(all: &[Attested], sure: &[Attested]) -> Counted {
    let places = all.iter().flat_map(|attested| attested.places.iter());
    let said = |attested: &Attested| Said {
        report: attested.witness,
        sentences: attested.places.iter().map(|place| place.sentence).collect(),
        via: attested.via.iter().map(|name| folded_name(name)).collect(),
    };
    Counted {
        sure: Some(sure.iter().map(said).collect()),
        ..origins::counted(places.copied())
    }
}

/// Attestations without the headlines above reports that say the same in their text: these have
/// the same origin.
fn without_headlines(story: &StoryContext, attestations: &[Attested]) -> Vec<Attested> {
    let mut kept = attestations.to_vec();
    for attested in &mut kept {
        let is_body = |place: &Place| !story.is_headline(*place);
        if attested.places.iter().any(is_body) {
            attested.places.retain(is_body);
        }
    }
    kept
}

fn asks(story: &StoryContext, shown: &Wording) -> bool {
    let text = story.text(shown.place);
    text.trim_end_matches(['"', '”', '’', '\'']).ends_with('?')
}

fn attestations(story: &StoryContext, wordings: &[Wording]) -> Vec<Attested> {
    let mut attestations: Vec<Attested> = Vec::new();
    for wording in wordings {
        let place = wording.place;
        let known = attestations
            .last()
            .is_some_and(|last| last.witness == place.witness);
        if !known {
            attestations.push(Attested {
                witness: place.witness,
                ..Attested::default()
            });
        }
        let Some(last) = attestations.last_mut() else {
            continue;
        };
        if !last.places.contains(&place) {
            last.places.push(place);
        }
        last.spans.push(wording.span);
        let via = story
            .statement(place)
            .map(|statement| statement.via.as_slice());
        let new = via
            .into_iter()
            .flatten()
            .filter(|via| !last.via.contains(via));
        let new: Vec<String> = new.cloned().collect();
        last.via.extend(new);
    }
    attestations
}

fn sort(claims: &mut [Claim]) {
    claims.sort_by(|x, y| {
        let rank = |claim: &Claim| {
            (
                claim.origins.min,
                claim.origins.max,
                claim.attestations.len(),
            )
        };
        rank(y)
            .cmp(&rank(x))
            .then_with(|| y.weight.total_cmp(&x.weight))
            .then_with(|| x.wording.cmp(&y.wording))
    });
}

/// Marks the claims whose words stand on a side of a disagreement. An update is none.
pub fn mark_contradicted(claims: &mut [Claim], contradictions: &[Contradiction]) {
    let mut words: Vec<(usize, TextSpan)> = contradictions
        .iter()
        .filter(|found| found.relation == Relation::Disagree)
        .flat_map(|found| &found.sides)
        .flat_map(|side| &side.attestations)
        .flat_map(|attested| attested.spans.iter().map(|span| (attested.witness, *span)))
        .collect();
    words.sort_unstable();
    let stands = |attested: &Attested| {
        let own = words
            .iter()
            .filter(|(witness, _)| *witness == attested.witness);
        let mut own = own.map(|(_, span)| *span);
        own.any(|span| attested.spans.iter().any(|words| words.overlaps(span)))
    };
    for claim in claims {
        if claim.attestations.iter().any(stands) {
            claim.status = ClaimStatus::Contradicted;
        }
    }
}

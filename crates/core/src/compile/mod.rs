//! Compiling: from the witnesses of one story to its dossier entry. The main path of the engine.

mod derivations;
mod listing;
mod name;
mod odd;
mod recount;
mod refuse;
mod spans;
mod stemma;
mod utterances;
mod witnesses;

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Note;
use crate::briefing::{self, Length};
use crate::claim::{self, Identities, StoryContext};
use crate::collation::Likely;
use crate::collation::sentence_fingerprint;
use crate::contradiction;
use crate::derivation::{Derivation, Examined, examine};
use crate::dossier::{Collapse, FamilyEntry, StoryEntry};
use crate::drift::{self, Change};
use crate::meaning::SentenceModel;
use crate::origins::{Origins, trace};
use crate::stemma::{Stemma, common_sources, draw, is_edge};
use crate::story::{self, Corrections, StoryView, UnusedLine, group_corrected};
use crate::timeline;
use crate::utterance;
use crate::witness::{Witness, assign_sigla, cast};
pub use listing::{list, list_story};
pub use refuse::{Refusal, refuse};
use spans::Spans;

/// What a user may choose about how a story is compiled.
#[derive(Clone, Copy, Default)]
pub struct Settings<'m> {
    /// How long the briefing is.
    pub briefing: Length,
    /// A sentence model that helps to tell what says the same in other words.
    pub model: Option<&'m dyn SentenceModel>,
}

impl std::fmt::Debug for Settings<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut fields = formatter.debug_struct("Settings");
        fields.field("briefing", &self.briefing);
        fields.field("model", &self.model.is_some()).finish()
    }
}

/// Compiles one story. `standing` holds the fingerprints of sentences that stand in several
/// stories of the input (see [`standing_sentences`]).
pub fn compile_story(
    mut witnesses: Vec<Witness>,
    standing: &BTreeSet<u64>,
    settings: &Settings<'_>,
) -> StoryEntry {
    label(&mut witnesses);
    let Examined {
        collation,
        derivations,
        likely,
    } = examine(&witnesses, standing);
    let common = common_sources(&witnesses, &derivations, &likely);
    let origins = trace(&witnesses, &derivations, &likely);
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    let said = utterances::attested(
        utterance::group(&witnesses, &cast, &derivations, settings.model),
        &witnesses,
        &origins.lineage,
    );
    let identities = Identities::of_cast(&cast).with_people(&witnesses);
    let context = StoryContext::new(&witnesses, &identities, &collation, &origins.lineage)
        .sharpened_by(settings.model);
    let contradictions = contradiction::find(&context);
    let mut claims = claim::gather(&context);
    claim::mark_contradicted(&mut claims, &contradictions);
    let sayings = utterances::sayings(&said, &witnesses);
    let briefing = briefing::write(
        &context,
        &claims,
        &sayings,
        &contradictions,
        settings.briefing,
    );
    let stemma = draw(
        &witnesses,
        &derivations,
        &common,
        &utterances::speeches(&said),
    );
    let spans = Spans::new(&witnesses);
    let receipt = |witness: usize, span| spans.span(witness, span);
    StoryEntry {
        id: name::story_id(&witnesses),
        thread: String::new(),
        headline: name::headline(&witnesses, &derivations),
        reports: u32::try_from(witnesses.len()).unwrap_or(u32::MAX),
        origins: origins.range,
        collapses: collapses(&origins, &witnesses, &spans),
        witnesses: witnesses::entries(&witnesses, &spans),
        derivations: derivations::entries(&derivations, &witnesses, &spans),
        families: families(&likely, &witnesses),
        stemma: stemma::entry(&stemma, &spans),
        utterances: utterances::entries(&said, &witnesses, &receipt),
        claims: numbered(&claims, |number, claim| {
            claim.entry(number, &context, &receipt)
        }),
        contradictions: contradictions
            .iter()
            .map(|c| c.entry(&context, &receipt))
            .collect(),
        drift: drift(&context, &derivations)
            .iter()
            .map(|d| d.entry(&context, &receipt))
            .collect(),
        timeline: timeline::build(&context)
            .iter()
            .map(|t| t.entry(&context, &receipt))
            .collect(),
        briefing: briefing
            .iter()
            .map(|b| b.entry(&context, &receipt))
            .collect(),
        notes: notes(&likely, &stemma),
        recount: recount::entry(
            &origins.grounds,
            &stemma,
            &witnesses,
            &recount::Found {
                claims: &claims,
                said: &said,
                contradictions: &contradictions,
                briefing: &briefing,
            },
        ),
    }
}

/// The families of near copies, where not every pair was compared.
fn families(likely: &Likely, witnesses: &[Witness]) -> Vec<FamilyEntry> {
    let mut copies: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (report, first) in likely.leaders.iter().enumerate() {
        if report != *first {
            let siglum = witnesses[report].siglum.0.clone();
            copies.entry(*first).or_default().push(siglum);
        }
    }
    let entry = |(first, copies): (usize, Vec<String>)| FamilyEntry {
        first: witnesses[first].siglum.0.clone(),
        copies,
    };
    copies.into_iter().map(entry).collect()
}

/// What a reader should know of how the story was examined.
fn notes(likely: &Likely, stemma: &Stemma) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    if !likely.complete {
        let text = format!(
            "of {} reports {} pairs were compared: each report with the first of its near copies, \
             with those that share its rare wordings and with the likest others",
            likely.leaders.len(),
            likely.pairs.len(),
        );
        notes.push(Note::new("likely_pairs_compared", text));
    }
    let refused = stemma.refused.iter().map(|edge| {
        let text = format!(
            "{} as a source of {} is left out of the stemma: by weightier evidence it goes back to it \
             itself ({})",
            edge.from, edge.to, edge.explanation
        );
        Note::new("cycle", text)
    });
    notes.extend(refused);
    notes
}

/// Reads a story as statements and hands it on: for tools that fit decisions on annotated stories.
pub fn with_statements<T>(
    mut witnesses: Vec<Witness>,
    model: Option<&dyn SentenceModel>,
    read: impl FnOnce(&StoryContext<'_>) -> T,
) -> T {
    label(&mut witnesses);
    let examined = examine(&witnesses, &BTreeSet::new());
    let origins = trace(&witnesses, &examined.derivations, &examined.likely);
    let cast = cast(&witnesses.iter().collect::<Vec<_>>());
    let identities = Identities::of_cast(&cast).with_people(&witnesses);
    let context = StoryContext::new(
        &witnesses,
        &identities,
        &examined.collation,
        &origins.lineage,
    );
    read(&context.sharpened_by(model))
}

fn numbered<T, E>(items: &[T], entry: impl Fn(usize, &T) -> E) -> Vec<E> {
    items
        .iter()
        .enumerate()
        .map(|(index, item)| entry(index + 1, item))
        .collect()
}

/// What every derived report changed against its nearest sources.
fn drift(story: &StoryContext<'_>, derivations: &[Derivation]) -> Vec<Change> {
    let edges = derivations.iter().filter(|derivation| is_edge(derivation));
    edges
        .flat_map(|edge| drift::along(story, edge.source, edge.target, &edge.accounted, edge.scope))
        .collect()
}

/// The witnesses of an input, story by story.
#[derive(Debug)]
pub struct Stories {
    /// The witnesses of each story, the largest story first.
    pub stories: Vec<Vec<Witness>>,
    /// Fingerprints of sentences that stand in several stories.
    pub standing: BTreeSet<u64>,
    /// What is told of each story, in the same order.
    pub views: Vec<StoryView>,
    /// What happened to the stories, and why.
    pub changes: Vec<story::Change>,
    /// Corrections that did nothing.
    pub unused: Vec<UnusedLine>,
}

/// Groups the witnesses of an input into stories.
pub fn into_stories(witnesses: Vec<Witness>) -> Stories {
    into_stories_corrected(witnesses, &Corrections::default())
}

/// Groups the witnesses of an input into stories, with what analysts have corrected.
pub fn into_stories_corrected(witnesses: Vec<Witness>, corrections: &Corrections) -> Stories {
    let grouping = group_corrected(&witnesses, corrections);
    let groups = grouping.stories;
    let standing = standing_sentences(&witnesses, &groups);
    let mut witnesses: Vec<Option<Witness>> = witnesses.into_iter().map(Some).collect();
    let take = |group: Vec<usize>| -> Vec<Witness> {
        group
            .into_iter()
            .filter_map(|index| witnesses.get_mut(index)?.take())
            .collect()
    };
    let stories = groups.into_iter().map(take).collect();
    Stories {
        stories,
        standing,
        views: grouping.views,
        changes: grouping.changes,
        unused: grouping.unused,
    }
}

/// Gives the witnesses of a story their sigla and sorts them by siglum.
pub fn label(witnesses: &mut [Witness]) {
    assign_sigla(witnesses);
    witnesses.sort_by(|x, y| x.siglum.cmp(&y.siglum));
}

/// The fingerprints of sentences that stand in more than one of the given groups of witnesses:
/// agency footers, standing background, stock lines. They show nothing about dependence.
pub fn standing_sentences(witnesses: &[Witness], groups: &[Vec<usize>]) -> BTreeSet<u64> {
    let mut first_group: BTreeMap<u64, usize> = BTreeMap::new();
    let mut standing = BTreeSet::new();
    for (group, members) in groups.iter().enumerate() {
        for witness in members.iter().map(|member| &witnesses[*member]) {
            for sentence in &witness.sentences {
                let print = sentence_fingerprint(witness.sentence_tokens(sentence));
                if *first_group.entry(print).or_insert(group) != group {
                    standing.insert(print);
                }
            }
        }
    }
    standing
}

/// Those of the standing sentences that stand in these witnesses: all that compiling their story
/// needs to know of the other stories.
pub fn standing_in(witnesses: &[Witness], standing: &BTreeSet<u64>) -> BTreeSet<u64> {
    let prints = witnesses.iter().flat_map(|witness| {
        let sentences = witness.sentences.iter();
        sentences.map(|sentence| sentence_fingerprint(witness.sentence_tokens(sentence)))
    });
    prints.filter(|print| standing.contains(print)).collect()
}

fn collapses(origins: &Origins, witnesses: &[Witness], spans: &Spans<'_>) -> Vec<Collapse> {
    let entry = |collapse: &crate::origins::Collapse| Collapse {
        sigla: collapse
            .witnesses
            .iter()
            .map(|w| witnesses[*w].siglum.0.clone())
            .collect(),
        certain: collapse.certain,
        reason: collapse.reason.clone(),
        spans: collapse
            .receipts
            .iter()
            .map(|(w, receipt)| spans.receipt(*w, receipt))
            .collect(),
    };
    origins.collapses.iter().map(entry).collect()
}

//! Collation: which sentences of the witnesses of a story answer each other.
//!
//! Candidates come from an inverted index over stems, so that the work grows with what is shared
//! and not with the square of the sentences. Sentences that answer each other are then gathered
//! into passages: groups in which every member is checked against the group, so that one
//! accidental link cannot chain two statements into one.

mod chain;
mod index;
mod likely;
mod passage;
mod profile;
mod runs;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use chain::{Link, heaviest_chain};
pub(crate) use likely::ALL_COMPARED;
pub use likely::Likely;
pub(crate) use likely::word_pairs;
pub use passage::Passage;
pub use runs::Run;
pub(crate) use runs::shared_runs;
pub use weights::TermWeights;
pub(crate) use weights::{background_bits, is_content};

use crate::witness::{Sentence, Token, TokenKind, Witness};
pub(crate) use profile::ReportedSpeech;
use profile::{Overlap, Profile};

/// A sentence of a witness, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Index of the witness in the story.
    pub witness: usize,
    /// Index of the sentence in the witness.
    pub sentence: usize,
}

/// Two sentences of two witnesses that answer each other. `a.witness < b.witness`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Correspondence {
    /// In the witness with the lower index.
    pub a: Place,
    /// In the witness with the higher index.
    pub b: Place,
    /// Shared weight over the geometric mean of both, 0 to 1.
    pub similarity: f32,
    /// Shared weight over the lesser of both, 0 to 1.
    pub containment: f32,
    /// Shared narration over the geometric mean of both narrations, 0 to 1.
    pub narration: f32,
    /// Shared narration in bits: quoted words count nothing, indirect speech half.
    pub narration_bits: f32,
    /// Number of shared stems.
    pub stems: u32,
}

/// All correspondences and passages of a story.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Collation {
    /// Sorted by pair of witnesses, then by place.
    pub correspondences: Vec<Correspondence>,
    /// Groups of sentences that say the same, largest first, then by first place.
    pub passages: Vec<Passage>,
    /// Stretches of words that two witnesses share, sorted by pair, then by place.
    pub runs: Vec<Run>,
    /// By sentence, the sentences of other witnesses that answer it.
    #[serde(skip)]
    answering: BTreeMap<Place, Vec<Place>>,
    /// What sharing a word is worth in this story.
    #[serde(skip)]
    pub weights: TermWeights,
}

impl Collation {
    /// The correspondences of two witnesses (in either order), sorted by place.
    pub fn between(&self, first: usize, second: usize) -> &[Correspondence] {
        let (low, high) = (first.min(second), first.max(second));
        let key = |c: &Correspondence| (c.a.witness, c.b.witness);
        let start = self
            .correspondences
            .partition_point(|c| key(c) < (low, high));
        let end = self
            .correspondences
            .partition_point(|c| key(c) <= (low, high));
        self.correspondences.get(start..end).unwrap_or_default()
    }

    /// The shared runs of two witnesses (in either order), sorted by place.
    pub fn runs_between(&self, first: usize, second: usize) -> &[Run] {
        let pair = [first.min(second), first.max(second)];
        let start = self.runs.partition_point(|run| run.witnesses < pair);
        let end = self.runs.partition_point(|run| run.witnesses <= pair);
        self.runs.get(start..end).unwrap_or_default()
    }

    /// The sentences of other witnesses that answer a sentence, sorted.
    pub fn answering(&self, place: Place) -> Vec<Place> {
        self.answering.get(&place).cloned().unwrap_or_default()
    }

    /// Every pair of witnesses that shares a sentence or a run, sorted.
    pub fn pairs(&self) -> BTreeSet<[usize; 2]> {
        let sentences = self
            .correspondences
            .iter()
            .map(|c| [c.a.witness, c.b.witness]);
        sentences
            .chain(self.runs.iter().map(|run| run.witnesses))
            .collect()
    }
}

/// A fingerprint of a sentence's words, the same wherever the sentence stands.
pub fn sentence_fingerprint(tokens: &[Token]) -> u64 {
    let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
    words.fold(0, |hash: u64, token| {
        (hash ^ token.word.0)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    })
}

/// Collates the witnesses of one story, of which nothing is known yet.
pub fn collate(witnesses: &[Witness]) -> Collation {
    let families: Vec<usize> = (0..witnesses.len()).collect();
    collate_families(witnesses, &families, &Likely::of(witnesses))
}

/// Collates the witnesses of one story. `families` names by a number the family of each witness:
/// those known to be copies of one another (see [`TermWeights::of`]). `likely` says which are
/// compared.
pub fn collate_families(witnesses: &[Witness], families: &[usize], likely: &Likely) -> Collation {
    let weights = TermWeights::of(witnesses, families);
    let profiles = story_profiles(witnesses, &weights);
    let correspondences = index::correspondences(&profiles, &likely.pairs);
    let passages = passage::gather(&profiles, &correspondences);
    let runs = runs::shared_runs(witnesses, &likely.pairs, &weights);
    Collation {
        answering: answering(&correspondences),
        correspondences,
        passages,
        runs,
        weights,
    }
}

fn answering(correspondences: &[Correspondence]) -> BTreeMap<Place, Vec<Place>> {
    let mut answering: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for c in correspondences {
        answering.entry(c.a).or_default().push(c.b);
        answering.entry(c.b).or_default().push(c.a);
    }
    answering.values_mut().for_each(|places| places.sort());
    answering
}

/// The profile of every sentence that belongs to the story, by witness and sentence; sentences
/// of other parts get an empty profile, which matches nothing.
fn story_profiles(witnesses: &[Witness], weights: &TermWeights) -> Vec<Vec<Profile>> {
    let of_witness = |witness: &Witness| {
        let reported = ReportedSpeech::of(witness);
        let of_sentence = |sentence: &Sentence| match sentence.role.is_story() {
            true => Profile::of(witness, sentence, weights, &reported),
            false => Profile::default(),
        };
        witness.sentences.iter().map(of_sentence).collect()
    };
    witnesses.iter().map(of_witness).collect()
}

/// Whether an overlap is enough for two sentences to answer each other.
fn answers(overlap: &Overlap) -> bool {
    let strong = overlap.similarity >= 0.34 && overlap.stems >= 3;
    let inside = overlap.containment >= 0.55 && overlap.stems >= 4 && overlap.similarity >= 0.26;
    strong || inside
}

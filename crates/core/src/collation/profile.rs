//! What a sentence says, as weighted stems, with quoted words told from narration.

use std::collections::BTreeMap;

use super::weights::{TermWeights, is_content};
use crate::quotation::{Quotation, QuotationKind};
use crate::text::TextSpan;
use crate::witness::{Sentence, Term, Witness};

/// What words in indirect speech count towards narration: their choice is the report's, their
/// content the speaker's.
const INDIRECT_SHARE: f32 = 0.5;

/// A stem of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Feature {
    pub(crate) stem: Term,
    /// Weight as content, quoted or not.
    pub(crate) content: f32,
    /// Weight as narration: nothing inside quotation marks, half in indirect speech.
    pub(crate) narration: f32,
}

/// The stems of a sentence, sorted, each once with its greatest weight.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    pub(crate) features: Vec<Feature>,
    pub(crate) content: f32,
    pub(crate) narration: f32,
}

impl Profile {
    /// The profile of a sentence among the witnesses that the weights were made for.
    pub(crate) fn of(
        witness: &Witness,
        sentence: &Sentence,
        weights: &TermWeights,
        reported: &ReportedSpeech,
    ) -> Self {
        let mut by_stem: BTreeMap<Term, Feature> = BTreeMap::new();
        for token in witness
            .sentence_tokens(sentence)
            .iter()
            .filter(|t| is_content(t.kind))
        {
            let content = weights.distinctive(token.stem);
            let narration = content * reported.narration_share(token.span);
            let feature = by_stem.entry(token.stem).or_insert(Feature {
                stem: token.stem,
                content,
                narration,
            });
            feature.narration = feature.narration.max(narration);
        }
        Self::from_features(by_stem.into_values().collect())
    }

    fn from_features(features: Vec<Feature>) -> Self {
        let content = features.iter().map(|feature| feature.content).sum();
        let narration = features.iter().map(|feature| feature.narration).sum();
        Self {
            features,
            content,
            narration,
        }
    }
}

/// Which stretches of a witness's text are somebody else's words, and how far.
pub(crate) struct ReportedSpeech {
    /// Sorted by start; a stretch of quoted words comes with share 0, indirect speech with
    /// [`INDIRECT_SHARE`].
    stretches: Vec<Stretch>,
    /// The furthest end of the stretches up to each one, so that a look-up can stop early.
    furthest: Vec<u32>,
}

struct Stretch {
    span: TextSpan,
    share: f32,
}

impl ReportedSpeech {
    pub(crate) fn of(witness: &Witness) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        for quotation in &witness.quotations {
            let quoted = quotation.quoted.iter().map(|span| Stretch {
                span: *span,
                share: 0.0,
            });
            stretches.extend(quoted);
            if quotation.kind == QuotationKind::Direct {
                stretches.extend(attribution(witness, quotation));
            }
            if quotation.kind != QuotationKind::Direct {
                let content = quotation.content.iter();
                stretches.extend(content.map(|span| Stretch {
                    span: *span,
                    share: INDIRECT_SHARE,
                }));
            }
        }
        stretches.sort_by_key(|stretch| (stretch.span.start, stretch.span.end));
        let mut end = 0;
        let reach = |stretch: &Stretch| {
            end = stretch.span.end.max(end);
            end
        };
        let furthest = stretches.iter().map(reach).collect();
        Self {
            stretches,
            furthest,
        }
    }

    /// The share of a word that is the report's own: 1 in narration, 0 inside quotation marks.
    pub(crate) fn narration_share(&self, span: TextSpan) -> f32 {
        let before = self
            .stretches
            .partition_point(|stretch| stretch.span.start <= span.start);
        let mut share = 1.0_f32;
        for index in (0..before).rev() {
            if self.furthest[index] <= span.start {
                break;
            }
            if self.stretches[index].span.contains(span) {
                share = share.min(self.stretches[index].share);
            }
        }
        share
    }
}

/// The words that say who is quoted: whoever quotes a speaker names him, so that they are no more
/// the report's own than what he said.
fn attribution<'a>(
    witness: &'a Witness,
    quotation: &Quotation,
) -> impl Iterator<Item = Stretch> + use<'a> {
    let speaker = quotation.speaker.as_ref().map(|speaker| speaker.span);
    let named = witness.names.iter().find(|name| Some(name.span) == speaker);
    let title = named.and_then(|name| name.title);
    let words = [speaker, title, quotation.cue].into_iter().flatten();
    words.map(|span| Stretch { span, share: 0.0 })
}

/// How much two sentences share, and what of it is narration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Overlap {
    /// Shared weight over the geometric mean of both weights (Ochiai 1957), 0 to 1.
    pub(crate) similarity: f32,
    /// Shared weight over the lesser of both weights, 0 to 1.
    pub(crate) containment: f32,
    /// Shared narration over the geometric mean of both narrations, 0 to 1.
    pub(crate) narration: f32,
    /// Shared narration, in bits.
    pub(crate) narration_bits: f32,
    /// Shared stems.
    pub(crate) stems: u32,
}

/// The overlap of two profiles.
pub(crate) fn overlap(a: &Profile, b: &Profile) -> Overlap {
    let (mut shared, mut narration, mut stems) = (0.0_f32, 0.0_f32, 0_u32);
    let mut others = b.features.iter().peekable();
    for feature in &a.features {
        while others.next_if(|other| other.stem < feature.stem).is_some() {}
        if let Some(other) = others.next_if(|other| other.stem == feature.stem) {
            shared += feature.content.min(other.content);
            narration += feature.narration.min(other.narration);
            stems += 1;
        }
    }
    let mean = (a.content * b.content).sqrt().max(f32::EPSILON);
    let least = a.content.min(b.content).max(f32::EPSILON);
    let own = (a.narration * b.narration).sqrt().max(f32::EPSILON);
    Overlap {
        similarity: shared / mean,
        containment: shared / least,
        narration: narration / own,
        narration_bits: narration,
        stems,
    }
}

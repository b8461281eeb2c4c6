//! Which sentences of the target answer which of the source, and which have no answer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Change;
use crate::claim::StoryContext;
use crate::claim::is_content;
use crate::collation::{Correspondence, Link, Place, heaviest_chain};
use crate::derivation::Answer;
use crate::dossier::DriftKind;
use crate::text::TextSpan;
use crate::witness::Witness;
use crate::witness::{Sentence, Term};

/// Two sentences that answer each other.
pub(super) struct Pair {
    pub(super) source: usize,
    pub(super) target: usize,
    /// Shared weight over the geometric mean, 0 to 1.
    pub(super) similarity: f32,
}

/// Pairs of answering sentences: the heaviest chain that keeps the order of both reports, so that
/// stray resemblances elsewhere in the text stay out, and the best answer of each sentence beside.
pub(super) fn answering(
    story: &StoryContext,
    source: usize,
    target: usize,
    accounted: &BTreeMap<usize, Answer>,
) -> Vec<Pair> {
    let found = story.collation.between(source, target);
    let sides = |c: &Correspondence| match c.a.witness == source {
        true => (c.a.sentence, c.b.sentence),
        false => (c.b.sentence, c.a.sentence),
    };
    let links: Vec<Link> = found
        .iter()
        .map(|c| {
            let (a, b) = sides(c);
            Link {
                a,
                b,
                weight: c.similarity,
            }
        })
        .collect();
    let mut kept: BTreeSet<usize> = heaviest_chain(&links).into_iter().collect();
    kept.extend(best_answers(&links));
    let mut pairs: Vec<Pair> = kept
        .into_iter()
        .filter_map(|index| links.get(index))
        .map(|link| Pair {
            source: link.a,
            target: link.b,
            similarity: link.weight,
        })
        .collect();
    for (sentence, answer) in accounted {
        let known = |pair: &Pair| pair.source == answer.sentence && pair.target == *sentence;
        if !pairs.iter().any(known) {
            pairs.push(Pair {
                source: answer.sentence,
                target: *sentence,
                similarity: answer.strength.min(1.0),
            });
        }
    }
    pairs.sort_by_key(|pair| (pair.source, pair.target));
    pairs
}

/// For each sentence of the source its strongest link.
fn best_answers(links: &[Link]) -> Vec<usize> {
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, link) in links.iter().enumerate() {
        let kept = best.entry(link.a).or_insert(index);
        if links
            .get(*kept)
            .is_some_and(|other| link.weight > other.weight)
        {
            *kept = index;
        }
    }
    best.into_values().collect()
}

/// Story sentences without an answer, neighbours joined: dropped ones of the source, added ones of
/// the target. Where both stand in the same gap between sentences that answer each other and share
/// a word, they are one place told in other words.
pub(super) fn unanswered(
    story: &StoryContext,
    source: usize,
    target: usize,
    pairs: &[Pair],
) -> Vec<Change> {
    let answered: BTreeSet<usize> = linked(story, source, target)
        .chain(pairs.iter().map(|p| p.source))
        .collect();
    let answering: BTreeSet<usize> = linked(story, target, source)
        .chain(pairs.iter().map(|p| p.target))
        .collect();
    let mut added: Vec<Option<Run>> = runs(story, [target, source], &answering)
        .into_iter()
        .map(Some)
        .collect();
    let mut changes = Vec::new();
    for run in runs(story, [source, target], &answered) {
        let gap = gap(pairs, &run);
        let mut told: Vec<TextSpan> = Vec::new();
        for slot in &mut added {
            let fits = |other: &mut Run| {
                gap.contains(&other.sentences.start) && shares(&run.words, &other.words)
            };
            told.extend(slot.take_if(fits).map(|other| other.span));
        }
        let kind = if told.is_empty() {
            DriftKind::Dropped
        } else {
            DriftKind::Changed
        };
        changes.push(change([source, target], kind, &run, vec![run.span], told));
    }
    for run in added.into_iter().flatten() {
        changes.push(change(
            [source, target],
            DriftKind::Added,
            &run,
            Vec::new(),
            vec![run.span],
        ));
    }
    changes
}

fn change(
    [source, target]: [usize; 2],
    kind: DriftKind,
    run: &Run,
    source_spans: Vec<TextSpan>,
    target_spans: Vec<TextSpan>,
) -> Change {
    let one = run.sentences.len() == 1;
    let subject = if one {
        "this sentence"
    } else {
        "these sentences"
    };
    let note = match kind {
        DriftKind::Dropped => format!("nothing in the copy answers {subject}"),
        DriftKind::Added => format!("nothing in the source answers {subject}"),
        DriftKind::Changed => "told in other words throughout".to_owned(),
    };
    Change {
        source,
        target,
        kind,
        note,
        source_spans,
        target_spans,
    }
}

/// The sentences of the target between the answers to what stands before and behind a run.
fn gap(pairs: &[Pair], run: &Run) -> Range<usize> {
    let before = pairs
        .iter()
        .filter(|pair| pair.source < run.sentences.start);
    let behind = pairs.iter().filter(|pair| pair.source >= run.sentences.end);
    let start = before
        .max_by_key(|pair| (pair.source, pair.target))
        .map_or(0, |p| p.target);
    let end = behind
        .min_by_key(|pair| (pair.source, pair.target))
        .map_or(usize::MAX, |p| p.target);
    start..end
}

fn shares(a: &BTreeSet<Term>, b: &BTreeSet<Term>) -> bool {
    !a.is_disjoint(b)
}

/// Sentences of one report that any sentence of the other answers.
fn linked(story: &StoryContext, of: usize, other: usize) -> impl Iterator<Item = usize> {
    story
        .collation
        .between(of, other)
        .iter()
        .map(move |c| match c.a.witness == of {
            true => c.a.sentence,
            false => c.b.sentence,
        })
}

/// Neighbouring sentences of one part.
struct Run {
    sentences: Range<usize>,
    span: TextSpan,
    words: BTreeSet<Term>,
}

/// Runs of story sentences of the first witness that are not in a set and that say something which
/// the second tells nowhere.
fn runs(story: &StoryContext, witnesses: [usize; 2], answered: &BTreeSet<usize>) -> Vec<Run> {
    let [Some(report), Some(other)] = witnesses.map(|index| story.witnesses.get(index)) else {
        return Vec::new();
    };
    let others = story_words(story, other, witnesses[1]);
    let mut runs: Vec<Run> = Vec::new();
    for (index, sentence) in report.sentences.iter().enumerate() {
        let open = sentence.role.is_story() && !answered.contains(&index);
        if !open || !is_new(story, report, witnesses[0], index, &others) {
            continue;
        }
        let words = words(story, report, witnesses[0], sentence);
        let part = |at: usize| report.sentences.get(at).map(|s| s.part);
        match runs.last_mut() {
            Some(run) if run.sentences.end == index && part(run.sentences.start) == part(index) => {
                run.sentences.end = index + 1;
                run.span = run.span.cover(sentence.span);
                run.words.extend(words);
            }
            _ => runs.push(Run {
                sentences: index..index + 1,
                span: sentence.span,
                words,
            }),
        }
    }
    runs
}

/// Bits from which a word ties two places together.
const RARE: f32 = 1.6;

/// The concepts of a sentence that are not the commonest.
fn words(
    story: &StoryContext,
    report: &Witness,
    witness: usize,
    sentence: &Sentence,
) -> BTreeSet<Term> {
    let lexicon = story.lexicon(witness);
    let tokens = report.sentence_tokens(sentence).iter();
    tokens
        .filter(|token| is_content(token) && story.rarity(token.stem) >= RARE)
        .map(|token| lexicon.concept(token))
        .collect()
}

/// Fewest content words of a sentence whose absence is worth a line.
const FEWEST_WORDS: usize = 3;
/// Share of a sentence's weight that may stand somewhere in the other report before it counts as
/// told there, however scattered and reworded.
const TOLD_SHARE: f32 = 0.4;

/// Whether a sentence says something that the other report tells nowhere.
fn is_new(
    story: &StoryContext,
    report: &Witness,
    witness: usize,
    index: usize,
    others: &BTreeSet<Term>,
) -> bool {
    let sentence = report.sentences.get(index);
    let tokens = sentence
        .map(|s| report.sentence_tokens(s))
        .unwrap_or_default();
    let lexicon = story.lexicon(witness);
    let (mut all, mut told, mut words) = (0.0, 0.0, 0);
    for token in tokens.iter().filter(|token| is_content(token)) {
        let bits = story.rarity(token.stem);
        words += 1;
        all += bits;
        if others.contains(&lexicon.concept(token)) {
            told += bits;
        }
    }
    words >= FEWEST_WORDS && told < TOLD_SHARE * all
}

/// The concepts of a report's story text.
fn story_words(story: &StoryContext, report: &Witness, witness: usize) -> BTreeSet<Term> {
    let lexicon = story.lexicon(witness);
    let sentences = report
        .sentences
        .iter()
        .filter(|sentence| sentence.role.is_story());
    sentences
        .flat_map(|sentence| report.sentence_tokens(sentence))
        .filter(|token| is_content(token))
        .map(|token| lexicon.concept(token))
        .collect()
}

/// The span of a sentence.
pub(super) fn sentence_span(story: &StoryContext, place: Place) -> TextSpan {
    story.sentence(place).map(|s| s.span).unwrap_or_default()
}

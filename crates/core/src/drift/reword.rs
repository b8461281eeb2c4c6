//! Words that stand for each other in two answering sentences.

use std::ops::Range;

use super::Change;
use super::pairs::Pair;
use crate::claim::{StoryContext, is_content};
use crate::collation::Place;
use crate::dossier::DriftKind;
use crate::text::TextSpan;
use crate::witness::{Token, TokenKind, Witness};

/// Longest replacement, in words, that is shown as a change of wording.
const LONGEST: usize = 6;
/// Words beyond which sentences are not aligned (a list, a table).
const MOST_WORDS: usize = 200;
/// Share of weight from which two sentences are close enough to compare word by word.
const CLOSE: f32 = 0.3;

/// Replacements between two answering sentences, each held on both sides by words that agree.
pub(super) fn changes(
    story: &StoryContext,
    source: usize,
    target: usize,
    pair: &Pair,
) -> Vec<Change> {
    let places = [
        Place {
            witness: source,
            sentence: pair.source,
        },
        Place {
            witness: target,
            sentence: pair.target,
        },
    ];
    let [Some(left), Some(right)] = places.map(|place| Side::of(story, place)) else {
        return Vec::new();
    };
    if pair.similarity < CLOSE || left.words.len().max(right.words.len()) > MOST_WORDS {
        return Vec::new();
    }
    gaps(&anchors(&left, &right), left.words.len(), right.words.len())
        .into_iter()
        .filter(|gap| is_replacement(&left, &right, gap))
        .filter_map(|gap| change(&left, &right, &gap, source, target))
        .collect()
}

/// The words of a sentence, marks left out.
struct Side<'a> {
    witness: &'a Witness,
    words: Vec<&'a Token>,
}

impl<'a> Side<'a> {
    fn of(story: &StoryContext<'a>, place: Place) -> Option<Self> {
        let witness = story.witnesses.get(place.witness)?;
        let tokens = witness.sentence_tokens(story.sentence(place)?);
        let words = tokens
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .collect();
        Some(Self { witness, words })
    }

    fn span(&self, range: Range<usize>) -> Option<TextSpan> {
        let words = self.words.get(range)?;
        Some(words.first()?.span.cover(words.last()?.span))
    }
}

/// Index pairs of words that agree, by the longest common subsequence of stems (Wagner and Fischer
/// 1974), content words weighing more than function words.
fn anchors(left: &Side, right: &Side) -> Vec<[usize; 2]> {
    let (rows, columns) = (left.words.len(), right.words.len());
    let mut best = vec![0_u32; (rows + 1) * (columns + 1)];
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let (a, b) = (left.words[row], right.words[column]);
            let gain = if a.stem == b.stem {
                if is_content(a) { 4 } else { 1 }
            } else {
                0
            };
            let joined = if gain > 0 {
                gain + best[at(row + 1, column + 1)]
            } else {
                0
            };
            best[at(row, column)] = joined
                .max(best[at(row + 1, column)])
                .max(best[at(row, column + 1)]);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows && column < columns {
        let (a, b) = (left.words[row], right.words[column]);
        let gain = if is_content(a) { 4 } else { 1 };
        if a.stem == b.stem && best[at(row, column)] == gain + best[at(row + 1, column + 1)] {
            pairs.push([row, column]);
            (row, column) = (row + 1, column + 1);
        } else if best[at(row + 1, column)] >= best[at(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

struct Gap {
    left: Range<usize>,
    right: Range<usize>,
}

/// The stretches between neighbouring anchors; those at the ends of the sentences are left out,
/// since nothing holds their other side.
fn gaps(anchors: &[[usize; 2]], _left: usize, _right: usize) -> Vec<Gap> {
    anchors
        .windows(2)
        .filter_map(|pair| match pair {
            [[a, b], [c, d]] => Some(Gap {
                left: a + 1..*c,
                right: b + 1..*d,
            }),
            _ => None,
        })
        .filter(|gap| !gap.left.is_empty() && !gap.right.is_empty())
        .collect()
}

/// Whether a gap is a short replacement with content on both sides, held by a content word on at
/// least one side each.
fn is_replacement(left: &Side, right: &Side, gap: &Gap) -> bool {
    let words = |side: &Side, range: &Range<usize>| -> usize {
        side.words
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .filter(|t| is_content(t))
            .count()
    };
    let short = gap.left.len() <= LONGEST && gap.right.len() <= LONGEST;
    let held = |at: Option<usize>| {
        at.and_then(|i| left.words.get(i))
            .is_some_and(|t| is_content(t))
    };
    let holds = held(gap.left.start.checked_sub(1)) || held(Some(gap.left.end));
    let content = words(left, &gap.left) > 0 && words(right, &gap.right) > 0;
    short && holds && content
}

fn change(left: &Side, right: &Side, gap: &Gap, source: usize, target: usize) -> Option<Change> {
    let from = left.span(gap.left.clone())?;
    let to = right.span(gap.right.clone())?;
    let (before, after) = (left.witness.slice(from), right.witness.slice(to));
    Some(Change {
        source,
        target,
        kind: DriftKind::Changed,
        note: format!("“{before}” became “{after}”"),
        source_spans: vec![from],
        target_spans: vec![to],
    })
}

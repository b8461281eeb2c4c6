//! How a reading stands to the others: word for word, shortened, in other words.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use super::concepts::Concepts;
use super::speaker::Voice;
use crate::dossier::ReadingKind;
use crate::quotation::QuotationKind;
use crate::text::TextSpan;
use crate::witness::{Term, TokenKind, Witness};

/// A word of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) term: Term,
    /// Its concept, where it carries content.
    pub(crate) concept: Option<Term>,
    pub(crate) text: String,
    /// Where it stands, and in which span of the reading.
    pub(crate) span: TextSpan,
    pub(crate) piece: usize,
    /// Inside square or round brackets: put in by the reporter.
    pub(crate) bracketed: bool,
    pub(crate) capital: bool,
    pub(crate) number: bool,
}

/// The words of a reading that can be compared: those in quotation marks, or all of them where
/// there are none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    pub(crate) words: Vec<Word>,
    /// Holds no words in quotation marks.
    pub(crate) indirect: bool,
    /// Holds a mark of omission, or words in brackets.
    pub(crate) omits: bool,
    pub(crate) brackets: bool,
}

impl Wording {
    /// The wording of a reading.
    pub(crate) fn of(
        witnesses: &[Witness],
        reading: &Reading,
        concepts: &BTreeMap<String, Concepts>,
    ) -> Self {
        let Some(witness) = witnesses.get(reading.witness) else {
            return Self::default();
        };
        let Some(quotation) = witness.quotations.get(reading.quotation) else {
            return Self::default();
        };
        let known = concepts.get(&witness.article.metadata.language);
        let spans = quoted_spans(reading, &quotation.quoted);
        let indirect = spans.is_empty() || quotation.kind == QuotationKind::Indirect;
        let spans = if indirect {
            reading.spans.clone()
        } else {
            spans
        };
        let mut wording = Self {
            indirect,
            ..Self::default()
        };
        for (piece, span) in spans.iter().enumerate() {
            wording.read(witness, *span, piece, known);
        }
        wording
    }

    fn read(&mut self, witness: &Witness, span: TextSpan, piece: usize, known: Option<&Concepts>) {
        let mut depth = 0_u32;
        for token in super::atoms::tokens(witness, span) {
            let text = witness.slice(token.span);
            if token.kind == TokenKind::Mark {
                match text {
                    "[" | "(" => depth += 1,
                    "]" | ")" => depth = depth.saturating_sub(1),
                    "…" | "..." => self.omits = true,
                    _ => {}
                }
                continue;
            }
            self.brackets |= depth > 0;
            self.words.push(Word {
                term: token.word,
                concept: known.and_then(|known| known.content(token)),
                text: text.to_owned(),
                span: token.span,
                piece,
                bracketed: depth > 0,
                capital: text.starts_with(char::is_uppercase),
                number: token.kind == TokenKind::Number,
            });
        }
    }

    /// The words as they were said, without what the reporter put in.
    fn said(&self) -> Vec<Term> {
        self.words
            .iter()
            .filter(|word| !word.bracketed)
            .map(|word| word.term)
            .collect()
    }

    fn content(&self) -> BTreeSet<Term> {
        self.words.iter().filter_map(|word| word.concept).collect()
    }
}

fn quoted_spans(reading: &Reading, quoted: &[TextSpan]) -> Vec<TextSpan> {
    let mut spans = Vec::new();
    for span in &reading.spans {
        for quote in quoted.iter().filter(|quote| quote.overlaps(*span)) {
            spans.push(TextSpan::new(
                quote.start.max(span.start),
                quote.end.min(span.end),
            ));
        }
    }
    spans
}

/// From this share of words in common, in order, readings differ only in single words.
const NEARLY_SAME: f32 = 0.72;
/// From this share on, the shorter reading is an extract of the longer.
const EXTRACT: f32 = 0.9;

/// The kinds of readings, given who is taken to have spoken.
pub(crate) fn classify(
    wordings: &[Wording],
    voices: &[Voice],
    speaker: &Voice,
) -> Vec<ReadingKind> {
    let said: Vec<Vec<Term>> = wordings.iter().map(Wording::said).collect();
    let mut kinds = Vec::with_capacity(wordings.len());
    for (index, wording) in wordings.iter().enumerate() {
        let voice = voices.get(index);
        if voice.is_some_and(|voice| !voice.may_be(speaker)) {
            kinds.push(ReadingKind::Misattributed);
            continue;
        }
        if wording.indirect {
            kinds.push(ReadingKind::Indirect);
            continue;
        }
        let others = (0..wordings.len()).filter(|other| {
            *other != index
                && wordings
                    .get(*other)
                    .is_some_and(|wording| !wording.indirect)
        });
        let best = others
            .filter_map(|other| {
                Some(against(
                    wording,
                    said.get(index)?,
                    wordings.get(other)?,
                    said.get(other)?,
                ))
            })
            .min();
        kinds.push(best.map_or(ReadingKind::Verbatim, ranked));
    }
    kinds
}

/// How a reading stands to another, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Bracketed,
    Verbatim,
    Elided,
    Altered,
    Translation,
}

const fn ranked(standing: Standing) -> ReadingKind {
    match standing {
        Standing::Bracketed => ReadingKind::Bracketed,
        Standing::Verbatim => ReadingKind::Verbatim,
        Standing::Elided => ReadingKind::Elided,
        Standing::Altered => ReadingKind::Altered,
        Standing::Translation => ReadingKind::Translation,
    }
}

fn against(mine: &Wording, said: &[Term], theirs: &Wording, other: &[Term]) -> Standing {
    let common = longest_common(said, other) as f32;
    let (shorter, longer) = (
        said.len().min(other.len()).max(1) as f32,
        said.len().max(other.len()).max(1) as f32,
    );
    let same = common / longer;
    let contained = common / shorter;
    let agrees = same >= 0.999 || contained >= EXTRACT && shorter > 1.0;
    if agrees && mine.brackets {
        return Standing::Bracketed;
    }
    if same >= 0.999 {
        return Standing::Verbatim;
    }
    if agrees && said.len() < other.len() {
        return if contained >= 0.999 || mine.omits || shorter >= 4.0 {
            Standing::Elided
        } else {
            Standing::Altered
        };
    }
    if agrees && (contained >= 0.999 || theirs.omits) {
        return Standing::Verbatim;
    }
    if same >= NEARLY_SAME
        || contained >= NEARLY_SAME && shared_content(mine, theirs) >= NEARLY_SAME
    {
        return Standing::Altered;
    }
    Standing::Translation
}

fn shared_content(mine: &Wording, theirs: &Wording) -> f32 {
    let (a, b) = (mine.content(), theirs.content());
    a.intersection(&b).count() as f32 / a.len().min(b.len()).max(1) as f32
}

/// Longest readings, in words, that are compared in full.
const LONGEST: usize = 600;

/// Length of the longest common subsequence (Wagner and Fischer 1974), in two rows.
pub(crate) fn longest_common(left: &[Term], right: &[Term]) -> usize {
    let right = right.get(..right.len().min(LONGEST)).unwrap_or(right);
    let mut row = vec![0_usize; right.len() + 1];
    for a in left.iter().take(LONGEST) {
        let mut diagonal = 0;
        for (at, b) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

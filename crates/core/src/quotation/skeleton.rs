//! A part of a report as a row of words and whole quotations, cut into sentences.
//!
//! What stands between quotation marks is one unit: a full stop inside never ends the sentence
//! that reports it, and a verb inside never reports anything.

use std::ops::Range;

use super::lexicon::{Classes, Frames, Lexicon};
use super::marks::Quoted;
use crate::text::TextSpan;
use crate::witness::{Term, TokenKind, Witness};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Mark,
    /// Words between marks, by their index in the list of quoted words.
    Quote(usize),
}

/// A word, a mark or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit<'a> {
    pub(crate) span: TextSpan,
    pub(crate) text: &'a str,
    pub(crate) kind: Kind,
    pub(crate) term: Term,
    pub(crate) classes: Classes,
    pub(crate) verb: Option<Frames>,
    pub(crate) noun: Option<Frames>,
    /// Begins with a capital letter.
    pub(crate) capital: bool,
}

impl Unit<'_> {
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    pub(crate) fn is_mark(&self, marks: &str) -> bool {
        self.kind == Kind::Mark && self.text.chars().all(|c| marks.contains(c))
    }

    pub(crate) fn is_comma(&self) -> bool {
        self.kind == Kind::Mark && self.text == ","
    }

    pub(crate) fn is_colon(&self) -> bool {
        self.kind == Kind::Mark && self.text == ":"
    }

    pub(crate) fn is_dash(&self) -> bool {
        self.is_mark("-–—―") && !self.text.is_empty()
    }

    pub(crate) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Quoted words that end with one of these.
    pub(crate) fn ends_quoted(&self, marks: &str) -> bool {
        self.is_quote() && self.text.ends_with(|last| marks.contains(last))
    }

    /// Quoted words that begin like a sentence.
    pub(crate) fn opens_sentence(&self) -> bool {
        self.is_quote() && self.text.starts_with(char::is_uppercase)
    }

    /// Words between marks that are a sentence of their own.
    pub(crate) fn is_speech(&self) -> bool {
        const FEWEST_WORDS: usize = 3;
        let words = self.text.split_whitespace().count();
        self.opens_sentence() && self.ends_quoted(".,!?…") && words >= FEWEST_WORDS
    }

    /// What looks like a present participle.
    pub(crate) fn ends_in_ing(&self) -> bool {
        self.is_word() && self.text.len() > 4 && self.text.ends_with("ing") && !self.capital
    }

    /// A verb of speech in the past, or what looks like any verb in the past.
    pub(crate) fn is_past(&self) -> bool {
        self.verb.is_some_and(|frames| frames.any(Frames::Past))
            || self.is_word() && !self.capital && self.text.len() > 4 && self.text.ends_with("ed")
    }

    /// A verb of speech in the present, or what looks like any verb but its plain form.
    pub(crate) fn is_predicate(&self) -> bool {
        self.is_past()
            || self.ends_in_ing()
            || self.verb.is_some_and(|frames| frames.any(Frames::Present))
    }

    /// Ends a phrase: a comma, a colon, a dash, a quotation.
    pub(crate) fn is_edge(&self) -> bool {
        self.is_quote()
            || self.is_comma()
            || self.is_colon()
            || self.is_dash()
            || self.is_mark(";.?!…")
    }
}

/// Most units of a line: what has more is no sentence, and is read piece by piece, so that a text
/// without full stops takes no longer than its length.
const LONGEST_LINE: usize = 600;

/// A sentence of a skeleton.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) part: usize,
    pub(crate) units: Range<usize>,
}

/// All kept parts as units and sentences.
#[derive(Debug, Default)]
pub(crate) struct Skeleton<'a> {
    pub(crate) units: Vec<Unit<'a>>,
    pub(crate) lines: Vec<Line>,
}

impl<'a> Skeleton<'a> {
    /// Lays the units of a witness out.
    pub(crate) fn of(witness: &'a Witness, quoted: &[Quoted], lexicon: &Lexicon) -> Self {
        let mut skeleton = Self::default();
        let mut next_quote = 0;
        let mut first = 0;
        for (index, sentence) in witness.sentences.iter().enumerate() {
            for token in witness.sentence_tokens(sentence) {
                while let Some(quote) = quoted.get(next_quote)
                    && quote.outer.start <= token.span.start
                {
                    skeleton.push_quote(witness, quote, next_quote);
                    next_quote += 1;
                }
                let inside = next_quote
                    .checked_sub(1)
                    .and_then(|last| quoted.get(last))
                    .is_some_and(|last| token.span.start < last.outer.end);
                if !inside {
                    skeleton.push_word(witness, token.span, token.kind, token.word, lexicon);
                }
            }
            let next = witness.sentences.get(index + 1);
            let part_ends = next.is_none_or(|next| next.part != sentence.part);
            let inside = quoted
                .get(next_quote.wrapping_sub(1))
                .is_some_and(|last| sentence.span.end < last.outer.end);
            let after_quote = skeleton.units.last().is_some_and(Unit::is_quote);
            if part_ends || !(inside || after_quote) {
                skeleton.end_line(sentence.part, &mut first);
            }
        }
        skeleton.mark_expressions(lexicon);
        skeleton.mark_unlisted_verbs(lexicon);
        skeleton.split_after_quotes(quoted);
        skeleton
    }

    /// The units of a sentence.
    pub(crate) fn line(&self, line: &Line) -> &[Unit<'a>] {
        self.units.get(line.units.clone()).unwrap_or_default()
    }

    fn push_quote(&mut self, witness: &'a Witness, quote: &Quoted, index: usize) {
        self.units.push(Unit {
            span: quote.outer,
            text: witness.slice(quote.inner),
            kind: Kind::Quote(index),
            term: Term(0),
            classes: Classes::default(),
            verb: None,
            noun: None,
            capital: false,
        });
    }

    fn push_word(
        &mut self,
        witness: &'a Witness,
        span: TextSpan,
        kind: TokenKind,
        word: Term,
        lexicon: &Lexicon,
    ) {
        let text = witness.slice(span);
        let is_mark = kind == TokenKind::Mark;
        let capital = text.starts_with(char::is_uppercase);
        // "United States" reports nothing; "Said Orla Quane" does.
        let named = capital && self.units.last().is_some_and(|before| before.is_word());
        self.units.push(Unit {
            span,
            text,
            kind: if is_mark { Kind::Mark } else { Kind::Word },
            term: word,
            classes: lexicon.classes(word),
            verb: lexicon
                .verb(word)
                .or_else(|| lexicon.misspelt_verb(text))
                .filter(|_| !named),
            noun: lexicon.noun(word).filter(|_| !named),
            capital,
        });
    }

    /// "made it clear": the last word stands for the verb, those before it only help.
    fn mark_expressions(&mut self, lexicon: &Lexicon) {
        for at in 0..self.units.len() {
            let Some(first) = self.units.get(at).filter(|unit| unit.is_word()) else {
                continue;
            };
            let fits = |words: &[Term]| {
                let here = self.units.get(at..at + words.len()).unwrap_or_default();
                here.len() == words.len()
                    && here
                        .iter()
                        .zip(words)
                        .all(|(unit, word)| unit.term == *word)
            };
            let all = lexicon.expressions(first.term);
            let Some(found) = all.iter().find(|expression| fits(&expression.words)) else {
                continue;
            };
            let last = at + found.words.len() - 1;
            for unit in self.units.get_mut(at..=last).unwrap_or_default() {
                (unit.verb, unit.noun) = (None, None);
                unit.classes = Classes::Adverb.and(Classes::Leading);
            }
            if let Some(unit) = self.units.get_mut(last) {
                unit.verb = Some(found.frames);
                unit.classes = Classes::default();
            }
        }
    }

    /// A verb that is not listed, or not with this use, reports something where a clause with "that"
    /// follows it, or what it takes somebody "as", between marks.
    fn mark_unlisted_verbs(&mut self, lexicon: &Lexicon) {
        for at in 1..self.units.len() {
            let Some(unit) = self.units.get(at) else {
                continue;
            };
            let silent = unit.noun.is_some() || unit.capital || unit.is(Classes::Adverb);
            if silent || !unit.is_word() {
                continue;
            }
            let frames = if self.clause_with_that(at + 1) {
                lexicon.verb_of_clause(unit.text, unit.term)
            } else if self.named_between_marks(at + 1) {
                lexicon.verb_of_naming(unit.text)
            } else {
                continue;
            };
            let helped = self.units.get(at - 1).is_some_and(|before| {
                before.is(Classes::To
                    .and(Classes::Auxiliary)
                    .and(Classes::Subject)
                    .and(Classes::Adverb))
                    || before.text.ends_with('s') && !before.text.ends_with("ss")
                    || before.text.ends_with("ly")
            });
            let fits = frames.filter(|frames| helped || !frames.any(Frames::Base));
            if let (Some(unit), Some(frames)) = (self.units.get_mut(at), fits) {
                unit.verb = Some(unit.verb.unwrap_or_default().and(frames));
            }
        }
    }

    /// Within a few words and without a mark, "as" and a quotation.
    fn named_between_marks(&self, from: usize) -> bool {
        const REACH: usize = 12;
        /// From "as" to the quotation: `as a deeply "unfair" step`.
        const NEAR: usize = 4;
        let plain = |unit: &&Unit<'_>| unit.is_word() || unit.is_dash();
        let clause = Classes::Auxiliary
            .and(Classes::Subordinator)
            .and(Classes::Wh)
            .and(Classes::Relative);
        let one_clause =
            |unit: &&Unit<'_>| plain(unit) && (unit.is(Classes::Naming) || !unit.is(clause));
        let ahead = self
            .units
            .iter()
            .skip(from)
            .take(REACH)
            .take_while(one_clause);
        let mut namings = ahead
            .enumerate()
            .filter(|(_, unit)| unit.is(Classes::Naming));
        let Some((naming, _)) = namings.next().filter(|(k, _)| *k > 0) else {
            return false;
        };
        let behind = self.units.iter().skip(from + naming + 1).take(NEAR);
        behind
            .take_while(|unit| plain(unit) || unit.is_quote())
            .any(Unit::is_quote)
    }

    /// "that" and, before the next mark, a word that only a clause holds.
    fn clause_with_that(&self, at: usize) -> bool {
        const REACH: usize = 14;
        let that = self
            .units
            .get(at)
            .is_some_and(|unit| unit.is(Classes::That));
        let mut rest = self.units.iter().skip(at + 1).take(REACH);
        let subject = rest.clone().next().is_some_and(|unit| {
            unit.is_word() && !unit.is(Classes::Auxiliary.and(Classes::Preposition))
                || unit.is_quote()
        });
        that && subject
            && rest.any(|unit| {
                unit.is(Classes::Auxiliary.and(Classes::Finite))
                    || unit.verb.is_some()
                    || unit.is_quote()
            })
    }

    fn end_line(&mut self, part: usize, first: &mut usize) {
        let end = self.units.len();
        while *first < end {
            let units = *first..end.min(*first + LONGEST_LINE);
            *first = units.end;
            self.lines.push(Line { part, units });
        }
    }

    /// A quotation that ends in a full stop ends its sentence; so does one that ends in a question
    /// or exclamation mark, unless its attribution follows.
    fn split_after_quotes(&mut self, quoted: &[Quoted]) {
        let lines = std::mem::take(&mut self.lines);
        for line in lines {
            let mut first = line.units.start;
            for at in line.units.clone() {
                let next = at + 1;
                if next < line.units.end && self.ends_sentence(at, next, quoted) {
                    self.lines.push(Line {
                        part: line.part,
                        units: first..next,
                    });
                    first = next;
                }
            }
            self.lines.push(Line {
                part: line.part,
                units: first..line.units.end,
            });
        }
    }

    fn ends_sentence(&self, at: usize, next: usize, quoted: &[Quoted]) -> bool {
        let (Some(unit), Some(following)) = (self.units.get(at), self.units.get(next)) else {
            return false;
        };
        let Kind::Quote(index) = unit.kind else {
            return false;
        };
        let last = unit.text.chars().next_back().unwrap_or(' ');
        let left_open = quoted.get(index).is_some_and(|quote| quote.left_open);
        if left_open && following.is_quote() {
            return true;
        }
        let opens = following.is_quote() || following.capital;
        match last {
            '.' | '…' => opens,
            '!' | '?' => opens && (following.is_quote() || !self.attribution_follows(next)),
            _ => false,
        }
    }

    /// Whether a name or pronoun and a verb of speech follow closely.
    fn attribution_follows(&self, from: usize) -> bool {
        self.units
            .iter()
            .skip(from)
            .take(8)
            .take_while(|unit| !unit.is_mark(".?!:") && !unit.is_quote())
            .any(|unit| unit.verb.is_some_and(|frames| frames.any(Frames::Quote)))
    }
}

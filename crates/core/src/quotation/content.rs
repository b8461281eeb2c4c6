//! Where reported words begin and end.

use super::clause::Reader;
use super::lexicon::{Classes, Frames};
use super::skeleton::Unit;
use crate::witness::Term;

/// What a verb of speech opens with a word of its own, behind the person spoken to.
const OPENED: Frames = Frames::Bare
    .and(Frames::That)
    .and(Frames::To)
    .and(Frames::Wh);

impl Reader<'_, '_> {
    /// Where the content begins after a verb, past the person spoken to and the circumstances.
    pub(super) fn content_start(&self, from: usize, frames: Frames) -> Option<usize> {
        let mut at = from;
        while self.is(at, |unit| {
            unit.is(Classes::Adverb) && !unit.is(Classes::Conjunction)
                || unit.is(Classes::Time) && !unit.is(Classes::Preposition)
        }) || self.manner(at)
        {
            at += 1;
        }
        // "acknowledged, however, that"
        let aside = self.is(at, Unit::is_comma)
            && self.is(at + 2, Unit::is_comma)
            && self.is(at + 1, |unit| {
                unit.is(Classes::Adverb.and(Classes::Subordinator)) && unit.is_word()
            });
        if aside {
            at += 2;
        }
        if let Some(start) = self.direct_start(at, frames) {
            return Some(start);
        }
        if frames.any(Frames::Comma) {
            return self.after_comma(at, frames);
        }
        let opener = self.opener_within(at, frames);
        if opener.is_some() && self.is(at, Unit::is_comma) {
            return opener;
        }
        if frames.any(Frames::Tell) {
            return opener.or_else(|| self.after_addressee(at, frames));
        }
        if self.is(at, |unit| unit.is(Classes::Preposition)) {
            if opener.is_some() {
                return opener;
            }
            if frames.any(Frames::Audience) {
                return self.after_audience(at);
            }
            if frames.any(Frames::Prep) {
                return Some(at);
            }
            return self
                .after_circumstance(at)
                .filter(|_| frames.any(Frames::Bare));
        }
        if let Some(start) = opener.filter(|start| *start == at) {
            return Some(start);
        }
        let starts = self.is(at, |unit| unit.is_word() || unit.is_quote());
        (starts && frames.any(Frames::Bare.and(Frames::Object))).then_some(at)
    }

    /// Whether quoted words look like a title: two or more words, all but the small ones
    /// capitalised, and no small verb or pronoun among them as a sentence has it.
    pub(super) fn is_title(&self, text: &str) -> bool {
        let clause = Classes::Auxiliary.and(Classes::Subject);
        let lower = |word: &&str| word.starts_with(char::is_lowercase);
        let speaks = |word: &str| self.lexicon.classes(Term::of(word)).any(clause);
        let mut words = text
            .split_whitespace()
            .filter(|word| !(lower(word) && word.len() < 4 && !speaks(word)))
            .peekable();
        let several = words.clone().nth(1).is_some();
        several
            && words.all(|word| word.starts_with(char::is_uppercase))
            && !text.ends_with(['.', '!', '?', ','])
    }

    /// How it was said, before a mark or a quotation: `answers calmly: "…"`.
    fn manner(&self, at: usize) -> bool {
        self.is(at, |unit| unit.is_word() && unit.text.ends_with("ly"))
            && self.is(at + 1, |unit| {
                unit.is_comma() || unit.is_colon() || unit.is_quote()
            })
    }

    /// Where the verb stands second: the clause after the next comma, or the object.
    fn after_comma(&self, from: usize, frames: Frames) -> Option<usize> {
        let opens = |k: usize| {
            self.is(k, |unit| {
                unit.is_comma() || unit.is_colon() || unit.is_quote()
            })
        };
        let stop = (from..self.end()).find(|k| opens(*k));
        let quote = stop.filter(|stop| self.is(*stop, Unit::is_quote));
        if quote.is_some() || frames.any(Frames::Object) {
            return (from < self.end()).then_some(from);
        }
        stop.map(|stop| stop + 1)
            .filter(|start| *start < self.end())
    }

    /// The content begins right here: a quotation, a colon or comma with one, a "that".
    fn direct_start(&self, at: usize, frames: Frames) -> Option<usize> {
        let unit = self.unit(at)?;
        if unit.is_quote()
            && !self.is_title(unit.text)
            && frames.any(Frames::CLAUSE.and(Frames::Object).and(Frames::To))
        {
            return Some(at);
        }
        let next_quote = self.is(at + 1, Unit::is_quote);
        if (unit.is_comma() || unit.is_colon() || unit.is_dash())
            && next_quote
            && frames.any(Frames::CLAUSE)
        {
            return Some(at + 1);
        }
        if unit.is_colon() && frames.any(Frames::CLAUSE) {
            return Some(at + 1);
        }
        if unit.is_comma() && frames.any(Frames::Comma) && self.is(at + 1, Unit::is_word) {
            return Some(at + 1);
        }
        let comma_that = unit.is_comma() && self.is(at + 1, |next| next.is(Classes::That));
        if comma_that && frames.any(Frames::CLAUSE) {
            return Some(at + 1);
        }
        (introduces(unit, frames)).then_some(at)
    }

    /// A "that", a question word or a quotation after the person spoken to or the circumstances.
    fn opener_within(&self, from: usize, frames: Frames) -> Option<usize> {
        const REACH: usize = 16;
        for at in from..(from + REACH).min(self.end()) {
            let unit = self.unit(at)?;
            if unit.is_quote() {
                let parted = self.is(at.wrapping_sub(1), |unit| {
                    unit.is_comma() || unit.is_colon()
                });
                let programme = !parted && at > from && self.is_title(unit.text);
                if programme && self.is(at + 1, |next| next.is(Classes::That)) {
                    continue;
                }
                let said = parted && unit.is_speech() && frames.any(Frames::CLAUSE);
                let speech = (said || frames.any(Frames::Quote))
                    && !(at == from && self.is_title(unit.text))
                    && (parted || !frames.any(Frames::Object));
                return speech.then_some(at);
            }
            if unit.is_colon() {
                return frames.any(Frames::CLAUSE).then_some(at + 1);
            }
            if unit.is(Classes::That) && at > from {
                let noun_before = self.is(at - 1, |unit| unit.noun.is_some());
                return (frames.any(Frames::CLAUSE.and(Frames::Tell)) && !noun_before)
                    .then_some(at);
            }
            if unit.is(Classes::Wh) && frames.any(Frames::Wh.and(Frames::Tell)) {
                return Some(at);
            }
            if unit.is(Classes::Auxiliary
                .and(Classes::Relative)
                .and(Classes::Subject))
                || unit.is_mark(";.!?")
            {
                return None;
            }
            if unit.is_comma() && !self.is(at + 1, Unit::is_quote) && !self.comma_pair(at) {
                if self.is(at + 1, |next| next.is(Classes::That)) && at > from {
                    return frames.any(Frames::That).then_some(at + 1);
                }
                // "Salm, New Astrel".
                if !self.is(at + 1, |next| next.capital && !next.is(Classes::Subject)) {
                    return None;
                }
            }
        }
        None
    }

    /// A short apposition between commas follows.
    fn comma_pair(&self, at: usize) -> bool {
        (at + 1..(at + 10).min(self.end())).any(|k| self.is(k, Unit::is_comma))
    }

    /// `told reporters he would come`: the clause begins with the next subject.
    fn after_addressee(&self, from: usize, frames: Frames) -> Option<usize> {
        const REACH: usize = 7;
        // "called on the council to act": whom, then what.
        let upon = self.is(from, |unit| matches!(unit.text, "on" | "upon"));
        let names = !frames.any(OPENED) && !upon;
        if frames.any(Frames::Object) && (names || !frames.any(Frames::CLAUSE)) {
            return Some(from);
        }
        let mut seen_lower = self.is(from, |unit| {
            unit.is(Classes::Subject.and(Classes::Possessive))
        });
        for at in from + 1..(from + REACH).min(self.end()) {
            let unit = self.unit(at)?;
            if unit.is_edge() {
                break;
            }
            let starts = unit.is(Classes::Subject.and(Classes::Determiner).and(Classes::To))
                || unit.capital && seen_lower;
            let within = self.is(at - 1, |before| {
                before.is(Classes::Preposition.and(Classes::Determiner))
                    && !before.is(Classes::Subject)
            });
            if starts && !within {
                return Some(at);
            }
            seen_lower |= !unit.capital && !unit.is(Classes::Determiner);
        }
        (!frames.any(Frames::Strong)).then_some(from)
    }

    /// `spoke to the press at length about the wall`: what it was about.
    fn after_audience(&self, from: usize) -> Option<usize> {
        const REACH: usize = 10;
        let about = |unit: &Unit<'_>| unit.is(Classes::Topic);
        let ahead = (from..(from + REACH).min(self.end()))
            .take_while(|k| self.is(*k, |unit| !unit.is_edge() || unit.is_dash()));
        let found = ahead.clone().find(|k| self.is(*k, about));
        let to = self.is(from, |unit| unit.is(Classes::To) || unit.text == "with");
        found.or(Some(from).filter(|_| !to))
    }

    /// `said in a statement the wall held`: past a phrase of time or occasion.
    fn after_circumstance(&self, from: usize) -> Option<usize> {
        const REACH: usize = 10;
        let mut end = None;
        for at in from..(from + REACH).min(self.end()) {
            let unit = self.unit(at)?;
            if unit.is_edge() {
                break;
            }
            if unit.is(Classes::Time) || self.lexicon.is_occasion(unit.term) {
                end = Some(at + 1);
            } else if end == Some(at) && !unit.is(Classes::Preposition) {
                break;
            }
        }
        end.filter(|end| {
            self.is(*end, |unit| {
                unit.is_quote() || unit.is_word() && !unit.is(Classes::Conjunction)
            })
        })
    }
}

/// Whether a unit opens the content of a verb or noun with these frames.
pub(super) fn introduces(unit: &Unit<'_>, frames: Frames) -> bool {
    unit.is(Classes::That) && frames.any(Frames::That.and(Frames::Strong))
        || unit.is(Classes::Wh) && frames.any(Frames::Wh)
        || unit.is(Classes::To) && frames.any(Frames::To)
        || unit.is(Classes::Preposition) && !unit.is(Classes::To) && preposition_fits(unit, frames)
}

fn preposition_fits(unit: &Unit<'_>, frames: Frames) -> bool {
    match unit.text {
        "of" => frames.any(Frames::Of),
        "for" => frames.any(Frames::For),
        "on" => frames.any(Frames::On),
        "about" => frames.any(Frames::About),
        "over" => frames.any(Frames::Over),
        _ => false,
    }
}

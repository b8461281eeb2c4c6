//! Attributions that come after what they report, or interrupt it.

#![allow(
    clippy::single_range_in_vec_init,
    reason = "the content of a report is a list of ranges"
)]

use std::ops::Range;

use super::clause::Reader;
use super::lexicon::{Classes, Frames};
use super::skeleton::{Kind, Unit};
use super::subject::{Relation, Subject};

impl Reader<'_, '_> {
    /// Whether the verb closes or interrupts what it reports: `…, Quane said` at the end or
    /// between two commas.
    pub(super) fn closes(&self, at: usize, subject: &Subject) -> bool {
        let frames = self.unit(at).and_then(|unit| unit.verb).unwrap_or_default();
        if !frames.any(Frames::CLAUSE) || subject.first == 0 {
            return false;
        }
        let as_said = self.is(subject.first - 1, |unit| {
            unit.is(Classes::Subordinator.and(Classes::Preposition)) && unit.text == "as"
        });
        let before = (subject.first - 1).saturating_sub(usize::from(as_said));
        let parted = match subject.relation {
            Relation::Before | Relation::After => self.is(before, |unit| {
                unit.is_comma() || unit.is_quote() || unit.is_dash() || unit.is_mark("…?!")
            }),
            Relation::Shared => self.is(before, Unit::is_quote) && subject.first == at,
            Relation::Relative | Relation::Unnamed => false,
        };
        let opens = self.is(self.covered, |unit| {
            unit.is(Classes::Preposition.and(Classes::Subordinator))
        });
        let left = self.units.get(self.covered..before).unwrap_or_default();
        let subordinate = self.is(self.covered, |unit| unit.is(Classes::Subordinator));
        let quoted = left.iter().any(Unit::is_quote);
        let spoken = self.is(before, Unit::is_quote);
        let clause = left.iter().any(|unit| unit.is(Classes::Auxiliary));
        let introduction = opens && !spoken && (subordinate || !quoted && !clause);
        if introduction
            && !self.is(self.after_verb(at, subject), |unit| {
                unit.is_comma() || unit.kind == Kind::Mark
            })
        {
            return false;
        }
        // "…," Quane said before adding that: the comma inside the marks leaves no doubt.
        let opening =
            before == 0 && self.is(0, |unit| unit.opens_sentence() && unit.ends_quoted(","));
        let after = self.after_verb(at, subject);
        let goes_on = self.is(after, |unit| unit.is(Classes::Subordinator))
            && self.is(after + 1, |unit| unit.ends_in_ing() && unit.verb.is_some());
        if opening && goes_on && subject.relation == Relation::Before {
            return true;
        }
        let interrupts = self.is(self.after_verb(at, subject), Unit::is_comma);
        parted
            && (before >= 2
                || self.is(before.wrapping_sub(1), Unit::is_quote)
                || interrupts
                || self.is(before, Unit::is_quote))
            && self.nothing_follows(self.after_verb(at, subject))
    }

    pub(super) fn after_verb(&self, at: usize, subject: &Subject) -> usize {
        match subject.relation {
            Relation::After => subject.units.end,
            _ => at + 1,
        }
    }

    /// Whether only circumstances follow up to a comma or the end: no "that", no clause.
    fn nothing_follows(&self, from: usize) -> bool {
        let Some(next) = self.unit(from) else {
            return true;
        };
        let quoted = (0..from).any(|k| self.is(k, Unit::is_quote));
        if next.is_comma() || next.is_mark(".;!?") || next.is_dash() {
            return quoted || !self.is(from + 1, Unit::is_quote);
        }
        if next.is_quote() {
            return self.is(0, Unit::is_quote);
        }
        let circumstance = |unit: &Unit<'_>| {
            unit.is(Classes::Preposition
                .and(Classes::Time)
                .and(Classes::Adverb)
                .and(Classes::Subordinator))
        };
        let tell = self.is(from.wrapping_sub(1), |unit| {
            unit.verb.is_some_and(|frames| frames.any(Frames::Tell))
        });
        if !(circumstance(next)
            || tell
            || next.is_mark("(")
            || next.is(Classes::Conjunction)
            || quoted && next.ends_in_ing()
            || next.text.ends_with("ly"))
        {
            return false;
        }
        let rest = self.units.get(from..).unwrap_or_default();
        let stop = rest.iter().position(|unit| {
            unit.is_comma() || unit.is_quote() || unit.is_colon() || unit.is(Classes::That)
        });
        match stop.and_then(|k| rest.get(k)) {
            None => true,
            Some(unit) => {
                unit.is_comma()
                    && (quoted || !self.is(from + stop.unwrap_or(0) + 1, Unit::is_quote))
                    || unit.is_quote() && quoted
            }
        }
    }

    /// `Content, X said` and `Content, X said, more content`.
    pub(super) fn closing(&mut self, at: usize, subject: &Subject) {
        let speaker = self.speaker_of(subject, at);
        let mut end = subject.first;
        while end > self.covered
            && self.is(end - 1, |unit| {
                unit.is_comma() || unit.is_dash() || unit.text == "as"
            })
        {
            end -= 1;
        }
        let start = self.closed_start(end);
        let after = self.after_verb(at, subject);
        let mut runs = vec![start..end];
        let quoted = self.is(end.wrapping_sub(1), Unit::is_quote);
        let opens = self.is(start, |unit| {
            unit.is(Classes::Subordinator.and(Classes::Preposition)) && unit.is_word()
        });
        let next = self.next_clause(after, quoted, subject.relation);
        let next = next.or_else(|| self.main_part(after, opens && !quoted));
        if let Some(next) = next {
            runs.push(next);
        }
        self.covered = runs.last().map_or(after, |run| run.end).max(after);
        self.push(runs, at..at + 1, speaker, self.addressee(at), false);
    }

    /// Where what an attribution closes begins: with the quotation before it, where that is a
    /// sentence of its own behind other words (`The mayor weighed in, "We are safe," she said`).
    fn closed_start(&self, end: usize) -> usize {
        let quote = end.wrapping_sub(1);
        let parted = quote > self.covered
            && self.is(quote - 1, |unit| {
                unit.is_comma() || unit.is_colon() || unit.is_dash() || unit.is_mark("(")
            });
        if parted && self.is(quote, Unit::opens_sentence) {
            quote
        } else {
            self.covered
        }
    }

    /// What goes on after an attribution that interrupts: `…," X said, "…"`.
    fn next_clause(&self, after: usize, quoted: bool, relation: Relation) -> Option<Range<usize>> {
        let parted = |k: &usize| {
            self.is(*k, |unit| {
                unit.is_comma() || unit.is_quote() || unit.is_dash() || unit.is_mark(";:")
            })
        };
        // The name of a programme is no more of what was said ("Quane told “Harbour Morning”").
        let named = |k: &usize| {
            self.is(*k, |unit| unit.is_quote() && self.is_title(unit.text))
                && !self.is(*k - 1, |unit| {
                    unit.is_comma() || unit.is_colon() || unit.is_dash()
                })
        };
        let comma = (after..self.end()).find(|k| parted(k) && !named(k))?;
        let next = if self.is(comma, Unit::is_quote) {
            comma
        } else {
            comma + 1
        };
        let start = if self.is(next, Unit::is_quote) {
            Some(next)
        } else {
            self.later_quote(next, quoted)
        };
        if let Some(start) = start {
            return Some(start..self.content_end(start, Frames::CLAUSE));
        }
        let rest = || next..self.content_end(next, Frames::CLAUSE);
        let that = self.is(next, |unit| {
            unit.is(Classes::That) && !unit.is(Classes::Subject)
        });
        if comma == after && self.is(next, |unit| unit.is(Classes::Auxiliary)) || that {
            return Some(rest());
        }
        if quoted || self.joined(next) || self.end() - comma < 4 {
            return None;
        }
        let goes_on = self.is(next, |unit| unit.is(Classes::Auxiliary));
        // Behind "said Orla Quane," stands who she is.
        let clause = comma == after
            && (relation != Relation::After || self.lexicon.comma_parts())
            && !self.is(next, |unit| unit.is(Classes::Preposition));
        (goes_on || clause).then(rest)
    }

    /// What follows an attribution between two commas, where only a subordinate part stands before
    /// it: `While some left, she added, staying was right`.
    fn main_part(&self, after: usize, opens: bool) -> Option<Range<usize>> {
        let next = after + 1;
        let reports = self.is(next, |unit| unit.verb.is_some());
        (opens && self.is(after, Unit::is_comma) && next < self.end() && !reports)
            .then(|| next..self.content_end(next, Frames::CLAUSE))
    }

    /// The next quotation after circumstances that hold commas, where nobody else speaks before.
    fn later_quote(&self, from: usize, quoted: bool) -> Option<usize> {
        if !quoted {
            return None;
        }
        let speaks = |unit: &Unit<'_>| {
            unit.verb
                .is_some_and(|frames| frames.any(Frames::CLAUSE.and(Frames::Object)))
        };
        let stop = (from..self.end()).find(|k| {
            self.is(*k, |unit| {
                unit.is_quote() || speaks(unit) || unit.is(Classes::That.and(Classes::Auxiliary))
            })
        })?;
        let joins = self.is(stop.wrapping_sub(1), |unit| {
            unit.is_comma() || unit.is_colon() || unit.is_dash() || unit.is(Classes::Conjunction)
        });
        (joins && self.is(stop, Unit::is_quote)).then_some(stop)
    }
}

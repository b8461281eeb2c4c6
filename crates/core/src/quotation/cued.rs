//! Quotations that no clause reports: behind a colon, or straight behind a verb of speech.

#![allow(
    clippy::single_range_in_vec_init,
    reason = "the content of a report is a list of ranges"
)]

use std::ops::Range;

use super::clause::Reader;
use super::lexicon::{Classes, Frames};
use super::phrase::{phrase_after, phrase_before};
use super::skeleton::Unit;

/// The longest name of a source in brackets, in units.
const LONGEST_SOURCE: usize = 8;

impl Reader<'_, '_> {
    /// `The board took it badly: "…"`: a quotation after a colon, though no verb of speech stands
    /// before it.
    pub(super) fn colon_quote(&mut self) {
        for colon in 0..self.end() {
            let quote = colon + 1;
            if !self.is(colon, Unit::is_colon)
                || !self.is(quote, Unit::is_quote)
                || self.is_reported(quote)
            {
                continue;
            }
            let words = self
                .unit(quote)
                .map_or(0, |unit| unit.text.split_whitespace().count());
            if words > 2 && (self.found.is_empty() || self.is(quote, Unit::is_speech)) {
                let speaker = self.first_subject(colon);
                self.push(vec![quote..quote + 1], colon..quote, speaker, 0..0, false);
            }
        }
    }

    /// Quotations straight behind a verb of speech that no clause was found for: `was asked, "…"`,
    /// `a statement saying "…"`, `as if to say, "…"`.
    pub(super) fn cued_quotes(&mut self) {
        for at in 1..self.end() {
            let coined = self.is(at.wrapping_sub(2), |unit| unit.text == "-");
            if !self.is(at, Unit::is_quote) || coined || self.is_reported(at) {
                continue;
            }
            let parted = self.is(at - 1, |unit| unit.is_comma() || unit.is_colon());
            let sentence = self.is(at, |unit| {
                unit.opens_sentence() && unit.ends_quoted(".,!?…")
            });
            let speaks = |k: usize| {
                self.is(k, |unit| {
                    unit.verb.is_some_and(|frames| {
                        frames.any(Frames::CLAUSE)
                            && (parted || sentence || !frames.any(Frames::Noun))
                    })
                })
            };
            let last = at - 1 - usize::from(parted && at > 1);
            let voice = self.is(last, Unit::ends_in_ing) && self.is(at, Unit::is_speech);
            let cue = Some(last).filter(|k| speaks(*k) || voice);
            let cue = cue.or_else(|| self.cue_before(at - 1).filter(|_| parted));
            let cue = cue.or_else(|| self.opening_cue().filter(|_| parted && sentence));
            let whole = sentence || !self.is(at, |unit| self.is_title(unit.text));
            if let (Some(verb), true) = (cue, whole) {
                let speaker = self.speaker_of_cue(verb);
                let end = self.last_joined_quote(at) + 1;
                self.push(vec![at..end], verb..verb + 1, speaker, 0..0, false);
            }
        }
    }

    /// The last of several quotations in a row: `"Open!" and "Open now!"`.
    fn last_joined_quote(&self, first: usize) -> usize {
        let mut last = first;
        while self.is(last + 1, |unit| {
            unit.is_comma() || unit.is(Classes::Conjunction)
        }) && self.is(last + 2, Unit::is_quote)
        {
            last += 2;
        }
        last
    }

    /// `Just then the door opened, "We are safe."`: a sentence between marks that closes another
    /// behind its comma is said, whatever the verb.
    pub(super) fn closing_speech(&mut self) {
        let Some(at) = self.end().checked_sub(1).filter(|at| *at > 2) else {
            return;
        };
        let parted = self.is(at - 1, Unit::is_comma);
        let title = self.is(at, |unit| {
            self.is_title(unit.text.trim_end_matches(['.', '!', '?']))
        });
        if parted && self.is(at, Unit::is_speech) && !title && !self.is_reported(at) {
            // "Quane sings, '…'"; behind anything else nobody is named for sure.
            let acts = self.is(at - 2, |unit| self.lexicon.shape(unit.text).is_some());
            let last = at.checked_sub(3).filter(|_| acts);
            let speaker = last.and_then(|last| phrase_before(self.units, last));
            self.push(
                vec![at..at + 1],
                at - 1..at,
                speaker.unwrap_or(0..0),
                0..0,
                false,
            );
        }
    }

    /// `"…" [Harbour Gazette.]`: a quotation with its source in brackets behind it.
    pub(super) fn sourced_quotes(&mut self) {
        for open in 1..self.end() {
            if !self.is(open, |unit| unit.is_mark("[")) || !self.is(open - 1, Unit::is_quote) {
                continue;
            }
            let close = (open + 1..self.end()).find(|k| self.is(*k, |unit| unit.is_mark("]")));
            let Some(close) = close.filter(|_| !self.is_reported(open - 1)) else {
                continue;
            };
            let named = self.is(open + 1, |unit| unit.is_word() && unit.capital);
            let last = close - usize::from(self.is(close - 1, |unit| unit.text == "."));
            if named && close - open <= LONGEST_SOURCE {
                self.push(
                    vec![open - 1..open],
                    open..open + 1,
                    open + 1..last,
                    0..0,
                    false,
                );
            }
        }
    }

    /// `chants of "Open the gate!"`: a noun of speech with its quotation, whoever's it was.
    pub(super) fn quotes_of_nouns(&mut self) {
        for at in 2..self.end() {
            if !self.is(at, Unit::is_quote) || self.is_reported(at) {
                continue;
            }
            let noun = |k: usize| {
                self.is(k, |unit| {
                    unit.noun.is_some_and(|frames| frames.any(Frames::Quote))
                })
            };
            let of = self.is(at - 1, |unit| unit.is(Classes::Preposition)) && noun(at - 2);
            // "used the phrase 'safe harbour'"
            let used = (at.saturating_sub(5)..at - 1)
                .any(|k| self.is(k, |unit| unit.is(Classes::Speaking)));
            if of {
                let end = self.last_joined_quote(at) + 1;
                self.push(vec![at..end], at - 2..at - 1, 0..0, 0..0, false);
            } else if noun(at - 1) && used {
                let speaker = self.first_subject(at - 2);
                self.push(vec![at..at + 1], at - 1..at, speaker, 0..0, false);
            }
        }
    }

    fn is_reported(&self, at: usize) -> bool {
        let mut contents = self.found.iter().flat_map(|report| &report.content);
        contents.any(|run| run.contains(&at))
    }

    /// A verb that opens the sentence before its subject: `Said Orla Quane, who was there, "…"`.
    fn opening_cue(&self) -> Option<usize> {
        let opens = self.is(0, |unit| {
            unit.verb
                .is_some_and(|frames| frames.any(Frames::Quote) && frames.any(Frames::Past))
        });
        (opens && self.is(1, |unit| unit.capital)).then_some(0)
    }

    /// Who speaks by a verb that has no subject of its own; nobody where it is passive.
    fn speaker_of_cue(&self, verb: usize) -> Range<usize> {
        let passive = (verb.saturating_sub(2)..verb)
            .any(|k| self.is(k, |unit| unit.is(Classes::Be)))
            && self.is(verb, |unit| {
                unit.verb.is_some_and(|frames| frames.any(Frames::Past))
            });
        match verb {
            _ if passive => 0..0,
            0 => phrase_after(self.units, 1).unwrap_or(0..0),
            _ => self.first_subject(verb),
        }
    }
}

//! Reports without a verb: "according to", a name and a colon, the mood of reported speech.

#![allow(
    clippy::single_range_in_vec_init,
    reason = "the content of a report is a list of ranges"
)]

use std::ops::Range;

use super::clause::Reader;
use super::lexicon::{Classes, Frames, Place};
use super::phrase::phrase_after;
use super::skeleton::Unit;

impl Reader<'_, '_> {
    /// `According to the ministry, …`, `…, according to the ministry`.
    pub(super) fn phrases(&mut self) {
        let mut at = 0;
        while at < self.end() {
            let Some(length) = self.phrase_at(at) else {
                at += 1;
                continue;
            };
            self.phrase(at, length);
            at += length;
        }
    }

    pub(super) fn phrase_at(&self, at: usize) -> Option<usize> {
        let first = self.unit(at)?;
        let phrases = self.lexicon.phrases(first.term);
        let matches = |words: &[crate::witness::Term]| {
            words
                .iter()
                .enumerate()
                .all(|(k, word)| self.is(at + k, |unit| unit.term == *word))
        };
        phrases
            .iter()
            .find(|phrase| phrase.place.any(Place::After) && matches(&phrase.words))
            .map(|phrase| phrase.words.len())
    }

    fn phrase(&mut self, at: usize, length: usize) {
        let from = at + length;
        let Some(near) = phrase_after(self.units, from) else {
            return;
        };
        if self.lexicon.comma_parts() {
            return self.phrase_among(at, from, &near);
        }
        let speaker_end = self.source_end(&near);
        let speaker = from..speaker_end;
        let colon = self.is(self.end().wrapping_sub(1), Unit::is_colon);
        let content = if at == 0 {
            let start = speaker_end + usize::from(self.is(speaker_end, Unit::is_comma));
            let whole = self.is(start, |unit| unit.ends_quoted(".,!?"))
                && !(start + 1..self.end()).any(|k| self.is(k, Unit::is_quote));
            start..if whole { start + 1 } else { self.end() }
        } else {
            0..at
        };
        let after = speaker_end..self.end();
        let mut runs = vec![content];
        if at > 0
            && self.is(speaker_end, Unit::is_comma)
            && after.len() > 4
            && !self.joined(speaker_end + 1)
        {
            runs.push(speaker_end + 1..self.end());
        }
        let announces = colon && at == 0;
        let runs = if announces { Vec::new() } else { runs };
        self.covered = self
            .covered
            .max(if at == 0 { self.end() } else { speaker_end });
        self.push(runs, at..from, speaker, 0..0, announces);
    }

    /// `Laut der Behörde hält die Mauer`, `Die Mauer hält laut der Behörde noch Jahre`: what stands
    /// around the phrase is said.
    fn phrase_among(&mut self, at: usize, from: usize, near: &Range<usize>) {
        // A word that is a phrase only between commas or quotations ("so").
        let short = from == at + 1 && self.is(at, |unit| unit.is(Classes::Adverb));
        if short
            && !(at > 0
                && self.is(at - 1, |unit| {
                    unit.is_comma() || unit.is_quote() || unit.is_dash()
                }))
        {
            return;
        }
        let quoted = at > 0 && (0..at).any(|k| self.is(k, Unit::is_quote));
        let rest = near.end..self.end();
        let runs = if quoted && short {
            vec![0..at]
        } else {
            vec![0..at, rest]
        };
        self.covered = self.end();
        self.push(runs, at..from, near.clone(), 0..0, false);
    }

    /// A source with its relative clause or apposition, up to the comma that ends it.
    fn source_end(&self, near: &Range<usize>) -> usize {
        let mut end = near.end;
        while end < self.end() {
            let Some(unit) = self.unit(end) else { break };
            if unit.is_comma() || unit.is_quote() || unit.is_mark(";.?!:") {
                break;
            }
            end += 1;
        }
        end
    }

    pub(super) fn joined(&self, at: usize) -> bool {
        self.is(at, |unit| {
            unit.is(Classes::Conjunction
                .and(Classes::Relative)
                .and(Classes::Subordinator))
                || unit.ends_in_ing()
        })
    }

    /// `Quane: wall will hold`, as headlines and transcripts have it.
    pub(super) fn headline_colon(&mut self) {
        let Some(colon) = self.units.iter().take(8).position(Unit::is_colon) else {
            return;
        };
        let name = self.units.get(..colon).unwrap_or_default();
        let named = !name.is_empty()
            && name
                .iter()
                .all(|unit| unit.capital || unit.is(Classes::Preposition) || unit.is_mark("-.()"))
            && name
                .iter()
                .all(|unit| unit.verb.is_none_or(|frames| frames.any(Frames::Noun)));
        if !named || colon + 2 > self.end() || self.is(colon + 1, |unit| unit.text == "/") {
            return;
        }
        self.covered = self.end();
        self.push(
            vec![colon + 1..self.end()],
            colon..colon + 1,
            0..colon,
            0..0,
            false,
        );
    }

    /// A sentence in the mood of reported speech (German Konjunktiv I) that names no speaker: it
    /// goes on with what the one before reported.
    pub(super) fn in_reported_mood(&mut self) {
        let reported = |unit: &Unit<'_>| unit.is(Classes::Reported);
        let Some(verb) = (0..self.end()).find(|k| self.is(*k, reported)) else {
            return;
        };
        if self.found.is_empty() {
            self.push(vec![0..self.end()], verb..verb, 0..0, 0..0, false);
        }
    }
}

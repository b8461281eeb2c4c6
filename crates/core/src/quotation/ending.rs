//! Where reported words end.

use super::clause::Reader;
use super::lexicon::{Classes, Frames};
use super::phrase::possessive;
use super::skeleton::Unit;

impl Reader<'_, '_> {
    /// Where the content ends: with the sentence, or where another attribution begins.
    pub(super) fn content_end(&self, start: usize, frames: Frames) -> usize {
        let clause = frames.any(Frames::CLAUSE) && !self.is(start, |unit| unit.is(Classes::To));
        let mut at = start;
        while at < self.end() {
            let next = at + 1;
            let Some(unit) = self.unit(at) else { break };
            if unit.is_mark(";") || unit.is_mark(".?!") && next >= self.end() {
                break;
            }
            if self.quote_ends_content(start, at, frames) {
                return next;
            }
            if at > start + 1 && unit.is_colon() && self.is(next, Unit::is_speech) {
                return at;
            }
            if at > start && self.announces_speech(at) {
                return self.before_announcement(start, at);
            }
            let comma = unit.is_comma() || spaced(self.units, at);
            let quote_end = unit.is_quote() && at > start;
            if at > start
                && (comma
                    && (self.new_report(next)
                        || !clause && (self.joined(next) || self.ends_aside(next)))
                    || quote_end && self.new_report(next))
            {
                return if quote_end { next } else { at };
            }
            if at > start
                && unit.is(Classes::Conjunction)
                && (self.coordinated(next)
                    || self.named_speaker(next)
                    || !unit.is(Classes::Adverb)
                        && !unit.is(Classes::Alternative)
                        && self.is_phrase(start, at)
                        && self.new_predicate(next, frames))
            {
                return at;
            }
            if quote_end && !self.is(start, Unit::is_quote) && self.aside_follows(next) {
                return next;
            }
            if at > start && (self.phrase_at(at).is_some() || self.deed_follows(start, at)) {
                return at;
            }
            at = next;
        }
        at
    }

    /// No clause so far: no finite verb, nothing that opens one.
    fn is_phrase(&self, start: usize, end: usize) -> bool {
        let modified = |unit: &Unit<'_>| {
            unit.is(Classes::Determiner.and(Classes::Preposition)) || possessive(unit)
        };
        !(start..end).any(|k| {
            self.is(k, |unit| {
                unit.is(Classes::Auxiliary
                    .and(Classes::That)
                    .and(Classes::Finite)
                    .and(Classes::To)
                    .and(Classes::Wh)
                    .and(Classes::Relative))
            }) || self.is(k, Unit::is_past) && !self.is(k.wrapping_sub(1), modified)
        })
    }

    /// Behind a conjunction: what the speaker did next, which goes on with no mere phrase
    /// (`called it a "gift" and recently sold it`).
    fn new_predicate(&self, from: usize, frames: Frames) -> bool {
        let manner = |unit: &Unit<'_>| {
            unit.is(Classes::Adverb) && !unit.is(Classes::Conjunction) || unit.text.ends_with("ly")
        };
        let at = from + usize::from(self.is(from, manner));
        let object = self.is(at + 1, |unit| {
            unit.capital
                || unit.is_quote()
                || unit.is(Classes::Determiner
                    .and(Classes::Subject)
                    .and(Classes::Preposition)
                    .and(Classes::That)
                    .and(Classes::Adverb))
        });
        let past = |unit: &Unit<'_>| {
            let shape = self.lexicon.shape(unit.text).filter(|_| unit.is_word());
            unit.is_past()
                || unit.is(Classes::Finite)
                || shape.is_some_and(|shape| shape.any(Frames::Past))
        };
        let acts = self.is(at, past) || frames.any(Frames::Ing) && self.is(at, Unit::ends_in_ing);
        let speaks = self.is(at, |unit| {
            unit.verb.is_some_and(|frames| frames.any(Frames::Past))
        });
        let clause = self.is(at, |unit| {
            unit.is(Classes::Subject) && !unit.is(Classes::Determiner)
        }) && self.is(at + 1, |unit| {
            unit.is(Classes::Auxiliary.and(Classes::Finite)) || unit.verb.is_some()
        });
        acts && (object || speaks) || clause
    }

    /// Behind what a report is about: `answered the letter by calling it a "mistake"`.
    fn deed_follows(&self, start: usize, at: usize) -> bool {
        self.is(at, |unit| unit.is(Classes::Means))
            && self.is(at + 1, |unit| {
                unit.verb
                    .is_some_and(|frames| frames.any(Frames::Ing) && frames.any(Frames::Object))
            })
            && self.is_phrase(start, at)
    }

    /// Somebody of a name and a participle of speech: `Quane saying that`, `with Quane calling it`.
    fn named_speaker(&self, from: usize) -> bool {
        const LONGEST: usize = 6;
        let first = from + usize::from(self.is(from, |unit| unit.is(Classes::Preposition)));
        let verb = (first..first + LONGEST)
            .find(|k| !self.is(*k, |unit| unit.capital || unit.is_mark(".")));
        verb.is_some_and(|verb| {
            verb > first
                && self.is(verb, |unit| {
                    unit.verb.is_some_and(|frames| {
                        frames.any(Frames::Ing) && frames.any(Frames::CLAUSE.and(Frames::Object))
                    })
                })
        })
    }

    /// Behind a quotation: a dash, or the comma of an apposition (`the "pact", a plan that …`).
    fn aside_follows(&self, at: usize) -> bool {
        let paired = (at + 1..self.end()).any(|k| spaced(self.units, k));
        spaced(self.units, at) && !paired
            || self.is(at, Unit::is_comma) && self.is(at + 1, |unit| unit.is(Classes::Indefinite))
    }

    /// Whether the content ends with the quotation at this place: by its last mark and by what follows.
    fn quote_ends_content(&self, start: usize, at: usize, frames: Frames) -> bool {
        let Some(quote) = self.unit(at).filter(|unit| unit.is_quote()) else {
            return false;
        };
        let Some(next) = self.unit(at + 1) else {
            return false;
        };
        if next.is_quote() || self.quote_follows(at + 1) {
            return false;
        }
        // What a verb calls somebody is said with the quotation, no clause goes on behind it.
        let names = !frames.any(Frames::Bare.and(Frames::That));
        let pure = start == at;
        if quote.ends_quoted(".!?…") {
            return pure || names || next.capital;
        }
        if quote.ends_quoted(",") {
            let meanwhile = next.is(Classes::Subordinator) && self.is(at + 2, Unit::ends_in_ing);
            return pure || names || meanwhile || next.ends_in_ing() && next.verb.is_some();
        }
        let acts = next.is(Classes::Conjunction)
            && (self.is(at + 2, Unit::is_past) || pure && self.is(at + 2, Unit::is_predicate));
        let reports = next.is(Classes::Conjunction)
            && self.is(at + 2, |unit| {
                unit.verb.is_some_and(|frames| frames.any(Frames::Past))
            });
        pure && (acts || self.circumstance_only(at + 1)) || names && acts || reports
    }

    /// Another verb of speech stands before this mark and a sentence in quotation marks behind it:
    /// `…, and the mayor replied, "We are safe."`
    pub(super) fn announces_speech(&self, at: usize) -> bool {
        self.is(at, |unit| unit.is_comma() || unit.is_colon())
            && self.is(at + 1, |unit| {
                unit.opens_sentence() && unit.ends_quoted(".!?…")
            })
            && self.cue_before(at).is_some()
    }

    /// The verb of speech that announces what stands behind a mark: right before it, or before the
    /// person spoken to.
    pub(super) fn cue_before(&self, mark: usize) -> Option<usize> {
        const REACH: usize = 8;
        let speaks = |k: usize| {
            self.is(k, |unit| {
                unit.verb
                    .is_some_and(|frames| frames.any(Frames::CLAUSE) && !frames.any(Frames::Noun))
            })
        };
        let last = mark.checked_sub(1)?;
        if speaks(last) {
            return Some(last);
        }
        let nearest = mark.saturating_sub(REACH);
        let cue = (nearest..last).rev().find(|k| {
            speaks(*k) || self.is(*k, |unit| unit.is_edge() || unit.is(Classes::Relative))
        })?;
        let tells = self.is(cue, |unit| {
            unit.verb
                .is_some_and(|frames| frames.any(Frames::Tell) && frames.any(Frames::Past))
        });
        (speaks(cue) && tells).then_some(cue)
    }

    /// Where a content ends before a clause that announces speech: with the last comma or dash; at
    /// once where there is none.
    fn before_announcement(&self, start: usize, mark: usize) -> usize {
        let cue = self.cue_before(mark).unwrap_or(mark);
        let comma = (start..cue)
            .rev()
            .find(|k| self.is(*k, |unit| unit.is_comma() || unit.is_dash()));
        comma.unwrap_or(start)
    }

    /// A conjunction or comma and then a quotation: `"…" and "…"`.
    fn quote_follows(&self, at: usize) -> bool {
        let joins =
            |unit: &Unit<'_>| unit.is_comma() || unit.is(Classes::Conjunction) || unit.is_mark("…");
        let skipped = (at..at + 3).find(|k| !self.is(*k, joins));
        skipped.is_some_and(|k| k > at && self.is(k, Unit::is_quote))
    }

    /// What follows is a circumstance without a verb of its own: `in a post on Monday`, `when asked`.
    fn circumstance_only(&self, at: usize) -> bool {
        let Some(next) = self.unit(at) else {
            return false;
        };
        if next.is_dash() || next.is_mark("(") {
            return true;
        }
        let opens = next.is(Classes::Preposition
            .and(Classes::Subordinator)
            .and(Classes::Time))
            && !next.is(Classes::To
                .and(Classes::Conjunction)
                .and(Classes::Condition))
            && next.text != "of";
        let end = (at..self.end()).find(|k| {
            self.is(*k, |unit| {
                unit.is_comma() || unit.is_quote() || unit.is_mark(";")
            })
        });
        if end.is_some_and(|end| self.is(end, Unit::is_quote)) {
            return false;
        }
        let rest = self
            .units
            .get(at..end.unwrap_or(self.end()))
            .unwrap_or_default();
        opens
            && (next.is(Classes::Subordinator)
                || !rest.iter().any(|unit| unit.is(Classes::Auxiliary)))
    }

    /// After a comma: `saying`, `and added that`, `according to`.
    fn new_report(&self, at: usize) -> bool {
        let mut after = at + usize::from(self.is(at, |unit| unit.is(Classes::Conjunction)));
        if self.is(after, |unit| {
            unit.is(Classes::Adverb) && !unit.is(Classes::Conjunction)
        }) {
            after += 1;
        }
        let participle = self.is(after, |unit| {
            unit.verb.is_some_and(|frames| {
                frames.any(Frames::Ing) && frames.any(Frames::CLAUSE.and(Frames::Object))
            })
        });
        // "…, singing 'Our Time'": with its own words, whatever the verb.
        let voice = self.is(after, Unit::ends_in_ing) && self.is(after + 1, Unit::is_speech);
        let contrast = |unit: &Unit<'_>| unit.is(Classes::Contrast);
        let meanwhile = after + usize::from(self.is(after, contrast));
        participle
            || voice
            || self.named_speaker(after)
            || self.attributions.binary_search(&after).is_ok()
            || self.attributions.binary_search(&meanwhile).is_ok()
            || self.phrase_at(after).is_some()
            || after > at && self.coordinated(after)
    }

    /// After a comma that closes an aside: `Quane, celebrating her victory, is promising …`.
    fn ends_aside(&self, at: usize) -> bool {
        self.is(at, |unit| {
            unit.is(Classes::Auxiliary) && !unit.is(Classes::Subject)
                || unit
                    .verb
                    .is_some_and(|frames| frames.any(Frames::Past) && frames.any(Frames::CLAUSE))
        })
    }

    /// After a conjunction: `said that`, `he added that`.
    fn coordinated(&self, at: usize) -> bool {
        let verb = |k: usize| {
            self.is(k, |unit| {
                unit.verb.is_some_and(|frames| {
                    frames.any(Frames::CLAUSE) && frames.any(Frames::Past.and(Frames::Present))
                })
            }) && self.is(k + 1, |unit| {
                unit.is(Classes::That)
                    || unit.is_quote()
                    || unit.is_comma() && self.is(k + 2, Unit::is_quote)
            }) || self.is(k, |unit| {
                unit.verb
                    .is_some_and(|frames| frames.any(Frames::Strong) && frames.any(Frames::Past))
            })
        };
        let skip = at + usize::from(self.is(at, |unit| unit.is(Classes::Subject)));
        let skip = skip
            + usize::from(self.is(skip, |unit| {
                unit.is(Classes::Adverb.and(Classes::Auxiliary))
            }));
        verb(skip)
    }
}

/// A dash with white space around it.
fn spaced(units: &[Unit<'_>], at: usize) -> bool {
    let Some(unit) = units.get(at) else {
        return false;
    };
    let apart = |left: usize, right: usize| {
        units
            .get(left)
            .zip(units.get(right))
            .is_some_and(|(left, right)| left.span.end < right.span.start)
    };
    unit.is_dash() && (unit.text != "-" || at > 0 && apart(at - 1, at) && apart(at, at + 1))
}

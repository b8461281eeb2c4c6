//! Where reported words begin and end.

use super::clause::Reader;
use super::lexicon::{Classes, Frames};
use super::skeleton::Unit;
use super::subject::possessive;
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
            && frames.any(
                Frames::CLAUSE
                    .and(Frames::Object)
                    .and(Frames::To),
            )
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
                let said = parted && is_speech(unit) && frames.any(Frames::CLAUSE);
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
            if at > start + 1 && unit.is_colon() && self.is(next, is_speech) {
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
                        && unit.text != "or"
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
        let modified =
            |unit: &Unit<'_>| unit.is(Classes::Determiner.and(Classes::Preposition)) || possessive(unit);
        !(start..end).any(|k| {
            self.is(k, |unit| {
                unit.is(Classes::Auxiliary
                    .and(Classes::That)
                    .and(Classes::Finite)
                    .and(Classes::To)
                    .and(Classes::Wh)
                    .and(Classes::Relative))
            }) || self.is(k, is_past) && !self.is(k.wrapping_sub(1), modified)
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
            is_past(unit) || unit.is(Classes::Finite) || shape.is_some_and(|shape| shape.any(Frames::Past))
        };
        let acts = self.is(at, past)
            || frames.any(Frames::Ing) && self.is(at, ends_in_ing);
        let speaks = self.is(at, |unit| {
            unit.verb.is_some_and(|frames| frames.any(Frames::Past))
        });
        let clause = self.is(at, |unit| unit.is(Classes::Subject) && !unit.is(Classes::Determiner))
            && self.is(at + 1, |unit| {
                unit.is(Classes::Auxiliary.and(Classes::Finite)) || unit.verb.is_some()
            });
        acts && (object || speaks) || clause
    }

    /// Behind what a report is about: `answered the letter by calling it a "mistake"`.
    fn deed_follows(&self, start: usize, at: usize) -> bool {
        self.is(at, |unit| unit.text == "by")
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
        let verb = (first..first + LONGEST).find(|k| !self.is(*k, |unit| unit.capital || unit.is_mark(".")));
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
            || self.is(at, Unit::is_comma)
                && self.is(at + 1, |unit| matches!(unit.text, "a" | "an"))
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
            let meanwhile = next.is(Classes::Subordinator) && self.is(at + 2, ends_in_ing);
            return pure || names || meanwhile || ends_in_ing(next) && next.verb.is_some();
        }
        let acts = next.is(Classes::Conjunction)
            && (self.is(at + 2, is_past) || pure && self.is(at + 2, is_predicate));
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
            && !next.is(Classes::To.and(Classes::Conjunction))
            && !matches!(next.text, "of" | "if" | "unless" | "because" | "despite");
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
        let voice = self.is(after, ends_in_ing) && self.is(after + 1, is_speech);
        let contrast = |unit: &Unit<'_>| matches!(unit.text, "while" | "whereas");
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

/// A verb of speech in the past, or what looks like any verb in the past.
fn is_past(unit: &Unit<'_>) -> bool {
    unit.verb.is_some_and(|frames| frames.any(Frames::Past))
        || unit.is_word() && !unit.capital && unit.text.len() > 4 && unit.text.ends_with("ed")
}

/// Words between marks that are a sentence of their own.
pub(super) fn is_speech(unit: &Unit<'_>) -> bool {
    unit.opens_sentence() && unit.ends_quoted(".,!?…") && unit.text.split_whitespace().nth(2).is_some()
}

/// A verb of speech or what looks like any verb, but no bare one.
fn is_predicate(unit: &Unit<'_>) -> bool {
    is_past(unit) || ends_in_ing(unit) || unit.verb.is_some_and(|frames| frames.any(Frames::Present))
}

pub(super) fn ends_in_ing(unit: &Unit<'_>) -> bool {
    unit.is_word() && unit.text.len() > 4 && unit.text.ends_with("ing") && !unit.capital
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

//! Which words of a sentence a verb, noun or phrase of speech reports.

#![allow(
    clippy::single_range_in_vec_init,
    reason = "the content of a report is a list of ranges"
)]

use std::ops::Range;

use super::content::introduces;
use super::lexicon::{Classes, Frames, Lexicon};
use super::phrase::{phrase_after, phrase_before, possessive};
use super::skeleton::{Kind, Unit};
use super::subject::{Relation, Subject, stray, subject};

/// What a sentence reports: the units of the content, of the cue and of the speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Runs of units, in order; empty where the content stands elsewhere (`Orla Quane said:`).
    pub(crate) content: Vec<Range<usize>>,
    /// The verb or phrase.
    pub(crate) cue: Range<usize>,
    /// The speaker; empty where the sentence does not name one.
    pub(crate) speaker: Range<usize>,
    /// Whom it was said to.
    pub(crate) addressee: Range<usize>,
    /// The content follows in the next paragraph.
    pub(crate) announces: bool,
}

/// All reports of one sentence, outermost only, in order of their cues.
pub(crate) fn reports(units: &[Unit<'_>], lexicon: &Lexicon) -> Vec<Report> {
    let mut reader = Reader {
        units,
        lexicon,
        found: Vec::new(),
        covered: 0,
        speaker: 0..0,
        attributions: Vec::new(),
    };
    reader.headline_colon();
    reader.phrases();
    reader.verbs();
    reader.cued_quotes();
    reader.sourced_quotes();
    reader.quotes_of_nouns();
    reader.closing_speech();
    reader.colon_quote();
    reader.in_reported_mood();
    reader.found.sort_by_key(|report| report.cue.start);
    reader.found
}

pub(super) struct Reader<'a, 'b> {
    pub(super) units: &'b [Unit<'a>],
    pub(super) lexicon: &'b Lexicon,
    pub(super) found: Vec<Report>,
    /// Units before this one belong to a content already.
    pub(super) covered: usize,
    /// The last speaker of the sentence.
    speaker: Range<usize>,
    /// Where attributions with a subject of their own begin, in order.
    pub(super) attributions: Vec<usize>,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn unit(&self, at: usize) -> Option<&Unit<'a>> {
        self.units.get(at)
    }

    pub(super) fn end(&self) -> usize {
        self.units.len()
    }

    pub(super) fn is(&self, at: usize, test: impl Fn(&Unit<'a>) -> bool) -> bool {
        self.unit(at).is_some_and(test)
    }

    fn verbs(&mut self) {
        let predicates: Vec<(usize, Subject)> = (0..self.end())
            .filter(|at| self.is(*at, |unit| unit.verb.is_some() || unit.noun.is_some()))
            .filter_map(|at| self.predicate(at))
            .collect();
        self.attributions = predicates
            .iter()
            .filter(|(at, subject)| {
                subject.relation == Relation::Before
                    && self.is(*at, |unit| {
                        unit.verb.is_some_and(|frames| {
                            frames.any(Frames::CLAUSE)
                                && frames.any(Frames::Past.and(Frames::Present))
                        })
                    })
            })
            .map(|(_, subject)| subject.first)
            .collect();
        let closing = predicates
            .iter()
            .rposition(|(at, subject)| self.closes(*at, subject));
        for (index, (at, subject)) in predicates.iter().enumerate() {
            let inside = *at < self.covered;
            match closing {
                Some(last) if index < last && !self.quoted_before(*at, subject) => {}
                _ if inside => {}
                _ if self.closes(*at, subject) => self.closing(*at, subject),
                _ => self.opening(*at, subject),
            }
        }
    }

    fn predicate(&self, at: usize) -> Option<(usize, Subject)> {
        subject(self.units, at)
            .or_else(|| self.nominal(at))
            .or_else(|| stray(self.units, at))
            .map(|subject| (at, subject))
    }

    /// "the mayor's claim that".
    fn nominal(&self, at: usize) -> Option<Subject> {
        let frames = self.unit(at)?.noun?;
        let next = self.unit(at + 1)?;
        let states = next.is(Classes::Be) && self.is(at + 2, |unit| unit.is(Classes::That));
        if !introduces(next, frames) && !states {
            return None;
        }
        let mut owner = at.checked_sub(1)?;
        while owner > 0
            && at - owner < 4
            && !self.is(owner, possessive)
            && self.is(owner, |unit| {
                unit.is_word() && !unit.is(Classes::Determiner)
            })
        {
            owner -= 1;
        }
        if !self.is(owner, possessive) {
            return None;
        }
        let phrase = if self.is(owner, |unit| unit.is(Classes::Possessive)) {
            owner..owner + 1
        } else {
            phrase_before(self.units, owner)?
        };
        let first = phrase.start;
        Some(Subject {
            units: phrase,
            relation: Relation::Before,
            first,
        })
    }

    fn quoted_before(&self, at: usize, subject: &Subject) -> bool {
        let first = subject.first.min(at);
        first > 0 && self.is(first - 1, Unit::is_quote)
    }

    /// `X said that …`, `X told the paper: "…"`, `X called for …`.
    fn opening(&mut self, at: usize, subject: &Subject) {
        let unit = self.unit(at);
        let frames = match (
            unit.and_then(|unit| unit.verb),
            unit.and_then(|unit| unit.noun),
        ) {
            (Some(frames), _) if !self.is_nominal(at, subject) => frames,
            (_, Some(noun)) => noun,
            _ => return,
        };
        let is_noun = unit.is_some_and(|unit| unit.noun.is_some() && unit.verb.is_none());
        let states = is_noun && self.is(at + 1, |unit| unit.is(Classes::Be));
        let from = self.after_verb(at, subject) + usize::from(states);
        let speaker = self.speaker_of(subject, at);
        let over = self
            .units
            .get(from..)
            .unwrap_or_default()
            .iter()
            .all(|unit| unit.kind == Kind::Mark);
        if over {
            let announces = frames.any(Frames::CLAUSE);
            if announces {
                self.push(Vec::new(), at..at + 1, speaker, 0..0, true);
            }
            return;
        }
        let said_so = self.as_reported(subject, from, frames);
        let Some(start) = said_so.or_else(|| self.content_start(from, frames)) else {
            return;
        };
        let mut end = self.content_end(start, frames);
        if subject.relation == Relation::Unnamed {
            // "Asked whether the wall would hold, she left."
            let comma = (start..end).find(|k| self.is(*k, Unit::is_comma));
            end = comma.unwrap_or(end);
        }
        if let Some(main) = self.main_clause(at, subject, start, end) {
            end = main;
        }
        if end <= start {
            if frames.any(Frames::CLAUSE) && self.is(self.end().wrapping_sub(1), Unit::is_colon) {
                self.push(Vec::new(), at..at + 1, speaker, self.addressee(at), true);
            }
            return;
        }
        let mut runs = vec![start..end];
        if let Some(lead) = self.lead_in(subject, start) {
            runs.insert(0, lead);
        }
        self.covered = self.covered.max(end);
        self.push(runs, at..at + 1, speaker, self.addressee(at), false);
    }

    /// Where the main clause goes on behind a report that stands in a subordinate one: `While Quane
    /// says it holds, the town doubts it`, `Quane, who said it held, left`.
    fn main_clause(&self, at: usize, subject: &Subject, start: usize, end: usize) -> Option<usize> {
        if self.lexicon.comma_parts() {
            return None;
        }
        let relative = subject.relation == Relation::Relative;
        let from = (0..subject.first.min(at))
            .rev()
            .find(|k| self.is(*k, |unit| unit.is_edge()))
            .map_or(0, |edge| edge + 1);
        let opens = |k: usize| {
            self.is(k, |unit| {
                unit.is(Classes::Subordinator) && unit.text != "as"
            })
        };
        let subordinate =
            from == 0 && (opens(0) || opens(1) && self.is(0, |unit| unit.is(Classes::Conjunction)));
        let goes_on = |k: usize| {
            let verb = |k: usize| {
                self.is(k, |unit| {
                    unit.is(Classes::Auxiliary.and(Classes::Finite))
                        || unit
                            .verb
                            .is_some_and(|frames| frames.any(Frames::Past.and(Frames::Present)))
                })
            };
            if relative {
                return verb(k);
            }
            let named = self.is(k, |unit| {
                unit.capital || unit.is(Classes::Subject.and(Classes::Determiner))
            }) && !self.is(k, |unit| unit.is(Classes::Conjunction.and(Classes::That)));
            named
                && (k + 1..k + 7)
                    .take_while(|k| self.is(*k, |unit| unit.is_word()))
                    .any(verb)
        };
        if !(relative || subordinate) {
            return None;
        }
        (start..end).find_map(|k| {
            let comma = self.is(k, Unit::is_comma);
            let quoted = self.is(k, |unit| unit.ends_quoted(","));
            ((comma || quoted) && goes_on(k + 1)).then_some(k + usize::from(quoted))
        })
    }

    /// `As Quane put it, the wall holds`: what stands behind the comma.
    fn as_reported(&self, subject: &Subject, from: usize, frames: Frames) -> Option<usize> {
        const REACH: usize = 10;
        let opens = (1..=2).contains(&subject.first)
            && self.is(subject.first - 1, |unit| {
                unit.text.eq_ignore_ascii_case("as")
            });
        let mut ahead = from..(from + REACH).min(self.end());
        let stop = ahead.find(|k| self.is(*k, |unit| unit.is_edge() || unit.is(Classes::That)))?;
        let parted = self.is(stop, Unit::is_comma) && stop + 1 < self.end();
        (opens && parted && frames.any(Frames::CLAUSE)).then_some(stop + 1)
    }

    fn is_nominal(&self, at: usize, subject: &Subject) -> bool {
        self.is(at, |unit| unit.noun.is_some())
            && subject.relation == Relation::Before
            && subject
                .units
                .end
                .checked_sub(1)
                .is_some_and(|k| self.is(k, possessive))
    }

    /// `Sooner or later, X said, "it pays off"`: a quotation that goes on in lower case.
    fn lead_in(&self, subject: &Subject, start: usize) -> Option<Range<usize>> {
        let quote = self.unit(start)?;
        let first = subject.first;
        let goes_on = quote.is_quote() && quote.text.starts_with(char::is_lowercase);
        let parted = first > self.covered && self.is(first - 1, Unit::is_comma);
        let after_comma = self.is(start.wrapping_sub(1), Unit::is_comma);
        (goes_on && parted && after_comma && subject.relation == Relation::Before)
            .then(|| self.covered..first - 1)
    }

    /// The speaker's units; for a shared subject, the last speaker or the sentence's first phrase.
    pub(super) fn speaker_of(&mut self, subject: &Subject, at: usize) -> Range<usize> {
        let speaker = match subject.relation {
            Relation::Shared if self.speaker.is_empty() => self.first_subject(at),
            Relation::Shared => self.speaker.clone(),
            Relation::Unnamed => return 0..0,
            _ => subject.units.clone(),
        };
        if subject.relation != Relation::Relative {
            self.speaker = speaker.clone();
        }
        speaker
    }

    /// The first noun phrase of the sentence that can be a subject: after an opening phrase of
    /// time or place and its comma.
    pub(super) fn first_subject(&self, before: usize) -> Range<usize> {
        let mut from = 0;
        if self.is(0, |unit| {
            unit.is(Classes::Preposition
                .and(Classes::Subordinator)
                .and(Classes::Adverb))
                || unit.ends_in_ing()
        }) {
            let comma = (0..before).find(|k| self.is(*k, Unit::is_comma));
            from = comma.map_or(0, |comma| comma + 1);
        }
        // "…, when the council refused, calling it a risk": who does so is named behind "when".
        let opens = |unit: &Unit<'_>| {
            unit.is(Classes::Subordinator)
                && !unit.is(Classes::Preposition
                    .and(Classes::Adverb)
                    .and(Classes::Conjunction))
        };
        let opener = (from + 1..before)
            .rev()
            .find(|k| self.is(*k, opens) && self.is(*k - 1, Unit::is_comma));
        if let Some(opener) = opener.filter(|_| self.is(before, Unit::ends_in_ing)) {
            from = opener + 1;
        }
        while from < before
            && self.is(from, |unit| {
                unit.is(Classes::Conjunction.and(Classes::Adverb))
                    || unit.is_quote()
                    || unit.kind == Kind::Mark
            })
        {
            from += 1;
        }
        let phrase = phrase_after(self.units, from).unwrap_or(0..0);
        let verb = (phrase.start + 1..phrase.end).find(|k| {
            self.is(*k, |unit| {
                unit.verb.is_some_and(|frames| !frames.any(Frames::Noun))
                    || unit.is(Classes::Finite)
                    || unit.text.ends_with("ed") && !unit.capital
            })
        });
        let end = verb.unwrap_or(phrase.end).min(before);
        let broken = end > 0
            && self.is(end - 1, |unit| {
                unit.is(Classes::Determiner.and(Classes::Preposition)) && !unit.is(Classes::Subject)
            });
        if broken {
            // It ran on into a verb that is not known: better nobody than half a clause.
            return 0..0;
        }
        phrase.start.min(end)..end
    }

    /// Whom something was told: the noun phrase after a verb like "told".
    pub(super) fn addressee(&self, at: usize) -> Range<usize> {
        let tells = self.is(at, |unit| {
            unit.verb
                .is_some_and(|frames| frames.any(Frames::Tell) && frames.any(Frames::CLAUSE))
        });
        if !tells || self.is(at + 1, |unit| unit.kind == Kind::Mark) {
            return 0..0;
        }
        phrase_after(self.units, at + 1).unwrap_or(0..0)
    }

    pub(super) fn push(
        &mut self,
        runs: Vec<Range<usize>>,
        cue: Range<usize>,
        speaker: Range<usize>,
        addressee: Range<usize>,
        announces: bool,
    ) {
        let content: Vec<_> = runs
            .into_iter()
            .map(|run| self.trimmed(run))
            .filter(|run| !run.is_empty())
            .collect();
        if content.is_empty() && !announces {
            return;
        }
        // "made it clear": the whole of it.
        let mut cue = cue;
        while cue.start > 0 && self.is(cue.start - 1, |unit| unit.is(Classes::Leading)) {
            cue.start -= 1;
        }
        self.found.push(Report {
            content,
            cue,
            speaker,
            addressee,
            announces,
        });
    }

    /// A run without commas, dashes and stops at its ends.
    fn trimmed(&self, run: Range<usize>) -> Range<usize> {
        let loose = |at: usize| self.is(at, |unit| unit.is_mark(",.;:!?…—–―-"));
        let (mut start, mut end) = (run.start, run.end);
        while start < end && loose(start) {
            start += 1;
        }
        while end > start && loose(end - 1) {
            end -= 1;
        }
        start..end
    }
}

//! Pieces of a sentence that have to do with what somebody says: whose word they are, and whether
//! they state anything besides that somebody speaks.

use std::ops::Range;

use super::{FEWEST_WORDS, Part, Reader};

/// Fewest content words of a clause that states something beside a verb that reports: fewer say only
/// where and to whom.
const FEWEST_BESIDE: usize = 4;

impl Reader<'_> {
    /// Whether reported words are the object of the verb in front of them, somebody with a name
    /// ("congratulated | Ada Quill as she took office"), and no clause of their own.
    pub(super) fn is_object(&self, reported: &Range<usize>) -> bool {
        let cue = reported.start.checked_sub(1);
        if !cue.is_some_and(|cue| self.statement.cues.contains(&cue))
            || !self.is(reported.start, Part::NAME)
        {
            return false;
        }
        let ends = Part::BREAK.or(Part::RELATIVE).or(Part::SUBORDINATOR);
        let any = ends.or(Part::FINITE);
        let first = reported.clone().find(|at| self.is(*at, any));
        first.is_none_or(|at| self.is(at, ends))
    }

    /// Whether a piece holds the verb that reports and what it reports: the report tells that
    /// somebody said so ("congratulated the winner"), in its own voice.
    pub(super) fn tells_speech(&self, tokens: &Range<usize>) -> bool {
        let cue = tokens.clone().find(|at| self.statement.cues.contains(at));
        cue.is_some_and(|cue| {
            let mut starts = self.statement.reported.iter().map(|range| range.start);
            starts.any(|start| cue < start && start < tokens.end)
        })
    }

    /// Whether a piece behind reported words says what the report thinks of them: ", a step that the
    /// union has called too late", ", something the union rejects".
    pub(super) fn comments(&self, tokens: &Range<usize>) -> bool {
        /// Words of the noun that takes up what was said.
        const NOUN: usize = 3;
        let behind_comma =
            tokens.start > self.tokens.start && self.is(tokens.start - 1, Part::BREAK);
        let mut noun = tokens.clone().skip(1).take(NOUN);
        let takes_up = self.is(tokens.start, Part::INDEFINITE)
            && noun.any(|at| self.is(at, Part::RELATIVE.or(Part::THAT)));
        behind_comma && (takes_up || self.is(tokens.start, Part::TAKES_UP))
    }

    /// Whether a verb says nothing but that somebody speaks.
    pub(super) fn says(&self, verb: usize) -> bool {
        let token = self.witness.tokens.get(verb);
        token.is_some_and(|token| self.lexicon.sayings.has(token))
    }

    /// Whether reported words start behind a token, "that" and marks aside.
    pub(super) fn reported_follows(&self, end: usize) -> bool {
        const BETWEEN: usize = 3;
        let mut starts = self.statement.reported.iter().map(|range| range.start);
        starts.any(|start| (end..=end + BETWEEN).contains(&start))
    }

    /// Without words behind the last comma that only introduce what somebody says (", adding").
    pub(super) fn without_introduction(&self, mut piece: Range<usize>) -> Range<usize> {
        const LONGEST: usize = 3;
        let ends_with_cue =
            piece.end > piece.start && self.statement.cues.contains(&(piece.end - 1));
        let mut tail = (piece.start..piece.end).rev().take(LONGEST + 1);
        if ends_with_cue && let Some(comma) = tail.find(|at| self.is(*at, Part::BREAK)) {
            // A quotation mark behind the comma closes what the piece opened.
            piece.end = comma + usize::from(self.is_quotation_mark(comma + 1)) * 2;
        }
        piece
    }

    /// Whether a piece only says who speaks, and how: most of it names the speaker, its last verb
    /// says nothing but that somebody speaks, or it reports what stands elsewhere.
    pub(super) fn is_attribution(
        &self,
        tokens: &Range<usize>,
        content: &[usize],
        verbs: &[usize],
    ) -> bool {
        let attribution = &self.statement.attribution;
        let outside = content.iter().filter(|at| !attribution.contains(at));
        let names_speaker = content.iter().any(|at| attribution.contains(at));
        let last = verbs.last().copied();
        let reports = last.is_some_and(|verb| self.statement.cues.contains(&verb));
        let says = last.is_some_and(|verb| self.says(verb));
        let leads_on = reports && !self.tells_speech(tokens);
        let few = if leads_on {
            FEWEST_BESIDE
        } else {
            FEWEST_WORDS
        };
        says || (reports || names_speaker) && outside.count() < few
    }
}

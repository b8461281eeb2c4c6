//! Clauses: the pieces of a sentence that each state something.
//!
//! A sentence is cut where reported words begin and end, at strong marks, and where a conjunction,
//! a subordinator, a relative pronoun or a participle behind a comma opens a piece that has a verb
//! of its own. Pieces without a verb stay with their neighbour. In a language whose verbs are not
//! known, a sentence is one clause.

mod speech;
mod verbs;

use std::ops::Range;

pub(crate) use verbs::{Grammar, Part};

use super::context::StoryContext;
use super::lexicon::Lexicon;
use super::marks::{is_break, quotes};
use super::statement::{Statement, Voice, is_content};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::witness::{Token, TokenKind, Witness};

/// A piece of a sentence that states something.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Its sentence.
    pub(crate) place: Place,
    /// Its tokens, as indices into the witness's tokens.
    pub(crate) tokens: Range<usize>,
    /// Its words, without a conjunction in front.
    pub(crate) span: TextSpan,
    /// Whose word it is.
    pub(crate) voice: Voice,
    /// Tokens of its verbs.
    pub(crate) verbs: Vec<usize>,
    /// Whether it has a subject and a finite verb of its own.
    pub(crate) is_whole: bool,
    /// Whether "that" stands in front of it.
    pub(crate) has_that: bool,
    /// Whether it opens with a subject: a name, a pronoun, an article.
    pub(crate) opens_with_subject: bool,
    /// Whether it opens with a word that hangs it on another clause: "before", "whose", "he".
    pub(crate) hangs: bool,
    /// Whether it says that somebody speaks, when and where, and what is said stands elsewhere.
    pub(crate) introduces: bool,
    /// The subject that it shares with an earlier clause of its sentence ("and left the room").
    pub(crate) subject: Option<TextSpan>,
}

impl Clause {
    /// Whether it can be read without the words around it.
    pub(crate) fn stands_alone(&self) -> bool {
        self.subject.is_some() || self.is_whole && (self.opens_with_subject || self.has_that)
    }
}

/// Fewest content words of a sentence that is told as a whole.
const FEWEST_OF_SENTENCE: usize = 3;
/// Fewest content words of a clause that states something by itself.
const FEWEST_WORDS: usize = 2;

/// The clauses of a statement, in order.
pub(crate) fn clauses(story: &StoryContext, statement: &Statement) -> Vec<Clause> {
    let place = statement.place;
    let Some(witness) = story.witnesses.get(place.witness) else {
        return Vec::new();
    };
    let reader = Reader::new(story, witness, statement);
    if reader.opens_a_list() {
        return Vec::new();
    }
    let pieces = reader.pieces();
    let clause = |(at, piece): (usize, &Range<usize>)| {
        let mut clause = reader.clause(piece.clone())?;
        clause.subject = reader.shared_subject(&clause, &pieces, at);
        Some(clause)
    };
    let found: Vec<Clause> = pieces.iter().enumerate().filter_map(clause).collect();
    match found.is_empty() {
        true => reader.whole().into_iter().collect(),
        false => found,
    }
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    grammar: &'a Grammar,
    witness: &'a Witness,
    statement: &'a Statement,
    tokens: Range<usize>,
    parts: Vec<Part>,
    is_head: bool,
    /// First tokens of reported words and of what follows them.
    reported: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(story: &'a StoryContext, witness: &'a Witness, statement: &'a Statement) -> Self {
        let lexicon = story.lexicon(statement.place.witness);
        let grammar = &lexicon.grammar;
        let tokens = statement.tokens.clone();
        let names: Vec<TextSpan> = story.names(statement.place).map(|name| name.span).collect();
        let in_name = |token: &Token| names.iter().any(|name| name.overlaps(token.span));
        let parts = verbs::read(grammar, witness, tokens.clone(), &in_name, &|index| {
            is_break(witness, index)
        });
        let mut reader = Self {
            lexicon,
            grammar,
            witness,
            statement,
            tokens,
            parts,
            is_head: story.is_headline(statement.place),
            reported: Vec::new(),
        };
        let ranges = statement.reported.iter();
        let ranges = ranges.filter(|range| !reader.is_object(range));
        reader.reported = ranges.flat_map(|range| [range.start, range.end]).collect();
        reader
    }

    fn part(&self, index: usize) -> Part {
        let at = index.checked_sub(self.tokens.start);
        at.and_then(|at| self.parts.get(at))
            .copied()
            .unwrap_or_default()
    }

    fn is(&self, index: usize, any: Part) -> bool {
        self.part(index).is(any)
    }

    /// The sentence in pieces that have a verb each.
    fn pieces(&self) -> Vec<Range<usize>> {
        if !self.grammar.knows_verbs() {
            return vec![self.tokens.clone()];
        }
        let mut starts: Vec<usize> = vec![self.tokens.start];
        for index in self.tokens.clone().skip(1) {
            let from = *starts.last().unwrap_or(&0);
            if self.opens(from, index) {
                starts.push(index);
            }
        }
        let ends = starts.iter().skip(1).copied().chain([self.tokens.end]);
        let pieces = starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end);
        self.joined(pieces.collect())
    }

    /// Whether a token opens a piece; the piece before it starts at `from`.
    fn opens(&self, from: usize, index: usize) -> bool {
        if self.reported.contains(&index) {
            return true;
        }
        let behind_break = self.is(index - 1, Part::BREAK);
        if behind_break && !self.is_comma(index - 1) {
            return true;
        }
        let has_verb = (from..index).any(|at| self.part(at).is_verb());
        match behind_break {
            true => self.opens_behind_comma(index),
            false => has_verb && self.opens_bare(index),
        }
    }

    fn is_comma(&self, index: usize) -> bool {
        let token = self.witness.tokens.get(index);
        token.is_some_and(|token| self.witness.slice(token.span).starts_with(','))
    }

    fn opens_behind_comma(&self, index: usize) -> bool {
        let gerund_or_participle = Part::GERUND.or(Part::PARTICIPLE);
        if self.is(index, gerund_or_participle.or(Part::FINITE)) {
            return true;
        }
        if self.is(index, Part::CONJUNCTION) {
            return self.verb_follows(index + 1);
        }
        if self.is(index, Part::RELATIVE) {
            return self.verb_within(index + 1, Part::FINITE);
        }
        let joins = Part::SUBORDINATOR
            .or(Part::SUBJECT)
            .or(Part::DETERMINER)
            .or(Part::NAME);
        let wanted = if self.is(index, Part::SUBORDINATOR) {
            Part::FINITE.or(gerund_or_participle)
        } else {
            Part::FINITE
        };
        (self.is(index, joins) || !self.is(index, Part::PREPOSITION))
            && self.verb_within(index, wanted)
    }

    fn opens_bare(&self, index: usize) -> bool {
        if self.is(index, Part::CONJUNCTION) {
            return self.verb_follows(index + 1);
        }
        // "has since left": an adverb inside the verb.
        let inside_verb = self.is(index - 1, Part::AUXILIARY);
        let wanted = Part::FINITE.or(Part::GERUND);
        // "More than 50 injured" is one statement.
        let next = self.witness.tokens.get(index + 1);
        let compares = next.is_some_and(|token| token.kind == TokenKind::Number);
        self.is(index, Part::SUBORDINATOR)
            && !(inside_verb || compares)
            && self.verb_within(index + 1, wanted)
    }

    /// Whether a verb follows at once, or behind its subject.
    fn verb_follows(&self, index: usize) -> bool {
        let mut at = index;
        while at < self.tokens.end && self.is(at, Part::ADVERB) {
            at += 1;
        }
        self.part(at).is_verb() || self.verb_within(at, Part::FINITE)
    }

    /// Whether a verb stands from a token on, before anything opens another clause.
    fn verb_within(&self, index: usize, wanted: Part) -> bool {
        const REACH: usize = 9;
        let end = self.tokens.end.min(index + REACH);
        for at in index..end {
            if self.is(at, wanted) {
                return true;
            }
            if self.is(at, Part::BREAK.or(Part::RELATIVE)) {
                return false;
            }
        }
        false
    }

    /// Joins pieces without a verb to their neighbours: the one before, or at the start the next.
    fn joined(&self, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut joined: Vec<Range<usize>> = Vec::new();
        for piece in pieces {
            let verbless = |range: &Range<usize>| !range.clone().any(|at| self.part(at).is_verb());
            // "Prosecutors had asked for | nine years" is one statement.
            let apart = self.reported.contains(&piece.start) && !verbless(&piece);
            match joined.last_mut() {
                Some(last) if !apart && (verbless(last) || verbless(&piece)) => {
                    last.end = piece.end;
                }
                _ => joined.push(piece),
            }
        }
        joined
    }

    fn clause(&self, piece: Range<usize>) -> Option<Clause> {
        let tokens = self.trimmed(piece);
        let content: Vec<usize> = tokens
            .clone()
            .filter(|at| self.witness.tokens.get(*at).is_some_and(is_content))
            .collect();
        let quoted = content
            .iter()
            .filter(|at| self.statement.is_quoted(**at))
            .count();
        if content.len() < FEWEST_WORDS || quoted * 2 > content.len() {
            return None;
        }
        let verbs = self.verbs(&tokens);
        if self.is_attribution(&tokens, &content, &verbs) || !self.states(&tokens) {
            return None;
        }
        self.made(tokens, &content, verbs)
    }

    /// The whole sentence as one clause, where no piece of it states anything by itself: a headline
    /// without a verb, or a verb of speech with what it takes ("welcomed the move").
    fn whole(&self) -> Option<Clause> {
        let tokens = self.trimmed(self.tokens.clone());
        let content: Vec<usize> = tokens
            .clone()
            .filter(|at| self.witness.tokens.get(*at).is_some_and(is_content))
            .collect();
        let quoted = content.iter().any(|at| self.statement.is_quoted(*at));
        let verbs = self.verbs(&tokens);
        let only_says = verbs.last().is_some_and(|verb| self.says(*verb));
        let stating = self.is_head || (!verbs.is_empty() && !only_says && !quoted);
        (stating && content.len() >= FEWEST_OF_SENTENCE).then_some(())?;
        let clause = self.made(tokens, &content, verbs)?;
        Some(Clause {
            introduces: false,
            ..clause
        })
    }

    fn made(&self, tokens: Range<usize>, content: &[usize], verbs: Vec<usize>) -> Option<Clause> {
        let tokens = self.with_closing_bracket(tokens);
        let first = self.witness.tokens.get(tokens.start)?;
        let last = self.witness.tokens.get(tokens.end.checked_sub(1)?)?;
        let tells_speech = self.tells_speech(&tokens);
        let introduces = verbs.last().is_some_and(|verb| {
            let leads_on = verb + 1 >= tokens.end || self.reported_follows(tokens.end);
            self.statement.cues.contains(verb) && leads_on && !tells_speech
        });
        let subject = Part::SUBJECT.or(Part::NAME).or(Part::DETERMINER);
        let finite = tokens.clone().find(|at| self.is(*at, Part::FINITE));
        let is_whole = finite.is_some_and(|verb| self.has_subject(tokens.start..verb));
        Some(Clause {
            place: self.statement.place,
            span: TextSpan::new(first.span.start, last.span.end),
            voice: match tells_speech || self.comments(&tokens) {
                true => Voice::Report,
                false => self.statement.voice_of(content),
            },
            is_whole,
            has_that: tokens.start > self.tokens.start && self.is(tokens.start - 1, Part::THAT),
            opens_with_subject: self.is(tokens.start, subject),
            hangs: self.is(tokens.start, Part::SUBORDINATOR.or(Part::RELATIVE))
                || self.is_pronoun(tokens.start),
            introduces,
            tokens,
            verbs,
            subject: None,
        })
    }

    /// Whether a word stands for somebody said before.
    fn is_pronoun(&self, at: usize) -> bool {
        self.is(at, Part::SUBJECT) && !self.is(at, Part::DETERMINER)
    }

    fn verbs(&self, tokens: &Range<usize>) -> Vec<usize> {
        let is_verb = |at: &usize| self.part(*at).is_verb() && !self.is(*at, Part::AUXILIARY);
        tokens.clone().filter(is_verb).collect()
    }

    /// The subject of a clause that opens with its verb: that of the nearest clause before it in
    /// the same mouth; of the one behind it, where it opens the sentence.
    fn shared_subject(
        &self,
        clause: &Clause,
        pieces: &[Range<usize>],
        at: usize,
    ) -> Option<TextSpan> {
        let mut tokens = clause.tokens.clone();
        let opening = tokens.find(|at| !self.is(*at, Part::ADVERB))?;
        let verb = Part::FINITE.or(Part::GERUND).or(Part::PARTICIPLE);
        if clause.is_whole || !self.is(opening, verb) {
            return None;
        }
        let mouth = |piece: &&Range<usize>| {
            self.statement.reported_at(piece.start) == self.statement.reported_at(opening)
        };
        let (earlier, later) = pieces.split_at_checked(at)?;
        match at {
            0 => later
                .iter()
                .skip(1)
                .filter(mouth)
                .take(1)
                .find_map(|p| self.subject(p.clone())),
            _ => earlier
                .iter()
                .rev()
                .filter(mouth)
                .find_map(|p| self.subject(p.clone())),
        }
    }

    /// The first words before the verb of a piece that can be its subject: no phrase of place or
    /// time, no apposition behind a comma.
    fn subject(&self, piece: Range<usize>) -> Option<TextSpan> {
        const LONGEST: usize = 10;
        let piece = self.trimmed(piece);
        let verb = piece.clone().find(|at| self.is(*at, Part::FINITE))?;
        let front: Vec<usize> = (piece.start..verb).collect();
        let outside = Part::PREPOSITION
            .or(Part::SUBORDINATOR)
            .or(Part::GERUND)
            .or(Part::PARTICIPLE)
            .or(Part::RELATIVE)
            .or(Part::ADVERB);
        let mut segments = front.split(|at| self.is(*at, Part::BREAK.or(Part::RELATIVE)));
        let found = segments.find(|segment| {
            let opens_as_subject = segment.first().is_some_and(|at| !self.is(*at, outside));
            let names = |at: &usize| self.witness.tokens.get(*at).is_some_and(is_content);
            opens_as_subject && segment.len() <= LONGEST && segment.iter().any(names)
        })?;
        let first = self.witness.tokens.get(*found.first()?)?;
        let last = self.witness.tokens.get(*found.last()?)?;
        Some(first.span.cover(last.span))
    }

    /// Without marks at both ends, and without a conjunction or "that" in front.
    fn trimmed(&self, mut piece: Range<usize>) -> Range<usize> {
        let is_mark = |at: usize| {
            let token = self.witness.tokens.get(at);
            token.is_some_and(|token| token.kind == TokenKind::Mark) && !self.is_quotation_mark(at)
        };
        while piece.start < piece.end
            && (is_mark(piece.start) || self.is(piece.start, Part::CONJUNCTION))
        {
            piece.start += 1;
        }
        if piece.len() > 1
            && self.is(piece.start, Part::THAT)
            && !self.is(piece.start + 1, Part::FINITE)
        {
            piece.start += 1;
        }
        while piece.start < piece.end && is_mark(piece.end - 1) {
            piece.end -= 1;
        }
        self.without_introduction(piece)
    }

    /// With the bracket behind it that closes one inside ("770 kilometres (480 miles").
    fn with_closing_bracket(&self, piece: Range<usize>) -> Range<usize> {
        let is = |at: usize, mark: &str| {
            let token = self.witness.tokens.get(at);
            token.is_some_and(|token| self.witness.slice(token.span) == mark)
        };
        let count = |mark: &str| piece.clone().filter(|at| is(*at, mark)).count();
        let closes = piece.end < self.tokens.end && is(piece.end, ")");
        match closes && count("(") > count(")") {
            true => piece.start..piece.end + 1,
            false => piece,
        }
    }

    fn is_quotation_mark(&self, index: usize) -> bool {
        let token = self.witness.tokens.get(index);
        token.is_some_and(|token| quotes(self.witness, token))
    }

    /// Whether the sentence ends with a colon, and so introduces what follows.
    fn opens_a_list(&self) -> bool {
        let last = self.tokens.clone().next_back();
        let token = last.and_then(|at| self.witness.tokens.get(at));
        token.is_some_and(|token| self.witness.slice(token.span) == ":")
    }

    /// Whether a piece has a verb, and so states something; in a language of unknown verbs it does.
    fn states(&self, tokens: &Range<usize>) -> bool {
        !self.grammar.knows_verbs() || tokens.clone().any(|at| self.part(at).is_verb())
    }

    fn has_subject(&self, mut before_verb: Range<usize>) -> bool {
        before_verb.any(|at| {
            let token = self.witness.tokens.get(at);
            let noun = token.is_some_and(is_content) && !self.is(at, Part::ADVERB);
            (noun || self.is(at, Part::SUBJECT)) && !self.is(at, Part::RELATIVE)
        })
    }
}

//! What a sentence states, in whose voice and how firmly.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexicon::Lexicon;
use crate::collation::Place;
use crate::quotation::{Quotation, QuotationKind, RelayRole};
use crate::text::TextSpan;
use crate::witness::{Sentence, Term, Token, TokenKind, Witness};

/// Whose word a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The report's own.
    Report,
    /// Somebody's whom the report names, by story-level identity.
    Named(usize),
    /// Somebody's whom the report does not name ("officials said").
    Unnamed,
}

/// A sentence of the story, read as a statement. Wholly quoted sentences are none.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) place: Place,
    /// Its tokens, as indices into the witness's tokens.
    pub(crate) tokens: Range<usize>,
    /// Through whom the report has it.
    pub(crate) via: Vec<String>,
    /// How each stem outside quotation marks is put; see [`state`].
    pub(crate) states: BTreeMap<Term, u8>,
    /// By token of the sentence: whether it stands inside quotation marks.
    quoted: Vec<bool>,
    /// Tokens of words that somebody is reported to have said, outside direct speech.
    pub(crate) reported: Vec<Range<usize>>,
    /// Whose word each of `reported` is.
    voices: Vec<Voice>,
    /// Tokens that say who speaks, how, where and through whom.
    pub(crate) attribution: BTreeSet<usize>,
    /// Tokens of the words that report ("said").
    pub(crate) cues: BTreeSet<usize>,
    /// How each token is put; see [`state`]. Empty for words inside quotation marks.
    token_states: Vec<u8>,
}

impl Statement {
    /// Whether a token of the witness stands inside quotation marks here.
    pub(crate) fn is_quoted(&self, token: usize) -> bool {
        token
            .checked_sub(self.tokens.start)
            .and_then(|index| self.quoted.get(index))
            .copied()
            .unwrap_or(false)
    }

    /// Content words outside quotation marks, as token indices of the witness.
    pub(crate) fn narrated<'a>(
        &'a self,
        witness: &'a Witness,
    ) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.tokens
            .clone()
            .filter(|index| !self.is_quoted(*index))
            .filter(|index| witness.tokens.get(*index).is_some_and(is_content))
    }

    /// Whose word some tokens of the witness are: somebody's who is reported to have said most of
    /// them, else the report's own.
    pub(crate) fn voice_of(&self, tokens: &[usize]) -> Voice {
        let most = |range: &Range<usize>| {
            tokens.iter().filter(|at| range.contains(at)).count() * 2 > tokens.len()
        };
        let found = self
            .reported
            .iter()
            .zip(&self.voices)
            .find(|(range, _)| most(range));
        found.map_or(Voice::Report, |(_, voice)| *voice)
    }

    /// Which of the reported stretches of words a token stands in.
    pub(crate) fn reported_at(&self, token: usize) -> Option<usize> {
        self.reported
            .iter()
            .position(|range| range.contains(&token))
    }

    /// Whether a token of the witness is said not to be so: negated or denied, and not both.
    pub(crate) fn is_denied(&self, token: usize) -> bool {
        let negated_of = |class: usize| 1 << (class * 2 + 1);
        let plain = [PLAIN, SUPPOSED, ALLEGED].map(negated_of);
        let denied = plain.iter().fold(1 << (DENIED * 2), |all, bit| all | bit);
        self.state_of(token) & denied != 0
    }

    /// Whether a token of the witness is planned, possible or alleged.
    pub(crate) fn is_supposed(&self, token: usize) -> bool {
        let both = 0b11_u8;
        let supposed = both << (SUPPOSED * 2) | both << (ALLEGED * 2);
        self.state_of(token) & supposed != 0
    }

    /// How a token of the witness is put: a set of bits, none where it carries no content.
    fn state_of(&self, token: usize) -> u8 {
        let at = token.checked_sub(self.tokens.start);
        at.and_then(|at| self.token_states.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// Whether a token carries content.
pub(crate) fn is_content(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// How many content words behind a negation it turns round.
const NEGATION_REACH: usize = 2;
/// How many content words behind a word of modality it governs.
const MODALITY_REACH: usize = 1;

/// Classes of putting a word; each has two bits, affirmed and negated.
const PLAIN: usize = 0;
const SUPPOSED: usize = 1;
const ALLEGED: usize = 2;
const DENIED: usize = 3;

/// One way of putting a word, as one bit of a set: plain, planned or possible, alleged or denied,
/// each affirmed or negated.
fn state(modality: &str, negated: bool) -> u8 {
    let class = match modality {
        "planned" | "possible" => SUPPOSED,
        "alleged" => ALLEGED,
        "denied" => DENIED,
        _ => PLAIN,
    };
    1 << (class * 2 + usize::from(negated))
}

/// Reads a sentence; `None` where most of its words are a quotation.
pub(super) fn read(
    witness: &Witness,
    place: Place,
    lexicon: &Lexicon,
    identity: &dyn Fn(usize) -> usize,
) -> Option<Statement> {
    let sentence = witness.sentences.get(place.sentence)?;
    let tokens = witness.sentence_tokens(sentence);
    let nearby = quotations_in(witness, sentence);
    let quoted = quoted_flags(tokens, &nearby);
    if mostly_quoted(tokens, &quoted) {
        return None;
    }
    let token_states = states(tokens, &quoted, lexicon);
    let reported = reported(witness, sentence, &nearby, identity);
    Some(Statement {
        place,
        tokens: sentence.tokens.range(),
        via: relays(sentence, &nearby),
        states: stem_states(tokens, &token_states),
        quoted,
        reported: reported.iter().map(|(range, _)| range.clone()).collect(),
        voices: reported.iter().map(|(_, voice)| *voice).collect(),
        attribution: attribution(witness, sentence, &nearby),
        cues: cues(witness, sentence, &nearby),
        token_states,
    })
}

/// The quotations that touch a sentence. Linear in the quotations of the witness, which are few.
fn quotations_in<'a>(witness: &'a Witness, sentence: &Sentence) -> Vec<&'a Quotation> {
    let touches = |quotation: &&Quotation| {
        quotation
            .content
            .iter()
            .chain(&quotation.quoted)
            .chain(quotation.cue.iter())
            .any(|span| span.overlaps(sentence.span))
    };
    witness.quotations.iter().filter(touches).collect()
}

fn quoted_flags(tokens: &[Token], quotations: &[&Quotation]) -> Vec<bool> {
    let mut flags = vec![false; tokens.len()];
    for span in quotations.iter().flat_map(|quotation| &quotation.quoted) {
        let from = tokens.partition_point(|token| token.span.end <= span.start);
        let to = tokens.partition_point(|token| token.span.start < span.end);
        flags.get_mut(from..to).unwrap_or_default().fill(true);
    }
    flags
}

fn mostly_quoted(tokens: &[Token], quoted: &[bool]) -> bool {
    let content = tokens.iter().zip(quoted).filter(|(t, _)| is_content(t));
    let (mut all, mut inside) = (0, 0);
    for (_, quoted) in content {
        all += 1;
        inside += usize::from(*quoted);
    }
    inside * 2 > all
}

/// Through whom a sentence's words came, where the text names the way inside the sentence.
fn relays(sentence: &Sentence, quotations: &[&Quotation]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for relay in quotations.iter().flat_map(|quotation| &quotation.via) {
        let here = relay.span.overlaps(sentence.span);
        if here && relay.role != RelayRole::Anonymous && !names.contains(&relay.name) {
            names.push(relay.name.clone());
        }
    }
    names
}

/// The tokens of a sentence that reported words cover, with whose they are.
fn reported(
    witness: &Witness,
    sentence: &Sentence,
    quotations: &[&Quotation],
    identity: &dyn Fn(usize) -> usize,
) -> Vec<(Range<usize>, Voice)> {
    let mut found: Vec<(Range<usize>, Voice)> = Vec::new();
    let indirect = quotations
        .iter()
        .filter(|quotation| quotation.kind != QuotationKind::Direct);
    for quotation in indirect {
        let entity = quotation
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.entity);
        let voice = entity.map_or(Voice::Unnamed, |entity| Voice::Named(identity(entity)));
        for span in &quotation.content {
            let range = covered(witness, sentence, *span);
            if !range.is_empty() {
                found.push((range, voice));
            }
        }
    }
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found
}

/// The tokens of a sentence inside a span.
fn covered(witness: &Witness, sentence: &Sentence, span: TextSpan) -> Range<usize> {
    let tokens = sentence.tokens.range();
    let all = witness.tokens.get(tokens.clone()).unwrap_or_default();
    let start = all.partition_point(|token| token.span.end <= span.start);
    let end = all.partition_point(|token| token.span.start < span.end);
    tokens.start + start..tokens.start + end.max(start)
}

/// The tokens that say who speaks, how, where and through whom.
fn attribution(
    witness: &Witness,
    sentence: &Sentence,
    quotations: &[&Quotation],
) -> BTreeSet<usize> {
    let spans = quotations.iter().flat_map(|quotation| {
        let speaker = quotation.speaker.as_ref().map(|speaker| speaker.span);
        let relays = quotation.via.iter().map(|relay| relay.span);
        speaker
            .into_iter()
            .chain(quotation.cue)
            .chain(quotation.occasion)
            .chain(relays)
    });
    spans
        .flat_map(|span| covered(witness, sentence, span))
        .collect()
}

/// The tokens of the words that report.
fn cues(witness: &Witness, sentence: &Sentence, quotations: &[&Quotation]) -> BTreeSet<usize> {
    let spans = quotations.iter().filter_map(|quotation| quotation.cue);
    spans
        .flat_map(|span| covered(witness, sentence, span))
        .collect()
}

/// The ways in which each stem outside quotation marks is put.
fn stem_states(tokens: &[Token], states: &[u8]) -> BTreeMap<Term, u8> {
    let mut by_stem: BTreeMap<Term, u8> = BTreeMap::new();
    for (token, state) in tokens.iter().zip(states).filter(|(_, state)| **state != 0) {
        *by_stem.entry(token.stem).or_default() |= state;
    }
    by_stem
}

/// The way in which each token outside quotation marks is put; 0 for those without content.
fn states(tokens: &[Token], quoted: &[bool], lexicon: &Lexicon) -> Vec<u8> {
    let mut states = vec![0; tokens.len()];
    let mut scope = Scope::default();
    for (index, token) in tokens.iter().enumerate() {
        if quoted.get(index).copied().unwrap_or(false) {
            continue;
        }
        scope.open(tokens, index, lexicon);
        if token.kind == TokenKind::Mark {
            scope = Scope::default();
        } else if is_content(token)
            && let Some(state) = states.get_mut(index)
        {
            *state = scope.take();
        }
    }
    states
}

/// What governs the words that follow.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    negation: usize,
    modality: usize,
    class: &'static str,
}

impl Scope {
    fn open(&mut self, tokens: &[Token], index: usize, lexicon: &Lexicon) {
        if lexicon.negations.at(tokens, index).is_some() {
            self.negation = NEGATION_REACH + 1;
        }
        if let Some(phrase) = lexicon.modality.at(tokens, index) {
            self.modality = MODALITY_REACH;
            self.class = phrase.value;
            // A content word that is itself the marker must not use up its own reach.
            if tokens.get(index).is_some_and(is_content) {
                self.modality += 1;
            }
        }
        if self.negation == NEGATION_REACH + 1 && !tokens.get(index).is_some_and(is_content) {
            self.negation = NEGATION_REACH;
        }
    }

    fn take(&mut self) -> u8 {
        let class = if self.modality > 0 { self.class } else { "" };
        let taken = state(class, self.negation > 0);
        self.modality = self.modality.saturating_sub(1);
        self.negation = self.negation.saturating_sub(1);
        taken
    }
}

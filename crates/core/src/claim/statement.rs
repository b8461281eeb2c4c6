//! What a sentence states, in whose voice and how firmly.

use std::collections::BTreeMap;
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
    pub(crate) span: TextSpan,
    /// Its tokens, as indices into the witness's tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) voice: Voice,
    /// Through whom the report has it.
    pub(crate) via: Vec<String>,
    /// How each stem outside quotation marks is put; see [`state`].
    pub(crate) states: BTreeMap<Term, u8>,
    /// By token of the sentence: whether it stands inside quotation marks.
    quoted: Vec<bool>,
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

    /// Whether two statements put something that both name in ways that exclude each other:
    /// one denies what the other affirms, or plans what the other reports.
    pub(crate) fn at_odds(&self, other: &Self) -> bool {
        self.states.iter().any(|(stem, states)| {
            other
                .states
                .get(stem)
                .is_some_and(|others| states & others == 0)
        })
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

/// One way of putting a word, as one bit of a set: plain, planned or possible, alleged or denied,
/// each affirmed or negated.
fn state(modality: &str, negated: bool) -> u8 {
    let class = match modality {
        "planned" | "possible" => 1,
        "alleged" => 2,
        "denied" => 3,
        _ => 0,
    };
    1 << (class * 2 + u8::from(negated))
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
    Some(Statement {
        place,
        span: sentence.span,
        tokens: sentence.tokens.range(),
        voice: voice(tokens, &nearby, identity),
        via: relays(sentence, &nearby),
        states: states(tokens, &quoted, lexicon),
        quoted,
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
    let inside = |token: &Token| {
        quotations
            .iter()
            .flat_map(|quotation| &quotation.quoted)
            .any(|span| span.overlaps(token.span))
    };
    tokens.iter().map(inside).collect()
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

/// The voice: somebody's where reported speech covers most of the words outside quotation marks.
fn voice(tokens: &[Token], quotations: &[&Quotation], identity: &dyn Fn(usize) -> usize) -> Voice {
    let content: Vec<_> = tokens.iter().filter(|token| is_content(token)).collect();
    let covering = quotations.iter().find(|quotation| {
        let covers = |token: &&&Token| {
            quotation
                .content
                .iter()
                .any(|span| span.overlaps(token.span))
        };
        quotation.kind != QuotationKind::Direct
            && content.iter().filter(covers).count() * 5 >= content.len() * 2
    });
    match covering.map(|quotation| quotation.speaker.as_ref().and_then(|s| s.entity)) {
        None => Voice::Report,
        Some(Some(entity)) => Voice::Named(identity(entity)),
        Some(None) => Voice::Unnamed,
    }
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

/// The ways in which each stem outside quotation marks is put.
fn states(tokens: &[Token], quoted: &[bool], lexicon: &Lexicon) -> BTreeMap<Term, u8> {
    let mut states: BTreeMap<Term, u8> = BTreeMap::new();
    let mut scope = Scope::default();
    for (index, token) in tokens.iter().enumerate() {
        if quoted.get(index).copied().unwrap_or(false) {
            continue;
        }
        scope.open(tokens, index, lexicon);
        if token.kind == TokenKind::Mark {
            scope = Scope::default();
        } else if is_content(token) {
            *states.entry(token.stem).or_default() |= scope.take();
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

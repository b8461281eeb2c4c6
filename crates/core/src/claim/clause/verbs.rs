//! What each word of a sentence may do in a clause: a light reading without a grammar.
//!
//! Verb forms come from a list with how often each is a verb at all; the word before decides the
//! doubtful ones ("the strike", "to strike", "workers strike").

use std::collections::BTreeMap;

use crate::language::{Language, SortedList};
use crate::witness::{Term, Token, TokenKind, Witness};

/// What a word does, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part(u32);

impl Part {
    /// A verb with person and tense, or an auxiliary.
    pub(crate) const FINITE: Self = Self(1);
    /// A participle of the past that opens or shortens a clause ("completed in 1968").
    pub(crate) const PARTICIPLE: Self = Self(1 << 1);
    /// A verb in -ing.
    pub(crate) const GERUND: Self = Self(1 << 2);
    /// The rest of a verb behind an auxiliary or "to".
    pub(crate) const VERB_REST: Self = Self(1 << 3);
    pub(crate) const AUXILIARY: Self = Self(1 << 4);
    pub(crate) const RELATIVE: Self = Self(1 << 5);
    pub(crate) const SUBORDINATOR: Self = Self(1 << 6);
    pub(crate) const CONJUNCTION: Self = Self(1 << 7);
    pub(crate) const DETERMINER: Self = Self(1 << 8);
    pub(crate) const PREPOSITION: Self = Self(1 << 9);
    pub(crate) const SUBJECT: Self = Self(1 << 10);
    pub(crate) const THAT: Self = Self(1 << 11);
    pub(crate) const TO: Self = Self(1 << 12);
    pub(crate) const ADVERB: Self = Self(1 << 13);
    pub(crate) const NAME: Self = Self(1 << 14);
    pub(crate) const BREAK: Self = Self(1 << 15);
    /// Stands before a hyphen and leaves a verb behind it a verb ("re-establish").
    pub(crate) const PREFIX: Self = Self(1 << 16);

    /// An indefinite article.
    pub(crate) const INDEFINITE: Self = Self(1 << 17);
    /// Takes up what was said before ("something the union rejects").
    pub(crate) const TAKES_UP: Self = Self(1 << 18);

    /// Any of several.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the word may do any of these.
    pub(crate) const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether the word is a verb of any form.
    pub(crate) const fn is_verb(self) -> bool {
        self.is(Self::FINITE
            .or(Self::PARTICIPLE)
            .or(Self::GERUND)
            .or(Self::VERB_REST))
    }
}

const CLASSES: &[(&str, Part)] = &[
    ("auxiliary", Part::AUXILIARY),
    ("be", Part::AUXILIARY),
    ("relative", Part::RELATIVE),
    ("subordinator", Part::SUBORDINATOR),
    ("conjunction", Part::CONJUNCTION),
    ("determiner", Part::DETERMINER),
    ("preposition", Part::PREPOSITION),
    ("subject", Part::SUBJECT),
    ("that", Part::THAT),
    ("to", Part::TO),
    ("adverb", Part::ADVERB),
    ("prefix", Part::PREFIX),
    ("indefinite", Part::INDEFINITE),
    ("takes-up", Part::TAKES_UP),
];

/// The lists of one language.
pub(crate) struct Grammar {
    classes: BTreeMap<Term, Part>,
    forms: SortedList,
    /// Endings that tell an adjective.
    adjective_endings: Vec<&'static str>,
    knows_verbs: bool,
}

/// Which forms of a verb a word may be.
#[derive(Clone, Copy)]
struct Forms<'l> {
    letters: &'l str,
    /// How often out of nine it is a verb.
    share: u32,
}

impl Forms<'_> {
    fn has(self, letter: char) -> bool {
        self.letters.contains(letter)
    }
}

impl Grammar {
    /// The lists of a language.
    pub(crate) fn of(language: &'static Language) -> Self {
        let mut classes: BTreeMap<Term, Part> = BTreeMap::new();
        for (word, names) in language.list("word-classes").pairs() {
            let named = |name: &str| CLASSES.iter().find(|(known, _)| *known == name);
            let parts = names
                .split_whitespace()
                .filter_map(named)
                .map(|(_, part)| *part);
            let all = parts.fold(Part::default(), Part::or);
            classes.insert(Term::of(&word.to_lowercase()), all);
        }
        let forms = language.sorted("verb-forms");
        let knows_verbs = !forms.is_empty();
        Self {
            classes,
            forms,
            adjective_endings: language.list("adjective-endings").iter().collect(),
            knows_verbs,
        }
    }

    /// Whether clauses can be told apart by their verbs in this language.
    pub(crate) const fn knows_verbs(&self) -> bool {
        self.knows_verbs
    }

    fn forms(&self, word: &str) -> Option<Forms<'static>> {
        let value = self.forms.get(word)?;
        let letters = value.trim_end_matches(|c: char| c.is_ascii_digit());
        let share = value.get(letters.len()..)?.parse().ok()?;
        Some(Forms { letters, share })
    }
}

/// Reads the words of a sentence. `in_name` and `is_break` say so of tokens of the witness.
pub(crate) fn read(
    grammar: &Grammar,
    witness: &Witness,
    tokens: std::ops::Range<usize>,
    in_name: &dyn Fn(&Token) -> bool,
    is_break: &dyn Fn(usize) -> bool,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(tokens.len());
    for index in tokens.clone() {
        let Some(token) = witness.tokens.get(index) else {
            break;
        };
        let mut part = grammar
            .classes
            .get(&token.word)
            .copied()
            .unwrap_or_default();
        if is_break(index) {
            part = Part::BREAK;
        } else if in_name(token) {
            part = Part::NAME;
        } else if part.is(Part::AUXILIARY) {
            part = part.or(Part::FINITE);
        } else if token.kind != TokenKind::Mark && grammar.knows_verbs {
            let word = witness.slice(token.span).to_lowercase();
            if word.len() > 4 && word.ends_with("ly") {
                part = part.or(Part::ADVERB);
            }
            if let Some(forms) = grammar.forms(&word)
                && !in_compound(grammar, witness, index)
                && !is_owned(grammar, witness, tokens.start, index)
            {
                let next = witness
                    .tokens
                    .get(index + 1)
                    .filter(|_| index + 1 < tokens.end);
                let next = next
                    .and_then(|next| grammar.classes.get(&next.word))
                    .copied();
                let behind = Context {
                    before: before(&parts),
                    next: next.unwrap_or_default(),
                };
                part = part.or(verb(forms, behind));
            }
        }
        parts.push(part);
    }
    parts
}

/// Whether a word is a part of a hyphenated compound, and so no verb ("president-elect",
/// "follow-up"); behind a prefix it is one ("re-establish").
fn in_compound(grammar: &Grammar, witness: &Witness, index: usize) -> bool {
    let token = |at: usize| witness.tokens.get(at);
    let hyphen = |at: usize| {
        token(at)
            .is_some_and(|token| matches!(witness.slice(token.span), "-" | "\u{2010}" | "\u{2011}"))
    };
    let glued = |at: usize| {
        let pair = token(at).zip(token(at + 1));
        pair.is_some_and(|(left, right)| left.span.end == right.span.start)
    };
    let opens = hyphen(index + 1) && glued(index) && glued(index + 1);
    let Some(before) = index.checked_sub(2) else {
        return opens;
    };
    let closes = hyphen(index - 1) && glued(before) && glued(index - 1);
    let prefixed = token(before)
        .and_then(|token| grammar.classes.get(&token.word))
        .is_some_and(|part| part.is(Part::PREFIX));
    opens || closes && !prefixed
}

/// Whether a word is what somebody has, and so no verb: right behind a possessive ("the minister's
/// stated aim") or behind an adjective that follows one ("the party's electoral gains").
fn is_owned(grammar: &Grammar, witness: &Witness, start: usize, index: usize) -> bool {
    let token = |at: usize| witness.tokens.get(at).filter(|_| at >= start);
    let plain = |token: &&Token| !grammar.classes.contains_key(&token.word);
    let owns = |at: Option<usize>| {
        let word = at.and_then(token).filter(plain);
        word.is_some_and(|token| {
            let text = witness.slice(token.span);
            text.ends_with("'s") || text.ends_with("’s")
        })
    };
    let adjective = |at: usize| {
        let word = token(at)
            .filter(plain)
            .map(|t| witness.slice(t.span).to_lowercase());
        word.is_some_and(|word| {
            let ends = |ending: &&str| word.len() > ending.len() + 2 && word.ends_with(*ending);
            grammar.forms(&word).is_none() && grammar.adjective_endings.iter().any(ends)
        })
    };
    let before = index.checked_sub(1);
    owns(before) || before.is_some_and(adjective) && owns(index.checked_sub(2))
}

/// What stands around a word.
#[derive(Clone, Copy)]
struct Context {
    /// The last word before it that is no adverb; `None` at the start.
    before: Option<Part>,
    next: Part,
}

fn before(parts: &[Part]) -> Option<Part> {
    parts
        .iter()
        .rev()
        .find(|part| !part.is(Part::ADVERB))
        .copied()
}

/// Least share, of nine, by which a word counts as a verb where nothing speaks for it.
const LIKELY: u32 = 5;
/// The same where its place speaks for it.
const POSSIBLE: u32 = 2;

fn verb(forms: Forms<'_>, around: Context) -> Part {
    let behind = |any: Part| around.before.is_some_and(|part| part.is(any));
    let nominal =
        behind(Part::DETERMINER) || (behind(Part::PREPOSITION) && !behind(Part::SUBORDINATOR));
    if behind(Part::TO) || (behind(Part::AUXILIARY) && forms.share >= POSSIBLE) {
        return Part::VERB_REST;
    }
    if nominal || forms.share < POSSIBLE {
        return Part::default();
    }
    if forms.has('g') {
        return if forms.share >= 3 {
            Part::GERUND
        } else {
            Part::default()
        };
    }
    let past = forms.has('d');
    let participle = forms.has('n');
    if past || participle {
        return past_form(past, participle, around, forms.share);
    }
    // What stands right behind a verb is its object: "citing remarks", "restore direct contact".
    if behind(Part::GERUND.or(Part::VERB_REST)) {
        return Part::default();
    }
    let by_place = behind(Part::SUBJECT.or(Part::NAME).or(Part::RELATIVE));
    match by_place || forms.share >= LIKELY + u32::from(forms.has('b')) * 2 {
        true if around.before.is_some() => Part::FINITE,
        _ => Part::default(),
    }
}

fn past_form(past: bool, participle: bool, around: Context, share: u32) -> Part {
    let opens = around.before.is_none_or(|part| part.is(Part::BREAK));
    let leads_on = around
        .next
        .is(Part::PREPOSITION.or(Part::TO).or(Part::ADVERB));
    if !past || (participle && opens && leads_on) {
        return Part::PARTICIPLE;
    }
    // "the man seen by": a participle behind its noun.
    if share < POSSIBLE {
        return Part::default();
    }
    Part::FINITE
}

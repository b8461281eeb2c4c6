//! The words of a statement, weighed; and where two statements differ in what words can tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::Language;
use crate::utterance::{Concepts, background, negation};
use crate::witness::{Lexicon, Relations, Term, Token, TokenKind, tokenise};

/// What sharing a number is worth, in bits: that it differs is said, and keeps nothing away.
const NUMBER_BITS: f32 = 0.8;

/// What the same number adds to a likeness.
const SAME_NUMBER: f32 = 0.15;

/// Reads statements of one language.
pub(super) struct Reader {
    language: String,
    concepts: Concepts,
    relations: Relations,
}

/// The words of a statement.
pub(super) struct Words {
    /// Each concept with the bits by which it is rare.
    concepts: BTreeMap<Term, f32>,
    /// What each may stand for, with what that is worth, 0 to 1.
    kin: BTreeMap<Term, f32>,
    /// Each number as it is written, as digits, and the concept that follows it.
    numbers: Vec<(String, String, Option<Term>)>,
    denies: bool,
}

impl Reader {
    pub(super) fn of(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            concepts: Concepts::of(language),
            relations: Relations::of(Language::get(language)),
        }
    }

    /// A statement as a whole, and each of its parts between commas and conjunctions that says
    /// enough by itself.
    pub(super) fn parts(&self, text: &str) -> Vec<Words> {
        const FEWEST: usize = 3;
        let list = Language::get(&self.language).list("word-classes");
        let opens = |class: &str| matches!(class, "conjunction" | "subordinator");
        let pairs = list.pairs();
        let joining = pairs.filter(|(_, classes)| classes.split(' ').any(opens));
        let joining: BTreeSet<&str> = joining.map(|(word, _)| word).collect();
        let joins = |word: &str| joining.contains(word.to_lowercase().as_str());
        let mut parts = vec![self.read(text)];
        let mut part = String::new();
        for word in text.split_inclusive(char::is_whitespace) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if joins(bare) {
                parts.push(self.read(&std::mem::take(&mut part)));
                continue;
            }
            part.push_str(word);
            if word.trim_end().ends_with([',', ';']) {
                parts.push(self.read(&std::mem::take(&mut part)));
            }
        }
        if parts.len() > 1 {
            parts.push(self.read(&part));
        }
        let mut index = 0;
        parts.retain(|words| {
            index += 1;
            index == 1 || words.concepts.len() >= FEWEST
        });
        parts
    }

    pub(super) fn read(&self, text: &str) -> Words {
        let mut tokens: Vec<Token> = Vec::new();
        tokenise(text, 0, &mut Lexicon::of(&self.language), &mut tokens);
        let common = Language::get(&self.language).sorted("common-words");
        let mut words = Words {
            concepts: BTreeMap::new(),
            kin: BTreeMap::new(),
            numbers: Vec::new(),
            denies: false,
        };
        let number_words: BTreeMap<&str, &str> = Language::get(&self.language)
            .list("number-words")
            .pairs()
            .collect();
        let concepts: Vec<Option<Term>> = tokens
            .iter()
            .map(|token| self.concepts.content(token))
            .collect();
        for (index, token) in tokens.iter().enumerate() {
            let Some(word) = text.get(token.span.range()) else {
                continue;
            };
            let spelt = number_words.get(word.to_lowercase().as_str()).copied();
            let number = spelt.or(Some(word).filter(|_| token.kind == TokenKind::Number));
            if let Some(digits) = number.map(plain) {
                let behind = concepts.iter().skip(index + 1).flatten().next().copied();
                // What stands beside another number is still the same matter.
                words.concepts.insert(Term::of(&digits), NUMBER_BITS);
                words.numbers.push((word.to_owned(), digits, behind));
                continue;
            }
            let Some(concept) = concepts.get(index).copied().flatten() else {
                continue;
            };
            if concept == negation() {
                // "gate No. 3" denies nothing.
                let next = tokens
                    .get(index + 1)
                    .and_then(|next| text.get(next.span.range()));
                words.denies |= next != Some(".");
                continue;
            }
            let bits = background(common, &word.to_lowercase());
            words.concepts.insert(concept, bits);
            for (other, worth) in self.relations.of_word(word) {
                let entry = words.kin.entry(self.concepts.concept(other)).or_default();
                *entry = entry.max(worth);
            }
        }
        words
    }
}

/// What a concept is worth in a story: the less, the more of its claims hold it.
pub(super) struct Worth {
    claims: f32,
    holding: BTreeMap<Term, f32>,
}

impl Worth {
    pub(super) fn of(claims: &[Vec<Words>]) -> Self {
        let mut holding: BTreeMap<Term, f32> = BTreeMap::new();
        for wordings in claims {
            let all = wordings.iter().flat_map(|words| words.concepts.keys());
            for concept in all.copied().collect::<BTreeSet<Term>>() {
                *holding.entry(concept).or_default() += 1.0;
            }
        }
        Self {
            claims: claims.len() as f32,
            holding,
        }
    }

    /// From a little to 1 (inverse document frequency, Sparck Jones 1972).
    fn share(&self, concept: Term) -> f32 {
        /// What every claim holds tells them apart by nothing, but is there.
        const LEAST: f32 = 0.1;
        let holding = self.holding.get(&concept).copied().unwrap_or(0.0);
        let rare = ((self.claims + 1.0) / (holding + 1.0)).ln() / (self.claims + 1.0).ln().max(0.1);
        rare.clamp(LEAST, 1.0)
    }

    /// How near a wording comes to what is sought: how much of that it holds, and, for less, how
    /// much of it is that; 0 to 1.
    pub(super) fn likeness(&self, sought: &Words, wording: &Words) -> f32 {
        /// What holding the statement counts against holding nothing else.
        const HELD: f32 = 0.8;
        HELD * self.held(sought, wording) + (1.0 - HELD) * self.held(wording, sought)
    }

    /// How much of one statement another holds, by weight, 0 to 1.
    fn held(&self, one: &Words, other: &Words) -> f32 {
        let (mut all, mut shared) = (0.0, 0.0);
        for (concept, bits) in &one.concepts {
            let weight = bits * self.share(*concept);
            let exact = other.concepts.contains_key(concept);
            let kin = other.kin.get(concept).copied().unwrap_or(0.0);
            all += weight;
            shared += weight * if exact { 1.0 } else { kin };
        }
        if !one.numbers.is_empty() && one.shares_number(other) {
            shared += all * SAME_NUMBER;
        }
        (shared / all.max(f32::EPSILON)).min(1.0)
    }
}

impl Words {
    fn shares_number(&self, other: &Self) -> bool {
        let mut own = self.numbers.iter();
        own.any(|(_, number, _)| other.numbers.iter().any(|(_, theirs, _)| theirs == number))
    }

    /// Where a statement and a wording of a claim differ, in sentences for people.
    pub(super) fn differences(&self, claim: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let theirs: BTreeSet<&str> = claim.numbers.iter().map(|(_, n, _)| n.as_str()).collect();
        for (written, number, of) in &self.numbers {
            if theirs.contains(number.as_str()) {
                continue;
            }
            let same = |theirs: &Option<Term>| {
                let kin = |term: &Term| self.kin.contains_key(term);
                of.is_some() && theirs == of || theirs.as_ref().is_some_and(kin)
            };
            let told = claim.numbers.iter().find(|(_, _, theirs)| same(theirs));
            if let Some((other, _, _)) = told {
                found.push(format!("the statement has {written}, the reports {other}"));
            }
        }
        if self.denies != claim.denies {
            let one = if self.denies {
                "the statement"
            } else {
                "the claim"
            };
            found.push(format!("only {one} holds a denial"));
        }
        found
    }
}

/// A number without the marks that group its digits.
fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

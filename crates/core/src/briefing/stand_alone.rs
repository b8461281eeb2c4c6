//! Whether a sentence can be read without the one before it.

use crate::claim::{StoryContext, is_content};
use crate::collation::Place;
use crate::witness::{NameMention, Term, Token, TokenKind};

/// Fewest and most content words of a sentence that reads well in a briefing.
const WORDS: std::ops::RangeInclusive<usize> = 6..=45;
/// Words of the third person that need somebody to stand for.
const PRONOUNS: &[&str] = &[
    "he", "she", "it", "they", "him", "her", "his", "its", "their", "them",
];

/// Whether a sentence stands alone: it does not open with a word that leans on another sentence,
/// every pronoun has a name or noun before it, its quotation marks pair up, and it is neither very
/// short nor very long.
pub(super) fn stands_alone(story: &StoryContext, place: Place) -> bool {
    let (Some(witness), Some(sentence)) =
        (story.witnesses.get(place.witness), story.sentence(place))
    else {
        return false;
    };
    let tokens = witness.sentence_tokens(sentence);
    let content = tokens.iter().filter(|token| is_content(token)).count();
    let text = story.text(place);
    WORDS.contains(&content)
        && is_whole(text)
        && !leans(story, place, tokens)
        && !pronoun_before_name(story, place, tokens)
}

/// Whether a text is one whole sentence, with paired marks.
fn is_whole(text: &str) -> bool {
    let straight = text.matches('"').count();
    let paired =
        |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    let ends = text
        .trim_end_matches(['"', '”', '’', '\'', ')'])
        .ends_with(['.', '!']);
    let starts = text
        .trim_start_matches(['"', '“', '‘', '\''])
        .starts_with(|c: char| !c.is_lowercase());
    straight.is_multiple_of(2) && paired('“', '”') && paired('(', ')') && ends && starts
}

fn leans(story: &StoryContext, place: Place, tokens: &[Token]) -> bool {
    let lexicon = story.lexicon(place.witness);
    let mut words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
    let opening = words.next().is_none_or(|first| lexicon.dangling.has(first));
    // "The talks, held …" is fine; "said" within the first two words is a torn-off attribution.
    let torn = words
        .next()
        .is_some_and(|second| lexicon.cue_verbs.has(second))
        && opening;
    opening || torn
}

/// Whether a pronoun of the third person stands before any name or content word it could mean.
fn pronoun_before_name(story: &StoryContext, place: Place, tokens: &[Token]) -> bool {
    let pronouns: Vec<Term> = PRONOUNS.iter().map(|word| Term::of(word)).collect();
    let first = tokens.iter().find(|token| pronouns.contains(&token.word));
    let Some(first) = first else { return false };
    let before = |name: &&NameMention| name.span.end <= first.span.start;
    !story.names(place).any(|name| before(&name))
}

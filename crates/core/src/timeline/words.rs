//! Which words of a sentence say what happened at a date in it.

use std::ops::Range;

use crate::claim::{StoryContext, clause, is_break, is_content};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::witness::{DateMention, Term, TokenKind, Witness};

/// Most words between a year and the noun of happening behind it.
const NAMED_WORDS: usize = 5;
/// Fewest content words, besides the date, of a clause that can stand for its sentence.
const CLAUSE_WORDS: usize = 5;

/// Whether a date mention dates no happening: "today" inside somebody's words, a weekday that the
/// full date follows at once, a year that only qualifies the noun behind it ("the 2024 model").
pub(super) fn says_no_date(
    story: &StoryContext,
    place: Place,
    date: &DateMention,
    at: usize,
) -> bool {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return true;
    };
    let words = witness.slice(date.span);
    // "today" and "five years ago" count from when the words were spoken.
    let spoken = words.starts_with(char::is_lowercase) && !words.contains(|c: char| c.is_numeric());
    let quoted = spoken && is_quoted(story, place, at);
    let followed = story
        .dates(place)
        .any(|other| other.span.start >= date.span.end && other.span.start <= date.span.end + 2);
    let qualifies = is_year(witness, date, at)
        && !stands_free(story, witness, place, at)
        && named_event(story, place, date.span, at).is_none();
    date.relative && (quoted || followed) || qualifies
}

fn is_year(witness: &Witness, date: &DateMention, at: usize) -> bool {
    let token = witness.tokens.get(at);
    token.is_some_and(|t| t.kind == TokenKind::Number && t.span == date.span)
}

/// Whether a year is a date: behind a word such as "in", or with no word behind it.
fn stands_free(story: &StoryContext, witness: &Witness, place: Place, at: usize) -> bool {
    let lexicon = story.lexicon(place.witness);
    let sentence = story
        .sentence(place)
        .map(|s| s.tokens.range())
        .unwrap_or_default();
    let before = (at > sentence.start)
        .then(|| at - 1)
        .and_then(|index| witness.tokens.get(index));
    let behind = witness.tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
    before.is_some_and(|token| lexicon.year_prepositions.has(token))
        || behind.is_none_or(|token| token.kind != TokenKind::Word)
}

/// Whether a word in front of a date makes it a limit ("by 2022").
pub(super) fn is_limit(story: &StoryContext, place: Place, at: usize) -> bool {
    let before = at.checked_sub(1);
    let before = before.and_then(|before| story.token(place.witness, before));
    let lexicon = story.lexicon(place.witness);
    before.is_some_and(|token| lexicon.date_limits.has(token))
}

/// Whether a token is somebody's words: quoted in a statement, or in a sentence that is a quotation.
fn is_quoted(story: &StoryContext, place: Place, at: usize) -> bool {
    story
        .statement(place)
        .is_none_or(|statement| statement.is_quoted(at))
}

/// The concept of the nearest content word in front of a date, over function words alone.
pub(super) fn in_front(story: &StoryContext, place: Place, at: usize) -> Option<Term> {
    let witness = story.witnesses.get(place.witness)?;
    let start = story.sentence(place)?.tokens.range().start;
    let over = |index: &usize| {
        witness
            .tokens
            .get(*index)
            .is_some_and(|t| t.kind == TokenKind::Function)
    };
    let index = (start..at).rev().find(|index| !over(index))?;
    let token = witness
        .tokens
        .get(index)
        .filter(|token| is_content(token))?;
    Some(story.lexicon(place.witness).concept(token))
}

/// "the 1962 Example crisis": from the article in front of the year to the noun of happening.
pub(super) fn named_event(
    story: &StoryContext,
    place: Place,
    date: TextSpan,
    at: usize,
) -> Option<TextSpan> {
    let witness = story.witnesses.get(place.witness)?;
    let lexicon = story.lexicon(place.witness);
    let tokens = story.sentence(place)?.tokens.range();
    let year = witness.tokens.get(at)?;
    (year.kind == TokenKind::Number && year.span == date).then_some(())?;
    let goes_on = |index: &usize| {
        witness.tokens.get(*index).is_some_and(is_content) && !is_break(witness, *index)
    };
    let behind = (at + 1..tokens.end).take_while(goes_on).take(NAMED_WORDS);
    let last = behind
        .filter(|index| {
            witness
                .tokens
                .get(*index)
                .is_some_and(|t| lexicon.event_nouns.has(t))
        })
        .last()?;
    let end = witness.tokens.get(last)?.span;
    Some(year.span.cover(end))
}

/// The clause around a date where the sentence gives several dates and the clause says enough;
/// otherwise the sentence.
pub(super) fn happening(story: &StoryContext, place: Place, at: usize) -> TextSpan {
    let Some(witness) = story.witnesses.get(place.witness) else {
        return TextSpan::default();
    };
    let Some(sentence) = story.sentence(place) else {
        return TextSpan::default();
    };
    let around = clause(witness, &sentence.tokens.range(), at);
    if story.dates(place).count() > 1 && says_enough(story, witness, place, around.clone()) {
        return span_of(witness, around).unwrap_or(sentence.span);
    }
    sentence.span
}

/// Whether a stretch has enough words of its own and does not lean on what stands before it.
fn says_enough(story: &StoryContext, witness: &Witness, place: Place, range: Range<usize>) -> bool {
    let tokens = witness.tokens.get(range).unwrap_or_default();
    let leans = tokens
        .first()
        .is_none_or(|t| story.lexicon(place.witness).dangling.has(t));
    let dates: Vec<TextSpan> = story.dates(place).map(|date| date.span).collect();
    let own = tokens
        .iter()
        .filter(|token| is_content(token) && !dates.iter().any(|d| d.overlaps(token.span)));
    !leans && own.count() >= CLAUSE_WORDS
}

fn span_of(witness: &Witness, range: Range<usize>) -> Option<TextSpan> {
    let tokens = witness.tokens.get(range)?;
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}

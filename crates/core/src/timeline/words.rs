//! Which words of a sentence say what happened at a date in it.

use std::ops::Range;

use crate::claim::{StoryContext, clause, is_break, is_content};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::witness::{TokenKind, Witness};

/// Most words between a year and the noun of happening behind it.
const NAMED_WORDS: usize = 5;
/// Fewest content words, besides the date, of a clause that can stand for its sentence.
const CLAUSE_WORDS: usize = 5;

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

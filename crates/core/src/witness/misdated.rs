//! Reports whose date cannot be right: they tell of a later day as past.

use super::{DateMention, Sentence, Token, TokenKind, Witness};
use crate::language::Language;
use crate::text::TextSpan;
use crate::time::{DateValue, Precision, Vocabulary};

/// The first day later than its publication of which a report tells as past, where there is one:
/// its date is then wrong, or its text is newer than its date.
///
/// Only days that are given with their year count, and only where the words around say that what
/// happened on them has happened: a verb in the past stands in the sentence, no word of the future
/// does, and no "until" or "by" is in front of the date. Languages whose verb forms are not known
/// give none. A day on which two clocks may not agree is not later.
pub(crate) fn told_later(witness: &Witness) -> Option<&DateMention> {
    let published = witness.article.metadata.published.as_ref()?.value;
    let next = published.to.tomorrow().ok()?;
    let is_later = |value: &DateValue| value.precision >= Precision::Day && value.from > next;
    let later = witness.dates.iter().filter(|date| !date.relative);
    let mut later = later.filter(|date| date.value.as_ref().is_some_and(is_later));
    later.find(|date| is_told_as_past(witness, date))
}

fn is_told_as_past(witness: &Witness, date: &DateMention) -> bool {
    let holds = |sentence: &&Sentence| sentence.span.overlaps(date.span);
    let Some(sentence) = witness.sentences.iter().find(holds) else {
        return false;
    };
    let language = Language::get(witness.article.language_of(sentence.span));
    let forms = language.sorted("verb-forms");
    let vocabulary = Vocabulary::of(language);
    let is_future = |word: &str| {
        let senses = vocabulary.senses(word);
        senses.is_some_and(|senses| senses.is_future) || language.list("modal-verbs").contains(word)
    };
    // The letters name the forms that the word may be: "dn9" is a past tense and a participle.
    let is_past = |word: &str| forms.get(word).is_some_and(|form| form.contains('d'));
    // Without those of the date itself: "May" is no "may".
    let around = words_of(witness, sentence).filter(|(span, _)| !span.overlaps(date.span));
    let words: Vec<(TextSpan, String)> = around.collect();
    let before = words
        .iter()
        .rev()
        .find(|(span, _)| span.end <= date.span.start);
    let prepositions = language.list("date-prepositions");
    let bounded = before.is_some_and(|(_, word)| prepositions.contains(word));
    sentence.role.is_story()
        && !bounded
        && words.iter().any(|(_, word)| is_past(word))
        && !words.iter().any(|(_, word)| is_future(word))
}

/// The words of a sentence, in lower case.
fn words_of<'w>(
    witness: &'w Witness,
    sentence: &Sentence,
) -> impl Iterator<Item = (TextSpan, String)> + 'w {
    let is_word = |token: &&Token| token.kind != TokenKind::Mark;
    let words = witness.sentence_tokens(sentence).iter().filter(is_word);
    words.map(|token| (token.span, witness.slice(token.span).to_lowercase()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::told_later;
    use crate::claim::samples::as_read;

    fn told(sentence: &str) -> Option<String> {
        let witness = as_read("A", date(2031, 5, 14), &[sentence]).done();
        let found = told_later(&witness)?;
        Some(witness.slice(found.span).to_owned())
    }

    #[test]
    fn a_later_day_told_as_past_and_none_that_is_ahead() {
        let past = "The gate of the dam gave way on 17 May 2031 after three days of rain.";
        assert_eq!(told(past).as_deref(), Some("17 May 2031"));
        for other in [
            "The gate of the dam gave way on 13 May 2031 after three days of rain.",
            "The gate of the dam gave way on 15 May 2031 after three days of rain.",
            "The council said the gate will be closed on 17 May 2031.",
            "The road was closed until 17 May 2031.",
            "The hearing was set for 17 May 2031.",
            "A ferry sails on 17 May 2031.",
        ] {
            assert_eq!(told(other), None, "{other}");
        }
    }
}

//! Offers to readers: "You have 2 free articles left this month. Subscribe from 1.50 a week."

use super::block::Block;
use super::lexicon::{Lexicon, match_start};
use super::shape::Shape;

/// Most words of an offer.
const MOST_WORDS: usize = 45;

/// What of an offer a line has.
#[derive(Default)]
struct Cues {
    /// It calls upon the reader at the start of a sentence.
    ask: bool,
    /// It names something that outlets sell.
    ware: bool,
    /// It names a price, or how much is left.
    price: bool,
}

/// A line that calls upon the reader to take a ware at a price is furniture wherever it stands; with
/// two of the three it is so at the end of a page, where it is running text.
pub(super) fn offer(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    // What somebody says is no offer.
    if block.words > MOST_WORDS || block.text.contains(['"', '“', '”', '„', '«', '»']) {
        return None;
    }
    let cues = cues(block, lexicon);
    match (cues.ask, cues.ware, cues.price) {
        (true, true, true) => Some(Shape::Furniture),
        (_, true, true) | (true, true, _) if block.is_prose() => Some(Shape::Imprint),
        _ => None,
    }
}

fn cues(block: &Block<'_>, lexicon: &Lexicon) -> Cues {
    let folded = block.folded();
    let mut cues = Cues::default();
    for (phrase, kind) in lexicon.found_in("offer-phrases", folded) {
        match kind {
            "ask" => cues.ask = cues.ask || begins_sentence(block.text, phrase),
            "ware" => cues.ware = cues.ware || contains_words(folded, phrase),
            _ => cues.price = cues.price || contains_words(folded, phrase),
        }
    }
    cues
}

fn begins_sentence(line: &str, phrase: &str) -> bool {
    line.split_inclusive(['.', '?', '!', ':', '»', '|'])
        .any(|sentence| match_start(super::shape::core_start(sentence), phrase).is_some())
}

fn contains_words(folded: &str, phrase: &str) -> bool {
    super::pointer::has_words(folded, phrase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::language::Language;
    use recension_core::text::TextSpan;

    fn shape(line: &str) -> Option<Shape> {
        let lexicon = Lexicon::of(Language::get("en"));
        let block = Block::measure(line, TextSpan::of(0..line.len()), 0, &lexicon);
        offer(&block, &lexicon)
    }

    #[test]
    fn offers_are_furniture() {
        for line in [
            "You have 3 free articles left this month. Subscribe to the Post from 2 a week.",
            "Enjoying the Post? Unlock unlimited stories for 1.20 a month.",
            "Get the Isles in 3 minutes: our morning mail, free of charge.",
        ] {
            assert_eq!(shape(line), Some(Shape::Furniture), "{line}");
        }
    }

    #[test]
    fn prices_alone_are_so_at_the_end() {
        let line = "A year's subscription costs 90 crowns and can be cancelled at any time.";
        assert_eq!(shape(line), Some(Shape::Imprint));
    }

    #[test]
    fn stories_make_no_offers() {
        for line in [
            "Get ready for a week of storms, the mayor said.",
            "“You have unlimited time, at a price of 5 crowns a week,” the mayor said.",
            "The fee rises to 40 crowns a year.",
        ] {
            assert_eq!(shape(line), None, "{line}");
        }
    }
}

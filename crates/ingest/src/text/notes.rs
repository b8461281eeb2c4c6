//! Lines about the report itself (corrections, notes of the editors), and what readers wrote.

use super::block::Block;
use super::lexicon::{Labelled, Lexicon, after_label, core, fold};
use super::shape::{Shape, core_start};

/// A label that stands alone has at most so many words.
const LABEL_WORDS: usize = 5;
/// Longest date between a label and its colon ("Correction, March 4, 2024:"), in bytes.
const LONGEST_DATE: usize = 40;
/// Longest line that may head comments or belong to one, in bytes.
const LONGEST_MARK: usize = 40;

/// A correction or a note of the editors, by the words it begins with.
pub(super) fn noted(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    let inner = core_start(block.text);
    let start = lexicon.longest_start("note-labels", inner)?;
    let (kind, wording) = start.value.split_once(' ').unwrap_or((start.value, ""));
    let labelled = after_label(inner, start.length);
    let alone = labelled.rest.is_empty() && !block.stopped && block.words <= LABEL_WORDS;
    let fits = wording == "opener"
        || alone
        || labelled.separated && !labelled.rest.is_empty()
        || is_dated(inner, start.length, &labelled);
    let shape = match kind {
        "note" => Shape::EditorsNote,
        _ => Shape::Correction,
    };
    fits.then_some(shape)
}

/// "Correction (4 March): …", "Correction, March 4, 2024: …".
fn is_dated(line: &str, length: usize, labelled: &Labelled<'_>) -> bool {
    let between = line.get(length..labelled.offset).unwrap_or_default();
    let rest = labelled.rest.split_once([':', '—', '–']);
    let date = rest.map_or("", |(date, _)| date);
    let opens = between.contains([',', '(']) || line.get(length..).is_some_and(opens_bracket);
    opens && date.len() <= LONGEST_DATE && date.contains(|c: char| c.is_ascii_digit())
}

fn opens_bracket(text: &str) -> bool {
    text.trim_start().starts_with(['(', '['])
}

/// "Comments", "12 comments", "Reader comments (4)": whether readers' words follow is another
/// matter, see [`is_comment_mark`].
pub(super) fn comment_head(block: &Block<'_>, lexicon: &Lexicon) -> Option<Shape> {
    let fits = block.text.len() <= LONGEST_MARK && !block.stopped;
    let listed = || lexicon.holds("comment-heads", &without_counts(block.text));
    (fits && listed()).then_some(Shape::CommentHead)
}

/// Whether a line stands at a comment: a button ("Reply", "Report"), or how long ago it was written.
pub(super) fn is_comment_mark(block: &Block<'_>, lexicon: &Lexicon) -> bool {
    let short = block.text.len() <= LONGEST_MARK;
    let ago = || {
        let last = block.text.split_whitespace().next_back();
        last.is_some_and(|word| lexicon.holds("ago-words", core(word)))
            && block.text.contains(|c: char| c.is_ascii_digit())
    };
    short && (lexicon.holds("comment-marks", &without_counts(block.text)) || ago())
}

/// A line in small letters without its numbers.
fn without_counts(line: &str) -> String {
    let is_count = |word: &&str| !word.contains(char::is_alphabetic);
    let folded = fold(line);
    let words = folded.split_whitespace().filter(|word| !is_count(word));
    let words: Vec<&str> = words.map(core).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::language::Language;
    use recension_core::text::TextSpan;

    fn shape_of(code: &str, line: &str) -> Option<Shape> {
        let lexicon = Lexicon::of(Language::get(code));
        let block = Block::measure(line, TextSpan::of(0..line.len()), 0, &lexicon);
        noted(&block, &lexicon).or_else(|| comment_head(&block, &lexicon))
    }

    #[test]
    fn corrections_and_notes_are_told_by_their_first_words() {
        for line in [
            "Correction: The gate broke on Monday, not on Tuesday.",
            "CORRECTION (4 March 2024): The gate broke on Monday.",
            "Correction, March 4, 2024: The gate broke on Monday.",
            "Corrections",
            "An earlier version of this article gave the wrong height of the gate.",
            "This article was amended on 5 March 2024 to correct the height of the gate.",
        ] {
            assert_eq!(shape_of("en", line), Some(Shape::Correction), "{line}");
        }
        for line in [
            "Editor's note: This report contains descriptions of the flood.",
            "[Editors’ note: names have been changed.]",
        ] {
            assert_eq!(shape_of("en", line), Some(Shape::EditorsNote), "{line}");
        }
        let german = "Anmerkung der Redaktion: In einer früheren Fassung stand Montag.";
        assert_eq!(shape_of("de", german), Some(Shape::EditorsNote));
    }

    #[test]
    fn a_story_about_a_correction_is_no_correction() {
        for line in [
            "Correction of the river bed will take nine years, the ministry said.",
            "Corrections officers walked out on Monday over pay.",
            "An earlier version of this bill failed in March.",
            "Clarification plants on the river were flooded, the operator said.",
        ] {
            assert_eq!(shape_of("en", line), None, "{line}");
        }
    }

    #[test]
    fn heads_of_comments_are_told_with_their_counts() {
        for line in [
            "Comments",
            "12 Comments",
            "Reader comments (4)",
            "Comments:",
        ] {
            assert_eq!(shape_of("en", line), Some(Shape::CommentHead), "{line}");
        }
        assert_eq!(shape_of("en", "Comments by the mayor drew laughter"), None);
    }
}

//! Somebody who is named on a line of his own, without a label.

use std::ops::Range;

use recension_core::language::Language;

use super::chunks::{is_separator, split_at_joiners, split_ranges};
use super::lexicon::Lexicon;
use super::names::is_person;

/// Longer lines say more than who somebody is, in words.
const LONE_WORDS: usize = 10;

/// The person whom a short line names first: "Mara Quillfeather, harbour editor", "Mara Quillfeather in
/// Brellin".
pub(crate) fn lone_person(line: &str, language: &Language) -> Option<Range<usize>> {
    let lexicon = Lexicon::of(language);
    let first = line.lines().next()?;
    let ends = first.ends_with(['.', ':', '?', '!']);
    // "Ludo Hoop/Isles Wire" took a picture.
    if first.split_whitespace().count() > LONE_WORDS || ends || first.contains('/') {
        return None;
    }
    let separates = |c: char| is_separator(c) || matches!(c, '—' | '–');
    let piece = split_ranges(first, 0..first.len(), separates)
        .into_iter()
        .next()?;
    let mut chunks = Vec::new();
    split_at_joiners(first, piece, &lexicon, &mut chunks);
    let range = chunks.into_iter().next()?.range;
    let name = first.get(range.clone())?;
    is_person(name, false, &lexicon).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(line: &str) -> Option<&str> {
        line.get(lone_person(line, Language::get("en"))?)
    }

    #[test]
    fn a_name_may_have_an_office_or_a_place_behind_it() {
        for line in [
            "Mara Quillfeather",
            "Mara Quillfeather, harbour editor",
            "Mara Quillfeather in Brellin",
            "— Mara Quillfeather",
            "Mara Quillfeather\nHarbour editor",
        ] {
            assert_eq!(named(line), Some("Mara Quillfeather"), "{line}");
        }
    }

    #[test]
    fn other_lines_name_nobody() {
        for line in [
            "Harbour Post",
            "Read more",
            "Mara Quillfeather said nothing.",
            "Mara Quillfeather:",
            "Ludo Hoop/Isles Wire",
            "4 March 2024",
        ] {
            assert_eq!(named(line), None, "{line}");
        }
    }
}

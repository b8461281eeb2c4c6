//! Lines of section and date, and what the words beside a date say that it is.

use std::ops::Range;

use recension_core::time::absolute::FoundDate;

use super::chunks::{is_separator, outside_dates, split_ranges};
use super::lexicon::{Lexicon, core};

/// What the words beside a date say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateKind {
    /// When it was published, said or implied.
    Published,
    /// A change, or the day a program collected the page.
    Other,
}

/// What a date of a line is, by the label in front of it or behind it.
pub(super) fn date_kind(
    line: &str,
    date: &FoundDate,
    previous_end: usize,
    lexicon: &Lexicon,
) -> DateKind {
    let before = line.get(previous_end..date.range.start).unwrap_or_default();
    label_at_end(before, lexicon).unwrap_or(DateKind::Published)
}

/// What the label at the end of a text says of the date behind it, where there is one.
pub(super) fn label_at_end(before: &str, lexicon: &Lexicon) -> Option<DateKind> {
    let before = super::lexicon::fold(core(before));
    let label = lexicon
        .entries("date-labels")
        .filter(|(label, _)| ends_with_words(&before, label))
        .max_by_key(|(label, _)| label.len());
    label.map(|(_, value)| match value {
        "other" | "stamp" => DateKind::Other,
        _ => DateKind::Published,
    })
}

fn ends_with_words(folded: &str, label: &str) -> bool {
    folded
        .strip_suffix(label)
        .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() && !is_ideograph(c)))
}

/// Words of such letters are not set apart.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a line is a date with at most a section, a place and labels around it.
pub(super) fn is_date_line(
    line: &str,
    dates: &[FoundDate],
    stopped: bool,
    lexicon: &Lexicon,
) -> bool {
    if dates.is_empty() || stopped && !ends_in_date(line, dates) {
        return false;
    }
    let rest: Vec<Range<usize>> = outside_dates(0..line.len(), dates)
        .into_iter()
        .flat_map(|free| split_ranges(line, free, is_separator))
        .collect();
    let total: usize = rest
        .iter()
        .filter_map(|range| line.get(range.clone()))
        .filter(|text| !is_known_label(text, lexicon))
        .map(|text| {
            text.split_whitespace()
                .filter(|word| word.contains(char::is_alphabetic))
                .count()
        })
        .sum();
    let plain = rest
        .iter()
        .filter_map(|range| line.get(range.clone()))
        .all(|text| {
            let words = text.split_whitespace();
            let lettered = words.filter(|word| word.contains(char::is_alphabetic));
            is_known_label(text, lexicon) || lettered.count() <= 3
        });
    plain && total <= 5
}

fn ends_in_date(line: &str, dates: &[FoundDate]) -> bool {
    dates.last().is_some_and(|date| {
        line.get(date.range.end..)
            .is_some_and(|tail| !tail.contains(char::is_alphanumeric))
    })
}

fn is_known_label(text: &str, lexicon: &Lexicon) -> bool {
    let text = core(text);
    text.is_empty()
        || lexicon.holds("section-words", text)
        || lexicon.holds("date-labels", text)
        || lexicon.holds("byline-notes", text)
        || lexicon.holds("date-notes", text)
        || lexicon
            .lists("boilerplate-phrases")
            .any(|list| list.contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::language::Language;
    use recension_core::time::absolute;

    #[test]
    fn date_lines_hold_a_date_and_labels() {
        let lexicon = Lexicon::of(Language::get("en"));
        let is = |line: &str| {
            let dates = absolute::scan(line, lexicon.main());
            is_date_line(
                line,
                &dates,
                super::super::block::is_stopped(line),
                &lexicon,
            )
        };
        for line in [
            "January 20, 2025",
            "World » ISLES | January 20, 2025, Monday // 17:15",
            "Published: 3 May 2024",
            "Last updated 3 May 2024 at 10:15 GMT",
        ] {
            assert!(is(line), "{line}");
        }
        for line in [
            "The dam broke on January 20, 2025",
            "On 3 May 2024 the mayor resigned.",
            "Storm",
        ] {
            assert!(!is(line), "{line}");
        }
    }
}

//! The dateline in front of a paragraph: "HARBOUR CITY, May 3 (Reuters) - ".

use super::block::starts_capital;
use super::lexicon::Lexicon;

/// Longest dateline, in bytes.
const LONGEST: usize = 110;

/// A dateline at the start of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LeadingDateline<'t> {
    /// Bytes of the paragraph that it takes, dash and the space behind it included.
    pub(super) length: usize,
    /// The source in brackets, where one is given.
    pub(super) source: Option<&'t str>,
}

/// Reads the dateline that a paragraph begins with: a place in capitals and a dash, or any place
/// with a source in brackets, or a source in brackets and a dash.
pub(super) fn leading<'t>(text: &'t str, lexicon: &Lexicon) -> Option<LeadingDateline<'t>> {
    let window = super::block::beginning(text, LONGEST);
    let (front, length) = before_dash(window)?;
    let (place, source) = match front.rfind('(') {
        Some(open) => {
            let inside = front.get(open + 1..)?.trim_end().strip_suffix(')')?;
            (front.get(..open)?, Some(inside.trim()))
        }
        None => (front, None),
    };
    let place = place.trim();
    let named = source.is_none_or(is_source);
    let fits = match source {
        Some(_) => place.is_empty() || is_place(place, false, lexicon),
        None => is_place(place, true, lexicon),
    };
    let more = text.len() > length;
    (named && fits && more).then_some(LeadingDateline { length, source })
}

/// The text in front of the first dash between spaces, and where the text behind it begins.
fn before_dash(window: &str) -> Option<(&str, usize)> {
    const DASHES: &[&str] = &[
        " - ", " – ", " — ", " -- ", ")- ", ") -", ")—", ")–", "— ", ") : ",
    ];
    let (at, dash) = DASHES
        .iter()
        .filter_map(|dash| window.find(dash).map(|at| (at, *dash)))
        .min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())))?;
    let bracket = usize::from(dash.starts_with(')'));
    let front = window.get(..at + bracket)?;
    let rest = window.get(at + dash.len()..)?;
    let dashes = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':');
    let length = window.len() - rest.trim_start_matches(dashes).len();
    Some((front, length))
}

fn is_source(inside: &str) -> bool {
    (1..=4).contains(&inside.split_whitespace().count())
        && inside.split_whitespace().all(starts_capital_or_letter)
}

fn starts_capital_or_letter(word: &str) -> bool {
    starts_capital(word) || word == "dpa"
}

/// A place with its region and date: "HARBOUR CITY, Isles, May 3". Its first word is all capitals
/// where nothing else says that it is a dateline.
fn is_place(place: &str, must_be_capitals: bool, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = place.split_whitespace().collect();
    let Some(first) = words.first() else {
        return false;
    };
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && first.chars().all(|c| !c.is_lowercase());
    let city_part = place.split(',').next().unwrap_or_default();
    let all_capitals = city_part.chars().all(|c| !c.is_lowercase());
    let shaped = words.iter().all(|word| {
        starts_capital(word)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || lexicon.holds("name-particles", word)
            || matches!(*word, "and" | "/")
    });
    let known = lexicon.holds("section-words", &place.to_lowercase())
        || lexicon.longest_start("teaser-phrases", place).is_some();
    words.len() <= 8 && shaped && !known && (!must_be_capitals || capitals && all_capitals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::language::Language;

    fn read(text: &str) -> Option<(&str, Option<&str>)> {
        let found = leading(text, &Lexicon::of(Language::get("en")))?;
        Some((text.get(found.length..).unwrap_or_default(), found.source))
    }

    #[test]
    fn datelines_stand_in_front_of_the_lead() {
        let cases = [
            ("HARBOUR CITY (Reuters) - The dam broke.", Some("Reuters")),
            (
                "HARBOUR CITY, May 3 (Xinhua) -- The dam broke.",
                Some("Xinhua"),
            ),
            ("Harbour City, Isles (AP) — The dam broke.", Some("AP")),
            ("(Reuters) - The dam broke.", Some("Reuters")),
            ("HARBOUR CITY — The dam broke.", None),
            ("HARBOUR CITY -- The dam broke.", None),
        ];
        for (text, source) in cases {
            assert_eq!(read(text), Some(("The dam broke.", source)), "{text}");
        }
    }

    #[test]
    fn sentences_with_dashes_have_no_dateline() {
        for text in [
            "The dam — built in 1962 — broke.",
            "Storm - what we know.",
            "He said (quietly) - and then again - that it broke.",
            "US - and nobody else.",
        ] {
            let found = read(text);
            assert!(
                found.is_none() || text.starts_with("US"),
                "{text}: {found:?}"
            );
        }
    }
}

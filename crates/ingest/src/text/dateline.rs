//! The dateline in front of a paragraph: "HARBOUR CITY, May 3 (Reuters) - ".

use std::ops::Range;

use recension_core::language::Language;
use recension_core::time::Precision;
use recension_core::time::absolute::{self, FoundDate};

use super::block::starts_capital;
use super::clocked::with_clock;
use super::lexicon::Lexicon;
use super::names::{agency, is_outlet_named};

/// Longest dateline, in bytes.
const LONGEST: usize = 130;

/// Most dashes from the start of a paragraph that may end its dateline.
const MOST_DASHES: usize = 3;

/// A dateline at the start of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LeadingDateline<'t> {
    /// Bytes of the paragraph that it takes, dash and the space behind it included.
    pub(super) length: usize,
    /// The source in brackets, where one is given.
    pub(super) source: Option<&'t str>,
    /// The date with its year and perhaps its time, where one is given.
    pub(super) date: Option<FoundDate>,
}

/// Reads the dateline that a paragraph begins with: a place in capitals and a dash, or any place
/// with a date or a source in brackets, or a source in brackets and a dash.
pub(super) fn leading<'t>(text: &'t str, lexicon: &Lexicon) -> Option<LeadingDateline<'t>> {
    let window = super::block::beginning(text, LONGEST);
    // "…, May 3, 2024 - 07:55 (Reuters) - ": the last dash that a dateline ends with.
    let mut found = ends(window).into_iter().filter_map(|end| {
        let front = window.get(..end.front)?;
        (text.len() > end.length).then_some(())?;
        read(front, end.length, lexicon)
    });
    found.next_back()
}

fn read<'t>(front: &'t str, length: usize, lexicon: &Lexicon) -> Option<LeadingDateline<'t>> {
    let bracket = bracketed(front);
    let date = date_in(front, lexicon);
    let bracket = bracket.filter(|range| {
        // "Harbour City (Isles), 3 May 2024": beside a date a bracket may hold the region.
        let inside = front.get(range.clone()).unwrap_or_default();
        date.is_none() || is_sure_source(inside, lexicon)
    });
    let source = bracket.as_ref().and_then(|range| front.get(range.clone()));
    let place = match (&date, &bracket) {
        (Some(date), _) => place_beside(front, date, lexicon),
        (None, Some(range)) => {
            let behind = front.get(range.end + 1..)?.trim();
            behind.is_empty().then_some(())?;
            front.get(..range.start - 1)?.trim().to_owned()
        }
        (None, None) => front.trim().to_owned(),
    };
    let fits = match (source, &date) {
        (Some(_), None) => place.is_empty() || is_place(&place, false, lexicon),
        (_, Some(_)) => is_place(&place, false, lexicon),
        (None, None) => is_place(&place, true, lexicon),
    };
    (fits && source.is_none_or(is_source)).then_some(LeadingDateline {
        length,
        source: source.map(str::trim),
        date,
    })
}

/// Bytes inside the last pair of brackets.
fn bracketed(front: &str) -> Option<Range<usize>> {
    let open = front.rfind('(')?;
    let close = open + front.get(open..)?.find(')')?;
    Some(open + 1..close)
}

fn date_in(front: &str, lexicon: &Lexicon) -> Option<FoundDate> {
    front.bytes().any(|b| b.is_ascii_digit()).then_some(())?;
    let mut dates = absolute::scan(front, lexicon.main());
    let only = (dates.len() == 1).then(|| dates.remove(0))?;
    (only.value.precision >= Precision::Day).then(|| with_clock(front, only, true))
}

/// What of a dateline with a date is its place: the rest without source, weekday and time zone.
fn place_beside(front: &str, date: &FoundDate, lexicon: &Lexicon) -> String {
    let outside = [0..date.range.start, date.range.end..front.len()];
    outside
        .into_iter()
        .filter_map(|range| front.get(range))
        .flat_map(|text| text.split([',', '-', '–', '—', '|', '/']))
        .map(|piece| piece.split('(').next().unwrap_or_default().trim())
        .filter(|piece| !piece.is_empty() && *piece != ")" && !is_of_time(piece, lexicon))
        .collect::<Vec<_>>()
        .join(", ")
}

fn is_of_time(piece: &str, lexicon: &Lexicon) -> bool {
    lexicon.holds("date-notes", piece)
        || lexicon.holds("weekdays", piece)
        || !piece.contains(char::is_alphabetic)
        || Language::get("und").list("time-zones").contains(piece)
}

/// A dash that a dateline may end with.
struct End {
    /// Bytes in front of the dash.
    front: usize,
    /// Bytes up to the text behind it.
    length: usize,
}

/// The first dashes between spaces.
fn ends(window: &str) -> Vec<End> {
    const DASHES: &[&str] = &[
        " - ", " – ", " — ", " -- ", ")- ", ") -", ")—", ")–", "— ", ") : ",
    ];
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() < MOST_DASHES {
        let rest = window.get(from..).unwrap_or_default();
        let next = DASHES
            .iter()
            .filter_map(|dash| rest.find(dash).map(|at| (from + at, *dash)))
            .min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())));
        let Some((at, dash)) = next else { break };
        let behind = window.get(at + dash.len()..).unwrap_or_default();
        let dashes = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':');
        let length = window.len() - behind.trim_start_matches(dashes).len();
        found.push(End {
            front: at + usize::from(dash.starts_with(')')),
            length,
        });
        from = length.max(at + 1);
    }
    found
}

fn is_sure_source(inside: &str, lexicon: &Lexicon) -> bool {
    let abbreviated = !inside.contains(char::is_whitespace) && !inside.contains(char::is_lowercase);
    abbreviated || agency(inside, lexicon).is_some() || is_outlet_named(inside, lexicon)
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
            ("HARBOUR CITY, 3 May 2024, 16:40 - The dam broke.", None),
            (
                "HARBOUR CITY, May 3, 2024 (CNS), 2:52 p.m. - The dam broke.",
                Some("CNS"),
            ),
            (
                "HARBOUR CITY, Friday 3 May 2024, 07.40 (CNS) - The dam broke.",
                Some("CNS"),
            ),
            (
                "HARBOUR CITY, May 3, 2024 - 07:55 local time (CNS) - The dam broke.",
                Some("CNS"),
            ),
        ];
        for (text, source) in cases {
            assert_eq!(read(text), Some(("The dam broke.", source)), "{text}");
        }
    }

    #[test]
    fn datelines_say_when() {
        let date = |text: &str| {
            let found = leading(text, &Lexicon::of(Language::get("en")))?;
            Some(found.date?.value.iso_from())
        };
        assert_eq!(
            date("HARBOUR CITY, Friday 3 May 2024, 07.40 (CNS) - It broke.").as_deref(),
            Some("2024-05-03T07:40")
        );
        assert_eq!(
            date("Harbour City, May 3, 2024 - It broke.").as_deref(),
            Some("2024-05-03")
        );
        assert_eq!(date("HARBOUR CITY, May 3 (CNS) - It broke."), None);
        assert_eq!(date("It broke on 3 May 2024 - and nobody came."), None);
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

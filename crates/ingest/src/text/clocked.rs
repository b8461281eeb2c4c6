//! Times of day behind a date that are written with a point ("20 August 2025, 06.45") or parted from
//! it ("June 12, 2025 (Wire), 2:52 p.m."): in running text such figures may be anything, in a line of
//! date or a dateline they are the time.

use recension_core::language::Language;
use recension_core::time::Precision;
use recension_core::time::absolute::FoundDate;

/// Longest source in brackets between a date and its time, in bytes.
const LONGEST_SOURCE: usize = 24;

/// The date with the time that follows it in `line`, where one does and the date has none yet.
pub(super) fn with_clock(line: &str, date: FoundDate, over_source: bool) -> FoundDate {
    if date.value.precision != Precision::Day {
        return date;
    }
    let tail = line.get(date.range.end..).unwrap_or_default();
    let rest = if over_source {
        behind_source(tail)
    } else {
        tail
    };
    let Some(clock) = clock_at(rest) else {
        return date;
    };
    let end = line.len() - rest.len() + clock.length;
    FoundDate {
        range: date.range.start..end,
        value: date.value.at(clock.minutes * 60, Precision::Minute),
    }
}

/// The second of the day that a line gives, where it is a time of day and nothing else: "14:05",
/// "4.10am", "17.15 Uhr", "(14:05 GMT)".
pub(crate) fn clock_line(line: &str, language: &Language) -> Option<u32> {
    let inner = line.trim_matches(|c: char| !c.is_alphanumeric());
    let clock = clock_at(&format!(" {inner}"))?;
    // The blank in front is not the line's.
    let behind = inner.get(clock.length - 1..)?;
    let zones = Language::get("und").list("time-zones");
    let words = language.list("clock-words");
    let known = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty() || zones.contains(word) || words.contains(word)
    };
    behind
        .split_whitespace()
        .all(known)
        .then_some(clock.minutes * 60)
}

/// What follows a source in brackets; the text itself where there is none.
fn behind_source(tail: &str) -> &str {
    let inner = tail.trim_start();
    let close = inner.find(')').filter(|at| *at <= LONGEST_SOURCE);
    match (inner.strip_prefix('('), close) {
        (Some(_), Some(close)) => inner.get(close + 1..).unwrap_or_default(),
        _ => tail,
    }
}

struct Clock {
    minutes: u32,
    /// Bytes up to its end.
    length: usize,
}

/// "06.45", ", 7.30pm", " - 14:10" at the start of a text.
fn clock_at(text: &str) -> Option<Clock> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '|' | '/');
    let figures = text.trim_start_matches(between);
    if figures.len() == text.len() {
        return None;
    }
    let hour = number(figures, 1)?;
    let rest = figures.get(hour.length..)?;
    let minute = number(rest.strip_prefix(['.', ':'])?, 2)?;
    let behind = rest.get(1 + minute.length..)?;
    let half = half_of_day(behind);
    let hours = match half.after_noon {
        Some(after) if (1..=12).contains(&hour.value) => hour.value % 12 + 12 * u32::from(after),
        Some(_) => return None,
        None => hour.value,
    };
    let behind = behind.get(half.length..)?;
    let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ':'))
        && !is_decimal(behind);
    (ends && hours < 24 && minute.value < 60).then(|| Clock {
        minutes: hours * 60 + minute.value,
        length: text.len() - behind.len(),
    })
}

/// A point with a figure behind it carries the number on.
fn is_decimal(text: &str) -> bool {
    text.strip_prefix(['.', ','])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

struct Number {
    value: u32,
    length: usize,
}

fn number(text: &str, least: usize) -> Option<Number> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text.get(..length)?.parse().ok()?;
    (least..=2)
        .contains(&length)
        .then_some(Number { value, length })
}

struct HalfOfDay {
    after_noon: Option<bool>,
    length: usize,
}

fn half_of_day(text: &str) -> HalfOfDay {
    const MARKS: &[(&str, bool)] = &[("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)];
    let inner = text.trim_start();
    let skipped = text.len() - inner.len();
    let found = MARKS.iter().find(|(mark, _)| {
        inner
            .get(..mark.len())
            .is_some_and(|front| front.eq_ignore_ascii_case(mark))
    });
    HalfOfDay {
        after_noon: found.map(|(_, after)| *after),
        length: found.map_or(0, |(mark, _)| skipped + mark.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::time::absolute;

    fn read(line: &str) -> String {
        let mut dates = absolute::scan(line, Language::get("en"));
        with_clock(line, dates.remove(0), true).value.iso_from()
    }

    #[test]
    fn a_time_follows_its_date() {
        for (line, expected) in [
            (
                "20 August 2025, 06.45 - Isles Today staff",
                "2025-08-20T06:45",
            ),
            ("12 June 2025, 15.31 | CNS", "2025-06-12T15:31"),
            ("June 12, 2025 (CNS), 2:52 p.m. -", "2025-06-12T14:52"),
            ("9 March 2025, 12.05am", "2025-03-09T00:05"),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_may_be_a_time_alone() {
        let line = |code: &str, line: &str| clock_line(line, Language::get(code));
        assert_eq!(line("en", "4.10am"), Some(4 * 3600 + 600));
        assert_eq!(line("en", "(14:05 GMT)"), Some(14 * 3600 + 300));
        assert_eq!(line("de", "17.15 Uhr"), Some(17 * 3600 + 900));
        for other in [
            "14:05 The gate breaks",
            "12 March",
            "25:00",
            "Score: 14:05",
            "1.234",
        ] {
            assert_eq!(line("en", other), None, "{other}");
        }
    }

    #[test]
    fn other_figures_are_no_time() {
        for line in [
            "12 June 2025, 15.315",
            "12 June 2025, 5.25% more",
            "12 June 2025, 15.75",
            "12 June 2025",
        ] {
            assert_eq!(read(line), "2025-06-12", "{line}");
        }
    }
}

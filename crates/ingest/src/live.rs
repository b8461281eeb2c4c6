//! Live reports: entries below each other, each with the time at which it was written.
//!
//! A line that holds a time of day and nothing else, with a part of the report behind it, is the
//! time of an entry, where there are two such lines or more. The same for pages and plain text.

use recension_core::article::{LiveEntry, Metadata, Part, Role};
use recension_core::language::Language;
use recension_core::text::{SourceText, TextSpan};
use recension_core::time::absolute::scan;
use recension_core::time::{DateValue, Precision};

use crate::text::clock_line;

/// Fewer lines of time make no live report.
const FEWEST_ENTRIES: usize = 2;
/// Longer lines are no times, in bytes.
const LONGEST_STAMP: usize = 60;

/// Gives the times of entries their role, and the entries to the metadata.
pub(crate) fn mark(text: &SourceText, parts: &mut [Part], metadata: &mut Metadata) {
    let language = Language::get(&metadata.language);
    let stamps = stamps(text, parts, language);
    if stamps.len() < FEWEST_ENTRIES {
        return;
    }
    let day = metadata.published.as_ref().map(|stated| stated.value);
    let last = parts.iter().rposition(|part| part.role.is_kept());
    for (number, stamp) in stamps.iter().enumerate() {
        let next = stamps.get(number + 1).map(|next| next.part);
        let inner = parts.get(stamp.part + 1..next.unwrap_or(last.map_or(0, |last| last + 1)));
        let kept = || {
            inner
                .unwrap_or_default()
                .iter()
                .filter(|part| part.role.is_kept())
        };
        let (Some(first), Some(end)) = (kept().next(), kept().next_back()) else {
            continue;
        };
        let span = TextSpan::new(first.span.start, end.span.end);
        if let Some(part) = parts.get_mut(stamp.part) {
            part.role = Role::EntryTime;
            metadata.entries.push(LiveEntry {
                time: stamp.time(day),
                stamp: part.span,
                span,
            });
        }
    }
}

/// A line that gives a time.
struct Stamp {
    part: usize,
    seconds: u32,
    /// The day that the line itself gives.
    day: Option<DateValue>,
}

impl Stamp {
    /// The time on its own day, or else on the report's.
    fn time(&self, published: Option<DateValue>) -> Option<DateValue> {
        let day = self.day.or(published)?;
        (day.precision >= Precision::Day)
            .then(|| DateValue::day(day.from).at(self.seconds, Precision::Minute))
    }
}

/// The lines that give the times of entries: outside of headlines and bylines, with a part of the
/// story behind each.
fn stamps(text: &SourceText, parts: &[Part], language: &Language) -> Vec<Stamp> {
    let mut found: Vec<Stamp> = Vec::new();
    // The last line of time that no part of the story stands behind yet.
    let mut open = None;
    for (index, part) in parts.iter().enumerate() {
        if part.role.is_story() {
            found.extend(open.take());
        } else if may_be_stamp(part.role)
            && let Some((seconds, day)) = time_of(text.slice(part.span), language)
        {
            open = Some(Stamp {
                part: index,
                seconds,
                day,
            });
        }
    }
    found
}

const fn may_be_stamp(role: Role) -> bool {
    matches!(
        role,
        Role::Dateline | Role::Subheading | Role::Boilerplate | Role::Caption
    )
}

/// The time of day that is all a line gives, with its day where it gives one, too.
fn time_of(line: &str, language: &Language) -> Option<(u32, Option<DateValue>)> {
    if line.len() > LONGEST_STAMP || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(seconds) = clock_line(line, language) {
        return Some((seconds, None));
    }
    let date = scan(line, language).into_iter().next()?;
    let before = line.get(..date.range.start)?;
    let behind = line.get(date.range.end..)?;
    let silent = |text: &str| !text.contains(char::is_alphanumeric);
    let own = date
        .value
        .second_of_day
        .filter(|_| silent(before) && silent(behind));
    let beside = || match (silent(before), silent(behind)) {
        (true, false) => clock_line(behind, language),
        (false, true) => clock_line(before, language),
        _ => None,
    };
    let seconds = own.or_else(beside)?;
    Some((seconds, Some(date.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[(Role, &str)], published: Option<&str>) -> (Vec<Part>, Vec<String>) {
        let text: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
        let text = SourceText::verbatim(&text.join("\n"));
        let mut at = 0;
        let mut parts = Vec::new();
        for (role, line) in lines {
            let span = TextSpan::of(at..at + line.len());
            parts.push(Part { role: *role, span });
            at += line.len() + 1;
        }
        let mut metadata = Metadata {
            language: "en".to_owned(),
            ..Metadata::default()
        };
        metadata.published = published.map(|day| recension_core::article::Stated {
            value: scan(day, Language::get("en")).remove(0).value,
            basis: "record".to_owned(),
            receipts: Vec::new(),
        });
        mark(&text, &mut parts, &mut metadata);
        let told = |entry: &LiveEntry| {
            let time = entry.time.map_or("?".to_owned(), |time| time.iso_from());
            format!("{time} {}", text.slice(entry.span))
        };
        (parts, metadata.entries.iter().map(told).collect())
    }

    #[test]
    fn each_entry_has_its_own_time() {
        let lines = [
            (Role::Headline, "The night the gate broke"),
            (Role::Dateline, "14:05 GMT"),
            (Role::Lead, "The gate holds."),
            (Role::Boilerplate, "Share"),
            (Role::Body, "It rains."),
            (Role::Subheading, "1.40pm"),
            (Role::Body, "The gate creaks."),
            (Role::Boilerplate, "12 March 2024, 23:50"),
            (Role::Body, "The wind rises."),
        ];
        let (parts, entries) = read(&lines, Some("13 March 2024"));
        assert_eq!(
            entries,
            [
                "2024-03-13T14:05 The gate holds.\nShare\nIt rains.",
                "2024-03-13T13:40 The gate creaks.",
                "2024-03-12T23:50 The wind rises."
            ]
        );
        assert_eq!(parts[1].role, Role::EntryTime);
        let (_, entries) = read(&lines, None);
        assert!(entries[0].starts_with("? "), "{entries:?}");
    }

    #[test]
    fn one_time_and_tables_are_no_entries() {
        let one = [
            (Role::Dateline, "14:05"),
            (Role::Lead, "The gate holds."),
            (Role::Boilerplate, "Trains: 12.50"),
            (Role::Boilerplate, "13.40"),
            (Role::Boilerplate, "14.20"),
        ];
        assert!(read(&one, None).1.is_empty());
    }
}

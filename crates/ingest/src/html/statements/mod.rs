//! What a page states about itself in its markup: JSON-LD, `<meta>`, microdata, links, `<time>`.
//!
//! Every place is read; each value keeps its basis and the bytes that say it. What counts most
//! comes first in the table of its place, and a finer date of the same day beats a coarser one.

mod labelled;
mod linked;
mod markup;
pub(super) mod scripts;

use jiff::civil::Date;
use recension_core::article::{Note, Receipt, Stated};
use recension_core::language::Language;
use recension_core::text::{SourceText, TextSpan};
use recension_core::time::DateValue;
use recension_core::time::absolute::{self, NumericOrder};

use super::page::Page;

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Title,
    Url,
    Outlet,
    Author,
    /// An organisation that is named as the author.
    Desk,
    Published,
    Modified,
    Language,
    /// The address or name of what the report was taken from.
    Original,
    /// A canonical address, which may be the report's own or its original's.
    Canonical,
}

/// Something a page states about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) field: Field,
    /// How much it counts among statements of its field; the lowest counts most.
    pub(super) rank: u8,
    pub(super) stated: Stated<String>,
}

/// All statements of a page, those that count most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Statements {
    list: Vec<Statement>,
    pub(super) notes: Vec<Note>,
}

impl Statements {
    /// Reads the statements of a page.
    pub(super) fn of(page: &Page, source: &SourceText) -> Self {
        let mut statements = Self::default();
        linked::read(page, source, &mut statements);
        markup::read(page, source, &mut statements);
        statements
            .list
            .sort_by_key(|statement| (statement.field, statement.rank));
        statements
    }

    /// The statements about something, those that count most first.
    pub(super) fn about(&self, field: Field) -> impl Iterator<Item = &Stated<String>> {
        let about = self
            .list
            .iter()
            .filter(move |statement| statement.field == field);
        about.map(|statement| &statement.stated)
    }

    /// The statement about something that counts most.
    pub(super) fn best(&self, field: Field) -> Option<&Stated<String>> {
        self.about(field).next()
    }

    /// The date of publication: what counts most decides the day, the finest of that day the time.
    pub(super) fn published(&self, language: &Language) -> Option<Stated<String>> {
        self.published_by(language, |rank| rank < DOUBTFUL_DATE)
    }

    /// A date that may be that of publication, or one of something else on the page.
    pub(super) fn perhaps_published(&self, language: &Language) -> Option<Stated<String>> {
        self.published_by(language, |rank| rank >= DOUBTFUL_DATE)
    }

    /// A date of publication that is either of two days.
    pub(super) fn open_date(&self, language: &Language) -> Option<&Stated<String>> {
        let either = |stated: &&Stated<String>| {
            let found = absolute::scan_in(&stated.value, language, NumericOrder::Either);
            found.first().is_some_and(|found| found.value.is_either())
        };
        self.about(Field::Published).find(either)
    }

    fn published_by(&self, language: &Language, wanted: fn(u8) -> bool) -> Option<Stated<String>> {
        let stated = self
            .list
            .iter()
            .filter(|statement| statement.field == Field::Published && wanted(statement.rank))
            .map(|statement| &statement.stated);
        let dates: Vec<(DateValue, &Stated<String>)> = stated
            .filter_map(|stated| Some((date(&stated.value, language)?, stated)))
            .filter(|(date, _)| date.from != ZERO_OF_CLOCKS)
            .collect();
        let day = dates.first()?.0.from;
        let of_day = dates.iter().rev().filter(|(date, _)| date.from == day);
        of_day
            .max_by_key(|(date, _)| date.precision)
            .map(|(_, stated)| (*stated).clone())
    }

    /// Adds a value that stands in the source, entities (or escapes) read by `decode`; an empty
    /// one says nothing.
    fn add(&mut self, field: Field, rank: u8, basis: &str, said: Said<'_>) {
        self.add_parts(field, rank, basis, &[said]);
    }

    /// Adds a value that stands in several places, as a given name and a surname do.
    fn add_parts(&mut self, field: Field, rank: u8, basis: &str, parts: &[Said<'_>]) {
        let values: Vec<String> = parts.iter().map(Said::value).collect();
        let value = values.join(" ").trim().to_owned();
        if value.is_empty() || value.len() > LONGEST_VALUE {
            return;
        }
        let receipts = parts.iter().zip(values).map(|(said, text)| Receipt {
            segments: said.source.original(said.span),
            text,
        });
        let receipts = receipts
            .filter(|receipt| !receipt.text.is_empty())
            .collect();
        let value = match field {
            Field::Published | Field::Modified => plain_date(&value).unwrap_or(value),
            _ => value,
        };
        let stated = Stated {
            value,
            basis: basis.to_owned(),
            receipts,
        };
        self.list.push(Statement {
            field,
            rank,
            stated,
        });
    }
}

/// Dates of this rank and beyond yield to what the page shows.
const DOUBTFUL_DATE: u8 = 6;

/// The day on which machines start to count: they state it where they know none.
const ZERO_OF_CLOCKS: Date = Date::constant(1970, 1, 1);

/// Longer values are texts that strayed into a field, in bytes.
const LONGEST_VALUE: usize = 2000;

/// A value as it stands in the source.
#[derive(Clone, Copy)]
struct Said<'a> {
    source: &'a SourceText,
    span: TextSpan,
    decode: fn(&str) -> String,
}

impl Said<'_> {
    fn value(&self) -> String {
        let decoded = (self.decode)(self.source.slice(self.span));
        decoded.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A date that machines write as figures alone, as others read it: seconds or milliseconds since
/// 1970, "20240304", "20240304171500".
pub(super) fn plain_date(value: &str) -> Option<String> {
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = value.parse().ok()?;
    let moment = |seconds| {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(moment.to_string())
    };
    let piece = |range: std::ops::Range<usize>| value.get(range);
    match value.len() {
        8 => Some(format!(
            "{}-{}-{}",
            piece(0..4)?,
            piece(4..6)?,
            piece(6..8)?
        )),
        10 => moment(number),
        13 => moment(number / 1000),
        14 => Some(format!(
            "{}-{}-{}T{}:{}:{}",
            piece(0..4)?,
            piece(4..6)?,
            piece(6..8)?,
            piece(8..10)?,
            piece(10..12)?,
            piece(12..14)?
        )),
        _ => None,
    }
}

/// The first date in a value.
pub(super) fn date(value: &str, language: &Language) -> Option<DateValue> {
    absolute::scan(value, language)
        .first()
        .map(|found| found.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn said(source: &str) -> Vec<String> {
        let page = Page::read(source, &Limits::default());
        let statements = Statements::of(&page, &SourceText::verbatim(source));
        let draw = |statement: &Statement| {
            format!(
                "{:?} {} [{}]",
                statement.field, statement.stated.value, statement.stated.basis
            )
        };
        statements.list.iter().map(draw).collect()
    }

    fn published(source: &str) -> Option<String> {
        let page = Page::read(source, &Limits::default());
        let statements = Statements::of(&page, &SourceText::verbatim(source));
        let language = Language::get("en");
        statements
            .published(language)
            .map(|stated| format!("{} [{}]", stated.value, stated.basis))
    }

    #[test]
    fn meta_tags_are_read_by_their_rank() {
        assert_eq!(
            said(
                "<meta name=twitter:title content=B><meta property='og:title' content=' A &amp;\n A'><meta name=nothing content=x>"
            ),
            ["Title A & A [og:title]", "Title B [twitter:title]"]
        );
    }

    #[test]
    fn a_graph_is_followed_by_its_references() {
        let page = r#"<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"p","name":"Lina Harrowby"},
            {"@type":"https://schema.org/NewsArticle","author":{"@id":"p"},"publisher":{"name":"Post &amp; Mail"}}]}</script>"#;
        assert_eq!(
            said(page),
            [
                "Outlet Post & Mail [json-ld publisher]",
                "Author Lina Harrowby [json-ld author]"
            ]
        );
    }

    #[test]
    fn of_several_articles_the_one_of_the_title_counts() {
        let page = r#"<title>The gate fails - Post</title><script type="application/ld+json">
            [{"@type":"Article","headline":"A teaser"},{"@type":"Article","headline":"The gate fails"}]</script>"#;
        assert_eq!(said(page)[0], "Title The gate fails [json-ld headline]");
    }

    #[test]
    fn the_finest_date_of_the_best_day_is_taken() {
        let page = "<meta property=article:published_time content=2024-03-04><meta name=pubdate content='2024-03-04T17:15Z'><meta name=dc.date content='2024-03-06T01:00Z'>";
        assert_eq!(
            published(page).as_deref(),
            Some("2024-03-04T17:15Z [pubdate]")
        );
        assert_eq!(published("<meta name=date content=someday>"), None);
    }

    #[test]
    fn the_first_day_of_clocks_is_no_date() {
        let zero = "<meta property=article:published_time content='1970-01-01T00:00:00Z'>";
        assert_eq!(published(zero), None);
    }

    #[test]
    fn broken_linked_data_is_noted_and_read_as_far_as_it_goes() {
        let source = r#"<script type="application/ld+json">{"@type":"Article","headline":"A gate","x": oops</script>"#;
        let page = Page::read(source, &Limits::default());
        let statements = Statements::of(&page, &SourceText::verbatim(source));
        assert_eq!(statements.notes[0].code, "broken_json_ld");
        assert_eq!(
            statements.best(Field::Title).map(|s| s.value.as_str()),
            Some("A gate")
        );
    }
}

//! Settles dates of figures alone whose order of day and month is open ("03/04/2024"), by what the
//! document shows. In this order:
//!
//! 1. the same day stands in its address, or among its other dates;
//! 2. its other dates of figures have one order ("13/04/2024" has only one);
//! 3. it is no later than the day on which the document was fetched;
//! 4. the region that its markup names (`en-US`) or its domain (`.co.uk`) has one order.
//!
//! The dates of a file of records also settle each other. What nothing settles stays either day, with
//! a note: it is not guessed.

use jiff::civil::Date;
use recension_core::article::{Article, Metadata, Note, Stated};
use recension_core::language::Language;
use recension_core::time::DateValue;
use recension_core::time::absolute::{NumericOrder, numeric_orders, scan_in};

use crate::reading::TextReading;
use crate::text::date_in_path;

/// The code of the note on a date that stays open.
const NOTE: &str = "ambiguous_date";

/// Settles the dates of a reading; `seen` are the days on which it was fetched.
pub(crate) fn settle(reading: &mut TextReading, seen: &[Stated<DateValue>]) {
    let metadata = &mut reading.metadata;
    let open = |stated: &Stated<DateValue>| stated.value.is_either();
    if !metadata
        .published
        .iter()
        .chain(&metadata.other_dates)
        .any(open)
    {
        return;
    }
    let evidence = Evidence::of(metadata, reading.text.as_str(), &reading.regions, seen);
    let language = Language::get(&metadata.language);
    let dates = metadata
        .published
        .iter_mut()
        .chain(&mut metadata.other_dates);
    for stated in dates.filter(|stated| stated.value.is_either()) {
        evidence.apply(stated, language);
    }
    let published = metadata.published.as_mut().filter(|stated| open(stated));
    if let Some(stated) = published {
        stated.basis += " (day and month in either order)";
        reading.notes.push(note_on(stated));
    }
}

fn note_on(stated: &Stated<DateValue>) -> Note {
    let written = stated.receipts.first().map_or("", |receipt| &receipt.text);
    let (from, to) = (stated.value.from, stated.value.to);
    let message =
        format!("the date {written:?} is {from} or {to}: nothing tells its order of day and month");
    Note::new(NOTE, message)
}

/// Settles the dates of publication of several records by those of the others that have one order.
pub(crate) fn settle_together(articles: &mut [Article]) {
    let published = |article: &Article| article.metadata.published.clone();
    let open =
        |article: &Article| published(article).is_some_and(|stated| stated.value.is_either());
    if articles.len() < 2 || !articles.iter().any(open) {
        return;
    }
    let written = articles.iter().filter_map(published);
    let written = written.filter_map(|stated| Some(stated.receipts.first()?.text.clone()));
    let orders = written.flat_map(|text| numeric_orders(&text).collect::<Vec<_>>());
    let Some(order) = agreed(orders) else {
        return;
    };
    for article in articles.iter_mut().filter(|article| open(article)) {
        let language = Language::get(&article.metadata.language);
        let Some(stated) = &mut article.metadata.published else {
            continue;
        };
        let of_order = Readings::of(stated, language).in_order(order);
        if let Some(value) = of_order {
            let bare = stated.basis.split(" (").next().unwrap_or_default();
            stated.basis = settled_basis(bare, order, "other records");
            stated.value = value;
            article.notes.retain(|note| note.code != NOTE);
        }
    }
}

/// The one order that several show; `None` where they differ, or there is none.
fn agreed(mut orders: impl Iterator<Item = NumericOrder>) -> Option<NumericOrder> {
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

fn settled_basis(basis: &str, order: NumericOrder, why: &str) -> String {
    let first = match order {
        NumericOrder::DayFirst => "day",
        _ => "month",
    };
    format!("{basis} ({first} first: {why})")
}

/// The two readings of a date, where its bytes are known.
struct Readings {
    day_first: Option<DateValue>,
    month_first: Option<DateValue>,
}

impl Readings {
    fn of(stated: &Stated<DateValue>, language: &Language) -> Self {
        let written = stated.receipts.first().map_or("", |receipt| &receipt.text);
        let days = [stated.value.from, stated.value.to];
        let in_order = |order| {
            let found = scan_in(written, language, order).into_iter();
            let mut values = found.map(|found| found.value);
            values.find(|value| days.contains(&value.from) && !value.is_either())
        };
        Self {
            day_first: in_order(NumericOrder::DayFirst),
            month_first: in_order(NumericOrder::MonthFirst),
        }
    }

    fn in_order(&self, order: NumericOrder) -> Option<DateValue> {
        match order {
            NumericOrder::DayFirst => self.day_first,
            NumericOrder::MonthFirst => self.month_first,
            NumericOrder::PassedOver | NumericOrder::Either => None,
        }
    }

    /// The order of the only reading whose day passes a test.
    fn only(&self, fits: impl Fn(Date) -> bool) -> Option<NumericOrder> {
        let fits = |value: Option<DateValue>| value.is_some_and(|value| fits(value.from));
        match (fits(self.day_first), fits(self.month_first)) {
            (true, false) => Some(NumericOrder::DayFirst),
            (false, true) => Some(NumericOrder::MonthFirst),
            _ => None,
        }
    }
}

/// What a document shows of the order of its dates.
struct Evidence {
    /// Days that it states beyond doubt.
    said: Vec<Date>,
    /// The order of its other dates of figures.
    shown: Option<NumericOrder>,
    /// The first day on which it was fetched.
    seen: Option<Date>,
    /// The order of the region that it names, or of its domain.
    region: Option<(NumericOrder, String)>,
}

impl Evidence {
    fn of(metadata: &Metadata, text: &str, regions: &[String], seen: &[Stated<DateValue>]) -> Self {
        let address = metadata.url.as_ref().and_then(date_in_path);
        let stated = metadata.published.iter().chain(&metadata.other_dates);
        let sure = stated.chain(&address).map(|stated| stated.value);
        let host = metadata.url.as_ref().and_then(|url| domain_of(&url.value));
        let mut by_region = regions.iter().filter_map(|tag| {
            let region = region_of(tag)?;
            Some((order_of_region(region)?, format!("region {tag}")))
        });
        let by_domain =
            host.and_then(|domain| Some((order_of_region(domain)?, format!("domain .{domain}"))));
        Self {
            said: sure
                .filter(DateValue::names_day)
                .filter(|v| !v.is_either())
                .map(|v| v.from)
                .collect(),
            shown: agreed(numeric_orders(text)),
            seen: seen.iter().map(|stated| stated.value.from).min(),
            region: by_region.next().or(by_domain),
        }
    }

    /// Settles a date, where anything here does.
    fn apply(&self, stated: &mut Stated<DateValue>, language: &Language) {
        let readings = Readings::of(stated, language);
        let elsewhere = || readings.only(|day| self.said.contains(&day));
        let seen = || {
            let seen = self.seen?.tomorrow().ok()?;
            readings.only(|day| day <= seen)
        };
        let chosen = elsewhere()
            .map(|order| (order, "the same day elsewhere"))
            .or_else(|| Some((self.shown?, "its other dates")))
            .or_else(|| Some((seen()?, "the day it was fetched")))
            .or_else(|| {
                self.region
                    .as_ref()
                    .map(|(order, why)| (*order, why.as_str()))
            });
        let Some((order, why)) = chosen else {
            return;
        };
        if let Some(value) = readings.in_order(order) {
            stated.value = value;
            stated.basis = settled_basis(&stated.basis, order, why);
        }
    }
}

/// The region of a language tag: "US" of "en-US", "en_US" and "en-Latn-US".
fn region_of(tag: &str) -> Option<&str> {
    let mut pieces = tag.split(['-', '_', '.']).skip(1);
    pieces.find(|piece| piece.len() == 2)
}

/// The last label of an address's host: "uk" of "https://www.post.example.co.uk/news".
fn domain_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    host.rsplit('.').next().filter(|label| !label.is_empty())
}

fn order_of_region(region: &str) -> Option<NumericOrder> {
    match Language::get("und")
        .list("date-order-of-regions")
        .value(region)?
    {
        "day-month" => Some(NumericOrder::DayFirst),
        "month-day" => Some(NumericOrder::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Member, Options, Place, read, read_member};

    const STORY: &str = "<h1>Ferry stays in port</h1>\
        <p class=date>Published: 03/04/2024 17:15</p>\
        <p>The ferry did not sail because of the storm, the harbour master said in the evening.</p>\
        <p>Nobody could say when the next one would leave for the islands, he said.</p>";

    /// The date of a page with its basis, and the codes of its notes.
    fn dated(before: &str, behind: &str) -> (String, String, bool) {
        let page = format!("{before}<body><article>{STORY}</article>{behind}</body>");
        let ingested = read(page.as_bytes(), "page", &Limits::default()).unwrap();
        let article = &ingested.articles[0];
        let published = article.metadata.published.as_ref().expect("a date");
        let value = published.value;
        let noted = article
            .notes
            .iter()
            .any(|note| note.code == "ambiguous_date");
        (value.iso(), published.basis.clone(), noted)
    }

    #[test]
    fn a_date_that_nothing_settles_is_either_day_and_noted() {
        let (days, basis, noted) = dated("<html lang=en>", "");
        assert_eq!(days, "[2024-03-04,2024-04-03]");
        assert!(
            basis.ends_with("(day and month in either order)"),
            "{basis}"
        );
        assert!(noted);
    }

    #[test]
    fn what_a_page_shows_settles_its_date() {
        let cases = [
            (
                "<html lang=en-US>",
                "",
                "2024-03-04T17:15",
                "month first: region en-US",
            ),
            (
                "<html lang=en-GB>",
                "",
                "2024-04-03T17:15",
                "day first: region en-GB",
            ),
            (
                "<meta property=og:locale content=en_AU>",
                "",
                "2024-04-03T17:15",
                "day first: region en_AU",
            ),
            // Another date of the page outweighs a region that its software may have set.
            (
                "<html lang=en-US>",
                "<aside><p>Tides on 13/04/2024</p></aside>",
                "2024-04-03T17:15",
                "day first: its other dates",
            ),
            (
                "<link rel=canonical href='https://post.example/2024/03/04/ferry'>",
                "<aside><p>Tides on 13/04/2024</p></aside>",
                "2024-03-04",
                "url",
            ),
            (
                "<link rel=canonical href='https://www.post.co.uk/ferry'>",
                "",
                "2024-04-03T17:15",
                "day first: domain .uk",
            ),
        ];
        for (before, behind, expected, why) in cases {
            let (days, basis, noted) = dated(before, behind);
            assert!(days.starts_with(expected), "{before}: {days} {basis}");
            assert!(basis.contains(why), "{before}: {basis}");
            assert!(!noted, "{before}");
        }
    }

    #[test]
    fn records_of_a_file_settle_each_other() {
        let table = |second: &str| {
            format!(
                "title,date,text\n\
                 Ferry,03/04/2024,\"The ferry did not sail because of the storm, the master said.\"\n\
                 Bridge,{second},\"The bridge will stay closed until spring, the mayor said.\"\n"
            )
        };
        let published = |second: &str| {
            let member = Member::new(Place::file("table.csv"), table(second).into_bytes());
            let outcome = read_member(&member, &Options::default()).remove(0);
            let articles = outcome.result.unwrap().articles;
            let stated = articles[0].metadata.published.clone().unwrap();
            let noted = articles[0]
                .notes
                .iter()
                .filter(|note| note.code == "ambiguous_date");
            (stated.value.iso(), noted.count())
        };
        assert_eq!(published("13/04/2024"), ("2024-04-03".into(), 0));
        assert_eq!(published("04/13/2024"), ("2024-03-04".into(), 0));
        assert_eq!(
            published("05/04/2024"),
            ("[2024-03-04,2024-04-03]".into(), 1)
        );
    }
}

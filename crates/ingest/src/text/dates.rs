//! The dates of a page's own lines, of its dateline and of its address.

use recension_core::article::{Role, Stated};
use recension_core::time::absolute::{self, FoundDate, NumericOrder};
use recension_core::time::{DateValue, Precision};

use super::block::Block;
use super::date_line::{self, DateKind};
use super::dateline;
use super::metadata::Reader;
use super::shape::core_start;

/// The dates of the page's own lines.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) published: Option<Stated<DateValue>>,
    /// A date of publication that is either of two days.
    pub(super) open: Option<Stated<DateValue>>,
    pub(super) other: Vec<Stated<DateValue>>,
}

impl Reader<'_, '_> {
    pub(super) fn dates(&self) -> Dates {
        let mut dates = Dates::default();
        let mut published = Vec::new();
        for (index, block) in self.page.blocks.iter().enumerate() {
            let Some(basis) = self.date_basis(index) else {
                continue;
            };
            let mut previous_end = 0;
            for date in &block.dates {
                let kind = date_line::date_kind(block.text, date, previous_end, self.lexicon);
                previous_end = date.range.end;
                let stated = self.stated_found(block, date, basis);
                let own = kind == DateKind::Published && matches!(basis, "byline" | "dateline");
                let target = if own {
                    &mut published
                } else {
                    &mut dates.other
                };
                target.push(stated);
            }
        }
        published.extend(self.date_of_leading_dateline());
        let (open, mut published) = apart(published);
        dates.open = open.into_iter().next();
        let first_day = published.first().map(|stated| stated.value.from);
        // The finest of the dates that name the first one's day; the rest are no publication.
        let best = (0..published.len())
            .filter(|at| published.get(*at).map(|stated| stated.value.from) == first_day)
            .max_by_key(|at| {
                (
                    published.get(*at).map(|s| s.value.precision),
                    std::cmp::Reverse(*at),
                )
            });
        dates.published = best.map(|at| published.remove(at));
        dates.other.extend(published);
        dates
    }

    /// The date in front of the first paragraph: "HARBOUR CITY, May 3, 2024 (Wire) - …".
    fn date_of_leading_dateline(&self) -> Option<Stated<DateValue>> {
        let index = self
            .page
            .blocks
            .get(self.roles.story)
            .map(|_| self.roles.story)?;
        let block = self.page.blocks.get(index)?;
        let date = dateline::leading(block.text, self.lexicon)?.date?;
        Some(self.stated_found(block, &date, "dateline"))
    }

    /// By what a line's dates are dates of the report; `None` for dates of the story or of others.
    fn date_basis(&self, index: usize) -> Option<&'static str> {
        if self
            .roles
            .headline
            .at(index)
            .is_some_and(|occurrence| occurrence.stamped)
        {
            return Some("stamp");
        }
        if self.roles.headline.at(index).is_some() {
            return Some("dateline");
        }
        let near_head = index <= self.roles.story + 2;
        match self.roles.of_block.get(index)? {
            Role::Embed => Some("embed"),
            Role::Byline => Some("byline"),
            Role::Dateline if near_head || self.is_tail(index) => Some("dateline"),
            _ => None,
        }
    }

    pub(super) fn is_tail(&self, index: usize) -> bool {
        self.roles.last_story.is_none_or(|last| index > last)
    }

    fn stated_found(&self, block: &Block<'_>, date: &FoundDate, basis: &str) -> Stated<DateValue> {
        Stated {
            value: date.value,
            basis: basis.to_owned(),
            receipts: vec![self.receipt(block, date.range.clone())],
        }
    }

    /// The first date that a value gives: one day, or with [`NumericOrder::Either`] one of two.
    pub(super) fn stated_date(
        &self,
        date: &Stated<String>,
        order: NumericOrder,
    ) -> Option<Stated<DateValue>> {
        let found = absolute::scan_in(&date.value, self.lexicon.main(), order);
        Some(Stated {
            value: without_midnight(found.first()?.value),
            basis: date.basis.clone(),
            receipts: date.receipts.clone(),
        })
    }
}

/// Dates that are either of two days, and the others.
fn apart(dates: Vec<Stated<DateValue>>) -> (Vec<Stated<DateValue>>, Vec<Stated<DateValue>>) {
    dates.into_iter().partition(|date| date.value.is_either())
}

/// Midnight to the second is how records write a bare day.
fn without_midnight(value: DateValue) -> DateValue {
    if value.second_of_day == Some(0) && value.precision >= Precision::Minute {
        return DateValue::day(value.from);
    }
    value
}

/// The date in an address such as "https://x.example/2025/01/20/title".
pub(crate) fn date_in_path(url: &Stated<String>) -> Option<Stated<DateValue>> {
    let path = core_start(url.value.split_once("://")?.1);
    let pieces: Vec<&str> = path.split('/').collect();
    let value = pieces
        .windows(3)
        .find_map(day_of)
        .or_else(|| pieces.windows(2).find_map(month_and_day))
        .or_else(|| pieces.iter().find_map(dashed_day))
        .or_else(|| pieces.iter().find_map(compact_day))?;
    Some(Stated {
        value,
        basis: "url".to_owned(),
        receipts: url.receipts.clone(),
    })
}

fn day_of(pieces: &[&str]) -> Option<DateValue> {
    let [year, month, day] = pieces else {
        return None;
    };
    let sized = year.len() == 4 && (1..=3).contains(&month.len()) && (1..=2).contains(&day.len());
    if !sized {
        return None;
    }
    let year = year
        .parse()
        .ok()
        .filter(|year| (1990..2100).contains(year))?;
    jiff::civil::Date::new(year, month_number(month)?, day.parse().ok()?)
        .ok()
        .map(DateValue::day)
}

/// "202501/20" and "2025-01/20".
fn month_and_day(pieces: &[&str]) -> Option<DateValue> {
    let [month, day] = pieces else {
        return None;
    };
    let (year, rest) = month.split_at_checked(4)?;
    let month = rest.strip_prefix('-').unwrap_or(rest);
    (month.len() == 2).then(|| day_of(&[year, month, day]))?
}

/// "20250120", alone or in front of a title, behind the letter of a template ("t20250120_4711").
fn compact_day(piece: &&str) -> Option<DateValue> {
    let figures = piece.strip_prefix('t').unwrap_or(piece);
    let end = figures
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(figures.len());
    let apart = figures.get(end..)?.starts_with(['-', '_', '.']) || end == figures.len();
    let figures = figures
        .get(..end)
        .filter(|figures| figures.len() == 8 && apart)?;
    day_of(&[figures.get(..4)?, figures.get(4..6)?, figures.get(6..)?])
}

/// "01" or "jan".
fn month_number(text: &str) -> Option<i8> {
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    text.parse().ok().or_else(|| {
        let at = MONTHS
            .iter()
            .position(|month| month.eq_ignore_ascii_case(text))?;
        i8::try_from(at + 1).ok()
    })
}

/// "2025-01-20-title" or "2025-01-20".
fn dashed_day(piece: &&str) -> Option<DateValue> {
    let parts: Vec<&str> = piece.splitn(4, '-').collect();
    day_of(parts.get(..3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_days_in_many_ways() {
        let day = |path: &str| {
            let url = Stated {
                value: format!("https://post.example/{path}"),
                basis: "url".to_owned(),
                receipts: Vec::new(),
            };
            date_in_path(&url).map(|stated| stated.value.iso_from())
        };
        for path in [
            "news/2025/01/20/storm",
            "2025/jan/20/storm",
            "2025-01-20-storm",
            "202501/20/a47.html",
            "2025-01/20/content_47.htm",
            "news/20250120/storm",
            "20250120-storm.html",
            "t20250120_47.html",
        ] {
            assert_eq!(day(path).as_deref(), Some("2025-01-20"), "{path}");
        }
        for path in [
            "news/20251340/x",
            "id/2025012012",
            "202501",
            "news/19001234-x",
            "a20250120",
        ] {
            assert_eq!(day(path), None, "{path}");
        }
    }
}

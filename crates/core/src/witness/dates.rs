//! The dates of a report.

use jiff::civil::Date;

use super::{DateMention, Sentence};
use crate::article::{Article, Role};
use crate::language::Language;
use crate::text::TextSpan;
use crate::time::absolute::scan;
use crate::time::relative::{Anchor, dates_in};
use crate::time::{Precision, Reader, Vocabulary};

/// What the dates of an article are resolved against: its day of publication, or, where it has
/// none, the days that its dateline and the posts it shows give.
pub(crate) fn anchor(article: &Article) -> Anchor {
    let published = article
        .metadata
        .published
        .as_ref()
        .map(|published| published.value);
    let published = published.filter(|value| value.precision >= Precision::Day);
    let own_days = match published {
        Some(_) => Vec::new(),
        None => own_days(article),
    };
    Anchor {
        published: published.map(|value| value.from),
        own_days,
    }
}

fn own_days(article: &Article) -> Vec<Date> {
    let language = Language::get(&article.metadata.language);
    article
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Embed | Role::Dateline | Role::Byline))
        .flat_map(|part| scan(article.text.slice(part.span), language))
        .filter(|found| found.value.precision >= Precision::Day)
        .map(|found| found.value.from)
        .collect()
}

/// The dates of one sentence.
pub(crate) fn dates_of(
    sentence: &Sentence,
    reader: &Reader<'_>,
    vocabulary: &'static Vocabulary,
    anchor: &Anchor,
) -> Vec<DateMention> {
    let base = sentence.span.start;
    dates_in(reader, vocabulary, anchor)
        .into_iter()
        .map(|date| {
            let span = TextSpan::of(date.range);
            DateMention {
                span: TextSpan::new(base + span.start, base + span.end),
                value: date.value,
                relative: date.relative,
            }
        })
        .collect()
}

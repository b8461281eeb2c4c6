//! What a page says about itself, from its markup, its lines and its record together.
//!
//! The record beats the markup, the markup beats the lines; but the title and the authors are taken
//! as the page shows them where it does, since that is what a reader can check.

mod authors;
mod people;
mod window_title;

use recension_core::article::{Credit, CreditKind, Metadata, Part, Receipt, Role, Stated};
use recension_core::language::Language;
use recension_core::text::SourceText;
use recension_core::time::absolute::{NumericOrder, scan_in};
use recension_core::time::{DateValue, Precision};

use super::page::Page;
use super::roles::fold;
use super::shown::Shown;
use super::statements::{Field, Statements, date, scripts};
use crate::reading::Given;
use crate::text;
pub(super) use window_title::split_at_bars;
use window_title::{without_name, without_outlet};

/// Names of outlets have rarely more words.
const OUTLET_WORDS: usize = 4;

/// Where the values come from.
pub(super) struct Sources<'a> {
    pub(super) text: &'a SourceText,
    pub(super) parts: &'a [Part],
    pub(super) statements: &'a Statements,
    pub(super) shown: &'a Shown,
    pub(super) language: &'static Language,
    pub(super) language_code: String,
    pub(super) page: &'a Page,
    pub(super) source: &'a SourceText,
    /// The lines of the page, read in that language.
    pub(super) lines: &'a text::Lines,
}

/// Everything the page and its record say about the report.
pub(super) fn read(sources: &Sources<'_>, given: Given) -> Metadata {
    let title = given.title.clone();
    let merged = sources.merged(given);
    let mut metadata = text::metadata_of(sources.text, sources.parts, merged, sources.lines);
    metadata.title = title.or_else(|| sources.bare_title(&metadata));
    if metadata.published.is_none() {
        metadata.published = sources.open_date();
    }
    sources.add_outlet(&mut metadata);
    sources.add_authors(&mut metadata);
    if metadata
        .published
        .as_ref()
        .is_none_or(|stated| stated.value.is_either())
    {
        metadata.published = sources.date_of_scripts().or(metadata.published);
    }
    sources.add_desks(&mut metadata);
    sources.add_other_dates(&mut metadata);
    sources.add_originals(&mut metadata);
    metadata.language.clone_from(&sources.language_code);
    metadata
}

impl Sources<'_> {
    /// What the record states, and where it is silent, the markup.
    fn merged(&self, given: Given) -> Given {
        let statements = self.statements;
        Given {
            title: given.title,
            url: given.url.or_else(|| self.own_address()),
            source: given
                .source
                .or_else(|| statements.best(Field::Outlet).cloned()),
            date: given.date.or_else(|| self.published()),
            language: given.language,
        }
    }

    /// The page's own address: the canonical one, unless the page says elsewhere that it is on
    /// another host.
    fn own_address(&self) -> Option<Stated<String>> {
        let is_address = |stated: &&Stated<String>| {
            stated.value.starts_with("http://") || stated.value.starts_with("https://")
        };
        let said = self.statements.about(Field::Url).find(is_address);
        let canonical = self.statements.about(Field::Canonical).find(is_address);
        match (canonical, said) {
            (Some(canonical), Some(said)) => {
                let own = text::same_owner(&canonical.value, &said.value) != Some(false);
                Some(if own { canonical } else { said }.clone())
            }
            (canonical, said) => canonical.or(said).cloned(),
        }
    }

    /// The date of publication: what the markup states surely, then what the page shows around the
    /// report, then what the markup may mean by its other dates. A day alone yields to the same day
    /// with its time.
    fn published(&self) -> Option<Stated<String>> {
        let language = self.language;
        let stated = self.statements.published(language);
        let shown = self.shown.published.clone();
        let day = |stated: &Stated<String>| date(&stated.value, language);
        let finer = stated
            .as_ref()
            .zip(shown.as_ref())
            .is_some_and(|(stated, shown)| {
                let (stated, shown) = (day(stated), day(shown));
                stated.zip(shown).is_some_and(|(stated, shown)| {
                    stated.precision == Precision::Day
                        && stated.from == shown.from
                        && shown.precision > Precision::Day
                })
            });
        let stated = stated.filter(|_| !finer);
        stated
            .or(shown)
            .or_else(|| self.statements.perhaps_published(language))
    }

    /// A date of publication that is either of two days, as the markup states or the page shows it.
    fn open_date(&self) -> Option<Stated<DateValue>> {
        let stated = self.statements.open_date(self.language);
        let stated = stated.or(self.shown.open.as_ref())?;
        let found = scan_in(&stated.value, self.language, NumericOrder::Either);
        Some(dated(stated, found.first()?.value))
    }

    /// The title without the outlet's name beside it.
    fn bare_title(&self, metadata: &Metadata) -> Option<Stated<String>> {
        let outlet = self.statements.best(Field::Outlet);
        let outlet = outlet.map(|outlet| fold(&outlet.value)).unwrap_or_default();
        Some(without_name(self.title(metadata)?, &outlet))
    }

    /// The title: as the page shows it where that agrees with what it states, else as it states it.
    /// The window's title alone, often no more than the outlet's name, does not overrule a headline.
    fn title(&self, metadata: &Metadata) -> Option<Stated<String>> {
        let shown = metadata.title.clone();
        let stated: Vec<&Stated<String>> = self.statements.about(Field::Title).collect();
        let best = stated.first().copied().cloned();
        let window_only = best.as_ref().is_none_or(|best| best.basis == "title");
        if window_only {
            return self
                .headline_of_window(shown)
                .or_else(|| best.map(without_outlet));
        }
        let folded = shown.as_ref().map(|shown| fold(&shown.value));
        let folded = folded.unwrap_or_default();
        let best_folded = best
            .as_ref()
            .map(|best| fold(&best.value))
            .unwrap_or_default();
        let agrees = stated.iter().any(|stated| {
            // The window's title does not vouch for another headline than the one stated, where it
            // has that one too.
            let window = fold(&stated.value);
            let vouches = stated.basis != "title" || !window.contains(&best_folded);
            vouches && window.starts_with(&folded)
        });
        shown
            .filter(|_| agrees)
            .or_else(|| best.map(without_outlet))
    }

    /// Of several headlines by the window's title (the outlet's name, the report's title) the one
    /// nearest to the report.
    fn headline_of_window(&self, shown: Option<Stated<String>>) -> Option<Stated<String>> {
        let story = self.parts.iter().position(|part| part.role.is_story())?;
        let before = self.parts.get(..story)?.iter().rev();
        let headlines = before.filter(|part| part.role == Role::Headline);
        let words = |part: &Part| self.text.slice(part.span).split_whitespace().count();
        let nearest = headlines.clone().next()?;
        // Nearer than the title may stand the outlet's name, which is shorter.
        let longer = headlines.max_by_key(|part| words(part));
        let longer =
            longer.filter(|part| words(nearest) <= OUTLET_WORDS && words(part) > words(nearest));
        let nearest = longer.unwrap_or(nearest);
        let value = self.text.slice(nearest.span);
        let same = |shown: &Stated<String>| fold(value).starts_with(&fold(&shown.value));
        if shown.as_ref().is_some_and(same) {
            return shown;
        }
        Some(Stated {
            value: value.split_whitespace().collect::<Vec<_>>().join(" "),
            basis: "headline".to_owned(),
            receipts: vec![Receipt {
                segments: self.text.original(nearest.span),
                text: value.to_owned(),
            }],
        })
    }

    /// The outlet behind (or before) the title in the window's title, where nothing else names it.
    fn add_outlet(&self, metadata: &mut Metadata) {
        let Some(title) = metadata.title.as_ref().map(|title| fold(&title.value)) else {
            return;
        };
        let doubtful = metadata.outlet.as_ref().is_none_or(|outlet| {
            // "By Mara Quillfeather Harbour News", with the name in a link of its own.
            let person = |person: &Stated<String>| outlet.value.starts_with(&person.value);
            let named = self.shown.labelled.iter().any(person);
            outlet.basis == "url" || named || fold(&outlet.value) == title
        });
        let window = self
            .statements
            .about(Field::Title)
            .find(|s| s.basis == "title");
        let Some(window) = window.filter(|_| doubtful) else {
            return;
        };
        let pieces: Vec<&str> = split_at_bars(&window.value);
        let is_title = |piece: &&&str| fold(piece) == title;
        let [first, .., last] = pieces.as_slice() else {
            return;
        };
        let name = match (is_title(&first), is_title(&last)) {
            (true, false) => last,
            (false, true) if pieces.len() == 2 => first,
            _ => return,
        };
        if (1..=6).contains(&name.split_whitespace().count()) {
            metadata.outlet = Some(Stated {
                value: (*name).to_owned(),
                basis: "title".to_owned(),
                receipts: window.receipts.clone(),
            });
        }
    }

    /// The day that all scripts agree on.
    fn date_of_scripts(&self) -> Option<Stated<DateValue>> {
        let said = scripts::dates(self.page, self.source);
        let read =
            |stated: &Stated<String>| Some(dated(stated, date(&stated.value, self.language)?));
        let dates: Vec<Stated<DateValue>> = said.iter().filter_map(read).collect();
        let first = dates.first()?.clone();
        let same = |stated: &Stated<DateValue>| stated.value.from == first.value.from;
        dates.iter().all(same).then_some(first)
    }

    /// An organisation that is named as the author, and is not the outlet, is where the text comes
    /// from.
    fn add_desks(&self, metadata: &mut Metadata) {
        for stated in self.statements.about(Field::Desk) {
            if self.is_outlet(stated, metadata) || stated.value.contains("://") {
                continue;
            }
            match text::agency_named(&stated.value, self.language) {
                Some(agency) => add_credit(metadata, agency.to_owned(), CreditKind::Agency, stated),
                None => add_credit(metadata, stated.value.clone(), CreditKind::Source, stated),
            }
        }
    }

    fn add_other_dates(&self, metadata: &mut Metadata) {
        let modified = self.statements.about(Field::Modified);
        for stated in modified.chain(&self.shown.changed) {
            let Some(value) = date(&stated.value, self.language) else {
                continue;
            };
            if metadata.published.is_none() {
                // Nothing says when it was published: this is the latest that it can have been.
                metadata.published = Some(dated(stated, value));
                continue;
            }
            let known = metadata
                .other_dates
                .iter()
                .any(|known| known.value == value);
            let same = metadata
                .published
                .as_ref()
                .is_some_and(|own| own.value == value);
            if !known && !same {
                metadata.other_dates.push(dated(stated, value));
            }
        }
    }

    /// What the markup says the report was taken from: a canonical address of another owner, or
    /// a stated source.
    fn add_originals(&self, metadata: &mut Metadata) {
        for stated in &self.shown.sources {
            if self.is_outlet(stated, metadata) {
                continue;
            }
            match text::agency_named(&stated.value, self.language) {
                Some(agency) => add_credit(metadata, agency.to_owned(), CreditKind::Agency, stated),
                None => add_credit(metadata, stated.value.clone(), CreditKind::Source, stated),
            }
        }
        let canonical = self.statements.about(Field::Canonical);
        for stated in canonical.chain(self.statements.about(Field::Original)) {
            let own = metadata.url.as_ref().map(|url| url.value.clone());
            let foreign = own.and_then(|own| text::same_owner(&own, &stated.value)) == Some(false);
            let named = !stated.value.contains("://") && !self.is_outlet(stated, metadata);
            let is_original = stated.basis != "canonical";
            let (name, kind) = if foreign {
                let owner =
                    text::owner_of_address(&stated.value, self.text.as_str(), self.language);
                (owner, CreditKind::Link)
            } else if named && is_original {
                match text::agency_named(&stated.value, self.language) {
                    Some(agency) => (Some(agency.to_owned()), CreditKind::Agency),
                    None => (Some(stated.value.clone()), CreditKind::Source),
                }
            } else {
                continue;
            };
            if let Some(name) = name {
                add_credit(metadata, name, kind, stated);
            }
        }
    }
}

fn add_credit(metadata: &mut Metadata, name: String, kind: CreditKind, stated: &Stated<String>) {
    // An agency may be named as a source as well; what the lines made of it stays.
    let of_text = |kind| matches!(kind, CreditKind::Agency | CreditKind::Source);
    let same = |credit: &&mut Credit| {
        let alike = credit.kind == kind || (of_text(credit.kind) && of_text(kind));
        alike && credit.name == name
    };
    match metadata.credits.iter_mut().find(same) {
        Some(credit) => credit.receipts.extend(stated.receipts.iter().cloned()),
        None => metadata.credits.push(Credit {
            name,
            kind,
            receipts: stated.receipts.clone(),
        }),
    }
}

fn dated(stated: &Stated<String>, value: DateValue) -> Stated<DateValue> {
    Stated {
        value,
        basis: stated.basis.clone(),
        receipts: stated.receipts.clone(),
    }
}

/// The language of a page: what its record states; else what its text is, which markup often
/// misstates; else what the markup states.
pub(super) fn language(
    given: &Given,
    text: &SourceText,
    parts: &[Part],
    statements: &Statements,
) -> String {
    if let Some(stated) = &given.language {
        return text::language_code(&stated.value);
    }
    let found = text::story_language(text, parts);
    if !found.is_empty() {
        return found;
    }
    let stated = statements.best(Field::Language);
    stated
        .map(|stated| text::language_code(&stated.value))
        .unwrap_or_default()
}

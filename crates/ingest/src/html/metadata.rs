//! What a page says about itself, from its markup, its lines and its record together.
//!
//! The record beats the markup, the markup beats the lines; but the title and the authors are taken
//! as the page shows them where it does, since that is what a reader can check.

use recension_core::article::{Credit, CreditKind, Metadata, Part, Stated};
use recension_core::language::Language;
use recension_core::text::SourceText;
use recension_core::time::DateValue;

use super::roles::fold;
use super::statements::{Field, Statements, date};
use crate::reading::Given;
use crate::text;

/// Where the values come from.
pub(super) struct Sources<'a> {
    pub(super) text: &'a SourceText,
    pub(super) parts: &'a [Part],
    pub(super) statements: &'a Statements,
    pub(super) language: &'static Language,
    pub(super) language_code: String,
}

/// Everything the page and its record say about the report.
pub(super) fn read(sources: &Sources<'_>, given: Given) -> Metadata {
    let title = given.title.clone();
    let merged = sources.merged(given);
    let mut metadata = text::metadata_of(sources.text, sources.parts, merged, sources.language);
    metadata.title = title.or_else(|| sources.title(metadata.title.take()));
    sources.add_authors(&mut metadata);
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
            date: given.date.or_else(|| statements.published(self.language)),
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

    /// The title: as the page shows it where that agrees with what it states, else as it states it.
    /// The window's title alone, often no more than the outlet's name, does not overrule a headline.
    fn title(&self, shown: Option<Stated<String>>) -> Option<Stated<String>> {
        let stated: Vec<&Stated<String>> = self.statements.about(Field::Title).collect();
        let folded = shown.as_ref().map(|shown| fold(&shown.value));
        let agrees = folded.is_some_and(|shown| {
            stated
                .iter()
                .any(|stated| fold(&stated.value).starts_with(&shown))
        });
        let best = stated.first().copied().cloned();
        let window_only = best.as_ref().is_none_or(|best| best.basis == "title");
        let shown = shown.filter(|_| agrees || window_only);
        shown.or_else(|| best.map(without_outlet))
    }

    /// Authors as the byline gives them, with what the markup says of the same; those of the markup
    /// alone where there is no byline. Agencies become credits.
    fn add_authors(&self, metadata: &mut Metadata) {
        let shown = !metadata.authors.is_empty();
        for stated in self.statements.about(Field::Author) {
            if stated.value.contains("://") || self.is_outlet(stated, metadata) {
                continue;
            }
            if let Some(agency) = text::agency_named(&stated.value, self.language) {
                add_credit(metadata, agency.to_owned(), CreditKind::Agency, stated);
                continue;
            }
            for name in self.names(&stated.value) {
                add_author(metadata, &name, stated, shown);
            }
        }
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

    fn is_outlet(&self, stated: &Stated<String>, metadata: &Metadata) -> bool {
        let outlet = metadata.outlet.as_ref();
        outlet.is_some_and(|outlet| fold(&outlet.value) == fold(&stated.value))
    }

    fn names(&self, value: &str) -> Vec<String> {
        let people = text::people_in(value, self.language);
        people
            .into_iter()
            .filter_map(|range| value.get(range))
            .map(str::to_owned)
            .collect()
    }

    fn add_other_dates(&self, metadata: &mut Metadata) {
        let modified = self.statements.about(Field::Modified);
        for stated in modified {
            let Some(value) = date(&stated.value, self.language) else {
                continue;
            };
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

fn add_author(metadata: &mut Metadata, name: &str, stated: &Stated<String>, shown: bool) {
    let known = metadata
        .authors
        .iter_mut()
        .find(|author| fold(&author.value) == fold(name));
    match known {
        Some(author) => author.receipts.extend(stated.receipts.iter().cloned()),
        None if shown => {}
        None => metadata.authors.push(Stated {
            value: name.to_owned(),
            ..stated.clone()
        }),
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

/// The window's title without the outlet behind its last bar or dash; other titles as they are.
fn without_outlet(title: Stated<String>) -> Stated<String> {
    if title.basis != "title" {
        return title;
    }
    const BARS: [&str; 5] = [" | ", " – ", " — ", " - ", " » "];
    let bar = BARS.iter().filter_map(|bar| title.value.rfind(bar)).max();
    let bare = bar.and_then(|at| title.value.get(..at)).map(str::trim);
    let long_enough = |bare: &&str| bare.split_whitespace().count() >= 3;
    match bare.filter(long_enough).map(str::to_owned) {
        Some(value) => Stated { value, ..title },
        None => title,
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

//! What a container or a record says of a report that stands in it.

use recension_core::article::{Credit, CreditKind, Stated};
use recension_core::language::Language;
use recension_core::time::{DateValue, absolute};

use crate::days;
use crate::reading::{Given, TextReading};
use crate::text::agency_named;

/// Everything that is said of a report from outside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// What beats the text.
    pub(crate) given: Given,
    /// Who wrote it.
    pub(crate) authors: Vec<Stated<String>>,
    /// Whom it is credited to.
    pub(crate) credits: Vec<Credit>,
    /// Days on which it was fetched or saved: not those of its publication.
    pub(crate) seen: Vec<Stated<String>>,
}

impl Facts {
    /// These facts, and where they are silent, others.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        let given = &mut self.given;
        let said = &other.given;
        given.title = given.title.take().or_else(|| said.title.clone());
        given.url = given.url.take().or_else(|| said.url.clone());
        given.source = given.source.take().or_else(|| said.source.clone());
        given.date = given.date.take().or_else(|| said.date.clone());
        given.language = given.language.take().or_else(|| said.language.clone());
        if self.authors.is_empty() {
            self.authors.clone_from(&other.authors);
        }
        self.credits.extend(other.credits.iter().cloned());
        self.seen.extend(other.seen.iter().cloned());
        self
    }

    /// Adds to a reading what only the outside says; the rest was given to the reader of the text.
    pub(crate) fn complete(self, reading: &mut TextReading) {
        let metadata = &mut reading.metadata;
        if !self.authors.is_empty() {
            let shown = std::mem::take(&mut metadata.authors);
            metadata.authors = self.authors;
            for author in &mut metadata.authors {
                let same = shown
                    .iter()
                    .find(|shown| alike(&shown.value, &author.value));
                author
                    .receipts
                    .extend(same.into_iter().flat_map(|same| same.receipts.clone()));
            }
        }
        for credit in self.credits {
            let is_own = |name: &str| alike(name, &credit.name);
            let outlet = metadata.outlet.as_ref();
            let known = metadata.credits.iter().any(|known| is_own(&known.name));
            if !known && !outlet.is_some_and(|outlet| is_own(&outlet.value)) {
                metadata.credits.push(credit);
            }
        }
        let seen: Vec<Stated<DateValue>> = self.seen.iter().filter_map(read_date).collect();
        metadata.other_dates.extend(seen.iter().cloned());
        days::settle(reading, &seen);
    }
}

fn alike(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn read_date(stated: &Stated<String>) -> Option<Stated<DateValue>> {
    let found = absolute::scan(&stated.value, Language::get("en"));
    Some(Stated {
        value: found.first()?.value,
        basis: stated.basis.clone(),
        receipts: stated.receipts.clone(),
    })
}

/// A value that stands outside the document's bytes (in the header of its record or message), so
/// that no span can show it; `basis` says where it stands.
pub(crate) fn outside(value: &str, basis: &str) -> Option<Stated<String>> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then(|| Stated {
        value,
        basis: basis.to_owned(),
        receipts: Vec::new(),
    })
}

/// A credit by what states it: to an agency, by its full name, or to another source.
pub(crate) fn credit_of(stated: Stated<String>) -> Credit {
    let agency = agency_named(&stated.value, Language::get("en"));
    Credit {
        kind: agency.map_or(CreditKind::Source, |_| CreditKind::Agency),
        name: agency.map_or(stated.value, str::to_owned),
        receipts: stated.receipts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::text::SourceText;

    #[test]
    fn what_is_said_outside_completes_what_the_text_says() {
        let text = "Ferry stays in port\n\nBy Ada Quill\n\nThe ferry did not sail on Monday because of the storm, the harbour master said.\n";
        let mut reading = crate::text::read_text(SourceText::verbatim(text), Given::default());
        let facts = Facts {
            authors: outside("ADA QUILL", "feed").into_iter().collect(),
            credits: vec![credit_of(outside("Norhavn Wire", "feed").unwrap())],
            seen: outside("2024-03-05T10:00:00Z", "warc-date")
                .into_iter()
                .collect(),
            ..Facts::default()
        };
        facts.complete(&mut reading);
        let author = &reading.metadata.authors[0];
        assert_eq!((author.basis.as_str(), author.receipts.len()), ("feed", 1));
        assert_eq!(reading.metadata.credits[0].name, "Norhavn Wire");
        assert_eq!(
            reading.metadata.other_dates[0].value.iso_from(),
            "2024-03-05T10:00:00Z"
        );
    }
}

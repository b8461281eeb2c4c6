//! What a page says about itself, from its markup, its lines and its record together.
//!
//! The record beats the markup, the markup beats the lines; but the title and the authors are taken
//! as the page shows them where it does, since that is what a reader can check.

mod people;
mod window_title;

use recension_core::article::{Credit, CreditKind, Metadata, Part, Receipt, Role, Stated};
use recension_core::language::Language;
use recension_core::text::{SourceText, TextSpan};
use recension_core::time::absolute::{NumericOrder, scan_in};
use recension_core::time::{DateValue, Precision};

use super::page::Page;
use super::roles::fold;
use super::shown::Shown;
use super::statements::{Field, Statements, date, scripts};
use crate::reading::Given;
use crate::text;
use people::{agree, family_of, is_same_person, joined};
pub(super) use window_title::split_at_bars;
use window_title::without_outlet;

/// Parts at each end of a report in which a sentence may name its author.
const TOLD_PARTS: usize = 3;

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
    metadata.title = title.or_else(|| sources.title(&metadata));
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
        let nearest = before.clone().find(|part| part.role == Role::Headline)?;
        let value = self.text.slice(nearest.span);
        if shown
            .as_ref()
            .is_some_and(|shown| fold(value).starts_with(&fold(&shown.value)))
        {
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
        let doubtful = metadata
            .outlet
            .as_ref()
            .is_none_or(|outlet| outlet.basis == "url" || fold(&outlet.value) == title);
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

    /// The authors: those whom the markup states, with others whom the page shows beside them; where
    /// the page shows somebody else by its markup and by its words, those. Agencies become credits.
    fn add_authors(&self, metadata: &mut Metadata) {
        let mut lines = std::mem::take(&mut metadata.authors);
        let stated = self.stated_authors(metadata);
        for agency in &self.shown.agencies {
            if let Some(name) = text::agency_named(&agency.value, self.language) {
                add_credit(metadata, name.to_owned(), CreditKind::Agency, agency);
            }
        }
        let others = |people: &[Stated<String>], metadata: &Metadata| {
            let mut people = people.to_vec();
            people.retain(|author| !self.is_outlet(author, metadata));
            people
        };
        let marked = others(&self.shown.authors, metadata);
        let labelled = others(&self.shown.labelled, metadata);
        if !labelled.is_empty() {
            lines = labelled;
        }
        metadata.authors = if agree(&stated, &marked) {
            let clean = lines.iter().filter(|line| {
                let same = |other: &Stated<String>| fold(&other.value) == fold(&line.value);
                stated.iter().chain(&marked).any(same)
            });
            let clean: Vec<Stated<String>> = clean.cloned().collect();
            joined(joined(stated, marked), clean)
        } else if agree(&stated, &lines) {
            joined(stated, lines)
        } else if agree(&marked, &lines) {
            joined(marked, lines)
        } else {
            let mut in_order = [stated, marked, lines].into_iter();
            in_order
                .find(|people| !people.is_empty())
                .unwrap_or_default()
        };
        if metadata.authors.is_empty() {
            metadata.authors = self.told_authors();
        }
        if metadata.authors.is_empty() {
            metadata.authors = self.described_author().into_iter().collect();
        }
        if metadata.authors.is_empty() {
            metadata.authors = self.authors_of_scripts(metadata);
        }
    }

    /// The person whom the last words of the report describe: "Mara Quillfeather is a reporter at …".
    fn described_author(&self) -> Option<Stated<String>> {
        let mut kept = self.parts.iter().rev().filter(|part| part.role.is_kept());
        let last = kept.next()?.span;
        let name = text::described_person(self.text.slice(last), self.language)?;
        let start = last.start as usize;
        let span = TextSpan::of(start + name.start..start + name.end);
        Some(Stated {
            value: text::calm(self.text.slice(span)),
            basis: "sentence".to_owned(),
            receipts: vec![Receipt {
                segments: self.text.original(span),
                text: self.text.slice(span).to_owned(),
            }],
        })
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

    /// The people whom all scripts agree on.
    fn authors_of_scripts(&self, metadata: &Metadata) -> Vec<Stated<String>> {
        let said = scripts::authors(self.page, self.source);
        let Some(first) = said.first() else {
            return Vec::new();
        };
        if said
            .iter()
            .any(|stated| fold(&stated.value) != fold(&first.value))
        {
            return Vec::new();
        }
        let people = text::signed(&first.value, self.language).people.into_iter();
        let people = people.filter_map(|range| {
            let value = text::calm(first.value.get(range)?);
            Some(Stated {
                value,
                ..first.clone()
            })
        });
        people
            .filter(|author| author.value.contains(' ') && !self.is_outlet(author, metadata))
            .collect()
    }

    /// Authors whom a sentence of the report names: "This is a guest post by …".
    fn told_authors(&self) -> Vec<Stated<String>> {
        let story = self.parts.iter().filter(|part| part.role.is_kept());
        let mut ends: Vec<&Part> = story.collect();
        if ends.len() > 2 * TOLD_PARTS {
            ends.drain(TOLD_PARTS..ends.len() - TOLD_PARTS);
        }
        ends.into_iter()
            .flat_map(|part| self.told_in(part.span))
            .collect()
    }

    fn told_in(&self, span: TextSpan) -> Vec<Stated<String>> {
        let line = self.text.slice(span);
        let start = span.start as usize;
        let people = text::told_authors(line, self.language).into_iter();
        let place =
            |range: std::ops::Range<usize>| TextSpan::of(start + range.start..start + range.end);
        people
            .map(|range| {
                let span = place(range);
                Stated {
                    value: text::calm(self.text.slice(span)),
                    basis: "sentence".to_owned(),
                    receipts: vec![Receipt {
                        segments: self.text.original(span),
                        text: self.text.slice(span).to_owned(),
                    }],
                }
            })
            .collect()
    }

    /// The people whom the best statements name.
    fn stated_authors(&self, metadata: &mut Metadata) -> Vec<Stated<String>> {
        let mut authors: Vec<Stated<String>> = Vec::new();
        let mut family = "";
        for stated in self.statements.about(Field::Author) {
            let own = family_of(&stated.basis);
            if !authors.is_empty() && own != family {
                break;
            }
            family = own;
            if self.is_outlet(stated, metadata) {
                continue;
            }
            let found = text::signed(&stated.value, self.language);
            for range in found.agencies {
                let name = stated.value.get(range).unwrap_or_default();
                if let Some(agency) = text::agency_named(name, self.language) {
                    add_credit(metadata, agency.to_owned(), CreditKind::Agency, stated);
                }
            }
            for range in found.people {
                let name = text::calm(stated.value.get(range).unwrap_or_default());
                let author = Stated {
                    value: name,
                    ..stated.clone()
                };
                let known = authors
                    .iter_mut()
                    .find(|known| is_same_person(&known.value, &author.value));
                match known {
                    Some(known) => known.receipts.extend(author.receipts),
                    None if !self.is_outlet(&author, metadata) => authors.push(author),
                    None => {}
                }
            }
        }
        authors
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

    /// Whether a name is that of the outlet, or a single word of it.
    fn is_outlet(&self, stated: &Stated<String>, metadata: &Metadata) -> bool {
        let Some(outlet) = metadata.outlet.as_ref().map(|outlet| fold(&outlet.value)) else {
            return false;
        };
        let name = fold(&stated.value);
        let one_word = !name.contains(' ');
        outlet == name || one_word && outlet.split(' ').any(|word| word == name)
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

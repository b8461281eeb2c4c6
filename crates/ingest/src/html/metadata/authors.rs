//! Who wrote a report, by all that its page says.

use recension_core::article::{CreditKind, Metadata, Part, Receipt, Role, Stated};
use recension_core::text::TextSpan;

use super::people::{agree, family_of, is_same_person, joined};
use super::{Sources, add_credit};
use crate::html::roles::fold;
use crate::html::statements::{Field, scripts};
use crate::text;

/// Parts at each end of a report in which a sentence may name its author.
const TOLD_PARTS: usize = 3;
/// So many parts behind the report may describe its author.
const DESCRIBING_PARTS: usize = 3;

impl Sources<'_> {
    /// The authors: those whom the markup states, with others whom the page shows beside them; where
    /// the page shows somebody else by its markup and by its words, those. Agencies become credits.
    pub(super) fn add_authors(&self, metadata: &mut Metadata) {
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
        if metadata.authors.is_empty() {
            metadata.authors = others(&self.shown.lone, metadata);
        }
    }

    /// The person whom the last words of the report, or those right behind it, describe: "Mara Quillfeather is a reporter at …".
    fn described_author(&self) -> Option<Stated<String>> {
        let end = self.parts.iter().rposition(|part| part.role.is_kept())?;
        let ends = self
            .parts
            .iter()
            .enumerate()
            .skip(end)
            .take(1 + DESCRIBING_PARTS);
        let mut ends = ends.filter(|(at, part)| *at == end || part.role == Role::Boilerplate);
        let (last, name) = ends.find_map(|(_, part)| {
            let name = text::described_person(self.text.slice(part.span), self.language)?;
            Some((part.span, name))
        })?;
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
            let people = found.people.into_iter();
            let mut names: Vec<String> = people
                .map(|range| text::calm(stated.value.get(range).unwrap_or_default()))
                .collect();
            if names.is_empty() {
                names.extend(text::plain_name(&stated.value, self.language));
            }
            for value in names {
                let author = Stated {
                    value,
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

    /// Whether a name is that of the outlet, or a single word of it.
    pub(super) fn is_outlet(&self, stated: &Stated<String>, metadata: &Metadata) -> bool {
        let Some(outlet) = metadata.outlet.as_ref().map(|outlet| fold(&outlet.value)) else {
            return false;
        };
        let name = fold(&stated.value);
        let one_word = !name.contains(' ');
        outlet == name || one_word && outlet.split(' ').any(|word| word == name)
    }
}

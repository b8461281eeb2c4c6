//! What the page says about itself, each value with the place it was read from.

use std::ops::Range;

use recension_core::article::{Credit, Metadata, Receipt, Role, Stated};
use recension_core::text::{SourceText, TextSpan};
use recension_core::time::absolute::NumericOrder;

use super::block::Block;
use super::byline;
use super::chunks::offset_in;
use super::dates::date_in_path;
use super::headline::outlet_behind;
use super::lexicon::{Lexicon, core, skeleton};
use super::masthead::is_outlet_line;
use super::names::{Naming, is_outlet_named};
use super::outlet::{copyright_holder, host_of, name_of_host, self_description, without_domain};
use super::page::Page;
use super::roles::Roles;
use super::shape::{Shape, is_address};
use crate::reading::Given;

/// Bylines, credits and captions beyond this number are not read: no report has so many.
pub(super) const MOST_VALUES: usize = 200;

/// Lines from the top among which a page may name itself.
const MASTHEAD_LINES: usize = 4;

/// A page with its roles, to be asked what it says.
pub(super) struct Reader<'p, 't> {
    pub(super) text: &'t SourceText,
    pub(super) page: &'p Page<'t>,
    pub(super) roles: &'p Roles,
    pub(super) lexicon: &'p Lexicon,
}

/// Everything the page and its record say about the report.
pub(super) fn read(
    text: &SourceText,
    page: &Page<'_>,
    roles: &Roles,
    given: Given,
    lexicon: &Lexicon,
) -> Metadata {
    let reader = Reader {
        text,
        page,
        roles,
        lexicon,
    };
    let own_url = reader.labelled_address();
    let dates = reader.dates();
    let mut metadata = Metadata {
        title: given.title.or_else(|| reader.title()),
        authors: reader.authors(),
        credits: reader.credits(own_url.as_ref(), given.url.as_ref()),
        other_dates: dates.other,
        ..Metadata::default()
    };
    metadata.url = given.url.or(own_url);
    metadata.outlet = given
        .source
        .map(|source| reader.readable_source(source))
        .or_else(|| reader.outlet(metadata.url.as_ref(), &metadata.credits));
    let stated = |order| {
        let date = given.date.as_ref();
        date.and_then(|date| reader.stated_date(date, order))
    };
    metadata.published = stated(NumericOrder::PassedOver)
        .or(dates.published)
        .or_else(|| metadata.url.as_ref().and_then(date_in_path))
        .or_else(|| stated(NumericOrder::Either))
        .or(dates.open);
    metadata
}

impl Reader<'_, '_> {
    pub(super) fn blocks_in(&self, role: Role) -> impl Iterator<Item = (usize, &Block<'_>)> + '_ {
        self.page
            .blocks
            .iter()
            .enumerate()
            .filter(move |(index, _)| self.roles.of_block.get(*index) == Some(&role))
    }

    pub(super) fn receipt(&self, block: &Block<'_>, range: Range<usize>) -> Receipt {
        let start = block.span.range().start;
        let span = TextSpan::of(start + range.start..start + range.end);
        Receipt {
            segments: self.text.original(span),
            text: self.text.slice(span).to_owned(),
        }
    }

    fn stated(
        &self,
        block: &Block<'_>,
        range: Range<usize>,
        value: String,
        basis: &str,
    ) -> Stated<String> {
        Stated {
            value,
            basis: basis.to_owned(),
            receipts: vec![self.receipt(block, range)],
        }
    }

    // ---- title ------------------------------------------------------------------------------

    /// The title in its barest occurrence (no section in front), with all occurrences as receipts.
    fn title(&self) -> Option<Stated<String>> {
        let said: Vec<(&Block<'_>, Range<usize>)> = self
            .roles
            .headline
            .occurrences
            .iter()
            .filter_map(|o| Some((self.page.blocks.get(o.block)?, o.title.clone())))
            .collect();
        let barest = said
            .iter()
            .filter_map(|(block, range)| block.text.get(range.clone()))
            .min_by_key(|title| title.len())?;
        let receipts = said
            .iter()
            .filter(|(block, range)| block.text.get(range.clone()) == Some(barest))
            .map(|(block, range)| self.receipt(block, range.clone()));
        Some(Stated {
            value: barest.split_whitespace().collect::<Vec<_>>().join(" "),
            basis: "headline".to_owned(),
            receipts: receipts.collect(),
        })
    }

    // ---- bylines ----------------------------------------------------------------------------

    pub(super) fn bylines(&self) -> impl Iterator<Item = (&Block<'_>, byline::Byline)> + '_ {
        self.blocks_in(Role::Byline)
            .take(MOST_VALUES)
            .filter_map(|(_, block)| {
                let mut parsed =
                    byline::parse(block.text, &block.dates, block.stopped, self.lexicon)?;
                self.tell_own_outlet(block, &mut parsed);
                Some((block, parsed))
            })
    }

    /// Where the head of the page names its outlet, any other in a byline is a source.
    fn tell_own_outlet(&self, block: &Block<'_>, byline: &mut byline::Byline) {
        let Some(own) = self.own_name() else { return };
        for (range, naming) in &mut byline.names {
            let named = block.text.get(range.clone()).unwrap_or_default();
            if *naming == Naming::Outlet && !is_same_name(named, own) {
                *naming = Naming::Agency;
            }
        }
    }

    /// The outlet's name at the head of the page.
    pub(super) fn own_name(&self) -> Option<&str> {
        self.page.masthead.as_ref()?.name_in(&self.page.blocks)
    }

    fn authors(&self) -> Vec<Stated<String>> {
        let mut authors: Vec<Stated<String>> = Vec::new();
        let parsed = self.bylines().flat_map(|(block, byline)| {
            let people: Vec<_> = byline.named(Naming::Person).collect();
            people.into_iter().map(move |range| (block, range))
        });
        let alone = self
            .blocks_in(Role::Byline)
            .take(MOST_VALUES)
            .filter(|(index, _)| self.page.shape(*index) == Some(Shape::Name))
            .flat_map(|(_, block)| {
                let names = byline::signed_names(block.text, self.lexicon);
                names.into_iter().map(move |range| (block, range))
            });
        for (block, range) in parsed.chain(alone) {
            let name = calm(block.text.get(range.clone()).unwrap_or_default());
            match authors.iter_mut().find(|author| author.value == name) {
                Some(author) => author.receipts.push(self.receipt(block, range)),
                None => authors.push(self.stated(block, range, name, "byline")),
            }
        }
        authors
    }

    // ---- outlet -----------------------------------------------------------------------------

    /// A record's source as a name: hosts are spelled out, names stay.
    fn readable_source(&self, source: Stated<String>) -> Stated<String> {
        let Some(host) = host_of(&source.value) else {
            return source;
        };
        let name = name_of_host(host, self.text.as_str(), self.lexicon);
        Stated {
            value: name.unwrap_or_else(|| source.value.clone()),
            ..source
        }
    }

    fn outlet(&self, url: Option<&Stated<String>>, credits: &[Credit]) -> Option<Stated<String>> {
        let introduced = || {
            self.outlet_in_lines("self-description", self_description)
                .or_else(|| self.introduced_outlet(credits))
        };
        let same = |found: &Stated<String>| {
            self.own_name()
                .is_none_or(|own| found.value.len() >= own.len() && is_same_name(&found.value, own))
        };
        self.outlet_in_byline()
            .filter(|_| self.page.masthead.is_none())
            .or_else(|| self.outlet_of_url(url?))
            .or_else(|| introduced().filter(same))
            .or_else(|| self.masthead())
            .or_else(|| self.outlet_behind_title())
            .or_else(|| self.outlet_below_title())
            .or_else(|| self.outlet_in_lines("copyright", copyright_holder))
    }

    /// A line between the headline and the story that is an outlet's name and nothing else.
    fn outlet_below_title(&self) -> Option<Stated<String>> {
        let roles = &self.roles.of_block;
        let title = roles.iter().position(|role| *role == Role::Headline)?;
        let story = roles.iter().position(|role| role.is_story())?;
        let mut lines = self.blocks_in(Role::Boilerplate);
        let (_, block) = lines.find(|(at, block)| {
            (title..story).contains(at) && is_outlet_line(block.text, self.lexicon)
        })?;
        let value = block.text.to_owned();
        Some(self.stated(block, 0..value.len(), value, "masthead"))
    }

    fn outlet_in_byline(&self) -> Option<Stated<String>> {
        self.bylines().find_map(|(block, byline)| {
            let range = byline.named(Naming::Outlet).next()?;
            let name = block.text.get(range.clone())?;
            let value = without_domain(name).to_owned();
            Some(self.stated(block, range, value, "byline"))
        })
    }

    fn outlet_of_url(&self, url: &Stated<String>) -> Option<Stated<String>> {
        let host = host_of(&url.value)?;
        Some(Stated {
            value: name_of_host(host, self.text.as_str(), self.lexicon)?,
            basis: "url".to_owned(),
            receipts: url.receipts.clone(),
        })
    }

    fn outlet_in_lines(
        &self,
        basis: &str,
        find: fn(&str) -> Option<Range<usize>>,
    ) -> Option<Stated<String>> {
        self.blocks_in(Role::Boilerplate).find_map(|(_, block)| {
            let range = find(block.text)?;
            let value = block.text.get(range.clone())?.to_owned();
            Some(self.stated(block, range, value, basis))
        })
    }

    /// The outlet that a line at the foot introduces, where it is not whom the report is credited to.
    fn introduced_outlet(&self, credits: &[Credit]) -> Option<Stated<String>> {
        let introductions = self.page.introductions.iter();
        introductions.rev().find_map(|introduction| {
            let at = introduction.block;
            let foot = self.roles.of_block.get(at) == Some(&Role::Boilerplate);
            let block = self.page.blocks.get(at).filter(|_| foot)?;
            let name = block.text.get(introduction.name.clone())?;
            let credited = credits.iter().any(|credit| credit.name == name);
            let own = !introduction.of_author && !credited;
            own.then(|| {
                let value = name.to_owned();
                self.stated(block, introduction.name.clone(), value, "self-description")
            })
        })
    }

    /// "Ferry stays in port | The Harbour Post".
    fn outlet_behind_title(&self) -> Option<Stated<String>> {
        self.roles.headline.occurrences.iter().find_map(|said| {
            let block = self.page.blocks.get(said.block)?;
            let found = outlet_behind(block.text, self.lexicon)?;
            let start = offset_in(block.text, found.outlet);
            let range = start..start + found.outlet.len();
            (said.title.end <= start)
                .then(|| self.stated(block, range, found.outlet.to_owned(), "headline"))
        })
    }

    /// The outlet's name at the head of the page, or alone on the first line that shows more than
    /// furniture.
    fn masthead(&self) -> Option<Stated<String>> {
        if let Some(masthead) = &self.page.masthead {
            let block = self.page.blocks.get(masthead.block)?;
            let written = self.own_name()?;
            let host = host_of(written).filter(|_| written.starts_with("www."));
            let name = host.and_then(|host| name_of_host(host, self.text.as_str(), self.lexicon));
            let name = name.unwrap_or_else(|| written.to_owned());
            return Some(self.stated(block, masthead.name.clone(), name, "masthead"));
        }
        let furniture = |index: &usize| {
            matches!(
                self.page.shape(*index),
                Some(Shape::Furniture | Shape::Symbols | Shape::Menu)
            )
        };
        let index = (0..self.roles.story.min(MASTHEAD_LINES)).find(|index| !furniture(index))?;
        let block = self.page.blocks.get(index)?;
        let name = core(block.text);
        let alone = self.roles.headline.at(index).is_none() && is_outlet_named(name, self.lexicon);
        let start = offset_in(block.text, name);
        alone.then(|| {
            self.stated(
                block,
                start..start + name.len(),
                name.to_owned(),
                "masthead",
            )
        })
    }

    // ---- address ----------------------------------------------------------------------------

    /// The address behind "Original url:", on its line or on the next.
    fn labelled_address(&self) -> Option<Stated<String>> {
        let shapes = self.page.shapes.iter().enumerate();
        let labels = shapes.filter(|(_, shape)| **shape == Shape::AddressLabel);
        labels.map(|(index, _)| index).find_map(|index| {
            let same = self.page.blocks.get(index)?;
            let next = self.page.blocks.get(index + 1);
            self.address_in(same).or_else(|| self.address_in(next?))
        })
    }

    fn address_in(&self, block: &Block<'_>) -> Option<Stated<String>> {
        let address = block
            .text
            .split_whitespace()
            .find(|word| is_address(word))?;
        let start = offset_in(block.text, address);
        let range = start..start + address.len();
        Some(self.stated(block, range, address.to_owned(), "original url"))
    }
}

/// Whether two names are one, an article in front and a domain behind aside.
fn is_same_name(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let letters = skeleton(without_domain(name));
        letters
            .strip_prefix("the ")
            .map_or(letters.clone(), str::to_owned)
    };
    bare(one) == bare(other)
}

/// A name in capitals with only its initials left so: "MARA QUILLFEATHER" is Mara Quillfeather.
pub(crate) fn calm(name: &str) -> String {
    if name.contains(char::is_lowercase) {
        return name.trim().to_owned();
    }
    let word = |word: &str| {
        let mut start = true;
        // "MCDONALD" is McDonald.
        let inner = word.strip_prefix("MC").filter(|rest| rest.len() > 2);
        let (first, word) = inner.map_or(("", word), |rest| ("Mc", rest));
        let rest = word
            .chars()
            .flat_map(|c| {
                let shown: Vec<char> = if start {
                    vec![c]
                } else {
                    c.to_lowercase().collect()
                };
                start = !c.is_alphabetic();
                shown
            })
            .collect::<String>();
        format!("{first}{rest}")
    };
    name.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

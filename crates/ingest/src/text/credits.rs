//! Whom a page credits: in lines of their own, captions, bylines, datelines and addresses.

use std::ops::Range;

use recension_core::article::{Credit, CreditKind, Receipt, Role, Stated};

use super::block::Block;
use super::chunks::offset_in;
use super::credit::{credit_of, picture_credit_at_end};
use super::dateline;
use super::lexicon::core;
use super::metadata::{MOST_VALUES, Reader};
use super::names::{Naming, agency, is_host, is_outlet};
use super::outlet::{host_of, name_of_host, owner_label};
use super::shape::is_address;

impl Reader<'_, '_> {
    /// All credits, in the order of the bytes that give them.
    pub(super) fn credits(
        &self,
        own_url: Option<&Stated<String>>,
        record_url: Option<&Stated<String>>,
    ) -> Vec<Credit> {
        let mut credits = Vec::new();
        self.credits_in_lines(&mut credits);
        self.credits_in_captions(&mut credits);
        self.agencies_in_bylines(&mut credits);
        self.sources_in_datelines(&mut credits);
        self.credit_to_other_host(own_url, record_url, &mut credits);
        credits.sort_by_key(|credit: &Credit| first_byte(&credit.receipts));
        credits
    }

    fn push(
        &self,
        credits: &mut Vec<Credit>,
        kind: CreditKind,
        name: &str,
        block: &Block<'_>,
        range: Range<usize>,
    ) {
        let kind = match (kind, agency(name, self.lexicon)) {
            (CreditKind::Source, Some(_)) => CreditKind::Agency,
            (kind, _) => kind,
        };
        let full = agency(name, self.lexicon).filter(|_| kind != CreditKind::Photo);
        let name = full.map_or_else(|| name.to_owned(), str::to_owned);
        let receipt = self.receipt(block, range);
        match credits
            .iter_mut()
            .find(|credit| credit.name == name && credit.kind == kind)
        {
            Some(credit) => credit.receipts.push(receipt),
            None => credits.push(Credit {
                name,
                kind,
                receipts: vec![receipt],
            }),
        }
    }

    fn credits_in_lines(&self, credits: &mut Vec<Credit>) {
        for (index, block) in self.blocks_in(Role::Credit).take(MOST_VALUES) {
            let (kind, name) = match credit_of(block.text, self.lexicon) {
                Some(credit) => (credit.kind, credit.name),
                None => (self.bare_kind(index), core(block.text)),
            };
            for name in credited_names(kind, name) {
                let known = agency(name, self.lexicon).is_some() || is_outlet(name, self.lexicon);
                if kind == CreditKind::Agency && !known {
                    // A colleague who "contributed to this report" is no agency.
                    continue;
                }
                let start = offset_in(block.text, name);
                let readable = self.readable_name(name);
                self.push(credits, kind, &readable, block, start..start + name.len());
            }
        }
    }

    /// A credited address is named by its owner; a bare host stays as it is written.
    fn readable_name(&self, name: &str) -> String {
        let owner = is_address(name)
            .then(|| host_of(name))
            .flatten()
            .and_then(|host| name_of_host(host, self.text.as_str(), self.lexicon));
        owner.unwrap_or_else(|| name.to_owned())
    }

    /// A bare credit above or inside the story is a picture's, behind it the text's.
    fn bare_kind(&self, index: usize) -> CreditKind {
        let text = self
            .page
            .blocks
            .get(index)
            .map_or("", |block| core(block.text));
        let is_agency = agency(text, self.lexicon).is_some();
        let of_text = |at: usize| {
            matches!(
                self.roles.of_block.get(at),
                Some(Role::Headline | Role::Dateline | Role::Byline)
            )
        };
        // The first line of a page is above its headline's picture too.
        let beside_title = index.checked_sub(1).map_or_else(|| of_text(1), of_text);
        match (is_agency, self.is_tail(index)) {
            (true, true) => CreditKind::Agency,
            (true, false) if beside_title && index < self.roles.story => CreditKind::Agency,
            (false, true) if is_host(text) || is_outlet(text, self.lexicon) => CreditKind::Source,
            _ => CreditKind::Photo,
        }
    }

    fn credits_in_captions(&self, credits: &mut Vec<Credit>) {
        for (_, block) in self.blocks_in(Role::Caption).take(MOST_VALUES) {
            let Some(name) = picture_credit_at_end(block, self.lexicon) else {
                continue;
            };
            let start = offset_in(block.text, name);
            self.push(
                credits,
                CreditKind::Photo,
                name,
                block,
                start..start + name.len(),
            );
        }
    }

    fn agencies_in_bylines(&self, credits: &mut Vec<Credit>) {
        for (block, byline) in self.bylines() {
            for range in byline.named(Naming::Agency) {
                let name = block.text.get(range.clone()).unwrap_or_default();
                // Pushing makes an agency's credit of it where the name is a known one; beside the
                // outlet's own name at the head of the page an abbreviation is an agency's too.
                let kind = if self.own_name().is_some() && is_abbreviation(name) {
                    CreditKind::Agency
                } else {
                    CreditKind::Source
                };
                self.push(credits, kind, name, block, range);
            }
        }
    }

    fn sources_in_datelines(&self, credits: &mut Vec<Credit>) {
        let story = |role: &Role| matches!(role, Role::Lead | Role::Body);
        let paragraphs = self
            .page
            .blocks
            .iter()
            .zip(&self.roles.of_block)
            .filter(|(_, role)| story(role))
            .take(super::DATELINE_PARAGRAPHS);
        for (block, _) in paragraphs {
            let found = dateline::leading(block.text, self.lexicon).and_then(|found| found.source);
            if let Some(name) = found {
                let start = offset_in(block.text, name);
                self.push(
                    credits,
                    CreditKind::Agency,
                    name,
                    block,
                    start..start + name.len(),
                );
            }
        }
        self.agency_at_the_end(credits);
    }

    /// "… the ministry said. (Reuters)": an agency in brackets behind the last sentence.
    fn agency_at_the_end(&self, credits: &mut Vec<Credit>) {
        let last = self.roles.of_block.iter().rposition(|role| role.is_story());
        let Some(block) = last.and_then(|index| self.page.blocks.get(index)) else {
            return;
        };
        let inside = block
            .text
            .trim_end_matches('.')
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('(').map(|(_, inside)| inside));
        let Some(name) = inside.filter(|name| agency(name, self.lexicon).is_some()) else {
            return;
        };
        let start = offset_in(block.text, name);
        self.push(
            credits,
            CreditKind::Agency,
            name,
            block,
            start..start + name.len(),
        );
    }

    /// A record's own address on one host, an "original" on another: the text came from there.
    fn credit_to_other_host(
        &self,
        own_url: Option<&Stated<String>>,
        record_url: Option<&Stated<String>>,
        credits: &mut Vec<Credit>,
    ) {
        let (Some(original), Some(record)) = (own_url, record_url) else {
            return;
        };
        let (Some(there), Some(here)) = (host_of(&original.value), host_of(&record.value)) else {
            return;
        };
        let name = name_of_host(there, self.text.as_str(), self.lexicon);
        if owner_label(there) == owner_label(here) {
            return;
        }
        credits.extend(name.map(|name| Credit {
            name,
            kind: CreditKind::Link,
            receipts: original.receipts.clone(),
        }));
    }
}

/// "CNS": two to five capitals.
fn is_abbreviation(name: &str) -> bool {
    (2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase())
}

fn first_byte(receipts: &[Receipt]) -> u64 {
    let segments = receipts.iter().flat_map(|receipt| &receipt.segments);
    segments
        .map(|segment| segment.start)
        .min()
        .unwrap_or(u64::MAX)
}

/// The names of a credit: agencies often stand in a row ("AP, AFP and dpa").
fn credited_names(kind: CreditKind, names: &str) -> Vec<&str> {
    if kind != CreditKind::Agency {
        return vec![names];
    }
    names
        .split([',', '/', '&'])
        .flat_map(|name| name.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

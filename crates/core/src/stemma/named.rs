//! Sources that reports name: credited agencies and outlets, and those through whom words came.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::article::{Credit, CreditKind, Receipt, Role};
use crate::derivation::folded_name;
use crate::dossier::Scope;
use crate::language::Language;
use crate::quotation::{Quotation, RelayRole};
use crate::witness::{NameKind, Witness};

/// A source that is named and not among the reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamedSource {
    /// A slug of its name.
    pub id: String,
    /// Its name as first written.
    pub name: String,
    /// Who names it, sorted by witness.
    pub mentions: Vec<Mention>,
}

/// A place where a witness names a source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Index of the witness.
    pub witness: usize,
    /// Whether the whole report is credited or a passage.
    pub scope: Scope,
    /// The words.
    pub receipt: Receipt,
}

/// All sources that the witnesses name and that are not among them, sorted by id.
pub fn named_sources(witnesses: &[Witness]) -> Vec<NamedSource> {
    let among: BTreeSet<String> = witnesses
        .iter()
        .flat_map(crate::derivation::own_names)
        .collect();
    let mut sources: BTreeMap<String, NamedSource> = BTreeMap::new();
    for (index, witness) in witnesses.iter().enumerate() {
        for (name, mention) in mentions(index, witness) {
            let folded = folded_name(&name);
            if folded.is_empty() || among.contains(&folded) {
                continue;
            }
            let source = sources.entry(folded).or_insert_with(|| NamedSource {
                id: slug(&name),
                name,
                mentions: Vec::new(),
            });
            let same = |m: &Mention| m.witness == index && m.scope == mention.scope;
            if !source.mentions.iter().any(same) {
                source.mentions.push(mention);
            }
        }
    }
    sources.into_values().collect()
}

fn mentions(index: usize, witness: &Witness) -> Vec<(String, Mention)> {
    let credits = witness.article.metadata.credits.iter();
    let textual = credits.filter(|credit| credit.kind != CreditKind::Photo);
    let credited = textual.filter_map(|credit| Some((credit, credit.receipts.first()?)));
    let credited = credited.map(|(credit, receipt)| {
        let receipt = receipt.clone();
        (
            credit.name.clone(),
            Mention {
                witness: index,
                scope: credit_scope(credit),
                receipt,
            },
        )
    });
    let language = Language::get(&witness.article.metadata.language);
    let relays = witness
        .quotations
        .iter()
        .flat_map(|quotation| &quotation.via);
    let relays = relays.filter(|relay| relay.role != RelayRole::Anonymous);
    let outlets = relays.filter(|relay| is_outlet(&relay.name, language));
    let relays = outlets.map(|relay| {
        let receipt = witness.article.receipt(relay.span);
        (
            relay.name.clone(),
            Mention {
                witness: index,
                scope: Scope::Passage,
                receipt,
            },
        )
    });
    let posts = embedded(index, witness, language);
    credited.chain(relays).chain(posts).collect()
}

/// Outlets and bodies whose posts a report shows.
fn embedded(index: usize, witness: &Witness, language: &Language) -> Vec<(String, Mention)> {
    let is_post = |quotation: &&Quotation| {
        let first = quotation.content.first();
        let sentence = first.and_then(|span| witness.sentences.get(witness.sentence_at(*span)?));
        sentence.is_some_and(|sentence| sentence.role == Role::Embed)
    };
    let source = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_ref()?;
        let entity = speaker
            .entity
            .and_then(|entity| witness.entities.get(entity));
        let name = entity.map_or(witness.slice(speaker.span), |entity| entity.name.as_str());
        let is_body = entity.is_some_and(|entity| entity.kind == NameKind::Organisation);
        (is_body || is_outlet(name, language)).then(|| {
            let mention = Mention {
                witness: index,
                scope: Scope::Passage,
                receipt: witness.article.receipt(speaker.span),
            };
            (name.to_owned(), mention)
        })
    };
    witness
        .quotations
        .iter()
        .filter(is_post)
        .filter_map(source)
        .collect()
}

/// Whether a name is that of somebody who passes words on: an agency, a name with a word such as
/// "Post" or "Radio" in it, or capitals such as "BBC". A council that words were said to is not.
fn is_outlet(name: &str, language: &Language) -> bool {
    let words = || name.split(|letter: char| !letter.is_alphanumeric());
    let outlet_words = language.list("outlet-words");
    let is_word = |word: &str| {
        outlet_words
            .value(word)
            .is_some_and(|value| value != "desk")
    };
    let is_acronym =
        (2..=5).contains(&name.len()) && name.chars().all(|letter| letter.is_ascii_uppercase());
    // "the Review" by itself is how a paper speaks of itself.
    let is_named = words()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count()
        > 1;
    is_acronym || language.list("agencies").contains(name) || (is_named && words().any(is_word))
}

const fn credit_scope(credit: &Credit) -> Scope {
    match credit.kind {
        CreditKind::Source | CreditKind::Agency => Scope::Report,
        CreditKind::Link | CreditKind::Photo => Scope::Passage,
    }
}

/// The agency that all the given witnesses credit, by its name as the first of them writes it.
pub(super) fn shared_agency(witnesses: &[Witness], members: &[usize]) -> Option<String> {
    let agencies = |member: usize| {
        let credits = witnesses[member].article.metadata.credits.iter();
        credits.filter(|credit| credit.kind == CreditKind::Agency)
    };
    let (first, rest) = members.split_first()?;
    let by_all = |credit: &&Credit| {
        let name = folded_name(&credit.name);
        rest.iter()
            .all(|other| agencies(*other).any(|theirs| folded_name(&theirs.name) == name))
    };
    agencies(*first)
        .find(by_all)
        .map(|credit| credit.name.clone())
}

/// Reports of a lost source that must name it.
const FEWEST_NAMING: usize = 2;

/// The source outside the story that most of the given witnesses name as the source of their whole
/// text, and that no others do: the name of what they share.
pub(super) fn shared_source(sources: &[NamedSource], members: &[usize]) -> Option<String> {
    let is_whole = |m: &Mention| m.scope == Scope::Report;
    let mut named: Vec<(usize, String)> = Vec::new();
    for source in sources {
        let naming: Vec<usize> = source
            .mentions
            .iter()
            .filter(|m| is_whole(m))
            .map(|m| m.witness)
            .collect();
        let inside = naming
            .iter()
            .filter(|witness| members.binary_search(witness).is_ok())
            .count();
        if inside >= FEWEST_NAMING && inside * 2 > naming.len() {
            named.push((inside, source.name.clone()));
        }
    }
    named.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
    named.into_iter().map(|(_, name)| name).next()
}

/// A name as an id: lower case, words joined by hyphens, with a mark that no siglum has.
pub(super) fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let joined: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!("source:{}", joined.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_pass_words_on_and_councils_do_not() {
        let english = Language::get("en");
        for name in ["Radio Ilven", "The Harbour Post", "BBC", "Reuters"] {
            assert!(is_outlet(name, english), "{name}");
        }
        for name in [
            "the Security Council",
            "Dolvary",
            "agreement constituted a deal",
        ] {
            assert!(!is_outlet(name, english), "{name}");
        }
    }
}

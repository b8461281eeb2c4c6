//! What a passage is, from what its reports say of themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, CreditKind};
use crate::dossier::{PassageKind, PassagePosition};
use crate::language::Language;

/// Share of a report from which a passage is the greater part of it.
const GREATER_PART: f32 = 0.5;
/// Share of quoted words from which a passage is a quotation.
const MOSTLY_QUOTED: f32 = 0.8;
/// Words in front of a passage that begins its report, or behind one that ends it: a dateline, a
/// signature.
const AT_EDGE: usize = 3;

/// Labels below country domains under which names are given out ("co.uk").
const REGISTRIES: [&str; 11] = [
    "ac", "co", "com", "edu", "go", "gov", "gob", "net", "nom", "or", "org",
];

/// What tells the publisher of a report: its outlet's name and its domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Imprint {
    outlet: String,
    domain: Option<String>,
}

impl Imprint {
    fn of(article: &Article) -> Option<Self> {
        let metadata = &article.metadata;
        let value = |stated: &Option<crate::article::Stated<String>>| {
            stated.as_ref().map(|stated| stated.value.trim().to_owned())
        };
        let (outlet, url) = (value(&metadata.outlet), value(&metadata.url));
        let domain = url.as_deref().and_then(domain);
        let domain = domain.or_else(|| outlet.as_deref().and_then(domain_of_host));
        let outlet = outlet.unwrap_or_default();
        (!outlet.is_empty() || domain.is_some()).then_some(Self { outlet, domain })
    }

    /// Whether two reports are of one publisher: the same domain, or names of which one begins the
    /// other ("Velmora Herald", "Velmora Herald on Sunday").
    fn is_kin(&self, other: &Self) -> bool {
        let same_domain = self.domain.is_some() && self.domain == other.domain;
        same_domain || begins(&self.outlet, &other.outlet) || begins(&other.outlet, &self.outlet)
    }
}

/// Whether the words of a name begin another: all of them, and at least two or a name of capitals.
fn begins(short: &str, long: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
        words.filter(|word| word != "the").collect()
    };
    let (own, others) = (words(short), words(long));
    let is_acronym = own.len() == 1 && short.chars().all(char::is_uppercase) && short.len() > 2;
    let is_telling = own.len() > 1 || is_acronym || own == others;
    !own.is_empty() && is_telling && others.starts_with(&own)
}

/// The domain of an address under which a publisher has its name ("news.herald.co.uk" is
/// "herald.co.uk"). Without a list of all registries this is a guess by the usual ones.
fn domain(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    domain_of_host(host)
}

fn domain_of_host(host: &str) -> Option<String> {
    let host = host.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let is_host = labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && !host.contains(char::is_whitespace);
    let (last, second) = (labels.last()?, labels.get(labels.len().checked_sub(2)?)?);
    let is_registry = labels.len() > 2 && last.len() == 2 && REGISTRIES.contains(second);
    let kept = if is_registry { 3 } else { 2 };
    is_host.then(|| labels[labels.len() - kept..].join("."))
}

/// The name of the one publisher of all reports, where all say whose they are and are kin, straight or
/// through others of them.
pub(super) fn publisher(reports: &[&Article]) -> Option<String> {
    let imprints: Option<BTreeSet<Imprint>> =
        reports.iter().map(|report| Imprint::of(report)).collect();
    let mut others: Vec<Imprint> = imprints?.into_iter().collect();
    let mut family = vec![others.pop()?];
    let mut at = 0;
    while let Some(member) = family.get(at).cloned() {
        let (kin, rest): (Vec<Imprint>, Vec<Imprint>) =
            others.into_iter().partition(|other| member.is_kin(other));
        family.extend(kin);
        others = rest;
        at += 1;
    }
    others.is_empty().then(|| name(&family))
}

/// The shortest name of a family, else its domain.
fn name(family: &[Imprint]) -> String {
    let outlets: BTreeSet<&str> = family
        .iter()
        .map(|imprint| imprint.outlet.as_str())
        .collect();
    let domains: BTreeSet<&String> = family
        .iter()
        .filter_map(|imprint| imprint.domain.as_ref())
        .collect();
    let domain = domains.first().map(|domain| (*domain).clone());
    let shortest = outlets
        .iter()
        .filter(|name| !name.is_empty())
        .min_by_key(|name| name.len());
    match (outlets.len(), domain, shortest) {
        (2.., Some(domain), _) if domains.len() == 1 => domain,
        (_, domain, None) => domain.unwrap_or_default(),
        (_, _, Some(shortest)) => (*shortest).to_owned(),
    }
}

/// The agencies that at least half of the reports credit, or that the text itself names, sorted.
pub(super) fn agencies(reports: &[&Article], text: &str) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for report in reports {
        let credits = report.metadata.credits.iter();
        let named: BTreeSet<&str> = credits
            .filter(|credit| credit.kind == CreditKind::Agency)
            .map(|credit| credit.name.as_str())
            .collect();
        for agency in named {
            *counts.entry(agency).or_default() += 1;
        }
    }
    let often = counts
        .into_iter()
        .filter(|(_, count)| count * 2 >= reports.len());
    let mut agencies: BTreeSet<String> = often.map(|(agency, _)| agency.to_owned()).collect();
    let code = reports
        .first()
        .map_or("", |report| report.metadata.language.as_str());
    agencies.extend(named_agencies(text, code).into_iter().map(str::to_owned));
    agencies.into_iter().collect()
}

/// Letters of an agency's name from which it is found in a text: shorter ones stand for other things,
/// too.
const LEAST_LETTERS: usize = 5;

/// The agencies that a text names.
fn named_agencies(text: &str, code: &str) -> Vec<&'static str> {
    let agencies = Language::get(code).list("agencies");
    let names = agencies.iter().filter(|name| name.len() >= LEAST_LETTERS);
    names
        .filter(|name| holds(text, name))
        .map(|name| {
            agencies
                .value(name)
                .filter(|full| !full.is_empty())
                .unwrap_or(name)
        })
        .collect()
}

/// Whether a name stands in a text as words of its own.
fn holds(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text
            .get(at + name.len()..)
            .and_then(|behind| behind.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    })
}

/// Where in a report of so many words a passage stands.
pub(super) const fn position(first: usize, words: usize, all: usize) -> PassagePosition {
    if first + words + AT_EDGE >= all {
        PassagePosition::End
    } else if first <= AT_EDGE {
        PassagePosition::Head
    } else {
        PassagePosition::Inside
    }
}

/// What tells the kind of a passage.
pub(super) struct Signs<'a> {
    /// Number of its stories.
    pub(super) stories: usize,
    /// Share of its words in quotation marks.
    pub(super) quoted: f32,
    /// Share of its words in page furniture.
    pub(super) furniture: f32,
    /// It is short and holds no whole sentence, in most places.
    pub(super) is_phrase: bool,
    /// The share that it is of each of its reports.
    pub(super) shares: &'a [f32],
    /// All its reports are of one publisher.
    pub(super) has_publisher: bool,
}

/// The kind of a passage, what is surer first.
pub(super) fn kind(signs: &Signs<'_>) -> PassageKind {
    let greater = signs
        .shares
        .iter()
        .filter(|share| **share >= GREATER_PART)
        .count();
    let is_reprint = greater > 0 && greater * 2 >= signs.shares.len();
    match signs {
        _ if signs.stories < 2 => PassageKind::WithinStory,
        _ if signs.furniture > 0.5 => PassageKind::Furniture,
        _ if signs.quoted >= MOSTLY_QUOTED => PassageKind::Quotation,
        _ if is_reprint => PassageKind::Reprint,
        _ if signs.is_phrase => PassageKind::Phrase,
        _ if signs.has_publisher => PassageKind::Standing,
        _ => PassageKind::Shared,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_what_a_publisher_registers() {
        for (host, expected) in [
            ("news.herald.example", Some("herald.example")),
            ("www.herald.co.uk", Some("herald.co.uk")),
            ("co.uk", Some("co.uk")),
            ("Velmora Herald", None),
            ("herald", None),
            ("Dr. No", None),
            ("", None),
        ] {
            assert_eq!(domain_of_host(host).as_deref(), expected, "{host}");
        }
        assert_eq!(
            domain("https://a.b.example:80/x?y").as_deref(),
            Some("b.example")
        );
        assert_eq!(domain("no address"), None);
    }

    #[test]
    fn names_of_one_house_begin_alike() {
        assert!(begins("Velmora Herald", "The Velmora Herald on Sunday"));
        assert!(begins("QRX", "QRX News"));
        assert!(!begins("Velmora", "Velmora Herald"));
        assert!(!begins("Velmora Herald", "Velmora Post"));
        assert!(!begins("", "Velmora Post"));
    }

    #[test]
    fn a_passage_of_several_stories_is_told_by_its_publishers_and_its_share() {
        let signs = Signs {
            stories: 3,
            quoted: 0.0,
            furniture: 0.0,
            is_phrase: false,
            shares: &[0.1, 0.2, 0.6],
            has_publisher: false,
        };
        assert_eq!(kind(&signs), PassageKind::Shared);
        for (signs, expected) in [
            (
                Signs {
                    stories: 1,
                    quoted: 1.0,
                    ..signs
                },
                PassageKind::WithinStory,
            ),
            (
                Signs {
                    furniture: 0.9,
                    quoted: 1.0,
                    ..signs
                },
                PassageKind::Furniture,
            ),
            (
                Signs {
                    quoted: 1.0,
                    is_phrase: true,
                    ..signs
                },
                PassageKind::Quotation,
            ),
            (
                Signs {
                    shares: &[0.9, 0.8],
                    is_phrase: true,
                    ..signs
                },
                PassageKind::Reprint,
            ),
            (
                Signs {
                    is_phrase: true,
                    has_publisher: true,
                    ..signs
                },
                PassageKind::Phrase,
            ),
            (
                Signs {
                    has_publisher: true,
                    ..signs
                },
                PassageKind::Standing,
            ),
        ] {
            assert_eq!(kind(&signs), expected);
        }
    }

    #[test]
    fn agencies_are_named_by_words_of_their_own() {
        let text = "Copyright 2017 The Associated Press. All rights reserved.";
        assert!(named_agencies(text, "en").contains(&"Associated Press"));
        assert!(named_agencies("The Reutersville fair opened in PA.", "en").is_empty());
    }

    #[test]
    fn a_passage_at_an_edge_says_so() {
        assert_eq!(position(0, 20, 100), PassagePosition::Head);
        assert_eq!(position(40, 20, 100), PassagePosition::Inside);
        assert_eq!(position(78, 20, 100), PassagePosition::End);
    }
}

//! An explicit credit: "Source: X", a canonical link to X's page, an agency's name.

use crate::article::{Credit as Given, CreditKind, Receipt};
use crate::derivation::{Observation, Pair};
use crate::witness::Witness;

/// One of the two names the other as its source, or links to it as the original.
pub(super) struct Credit;

/// Both name the same agency as the author of their copy.
pub(super) struct SharedAgency;

/// A credit says that the text was taken; hardly anything speaks louder.
const CREDIT_NATS: f32 = 4.5;
/// Two reports that carry one agency's copy share that copy, whatever else they have.
const AGENCY_NATS: f32 = 1.5;

impl super::Signal for Credit {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let given = [0, 1].map(|side| credits(pair.side(side), pair.side(1 - side)));
        let (source, target, credit) = match given {
            [Some(ours), Some(theirs)] => return Some(mutual(pair, ours, theirs)),
            [None, Some(credit)] => (0, 1, credit),
            [Some(credit), None] => (1, 0, credit),
            [None, None] => return None,
        };
        let [from, to] = [pair.sigla()[source], pair.sigla()[target]];
        let text = credit
            .receipts
            .first()
            .map_or(credit.name.as_str(), |r| r.text.trim());
        let explanation = format!("{to} credits {from}: “{text}”");
        let sign = if source == 0 { 1.0 } else { -1.0 };
        let mut seen = Observation::new("credit", explanation)
            .depends(CREDIT_NATS)
            .directed(sign * CREDIT_NATS);
        seen.receipts.outside[target].clone_from(&credit.receipts);
        seen.receipts.outside[source] = outlet_receipts(pair.side(source));
        Some(seen)
    }
}

/// Each credits the other: one took from the other, and the credits do not say which.
fn mutual(pair: &Pair<'_>, ours: &Given, theirs: &Given) -> Observation {
    let [first, second] = pair.sigla();
    let explanation = format!(
        "{first} and {second} credit each other: one took from the other, the credits do not say which"
    );
    let mut seen = Observation::new("credit", explanation).depends(CREDIT_NATS);
    seen.receipts.outside = [ours.receipts.clone(), theirs.receipts.clone()];
    seen
}

impl super::Signal for SharedAgency {
    fn observe(&self, pair: &Pair<'_>) -> Option<Observation> {
        let agencies = |side: usize| {
            let credits = pair.side(side).article.metadata.credits.iter();
            credits.filter(|credit| credit.kind == CreditKind::Agency)
        };
        let (first, second) = agencies(0).find_map(|mine| {
            let same = |yours: &&Given| is_same_name(&mine.name, &yours.name);
            agencies(1).find(same).map(|yours| (mine, yours))
        })?;
        let explanation = format!("both carry copy of the agency {}", first.name);
        let mut seen = Observation::new("shared_agency", explanation).depends(AGENCY_NATS);
        seen.receipts.outside = [first.receipts.clone(), second.receipts.clone()];
        Some(seen)
    }
}

fn credits<'a>(target: &'a Witness, source: &Witness) -> Option<&'a Given> {
    let names = own_names(source);
    let own = own_names(target);
    let credited = |credit: &&Given| {
        let name = folded_name(&credit.name);
        is_textual(credit.kind) && names.contains(&name) && !own.contains(&name)
    };
    target.article.metadata.credits.iter().find(credited)
}

const fn is_textual(kind: CreditKind) -> bool {
    matches!(
        kind,
        CreditKind::Source | CreditKind::Link | CreditKind::Agency
    )
}

fn outlet_receipts(witness: &Witness) -> Vec<Receipt> {
    let outlet = witness.article.metadata.outlet.as_ref();
    outlet
        .map(|outlet| outlet.receipts.clone())
        .unwrap_or_default()
}

/// The names under which a witness may be credited: its outlet, the outlet's initials, and the host
/// of its address.
pub(crate) fn own_names(witness: &Witness) -> Vec<String> {
    let metadata = &witness.article.metadata;
    let outlet = metadata.outlet.iter();
    let outlet = outlet.flat_map(|outlet| {
        let short = initials(&outlet.value);
        std::iter::once(folded_name(&outlet.value)).chain(short)
    });
    let host = metadata.url.iter().filter_map(|url| host_name(&url.value));
    outlet.chain(host).filter(|name| !name.is_empty()).collect()
}

/// Words of a name from which its initials stand for it: two letters could be anything.
const FEWEST_INITIALS: usize = 3;

/// The initials of a name's capitalised words, lower-cased ("Sound and Tide Agency" gives "sta").
fn initials(name: &str) -> Option<String> {
    let bare = name.strip_prefix("The ").unwrap_or(name);
    let first = bare
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let capitals = first.filter(|letter| letter.is_uppercase());
    let short: String = capitals.flat_map(char::to_lowercase).collect();
    (short.chars().count() >= FEWEST_INITIALS).then_some(short)
}

/// Whether two names are the same, or one the other's initials.
fn is_same_name(one: &str, other: &str) -> bool {
    let (x, y) = (folded_name(one), folded_name(other));
    x == y
        || initials(one).is_some_and(|short| short == y)
        || initials(other).is_some_and(|short| short == x)
}

/// The names a witness credits with its text.
pub(crate) fn credited_names(witness: &Witness) -> impl Iterator<Item = String> + '_ {
    let credits = witness.article.metadata.credits.iter();
    credits
        .filter(|credit| is_textual(credit.kind))
        .map(|credit| folded_name(&credit.name))
}

/// A name as compared: lower case, letters and digits only, without a leading article; a web
/// address is taken by its host.
pub(crate) fn folded_name(name: &str) -> String {
    if let Some(host) = host_name(name) {
        return host;
    }
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The name in a host ("www.harbourpost.com" gives "harbourpost"), where the text is an address.
fn host_name(text: &str) -> Option<String> {
    let after_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = after_scheme
        .split(['/', '?', '#', ':'])
        .next()?
        .to_lowercase();
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let is_host = labels.len() >= 2 && !host.contains(char::is_whitespace);
    let name = labels
        .get(labels.len().saturating_sub(2))
        .filter(|_| is_host)?;
    // Second-level registries such as "co.uk": the name stands one label further left.
    let short = name.len() <= 3 && labels.len() >= 3;
    let name = if short {
        labels.get(labels.len() - 3)?
    } else {
        name
    };
    Some(name.strip_prefix("the").unwrap_or(name).replace('-', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_meet() {
        assert_eq!(folded_name("The Harbour Post"), "harbourpost");
        assert_eq!(
            folded_name("https://www.theharbourpost.com/2024/x"),
            "harbourpost"
        );
        assert_eq!(folded_name("news.harbour-post.co.uk"), "harbourpost");
        assert_eq!(folded_name("Dr. No"), "drno");
    }

    #[test]
    fn initials_stand_for_names_of_three_words_and_more() {
        assert_eq!(initials("Sound and Tide Agency").as_deref(), Some("sta"));
        assert_eq!(initials("The Harbour Post"), None);
        assert!(is_same_name("STA", "Sound and Tide Agency"));
        assert!(!is_same_name("Sand Trade Agency", "Sound and Tide Agency"));
    }
}

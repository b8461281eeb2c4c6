//! Giving every witness of a story its short label.

use std::collections::{BTreeMap, BTreeSet};

use super::{Siglum, Witness};
use crate::article::Article;

/// Longest siglum, in characters.
const LONGEST: usize = 4;

/// Gives every witness a siglum of one to four characters, unique among them.
///
/// The initials of the outlet ("The Quillhaven Gazette" is QG), numbered where an outlet has
/// several reports; letters from A on where the outlet is unknown. The same witnesses get the same
/// sigla whatever their order.
pub fn assign_sigla(witnesses: &mut [Witness]) {
    let articles: Vec<&Article> = witnesses.iter().map(|witness| &witness.article).collect();
    let sigla = sigla_of(&articles);
    for (witness, siglum) in witnesses.iter_mut().zip(sigla) {
        witness.siglum = siglum;
    }
}

/// The sigla of the reports of a story, in the order given.
pub fn sigla_of(articles: &[&Article]) -> Vec<Siglum> {
    let order = order(articles);
    let outlets: Vec<String> = order.iter().map(|at| outlet(articles[*at])).collect();
    let labels = label_outlets(&outlets);
    let mut taken = BTreeSet::new();
    let mut sigla = vec![Siglum::default(); articles.len()];
    for (outlet, at) in outlets.iter().zip(&order) {
        let reports = outlets.iter().filter(|other| *other == outlet).count();
        let siglum = match labels.get(outlet) {
            Some(label) if reports == 1 && !taken.contains(label) => label.clone(),
            Some(label) => numbered(label, &taken),
            None => lettered(&taken, &labels),
        };
        taken.insert(siglum.clone());
        sigla[*at] = Siglum(siglum);
    }
    sigla
}

fn order(articles: &[&Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (articles[*a], articles[*b]);
        let published = |a: &Article| a.metadata.published.as_ref().map(|p| p.value);
        let title = |a: &Article| a.metadata.title.as_ref().map(|t| t.value.clone());
        outlet(a)
            .cmp(&outlet(b))
            .then_with(|| published(a).cmp(&published(b)))
            .then_with(|| title(a).cmp(&title(b)))
            .then_with(|| a.identity().cmp(&b.identity()))
    });
    order
}

fn outlet(article: &Article) -> String {
    let outlet = article.metadata.outlet.as_ref();
    outlet
        .map(|outlet| outlet.value.trim().to_owned())
        .unwrap_or_default()
}

/// A label for each known outlet; two outlets with the same initials take more of their first word.
fn label_outlets(outlets: &[String]) -> BTreeMap<String, String> {
    let names: BTreeSet<&String> = outlets.iter().collect();
    let mut labels = BTreeMap::new();
    for letters in 1..LONGEST {
        let open = names.iter().filter(|name| !labels.contains_key(**name));
        let wished: Vec<(&String, String)> =
            open.map(|name| (*name, initials(name, letters))).collect();
        for (name, label) in &wished {
            let alone = wished.iter().filter(|(_, other)| other == label).count() == 1
                && !labels.values().any(|other| other == label);
            if !label.is_empty() && (alone || letters + 1 == LONGEST) {
                labels.insert((*name).clone(), label.clone());
            }
        }
    }
    labels
}

/// The initials of a name, with the first `letters` of its first word.
fn initials(name: &str, letters: usize) -> String {
    let name = name.split('(').next().unwrap_or_default();
    let host = host_label(name);
    let words: Vec<&str> = host
        .unwrap_or(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("the"))
        .collect();
    let Some((first, rest)) = words.split_first() else {
        return String::new();
    };
    let upper = |word: &str, count: usize| -> String {
        word.chars()
            .flat_map(char::to_uppercase)
            .take(count)
            .collect()
    };
    let is_label = is_acronym(first) || (!rest.is_empty() && is_small(first));
    if is_label {
        return upper(first, LONGEST);
    }
    if rest.is_empty() {
        return upper(first, letters + 1);
    }
    let capitals = rest.iter().filter(|word| !is_small(word) || word.len() > 3);
    let tail: String = capitals.map(|word| upper(word, 1)).collect();
    let tail = if tail.is_empty() {
        upper(rest[0], 1)
    } else {
        tail
    };
    upper(&upper(first, letters), LONGEST)
        .chars()
        .chain(tail.chars())
        .take(LONGEST)
        .collect()
}

fn is_acronym(word: &str) -> bool {
    let count = word.chars().count();
    (2..=LONGEST).contains(&count) && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
}

fn is_small(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// The telling label of a host name: "news.quillhaven.example" is "quillhaven".
fn host_label(name: &str) -> Option<&str> {
    let is_host = name.contains('.') && !name.trim().contains(char::is_whitespace);
    let labels: Vec<&str> = name.trim().split('.').collect();
    let (_, labels) = labels.split_last().filter(|_| is_host)?;
    labels
        .iter()
        .rev()
        .find(|label| label.len() > 3)
        .or(labels.last())
        .copied()
}

fn numbered(label: &str, taken: &BTreeSet<String>) -> String {
    let with = |number: usize| {
        let digits = number.to_string();
        let keep = LONGEST.saturating_sub(digits.len());
        label.chars().take(keep).collect::<String>() + &digits
    };
    (1..)
        .map(with)
        .find(|siglum| !taken.contains(siglum))
        .unwrap_or_default()
}

/// A, B, … Z, AA, AB, … but none that an outlet has.
fn lettered(taken: &BTreeSet<String>, labels: &BTreeMap<String, String>) -> String {
    let is_free =
        |siglum: &String| !taken.contains(siglum) && !labels.values().any(|label| label == siglum);
    (0..).map(letters).find(is_free).unwrap_or_default()
}

fn letters(mut number: u32) -> String {
    let mut reversed = String::new();
    loop {
        reversed.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        if number < 26 {
            return reversed.chars().rev().collect();
        }
        number = number / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Stated;
    use crate::witness::{prepare, samples};

    fn sigla(outlets: &[&str]) -> Vec<String> {
        let mut witnesses: Vec<Witness> = outlets
            .iter()
            .enumerate()
            .map(|(index, outlet)| {
                let mut article = samples::article("en", &[]);
                article.document.id = format!("{index:02}");
                article.metadata.outlet = (!outlet.is_empty()).then(|| Stated {
                    value: (*outlet).to_owned(),
                    basis: "test".to_owned(),
                    receipts: Vec::new(),
                });
                prepare(article)
            })
            .collect();
        assign_sigla(&mut witnesses);
        witnesses
            .into_iter()
            .map(|witness| witness.siglum.0)
            .collect()
    }

    #[test]
    fn initials_of_outlets() {
        assert_eq!(
            sigla(&[
                "The Quillhaven Gazette",
                "ilv InnerWire",
                "Pellmark",
                "QRX News",
                "Voice of Ilven"
            ]),
            ["QG", "ILV", "PE", "QRX", "VI"]
        );
        assert_eq!(sigla(&["news.pellmark.example"]), ["PE"]);
    }

    #[test]
    fn unknown_outlets_get_letters() {
        assert_eq!(sigla(&["", "Brantover Post", ""]), ["A", "BP", "B"]);
    }

    #[test]
    fn equal_outlets_are_numbered_and_equal_initials_parted() {
        assert_eq!(sigla(&["Brantover Post", "Brantover Post"]), ["BP1", "BP2"]);
        assert_eq!(sigla(&["Brantover Post", "Bay Press"]), ["BRP", "BAP"]);
    }

    #[test]
    fn the_order_of_input_changes_nothing() {
        let outlets = ["Bay Press", "", "Brantover Post", "Bay Press"];
        let forward = sigla(&outlets);
        let backward: Vec<_> = outlets.iter().rev().copied().collect();
        let mut backward = sigla(&backward);
        backward.reverse();
        let sort = |mut list: Vec<String>| {
            list.sort();
            list
        };
        assert_eq!(sort(forward), sort(backward));
    }

    #[test]
    fn many_witnesses_stay_short_and_unique() {
        let outlets = vec!["Brantover Post"; 120];
        let found: BTreeSet<String> = sigla(&outlets).into_iter().collect();
        assert_eq!(found.len(), 120);
        assert!(found.iter().all(|siglum| siglum.chars().count() <= LONGEST));
    }
}

//! Names of outlets, from hosts and from what a page says of itself.

use std::collections::BTreeMap;
use std::ops::Range;

use recension_core::language::Language;

use super::block::starts_capital;
use super::lexicon::Lexicon;
use super::names::is_host;

/// Words of a text that are looked at for the name of its host.
const LOOKED_AT: usize = 20_000;

/// The host of an address: without scheme, user, port and path.
pub(super) fn host_of(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    is_host(host).then_some(host)
}

/// The label of a host that names its owner: "harbourpost" of "news.harbourpost.co.uk".
pub(super) fn owner_label(host: &str) -> Option<&str> {
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let (_, before) = labels.split_last()?;
    let (last, front) = before.split_last()?;
    let second_level = matches!(
        *last,
        "co" | "com" | "org" | "net" | "gov" | "ac" | "edu" | "gob" | "or" | "ne"
    );
    if second_level && !front.is_empty() && front.last() != Some(&"www") {
        return front.last().copied();
    }
    Some(last)
}

/// A readable name for the owner of a host: as the text itself writes it where it does ("The
/// Harbour Post" for `theharbourpost.com`), else the host's label split into words.
pub(super) fn name_of_host(host: &str, text: &str, lexicon: &Lexicon) -> Option<String> {
    let label = owner_label(host)?.to_lowercase();
    written_in(text, &label).or_else(|| Some(split_label(&label, text, lexicon)))
}

/// The name as the text writes it: capitalised words whose letters are those of the label.
fn written_in(text: &str, label: &str) -> Option<String> {
    let wanted: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    let words: Vec<&str> = text.split_whitespace().take(LOOKED_AT).collect();
    let first = wanted.chars().next()?;
    let may_begin = |word: &str| {
        let letter = word.chars().find(|c| c.is_alphanumeric());
        letter.is_some_and(|c| c == first || c.to_lowercase().next() == Some(first))
    };
    (0..words.len())
        .filter(|start| words.get(*start).is_some_and(|word| may_begin(word)))
        .find_map(|start| name_from(words.get(start..)?, &wanted))
}

fn name_from(words: &[&str], wanted: &str) -> Option<String> {
    let mut rest = wanted;
    let mut name: Vec<&str> = Vec::new();
    for word in words.iter().take(6) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let letters: String = bare
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        if letters.is_empty() || is_host(bare) {
            return None;
        }
        rest = rest.strip_prefix(letters.as_str())?;
        name.push(bare);
        if rest.is_empty() {
            let capital = name.iter().any(|word| word.contains(char::is_uppercase));
            return capital.then(|| name.join(" "));
        }
    }
    None
}

/// Splits a label into words: the cheapest row of known words and unknown pieces.
///
/// Known are the common words of the language and the capitalised words of the text; an unknown
/// piece costs much, so that a name stays whole.
fn split_label(label: &str, text: &str, lexicon: &Lexicon) -> String {
    let own = own_words(text);
    label
        .split(['-', '_'])
        .filter(|part| !part.is_empty())
        .flat_map(|part| cheapest_split(part, &own, lexicon))
        .collect::<Vec<String>>()
        .join(" ")
}

/// Capitalised words of the text by their lower-case form.
fn own_words(text: &str) -> BTreeMap<String, &str> {
    let mut own = BTreeMap::new();
    for word in text.split_whitespace().take(LOOKED_AT) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        if bare.len() >= 3 && starts_capital(bare) && bare.chars().all(char::is_alphanumeric) {
            own.entry(bare.to_lowercase()).or_insert(bare);
        }
    }
    own
}

/// Longest label that is split, in characters (a host's label has at most 63).
const LONGEST_LABEL: usize = 63;

fn cheapest_split(part: &str, own: &BTreeMap<String, &str>, lexicon: &Lexicon) -> Vec<String> {
    if part.len() > LONGEST_LABEL || !part.is_ascii() {
        return vec![part.to_owned()];
    }
    // best[end] = (cost, start of the last piece)
    let mut best: Vec<(u32, usize)> = vec![(0, 0)];
    for end in 1..=part.len() {
        let cheapest = (0..end)
            .filter_map(|start| {
                let piece = part.get(start..end)?;
                let cost =
                    best.get(start)?.0 + cost_of(piece, start > 0, end == part.len(), own, lexicon);
                Some((cost, start))
            })
            .min();
        best.push(cheapest.unwrap_or((u32::MAX / 2, 0)));
    }
    let mut pieces = Vec::new();
    let mut end = part.len();
    while end > 0 {
        let start = best.get(end).map_or(0, |(_, start)| *start);
        pieces.push(written(
            part.get(start..end).unwrap_or_default(),
            own,
            lexicon,
        ));
        end = start;
    }
    pieces.reverse();
    pieces
}

/// Cost of a piece: frequent words are cheap, unknown pieces dear whatever their length.
fn cost_of(
    piece: &str,
    inner: bool,
    last: bool,
    own: &BTreeMap<String, &str>,
    lexicon: &Lexicon,
) -> u32 {
    if lexicon.holds("outlet-words", piece) && piece.len() > 2
        || lexicon.holds("articles", piece) && !inner
    {
        // What an outlet is called ("… Post") is surest where names of outlets end.
        return if last { 2 } else { 8 };
    }
    if is_known(piece, own, lexicon) {
        let tier = lexicon
            .main()
            .sorted("common-words")
            .get(piece)
            .unwrap_or("20");
        let rare = tier.parse::<u32>().map_or(4, |tier| tier / 5);
        let shortest = if inner { 3 } else { 2 };
        let tiny = piece.len() <= shortest && !lexicon.is_function_word(piece);
        return 16 + rare + if tiny { 40 } else { 0 };
    }
    40 + 4 * u32::try_from(piece.len()).unwrap_or(u32::MAX / 8)
}

fn is_known(piece: &str, own: &BTreeMap<String, &str>, lexicon: &Lexicon) -> bool {
    piece.len() >= 2
        && (own.contains_key(piece)
            || lexicon.holds("outlet-words", piece)
            || lexicon.main().sorted("common-words").contains(piece)
            || Language::get("en").sorted("common-words").contains(piece))
}

fn written(piece: &str, own: &BTreeMap<String, &str>, lexicon: &Lexicon) -> String {
    let is_spelling = |word: &&&str| {
        let abbreviated = word.len() <= 5 && word.chars().all(char::is_uppercase);
        abbreviated || word.chars().skip(1).all(char::is_lowercase)
    };
    let common = lexicon.main().sorted("common-words").contains(piece);
    if let Some(word) = own.get(piece).filter(|word| is_spelling(word) && !common) {
        return (*word).to_owned();
    }
    let abbreviated = piece.len() <= 3 || !piece.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if abbreviated && !is_known(piece, own, lexicon) {
        return piece.to_uppercase();
    }
    let mut letters = piece.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The name a page gives itself in an imprint: "Harbour News (Isles News Agency - www.x.com) is …"
/// says "Harbour News"; "Harbourpost.com (…)" says "Harbourpost".
pub(super) fn self_description(line: &str) -> Option<Range<usize>> {
    let open = line.find(" (")?;
    let inside = line.get(open + 2..)?.split(')').next()?;
    let described = inside.split([' ', '-', '–', ',']).any(is_host);
    let name = capitalised_end(line.get(..open)?);
    (described && !name.is_empty()).then(|| {
        let start = open - name.len();
        start..start + without_domain(name).len()
    })
}

/// The name behind a copyright sign: "© 2025 The Harbour Post. All rights reserved".
pub(super) fn copyright_holder(line: &str) -> Option<Range<usize>> {
    let sign = line.find('©').map(|at| at + '©'.len_utf8())?;
    let rest = line.get(sign..)?;
    let skipped = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let start = sign + rest.len() - skipped.len();
    let end = skipped
        .char_indices()
        .find(|(at, c)| {
            matches!(c, '.' | ',' | '|' | '(' | '-' | '–' | '—' | ';') && ends_name(skipped, *at)
        })
        .map_or(skipped.len(), |(at, _)| at);
    let name = skipped.get(..end)?.trim_end();
    let count = name.split_whitespace().count();
    let capital = name.split_whitespace().next().is_some_and(starts_capital);
    let trailing = name.split_whitespace().next_back()?;
    let plain = count <= 5 && capital && (starts_capital(trailing) || is_host(trailing));
    plain.then(|| start..start + without_domain(name).len())
}

/// A dot inside a host ends no name.
fn ends_name(text: &str, at: usize) -> bool {
    text.get(at + 1..)
        .and_then(|rest| rest.chars().next())
        .is_none_or(|next| next.is_whitespace())
}

/// The capitalised words that a text ends with.
fn capitalised_end(text: &str) -> &str {
    let start = text
        .split_whitespace()
        .rev()
        .take_while(|word| starts_capital(word))
        .take(6)
        .last()
        .map_or(text.len(), |word| super::chunks::offset_in(text, word));
    text.get(start..).unwrap_or_default()
}

/// "Harbourpost.com" without its domain; other names as they are.
pub(super) fn without_domain(name: &str) -> &str {
    if is_host(name) && name.matches('.').count() == 1 {
        return name.split('.').next().unwrap_or(name);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(host: &str, text: &str) -> Option<String> {
        name_of_host(host, text, &Lexicon::of(Language::get("en")))
    }

    #[test]
    fn hosts_are_split_into_words() {
        assert_eq!(
            named("www.theharbourpost.com", "").as_deref(),
            Some("The Harbour Post")
        );
        assert_eq!(
            named("news.harbour-mail.co.uk", "").as_deref(),
            Some("Harbour Mail")
        );
        assert_eq!(
            named("www.thebrellinpost.com", "In Brellin it rained.").as_deref(),
            Some("The Brellin Post")
        );
        assert_eq!(named("zorvik.net", "").as_deref(), Some("Zorvik"));
    }

    #[test]
    fn the_text_knows_its_own_spelling() {
        assert_eq!(
            named("harbourtoday.com", "says HARBOUR Today, which").as_deref(),
            Some("HARBOUR Today")
        );
    }

    #[test]
    fn pages_name_themselves() {
        let line = "Isles news Zorvik.com (Isles News Agency - www.zorvik.com) is the first";
        assert_eq!(
            self_description(line).map(|range| &line[range]),
            Some("Zorvik")
        );
        let line = "Copyright © 2018 The Harbour Post. All rights reserved.";
        assert_eq!(
            copyright_holder(line).map(|range| &line[range]),
            Some("The Harbour Post")
        );
        assert_eq!(copyright_holder("© all rights"), None);
    }
}

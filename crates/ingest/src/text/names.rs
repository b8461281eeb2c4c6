//! Tells names of people, outlets and agencies apart in short lines.

use recension_core::language::Language;

use super::block::starts_capital;
use super::lexicon::{Lexicon, match_start};

/// What a short chunk of a line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Person,
    Outlet,
    /// An agency, or another outlet that the text is credited to ("via …").
    Agency,
    /// A desk or post ("Staff Writer"), a section, a label of a date.
    Label,
    Other,
}

/// What `chunk` names. `sure` says that a label such as "By" stands in front, so that a name made
/// of common words ("Will Stone") is taken for one.
pub(super) fn naming(chunk: &str, sure: bool, lexicon: &Lexicon) -> Naming {
    if agency(chunk, lexicon).is_some() {
        Naming::Agency
    } else if is_label(chunk, lexicon) {
        Naming::Label
    } else if is_outlet(chunk, lexicon) {
        Naming::Outlet
    } else if is_person(chunk, sure, lexicon) {
        Naming::Person
    } else {
        Naming::Other
    }
}

/// The full name of the agency that `name` is, case respected where the entry is short.
pub(super) fn agency(name: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let name = name.trim().trim_end_matches('.');
    lexicon
        .candidates("agencies", name)
        .find(|(entry, _)| is_entry(name, entry))
        .map(|(entry, full)| if full.is_empty() { entry } else { full })
}

/// Short entries ("PA", "Imago") must be written as listed or in capitals; long ones in any case.
fn is_entry(name: &str, entry: &str) -> bool {
    name == entry
        || (entry.len() > 5 && name.eq_ignore_ascii_case(entry))
        || (entry.len() > 3 && name == entry.to_uppercase())
}

fn words(chunk: &str) -> impl Iterator<Item = &str> {
    chunk.split_whitespace()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_label(chunk: &str, lexicon: &Lexicon) -> bool {
    let known = |name: &'static str| lexicon.holds(name, chunk.trim());
    known("section-words")
        || known("date-labels")
        || known("byline-notes")
        || Language::get("und")
            .list("time-zones")
            .contains(chunk.trim())
        || words(chunk).all(|word| is_desk_word(bare(word), lexicon))
}

/// A chunk without the words for a desk or post that it ends with: "Isles Today" of "Isles Today
/// staff". `None` where it ends with none.
pub(super) fn before_desk<'t>(chunk: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let mut rest = chunk.trim_end();
    while let Some(last) = rest.split_whitespace().next_back() {
        let desk = lexicon
            .lists("outlet-words")
            .any(|list| list.value(bare(last)) == Some("desk"));
        if !desk {
            break;
        }
        rest = rest.get(..rest.len() - last.len())?.trim_end();
    }
    (rest.len() < chunk.trim_end().len()).then_some(rest)
}

fn is_desk_word(word: &str, lexicon: &Lexicon) -> bool {
    word.is_empty()
        || lexicon
            .lists("outlet-words")
            .any(|list| list.value(word) == Some("desk"))
        || lexicon.holds("section-words", word)
}

/// Whether a short chunk names an outlet: by its words ("The Harbour Post"), as a host
/// ("harbourpost.com"), or by its shape ("bne HarbourNews", "HPTV").
pub(super) fn is_outlet(chunk: &str, lexicon: &Lexicon) -> bool {
    let count = words(chunk).count();
    if !(1..=6).contains(&count) || !chunk.contains(char::is_uppercase) && !is_host(chunk) {
        return false;
    }
    if is_host(chunk) {
        return true;
    }
    if !words(chunk)
        .enumerate()
        .all(|(at, word)| may_stand_in_outlet(at, word, lexicon))
    {
        return false;
    }
    let named = words(chunk).any(|word| is_outlet_word(word, lexicon));
    let article = words(chunk).next().is_some_and(|word| word == "The") && count >= 2;
    let own = words(chunk).any(|word| !lexicon.holds("outlet-words", bare(word)));
    // In a row of capitals ("MARA QUILLFEATHER") a short word is no abbreviation.
    let mixed = count == 1 || chunk.contains(char::is_lowercase);
    let styled = count <= 3 && mixed && words(chunk).any(is_styled);
    (named && own) || (article && count <= 4) || styled
}

/// Whether a name is surely an outlet's: one of its words is used in the names of outlets alone.
pub(super) fn is_outlet_named(name: &str, lexicon: &Lexicon) -> bool {
    let own = |word: &str| {
        lexicon
            .lists("outlet-words")
            .any(|list| list.value(word).is_some_and(str::is_empty))
    };
    is_outlet(name, lexicon)
        && words(name).any(|word| own(bare(word)))
        && words(name).any(|word| {
            !lexicon.holds("outlet-words", bare(word))
                && !lexicon.holds("section-words", bare(word))
        })
}

/// Capitalised words, words of function ("of", "the"), and a short first word ("bne").
fn may_stand_in_outlet(at: usize, word: &str, lexicon: &Lexicon) -> bool {
    let word = bare(word);
    starts_capital(word)
        || word.starts_with(|c: char| c.is_ascii_digit())
        || at > 0 && lexicon.is_function_word(word)
        || at == 0 && word.chars().count() <= 4 && !lexicon.is_function_word(word)
        || word.is_empty()
}

fn is_outlet_word(word: &str, lexicon: &Lexicon) -> bool {
    let word = bare(word);
    starts_capital(word)
        && (lexicon.holds("outlet-words", word)
            || inner_capital(word)
                .is_some_and(|ending| lexicon.holds("outlet-words", &ending.to_lowercase())))
}

/// The part of a word from its last inner capital on: "News" of "HarbourNews".
fn inner_capital(word: &str) -> Option<&str> {
    let (at, _) = word
        .char_indices()
        .rfind(|(at, c)| *at > 0 && c.is_uppercase())?;
    word.get(at..)
}

/// An abbreviation of three to five capitals.
fn is_styled(word: &str) -> bool {
    let word = bare(word);
    (3..=5).contains(&word.chars().count())
        && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
        && word.chars().any(char::is_uppercase)
}

/// Whether a word is the name of a host: labels joined by dots, ending in a known kind of domain
/// written in lower case ("HarbourPost.com", "www.harbour.co.uk", "harbour.ru").
pub(super) fn is_host(word: &str) -> bool {
    let word = word.trim().trim_end_matches('/');
    if !word.contains('.') {
        return false;
    }
    let labels: Vec<&str> = word.split('.').collect();
    let Some((last, before)) = labels.split_last() else {
        return false;
    };
    let is_plain = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let domain = last.len() == 2 || Language::get("und").list("domain-endings").contains(last);
    let named = before
        .iter()
        .any(|label| label.len() >= 2 && label.bytes().any(|b| b.is_ascii_alphabetic()));
    !before.is_empty()
        && domain
        && named
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && before.iter().all(is_plain)
}

/// Most words of a name, particles included.
const MOST_NAME_WORDS: usize = 6;

/// Whether a chunk has the shape of a person's name: two to four capitalised words, particles
/// aside, none of which belongs to the name of an outlet.
pub(super) fn is_person(chunk: &str, sure: bool, lexicon: &Lexicon) -> bool {
    let parts: Vec<&str> = words(chunk).take(MOST_NAME_WORDS + 1).collect();
    let [first, .., last] = parts.as_slice() else {
        return false;
    };
    let ends = starts_capital(first) && starts_capital(last);
    // What costs least is asked first: most pieces of lines are no names.
    if parts.len() > MOST_NAME_WORDS || !ends {
        return false;
    }
    let shaped = parts.iter().all(|word| is_name_word(word, lexicon));
    if !shaped {
        return false;
    }
    let known = parts
        .iter()
        .any(|word| lexicon.holds("outlet-words", bare(word)));
    // "The Harbourman" is no first name and surname.
    let article = lexicon.holds("articles", first)
        && first.len() > 2
        && !lexicon.holds("name-particles", first);
    let names = parts.iter().filter(|word| starts_capital(word)).count();
    (2..=4).contains(&names) && !known && !article && (sure || has_rare_word(&parts, lexicon))
}

fn is_name_word(word: &str, lexicon: &Lexicon) -> bool {
    let letters = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
    letters && (starts_capital(word) || lexicon.holds("name-particles", word))
}

/// Whether some word is no common word of the language (always so where it has no such list).
pub(super) fn has_rare_word(parts: &[&str], lexicon: &Lexicon) -> bool {
    let common = lexicon.main().sorted("common-words");
    parts
        .iter()
        .any(|word| !common.contains(&bare(word).to_lowercase()))
}

/// Whether every word could stand in a name of somebody or something: capitals, particles, figures.
pub(super) fn is_name_like(text: &str, lexicon: &Lexicon) -> bool {
    let count = words(text).count();
    (1..=8).contains(&count)
        && words(text).all(|word| {
            let word = bare(word);
            word.is_empty()
                || starts_capital(word)
                || is_host(word)
                || lexicon.holds("name-particles", word)
                || lexicon.is_function_word(word)
        })
        && words(text)
            .next()
            .is_some_and(|word| starts_capital(bare(word)) || is_host(word))
}

/// The agency that a text begins with, and how many bytes it takes.
pub(super) fn leading_agency(text: &str, lexicon: &Lexicon) -> Option<usize> {
    lexicon
        .entries("picture-agencies")
        .filter(|(entry, _)| text.starts_with(entry))
        .filter_map(|(entry, _)| match_start(text, &entry.to_lowercase()))
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(chunk: &str) -> Naming {
        naming(chunk, true, &Lexicon::of(Language::get("en")))
    }

    #[test]
    fn people_outlets_and_agencies_are_told_apart() {
        let cases = [
            ("Mara Quillfeather", Naming::Person),
            ("Ludo van der Hoop", Naming::Person),
            ("The Harbour Post", Naming::Outlet),
            ("bne HarbourNews", Naming::Outlet),
            ("HarbourPost.com", Naming::Outlet),
            ("Reuters", Naming::Agency),
            ("Associated Press", Naming::Agency),
            ("Staff Writer", Naming::Label),
            ("World", Naming::Label),
            ("the troops had left", Naming::Other),
        ];
        for (chunk, expected) in cases {
            assert_eq!(english(chunk), expected, "{chunk}");
        }
    }

    #[test]
    fn hosts_have_a_domain() {
        assert!(is_host("www.harbour-post.co.uk"));
        assert!(is_host("ministry.ru"));
        assert!(!is_host("end.Then"));
        assert!(!is_host("3.50"));
    }
}

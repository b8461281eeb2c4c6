//! Who a line or a field names as the authors, where the page says that it names authors: a field
//! of the markup, an element marked up as the byline. In any script.

use std::ops::Range;

use recension_core::language::Language;

use super::block::starts_capital;
use super::byline::is_behind_dash;
use super::chunks::{Behind, is_separator, offset_in, split_at_joiners, split_ranges};
use super::lexicon::{Lexicon, after_label};
use super::names::{Naming, is_person, naming};

/// Who is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signed {
    /// Bytes of the line that name people.
    pub(crate) people: Vec<Range<usize>>,
    /// Bytes of the line that name news agencies.
    pub(crate) agencies: Vec<Range<usize>>,
    /// Whether a label such as "By" stands in front.
    pub(crate) labelled: bool,
}

/// More names than this are a list of something else.
const MOST_NAMES: usize = 12;
/// A line of names has at most so many bytes.
const LONGEST: usize = 400;

/// Reads a line that names authors.
pub(crate) fn signed(line: &str, language: &Language) -> Signed {
    let lexicon = Lexicon::of(language);
    let mut signed = Signed::default();
    if line.len() > LONGEST || line.contains("://") {
        return signed;
    }
    let segments = segments(line);
    let labels: Vec<Label> = segments
        .iter()
        .map(|segment| label(line, segment.clone(), &lexicon))
        .collect();
    let any_author = labels.iter().any(|label| label.kind == LabelKind::Author);
    signed.labelled = any_author;
    for (label, segment) in labels.into_iter().zip(&segments) {
        // Beside a segment that is labelled as the author's, others name something else.
        let reads = match label.kind {
            LabelKind::Author => true,
            LabelKind::None => !any_author,
            LabelKind::Other => false,
        };
        let listed = line.get(..segment.start).unwrap_or_default().trim_end();
        let goes_on = listed.ends_with(';') && label.kind == LabelKind::None;
        if reads && (signed.people.is_empty() || goes_on) {
            read_names(line, label.body, &lexicon, &mut signed);
        }
    }
    if signed.people.len() > MOST_NAMES {
        signed.people.clear();
    }
    signed
}

/// The people whom a field or line of names names.
pub(crate) fn people_in(line: &str, language: &Language) -> Vec<Range<usize>> {
    signed(line, language).people
}

/// The pieces of a line between bars, and from label to label.
fn segments(line: &str) -> Vec<Range<usize>> {
    let barred = split_ranges(line, 0..line.len(), |c| {
        matches!(c, '|' | ';' | '\n' | '\u{3000}' | '•' | '·' | '»')
    });
    let mut found = Vec::new();
    for piece in barred {
        let text = line.get(piece.clone()).unwrap_or_default();
        let mut start = piece.start;
        for word in text.split_whitespace() {
            let at = piece.start + offset_in(text, word);
            let label = word.ends_with(':') || word.contains('：');
            if label && at > start {
                found.push(start..at);
                start = at;
            }
        }
        found.push(start..piece.end);
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelKind {
    None,
    Author,
    /// An editor, a photographer, a source.
    Other,
}

struct Label {
    kind: LabelKind,
    body: Range<usize>,
}

/// The label that a segment begins with, and what stands behind it.
fn label(line: &str, segment: Range<usize>, lexicon: &Lexicon) -> Label {
    let mut kind = LabelKind::None;
    let mut body = segment;
    for _ in 0..2 {
        let text = line.get(body.clone()).unwrap_or_default();
        let lead = text.len()
            - text
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        let inner = text.get(lead..).unwrap_or_default();
        let Some(start) = lexicon.longest_start("byline-words", inner) else {
            break;
        };
        let behind = after_label(inner, start.length);
        if behind.rest.is_empty() {
            break;
        }
        if start.value == "desk" {
            return Label {
                kind: LabelKind::Other,
                body,
            };
        }
        kind = LabelKind::Author;
        body = body.start + lead + behind.offset..body.end;
    }
    let text = line.get(body.clone()).unwrap_or_default();
    if kind == LabelKind::None && foreign_label(text).is_some_and(|at| at == 0) {
        kind = LabelKind::Other;
    }
    let end = foreign_label(text)
        .filter(|at| *at > 0)
        .unwrap_or(text.len());
    // "Mara Quillfeather - Staff Writer"
    let end = text
        .find(" - ")
        .filter(|at| *at > 0)
        .map_or(end, |at| at.min(end));
    Label {
        kind,
        body: body.start..body.start + end,
    }
}

/// Where a word with a colon behind it begins: "Photo: …" behind a name.
fn foreign_label(text: &str) -> Option<usize> {
    let colon = text.find([':', '：'])?;
    let before = text.get(..colon)?.trim_end();
    let word = before
        .rfind(char::is_whitespace)
        .and_then(|at| before.get(at..))
        .map_or(before, str::trim_start);
    Some(before.len() - word.len())
}

fn read_names(line: &str, body: Range<usize>, lexicon: &Lexicon, signed: &mut Signed) {
    let separates = |c: char| is_separator(c) || matches!(c, '、' | '，' | '،');
    let mut chunks = Vec::new();
    for piece in split_ranges(line, body, separates) {
        split_at_joiners(line, piece, lexicon, &mut chunks);
    }
    let alone = chunks.len() == 1;
    let (mut joined, mut away) = (false, false);
    for chunk in chunks {
        let placed = !signed.people.is_empty() && is_behind_dash(line, &chunk.range);
        if placed || chunk.behind == Behind::Source {
            break;
        }
        // "Mara Quillfeather in Brellin and Ludo Hoop in Norhavn"
        away |= chunk.behind == Behind::Place;
        if away && chunk.behind != Behind::Joined {
            continue;
        }
        away = false;
        let whole = line.get(chunk.range.clone()).unwrap_or_default();
        let whole = before_ending(whole, lexicon).trim_end();
        if naming(whole, true, lexicon) == Naming::Outlet && !is_person(whole, true, lexicon) {
            continue;
        }
        let range = without_furniture(line, chunk.range, lexicon);
        let name = line.get(range.clone()).unwrap_or_default();
        // Behind "A and B" a comma parts no further name, but a place or a post.
        if joined && chunk.behind == Behind::Nothing {
            break;
        }
        joined |= chunk.behind == Behind::Joined;
        match naming(name, true, lexicon) {
            Naming::Agency => signed.agencies.push(range),
            Naming::Label if !signed.people.is_empty() => break,
            Naming::Person => signed.people.push(with_period(line, range)),
            Naming::Other if is_name_of_other_script(name, lexicon) => signed.people.push(range),
            Naming::Other if alone && is_lone_name(name, lexicon) => signed.people.push(range),
            Naming::Outlet if signed.people.is_empty() && is_person(name, true, lexicon) => {
                signed.people.push(range);
            }
            Naming::Outlet | Naming::Other if !signed.people.is_empty() => break,
            _ => {}
        }
    }
}

/// A name with the period of its last word, where that is short for "Junior" or "Senior".
fn with_period(line: &str, range: Range<usize>) -> Range<usize> {
    let name = line.get(range.clone()).unwrap_or_default();
    let behind = line.get(range.end..).unwrap_or_default();
    let short = name.ends_with(" Jr") || name.ends_with(" Sr");
    let period = usize::from(short && behind.starts_with('.'));
    range.start..range.end + period
}

/// A name without the words of posts and buttons around it: "Tony Carter All posts",
/// "한서연 기자", "记者 王晓岚".
fn without_furniture(line: &str, range: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let is_furniture = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        lexicon.holds("author-furniture", word)
            || lexicon
                .lists("outlet-words")
                .any(|list| list.value(word) == Some("desk"))
            || word.is_empty()
    };
    let mut text = line.get(range.clone()).unwrap_or_default();
    // "Mara Quillfeather@quillfeather", "Mara Quillfeather. Harbour Post".
    text = before_address(text).trim_end();
    text = before_ending(text, lexicon).trim_end();
    let stop = text.match_indices(". ").find(|(at, _)| {
        let word = text.get(..*at).unwrap_or_default();
        let last = word.split_whitespace().next_back().unwrap_or_default();
        last.chars().count() > 4
    });
    text = stop.map_or(text, |(at, _)| text.get(..at).unwrap_or_default());
    while let Some(last) = text
        .split_whitespace()
        .next_back()
        .filter(|w| is_furniture(w))
    {
        text = text
            .get(..text.len() - last.len())
            .unwrap_or_default()
            .trim_end();
    }
    let mut start = range.start;
    while let Some(first) = text.split_whitespace().next().filter(|w| is_furniture(w)) {
        let rest = text.get(first.len()..).unwrap_or_default();
        let trimmed = rest.trim_start();
        start += text.len() - trimmed.len();
        text = trimmed;
    }
    start..start + text.len()
}

/// What stands in front of a handle or a mail address: "Mara Quillfeather" of "Mara Quillfeather
/// mara@post.example" as of "Mara Quillfeather@quillfeather".
fn before_address(text: &str) -> &str {
    let Some((before, behind)) = text.split_once('@') else {
        return text;
    };
    let host = behind.split_whitespace().next().unwrap_or_default();
    let blank = before.rfind(char::is_whitespace);
    match blank.filter(|_| host.trim_end_matches('.').contains('.')) {
        Some(blank) => before.get(..blank).unwrap_or_default(),
        None => before,
    }
}

/// What stands in front of words that end a name: "Mara Quillfeather" of "Mara Quillfeather Special to
/// the Harbour Post".
fn before_ending<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let endings = lexicon.entries("name-endings");
    let first = endings
        .filter_map(|(ending, _)| find_phrase(text, ending))
        .filter(|at| *at > 0);
    first.min().and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Authors whom a sentence names behind one of the phrases of `author-phrases`: "This is a guest post
/// by Mara Quillfeather, who …".
pub(crate) fn told_authors(line: &str, language: &Language) -> Vec<Range<usize>> {
    let lexicon = Lexicon::of(language);
    let phrases = lexicon.entries("author-phrases");
    let found = phrases.filter_map(|(phrase, value)| {
        let at = find_phrase(line, phrase)?;
        let before = line.get(..at).unwrap_or_default().trim_end();
        let starts = before.is_empty() || before.ends_with(['(', '.', ';']);
        (value != "start" || starts).then_some(at + phrase.len())
    });
    let Some(start) = found.min() else {
        return Vec::new();
    };
    let rest = line.get(start..).unwrap_or_default();
    let end = rest
        .find([';', '(', ')', '\n'])
        .unwrap_or(rest.len())
        .min(LONGEST);
    let body = rest.get(..end).unwrap_or_default();
    let mut signed = Signed::default();
    read_names(line, start..start + body.len(), &lexicon, &mut signed);
    signed.people.retain(|range| {
        let name = line.get(range.clone()).unwrap_or_default();
        is_person(name, true, &lexicon)
    });
    signed.people
}

/// The first place where a phrase (in lower case) stands in a line as whole words, case of ASCII
/// letters aside.
fn find_phrase(line: &str, phrase: &str) -> Option<usize> {
    let ends_word = |at: usize| {
        let next = line
            .get(at + phrase.len()..)
            .and_then(|rest| rest.chars().next());
        next.is_none_or(|c| !c.is_alphanumeric())
    };
    let starts = line.char_indices().map(|(at, _)| at);
    let mut found = starts.filter(|at| {
        let piece = line.get(*at..*at + phrase.len());
        piece.is_some_and(|piece| piece.eq_ignore_ascii_case(phrase)) && ends_word(*at)
    });
    found.next()
}

/// Names that stand behind a label for a source in a line of several labels
/// ("来源：海港日报　作者：林亦舟").
pub(crate) fn labelled_sources(line: &str, language: &Language) -> Vec<Range<usize>> {
    let lexicon = Lexicon::of(language);
    if line.len() > LONGEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    for segment in segments(line) {
        let text = line.get(segment.clone()).unwrap_or_default();
        let Some(start) = lexicon.longest_start("credit-phrases", text) else {
            continue;
        };
        let behind = after_label(text, start.length);
        let name = behind.rest.split_whitespace().next().unwrap_or_default();
        let wide = name.chars().all(is_east_asian) && !name.is_empty();
        if start.value == "source label"
            && wide
            && text
                .get(start.length..)
                .is_some_and(|rest| rest.starts_with([':', '：']))
        {
            let at = segment.start + behind.offset;
            found.push(at..at + name.len());
        }
    }
    found
}

/// A name in a script without capitals: two to five words, or two to eight ideographs or syllables.
fn is_name_of_other_script(name: &str, lexicon: &Lexicon) -> bool {
    let letters = || name.chars().filter(|c| !c.is_whitespace());
    let plain = letters().all(|c| {
        !c.is_lowercase()
            && !c.is_uppercase()
            && !c.is_numeric()
            && (c.is_alphabetic() || is_mark_in_name(c))
    });
    if !plain || names_outlet(name, lexicon) {
        return false;
    }
    let count = name.split_whitespace().count();
    if letters().all(is_east_asian) {
        return (2..=8).contains(&letters().count()) && count <= 3;
    }
    (2..=5).contains(&count)
}

/// Points, joiners and vowel signs inside names.
fn is_mark_in_name(c: char) -> bool {
    matches!(c, '・' | '·' | '\'' | '-' | '’' | '\u{200c}' | '\u{200d}')
        || matches!(c, '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{e7f}')
}

const fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether a name is that of an outlet: with one of its words, or ending in one where words are not
/// set apart ("海港日报").
fn names_outlet(name: &str, lexicon: &Lexicon) -> bool {
    let word_is = name
        .split_whitespace()
        .any(|word| lexicon.holds("outlet-words", word) || lexicon.holds("section-words", word));
    let ending = || lexicon.lists("outlet-words").flat_map(|list| list.iter());
    word_is || name.chars().all(is_east_asian) && ending().any(|ending| name.ends_with(ending))
}

/// A single word that may be the name by which a blogger signs.
fn is_lone_name(name: &str, lexicon: &Lexicon) -> bool {
    let letters = name.chars().count();
    let known = [
        "outlet-words",
        "section-words",
        "stopwords",
        "author-furniture",
        "places",
        "countries",
        "months",
    ];
    let common = lexicon
        .main()
        .sorted("common-words")
        .get(&name.to_lowercase());
    (3..=20).contains(&letters)
        && starts_capital(name)
        && name.chars().all(char::is_alphabetic)
        && name.chars().skip(1).any(char::is_lowercase)
        && common != Some(MOST_COMMON)
        && known.iter().all(|list| !lexicon.holds(list, name))
}

/// The name of a person in a field that writes it as a catalogue does ("Quillfeather, Mara") or
/// without capitals ("mara quillfeather").
pub(crate) fn plain_name(value: &str, language: &Language) -> Option<String> {
    let lexicon = Lexicon::of(language);
    let value = value.trim();
    let turned = value.split_once(',').and_then(|(family, given)| {
        let (family, given) = (family.trim(), given.trim());
        let is_one = |name: &str| !name.is_empty() && !name.contains([',', ' ']);
        let is_place = |name: &str| {
            let lists = ["places", "countries", "agencies"];
            lists.iter().any(|list| lexicon.holds(list, name))
        };
        let fits = is_one(family) && is_one(given) && !is_place(family) && !is_place(given);
        fits.then(|| format!("{given} {family}"))
    });
    let low = !value.contains(|c: char| c.is_uppercase() || c == ',');
    let name = turned.or_else(|| low.then(|| capitalised(value)))?;
    is_person(&name, false, &lexicon).then_some(name)
}

fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    };
    name.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The tier of the commonest words.
const MOST_COMMON: &str = "10";

#[cfg(test)]
mod tests {
    use super::*;

    fn people(line: &str, code: &str) -> Vec<String> {
        let found = signed(line, Language::get(code));
        let people = found.people.into_iter();
        people.map(|range| line[range].to_owned()).collect()
    }

    #[test]
    fn names_of_catalogues_and_without_capitals_are_told_from_the_rest() {
        let cases = [
            ("Quillfeather, Mara", Some("Mara Quillfeather")),
            ("mara quillfeather", Some("Mara Quillfeather")),
            ("Mara Quillfeather", None),
            ("Quillfeather, Political Editor", None),
            ("London, Quillfeather", None),
            ("harbour post", None),
            ("web admin", None),
            ("good morning", None),
            ("quillfeather", None),
            ("mara_quillfeather88", None),
        ];
        for (value, name) in cases {
            let found = plain_name(value, Language::get("en"));
            assert_eq!(found.as_deref(), name, "{value}");
        }
    }

    #[test]
    fn names_are_read_out_of_what_stands_around_them() {
        let cases = [
            ("en", "By Mara Quillfeather", vec!["Mara Quillfeather"]),
            (
                "en",
                "Mara Quillfeather, Political Editor",
                vec!["Mara Quillfeather"],
            ),
            (
                "en",
                "Mara Quillfeather and Ludo Hoop",
                vec!["Mara Quillfeather", "Ludo Hoop"],
            ),
            (
                "en",
                "By A. Hoop, B. Marl and C. Tann, Reuters",
                vec!["A. Hoop", "B. Marl", "C. Tann"],
            ),
            (
                "en",
                "Text: Mara Quillfeather Photo: Ludo Hoop",
                vec!["Mara Quillfeather"],
            ),
            (
                "en",
                "Mara Quillfeather All posts",
                vec!["Mara Quillfeather"],
            ),
            (
                "en",
                "Mara Quillfeather; Ludo Hoop",
                vec!["Mara Quillfeather", "Ludo Hoop"],
            ),
            (
                "en",
                "By Mara Quillfeather in Brellin and Ludo Hoop Jr. in Norhavn",
                vec!["Mara Quillfeather", "Ludo Hoop Jr."],
            ),
            (
                "en",
                "By Mara Quillfeather in Port Hallam, New Marland",
                vec!["Mara Quillfeather"],
            ),
            (
                "en",
                "Mara Quillfeather - Staff Writer",
                vec!["Mara Quillfeather"],
            ),
            ("en", "Wren", vec!["Wren"]),
            ("en", "Staff Writer", vec![]),
            ("en", "admin", vec![]),
            ("en", "Newsroom", vec![]),
            ("en", "The Harbour Post", vec![]),
            ("en", "Edited by Mara Quillfeather", vec![]),
            ("en", "https://x.example/mara", vec![]),
            (
                "de",
                "Von Mara Ellbrecht und Jonas Thiele",
                vec!["Mara Ellbrecht", "Jonas Thiele"],
            ),
            (
                "fr",
                "Par Aurélie Castanet et Hugo Belmas",
                vec!["Aurélie Castanet", "Hugo Belmas"],
            ),
            ("ru", "Текст: Вера Полозова", vec!["Вера Полозова"]),
            ("zh", "记者 王晓岚", vec!["王晓岚"]),
            ("zh", "来源：海港日报　作者：林亦舟", vec!["林亦舟"]),
            ("ko", "한서연 기자", vec!["한서연"]),
            ("ja", "佐久間 悠里", vec!["佐久間 悠里"]),
            ("ar", "بقلم: ليلى الحمداني", vec!["ليلى الحمداني"]),
            ("he", "מאת: יעל ברקאי", vec!["יעל ברקאי"]),
        ];
        for (code, line, expected) in cases {
            assert_eq!(people(line, code), expected, "{line}");
        }
    }

    #[test]
    fn sentences_name_authors_behind_a_phrase() {
        let told = |line: &str| -> Vec<String> {
            let found = told_authors(line, Language::get("en")).into_iter();
            found.map(|range| line[range].to_owned()).collect()
        };
        let guest = "This is a guest post by Mara Quillfeather, who keeps bees.";
        assert_eq!(told(guest), ["Mara Quillfeather"]);
        let desk = "(Reporting by Mara Quillfeather and Ludo Hoop; Editing by Ann Orrin)";
        assert_eq!(told(desk), ["Mara Quillfeather", "Ludo Hoop"]);
        assert!(told("Additional reporting by Ludo Hoop in Brellin").is_empty());
        assert!(told("The reporting by the committee was late.").is_empty());
    }

    #[test]
    fn agencies_are_no_people() {
        let found = signed("By Mara Quillfeather, Reuters", Language::get("en"));
        assert_eq!((found.people.len(), found.agencies.len()), (1, 1));
        assert!(signed("AFP", Language::get("fr")).people.is_empty());
    }
}

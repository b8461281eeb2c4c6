//! Lines that say who wrote it and when: bylines, and lines of section and date.

use std::ops::Range;

use recension_core::time::absolute::FoundDate;

use super::block::starts_capital;
use super::chunks::{
    Behind, Chunk, chunks, joiner_value, offset_in, split_at_joiners, split_ranges, without_desk,
};
use super::lexicon::{Lexicon, after_label, core};
use super::names::{Naming, is_host, is_person, naming};

/// Longest line that a label without its colon may begin ("Author Mara Quillfeather"), in bytes.
const MOST_UNMARKED: usize = 48;
/// Most words of a byline.
const MOST_WORDS: usize = 30;

/// Who a line names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// Bytes of the line that name what.
    pub(super) names: Vec<(Range<usize>, Naming)>,
    /// Whether a word such as "By" says that they are authors.
    pub(super) labelled: bool,
}

impl Byline {
    /// The names of one kind.
    pub(super) fn named(&self, kind: Naming) -> impl Iterator<Item = Range<usize>> + '_ {
        self.names
            .iter()
            .filter(move |(_, naming)| *naming == kind)
            .map(|(range, _)| range.clone())
    }

    fn has(&self, kind: Naming) -> bool {
        self.named(kind).next().is_some()
    }

    fn has_source(&self) -> bool {
        self.has(Naming::Outlet) || self.has(Naming::Agency)
    }
}

/// What a label in front of names makes of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Credit {
    Author,
    /// Edited or filed, not written.
    Desk,
}

/// Reads a line as a byline, where it is one.
pub(super) fn parse(
    line: &str,
    dates: &[FoundDate],
    stopped: bool,
    lexicon: &Lexicon,
) -> Option<Byline> {
    // A speaker's name in a transcript ends with a colon.
    if line.ends_with(':') || line.split_whitespace().take(MOST_WORDS + 1).count() > MOST_WORDS {
        return None;
    }
    let mut byline = Byline::default();
    // "11 March 2025 | By Mara Quillfeather", "Posted on 11 March 2025 by Mara Quillfeather": the label
    // may stand behind the date.
    let leads = |date: &&FoundDate| {
        let before = core(line.get(..date.range.start).unwrap_or_default());
        before.is_empty() && date.range.start == 0 || lexicon.holds("date-labels", before)
    };
    let start = dates.first().filter(leads).map_or(0, |date| date.range.end);
    let segments = split_ranges(line, start..line.len(), |c| c == ';');
    let is_picture = |segment: &Range<usize>| {
        segment.start > start && is_picture_credit(line, segment.clone(), lexicon)
    };
    let labels: Vec<(Option<Credit>, Range<usize>)> = segments
        .into_iter()
        .filter(|segment| !is_picture(segment))
        .map(|segment| label_of(line, segment, lexicon))
        .collect();
    byline.labelled = labels.iter().any(|(credit, _)| credit.is_some());
    if stopped && !byline.labelled {
        // A sentence is a byline only by its label: what it names need not be looked at.
        return None;
    }
    let pieces: Vec<(Option<Credit>, Vec<Chunk>)> = labels
        .into_iter()
        .map(|(credit, body)| (credit, chunks(line, body, dates, lexicon)))
        .collect();
    let count: usize = pieces.iter().map(|(_, chunks)| chunks.len()).sum();
    if !byline.labelled && dates.is_empty() && count < 2 {
        // Without a label, one name alone is no byline.
        return None;
    }
    for (credit, chunks) in pieces {
        if !read_chunks(line, chunks, credit, lexicon, &mut byline) {
            return None;
        }
    }
    let named = byline.has(Naming::Person) || byline.has_source();
    let enough = if byline.labelled {
        named
            || byline
                .names
                .iter()
                .any(|(_, naming)| *naming == Naming::Label)
    } else {
        let several = byline.names.len() > 1 || !dates.is_empty();
        let beside = byline.has(Naming::Person) && (byline.has_source() || !dates.is_empty());
        let agency_beside = byline.has(Naming::Agency) && several;
        let outlet_beside = byline.has(Naming::Outlet) && !dates.is_empty();
        let slashed = dates.is_empty() && line.contains('/') && byline.has(Naming::Person);
        !stopped && !slashed && (beside || agency_beside || outlet_beside)
    };
    enough.then_some(byline)
}

/// "photos by Ludo Hoop" behind "Story by Mara Quillfeather;".
fn is_picture_credit(line: &str, segment: Range<usize>, lexicon: &Lexicon) -> bool {
    let text = line.get(segment).unwrap_or_default().trim_start();
    lexicon
        .longest_start("credit-phrases", text)
        .is_some_and(|start| start.value.starts_with("photo"))
}

/// Cuts the label off a segment and says what it makes of the names.
fn label_of(
    line: &str,
    segment: Range<usize>,
    lexicon: &Lexicon,
) -> (Option<Credit>, Range<usize>) {
    let text = line.get(segment.clone()).unwrap_or_default();
    let lead = text.len()
        - text
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let inner = text.get(lead..).unwrap_or_default();
    if let Some(length) = shouted_label(inner, lexicon) {
        return (
            Some(Credit::Author),
            segment.start + lead + length..segment.end,
        );
    }
    let Some(start) = lexicon.longest_start("byline-words", inner) else {
        return (None, segment);
    };
    let labelled = after_label(inner, start.length);
    let fits = !labelled.rest.is_empty()
        && match start.value {
            "colon" => {
                labelled.colon || is_named(labelled.rest, lexicon) && inner.len() < MOST_UNMARKED
            }
            "named" => is_named(labelled.rest, lexicon),
            _ => true,
        };
    if !fits
        || !starts_capital(labelled.rest)
            && labelled.rest.chars().next().is_some_and(char::is_numeric)
    {
        return (None, segment);
    }
    let credit = if start.value == "desk" {
        Credit::Desk
    } else {
        Credit::Author
    };
    (
        Some(credit),
        segment.start + lead + labelled.offset..segment.end,
    )
}

/// Whether a text is a person's name, perhaps with a place behind it: "Mara Quillfeather in Brellin".
fn is_named(text: &str, lexicon: &Lexicon) -> bool {
    let mut found = Vec::new();
    let first = text.split(',').next().unwrap_or_default();
    split_at_joiners(first, 0..first.len(), lexicon, &mut found);
    let mut found = found.iter();
    let person = found.next().is_some_and(|chunk| {
        let name = first.get(chunk.range.clone()).unwrap_or_default();
        is_person(name, false, lexicon)
    });
    // "From Mara Quillfeather in Brellin there was no word."
    let is_place = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.len() <= 3 && words.iter().all(|word| starts_capital(word))
    };
    person
        && found.all(|chunk| {
            let named = first.get(chunk.range.clone()).is_some_and(is_place);
            chunk.behind != Behind::Nothing && named
        })
}

/// The bytes of a label in capitals with "by" or "with" behind it, where only a name follows:
/// "EXCLUSIVE by Mara Quillfeather", "HARBOUR NOTES with Mara Quillfeather".
fn shouted_label(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let capitals = |word: &&&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !word.contains(char::is_lowercase)
    };
    let count = words.iter().take_while(capitals).count();
    let joiner = words.get(count).filter(|_| count > 0)?;
    let joins =
        lexicon.holds("byline-words", joiner) || joiner_value(joiner, lexicon) == Some("with");
    let end = offset_in(text, joiner) + joiner.len();
    let rest = text.get(end..)?.trim_start();
    (joins && is_named(rest, lexicon)).then(|| text.len() - rest.len())
}

/// Whether a line is nothing but the names of several people: "Mara Quillfeather and Ludo Hoop".
pub(super) fn are_people(line: &str, lexicon: &Lexicon) -> bool {
    let names = signed_names(line, lexicon);
    let end = names.last().map_or(0, |name| name.end);
    names.len() > 1
        && line
            .get(end..)
            .is_some_and(|rest| rest.split_whitespace().count() <= 4)
        && names
            .iter()
            .filter_map(|name| line.get(name.clone()))
            .all(|name| is_person(name, false, lexicon))
}

/// The names that a line of bare names begins with: those up to the last "and", or the first.
pub(super) fn signed_names(line: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut names: Vec<Range<usize>> = Vec::new();
    let pieces = split_ranges(line, 0..line.len(), |c| matches!(c, ',' | '(' | ')' | '&'));
    for piece in pieces {
        let mut found = Vec::new();
        split_at_joiners(line, piece, lexicon, &mut found);
        let joined = found.iter().any(|chunk| chunk.behind == Behind::Joined);
        let named = found
            .into_iter()
            .filter(|chunk| chunk.behind != Behind::Place);
        names.extend(named.map(|chunk| chunk.range));
        if joined {
            return names;
        }
    }
    names.truncate(1);
    names
}

/// Reads the chunks between separators and dates; false where one of them is no name at all.
fn read_chunks(
    line: &str,
    chunks: Vec<Chunk>,
    credit: Option<Credit>,
    lexicon: &Lexicon,
    byline: &mut Byline,
) -> bool {
    let mut complete = false;
    for chunk in chunks {
        let chunk = without_desk(line, chunk, lexicon);
        let text = line.get(chunk.range.clone()).unwrap_or_default();
        let kind = naming(text, credit.is_some(), lexicon);
        // Behind "A and B" a comma parts no further name, but a place or a post.
        let trailing = complete && chunk.behind == Behind::Nothing;
        complete |= kind == Naming::Person && chunk.behind == Behind::Joined;
        match kind {
            _ if chunk.behind == Behind::Place => {}
            Naming::Person if trailing && credit.is_some() => {}
            // "By Mara Quillfeather — Port Hallam": where it was written.
            Naming::Person if byline.has(Naming::Person) && is_behind_dash(line, &chunk.range) => {}
            Naming::Outlet | Naming::Other if chunk.behind == Behind::Source => {
                byline.names.push((chunk.range, Naming::Agency));
            }
            Naming::Outlet if chunk.behind == Behind::With => {
                byline.names.push((chunk.range, Naming::Agency));
            }
            // "CN Team": a desk of whoever that is.
            Naming::Other if chunk.desk => byline.names.push((chunk.range, Naming::Label)),
            Naming::Other if is_harmless(text, credit.is_some(), byline) => {}
            Naming::Other => return false,
            // An editor is named, but is no author.
            Naming::Person if credit == Some(Credit::Desk) => {
                byline.names.push((chunk.range, Naming::Label));
            }
            _ => byline.names.push((chunk.range, kind)),
        }
    }
    true
}

/// Whether a dash stands in front of a piece of a line.
pub(super) fn is_behind_dash(line: &str, range: &Range<usize>) -> bool {
    let before = line.get(..range.start).unwrap_or_default();
    before.trim_end().ends_with(['—', '–'])
}

/// Whether an unknown chunk may stand in a byline: a handle, an address, a place or a title behind
/// the names, a lone name in front.
fn is_harmless(text: &str, labelled: bool, byline: &Byline) -> bool {
    let count = text.split_whitespace().count();
    let handle = text.contains('@') || is_host(text) || !text.contains(char::is_alphabetic);
    let trailing = !byline.names.is_empty() && count <= 6 && starts_capital(text);
    let lone = labelled && byline.names.is_empty() && count <= 2 && starts_capital(text);
    handle || trailing || lone
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::language::Language;
    use recension_core::time::absolute;

    fn read(line: &str) -> Option<Vec<(String, Naming)>> {
        let lexicon = Lexicon::of(Language::get("en"));
        let dates = absolute::scan(line, lexicon.main());
        let stopped = super::super::block::is_stopped(line);
        let byline = parse(line, &dates, stopped, &lexicon)?;
        let named = byline.names.iter();
        Some(
            named
                .map(|(range, kind)| (line[range.clone()].to_owned(), *kind))
                .collect(),
        )
    }

    fn only(name: &str, kind: Naming) -> Option<Vec<(String, Naming)>> {
        Some(vec![(name.to_owned(), kind)])
    }

    #[test]
    fn bylines_name_people_outlets_and_agencies() {
        assert_eq!(
            read("By bne HarbourNews January 20, 2025"),
            only("bne HarbourNews", Naming::Outlet)
        );
        assert_eq!(
            read("By Mara Quillfeather"),
            only("Mara Quillfeather", Naming::Person)
        );
        assert_eq!(
            read("Written by MARA QUILLFEATHER on 3 May 2024"),
            only("MARA QUILLFEATHER", Naming::Person)
        );
        assert_eq!(
            read("By Mara Quillfeather and Ludo van der Hoop, Reuters"),
            Some(vec![
                ("Mara Quillfeather".into(), Naming::Person),
                ("Ludo van der Hoop".into(), Naming::Person),
                ("Reuters".into(), Naming::Agency),
            ])
        );
        assert_eq!(
            read("Mara Quillfeather | The Harbour Post | 3 May 2024"),
            Some(vec![
                ("Mara Quillfeather".into(), Naming::Person),
                ("The Harbour Post".into(), Naming::Outlet),
            ])
        );
        assert_eq!(
            read("Xinhua | Updated: 2017-09-15 17:52"),
            Some(vec![
                ("Xinhua".into(), Naming::Agency),
                ("Updated".into(), Naming::Label)
            ])
        );
    }

    #[test]
    fn an_editor_is_no_author() {
        assert_eq!(
            read("Reporting by Mara Quillfeather; Editing by Ludo Hoop"),
            Some(vec![
                ("Mara Quillfeather".into(), Naming::Person),
                ("Ludo Hoop".into(), Naming::Label),
            ])
        );
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By Monday, the troops had left.",
            "By then the water stood a metre high in the lower town",
            "The mayor spoke on 3 May 2024",
            "Storm Warning For The Coast",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}

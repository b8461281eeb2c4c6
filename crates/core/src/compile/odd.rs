//! Notes on reports of odd kinds: what a reader should know before trusting claims read from an
//! opinion, a live report, a list, a transcript, a recipe or a text in two languages.

use crate::article::{Note, Part};
use crate::language::Language;
use crate::witness::{Token, TokenKind, Witness};

/// Fewest entries of a live report.
const FEWEST_ENTRIES: usize = 3;
/// Fewest paragraphs of a transcript, a list or a recipe that show what it is.
const FEWEST_PARTS: usize = 5;
/// Share of the paragraphs that must show it.
const SHARE_OF_PARTS: f64 = 0.4;
/// Share of the words outside quotation marks by which an author speaks of himself.
const SHARE_OF_SELF: f64 = 0.02;
/// Fewest such words.
const FEWEST_OF_SELF: usize = 5;
/// Share of the letters that must be in another language.
const SHARE_OF_OTHER: f64 = 0.15;
/// Letters of the label of a speaker.
const LONGEST_LABEL: usize = 40;

/// A kind of report that is no plain one.
struct OddKind {
    code: &'static str,
    shows: fn(&Witness) -> bool,
    says: &'static str,
}

/// All kinds, in the order in which they are noted.
const KINDS: [OddKind; 5] = [
    OddKind {
        code: "live_report",
        shows: is_live,
        says: "a live report: its entries were written one after another, so that earlier ones may be out of date",
    },
    OddKind {
        code: "transcript",
        shows: is_transcript,
        says: "looks like a transcript: most paragraphs begin with the name of a speaker; what is said in it is a speaker's word, not the report's",
    },
    OddKind {
        code: "recipe",
        shows: is_recipe,
        says: "looks like a recipe: its sentences tell what to do, not what happened",
    },
    OddKind {
        code: "list",
        shows: is_list,
        says: "looks like a list: its lines are read as sentences and may say little alone",
    },
    OddKind {
        code: "opinion",
        shows: is_opinion,
        says: "looks like an opinion: the author speaks in the first person; claims read from it may be views",
    },
];

/// The notes on the kind of a report; none for a plain report.
pub(super) fn notes(witness: &Witness) -> Vec<Note> {
    let found = KINDS.iter().filter(|kind| (kind.shows)(witness));
    let mut notes: Vec<Note> = found.map(|kind| Note::new(kind.code, kind.says)).collect();
    notes.extend(two_languages(witness));
    notes
}

fn paragraphs(witness: &Witness) -> impl Iterator<Item = &str> {
    let told = |part: &&Part| part.role.is_story();
    let parts = witness.article.parts.iter().filter(told);
    parts.map(|part| witness.slice(part.span).trim())
}

/// Whether enough paragraphs are of a kind.
fn most_are(witness: &Witness, is: impl Fn(&str) -> bool) -> bool {
    let all = paragraphs(witness).count();
    let found = paragraphs(witness).filter(|text| is(text)).count();
    found >= FEWEST_PARTS && found as f64 >= SHARE_OF_PARTS * all as f64
}

fn is_live(witness: &Witness) -> bool {
    witness.article.metadata.entries.len() >= FEWEST_ENTRIES
}

/// "NAME: words", paragraph after paragraph, by two speakers at least.
fn is_transcript(witness: &Witness) -> bool {
    let mut labels: Vec<&str> = paragraphs(witness).filter_map(label).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.len() >= 2
        && labels.len() * 2 <= paragraphs(witness).filter_map(label).count()
        && most_are(witness, |text| label(text).is_some())
}

/// The name in front of a colon that opens a paragraph, where it may be a speaker's.
fn label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let is_name = label.chars().next().is_some_and(char::is_uppercase)
        && label.len() <= LONGEST_LABEL
        && !label
            .contains(|letter: char| letter.is_ascii_digit() || letter == '"' || letter == ',');
    (is_name && rest.starts_with(' ') && label.split_whitespace().count() <= 4).then_some(label)
}

fn is_list(witness: &Witness) -> bool {
    most_are(witness, |text| {
        let bullet = text.starts_with(['•', '▪', '‣', '*', '-', '–']);
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        let numbered = (1..=3).contains(&digits) && text[digits..].starts_with([')', '.']);
        let spaced = text
            .get(digits + 1..)
            .is_some_and(|rest| rest.starts_with(' '));
        bullet || numbered && spaced
    })
}

/// Lines that begin with an amount of something to eat, and a word that recipes have.
fn is_recipe(witness: &Witness) -> bool {
    let language = Language::get(&witness.article.metadata.language);
    let (words, units) = (language.list("recipe-words"), language.list("recipe-units"));
    let folded = |text: &str| {
        text.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let has = |list: &crate::language::WordList, text: &str| {
        text.split_whitespace()
            .any(|word| list.contains(&folded(word)))
    };
    let amount = |text: &str| {
        let start = text.trim_start_matches(['•', '*', '-', '–', ' ']);
        let first: Vec<&str> = start.split_whitespace().take(3).collect();
        start.starts_with(|c: char| c.is_numeric())
            && first
                .iter()
                .any(|word| has(units, word.trim_start_matches(char::is_numeric)))
    };
    let lines = || paragraphs(witness).flat_map(str::lines);
    lines().filter(|line| amount(line)).count() >= FEWEST_PARTS - 2
        && witness
            .article
            .text
            .as_str()
            .lines()
            .any(|line| has(words, line))
}

/// Whether the author often speaks of himself outside quotation marks.
fn is_opinion(witness: &Witness) -> bool {
    let language = Language::get(&witness.article.metadata.language);
    let selves = language.list("first-person");
    let quotations = witness.quotations.iter();
    let spans: Vec<_> = quotations.flat_map(|q| q.quoted.iter().copied()).collect();
    let quoted = |token: &Token| spans.iter().any(|span| span.overlaps(token.span));
    let story = witness.sentences.iter().filter(|s| s.role.is_story());
    let tokens = story.flat_map(|sentence| witness.sentence_tokens(sentence));
    let (mut all, mut own) = (0, 0);
    for token in tokens.filter(|token| token.kind != TokenKind::Mark) {
        all += 1;
        let word = witness.slice(token.span).to_lowercase();
        own += usize::from(selves.contains(&word) && !quoted(token));
    }
    own >= FEWEST_OF_SELF && own as f64 >= SHARE_OF_SELF * f64::from(all)
}

fn two_languages(witness: &Witness) -> Option<Note> {
    let metadata = &witness.article.metadata;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() as f64;
    let of = |span| letters(witness.slice(span));
    let other: f64 = metadata
        .passages
        .iter()
        .map(|passage| of(passage.span))
        .sum();
    let all: f64 = paragraphs(witness).map(letters).sum();
    let mut codes: Vec<&str> = metadata
        .passages
        .iter()
        .map(|p| p.language.as_str())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    (other > 0.0 && other >= SHARE_OF_OTHER * all).then(|| {
        let text = format!(
            "in two languages or more: parts are in {} beside {}; what one part says may be the other's in translation",
            codes.join(", "),
            metadata.language
        );
        Note::new("several_languages", text)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::notes;
    use crate::claim::samples::as_read;

    fn codes(paragraphs: &[&str]) -> Vec<String> {
        let witness = as_read("A", date(2031, 5, 14), paragraphs).done();
        notes(&witness).into_iter().map(|note| note.code).collect()
    }

    #[test]
    fn a_plain_report_has_no_note() {
        let found = codes(&[
            "The ferry Halmira left Tarn on Monday with 90 people on board.",
            "Her master said: \"I know my ship, I know my sea, and I trust my crew.\"",
            "It was the first crossing since the storm: two days had been lost.",
            "The line sails twice a day.",
            "A second ship is to follow in June.",
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn speakers_in_front_of_colons_make_a_transcript() {
        let found = codes(&[
            "Host: Good morning from the harbour of Tarn.",
            "Odda Brandel: It is a fine morning for a first crossing.",
            "Host: How many people are on board?",
            "Odda Brandel: Ninety, and two dogs.",
            "Host: Will there be a second ship?",
            "Odda Brandel: In June, if all goes well.",
        ]);
        assert_eq!(found, ["transcript"]);
    }

    #[test]
    fn an_author_who_speaks_of_himself_gives_an_opinion() {
        let found = codes(&[
            "I have crossed to Tarn in my own boat, and I will not do it again.",
            "I think that the ferry is late because I have never seen it leave on time.",
            "My view is that the line should be closed, and I say so in my town.",
        ]);
        assert_eq!(found, ["opinion"]);
    }

    #[test]
    fn bullets_make_a_list_and_amounts_a_recipe() {
        let list = codes(&[
            "1. Tarn has a harbour wall.",
            "2. Orlend has a market.",
            "3. Skarn has a light.",
            "4. Velm has a school.",
            "5. Ostrel has a mill.",
        ]);
        assert_eq!(list, ["list"]);
        let recipe = codes(&[
            "Ingredients",
            "200 g flour",
            "2 tbsp butter",
            "3 cups of milk",
            "Simmer the milk and stir in the flour.",
        ]);
        assert_eq!(recipe, ["recipe"]);
    }
}

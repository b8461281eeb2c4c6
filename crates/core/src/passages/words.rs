//! Reading of words alone, in one pass over the bytes: no sentences, no stems, no list of a language.
//!
//! A word is folded as everywhere (case, apostrophes, invisible characters), so that its hash is the
//! [`Term`] of the folded word. Hyphens part words; digits are words of their own kind only in that
//! marks between them part them. Scripts without spaces give one word for each letter.

use crate::article::{Article, Part, Role};
use crate::text::TextSpan;
use crate::witness::{Term, is_apostrophe, is_invisible, is_joining, is_run_on, is_unspaced};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The folded word.
    pub(super) term: Term,
    /// Where it stands.
    pub(super) span: TextSpan,
}

/// Which parts of reports are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compared {
    /// What a report tells, with what stands beside it to be read. Titles, bylines, lines with dates
    /// and credits are left out: they are alike for other reasons.
    #[default]
    Report,
    /// Page furniture, too: footers, notices, menus, teasers.
    Furniture,
}

impl Compared {
    const fn holds(self, role: Role) -> bool {
        match role {
            Role::Lead | Role::Body | Role::Quote | Role::Subheading | Role::Caption => true,
            Role::Embed | Role::Correction | Role::EditorsNote => true,
            Role::Boilerplate | Role::Teaser => matches!(self, Self::Furniture),
            _ => false,
        }
    }

    /// The parts of an article whose words are compared, in order.
    pub(super) fn parts(self, article: &Article) -> impl Iterator<Item = &Part> {
        let parts = article.parts.iter();
        parts.filter(move |part| self.holds(part.role))
    }
}

/// The words of an article that are compared, in order.
pub(super) fn words_of(article: &Article, compared: Compared) -> Vec<Word> {
    let mut words = Vec::new();
    for part in compared.parts(article) {
        let base = part.span.start;
        each_word(article.text.slice(part.span), &mut |term, start, end| {
            let span = TextSpan::of(start..end);
            let span = TextSpan::new(base + span.start, base + span.end);
            words.push(Word { term, span });
        });
    }
    words
}

/// What a byte below 128 is: its lower-case form where it belongs to a word, else 0.
const FOLDED: [u8; 128] = folded_bytes();

const fn folded_bytes() -> [u8; 128] {
    let mut table = [0; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// Hands on each word of a text with its first byte and the one behind its last.
pub(super) fn each_word(text: &str, each: &mut impl FnMut(Term, usize, usize)) {
    let mut scan = Scan { text, at: 0 };
    while let Some((term, start, end)) = scan.word() {
        each(term, start, end);
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

/// What stands at a place.
enum Sign {
    /// A letter or digit below 128, folded.
    Byte(u8),
    /// Another letter.
    Letter(char),
    /// A letter that is a word by itself.
    Alone(char),
    /// An apostrophe; its length.
    Apostrophe(usize),
    /// Something invisible inside words; its length.
    Invisible(usize),
    /// Anything else; its length.
    Gap(usize),
}

impl Scan<'_> {
    fn sign(&self, at: usize) -> Option<Sign> {
        let byte = *self.text.as_bytes().get(at)?;
        match FOLDED.get(usize::from(byte)) {
            Some(0) if byte == b'\'' || byte == b'`' => Some(Sign::Apostrophe(1)),
            Some(0) => Some(Sign::Gap(1)),
            Some(folded) => Some(Sign::Byte(*folded)),
            None => Some(sign_of(self.text.get(at..)?.chars().next()?)),
        }
    }

    /// The next word.
    fn word(&mut self) -> Option<(Term, usize, usize)> {
        loop {
            match self.sign(self.at)? {
                Sign::Byte(_) | Sign::Letter(_) => return Some(self.letters()),
                Sign::Alone(letter) => return Some(self.alone(letter)),
                Sign::Apostrophe(length) | Sign::Invisible(length) | Sign::Gap(length) => {
                    self.at += length;
                }
            }
        }
    }

    fn alone(&mut self, letter: char) -> (Term, usize, usize) {
        let start = self.at;
        self.at += letter.len_utf8();
        let mut hash = Hash::default();
        hash.letter(letter);
        (hash.term(), start, self.at)
    }

    fn letters(&mut self) -> (Term, usize, usize) {
        let (start, mut end, mut hash) = (self.at, self.at, Hash::default());
        loop {
            match self.sign(self.at) {
                Some(Sign::Byte(byte)) => {
                    hash.byte(byte);
                    self.at += 1;
                    end = self.at;
                }
                Some(Sign::Letter(letter)) => {
                    hash.letter(letter);
                    self.at += letter.len_utf8();
                    end = self.at;
                }
                Some(Sign::Apostrophe(length)) if self.is_letter(self.at + length) => {
                    hash.byte(b'\'');
                    self.at += length;
                }
                Some(Sign::Invisible(length)) => self.at += length,
                _ => return (hash.term(), start, end),
            }
        }
    }

    fn is_letter(&self, at: usize) -> bool {
        matches!(self.sign(at), Some(Sign::Byte(_) | Sign::Letter(_)))
    }
}

fn sign_of(letter: char) -> Sign {
    let length = letter.len_utf8();
    match letter {
        _ if is_apostrophe(letter) => Sign::Apostrophe(length),
        _ if is_invisible(letter) => Sign::Invisible(length),
        _ if is_unspaced(letter) || is_run_on(letter) => Sign::Alone(letter),
        _ if letter.is_alphanumeric() || is_joining(letter) => Sign::Letter(letter),
        _ => Sign::Gap(length),
    }
}

/// The hash behind [`Term::of`], given letter by letter.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(Term::START)
    }
}

impl Hash {
    const fn byte(&mut self, byte: u8) {
        self.0 = Term::with_byte(self.0, byte);
    }

    fn letter(&mut self, letter: char) {
        let mut buffer = [0; 4];
        for small in letter.to_lowercase() {
            for byte in small.encode_utf8(&mut buffer).bytes() {
                self.byte(byte);
            }
        }
    }

    const fn term(&self) -> Term {
        Term::finished(self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::witness::fold_word;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        each_word(text, &mut |_, start, end| words.push(&text[start..end]));
        words
    }

    #[test]
    fn words_are_cut_where_a_reader_would() {
        for (text, expected) in [
            ("", &[][..]),
            ("  — … !", &[]),
            ("Orrin’s dog can't.", &["Orrin’s", "dog", "can't"]),
            ("'tis the 'end'", &["tis", "the", "end"]),
            ("US-Russia 45th", &["US", "Russia", "45th"]),
            ("水库决口", &["水", "库", "决", "口"]),
            ("вода́ пришла", &["вода́", "пришла"]),
            ("قال الوزير", &["قال", "الوزير"]),
            ("soft\u{ad}ly", &["soft\u{ad}ly"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_word_has_the_term_of_its_folded_letters(text in "[a-zA-Z’'é水Ж .\u{ad}0-9-]{0,60}") {
            each_word(&text, &mut |term, start, end| {
                assert_eq!(term, Term::of(&fold_word(&text[start..end])));
            });
        }

        #[test]
        fn words_come_in_order_and_inside_the_text(text in "\\PC{0,80}") {
            let mut last = 0;
            each_word(&text, &mut |_, start, end| {
                assert!(last <= start && start < end && text.get(start..end).is_some());
                last = end;
            });
        }
    }
}

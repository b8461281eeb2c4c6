//! Finding names in a sentence: runs of capitalised words, cut where one name ends and another
//! begins.

use std::ops::Range;

use super::knowledge::{HeadNoun, Knowledge, Known};
use super::pieces::Piece;
use super::titles::{Office, Title, title_at, title_before};
use crate::language::WordSet;
use crate::witness::{NameKind, TokenKind};

/// A name found in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its pieces.
    pub(crate) pieces: Range<usize>,
    /// What it seems to be; `None` where nothing tells.
    pub(crate) kind: Option<NameKind>,
    /// The listed name it stands for, folded; empty where it is not listed under another.
    pub(crate) canonical: String,
    /// Whether a list has it.
    pub(crate) is_known: bool,
    /// The title in front of it.
    pub(crate) title: Option<Title>,
}

/// Capitalised words of a text that do not owe their capital to their place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attested<'t> {
    capital: WordSet<&'t str>,
    small: WordSet<&'t str>,
    /// Last words of persons' names found with their given names.
    pub(crate) surnames: WordSet<String>,
}

impl<'t> Attested<'t> {
    /// Takes note of the words of a sentence.
    pub(crate) fn learn(&mut self, pieces: &'t [Piece<'_>]) {
        for piece in pieces.iter().filter(|piece| piece.kind == TokenKind::Word) {
            if !piece.is_capital {
                self.small.insert(&piece.key);
            } else if !piece.opens {
                self.capital.insert(&piece.key);
            }
        }
    }
}

/// Finds the names of one sentence.
pub(crate) struct Finder<'a, 't> {
    pub(crate) knowledge: &'static Knowledge,
    pub(crate) attested: &'a Attested<'a>,
    pub(crate) pieces: &'a [Piece<'t>],
    pub(crate) found: Vec<Found>,
}

impl Finder<'_, '_> {
    /// All names in order.
    pub(crate) fn run(mut self) -> Vec<Found> {
        let mut at = 0;
        while at < self.pieces.len() {
            if !self.may_start(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            self.segment(at, end);
            at = end.max(at + 1);
        }
        self.found
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &[Piece<'_>] {
        self.pieces.get(range).unwrap_or_default()
    }

    fn next_is_capital(&self, at: usize) -> bool {
        self.pieces
            .get(at + 1)
            .is_some_and(|next| next.is_capital && next.kind == TokenKind::Word)
    }

    /// Whether a name may start at a piece.
    fn may_start(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        if piece.kind == TokenKind::Mark || piece.kind == TokenKind::Number || piece.is_handle {
            return false;
        }
        let joined = self
            .pieces
            .get(at + 1)
            .is_some_and(|next| next.hyphen_before);
        if joined && self.knowledge.is_prefix(piece) {
            return false;
        }
        if !piece.is_capital {
            return self.is_capital_compound(at);
        }
        let rest = self.slice(at..self.pieces.len());
        if piece.kind == TokenKind::Function {
            // "May", "Will": only a given name in mid-sentence; "The Hague" by the list.
            return self
                .knowledge
                .names
                .longest(rest)
                .is_some_and(|found| found.length > 1)
                || (!piece.opens
                    && self.knowledge.is_given_name(piece)
                    && self.next_is_capital(at));
        }
        if self.knowledge.is_calendar_word(piece) {
            return self.knowledge.is_given_name(piece) && self.next_is_capital(at);
        }
        if self.is_anchored(at) || self.quoted_title_end(at).is_some() {
            return true;
        }
        if self.knowledge.nouns_are_capitalised {
            return self.attested.surnames.contains(piece.key.as_ref());
        }
        self.capital_tells(at)
    }

    /// "al-Assad", "el-Sheikh": a small particle joined to a capital by a hyphen.
    fn is_capital_compound(&self, at: usize) -> bool {
        let next = self.pieces.get(at + 1);
        self.knowledge.is_particle(&self.pieces[at])
            && next.is_some_and(|next| next.hyphen_before && next.is_capital)
    }

    /// Whether a list says that a name starts here.
    fn is_anchored(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let rest = self.slice(at..self.pieces.len());
        let is_title = || {
            title_at(self.knowledge, rest).is_some_and(|title| {
                self.pieces
                    .get(at + title.length)
                    .is_some_and(|next| next.is_capital)
            })
        };
        self.knowledge.names.longest(rest).is_some()
            || (self.knowledge.is_given_name(piece) && self.next_is_capital(at))
            || is_title()
    }

    /// The end of a title of a work between quotation marks: two to six words, all of them with
    /// capitals but for the small ones.
    pub(super) fn quoted_title_end(&self, at: usize) -> Option<usize> {
        let is_quote = |piece: &Piece<'_>| {
            piece.kind == TokenKind::Mark && piece.text.contains(['"', '“', '”', '‘', '’', '\''])
        };
        self.pieces
            .get(at.checked_sub(1)?)
            .filter(|before| is_quote(before))?;
        let end = (at + 2..at + 8).find(|end| self.pieces.get(*end).is_some_and(is_quote))?;
        let last = end - usize::from(self.pieces.get(end - 1)?.is_mark(","));
        let words = self.slice(at..last);
        let fits = |piece: &Piece<'_>| {
            piece.is_capital || (piece.kind == TokenKind::Function && !piece.opens)
        };
        let capitals = words.iter().filter(|piece| piece.is_capital).count();
        let is_title =
            words.iter().all(fits) && words.first()?.is_capital && words.last()?.is_capital;
        (is_title && capitals > 1).then_some(last)
    }

    /// Whether the capital of an unlisted word shows a name.
    fn capital_tells(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let is_common = self.knowledge.is_common(piece);
        if piece.is_acronym && is_common && piece.text.len() > 1 {
            return false;
        }
        if !piece.opens || !is_common {
            return !(piece.opens && self.knowledge.common.is_empty())
                || self.attested.capital.contains(piece.key.as_ref());
        }
        let seen = self.attested.capital.contains(piece.key.as_ref());
        seen && (self.next_is_capital(at) || !self.attested.small.contains(piece.key.as_ref()))
    }

    /// One past the last piece of the run of capitals that starts at a piece.
    fn run_end(&self, start: usize) -> usize {
        if let Some(end) = self.quoted_title_end(start) {
            return end;
        }
        let listed = self
            .knowledge
            .names
            .longest(self.slice(start..self.pieces.len()));
        let mut end = start + listed.map_or(1, |found| found.length);
        while let Some(piece) = self.pieces.get(end) {
            let before = &self.pieces[end - 1];
            if before.possessive || (before.kind == TokenKind::Mark) {
                break;
            }
            if self.continues(start, end) {
                end += 1;
            } else if let Some(next) = self.joined(start, end) {
                end = next;
            } else {
                break;
            }
            if piece.is_handle {
                break;
            }
        }
        end
    }

    fn continues(&self, start: usize, at: usize) -> bool {
        let piece = &self.pieces[at];
        if piece.kind == TokenKind::Mark || piece.kind == TokenKind::Number || !piece.is_capital {
            return false;
        }
        let before = &self.pieces[at - 1];
        let behind_given_name = self.knowledge.is_given_name(before) || before.is_initial();
        if self.knowledge.is_calendar_word(piece) {
            let is_date = self
                .pieces
                .get(at + 1)
                .is_some_and(|p| p.kind == TokenKind::Number);
            return behind_given_name && !is_date && !before.stop_after;
        }
        if piece.opens {
            return false;
        }
        if piece.kind == TokenKind::Function && !piece.is_acronym && !piece.is_initial() {
            let titled = title_before(self.knowledge, self.slice(start..at)).is_some();
            return behind_given_name || titled;
        }
        if !self.knowledge.nouns_are_capitalised {
            return true;
        }
        let titled = title_at(self.knowledge, self.slice(start..at))
            .is_some_and(|title| start + title.length == at);
        behind_given_name || titled || self.is_anchored(at) || self.knowledge.is_particle(before)
    }

    /// Small words that join two capitals into one name: particles in persons' names, "of" behind
    /// the first word of an organisation or place, "&".
    fn joined(&self, start: usize, at: usize) -> Option<usize> {
        let piece = &self.pieces[at];
        let before = &self.pieces[at - 1];
        let capital_at = |at: usize| {
            self.pieces
                .get(at)
                .is_some_and(|p| p.is_capital && !self.knowledge.is_calendar_word(p))
        };
        let next_is_joined = self
            .pieces
            .get(at + 1)
            .is_some_and(|p| p.hyphen_before && p.is_capital);
        let is_link = piece.kind != TokenKind::Function || piece.key.len() == 1;
        if piece.hyphen_before && next_is_joined && is_link {
            return Some(at + 2);
        }
        // "Yong-hyun": a syllable that is no word.
        let is_syllable = piece.hyphen_before
            && piece.kind == TokenKind::Word
            && !piece.is_capital
            && !self.knowledge.common.is_empty()
            && !self.knowledge.is_common(piece);
        if is_syllable && at > start + 1 {
            return Some(at + 1);
        }
        if piece.is_mark("&") && capital_at(at + 1) {
            return Some(at + 2);
        }
        if self.knowledge.is_particle(piece) && !piece.is_capital {
            let second = self
                .pieces
                .get(at + 1)
                .is_some_and(|p| self.knowledge.is_particle(p));
            let next = at + 1 + usize::from(second);
            return capital_at(next).then_some(next + 1);
        }
        let head = self.knowledge.head_noun(before);
        if matches!(piece.key.as_ref(), "of" | "for") {
            let takes = (head.is_some() || self.knowledge.is_place_word(before))
                && (piece.key == "of"
                    || self.pieces[start..at].len() > 1
                    || head == Some(HeadNoun::Other));
            let article = self
                .pieces
                .get(at + 1)
                .is_some_and(|p| p.key == "the" && !p.is_capital);
            let next = at + 1 + usize::from(article);
            return (takes && capital_at(next)).then_some(next + 1);
        }
        let is_department = self
            .slice(start..at)
            .first()
            .is_some_and(|first| self.knowledge.head_noun(first) == Some(HeadNoun::Department));
        let next_is_plain = || {
            self.pieces
                .get(at + 1)
                .is_some_and(|p| self.knowledge.is_common(p))
        };
        let joins = piece.key == "and" && is_department && at > start + 1;
        (joins && capital_at(at + 1) && next_is_plain()).then_some(at + 2)
    }
}

/// The country that a listed country, place or demonym belongs to, folded.
pub(crate) fn country_of(knowledge: &Knowledge, pieces: &[Piece<'_>]) -> Option<String> {
    let known = knowledge.names.exactly(pieces)?;
    match known.what {
        Known::Organisation => None,
        _ if !known.value.is_empty() => Some(known.value.to_owned()),
        Known::Country => Some(
            pieces
                .iter()
                .map(|p| p.key.as_ref())
                .collect::<Vec<_>>()
                .join(" "),
        ),
        _ => None,
    }
}

/// The office that a title names, with the country beside it.
pub(crate) fn office(title: &Title, country: Option<String>) -> Office {
    Office {
        name: title.name.clone(),
        class: title.class,
        standing: title.standing.clone(),
        country,
    }
}

//! Cutting a run of capitalised words into names: where one ends and another begins, and what each
//! seems to be.

use std::ops::Range;

use super::knowledge::{HeadNoun, Known, TitleClass};
use super::runs::{Finder, Found};
use super::titles::{Title, title_at, title_before};
use crate::witness::NameKind;

impl Finder<'_, '_> {
    /// Cuts a run into names.
    pub(super) fn segment(&mut self, start: usize, end: usize) {
        let is_work = self.quoted_title_end(start).is_some()
            && !self.knowledge.is_given_name(&self.pieces[start])
            && self
                .knowledge
                .names
                .exactly(self.slice(start..end))
                .is_none();
        // "WORST YET TO COME": a heading that has run into the text.
        let shouted = self
            .slice(start..end)
            .iter()
            .take_while(|piece| piece.is_acronym)
            .count();
        let is_heading = shouted > 2 || (shouted > 1 && shouted == end - start);
        let start = match is_heading
            && self
                .knowledge
                .names
                .longest(self.slice(start..end))
                .is_none()
        {
            true => start + shouted,
            false => start,
        };
        if is_work {
            self.push(start..end, Some(NameKind::Other), None);
            return;
        }
        let mut at = start;
        let mut title = title_before(self.knowledge, self.slice(0..start));
        while at < end {
            at = self.next_name(at, end, title.take());
        }
    }

    /// Takes one name (or a title without a name) off the run, and says where the next begins.
    fn next_name(&mut self, at: usize, end: usize, before: Option<Title>) -> usize {
        let run = self.slice(at..end);
        if let Some(known) = self.knowledge.names.exactly(run) {
            let (what, value) = (known.what, known.value.to_owned());
            let title = before.filter(|_| what == Known::Place && run.len() > 1);
            return match title {
                // "Mr. Paris Hilton" is no place; "spokesman New York" is.
                Some(title) if title.class == TitleClass::Courtesy => {
                    self.push(at..end, Some(NameKind::Person), Some(title))
                }
                _ => self.push_known(at..end, what, value),
            };
        }
        if let Some(title) = title_at(self.knowledge, run) {
            return self.titled(at, end, &title);
        }
        let is_plain = end == at + 1 && self.knowledge.is_common(&self.pieces[at]);
        let is_person = before
            .as_ref()
            .is_some_and(|title| title.class == TitleClass::Courtesy || !is_plain);
        if is_person && !self.ends_in_head_noun(at, end) {
            return self.person(at, end, before);
        }
        if let Some(known) = self.knowledge.names.longest(run) {
            let (what, length, value) = (known.what, known.length, known.value.to_owned());
            return self.behind_known(at, end, at + length, what, value);
        }
        let cut = self.inner_cut(at, end);
        self.unlisted(at, cut)
    }

    fn ends_in_head_noun(&self, at: usize, end: usize) -> bool {
        let last = self.slice(at..end).last();
        end > at + 1
            && last.is_some_and(|last| {
                self.knowledge.head_noun(last).is_some() || self.knowledge.is_place_word(last)
            })
    }

    /// A run that starts with a title: the rest is a person, unless the whole is an organisation
    /// or place ("General Electric Company", "King Street").
    fn titled(&mut self, at: usize, end: usize, title: &Title) -> usize {
        let name = at + title.length;
        if name >= end {
            return end;
        }
        if self.ends_in_head_noun(name - 1, end) && title.class != TitleClass::Courtesy {
            return self.unlisted(at, end);
        }
        let span = title.span(self.slice(at..name));
        self.person(
            name,
            end,
            Some(Title {
                span,
                ..title.clone()
            }),
        )
    }

    /// A person's name up to where a title or a listed name begins inside the run.
    fn person(&mut self, at: usize, end: usize, title: Option<Title>) -> usize {
        let known = self
            .knowledge
            .names
            .longest(self.slice(at..end))
            .filter(|k| {
                matches!(
                    k.what,
                    Known::Country | Known::Demonym | Known::Organisation
                )
            });
        if let Some(known) = known {
            let (what, value, length) = (known.what, known.value.to_owned(), known.length);
            return self.push_known(at..at + length, what, value);
        }
        let cut = self.inner_cut(at, end).min(at + 5);
        self.push(at..cut, Some(NameKind::Person), title)
    }

    /// The first piece behind `at` where another name begins: a title, or a listed name that a
    /// hyphen joins ("US-Russia").
    fn inner_cut(&self, at: usize, end: usize) -> usize {
        let is_cut = |inner: &usize| {
            let rest = self.slice(*inner..end);
            let title = title_at(self.knowledge, rest)
                .is_some_and(|t| t.length < rest.len() && t.class != TitleClass::Courtesy);
            let hyphen = self
                .pieces
                .get(*inner)
                .is_some_and(|piece| piece.hyphen_before);
            let person = rest.len() > 1
                && self.pieces[inner - 1].is_acronym
                && rest
                    .first()
                    .is_some_and(|piece| self.knowledge.is_given_name(piece));
            let listed = rest.len() > 1
                && self.pieces[inner - 1].is_capital
                && self.knowledge.names.longest(rest).is_some_and(|found| {
                    let last = rest.get(found.length - 1);
                    // "National Security Council" is one name, though "Security Council" is listed.
                    found.length > 1 && last.is_some_and(|p| self.knowledge.head_noun(p).is_none())
                });
            title || person || listed || (hyphen && self.knowledge.names.longest(rest).is_some())
        };
        (at + 1..end).find(is_cut).unwrap_or(end)
    }

    /// A listed name stands at the start of a longer run.
    fn behind_known(
        &mut self,
        at: usize,
        end: usize,
        next: usize,
        what: Known,
        value: String,
    ) -> usize {
        let rest = self.slice(next..end);
        let hyphen = rest.first().is_some_and(|piece| piece.hyphen_before);
        let starts_anew = hyphen
            || title_at(self.knowledge, rest).is_some()
            || self.knowledge.names.exactly(rest).is_some();
        if starts_anew {
            return self.push_known(at..next, what, value);
        }
        let first = &self.pieces[at];
        let is_person = next == at + 1
            && self.knowledge.is_given_name(first)
            && !self.ends_in_head_noun(at, end)
            && what == Known::Place;
        if is_person {
            return self.person_or_longer(at, end);
        }
        let belongs = match rest.last().and_then(|last| self.knowledge.head_noun(last)) {
            Some(HeadNoun::Institution | HeadNoun::Department) => {
                what == Known::Place || what == Known::Organisation
            }
            Some(HeadNoun::Other) => true,
            None if rest
                .last()
                .is_some_and(|last| self.knowledge.is_place_word(last)) =>
            {
                true
            }
            None => !rest
                .iter()
                .any(|p| self.knowledge.is_given_name(p) || !self.knowledge.is_common(p)),
        };
        if belongs && !self.knowledge.nouns_are_capitalised {
            return self.unlisted(at, end);
        }
        self.push_known(at..next, what, value)
    }

    fn person_or_longer(&mut self, at: usize, end: usize) -> usize {
        let cut = self.inner_cut(at, end);
        self.push(at..cut, Some(NameKind::Person), None)
    }

    /// A run that no list has: its first and last words tell what it is.
    fn unlisted(&mut self, at: usize, end: usize) -> usize {
        let run = self.slice(at..end);
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return end;
        };
        let noun = run
            .iter()
            .position(|p| matches!(p.key.as_ref(), "of" | "for"))
            .and_then(|of| run.get(of.wrapping_sub(1)));
        let head = noun.unwrap_or(last);
        let is_person =
            run.len() > 1 && (self.knowledge.is_given_name(first) || first.is_initial());
        let kind = if self.knowledge.head_noun(head).is_some() {
            Some(NameKind::Organisation)
        } else if run.len() > 1
            && (self.knowledge.is_place_word(head) || self.knowledge.opens_place(first))
        {
            Some(NameKind::Place)
        } else if is_person {
            Some(NameKind::Person)
        } else {
            None
        };
        if run.len() == 1 && first.is_initial() {
            return end;
        }
        self.push(at..end, kind, None)
    }

    fn push_known(&mut self, pieces: Range<usize>, what: Known, canonical: String) -> usize {
        let kind = match what {
            Known::Country | Known::Place => NameKind::Place,
            Known::Demonym => NameKind::Demonym,
            Known::Organisation => NameKind::Organisation,
        };
        // The value of a place or demonym is the country it belongs to, not another name of it.
        let is_alias = matches!(what, Known::Country | Known::Organisation);
        let canonical = if is_alias { canonical } else { String::new() };
        let end = pieces.end;
        self.found.push(Found {
            pieces,
            kind: Some(kind),
            canonical,
            is_known: true,
            title: None,
        });
        end
    }

    fn push(
        &mut self,
        pieces: Range<usize>,
        kind: Option<NameKind>,
        title: Option<Title>,
    ) -> usize {
        let end = pieces.end;
        let canonical = String::new();
        self.found.push(Found {
            pieces,
            kind,
            canonical,
            is_known: false,
            title,
        });
        end
    }
}

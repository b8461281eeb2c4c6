//! The people whom a page shows as its report's authors: by its markup, behind labels, on lines of
//! their own.

use recension_core::article::{Part, Role, Stated};
use recension_core::text::TextSpan;

use super::{ELSEWHERE, Looker, Shown, Zone, place};
use crate::html::blocks::Block;
use crate::html::elements::Within;
use crate::text;

const HEADINGS: Within = Within::HEADING.and(Within::TOP_HEADING);
/// A name and a date stand near each other that have no more blocks between them.
const NEAR_BLOCKS: usize = 2;
/// How many elements up a mark is looked for.
const CLIMB: usize = 12;

impl Looker<'_> {
    /// The people whom the first zone with any marks up as authors. Under the title a byline of
    /// whomever ("By the newsroom") says that those behind the report wrote something else.
    pub(super) fn authors(&self, zones: &[(usize, Zone)], shown: &mut Shown) {
        for wanted in [Zone::Head, Zone::Behind, Zone::Above] {
            for (index, _) in zones.iter().filter(|(_, zone)| *zone == wanted) {
                let before = shown.authors.len();
                self.authors_of(*index, shown);
                // Behind the report the first is its author, others are of something else.
                if wanted != Zone::Head && shown.authors.len() > before {
                    return;
                }
            }
            if !shown.authors.is_empty() || wanted == Zone::Head && self.has_byline(zones) {
                return;
            }
        }
    }

    fn has_byline(&self, zones: &[(usize, Zone)]) -> bool {
        let head = zones.iter().filter(|(_, zone)| *zone == Zone::Head);
        let mut blocks = head.filter_map(|(index, _)| self.blocks.list.get(*index));
        blocks.any(|block| text::signed(self.text_of(block), self.language).labelled)
    }

    fn authors_of(&self, index: usize, shown: &mut Shown) {
        let Some(block) = self.blocks.list.get(index) else {
            return;
        };
        for span in self.signed_spans(block) {
            let found = text::signed(self.blocks.text.slice(span), self.language);
            for range in &found.people {
                add_person(
                    self.stated_text(place(span, range), "marked author"),
                    &mut shown.authors,
                );
            }
            let agencies = found.agencies.iter();
            let agencies =
                agencies.map(|range| self.stated_text(place(span, range), "marked author"));
            shown.agencies.extend(agencies);
        }
    }

    /// Somebody who is named on a line of his own: beside a date under the title, or behind a dash at
    /// the end.
    pub(super) fn lone_author(
        &self,
        zones: &[(usize, Zone)],
        dated: &[usize],
    ) -> Option<Stated<String>> {
        let mut behind = zones.iter().filter(|(_, zone)| *zone == Zone::Behind);
        let end = behind.next().map(|(index, _)| *index);
        zones.iter().find_map(|(index, zone)| {
            let block = self.blocks.list.get(*index)?;
            let line = self.text_of(block);
            let near = dated.iter().any(|at| at.abs_diff(*index) <= NEAR_BLOCKS);
            let told = match zone {
                Zone::Head => near && self.may_sign(block),
                Zone::Behind => line.starts_with(['—', '–', '-']) && end == Some(*index),
                Zone::Above => false,
            };
            let person = text::lone_person(line, self.language).filter(|_| told)?;
            Some(self.stated_text(place(block.span, &person), "name alone"))
        })
    }

    /// Whether a line under the title is neither a heading nor known as something else: the photographer's
    /// name under a picture, the agency's behind "By".
    fn may_sign(&self, block: &Block) -> bool {
        let known = [Role::Headline, Role::Credit, Role::Caption, Role::Byline];
        let at_start = |part: &&Part| part.span.start == block.span.start;
        let role = self.parts.iter().find(at_start).map(|part| part.role);
        !block.all.any(HEADINGS) && role.is_none_or(|role| !known.contains(&role))
    }

    /// Lines under the title that say by a label whom they name.
    pub(super) fn labelled_lines(&self, zones: &[(usize, Zone)], shown: &mut Shown) {
        for (index, zone) in zones {
            let Some(block) = self.blocks.list.get(*index).filter(|_| *zone == Zone::Head) else {
                continue;
            };
            let line = self.text_of(block);
            let found = text::signed(line, self.language);
            if found.labelled && found.people.is_empty() {
                self.linked_people(block, shown);
            }
            if found.labelled {
                for range in &found.people {
                    add_person(
                        self.stated_text(place(block.span, range), "byline"),
                        &mut shown.labelled,
                    );
                }
            }
            for range in text::labelled_sources(line, self.language) {
                shown
                    .sources
                    .push(self.stated_text(place(block.span, &range), "credit"));
            }
        }
    }

    /// The people whom the links of a labelled line name: "By <a>Mara Quillfeather</a> Harbour News".
    fn linked_people(&self, block: &Block, shown: &mut Shown) {
        let pieces = block.texts.0..block.texts.1;
        for piece in pieces.filter(|piece| self.blocks.within(*piece).any(Within::LINK)) {
            let span = self.blocks.pieces.get(piece).copied().unwrap_or_default();
            let found = text::signed(self.blocks.text.slice(span), self.language);
            for range in &found.people {
                let person = self.stated_text(place(span, range), "byline");
                add_person(person, &mut shown.labelled);
            }
        }
    }

    /// The runs of a block that are marked up as an author's, by the innermost element that says so;
    /// where some of them are marked up as the name itself, only those.
    fn signed_spans(&self, block: &Block) -> Vec<TextSpan> {
        if !block.some.any(Within::SIGNED) {
            return Vec::new();
        }
        let pieces = || block.texts.0..block.texts.1;
        let named = pieces().any(|piece| is_named(self.blocks.within(piece)));
        let signers: Vec<Option<u32>> = pieces().map(|piece| self.signer(piece)).collect();
        let mut spans: Vec<TextSpan> = Vec::new();
        let mut open = None;
        for (piece, signer) in pieces().zip(&signers) {
            let within = self.blocks.within(piece);
            let innermost = signer.filter(|own| {
                let inside = |other: &Option<u32>| other.is_some_and(|o| self.is_inside(o, *own));
                !signers.iter().any(inside)
            });
            let wanted = if named {
                is_named(within)
            } else {
                innermost.is_some()
            };
            let span = self.blocks.pieces.get(piece).copied().unwrap_or_default();
            if !wanted || within.any(ELSEWHERE) {
                open = None;
                continue;
            }
            if span.is_empty() {
                continue;
            }
            match spans.last_mut() {
                Some(last) if open == *signer => *last = last.cover(span),
                _ => spans.push(span),
            }
            open = *signer;
        }
        spans
    }

    /// The nearest element around a piece that marks an author.
    fn signer(&self, piece: usize) -> Option<u32> {
        let mut at = self.page.texts.get(piece)?.element;
        for _ in 0..CLIMB {
            let element = self.page.element(at)?;
            if element.marks.any(Within::SIGNED) {
                return Some(at);
            }
            if at == 0 {
                break;
            }
            at = element.parent;
        }
        None
    }

    /// Whether an element stands inside another.
    pub(super) fn is_inside(&self, inner: u32, outer: u32) -> bool {
        let mut at = inner;
        for _ in 0..CLIMB {
            let Some(element) = self.page.element(at).filter(|_| at > outer) else {
                break;
            };
            at = element.parent;
        }
        at == outer && inner != outer
    }
}

fn add_person(mut stated: Stated<String>, people: &mut Vec<Stated<String>>) {
    stated.value = text::calm(&stated.value);
    if !people.iter().any(|known| known.value == stated.value) {
        people.push(stated);
    }
}

const fn is_named(within: Within) -> bool {
    within.any(Within::SIGNED) && within.any(Within::NAME)
}

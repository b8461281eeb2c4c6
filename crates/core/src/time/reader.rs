//! Looking at the items of a text by index, with the calendar at hand.

use super::calendar::Calendar;
use super::lexer::{Item, ItemKind};

/// A value read from items, and the index of the first item behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parsed<T> {
    /// What was read.
    pub(crate) value: T,
    /// The first item behind it.
    pub(crate) next: usize,
}

impl<T> Parsed<T> {
    /// A value and the index of the first item behind it.
    pub(crate) const fn new(value: T, next: usize) -> Self {
        Self { value, next }
    }
}

/// The items of a text. Every question about an index beyond the end is answered with nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its items.
    pub(crate) items: &'a [Item],
    /// The calendar words of its language.
    pub(crate) calendar: Calendar,
}

impl<'a> Reader<'a> {
    /// The number at an index.
    pub(crate) fn number(&self, at: usize) -> Option<u32> {
        self.items.get(at)?.number()
    }

    /// The word at an index.
    pub(crate) fn word(&self, at: usize) -> Option<&'a str> {
        let item = self
            .items
            .get(at)
            .filter(|item| item.kind == ItemKind::Word)?;
        self.text.get(item.range())
    }

    /// The mark at an index.
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.items.get(at)?.kind {
            ItemKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Length of the item in bytes; for a number the count of its digits.
    pub(crate) fn len(&self, at: usize) -> u32 {
        self.items.get(at).map_or(0, |item| item.len())
    }

    /// Whether the item at an index follows the one before without a space.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.glued)
    }

    /// Whether the item at an index is this word, case aside.
    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).is_some_and(|w| w.eq_ignore_ascii_case(word))
    }
}

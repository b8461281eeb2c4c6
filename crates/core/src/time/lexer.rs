//! Numbers, words and marks of a text, as far as dates, times and figures need them.

use std::ops::Range;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// A run of ASCII digits: its value (capped at `u32::MAX`).
    Number(u32),
    /// A run of letters; one ideograph.
    Word,
    /// Any other visible character.
    Mark(char),
}

/// A number, word or mark of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// What it is.
    pub(crate) kind: ItemKind,
    /// Whether nothing stands between it and the item before it.
    pub(crate) glued: bool,
}

impl Item {
    /// Its bytes in the text.
    pub(crate) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes; for a number its digits.
    pub(crate) const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Its value, where it is a number.
    pub(crate) const fn number(self) -> Option<u32> {
        match self.kind {
            ItemKind::Number(value) => Some(value),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Letter,
    Single,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        _ if c.is_ascii_alphabetic() => Class::Letter,
        _ if c.is_whitespace() => Class::Space,
        '\u{4e00}'..='\u{9fff}' => Class::Single,
        _ if c.is_alphabetic() || is_combining(c) => Class::Letter,
        _ => Class::Single,
    }
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// All items of a text in order. Web addresses are left out: what looks like a date in one is part
/// of a name.
pub(crate) fn lex(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(text.len() / 5);
    let mut rest = text.char_indices().peekable();
    let mut after_space = true;
    while let Some((start, first)) = rest.next() {
        let kind_class = class(first);
        if kind_class == Class::Space {
            after_space = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        if kind_class != Class::Single {
            while let Some((at, next)) = rest.next_if(|(_, c)| class(*c) == kind_class) {
                end = at + next.len_utf8();
            }
        }
        if kind_class == Class::Letter && is_address_start(text, start, end) {
            while rest.next_if(|(_, c)| !c.is_whitespace()).is_some() {}
            after_space = true;
            continue;
        }
        items.push(Item {
            start: cap(start),
            end: cap(end),
            kind: kind(first, kind_class, text.get(start..end).unwrap_or_default()),
            glued: !after_space,
        });
        after_space = false;
    }
    items
}

fn cap(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn kind(first: char, class: Class, piece: &str) -> ItemKind {
    match class {
        Class::Digit => ItemKind::Number(piece.parse().unwrap_or(u32::MAX)),
        Class::Letter => ItemKind::Word,
        _ if first.is_alphabetic() => ItemKind::Word,
        _ => ItemKind::Mark(first),
    }
}

fn is_address_start(text: &str, start: usize, end: usize) -> bool {
    let followed = |by: &str| text.get(end..).is_some_and(|rest| rest.starts_with(by));
    match text.get(start..end) {
        Some("http" | "https" | "ftp") => followed("://"),
        Some("www") => followed("."),
        Some("twitter") => followed(".com/"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        lex(text).iter().map(|item| &text[item.range()]).collect()
    }

    #[test]
    fn digits_letters_and_marks_part() {
        assert_eq!(
            pieces("on 2025-01-20T17:15Z"),
            [
                "on", "2025", "-", "01", "-", "20", "T", "17", ":", "15", "Z"
            ]
        );
        assert_eq!(pieces("Jänner 3."), ["Jänner", "3", "."]);
        assert_eq!(pieces("2025年1月"), ["2025", "年", "1", "月"]);
    }

    #[test]
    fn addresses_are_left_out() {
        assert_eq!(
            pieces("see https://a.example/2025/01/20/x now"),
            ["see", "now"]
        );
    }

    #[test]
    fn glue_is_kept() {
        let glued: Vec<_> = lex("4: 59").iter().map(|item| item.glued).collect();
        assert_eq!(glued, [false, true, false]);
    }
}

//! Numbers, words and marks of a text, as far as dates, times and figures need them.

use std::ops::Range;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// A run of decimal digits of one script: its value (capped at `u32::MAX`).
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
    /// Bytes of each of its digits, where it is a number (more than 1 outside of ASCII).
    pub(crate) digit_size: u8,
}

impl Item {
    /// Its bytes in the text.
    pub(crate) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes; for a number its digits.
    pub(crate) const fn len(self) -> u32 {
        (self.end - self.start) / self.digit_size as u32
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
        _ if foreign_digit(c).is_some() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        '\u{4e00}'..='\u{9fff}' => Class::Single,
        _ if c.is_alphabetic() || is_combining(c) => Class::Letter,
        _ => Class::Single,
    }
}

/// The digits zero of the scripts whose digits news pages write dates in: Arabic-Indic, Persian,
/// Devanagari, Bengali, Thai, Burmese, fullwidth.
const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '๐', '၀', '０'];

/// The value of a decimal digit outside of ASCII.
fn foreign_digit(c: char) -> Option<u32> {
    if c < '\u{660}' {
        return None;
    }
    let distances = ZEROS
        .iter()
        .filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero)));
    distances.min().filter(|distance| *distance < 10)
}

fn number_of(digits: &str) -> u32 {
    if digits.starts_with(|c: char| c.is_ascii()) {
        return digits.parse().unwrap_or(u32::MAX);
    }
    let digits = digits.chars().map(|c| foreign_digit(c).unwrap_or(0));
    digits.fold(0, |value: u32, digit| {
        value.saturating_mul(10).saturating_add(digit)
    })
}

const fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{64b}'..='\u{65f}'
            | '\u{93c}'
            | '\u{94d}'
            | '\u{9bc}'
            | '\u{9cd}'
            | '\u{e47}'..='\u{e4e}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{200c}'
            | '\u{200d}'
            | '\u{20d0}'..='\u{20ff}'
    )
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
            let same = |c: char| {
                class(c) == kind_class
                    && (kind_class != Class::Digit || c.len_utf8() == first.len_utf8())
            };
            while let Some((at, next)) = rest.next_if(|(_, c)| same(*c)) {
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
            digit_size: if kind_class == Class::Digit {
                digit_size(first)
            } else {
                1
            },
        });
        after_space = false;
    }
    items
}

fn digit_size(digit: char) -> u8 {
    u8::try_from(digit.len_utf8()).unwrap_or(1)
}

fn cap(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn kind(first: char, class: Class, piece: &str) -> ItemKind {
    match class {
        Class::Digit => ItemKind::Number(number_of(piece)),
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
    fn digits_of_other_scripts_are_numbers() {
        let numbers = |text| -> Vec<_> {
            let items = lex(text);
            items
                .iter()
                .map(|item| (item.number(), item.len()))
                .collect()
        };
        assert_eq!(numbers("٢٠٢٤"), [(Some(2024), 4)]);
        assert_eq!(numbers("०४ 12"), [(Some(4), 2), (Some(12), 2)]);
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

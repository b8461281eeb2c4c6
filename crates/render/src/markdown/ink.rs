//! The only way to put text into Markdown: cleared of control characters, then escaped, so that it
//! cannot become markup, a heading, a table cell, HTML or a link.

use crate::view::{neutral, web_address};

/// Text that is fit for a line of Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Md(String);

impl Md {
    /// Text by strangers.
    pub(super) fn text(text: &str) -> Self {
        let text = neutral(text);
        let mut escaped = String::with_capacity(text.len() + 8);
        let mut before = ' ';
        // Nothing but digits so far: a full stop would make a list of it.
        let mut start = true;
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let after = rest.peek().copied().unwrap_or(' ');
            match character {
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '&' => escaped.push_str("&amp;"),
                _ if is_markup(before, character, after)
                    || (start && is_markup_at_start(before, character)) =>
                {
                    escaped.push('\\');
                    escaped.push(character);
                }
                _ => escaped.push(character),
            }
            start &= character.is_ascii_digit() || character == ' ';
            before = character;
        }
        Self(escaped)
    }

    /// Words of our own that hold markup; never text from a dossier.
    pub(super) fn markup(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    pub(super) fn bold(self) -> Self {
        self.between("**")
    }

    pub(super) fn italic(self) -> Self {
        self.between("_")
    }

    fn between(self, mark: &str) -> Self {
        // Emphasis must touch its words, or it is none.
        let words = self.0.trim();
        if words.is_empty() {
            return self;
        }
        let (head, tail) = self.0.split_once(words).unwrap_or_default();
        Self(format!("{head}{mark}{words}{mark}{tail}"))
    }

    /// A web address as a link to itself; anything else as text.
    pub(super) fn address(address: &str) -> Self {
        match web_address(address) {
            Some(url) if !url.contains(['(', ')', '|', '*', '_', '~', '[', ']']) => {
                Self(format!("<{url}>"))
            }
            Some(url) => Self::text(url),
            None => Self::text(address),
        }
    }

    /// Pieces one after the other.
    pub(super) fn join<I: IntoIterator<Item = Self>>(pieces: I) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

impl std::fmt::Display for Md {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character could be markup where it stands. `_` inside a word never is.
fn is_markup(before: char, character: char, after: char) -> bool {
    match character {
        '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '$' => true,
        '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
        _ => false,
    }
}

/// Whether a character would make a heading, a list or a rule at the start of a line.
fn is_markup_at_start(before: char, character: char) -> bool {
    match character {
        '#' | '+' | '-' | '=' => true,
        '.' | ')' => before.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        Md::text(text).to_string()
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escaped("# a"), "\\# a");
        assert_eq!(escaped("a | b"), "a \\| b");
        assert_eq!(escaped("[x](javascript:y)"), "\\[x\\](javascript:y)");
        assert_eq!(escaped("<script>&amp;"), "&lt;script&gt;&amp;amp;");
        assert_eq!(escaped("a\n\n- b"), "a  - b");
        assert_eq!(escaped("1971. It"), "1971\\. It");
    }

    #[test]
    fn plain_prose_stays_readable() {
        let prose = "We heard it, “she said” (twice) in 1971. A = B, 9,000 a day - well-known!";
        assert_eq!(escaped(prose), prose);
        assert_eq!(escaped("snake_case_word"), "snake_case_word");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            Md::address("https://a.example/x").to_string(),
            "<https://a.example/x>"
        );
        assert_eq!(Md::address("javascript:x").to_string(), "javascript:x");
    }

    #[test]
    fn emphasis_touches_its_words() {
        assert_eq!(Md::text(" a b ").bold().to_string(), " **a b** ");
        assert_eq!(Md::text(" ").bold().to_string(), " ");
    }
}

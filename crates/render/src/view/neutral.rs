//! Text by strangers made safe to show, and links made safe to follow.

use std::borrow::Cow;

/// What becomes of a character on a page.
enum Fate {
    Keep,
    Drop,
    Space,
    Replace,
}

fn fate(character: char) -> Fate {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Fate::Space,
        // Direction marks reorder only blanks and punctuation next to them; nothing shows of them.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => Fate::Drop,
        // Control characters steer terminals; embeddings, overrides and isolates turn text around.
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Fate::Replace,
        _ => Fate::Keep,
    }
}

/// The text with control characters shown as U+FFFD and line ends as spaces.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| matches!(fate(c), Fate::Keep)) {
        return Cow::Borrowed(text);
    }
    let neutral = text.chars().filter_map(|c| match fate(c) {
        Fate::Keep => Some(c),
        Fate::Drop => None,
        Fate::Space => Some(' '),
        Fate::Replace => Some('\u{fffd}'),
    });
    Cow::Owned(neutral.collect())
}

/// A finished page with every such character replaced, line feeds kept. Templates hold none, so
/// what is replaced was text; one pass over the page cannot forget a place.
pub(crate) fn neutral_page(page: String) -> String {
    let harmless = |c: char| c == '\n' || matches!(fate(c), Fate::Keep);
    if page.chars().all(harmless) {
        return page;
    }
    let lines = page.split('\n').map(neutral);
    lines.collect::<Vec<_>>().join("\n")
}

/// The text cut to so many characters, with an ellipsis where something was cut off.
pub(crate) fn clip(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or_default().trim_end();
            Cow::Owned(format!("{kept}…"))
        }
    }
}

/// The text cut to so many characters at a space, where one is near.
pub(crate) fn clip_words(text: &str, characters: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(characters) else {
        return Cow::Borrowed(text);
    };
    let kept = text.get(..end).unwrap_or_default();
    let words = kept.rfind(' ').filter(|at| *at * 2 > end);
    let kept = words.and_then(|at| kept.get(..at)).unwrap_or(kept);
    Cow::Owned(format!(
        "{}…",
        kept.trim_end_matches([' ', ',', ';', ':', '.'])
    ))
}

/// The address, where it is an absolute web address (`http` or `https`) and nothing else.
pub(crate) fn web_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| address.get(scheme.len()..).unwrap_or_default())
    })?;
    let starts_well = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let unfit = |c: char| {
        c.is_whitespace()
            || matches!(c, '\\' | '"' | '\'' | '<' | '>' | '`')
            || !matches!(fate(c), Fate::Keep)
    };
    (starts_well && address.len() <= 2048 && !address.contains(unfit)).then_some(address)
}

/// A name as a piece of an element's id: ASCII letters and digits stand for themselves, anything
/// else as `_` and its number, so different names give different pieces.
pub(crate) fn id_piece(name: &str) -> String {
    let mut piece = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            piece.push(character);
        } else {
            piece.push_str(&format!("_{:x}_", u32::from(character)));
        }
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_lose_their_teeth() {
        assert_eq!(neutral("a\u{202e}b\u{1b}[31m"), "a\u{fffd}b\u{fffd}[31m");
        assert_eq!(neutral("two\nlines\u{200f}"), "two lines");
        assert_eq!(neutral("שלום, мир"), "שלום, мир");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            web_address(" https://a.example/x?y=1 "),
            Some("https://a.example/x?y=1")
        );
        assert!(web_address("HTTP://a.example").is_some());
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "https://",
            "https:///etc",
            "https://a.example/\"onclick=",
            "https://a.example\u{202e}",
            "é://x",
            "httpsé//",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn different_names_give_different_id_pieces() {
        assert_eq!(id_piece("MT"), "MT");
        assert_eq!(id_piece("M_T"), "M_5f_T");
        assert_eq!(id_piece("M T"), "M_20_T");
        assert_eq!(id_piece("α"), "_3b1_");
    }

    #[test]
    fn clipping_counts_characters() {
        assert_eq!(clip("äöü", 2), "äö…");
        assert_eq!(clip("äöü", 3), "äöü");
        assert_eq!(clip_words("one two three", 9), "one two…");
    }
}

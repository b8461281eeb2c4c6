//! Removes well-formed inline markup and decodes entities; every other character stays.

use recension_core::text::{ByteSpan, SourceText, SourceTextBuilder, TextSpan};

/// Elements that only mark up a run of text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];

/// Elements that end a line.
const BREAKING: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Longest entity that is decoded, in bytes, `&` and `;` included (the longest named one has 33).
const LONGEST_ENTITY: usize = 40;

/// Longest comment that is removed, in bytes.
const LONGEST_COMMENT: usize = 4000;

/// What stands at a `<` or `&`.
struct Piece {
    length: usize,
    /// What takes its place.
    text: String,
}

/// The text without inline markup and with entities decoded. Linear in the text.
pub(crate) fn clean(decoded: SourceText) -> SourceText {
    let text = decoded.as_str();
    let mut builder = SourceTextBuilder::default();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = next_special(text, at) {
        let Some(piece) = piece_at(text.get(found..).unwrap_or_default()) else {
            at = found + 1;
            continue;
        };
        builder.push_span(&decoded, TextSpan::of(done..found));
        done = found + piece.length;
        at = done;
        builder.push_replaced(&piece.text, source_of(&decoded, TextSpan::of(found..done)));
    }
    if done == 0 {
        return decoded;
    }
    builder.push_span(&decoded, TextSpan::of(done..text.len()));
    builder.finish()
}

fn next_special(text: &str, from: usize) -> Option<usize> {
    memchr::memchr2(b'<', b'&', text.as_bytes().get(from..)?).map(|offset| from + offset)
}

/// The smallest range of original bytes that holds all a span stands for.
pub(super) fn source_of(text: &SourceText, span: TextSpan) -> ByteSpan {
    let segments = text.original(span);
    let start = segments.iter().map(|s| s.start).min().unwrap_or(0);
    let end = segments.iter().map(|s| s.end).max().unwrap_or(start);
    ByteSpan::new(start, end)
}

fn piece_at(text: &str) -> Option<Piece> {
    if text.starts_with('&') {
        return entity(text);
    }
    comment(text).or_else(|| tag(text))
}

fn entity(text: &str) -> Option<Piece> {
    let window = text.as_bytes().get(..LONGEST_ENTITY.min(text.len()))?;
    let length = memchr::memchr(b';', window)? + 1;
    let written = text.get(..length)?;
    let name = written.get(1..length - 1)?;
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
    if !plain {
        return None;
    }
    let decoded = htmlize::unescape(written);
    (decoded != written).then(|| Piece {
        length,
        text: decoded.into_owned(),
    })
}

fn comment(text: &str) -> Option<Piece> {
    let inside = text.as_bytes().strip_prefix(b"<!--")?;
    let window = inside.get(..LONGEST_COMMENT.min(inside.len()))?;
    let end = memchr::memmem::find(window, b"-->")?;
    Some(Piece {
        length: end + "<!---->".len(),
        text: String::new(),
    })
}

fn tag(text: &str) -> Option<Piece> {
    let inside = text.strip_prefix('<')?;
    let after_slash = inside.strip_prefix('/').unwrap_or(inside);
    let name_length = after_slash
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = after_slash.get(..name_length)?.to_ascii_lowercase();
    let replacement = replacement_of(&name)?;
    let attributes = after_slash.get(name_length..)?;
    let length = text.len() - attributes.len() + attributes_length(attributes)?;
    Some(Piece {
        length,
        text: replacement.to_owned(),
    })
}

fn replacement_of(name: &str) -> Option<&'static str> {
    if INLINE.contains(&name) {
        return Some("");
    }
    BREAKING.contains(&name).then_some("\n")
}

/// Length of what follows a tag's name up to and with its `>`, where that is well formed: every
/// attribute has a name and a value. "a <b and c> d" is no tag. Stops at the next `<`, so that a
/// row of unclosed tags costs linear time.
fn attributes_length(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let closed = trimmed
            .strip_prefix("/>")
            .or_else(|| trimmed.strip_prefix('>'));
        if let Some(after) = closed {
            return Some(text.len() - after.len());
        }
        if trimmed.len() == rest.len() {
            return None;
        }
        rest = after_attribute(trimmed)?;
    }
}

fn after_attribute(text: &str) -> Option<&str> {
    let name = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .count();
    if name == 0 {
        return None;
    }
    let value = text
        .get(name..)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let inside = value.get(1..)?;
            let end = inside.find([quote, '<'])?;
            inside.get(end..)?.strip_prefix(quote)
        }
        _ => {
            let end = value.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))?;
            (end > 0).then(|| value.get(end..)).flatten()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(SourceText::verbatim(text)).as_str().to_owned()
    }

    #[test]
    fn inline_markup_goes_and_breaks_become_lines() {
        assert_eq!(
            cleaned(
                "He <u>said</u> <a href=\"https://x.example/?a=1&b=2\">so</a>.<br/>Then <B>left</B>."
            ),
            "He said so.\nThen left."
        );
    }

    #[test]
    fn what_only_looks_like_markup_stays() {
        for text in [
            "a < b > c",
            "x <i and y> z",
            "<unknown>",
            "1 <2",
            "<a href=",
            "AT&T; R&D",
            "&nosuch;",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn entities_are_decoded_once_and_keep_their_bytes() {
        let text = clean(SourceText::verbatim("A&amp;B &#8220;x&quot; &amp;lt;"));
        assert_eq!(text.as_str(), "A&B \u{201c}x\" &lt;");
        assert_eq!(text.original(TextSpan::new(1, 2)), [ByteSpan::new(1, 6)]);
    }

    #[test]
    fn cleaning_a_cleaned_text_keeps_the_map() {
        let mut builder = SourceTextBuilder::default();
        builder.push_exact("ab<b>c</b>", 100);
        let text = clean(builder.finish());
        assert_eq!(text.as_str(), "abc");
        assert_eq!(
            text.original(text.full_span()),
            [ByteSpan::new(100, 102), ByteSpan::new(105, 106)]
        );
    }
}

//! The encoding a page declares about itself, found by looking at its first bytes.

use encoding_rs::Encoding;

/// How far into a page a declaration is looked for, in bytes. The HTML standard says 1,024; pages
/// with long comments or scripts before it are common.
const WINDOW: usize = 16 * 1024;

/// What introduces a declaration of an encoding in HTML (`<meta charset=…>`,
/// `content="text/html; charset=…"`) and in XML (`<?xml … encoding="…"?>`).
const INTRODUCTIONS: [&[u8]; 2] = [b"charset", b"encoding"];

/// The encoding named by a `<meta>` element or an XML declaration; `None` for anything that has
/// neither, and for labels that no browser knows. UTF-16 cannot be declared in ASCII and is
/// ignored, as the standard asks.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    tags(window)
        .filter_map(label)
        .filter_map(|label| Encoding::for_label_no_replacement(label))
        .next()
        .filter(|encoding| encoding.is_ascii_compatible())
}

/// The inside of each `<meta …>` tag and XML declaration.
fn tags(window: &[u8]) -> impl Iterator<Item = &[u8]> {
    memchr::memchr_iter(b'<', window).filter_map(move |start| {
        let rest = window.get(start + 1..)?;
        let wanted = starts_with(rest, b"meta") || starts_with(rest, b"?xml");
        let end = memchr::memchr(b'>', rest).filter(|_| wanted)?;
        rest.get(..end)
    })
}

fn starts_with(bytes: &[u8], name: &[u8]) -> bool {
    bytes
        .get(..name.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(name))
}

/// The value behind `charset=` or `encoding=` in a tag.
fn label(tag: &[u8]) -> Option<&[u8]> {
    let after = (0..tag.len()).find_map(|at| {
        let rest = tag.get(at..)?;
        let word = INTRODUCTIONS.iter().find(|word| starts_with(rest, word))?;
        rest.get(word.len()..)?
            .trim_ascii_start()
            .strip_prefix(b"=")
    })?;
    let value = after.trim_ascii_start();
    let value = value
        .strip_prefix(b"\"")
        .or_else(|| value.strip_prefix(b"'"))
        .unwrap_or(value);
    let end = value
        .iter()
        .position(|byte| b"\"'; />?".contains(byte) || byte.is_ascii_whitespace())
        .unwrap_or(value.len());
    value.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_of_all_kinds_are_read() {
        for (page, expected) in [
            ("<meta charset=utf-8>", Some("UTF-8")),
            ("<META CHARSET = 'ISO-8859-2' />", Some("ISO-8859-2")),
            (
                "<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">",
                Some("Shift_JIS"),
            ),
            (
                "<?xml version=\"1.0\" encoding=\"windows-1250\"?>",
                Some("windows-1250"),
            ),
            ("<meta charset=utf-16>", None),
            ("<meta charset=klingon>", None),
            ("charset=utf-8 in running text", None),
            ("<meta name=x content=y", None),
        ] {
            let found = declared(page.as_bytes()).map(Encoding::name);
            assert_eq!(found, expected, "{page}");
        }
    }
}

//! Character references (`&amp;`, `&#8217;`) one at a time, so that each keeps its place.

use htmlize::{Context, unescape_in};

/// The longest name that browsers read without its semicolon (`&frac12`, `&Ccedil`), in bytes with
/// the ampersand.
const LONGEST_OPEN_NAME: usize = 7;
/// The longest reference there is (`&CounterClockwiseContourIntegral;`), in bytes; numbers may be
/// padded with zeros, within reason.
const LONGEST_REFERENCE: usize = 33;

/// A character reference at the start of some text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// What it stands for.
    pub(crate) text: String,
    /// How many bytes it takes.
    pub(crate) length: usize,
}

/// Reads the character reference that `text` starts with, if it does.
pub(crate) fn reference_at(text: &str, context: Context) -> Option<Reference> {
    let name = text.strip_prefix('&')?;
    let body = name
        .bytes()
        .take(LONGEST_REFERENCE)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    if body == 0 {
        return None;
    }
    let closed = name.as_bytes().get(body) == Some(&b';');
    let whole = 1 + body + usize::from(closed);
    let complete = closed || name.starts_with('#');
    let found = expand(text, whole, context).filter(|_| complete);
    found.or_else(|| {
        let longest = LONGEST_OPEN_NAME.min(body + 1);
        (3..=longest)
            .rev()
            .find_map(|length| expand_open(text, length, context))
    })
}

/// The first `length` bytes of `text`, if they are one reference as a whole.
fn expand(text: &str, length: usize, context: Context) -> Option<Reference> {
    let source = text.get(..length)?;
    let expanded = unescape_in(source, context);
    let single = expanded != source && expanded.chars().count() <= 2;
    let numeric = source.starts_with("&#");
    let clean = numeric || !expanded.ends_with(|c: char| c.is_ascii_alphanumeric());
    (single && (clean || source.ends_with(';'))).then(|| Reference {
        text: expanded.into_owned(),
        length,
    })
}

/// A name without its semicolon; in an attribute it must not run on into a word or `=`.
fn expand_open(text: &str, length: usize, context: Context) -> Option<Reference> {
    let next = text.as_bytes().get(length);
    let runs_on = next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'=');
    if runs_on && matches!(context, Context::Attribute) {
        return None;
    }
    expand(text, length, context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_browsers_read_them() {
        for (source, expected) in [
            ("&amp;x", Some(("&", 5))),
            ("&#8217;s", Some(("\u{2019}", 7))),
            ("&#x1F30A;", Some(("\u{1F30A}", 9))),
            ("&#8217 s", Some(("\u{2019}", 6))),
            ("&ampx", Some(("&", 4))),
            ("&frac12cup", Some(("½", 7))),
            ("&nosuch;", None),
            ("& b", None),
            ("&", None),
            ("&#150;", Some(("–", 6))),
            ("&NotEqualTilde;", Some(("\u{2242}\u{338}", 15))),
        ] {
            let found = reference_at(source, Context::General);
            let found = found.as_ref().map(|r| (r.text.as_str(), r.length));
            assert_eq!(found, expected, "{source}");
        }
    }

    #[test]
    fn in_an_attribute_a_query_parameter_is_no_reference() {
        assert_eq!(reference_at("&copy=1", Context::Attribute), None);
        assert_eq!(
            reference_at("&copy;=1", Context::Attribute).map(|r| r.length),
            Some(6)
        );
    }
}

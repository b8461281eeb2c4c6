//! JSON whose every value knows its place in the text, read as far as it goes.
//!
//! `serde_json` has no places. This reader is forgiving, for the JSON-LD of real pages: it reads
//! raw line breaks in strings, trailing commas and missing ends, and reports where it had to stop.

use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};

/// Deeper nesting is not read.
const DEEPEST: usize = 96;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Its place in the text; of a string, what is between the quotation marks.
    pub(crate) span: TextSpan,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Object(Vec<Member>),
    Array(Vec<Node>),
    String,
    /// A number, `true`, `false`, or `null`.
    Bare,
}

/// A named value of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) node: Node,
}

/// What was read of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) node: Option<Node>,
    /// Where the text stopped being JSON, if it did.
    pub(crate) broken_at: Option<usize>,
}

/// Reads the JSON value inside a span of a text.
pub(crate) fn parse(text: &str, span: TextSpan) -> Parsed {
    let mut reader = Reader {
        text,
        at: span.start as usize,
        end: (span.end as usize).min(text.len()),
        broken_at: None,
    };
    reader.skip_white();
    let node = reader.value(0);
    reader.skip_white();
    if reader.at < reader.end {
        reader.fail();
    }
    Parsed {
        node,
        broken_at: reader.broken_at,
    }
}

impl Node {
    /// The member of that name, if this is an object that has one.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|member| member.key == key)
            .map(|member| &member.node)
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array, or the value itself: JSON-LD lets one value stand without brackets.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// Whether it is a string.
    pub(crate) fn is_string(&self) -> bool {
        self.value == Value::String
    }
}

/// The text of a JSON string, escapes read, mapped through `source` to the original bytes.
pub(crate) fn string(source: &SourceText, span: TextSpan) -> SourceText {
    let text = source.slice(span);
    let mut builder = SourceTextBuilder::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        builder.push_span(source, inside(span, at, plain));
        at += plain;
        let Some(escape) = text.get(at..).and_then(escape_at) else {
            continue;
        };
        let place = source.cover(inside(span, at, escape.length));
        builder.push_replaced(escape.character.encode_utf8(&mut [0; 4]), place);
        at += escape.length;
    }
    builder.finish()
}

/// The text of a JSON string, escapes read.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let Some(escape) = escape_at(rest) else {
            break;
        };
        out.push(escape.character);
        rest = rest.get(escape.length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn inside(span: TextSpan, at: usize, length: usize) -> TextSpan {
    let start = span.start as usize + at;
    TextSpan::of(start..start + length)
}

struct Escape {
    character: char,
    length: usize,
}

/// The escape that `text`, which starts with a backslash, starts with. A backslash before anything
/// else stands for itself; half of a surrogate pair for U+FFFD.
fn escape_at(text: &str) -> Option<Escape> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'\\') {
        return None;
    }
    let simple = |character| {
        Some(Escape {
            character,
            length: 2,
        })
    };
    match bytes.get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{C}'),
        Some(b'u') => unicode_escape(bytes),
        Some(mark @ (b'"' | b'\\' | b'/')) => simple(char::from(*mark)),
        _ => Some(Escape {
            character: '\\',
            length: 1,
        }),
    }
}

fn unicode_escape(bytes: &[u8]) -> Option<Escape> {
    let Some(first) = unit(bytes, 0) else {
        return Some(Escape {
            character: '\\',
            length: 1,
        });
    };
    let second = unit(bytes, 6).filter(|_| (0xD800..0xDC00).contains(&first));
    if let Some(Ok(character)) =
        second.and_then(|second| char::decode_utf16([first, second]).next())
    {
        return Some(Escape {
            character,
            length: 12,
        });
    }
    let character = char::from_u32(u32::from(first)).unwrap_or('\u{FFFD}');
    Some(Escape {
        character,
        length: 6,
    })
}

/// The code unit of a `\uXXXX` at an offset.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let all_hex = digits.iter().all(u8::is_ascii_hexdigit);
    let digits = str::from_utf8(digits).ok().filter(|_| all_hex)?;
    u16::from_str_radix(digits, 16).ok()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    broken_at: Option<usize>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text
            .as_bytes()
            .get(self.at)
            .copied()
            .filter(|_| self.at < self.end)
    }

    fn skip_white(&mut self) {
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_whitespace() || byte == b';')
        {
            self.at += 1;
        }
    }

    fn fail(&mut self) {
        self.broken_at = self.broken_at.or(Some(self.at));
        self.at = self.end;
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        self.skip_white();
        if depth > DEEPEST {
            self.fail();
            return None;
        }
        match self.peek() {
            Some(b'{') => Some(self.object(depth)),
            Some(b'[') => Some(self.array(depth)),
            Some(b'"') => Some(self.string()),
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'-' => Some(self.bare()),
            _ => {
                self.fail();
                None
            }
        }
    }

    fn object(&mut self, depth: usize) -> Node {
        let start = self.at;
        self.at += 1;
        let mut members = Vec::new();
        while self.separator(b'}') {
            let Some(key) = self.key() else {
                break;
            };
            let Some(node) = self.value(depth + 1) else {
                break;
            };
            members.push(Member { key, node });
        }
        self.node(start, Value::Object(members))
    }

    fn key(&mut self) -> Option<String> {
        if self.peek() != Some(b'"') {
            self.fail();
            return None;
        }
        let span = self.string().span;
        self.skip_white();
        if self.peek() != Some(b':') {
            self.fail();
            return None;
        }
        self.at += 1;
        self.text.get(span.range()).map(unescape)
    }

    fn array(&mut self, depth: usize) -> Node {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        while self.separator(b']') {
            let Some(node) = self.value(depth + 1) else {
                break;
            };
            items.push(node);
        }
        self.node(start, Value::Array(items))
    }

    /// Passes over white space and commas; `false` at the end of the collection, which it passes.
    fn separator(&mut self, close: u8) -> bool {
        loop {
            self.skip_white();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == close => {
                    self.at += 1;
                    return false;
                }
                Some(_) => return true,
                None => {
                    self.fail();
                    return false;
                }
            }
        }
    }

    fn string(&mut self) -> Node {
        let start = self.at + 1;
        let inner = self
            .text
            .as_bytes()
            .get(start..self.end)
            .unwrap_or_default();
        let closing = closing_quote(inner);
        let end = start + closing.at.unwrap_or(inner.len());
        self.at = (end + 1).min(self.end);
        if let Some(bare) = closing.bare {
            self.broken_at = self.broken_at.or(Some(start + bare));
        }
        if closing.at.is_none() {
            self.fail();
        }
        Node {
            span: TextSpan::of(start.min(end)..end),
            value: Value::String,
        }
    }

    fn bare(&mut self) -> Node {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        {
            self.at += 1;
        }
        self.node(start, Value::Bare)
    }

    fn node(&self, start: usize, value: Value) -> Node {
        Node {
            span: TextSpan::of(start..self.at),
            value,
        }
    }
}

/// Where a string ends.
#[derive(Clone, Copy, Default)]
struct Closing {
    /// The quotation mark that ends it, if one does.
    at: Option<usize>,
    /// The first quotation mark inside that should have been escaped.
    bare: Option<usize>,
}

/// How far behind a quotation mark that ends nothing another is looked for that does, in bytes.
const BARE_REACH: usize = 1 << 16;

/// Where a string ends: at the first quotation mark, unless words go on behind it. Pages put quotations
/// into JSON without escaping them (`"say "what" again"`).
fn closing_quote(inner: &[u8]) -> Closing {
    let Some(first) = next_quote(inner, 0) else {
        return Closing::default();
    };
    let mut found = Some(first);
    while let Some(at) = found.filter(|at| at - first < BARE_REACH) {
        if ends_string(inner.get(at + 1..).unwrap_or_default()) {
            let bare = (at > first).then_some(first);
            return Closing { at: Some(at), bare };
        }
        found = next_quote(inner, at + 1);
    }
    Closing {
        at: Some(first),
        bare: None,
    }
}

/// The next quotation mark that is not escaped.
fn next_quote(inner: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + memchr::memchr2(b'"', b'\\', inner.get(at..)?)?;
        if inner.get(found) == Some(&b'"') {
            return Some(found);
        }
        at = found + 2;
    }
}

/// Whether what stands behind a quotation mark is what may follow a string.
fn ends_string(behind: &[u8]) -> bool {
    let rest = behind.trim_ascii_start();
    match rest.first() {
        None | Some(b'}' | b']' | b':' | b';') => true,
        // A comma is forgotten between two strings.
        Some(b'"') => rest.len() < behind.len(),
        Some(b',') => {
            let next = rest.get(1..).unwrap_or_default().trim_ascii_start();
            let value = |byte: &u8| byte.is_ascii_digit() || b"\"{[}],-tfn".contains(byte);
            next.first().is_none_or(value)
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::text::ByteSpan;

    fn read(text: &str) -> Parsed {
        parse(text, TextSpan::of(0..text.len()))
    }

    #[test]
    fn values_know_their_places() {
        let text = r#" {"title": "A \"new\" dam", "tags": ["x", 2], "n": null} "#;
        let parsed = read(text);
        let node = parsed.node.unwrap();
        assert_eq!(parsed.broken_at, None);
        assert_eq!(
            &text[node.get("title").unwrap().span.range()],
            r#"A \"new\" dam"#
        );
        assert_eq!(node.get("tags").unwrap().items().len(), 2);
        assert_eq!(&text[node.get("n").unwrap().span.range()], "null");
    }

    #[test]
    fn broken_json_is_read_as_far_as_it_goes() {
        let parsed = read(r#"{"headline": "Gate fails", "x": @, "y": 1}"#);
        assert!(parsed.node.unwrap().get("headline").is_some());
        assert!(parsed.broken_at.is_some());
        assert!(read(r#"{"a": [1, 2,], "b": "c",}"#).broken_at.is_none());
        assert!(read(r#"{"a": "never closed"#).broken_at.is_some());
    }

    #[test]
    fn quotation_marks_that_were_not_escaped_end_nothing() {
        let text = r#"{"body": "say "what", he said, "again"", "x": "y" "z": ["a"], "w": "b"c"}"#;
        let parsed = read(text);
        let node = parsed.node.unwrap();
        let at = |key: &str| &text[node.get(key).unwrap().span.range()];
        assert_eq!(at("body"), r#"say "what", he said, "again""#);
        assert_eq!((at("x"), at("z"), at("w")), ("y", r#"["a"]"#, r#"b"c"#));
        assert_eq!(parsed.broken_at, Some(14));
    }

    #[test]
    fn escapes_are_read_and_mapped() {
        let text = r#"caf\u00e9 \ud83c\udf0a \ud83c "\n" \x"#;
        let source = SourceText::verbatim(text);
        let read = string(&source, source.full_span());
        assert_eq!(read.as_str(), "café 🌊 \u{FFFD} \"\n\" \\x");
        assert_eq!(read.as_str(), unescape(text));
        let wave = read.as_str().find('🌊').unwrap();
        assert_eq!(
            read.original(TextSpan::of(wave..wave + 4)),
            [ByteSpan::new(10, 22)]
        );
    }

    #[test]
    fn deep_nesting_ends_the_reading() {
        assert!(read(&"[".repeat(100_000)).broken_at.is_some());
    }
}

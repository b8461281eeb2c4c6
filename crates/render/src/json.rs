//! JSON to the contract, and its schema.

use std::io;

use recension_core::dossier::{CheckedStatement, Dossier, PassageList, QuotationList, StoryList};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::compare::Comparison;

/// The JSON Schema of a dossier, made from its types.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Dossier).to_value()
}

/// The JSON Schema of a comparison of two reports, made from its types.
pub fn comparison_schema() -> serde_json::Value {
    schemars::schema_for!(Comparison).to_value()
}

/// The JSON Schema of a list of stories, made from its types.
pub fn stories_schema() -> serde_json::Value {
    schemars::schema_for!(StoryList).to_value()
}

/// The JSON Schema of a list of quotations, made from its types.
pub fn quotations_schema() -> serde_json::Value {
    schemars::schema_for!(QuotationList).to_value()
}

/// The JSON Schema of a list of shared passages, made from its types.
pub fn passages_schema() -> serde_json::Value {
    schemars::schema_for!(PassageList).to_value()
}

/// The JSON Schema of a checked statement, made from its types.
pub fn check_schema() -> serde_json::Value {
    schemars::schema_for!(CheckedStatement).to_value()
}

/// Pretty JSON in the order of the types, with byte ranges on one line and every character that
/// could steer a terminal or turn text around written as `\uXXXX`.
pub(crate) fn pretty<T: Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Layout::default());
    // Writing the contract's types into memory has no way to fail: string keys, no I/O.
    let outcome = value.serialize(&mut serializer);
    debug_assert!(outcome.is_ok(), "the contract's types serialise");
    let text = String::from_utf8_lossy(&bytes);
    let mut json = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if steers(character) {
            json.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            json.push(character);
        }
    }
    json.push('\n');
    json
}

/// Characters above ASCII that serde_json leaves alone and a reader should not meet raw. They can
/// only stand inside strings, where the escape means the same.
fn steers(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Pretty printing, but with byte ranges on one line (`[[12, 40], [55, 60]]`), and with what is
/// for programs alone, too.
#[derive(Default)]
struct Layout<'a> {
    pretty: PrettyFormatter<'a>,
    compact: CompactFormatter,
    key: bool,
    flat_next: bool,
    flat_depth: usize,
}

impl Formatter for Layout<'_> {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.flat_next || self.flat_depth > 0 {
            self.flat_next = false;
            self.flat_depth += 1;
            return self.compact.begin_array(writer);
        }
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.flat_depth > 0 {
            self.flat_depth -= 1;
            return self.compact.end_array(writer);
        }
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        match (self.flat_depth > 0, first) {
            (true, true) => Ok(()),
            (true, false) => writer.write_all(b", "),
            (false, _) => self.pretty.begin_array_value(writer, first),
        }
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.flat_depth > 0 {
            return Ok(());
        }
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.flat_next || self.flat_depth > 0 {
            self.flat_next = false;
            self.flat_depth += 1;
            return self.compact.begin_object(writer);
        }
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.flat_depth > 0 {
            self.flat_depth -= 1;
            return self.compact.end_object(writer);
        }
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.key = true;
        self.flat_next = false;
        match (self.flat_depth > 0, first) {
            (true, true) => Ok(()),
            (true, false) => writer.write_all(b", "),
            (false, _) => self.pretty.begin_object_key(writer, first),
        }
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if self.key {
            self.flat_next = matches!(fragment, "segments" | "bytes" | "recount");
        }
        self.pretty.write_string_fragment(writer, fragment)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.key = false;
        if self.flat_depth > 0 {
            return writer.write_all(b": ");
        }
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.flat_next = false;
        if self.flat_depth > 0 {
            return Ok(());
        }
        self.pretty.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::dossier::Span;
    use recension_core::text::ByteSpan;

    #[test]
    fn byte_ranges_stand_on_one_line_and_bidi_controls_are_escaped() {
        let span = Span {
            document: "d1".into(),
            segments: vec![ByteSpan::new(3, 9), ByteSpan::new(12, 20)],
            text: "left \u{202e}right\u{9b}31m".into(),
        };
        let json = pretty(&span);
        assert_eq!(
            json,
            "{\n  \"document\": \"d1\",\n  \"segments\": [[3, 9], [12, 20]],\n  \
             \"text\": \"left \\u202eright\\u009b31m\"\n}\n"
        );
        assert_eq!(serde_json::from_str::<Span>(&json).unwrap(), span);
    }
}

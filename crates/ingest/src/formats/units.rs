//! The bytes in which the frame of a file of records is looked for: lines, delimiters, quotation
//! marks, braces.
//!
//! In encodings that hold ASCII as it is, these are the bytes of the file. In UTF-16 each character
//! takes two bytes or four, so the frame is looked for in a copy with one byte for each unit of two:
//! its character where that is ASCII, a stand-in where it is not. A place in the copy is then half of
//! a place in the file, and what is found there is decoded from the file's own bytes.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use recension_core::text::{ByteSpan, SourceText};

use crate::decode::{Loss, decode_with};

/// What stands for a unit that is not ASCII: no delimiter, nothing that JSON forbids in a string.
const STAND_IN: u8 = b'?';

/// A file with its frame.
pub(super) struct Units<'a> {
    frame: Cow<'a, [u8]>,
    bytes: &'a [u8],
    encoding: &'static Encoding,
    /// Where the frame begins in the file: behind a byte order mark.
    start: usize,
    /// Bytes of the file for one of the frame.
    width: usize,
}

impl<'a> Units<'a> {
    /// A file in an encoding that it is known to be in.
    pub(super) fn of(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        let start = Encoding::for_bom(bytes).map_or(0, |(_, length)| length);
        let rest = bytes.get(start..).unwrap_or_default();
        let unit: Option<fn([u8; 2]) -> u16> = if encoding == UTF_16LE {
            Some(u16::from_le_bytes)
        } else if encoding == UTF_16BE {
            Some(u16::from_be_bytes)
        } else {
            None
        };
        let frame = unit.map_or(Cow::Borrowed(rest), |unit| {
            let (pairs, _) = rest.as_chunks::<2>();
            let of = |pair: &[u8; 2]| u8::try_from(unit(*pair)).ok().filter(u8::is_ascii);
            Cow::Owned(pairs.iter().map(|p| of(p).unwrap_or(STAND_IN)).collect())
        });
        Self {
            frame,
            bytes,
            encoding,
            start,
            width: if unit.is_some() { 2 } else { 1 },
        }
    }

    /// The bytes to look for the frame in.
    pub(super) fn frame(&self) -> &[u8] {
        &self.frame
    }

    /// The encoding of the file.
    pub(super) const fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The place in the file of a range of the frame.
    pub(super) fn place(&self, range: &Range<usize>) -> ByteSpan {
        let at = |place: usize| (self.start + place * self.width) as u64;
        ByteSpan::new(at(range.start), at(range.end))
    }

    /// The range of the frame that a place in the file is.
    pub(super) fn range(&self, place: ByteSpan) -> Range<usize> {
        let at = |place: u64| {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            place.saturating_sub(self.start) / self.width
        };
        at(place.start)..at(place.end)
    }

    /// The text of a range of the frame, mapped to the file.
    pub(super) fn text(&self, range: &Range<usize>) -> (SourceText, Loss) {
        decode_with(self.bytes_of(range), self.place(range).start, self.encoding)
    }

    /// The same as it stands, control characters and all.
    pub(super) fn raw(&self, range: &Range<usize>) -> Cow<'_, str> {
        let bytes = self.bytes_of(range);
        self.encoding.decode_without_bom_handling(bytes).0
    }

    /// The bytes of the file of a range of the frame.
    fn bytes_of(&self, range: &Range<usize>) -> &[u8] {
        let from = self.start + range.start * self.width;
        let to = self.start + range.end * self.width;
        self.bytes.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_8;
    use recension_core::text::TextSpan;

    #[test]
    fn the_frame_of_wide_text_has_one_byte_for_each_unit() {
        let file: Vec<u8> = "\u{FEFF}a,é🌊\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let units = Units::of(&file, UTF_16BE);
        assert_eq!(units.frame(), b"a,???\n");
        let (text, _) = units.text(&(2..5));
        assert_eq!(text.as_str(), "é🌊");
        assert_eq!(text.original(TextSpan::of(2..6)), [ByteSpan::new(8, 12)]);
        assert_eq!(units.range(units.place(&(2..5))), 2..5);
    }

    #[test]
    fn the_frame_of_other_text_is_the_text() {
        let units = Units::of("\u{FEFF}é,b".as_bytes(), UTF_8);
        assert_eq!(units.frame(), "é,b".as_bytes());
        assert_eq!(units.place(&(3..4)), ByteSpan::new(6, 7));
    }
}

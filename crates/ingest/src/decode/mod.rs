//! From bytes to text: which encoding, and a map from each character to its bytes.
//!
//! The order of trust: a byte order mark; bytes that are valid UTF-8 beyond ASCII (no other
//! encoding looks like that by accident, while pages saved by a scraper often keep a stale
//! declaration); the declared encoding if the bytes are valid in it; UTF-16 without a mark, told by
//! its zero bytes; UTF-8 with a few broken bytes; and last what `chardetng` finds.

mod declared;
mod pieces;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use recension_core::article::Note;
use recension_core::text::SourceText;

pub(crate) use pieces::{Loss, decode_with};

/// Bytes looked at by the detector; later bytes hardly ever change the verdict.
const DETECTION_WINDOW: usize = 256 * 1024;
/// A valid multi-byte sequence of UTF-8 outweighs this many broken bytes.
const BROKEN_PER_VALID: usize = 1;

/// Text read from bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, in UTF-8, with `\r\n` and `\r` read as `\n` and control characters left out; every
    /// character is mapped to its bytes.
    pub text: SourceText,
    /// The encoding it was read in.
    pub encoding: &'static Encoding,
    /// Whether the text could not be read without loss, and the like.
    pub notes: Vec<Note>,
}

impl Decoded {
    /// The encoding as a lower-case WHATWG label.
    pub fn label(&self) -> String {
        self.encoding.name().to_ascii_lowercase()
    }
}

/// Reads bytes as text in the encoding they are most likely in; see the module for the order.
///
/// Never fails: what cannot be read becomes U+FFFD, mapped to the broken bytes, with a note.
pub fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, detect(bytes))
}

/// Reads bytes as text in an encoding found before, behind a byte order mark of that length.
pub(crate) fn decode_as(bytes: &[u8], (encoding, mark): (&'static Encoding, usize)) -> Decoded {
    let (text, loss) = decode_with(bytes.get(mark..).unwrap_or_default(), mark as u64, encoding);
    Decoded {
        text,
        encoding,
        notes: loss.notes(encoding),
    }
}

/// The encoding of some bytes, and the length of their byte order mark (0 without one).
pub(crate) fn detect(bytes: &[u8]) -> (&'static Encoding, usize) {
    detect_declared(bytes, None)
}

/// The same, where a transport declares an encoding: it is trusted as the document's own
/// declaration is, and before that.
pub(crate) fn detect_declared(bytes: &[u8], label: Option<&str>) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    let unmarked = match Utf8Census::of(bytes) {
        Utf8Census { broken: 0, wide } if wide > 0 => UTF_8,
        census => label
            .and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()))
            .filter(|encoding| is_valid(encoding, bytes))
            .or_else(|| declared_and_valid(bytes))
            .or_else(|| utf16_without_mark(bytes))
            .or_else(|| census.mostly_utf8().then_some(UTF_8))
            .unwrap_or_else(|| guess(bytes)),
    };
    (unmarked, 0)
}

/// How many sequences of UTF-8 beyond ASCII are right and how many are broken.
#[derive(Clone, Copy)]
struct Utf8Census {
    wide: usize,
    broken: usize,
}

impl Utf8Census {
    fn of(bytes: &[u8]) -> Self {
        // Nearly all pages are sound, and soundness is told far faster than flaws are counted.
        if str::from_utf8(bytes).is_ok() {
            let wide = usize::from(!bytes.is_ascii());
            return Self { wide, broken: 0 };
        }
        let mut census = Self { wide: 0, broken: 0 };
        for chunk in bytes.utf8_chunks() {
            let lead_bytes = chunk.valid().bytes().filter(|byte| *byte >= 0xC0);
            census.wide += lead_bytes.count();
            census.broken += usize::from(!chunk.invalid().is_empty());
        }
        census
    }

    fn mostly_utf8(self) -> bool {
        self.broken <= self.wide * BROKEN_PER_VALID
    }
}

fn declared_and_valid(bytes: &[u8]) -> Option<&'static Encoding> {
    declared::declared(bytes).filter(|encoding| is_valid(encoding, bytes))
}

fn is_valid(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_some()
}

/// Text in UTF-16 has units of ASCII, if only its line ends and figures: two bytes of which one is zero,
/// always on the same side. Text in other encodings has none. Where they are few, the bytes must be
/// valid, too.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes.get(..4096).unwrap_or(bytes).as_chunks::<2>();
    let plain = |unit: fn([u8; 2]) -> u16| {
        let plain = |pair: &&[u8; 2]| matches!(unit(**pair), 0x09 | 0x0A | 0x0D | 0x20..=0x7E);
        pairs.iter().filter(plain).count()
    };
    let (big, little) = (plain(u16::from_be_bytes), plain(u16::from_le_bytes));
    let (encoding, count) = if big > little {
        (UTF_16BE, big)
    } else {
        (UTF_16LE, little)
    };
    let clear = big.min(little) * 4 <= count;
    let plenty = pairs.len() >= 4 && count * 10 >= pairs.len() * 4;
    let some = count >= FEWEST_PLAIN_UNITS && is_text_in(encoding, pairs);
    (clear && (plenty || some)).then_some(encoding)
}

/// Fewer units of ASCII stand in binary data by accident.
const FEWEST_PLAIN_UNITS: usize = 4;

/// Whether units are valid UTF-16 without control characters and without characters that nobody uses.
fn is_text_in(encoding: &'static Encoding, pairs: &[[u8; 2]]) -> bool {
    let unit = |pair: &[u8; 2]| {
        if encoding == UTF_16BE {
            u16::from_be_bytes(*pair)
        } else {
            u16::from_le_bytes(*pair)
        }
    };
    let mut characters = char::decode_utf16(pairs.iter().map(unit)).peekable();
    while let Some(decoded) = characters.next() {
        // The last character may be cut off.
        let Ok(character) = decoded else {
            return characters.peek().is_none();
        };
        let unused = matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}');
        if unused || character.is_control() && !character.is_whitespace() {
            return false;
        }
    }
    true
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(
        bytes.get(..DETECTION_WINDOW).unwrap_or(bytes),
        bytes.len() <= DETECTION_WINDOW,
    );
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::text::{ByteSpan, TextSpan};

    fn segments(decoded: &Decoded, needle: &str) -> Vec<ByteSpan> {
        let at = decoded.text.as_str().find(needle).expect("text is there");
        decoded.text.original(TextSpan::of(at..at + needle.len()))
    }

    #[test]
    fn utf8_maps_to_the_same_bytes() {
        let decoded = decode("naïve plan".as_bytes());
        assert_eq!(decoded.label(), "utf-8");
        assert_eq!(segments(&decoded, "plan"), [ByteSpan::new(7, 11)]);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let decoded = decode("\u{FEFF}flood".as_bytes());
        assert_eq!(decoded.text.as_str(), "flood");
        assert_eq!(segments(&decoded, "flood"), [ByteSpan::new(3, 8)]);
    }

    #[test]
    fn utf16_is_read_in_both_orders_with_and_without_mark() {
        for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
            let text = if mark {
                "\u{FEFF}A dam 🌊 broke"
            } else {
                "A dam 🌊 broke"
            };
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|unit| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect();
            let decoded = decode(&bytes);
            assert_eq!(
                decoded.text.as_str(),
                "A dam 🌊 broke",
                "little {little} mark {mark}"
            );
            let start = if mark { 14 } else { 12 };
            assert_eq!(segments(&decoded, "🌊"), [ByteSpan::new(start, start + 4)]);
        }
    }

    #[test]
    fn utf16_of_another_script_is_told_by_its_few_zeros() {
        let text =
            "标题,正文\r\n海港大桥关闭,周一，市政府宣布海港大桥将关闭。\r\n渡轮停航,因为风暴。\r\n";
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&big).label(), "utf-16be");
        assert_eq!(decode(&little).label(), "utf-16le");
        let binary: Vec<u8> = (0..200_u8)
            .flat_map(|n| [n.wrapping_mul(37), 0xE1 ^ n])
            .collect();
        assert_ne!(&decode(&binary).label()[..5], "utf-1");
    }

    #[test]
    fn windows_1252_is_detected_and_mapped_per_character() {
        let bytes =
            b"The caf\xE9 owner \x93never\x94 paid the fee, said the d\xE9put\xE9 of the town";
        let decoded = decode(bytes);
        assert!(
            decoded
                .text
                .as_str()
                .starts_with("The café owner “never” paid")
        );
        assert_eq!(segments(&decoded, "café"), [ByteSpan::new(4, 8)]);
        assert!(decoded.notes.is_empty());
    }

    #[test]
    fn a_declared_encoding_is_used_where_the_bytes_are_valid_in_it() {
        let bytes = b"<html><head><meta charset=\"windows-1251\"></head><p>\xCC\xEE\xF1\xF2</p>";
        let decoded = decode(bytes);
        assert_eq!(
            (
                decoded.label().as_str(),
                decoded.text.as_str().contains("Мост")
            ),
            ("windows-1251", true)
        );
    }

    #[test]
    fn a_stale_declaration_does_not_spoil_utf8() {
        let page = "<meta charset=iso-8859-1><p>Zürich</p>";
        assert_eq!(decode(page.as_bytes()).text.as_str(), page);
    }

    #[test]
    fn broken_utf8_is_noted_and_mapped() {
        let decoded = decode(
            "Zürich ä\u{20AC} \u{2019}x"
                .as_bytes()
                .iter()
                .copied()
                .chain(*b"ab\xFFcd")
                .collect::<Vec<_>>()
                .as_slice(),
        );
        assert_eq!(decoded.label(), "utf-8");
        assert!(decoded.text.as_str().ends_with("ab\u{FFFD}cd"));
        assert_eq!(decoded.notes[0].code, "broken_text");
        let end = decoded.text.full_span().end;
        let bad = decoded.text.original(TextSpan::new(end - 5, end - 2));
        assert_eq!(bad[0].len(), 1);
    }

    #[test]
    fn line_ends_become_one_kind_and_controls_go() {
        let decoded = decode(b"one\r\ntwo\rth\0ree\n");
        assert_eq!(decoded.text.as_str(), "one\ntwo\nthree\n");
        assert_eq!(segments(&decoded, "\ntwo"), [ByteSpan::new(3, 8)]);
        assert_eq!(decoded.notes[0].code, "control_characters");
    }

    #[test]
    fn nothing_panics() {
        for bytes in [
            &b""[..],
            b"\xFF",
            b"\xFE\xFF",
            b"\xFF\xFEa",
            b"\x81\x30\x81",
            b"\0\0\0",
        ] {
            decode(bytes);
        }
    }
}

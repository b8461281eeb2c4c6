//! Decoding character by character, so that every character knows its bytes.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use recension_core::article::Note;
use recension_core::text::{ByteSpan, SourceText, SourceTextBuilder};

/// The longest character of any multi-byte encoding of the web (gb18030), in bytes.
const LONGEST_CHARACTER: usize = 4;
const REPLACEMENT: &str = "\u{FFFD}";

/// What was lost in decoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loss {
    /// Places that could not be read.
    pub(crate) broken: usize,
    /// Control characters left out.
    pub(crate) controls: usize,
}

impl Loss {
    /// The loss as notes for people; none where nothing was lost.
    pub(crate) fn notes(self, encoding: &'static Encoding) -> Vec<Note> {
        let broken = (self.broken > 0).then(|| {
            let (count, name) = (self.broken, encoding.name());
            Note::new(
                "broken_text",
                format!("{count} place(s) are not valid {name} and were replaced by U+FFFD"),
            )
        });
        let controls = (self.controls > 0).then(|| {
            let count = self.controls;
            Note::new(
                "control_characters",
                format!("{count} control character(s) were left out"),
            )
        });
        broken.into_iter().chain(controls).collect()
    }
}

/// Decodes `bytes`, which start at offset `base` of the document, in a known encoding.
pub(crate) fn decode_with(
    bytes: &[u8],
    base: u64,
    encoding: &'static Encoding,
) -> (SourceText, Loss) {
    let mut sink = Sink {
        base,
        ..Sink::default()
    };
    if encoding == UTF_8 {
        utf8(bytes, &mut sink);
    } else if encoding == UTF_16LE {
        utf16(bytes, u16::from_le_bytes, &mut sink);
    } else if encoding == UTF_16BE {
        utf16(bytes, u16::from_be_bytes, &mut sink);
    } else if encoding == ISO_2022_JP {
        stateful(bytes, encoding, &mut sink);
    } else {
        stateless(bytes, encoding, &mut sink);
    }
    (sink.builder.finish(), sink.loss)
}

/// Collects pieces, reading every line end as `\n` and leaving out control characters.
#[derive(Default)]
struct Sink {
    builder: SourceTextBuilder,
    loss: Loss,
    base: u64,
}

impl Sink {
    /// Text that stands byte for byte at `start`.
    fn exact(&mut self, text: &str, start: usize) {
        let mut done = 0;
        while let Some(found) = text.as_bytes().get(done..).and_then(first_special) {
            let at = done + found;
            let plain = text.get(done..at).unwrap_or_default();
            self.builder
                .push_exact(plain, self.base + (start + done) as u64);
            let rest = text.get(at..).unwrap_or_default();
            done = at + if rest.starts_with("\r\n") { 2 } else { 1 };
            let first = rest.chars().next().unwrap_or_default();
            self.character(first, start + at, start + done);
        }
        let rest = text.get(done..).unwrap_or_default();
        self.builder
            .push_exact(rest, self.base + (start + done) as u64);
    }

    /// Several characters that stand for the bytes `start..end` as a whole.
    fn characters(&mut self, text: &str, start: usize, end: usize) {
        let visible: String = text
            .chars()
            .map(|c| if c == '\r' { '\n' } else { c })
            .filter(|c| !is_dropped(*c))
            .collect();
        self.loss.controls += text
            .chars()
            .filter(|c| *c != '\r' && is_dropped(*c))
            .count();
        self.builder.push_replaced(&visible, self.span(start, end));
    }

    /// One character that stands for the bytes `start..end`; `\r` may stand for a whole `\r\n`.
    fn character(&mut self, character: char, start: usize, end: usize) {
        self.characters(character.encode_utf8(&mut [0; 4]), start, end);
    }

    fn broken(&mut self, start: usize, end: usize) {
        self.loss.broken += 1;
        self.builder
            .push_replaced(REPLACEMENT, self.span(start, end));
    }

    fn span(&self, start: usize, end: usize) -> ByteSpan {
        ByteSpan::new(self.base + start as u64, self.base + end as u64)
    }
}

/// Bytes that [`Sink::exact`] cannot copy: `\r` and the control characters.
const fn is_special(byte: u8) -> bool {
    byte == b'\r'
        || byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\x0B' | b'\x0C')
        || byte == 0x7F
}

/// How many bytes are looked at together: the compiler makes one comparison of as many as fit.
const TOGETHER: usize = 64;

fn first_special(bytes: &[u8]) -> Option<usize> {
    let any = |chunk: &&[u8]| {
        chunk
            .iter()
            .fold(false, |any, byte| any | is_special(*byte))
    };
    let plain = bytes
        .chunks(TOGETHER)
        .take_while(|chunk| !any(chunk))
        .count()
        * TOGETHER;
    let rest = bytes.get(plain..)?;
    let found = rest.iter().position(|byte| is_special(*byte))?;
    Some(plain + found)
}

/// Control characters of ASCII that are no white space: they show nothing.
fn is_dropped(character: char) -> bool {
    character.is_ascii_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0B' | '\x0C')
}

fn utf8(bytes: &[u8], sink: &mut Sink) {
    // Most texts are whole; the way through pieces is many times slower.
    if let Ok(text) = str::from_utf8(bytes) {
        return sink.exact(text, 0);
    }
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        sink.exact(chunk.valid(), at);
        at += chunk.valid().len();
        let broken = chunk.invalid().len();
        if broken > 0 {
            sink.broken(at, at + broken);
        }
        at += broken;
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, sink: &mut Sink) {
    let (units, odd) = bytes.as_chunks::<2>();
    let mut at = 0;
    let mut characters = char::decode_utf16(units.iter().map(|pair| unit(*pair))).peekable();
    while let Some(decoded) = characters.next() {
        let start = at;
        at += decoded.as_ref().map_or(2, |c| c.len_utf16() * 2);
        match decoded {
            Err(_) => sink.broken(start, at),
            Ok('\r') if characters.next_if_eq(&Ok('\n')).is_some() => {
                at += 2;
                sink.character('\n', start, at);
            }
            Ok(character) => sink.character(character, start, at),
        }
    }
    if !odd.is_empty() {
        sink.broken(at, bytes.len());
    }
}

/// Encodings where each character can be read without what stands before it: runs of ASCII are
/// copied, any other character is the shortest sequence that is valid on its own.
fn stateless(bytes: &[u8], encoding: &'static Encoding, sink: &mut Sink) {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let ascii = Encoding::ascii_valid_up_to(rest);
        sink.exact(
            rest.get(..ascii)
                .and_then(|run| str::from_utf8(run).ok())
                .unwrap_or_default(),
            at,
        );
        at += ascii;
        if ascii < rest.len() {
            at += one_character(rest.get(ascii..).unwrap_or_default(), encoding, at, sink);
        }
    }
}

/// Reads one character (or one broken byte) and returns how many bytes it took.
fn one_character(rest: &[u8], encoding: &'static Encoding, at: usize, sink: &mut Sink) -> usize {
    for length in 1..=LONGEST_CHARACTER.min(rest.len()) {
        let candidate = rest.get(..length).unwrap_or_default();
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(candidate);
        if let Some(text) = decoded {
            sink.characters(&text, at, at + length);
            return length;
        }
    }
    sink.broken(at, at + 1);
    1
}

/// ISO-2022-JP switches its alphabet by escape sequences, so it is read in one go; a character's
/// bytes are those fed to the decoder since the character before.
fn stateful(bytes: &[u8], encoding: &'static Encoding, sink: &mut Sink) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let mut out = String::with_capacity(16);
        let _ = decoder.decode_to_string(&[*byte], &mut out, at + 1 == bytes.len());
        if out.is_empty() {
            continue;
        }
        sink.loss.broken += out.matches(REPLACEMENT).count();
        let crlf = out == "\r" && bytes.get(at + 1) == Some(&b'\n');
        if !crlf {
            sink.characters(&out, start, at + 1);
            start = at + 1;
        }
    }
}

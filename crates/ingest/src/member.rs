//! A document unpacked and not yet read.

use sha2::{Digest as _, Sha256};

use crate::facts::Facts;
use crate::options::Options;
use crate::place::Place;

/// What a transport says of some bytes, beside the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Declared {
    /// The media type without parameters, in lower case.
    pub(crate) media_type: Option<String>,
    /// The character encoding, as a label.
    pub(crate) charset: Option<String>,
}

impl Declared {
    /// Reads the value of a `Content-Type`.
    pub(crate) fn content_type(value: &str) -> Self {
        let mut parts = value.split(';').map(str::trim);
        let media_type = parts.next().filter(|kind| kind.contains('/'));
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let named = name.trim().eq_ignore_ascii_case("charset");
            named.then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        Self {
            media_type: media_type.map(str::to_ascii_lowercase),
            charset: charset.filter(|charset| !charset.is_empty()),
        }
    }
}

/// A document unpacked and not yet read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    pub(crate) place: Place,
    pub(crate) bytes: Vec<u8>,
    pub(crate) compression: Option<&'static str>,
    pub(crate) declared: Declared,
    pub(crate) facts: Facts,
}

impl Member {
    /// A document by its bytes alone.
    pub fn new(place: Place, bytes: Vec<u8>) -> Self {
        Self {
            place,
            bytes,
            ..Self::default()
        }
    }

    /// Where it is.
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// The bytes that spans index.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A name for all that decides what reading this document gives: its bytes, its place, what is
    /// said of it from outside, and the options. Two documents of one name, read by one build of
    /// the program, give the same.
    pub fn fingerprint(&self, options: &Options) -> String {
        let said = (
            &self.place,
            self.compression,
            &self.declared,
            &self.facts,
            options,
        );
        // Nothing but the same build reads it again, so that what `Debug` writes is stable enough.
        sha256(&[format!("{said:?}").as_bytes(), b"\0", &self.bytes])
    }

    /// Gives away the bytes that spans index.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// SHA-256 of the pieces as one, in lower-case hexadecimal.
pub(crate) fn sha256(pieces: &[&[u8]]) -> String {
    use std::fmt::Write as _;
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    let mut out = String::with_capacity(64);
    for byte in hasher.finalize() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_read() {
        let read = Declared::content_type("Text/HTML; boundary=x; Charset=\"windows-1251\"");
        assert_eq!(read.media_type.as_deref(), Some("text/html"));
        assert_eq!(read.charset.as_deref(), Some("windows-1251"));
        assert_eq!(Declared::content_type("nonsense"), Declared::default());
    }
}

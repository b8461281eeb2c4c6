//! What a document is, told by its content. One file for each format and one line in [`FORMATS`].

mod delimited;
mod feed;
mod fields;
mod markdown;
mod newsml;
mod nitf;
mod page;
mod record_text;
mod records;
mod units;

use std::cell::OnceCell;

use encoding_rs::Encoding;
use recension_core::article::Document;

use crate::decode::{Decoded, decode_as, detect_declared};
use crate::error::Error;
use crate::facts::Facts;
use crate::ingested::Ingested;
use crate::member::Member;
use crate::options::Options;
use crate::sniff;

pub use fields::{Fields, UnknownField};

/// A document on its way to be read.
pub(crate) struct Material<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) document: Document,
    /// What its container says of it.
    pub(crate) facts: &'a Facts,
    pub(crate) options: &'a Options,
    encoding: (&'static Encoding, usize),
    decoded: OnceCell<Decoded>,
}

impl<'a> Material<'a> {
    pub(crate) fn new(member: &'a Member, options: &'a Options) -> Self {
        Self {
            bytes: &member.bytes,
            document: Document {
                id: String::new(),
                path: String::new(),
                inside: Vec::new(),
                media_type: String::new(),
                bytes: 0,
                encoding: String::new(),
                compression: None,
            },
            facts: &member.facts,
            options,
            encoding: detect_declared(&member.bytes, member.declared.charset.as_deref()),
            decoded: OnceCell::new(),
        }
    }

    /// The document as text.
    pub(crate) fn decoded(&self) -> &Decoded {
        self.decoded
            .get_or_init(|| decode_as(self.bytes, self.encoding))
    }

    /// What is said of each of many reports in the document: its address, title and date are not
    /// theirs.
    pub(crate) fn facts_of_many(&self) -> Facts {
        Facts {
            seen: self.facts.seen.clone(),
            ..Facts::default()
        }
    }

    /// The document as text, given away.
    pub(crate) fn into_decoded(self) -> (Document, Decoded) {
        let (bytes, encoding) = (self.bytes, self.encoding);
        let decoded = self.decoded.into_inner();
        (
            self.document,
            decoded.unwrap_or_else(|| decode_as(bytes, encoding)),
        )
    }

    /// The encoding.
    pub(crate) const fn encoding(&self) -> &'static Encoding {
        self.encoding.0
    }

    /// The encoding, as a lower-case label.
    pub(crate) fn encoding_label(&self) -> String {
        self.encoding.0.name().to_ascii_lowercase()
    }

    /// # Errors
    /// Where the bytes are no text.
    pub(crate) fn refuse_binary(&self) -> Result<(), Error> {
        sniff::refuse_binary(self.bytes, self.encoding.0.name().starts_with("UTF-16"))
    }

    /// # Errors
    /// Where the document is longer than `most` bytes.
    pub(crate) fn within(&self, most: u64) -> Result<(), Error> {
        let length = self.bytes.len() as u64;
        if length > most {
            return Err(Error::new(format!(
                "{length} bytes are more than the limit of {most}"
            )));
        }
        Ok(())
    }
}

/// A format: `try_read` gives a document of it back where it is of another.
struct Format {
    try_read: for<'a> fn(Material<'a>) -> Attempt<'a>,
}

/// What came of reading a document as one format.
enum Attempt<'a> {
    Read(Result<Ingested, Error>),
    Other(Material<'a>),
}

/// The formats, those that are told for certain first. The last takes every text.
static FORMATS: &[Format] = &[
    Format {
        try_read: records::try_read,
    },
    Format {
        try_read: feed::try_read,
    },
    Format {
        try_read: nitf::try_read,
    },
    Format {
        try_read: newsml::try_read,
    },
    Format {
        try_read: delimited::try_read,
    },
    Format {
        try_read: markdown::try_read,
    },
    Format {
        try_read: page::try_read,
    },
];

/// Reads a document as what it is.
///
/// # Errors
/// Where nothing of it can be used.
pub(crate) fn read(mut material: Material<'_>) -> Result<Ingested, Error> {
    for format in FORMATS {
        match (format.try_read)(material) {
            Attempt::Read(result) => return result,
            Attempt::Other(back) => material = back,
        }
    }
    Err(Error::new("not a text of a known kind"))
}

//! What a file holds once unpacked.

use std::borrow::Cow;
use std::ops::ControlFlow;

use recension_core::article::Document;

use crate::container::{self, Source, Visitor};
use crate::error::Error;
use crate::ingested::Problem;
use crate::limits::Limits;
use crate::member::Member;
use crate::place::Place;

/// The bytes that spans index.
#[derive(Debug)]
pub(crate) struct Payload<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// The name of the compression that was undone.
    pub(crate) compression: Option<&'static str>,
}

/// The bytes that the spans of a document index: those given, or what their gzip or zstd holds.
///
/// `bytes` are those that [`crate::read`] was given.
///
/// # Errors
/// Where the document says that it is compressed and the bytes cannot be unpacked.
pub fn payload<'a>(bytes: &'a [u8], document: &Document) -> Result<Cow<'a, [u8]>, Error> {
    match document.compression {
        None => Ok(Cow::Borrowed(bytes)),
        Some(_) => unpack(bytes, &Limits::default()).map(|payload| payload.bytes),
    }
}

/// Undoes compression, told by the first bytes. An archive stays as it is.
pub(crate) fn unpack<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Payload<'a>, Error> {
    if !container::is_compressed(bytes) {
        return Ok(Payload {
            bytes: Cow::Borrowed(bytes),
            compression: None,
        });
    }
    let mut only = Only::default();
    container::open(Source::Stream(Box::new(bytes)), "", limits, &mut only);
    match (only.member, only.problem) {
        (Some(member), None) => Ok(Payload {
            bytes: Cow::Owned(member.bytes),
            compression: member.compression,
        }),
        (_, Some(problem)) => Err(Error::new(problem.message)),
        (None, None) => Err(Error::new("it holds nothing")),
    }
}

/// The one document of compressed bytes.
#[derive(Default)]
struct Only {
    member: Option<Member>,
    problem: Option<Problem>,
}

impl Visitor for Only {
    fn wants(&self, place: &Place) -> bool {
        place.inside().is_empty()
    }

    fn member(&mut self, member: Member) -> ControlFlow<()> {
        self.member = Some(member);
        ControlFlow::Break(())
    }

    fn problem(&mut self, _: &Place, problem: Problem) {
        self.problem.get_or_insert(problem);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::container::tests::gzip;

    fn message(packed: &[u8], limits: &Limits) -> String {
        unpack(packed, limits).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn gzip_is_unpacked_and_other_bytes_are_left() {
        let packed = gzip(b"The gate held.");
        let payload = unpack(&packed, &Limits::default()).unwrap();
        assert_eq!(
            (&*payload.bytes, payload.compression),
            (&b"The gate held."[..], Some("gzip"))
        );
        assert_eq!(
            unpack(b"plain", &Limits::default()).unwrap().compression,
            None
        );
    }

    #[test]
    fn truncated_gzip_names_the_byte() {
        let packed = gzip(&b"The gate held until four in the morning. ".repeat(50));
        let cut = &packed[..packed.len() - 12];
        let expected = format!("gzip data breaks off at byte {}", cut.len());
        assert!(message(cut, &Limits::default()).starts_with(&expected));
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let limits = Limits {
            max_records_payload: 1000,
            ..Limits::default()
        };
        assert!(message(&gzip(&[b'a'; 5000]), &limits).contains("more than 1000 bytes"));
    }
}

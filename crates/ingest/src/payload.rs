//! What a file holds once unpacked.

use std::borrow::Cow;
use std::io::{ErrorKind, Read as _};

use flate2::bufread::MultiGzDecoder;
use recension_core::article::Document;

use crate::error::Error;
use crate::limits::Limits;

const GZIP: &str = "gzip";
const GZIP_MAGIC: &[u8] = &[0x1F, 0x8B];
/// Layers of compression that are opened; a file packed in itself is not followed further.
const DEEPEST_LAYER: usize = 2;

/// The bytes that spans index.
#[derive(Debug)]
pub(crate) struct Payload<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// The name of the compression that was undone.
    pub(crate) compression: Option<&'static str>,
}

/// The bytes that the spans of a document index: the file itself, or what its gzip holds.
///
/// `bytes` are those of the file that [`crate::read`] was given.
///
/// # Errors
/// Where the document says that it is compressed and the bytes cannot be unpacked.
pub fn payload<'a>(bytes: &'a [u8], document: &Document) -> Result<Cow<'a, [u8]>, Error> {
    match document.compression {
        None => Ok(Cow::Borrowed(bytes)),
        Some(_) => unpack(bytes, &Limits::default()).map(|payload| payload.bytes),
    }
}

/// Undoes gzip, told by its first bytes.
pub(crate) fn unpack<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Payload<'a>, Error> {
    let mut payload = Payload {
        bytes: Cow::Borrowed(bytes),
        compression: None,
    };
    for _ in 0..DEEPEST_LAYER {
        if !payload.bytes.starts_with(GZIP_MAGIC) {
            break;
        }
        payload.bytes = Cow::Owned(gunzip(&payload.bytes, limits.max_records_payload)?);
        payload.compression = Some(GZIP);
    }
    Ok(payload)
}

fn gunzip(packed: &[u8], most: u64) -> Result<Vec<u8>, Error> {
    let mut reader = MultiGzDecoder::new(packed).take(most.saturating_add(1));
    let mut out = Vec::new();
    let result = reader.read_to_end(&mut out);
    let left = reader.get_ref().get_ref().len();
    match result {
        Ok(_) if out.len() as u64 > most => Err(Error::new(format!(
            "gzip data unpacks to more than {most} bytes, the limit"
        ))),
        Ok(_) => Ok(out),
        Err(error) => Err(broken(&error, packed.len() - left, packed.len(), out.len())),
    }
}

fn broken(error: &std::io::Error, at: usize, length: usize, unpacked: usize) -> Error {
    let what = match error.kind() {
        ErrorKind::UnexpectedEof => format!("gzip data breaks off at byte {length}"),
        _ => format!("gzip data is damaged near byte {at} of {length}"),
    };
    Error::new(format!("{what}, after {unpacked} unpacked bytes"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::Write as _;

    /// Bytes packed with gzip.
    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

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

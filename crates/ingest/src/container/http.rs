//! An HTTP response as an archive keeps it: status, headers, body.

use std::borrow::Cow;
use std::io::Read;
use std::rc::Rc;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::{gzip, zstandard};
use crate::guard::{Guard, Unpacked};

/// Most bytes of headers.
const MOST_HEADERS: usize = 256 * 1024;

/// A response, its body as sent.
pub(super) struct Response<'a> {
    pub(super) status: u16,
    headers: &'a [u8],
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Splits a response; `None` where the bytes are none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(b"HTTP/") {
            return None;
        }
        let window = bytes.get(..MOST_HEADERS).unwrap_or(bytes);
        let (end, gap) = end_of_headers(window)?;
        let headers = bytes.get(..end)?;
        let first = headers.split(|byte| *byte == b'\n').next()?;
        let status = str::from_utf8(first).ok()?.split_whitespace().nth(1)?;
        Some(Self {
            status: status.parse().ok()?,
            headers,
            body: bytes.get(end + gap..)?,
        })
    }

    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        field(self.headers, name)
    }

    /// The body without the encodings of its transfer.
    ///
    /// # Errors
    /// Where it is packed in a way that cannot be undone.
    pub(super) fn entity(&self, packing: &Packing<'_>) -> Result<Vec<u8>, String> {
        let body = self.whole_body();
        let written = self.header("content-encoding").unwrap_or_default();
        // Several encodings, the last put on last, are hardly ever seen; each is a word.
        let mut bytes = body.into_owned();
        for encoding in written.to_ascii_lowercase().rsplit(',') {
            bytes = packing.undo(encoding.trim(), bytes)?;
        }
        Ok(bytes)
    }

    /// The body without chunks. Some archives keep the header though they undid them.
    fn whole_body(&self) -> Cow<'a, [u8]> {
        let transfer = self.header("transfer-encoding").unwrap_or_default();
        let chunked = transfer.to_ascii_lowercase().contains("chunked");
        let undone = chunked.then(|| unchunked(self.body)).flatten();
        undone.map_or(Cow::Borrowed(self.body), Cow::Owned)
    }
}

/// What bounds the unpacking of a body.
pub(super) struct Packing<'a> {
    pub(super) guard: &'a Rc<Guard>,
    pub(super) layer: usize,
    pub(super) most: u64,
}

impl Packing<'_> {
    /// Undoes one content encoding. A body that was unpacked though its header stayed is as it is.
    fn undo(&self, encoding: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
        match encoding {
            "" | "identity" | "none" | "utf-8" => Ok(body),
            "gzip" | "x-gzip" if body.starts_with(gzip::MAGIC) => {
                self.hold(gzip::Gunzip::new(&*body, gzip::Marks::default()))
            }
            "zstd" if body.starts_with(zstandard::MAGIC) => {
                self.hold(zstandard::Unzstd::new(&*body))
            }
            "gzip" | "x-gzip" | "zstd" => Ok(body),
            // `deflate` means zlib, but some servers send it bare.
            "deflate" => self
                .hold(ZlibDecoder::new(&*body))
                .or_else(|_| self.hold(DeflateDecoder::new(&*body))),
            "br" => self
                .hold(brotli_decompressor::Decompressor::new(&*body, 4096))
                .map_err(|error| format!("brotli data is damaged: {error}")),
            other => Err(format!("the content encoding “{other}” is not known")),
        }
    }

    fn hold(&self, reader: impl Read) -> Result<Vec<u8>, String> {
        super::hold(Unpacked::new(reader, self.guard, self.layer), self.most)
    }
}

/// Where headers end and how long the empty line behind them is.
pub(super) fn end_of_headers(bytes: &[u8]) -> Option<(usize, usize)> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match bytes.get(at + 1..)? {
        [b'\r', b'\n', ..] => Some((at + 1, 2)),
        [b'\n', ..] => Some((at + 1, 1)),
        _ => None,
    })
}

/// The value of the first header line of that name, its folded lines joined.
pub(super) fn field(headers: &[u8], name: &str) -> Option<String> {
    let mut lines = headers.split(|byte| *byte == b'\n');
    let mut value = lines.by_ref().find_map(|line| {
        let colon = memchr::memchr(b':', line)?;
        let (key, rest) = line.split_at(colon);
        let same = key.trim_ascii().eq_ignore_ascii_case(name.as_bytes());
        same.then(|| rest.get(1..).unwrap_or_default().trim_ascii().to_vec())
    })?;
    for line in lines.take_while(|line| matches!(line.first(), Some(b' ' | b'\t'))) {
        value.push(b' ');
        value.extend_from_slice(line.trim_ascii());
    }
    Some(String::from_utf8_lossy(&value).into_owned())
}

/// A body without its chunk sizes; `None` where it is not in chunks. A last chunk cut short is
/// taken as far as it goes.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let line = memchr::memchr(b'\n', body.get(..64.min(body.len()))?)?;
        let written = str::from_utf8(body.get(..line)?).ok()?;
        let digits = written.split(';').next()?.trim();
        let length = usize::from_str_radix(digits, 16).ok()?;
        body = body.get(line + 1..)?;
        out.extend_from_slice(body.get(..length.min(body.len()))?);
        if length == 0 || length >= body.len() {
            return Some(out);
        }
        body = body.get(length..)?;
        body = body.strip_prefix(b"\r").unwrap_or(body);
        body = body.strip_prefix(b"\n").unwrap_or(body);
        if body.is_empty() {
            return Some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn entity(response: &[u8]) -> Vec<u8> {
        let limits = Limits::default();
        let response = Response::read(response).unwrap();
        let packing = Packing {
            guard: &Guard::new(&limits),
            layer: 1,
            most: 1 << 20,
        };
        response.entity(&packing).unwrap()
    }

    #[test]
    fn bodies_are_freed_of_chunks_and_compression() {
        let plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\n\r\n<p>x";
        let read = Response::read(plain).unwrap();
        assert_eq!(
            read.header("content-type").unwrap(),
            "text/html; charset=utf-8"
        );
        assert_eq!(entity(plain), b"<p>x");
        let chunks = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4;a=b\r\nThe \r\n4\r\ngate\r\n0\r\n\r\n";
        assert_eq!(entity(chunks), b"The gate");
        let undone = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>The gate";
        assert_eq!(entity(undone), b"<p>The gate");
        let mut packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
        packed.extend(super::super::gzip::tests::gzip(b"The gate"));
        assert_eq!(entity(&packed), b"The gate");
        let already = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nThe gate";
        assert_eq!(entity(already), b"The gate");
    }

    #[test]
    fn cut_chunks_are_read_as_far_as_they_go() {
        let cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nThe gate";
        assert_eq!(entity(cut), b"The gate");
        assert!(Response::read(b"HTTP/1.1 no headers end").is_none());
    }
}

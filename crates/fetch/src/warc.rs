//! Answers as WARC 1.1 (ISO 28500:2017): a request record and a response record for each, every
//! record a gzip member of its own.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::client::{Answer, USER_AGENT};
use crate::location::Location;

/// Ending of a file that is being written; it is hidden as well.
const PART: &str = ".part";

/// The name of a file while it is being written.
pub(crate) fn part_of(name: &str) -> String {
    format!(".{name}{PART}")
}

/// The name that a file which is being written will have.
pub(crate) fn whole_of(part: &str) -> Option<&str> {
    let name = part.strip_prefix('.')?.strip_suffix(PART)?;
    let ours = name.starts_with("recension-") && name.ends_with(".warc.gz");
    ours.then_some(name)
}

/// Where an answer stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// First byte of its first record.
    pub(crate) offset: u64,
    /// Bytes of its records.
    pub(crate) length: u64,
}

/// A WARC file that is being written. It has its name only once it is complete.
#[derive(Debug)]
pub(crate) struct Writer {
    file: File,
    part: PathBuf,
    whole: PathBuf,
    length: u64,
    count: u64,
}

impl Writer {
    /// Starts a file in a folder, named by the time.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn create(folder: &Path, now: Timestamp) -> io::Result<Self> {
        let stamp: String = now
            .to_string()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let (whole, part, file) = (0..1000)
            .find_map(|count| {
                let name = match count {
                    0 => format!("recension-{stamp}.warc.gz"),
                    _ => format!("recension-{stamp}-{count}.warc.gz"),
                };
                let whole = folder.join(&name);
                let part = folder.join(part_of(&name));
                let new = !whole.exists();
                let file = OpenOptions::new().write(true).create_new(true).open(&part);
                file.ok().filter(|_| new).map(|file| (whole, part, file))
            })
            .ok_or_else(|| io::Error::other("no file can be made in the folder"))?;
        let mut writer = Self {
            file,
            part,
            whole,
            length: 0,
            count: 0,
        };
        writer.info(now)?;
        Ok(writer)
    }

    /// The name of the file, once it is complete.
    pub(crate) fn name(&self) -> String {
        let name = self.whole.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    fn info(&mut self, now: Timestamp) -> io::Result<()> {
        let block = format!(
            "software: {USER_AGENT}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\nrobots: obey\r\n"
        );
        let head = Head {
            kind: "warcinfo",
            content_type: "application/warc-fields",
            target: None,
            id: self.id("warcinfo", now),
            concurrent: None,
            payload: None,
        };
        let member = packed(&head, block.as_bytes(), now)?;
        self.append(&member)?;
        Ok(())
    }

    /// Adds a request with its answer.
    ///
    /// # Errors
    /// Where it cannot be written; the file ends as it did before.
    pub(crate) fn add(
        &mut self,
        location: &Location,
        answer: &Answer,
        now: Timestamp,
    ) -> io::Result<Placed> {
        let target = location.to_string();
        let response_id = self.id(&target, now);
        let response = Head {
            kind: "response",
            content_type: "application/http;msgtype=response",
            target: Some(&target),
            id: response_id.clone(),
            concurrent: None,
            payload: Some(&answer.body),
        };
        let request = Head {
            kind: "request",
            content_type: "application/http;msgtype=request",
            target: Some(&target),
            id: self.id(&target, now),
            concurrent: Some(response_id),
            payload: None,
        };
        let mut members = packed(&response, &response_block(answer), now)?;
        members.extend(packed(
            &request,
            request_block(location, answer).as_bytes(),
            now,
        )?);
        self.append(&members)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<Placed> {
        let offset = self.length;
        if let Err(error) = self.file.write_all(bytes) {
            // Half a record is none.
            let _ = self.file.set_len(offset);
            return Err(error);
        }
        self.length += bytes.len() as u64;
        Ok(Placed {
            offset,
            length: bytes.len() as u64,
        })
    }

    /// An identifier that no other record has: a UUID (version 8, RFC 9562) of what it is of.
    fn id(&mut self, of: &str, now: Timestamp) -> String {
        self.count += 1;
        let hash = Sha256::digest(format!(
            "{of} {now} {} {}",
            self.count,
            self.whole.display()
        ));
        let mut bytes: Vec<u8> = hash.iter().copied().take(16).collect();
        for (at, mask, value) in [(6, 0x0f, 0x80), (8, 0x3f, 0x80)] {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = *byte & mask | value;
            }
        }
        let mut id = String::from("<urn:uuid:");
        for (at, byte) in bytes.iter().enumerate() {
            let dash = if matches!(at, 4 | 6 | 8 | 10) {
                "-"
            } else {
                ""
            };
            let _ = write!(id, "{dash}{byte:02x}");
        }
        id + ">"
    }

    /// Completes the file: gives it its name, or removes it where nothing was added.
    ///
    /// # Errors
    /// Where that cannot be done.
    pub(crate) fn finish(self, empty: bool) -> io::Result<Option<PathBuf>> {
        self.file.sync_all()?;
        if empty {
            std::fs::remove_file(&self.part)?;
            return Ok(None);
        }
        std::fs::rename(&self.part, &self.whole)?;
        Ok(Some(self.whole))
    }
}

struct Head<'a> {
    kind: &'a str,
    content_type: &'a str,
    target: Option<&'a str>,
    id: String,
    concurrent: Option<String>,
    payload: Option<&'a [u8]>,
}

fn packed(head: &Head<'_>, block: &[u8], now: Timestamp) -> io::Result<Vec<u8>> {
    let mut lines = format!("WARC/1.1\r\nWARC-Type: {}\r\n", head.kind);
    let mut line = |name: &str, value: &str| {
        let _ = write!(lines, "{name}: {value}\r\n");
    };
    line("WARC-Record-ID", &head.id);
    line("WARC-Date", &now.to_string());
    if let Some(target) = head.target {
        line("WARC-Target-URI", target);
    }
    if let Some(concurrent) = &head.concurrent {
        line("WARC-Concurrent-To", concurrent);
    }
    line("WARC-Block-Digest", &digest(block));
    if let Some(payload) = head.payload {
        line("WARC-Payload-Digest", &digest(payload));
    }
    line("Content-Type", head.content_type);
    line("Content-Length", &block.len().to_string());
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(lines.as_bytes())?;
    encoder.write_all(b"\r\n")?;
    encoder.write_all(block)?;
    encoder.write_all(b"\r\n\r\n")?;
    encoder.finish()
}

/// The answer as it was received, but in one piece: where it came in chunks, the header that said so
/// is kept under another name, as crawlers do.
fn response_block(answer: &Answer) -> Vec<u8> {
    let mut lines = format!("HTTP/1.1 {} {}\r\n", answer.status, answer.reason);
    for (name, value) in &answer.headers {
        let name = match name.as_str() {
            "transfer-encoding" => "x-original-transfer-encoding",
            "content-length" => continue,
            name => name,
        };
        let _ = write!(lines, "{name}: {value}\r\n");
    }
    let _ = write!(lines, "content-length: {}\r\n\r\n", answer.body.len());
    let mut block = lines.into_bytes();
    block.extend_from_slice(&answer.body);
    block
}

fn request_block(location: &Location, answer: &Answer) -> String {
    let mut lines = format!("GET {} HTTP/1.1\r\n", location.path());
    for (name, value) in &answer.sent {
        let _ = write!(lines, "{name}: {value}\r\n");
    }
    lines + "\r\n"
}

/// SHA-256 in base32 (RFC 4648), as WARC files label digests.
fn digest(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::from("sha256:");
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in Sha256::digest(bytes) {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            push_letter(&mut out, LETTERS, bits >> held);
        }
        bits &= (1 << held) - 1;
    }
    if held > 0 {
        push_letter(&mut out, LETTERS, bits << (5 - held));
    }
    while !(out.len() - "sha256:".len()).is_multiple_of(8) {
        out.push('=');
    }
    out
}

fn push_letter(out: &mut String, letters: &[u8; 32], bits: u32) {
    let letter = letters.get((bits & 31) as usize).copied().unwrap_or(b'A');
    out.push(char::from(letter));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_labelled_base32() {
        // The digest of no bytes, as the base32 of RFC 4648 writes it.
        assert_eq!(
            digest(b""),
            "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===="
        );
    }

    #[test]
    fn a_file_has_its_name_only_once_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let mut writer = Writer::create(folder.path(), now).unwrap();
        let second = Writer::create(folder.path(), now).unwrap();
        assert_ne!(writer.name(), second.name());
        let location = Location::parse("https://a.example/x").unwrap();
        let answer = Answer {
            status: 200,
            body: b"hello".to_vec(),
            ..Answer::default()
        };
        let placed = writer.add(&location, &answer, now).unwrap();
        assert!(placed.offset > 0 && placed.length > 100);
        assert!(!folder.path().join(writer.name()).exists());
        assert!(writer.finish(false).unwrap().unwrap().exists());
        assert_eq!(second.finish(true).unwrap(), None);
    }
}

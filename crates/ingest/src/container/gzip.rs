//! gzip, member by member: a member's place in the file is a record's place in `.warc.gz`.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

use crate::guard::Positioned;

/// First bytes of every member: the mark, and deflate, the only method there is.
pub(crate) const MAGIC: &[u8] = &[0x1F, 0x8B, 8];
/// Places of members that are remembered until somebody asks.
const MOST_MARKS: usize = 4096;

/// Where members of a gzip file start, unpacked and packed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks(Rc<RefCell<VecDeque<Mark>>>);

#[derive(Clone, Copy, Debug)]
struct Mark {
    unpacked: u64,
    packed: u64,
}

impl Marks {
    fn push(&self, mark: Mark) {
        let mut marks = self.0.borrow_mut();
        if marks.len() == MOST_MARKS {
            marks.pop_front();
        }
        marks.push_back(mark);
    }

    /// The place in the packed file of the member that starts at an unpacked place; earlier
    /// members are forgotten.
    pub(crate) fn packed(&self, unpacked: u64) -> Option<u64> {
        let mut marks = self.0.borrow_mut();
        while marks.front().is_some_and(|mark| mark.unpacked < unpacked) {
            marks.pop_front();
        }
        let first = marks.front().filter(|mark| mark.unpacked == unpacked);
        first.map(|mark| mark.packed)
    }
}

/// Unpacks a stream of gzip members. After an error, reading on finds the next whole member.
pub(crate) struct Gunzip<R: BufRead> {
    state: State<R>,
    unpacked: u64,
    marks: Marks,
}

enum State<R: BufRead> {
    Between(Positioned<R>),
    Inside(Box<GzDecoder<Positioned<R>>>),
    Lost(Positioned<R>),
    Ended,
}

impl<R: BufRead> Gunzip<R> {
    pub(crate) fn new(reader: R, marks: Marks) -> Self {
        Self {
            state: State::Between(Positioned { reader, at: 0 }),
            unpacked: 0,
            marks,
        }
    }

    /// Starts the next member, if there is one. What follows the last member and is none (zeros
    /// that fill a tape's block) is left alone, as gzip itself does.
    fn start(&mut self, mut reader: Positioned<R>) -> io::Result<()> {
        self.state = State::Ended;
        if reader.fill_buf()?.first() != Some(&0x1F) {
            return Ok(());
        }
        self.marks.push(Mark {
            unpacked: self.unpacked,
            packed: reader.at,
        });
        self.state = State::Inside(Box::new(GzDecoder::new(reader)));
        Ok(())
    }

    fn inside(
        &mut self,
        mut decoder: Box<GzDecoder<Positioned<R>>>,
        out: &mut [u8],
    ) -> io::Result<usize> {
        match decoder.read(out) {
            Ok(0) => {
                self.state = State::Between(decoder.into_inner());
                Ok(0)
            }
            Ok(count) => {
                self.unpacked += count as u64;
                self.state = State::Inside(decoder);
                Ok(count)
            }
            Err(error) => {
                let reader = decoder.into_inner();
                let error = broken(&error, reader.at, self.unpacked);
                self.state = State::Lost(reader);
                Err(error)
            }
        }
    }
}

fn broken(error: &io::Error, at: u64, unpacked: u64) -> io::Error {
    let what = match error.kind() {
        ErrorKind::UnexpectedEof => format!("gzip data breaks off at byte {at}"),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => {
            format!("gzip data is damaged near byte {at}")
        }
        _ => return io::Error::new(error.kind(), error.to_string()),
    };
    io::Error::new(
        ErrorKind::InvalidData,
        format!("{what}, after {unpacked} unpacked bytes"),
    )
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Between(reader) => self.start(reader)?,
                State::Inside(decoder) => {
                    let count = self.inside(decoder, out)?;
                    if count > 0 {
                        return Ok(count);
                    }
                }
                State::Lost(mut reader) => {
                    if !find_member(&mut reader)? {
                        return Ok(0);
                    }
                    self.start(reader)?;
                }
                State::Ended => return Ok(0),
            }
        }
    }
}

/// Goes on to the next bytes that start a member.
fn find_member<R: BufRead>(reader: &mut Positioned<R>) -> io::Result<bool> {
    loop {
        let held = reader.fill_buf()?;
        if held.is_empty() {
            return Ok(false);
        }
        let length = held.len();
        match memchr::memmem::find(held, MAGIC) {
            Some(at) => {
                reader.consume(at);
                return Ok(true);
            }
            // A mark cut by the end of the buffer is lost; so is its one member.
            None => reader.consume(length),
        }
    }
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

    #[test]
    fn members_follow_each_other_and_their_places_are_known() {
        let (one, two) = (gzip(b"The gate "), gzip(b"held."));
        let packed = [one.clone(), two, vec![0; 512]].concat();
        let marks = Marks::default();
        let mut out = String::new();
        Gunzip::new(&packed[..], marks.clone())
            .read_to_string(&mut out)
            .unwrap();
        assert_eq!(out, "The gate held.");
        assert_eq!(marks.packed(9), Some(one.len() as u64));
        assert_eq!(marks.packed(10), None);
    }

    #[test]
    fn reading_goes_on_behind_a_damaged_member() {
        let mut damaged = gzip(&b"The gate held until four in the morning. ".repeat(9));
        damaged[20] ^= 0xFF;
        damaged[21] ^= 0xFF;
        let packed = [damaged, gzip(b"It broke at five.")].concat();
        let mut reader = Gunzip::new(&packed[..], Marks::default());
        let mut out = Vec::new();
        let error = reader.read_to_end(&mut out).unwrap_err().to_string();
        assert!(
            error.starts_with("gzip data is damaged near byte"),
            "{error}"
        );
        out.clear();
        reader.read_to_end(&mut out).unwrap();
        assert_eq!(out, b"It broke at five.");
    }
}

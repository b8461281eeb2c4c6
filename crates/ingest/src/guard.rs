//! What keeps a small file from unpacking to a huge one.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use crate::fault::guarded;
use crate::limits::Limits;

/// How much was read of a file and how much that may become.
#[derive(Debug)]
pub(crate) struct Guard {
    /// Bytes of the file read so far (all of it, where it is read from any place).
    read: Cell<u64>,
    most_ratio: u64,
    free: u64,
    /// Bytes unpacked so far, by layer: many members may unpack the same bytes of one file.
    unpacked: Vec<Cell<u64>>,
}

impl Guard {
    pub(crate) fn new(limits: &Limits) -> Rc<Self> {
        Rc::new(Self {
            read: Cell::new(0),
            most_ratio: limits.max_ratio,
            free: limits.free_unpacked,
            unpacked: vec![Cell::new(0); limits.max_layers + 2],
        })
    }

    /// So many more bytes of the file are known.
    pub(crate) fn add_read(&self, count: u64) {
        self.read.set(self.read.get().saturating_add(count));
    }

    /// Whether so many more bytes may be unpacked in a layer.
    fn allows(&self, layer: usize, count: u64) -> bool {
        let Some(sum) = self.unpacked.get(layer).or_else(|| self.unpacked.last()) else {
            return false;
        };
        sum.set(sum.get().saturating_add(count));
        sum.get() <= self.free || sum.get() / self.most_ratio.max(1) <= self.read.get()
    }
}

/// A reader of the file itself, which counts.
pub(crate) struct Counted<R> {
    pub(crate) reader: R,
    pub(crate) guard: Rc<Guard>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.guard.add_read(count as u64);
        Ok(count)
    }
}

/// What comes out of a decompressor, up to the bounds.
pub(crate) struct Unpacked<R> {
    reader: R,
    guard: Rc<Guard>,
    layer: usize,
}

impl<R> Unpacked<R> {
    /// `layer` counts how many times the bytes were unpacked before.
    pub(crate) fn new(reader: R, guard: &Rc<Guard>, layer: usize) -> Self {
        Self {
            reader,
            guard: Rc::clone(guard),
            layer,
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Decompressors are by others: a fault in one costs what it unpacks.
        let read = guarded(|| self.reader.read(buffer));
        let count = read.unwrap_or_else(|fault| Err(io::Error::other(fault)))?;
        if self.guard.allows(self.layer, count as u64) {
            return Ok(count);
        }
        let most = self.guard.most_ratio;
        Err(io::Error::other(format!(
            "it unpacks to more than {most} times its size, as bombs do"
        )))
    }
}

/// A buffered reader that knows how far it was read.
pub(crate) struct Positioned<R> {
    pub(crate) reader: R,
    pub(crate) at: u64,
}

impl<R: BufRead> Read for Positioned<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Positioned<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.reader.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_free_and_much_needs_a_cause() {
        let limits = Limits {
            max_ratio: 10,
            free_unpacked: 50,
            ..Limits::default()
        };
        let read = |file: u64, unpacked: usize| {
            let guard = Guard::new(&limits);
            guard.add_read(file);
            let mut out = Vec::new();
            let bytes = vec![b'a'; unpacked];
            Unpacked::new(&bytes[..], &guard, 0)
                .read_to_end(&mut out)
                .is_ok()
        };
        assert!(read(1, 50));
        assert!(!read(1, 60));
        assert!(read(10, 100));
        assert!(!read(10, 120));
    }
}

//! A stream looked at through a window that can be made longer.

use std::io::{self, BufRead};

/// Bytes of a stream from a place on, as many as were asked for.
pub(super) struct Window<R> {
    reader: R,
    held: Vec<u8>,
    at: usize,
    /// The place of the first held byte in the stream.
    base: u64,
    ended: bool,
    error: Option<io::Error>,
}

impl<R: BufRead> Window<R> {
    pub(super) const fn new(reader: R) -> Self {
        Self {
            reader,
            held: Vec::new(),
            at: 0,
            base: 0,
            ended: false,
            error: None,
        }
    }

    /// How many bytes of the stream lie behind.
    pub(super) const fn position(&self) -> u64 {
        self.base + self.at as u64
    }

    /// What is held and not yet passed.
    pub(super) fn bytes(&self) -> &[u8] {
        self.held.get(self.at..).unwrap_or_default()
    }

    /// Makes the window at least so long, if the stream goes on; returns how long it is.
    pub(super) fn fill(&mut self, wanted: usize) -> usize {
        while self.held.len() - self.at < wanted && !self.ended && self.error.is_none() {
            self.read_more();
        }
        self.held.len() - self.at
    }

    fn read_more(&mut self) {
        if self.at > 0 {
            self.held.drain(..self.at);
            self.base += self.at as u64;
            self.at = 0;
        }
        match self.reader.fill_buf() {
            Ok([]) => self.ended = true,
            Ok(more) => {
                self.held.extend_from_slice(more);
                let count = more.len();
                self.reader.consume(count);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => self.error = Some(error),
        }
    }

    /// Goes on by so many of the held bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = (self.at + count).min(self.held.len());
    }

    /// Where `found` sees something, looking at a longer and longer window of up to `most` bytes.
    /// Each time it is told from where it has not looked yet.
    pub(super) fn find(
        &mut self,
        from: usize,
        most: usize,
        found: fn(&[u8], usize) -> Option<usize>,
    ) -> Option<usize> {
        /// What is sought is no longer than this.
        const OVERLAP: usize = 16;
        const STEP: usize = 64 * 1024;
        let mut looked = from;
        loop {
            let wanted = looked.saturating_add(STEP).min(most);
            let length = self.fill(wanted);
            let inside = self.bytes().get(..most.min(length)).unwrap_or_default();
            if let Some(at) = found(inside, looked.min(inside.len())) {
                return Some(at);
            }
            if length >= most || length < wanted {
                return None;
            }
            looked = length.saturating_sub(OVERLAP).max(from);
        }
    }

    /// The error that broke the stream. Taking it lets the stream go on, if it can; what is held
    /// is given up.
    pub(super) fn take_error(&mut self) -> Option<io::Error> {
        let error = self.error.take()?;
        self.pass(usize::MAX - self.at);
        Some(error)
    }

    /// Whether the stream is broken behind what is held.
    pub(super) const fn is_broken(&self) -> bool {
        self.error.is_some()
    }
}

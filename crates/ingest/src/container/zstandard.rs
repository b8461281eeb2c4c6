//! Zstandard, frame by frame.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// First bytes of a frame.
pub(crate) const MAGIC: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// Unpacks a stream of frames. Frames with a dictionary of their own cannot be read.
pub(crate) struct Unzstd<R> {
    reader: R,
    decoder: FrameDecoder,
    inside: bool,
    failed: bool,
}

impl<R: BufRead> Unzstd<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            decoder: FrameDecoder::new(),
            inside: false,
            failed: false,
        }
    }

    /// Starts the next frame; `false` at the end.
    fn start(&mut self) -> io::Result<bool> {
        while !self.reader.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.reader) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => self.skip(u64::from(length))?,
                Err(error) => return Err(self.fail(&error)),
            }
        }
        Ok(false)
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        io::copy(&mut self.reader.by_ref().take(length), &mut io::sink()).map(|_| ())
    }

    fn fail(&mut self, error: &dyn std::fmt::Display) -> io::Error {
        self.failed = true;
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("zstd data is damaged or breaks off: {error}"),
        )
    }
}

impl<R: BufRead> Read for Unzstd<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() || self.failed {
            return Ok(0);
        }
        loop {
            if !self.inside {
                self.inside = self.start()?;
                if !self.inside {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                if let Err(error) = self.decoder.decode_blocks(&mut self.reader, one) {
                    return Err(self.fail(&error));
                }
            }
            let count = self.decoder.read(out)?;
            if count > 0 {
                return Ok(count);
            }
            self.inside = false;
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    /// Bytes packed with zstd.
    pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    #[test]
    fn frames_follow_each_other_and_skippable_ones_are_skipped() {
        let skipped = [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"xyz"].concat();
        let packed = [zstd(b"The gate "), skipped, zstd(b"held.")].concat();
        let mut out = String::new();
        Unzstd::new(&packed[..]).read_to_string(&mut out).unwrap();
        assert_eq!(out, "The gate held.");
    }

    #[test]
    fn a_cut_frame_is_an_error() {
        let packed = zstd(&b"The gate held until four. ".repeat(40));
        let mut reader = Unzstd::new(&packed[..packed.len() - 5]);
        let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
        assert!(error.to_string().starts_with("zstd data is damaged"));
    }
}

//! Spans that say what they index: original bytes, cleaned bytes, or tokens.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Half-open range of bytes in a document **as received**.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(from = "[u64; 2]", into = "[u64; 2]")]
#[schemars(with = "[u64; 2]")]
pub struct ByteSpan {
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

impl ByteSpan {
    /// A span from `start` up to but not including `end`.
    pub const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte is inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<[u64; 2]> for ByteSpan {
    fn from([start, end]: [u64; 2]) -> Self {
        Self { start, end }
    }
}

impl From<ByteSpan> for [u64; 2] {
    fn from(span: ByteSpan) -> Self {
        [span.start, span.end]
    }
}

/// Half-open range of bytes in the **cleaned text** of an article (always on UTF-8 boundaries).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct TextSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextSpan {
    /// A span from `start` up to but not including `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// A span from byte indices; indices beyond four gigabytes are clamped (ingest refuses such texts).
    pub fn of(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }

    /// The span as indices for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte is inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Half-open range of token indices in a witness.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct TokenSpan {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
}

impl TokenSpan {
    /// A span from token indices.
    pub fn of(range: Range<usize>) -> Self {
        let TextSpan { start, end } = TextSpan::of(range);
        Self { start, end }
    }

    /// The span as indices for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Number of tokens.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether no token is inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

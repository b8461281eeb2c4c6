//! How much of an input is read before it is refused or read in a simpler way.

/// Bounds on time and memory. The defaults suit saved pages and feeds; raise them for oddities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest single page or text after unpacking, in bytes (64 MB). Larger input is refused.
    pub max_payload: u64,
    /// Largest file of records after unpacking, in bytes (1 GB). Each record is held to
    /// `max_payload`.
    pub max_records_payload: u64,
    /// Deepest nesting of HTML elements that is given to the main-content extractor (256). Deeper
    /// pages are read by rules on blocks alone, with a note.
    pub max_nesting: usize,
    /// Most HTML elements of a page (1,000,000). Tags beyond are ignored, their text is read.
    pub max_elements: usize,
    /// Most pieces of text of a page that are given to the main-content extractor (65,000); beyond
    /// that rules on blocks alone decide, with a note.
    pub max_texts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_payload: 64 << 20,
            max_records_payload: 1 << 30,
            max_nesting: 256,
            max_elements: 1_000_000,
            max_texts: 65_000,
        }
    }
}

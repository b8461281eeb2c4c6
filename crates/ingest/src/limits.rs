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
    /// Most layers of packing (archives in archives, compression) that are opened (6).
    pub max_layers: usize,
    /// How many times its size a file may unpack to (250; text hardly reaches 50). What is beyond
    /// is refused as a bomb.
    pub max_ratio: u64,
    /// Bytes that any file may unpack to, whatever its size (32 MB).
    pub free_unpacked: u64,
    /// Largest archive that is held in memory because it must be read from its end but comes as a
    /// stream or inside another archive, in bytes (256 MB).
    pub max_held: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_payload: 64 << 20,
            max_records_payload: 1 << 30,
            max_nesting: 256,
            max_elements: 1_000_000,
            max_texts: 65_000,
            max_layers: 6,
            max_ratio: 250,
            free_unpacked: 32 << 20,
            max_held: 256 << 20,
        }
    }
}

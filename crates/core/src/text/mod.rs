//! Text, spans and the map from cleaned text to original bytes.

mod source;
mod span;

pub use source::{SourceText, SourceTextBuilder};
pub use span::{ByteSpan, TextSpan, TokenSpan};

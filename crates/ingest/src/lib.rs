//! Reads raw documents into articles whose every piece points at the original bytes.
//!
//! Formats are recognised by content. Odd input never makes an error: it makes a value with notes.
//! An error says that a document as a whole cannot be used.

mod decode;
mod entities;
mod html;
mod limits;
mod reading;
pub mod text;

pub use decode::{Decoded, decode};
pub use limits::Limits;
pub use reading::{Given, TextReading};

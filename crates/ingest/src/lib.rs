//! Reads raw documents into articles whose every piece points at the original bytes.
//!
//! Formats are recognised by content. Odd input never makes an error: it makes a value with notes.
//! An error says that a document as a whole cannot be used.

mod decode;
mod entities;
mod error;
mod html;
mod ingested;
mod json;
mod limits;
mod payload;
mod read;
mod reading;
mod records;
mod resolve;
mod sniff;
pub mod text;

pub use decode::{Decoded, decode};
pub use error::Error;
pub use ingested::{Ingested, Problem};
pub use limits::Limits;
pub use payload::payload;
pub use read::read;
pub use reading::{Given, TextReading};
pub use resolve::{Mismatch, Resolver, resolve};

//! Reads raw documents into articles whose every piece points at the original bytes.
//!
//! Formats are recognised by content. Odd input never makes an error: it makes a value with notes.
//! An error says that a document as a whole cannot be used.

mod bundle;
mod container;
mod days;
mod decode;
mod entities;
mod error;
mod facts;
mod fault;
mod find;
mod formats;
mod guard;
mod html;
mod ingested;
mod json;
mod limits;
mod live;
mod member;
mod options;
mod passages;
mod payload;
mod place;
mod read;
mod reading;
mod resolve;
mod sniff;
pub mod text;
mod xml;

pub use container::{Source, Visitor, open};
pub use decode::{Decoded, decode};
pub use error::Error;
pub use fault::silence_caught_faults;
pub use find::find;
pub use formats::{Fields, UnknownField};
pub use ingested::{Ingested, Problem};
pub use limits::Limits;
pub use member::Member;
pub use options::Options;
pub use payload::payload;
pub use place::Place;
pub use read::{Outcome, read, read_member};
pub use reading::{Given, TextReading};
pub use resolve::{Mismatch, Resolver, resolve};

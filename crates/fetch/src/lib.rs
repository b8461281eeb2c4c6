//! Fetches pages and feeds politely into a folder of WARC files. The only crate that touches the
//! network.
//!
//! Each address goes through the same steps: may it be fetched at all (`location`), does its host
//! allow it (`robots`, RFC 9309), is it the host's turn (`schedule`), does it resolve to a public
//! address (`public`), is the answer of a kind and size that is wanted (`visit`). What comes back is
//! written as it was received (`warc`) and remembered (`state`), so that a later run asks only for
//! what has changed.

mod client;
mod feed;
mod location;
mod public;
mod robots;
mod run;
mod schedule;
mod state;
mod visit;
mod warc;

pub use location::Location;
pub use public::is_public;
pub use robots::Robots;
pub use run::{Error, Fetched, Listener, Options, Outcome, Summary, run};

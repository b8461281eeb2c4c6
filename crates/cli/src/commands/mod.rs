//! The commands, one file each.

mod articles;
mod compare;
mod dossier;
#[cfg(feature = "fetch")]
mod fetch;
mod output;
mod parts;
mod passages;
mod show;
mod stories;
mod verify;

pub(crate) use compare::compare;
pub(crate) use dossier::dossier;
#[cfg(feature = "fetch")]
pub(crate) use fetch::fetch;
pub(crate) use parts::{check, origins, quotes, stemma, trace};
pub(crate) use passages::passages;
pub(crate) use show::show;
pub(crate) use stories::stories;
pub(crate) use verify::verify;

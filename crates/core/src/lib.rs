//! The pure engine of Recension.
//!
//! Every stage is a function from value to value plus notes; nothing here touches files, the
//! clock, the network, threads or HTML. See `ARCHITECTURE.md` for the flow.

pub mod article;
pub mod briefing;
pub mod check;
pub mod claim;
pub mod collation;
pub mod compile;
pub mod contradiction;
pub mod derivation;
pub mod dossier;
pub mod drift;
pub mod language;
pub mod meaning;
pub mod origins;
pub mod passages;
pub mod quotation;
pub mod stemma;
pub mod story;
pub mod text;
pub mod time;
pub mod timeline;
pub mod utterance;
pub mod witness;

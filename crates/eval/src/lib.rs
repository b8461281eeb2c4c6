//! Quality measures of Recension against annotated data.
//!
//! Each measure is one file with a `run` function and one line in [`MEASURES`]. A measure runs the
//! product's own default path; there is no setting for a data set.

use std::path::Path;

use recension_core::meaning::SentenceModel;

pub mod annotated;
pub mod archive;
pub mod background;
pub mod claims;
pub mod extraction;
pub mod floors;
pub mod generate;
pub mod lexicon;
pub mod pairs;
pub mod passages;
pub mod quotes;
pub mod report;
pub mod reuse;
pub mod stemma;
pub mod stories;
pub mod stream;
pub mod traditions;
pub mod train;
pub mod traps;

use report::{Report, Result};

/// A measure: the name of its subcommand, what it says about itself, and the function behind it.
pub struct Measure {
    /// The subcommand, such as `stories`.
    pub name: &'static str,
    /// One line of help.
    pub about: &'static str,
    /// Takes the path of annotated data, gives what was measured.
    pub run: fn(&Path) -> Result<Report>,
    /// The same with a sentence model, for measures that one can sharpen.
    pub sharpened: Option<Sharpened>,
}

/// A measure taken with a sentence model.
pub type Sharpened = fn(&Path, &dyn SentenceModel) -> Result<Report>;

/// All measures, in the order of the help text.
pub const MEASURES: &[Measure] = &[
    Measure {
        name: "pairs",
        about: "Whether two readings are one utterance (a file of labelled pairs)",
        run: pairs::run,
        sharpened: Some(pairs::run_sharpened),
    },
    Measure {
        name: "extraction",
        about: "Finding the body of an article on a page (a folder with ground-truth.json and html/)",
        run: extraction::run,
        sharpened: None,
    },
    Measure {
        name: "stories",
        about: "Grouping of reports into stories (JSONL with `cluster`)",
        run: stories::run,
        sharpened: None,
    },
    Measure {
        name: "claims",
        about: "Claims, contradictions, timeline and briefing (a folder of annotated stories)",
        run: claims::run,
        sharpened: Some(claims::run_sharpened),
    },
    Measure {
        name: "quotes",
        about: "Quotations and their speakers (JSONL with `quotes`)",
        run: quotes::run,
        sharpened: None,
    },
    Measure {
        name: "reuse",
        about: "Graded reuse of a known source (JSONL with `source_text`, `derived_text`, `label`)",
        run: reuse::run,
        sharpened: None,
    },
    Measure {
        name: "stemma",
        about: "The stemma of a copied text (JSON with `witnesses` and their true `stemma`)",
        run: stemma::run,
        sharpened: None,
    },
    Measure {
        name: "traps",
        about: "Copies that are none: reports of different stories that share words (JSONL with `cluster`)",
        run: traps::run,
        sharpened: None,
    },
];

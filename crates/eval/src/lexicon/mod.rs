//! Makes the bundled word relations and verb forms from WordNet (Fellbaum 1998; Miller 1995).
//!
//! `recension-eval lexicon WORDNET_DICT --out data/en` writes two lists:
//!
//! - `related-words.txt`: stem, then stems that may stand for it, each with a grade from 1 to 9.
//!   Two words are related by a synset both stand in, by derivation ("destroy", "destruction"), by
//!   what one brings about ("kill", "die"), by kind ("ferry", "ship"), each weighed by how usual
//!   that sense is of both words, from WordNet's counts of tagged senses; and by two such steps.
//! - `verb-forms.txt`: word form, then which forms of a verb it may be (`b` base, `z` third person,
//!   `d` past, `n` participle, `g` in -ing) and how often out of ten the word is a verb at all.
//!
//! Only words of the bundled list of common words are kept.

mod forms;
mod relations;
mod wordnet;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use recension_core::language::Language;

use crate::report::{Error, Result};

/// Reads the `dict` folder of WordNet and writes both lists into a folder.
///
/// # Errors
/// A file of WordNet that is absent or cannot be read, or a folder that cannot be written.
pub fn run(dict: &Path, out: &Path) -> Result<()> {
    let wordnet = wordnet::WordNet::read(dict)?;
    let common: BTreeSet<String> = Language::get("en")
        .list("common-words")
        .pairs()
        .map(|(word, _)| word.to_lowercase())
        .collect();
    let irregular = forms::Irregular::of(Language::get("en"));
    let forms = forms::lines(&wordnet, &common, &irregular);
    let relations = relations::lines(&wordnet, &common, &irregular);
    write(&out.join("verb-forms.txt"), forms::HEADER, &forms)?;
    write(
        &out.join("related-words.txt"),
        relations::HEADER,
        &relations,
    )
}

fn write(path: &Path, header: &str, lines: &[String]) -> Result<()> {
    let mut text = header.to_owned();
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    fs::write(path, text).map_err(|error| Error::new(format!("{}: {error}", path.display())))
}

//! `recension-eval background`: makes the table of document frequencies that grouping starts from.
//!
//! Nothing of the evaluation data goes into it. It is made of the size classes of a spelling
//! checker's word list (`common-words`), each standing for a share of reports that hold a word of
//! it; of the project's own lists of words that news is made of (verbs of saying, days, titles, …);
//! and of counts in reports given on the command line, such as the project's fictional ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use recension_core::language::Language;
use recension_core::witness::{TokenKind, prepare, stem};
use recension_ingest::Limits;

use crate::report::{Error, Result};

/// Reports in ten thousand that hold a given word of each size class of `common-words`.
const CLASSES: &[(&str, f64)] = &[("10", 200.0), ("20", 50.0), ("35", 20.0)];
/// Lists of words that news is made of, with the reports in ten thousand that hold a given one.
const NEWS_LISTS: &[(&str, f64)] = &[
    ("cue-verbs", 300.0),
    ("weekdays", 1500.0),
    ("months", 600.0),
    ("titles", 200.0),
    ("number-words", 600.0),
    ("time-units", 800.0),
    ("person-nouns", 200.0),
    ("measure-units", 100.0),
    ("event-nouns", 60.0),
    ("toll-words", 150.0),
    ("relative-days", 300.0),
    ("period-markers", 200.0),
];
/// How many counted reports weigh as much as what the lists say.
const LISTS_WEIGH: f64 = 300.0;
/// Scale of the table.
const OUT_OF: f64 = 10_000.0;

/// Prints the table of a language: stems with the reports in ten thousand that hold them, sorted by
/// bytes. `texts` are reports in any form that the product reads.
///
/// # Errors
/// Where a file cannot be read.
pub fn run(code: &str, texts: &[PathBuf]) -> Result<()> {
    let mut shares = from_lists(code);
    let counted = count(texts)?;
    for (stem, share) in &mut shares {
        let count = counted.holding.get(stem).copied().unwrap_or(0.0);
        *share = (*share * LISTS_WEIGH + count * OUT_OF) / (LISTS_WEIGH + counted.reports);
    }
    print(code, &shares, texts.len());
    Ok(())
}

fn from_lists(code: &str) -> BTreeMap<String, f64> {
    let language = Language::get(code);
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    let mut note = |word: &str, share: f64| {
        let known = shares.entry(stem(word, code)).or_default();
        *known = known.max(share);
    };
    for (word, class) in language.sorted("common-words").lines() {
        let share = CLASSES.iter().find(|(known, _)| *known == class);
        note(word, share.map_or(20.0, |(_, share)| *share));
    }
    for (list, share) in NEWS_LISTS {
        let words = language
            .list(list)
            .iter()
            .filter(|word| !word.contains(' '));
        words.for_each(|word| note(&word.to_lowercase(), *share));
    }
    shares
}

#[derive(Default)]
struct Counted {
    holding: BTreeMap<String, f64>,
    reports: f64,
}

fn count(texts: &[PathBuf]) -> Result<Counted> {
    let mut counted = Counted::default();
    for path in texts {
        count_file(path, &mut counted)?;
    }
    Ok(counted)
}

fn count_file(path: &Path, counted: &mut Counted) -> Result<()> {
    let bytes = std::fs::read(path).map_err(|error| Error::at(path, error))?;
    let name = path.display().to_string();
    let ingested = recension_ingest::read(&bytes, &name, &Limits::default())
        .map_err(|error| Error::at(path, error))?;
    for witness in ingested.articles.into_iter().map(prepare) {
        counted.reports += 1.0;
        let words = witness
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word);
        let code = &witness.article.metadata.language;
        let stems: BTreeSet<String> = words
            .map(|token| stem(witness.slice(token.span), code))
            .collect();
        for stem in stems {
            *counted.holding.entry(stem).or_default() += 1.0;
        }
    }
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print(code: &str, shares: &BTreeMap<String, f64>, texts: usize) {
    println!("# Stems with the reports in ten thousand that hold them, roughly. Sorted by bytes.");
    println!("# Made by `recension-eval background {code}` from the lists of this folder");
    println!("# and {texts} files of reports: see data/NOTICE.md.");
    for (stem, share) in shares.iter().filter(|(stem, _)| !stem.is_empty()) {
        println!("{stem}\t{share:.0}");
    }
}

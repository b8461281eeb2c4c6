//! `recension-eval traps`: reports of different events that share words, through footers, standing
//! paragraphs and stock phrases, must not be taken for copies of each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use recension_core::compile::standing_sentences;
use recension_core::derivation::{Derivation, examine};
use recension_core::dossier::Verdict;
use recension_core::witness::{Term, TokenKind, Witness};

use crate::report::{Report, Result};
use crate::stories::{Annotated, read};

/// Words in a shingle.
const SHINGLE: usize = 8;

/// Judges every pair of reports of different stories that share eight words in a row, each pair by
/// itself, and lists the pairs that are said to be derived, for a reader to judge.
///
/// `derived` counts them; `sharing` counts the pairs looked at.
///
/// # Errors
/// Where the file cannot be read or no report in it has a `cluster`.
#[allow(clippy::print_stdout, reason = "the list is for a reader")]
pub fn run(path: &Path) -> Result<Report> {
    let annotated = read(path)?;
    let standing = standing_sentences(&annotated.witnesses, &groups(&annotated));
    let pairs = sharing_pairs(&annotated);
    let derived: Vec<String> = pairs
        .par_iter()
        .filter_map(|pair| {
            let both = pair.map(|index| annotated.witnesses[index].clone());
            let found = examine(&both, &standing)
                .derivations
                .into_iter()
                .find(is_derived)?;
            Some(described(&both, &found))
        })
        .collect();
    derived.iter().for_each(|line| println!("{line}"));
    Ok(Report::default()
        .with("sharing", pairs.len() as f64)
        .with("derived", derived.len() as f64))
}

fn is_derived(derivation: &Derivation) -> bool {
    derivation.verdict == Verdict::Derived
}

fn described(both: &[Witness; 2], found: &Derivation) -> String {
    let title = |witness: &Witness| {
        let title = witness
            .article
            .metadata
            .title
            .as_ref()
            .map_or("?", |t| t.value.as_str());
        let record = witness.article.record.as_ref().and_then(|r| r.id.clone());
        format!("{} “{title}”", record.unwrap_or_default())
    };
    let seen: Vec<&str> = found
        .evidence
        .iter()
        .filter(|e| e.dependence > 0.0)
        .map(|e| e.explanation.as_str())
        .collect();
    format!(
        "{} | {} | {}",
        title(&both[0]),
        title(&both[1]),
        seen.join("; ")
    )
}

fn groups(annotated: &Annotated) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, cluster) in annotated.clusters.iter().enumerate() {
        groups.entry(cluster).or_default().push(index);
    }
    groups.into_values().collect()
}

/// Pairs of reports of different stories that share a shingle, sorted.
fn sharing_pairs(annotated: &Annotated) -> BTreeSet<[usize; 2]> {
    let mut holders: BTreeMap<Vec<Term>, BTreeSet<usize>> = BTreeMap::new();
    for (index, witness) in annotated.witnesses.iter().enumerate() {
        let words = witness
            .tokens
            .iter()
            .filter(|token| token.kind != TokenKind::Mark);
        let words: Vec<Term> = words.map(|token| token.word).collect();
        for shingle in words.windows(SHINGLE) {
            holders.entry(shingle.to_vec()).or_default().insert(index);
        }
    }
    let apart = |pair: &[usize; 2]| annotated.clusters[pair[0]] != annotated.clusters[pair[1]];
    holders
        .values()
        .flat_map(|found| {
            found
                .iter()
                .flat_map(|a| found.range(a + 1..).map(move |b| [*a, *b]))
        })
        .filter(apart)
        .collect()
}

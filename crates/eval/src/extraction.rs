//! `recension-eval extraction`: how well the body of an article is found on a page.
//!
//! The measure is that of the article-extraction benchmark of Scrapinghub (2019): each page's
//! multiset of 4-token shingles of the extracted against the true text; precision and recall are
//! averaged over pages, F1 is taken from the means.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use recension_core::article::{Article, Role};
use recension_ingest::Limits;
use serde::Deserialize;

use crate::report::{Error, Report, Result};

/// Tokens in a shingle.
const SHINGLE: usize = 4;

#[derive(Deserialize)]
struct Truth {
    #[serde(rename = "articleBody", default)]
    article_body: String,
}

/// How the shingles of an extracted text answer those of the true one, as shares of all.
#[derive(Clone, Copy, Default)]
struct Overlap {
    both: f64,
    only_extracted: f64,
    only_true: f64,
}

#[derive(Default)]
struct Totals {
    precision: Vec<f64>,
    recall: Vec<f64>,
    exact: usize,
    empty: usize,
    pages: usize,
    seconds: f64,
}

/// Measures extraction over a folder with `ground-truth.json` and `html/<id>.html.gz`.
///
/// # Errors
/// Where the ground truth or a page cannot be read.
pub fn run(path: &Path) -> Result<Report> {
    let mut totals = Totals::default();
    for (id, truth) in read_truth(&path.join("ground-truth.json"))? {
        let page = read_page(&path.join("html").join(format!("{id}.html.gz")))?;
        totals.measure(&page, &truth.article_body);
    }
    Ok(totals.report())
}

fn read_truth(path: &Path) -> Result<BTreeMap<String, Truth>> {
    let bytes = std::fs::read(path).map_err(|error| Error::at(path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| Error::at(path, error))
}

/// A page unpacked, so that reading the file is not part of the time measured.
fn read_page(path: &Path) -> Result<Page> {
    let file = std::fs::File::open(path).map_err(|error| Error::at(path, error))?;
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::at(path, error))?;
    Ok(Page {
        path: path.to_owned(),
        bytes,
    })
}

struct Page {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Totals {
    fn measure(&mut self, page: &Page, truth: &str) {
        let start = Instant::now();
        let read = recension_ingest::read(
            &page.bytes,
            &page.path.to_string_lossy(),
            &Limits::default(),
        );
        self.seconds += start.elapsed().as_secs_f64();
        let articles = read.map(|ingested| ingested.articles).unwrap_or_default();
        let extracted = articles.first().map(body_text).unwrap_or_default();
        self.count(&tokens(&extracted), &tokens(truth));
    }

    fn count(&mut self, extracted: &[&str], truth: &[&str]) {
        let overlap = overlap(extracted, truth);
        self.precision.extend(overlap.precision());
        self.recall.extend(overlap.recall());
        self.exact += usize::from(extracted == truth);
        self.empty += usize::from(extracted.is_empty());
        self.pages += 1;
    }

    fn report(&self) -> Report {
        let (precision, recall) = (mean(&self.precision), mean(&self.recall));
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Report::default()
            .with("precision", precision)
            .with("recall", recall)
            .with("f1", f1)
            .with("accuracy", share(self.exact, self.pages))
            .with("empty", count(self.empty))
            .with(
                "pages_per_second",
                count(self.pages) / self.seconds.max(1e-9),
            )
    }
}

/// What a reader would call the body of the article: its paragraphs (with the dateline that one may
/// begin with), inner headings, quotations, corrections and editors' notes from the first paragraph
/// on; not its title, what
/// stands under the title, its byline, captions and credits.
fn body_text(article: &Article) -> String {
    let first = article
        .parts
        .iter()
        .position(|part| part.role == Role::Lead);
    let lead = first.unwrap_or(article.parts.len());
    let texts = article.parts.iter().enumerate().filter(|(index, part)| {
        (*index >= lead && is_body(part.role)) || begins_paragraph(article, *index)
    });
    let texts: Vec<&str> = texts
        .map(|(_, part)| article.text.slice(part.span))
        .collect();
    texts.join("\n")
}

/// Whether a part is the dateline of the paragraph that the next part goes on with.
fn begins_paragraph(article: &Article, index: usize) -> bool {
    let (Some(part), Some(next)) = (article.parts.get(index), article.parts.get(index + 1)) else {
        return false;
    };
    let between = article
        .text
        .as_str()
        .get(part.span.end as usize..next.span.start as usize);
    let same_line = between.is_some_and(|between| !between.contains('\n'));
    part.role == Role::Dateline && is_body(next.role) && same_line
}

const fn is_body(role: Role) -> bool {
    matches!(
        role,
        Role::Lead
            | Role::Body
            | Role::Subheading
            | Role::Quote
            | Role::Attribution
            | Role::Embed
            | Role::Correction
            | Role::EditorsNote
    )
}

/// Runs of word characters, in order: letters, digits and the underscore.
fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|token| !token.is_empty())
        .collect()
}

/// The shingles of a text and how often each stands there; a text shorter than a shingle is one.
fn shingles<'a>(tokens: &'a [&'a str]) -> BTreeMap<&'a [&'a str], usize> {
    let mut counts = BTreeMap::new();
    for shingle in tokens.windows(SHINGLE.min(tokens.len()).max(1)) {
        *counts.entry(shingle).or_default() += 1;
    }
    counts
}

fn overlap(extracted: &[&str], truth: &[&str]) -> Overlap {
    let (extracted, truth) = (shingles(extracted), shingles(truth));
    let both: usize = extracted
        .iter()
        .map(|(shingle, n)| *n.min(truth.get(shingle).unwrap_or(&0)))
        .sum();
    let only_extracted = extracted.values().sum::<usize>() - both;
    let only_true = truth.values().sum::<usize>() - both;
    Overlap {
        both: count(both),
        only_extracted: count(only_extracted),
        only_true: count(only_true),
    }
}

impl Overlap {
    /// Precision; `None` for a page where nothing was extracted, which the benchmark leaves out of
    /// the mean.
    fn precision(self) -> Option<f64> {
        let extracted = self.both + self.only_extracted;
        (extracted > 0.0).then(|| self.both / extracted)
    }

    /// Recall; `None` for a page without a true text.
    fn recall(self) -> Option<f64> {
        let truth = self.both + self.only_true;
        (truth > 0.0).then(|| self.both / truth)
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len()).max(1.0)
}

fn share(part: usize, all: usize) -> f64 {
    count(part) / count(all).max(1.0)
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
const fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_of_both_sides_are_counted_as_multisets() {
        let truth = tokens("the dam gate broke at dawn");
        let extracted = tokens("the dam gate broke early");
        let overlap = overlap(&extracted, &truth);
        assert_eq!(overlap.precision(), Some(0.5));
        assert_eq!(overlap.recall(), Some(1.0 / 3.0));
    }

    #[test]
    fn a_short_text_is_one_shingle_and_an_empty_one_is_left_out() {
        let short = tokens("one two");
        assert_eq!(overlap(&short, &short).precision(), Some(1.0));
        assert_eq!(overlap(&[], &short).precision(), None);
        assert_eq!(overlap(&[], &short).recall(), Some(0.0));
    }

    #[test]
    fn tokens_are_runs_of_word_characters() {
        assert_eq!(tokens("U.S.-led, naïve_1"), ["U", "S", "led", "naïve_1"]);
    }
}

//! What the fuzz targets hold true of any input.
//!
//! `cargo test` runs each target on random input for a moment, with the stable toolchain;
//! `cargo bolero test TARGET` (from `cargo install cargo-bolero`) runs it with libFuzzer, guided
//! by coverage, for as long as wanted.

use recension_core::article::{Article, Metadata, Receipt};
use recension_core::dossier::Span;
use recension_core::witness::prepare;
use recension_ingest::{Limits, read, resolve};

/// Reads bytes as the product does and checks what it promises: parts in order and without
/// overlap, every receipt resolving to the same words, every stage finishing.
pub fn check(bytes: &[u8]) {
    let Ok(ingested) = read(bytes, "fuzz", &Limits::default()) else {
        return;
    };
    for article in ingested.articles {
        check_parts(&article);
        for receipt in receipts(&article) {
            check_receipt(bytes, &article, receipt);
        }
        let _ = prepare(article);
    }
}

/// Reads a text behind a prefix that decides its format.
pub fn check_as(prefix: &str, bytes: &[u8]) {
    check(&[prefix.as_bytes(), bytes].concat());
}

fn check_parts(article: &Article) {
    let mut end = 0;
    for part in &article.parts {
        assert!(part.span.start >= end, "parts overlap or go back");
        assert!(
            article.text.as_str().get(part.span.range()).is_some(),
            "part cuts a character"
        );
        end = part.span.end;
    }
}

fn receipts(article: &Article) -> Vec<Receipt> {
    let Metadata {
        outlet,
        title,
        authors,
        published,
        other_dates,
        url,
        credits,
        ..
    } = &article.metadata;
    let mut found: Vec<Receipt> = article
        .parts
        .iter()
        .map(|part| article.receipt(part.span))
        .collect();
    for stated in outlet.iter().chain(title).chain(url).chain(authors) {
        found.extend(stated.receipts.iter().cloned());
    }
    for stated in published.iter().chain(other_dates) {
        found.extend(stated.receipts.iter().cloned());
    }
    for credit in credits {
        found.extend(credit.receipts.iter().cloned());
    }
    found
}

fn check_receipt(bytes: &[u8], article: &Article, receipt: Receipt) {
    let payload = recension_ingest::payload(bytes, &article.document)
        .expect("a document that was read can be read again");
    let span = Span {
        document: article.document.id.clone(),
        segments: receipt.segments,
        text: receipt.text,
    };
    if let Err(mismatch) = resolve(&payload, &article.document, &span) {
        panic!("a span does not resolve: {mismatch}");
    }
}

#[cfg(test)]
mod tests {
    use super::{check, check_as};

    #[test]
    fn any_bytes() {
        bolero::check!().for_each(check);
    }

    #[test]
    fn text() {
        bolero::check!().for_each(|bytes: &[u8]| {
            check_as(
                "By Ada Quill March 3, 2024\n\nThe ferry did not sail on Monday.\n\n",
                bytes,
            );
        });
    }

    #[test]
    fn html() {
        bolero::check!().for_each(|bytes: &[u8]| {
            check_as(
                "<!doctype html><html><body><article><p>The ferry did not sail.</p>",
                bytes,
            );
        });
    }

    #[test]
    fn records() {
        bolero::check!().for_each(|bytes: &[u8]| {
            check_as(
                "{\"id\":\"1\",\"text\":\"The ferry did not sail.\"}\n{\"id\":\"2\",",
                bytes,
            );
        });
    }
}

//! Which pieces of a page are the report, by the word of a main-content extractor.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};
use recension_core::text::SourceText;

use super::page::Page;
use super::skeleton::{MARKS, marked, skeleton};
use crate::limits::Limits;

/// For each piece of text of a page, whether the extractor keeps it; `None` where the page is
/// beyond what an extractor can be trusted with, or the extractor finds nothing.
pub(super) fn votes(page: &Page, source: &SourceText, limits: &Limits) -> Option<Vec<bool>> {
    let most = limits.max_texts.min(MARKS);
    if page.depth > limits.max_nesting || page.texts.len() > most || page.cut {
        return None;
    }
    let html = skeleton(page, source);
    // An extractor that panics must not take the batch with it. It owns all that it works on, so
    // nothing is left half done.
    let text = catch_unwind(AssertUnwindSafe(|| extract(html))).ok()??;
    let mut kept = vec![false; page.texts.len()];
    for index in text.chars().filter_map(marked) {
        if let Some(kept) = kept.get_mut(index) {
            *kept = true;
        }
    }
    kept.contains(&true).then_some(kept)
}

fn extract(html: String) -> Option<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::new(html, None, Some(config)).ok()?;
    readability
        .parse()
        .ok()
        .map(|article| article.text_content.to_string())
}

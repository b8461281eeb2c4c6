//! The promise of ingest: every part and every value can be recomputed from the original bytes, and
//! no bytes make it panic.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use recension_core::article::{Article, Receipt, Stated};
use recension_core::dossier::Span;
use recension_ingest::{Limits, Resolver, read};

/// Everything an article claims that its bytes say.
fn claims(article: &Article) -> Vec<Receipt> {
    let metadata = &article.metadata;
    let stated = [&metadata.outlet, &metadata.title, &metadata.url];
    let stated = stated.into_iter().flatten().chain(&metadata.authors);
    let mut receipts: Vec<Receipt> = stated.flat_map(|stated| stated.receipts.clone()).collect();
    let dates = metadata.published.iter().chain(&metadata.other_dates);
    receipts.extend(dates.flat_map(|stated: &Stated<_>| stated.receipts.clone()));
    receipts.extend(
        metadata
            .credits
            .iter()
            .flat_map(|credit| credit.receipts.clone()),
    );
    receipts.extend(article.parts.iter().map(|part| article.receipt(part.span)));
    receipts
}

/// Reads bytes, resolves all claims, and checks the shape of the parts. Says what is wrong.
fn check(bytes: &[u8]) -> Result<(), String> {
    let Ok(ingested) = read(bytes, "input", &Limits::default()) else {
        return Ok(());
    };
    let resolver = Resolver::new(bytes, &ingested.document).map_err(|error| error.to_string())?;
    for article in &ingested.articles {
        for receipt in claims(article) {
            let span = Span {
                document: ingested.document.id.clone(),
                segments: receipt.segments,
                text: receipt.text,
            };
            resolver
                .resolve(&span)
                .map_err(|mismatch| mismatch.to_string())?;
        }
        covers(article)?;
    }
    Ok(())
}

/// Parts are in order, do not overlap, and hold every visible character.
fn covers(article: &Article) -> Result<(), String> {
    let text = article.text.as_str();
    let mut done = 0;
    for part in &article.parts {
        let range = part.span.range();
        let between = text
            .get(done..range.start)
            .ok_or("parts overlap or are out of order")?;
        if !between.trim().is_empty() {
            return Err(format!("no part holds {between:?}"));
        }
        done = range.end;
    }
    let rest = text.get(done..).ok_or("a part reaches beyond the text")?;
    if rest.trim().is_empty() {
        Ok(())
    } else {
        Err(format!("no part holds {rest:?}"))
    }
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    files
}

fn check_folder(folder: &Path) -> usize {
    let files = files_under(folder);
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        check(&bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    files.len()
}

#[test]
fn the_bundled_example_resolves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/corvane-dam/reports");
    assert!(check_folder(&folder) > 0);
}

#[test]
fn the_fixtures_resolve() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    assert!(check_folder(&folder) > 0);
}

#[test]
fn real_pages_resolve_where_they_are_at_hand() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("RECENSION_SHARED").map_or(root.join("../shared"), PathBuf::from);
    let pages = check_folder(&shared.join("eval/extraction/html"));
    let stories = check_folder(&shared.join("eval/stories"));
    if pages + stories == 0 {
        println!("skipped: no evaluation files under {}", shared.display());
    }
}

/// Pieces that pages are made of, tricky ones among them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>The gate failed at dawn, the minister said, and nobody closed the valve. "),
        Just("</p>"),
        Just("<div class=caption>Soldiers &amp; sandbags"),
        Just("</div>"),
        Just("<h1>Dam gate fails</h1>"),
        Just("<a href='/x?a=1&copy=2'>Read&nbsp;also</a> "),
        Just("<b>con</b>gratulated caf\u{e9} \u{ad}soft\u{200b}ly "),
        Just("&#8220;No,&#8221; she said.&hellip; &ampx; &bogus; &#0; &NotEqualTilde;"),
        Just("<script>var a = '<p>';</script>"),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Dam \\u201cgate\\u201d fails &amp; falls\",\"datePublished\":\"2024-10-17T18:32:00+02:00\",\"author\":{\"name\":\"Lina Harrowby\"}}</script>"),
        Just("<meta property=\"og:title\" content=\" Dam &quot;gate&quot;\n fails\">"),
        Just("<time datetime='2024-10-17'>17 October 2024</time><br><br>"),
        Just("<blockquote class=twitter-tweet>pic &lt;3<footer>Someone</footer></blockquote>"),
        Just("<!-- no text --><table><tr><td>1<td>2</table>"),
        Just("\r\n  \t line \r end \0\u{1}"),
        Just("Source: The Harbour Post\n"),
        Just("By Lina Harrowby October 17, 2024\n\n"),
        Just("ASTREL, Oct. 17 (Reuters) \u{2014} The gate failed, officials said on Thursday."),
    ]
    .prop_map(str::to_owned)
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn json_line(text: &str) -> String {
    let mut line = String::from("{\"id\":1,\"title\":\"Dam \\\"gate\\\" fails\",\"html\":\"");
    for unit in text.encode_utf16() {
        let _ = write!(line, "\\u{unit:04x}");
    }
    line + "\",\"date\":\"2024-10-17\"}\n"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert_eq!(check(&bytes), Ok(()));
    }

    #[test]
    fn any_text_resolves(text in "\\PC{0,300}") {
        prop_assert_eq!(check(text.as_bytes()), Ok(()));
    }

    #[test]
    fn any_page_resolves(page in document()) {
        prop_assert_eq!(check(format!("<html><body>{page}").as_bytes()), Ok(()));
    }

    #[test]
    fn any_scrape_resolves(text in document()) {
        prop_assert_eq!(check(format!("Text first. {text}").as_bytes()), Ok(()));
    }

    #[test]
    fn any_page_resolves_in_utf16(page in document(), little in any::<bool>()) {
        let order = if little { u16::to_le_bytes } else { u16::to_be_bytes };
        let marked = format!("\u{feff}<html><body>{page}");
        let bytes: Vec<u8> = marked.encode_utf16().flat_map(order).collect();
        prop_assert_eq!(check(&bytes), Ok(()));
    }

    #[test]
    fn any_page_resolves_in_latin_1(page in document()) {
        let narrow = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
        let page = format!("<html><meta charset=iso-8859-1><body>d\u{e9}put\u{e9} {page}");
        let bytes: Vec<u8> = page.chars().map(narrow).collect();
        prop_assert_eq!(check(&bytes), Ok(()));
    }

    #[test]
    fn any_record_resolves_through_its_escapes(page in document(), text in document()) {
        let plain = serde_json::json!({ "text": text, "source": "The \u{e9}cho" }).to_string();
        let lines = format!("{}{plain}\n{{broken\n{}", json_line(&page), json_line("<p>x"));
        prop_assert_eq!(check(lines.as_bytes()), Ok(()));
    }
}

//! What the fuzz targets hold true of any input.
//!
//! `cargo test` runs each target on random input for a moment, with the stable toolchain;
//! `cargo bolero test TARGET` (from `cargo install cargo-bolero`) runs it with libFuzzer, guided
//! by coverage, for as long as wanted.

use std::ops::ControlFlow;

use recension_core::article::{Article, Metadata, Receipt};
use recension_core::dossier::Span;
use recension_core::witness::prepare;
use recension_ingest::{
    Ingested, Limits, Member, Options, Place, Problem, Resolver, Source, Visitor, find, open,
    read_member,
};

/// Opens and reads bytes as the product does and checks what it promises: parts in order and
/// without overlap, every document found again, every receipt resolving to the same words, every
/// stage finishing.
pub fn check(bytes: &[u8]) {
    check_read(bytes, Read::default());
}

/// As [`check`], for a format whose parser is known to panic and is somebody else's: what is caught
/// and told as one refused document is no finding; a hang, an abort and anything after reading are.
pub fn check_caught(bytes: &[u8]) {
    recension_ingest::silence_caught_faults();
    let read = Read {
        faults_are_told: true,
        ..Read::default()
    };
    check_read(bytes, read);
}

fn check_read(bytes: &[u8], mut read: Read) {
    let limits = Limits::default();
    open(Source::Stream(Box::new(bytes)), "fuzz", &limits, &mut read);
    for ingested in read.documents {
        check_document(bytes, ingested);
    }
}

/// Every document of an input.
#[derive(Default)]
struct Read {
    documents: Vec<Ingested>,
    /// Whether a caught fault of a parser is a result like another.
    faults_are_told: bool,
}

impl Visitor for Read {
    fn member(&mut self, member: Member) -> ControlFlow<()> {
        let outcomes = read_member(&member, &Options::default());
        for outcome in outcomes {
            match outcome.result {
                Ok(ingested) => self.documents.push(ingested),
                Err(error) => assert!(
                    self.faults_are_told || !error.to_string().contains("a fault in a parser"),
                    "{}: {error}",
                    outcome.place.path()
                ),
            }
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: &Place, _: Problem) {}
}

fn check_document(bytes: &[u8], ingested: Ingested) {
    let Ingested {
        document, articles, ..
    } = ingested;
    let source = Source::Stream(Box::new(bytes));
    let found = find(source, &[&document], &Limits::default());
    let payload = found.get(&document.id).expect("a document is found again");
    let resolver = Resolver::new(payload, &document).expect("what is found is unpacked");
    for article in articles {
        check_parts(&article);
        for receipt in receipts(&article) {
            check_receipt(&resolver, &article, receipt);
        }
        let _ = prepare(article);
    }
}

/// Reads a text behind a prefix that decides its format.
pub fn check_as(prefix: &str, bytes: &[u8]) {
    check(&[prefix.as_bytes(), bytes].concat());
}

/// Changes a well-formed input in up to as many places as the bytes have triples (two for the
/// place, one for the new byte), and checks what comes of it: containers with checksums and
/// lengths are hardly ever hit by bytes at random.
pub fn check_changed(whole: &[u8], changes: &[u8]) {
    check(&changed(whole, changes));
}

/// As [`check_changed`], in the manner of [`check_caught`].
pub fn check_changed_caught(whole: &[u8], changes: &[u8]) {
    check_caught(&changed(whole, changes));
}

fn changed(whole: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut changed = whole.to_vec();
    for change in changes.chunks_exact(3) {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]]));
        let length = changed.len().max(1);
        if let Some(byte) = changed.get_mut(place % length) {
            *byte = change[2];
        }
    }
    changed
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

fn check_receipt(resolver: &Resolver<'_>, article: &Article, receipt: Receipt) {
    let span = Span {
        document: article.document.id.clone(),
        segments: receipt.segments,
        text: receipt.text,
    };
    if let Err(mismatch) = resolver.resolve(&span) {
        panic!("a span does not resolve: {mismatch}");
    }
}

/// Reads a robots.txt and asks it about a path. Whatever it says, its own address is allowed, and a
/// path means the same when its plain letters are escaped.
pub fn check_robots(text: &str, path: &str) {
    let robots = recension_fetch::Robots::parse(text, "recension");
    assert!(robots.allows("/robots.txt"));
    let escaped: String = path.chars().map(escape_letter).collect();
    assert_eq!(
        robots.allows(path),
        robots.allows(&escaped),
        "{path:?} in {text:?}"
    );
}

fn escape_letter(c: char) -> String {
    if c.is_ascii_alphabetic() {
        return format!("%{:02x}", u32::from(c));
    }
    c.to_string()
}

/// Reads an address and links from it. What is read is written in one way, and stays on the web.
pub fn check_location(address: &str, reference: &str) {
    let Ok(base) = recension_fetch::Location::parse(address) else {
        return;
    };
    let again = recension_fetch::Location::parse(&base.to_string());
    assert_eq!(again.as_ref(), Ok(&base), "{address:?}");
    if let Ok(joined) = base.join(reference) {
        let shown = joined.to_string();
        assert!(shown.starts_with("http://") || shown.starts_with("https://"));
        assert!(
            shown.is_ascii() && !shown.contains(char::is_whitespace),
            "{shown:?}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{check, check_as, check_changed, check_location, check_robots};

    /// The fixtures of formats by their beginnings.
    macro_rules! changed {
        ($name:ident, $file:literal) => {
            #[test]
            fn $name() {
                let whole = include_bytes!(concat!("../../crates/ingest/tests/formats/", $file));
                bolero::check!().for_each(|changes: &[u8]| check_changed(whole, changes));
            }
        };
    }

    changed!(warc, "01_crawl.warc");
    changed!(packed_warc, "02_crawl.warc.gz");
    changed!(zip, "04_pages.zip");
    changed!(packed_tar, "05_news.tar.gz");
    changed!(zstd, "06_ramp.txt.zst");
    changed!(rss, "07_feed.rss");
    changed!(atom, "08_feed.atom");
    changed!(json_feed, "09_feed.json");
    changed!(ninjs, "11_ninjs.json");
    changed!(csv, "12_table.csv");
    changed!(message, "14_letter.eml");
    changed!(saved_page, "15_saved.mhtml");
    changed!(nitf, "17_report.nitf.xml");
    changed!(newsml, "18_message.newsml.xml");
    changed!(markdown, "19_report.md");
    changed!(mailbox, "20_letters.mbox");

    #[cfg(feature = "pdf")]
    #[test]
    fn pdf() {
        let whole = include_bytes!("../../crates/ingest/tests/optional/page.pdf");
        bolero::check!().for_each(|changes: &[u8]| super::check_changed_caught(whole, changes));
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn parquet() {
        let whole = include_bytes!("../../crates/ingest/tests/optional/rows.parquet");
        bolero::check!().for_each(|changes: &[u8]| check_changed(whole, changes));
    }

    /// What was found, by what it was: each must stay mended.
    #[test]
    fn what_was_found_stays_mended() {
        // A vertical tab by its number is white space, and so it is where it stands itself.
        for inner in ["d&#11\u{7267}\u{7267}", "d\u{b}\u{7267}", "d &#11; e"] {
            let page = format!(
                "<!doctype html><html><body><article><p>The ferry did not sail.</p><p title='{inner}'>{inner}</p>"
            );
            check(page.as_bytes());
            check(inner.as_bytes());
            check(format!("{{\"text\":\"The ferry did not sail {inner}.\"}}").as_bytes());
        }
        // A reference in a title goes on over a byte that shows nothing.
        for title in ["Ferry &a\u{e}p; gale", "Ferry &a\u{e}mp; gale</!itle>"] {
            let page = format!(
                "<!doctype html><html><head><title>{title}</title></head><body><article>\
                 <p>The ferry did not sail.</p></article></body></html>"
            );
            check(page.as_bytes());
        }
        // Markdown reads references, and so does the text that it leaves.
        check(
            b"# Ferry stays in port\n\nThe ferry did **not** sail, says [the port](https://port.example).\n\n\
              The gale of&gt; &lt;p&gt;&amp;ldquo;It was due in 2019, and the money went.\n",
        );
        // Escaping may make an address longer than addresses are.
        check_location(&format!("http://a.example/{}", "\u{e4}".repeat(2_000)), "b");
    }

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

    /// Linked data, cut from pieces that mean something and from any bytes.
    #[test]
    fn linked_data() {
        bolero::check!().for_each(|bytes: &[u8]| {
            let data = from_pieces(
                bytes,
                &[
                    "{\"@type\":\"NewsArticle\",",
                    "\"@graph\":[",
                    "\"author\":",
                    "{\"@id\":\"a\"}",
                    "{\"name\":\"Ada Quill\",\"@id\":\"a\"",
                    "\"datePublished\":\"2024-03-04T17:15\"",
                    "\"headline\":\"The ferry\"",
                    "\\u00e9",
                    "}",
                    "]",
                    ",",
                    "\"",
                ],
            );
            let page = format!(
                "<!doctype html><title>The ferry</title><script type='application/ld+json'>{data}</script>\
                 <p>The ferry did not sail on Monday because of the storm.</p>"
            );
            check(page.as_bytes());
        });
    }

    /// What pages state in attributes and show near their titles.
    #[test]
    fn marked_up_statements() {
        bolero::check!().for_each(|bytes: &[u8]| {
            let page = from_pieces(
                bytes,
                &[
                    "<meta property=article:published_time content='",
                    "<meta name=author content='Ada Quill",
                    "'>",
                    "<h1>The ferry</h1>",
                    "<time datetime=2024-03-04T17:15>",
                    "<span class='author byline'>",
                    "<a rel=author>",
                    "</a>",
                    "</span>",
                    "<div class=date>",
                    "</div>",
                    "By Ada Quill and ",
                    "Publié le 04 mars 2024 à 17h15, modifié le 05 ",
                    "记者 王晓岚　来源：",
                    "٤ مارس ٢٠٢٤",
                    "<p>The ferry did not sail on Monday because of the storm.</p>",
                    "<abbr title='2024-03-04'>",
                    "&nbsp;&eacute;",
                ],
            );
            check_as(
                "<!doctype html><title>The ferry - Post</title>",
                page.as_bytes(),
            );
        });
    }

    #[test]
    fn robots() {
        bolero::check!().for_each(|bytes: &[u8]| {
            let (rules, path) = bytes.split_at(bytes.len() / 2);
            let pieces = [
                "User-agent: *\n",
                "user-agent:recension\n",
                "Disallow: ",
                "Allow: /",
                "\n",
                "*",
                "$",
                "/a",
                "%2f",
                "%C3",
                "Crawl-delay: 1",
                "#",
            ];
            let text = from_pieces(rules, &pieces);
            let path = from_pieces(path, &["/", "a", "b", "%2F", "?", "=", "\u{e4}", "*", "$"]);
            check_robots(&text, &path);
        });
    }

    #[test]
    fn locations() {
        bolero::check!().for_each(|bytes: &[u8]| {
            let (address, reference) = bytes.split_at(bytes.len() / 2);
            let pieces = [
                "http://",
                "https://",
                "a.example",
                ":",
                "80",
                "/",
                "..",
                ".",
                "?",
                "#",
                "@",
                "[::1]",
                "\\",
                "%41",
                "\u{e4}",
                " ",
            ];
            check_location(
                &format!("http://a.example/{}", from_pieces(address, &pieces)),
                &from_pieces(reference, &pieces),
            );
            check_location(
                &from_pieces(address, &pieces),
                &from_pieces(reference, &pieces),
            );
        });
    }

    /// A text made of pieces, one for each byte; every eighth byte stands for itself.
    fn from_pieces(bytes: &[u8], pieces: &[&str]) -> String {
        let mut text = String::new();
        for byte in bytes {
            match pieces.get(usize::from(*byte) % pieces.len().max(1)) {
                Some(piece) if byte % 8 != 0 => text.push_str(piece),
                _ => text.push(char::from(*byte)),
            }
        }
        text
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

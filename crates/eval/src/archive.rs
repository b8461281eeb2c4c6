//! `recension-eval archive`: a web archive of made-up pages, to measure how ingest reads one that is
//! larger than memory.
//!
//! A page has what saved pages have around a report: JSON-LD and OpenGraph, styles and scripts, a
//! menu, teasers of other reports, a footer; the report itself is one in thirty bytes. Reports come
//! from [`crate::generate::Reporters`]: no two are alike.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::generate::{Record, Reporters};
use crate::report::{Error, Result};

/// Teasers of a page.
const TEASERS: usize = 24;
/// Links of a menu.
const SECTIONS: &[&str] = &[
    "Home",
    "World",
    "Politics",
    "Business",
    "Sport",
    "Culture",
    "Science",
    "Weather",
    "Opinion",
    "Podcasts",
    "Letters",
    "Archive",
    "Subscribe",
    "Sign in",
];
/// Rules that styles are made of, and statements of scripts.
const RULE: &str =
    ".c-%-card > .c-%-title{display:block;margin:0 0 .5em;font:700 1.1rem/1.3 serif}\n";
const STATEMENT: &str = "window.dataLayer.push({event:\"view-%\",slot:\"a%\",size:[300,250]});\n";

/// Writes a web archive of at least so many bytes of pages; with `packed`, record by record in gzip.
///
/// # Errors
/// Where the file cannot be written.
pub fn run(path: &Path, bytes: u64, packed: bool, seed: u64) -> Result<()> {
    let failed = |error: std::io::Error| Error::new(format!("{}: {error}", path.display()));
    let file = std::fs::File::create(path).map_err(failed)?;
    let mut out = std::io::BufWriter::new(file);
    let mut reporters = Reporters::new(seed);
    let mut teasers: Vec<Record> = (0..TEASERS).map(|_| reporters.next_report().1).collect();
    let mut written = 0;
    for number in 0u64.. {
        let (_, report) = reporters.next_report();
        let page = page(&report, &teasers);
        let record = record(&page, number);
        let whole = if packed { pack(&record) } else { Ok(record) };
        out.write_all(&whole.map_err(failed)?).map_err(failed)?;
        let oldest = usize::try_from(number).unwrap_or(0) % TEASERS;
        if let Some(place) = teasers.get_mut(oldest) {
            *place = report;
        }
        written += page.len() as u64;
        if written >= bytes {
            break;
        }
    }
    out.flush().map_err(failed)
}

fn pack(record: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(record)?;
    encoder.finish()
}

fn record(page: &str, number: u64) -> Vec<u8> {
    let block = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\n\
         WARC-Target-URI: https://made-up.example/{number}\r\nWARC-Date: 2024-03-05T12:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

fn repeated(template: &str, times: usize) -> String {
    (0..times)
        .map(|number| template.replace('%', &number.to_string()))
        .collect()
}

fn page(report: &Record, teasers: &[Record]) -> String {
    let Record {
        title,
        source,
        date,
        text,
        ..
    } = report;
    let menu: String = SECTIONS
        .iter()
        .map(|name| {
            format!(
                "<li class=\"nav-item\"><a href=\"/{}\">{name}</a></li>\n",
                name.to_lowercase()
            )
        })
        .collect();
    let paragraphs: String = text
        .lines()
        .map(|line| format!("<p class=\"c-text\">{line}</p>\n"))
        .collect();
    let related: String = teasers.iter().map(teaser).collect();
    let (styles, scripts) = (repeated(RULE, 400), repeated(STATEMENT, 300));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | {source}</title>\n\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"{source}\">\n\
         <meta property=\"article:published_time\" content=\"{date}\">\n\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\"datePublished\":\"{date}\"}}</script>\n\
         <style>{styles}</style><script>{scripts}</script></head>\n\
         <body><header><nav><ul>{menu}</ul></nav></header>\n\
         <main><article><h1>{title}</h1><p class=\"byline\">By our correspondent</p><time>{date}</time>\n{paragraphs}</article>\n\
         <aside class=\"related\"><h2>More stories</h2>{related}</aside></main>\n\
         <footer><ul>{menu}</ul><p>Copyright {source}. All rights reserved.</p></footer><script>{scripts}</script></body></html>\n"
    )
}

fn teaser(report: &Record) -> String {
    let first = report.text.lines().next().unwrap_or_default();
    format!(
        "<div class=\"c-card\" data-id=\"{0}\"><a class=\"c-card__link\" href=\"/{0}\"><img src=\"/img/{0}.jpg\" alt=\"\" loading=\"lazy\">\
         <h3 class=\"c-card__title\">{1}</h3></a><p class=\"c-card__text\">{first}</p></div>\n",
        report.id, report.title
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_ingest::{
        Limits, Member, Options, Place, Problem, Source, Visitor, open, read_member,
    };
    use std::ops::ControlFlow;

    /// Counts documents whose report has all its paragraphs and nothing else.
    struct Count {
        whole: usize,
        all: usize,
    }

    impl Visitor for Count {
        fn member(&mut self, member: Member) -> ControlFlow<()> {
            for outcome in read_member(&member, &Options::default()) {
                let article = outcome.result.unwrap().articles.remove(0);
                let paragraphs = article
                    .parts
                    .iter()
                    .filter(|part| part.role.is_story())
                    .count();
                self.all += 1;
                self.whole += usize::from(paragraphs == 7);
            }
            ControlFlow::Continue(())
        }

        fn problem(&mut self, place: &Place, problem: Problem) {
            panic!("{}: {}", place.path(), problem.message);
        }
    }

    #[test]
    fn an_archive_reads_back_as_it_was_made_up() {
        let path =
            std::env::temp_dir().join(format!("recension-archive-{}.warc.gz", std::process::id()));
        run(&path, 1_000_000, true, 1).unwrap();
        let source = Source::File(std::fs::File::open(&path).unwrap());
        let mut count = Count { whole: 0, all: 0 };
        open(source, "made-up", &Limits::default(), &mut count);
        std::fs::remove_file(&path).unwrap();
        assert!(count.all > 5);
        assert_eq!(count.whole, count.all);
    }
}

//! Bad input: a clear answer in bounded time, and the rest is read.

// A test may panic; its helpers are no test functions, so the lint must be told.
#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::time::{Duration, Instant};

use recension_core::article::Role;
use recension_ingest::{Ingested, Limits, read};

/// No input of a few megabytes takes longer, even in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const SENTENCE: &str = "The gate failed at dawn on Thursday, the minister said in the capital.";

fn quickly(bytes: &[u8]) -> Ingested {
    let start = Instant::now();
    let ingested = read(bytes, "input", &Limits::default()).unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    ingested
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes, "input", &Limits::default())
        .unwrap_err()
        .to_string()
}

fn codes(ingested: &Ingested) -> Vec<&str> {
    let notes = ingested.articles.iter().flat_map(|article| &article.notes);
    notes.map(|note| note.code.as_str()).collect()
}

fn lead(ingested: &Ingested) -> Option<&str> {
    let article = ingested.articles.first()?;
    let part = article.parts_in(Role::Lead).next()?;
    Some(article.text.slice(part.span))
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(refusal(b""), "the file is empty");
    assert_eq!(
        refusal(b"\xFF\xD8\xFF\xE0 a picture"),
        "not a text: a JPEG image"
    );
    assert!(refusal(b"%PDF-1.4").contains("PDF"));
}

#[test]
fn a_table_of_names_alone_says_so() {
    let ingested = quickly(b"title,date,text\r\n");
    assert!(ingested.articles.is_empty());
    assert_eq!(ingested.problems[0].code, "empty_table");
}

#[test]
fn truncated_gzip_names_the_byte() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(SENTENCE.repeat(400).as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let cut = &packed[..packed.len() - 9];
    assert!(refusal(cut).starts_with(&format!("gzip data breaks off at byte {}", cut.len())));
}

#[test]
fn too_large_a_text_is_refused_by_its_size() {
    let limits = Limits {
        max_payload: 1000,
        ..Limits::default()
    };
    let error = read(&[b'a'; 1001], "input", &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "1001 bytes are more than the limit of 1000"
    );
}

#[test]
fn a_page_nested_200_000_deep_is_read_by_rules_on_blocks() {
    let page = format!("<html><body>{}<p>{SENTENCE}", "<div>".repeat(200_000));
    let ingested = quickly(page.as_bytes());
    assert_eq!(
        (lead(&ingested), codes(&ingested)),
        (Some(SENTENCE), vec!["deep_nesting"])
    );
}

#[test]
fn tag_soup_costs_no_more_than_its_length() {
    let soups = [
        format!("<p>{}{}", "<b>".repeat(100_000), "</i>".repeat(100_000)),
        format!(
            "<table><tr><td>{}{}",
            "<b>".repeat(50_000),
            "</div>".repeat(50_000)
        ),
        format!("<p>{}{}", "<b>".repeat(20_000), "x<br><br>".repeat(20_000)),
        format!("<p>{}", "&".repeat(500_000)),
        format!("<p>{}", "&amp;".repeat(200_000)),
        format!("<p>{}", "<a b=".repeat(200_000)),
        format!(
            "<body>{}",
            "<script type='application/ld+json'>[[[[</script>".repeat(5_000)
        ),
    ];
    for soup in soups {
        quickly(soup.as_bytes());
    }
}

#[test]
fn a_huge_attribute_is_passed_over() {
    let page = format!("<p class=\"{}\">{SENTENCE}</p>", "x-y ".repeat(2_500_000));
    assert_eq!(lead(&quickly(page.as_bytes())), Some(SENTENCE));
}

#[test]
fn a_page_of_scripts_alone_is_a_problem() {
    let ingested = quickly(b"<html><script>document.write('<p>x')</script><div id=app></div>");
    let problem = &ingested.problems[0];
    assert_eq!(
        problem.message,
        "the page shows nothing without running its scripts"
    );
    assert_eq!(ingested.articles.len(), 1);
}

#[test]
fn a_broken_line_does_not_cost_the_others() {
    let lines =
        format!("{{\"text\":\"{SENTENCE}\"}}\n{{\"text\": \n\n{{\"text\":\"{SENTENCE}\"}}\n");
    let ingested = quickly(lines.as_bytes());
    assert_eq!(ingested.articles.len(), 2);
    assert_eq!(
        (ingested.problems.len(), ingested.problems[0].line),
        (1, Some(2))
    );
}

#[test]
fn too_long_a_record_is_a_problem_of_its_line() {
    let limits = Limits {
        max_payload: 200,
        ..Limits::default()
    };
    let long = SENTENCE.repeat(5);
    let lines = format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"{SENTENCE}\"}}\n");
    let ingested = read(lines.as_bytes(), "input", &limits).unwrap();
    assert_eq!(
        (ingested.articles.len(), ingested.problems[0].line),
        (1, Some(1))
    );
}

#[test]
fn arrays_and_wrapped_arrays_of_records_are_read() {
    let array = format!("[\n {{\"text\": \"{SENTENCE}\"}},\n {{\"text\": \"{SENTENCE}\"}}\n]");
    let ingested = quickly(array.as_bytes());
    let lines: Vec<u64> = ingested
        .articles
        .iter()
        .filter_map(|a| Some(a.record.as_ref()?.line))
        .collect();
    assert_eq!(
        (ingested.document.media_type.as_str(), lines),
        ("application/json", vec![2, 3])
    );
    let wrapped = format!("{{\"articles\": {array}}}");
    assert_eq!(quickly(wrapped.as_bytes()).articles.len(), 2);
}

#[test]
fn gzip_and_plain_bytes_read_the_same() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(SENTENCE.as_bytes()).unwrap();
    let ingested = quickly(&encoder.finish().unwrap());
    assert_eq!(ingested.document.compression.as_deref(), Some("gzip"));
    assert_eq!(lead(&ingested), Some(SENTENCE));
}

/// A page whose linked data is `data`, between two statements of its own.
fn page_with_linked_data(data: &str) -> String {
    format!(
        "<html><head><title>The gate fails</title><meta property=og:site_name content='Harbour Post'>\
         <script type='application/ld+json'>{data}</script></head><body><h1>The gate fails</h1>\
         <p>By Mara Quillfeather</p><p>4 March 2024</p><p>{SENTENCE}</p><p>{SENTENCE}</p></body></html>"
    )
}

/// What a page says of itself, whatever its linked data does.
fn says(data: &str) -> [Option<String>; 3] {
    let ingested = quickly(page_with_linked_data(data).as_bytes());
    let metadata = &ingested.articles[0].metadata;
    let author = metadata.authors.first().map(|author| author.value.clone());
    let published = metadata
        .published
        .as_ref()
        .map(|date| date.value.iso_from());
    let outlet = metadata.outlet.as_ref().map(|outlet| outlet.value.clone());
    [author, published, outlet]
}

#[test]
fn linked_data_of_megabytes_or_without_end_costs_nothing_but_itself() {
    let expected = ["Mara Quillfeather", "2024-03-04", "Harbour Post"].map(str::to_owned);
    let article = r#"{"@type":"NewsArticle","author":{"@id":"x"}},"#;
    let cases = [
        ("many objects", format!("[{}]", article.repeat(40_000))),
        (
            "one long string",
            format!(
                "{{\"@type\":\"NewsArticle\",\"description\":\"{}\"}}",
                "x".repeat(2 << 20)
            ),
        ),
        (
            "never closed",
            format!(
                "{{\"@type\":\"NewsArticle\",\"description\":\"{}",
                "x \\\" ".repeat(1 << 18)
            ),
        ),
        ("deep", "[".repeat(1 << 20)),
        ("deep objects", "{\"author\":".repeat(1 << 17)),
        ("broken at once", "}{]\"".repeat(1 << 18)),
        (
            "endless authors",
            format!(
                "{{\"@type\":\"Article\",\"author\":[{}]}}",
                "\"\",".repeat(1 << 18)
            ),
        ),
        (
            "authors who are named elsewhere, or not at all",
            format!(
                "{{\"@type\":\"Article\",\"author\":[{}]}}",
                "{\"@id\":\"x\",\"@type\":\"Person\"},".repeat(50_000)
            ),
        ),
        (
            "quotation marks that nothing escapes",
            format!(
                "{{\"@type\":\"Article\",\"description\":\"{}\"}}",
                "say \"x ".repeat(1 << 18)
            ),
        ),
        ("nothing", String::new()),
    ];
    for (name, data) in cases {
        assert_eq!(says(&data), expected.clone().map(Some), "{name}");
    }
}

/// A table, links to authors and empty elements with dates, each a hundred thousand times.
#[test]
fn endless_rows_links_and_dates_cost_no_more_than_their_length() {
    let page = page_with_linked_data("{}");
    for piece in [
        "<table><tr><td>5040<td>12<td>7</table>",
        "<a href='/author/ann-orrin'>Ann Orrin</a> ",
        "<time datetime='2024-03-05'></time>",
        "<p>Ann Orrin</p>",
        "<p>Brellin 70, Norhavn 44</p>",
    ] {
        let ingested = quickly((page.clone() + &piece.repeat(100_000)).as_bytes());
        let authors = &ingested.articles[0].metadata.authors;
        assert_eq!(authors[0].value, "Mara Quillfeather", "{piece}");
    }
}

#[test]
fn thousands_of_marked_dates_and_authors_are_looked_at_once() {
    let mut page = page_with_linked_data("{}");
    let mark = "<div class='byline author date'><time datetime='2024-03-05'>5 March 2024</time> by <span class=author>Ann Orrin</span></div>";
    page.push_str(&mark.repeat(20_000));
    let ingested = quickly(page.as_bytes());
    let authors = &ingested.articles[0].metadata.authors;
    assert_eq!(authors[0].value, "Mara Quillfeather");
}

#[test]
fn entities_of_xml_never_grow() {
    let mut bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..40 {
        let below = format!("&a{};", level - 1).repeat(10);
        bomb += &format!("<!ENTITY a{level} \"{below}\">");
    }
    bomb += &format!(
        "]><rss><channel><title>&a39;</title><item><title>Gate</title><description>{}&a39;</description></item></channel></rss>",
        SENTENCE.repeat(8)
    );
    let ingested = quickly(bomb.as_bytes());
    assert!(lead(&ingested).unwrap().starts_with(SENTENCE));
    assert!(ingested.articles[0].text.as_str().len() < bomb.len());
}

#[test]
fn a_feed_cut_anywhere_is_read_as_far_as_it_goes() {
    let item = format!(
        "<item><title>Gate</title><content:encoded><![CDATA[<p>{}</p>]]></content:encoded></item>",
        SENTENCE.repeat(3)
    );
    let feed = format!("<rss><channel><title>Post</title>{item}{item}</channel></rss>");
    for cut in (40..feed.len()).step_by(11) {
        let ingested = quickly(&feed.as_bytes()[..cut]);
        let whole = cut > feed.len() / 2 + 60;
        assert!(!whole || lead(&ingested).is_some_and(|lead| lead.starts_with(SENTENCE)));
    }
}

#[test]
fn nesting_of_xml_and_json_is_bounded() {
    let deep = 300_000;
    let xml = format!("<rss><channel>{}{SENTENCE}", "<item>".repeat(deep));
    quickly(xml.as_bytes());
    let json = format!("[{{\"text\": {}", "[".repeat(deep));
    let ingested = quickly(json.as_bytes());
    assert!(ingested.articles.is_empty() && !ingested.problems.is_empty());
}

#[test]
fn one_enormous_field_costs_its_row() {
    let limits = Limits {
        max_payload: 4000,
        ..Limits::default()
    };
    let table = format!(
        "id,text\n1,\"{}\"\n2,\"{SENTENCE}\"\n3,\"never closed, {}",
        "x".repeat(9000),
        "y".repeat(9000)
    );
    let ingested = read(table.as_bytes(), "table", &limits).unwrap();
    assert_eq!(lead(&ingested), Some(SENTENCE));
    let problems: Vec<&str> = ingested
        .problems
        .iter()
        .map(|p| p.message.as_str())
        .collect();
    assert_eq!(
        problems,
        [
            "line 2: a field is longer than the limit",
            "line 4: a field is longer than the limit"
        ]
    );
}

#[test]
fn an_array_cut_off_keeps_the_records_before() {
    let array =
        format!("[\n  {{\n  \"id\": 1,\n  \"text\": \"{SENTENCE}\"}},\n  {{\"text\": \"The ga");
    let ingested = quickly(array.as_bytes());
    assert_eq!(lead(&ingested), Some(SENTENCE));
    let codes: Vec<&str> = ingested.problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["broken_json", "broken_record"]);
}

#[test]
fn messages_in_endless_parts_are_bounded() {
    let mut message =
        "From: a@b.example\nMIME-Version: 1.0\nMessage-ID: <1@b>\nSubject: x\n".to_owned();
    for level in 0..20_000 {
        message += &format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
    }
    message += &format!("Content-Type: text/plain\n\n{SENTENCE}\n");
    let start = Instant::now();
    let _ = read(message.as_bytes(), "message", &Limits::default());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

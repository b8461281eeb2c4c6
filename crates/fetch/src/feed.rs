//! The links of a feed's items: RSS, Atom, JSON Feed.

use std::borrow::Cow;
use std::convert::Infallible;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use crate::client::Answer;
use crate::location::Location;

/// How much of a feed is looked at, unpacked, in bytes.
const MOST_FEED: usize = 32 << 20;
/// How much of its start tells that it is one.
const HEAD: usize = 2048;

/// The body of an answer without its compression; at most `most` bytes of it. What cannot be unpacked
/// is given as far as it goes.
pub(crate) fn unpacked(answer: &Answer, most: usize) -> Cow<'_, [u8]> {
    let encoding = answer.header("content-encoding").unwrap_or_default();
    if !encoding.trim().eq_ignore_ascii_case("gzip") {
        return Cow::Borrowed(&answer.body);
    }
    let mut body = Vec::new();
    let mut reader = MultiGzDecoder::new(answer.body.as_slice()).take(most as u64);
    let _ = reader.read_to_end(&mut body);
    Cow::Owned(body)
}

/// The links of the items, in order and each once, where the answer is a feed.
pub(crate) fn item_links(answer: &Answer, at: &Location) -> Option<Vec<Location>> {
    let body = unpacked(answer, MOST_FEED);
    let text = recension_ingest::decode(&body).text;
    let text = text.as_str().trim_start();
    let found = if text.starts_with('{') {
        links_of_json(text)?
    } else if is_xml_feed(text) {
        links_of_xml(text)
    } else {
        return None;
    };
    let mut links: Vec<Location> = Vec::new();
    for link in found.iter().filter_map(|link| at.join(link).ok()) {
        if !links.contains(&link) {
            links.push(link);
        }
    }
    Some(links)
}

fn is_xml_feed(text: &str) -> bool {
    let end = text
        .char_indices()
        .nth(HEAD)
        .map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    let page = head.find("<html").or_else(|| head.find("<!doctype html"));
    let feed = ["<rss", "<feed", "<rdf:rdf"]
        .iter()
        .filter_map(|tag| head.find(tag))
        .min();
    feed.is_some_and(|feed| page.is_none_or(|page| feed < page))
}

fn links_of_json(text: &str) -> Option<Vec<String>> {
    let feed: serde_json::Value = serde_json::from_str(text).ok()?;
    let version = feed.get("version")?.as_str()?;
    let items = feed.get("items")?.as_array()?;
    let link = |item: &serde_json::Value| {
        let url = item.get("url").or_else(|| item.get("external_url"))?;
        url.as_str().map(str::to_owned)
    };
    version
        .contains("jsonfeed.org")
        .then(|| items.iter().filter_map(link).collect())
}

/// What of an XML feed is being read.
#[derive(Default)]
struct FeedReader {
    links: Vec<String>,
    in_item: bool,
    in_link: bool,
    text: String,
    /// The tag that is being read.
    tag: String,
    attribute: String,
    href: Option<String>,
    rel: Option<String>,
}

/// Links inside `<item>` and `<entry>`. Broken XML is read as far as tags can be told.
fn links_of_xml(text: &str) -> Vec<String> {
    let mut reader = FeedReader::default();
    let emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, _: html5gum::Span<usize>| -> Option<Infallible> {
            reader.event(&event);
            None
        },
    );
    let _ = Tokenizer::new_with_emitter(text, emitter).finish();
    reader.links
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl FeedReader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = lossy(name);
                self.href = None;
                self.rel = None;
            }
            CallbackEvent::AttributeName { name } => self.attribute = lossy(name),
            CallbackEvent::AttributeValue { value } => match self.attribute.as_str() {
                "href" => self.href = Some(lossy(value)),
                "rel" => self.rel = Some(lossy(value)),
                _ => {}
            },
            CallbackEvent::CloseStartTag { .. } => self.opened(),
            CallbackEvent::EndTag { name } => self.closed(name),
            CallbackEvent::String { value } if self.in_link => self.text.push_str(&lossy(value)),
            CallbackEvent::Comment { value } if self.in_link => {
                let cdata = lossy(value);
                let inner = cdata.strip_prefix("[CDATA[").unwrap_or_default();
                self.text.push_str(inner.trim_end_matches("]]"));
            }
            _ => {}
        }
    }

    fn opened(&mut self) {
        match self.tag.as_str() {
            "item" | "entry" => self.in_item = true,
            "link" if self.in_item => {
                let own = self.rel.as_deref().is_none_or(|rel| rel == "alternate");
                match self.href.take() {
                    Some(href) if own => self.links.push(href),
                    Some(_) => {}
                    None => self.in_link = true,
                }
            }
            _ => {}
        }
    }

    fn closed(&mut self, name: &[u8]) {
        match name {
            b"item" | b"entry" => self.in_item = false,
            b"link" if self.in_link => {
                self.in_link = false;
                let link = std::mem::take(&mut self.text);
                if !link.trim().is_empty() {
                    self.links.push(link.trim().to_owned());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(body: &str) -> Option<Vec<String>> {
        let answer = Answer {
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        };
        let at = Location::parse("https://a.example/feed").unwrap();
        let found = item_links(&answer, &at)?;
        Some(found.iter().map(ToString::to_string).collect())
    }

    fn some(links: &[&str]) -> Option<Vec<String>> {
        Some(links.iter().map(|link| (*link).to_owned()).collect())
    }

    #[test]
    fn items_of_every_kind_of_feed_are_found() {
        let rss = "<?xml version='1.0'?><rss><channel><link>https://a.example/</link><item><link>https://a.example/1?x=1&amp;y=2</link></item>\
                   <item><link><![CDATA[ https://a.example/2 ]]></link></item><item><link>https://a.example/2</link></item></channel></rss>";
        assert_eq!(
            links(rss),
            some(&["https://a.example/1?x=1&y=2", "https://a.example/2"])
        );
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><entry><link rel='edit' href='/e'/><link rel='alternate' href='/1'/></entry></feed>";
        assert_eq!(links(atom), some(&["https://a.example/1"]));
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"1"},{"external_url":"https://b.example/"}]}"#;
        assert_eq!(
            links(json),
            some(&["https://a.example/1", "https://b.example/"])
        );
    }

    #[test]
    fn pages_and_records_are_no_feeds() {
        assert_eq!(
            links("<!doctype html><html><body>&lt;rss</body></html>"),
            None
        );
        assert_eq!(links("{\"text\":\"x\"}"), None);
        assert_eq!(links(""), None);
    }

    #[test]
    fn broken_feeds_are_read_as_far_as_they_go() {
        let broken = "<rss><item><link>https://a.example/1</link><title>x</item><item><link>https://a.example/2";
        assert_eq!(links(broken), some(&["https://a.example/1"]));
    }

    #[test]
    fn compressed_feeds_are_unpacked_within_bounds() {
        use std::io::Write as _;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b'x'; 1 << 20]).unwrap();
        let answer = Answer {
            headers: vec![("content-encoding".to_owned(), "gzip".to_owned())],
            body: encoder.finish().unwrap(),
            ..Answer::default()
        };
        assert_eq!(unpacked(&answer, 1000).len(), 1000);
    }
}

//! Markdown (CommonMark): the markup is taken away, every word keeps its place, and what is left is
//! read as a text. Front matter and the first heading say what they say of the report.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd};
use recension_core::article::{Receipt, Stated};
use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};

use super::fields::Fields;
use super::record_text::{RecordText, Values};
use super::{Attempt, Material};
use crate::decode::Decoded;
use crate::facts::Facts;
use crate::ingested::Ingested;
use crate::read::{article, read_text_as, unusable};
use crate::reading::Given;
use crate::sniff::{Kind, kind_of};

/// How much of a text is looked at, in bytes.
const WINDOW: usize = 64 * 1024;
/// Most lines of front matter.
const MOST_FRONT_LINES: usize = 200;

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    let text = material.decoded().text.as_str();
    if kind_of(text) == Kind::Html {
        return Attempt::Other(material);
    }
    let front =
        front_matter(text).is_some_and(|front| front.says_something(&material.options.fields));
    if !front && !is_marked_up(text) {
        return Attempt::Other(material);
    }
    let within = material.within(material.options.limits.max_payload);
    Attempt::Read(within.map(|()| read(material)))
}

/// Whether a text uses two kinds of markup that text hardly uses by accident.
fn is_marked_up(text: &str) -> bool {
    let mut end = text.len().min(WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = text.get(..end).unwrap_or_default();
    let mut headings = false;
    let mut underlined = false;
    let mut quoted = 0;
    let mut before = "";
    for line in window.lines() {
        let hashes = line.len() - line.trim_start_matches('#').len();
        headings |= (1..=6).contains(&hashes)
            && line
                .get(hashes..)
                .is_some_and(|rest| rest.starts_with(' ') && rest.len() > 3);
        let rule =
            line.len() > 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'));
        underlined |= rule && !before.trim().is_empty();
        quoted += u32::from(line.starts_with("> "));
        before = line;
    }
    let links = window.matches("](http").count() + window.matches("](/").count();
    let bold = window.matches("**").count() > 1 || window.matches("__").count() > 3;
    let kinds = [headings, underlined, quoted > 0, links > 0, bold];
    let used = kinds.iter().filter(|used| **used).count();
    links > 0 && (used > 1 || links > 2) || headings && used > 1
}

fn read(material: Material<'_>) -> Ingested {
    let options = material.options;
    let outside = material.facts.clone();
    let (mut document, decoded) = material.into_decoded();
    document.media_type = "text/markdown".to_owned();
    let Decoded {
        text: source,
        notes,
        ..
    } = decoded;
    let front = front_matter(source.as_str());
    let said = front
        .as_ref()
        .map(|front| front.facts(&source, &options.fields));
    let body = front.map_or(0, |front| front.end);
    let plain = Plain::of(&source, body);
    let titled = Facts {
        given: Given {
            title: plain.title.clone(),
            ..Given::default()
        },
        ..Facts::default()
    };
    let facts = said.unwrap_or_default().or(&titled).or(&outside);
    let reading = read_text_as(Kind::Text, plain.builder.finish(), facts, &options.limits);
    let problems = unusable(&reading).into_iter().collect();
    let article = article(document.clone(), None, reading, notes);
    Ingested {
        document,
        articles: vec![article],
        notes: Vec::new(),
        problems,
    }
}

/// A text without its markup.
struct Plain<'a> {
    source: &'a SourceText,
    builder: SourceTextBuilder,
    /// The first heading of the first level, if nothing but furniture can stand before it.
    title: Option<Stated<String>>,
    /// Where the current heading of the first level started in the new text.
    heading: Option<usize>,
    /// How many images are open: what stands for them is not shown.
    images: usize,
}

impl<'a> Plain<'a> {
    fn of(source: &'a SourceText, start: usize) -> Self {
        let mut plain = Self {
            source,
            builder: SourceTextBuilder::default(),
            title: None,
            heading: None,
            images: 0,
        };
        let text = source.as_str().get(start..).unwrap_or_default();
        let syntax =
            Syntax::ENABLE_STRIKETHROUGH | Syntax::ENABLE_TABLES | Syntax::ENABLE_FOOTNOTES;
        for (event, range) in Parser::new_ext(text, syntax).into_offset_iter() {
            plain.event(&event, start + range.start..start + range.end);
        }
        plain
    }

    fn event(&mut self, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            _ if self.images > 0 => {}
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Code(text) => self.code(text, place),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(text, place);
            }
            Event::SoftBreak => self.blank(place),
            Event::HardBreak => self.builder.push_inserted("\n"),
            Event::Rule => self.apart("\n\n"),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.apart("\n\n");
                let first = *level == HeadingLevel::H1 && self.title.is_none();
                self.heading = first.then(|| self.builder.len());
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::List(_) => {
                self.apart("\n\n");
            }
            Tag::Item | Tag::TableRow | Tag::TableHead => self.apart("\n"),
            Tag::TableCell => self.apart(" "),
            _ => {}
        }
    }

    /// Puts something between what was and what comes, once.
    fn apart(&mut self, gap: &str) {
        let written = self.builder.as_str();
        let needed = !written.is_empty() && !written.ends_with(gap);
        if needed {
            self.builder.push_inserted(gap);
        }
    }

    /// Text as it stands, or where it is written otherwise (a reference) what it stands for.
    fn text(&mut self, text: &str, place: Range<usize>) {
        let span = TextSpan::of(place.clone());
        let written = self.source.slice(span);
        if written == text {
            return self.builder.push_span(self.source, span);
        }
        self.builder.push_replaced(text, self.source.cover(span));
    }

    /// Code stands between its marks. Where it goes over the end of a line, that end is read as a
    /// blank, and the marks of a quotation behind it are left out: so it is told line by line.
    fn code(&mut self, text: &str, place: Range<usize>) {
        let written = self.source.slice(TextSpan::of(place.clone()));
        let mut told = text.chars().peekable();
        let mut run = place.start..place.start;
        for (at, letter) in written.char_indices() {
            let at = place.start + at;
            let next = told.peek().copied();
            if next == Some(letter) && run.end == at {
                run.end = at + letter.len_utf8();
            } else {
                self.push_run(&mut run);
                match next {
                    Some(' ') if letter == '\n' => self.blank(at..at + 1),
                    Some(known) if known == letter => run = at..at + letter.len_utf8(),
                    _ => continue,
                }
            }
            told.next();
        }
        self.push_run(&mut run);
    }

    fn push_run(&mut self, run: &mut Range<usize>) {
        let done = std::mem::replace(run, run.end..run.end);
        if !done.is_empty() {
            self.builder.push_span(self.source, TextSpan::of(done));
        }
    }

    fn blank(&mut self, place: Range<usize>) {
        let gap = self.source.cover(TextSpan::of(place));
        if gap.is_empty() {
            self.builder.push_inserted(" ");
        } else {
            self.builder.push_replaced(" ", gap);
        }
    }

    fn end_heading(&mut self) {
        let Some(start) = self.heading.take() else {
            return;
        };
        let so_far = self.builder.clone().finish();
        let span = TextSpan::of(start..so_far.as_str().len());
        let value = so_far.slice(span).trim().to_owned();
        if !value.is_empty() {
            self.title = Some(Stated {
                basis: "heading".to_owned(),
                receipts: vec![Receipt {
                    segments: so_far.original(span),
                    text: value.clone(),
                }],
                value,
            });
        }
    }
}

/// The lines between two rules at the head of a text.
struct Front<'t> {
    /// The names and the places of their values.
    values: Vec<(&'t str, Range<usize>)>,
    /// Where the text behind starts.
    end: usize,
}

fn front_matter(text: &str) -> Option<Front<'_>> {
    let first = text.strip_prefix("---\n")?;
    let mut at = text.len() - first.len();
    let mut values = Vec::new();
    for line in first.split_inclusive('\n').take(MOST_FRONT_LINES) {
        let bare = line.trim_end();
        if matches!(bare, "---" | "...") {
            let end = at + line.len();
            return Some(Front { values, end });
        }
        if let Some((name, value)) = bare.split_once(':').filter(|(name, _)| is_name(name)) {
            let quotes = ['"', '\'', '[', ']', ' ', '\t'];
            let start = at + name.len() + 1 + value.len() - value.trim_start_matches(quotes).len();
            let inner = value.trim_matches(quotes);
            values.push((name, start..start + inner.len()));
        }
        at += line.len();
    }
    None
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.chars().all(plain)
}

impl Front<'_> {
    fn says_something(&self, fields: &Fields) -> bool {
        let known = |name: &str| fields.all().any(|(_, names)| names.contains(&name));
        self.values.iter().any(|(name, _)| known(name))
    }

    fn facts(&self, source: &SourceText, fields: &Fields) -> Facts {
        let values = FrontValues {
            source,
            front: self,
        };
        let record = RecordText {
            values: &values,
            fields,
        };
        record.facts()
    }
}

struct FrontValues<'a, 't> {
    source: &'a SourceText,
    front: &'a Front<'t>,
}

impl Values for FrontValues<'_, '_> {
    fn strings(&self, name: &str) -> Vec<SourceText> {
        let named = self.front.values.iter().filter(|(known, _)| *known == name);
        let text = |(_, place): &(&str, Range<usize>)| {
            self.source.select(&[TextSpan::of(place.clone())], "")
        };
        named.map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_told_from_text() {
        assert!(is_marked_up("# Ferry stays\n\nThe **ferry** did not sail."));
        assert!(is_marked_up(
            "Ferry stays\n===========\n\nSee [the port](https://port.example)."
        ));
        assert!(!is_marked_up(
            "#Ferry stays in port\n\nThe ferry did not sail. [1]"
        ));
        assert!(!is_marked_up(
            "Ferry stays\n-----------\n\n> not here\n** breaking **"
        ));
        assert!(!is_marked_up("# 1 in the charts, the song was sung."));
    }

    #[test]
    fn markup_goes_and_words_keep_their_places() {
        let text = "## The *ferry*\n\nIt did [not](http://x) sail\nto A&amp;B \\*now\\*. ![quay](q.png) `x`\n";
        let source = SourceText::verbatim(text);
        let plain = Plain::of(&source, 0).builder.finish();
        assert_eq!(
            plain.as_str(),
            "The ferry\n\nIt did not sail to A&B *now*.  x"
        );
        for word in ["ferry", "not", "sail", "now", "x"] {
            let at = plain.as_str().rfind(word).unwrap();
            let place = plain.original(TextSpan::of(at..at + word.len()))[0];
            let (start, end) = (place.start as usize, place.end as usize);
            assert_eq!(&text[start..end], word);
        }
    }

    #[test]
    fn code_over_several_lines_keeps_the_place_of_each() {
        let text = "> It `opens\n> at \u{b} nine\n> sharp` and closes.\n";
        let source = SourceText::verbatim(text);
        let plain = Plain::of(&source, 0).builder.finish();
        assert_eq!(plain.as_str(), "It opens at \u{b} nine sharp and closes.");
        for word in ["opens", "at", "nine", "sharp"] {
            let at = plain.as_str().find(word).unwrap();
            let places = plain.original(TextSpan::of(at..at + word.len()));
            let [place] = places[..] else {
                panic!("{word} in {} pieces", places.len());
            };
            assert_eq!(&text[place.start as usize..place.end as usize], word);
        }
    }

    #[test]
    fn front_matter_is_read_line_by_line() {
        let text = "---\ntitle: \"Ferry: it stays\"\ntags: [a, b]\n---\nText";
        let front = front_matter(text).unwrap();
        assert_eq!(&text[front.values[0].1.clone()], "Ferry: it stays");
        assert_eq!(&text[front.end..], "Text");
        assert!(front_matter("---\ntitle: x\nno end").is_none());
    }
}

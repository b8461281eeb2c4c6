//! PDF: the text in the order in which it is drawn.
//!
//! A PDF has no text to point at, only glyphs to place; spans index the text that is drawn from it,
//! `report.pdf#text`, which is the same every time. Reading is by somebody else's crate, on a thread
//! of its own, with a bound on time.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::error::Error;
use crate::fault::guarded;
use crate::limits::Limits;
use crate::member::Member;

/// How long one document may take.
const LONGEST: Duration = Duration::from_secs(60);
/// Nested objects are followed by recursion, which gets a stack of this size, in bytes.
const STACK: usize = 64 << 20;

/// The text of a PDF; `None` where a document is none.
pub(super) fn parts(member: &Member, limits: &Limits) -> Option<Result<Vec<Member>, Error>> {
    if !member.bytes.starts_with(b"%PDF-") {
        return None;
    }
    let length = member.bytes.len() as u64;
    if length > limits.max_payload {
        let most = limits.max_payload;
        let why = format!("a PDF of {length} bytes, more than the limit of {most}");
        return Some(Err(Error::new(why)));
    }
    let text = text_of(member.bytes.clone()).map_err(Error::new);
    Some(text.map(|text| vec![part(member, text)]))
}

fn part(member: &Member, text: String) -> Member {
    Member {
        place: member.place.step("#text"),
        bytes: text.into_bytes(),
        compression: None,
        facts: member.facts.clone(),
        ..Member::default()
    }
}

fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    let (sender, receiver) = channel();
    let work = move || {
        let read = guarded(|| pdf_extract::extract_text_from_mem(&bytes));
        // Nobody listens any more where it took too long.
        let _ = sender.send(read);
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.map_err(|error| format!("no thread to read the PDF on: {error}"))?;
    match receiver.recv_timeout(LONGEST) {
        Ok(Ok(Ok(text))) if text.trim().is_empty() => {
            Err("a PDF without text (scanned pages?)".to_owned())
        }
        Ok(Ok(Ok(text))) => Ok(unwrapped(&text)),
        Ok(Ok(Err(error))) => Err(format!("the PDF cannot be read: {error}")),
        Ok(Err(fault)) => Err(fault),
        Err(RecvTimeoutError::Timeout) => {
            let seconds = LONGEST.as_secs();
            Err(format!("the PDF takes more than {seconds} seconds to read"))
        }
        Err(RecvTimeoutError::Disconnected) => Err("the reader of the PDF went away".to_owned()),
    }
}

/// Lines of fewer characters are not broken by the width of a page.
const FULL_LINE: usize = 50;
/// A page that sets its paragraphs apart has an empty line for so many others, or more.
const LINES_PER_GAP: usize = 6;

/// The text with lines joined that only the width of the page parted, and single blanks. Where no
/// empty lines part the paragraphs, a sentence that ends with its line ends a paragraph.
fn unwrapped(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let gaps = lines.iter().filter(|line| line.is_empty()).count();
    let spaced = gaps * LINES_PER_GAP >= lines.len();
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for line in &lines {
        let full = before.chars().count() >= FULL_LINE && !line.is_empty();
        let goes_on = full && (spaced || !before.ends_with(['.', '?', '!', '”', '"']));
        if goes_on {
            out.push_str(if before.ends_with('-') { "" } else { " " });
        } else if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        before = line;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::place::Place;
    use crate::read::read_member;
    use recension_core::article::Role;

    const PAGE: &[u8] = include_bytes!("../../tests/optional/page.pdf");

    #[test]
    fn the_text_of_a_page_is_read() {
        let member = Member::new(Place::file("page.pdf"), PAGE.to_vec());
        let mut outcomes = read_member(&member, &Options::default());
        let outcome = outcomes.remove(0);
        assert_eq!(outcome.place.path(), "page.pdf#text");
        let article = outcome.result.unwrap().articles.remove(0);
        let title = article.metadata.title.as_ref().unwrap();
        assert_eq!(title.value, "Ferry stays in port after the gale");
        let lead = article.parts_in(Role::Lead).next().unwrap();
        let lead = article.text.slice(lead.span);
        assert!(
            lead.starts_with("The ferry between Norhavn and Elsmouth"),
            "{lead}"
        );
        assert!(lead.ends_with("the harbour master said."), "{lead}");
    }

    #[test]
    fn lines_that_the_width_parted_are_joined() {
        let long = "The ferry did not sail on Tuesday because of the  gale";
        let spaced = format!("Title\n\n{long}\nof the night. Nobody was hurt.\n\nNext");
        let joined =
            "The ferry did not sail on Tuesday because of the gale of the night. Nobody was hurt.";
        assert_eq!(unwrapped(&spaced), format!("Title\n\n{joined}\n\nNext"));
        let dense = format!("{long}.\n{long}\nand so on").replace("  ", " ");
        assert_eq!(unwrapped(&dense).lines().count(), 2);
    }

    #[test]
    fn broken_ones_are_refused_with_a_reason() {
        let broken = PAGE.get(..PAGE.len() / 2).unwrap().to_vec();
        for bytes in [b"%PDF-1.7\nnothing".to_vec(), broken] {
            let member = Member::new(Place::file("page.pdf"), bytes);
            let parts = parts(&member, &Limits::default()).unwrap();
            assert!(!parts.unwrap_err().to_string().is_empty());
        }
    }
}

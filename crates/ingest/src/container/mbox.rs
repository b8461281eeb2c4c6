//! Mailboxes: messages one behind the other, each led by a line "From address date" (RFC 4155). Each
//! is a document of its own, as received: a ">" put in front of "From" at the start of a line stays.

use super::window::Window;
use super::{At, Flow, Opening, Stream};

const LEAD: &[u8] = b"From ";
/// Longest line in front of a message, in bytes.
const LONGEST_LEAD: usize = 1024;

/// A line "From …" with a time and a year, and a header behind it.
pub(super) fn recognise(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n');
    let (Some(lead), Some(header)) = (lines.next(), lines.next()) else {
        return false;
    };
    let digits = lead.iter().filter(|byte| byte.is_ascii_digit()).count();
    let name = header.iter().position(|byte| *byte == b':');
    let named = name.and_then(|end| header.get(..end)).is_some_and(|name| {
        !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
    });
    lead.starts_with(LEAD) && lead.contains(&b':') && digits >= 8 && named
}

pub(super) fn open(opening: &mut Opening<'_>, stream: Stream<'_>, at: &At) -> Flow {
    let mut window = Window::new(stream.reader);
    let most = usize::try_from(opening.limits.max_payload).unwrap_or(usize::MAX);
    for number in 1u64.. {
        if !pass_lead(&mut window) {
            break;
        }
        let inner = at.member(&format!("#message-{number}"));
        let end = window.find(0, most, next_lead);
        let length = end.unwrap_or_else(|| window.bytes().len().min(most));
        let whole = end.is_some() || window.fill(most.saturating_add(1)) <= most;
        if !whole {
            let why = format!("a message of more than {most} bytes, the limit");
            opening.problem(&inner.place, "too_large", &why)?;
        } else if opening.visitor.wants(&inner.place) {
            let bytes = window.bytes().get(..length).unwrap_or_default().to_vec();
            opening.document(bytes, inner)?;
        }
        window.pass(length);
        if !whole {
            skip_to_lead(&mut window);
        }
    }
    match window.take_error() {
        Some(error) => opening.problem(&at.place, "damaged", &error),
        None => Flow::Continue(()),
    }
}

/// Goes past the line in front of a message; false where none follows.
fn pass_lead<R: std::io::BufRead>(window: &mut Window<R>) -> bool {
    let Some(end) = window.find(0, LONGEST_LEAD, |bytes, from| {
        let line = bytes.get(from..)?.iter().position(|byte| *byte == b'\n')?;
        Some(from + line + 1)
    }) else {
        return false;
    };
    let is_lead = window.bytes().starts_with(LEAD);
    if is_lead {
        window.pass(end);
    }
    is_lead
}

/// Where the next message's line begins: behind an empty line.
fn next_lead(bytes: &[u8], from: usize) -> Option<usize> {
    let behind = |at: usize| {
        let before = bytes.get(..at)?;
        let empty = before.ends_with(b"\n") || before.ends_with(b"\n\r");
        empty.then_some(at + 1)
    };
    let tail = bytes.get(from..)?;
    memchr::memmem::find_iter(tail, b"\nFrom ").find_map(|at| behind(from + at))
}

/// Behind a message that is too long: on to the next.
fn skip_to_lead<R: std::io::BufRead>(window: &mut Window<R>) {
    const STEP: usize = 1 << 20;
    loop {
        if let Some(at) = window.find(0, STEP, next_lead) {
            return window.pass(at);
        }
        let length = window.bytes().len();
        if length < STEP {
            return window.pass(length);
        }
        window.pass(length - 16);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_are_told_from_letters_and_texts() {
        assert!(recognise(
            b"From ada@a.example Mon Mar  4 12:00:00 2024\nSubject: x\n\ny"
        ));
        assert!(!recognise(
            b"From Monday on the ferry sails again.\nThe port said so.\n"
        ));
        assert!(!recognise(b"From: ada@a.example\nSubject: x\n"));
    }

    #[test]
    fn a_message_begins_behind_an_empty_line() {
        assert_eq!(next_lead(b"a\n\nFrom x", 0), Some(3));
        assert_eq!(next_lead(b"a\r\n\r\nFrom x", 0), Some(5));
        assert_eq!(next_lead(b"a\nFrom x", 0), None);
    }
}

//! Messages (`.eml`: newsletters, alerts) and pages saved with everything in one file (MHTML).
//!
//! Of a message its best text is read: the HTML part, else the plain one. What transfer did to the
//! text (quoted-printable, base64) is undone, and spans index the part as decoded:
//! `letter.eml#part-2`. What the headers say comes without spans, since they lie outside the part.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::error::Error;
use crate::facts::{Facts, outside};
use crate::limits::Limits;
use crate::member::{Declared, Member};
use crate::reading::Given;

/// Bytes of headers that are looked at to tell a message.
const WINDOW: usize = 64 * 1024;

/// Headers that only messages have, and those that many do: two of the first kind, or one and two of
/// the second, make a message.
static TELLING: &[&str] = &[
    "mime-version",
    "message-id",
    "received",
    "return-path",
    "delivered-to",
    "content-type",
    "snapshot-content-location",
    "dkim-signature",
    "list-unsubscribe",
];
static COMMON: &[&str] = &["from", "to", "subject", "date"];

/// The parts of a message that hold its text; `None` where a document is no message.
pub(super) fn parts(member: &Member, limits: &Limits) -> Option<Result<Vec<Member>, Error>> {
    if !is_message(&member.bytes) {
        return None;
    }
    let length = member.bytes.len() as u64;
    if length > limits.max_payload {
        let most = limits.max_payload;
        let why = format!("a message of {length} bytes, more than the limit of {most}");
        return Some(Err(Error::new(why)));
    }
    let parsed = MessageParser::default().parse(&member.bytes);
    let part = parsed.as_ref().and_then(|message| text_of(member, message));
    Some(
        part.map(|part| vec![part])
            .ok_or_else(|| Error::new("a message without a text")),
    )
}

/// Whether bytes start with the headers of a message.
fn is_message(bytes: &[u8]) -> bool {
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    let (mut telling, mut common) = (0, 0);
    for (number, line) in window.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let envelope = number == 0 && line.starts_with(b"From ");
        if envelope || matches!(line.first(), Some(b' ' | b'\t')) && number > 0 {
            continue;
        }
        if line.is_empty() {
            break;
        }
        let Some(name) = header_name(line) else {
            return false;
        };
        telling += u32::from(TELLING.contains(&name.as_str()));
        common += u32::from(COMMON.contains(&name.as_str()));
    }
    telling > 1 || telling == 1 && common > 1
}

/// The name of a header line, in lower case.
fn header_name(line: &[u8]) -> Option<String> {
    let colon = memchr::memchr(b':', line.get(..line.len().min(80))?)?;
    let name = str::from_utf8(line.get(..colon)?).ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_name = !name.is_empty() && name.chars().all(plain);
    is_name.then(|| name.to_ascii_lowercase())
}

fn text_of(member: &Member, message: &Message<'_>) -> Option<Member> {
    let html = message.html_body.iter().copied();
    let text = message.text_body.iter().copied();
    let is_html = |id: &u32| matches!(body(message, *id), Some(PartType::Html(_)));
    let is_text = |id: &u32| matches!(body(message, *id), Some(PartType::Text(_)));
    let id = html
        .clone()
        .find(is_html)
        .or_else(|| text.chain(html).find(is_text))
        .or_else(|| undecoded(message))?;
    let part = message.parts.get(id as usize)?;
    let content_type = part.content_type();
    let bytes = decoded(member, part);
    let declared = Declared {
        media_type: content_type.map(|kind| {
            let subtype = kind.subtype().unwrap_or("plain");
            format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase()
        }),
        charset: content_type
            .and_then(|kind| kind.attribute("charset"))
            .map(str::to_owned),
    };
    Some(Member {
        place: member.place.step(&format!("#part-{id}")),
        bytes,
        compression: None,
        declared,
        facts: facts(message, part).or(&member.facts),
    })
}

/// A part that is called a text, and whose transfer encoding is damaged.
fn undecoded(message: &Message<'_>) -> Option<u32> {
    let parts = || (0..).zip(&message.parts);
    let is = |part: &MessagePart<'_>, subtype: &str| {
        let kind = part.content_type();
        let named = kind.is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("text")
                && kind
                    .subtype()
                    .is_some_and(|own| own.eq_ignore_ascii_case(subtype))
        });
        named && part.is_encoding_problem
    };
    let found = |subtype: &str| {
        parts()
            .find(|(_, part)| is(part, subtype))
            .map(|(id, _)| id)
    };
    found("html").or_else(|| found("plain"))
}

fn body<'m>(message: &'m Message<'_>, id: u32) -> Option<&'m PartType<'m>> {
    message.parts.get(id as usize).map(|part| &part.body)
}

/// How a part was made fit for transfer: where that is damaged, as its header says.
fn encoding_of(part: &MessagePart<'_>) -> Encoding {
    let stated = part.content_transfer_encoding().unwrap_or_default();
    match part.encoding {
        Encoding::None if !part.is_encoding_problem => Encoding::None,
        Encoding::None if stated.eq_ignore_ascii_case("base64") => Encoding::Base64,
        Encoding::None if stated.eq_ignore_ascii_case("quoted-printable") => {
            Encoding::QuotedPrintable
        }
        known => known,
    }
}

/// The bytes of a part before it was made fit for transfer.
fn decoded(member: &Member, part: &MessagePart<'_>) -> Vec<u8> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let raw = member.bytes.get(range).unwrap_or_default();
    match encoding_of(part) {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => without_quotes(raw),
        Encoding::Base64 => {
            let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
            // Lists add lines of their own behind the end.
            let end = memchr::memchr(b'=', raw).unwrap_or(raw.len());
            let coded = raw.get(..end).unwrap_or_default();
            let mut digits: Vec<u8> = coded.iter().copied().filter(is_digit).collect();
            digits.truncate(digits.len() - usize::from(digits.len() % 4 == 1));
            while !digits.len().is_multiple_of(4) {
                digits.push(b'=');
            }
            base64_decode(&digits).unwrap_or_else(|| part.contents().to_vec())
        }
    }
}

/// Undoes quoted-printable (RFC 2045, 6.7); what is none stays as it is.
fn without_quotes(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, quote) = rest.split_at(at);
        out.extend_from_slice(before);
        let (byte, length) = match quote {
            [_, b'\r', b'\n', ..] => (None, 3),
            [_, b'\n', ..] | [_, b'\r'] => (None, 2),
            [_] => (None, 1),
            [_, high, low, ..] => match hex(*high).zip(hex(*low)) {
                Some((high, low)) => (Some(high << 4 | low), 3),
                None => (Some(b'='), 1),
            },
            _ => (Some(b'='), 1),
        };
        out.extend(byte);
        rest = quote.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// What the headers say. Of a saved page they say only where it was and when it was saved.
fn facts(message: &Message<'_>, part: &MessagePart<'_>) -> Facts {
    let location = message
        .header_raw("Snapshot-Content-Location")
        .map(str::trim);
    let location = location.or_else(|| part.content_location());
    let date = message
        .date()
        .map(mail_parser::DateTime::to_rfc3339)
        .unwrap_or_default();
    let address = location.filter(|location| location.starts_with("http"));
    if let Some(address) = address {
        return Facts {
            given: Given {
                url: outside(address, "content-location"),
                ..Given::default()
            },
            seen: outside(&date, "date-header").into_iter().collect(),
            ..Facts::default()
        };
    }
    let archived = message.header_raw("Archived-At").unwrap_or_default();
    let archived = archived.trim().trim_matches(['<', '>']);
    Facts {
        given: Given {
            title: outside(message.subject().unwrap_or_default(), "subject-header"),
            url: outside(archived, "archived-at-header")
                .filter(|url| url.value.starts_with("http")),
            source: outside(&sender(message).unwrap_or_default(), "from-header"),
            date: outside(&date, "date-header"),
            language: None,
        },
        ..Facts::default()
    }
}

/// The name of the sender, or failing that the host of the address.
fn sender(message: &Message<'_>) -> Option<String> {
    let from: &Address<'_> = message.from()?;
    let first = from.first()?;
    let host = || first.address()?.rsplit('@').next().map(str::to_owned);
    first.name().map(str::to_owned).or_else(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_from_texts_with_colons() {
        assert!(is_message(
            b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx"
        ));
        assert!(is_message(
            b"From a@b Mon\nReturn-Path: <a@b>\nReceived: from x\n by y\n\n"
        ));
        assert!(!is_message(
            b"From: the editor\nDate: Monday\nSubject: ferries\n\nThe ferry"
        ));
        assert!(!is_message(
            b"Update: the ferry sails again.\n\nThe port said so."
        ));
        assert!(!is_message(b"Received: yesterday"));
    }

    #[test]
    fn quoted_printable_is_undone_as_far_as_it_is_right() {
        let cases: [(&[u8], &[u8]); 5] = [
            (b"caf=C3=A9 =\r\nopen", "café open".as_bytes()),
            (b"a=b=3D", b"a=b="),
            (b"50 = 50=", b"50 = 50"),
            (b"=e2=80=9Cno=E2=80=9d", "“no”".as_bytes()),
            (b"x=\ny", b"xy"),
        ];
        for (raw, expected) in cases {
            assert_eq!(without_quotes(raw), expected);
        }
    }
}

//! What bytes are, told by looking at them.

use crate::error::Error;

/// First bytes that tell a format which holds no text to read: where they stand, the bytes, what it
/// is called.
static SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (0, b"\xFF\xD8\xFF", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftypheic", "a HEIC image"),
    (4, b"ftyp", "an MP4 video"),
    (0, b"\x1A\x45\xDF\xA3", "a Matroska video"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"ID3", "an MP3 recording"),
    (8, b"WAVE", "a WAVE recording"),
    (
        0,
        b"%PDF-",
        "a PDF document; build with `--features pdf`, or convert it to text",
    ),
    (
        0,
        b"PK\x03\x04",
        "a zip archive (or an office document); unpack it first",
    ),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"),
    (0, b"Rar!\x1A\x07", "a RAR archive; unpack it first"),
    (0, b"BZh", "bzip2 data; unpack it first"),
    (0, b"\xFD7zXZ\0", "xz data; unpack it first"),
    (0, b"\x28\xB5\x2F\xFD", "zstd data; unpack it first"),
    (257, b"ustar\0", "a tar archive; unpack it first"),
    (257, b"ustar  \0", "a tar archive; unpack it first"),
    (0, b"\x7FELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"\0asm", "a program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"wOF2", "a font"),
    (
        0,
        b"\xD0\xCF\x11\xE0",
        "an old office document; convert it to text or HTML first",
    ),
    (0, b"WARC/", "a WARC archive; unpack its pages first"),
];

/// How much of the bytes is looked at for control characters.
const WINDOW: usize = 16 * 1024;
/// Text has at most one control character in so many bytes.
const BYTES_PER_CONTROL: usize = 20;

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Text,
}

/// Refuses what is no text, by name where it is known.
///
/// # Errors
/// Where the bytes are empty, of a known binary format, or full of control characters and no UTF-16.
pub(crate) fn refuse_binary(bytes: &[u8], is_utf16: bool) -> Result<(), Error> {
    if bytes.is_empty() {
        return Err(Error::new("the file is empty"));
    }
    let known = SIGNATURES
        .iter()
        .find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    if is_utf32(bytes) {
        return Err(Error::new(
            "a text in UTF-32, which is not read; convert it to UTF-8 first",
        ));
    }
    if let Some((_, _, name)) = known {
        return Err(Error::new(format!("not a text: {name}")));
    }
    if !is_utf16 && has_many_controls(bytes) {
        return Err(Error::new("not a text: binary data of an unknown kind"));
    }
    Ok(())
}

/// Whether bytes have the mark of UTF-32, or three zero bytes in nearly each of their fours.
fn is_utf32(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 2] = [b"\xFF\xFE\0\0", b"\0\0\xFE\xFF"];
    let (fours, _) = bytes.get(..256).unwrap_or(bytes).as_chunks::<4>();
    let plain = |of: fn([u8; 4]) -> u32| {
        let plain = fours.iter().filter(|four| (9..0x250).contains(&of(**four)));
        fours.len() >= 4 && plain.count() * 10 >= fours.len() * 9
    };
    let marked = marks.iter().any(|mark| bytes.starts_with(mark));
    marked || plain(u32::from_le_bytes) || plain(u32::from_be_bytes)
}

fn has_many_controls(bytes: &[u8]) -> bool {
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    let controls = window.iter().filter(|byte| is_control(**byte)).count();
    controls > 1 && controls * BYTES_PER_CONTROL > window.len()
}

/// Control characters that text does not use (escape is part of ISO-2022-JP).
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B) || byte == 0x7F
}

/// Openings that only HTML has.
const OPENINGS: [&str; 6] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
];
/// Tags of blocks, which a text scrape that kept a little markup (`<u>`, `<b>`, `<a>`) lacks.
const BLOCK_TAGS: [&str; 13] = [
    "<html", "<p>", "<p ", "</p>", "<div", "</div>", "<br", "<h1", "<h2", "<li", "<td", "<article",
    "<section",
];
/// How many tags of blocks make a text a piece of HTML wherever it starts.
const ENOUGH_BLOCK_TAGS: usize = 6;
/// How much of a text is looked at for tags, in bytes.
const TEXT_WINDOW: usize = 64 * 1024;

/// What kind of text it is; JSON is told elsewhere, by reading it.
pub(crate) fn kind_of(text: &str) -> Kind {
    let start = text.trim_start();
    let opens = |opening: &&str| {
        let head = start.get(..opening.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(opening))
    };
    if OPENINGS.iter().any(opens) {
        return Kind::Html;
    }
    let needed = if start.starts_with('<') {
        1
    } else {
        ENOUGH_BLOCK_TAGS
    };
    let window = start
        .get(..floor_boundary(start, TEXT_WINDOW))
        .unwrap_or(start);
    let tags = memchr::memchr_iter(b'<', window.as_bytes());
    let blocks = tags.filter(|at| is_block_tag(window.get(*at..).unwrap_or_default()));
    if blocks.take(needed).count() == needed {
        Kind::Html
    } else {
        Kind::Text
    }
}

fn is_block_tag(text: &str) -> bool {
    BLOCK_TAGS.iter().any(|tag| {
        let head = text.get(..tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
    })
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> Option<String> {
        refuse_binary(bytes, false)
            .err()
            .map(|error| error.to_string())
    }

    #[test]
    fn a_text_that_only_spells_the_mark_of_an_archive_is_none() {
        let text = format!("{}mustard", "x".repeat(256));
        assert_eq!(refusal(text.as_bytes()), None);
        let archive = format!("{}ustar\0", "x".repeat(257));
        assert!(refusal(archive.as_bytes()).unwrap().contains("tar archive"));
    }

    #[test]
    fn binary_is_refused_by_name() {
        assert_eq!(
            refusal(b"%PDF-1.7 ...").unwrap(),
            "not a text: a PDF document; build with `--features pdf`, or convert it to text"
        );
        assert_eq!(
            refusal(b"\x89PNG\r\n\x1A\nxx").unwrap(),
            "not a text: a PNG image"
        );
        assert!(
            refusal(&[0, 1, 2, 3, 200, 0, 0, 7])
                .unwrap()
                .contains("unknown kind")
        );
        assert_eq!(refusal(b"").unwrap(), "the file is empty");
        assert_eq!(
            refusal("A plain \u{0}text with one stray zero.".as_bytes()),
            None
        );
    }

    #[test]
    fn utf32_is_refused_by_name() {
        let text = "The harbour master said so.";
        let little: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let big: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect();
        let marked = [b"\xFF\xFE\0\0".as_slice(), &little].concat();
        for bytes in [little, big, marked] {
            let refused = refuse_binary(&bytes, false).unwrap_err().to_string();
            assert!(refused.contains("UTF-32"), "{refused}");
        }
    }

    #[test]
    fn html_is_told_from_text_with_some_markup() {
        assert_eq!(kind_of("\n <!DOCTYPE HTML><p>x"), Kind::Html);
        assert_eq!(kind_of("<div class=x>Text</div>"), Kind::Html);
        assert_eq!(
            kind_of("The minister <u>resigned</u> on Monday, <a href=x>it</a> said."),
            Kind::Text
        );
        assert_eq!(kind_of("< 5 people were hurt"), Kind::Text);
    }
}

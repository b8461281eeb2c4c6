//! Splits cleaned text into lines, and joins lines that were wrapped at a fixed width.

use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};

use super::clean::source_of;

/// Widths between which wrapping by hand or by a mailer is looked for, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;
/// Fewest line ends that must look wrapped before any is joined.
const FEWEST_WRAPPED: usize = 4;

/// One line of the text, without the white space around it. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) span: TextSpan,
    /// Empty lines before it.
    pub(super) gap: usize,
}

/// Characters that end a line.
fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines that show something, in order.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    let mut start = 0;
    for piece in text.split_inclusive(ends_line) {
        let shown = piece.trim();
        if shown.is_empty() {
            // "\r\n" is one line end, not an empty line.
            gap += usize::from(piece != "\n" || !text.get(..start).unwrap_or("").ends_with('\r'));
        } else {
            let from = start + piece.len() - piece.trim_start().len();
            lines.push(Line {
                span: TextSpan::of(from..from + shown.len()),
                gap,
            });
            gap = 0;
        }
        start += piece.len();
    }
    lines
}

/// Joins hard-wrapped lines with a space, where the text as a whole is hard-wrapped; returns the
/// text unchanged otherwise.
///
/// A line was broken by a wrapping program exactly where the next word would not have fitted, so a
/// wrapped text is known by its line ends: nearly all of them pass that test for one width.
pub(super) fn unwrap(text: SourceText) -> SourceText {
    let lines = split(text.as_str());
    let Some(width) = wrap_width(text.as_str(), &lines) else {
        return text;
    };
    let mut builder = SourceTextBuilder::default();
    let mut done = 0;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if !continues(text.as_str(), *line, *next, width) {
            continue;
        }
        builder.push_span(&text, TextSpan::new(done, line.span.end));
        let between = TextSpan::new(line.span.end, next.span.start);
        builder.push_replaced(" ", source_of(&text, between));
        done = next.span.start;
    }
    builder.push_span(&text, TextSpan::new(done, text.full_span().end));
    builder.finish()
}

/// The width that the text was wrapped at, where it was.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let lengths: Vec<usize> = lines.iter().map(|line| length(text, *line)).collect();
    let longest = *lengths.iter().max()?;
    if !WRAP_WIDTHS.contains(&longest) {
        return None;
    }
    let ends: Vec<&[Line]> = lines
        .windows(2)
        .filter(|pair| pair.iter().skip(1).all(|next| next.gap == 0))
        .filter(|pair| {
            pair.first()
                .is_some_and(|line| length(text, *line) >= longest / 2)
        })
        .collect();
    let wrapped: Vec<&&[Line]> = ends
        .iter()
        .filter(|pair| matches!(pair, [line, next] if continues(text, *line, *next, longest)))
        .collect();
    let finished = wrapped
        .iter()
        .filter(|pair| {
            pair.first()
                .is_some_and(|line| ends_sentence(slice(text, *line)))
        })
        .count();
    let mostly_wrapped = wrapped.len() >= FEWEST_WRAPPED && wrapped.len() * 10 >= ends.len() * 7;
    (mostly_wrapped && finished * 5 <= wrapped.len() * 2).then_some(longest)
}

/// Whether `next` carries on the paragraph of `line`: its first word would not have fitted there.
fn continues(text: &str, line: Line, next: Line, width: usize) -> bool {
    let follows = slice(text, next);
    let word = follows.split_whitespace().next().unwrap_or_default();
    let marked = word.starts_with(['>', '*', '•', '-', '–', '—', '|', '#']);
    // Some programs leave a little more room than the longest line shows.
    let slack = width / 12;
    next.gap == 0 && !marked && length(text, line) + 1 + word.chars().count() + slack > width
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '"', '”', '…'])
}

fn slice(text: &str, line: Line) -> &str {
    text.get(line.span.range()).unwrap_or_default()
}

fn length(text: &str, line: Line) -> usize {
    slice(text, line).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unwrapped(text: &str) -> String {
        unwrap(SourceText::verbatim(text)).as_str().to_owned()
    }

    #[test]
    fn lines_know_the_gap_before_them() {
        let lines = split("a\r\nb\r\n\r\nc\n\n\nd");
        let gaps: Vec<usize> = lines.iter().map(|line| line.gap).collect();
        assert_eq!(gaps, [0, 0, 1, 2]);
    }

    #[test]
    fn mail_style_paragraphs_are_joined() {
        let wrapped = "The harbour board met on Tuesday to hear how the new breakwater\n\
            would be paid for, and left without an answer after four hours of\n\
            talk in which nobody could say who had ordered the survey that\n\
            the contractor now wants to be paid for in full before spring.\n\
            \n\
            A second meeting is planned for the end of the month, when the\n\
            auditors will have read the papers.\n";
        assert_eq!(unwrapped(wrapped).lines().count(), 3);
        assert!(unwrapped(wrapped).contains("breakwater would be paid"));
    }

    #[test]
    fn short_paragraphs_on_lines_of_their_own_stay() {
        let scrape = "The harbour board met on Tuesday evening.\nNobody came from the ministry.\n\
            The chairman opened the meeting at eight.\nHe closed it at nine.\nThen it rained.\n\
            A second meeting is planned for the month's end.\nThe auditors will be there.\n";
        assert_eq!(unwrapped(scrape), scrape);
    }
}

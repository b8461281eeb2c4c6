//! Cleaned text that remembers which original bytes every piece came from.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{ByteSpan, TextSpan};

/// How a run of cleaned text came from the original bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum RunKind {
    /// Byte for byte the same: any sub-range maps by addition.
    Exact,
    /// Stands for the source range as a whole: an entity, an escape, a re-encoded character, a
    /// collapsed run of white space.
    Replaced,
    /// Put in by cleaning (a paragraph break between two blocks); stands for no byte.
    Inserted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    text_start: u32,
    text_end: u32,
    source_start: u64,
    source_end: u64,
    kind: RunKind,
}

/// Cleaned text with a map from each of its bytes to the original bytes.
///
/// Built by [`SourceTextBuilder`]. Pieces come in order of the cleaned text; their sources need not
/// be in order or contiguous, since markup is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceText {
    text: String,
    runs: Vec<Run>,
}

impl SourceText {
    /// Text whose bytes are exactly the original bytes from offset 0 on.
    pub fn verbatim(text: &str) -> Self {
        let mut builder = SourceTextBuilder::default();
        builder.push_exact(text, 0);
        builder.finish()
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The cleaned text inside a span; empty where the span does not fit the text.
    pub fn slice(&self, span: TextSpan) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The span of the whole text.
    pub fn full_span(&self) -> TextSpan {
        TextSpan::of(0..self.text.len())
    }

    /// The original bytes that a span of cleaned text stands for: in text order, neighbours joined.
    ///
    /// A span that cuts into a replaced piece (half of an entity's text) takes the whole piece.
    pub fn original(&self, span: TextSpan) -> Vec<ByteSpan> {
        let first = self.runs.partition_point(|run| run.text_end <= span.start);
        let mut segments: Vec<ByteSpan> = Vec::new();
        for run in self.runs[first..]
            .iter()
            .take_while(|run| run.text_start < span.end)
        {
            let Some(piece) = run.original(span) else {
                continue;
            };
            match segments.last_mut() {
                Some(last) if last.end == piece.start => last.end = piece.end,
                _ => segments.push(piece),
            }
        }
        segments
    }

    /// The original bytes from the first to the last that a span stands for, with whatever lies
    /// between; empty where it stands for none. Meant for pieces without markup inside.
    pub fn cover(&self, span: TextSpan) -> ByteSpan {
        let segments = self.original(span);
        let start = segments.first().map_or(0, |first| first.start);
        let end = segments.last().map_or(start, |last| last.end);
        ByteSpan::new(start, end)
    }

    /// The cleaned text that came from bytes inside `source`, as the smallest covering span.
    pub fn covering(&self, source: ByteSpan) -> Option<TextSpan> {
        self.runs
            .iter()
            .filter(|run| run.kind != RunKind::Inserted)
            .filter(|run| ByteSpan::new(run.source_start, run.source_end).overlaps(source))
            .map(|run| run.text_inside(source))
            .reduce(TextSpan::cover)
    }

    /// A new text made of the given spans of this one, in the given order, with `separator`
    /// (inserted text) between them; the map to the original bytes is kept.
    pub fn select(&self, spans: &[TextSpan], separator: &str) -> Self {
        let mut builder = SourceTextBuilder::default();
        for (index, span) in spans.iter().enumerate() {
            if index > 0 {
                builder.push_inserted(separator);
            }
            builder.push_span(self, *span);
        }
        builder.finish()
    }
}

impl Run {
    fn original(&self, span: TextSpan) -> Option<ByteSpan> {
        match self.kind {
            RunKind::Inserted => None,
            RunKind::Replaced => Some(ByteSpan::new(self.source_start, self.source_end)),
            RunKind::Exact => {
                let start = span.start.max(self.text_start) - self.text_start;
                let end = span.end.min(self.text_end) - self.text_start;
                let base = self.source_start;
                (start < end).then(|| ByteSpan::new(base + u64::from(start), base + u64::from(end)))
            }
        }
    }

    fn text_inside(&self, source: ByteSpan) -> TextSpan {
        if self.kind == RunKind::Replaced {
            return TextSpan::new(self.text_start, self.text_end);
        }
        let offset = |byte: u64| {
            let inside = byte.clamp(self.source_start, self.source_end) - self.source_start;
            self.text_start + u32::try_from(inside).unwrap_or(u32::MAX)
        };
        TextSpan::new(offset(source.start), offset(source.end))
    }
}

/// Builds a [`SourceText`] piece by piece.
#[derive(Clone, Debug, Default)]
pub struct SourceTextBuilder {
    text: String,
    runs: Vec<Run>,
}

impl SourceTextBuilder {
    /// Length of the text so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was pushed yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Appends text that stands byte for byte in the source from `source_start` on.
    pub fn push_exact(&mut self, text: &str, source_start: u64) {
        let source_end = source_start + text.len() as u64;
        self.push(
            text,
            ByteSpan::new(source_start, source_end),
            RunKind::Exact,
        );
    }

    /// Appends text that stands for `source` as a whole (an entity, an escape, collapsed space).
    pub fn push_replaced(&mut self, text: &str, source: ByteSpan) {
        self.push(text, source, RunKind::Replaced);
    }

    /// Appends text that stands for no byte of the source (a break between two blocks).
    pub fn push_inserted(&mut self, text: &str) {
        self.push(text, ByteSpan::new(0, 0), RunKind::Inserted);
    }

    /// Appends a span of another text, with its map.
    pub fn push_span(&mut self, other: &SourceText, span: TextSpan) {
        let first = other.runs.partition_point(|run| run.text_end <= span.start);
        for run in other.runs[first..]
            .iter()
            .take_while(|run| run.text_start < span.end)
        {
            let part = TextSpan::new(run.text_start.max(span.start), run.text_end.min(span.end));
            let source = run.original(span).unwrap_or(ByteSpan::new(0, 0));
            self.push(other.slice(part), source, run.kind);
        }
    }

    /// Removes white space from the end of the text so far.
    pub fn trim_end(&mut self) {
        let keep = self.text.trim_end().len();
        self.text.truncate(keep);
        while let Some(last) = self.runs.last_mut() {
            if (last.text_start as usize) >= keep {
                self.runs.pop();
                continue;
            }
            let cut = last.text_end - TextSpan::of(0..keep).end;
            last.text_end -= cut;
            if last.kind == RunKind::Exact {
                last.source_end -= u64::from(cut);
            }
            break;
        }
    }

    /// The finished text.
    pub fn finish(self) -> SourceText {
        SourceText {
            text: self.text,
            runs: self.runs,
        }
    }

    fn push(&mut self, text: &str, source: ByteSpan, kind: RunKind) {
        if text.is_empty() {
            return;
        }
        let Range { start, end } = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        let TextSpan {
            start: text_start,
            end: text_end,
        } = TextSpan::of(start..end);
        if let Some(last) = self.runs.last_mut() {
            let continues = last.kind == kind && last.source_end == source.start;
            if continues && kind == RunKind::Exact {
                last.text_end = text_end;
                last.source_end = source.end;
                return;
            }
        }
        let (source_start, source_end) = (source.start, source.end);
        self.runs.push(Run {
            text_start,
            text_end,
            source_start,
            source_end,
            kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> SourceText {
        // source: "a&amp;b <u>c</u>" -> "a&b c"
        let mut builder = SourceTextBuilder::default();
        builder.push_exact("a", 0);
        builder.push_replaced("&", ByteSpan::new(1, 6));
        builder.push_exact("b ", 6);
        builder.push_exact("c", 11);
        builder.finish()
    }

    #[test]
    fn neighbours_join_and_markup_splits() {
        let text = sample();
        assert_eq!(text.as_str(), "a&b c");
        assert_eq!(
            text.original(text.full_span()),
            [ByteSpan::new(0, 8), ByteSpan::new(11, 12)]
        );
    }

    #[test]
    fn a_cut_into_an_exact_run_maps_by_addition() {
        assert_eq!(
            sample().original(TextSpan::new(2, 3)),
            [ByteSpan::new(6, 7)]
        );
    }

    #[test]
    fn bytes_map_back_to_text() {
        assert_eq!(
            sample().covering(ByteSpan::new(2, 3)),
            Some(TextSpan::new(1, 2))
        );
        assert_eq!(sample().covering(ByteSpan::new(8, 11)), None);
    }

    #[test]
    fn selecting_keeps_the_map() {
        let picked = sample().select(&[TextSpan::new(4, 5), TextSpan::new(1, 3)], "\n");
        assert_eq!(picked.as_str(), "c\n&b");
        assert_eq!(picked.original(TextSpan::new(2, 4)), [ByteSpan::new(1, 7)]);
    }

    #[test]
    fn trimming_the_end_shortens_the_last_run() {
        let mut builder = SourceTextBuilder::default();
        builder.push_exact("word  ", 3);
        builder.push_inserted("\n");
        builder.trim_end();
        let text = builder.finish();
        assert_eq!(text.as_str(), "word");
        assert_eq!(text.original(text.full_span()), [ByteSpan::new(3, 7)]);
    }
}

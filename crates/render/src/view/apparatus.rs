//! The apparatus of an utterance: a lemma, and the other wordings with what differs in them.

use std::ops::Range;

use recension_core::dossier::{AlignedPiece, ReadingEntry, ReadingKind, UtteranceEntry};

/// What a piece of a reading shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// Words that every reading of the place has.
    Same,
    /// Words that another reading has not, or has otherwise.
    Differs,
    /// Nothing, where others have words, and the report shows that it left something out.
    Elided,
    /// Nothing, where others have words, and the report does not show it.
    Omitted,
}

/// A run of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words with the blanks around them; empty where the reading has none.
    pub(crate) text: String,
    /// How they stand to the other readings.
    pub(crate) kind: PieceKind,
}

/// A reading cut into pieces.
pub(crate) struct ReadingView<'a> {
    pub(crate) entry: &'a ReadingEntry,
    pub(crate) pieces: Vec<Piece>,
}

/// An utterance with its lemma first.
pub(crate) struct Apparatus<'a> {
    /// The fullest reading in direct speech that most reports share; the first reading of all
    /// where none is direct. `None` for an utterance without readings.
    pub(crate) lemma: Option<ReadingView<'a>>,
    /// Readings in the very words of the lemma.
    pub(crate) agreeing: Vec<&'a ReadingEntry>,
    /// All others in the order of the dossier.
    pub(crate) others: Vec<ReadingView<'a>>,
}

/// Sorts the readings of an utterance for showing.
pub(crate) fn apparatus(utterance: &UtteranceEntry) -> Apparatus<'_> {
    let chosen = lemma(&utterance.readings);
    let mut sorted = Apparatus {
        lemma: chosen.map(view).map(without_omissions),
        agreeing: Vec::new(),
        others: Vec::new(),
    };
    for reading in &utterance.readings {
        match chosen {
            Some(lemma) if std::ptr::eq(lemma, reading) => {}
            Some(lemma) if agrees(lemma, reading) => sorted.agreeing.push(reading),
            _ => sorted.others.push(view(reading)),
        }
    }
    sorted
}

fn is_direct(reading: &ReadingEntry) -> bool {
    !matches!(
        reading.kind,
        ReadingKind::Indirect | ReadingKind::Misattributed
    )
}

fn agrees(lemma: &ReadingEntry, reading: &ReadingEntry) -> bool {
    reading.text == lemma.text && is_direct(reading) == is_direct(lemma)
}

fn lemma(readings: &[ReadingEntry]) -> Option<&ReadingEntry> {
    let length = |reading: &ReadingEntry| reading.text.chars().count();
    let direct = || readings.iter().filter(|reading| is_direct(reading));
    let longest = direct().map(length).max().unwrap_or(0);
    let full = direct().filter(|reading| length(reading) * 5 >= longest * 3);
    let best = full.max_by_key(|reading| {
        let attested = readings.iter().filter(|r| agrees(reading, r)).count();
        let place = readings.iter().position(|r| std::ptr::eq(r, *reading));
        (attested, length(reading), std::cmp::Reverse(place))
    });
    best.or_else(|| readings.first())
}

/// The lemma is read as running text; what others add stands in their own readings.
fn without_omissions(mut lemma: ReadingView<'_>) -> ReadingView<'_> {
    lemma
        .pieces
        .retain(|piece| piece.kind != PieceKind::Omitted);
    lemma
}

fn view(entry: &ReadingEntry) -> ReadingView<'_> {
    ReadingView {
        entry,
        pieces: tidy(pieces(entry), entry.kind),
    }
}

/// Finds each aligned piece in the reading's own text, so that punctuation and blanks between
/// pieces, which are no words, are shown as they stand.
fn pieces(entry: &ReadingEntry) -> Vec<Piece> {
    if entry.aligned.is_empty() {
        return vec![same(&entry.text)];
    }
    let mut found = Vec::new();
    let mut rest = entry.text.as_str();
    for piece in &entry.aligned {
        rest = take_piece(piece, rest, &mut found);
    }
    if !rest.is_empty() {
        found.push(same(rest));
    }
    found
}

fn take_piece<'t>(piece: &AlignedPiece, rest: &'t str, found: &mut Vec<Piece>) -> &'t str {
    let words = piece.text.trim();
    if words.is_empty() {
        if piece.differs {
            found.push(Piece {
                text: String::new(),
                kind: PieceKind::Omitted,
            });
        }
        return rest;
    }
    let kind = if piece.differs {
        PieceKind::Differs
    } else {
        PieceKind::Same
    };
    let Some(at) = stretch(rest, words) else {
        let text = words.to_owned();
        found.extend([same(" "), Piece { text, kind }]);
        return rest;
    };
    let gap = rest.get(..at.start).unwrap_or_default();
    if !gap.is_empty() {
        found.push(same(gap));
    }
    let text = rest.get(at.clone()).unwrap_or_default().to_owned();
    found.push(Piece { text, kind });
    rest.get(at.end..).unwrap_or_default()
}

/// Where the words of a piece stand one after the other, with the punctuation between them.
fn stretch(text: &str, words: &str) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for word in words.split_whitespace() {
        let from = found.as_ref().map_or(0, |range| range.end);
        let start = from + text.get(from..)?.find(word)?;
        let end = start + word.len();
        found = Some(found.map_or(start, |range| range.start)..end);
    }
    found
}

fn same(text: &str) -> Piece {
    Piece {
        text: text.to_owned(),
        kind: PieceKind::Same,
    }
}

/// Joins neighbours of one kind and blank gaps between differing words, makes one mark of several
/// omissions in a row, and turns those at either end (a fragment) and in an elided reading to an
/// ellipsis.
fn tidy(pieces: Vec<Piece>, kind: ReadingKind) -> Vec<Piece> {
    let words = |piece: &Piece| piece.text.chars().any(char::is_alphanumeric);
    let first = pieces.iter().position(words);
    let last = pieces.iter().rposition(words);
    let mut tidied: Vec<Piece> = Vec::new();
    for (index, mut piece) in pieces.into_iter().enumerate() {
        let inside = first.is_some_and(|at| at < index) && last.is_some_and(|at| index < at);
        if piece.kind == PieceKind::Omitted && (!inside || kind == ReadingKind::Elided) {
            piece.kind = PieceKind::Elided;
        }
        push_tidily(&mut tidied, piece);
    }
    tidied
}

fn is_gap(kind: PieceKind) -> bool {
    matches!(kind, PieceKind::Elided | PieceKind::Omitted)
}

fn push_tidily(tidied: &mut Vec<Piece>, piece: Piece) {
    let blank = |piece: &Piece| piece.kind == PieceKind::Same && piece.text.trim().is_empty();
    let count = tidied.len();
    if let [.., before, gap] = tidied.as_mut_slice()
        && blank(gap)
        && before.kind == piece.kind
    {
        if is_gap(piece.kind) {
            return;
        }
        if piece.kind == PieceKind::Differs {
            before.text = format!("{}{}{}", before.text, gap.text, piece.text);
            tidied.truncate(count - 1);
            return;
        }
    }
    match tidied.last_mut() {
        Some(last) if last.kind == piece.kind && is_gap(piece.kind) => {}
        Some(last) if last.kind == piece.kind && piece.kind == PieceKind::Same => {
            last.text.push_str(&piece.text);
        }
        _ => tidied.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(kind: ReadingKind, text: &str, columns: &[(&str, bool)]) -> ReadingEntry {
        let aligned = columns.iter().zip(0..).map(|((text, differs), column)| {
            let text = (*text).to_owned();
            AlignedPiece {
                column,
                text,
                differs: *differs,
            }
        });
        ReadingEntry {
            siglum: "A".into(),
            kind,
            text: text.into(),
            spans: Vec::new(),
            speaker_spans: Vec::new(),
            cue: None,
            via: Vec::new(),
            aligned: aligned.collect(),
        }
    }

    fn drawn(entry: &ReadingEntry) -> String {
        let piece = |piece: &Piece| match piece.kind {
            PieceKind::Same => piece.text.clone(),
            PieceKind::Differs => format!("*{}*", piece.text),
            PieceKind::Elided => "…".to_owned(),
            PieceKind::Omitted => "[om.]".to_owned(),
        };
        view(entry).pieces.iter().map(piece).collect()
    }

    #[test]
    fn differing_neighbours_are_marked_together_and_punctuation_stays() {
        let entry = reading(
            ReadingKind::Altered,
            "We put that warning, in a drawer.",
            &[
                ("We put", false),
                ("that", true),
                ("warning", true),
                ("in", false),
                ("a drawer", false),
            ],
        );
        assert_eq!(drawn(&entry), "We put *that warning*, in a drawer.");
    }

    #[test]
    fn omissions_are_shown_and_a_fragment_has_ellipses_at_its_ends() {
        let columns = [
            ("", true),
            ("it was", false),
            ("", true),
            ("", true),
            ("our neglect", false),
            ("", true),
        ];
        let altered = reading(ReadingKind::Altered, "it was our neglect", &columns);
        assert_eq!(drawn(&altered), "…it was[om.] our neglect…");
        let elided = reading(ReadingKind::Elided, "it was our neglect", &columns);
        assert_eq!(drawn(&elided), "…it was… our neglect…");
    }

    #[test]
    fn pieces_that_are_not_in_the_text_are_still_shown() {
        let entry = reading(ReadingKind::Verbatim, "ab", &[("xy", true)]);
        assert_eq!(drawn(&entry), " *xy*ab");
    }

    #[test]
    fn the_lemma_is_the_fullest_reading_that_most_reports_share() {
        let make = |siglum: &str, kind, text: &str| ReadingEntry {
            siglum: siglum.into(),
            ..reading(kind, text, &[])
        };
        let utterance = UtteranceEntry {
            id: "u1".into(),
            speaker: None,
            occasion: None,
            origins: recension_core::dossier::OriginRange { min: 1, max: 1 },
            readings: vec![
                make("A", ReadingKind::Verbatim, "we put it in a drawer"),
                make(
                    "B",
                    ReadingKind::Altered,
                    "we put it into some drawer there",
                ),
                make("C", ReadingKind::Verbatim, "we put it in a drawer"),
                make("D", ReadingKind::Elided, "a drawer"),
                make("E", ReadingKind::Elided, "a drawer"),
                make("F", ReadingKind::Elided, "a drawer"),
                make(
                    "G",
                    ReadingKind::Indirect,
                    "that they had put it in a drawer of theirs",
                ),
            ],
            remarks: Vec::new(),
        };
        let sorted = apparatus(&utterance);
        let sigla =
            |list: &[&ReadingEntry]| list.iter().map(|r| r.siglum.clone()).collect::<String>();
        assert_eq!(
            sorted.lemma.map(|lemma| lemma.entry.siglum.as_str()),
            Some("A")
        );
        assert_eq!(sigla(&sorted.agreeing), "C");
        assert_eq!(sorted.others.len(), 5);
    }
}

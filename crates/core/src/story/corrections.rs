//! Corrections by analysts: what belongs together and what does not, whatever the features say.
//!
//! A correction names reports by their ids, which come from their texts. A story's id is that of its
//! first report, so ids of stories do as well. Nothing is ever written to the file, and corrections
//! whose reports are not there are kept and said.

use super::stream::Stream;
use crate::witness::Term;

/// One correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// What it says.
    pub kind: CorrectionKind,
    /// The report it is about.
    pub(super) one: Term,
    /// The other report.
    pub(super) other: Term,
}

/// What a correction says about two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionKind {
    /// The first stands in the story of the second, alone, wherever its like are.
    Pin,
    /// The stories of the two are one.
    Merge,
    /// The two are never in one story.
    Split,
}

/// The words of the file.
const KINDS: &[(&str, CorrectionKind)] = &[
    ("pin", CorrectionKind::Pin),
    ("merge", CorrectionKind::Merge),
    ("split", CorrectionKind::Split),
];

/// A line of a corrections file that could not be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedLine {
    /// Counted from 1.
    pub line: usize,
    /// For people.
    pub why: String,
}

/// All corrections of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    list: Vec<Correction>,
}

impl Corrections {
    /// Reads a file: one correction a line, `pin REPORT STORY`, `merge STORY STORY` or
    /// `split REPORT REPORT`; empty lines and what stands behind `#` are passed over. Lines that
    /// say something else come back as unused.
    pub fn parse(text: &str) -> (Self, Vec<UnusedLine>) {
        let (mut list, mut unused) = (Vec::new(), Vec::new());
        for (line, content) in (1..).zip(text.lines()) {
            let content = content.split('#').next().unwrap_or_default();
            let words: Vec<&str> = content.split_whitespace().collect();
            match correction(line, &words) {
                _ if words.is_empty() => {}
                Ok(correction) => list.push(correction),
                Err(why) => unused.push(UnusedLine { line, why }),
            }
        }
        (Self { list }, unused)
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn of_kind(&self, kind: CorrectionKind) -> impl Iterator<Item = &Correction> {
        self.list.iter().filter(move |known| known.kind == kind)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.list.iter()
    }

    /// The report that a report is pinned to; the last line wins.
    pub(super) fn pinned_to(&self, report: Term) -> Option<Term> {
        let pins = self
            .of_kind(CorrectionKind::Pin)
            .filter(|pin| pin.one == report);
        pins.last().map(|pin| pin.other)
    }

    /// The reports that a correction names together with a report.
    pub(super) fn partners(&self, report: Term) -> Vec<Term> {
        let of = |known: &Correction| {
            (known.one == report)
                .then_some(known.other)
                .or_else(|| (known.other == report).then_some(known.one))
        };
        self.list.iter().filter_map(of).collect()
    }
}

impl Stream {
    /// Corrections that do nothing: their reports are not there, or another forbids them.
    pub fn unused_corrections(&self) -> Vec<UnusedLine> {
        let unused = |correction: &Correction| {
            let why = self.why_unused(correction)?;
            let line = correction.line;
            Some(UnusedLine { line, why })
        };
        self.corrections.iter().filter_map(unused).collect()
    }

    fn why_unused(&self, correction: &Correction) -> Option<String> {
        let stories = [correction.one, correction.other].map(|text| self.story_with(text));
        for (text, story) in [correction.one, correction.other].into_iter().zip(stories) {
            if story.is_none() {
                return Some(format!("no report has the id {:016x}", text.0));
            }
        }
        let together = stories[0] == stories[1];
        let wanted = correction.kind != CorrectionKind::Split;
        (together != wanted).then(|| "another correction forbids it".to_owned())
    }
}

fn correction(line: usize, words: &[&str]) -> Result<Correction, String> {
    let [kind, one, other] = words else {
        return Err("a correction is `pin`, `merge` or `split` and two ids".to_owned());
    };
    let known = KINDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(kind));
    let Some((_, kind)) = known else {
        return Err(format!("`{kind}` is none of `pin`, `merge`, `split`"));
    };
    let (one, other) = (id(one)?, id(other)?);
    if one == other {
        return Err("both ids are the same".to_owned());
    }
    Ok(Correction {
        line,
        kind: *kind,
        one,
        other,
    })
}

fn id(word: &str) -> Result<Term, String> {
    let number = u64::from_str_radix(word, 16);
    let long = word.len() == 16;
    number
        .ok()
        .filter(|_| long)
        .map(Term)
        .ok_or_else(|| format!("`{word}` is no id: sixteen hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_what_makes_no_sense_is_said() {
        let text = "# by the desk\n\
                    pin 00000000000000aa 00000000000000bb # wrong town\n\
                    MERGE 00000000000000aa 00000000000000cc\n\
                    join 00000000000000aa 00000000000000cc\n\
                    split aa bb\n\
                    split 00000000000000aa\n\
                    split 00000000000000aa 00000000000000aa\n";
        let (corrections, unused) = Corrections::parse(text);
        let kinds: Vec<_> = corrections.iter().map(|c| (c.line, c.kind)).collect();
        assert_eq!(
            kinds,
            [(2, CorrectionKind::Pin), (3, CorrectionKind::Merge)]
        );
        assert_eq!(corrections.pinned_to(Term(0xaa)), Some(Term(0xbb)));
        let lines: Vec<usize> = unused.iter().map(|unused| unused.line).collect();
        assert_eq!(lines, [4, 5, 6, 7]);
        assert!(unused[0].why.contains("join"), "{}", unused[0].why);
    }
}

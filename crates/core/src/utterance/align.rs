//! Multiple alignment of the words of several readings.
//!
//! Progressive alignment (Needleman and Wunsch 1970 for each step): the readings are put in an
//! order that depends on their words alone, each is aligned with the columns so far. Columns in
//! which the same readings agree, or differ, side by side are made one piece.

use super::classify::{Word, Wording};
use crate::dossier::AlignedPiece;
use crate::witness::Term;

/// Longest reading that is aligned, in words; longer ones are one piece.
const LONGEST: usize = 400;
/// Most readings that are aligned.
const MOST: usize = 64;

const SAME_WORD: i32 = 6;
const SAME_CONCEPT: i32 = 4;
const OTHER_WORD: i32 = -3;
const GAP: i32 = -2;

/// One place of the alignment: for each reading the word it has there.
#[derive(Clone, Debug, Default)]
struct Column {
    words: Vec<Option<usize>>,
    terms: Vec<Term>,
    concepts: Vec<Term>,
}

impl Column {
    fn score(&self, word: &Word) -> i32 {
        if self.terms.contains(&word.term) {
            return SAME_WORD;
        }
        match word.concept {
            Some(concept) if self.concepts.contains(&concept) => SAME_CONCEPT,
            _ => OTHER_WORD,
        }
    }

    fn put(&mut self, reading: usize, at: usize, word: &Word) {
        self.words[reading] = Some(at);
        if !self.terms.contains(&word.term) {
            self.terms.push(word.term);
        }
        if let Some(concept) = word
            .concept
            .filter(|concept| !self.concepts.contains(concept))
        {
            self.concepts.push(concept);
        }
    }
}

/// The aligned pieces of each reading; empty for indirect speech and for a reading alone.
pub(crate) fn align(wordings: &[Wording]) -> Vec<Vec<AlignedPiece>> {
    let mut order: Vec<usize> = (0..wordings.len())
        .filter(|index| takes_part(&wordings[*index]))
        .collect();
    order.sort_by_cached_key(|index| canonical(&wordings[*index]));
    order.truncate(MOST);
    let mut columns: Vec<Column> = Vec::new();
    for reading in &order {
        columns = with(
            &columns,
            &wordings[*reading].words,
            *reading,
            wordings.len(),
        );
    }
    let mut pieces = vec![Vec::new(); wordings.len()];
    if order.len() < 2 {
        return pieces;
    }
    for (number, run) in runs(&columns, wordings, &order).into_iter().enumerate() {
        let differs = differs(&columns[run.clone()], wordings, &order);
        for reading in &order {
            pieces[*reading].push(AlignedPiece {
                column: u32::try_from(number).unwrap_or(u32::MAX),
                text: text(&columns[run.clone()], *reading, &wordings[*reading]),
                differs,
            });
        }
    }
    pieces
}

fn takes_part(wording: &Wording) -> bool {
    !wording.indirect && !wording.words.is_empty() && wording.words.len() <= LONGEST
}

/// Longest first, then by the words themselves.
fn canonical(wording: &Wording) -> (std::cmp::Reverse<usize>, Vec<String>) {
    let texts = wording
        .words
        .iter()
        .map(|word| word.text.to_lowercase())
        .collect();
    (std::cmp::Reverse(wording.words.len()), texts)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Column,
    Word,
}

/// The columns with one more reading.
fn with(columns: &[Column], words: &[Word], reading: usize, readings: usize) -> Vec<Column> {
    let mut steps = steps(columns, words);
    let mut merged = Vec::with_capacity(steps.len());
    let (mut at_column, mut at_word) = (0, 0);
    while let Some(step) = steps.pop() {
        let mut column = match step {
            Step::Word => Column {
                words: vec![None; readings],
                ..Column::default()
            },
            _ => columns[at_column].clone(),
        };
        if step != Step::Column {
            column.put(reading, at_word, &words[at_word]);
        }
        at_column += usize::from(step != Step::Word);
        at_word += usize::from(step != Step::Column);
        merged.push(column);
    }
    merged
}

/// The best way through columns and words, last step first.
fn steps(columns: &[Column], words: &[Word]) -> Vec<Step> {
    let (height, width) = (columns.len() + 1, words.len() + 1);
    let mut scores = vec![0_i32; height * width];
    let mut ways = vec![Step::Both; height * width];
    for row in 0..height {
        for place in 0..width {
            if row == 0 && place == 0 {
                continue;
            }
            let both = (row > 0 && place > 0).then(|| {
                scores[(row - 1) * width + place - 1] + columns[row - 1].score(&words[place - 1])
            });
            let column = (row > 0).then(|| scores[(row - 1) * width + place] + GAP);
            let word = (place > 0).then(|| scores[row * width + place - 1] + GAP);
            let choices = [
                (both, Step::Both),
                (column, Step::Column),
                (word, Step::Word),
            ];
            // The first of equal choices stands.
            let mut best: Option<(i32, Step)> = None;
            for (score, step) in choices {
                if let Some(score) = score
                    && best.is_none_or(|(most, _)| score > most)
                {
                    best = Some((score, step));
                }
            }
            if let Some((score, step)) = best {
                scores[row * width + place] = score;
                ways[row * width + place] = step;
            }
        }
    }
    let (mut row, mut place) = (height - 1, width - 1);
    let mut steps = Vec::with_capacity(row + place);
    while row > 0 || place > 0 {
        let step = ways[row * width + place];
        steps.push(step);
        row -= usize::from(step != Step::Word);
        place -= usize::from(step != Step::Column);
    }
    steps
}

/// Neighbouring columns that belong to one piece: the same readings have words there, and all
/// agree or not all do; and no reading passes from one of its spans to the next.
fn runs(columns: &[Column], wordings: &[Wording], order: &[usize]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for at in 0..columns.len() {
        let joins = at > 0
            && order
                .iter()
                .all(|reading| continues(columns, wordings, *reading, at))
            && agree(&columns[at - 1], wordings, order) == agree(&columns[at], wordings, order);
        match runs.last_mut() {
            Some(run) if joins => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn continues(columns: &[Column], wordings: &[Wording], reading: usize, at: usize) -> bool {
    let words = &wordings[reading].words;
    match (columns[at - 1].words[reading], columns[at].words[reading]) {
        (None, None) => true,
        (Some(before), Some(here)) => words[before].piece == words[here].piece,
        _ => false,
    }
}

fn agree(column: &Column, wordings: &[Wording], order: &[usize]) -> bool {
    let mut terms = order
        .iter()
        .map(|reading| column.words[*reading].map(|at| wordings[*reading].words[at].term));
    let first = terms.next().flatten();
    first.is_some() && terms.all(|term| term == first)
}

fn differs(run: &[Column], wordings: &[Wording], order: &[usize]) -> bool {
    !run.iter().all(|column| agree(column, wordings, order))
}

/// The words of a reading in a run of columns.
fn text(run: &[Column], reading: usize, wording: &Wording) -> String {
    let words: Vec<&str> = run
        .iter()
        .filter_map(|column| column.words[reading])
        .map(|at| wording.words[at].text.as_str())
        .collect();
    words.join(" ")
}

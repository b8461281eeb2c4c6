//! Aligning one text with a table of texts already aligned.
//!
//! What both begin and end with is set aside; words that stand once in each are taken as anchors
//! where they keep their order (patience; Cohen 2010); what lies between is aligned by dynamic
//! programming (Needleman and Wunsch 1970).

use std::collections::BTreeMap;

use crate::collation::{Link, heaviest_chain};
use crate::witness::Term;

/// What a word costs that has no partner.
const GAP: u32 = 2;
/// What two different words cost that are set against each other: less than two gaps.
const REPLACED: u32 = 3;
/// What two spellings of one word cost that are set against each other.
const RESPELT: u32 = 1;
/// Most cells of a table that is filled; a stretch that asks for more has no partners.
const MOST_CELLS: usize = 4_000_000;

/// Most rounds of looking for anchors between anchors.
const MOST_ROUNDS: u32 = 40;

/// A step of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A column of the table against a word of the text.
    Both(usize, usize),
    /// A column against nothing.
    Column(usize),
    /// A word against nothing.
    Word(usize),
}

/// A stretch of the table and of the text.
#[derive(Clone, Copy)]
struct Stretch {
    columns: [usize; 2],
    words: [usize; 2],
    round: u32,
}

/// Aligns the words of a text with a table, of which each column holds all words that stand in it.
pub(super) fn align(
    columns: &[Vec<Term>],
    words: &[Term],
    alike: &dyn Fn(Term, Term) -> bool,
) -> Vec<Step> {
    let mut aligner = Aligner {
        columns,
        words,
        alike,
        steps: Vec::with_capacity(columns.len().max(words.len())),
    };
    aligner.stretch(Stretch {
        columns: [0, columns.len()],
        words: [0, words.len()],
        round: 0,
    });
    aligner.steps
}

struct Aligner<'a> {
    columns: &'a [Vec<Term>],
    words: &'a [Term],
    alike: &'a dyn Fn(Term, Term) -> bool,
    steps: Vec<Step>,
}

impl Aligner<'_> {
    fn same(&self, column: usize, word: usize) -> bool {
        self.columns[column].contains(&self.words[word])
    }

    fn stretch(&mut self, mut whole: Stretch) {
        while whole.columns[0] < whole.columns[1]
            && whole.words[0] < whole.words[1]
            && self.same(whole.columns[0], whole.words[0])
        {
            self.steps
                .push(Step::Both(whole.columns[0], whole.words[0]));
            whole.columns[0] += 1;
            whole.words[0] += 1;
        }
        let ending = self.ending(&whole);
        whole.columns[1] -= ending;
        whole.words[1] -= ending;
        self.middle(whole);
        let after = (0..ending).map(|n| Step::Both(whole.columns[1] + n, whole.words[1] + n));
        self.steps.extend(after);
    }

    fn ending(&self, whole: &Stretch) -> usize {
        let columns = (whole.columns[0]..whole.columns[1]).rev();
        let words = (whole.words[0]..whole.words[1]).rev();
        columns
            .zip(words)
            .take_while(|(column, word)| self.same(*column, *word))
            .count()
    }

    fn middle(&mut self, whole: Stretch) {
        let anchors = self.anchors(&whole);
        if anchors.is_empty() || whole.round > MOST_ROUNDS {
            return self.fill(whole);
        }
        let mut from = [whole.columns[0], whole.words[0]];
        for [column, word] in anchors {
            self.stretch(Stretch {
                columns: [from[0], column],
                words: [from[1], word],
                round: whole.round + 1,
            });
            self.steps.push(Step::Both(column, word));
            from = [column + 1, word + 1];
        }
        self.stretch(Stretch {
            columns: [from[0], whole.columns[1]],
            words: [from[1], whole.words[1]],
            round: whole.round + 1,
        });
    }

    /// Words that stand in one column and once in the text, in an order that both keep.
    fn anchors(&self, whole: &Stretch) -> Vec<[usize; 2]> {
        let mut seen: BTreeMap<Term, [Vec<usize>; 2]> = BTreeMap::new();
        for column in whole.columns[0]..whole.columns[1] {
            for term in &self.columns[column] {
                seen.entry(*term).or_default()[0].push(column);
            }
        }
        for word in whole.words[0]..whole.words[1] {
            seen.entry(self.words[word]).or_default()[1].push(word);
        }
        let once = seen
            .into_values()
            .filter_map(|[columns, words]| match (&*columns, &*words) {
                ([a], [b]) => Some(Link {
                    a: *a,
                    b: *b,
                    weight: 1.0,
                }),
                _ => None,
            });
        let links: Vec<Link> = once.collect();
        let chain = heaviest_chain(&links)
            .into_iter()
            .map(|index| [links[index].a, links[index].b]);
        let mut anchors: Vec<[usize; 2]> = chain.collect();
        // The chain may answer one column twice; an anchor may not.
        anchors.dedup_by_key(|[column, _]| *column);
        anchors
    }

    fn fill(&mut self, whole: Stretch) {
        let [rows, across] = [whole.columns, whole.words].map(|[from, to]| to - from);
        if rows == 0 || across == 0 || rows.saturating_mul(across) > MOST_CELLS {
            self.steps
                .extend((whole.columns[0]..whole.columns[1]).map(Step::Column));
            self.steps
                .extend((whole.words[0]..whole.words[1]).map(Step::Word));
            return;
        }
        let costs = self.costs(&whole);
        let mut steps = Vec::new();
        let (mut row, mut place) = (rows, across);
        let at = |row: usize, place: usize| costs[row * (across + 1) + place];
        while row > 0 || place > 0 {
            let here = at(row, place);
            let (column, word) = (whole.columns[0] + row, whole.words[0] + place);
            if row > 0
                && place > 0
                && here == at(row - 1, place - 1) + self.cost(column - 1, word - 1)
            {
                steps.push(Step::Both(column - 1, word - 1));
                (row, place) = (row - 1, place - 1);
            } else if row > 0 && here == at(row - 1, place) + GAP {
                steps.push(Step::Column(column - 1));
                row -= 1;
            } else {
                steps.push(Step::Word(word - 1));
                place -= 1;
            }
        }
        self.steps.extend(steps.into_iter().rev());
    }

    fn cost(&self, column: usize, word: usize) -> u32 {
        let alike = |term: &Term| (self.alike)(*term, self.words[word]);
        match self.same(column, word) {
            true => 0,
            false if self.columns[column].iter().any(alike) => RESPELT,
            false => REPLACED,
        }
    }

    fn costs(&self, whole: &Stretch) -> Vec<u32> {
        let [rows, across] = [whole.columns, whole.words].map(|[from, to]| to - from);
        let width = across + 1;
        let mut costs = vec![0_u32; (rows + 1) * width];
        for place in 1..=across {
            costs[place] = costs[place - 1] + GAP;
        }
        for row in 1..=rows {
            costs[row * width] = costs[(row - 1) * width] + GAP;
            for place in 1..=across {
                let both = costs[(row - 1) * width + place - 1]
                    + self.cost(whole.columns[0] + row - 1, whole.words[0] + place - 1);
                let one = costs[(row - 1) * width + place].min(costs[row * width + place - 1]);
                costs[row * width + place] = both.min(one + GAP);
            }
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(table: &str, text: &str) -> String {
        let terms = |text: &str| text.split(' ').map(Term::of).collect::<Vec<_>>();
        let columns: Vec<Vec<Term>> = terms(table).into_iter().map(|term| vec![term]).collect();
        let [above, below]: [Vec<&str>; 2] = [table, text].map(|text| text.split(' ').collect());
        let step = |step: Step| match step {
            Step::Both(column, word) => format!("{}={}", above[column], below[word]),
            Step::Column(column) => format!("{}=", above[column]),
            Step::Word(word) => format!("={}", below[word]),
        };
        align(&columns, &terms(text), &|_, _| false)
            .into_iter()
            .map(step)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_word_replaced_stands_against_the_one_it_replaced() {
        assert_eq!(drawn("a b c d", "a x c d"), "a=a b=x c=c d=d");
    }

    #[test]
    fn a_word_left_out_and_a_word_put_in() {
        assert_eq!(drawn("a b c d", "a c d e"), "a=a b= c=c d=d =e");
    }

    #[test]
    fn repeated_words_do_not_mislead() {
        assert_eq!(
            drawn("the a the b the c", "the a the c"),
            "the=the a=a the=the b= the= c=c"
        );
    }
}

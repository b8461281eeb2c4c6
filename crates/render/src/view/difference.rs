//! Which words of two passages answer each other: a longest common subsequence of folded words
//! (Wagner and Fischer 1974), for showing only; nothing is decided from it.

/// A run of words that the other side has too, or has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DiffPiece<'a> {
    /// The words with the white space behind them.
    pub(crate) text: &'a str,
    /// Whether the other side lacks them.
    pub(crate) differs: bool,
}

/// Longer passages are shown unmarked: the table grows with the product of the lengths.
const MOST_WORDS: usize = 400;

/// Both passages cut into runs of shared and differing words. Where hardly anything is shared
/// (under two fifths of the shorter side), marks would say nothing, and both come back unmarked.
pub(crate) fn difference<'a>(left: &'a str, right: &'a str) -> [Vec<DiffPiece<'a>>; 2] {
    let (left_words, right_words) = (words(left), words(right));
    let shorter = left_words.len().min(right_words.len());
    if shorter == 0 || left_words.len().max(right_words.len()) > MOST_WORDS {
        return [whole(left), whole(right)];
    }
    let [left_kept, right_kept] = common(&fold(&left_words), &fold(&right_words));
    let shared = left_kept.iter().filter(|kept| **kept).count();
    if shared * 5 < shorter * 2 {
        return [whole(left), whole(right)];
    }
    [
        runs(left, &left_words, &left_kept),
        runs(right, &right_words, &right_kept),
    ]
}

/// Both passages cut into runs of telling words that both have, in whatever order, and the rest: for
/// passages of which [`difference`] has nothing to say. `None` where it has.
pub(crate) fn kept_words<'a>(left: &'a str, right: &'a str) -> Option<[Vec<DiffPiece<'a>>; 2]> {
    let [ours, theirs] = difference(left, right);
    let marked = ours.iter().chain(&theirs).any(|piece| piece.differs);
    let (left_words, right_words) = (words(left), words(right));
    let (left_folded, right_folded) = (fold(&left_words), fold(&right_words));
    if marked || left_folded == right_folded {
        return None;
    }
    let kept = |words: &[&str], folded: &[String], others: &[String]| -> Vec<bool> {
        let pairs = words.iter().zip(folded);
        pairs
            .map(|(word, folded)| is_telling(word) && others.contains(folded))
            .collect()
    };
    let left_kept = kept(&left_words, &left_folded, &right_folded);
    let right_kept = kept(&right_words, &right_folded, &left_folded);
    Some([
        runs(left, &left_words, &left_kept),
        runs(right, &right_words, &right_kept),
    ])
}

/// Words that are seldom shared by chance: long ones, names, figures.
fn is_telling(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().count();
    let named = letters >= 4 && word.starts_with(char::is_uppercase);
    letters >= 6 || named || word.chars().any(|c| c.is_numeric())
}

fn whole(text: &str) -> Vec<DiffPiece<'_>> {
    vec![DiffPiece {
        text,
        differs: false,
    }]
}

fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .collect()
}

fn fold(words: &[&str]) -> Vec<String> {
    words
        .iter()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect()
}

fn common(left: &[String], right: &[String]) -> [Vec<bool>; 2] {
    let width = right.len() + 1;
    let mut table = vec![0_u32; (left.len() + 1) * width];
    let cell = |row: usize, column: usize| row * width + column;
    for row in (0..left.len()).rev() {
        for column in (0..right.len()).rev() {
            table[cell(row, column)] = if left[row] == right[column] {
                table[cell(row + 1, column + 1)] + 1
            } else {
                table[cell(row + 1, column)].max(table[cell(row, column + 1)])
            };
        }
    }
    let mut kept = [vec![false; left.len()], vec![false; right.len()]];
    let (mut row, mut column) = (0, 0);
    while row < left.len() && column < right.len() {
        if left[row] == right[column] {
            kept[0][row] = true;
            kept[1][column] = true;
            (row, column) = (row + 1, column + 1);
        } else if table[cell(row + 1, column)] >= table[cell(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    kept
}

/// Neighbouring words of one kind become one run; the words tile the passage.
fn runs<'a>(text: &'a str, words: &[&'a str], kept: &[bool]) -> Vec<DiffPiece<'a>> {
    let mut pieces: Vec<DiffPiece<'a>> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (index, (word, word_kept)) in words.iter().zip(kept).enumerate() {
        end += word.len();
        if kept.get(index + 1) == Some(word_kept) {
            continue;
        }
        pieces.push(DiffPiece {
            text: text.get(start..end).unwrap_or_default(),
            differs: !word_kept,
        });
        start = end;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(pieces: &[DiffPiece<'_>]) -> String {
        let mark = |piece: &DiffPiece<'_>| match piece.differs {
            true => format!("*{}*", piece.text.trim_end()),
            false => piece.text.trim_end().to_owned(),
        };
        pieces.iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_of_one_side_only_are_marked() {
        let [left, right] = difference(
            "We put the warning in a drawer.",
            "we put that warning into a drawer",
        );
        assert_eq!(drawn(&left), "We put *the* warning *in* a drawer.");
        assert_eq!(drawn(&right), "we put *that* warning *into* a drawer");
    }

    #[test]
    fn of_reworded_passages_the_words_that_stayed_are_found() {
        let left = "By early afternoon roughly 2,400 people had been taken out by tractor.";
        let right = "Firefighters put the number removed at about 2,400 by the afternoon.";
        let [left, right] = kept_words(left, right).unwrap();
        assert_eq!(
            drawn(&left),
            "*By early* afternoon *roughly* 2,400 *people had been taken out by tractor.*"
        );
        assert_eq!(
            drawn(&right),
            "*Firefighters put the number removed at about* 2,400 *by the* afternoon."
        );
        assert_eq!(kept_words("a b c", "a b d"), None);
        assert_eq!(kept_words("a b c", "A b c."), None);
    }

    #[test]
    fn unrelated_passages_stay_unmarked() {
        let [left, right] = difference("one two three four five six", "seven eight nine ten");
        assert!(left.iter().chain(&right).all(|piece| !piece.differs));
    }
}

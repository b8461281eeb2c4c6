//! Which reports of a story are compared at all.
//!
//! In a story of a few dozen reports each is compared with each. In a larger one that would cost
//! the square of what it tells: a thousand copies of one text need no half million comparisons to
//! be told from one another. There, near copies are first gathered into families, each around its
//! earliest report (leader clustering; Hartigan 1975), and a report is compared with
//!
//! - the first of its family;
//! - reports that share word pairs with it which few others have: the variants that tell the line a
//!   copy stands in (the common readings of Lachmann and Maas), whatever family they are in;
//! - where it is first of a family, the firsts of the likest other families, by their rare words.
//!
//! Whoever is named in a credit is compared besides, by the derivation.

use std::collections::BTreeSet;

use super::weights::{background_bits, is_content};
use crate::language::WordMap;
use crate::witness::{Sentence, Term, TokenKind, Witness};

/// Reports up to which each is compared with each.
pub(crate) const ALL_COMPARED: usize = 96;
/// Share of the word pairs of the shorter of two texts that both have from which they are of one
/// family.
const COPIED: f32 = 0.8;
/// Families in which a word pair may stand and still find one.
const MOST_LEADERS: usize = 64;
/// Reports in which a word pair may stand and still be a variant.
const MOST_HOLDERS: usize = 24;
/// Reports that share variants with one that it is compared with.
const KIN: usize = 6;
/// Words of a report that find other families, and how many may have such a word.
const FINDING_WORDS: usize = 32;
const MOST_FOUND: usize = 256;
/// Families that the first of a family is compared with.
const OTHERS: usize = 12;

/// The pairs of reports of a story that are compared, and the families of near copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likely {
    /// Sorted, the smaller index first.
    pub pairs: Vec<[usize; 2]>,
    /// By report, the first of its family of near copies.
    pub leaders: Vec<usize>,
    /// Whether these are all pairs there are.
    pub complete: bool,
}

impl Likely {
    /// Chooses among the pairs of a story.
    pub fn of(witnesses: &[Witness]) -> Self {
        if witnesses.len() <= ALL_COMPARED {
            return Self::all(witnesses.len());
        }
        let texts: Vec<Text> = witnesses.iter().map(Text::of).collect();
        let leaders = leaders(witnesses, &texts);
        let mut pairs: BTreeSet<[usize; 2]> = BTreeSet::new();
        let own = leaders.iter().enumerate();
        pairs.extend(own.filter_map(|(report, leader)| pair(report, *leader)));
        add_kin(&texts, &mut pairs);
        add_other_families(&texts, &leaders, &mut pairs);
        Self {
            pairs: pairs.into_iter().collect(),
            leaders,
            complete: false,
        }
    }

    /// All pairs of so many reports, each a family of its own.
    pub fn all(reports: usize) -> Self {
        let pairs = (0..reports).flat_map(|a| (a + 1..reports).map(move |b| [a, b]));
        Self {
            pairs: pairs.collect(),
            leaders: (0..reports).collect(),
            complete: true,
        }
    }

    /// Whether two reports (the smaller index first) are compared.
    pub fn has(&self, pair: [usize; 2]) -> bool {
        self.complete || self.pairs.binary_search(&pair).is_ok()
    }

    /// The same with further pairs.
    #[must_use]
    pub fn with(mut self, further: &BTreeSet<[usize; 2]>) -> Self {
        if !self.complete {
            self.pairs.extend(further);
            self.pairs.sort_unstable();
            self.pairs.dedup();
        }
        self
    }
}

fn pair(a: usize, b: usize) -> Option<[usize; 2]> {
    (a != b).then(|| [a.min(b), a.max(b)])
}

/// What of a report is compared to choose.
struct Text {
    /// Its pairs of neighbouring words, sorted, each once.
    word_pairs: Vec<Term>,
    /// Its stems with their background bits, sorted by stem, each once.
    stems: Vec<(Term, f32)>,
}

impl Text {
    fn of(witness: &Witness) -> Self {
        let told = || witness.sentences.iter().filter(|s| s.role.is_story());
        let mut word_pairs: Vec<Term> = told().flat_map(|s| word_pairs(witness, s)).collect();
        word_pairs.sort_unstable();
        word_pairs.dedup();
        let tokens = told().flat_map(|sentence| witness.sentence_tokens(sentence));
        let content = tokens.filter(|token| is_content(token.kind));
        let mut stems: Vec<(Term, f32)> = content
            .map(|token| (token.stem, background_bits(witness, token)))
            .collect();
        stems.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
        stems.dedup_by_key(|entry| entry.0);
        Self { word_pairs, stems }
    }
}

/// The pairs of neighbouring words of a sentence, marks aside, in order.
pub(crate) fn word_pairs(witness: &Witness, sentence: &Sentence) -> Vec<Term> {
    let tokens = witness.sentence_tokens(sentence).iter();
    let words: Vec<Term> = tokens
        .filter(|token| token.kind != TokenKind::Mark)
        .map(|token| token.word)
        .collect();
    let mixed = |pair: &[Term]| match pair {
        [a, b] => Term(a.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ b.0),
        _ => Term(0),
    };
    words.windows(2).map(mixed).collect()
}

/// By report, the first of its family: the earliest near copy that is none of another.
fn leaders(witnesses: &[Witness], texts: &[Text]) -> Vec<usize> {
    let published = |report: &usize| {
        let stated = witnesses[*report].article.metadata.published.as_ref();
        let moment = stated.map(|s| (s.value.from, s.value.second_of_day.unwrap_or(0)));
        (moment.is_none(), moment, *report)
    };
    let mut order: Vec<usize> = (0..witnesses.len()).collect();
    order.sort_by_key(published);
    let mut leaders: Vec<usize> = (0..witnesses.len()).collect();
    let mut index: WordMap<Term, Vec<usize>> = WordMap::default();
    for report in order {
        let own = &texts[report].word_pairs;
        let found = counted(own.iter().filter_map(|pair| index.get(pair)), MOST_LEADERS);
        let copied = |(leader, shared): &(usize, usize)| {
            let shorter = own.len().min(texts[*leader].word_pairs.len());
            *shared as f32 >= COPIED * shorter as f32
        };
        if let Some((leader, _)) = found.into_iter().find(copied) {
            leaders[report] = leader;
            continue;
        }
        for pair in own {
            index.entry(*pair).or_default().push(report);
        }
    }
    leaders
}

/// How often each report stands in postings of a bounded length, the most often first.
fn counted<'p>(postings: impl Iterator<Item = &'p Vec<usize>>, most: usize) -> Vec<(usize, usize)> {
    let short = postings.filter(|reports| reports.len() <= most);
    let mut all: Vec<usize> = short.flatten().copied().collect();
    all.sort_unstable();
    let groups = all.chunk_by(|x, y| x == y);
    let count = |group: &[usize]| Some((*group.first()?, group.len()));
    let mut counts: Vec<(usize, usize)> = groups.filter_map(count).collect();
    counts.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(&y.0)));
    counts
}

/// Reports that share variants with each other.
fn add_kin(texts: &[Text], pairs: &mut BTreeSet<[usize; 2]>) {
    let mut index: WordMap<Term, Vec<usize>> = WordMap::default();
    for (report, text) in texts.iter().enumerate() {
        for word_pair in &text.word_pairs {
            let holders = index.entry(*word_pair).or_default();
            // One more than may be tells that there are too many.
            if holders.len() <= MOST_HOLDERS {
                holders.push(report);
            }
        }
    }
    for (report, text) in texts.iter().enumerate() {
        let postings = text.word_pairs.iter().filter_map(|pair| index.get(pair));
        let kin = counted(postings, MOST_HOLDERS).into_iter();
        let kin = kin.filter(|(other, _)| *other != report).take(KIN);
        pairs.extend(kin.filter_map(|(other, _)| pair(report, other)));
    }
}

/// The firsts of families with those of the likest others.
fn add_other_families(texts: &[Text], leaders: &[usize], pairs: &mut BTreeSet<[usize; 2]>) {
    let firsts: Vec<usize> = (0..leaders.len())
        .filter(|at| leaders[*at] == *at)
        .collect();
    let mut holders: WordMap<Term, u32> = WordMap::default();
    let stems = firsts.iter().flat_map(|first| &texts[*first].stems);
    stems.for_each(|(stem, _)| *holders.entry(*stem).or_default() += 1);
    let weight = |(stem, bits): &(Term, f32)| {
        let share = holders.get(stem).copied().unwrap_or(1) as f32 / firsts.len() as f32;
        bits * (1.0 - share.ln())
    };
    let mut index: WordMap<Term, Vec<usize>> = WordMap::default();
    let mut telling: Vec<Vec<(Term, f32)>> = Vec::with_capacity(firsts.len());
    for first in &firsts {
        let own = texts[*first].stems.iter();
        let mut own: Vec<(Term, f32)> = own.map(|entry| (entry.0, weight(entry))).collect();
        own.retain(|(stem, _)| holders.get(stem).is_some_and(|count| *count > 1));
        own.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        own.truncate(FINDING_WORDS);
        for (stem, _) in &own {
            let found = index.entry(*stem).or_default();
            if found.len() < MOST_FOUND {
                found.push(*first);
            }
        }
        telling.push(own);
    }
    for (first, own) in firsts.iter().zip(&telling) {
        let mut found: Vec<(usize, f32)> = Vec::new();
        for (stem, weight) in own {
            let others = index.get(stem).into_iter().flatten();
            found.extend(others.map(|other| (*other, *weight)));
        }
        found.retain(|(other, _)| other != first);
        found.sort_by_key(|(other, _)| *other);
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let likest = found.iter().take(OTHERS);
        pairs.extend(likest.filter_map(|(other, _)| pair(*first, *other)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;
    use crate::witness::prepare;
    use crate::witness::samples::article;

    const TEXT: &str = "A freight barge broke loose from its moorings at Lindau quay before sunrise and drifted onto the stone pillars of the railway crossing. Harbour master Ines Okafor closed the waterway at once and sent two tugs to hold the wreck against the current. Divers found a crack as wide as a hand in the northern pillar.";

    fn witnesses(texts: &[String]) -> Vec<Witness> {
        let one = |text: &String| prepare(article("en", &[(Role::Body, text)]));
        texts.iter().map(one).collect()
    }

    #[test]
    fn a_few_reports_are_all_compared() {
        let texts: Vec<String> = vec![TEXT.to_owned(); ALL_COMPARED];
        let likely = Likely::of(&witnesses(&texts));
        assert_eq!(likely, Likely::all(ALL_COMPARED));
    }

    #[test]
    fn many_copies_are_compared_with_their_first_and_with_those_that_share_a_variant() {
        let mut texts: Vec<String> = vec![TEXT.to_owned(); 200];
        for at in [70, 130] {
            texts[at] = TEXT.replace("two tugs", "seven tugs");
        }
        texts.push("Bakers in the old town will raise the price of rye bread in spring because flour has become dearer.".to_owned());
        let likely = Likely::of(&witnesses(&texts));
        assert!((1..200).all(|copy| likely.leaders[copy] == 0 && likely.has([0, copy])));
        assert_eq!(likely.leaders[200], 200);
        assert!(likely.has([70, 130]) && !likely.has([71, 131]));
        assert!(likely.pairs.len() < 220, "{}", likely.pairs.len());
    }
}

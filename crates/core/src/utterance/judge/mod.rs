//! The last word on which pieces of quotations are one utterance.
//!
//! What words propose (`cluster`, `attach`) is judged pair by pair: a small network weighs what two
//! pieces have in common, how much in one order, how both begin, and, where the user supplies a
//! sentence model, how well each word of the one is met by a word of the other. Groups fall into
//! the parts that hold together. With a model, what words left apart is joined where each piece is
//! the nearest that the other's report has; without one, words have said all they can: that two
//! statements share few words tells a free rendering from another statement no better than chance.
//! The networks' weights are printed by `recension-eval
//! train-pairs` from labelled pairs.

mod by_meaning;
mod by_words;
mod network;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

pub use by_meaning::{ADDED_SIGN_NAMES, MEANING_SIGNS};
pub use by_words::{WORD_SIGN_NAMES, WORD_SIGNS};
pub use network::{Network, UNITS, Unit, soft_sign};

use super::atoms::{Atom, spoken, tokens};
use super::cluster::on_other_occasions;
use super::pieces::Pieces;
use crate::meaning::{Meanings, Pair, SentenceModel, WordMeanings};
use crate::witness::Witness;
use weights::{BY_MEANING, BY_WORDS};

/// Log odds from which two pieces that words left apart are joined: more likely than not.
const JOIN: f64 = 0.0;
/// Log odds below which two pieces that words joined are parted, about one in nine: words have
/// spoken for them already.
const PART: f64 = -2.0;
/// Nearness below which two pieces are not looked at for it.
const LEAST_NEARNESS: f32 = 0.3;
/// Nearest pieces of all reports that are looked at.
const MOST_NEAREST: usize = 12;
/// Fewest content words of a piece that is looked at.
const FEWEST_CONCEPTS: usize = 2;

/// Two pieces of quotations of two reports: what the networks are fitted on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// What their words show.
    pub words: [f64; WORD_SIGNS],
    /// What a sentence model shows, where there is one that could read both.
    pub meaning: Option<[f64; MEANING_SIGNS]>,
}

impl Compared {
    /// Logarithm of the odds that the two are wordings of one utterance.
    fn odds(&self) -> f64 {
        match &self.meaning {
            Some(signs) => BY_MEANING.odds(signs),
            None => BY_WORDS.odds(&self.words),
        }
    }
}

/// The atoms of a story with what is known for comparing them.
pub(crate) struct Judge<'a> {
    pieces: &'a Pieces,
    model: Option<Read>,
}

/// What a model says of the atoms: of each as a whole, and of its words.
struct Read {
    wholes: Meanings,
    words: Vec<WordMeanings>,
}

impl<'a> Judge<'a> {
    pub(crate) fn of(
        witnesses: &[Witness],
        pieces: &'a Pieces,
        model: Option<&dyn SentenceModel>,
    ) -> Self {
        Self {
            pieces,
            model: model.map(|model| read(witnesses, pieces, model)),
        }
    }

    /// The groups as they are found to be.
    pub(crate) fn judged(&self, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let parted = groups.into_iter().flat_map(|group| self.parted(group));
        let parted = parted.collect();
        match &self.model {
            Some(read) => self.joined(parted, read),
            None => parted,
        }
    }

    /// Every two pieces of different reports, compared: for the tool that fits the networks.
    pub(crate) fn compared(&self) -> Vec<Compared> {
        let telling = self.telling();
        let pairs = telling.iter().enumerate();
        let pairs = pairs.flat_map(|(at, x)| telling[at + 1..].iter().map(move |y| [*x, *y]));
        let apart = pairs.filter(|[x, y]| self.atoms()[*x].witness != self.atoms()[*y].witness);
        apart.map(|pair| self.compare(pair)).collect()
    }

    fn atoms(&self) -> &[Atom] {
        &self.pieces.atoms
    }

    /// The atoms that say enough to be compared.
    fn telling(&self) -> Vec<usize> {
        let says = |at: &usize| self.atoms()[*at].concepts.len() >= FEWEST_CONCEPTS;
        (0..self.atoms().len()).filter(says).collect()
    }

    fn compare(&self, [x, y]: [usize; 2]) -> Compared {
        let piece = |at: usize| (&self.atoms()[at], &self.pieces.profiles[at]);
        let words = by_words::signs(piece(x), piece(y));
        let added = self.model.as_ref().and_then(|read| {
            let nearness = read.wholes.nearness(x, y)?;
            by_meaning::signs(nearness, &read.words[x], &read.words[y])
        });
        let joined = |added: [f64; by_meaning::ADDED_SIGNS]| {
            let mut signs = [0.0; MEANING_SIGNS];
            signs[..WORD_SIGNS].copy_from_slice(&words);
            signs[WORD_SIGNS..].copy_from_slice(&added);
            signs
        };
        Compared {
            words,
            meaning: added.map(joined),
        }
    }

    /// The parts of a group that hold together.
    fn parted(&self, group: Vec<usize>) -> Vec<Vec<usize>> {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for atom in group {
            let holds = |part: &Vec<usize>| part.iter().any(|other| self.hold(atom, *other));
            let (with, mut without): (Vec<_>, Vec<_>) = parts.into_iter().partition(holds);
            let mut part: Vec<usize> = with.into_iter().flatten().collect();
            part.push(atom);
            without.push(part);
            parts = without;
        }
        parts
    }

    /// Whether nothing parts two atoms of a group: they stand side by side in one quotation, have
    /// the same words, say too little to be judged, or are judged to be one.
    fn hold(&self, x: usize, y: usize) -> bool {
        let (a, b) = (&self.atoms()[x], &self.atoms()[y]);
        if a.witness == b.witness {
            return a.quotation == b.quotation && a.place.abs_diff(b.place) == 1;
        }
        let brief = a.concepts.len().min(b.concepts.len()) < FEWEST_CONCEPTS;
        brief || a.words == b.words || self.compare([x, y]).odds() > PART
    }

    /// The groups, with those joined that hold wordings of one utterance.
    fn joined(&self, mut groups: Vec<Vec<usize>>, read: &Read) -> Vec<Vec<usize>> {
        let mut home = vec![usize::MAX; self.atoms().len()];
        for (number, group) in groups.iter().enumerate() {
            group.iter().for_each(|index| home[*index] = number);
        }
        for (_, pair) in self.likely(&home, read) {
            let [to, from] = pair.map(|at| home[at]);
            if to == from || !self.may_join(&groups[to], &groups[from]) {
                continue;
            }
            let moved = std::mem::take(&mut groups[from]);
            moved.iter().for_each(|index| home[*index] = to);
            groups[to].extend(moved);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// The pairs of atoms of different groups that are likely one utterance, the likeliest first,
    /// of each pair the atom with the lesser key first.
    fn likely(&self, home: &[usize], read: &Read) -> Vec<(f64, [usize; 2])> {
        let judged = |[x, y]: [usize; 2]| {
            let odds = self.compare([x, y]).odds();
            let ordered = self.atoms()[x].key <= self.atoms()[y].key;
            (odds, if ordered { [x, y] } else { [y, x] })
        };
        let pairs = self.candidates(home, read).into_iter().map(judged);
        let mut likely: Vec<(f64, [usize; 2])> = pairs.filter(|(odds, _)| *odds > JOIN).collect();
        let key = |pair: &[usize; 2]| pair.map(|at| &self.atoms()[at].key);
        likely.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| key(x).cmp(&key(y))));
        likely
    }

    /// The pairs to be judged: of one speaker, in different reports and groups, each the nearest
    /// that the other's report has.
    fn candidates(&self, home: &[usize], read: &Read) -> BTreeSet<[usize; 2]> {
        let mut telling = self.telling();
        telling.retain(|at| home[*at] != usize::MAX);
        let may = |x: usize, y: usize| {
            let (a, b) = (&self.atoms()[x], &self.atoms()[y]);
            a.witness != b.witness && a.voice.is(&b.voice)
        };
        let near = read
            .wholes
            .nearest(&telling, MOST_NEAREST, LEAST_NEARNESS, may);
        let mut found = self.mutual(&near);
        found.retain(|[x, y]| home[*x] != home[*y]);
        found
    }

    /// Of some pairs those in which each is the nearest of its report.
    fn mutual(&self, pairs: &[Pair]) -> BTreeSet<[usize; 2]> {
        let mut best: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        let sides =
            |[x, y]: [usize; 2]| [(x, self.atoms()[y].witness), (y, self.atoms()[x].witness)];
        for pair in pairs {
            for side in sides(pair.passages) {
                let known = best.entry(side).or_insert(pair.nearness);
                *known = known.max(pair.nearness);
            }
        }
        let is_best = |pair: &&Pair| {
            let sides = sides(pair.passages);
            sides
                .iter()
                .all(|side| best.get(side) == Some(&pair.nearness))
        };
        pairs
            .iter()
            .filter(is_best)
            .map(|pair| pair.passages)
            .collect()
    }

    /// Whether two groups may be one: every two speakers may be the same, and no report would say
    /// the thing twice.
    fn may_join(&self, one: &[usize], other: &[usize]) -> bool {
        let fits = |x: &usize, y: &usize| {
            let (a, b) = (&self.atoms()[*x], &self.atoms()[*y]);
            a.witness != b.witness && a.voice.may_be(&b.voice) && !on_other_occasions(a, b)
        };
        one.iter().all(|x| other.iter().all(|y| fits(x, y)))
    }
}

/// Asks a model about every atom and its words.
fn read(witnesses: &[Witness], pieces: &Pieces, model: &dyn SentenceModel) -> Read {
    let passage = |atom: &Atom| {
        let witness = witnesses.get(atom.witness);
        witness.map_or("", |witness| witness.slice(atom.span))
    };
    let passages: Vec<&str> = pieces.atoms.iter().map(passage).collect();
    let words: Vec<_> = pieces
        .atoms
        .iter()
        .map(|atom| words(witnesses, pieces, atom))
        .collect();
    Read {
        wholes: Meanings::of(model, &passages),
        words: WordMeanings::of(model, &passages, &words),
    }
}

/// The words of an atom, without what brackets put in: where in it each stands, in bytes, and
/// whether it is a content word.
fn words(
    witnesses: &[Witness],
    pieces: &Pieces,
    atom: &Atom,
) -> Vec<(std::ops::Range<usize>, bool)> {
    let Some(witness) = witnesses.get(atom.witness) else {
        return Vec::new();
    };
    let known = pieces.concepts.get(&witness.article.metadata.language);
    let words = spoken(witness, tokens(witness, atom.span));
    let within = |at: u32| at.saturating_sub(atom.span.start) as usize;
    words
        .map(|token| {
            let is_content = known.is_some_and(|known| known.content(token).is_some());
            (within(token.span.start)..within(token.span.end), is_content)
        })
        .collect()
}

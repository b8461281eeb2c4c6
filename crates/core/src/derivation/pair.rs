//! A pair of witnesses with what the collation knows of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::collation::{
    Collation, Correspondence, Link, Run, heaviest_chain, sentence_fingerprint,
};
use crate::witness::{Sentence, Witness};

/// Words of a run from which it is no heading or teaser.
const TEASER_WORDS: u32 = 40;

/// Two witnesses of a story, looked at together. `first < second` in the order of the story.
pub struct Pair<'a> {
    /// Indices in the story.
    pub index: [usize; 2],
    /// All witnesses of the story.
    pub witnesses: &'a [Witness],
    /// The collation of the story.
    pub collation: &'a Collation,
    /// Sentences of the pair that answer each other, in the heaviest chain that keeps the order.
    pub chain: Vec<&'a Correspondence>,
    /// The same, weighed by all that is said, quoted or not: once dependence is shown, what a
    /// sentence quotes may have come with it.
    pub answering: Vec<&'a Correspondence>,
    /// Sentences that answer each other best, each way, and stand outside the chain: what the two
    /// tell in another order.
    pub crossing: Vec<&'a Correspondence>,
    /// Shared runs that are not standing text.
    pub runs: Vec<&'a Run>,
    /// Fingerprints of sentences that stand in other stories too.
    standing: &'a BTreeSet<u64>,
}

impl<'a> Pair<'a> {
    /// Looks at a pair; `index[0] < index[1]`.
    pub fn new(
        witnesses: &'a [Witness],
        collation: &'a Collation,
        standing: &'a BTreeSet<u64>,
        index: [usize; 2],
    ) -> Self {
        let mut pair = Self {
            index,
            witnesses,
            collation,
            chain: Vec::new(),
            answering: Vec::new(),
            crossing: Vec::new(),
            runs: Vec::new(),
            standing,
        };
        pair.chain = pair.find_chain(|c| c.narration * c.narration_bits);
        pair.answering = pair.find_chain(|c| c.similarity);
        pair.crossing = pair.find_crossing();
        pair.runs = pair.find_runs();
        pair
    }

    /// The first (0) or second (1) witness.
    pub fn side(&self, side: usize) -> &'a Witness {
        &self.witnesses[self.index[side]]
    }

    /// Their labels.
    pub fn sigla(&self) -> [&'a str; 2] {
        [0, 1].map(|side| self.side(side).siglum.0.as_str())
    }

    /// The sentence of a side.
    pub fn sentence(&self, side: usize, sentence: usize) -> &'a Sentence {
        &self.side(side).sentences[sentence]
    }

    /// The sentences of a side that tell the story at some length.
    pub fn story_sentences(&self, side: usize) -> impl Iterator<Item = usize> + '_ {
        story_sentences(self.side(side))
    }

    /// Fingerprints of sentences that stand in other stories too.
    pub(crate) fn standing(&self) -> &BTreeSet<u64> {
        self.standing
    }

    fn find_chain(&self, weight: fn(&Correspondence) -> f32) -> Vec<&'a Correspondence> {
        let all = self.collation.between(self.index[0], self.index[1]);
        let own: Vec<_> = all.iter().filter(|c| !self.is_standing(c)).collect();
        let link = |c: &&Correspondence| Link {
            a: c.a.sentence,
            b: c.b.sentence,
            weight: weight(c),
        };
        let links: Vec<_> = own.iter().map(link).collect();
        heaviest_chain(&links)
            .into_iter()
            .map(|index| own[index])
            .collect()
    }

    fn find_crossing(&self) -> Vec<&'a Correspondence> {
        let all = self.collation.between(self.index[0], self.index[1]);
        let own: Vec<_> = all.iter().filter(|c| !self.is_standing(c)).collect();
        let worth = |c: &Correspondence| c.narration * c.narration_bits;
        let mut best: [BTreeMap<usize, f32>; 2] = Default::default();
        for link in &own {
            for (side, place) in [link.a.sentence, link.b.sentence].into_iter().enumerate() {
                let most = best[side].entry(place).or_default();
                *most = most.max(worth(link));
            }
        }
        let is_best = |c: &Correspondence| {
            let most = |side: usize, place: usize| best[side].get(&place).copied().unwrap_or(0.0);
            worth(c) >= most(0, c.a.sentence) && worth(c) >= most(1, c.b.sentence)
        };
        let ours: BTreeSet<usize> = self.chain.iter().map(|c| c.a.sentence).collect();
        let theirs: BTreeSet<usize> = self.chain.iter().map(|c| c.b.sentence).collect();
        let outside =
            |c: &Correspondence| !ours.contains(&c.a.sentence) && !theirs.contains(&c.b.sentence);
        own.into_iter()
            .filter(|c| is_best(c) && outside(c))
            .collect()
    }

    fn is_standing(&self, correspondence: &Correspondence) -> bool {
        let place = correspondence.a;
        let witness = &self.witnesses[place.witness];
        self.is_standing_sentence(witness, &witness.sentences[place.sentence])
    }

    fn is_standing_sentence(&self, witness: &Witness, sentence: &Sentence) -> bool {
        !self.standing.is_empty()
            && self
                .standing
                .contains(&sentence_fingerprint(witness.sentence_tokens(sentence)))
    }

    fn find_runs(&self) -> Vec<&'a Run> {
        let runs = self.collation.runs_between(self.index[0], self.index[1]);
        runs.iter()
            .filter(|run| !self.is_standing_run(run) && !self.is_teaser(run))
            .collect()
    }

    /// Whether a short run starts in a line that ends like no sentence, in both reports: the
    /// headings and teasers of a site stand among the paragraphs of all its pages.
    fn is_teaser(&self, run: &Run) -> bool {
        let starts_in_line = |side: usize| {
            let witness = self.side(side);
            let sentence = witness
                .sentence_at(run.spans[side])
                .map(|at| &witness.sentences[at]);
            let text = sentence
                .map_or("", |sentence| witness.slice(sentence.span))
                .trim_end();
            text.ends_with(|last: char| last.is_alphanumeric())
        };
        run.words < TEASER_WORDS && starts_in_line(0) && starts_in_line(1)
    }

    fn is_standing_run(&self, run: &Run) -> bool {
        let witness = self.side(0);
        let sentence = witness
            .sentence_at(run.spans[0])
            .map(|index| &witness.sentences[index]);
        sentence.is_some_and(|sentence| self.is_standing_sentence(witness, sentence))
    }
}

/// The sentences of a witness that tell the story at some length (five content words or more).
pub(crate) fn story_sentences(witness: &Witness) -> impl Iterator<Item = usize> + '_ {
    let long = |sentence: &Sentence| {
        let tokens = witness.sentence_tokens(sentence);
        tokens
            .iter()
            .filter(|token| crate::collation::is_content(token.kind))
            .count()
            >= 4
    };
    let is_told = move |sentence: &Sentence| sentence.role.is_story() && long(sentence);
    witness
        .sentences
        .iter()
        .enumerate()
        .filter(move |(_, s)| is_told(s))
        .map(|(index, _)| index)
}

/// Number of sentences of a witness that tell the story at some length.
pub fn story_sentence_count(witness: &Witness) -> usize {
    story_sentences(witness).count()
}

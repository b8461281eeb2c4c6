//! Which reports are taken for one family before anything is judged: those that share much of their
//! narration letter for letter.
//!
//! Words that every report of a story uses say little, but where all reports are copies of one, every
//! word is such a word. So copies have to be known before words are weighed, by something that needs
//! no weights: long runs of the same words in the same order.

use std::collections::BTreeMap;

use crate::collation::{Likely, Run, TermWeights, shared_runs};
use crate::origins::Groups;
use crate::witness::{TokenKind, Witness};

/// Words of narration in a run that two writers hardly hit upon by themselves.
const LONG_RUN: u32 = 8;
/// Words in such runs below which a report is no copy, however short it is.
const FEWEST_WORDS: u32 = 16;
/// Share of the shorter report that stands in such runs from which one is a copy.
const COPIED: f32 = 0.4;

/// By report, a number of its family.
pub(super) fn families(witnesses: &[Witness], likely: &Likely) -> Vec<usize> {
    let mut groups = Groups::of(witnesses.len());
    for (report, leader) in likely.leaders.iter().enumerate() {
        groups.merge(*leader, report);
    }
    let words: Vec<u32> = witnesses.iter().map(story_words).collect();
    let runs = shared_runs(witnesses, &likely.pairs, &TermWeights::default());
    for ([a, b], shared) in shared_words(&runs) {
        let shorter = words[a].min(words[b]);
        if shared >= FEWEST_WORDS && shared as f32 >= COPIED * shorter as f32 {
            groups.merge(a, b);
        }
    }
    (0..witnesses.len())
        .map(|report| groups.find(report))
        .collect()
}

/// Words of narration in long runs, by pair.
fn shared_words(runs: &[Run]) -> BTreeMap<[usize; 2], u32> {
    let mut shared = BTreeMap::new();
    for run in runs {
        let told = run.words - run.quoted_words;
        if told >= LONG_RUN {
            *shared.entry(run.witnesses).or_default() += told;
        }
    }
    shared
}

fn story_words(witness: &Witness) -> u32 {
    let told = witness.sentences.iter().filter(|s| s.role.is_story());
    let tokens = told.flat_map(|sentence| witness.sentence_tokens(sentence));
    let words = tokens.filter(|token| token.kind != TokenKind::Mark).count();
    u32::try_from(words).unwrap_or(u32::MAX)
}

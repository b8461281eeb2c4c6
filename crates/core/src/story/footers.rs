//! Standing sentences of a stream: footers, subscription lines, background an outlet keeps.
//!
//! The same rule as for many reports at once (`standing`), one report at a time: a sentence met in a
//! story from which the rest of the report is unlike is standing, and says nothing from then on.

use super::sketch::Line;
use crate::witness::Term;

/// Sentences that are remembered (a power of two); later ones crowd out earlier ones.
const REMEMBERED: usize = 1 << 16;
/// Tokens from which a sentence is looked at.
pub(super) const LEAST_TOKENS: usize = 3;

#[derive(Clone, Copy, Debug, Default)]
struct Met {
    fingerprint: u64,
    /// The story it was met in, plus one; 0 for none.
    story: u32,
    standing: bool,
}

/// Sentences met.
#[derive(Clone, Debug)]
pub(super) struct Footers {
    met: Vec<Met>,
}

impl Default for Footers {
    fn default() -> Self {
        Self {
            met: vec![Met::default(); REMEMBERED],
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the lower bits are wanted")]
const fn place(fingerprint: Term) -> usize {
    (fingerprint.0 as usize) & (REMEMBERED - 1)
}

impl Footers {
    fn of(&self, line: &Line) -> Option<&Met> {
        let met = self.met.get(place(line.fingerprint))?;
        let same = met.fingerprint == line.fingerprint.0 && met.story > 0;
        (same && line.tokens >= LEAST_TOKENS).then_some(met)
    }

    /// Whether a sentence is known to be standing.
    pub(super) fn is_standing(&self, line: &Line) -> bool {
        self.of(line).is_some_and(|met| met.standing)
    }

    /// The story a sentence was met in.
    pub(super) fn story(&self, line: &Line) -> Option<u32> {
        self.of(line).map(|met| met.story - 1)
    }

    /// Remembers that a sentence is standing.
    pub(super) fn mark(&mut self, line: &Line) {
        if let Some(met) = self.met.get_mut(place(line.fingerprint)) {
            met.standing = true;
        }
    }

    /// Remembers the story of a report's sentences.
    pub(super) fn remember(&mut self, lines: &[Line], story: u32) {
        for line in lines.iter().filter(|line| line.tokens >= LEAST_TOKENS) {
            let Some(met) = self.met.get_mut(place(line.fingerprint)) else {
                continue;
            };
            let known = met.fingerprint == line.fingerprint.0;
            *met = Met {
                fingerprint: line.fingerprint.0,
                story: story + 1,
                standing: known && met.standing,
            };
        }
    }
}

//! Grounds of counts with what is counted from them.

use std::collections::{BTreeMap, BTreeSet};

use recension_core::dossier::{OriginRange, Recount};
use serde::{Deserialize, Serialize};

/// A made-up story.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Case {
    pub(crate) recount: Recount,
    pub(crate) without: Vec<Without>,
}

/// Its numbers without some links, by the names that the page has for them: `[least, most]`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Without {
    pub(crate) refused: BTreeSet<usize>,
    pub(crate) counts: BTreeMap<String, [u32; 2]>,
}

impl Without {
    pub(crate) fn of(recount: &Recount, refused: BTreeSet<usize>) -> Self {
        let found = recount.counts(&refused);
        let mut counts = BTreeMap::new();
        let mut enter = |name: String, range: &OriginRange| {
            counts.insert(name, [range.min, range.max]);
        };
        enter("story".to_owned(), &found.story);
        let lists = [
            ("c", &found.claims),
            ("u", &found.utterances),
            ("b", &found.briefing),
        ];
        for (letter, ranges) in lists {
            for (place, range) in ranges.iter().enumerate() {
                enter(format!("{letter}{place}"), range);
            }
        }
        for (place, sides) in found.contradictions.iter().enumerate() {
            for (side, range) in sides.iter().enumerate() {
                enter(format!("x{place}.{side}"), range);
            }
        }
        Self { refused, counts }
    }
}

//! Grouping of reports into stories: which reports tell of the same event.
//!
//! The method, in the order of its steps:
//!
//! 1. Reports whose kept text is the same are one unit ([`copies`]), so that a thousand copies weigh
//!    as one.
//! 2. Each unit becomes a profile: its stems with how early and how often they stand, which of them
//!    are names, the title and lead apart ([`profile`]). Sentences that stand in reports which
//!    otherwise share nothing (footers, standing paragraphs) are left out ([`standing`]).
//! 3. Terms weigh by how rare they are, in the reports given and in the language at large
//!    ([`rarity`]), which works for five reports of one story as well as for thousands of many.
//! 4. An index over the weightiest terms finds the pairs worth a look ([`candidates`]).
//! 5. Stories grow by joining the two groups with the best odds ([`agglomerate`]), each time judged
//!    as wholes: averages over all pairs of reports between the two, measured against how alike
//!    each is within itself ([`decision`]). So no chain of single likenesses joins two events.
//!
//! Nothing depends on the order of the reports given: units are sorted by their text first, and ties
//! go to the first unit.

mod agglomerate;
mod candidates;
mod copies;
mod decision;
mod profile;
mod rarity;
mod sparse;
mod standing;
mod summary;
mod weights;

#[cfg(test)]
mod tests;

use crate::witness::Witness;

pub use decision::{FEATURE_NAMES, FEATURES, Features};

use profile::Profile;
use rarity::Rarity;
use summary::Summary;

/// Two groups of reports that were found to be of one story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Join {
    /// Index of the first report of the larger group.
    pub host: usize,
    /// Index of the first report of the group that joined it.
    pub guest: usize,
    /// Why: how alike the two were, as wholes.
    pub features: Features,
}

/// Stories found among reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouping {
    /// Indices of the reports of each story. Each report stands in exactly one. The largest story
    /// first; ties, and the reports of a story, in an order that comes from their texts.
    pub stories: Vec<Vec<usize>>,
    /// What was joined, in the order it was done.
    pub joins: Vec<Join>,
}

/// Says whether two groups are of one story, seeing their reports (as indices) and how alike they
/// are: above zero for yes, the more the sooner they are joined.
pub type Judge<'a> = &'a mut dyn FnMut(&[usize], &[usize], &Features) -> f64;

/// Groups reports into stories.
///
/// Any input gives a grouping: reports without a word each stand alone, and reports with the same
/// kept text are always together.
pub fn group(witnesses: &[Witness]) -> Grouping {
    group_with(witnesses, &mut |_, _, features| features.log_odds())
}

/// Groups reports into stories by a judge of one's own, such as one that learns the decision.
pub fn group_with(witnesses: &[Witness], judge: Judge<'_>) -> Grouping {
    let copies::Units { distinct, empty } = copies::units(witnesses);
    let mut priors = profile::Priors::default();
    let mut profiles: Vec<Profile> = distinct
        .iter()
        .map(|members| Profile::of(witnesses, members, &mut priors))
        .collect();
    standing::leave_out(&mut profiles);
    let rarity = Rarity::of(&profiles);
    let summaries: Vec<Summary> = profiles
        .iter()
        .map(|profile| Summary::of(profile, &rarity))
        .collect();
    let pairs = candidates::pairs(&summaries);
    let agglomerate::Outcome { mut groups, joins } =
        agglomerate::run(summaries, &pairs, distinct, judge);
    groups.extend(empty.into_iter().map(|report| vec![report]));
    groups.sort_by_key(|members| std::cmp::Reverse(members.len()));
    Grouping {
        stories: groups,
        joins,
    }
}

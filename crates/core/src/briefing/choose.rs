//! Which claims and sayings the briefing tells.

use std::collections::{BTreeMap, BTreeSet};

use super::Saying;
use super::stand_alone::stands_alone;
use crate::claim::{Claim, StoryContext, is_content};
use crate::collation::Place;
use crate::dossier::OriginRange;
use crate::witness::Term;

/// A sentence that is told.
pub(super) struct Choice<'a> {
    /// The claim for which it is told.
    pub(super) claim: &'a Claim,
    /// The place of this claim among those of the story.
    at: usize,
    pub(super) place: Place,
    /// How many origins attest all that the sentence says: of its claims, the least attested.
    pub(super) origins: OriginRange,
    /// The places of these claims; none where its report alone says it all.
    pub(super) counted: Vec<usize>,
    /// The reports that attest all that the sentence says, its own among them.
    pub(super) witnesses: BTreeSet<usize>,
    words: BTreeSet<Term>,
    worth: f32,
}

/// Claims that are looked at, best attested first; a bound that keeps large stories linear.
const CONSIDERED: usize = 400;
/// What a claim of one report is worth against one that several make.
const ALONE: f32 = 0.5;
/// What the opening sentences of a report are worth against others.
const LEAD: f32 = 2.2;
/// What the logarithm of the reports is worth against the origins.
const REPORTS: f32 = 0.5;
/// Power of the number of words by which what a sentence shares with other reports is divided: long
/// sentences say more, and more that nobody else says.
const LENGTH: f32 = 0.7;
/// What a sentence loses for repeating what is told already.
const REPETITION: f32 = 1.4;
/// Share of its weight that a sentence may repeat at most.
const MOST_REPEATED: f32 = 0.6;

/// Chooses claims by worth against repetition (maximal marginal relevance; Carbonell and
/// Goldstein 1998), told in the order in which the reports tell them. What a chosen sentence says is
/// not told again; a claim is told in words that no report disputes, where it has such.
pub(super) fn claims<'a>(
    story: &StoryContext,
    claims: &'a [Claim],
    disputed: &BTreeSet<Place>,
    room: usize,
) -> Vec<Choice<'a>> {
    let standings = standings(story, claims);
    let told_at = told_at(claims);
    let mut open: Vec<Choice> = claims
        .iter()
        .enumerate()
        .take(CONSIDERED)
        .filter_map(|(at, claim)| choice(story, &standings, disputed, (at, claim)))
        .collect();
    let mut chosen: Vec<Choice> = Vec::new();
    let mut told: BTreeSet<Term> = BTreeSet::new();
    while chosen.len() < room {
        let gains: Vec<f32> = open.iter().map(|c| gain(story, c, &told)).collect();
        let best = (0..open.len())
            .filter(|index| gains[*index] > 0.0)
            .max_by(|a, b| gains[*a].total_cmp(&gains[*b]).then(b.cmp(a)));
        let Some(best) = best else { break };
        let choice = open.swap_remove(best);
        let covered = told_at.get(&choice.place).into_iter().flatten();
        let covered: BTreeSet<usize> = covered.copied().collect();
        open.retain(|other| !covered.contains(&other.at));
        open.sort_by_key(|choice| choice.claim.wording);
        told.extend(&choice.words);
        chosen.push(choice);
    }
    chosen.sort_by(|x, y| {
        let at = |c: &Choice| (depth(story, c), c.place);
        let (x_at, y_at) = (at(x), at(y));
        x_at.0.total_cmp(&y_at.0).then(x_at.1.cmp(&y_at.1))
    });
    chosen
}

/// By sentence, the claims that it attests.
fn told_at(claims: &[Claim]) -> BTreeMap<Place, Vec<usize>> {
    let mut told: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        for place in claim.places() {
            told.entry(place).or_default().push(at);
        }
    }
    told
}

/// How far into their reports, on average, a claim's sentences stand: 0 at the start, 1 at the end.
fn depth(story: &StoryContext, choice: &Choice) -> f32 {
    let depths = choice.claim.places().map(|place| {
        let all = story
            .witnesses
            .get(place.witness)
            .map_or(1, |w| w.sentences.len().max(1));
        place.sentence as f32 / all as f32
    });
    depths.fold(1.0, f32::min)
}

/// What stands behind a sentence as a whole.
#[derive(Clone)]
struct Standing {
    origins: OriginRange,
    /// The places of its claims.
    claims: BTreeSet<usize>,
    witnesses: BTreeSet<usize>,
    /// How much of it its claims cover, in bytes.
    covered: u32,
}

impl Standing {
    fn of(at: usize, claim: &Claim) -> Self {
        let witnesses = claim.attestations.iter().map(|attested| attested.witness);
        Self {
            origins: claim.origins,
            claims: BTreeSet::from([at]),
            witnesses: witnesses.collect(),
            covered: 0,
        }
    }
}

/// By sentence, what stands behind all of its claims: a sentence that says two things is attested no
/// better than the one that fewer say, and by those reports alone that say both. What no claim
/// covers, or one report alone says all of, has one origin.
fn standings(story: &StoryContext, claims: &[Claim]) -> BTreeMap<Place, Standing> {
    let mut standings: BTreeMap<Place, Standing> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        let whole = Standing::of(at, claim);
        for attested in &claim.attestations {
            for (place, span) in attested.places.iter().zip(&attested.spans) {
                let standing = standings.entry(*place).or_insert_with(|| whole.clone());
                standing.claims.insert(at);
                let least = &mut standing.origins;
                least.min = least.min.min(claim.origins.min);
                least.max = least.max.min(claim.origins.max);
                standing
                    .witnesses
                    .retain(|witness| whole.witnesses.contains(witness));
                standing.covered += span.len();
            }
        }
    }
    for (place, standing) in &mut standings {
        let all = story
            .sentence(*place)
            .map_or(0, |sentence| sentence.span.len());
        let covered = u64::from(standing.covered) * 10 >= u64::from(all) * COVERED;
        if !covered || standing.witnesses.len() < 2 {
            standing.origins = OriginRange { min: 1, max: 1 };
            standing.claims.clear();
            standing.witnesses = BTreeSet::from([place.witness]);
        }
    }
    standings
}

/// Tenths of a sentence that its claims cover at least; beside them stand quotations and who speaks.
const COVERED: u64 = 6;

fn choice<'a>(
    story: &StoryContext,
    standings: &BTreeMap<Place, Standing>,
    disputed: &BTreeSet<Place>,
    (at, claim): (usize, &'a Claim),
) -> Option<Choice<'a>> {
    let rank = |place: &Place| {
        let standing = standings.get(place);
        let origins = standing.map_or(claim.origins, |standing| standing.origins);
        (!disputed.contains(place), origins.min, origins.max)
    };
    // Of the sentences that say it, one that nobody disputes and that says least besides; of such,
    // the one shown.
    let place = std::iter::once(claim.wording)
        .chain(claim.places().filter(|place| *place != claim.wording))
        .filter(|place| stands_alone(story, *place))
        .fold(None, |best: Option<Place>, place| match best {
            Some(best) if rank(&best) >= rank(&place) => Some(best),
            _ => Some(place),
        })?;
    let words = words(story, place);
    let standing = standings.get(&place).cloned();
    let Standing {
        origins,
        claims,
        witnesses,
        ..
    } = standing.unwrap_or_else(|| Standing::of(at, claim));
    let strength = origins.min as f32 + 0.5 * (origins.max - origins.min) as f32;
    let reports = (1.0 + claim.attestations.len() as f32).ln();
    let lead = if place.sentence < 3 { LEAD } else { 1.0 };
    let central = centrality(story, &words);
    let alone = if claim.attestations.len() > 1 {
        1.0
    } else {
        ALONE
    };
    let worth = alone * lead * central * (strength + REPORTS * reports);
    Some(Choice {
        claim,
        at,
        place,
        origins,
        counted: claims.into_iter().collect(),
        witnesses,
        words,
        worth,
    })
}

/// How much of what a sentence says other reports say too, somewhere.
fn centrality(story: &StoryContext, words: &BTreeSet<Term>) -> f32 {
    let all = story.witnesses.len().max(1) as f32;
    let spread = |word: &Term| story.collation.weights.witnesses_with(*word) as f32 / all;
    let sum: f32 = words.iter().map(spread).sum();
    sum / (words.len().max(1) as f32).powf(LENGTH)
}

fn gain(story: &StoryContext, choice: &Choice, told: &BTreeSet<Term>) -> f32 {
    let weight = |words: &mut dyn Iterator<Item = &Term>| -> f32 {
        words.map(|word| story.rarity(*word).max(0.5)).sum()
    };
    let all = weight(&mut choice.words.iter()).max(f32::EPSILON);
    let repeated = weight(&mut choice.words.intersection(told)) / all;
    if repeated > MOST_REPEATED {
        return 0.0;
    }
    choice.worth * (1.0 - REPETITION * repeated * repeated)
}

fn words(story: &StoryContext, place: Place) -> BTreeSet<Term> {
    let (Some(witness), Some(sentence)) =
        (story.witnesses.get(place.witness), story.sentence(place))
    else {
        return BTreeSet::new();
    };
    let lexicon = story.lexicon(place.witness);
    let tokens = witness.sentence_tokens(sentence).iter();
    tokens
        .filter(|token| is_content(token))
        .map(|token| lexicon.concept(token))
        .collect()
}

/// Letters of a quotation that says something and can be read at a glance.
const QUOTATION: std::ops::RangeInclusive<u32> = 40..=320;

/// The best attested sayings of a fit length, not two with the same words.
pub(super) fn sayings<'a>(
    story: &StoryContext,
    sayings: &'a [Saying],
    room: usize,
) -> Vec<&'a Saying> {
    let mut order: Vec<&Saying> = sayings
        .iter()
        .filter(|saying| QUOTATION.contains(&saying.words.span.len()) && !saying.speaker.is_empty())
        .collect();
    order.sort_by(|x, y| {
        let rank = |s: &Saying| (s.origins.min, s.origins.max, s.readings.len());
        rank(y).cmp(&rank(x)).then(x.words.cmp(&y.words))
    });
    let mut kept: Vec<&Saying> = Vec::new();
    for saying in order {
        let text = |s: &Saying| {
            story
                .witnesses
                .get(s.words.witness)
                .map(|w| w.slice(s.words.span))
        };
        if kept.len() < room && !kept.iter().any(|other| text(other) == text(saying)) {
            kept.push(saying);
        }
    }
    kept
}

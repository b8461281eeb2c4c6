//! Which words attest a claim, and which of them are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Alignment;
use super::content::{Content, Contents};
use super::context::StoryContext;
use super::statement::Voice;
use crate::collation::Place;
use crate::origins::Groups;
use crate::text::TextSpan;
use crate::witness::Term;

/// The words of one sentence that attest a claim: one clause of it or several side by side.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    pub(super) place: Place,
    pub(super) span: TextSpan,
    /// The subject of its verb, where that stands with an earlier clause.
    pub(super) subject: Option<TextSpan>,
    pub(super) voice: Voice,
    /// Whether the words open with the verb that reports them ("called for a truce").
    pub(super) has_cue: bool,
    /// Clauses of the story, in order.
    clauses: Vec<usize>,
    is_whole: bool,
    /// Whether it opens with a word that hangs it on another clause ("before it broke").
    hangs: bool,
}

/// The wordings of each claim, by place. Clauses that stand in the very same sentences of the same
/// reports in the same voice are told together: apart they would say no more. So are clauses side by
/// side in a sentence that no other report states.
pub(super) fn claims(
    story: &StoryContext,
    contents: &Contents,
    groups: &[Vec<usize>],
) -> Vec<Vec<Wording>> {
    let mut together: BTreeMap<(Vec<Place>, Voice), Vec<&Vec<usize>>> = BTreeMap::new();
    let mut alone: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for group in groups {
        let members = || group.iter().filter_map(|at| contents.clauses.get(*at));
        let Some(first) = members().next() else {
            continue;
        };
        if let [only] = group[..] {
            alone.entry(first.clause.place).or_default().push(only);
            continue;
        }
        let places = members().map(|member| member.clause.place).collect();
        together
            .entry((places, first.clause.voice))
            .or_default()
            .push(group);
    }
    let mut claims: Vec<Vec<Wording>> = Vec::new();
    for ((places, _), groups) in together {
        let distinct = places.windows(2).all(|pair| pair[0] != pair[1]);
        if distinct {
            claims.push(joined(story, contents, &groups, &places));
        } else {
            let alone = groups.iter().map(|group| single(story, contents, group));
            claims.extend(alone);
        }
    }
    for (place, mut clauses) in alone {
        clauses.sort_unstable();
        let runs = clauses.chunk_by(|a, b| a + 1 == *b);
        claims.extend(runs.map(|run| lone(story, contents, place, run)));
    }
    claims.retain(|wordings| !wordings.is_empty());
    claims
}

/// Clauses side by side in one sentence. In several voices they are the report's word: what is
/// between them says who speaks.
fn lone(story: &StoryContext, contents: &Contents, place: Place, run: &[usize]) -> Vec<Wording> {
    let voices: BTreeSet<Voice> = run
        .iter()
        .filter_map(|at| Some(contents.clauses.get(*at)?.clause.voice))
        .collect();
    let voice = match voices.into_iter().collect::<Vec<_>>()[..] {
        [voice] => voice,
        _ => Voice::Report,
    };
    wording(story, contents, place, run.to_vec(), voice)
        .into_iter()
        .collect()
}

/// Groups of clauses that stand in the same sentences, as one claim.
fn joined(
    story: &StoryContext,
    contents: &Contents,
    groups: &[&Vec<usize>],
    places: &[Place],
) -> Vec<Wording> {
    let at = |place: &Place| -> Vec<usize> {
        let all = groups.iter().flat_map(|group| group.iter().copied());
        all.filter(|at| {
            contents
                .clauses
                .get(*at)
                .is_some_and(|c| c.clause.place == *place)
        })
        .collect()
    };
    let wording = |place: &Place| {
        let clauses = at(place);
        let first = contents.clauses.get(*clauses.first()?)?;
        let voice = first.clause.voice;
        wording(story, contents, *place, clauses, voice)
    };
    places.iter().filter_map(wording).collect()
}

fn single(story: &StoryContext, contents: &Contents, group: &[usize]) -> Vec<Wording> {
    let one = |at: &usize| {
        let clause = &contents.clauses.get(*at)?.clause;
        wording(story, contents, clause.place, vec![*at], clause.voice)
    };
    group.iter().filter_map(one).collect()
}

fn wording(
    story: &StoryContext,
    contents: &Contents,
    place: Place,
    mut clauses: Vec<usize>,
    voice: Voice,
) -> Option<Wording> {
    clauses.sort_unstable();
    let spans = || {
        clauses
            .iter()
            .filter_map(|at| Some(contents.clauses.get(*at)?.clause.span))
    };
    let start = spans().map(|span| span.start).min()?;
    let end = spans().map(|span| span.end).max()?;
    let of_sentence = contents.of_sentence(place);
    let of_text = story
        .sentence(place)
        .map_or(0, |sentence| sentence.span.len());
    // What is left of a sentence beside its only clause may be a quotation or say who speaks; much
    // more is something that the claim does not say.
    let most = u64::from(end - start) * WHOLE_OF >= u64::from(of_text) * PART_OF;
    let whole_sentence = clauses.len() == of_sentence.len() && most;
    let first = clauses.first().and_then(|at| contents.clauses.get(*at));
    // "To end the war" and "for a truce" say too little without the verb that reports them.
    let cue = match voice {
        Voice::Report => None,
        _ if first.is_some_and(|c| c.clause.stands_alone()) => None,
        _ => cue_before(story, place, start),
    };
    let span = match story.sentence(place) {
        Some(sentence) if whole_sentence => sentence.span,
        _ => TextSpan::new(
            cue.map_or(start, |cue| cue.start),
            with_what_it_introduces(contents, &clauses).unwrap_or(end),
        ),
    };
    let is_whole = whole_sentence || first.is_some_and(|c| c.clause.is_whole);
    let subject = first.and_then(|c| c.clause.subject);
    Some(Wording {
        place,
        span,
        subject: subject.filter(|_| !is_whole),
        voice,
        has_cue: cue.is_some() && !whole_sentence,
        clauses,
        is_whole,
        hangs: !whole_sentence && first.is_some_and(|c| c.clause.hangs),
    })
}

/// Where the words end that the last of some clauses introduces ("the mayor has expressed …"), if it
/// does: without them it says nothing.
fn with_what_it_introduces(contents: &Contents, clauses: &[usize]) -> Option<u32> {
    let last = *clauses.last()?;
    let own = &contents.clauses.get(last)?.clause;
    let following = contents.clauses.get(last + 1..)?.iter();
    let said = following
        .map(|content| &content.clause)
        .take_while(|clause| clause.place == own.place && clause.voice != Voice::Report);
    let end = said.last()?.span.end;
    own.introduces.then_some(end)
}

/// The word that reports what starts at a byte of a sentence, a word before it at most.
fn cue_before(story: &StoryContext, place: Place, start: u32) -> Option<TextSpan> {
    const LONGEST_BETWEEN: u32 = 12;
    let witness = story.witnesses.get(place.witness)?;
    let cues = witness
        .quotations
        .iter()
        .filter_map(|quotation| quotation.cue);
    let mut before = cues.filter(|cue| {
        let between = TextSpan::new(cue.end, start.max(cue.end));
        let words = witness.slice(between);
        cue.end <= start
            && between.len() <= LONGEST_BETWEEN
            && words.chars().all(|c| c.is_alphabetic() || c == ' ')
    });
    before.next()
}

/// Of the wordings of a claim, the most that surely state the same: in reports, then by place.
pub(super) fn surest(alignment: &Alignment, wordings: &[Wording]) -> Vec<Wording> {
    let mut groups = Groups::of(wordings.len());
    for (at, one) in wordings.iter().enumerate() {
        for (other, another) in wordings.iter().enumerate().skip(at + 1) {
            if one.surely_states(alignment, another) {
                groups.merge(at, other);
            }
        }
    }
    let reports = |group: &Vec<usize>| {
        let witnesses = group
            .iter()
            .filter_map(|at| wordings.get(*at))
            .map(|w| w.place.witness);
        witnesses.collect::<BTreeSet<usize>>().len()
    };
    let best = groups
        .members()
        .into_iter()
        .max_by(|x, y| reports(x).cmp(&reports(y)).then(y.cmp(x)));
    let best = best.unwrap_or_default();
    best.iter()
        .filter_map(|at| wordings.get(*at))
        .cloned()
        .collect()
}

/// Clauses stand for their sentence where they make up so many parts of so many of its letters.
const PART_OF: u64 = 6;
const WHOLE_OF: u64 = 10;

/// Share of what happens in a wording that another must carry for both to corroborate it: figures
/// and dates in common show that two reports speak of one thing, not that they say the same of it.
const CARRIED: f32 = 0.45;

/// What an unattested bit costs against an attested one, when a wording is chosen.
const COST_OF_EXTRAS: f32 = 0.6;
/// What a wording with subject and verb of its own is worth, in bits.
const WHOLE: f32 = 6.0;
/// The same where it hangs on another clause.
const HANGING: f32 = 2.0;

/// The wording that says most of what the others say, and least that they do not.
pub(super) fn best<'w>(contents: &Contents, wordings: &'w [Wording]) -> Option<&'w Wording> {
    let said: Vec<BTreeMap<Term, f32>> = wordings.iter().map(|w| w.says(contents)).collect();
    let mut carriers: BTreeMap<Term, u32> = BTreeMap::new();
    for stem in said.iter().flat_map(BTreeMap::keys) {
        *carriers.entry(*stem).or_default() += 1;
    }
    let others = (wordings.len().max(2) - 1) as f32;
    let value = |(stem, bits): (&Term, &f32)| {
        let carried = carriers.get(stem).map_or(0, |n| n - 1) as f32 / others;
        bits * (carried - COST_OF_EXTRAS * (1.0 - carried))
    };
    let score = |(wording, said): (&Wording, &BTreeMap<Term, f32>)| {
        said.iter().map(value).sum::<f32>() + wording.worth_of_form()
    };
    let scores: Vec<f32> = wordings.iter().zip(&said).map(score).collect();
    let best = (0..wordings.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
    best.and_then(|index| wordings.get(index))
}

impl Wording {
    /// What it is worth that the words can be read alone, in bits.
    fn worth_of_form(&self) -> f32 {
        match (self.is_whole, self.hangs) {
            (true, false) => WHOLE,
            (true, true) => HANGING,
            (false, _) => 0.0,
        }
    }

    fn surely_states(&self, alignment: &Alignment, other: &Self) -> bool {
        let pairs = self
            .clauses
            .iter()
            .flat_map(|a| other.clauses.iter().map(move |b| (*a, *b)));
        pairs.into_iter().any(|(a, b)| alignment.is_sure(a, b))
    }

    /// Whether these words carry what another wording says happened, or near it.
    pub(super) fn carries(&self, alignment: &Alignment, other: &Self) -> bool {
        alignment.carried(&other.clauses, &self.clauses) >= CARRIED
    }

    /// Its stems with their background bits.
    pub(super) fn says(&self, contents: &Contents) -> BTreeMap<Term, f32> {
        let clauses = self
            .clauses
            .iter()
            .filter_map(|at| contents.clauses.get(*at));
        let words = clauses.flat_map(|content: &Content| &content.words);
        words.map(|word| (word.stem, word.background)).collect()
    }

    /// How much it says, in bits.
    pub(super) fn weight(&self, contents: &Contents) -> f32 {
        self.says(contents).values().sum()
    }
}

//! At which step a pair of annotated passages was lost, for whoever mends the claims.

use recension_core::claim::{Compared, StoryContext, clauses, compared};
use recension_core::compile::with_statements;
use recension_core::meaning::SentenceModel;

use crate::annotated::{AnnotatedStory, Words, share_half};
use crate::report::Result;
use crate::train::claims::places;

/// What became of a fact in two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// No clause holds the words of one of both.
    NoClause,
    /// The clauses were never compared.
    NotProposed,
    /// They were held to be two things.
    Apart,
    /// They were found too little alike.
    Unlike,
    /// They were found alike.
    Alike,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::NoClause => "no clause",
            Self::NotProposed => "not proposed",
            Self::Apart => "apart",
            Self::Unlike => "unlike",
            Self::Alike => "alike",
        }
    }
}

/// Tells for each annotated pair of passages of a story how far it got.
///
/// # Errors
/// Where a report cannot be read.
#[allow(clippy::print_stderr, reason = "a message for whoever asked for it")]
pub(crate) fn tell(story: &AnnotatedStory, model: Option<&dyn SentenceModel>) -> Result<()> {
    let lines = with_statements(story.witnesses()?, model, |context| lines(story, context));
    for line in lines {
        eprintln!("{}: {line}", story.name);
    }
    Ok(())
}

fn lines(story: &AnnotatedStory, context: &StoryContext) -> Vec<String> {
    let clauses: Vec<Words> = clauses(context)
        .into_iter()
        .map(|(witness, span)| (witness, span.range()))
        .collect();
    let pairs = compared(context);
    let mut lines = Vec::new();
    for fact in &story.truth.claims {
        let fact = places(context, &fact.attestations);
        for (at, a) in fact.iter().enumerate() {
            for b in fact.iter().skip(at + 1).filter(|b| b.0 != a.0) {
                lines.push(line(context, &clauses, &pairs, [a, b]));
            }
        }
    }
    lines
}

fn line(
    context: &StoryContext,
    clauses: &[Words],
    pairs: &[Compared],
    both: [&Words; 2],
) -> String {
    let stated = both.map(|words| clauses.iter().any(|clause| share_half(clause, words)));
    let reach = |pair: &Compared| {
        let own = [0, 1].map(|side| (pair.witnesses[side], pair.spans[side].range()));
        let [a, b] = both;
        let straight = share_half(&own[0], a) && share_half(&own[1], b);
        straight || share_half(&own[0], b) && share_half(&own[1], a)
    };
    let best = pairs.iter().filter(|pair| reach(pair)).max_by(|x, y| {
        let odds = |pair: &Compared| (!pair.apart, pair.odds);
        odds(x)
            .0
            .cmp(&odds(y).0)
            .then(odds(x).1.total_cmp(&odds(y).1))
    });
    let step = match best {
        _ if stated.contains(&false) => Step::NoClause,
        None => Step::NotProposed,
        Some(pair) if pair.apart => Step::Apart,
        Some(pair) if pair.odds > 0.0 => Step::Alike,
        Some(_) => Step::Unlike,
    };
    let odds = best.map_or(0.0, |pair| pair.odds);
    let text = |words: &Words| {
        let text = context
            .witnesses
            .get(words.0)
            .map(|w| w.article.text.as_str());
        text.and_then(|text| text.get(words.1.clone()))
            .unwrap_or("")
            .to_owned()
    };
    let wide = |side: usize| {
        best.and_then(|pair| Some((*pair.witnesses.get(side)?, pair.spans.get(side)?.range())))
            .map_or(String::new(), |words| text(&words))
    };
    format!(
        "step {} {odds:.2}: {} / {} ## {} ## {}",
        step.name(),
        text(both[0]),
        text(both[1]),
        wide(0),
        wide(1)
    )
}

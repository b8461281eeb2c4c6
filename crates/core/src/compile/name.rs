//! What a story is called: its id and its headline.

use crate::derivation::Derivation;
use crate::stemma::is_edge;
use crate::story::Sketch;
use crate::witness::Witness;

/// The id of a story: that of its first report, by its day and then by its text, so that it stays
/// when later reports come.
pub(super) fn story_id(witnesses: &[Witness]) -> String {
    let first = witnesses.iter().map(Sketch::of).min_by_key(Sketch::order);
    first.map_or_else(String::new, |sketch| sketch.id())
}

/// The title of a report that was not derived from another where there is one, of the earliest of
/// these; else the first sentence of the first report.
pub(super) fn headline(witnesses: &[Witness], derivations: &[Derivation]) -> String {
    let derived = |w: usize| derivations.iter().any(|d| is_edge(d) && d.target == w);
    let published = |w: usize| {
        let stated = witnesses[w].article.metadata.published.as_ref();
        stated.map(|stated| (stated.value.from, stated.value.second_of_day.unwrap_or(0)))
    };
    let titled = (0..witnesses.len())
        .filter(|w| witnesses[*w].article.metadata.title.is_some())
        .min_by_key(|w| (derived(*w), published(*w).is_none(), published(*w), *w));
    let title = titled.and_then(|w| witnesses[w].article.metadata.title.as_ref());
    title.map_or_else(|| first_sentence(witnesses), |title| title.value.clone())
}

fn first_sentence(witnesses: &[Witness]) -> String {
    let mut story = witnesses.iter().flat_map(|witness| {
        let told = witness
            .sentences
            .iter()
            .filter(|sentence| sentence.role.is_story());
        told.map(move |sentence| witness.slice(sentence.span))
    });
    let text = story.next().unwrap_or("(no text)");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

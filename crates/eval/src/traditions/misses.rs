//! Why edges and counts of origins were missed, class by class: what to look at next.

use std::collections::{BTreeMap, BTreeSet};

use recension_core::dossier::{NodeKind, Verdict};

use super::{Judge, Level, Truth};

/// How often each class of miss was met.
pub(super) type Misses = BTreeMap<String, usize>;

/// The misses of one tradition.
pub(super) fn of(judge: &Judge<'_>) -> Misses {
    let mut misses = Misses::new();
    let mut count = |class: String| *misses.entry(class).or_default() += 1;
    let level = match judge.tradition.level {
        Level::Light => "light",
        Level::Heavy => "heavy",
    };
    for copy in judge.sigla.keys() {
        for parent in &judge.tradition.made[*copy].parents {
            if let Some(class) = lost_edge(judge, *parent, *copy) {
                count(format!("{level} edge missed: {class}"));
            }
        }
    }
    for (from, to) in wrong_edges(judge) {
        count(format!(
            "{level} edge wrong: {}",
            wrong_edge(judge, &from, to)
        ));
    }
    let origins = u32::try_from(judge.tradition.origins()).unwrap_or(u32::MAX);
    let range = judge.story.origins;
    if origins < range.min || origins > range.max {
        let way = if origins < range.min {
            "too many"
        } else {
            "too few"
        };
        count(format!(
            "{level} origins: {way} ({origins} in truth, {}-{} found)",
            range.min, range.max
        ));
        for class in wrong_groups(judge) {
            count(format!("{level} origins {way}: {class}"));
        }
    }
    misses
}

/// Why a true edge is not there; `None` where it is.
fn lost_edge(judge: &Judge<'_>, parent: usize, copy: usize) -> Option<&'static str> {
    let found = judge.between_texts(&judge.found_edges());
    let truly = judge.between_texts(&judge.true_edges());
    let copy_siglum = &judge.first_of(copy);
    judge.sigla.get(&copy)?;
    let edge = format!("{} > {copy_siglum}", judge.source_name(parent));
    if found.contains(&edge) || !truly.contains(&edge) {
        return None;
    }
    if judge.first_of(parent).is_empty() {
        return Some("lost source");
    }
    let second = judge.tradition.made[copy].parents.first() != Some(&parent);
    if second {
        return Some("second parent of a mixture");
    }
    let parent_siglum = judge.sigla.get(&parent)?;
    let copy_siglum = judge.sigla.get(&copy)?;
    let pair = judge.story.derivations.iter().find(|entry| {
        let pair = [&entry.source, &entry.target];
        pair == [parent_siglum, copy_siglum] || pair == [copy_siglum, parent_siglum]
    });
    Some(match pair {
        None => "no verdict on the pair",
        Some(entry) => match entry.verdict {
            Verdict::NoDependenceFound | Verdict::LineageUnknown => "no dependence found",
            Verdict::CommonSource => "common source said",
            Verdict::Derived if entry.source == *copy_siglum => "direction",
            Verdict::Derived => "derived, but through another",
        },
    })
}

fn wrong_edges(judge: &Judge<'_>) -> Vec<(String, usize)> {
    let truly = judge.true_edges();
    let number: BTreeMap<&str, usize> = judge
        .sigla
        .iter()
        .map(|(made, siglum)| (siglum.as_str(), *made))
        .collect();
    let found = judge.between_texts(&judge.found_edges());
    let truly = judge.between_texts(&truly);
    let wrong = found.into_iter().filter(|edge| !truly.contains(edge));
    wrong
        .filter_map(|edge| {
            let (from, to) = edge.split_once(" > ")?;
            Some((from.to_owned(), *number.get(to)?))
        })
        .collect()
}

fn wrong_edge(judge: &Judge<'_>, from: &str, to: usize) -> &'static str {
    let made = judge
        .sigla
        .iter()
        .find(|(_, siglum)| *siglum == from)
        .map(|(made, _)| *made);
    let Some(source) = made else {
        return if from.starts_with("lost") {
            "lost source of another"
        } else {
            "inferred or named source that was not"
        };
    };
    let tradition = judge.tradition;
    let parents = &tradition.made[to].parents;
    if tradition.is_from(source, to) {
        return "direction";
    }
    if parents
        .iter()
        .any(|parent| tradition.made[*parent].sentences == tradition.made[source].sentences)
    {
        return "another of identical copies";
    }
    if tradition.is_from(to, source) {
        return "an ancestor, not the nearest";
    }
    let has_right = parents.iter().any(|parent| {
        judge.found_edges().contains(&format!(
            "{} > {}",
            judge.first_of(*parent),
            judge.sigla[&to]
        ))
    });
    match (judge.truth(source, to), has_right) {
        (Truth::None, _) => "unrelated",
        (Truth::Open, _) => "hardly related",
        (_, true) => "a sibling or cousin beside the parent",
        (_, false) => "a sibling or cousin in place of the parent",
    }
}

/// Families that were parted, and such that were joined, by what the texts truly go back to.
fn wrong_groups(judge: &Judge<'_>) -> Vec<String> {
    let mut classes = Vec::new();
    let inferred = judge
        .story
        .stemma
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Inferred);
    let inferred: BTreeSet<&str> = inferred.map(|node| node.id.as_str()).collect();
    for (made, siglum) in &judge.sigla {
        let parents = &judge.tradition.made[*made].parents;
        let edges = judge
            .story
            .stemma
            .edges
            .iter()
            .filter(|edge| edge.to == *siglum);
        let has_source = edges.clone().any(|edge| {
            inferred.contains(edge.from.as_str()) || judge.sigla.values().any(|s| *s == edge.from)
        });
        match (parents.is_empty(), has_source) {
            (true, true) => classes.push("an origin was given a source".to_owned()),
            (false, false) if parents.len() > 1 => {
                classes.push("a mixture was given no source".to_owned());
            }
            (false, false) => classes.push("a copy was given no source".to_owned()),
            _ => {}
        }
    }
    classes
}

//! What analysts correct.

use super::super::{Corrections, Grouping, Sketch, group_corrected};
use super::{FERRY, UNRELATED, sets, witnesses};
use crate::witness::Witness;

fn reports() -> Vec<Witness> {
    witnesses(&[&FERRY[..], &UNRELATED].concat())
}

fn id(reports: &[Witness], place: usize) -> String {
    Sketch::of(&reports[place]).id()
}

/// Groups with one correction: its kind and the places of two reports.
fn corrected(reports: &[Witness], lines: &[(&str, usize, usize)]) -> Grouping {
    let line = |(kind, one, other): &(&str, usize, usize)| {
        format!("{kind} {} {}\n", id(reports, *one), id(reports, *other))
    };
    let (corrections, unused) = Corrections::parse(&lines.iter().map(line).collect::<String>());
    assert_eq!(unused, []);
    group_corrected(reports, &corrections)
}

fn story_of(grouping: &Grouping, report: usize) -> usize {
    let holds = |story: &Vec<usize>| story.contains(&report);
    grouping.stories.iter().position(holds).unwrap()
}

#[test]
fn a_merge_makes_two_stories_one() {
    let reports = reports();
    let grouping = corrected(&reports, &[("merge", 1, 6)]);
    assert_eq!(story_of(&grouping, 0), story_of(&grouping, 6));
    assert_ne!(story_of(&grouping, 0), story_of(&grouping, 5));
    assert_eq!(grouping.unused, []);
}

#[test]
fn a_split_keeps_two_reports_apart_and_the_rest_together() {
    let reports = reports();
    let grouping = corrected(&reports, &[("split", 0, 4)]);
    assert_ne!(story_of(&grouping, 0), story_of(&grouping, 4));
    assert_eq!(grouping.unused, []);
    assert!(grouping.stories.iter().any(|story| story.len() >= 2));
}

#[test]
fn a_pin_moves_one_report_alone() {
    let reports = reports();
    let grouping = corrected(&reports, &[("pin", 0, 7)]);
    let story = &grouping.stories[story_of(&grouping, 7)];
    let mut story = story.clone();
    story.sort_unstable();
    assert_eq!(story, [0, 7]);
    assert_eq!(story_of(&grouping, 1), story_of(&grouping, 4));
}

#[test]
fn a_split_stands_against_a_merge_and_that_is_said() {
    let reports = reports();
    let grouping = corrected(&reports, &[("merge", 5, 6), ("split", 5, 6)]);
    assert_ne!(story_of(&grouping, 5), story_of(&grouping, 6));
    let unused: Vec<(usize, &str)> = (grouping.unused.iter())
        .map(|unused| (unused.line, unused.why.as_str()))
        .collect();
    assert_eq!(unused, [(1, "another correction forbids it")]);
}

#[test]
fn a_correction_for_a_report_that_is_not_there_is_said() {
    let reports = reports();
    let line = format!("pin {} 00000000000000ff", id(&reports, 0));
    let (corrections, _) = Corrections::parse(&line);
    let grouping = group_corrected(&reports, &corrections);
    assert_eq!(
        grouping.unused[0].why,
        "no report has the id 00000000000000ff"
    );
    let plain = super::super::group(&reports);
    assert_eq!(sets(&reports, &grouping), sets(&reports, &plain));
}

use jiff::civil::{Date, date};

use super::{Contradiction, find};
use crate::claim::samples::{Sample, Story, as_read, sample};
use crate::dossier::{ContradictionKind, Relation};
use crate::time::{DateValue, Precision};
use crate::witness::{NameKind, Unit};

const DAY: Date = date(2031, 5, 14);
const LATER: Date = date(2031, 5, 16);

/// Contradictions as "kind relation: reading [sigla] | reading [sigla]".
fn drawn(story: &Story) -> Vec<String> {
    let line = |found: &Contradiction| {
        let sides: Vec<String> = found
            .sides
            .iter()
            .map(|side| {
                let sigla: Vec<&str> = side
                    .attestations
                    .iter()
                    .map(|a| story.witnesses[a.witness].siglum.0.as_str())
                    .collect();
                format!("{} [{}]", side.reading, sigla.join(" "))
            })
            .collect();
        format!(
            "{:?} {:?}: {}",
            found.kind,
            found.relation,
            sides.join(" | ")
        )
    };
    find(&story.context()).iter().map(line).collect()
}

fn ferry(siglum: &str, day: Date, toll: &str, value: f64) -> Sample {
    let text = format!("The ferry Halmira capsized off Cape Tarn in a storm. {toll} in the wreck.");
    let words: Vec<&str> = toll.splitn(3, ' ').take(2).collect();
    sample(siglum, day, &[&text]).people(&words.join(" "), value)
}

#[test]
fn tolls_of_one_day_disagree() {
    let story = Story::unrelated(vec![
        ferry("A", DAY, "Two people drowned", 2.0),
        ferry("B", DAY, "Five people drowned", 5.0),
    ]);
    assert_eq!(
        drawn(&story),
        ["Figure Disagree: Two people drowned [A] | Five people drowned [B]"]
    );
}

#[test]
fn a_toll_that_grows_by_the_day_is_an_update() {
    let story = Story::unrelated(vec![
        ferry("A", DAY, "Two people drowned", 2.0),
        ferry("B", LATER, "Five people drowned", 5.0),
    ]);
    assert_eq!(
        drawn(&story),
        ["Figure Updated: Two people drowned [A] | Five people drowned [B]"]
    );
    let shrinking = Story::unrelated(vec![
        ferry("A", DAY, "Five people drowned", 5.0),
        ferry("B", LATER, "Two people drowned", 2.0),
    ]);
    assert!(drawn(&shrinking)[0].starts_with("Figure Disagree"));
}

#[test]
fn what_was_known_at_least_is_an_update_and_no_disagreement() {
    let toll = |siglum, day, toll: &str| {
        let text = format!(
            "The ferry Halmira capsized off Cape Tarn in a storm and at least {toll} drowned."
        );
        as_read(siglum, day, &[&text])
    };
    let update = "Figure Updated: five people drowned [A] | seven people drowned [B]";
    for later in [DAY, LATER] {
        let reports = vec![
            toll("A", DAY, "five people"),
            toll("B", later, "seven people"),
        ];
        assert_eq!(drawn(&Story::unrelated(reports)), [update]);
    }
    let nothing = [
        // The greater number was known before.
        [("A", DAY, "seven people"), ("B", LATER, "five people")],
        // A round number stands for a greater one.
        [("A", DAY, "20 people"), ("B", LATER, "24 people")],
        // So much greater is another event's.
        [("A", DAY, "five people"), ("B", LATER, "55 people")],
    ];
    for reports in nothing {
        let reports = reports.map(|(siglum, day, people)| toll(siglum, day, people));
        assert_eq!(drawn(&Story::unrelated(reports.into())), [""; 0]);
    }
}

#[test]
fn copies_of_one_error_are_one_origin() {
    let reports = vec![
        ferry("A", DAY, "Two people drowned", 2.0),
        ferry("B", DAY, "Five people drowned", 5.0),
        ferry("C", DAY, "Five people drowned", 5.0),
        ferry("D", DAY, "Two people drowned", 2.0),
    ];
    let story = Story::with_origins(reports, &[0, 1, 1, 2]);
    let found = find(&story.context());
    assert_eq!(found.len(), 1);
    let origins: Vec<_> = found[0].sides.iter().map(|side| side.origins.max).collect();
    assert_eq!(origins, [2, 1]);
}

#[test]
fn sub_counts_other_events_and_hypotheses_are_no_tolls() {
    let base = ferry("A", DAY, "Two people drowned", 2.0);
    let children = ferry("B", DAY, "Five children drowned", 5.0);
    assert!(drawn(&Story::unrelated(vec![base, children])).is_empty());

    let base = ferry("A", DAY, "Two people drowned", 2.0);
    let other =
        "The ferry Halmira capsized off Cape Tarn. In April 1994 nine people drowned there.";
    let other = sample("B", DAY, &[other])
        .people("nine people", 9.0)
        .date("April 1994", DateValue::month(1994, 4).unwrap());
    assert!(drawn(&Story::unrelated(vec![base, other])).is_empty());

    let base = ferry("A", DAY, "Two people drowned", 2.0);
    let feared =
        "The ferry Halmira capsized off Cape Tarn. Some 90 people may have drowned, it said.";
    let feared = sample("B", DAY, &[feared]).people("90 people", 90.0);
    assert!(drawn(&Story::unrelated(vec![base, feared])).is_empty());
}

#[test]
fn a_report_that_gives_both_numbers_stands_on_no_side() {
    let both = "The ferry Halmira capsized off Cape Tarn. Two people drowned, police said. \
                The harbour office says five people drowned.";
    let both = sample("B", DAY, &[both])
        .people("Two people", 2.0)
        .people("five people", 5.0);
    let story = Story::unrelated(vec![ferry("A", DAY, "Two people drowned", 2.0), both]);
    assert!(drawn(&story).is_empty());
}

fn wall(siglum: &str, length: &str, value: f64) -> Sample {
    let text = format!("The new sea wall at Tarn stretches {length} along the northern harbour.");
    sample(siglum, DAY, &[&text]).figure(length, value, Unit::Measure("km".into()))
}

#[test]
fn measures_in_answering_sentences_disagree() {
    let story = Story::unrelated(vec![wall("A", "12 km", 12.0), wall("B", "21 km", 21.0)]);
    assert_eq!(drawn(&story), ["Figure Disagree: 12 km [A] | 21 km [B]"]);
}

#[test]
fn measures_of_different_things_do_not() {
    let ship = "The new ferry at Tarn travels 40 km along the northern coast every morning.";
    let ship = sample("B", DAY, &[ship]).figure("40 km", 40.0, Unit::Measure("km".into()));
    assert!(drawn(&Story::unrelated(vec![wall("A", "12 km", 12.0), ship])).is_empty());
    let rounded = wall("B", "12.2 km", 12.2);
    assert!(drawn(&Story::unrelated(vec![wall("A", "12 km", 12.0), rounded])).is_empty());
}

fn keeper(siglum: &str, age: &str, value: f64) -> Sample {
    let text =
        format!("Keeper Odda Brandel, {age}, saw the ferry sink from the lighthouse gallery.");
    sample(siglum, DAY, &[&text])
        .name("Odda Brandel", NameKind::Person)
        .figure(age, value, Unit::None)
}

#[test]
fn ages_of_one_person() {
    let story = Story::unrelated(vec![keeper("A", "61", 61.0), keeper("B", "67", 67.0)]);
    assert_eq!(
        drawn(&story),
        ["Figure Disagree: Odda Brandel, 61 [A] | Odda Brandel, 67 [B]"]
    );
    let same = Story::unrelated(vec![keeper("A", "61", 61.0), keeper("B", "61", 61.0)]);
    assert!(drawn(&same).is_empty());
}

fn pier(siglum: &str, verb: &str, year: i16) -> Sample {
    let text = format!("The pier at Cape Tarn, {verb} in {year}, lost its roof in the storm.");
    sample(siglum, DAY, &[&text]).date(&year.to_string(), DateValue::year(year).unwrap())
}

#[test]
fn what_happens_once_has_one_date() {
    let story = Story::unrelated(vec![
        pier("A", "completed", 1968),
        pier("B", "finished", 1986),
    ]);
    assert_eq!(
        drawn(&story),
        ["Date Disagree: completed in 1968 [A] | finished in 1986 [B]"]
    );
}

#[test]
fn what_happens_often_has_many() {
    let story = Story::unrelated(vec![pier("A", "painted", 1968), pier("B", "painted", 1986)]);
    assert!(drawn(&story).is_empty());
}

fn capsizing(siglum: &str, text: &str, clock: &str, minutes: u32) -> Sample {
    let value = DateValue::day(DAY).at(minutes * 60, Precision::Minute);
    sample(siglum, DAY, &[text]).date(clock, value)
}

#[test]
fn one_happening_has_one_time_of_day() {
    let story = Story::unrelated(vec![
        capsizing(
            "A",
            "The ferry Halmira capsized at 4:20 a.m. off the cape.",
            "4:20 a.m.",
            260,
        ),
        capsizing(
            "B",
            "At 3 a.m. the ferry Halmira capsized near Tarn.",
            "3 a.m.",
            180,
        ),
    ]);
    assert_eq!(drawn(&story), ["Date Disagree: 4:20 a.m. [A] | 3 a.m. [B]"]);
    let other = Story::unrelated(vec![
        capsizing(
            "A",
            "The ferry Halmira capsized at 4:20 a.m. off the cape.",
            "4:20 a.m.",
            260,
        ),
        capsizing(
            "B",
            "At 9 a.m. the mayor spoke to relatives.",
            "9 a.m.",
            540,
        ),
    ]);
    assert!(drawn(&other).is_empty());
}

#[test]
fn the_eve_is_not_the_day() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["Harbour minister Brandel visited Tarn on the eve of the regatta."],
        ),
        sample(
            "B",
            DAY,
            &["Hours before the regatta, harbour minister Brandel visited Tarn."],
        ),
    ]);
    assert_eq!(
        drawn(&story),
        ["Characterisation Disagree: on the eve of the regatta [A] | Hours before the regatta [B]"]
    );
    let apart = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["Harbour minister Brandel visited Tarn on the eve of the regatta."],
        ),
        sample(
            "B",
            DAY,
            &["Hours before the regatta, the wind turned to the west."],
        ),
    ]);
    assert!(drawn(&apart).is_empty());
}

#[test]
fn superlatives_since_two_different_times() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["Relations between Tarn and Ostrel are at their lowest level since the herring war."],
        ),
        sample(
            "B",
            DAY,
            &["The ties of Tarn and Ostrel have been at historic lows since the customs blockade."],
        ),
    ]);
    let found = drawn(&story);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("since the herring war [A]"), "{found:?}");
    let same = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["Relations of Tarn and Ostrel are at their lowest level since the herring war."],
        ),
        sample(
            "B",
            DAY,
            &["Ties of Tarn and Ostrel sank to their lowest point since the old herring war."],
        ),
    ]);
    assert!(drawn(&same).is_empty());
}

#[test]
fn yes_and_no() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["The storm sirens on the Tarn harbour roof never sounded."],
        ),
        sample(
            "B",
            DAY,
            &["Storm sirens sounded in Tarn harbour six minutes later."],
        ),
    ]);
    let found = drawn(&story);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("Polarity Disagree"));
}

#[test]
fn plans_and_other_subjects_do_not_gainsay() {
    let story = Story::unrelated(vec![
        sample(
            "A",
            DAY,
            &["The storm sirens on the Tarn harbour roof never sounded."],
        ),
        sample(
            "B",
            DAY,
            &["The Tarn harbour sirens will be sounded again on Friday."],
        ),
        sample(
            "C",
            DAY,
            &["A trumpet sounded over the quiet water at dusk."],
        ),
    ]);
    assert!(drawn(&story).is_empty());
}

#[test]
fn spellings_of_one_name() {
    let person = |siglum, name: &str| {
        let text = format!("Harbour master {name} closed the port of Tarn on Monday.");
        sample(siglum, DAY, &[&text]).name(name, NameKind::Person)
    };
    let story = Story::unrelated(vec![
        person("A", "Odda Brandel"),
        person("B", "Odda Brandal"),
    ]);
    let found = find(&story.context());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, ContradictionKind::Name);
    assert_eq!(found[0].relation, Relation::Disagree);
    let other = Story::unrelated(vec![
        person("A", "Odda Brandel"),
        person("B", "Odda Kirsholm"),
    ]);
    assert!(drawn(&other).is_empty());
}

#[test]
fn one_deed_set_for_two_days_ahead() {
    let set = |siglum, day: &str| {
        let text = format!("The port of Tarn will reopen its northern pier for ferries on {day}.");
        as_read(siglum, DAY, &[&text])
    };
    let story = Story::unrelated(vec![set("A", "19 May 2031"), set("B", "23 May 2031")]);
    assert_eq!(
        drawn(&story),
        ["Date Disagree: 19 May 2031 [A] | 23 May 2031 [B]"]
    );
    let past = Story::unrelated(vec![set("A", "3 May 2031"), set("B", "7 May 2031")]);
    assert!(drawn(&past).is_empty(), "{:?}", drawn(&past));
}

#[test]
fn a_denial_in_plain_words_stands_against_the_deed() {
    let told = |siglum, text| as_read(siglum, DAY, &[text]);
    let closed = "Harbour master Odda Brandel closed the northern pier to all ferries.";
    let denied = "Harbour master Odda Brandel did not close the northern pier to ferries.";
    let later = "Harbour master Odda Brandel has not closed the northern pier to ferries yet.";
    let story = Story::unrelated(vec![told("A", closed), told("B", denied)]);
    let found = drawn(&story);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("Polarity Disagree"), "{found:?}");
    let story = Story::unrelated(vec![told("A", closed), told("B", later)]);
    assert!(drawn(&story).is_empty(), "{:?}", drawn(&story));
}

#[test]
fn two_reports_alone_may_count_two_things() {
    let told = |siglum: &str, number: &str| {
        let text = format!("Boats brought {number} islanders from Tarn to the chapel by noon.");
        as_read(siglum, DAY, &[&text])
    };
    let two = Story::unrelated(vec![told("A", "340"), told("B", "260")]);
    let three = Story::unrelated(vec![told("A", "340"), told("B", "260"), told("C", "340")]);
    let sides = |story: &Story| drawn(story).join("; ");
    assert!(sides(&three).contains("340"), "{}", sides(&three));
    assert!(sides(&three).contains("260"), "{}", sides(&three));
    assert!(sides(&two).len() <= sides(&three).len());
}

#[test]
fn who_gives_a_figure_in_other_words_stands_on_its_side() {
    let told = |siglum, day, text: &str| as_read(siglum, day, &[text]);
    let early = "The terminal operator of Tarn counts 340 lorries in the queue at its gate.";
    let slip = "The terminal operator of Tarn counts 430 lorries in the queue at its gate.";
    let copy = "At its gate the terminal operator of Tarn counts 430 lorries in the queue.";
    let other = "Bread was short, for 340 lorries had parked across both lanes, drivers said.";
    let later = date(2031, 5, 15);
    let news = Story::unrelated(vec![
        told("A", DAY, early),
        told("B", later, slip),
        told("C", later, copy),
    ]);
    let found = drawn(&news);
    assert!(found[0].starts_with("Figure Updated"), "{found:?}");
    let stale = Story::unrelated(vec![
        told("A", DAY, early),
        told("B", later, slip),
        told("C", later, copy),
        told("D", LATER, other),
        told("E", LATER, other),
    ]);
    let found = drawn(&stale);
    assert!(found[0].starts_with("Figure Disagree"), "{found:?}");
    assert!(found[0].contains("[A D E]"), "{found:?}");
}

#[test]
fn the_fate_of_a_subordinate_clause_is_not_of_those_counted() {
    let told = |siglum, second: &str| {
        let first = "The ferry Halmira capsized off Cape Tarn in a storm.";
        as_read(siglum, DAY, &[&format!("{first} {second}")])
    };
    let story = Story::unrelated(vec![
        told("A", "Some 66 people drowned in the wreck."),
        told("B", "Doctors moved 55 people once water drowned the pumps."),
    ]);
    assert!(drawn(&story).is_empty(), "{:?}", drawn(&story));
}

#[test]
fn a_given_name_spelt_otherwise_is_of_one_person_with_one_age() {
    let driver = |siglum: &str, name: &str, age: &str| {
        let text = format!("The tram was driven by {name}, {age}, of Orlend.");
        sample(siglum, DAY, &[&text]).name(name, NameKind::Person)
    };
    let story = Story::unrelated(vec![
        driver("A", "Jana Morwick", "41"),
        driver("B", "Jane Morwick", "41"),
    ]);
    assert_eq!(
        drawn(&story),
        ["Name Disagree: Jana Morwick [A] | Jane Morwick [B]"]
    );
    let two = Story::unrelated(vec![
        driver("A", "Jana Morwick", "41"),
        driver("B", "Jorg Morwick", "41"),
    ]);
    assert!(drawn(&two).is_empty());
}

#[test]
fn a_newest_one_is_no_superlative() {
    let raid = |siglum: &str, words: &str| {
        let text = format!("The raid on Orlend harbour was {words}.");
        sample(siglum, DAY, &[&text])
    };
    let story = Story::unrelated(vec![
        raid("A", "the latest since the treaty of Skarn"),
        raid("B", "the latest ever in the war"),
    ]);
    assert!(drawn(&story).is_empty());
}

#[test]
fn who_looks_for_somebody_is_not_missing() {
    let text = "The ferry Halmira capsized off Cape Tarn in a storm.";
    let story = Story::unrelated(vec![
        as_read("A", DAY, &[text, "Twelve people are missing in the wreck."]),
        as_read(
            "B",
            DAY,
            &[text, "A baker of 50 was looking for his dog in the wreck."],
        ),
    ]);
    assert!(drawn(&story).is_empty());
}
